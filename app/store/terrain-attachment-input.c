/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-attachment-stream-private.h"

struct _TerrainAttachmentInput
{
  GInputStream parent_instance;
  TerrainDatabase *database; /* not owned */
  gint64 attachment_key;
  gint64 position; /* of the next piece */
  gint64 left;
  GBytes *piece; /* (nullable) */
  gsize offset;  /* in the piece */
};

G_DEFINE_FINAL_TYPE (TerrainAttachmentInput, terrain_attachment_input, G_TYPE_INPUT_STREAM)

static gboolean
load_piece (TerrainAttachmentInput *self, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  g_clear_pointer (&self->piece, g_bytes_unref);
  self->offset = 0;
  query = terrain_database_query (self->database, error,
                                  "SELECT content FROM attachment_piece WHERE attachment_key = ? AND position = ?",
                                  "ii", self->attachment_key, self->position++);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (self->database, query, &failed, error))
    self->piece = terrain_query_dup_bytes (query, 0);
  else if (!failed)
    terrain_store_error_set (error, terrain_database_get_path (self->database), SQLITE_CORRUPT, 0, "");
  return self->piece != NULL;
}

static gssize
terrain_attachment_input_read (GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                               GError **error)
{
  TerrainAttachmentInput *self = TERRAIN_ATTACHMENT_INPUT (stream);
  const guint8 *data;
  gsize size, n_read;

  if (self->left == 0)
    return 0;
  if ((self->piece == NULL || self->offset == g_bytes_get_size (self->piece)) && !load_piece (self, error))
    return -1;
  data = g_bytes_get_data (self->piece, &size);
  n_read = MIN (count, size - self->offset);
  if (n_read == 0 || (gint64) n_read > self->left)
    {
      terrain_store_error_set (error, terrain_database_get_path (self->database), SQLITE_CORRUPT, 0, "");
      return -1;
    }
  memcpy (buffer, data + self->offset, n_read);
  self->offset += n_read;
  self->left -= (gint64) n_read;
  return (gssize) n_read;
}

static void
terrain_attachment_input_finalize (GObject *object)
{
  TerrainAttachmentInput *self = TERRAIN_ATTACHMENT_INPUT (object);

  g_clear_pointer (&self->piece, g_bytes_unref);

  G_OBJECT_CLASS (terrain_attachment_input_parent_class)->finalize (object);
}

static void
terrain_attachment_input_class_init (TerrainAttachmentInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_attachment_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = terrain_attachment_input_read;
}

static void
terrain_attachment_input_init (TerrainAttachmentInput *self)
{
}

GInputStream *
terrain_attachment_input_new (TerrainDatabase *database, gint64 attachment_key, gint64 size)
{
  TerrainAttachmentInput *self = g_object_new (TERRAIN_TYPE_ATTACHMENT_INPUT, NULL);

  self->database = database;
  self->attachment_key = attachment_key;
  self->left = size;
  return G_INPUT_STREAM (self);
}
