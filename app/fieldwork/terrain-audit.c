/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-audit-private.h"
#include "terrain-masks-private.h"

#include <string.h>
#include <terrain-store.h>

/* An answer that was changed while something was looked at. */
typedef struct
{
  char *node;
  char *old_value;
  char *new_value;
} Change;

/*
 * The log while it is written. What a person looks at is open from when they came there, or gave an answer there, until
 * they are elsewhere; it is a row only then, since the row says when it ended and what the answer was at last.
 */
typedef struct
{
  const TerrainAudit *audit;
  gboolean has_remarks;
  GString *csv;
  char *user;         /* (nullable) */
  const char *remark; /* (nullable): of the row that is written */
  gint64 last;        /* ms since the epoch: of the last thing that happened */
  const char *event;  /* (nullable): what is open; static */
  char *node;         /* (nullable): where */
  gint64 start;
  char *place;      /* (nullable): the last one that was noted */
  gint64 place_at;
  char *open_place; /* (nullable): where what is open began */
  GHashTable *masked; /* set of char *: questions that were answered alone, without positions */
  GPtrArray *changes; /* of Change: of what is open, in the order they were made */
} Log;

#define QUESTION "question"
#define GROUP "group questions"

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->node);
  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

/* "CSV Format": quotes only around what holds a comma or a newline, and quotes are doubled only in there. */
static void
add_cell (Log *self, const char *text)
{
  gboolean is_quoted = text != NULL && strpbrk (text, ",\r\n") != NULL;

  g_string_append_c (self->csv, ',');
  if (text == NULL)
    return;
  if (is_quoted)
    g_string_append_c (self->csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (is_quoted && *c == '"')
        g_string_append_c (self->csv, '"');
      g_string_append_c (self->csv, *c);
    }
  if (is_quoted)
    g_string_append_c (self->csv, '"');
}

static void
add_header (Log *self)
{
  g_string_append (self->csv, "event,node,start,end");
  if (self->audit->location_priority != TERRAIN_LOCATION_NONE)
    g_string_append (self->csv, ",latitude,longitude,accuracy");
  if (self->audit->track_changes)
    g_string_append (self->csv, ",old-value,new-value");
  if (self->audit->identify_user)
    g_string_append (self->csv, ",user");
  if (self->audit->track_changes_reasons)
    g_string_append (self->csv, ",change-reason");
  if (self->has_remarks)
    g_string_append (self->csv, ",remark");
  g_string_append_c (self->csv, '\n');
}

/* Where the device was at @at: the last place, while it is not older than the form allows. */
static const char *
place_at (Log *self, gint64 at)
{
  return self->place != NULL && at - self->place_at <= (gint64) self->audit->location_max_age * 1000 ? self->place : NULL;
}

/* Latitude, longitude and accuracy of @place (nullable), an answer of a geopoint. */
static void
add_place (Log *self, const char *place)
{
  g_auto (GStrv) parts = place != NULL ? g_strsplit (place, " ", 4) : NULL;
  gboolean is_whole = parts != NULL && g_strv_length (parts) == 4;

  add_cell (self, is_whole ? parts[0] : NULL);
  add_cell (self, is_whole ? parts[1] : NULL);
  add_cell (self, is_whole ? parts[3] : NULL);
}

/* @end: -1 for none: a moment. @change, @reason: (nullable) */
static void
add_row (Log *self, const char *event, const char *node, gint64 start, gint64 end, const Change *change,
         const char *reason)
{
  g_autofree char *generic = change != NULL ? terrain_masks_dup_generic (change->node) : NULL;
  gboolean is_changed = change != NULL && g_strcmp0 (change->old_value, change->new_value) != 0
                        && !g_hash_table_contains (self->masked, generic);

  g_string_append (self->csv, event);
  add_cell (self, node);
  g_string_append_printf (self->csv, ",%" G_GINT64_FORMAT ",", start);
  if (end >= 0)
    g_string_append_printf (self->csv, "%" G_GINT64_FORMAT, end);
  if (self->audit->location_priority != TERRAIN_LOCATION_NONE)
    add_place (self, self->event != NULL ? self->open_place : place_at (self, start));
  if (self->audit->track_changes)
    {
      add_cell (self, is_changed ? change->old_value : NULL);
      add_cell (self, is_changed ? change->new_value : NULL);
    }
  if (self->audit->identify_user)
    add_cell (self, self->user);
  if (self->audit->track_changes_reasons)
    add_cell (self, reason);
  if (self->has_remarks)
    add_cell (self, self->remark);
  g_string_append_c (self->csv, '\n');
}

