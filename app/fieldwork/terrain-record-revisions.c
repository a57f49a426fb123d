/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-revisions-private.h"

struct _TerrainRevisions
{
  GHashTable *corrections; /* of a record, by its uuid; holds the texts */
  GHashTable *corrected;   /* the other way round */
};

TerrainRevisions *
terrain_revisions_new (void)
{
  TerrainRevisions *self = g_new0 (TerrainRevisions, 1);

  self->corrections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->corrected = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
terrain_revisions_free (TerrainRevisions *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->corrected);
  g_hash_table_unref (self->corrections);
  g_free (self);
}

static gboolean
is_gone (gpointer key, gpointer value, gpointer user_data)
{
  g_autoptr (TerrainRecord) record = terrain_store_find_record (user_data, value, NULL);

  return record == NULL;
}

TerrainRevisions *
terrain_revisions_load (TerrainStore *store, GError **error)
{
  GHashTable *corrections = terrain_store_list_settings (store, TERRAIN_REVISION_KEY, error);
  TerrainRevisions *self;
  GHashTableIter iterator;
  gpointer uuid, correction;

  if (corrections == NULL)
    return NULL;
  g_hash_table_foreach_remove (corrections, is_gone, store);
  self = g_new0 (TerrainRevisions, 1);
  self->corrections = corrections;
  self->corrected = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_iter_init (&iterator, corrections);
  while (g_hash_table_iter_next (&iterator, &uuid, &correction))
    g_hash_table_insert (self->corrected, correction, uuid);
  return self;
}

gboolean
terrain_revisions_equal (const TerrainRevisions *self, const TerrainRevisions *other)
{
  GHashTableIter iterator;
  gpointer uuid, correction;

  if (g_hash_table_size (self->corrections) != g_hash_table_size (other->corrections))
    return FALSE;
  g_hash_table_iter_init (&iterator, self->corrections);
  while (g_hash_table_iter_next (&iterator, &uuid, &correction))
    {
      if (g_strcmp0 (g_hash_table_lookup (other->corrections, uuid), correction) != 0)
        return FALSE;
    }
  return TRUE;
}

const char *
terrain_revisions_get_corrected (const TerrainRevisions *self, const char *uuid)
{
  return g_hash_table_lookup (self->corrected, uuid);
}

const char *
terrain_revisions_get_correction (const TerrainRevisions *self, const char *uuid)
{
  return g_hash_table_lookup (self->corrections, uuid);
}
