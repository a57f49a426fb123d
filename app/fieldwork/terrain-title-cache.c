/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-title-cache-private.h"

/* A title of each form there is: a few dozen, so none is ever dropped. */
typedef struct
{
  char *po_state;
  char *translated;
} Entry;

struct _TerrainTitleCache
{
  GMutex mutex;
  GHashTable *entries; /* form id and title → Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->po_state);
  g_free (entry->translated);
  g_free (entry);
}

TerrainTitleCache *
terrain_title_cache_new (void)
{
  TerrainTitleCache *self = g_new0 (TerrainTitleCache, 1);

  g_mutex_init (&self->mutex);
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
  return self;
}

void
terrain_title_cache_free (TerrainTitleCache *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

char *
terrain_title_cache_find (TerrainTitleCache *self, const char *form_id, const char *title, const char *po_state)
{
  g_autofree char *key = g_strconcat (form_id, "\n", title, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = g_hash_table_lookup (self->entries, key);

  return entry != NULL && g_str_equal (entry->po_state, po_state) ? g_strdup (entry->translated) : NULL;
}

void
terrain_title_cache_add (TerrainTitleCache *self, const char *form_id, const char *title, const char *po_state,
                         const char *translated)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  entry->po_state = g_strdup (po_state);
  entry->translated = g_strdup (translated);
  g_hash_table_replace (self->entries, g_strconcat (form_id, "\n", title, NULL), entry);
}