static void
add_moment (Log *self, const char *event)
{
  add_row (self, event, NULL, self->last, -1, NULL, NULL);
}

static void
close_row (Log *self, gint64 end)
{
  gboolean is_group = g_strcmp0 (self->event, GROUP) == 0;

  if (self->event == NULL)
    return;
  add_row (self, self->event, self->node, self->start, end,
           !is_group && self->changes->len > 0 ? self->changes->pdata[0] : NULL, NULL);
  /* A group has no answer of its own: those of its questions follow it. */
  for (guint i = 0; is_group && self->audit->track_changes && i < self->changes->len; i++)
    {
      Change *change = self->changes->pdata[i];

      add_row (self, QUESTION, change->node, self->start, end, change, NULL);
    }
  g_ptr_array_set_size (self->changes, 0);
  g_clear_pointer (&self->node, g_free);
  self->event = NULL;
}

static void
open_row (Log *self, const char *event, const char *node, gint64 start)
{
  self->event = event;
  self->node = g_strdup (node);
  self->start = start;
  g_free (self->open_place);
  self->open_place = g_strdup (place_at (self, start));
}

static gboolean
is_open (Log *self, const char *node)
{
  gsize length = self->node != NULL ? strlen (self->node) : 0;

  if (self->event == NULL || length == 0 || !g_str_has_prefix (node, self->node))
    return FALSE;
  return node[length] == '\0' || (g_str_equal (self->event, GROUP) && node[length] == '/');
}

/* An answer where nobody said they were is given there all the same, since the last thing that happened. */
static void
log_answer (Log *self, const TerrainStep *step, gint64 at)
{
  Change *change = NULL;

  if (!is_open (self, step->node))
    {
      close_row (self, self->last);
      open_row (self, QUESTION, step->node, self->last);
    }
  for (guint i = 0; change == NULL && i < self->changes->len; i++)
    {
      if (g_str_equal (((Change *) self->changes->pdata[i])->node, step->node))
        change = self->changes->pdata[i];
    }
  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      change->node = g_strdup (step->node);
      change->old_value = g_strdup (step->old_value);
      g_ptr_array_add (self->changes, change);
    }
  g_free (change->new_value);
  change->new_value = g_strdup (step->new_value);
  self->last = at;
}

static void
log_position (Log *self, const TerrainStep *step, gint64 at)
{
  if (step->node == NULL || (self->event != NULL && g_strcmp0 (self->node, step->node) == 0))
    return;
  close_row (self, at);
  self->last = at;
  if (g_str_equal (step->event, QUESTION))
    open_row (self, QUESTION, step->node, at);
  else if (g_str_equal (step->event, GROUP))
    open_row (self, GROUP, step->node, at);
}

/* Something that is no change of the record; a beginning says who is there. */
static void
log_moment (Log *self, const TerrainStep *step, gint64 at)
{
  gboolean is_beginning = g_str_equal (step->event, TERRAIN_AUDIT_START)
                          || g_str_equal (step->event, TERRAIN_AUDIT_RESUME);
  gboolean is_end = g_str_equal (step->event, TERRAIN_AUDIT_EXIT) || g_str_equal (step->event, TERRAIN_AUDIT_FINALIZE);

  /* What was open when the program was killed ended nobody knows when; after the last answer at the earliest. */
  close_row (self, is_beginning ? self->last : at);
  self->last = at;
  if (is_beginning)
    {
      g_free (self->user);
      self->user = g_strdup (step->value);
    }
  if (is_end)
    {
      add_moment (self, "form save");
      add_moment (self, TERRAIN_AUDIT_EXIT);
    }
  if (g_str_equal (step->event, TERRAIN_AUDIT_END_SCREEN))
    open_row (self, TERRAIN_AUDIT_END_SCREEN, NULL, at);
  else if (g_str_equal (step->event, TERRAIN_AUDIT_REASON))
    add_row (self, TERRAIN_AUDIT_REASON, NULL, at, -1, NULL, step->value);
  else if (!g_str_equal (step->event, TERRAIN_AUDIT_EXIT))
    add_moment (self, step->event);
}

