/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-multipart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-multipart-private.h"
#include "terrain-wire-error.h"

#define TERRAIN_TYPE_MULTIPART_STREAM (terrain_multipart_stream_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMultipartStream, terrain_multipart_stream, TERRAIN, MULTIPART_STREAM, GInputStream)

/* One chunk in memory at a time: the head of a part, some of its content, the line end after it, the tail. */
struct _TerrainMultipartStream
{
  GInputStream parent_instance;
  GPtrArray *parts;
  char *boundary;
  guint index;       /* of the part that is being read */
  gboolean in_part;  /* its head was */
  guint64 position;  /* in its content */
  gboolean is_over;  /* the tail was */
  GBytes *chunk;     /* (nullable) */
  gsize chunk_read;
  goffset offset;
};

static void terrain_multipart_stream_seekable_init (GSeekableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainMultipartStream, terrain_multipart_stream, G_TYPE_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_SEEKABLE, terrain_multipart_stream_seekable_init))

static GBytes *
load_content (const TerrainPart *part,
              guint64            position,
              GError           **error)
{
  g_autoptr (GBytes) content = NULL;

  if (part->content != NULL)
    return g_bytes_ref (part->content);
  content = part->load (part->name, position, part->load_data, error);
  if (content == NULL)
    return NULL;
  /* The length was announced: more or less of it would be the next part, or the next request. */
  if (g_bytes_get_size (content) == 0 || g_bytes_get_size (content) > part->size - position)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED,
                   _("The file “%s” is not as long as it was."), part->name);
      return NULL;
    }
  return g_steal_pointer (&content);
}

/* FALSE with @error; at the end there is no chunk. */
static gboolean
load_chunk (TerrainMultipartStream *self,
            GError                **error)
{
  const TerrainPart *part = self->index < self->parts->len ? g_ptr_array_index (self->parts, self->index) : NULL;

  g_clear_pointer (&self->chunk, g_bytes_unref);
  self->chunk_read = 0;
  if (part == NULL)
    {
      if (!self->is_over)
        self->chunk = terrain_multipart_print_tail (self->boundary);
      self->is_over = TRUE;
    }
  else if (!self->in_part)
    {
      self->chunk = terrain_multipart_print_head (part, self->boundary);
      self->in_part = TRUE;
      self->position = 0;
    }
  else if (self->position < terrain_part_get_size (part))
    {
      self->chunk = load_content (part, self->position, error);
      if (self->chunk == NULL)
        return FALSE;
      self->position += g_bytes_get_size (self->chunk);
    }
  else
    {
      self->chunk = g_bytes_new_static (TERRAIN_MULTIPART_LINE_END, strlen (TERRAIN_MULTIPART_LINE_END));
      self->in_part = FALSE;
      self->index++;
    }
  return TRUE;
}

static gssize
terrain_multipart_stream_read (GInputStream *stream,
                               void         *buffer,
                               gsize         count,
                               GCancellable *cancellable,
                               GError      **error)
{
  TerrainMultipartStream *self = TERRAIN_MULTIPART_STREAM (stream);
  gsize n_read = 0;

  while (n_read < count)
    {
      gsize size = 0;
      const guint8 *data = self->chunk != NULL ? g_bytes_get_data (self->chunk, &size) : NULL;
      gsize n = MIN (count - n_read, size - self->chunk_read);

      if (n > 0)
        memcpy ((guint8 *) buffer + n_read, data + self->chunk_read, n);
      self->chunk_read += n;
      n_read += n;
      if (n_read == count)
        break;
      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !load_chunk (self, error))
        return -1;
      if (self->chunk == NULL)
        break;
    }
  self->offset += (goffset) n_read;
  return (gssize) n_read;
}

static goffset
terrain_multipart_stream_tell (GSeekable *seekable)
{
  return TERRAIN_MULTIPART_STREAM (seekable)->offset;
}

static gboolean
terrain_multipart_stream_can_seek (GSeekable *seekable)
{
  return TRUE;
}

/* To its beginning, for a body that is sent once more. */
static gboolean
terrain_multipart_stream_seek (GSeekable    *seekable,
                               goffset       offset,
                               GSeekType     type,
                               GCancellable *cancellable,
                               GError      **error)
{
  TerrainMultipartStream *self = TERRAIN_MULTIPART_STREAM (seekable);

  if (type != G_SEEK_SET || offset != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "only to the beginning");
      return FALSE;
    }
  g_clear_pointer (&self->chunk, g_bytes_unref);
  self->chunk_read = 0;
  self->index = 0;
  self->in_part = FALSE;
  self->is_over = FALSE;
  self->offset = 0;
  return TRUE;
}

static gboolean
terrain_multipart_stream_can_truncate (GSeekable *seekable)
{
  return FALSE;
}

static gboolean
terrain_multipart_stream_truncate (GSeekable    *seekable,
                                   goffset       offset,
                                   GCancellable *cancellable,
                                   GError      **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "only read");
  return FALSE;
}

static void
terrain_multipart_stream_seekable_init (GSeekableIface *iface)
{
  iface->tell = terrain_multipart_stream_tell;
  iface->can_seek = terrain_multipart_stream_can_seek;
  iface->seek = terrain_multipart_stream_seek;
  iface->can_truncate = terrain_multipart_stream_can_truncate;
  iface->truncate_fn = terrain_multipart_stream_truncate;
}

static void
terrain_multipart_stream_finalize (GObject *object)
{
  TerrainMultipartStream *self = TERRAIN_MULTIPART_STREAM (object);

  g_ptr_array_unref (self->parts);
  g_free (self->boundary);
  g_clear_pointer (&self->chunk, g_bytes_unref);
  G_OBJECT_CLASS (terrain_multipart_stream_parent_class)->finalize (object);
}

static void
terrain_multipart_stream_class_init (TerrainMultipartStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_multipart_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = terrain_multipart_stream_read;
}

static void
terrain_multipart_stream_init (TerrainMultipartStream *self)
{
}

GInputStream *
terrain_multipart_open (GPtrArray  *parts,
                        const char *boundary)
{
  TerrainMultipartStream *self;

  g_return_val_if_fail (parts != NULL, NULL);
  g_return_val_if_fail (boundary != NULL, NULL);

  self = g_object_new (TERRAIN_TYPE_MULTIPART_STREAM, NULL);
  self->parts = g_ptr_array_ref (parts);
  self->boundary = g_strdup (boundary);
  return G_INPUT_STREAM (self);
}
