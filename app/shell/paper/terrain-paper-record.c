/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-fieldwork.h>

#include "terrain-paper-image.h"
#include "terrain-paper-words.h"
#include "terrain-paper.h"

/* A record as it was answered: what is asked, in order, with the answers. */

typedef struct
{
  TerrainPaper *paper;
  TerrainStore *store;
  const char *uuid;
  GHashTable *notes; /* ref → text of a TerrainRemark */
} Record;

static void add_children (Record      *self,
                          TerrainItem *item,
                          guint        level);

/* A day or time as a person writes it; (nullable): NULL for what is neither. */
static char *
dup_moment (Record         *self,
            TerrainDataType type,
            const char     *value)
{
  gboolean months = terrain_paper_words_has_months (self->paper->language);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *text = type == TERRAIN_DATA_DATE   ? g_strdup_printf ("%.10sT12:00:00", value)
                          : type == TERRAIN_DATA_TIME ? g_strdup_printf ("2000-01-01T%.5s:00", value)
                                                      : g_strdup_printf ("%.16s:00", value);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, zone);

  if (!moment)
    return NULL;
  if (type == TERRAIN_DATA_TIME)
    return g_date_time_format (moment, "%H:%M");
  if (type == TERRAIN_DATA_DATE)
    /* Translators: a day, in a sentence; see g_date_time_format() for the letters. */
    return g_date_time_format (moment, months ? _("%-e %B %Y") : "%Y-%m-%d");
  /* Translators: a day and a time; see g_date_time_format() for the letters. */
  return g_date_time_format (moment, months ? _("%-e %B %Y, %H:%M") : "%Y-%m-%d %H:%M");
}

/* (transfer full) (nullable): NULL where it cannot be shown: its name is then all there is */
static GdkPixbuf *
load_image (Record     *self,
            const char *name)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->store && self->uuid)
    bytes = terrain_store_load_attachment (self->store, self->uuid, name, NULL, NULL);
  return bytes ? terrain_paper_image_new (bytes) : NULL;
}

static void
add_file (Record     *self,
          const char *name)
{
  g_autoptr (GdkPixbuf) image = load_image (self, name);

  if (image)
    terrain_paper_add (self->paper, TERRAIN_PAPER_IMAGE, NULL)->image = g_steal_pointer (&image);
  else
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_LINE, name);
}

/* The labels of what was chosen, in the order it was chosen in; a choice no longer offered by its value. */
static void
add_choices (Record      *self,
             TerrainItem *item,
             gboolean     ranked)
{
  GListModel *choices = terrain_item_get_choices (item);
  g_auto (GStrv) values = g_strsplit (terrain_item_get_value (item), " ", -1);

  for (guint v = 0, n = 0; values[v]; v++)
    {
      const char *label = values[v];

      if (!values[v][0])
        continue;
      n++;
      for (guint i = 0; choices && i < g_list_model_get_n_items (choices); i++)
        {
          g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

          if (strcmp (terrain_choice_get_value (choice), values[v]) != 0)
            continue;
          label = terrain_choice_get_label (choice);
          break;
        }

      g_autofree char *numbered = ranked ? g_strdup_printf ("%u. %s", n, label) : g_strdup (label);
      TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_LINE, numbered);
      if (block && !ranked)
        block->mark = TERRAIN_PAPER_BOX_TICKED;
      if (block)
        block->keep = values[v + 1] != NULL && n < 12;
    }
}

static void
add_answer (Record      *self,
            TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  TerrainControlKind kind = terrain_control_get_kind (control);
  TerrainDataType type = terrain_control_get_data_type (control);
  const char *value = terrain_item_get_value (item);
  g_autofree char *shown = NULL;

  if (value[0] == '\0')
    {
      terrain_paper_add_plain (self->paper, TERRAIN_PAPER_LINE, "—");
      return;
    }
  if (kind == TERRAIN_CONTROL_SECRET || terrain_item_is_sensitive (item) || terrain_item_is_concealed (item))
    {
      terrain_paper_add_plain (self->paper, TERRAIN_PAPER_LINE, "•••••");
      return;
    }
  if (kind == TERRAIN_CONTROL_SELECT || kind == TERRAIN_CONTROL_RANK)
    {
      add_choices (self, item, kind == TERRAIN_CONTROL_RANK);
      return;
    }
  if (kind == TERRAIN_CONTROL_UPLOAD || type == TERRAIN_DATA_BINARY)
    {
      add_file (self, value);
      return;
    }
  shown = terrain_calendar_dup_answer (item, self->paper->language);
  if (!shown && (type == TERRAIN_DATA_DATE || type == TERRAIN_DATA_TIME || type == TERRAIN_DATA_DATE_TIME))
    shown = dup_moment (self, type, value);
  if (!shown)
    shown = terrain_answer_dup_words (item);
  if (kind == TERRAIN_CONTROL_SELECT1)
    terrain_paper_add_label (self->paper, TERRAIN_PAPER_LINE, shown);
  else
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_LINE, shown);
}

