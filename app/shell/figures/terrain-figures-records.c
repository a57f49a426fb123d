/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-records.h"

#include <string.h>

struct _TerrainFiguresRecords
{
  int ref_count;
  GArray *records;
  GStringChunk *texts;
  GHashTable *counts;
};

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const TerrainFiguresRecord *left = a, *right = b;

  /* A revision comes after what it replaces, and must be known before it. */
  if (left->completed != right->completed)
    return left->completed > right->completed ? -1 : 1;
  return strcmp (left->uuid, right->uuid);
}

static void
add_record (TerrainFiguresRecords *self,
            const TerrainRecord   *record)
{
  TerrainFiguresRecord it = {
    .uuid = g_string_chunk_insert (self->texts, record->uuid),
    .form_id = g_string_chunk_insert_const (self->texts, record->form_id),
    .completed = record->completed,
    .encrypted = record->encrypted,
  };
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, it.form_id));

  g_array_append_val (self->records, it);
  g_hash_table_insert (self->counts, (gpointer) it.form_id, GUINT_TO_POINTER (n + 1));
}

static void
load (GTask        *task,
      gpointer      source,
      gpointer      task_data,
      GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (TERRAIN_STORE (source), FALSE, &error);

  if (!records)
    {
      g_task_return_error (task, error);
      return;
    }
  TerrainFiguresRecords *self = g_new0 (TerrainFiguresRecords, 1);
  self->ref_count = 1;
  self->records = g_array_new (FALSE, FALSE, sizeof (TerrainFiguresRecord));
  self->texts = g_string_chunk_new (64 * 1024);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (records, i);

      if (record->state != TERRAIN_RECORD_DRAFT)
        add_record (self, record);
    }
  g_array_sort (self->records, compare_records);
  g_task_return_pointer (task, self, (GDestroyNotify) terrain_figures_records_unref);
}

void
terrain_figures_records_load_async (TerrainStore       *store,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (TERRAIN_IS_STORE (store));

  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, terrain_figures_records_load_async);
  g_task_run_in_thread (task, load);
}

TerrainFiguresRecords *
terrain_figures_records_load_finish (TerrainStore *store,
                                     GAsyncResult *result,
                                     GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TerrainFiguresRecords *
terrain_figures_records_ref (TerrainFiguresRecords *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_figures_records_unref (TerrainFiguresRecords *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->records);
  g_hash_table_unref (self->counts);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
terrain_figures_records_get_n (TerrainFiguresRecords *self)
{
  return self->records->len;
}

const TerrainFiguresRecord *
terrain_figures_records_get (TerrainFiguresRecords *self,
                             guint                  index)
{
  g_return_val_if_fail (index < self->records->len, NULL);

  return &g_array_index (self->records, TerrainFiguresRecord, index);
}

guint
terrain_figures_records_count (TerrainFiguresRecords *self,
                               const char            *form_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, form_id));
}

gboolean
terrain_figures_records_equal (TerrainFiguresRecords *self,
                               TerrainFiguresRecords *other)
{
  if (self->records->len != other->records->len)
    return FALSE;
  for (guint i = 0; i < self->records->len; i++)
    {
      const TerrainFiguresRecord *left = terrain_figures_records_get (self, i);
      const TerrainFiguresRecord *right = terrain_figures_records_get (other, i);

      if (left->completed != right->completed || left->encrypted != right->encrypted
          || strcmp (left->uuid, right->uuid) != 0)
        return FALSE;
    }
  return TRUE;
}
