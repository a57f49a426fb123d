/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-attachment-stream-private.h"

struct _TerrainAttachmentOutput
{
  GOutputStream parent_instance;
  TerrainDatabase *database; /* not owned */
  gint64 attachment_key;
  gint64 position; /* of the next piece */
  gint64 size;
  GByteArray *piece;
};

G_DEFINE_FINAL_TYPE (TerrainAttachmentOutput, terrain_attachment_output, G_TYPE_OUTPUT_STREAM)

static gboolean
write_piece (TerrainAttachmentOutput *self, GError **error)
{
  g_autoptr (GBytes) content = g_bytes_new (self->piece->data, self->piece->len);

  if (!terrain_database_run (self->database, error,
                             "INSERT INTO attachment_piece (attachment_key, position, content) VALUES (?, ?, ?)",
                             "iib", self->attachment_key, self->position, content))
    return FALSE;
  self->position++;
  self->size += self->piece->len;
  g_byte_array_set_size (self->piece, 0);
  return TRUE;
}

static gssize
terrain_attachment_output_write (GOutputStream *stream, const void *buffer, gsize count, GCancellable *cancellable,
                                 GError **error)
{
  TerrainAttachmentOutput *self = TERRAIN_ATTACHMENT_OUTPUT (stream);
  gsize n_written = MIN (count, TERRAIN_ATTACHMENT_PIECE - self->piece->len);

  g_byte_array_append (self->piece, buffer, (guint) n_written);
  if (self->piece->len == TERRAIN_ATTACHMENT_PIECE && !write_piece (self, error))
    return -1;
  return (gssize) n_written;
}

/* Not when it is closed: a stream that is given up is closed as well, and must write nothing more. */
gboolean
terrain_attachment_output_finish (TerrainAttachmentOutput *self, GError **error)
{
  if (self->piece->len > 0 && !write_piece (self, error))
    return FALSE;
  return terrain_database_run (self->database, error, "UPDATE attachment SET size = ? WHERE attachment_key = ?", "ii",
                               self->size, self->attachment_key);
}

static void
terrain_attachment_output_finalize (GObject *object)
{
  TerrainAttachmentOutput *self = TERRAIN_ATTACHMENT_OUTPUT (object);

  g_byte_array_unref (self->piece);

  G_OBJECT_CLASS (terrain_attachment_output_parent_class)->finalize (object);
}

static void
terrain_attachment_output_class_init (TerrainAttachmentOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_attachment_output_finalize;
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = terrain_attachment_output_write;
}

static void
terrain_attachment_output_init (TerrainAttachmentOutput *self)
{
  self->piece = g_byte_array_new ();
}

TerrainAttachmentOutput *
terrain_attachment_output_new (TerrainDatabase *database, gint64 attachment_key)
{
  TerrainAttachmentOutput *self = g_object_new (TERRAIN_TYPE_ATTACHMENT_OUTPUT, NULL);

  self->database = database;
  self->attachment_key = attachment_key;
  return self;
}
