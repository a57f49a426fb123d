/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-filter.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-fold.h>

/* Prepared at once; between two lots the main loop is asked whether a person wants something. */
#define LOT 200

struct _TerrainRecordFilter
{
  GtkFilter parent_instance;

  guint states;
  char *text;    /* folded */
  char **words;  /* of it */
  char *form_id; /* (nullable) */

  GListModel *preparing; /* (nullable) */
  guint prepared;        /* that many of it */
  guint idle;
};

G_DEFINE_FINAL_TYPE (TerrainRecordFilter, terrain_record_filter, GTK_TYPE_FILTER)

/* As a person may write it: "2026-11-03", "3/11/2026", "3 November 2026". */
static void
append_day (GString *text,
            gint64   time_us)
{
  g_autoptr (GDateTime) time = time_us != 0 ? g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC) : NULL;
  g_autofree char *numbers = time ? g_date_time_format (time, "%Y-%m-%d %-d/%-m/%Y") : NULL;
  /* Translators: a day, in a sentence; see g_date_time_format() for the letters. */
  g_autofree char *words = time ? g_date_time_format (time, _("%-e %B %Y")) : NULL;

  if (numbers && words)
    g_string_append_printf (text, "\n%s %s", numbers, words);
}

static gboolean
same_day (gint64 a,
          gint64 b)
{
  /* Close enough to spare most of the work: the same hour is on the same day. */
  return a / G_TIME_SPAN_HOUR == b / G_TIME_SPAN_HOUR;
}

static const char *
ensure_text (TerrainRecordObject *object)
{
  static GQuark quark;
  const char *found;

  if (quark == 0)
    quark = g_quark_from_static_string ("terrain-record-filter-text");
  found = g_object_get_qdata (G_OBJECT (object), quark);
  if (found)
    return found;

  const TerrainRecord *record = terrain_record_object_get (object);
  g_autoptr (GString) text = g_string_new (record->name);

  g_string_append_printf (text, "\n%s", record->form_title);
  append_day (text, record->changed);
  if (!same_day (record->completed, record->changed))
    append_day (text, record->completed);
  if (!same_day (record->sent, record->changed))
    append_day (text, record->sent);

  char *folded = terrain_fold (text->str);

  g_object_set_qdata_full (G_OBJECT (object), quark, folded, g_free);
  return folded;
}

static gboolean
terrain_record_filter_match (GtkFilter *filter,
                             gpointer   item)
{
  TerrainRecordFilter *self = TERRAIN_RECORD_FILTER (filter);
  const TerrainRecord *record = terrain_record_object_get (item);

  if ((self->states & (1u << record->state)) == 0)
    return FALSE;
  if (self->form_id && strcmp (self->form_id, record->form_id) != 0)
    return FALSE;
  if (self->text[0] == '\0')
    return TRUE;

  const char *text = ensure_text (item);

  for (guint i = 0; self->words[i]; i++)
    if (!strstr (text, self->words[i]))
      return FALSE;
  return TRUE;
}

static GtkFilterMatch
terrain_record_filter_get_strictness (GtkFilter *filter)
{
  return GTK_FILTER_MATCH_SOME;
}

static void
stop_preparing (TerrainRecordFilter *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_object (&self->preparing);
}

static void
terrain_record_filter_dispose (GObject *object)
{
  stop_preparing (TERRAIN_RECORD_FILTER (object));

  G_OBJECT_CLASS (terrain_record_filter_parent_class)->dispose (object);
}

static void
terrain_record_filter_finalize (GObject *object)
{
  TerrainRecordFilter *self = TERRAIN_RECORD_FILTER (object);

  g_free (self->text);
  g_strfreev (self->words);
  g_free (self->form_id);

  G_OBJECT_CLASS (terrain_record_filter_parent_class)->finalize (object);
}

static void
terrain_record_filter_class_init (TerrainRecordFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_record_filter_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_record_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = terrain_record_filter_match;
  GTK_FILTER_CLASS (klass)->get_strictness = terrain_record_filter_get_strictness;
}

static void
terrain_record_filter_init (TerrainRecordFilter *self)
{
  self->text = g_strdup ("");
  self->words = g_new0 (char *, 1);
}

TerrainRecordFilter *
terrain_record_filter_new (guint states)
{
  TerrainRecordFilter *self = g_object_new (TERRAIN_TYPE_RECORD_FILTER, NULL);

  self->states = states;
  return self;
}

/* What one keystroke more or less changes: only the records shown, or only those not shown, need a look then. */
static GtkFilterChange
compare (TerrainRecordFilter *self,
         const char          *text,
         const char          *form_id)
{
  gboolean same_form = g_strcmp0 (self->form_id, form_id) == 0;

  if (same_form && g_str_has_prefix (text, self->text))
    return GTK_FILTER_CHANGE_MORE_STRICT;
  if (same_form && g_str_has_prefix (self->text, text))
    return GTK_FILTER_CHANGE_LESS_STRICT;
  return GTK_FILTER_CHANGE_DIFFERENT;
}

gboolean
terrain_record_filter_would_change (TerrainRecordFilter *self,
                                    const char          *text,
                                    const char          *form_id)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_FILTER (self), FALSE);

  g_autofree char *folded = terrain_fold (text);

  return strcmp (folded, self->text) != 0 || g_strcmp0 (form_id, self->form_id) != 0;
}

void
terrain_record_filter_search (TerrainRecordFilter *self,
                              const char          *text,
                              const char          *form_id)
{
  g_return_if_fail (TERRAIN_IS_RECORD_FILTER (self));

  g_autofree char *folded = terrain_fold (text);

  if (strcmp (folded, self->text) == 0 && g_strcmp0 (form_id, self->form_id) == 0)
    return;

  GtkFilterChange change = compare (self, folded, form_id);

  g_strfreev (self->words);
  self->words = g_strsplit (folded, " ", -1);
  g_free (self->text);
  self->text = g_steal_pointer (&folded);
  g_free (self->form_id);
  self->form_id = g_strdup (form_id);
  gtk_filter_changed (GTK_FILTER (self), change);
}

gboolean
terrain_record_filter_is_searching (TerrainRecordFilter *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_FILTER (self), FALSE);

  return self->text[0] != '\0' || self->form_id != NULL;
}

static gboolean
prepare_lot (gpointer user_data)
{
  TerrainRecordFilter *self = user_data;
  guint n = g_list_model_get_n_items (self->preparing);
  guint end = MIN (n, self->prepared + LOT);

  for (; self->prepared < end; self->prepared++)
    {
      g_autoptr (TerrainRecordObject) object = g_list_model_get_item (self->preparing, self->prepared);

      if (self->states & (1u << terrain_record_object_get (object)->state))
        ensure_text (object);
    }
  if (self->prepared < n)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  g_clear_object (&self->preparing);
  return G_SOURCE_REMOVE;
}

void
terrain_record_filter_prepare (TerrainRecordFilter *self,
                               GListModel          *records)
{
  g_return_if_fail (TERRAIN_IS_RECORD_FILTER (self));
  g_return_if_fail (G_IS_LIST_MODEL (records));

  stop_preparing (self);
  self->preparing = g_object_ref (records);
  self->prepared = 0;
  self->idle = g_idle_add_full (G_PRIORITY_LOW, prepare_lot, self, NULL);
}
