/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-multipart.h"

#include <string.h>

#include "terrain-multipart-private.h"

TerrainPart *
terrain_part_new (const char *name,
                  const char *file_name,
                  const char *content_type,
                  GBytes     *content)
{
  TerrainPart *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (content != NULL, NULL);

  self = g_new0 (TerrainPart, 1);
  self->name = g_strdup (name);
  self->file_name = g_strdup (file_name);
  self->content_type = g_strdup (content_type);
  self->content = g_bytes_ref (content);
  return self;
}

TerrainPart *
terrain_part_new_loaded (const char     *name,
                         const char     *file_name,
                         const char     *content_type,
                         guint64         size,
                         TerrainPartLoad load,
                         gpointer        user_data,
                         GDestroyNotify  destroy)
{
  TerrainPart *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (load != NULL, NULL);

  self = g_new0 (TerrainPart, 1);
  self->name = g_strdup (name);
  self->file_name = g_strdup (file_name);
  self->content_type = g_strdup (content_type);
  self->size = size;
  self->load = load;
  self->load_data = user_data;
  self->load_destroy = destroy;
  return self;
}

guint64
terrain_part_get_size (const TerrainPart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->content != NULL ? g_bytes_get_size (self->content) : self->size;
}

void
terrain_part_free (TerrainPart *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->file_name);
  g_free (self->content_type);
  g_clear_pointer (&self->content, g_bytes_unref);
  if (self->load_destroy != NULL)
    self->load_destroy (self->load_data);
  g_free (self);
}

static gboolean
is_in_content (GPtrArray  *parts,
               const char *boundary)
{
  for (guint i = 0; i < parts->len; i++)
    {
      TerrainPart *part = g_ptr_array_index (parts, i);
      gsize size;
      const char *content = part->content != NULL ? g_bytes_get_data (part->content, &size) : NULL;

      if (content != NULL && size > 0 && memmem (content, size, boundary, strlen (boundary)) != NULL)
        return TRUE;
    }
  return FALSE;
}

char *
terrain_multipart_make_boundary (GPtrArray *parts)
{
  g_return_val_if_fail (parts != NULL, NULL);

  while (TRUE)
    {
      g_autofree char *uuid = g_uuid_string_random ();
      g_autofree char *boundary = g_strconcat ("terrain-", uuid, NULL);

      if (!is_in_content (parts, boundary))
        return g_steal_pointer (&boundary);
    }
}

/* A quoted string (RFC 2183 section 2). Not HTML's %22: servers other than browsers' leave that as it is, and Central then
 * passes over the file. A line's end cannot be in a header. */
static void
append_quoted (GString    *header,
               const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (header, "\\%c", *at);
      else if (*at == '\r')
        g_string_append (header, "%0D");
      else if (*at == '\n')
        g_string_append (header, "%0A");
      else
        g_string_append_c (header, *at);
    }
}

GBytes *
terrain_multipart_print_head (const TerrainPart *part,
                              const char        *boundary)
{
  GString *head = g_string_new ("--");

  g_string_append (head, boundary);
  g_string_append (head, "\r\nContent-Disposition: form-data; name=\"");
  append_quoted (head, part->name);
  g_string_append_c (head, '"');
  if (part->file_name != NULL)
    {
      g_string_append (head, "; filename=\"");
      append_quoted (head, part->file_name);
      g_string_append_c (head, '"');
    }
  g_string_append (head, "\r\n");
  /* A type comes from whoever made the file: it must not add header lines of its own. */
  if (part->content_type != NULL && strpbrk (part->content_type, "\r\n") == NULL)
    g_string_append_printf (head, "Content-Type: %s\r\n", part->content_type);
  g_string_append (head, "\r\n");
  return g_string_free_to_bytes (head);
}

GBytes *
terrain_multipart_print_tail (const char *boundary)
{
  GString *tail = g_string_new ("--");

  g_string_append_printf (tail, "%s--\r\n", boundary);
  return g_string_free_to_bytes (tail);
}

guint64
terrain_multipart_measure (GPtrArray  *parts,
                           const char *boundary)
{
  guint64 size;

  g_return_val_if_fail (parts != NULL, 0);
  g_return_val_if_fail (boundary != NULL, 0);

  size = strlen (boundary) + 6;
  for (guint i = 0; i < parts->len; i++)
    {
      const TerrainPart *part = g_ptr_array_index (parts, i);
      g_autoptr (GBytes) head = terrain_multipart_print_head (part, boundary);

      size += g_bytes_get_size (head) + terrain_part_get_size (part) + strlen (TERRAIN_MULTIPART_LINE_END);
    }
  return size;
}

static void
append_bytes (GByteArray *body,
              GBytes     *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > 0)
    g_byte_array_append (body, data, (guint) size);
}

GBytes *
terrain_multipart_print (GPtrArray  *parts,
                         const char *boundary)
{
  g_autoptr (GByteArray) body = NULL;
  g_autoptr (GBytes) tail = NULL;

  g_return_val_if_fail (parts != NULL, NULL);
  g_return_val_if_fail (boundary != NULL, NULL);

  body = g_byte_array_sized_new ((guint) MIN (terrain_multipart_measure (parts, boundary), G_MAXINT));
  for (guint i = 0; i < parts->len; i++)
    {
      const TerrainPart *part = g_ptr_array_index (parts, i);
      g_autoptr (GBytes) head = terrain_multipart_print_head (part, boundary);

      g_return_val_if_fail (part->content != NULL, NULL);
      append_bytes (body, head);
      append_bytes (body, part->content);
      g_byte_array_append (body, (const guint8 *) TERRAIN_MULTIPART_LINE_END, strlen (TERRAIN_MULTIPART_LINE_END));
    }
  tail = terrain_multipart_print_tail (boundary);
  append_bytes (body, tail);
  return g_byte_array_free_to_bytes (g_steal_pointer (&body));
}
