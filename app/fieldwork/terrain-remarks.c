/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-remarks-private.h"

/* A note as it was before it was changed. */
typedef struct
{
  char *ref;
  char *text; /* (nullable) */
  guint depth;
} Edit;

/* What was removed with an instance, in case it comes back. */
typedef struct
{
  char *instance_ref;
  TerrainRemark *remark;
} Parked;

struct _TerrainRemarks
{
  GHashTable *by_ref; /* of char *ref → TerrainRemark, which owns the key */
  GPtrArray *undo;    /* of Edit */
  GPtrArray *redo;
  GPtrArray *parked;
};

static void
edit_free (gpointer data)
{
  Edit *edit = data;

  g_free (edit->ref);
  g_free (edit->text);
  g_free (edit);
}

static void
parked_free (gpointer data)
{
  Parked *parked = data;

  g_free (parked->instance_ref);
  g_clear_pointer (&parked->remark, terrain_remark_free);
  g_free (parked);
}

void
terrain_remark_free (TerrainRemark *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->text);
  g_free (self->confirmed);
  g_free (self->user);
  g_free (self);
}

TerrainRemarks *
terrain_remarks_new (void)
{
  TerrainRemarks *self = g_new0 (TerrainRemarks, 1);

  self->by_ref = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) terrain_remark_free);
  self->undo = g_ptr_array_new_with_free_func (edit_free);
  self->redo = g_ptr_array_new_with_free_func (edit_free);
  self->parked = g_ptr_array_new_with_free_func (parked_free);
  return self;
}

void
terrain_remarks_free (TerrainRemarks *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_ref);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_ptr_array_unref (self->parked);
  g_free (self);
}

void
terrain_remarks_apply (TerrainRemarks *self, const TerrainStep *step, gint64 at)
{
  TerrainRemark *remark;

  if (step->kind != TERRAIN_STEP_REMARK && step->kind != TERRAIN_STEP_CONFIRM && step->kind != TERRAIN_STEP_MASK)
    return;
  remark = g_hash_table_lookup (self->by_ref, step->ref);
  if (remark == NULL)
    {
      remark = g_new0 (TerrainRemark, 1);
      remark->ref = g_strdup (step->ref);
      g_hash_table_insert (self->by_ref, remark->ref, remark);
    }
  if (step->kind == TERRAIN_STEP_MASK)
    remark->masked = step->value != NULL;
  else if (step->kind == TERRAIN_STEP_REMARK)
    {
      g_free (remark->text);
      remark->text = g_strdup (step->value);
    }
  else
    {
      g_free (remark->confirmed);
      remark->confirmed = g_strdup (step->value);
      g_free (remark->user);
      remark->user = g_strdup (step->user);
      remark->at = at;
    }
  if (remark->text == NULL && remark->confirmed == NULL && !remark->masked)
    g_hash_table_remove (self->by_ref, step->ref);
}

const TerrainRemark *
terrain_remarks_find (TerrainRemarks *self, const char *ref)
{
  return g_hash_table_lookup (self->by_ref, ref);
}

GPtrArray *
terrain_remarks_list (TerrainRemarks *self)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer remark;

  g_hash_table_iter_init (&iter, self->by_ref);
  while (g_hash_table_iter_next (&iter, NULL, &remark))
    g_ptr_array_add (list, remark);
  return list;
}

/* Instances */

static gboolean
lies_within (const char *ref, const char *instance_ref)
{
  gsize length = strlen (instance_ref);

  return g_str_has_prefix (ref, instance_ref) && (ref[length] == '\0' || ref[length] == '/');
}

/* (transfer full) (nullable): @ref with the position of its instance changed by @by, where that is @from or later */
static char *
dup_moved (const char *ref, const char *instance_ref, int by)
{
  const char *bracket = strrchr (instance_ref, '[');
  gsize length = bracket != NULL ? (gsize) (bracket - instance_ref) + 1 : 0;
  guint64 from = bracket != NULL ? g_ascii_strtoull (bracket + 1, NULL, 10) : 0;
  char *end;
  guint64 position;

  if (length == 0 || strncmp (ref, instance_ref, length) != 0)
    return NULL;
  position = g_ascii_strtoull (ref + length, &end, 10);
  if (*end != ']' || position < from)
    return NULL;
  return g_strdup_printf ("%.*s%" G_GUINT64_FORMAT "%s", (int) length, ref, (guint64) ((gint64) position + by), end);
}