/* What the interviewer noted, below the answer and on one page with it. */
static void
add_note (Record      *self,
          TerrainItem *item)
{
  TerrainItem *comment = terrain_item_get_comment (item);
  g_autofree char *own = comment && terrain_item_get_relevant (comment) && !terrain_item_is_sensitive (comment)
                             && !terrain_item_is_concealed (comment)
                           ? terrain_comment_dup_text (comment) : NULL;
  const char *text = own ? own : g_hash_table_lookup (self->notes, terrain_item_get_ref (item));

  if (!text || self->paper->blocks->len == 0)
    return;
  /* Translators: on paper, below an answer; %s is what the interviewer noted on the question. */
  g_autofree char *note = g_strdup_printf (_("Note: %s"), text);
  TerrainPaperBlock *last = g_ptr_array_index (self->paper->blocks, self->paper->blocks->len - 1);
  last->keep = TRUE;
  TerrainPaperBlock *block = terrain_paper_add_plain (self->paper, TERRAIN_PAPER_HINT, note);
  block->keep = FALSE;
}

static void
add_question (Record      *self,
              TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  const char *label = terrain_item_get_label (item);
  gboolean note = terrain_item_get_readonly (item) && terrain_item_get_value (item)[0] == '\0';

  if (terrain_control_has_appearance (control, "hidden"))
    return;
  /* A page that was printed of it is a page of its own. */
  if (note || terrain_control_has_appearance (control, "printer")
      || terrain_control_get_kind (control) == TERRAIN_CONTROL_TRIGGER)
    {
      TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_TEXT, label);

      if (block && terrain_control_get_kind (control) == TERRAIN_CONTROL_TRIGGER)
        block->mark = terrain_item_get_value (item)[0] ? TERRAIN_PAPER_BOX_TICKED : TERRAIN_PAPER_BOX;
      return;
    }
  if (!terrain_paper_add_label (self->paper, TERRAIN_PAPER_QUESTION, label))
    terrain_paper_add_plain (self->paper, TERRAIN_PAPER_QUESTION,
                             strrchr (terrain_control_get_ref (control), '/') + 1);
  add_answer (self, item);
}

static gboolean
add_heading (Record     *self,
             const char *label,
             guint       number,
             guint       level)
{
  TerrainPaperBlock *block = terrain_paper_add_label (self->paper, TERRAIN_PAPER_HEADING, label);

  if (!block)
    return FALSE;
  if (number > 0)
    {
      g_autofree char *markup = block->markup;

      block->markup = g_strdup_printf ("%s · %u", markup, number);
    }
  block->level = MIN (level, 3);
  return TRUE;
}

/* An instance without words of its own is called after its repeat, or after what holds that. */
static const char *
get_instance_label (TerrainItem *instance)
{
  for (TerrainItem *item = instance; item; item = terrain_item_get_parent (item))
    {
      const char *label = terrain_item_get_label (item);

      if (label && label[0])
        return label;
      if (item != instance && terrain_item_get_kind (item) != TERRAIN_ITEM_REPEAT)
        break;
    }
  return NULL;
}

static void
add_item (Record      *self,
          TerrainItem *item,
          guint        level)
{
  if (!terrain_item_get_relevant (item))
    return;
  switch (terrain_item_get_kind (item))
    {
    case TERRAIN_ITEM_QUESTION:
      /* A note is read at the question it is on. */
      if (terrain_item_get_commented (item))
        break;
      add_question (self, item);
      add_note (self, item);
      break;
    case TERRAIN_ITEM_INSTANCE:
      add_heading (self, get_instance_label (item), terrain_item_get_position (item), level);
      add_children (self, item, level + 1);
      break;
    case TERRAIN_ITEM_REPEAT:
      add_children (self, item, level);
      break;
    case TERRAIN_ITEM_GROUP:
    default:
      add_children (self, item, add_heading (self, terrain_item_get_label (item), 0, level) ? level + 1 : level);
      break;
    }
}

static void
add_children (Record      *self,
              TerrainItem *item,
              guint        level)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      add_item (self, child, level);
    }
}

TerrainPaper *
terrain_paper_new_record (TerrainInterview *interview,
                          TerrainStore     *store,
                          const char       *uuid,
                          GPtrArray        *remarks)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  g_auto (TerrainPaperWords) words = terrain_paper_words_begin (terrain_interview_get_language (interview));
  g_autoptr (GHashTable) notes = g_hash_table_new (g_str_hash, g_str_equal);
  Record self = { terrain_paper_new (interview), store, uuid, notes };
  g_autofree char *name = terrain_interview_dup_shown_name (interview);

  terrain_paper_add_plain (self.paper, TERRAIN_PAPER_TITLE, self.paper->title);
  if (name && name[0])
    terrain_paper_add_plain (self.paper, TERRAIN_PAPER_DETAIL, name);
  for (guint i = 0; remarks && i < remarks->len; i++)
    {
      const TerrainRemark *remark = remarks->pdata[i];
      TerrainItem *item = remark->text ? terrain_interview_find_item (interview, remark->ref) : NULL;

      if (item)
        g_hash_table_insert (notes, (gpointer) terrain_item_get_ref (item), remark->text);
    }
  add_children (&self, terrain_interview_get_root_item (interview), 1);
  return self.paper;
}
