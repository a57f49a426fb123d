/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-journal-private.h"

typedef struct
{
  guint64 sequence;
  gint64 at;
  const char *kind; /* static */
  GBytes *payload;
} Entry;

struct _TerrainJournal
{
  grefcount references; /* the session's and one for each write under way */
  TerrainStore *store;
  char *uuid;
  guint64 sequence;
  GQueue pending; /* of Entry, in order */
  guint n_writing;
  gboolean retry_wanted;
  GError *error;
  TerrainJournalFunc changed; /* NULL once the session has gone */
  gpointer user_data;
};

/* One write under way. */
typedef struct
{
  TerrainJournal *journal;
  guint64 sequence;
} Writing;

static void hand_over_all (TerrainJournal *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_bytes_unref (entry->payload);
  g_free (entry);
}

static void
journal_unref (TerrainJournal *self)
{
  if (!g_ref_count_dec (&self->references))
    return;
  g_queue_clear_full (&self->pending, entry_free);
  g_object_unref (self->store);
  g_clear_error (&self->error);
  g_free (self->uuid);
  g_free (self);
}

static void
notify_changed (TerrainJournal *self)
{
  if (self->changed != NULL)
    self->changed (self->user_data);
}

/* Everything up to @sequence is on the disk. */
static void
drop_durable (TerrainJournal *self, guint64 sequence)
{
  Entry *entry;

  while ((entry = g_queue_peek_head (&self->pending)) != NULL && entry->sequence <= sequence)
    entry_free (g_queue_pop_head (&self->pending));
  if (g_queue_is_empty (&self->pending))
    {
      g_clear_error (&self->error);
      self->retry_wanted = FALSE;
    }
}

static gboolean
is_pending (TerrainJournal *self, guint64 sequence)
{
  Entry *first = g_queue_peek_head (&self->pending);

  return first != NULL && first->sequence <= sequence;
}

static void
on_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  TerrainJournal *self = writing->journal;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (terrain_store_append_event_finish (TERRAIN_STORE (object), result, &error))
    {
      /* Answers come in order, and so does this: all before it are durable too. */
      if (is_pending (self, writing->sequence))
        drop_durable (self, writing->sequence);
    }
  /* Those after the first that fails fail for its sake; its words are the ones to show. A flush may have brought the
   * step to the disk meanwhile. */
  else if (is_pending (self, writing->sequence) && self->error == NULL)
    {
      g_warning ("A step could not be written: %s", error->message);
      self->error = g_steal_pointer (&error);
    }

  if (self->n_writing == 0 && self->retry_wanted)
    hand_over_all (self);
  notify_changed (self);
  journal_unref (self);
}

static void
hand_over (TerrainJournal *self, Entry *entry)
{
  Writing *writing = g_new0 (Writing, 1);

  g_ref_count_inc (&self->references);
  writing->journal = self;
  writing->sequence = entry->sequence;
  self->n_writing++;
  terrain_store_append_event_async (self->store, self->uuid, entry->sequence, entry->at, entry->kind, entry->payload,
                                    NULL, on_written, writing);
}

/* Only when nothing is under way: a step must not be handed over while an earlier attempt may still succeed. */
static void
hand_over_all (TerrainJournal *self)
{
  g_clear_error (&self->error);
  self->retry_wanted = FALSE;
  for (GList *link = self->pending.head; link != NULL; link = link->next)
    hand_over (self, link->data);
}

TerrainJournal *
terrain_journal_new (TerrainStore *store, const char *uuid, guint64 sequence, TerrainJournalFunc changed,
                     gpointer user_data)
{
  TerrainJournal *self = g_new0 (TerrainJournal, 1);

  g_ref_count_init (&self->references);
  self->store = g_object_ref (store);
  self->uuid = g_strdup (uuid);
  self->sequence = sequence;
  g_queue_init (&self->pending);
  self->changed = changed;
  self->user_data = user_data;
  return self;
}

void
terrain_journal_free (TerrainJournal *self)
{
  self->changed = NULL;
  self->retry_wanted = FALSE;
  journal_unref (self);
}

void
terrain_journal_append (TerrainJournal *self, gint64 at, TerrainStep *step)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->sequence = ++self->sequence;
  entry->at = at;
  entry->kind = terrain_step_kind_to_string (step->kind);
  entry->payload = terrain_step_to_payload (step);
  g_queue_push_tail (&self->pending, entry);

  if (self->error == NULL)
    hand_over (self, entry);
  else
    terrain_journal_retry (self);
  notify_changed (self);
}

guint64
terrain_journal_get_sequence (TerrainJournal *self)
{
  return self->sequence;
}

guint
terrain_journal_get_n_pending (TerrainJournal *self)
{
  return g_queue_get_length (&self->pending);
}

const GError *
terrain_journal_get_error (TerrainJournal *self)
{
  return self->error;
}

void
terrain_journal_retry (TerrainJournal *self)
{
  if (self->n_writing > 0)
    self->retry_wanted = TRUE;
  else
    hand_over_all (self);
}

gboolean
terrain_journal_flush (TerrainJournal *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint64 durable;

  if (g_queue_is_empty (&self->pending))
    return TRUE;

  /* The store carries steps out in order: when it answers this, all those handed over have been tried. */
  if (terrain_store_get_last_sequence (self->store, self->uuid, &durable, &local_error) && durable > self->sequence)
    g_set_error_literal (&local_error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                         _("The record was changed meanwhile, perhaps in another window. Close it there and try "
                           "again."));
  if (local_error == NULL)
    {
      drop_durable (self, durable);
      while (local_error == NULL && !g_queue_is_empty (&self->pending))
        {
          Entry *entry = g_queue_peek_head (&self->pending);

          if (terrain_store_append_event (self->store, self->uuid, entry->sequence, entry->at, entry->kind,
                                          entry->payload, &local_error))
            drop_durable (self, entry->sequence);
        }
    }
  if (local_error != NULL)
    {
      g_clear_error (&self->error);
      self->error = g_error_copy (local_error);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  notify_changed (self);
  return g_queue_is_empty (&self->pending);
}