/* A note with its text, "" where it was taken away; a confirmation with who gave it; a language with its name. */
static void
log_remark (Log *self, const TerrainStep *step, gint64 at)
{
  self->remark = step->kind == TERRAIN_STEP_CONFIRM ? step->user : step->value;
  add_row (self, step->event, step->node, at, -1, NULL, NULL);
  self->remark = NULL;
}

static void
log_step (Log *self, const TerrainStep *step, gint64 at)
{
  if (step->event == NULL)
    return;
  if (step->kind == TERRAIN_STEP_AUDIT && g_str_equal (step->event, TERRAIN_AUDIT_PLACE))
    {
      g_free (self->place);
      self->place = g_strdup (step->value);
      self->place_at = at;
      /* Known a moment after what is open began. */
      if (self->event != NULL && self->open_place == NULL)
        self->open_place = g_strdup (step->value);
      return;
    }
  if (step->kind == TERRAIN_STEP_REMARK || step->kind == TERRAIN_STEP_CONFIRM
      || g_str_equal (step->event, TERRAIN_AUDIT_LANGUAGE))
    log_remark (self, step, at);
  else if (step->kind == TERRAIN_STEP_AUDIT)
    log_moment (self, step, at);
  else if (step->kind == TERRAIN_STEP_POSITION)
    log_position (self, step, at);
  else if (step->node != NULL && g_str_equal (step->event, QUESTION))
    log_answer (self, step, at);
  else if (step->node != NULL)
    {
      /* Instances after a deleted one have other numbers from here on. */
      close_row (self, at);
      self->last = at;
      add_row (self, step->event, step->node, at, at, NULL, NULL);
    }
}

static gboolean
is_remark (const TerrainEvent *event)
{
  return g_str_equal (event->kind, terrain_step_kind_to_string (TERRAIN_STEP_REMARK))
         || g_str_equal (event->kind, terrain_step_kind_to_string (TERRAIN_STEP_CONFIRM))
         || g_str_equal (event->kind, terrain_step_kind_to_string (TERRAIN_STEP_LANGUAGE));
}

/* Also what was answered before, and in other instances: those have had other numbers meanwhile. */
static void
note_mask (Log *self, const TerrainEvent *event)
{
  g_autoptr (TerrainStep) step = NULL;

  if (!g_str_equal (event->kind, terrain_step_kind_to_string (TERRAIN_STEP_MASK)))
    return;
  step = terrain_step_new_from_event (event->kind, event->payload, NULL);
  if (step != NULL && step->ref != NULL)
    g_hash_table_add (self->masked, terrain_masks_dup_generic (step->ref));
}

GBytes *
terrain_audit_write (const TerrainAudit *self, GPtrArray *events)
{
  Log log = { .audit = self, .csv = g_string_new (NULL), .changes = g_ptr_array_new_with_free_func (change_free) };

  log.masked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < events->len; i++)
    {
      log.has_remarks |= is_remark (events->pdata[i]);
      note_mask (&log, events->pdata[i]);
    }
  add_header (&log);
  for (guint i = 0; i < events->len; i++)
    {
      TerrainEvent *event = events->pdata[i];
      g_autoptr (TerrainStep) step = terrain_step_new_from_event (event->kind, event->payload, NULL);

      /* The clock may have been set back meanwhile; what came later is not earlier. */
      if (step != NULL)
        log_step (&log, step, MAX (event->at / 1000, log.last));
    }
  close_row (&log, log.last);
  g_ptr_array_unref (log.changes);
  g_hash_table_unref (log.masked);
  g_free (log.user);
  g_free (log.place);
  g_free (log.open_place);
  return g_string_free_to_bytes (log.csv);
}
