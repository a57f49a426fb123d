/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-cache-private.h"

/* A worker has two or three forms in use; a desk goes through a few more in a day. */
#define KEPT 8

typedef struct
{
  char *revision;
  TerrainForm *form;
  char *po_state; /* NULL while no translations were read */
  GPtrArray *translations;
} Entry;

struct _TerrainFormCache
{
  GMutex mutex;
  GQueue entries; /* of Entry, used last first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->revision);
  terrain_form_unref (entry->form);
  g_free (entry->po_state);
  g_clear_pointer (&entry->translations, g_ptr_array_unref);
  g_free (entry);
}

TerrainFormCache *
terrain_form_cache_new (void)
{
  TerrainFormCache *self = g_new0 (TerrainFormCache, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->entries);
  return self;
}

void
terrain_form_cache_free (TerrainFormCache *self)
{
  g_queue_clear_full (&self->entries, entry_free);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* With the mutex held. The entry moves to the front. */
static Entry *
find_entry (TerrainFormCache *self, const char *revision)
{
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;

      if (g_str_equal (entry->revision, revision))
        {
          g_queue_unlink (&self->entries, link);
          g_queue_push_head_link (&self->entries, link);
          return entry;
        }
    }
  return NULL;
}

TerrainForm *
terrain_form_cache_find (TerrainFormCache *self, const char *revision)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = find_entry (self, revision);

  return entry != NULL ? terrain_form_ref (entry->form) : NULL;
}

void
terrain_form_cache_add (TerrainFormCache *self, const char *revision, TerrainForm *form)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry;

  /* Two threads may have parsed the same at once. */
  if (find_entry (self, revision) != NULL)
    return;
  entry = g_new0 (Entry, 1);
  entry->revision = g_strdup (revision);
  entry->form = terrain_form_ref (form);
  g_queue_push_head (&self->entries, entry);
  if (g_queue_get_length (&self->entries) > KEPT)
    entry_free (g_queue_pop_tail (&self->entries));
}

/* With the mutex held. */
static Entry *
find_form (TerrainFormCache *self, TerrainForm *form)
{
  for (GList *link = self->entries.head; link != NULL; link = link->next)
    {
      Entry *entry = link->data;

      if (entry->form == form)
        return entry;
    }
  return NULL;
}

GPtrArray *
terrain_form_cache_find_translations (TerrainFormCache *self, TerrainForm *form, const char *state)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = find_form (self, form);

  return entry != NULL && g_strcmp0 (entry->po_state, state) == 0 ? g_ptr_array_ref (entry->translations) : NULL;
}

void
terrain_form_cache_add_translations (TerrainFormCache *self, TerrainForm *form, const char *state,
                                     GPtrArray *translations)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Entry *entry = find_form (self, form);

  if (entry == NULL)
    return;
  g_free (entry->po_state);
  entry->po_state = g_strdup (state);
  g_clear_pointer (&entry->translations, g_ptr_array_unref);
  entry->translations = g_ptr_array_ref (translations);
}