static void
add_step (GPtrArray *steps, TerrainStepKind kind, const char *ref, const char *value, const char *user)
{
  TerrainStep *step = g_new0 (TerrainStep, 1);

  step->kind = kind;
  step->ref = g_strdup (ref);
  step->value = g_strdup (value);
  step->user = g_strdup (user);
  g_ptr_array_add (steps, step);
}

static void
add_steps (GPtrArray *steps, const TerrainRemark *remark, const char *ref, gboolean clear)
{
  if (remark->text != NULL)
    add_step (steps, TERRAIN_STEP_REMARK, ref, clear ? NULL : remark->text, NULL);
  if (remark->confirmed != NULL)
    add_step (steps, TERRAIN_STEP_CONFIRM, ref, clear ? NULL : remark->confirmed, clear ? NULL : remark->user);
  if (remark->masked)
    add_step (steps, TERRAIN_STEP_MASK, ref, clear ? NULL : "1", NULL);
}

static void
park (TerrainRemarks *self, const TerrainRemark *remark, const char *instance_ref)
{
  Parked *parked = g_new0 (Parked, 1);

  parked->instance_ref = g_strdup (instance_ref);
  parked->remark = g_new0 (TerrainRemark, 1);
  *parked->remark = *remark;
  parked->remark->ref = g_strdup (remark->ref);
  parked->remark->text = g_strdup (remark->text);
  parked->remark->confirmed = g_strdup (remark->confirmed);
  parked->remark->user = g_strdup (remark->user);
  g_ptr_array_add (self->parked, parked);
}

static void
bring_back (TerrainRemarks *self, GPtrArray *steps, const char *instance_ref)
{
  for (guint i = self->parked->len; i-- > 0;)
    {
      Parked *parked = self->parked->pdata[i];

      if (!g_str_equal (parked->instance_ref, instance_ref))
        continue;
      add_steps (steps, parked->remark, parked->remark->ref, FALSE);
      g_ptr_array_remove_index (self->parked, i);
    }
}

GPtrArray *
terrain_remarks_follow (TerrainRemarks *self, const char *instance_ref, gboolean came_back)
{
  g_autoptr (GPtrArray) clears = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_step_free);
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_step_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_ref);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TerrainRemark *remark = value;
      gboolean gone = !came_back && lies_within (remark->ref, instance_ref);
      g_autofree char *moved = gone ? NULL : dup_moved (remark->ref, instance_ref, came_back ? 1 : -1);

      if (gone)
        park (self, remark, instance_ref);
      if (gone || moved != NULL)
        add_steps (clears, remark, remark->ref, TRUE);
      if (moved != NULL)
        add_steps (steps, remark, moved, FALSE);
    }
  if (came_back)
    bring_back (self, steps, instance_ref);
  /* Cleared first: what moves to a ref comes after what leaves it. */
  g_ptr_array_extend_and_steal (clears, steps);
  return g_steal_pointer (&clears);
}

/* Undo */

void
terrain_remarks_push (TerrainRemarks *self, gboolean redo, const char *ref, guint depth)
{
  const TerrainRemark *remark = terrain_remarks_find (self, ref);
  Edit *edit = g_new0 (Edit, 1);

  edit->ref = g_strdup (ref);
  edit->text = g_strdup (remark != NULL ? remark->text : NULL);
  edit->depth = depth;
  g_ptr_array_add (redo ? self->redo : self->undo, edit);
}

TerrainStep *
terrain_remarks_pop (TerrainRemarks *self, gboolean redo, guint depth)
{
  GPtrArray *edits = redo ? self->redo : self->undo;
  Edit *edit = edits->len > 0 ? edits->pdata[edits->len - 1] : NULL;
  TerrainStep *step;

  if (edit == NULL || (redo ? edit->depth != depth : edit->depth < depth))
    return NULL;
  step = g_new0 (TerrainStep, 1);
  step->kind = TERRAIN_STEP_REMARK;
  step->ref = g_strdup (edit->ref);
  step->value = g_strdup (edit->text);
  g_ptr_array_remove_index (edits, edits->len - 1);
  return step;
}

void
terrain_remarks_clear_redo (TerrainRemarks *self)
{
  g_ptr_array_set_size (self->redo, 0);
}
