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

/* What was removed with one instance, in case it comes back: also nothing, so that each return finds its own. */
typedef struct
{
  char *instance_ref;
  GPtrArray *remarks; /* of TerrainRemark */
} Parked;

struct _TerrainRemarks
{
  GHashTable *by_ref; /* of char *ref → TerrainRemark, which owns the key */
  GHashTable *lent;   /* the same: notes that are answers of the form */
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
  g_ptr_array_unref (parked->remarks);
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
  self->lent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) terrain_remark_free);
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
  g_hash_table_unref (self->lent);
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_ptr_array_unref (self->parked);
  g_free (self);
}

void
terrain_remarks_apply (TerrainRemarks *self, const TerrainStep *step, gint64 at)
{
  TerrainRemark *remark;

  if (step->gone != NULL)
    terrain_remarks_follow (self, step->gone, FALSE);
  if (step->back != NULL)
    terrain_remarks_follow (self, step->back, TRUE);
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

const TerrainRemark *
terrain_remarks_lend (TerrainRemarks *self, const char *ref, const char *text)
{
  const TerrainRemark *own = terrain_remarks_find (self, ref);
  TerrainRemark *lent = g_hash_table_lookup (self->lent, ref);

  if (lent != NULL && g_str_equal (lent->text, text)
      && g_strcmp0 (lent->confirmed, own != NULL ? own->confirmed : NULL) == 0
      && lent->masked == (own != NULL && own->masked))
    return lent;
  lent = g_new0 (TerrainRemark, 1);
  lent->ref = g_strdup (ref);
  lent->text = g_strdup (text);
  if (own != NULL)
    {
      lent->confirmed = g_strdup (own->confirmed);
      lent->user = g_strdup (own->user);
      lent->at = own->at;
      lent->masked = own->masked;
    }
  g_hash_table_replace (self->lent, lent->ref, lent);
  return lent;
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
insert (TerrainRemarks *self, TerrainRemark *remark)
{
  g_hash_table_replace (self->by_ref, remark->ref, remark);
}

static Parked *
park (TerrainRemarks *self, const char *instance_ref)
{
  Parked *parked = g_new0 (Parked, 1);

  parked->instance_ref = g_strdup (instance_ref);
  parked->remarks = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_remark_free);
  g_ptr_array_add (self->parked, parked);
  return parked;
}

/* What went last from there is what comes back. Returns: whether anything did */
static gboolean
bring_back (TerrainRemarks *self, const char *instance_ref)
{
  for (guint i = self->parked->len; i-- > 0;)
    {
      Parked *parked = self->parked->pdata[i];
      gboolean any = parked->remarks->len > 0;

      if (!g_str_equal (parked->instance_ref, instance_ref))
        continue;
      while (parked->remarks->len > 0)
        insert (self, g_ptr_array_steal_index (parked->remarks, parked->remarks->len - 1));
      g_ptr_array_remove_index (self->parked, i);
      return any;
    }
  return FALSE;
}

gboolean
terrain_remarks_follow (TerrainRemarks *self, const char *instance_ref, gboolean came_back)
{
  g_autoptr (GPtrArray) moving = g_ptr_array_new ();
  Parked *parked = came_back ? NULL : park (self, instance_ref);
  gboolean changed;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_ref);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TerrainRemark *remark = value;
      gboolean gone = !came_back && lies_within (remark->ref, instance_ref);
      g_autofree char *moved = gone ? NULL : dup_moved (remark->ref, instance_ref, came_back ? 1 : -1);

      if (!gone && moved == NULL)
        continue;
      g_hash_table_iter_steal (&iter);
      if (gone)
        g_ptr_array_add (parked->remarks, remark);
      else
        {
          g_free (remark->ref);
          remark->ref = g_steal_pointer (&moved);
          g_ptr_array_add (moving, remark);
        }
    }
  /* Put back only now: each may be where another was. */
  for (guint i = 0; i < moving->len; i++)
    insert (self, moving->pdata[i]);
  changed = moving->len > 0 || (parked != NULL && parked->remarks->len > 0);
  return (came_back && bring_back (self, instance_ref)) || changed;
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
