/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-picture.h"

/* Four bytes each, so at most 256 MiB for a moment. */
#define MAX_UNPACKED (64 * 1000 * 1000)
/* Beyond this, not even a fraction of it is read. */
#define MAX_SIDE 65535
#define PIECE 65536

typedef struct
{
  GdkPixbufLoader *loader;
  int max_side;
  int width; /* as its header says */
  int height;
  int bottom; /* the lowest row that was read, and one */
  gboolean is_scaled;
  gboolean is_refused;
} Reading;

/* Only the JPEG reader makes a smaller picture while it reads; the others unpack all of it first. */
static gboolean
reads_at_size (GdkPixbufLoader *loader)
{
  GdkPixbufFormat *format = gdk_pixbuf_loader_get_format (loader);
  g_autofree char *name = format != NULL ? gdk_pixbuf_format_get_name (format) : NULL;

  return g_strcmp0 (name, "jpeg") == 0 || g_strcmp0 (name, "svg") == 0;
}

static void
size_known (GdkPixbufLoader *loader, int width, int height, Reading *reading)
{
  int longer = MAX (width, height);
  double scale = longer > reading->max_side ? (double) reading->max_side / longer : 1;

  reading->width = width;
  reading->height = height;
  if (width < 1 || height < 1 || longer > MAX_SIDE ||
      ((gint64) width * height > MAX_UNPACKED && !reads_at_size (loader)))
    {
      /* The loader itself can only be told to make nothing of it. */
      reading->is_refused = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }
  reading->is_scaled = scale < 1;
  if (reading->is_scaled)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)), MAX (1, (int) (height * scale)));
}

static void
rows_read (GdkPixbufLoader *loader, int x, int y, int width, int height, Reading *reading)
{
  reading->bottom = MAX (reading->bottom, y + height);
}

/* The reader of PNG takes the beginning of a picture for all of it, and leaves the rest as the memory was. */
static gboolean
is_whole_png (GBytes *bytes)
{
  gsize size, at = 8;
  const guchar *data = g_bytes_get_data (bytes, &size);

  if (size < at || memcmp (data, "\x89PNG\r\n\x1a\n", 8) != 0)
    return TRUE;
  while (at + 12 <= size)
    {
      guint32 length = (guint32) data[at] << 24 | (guint32) data[at + 1] << 16 | (guint32) data[at + 2] << 8 | data[at + 3];

      if (memcmp (data + at + 4, "IEND", 4) == 0)
        return TRUE;
      if (length > size - at - 12)
        return FALSE;
      at += 12 + (gsize) length;
    }
  return FALSE;
}

/* Where a marker of JPEG lies from @at on, behind its fill bytes; @size for none. In compressed data FF 00 is a datum and
 * FF D0 to FF D7 mark where a reader may take up again. */
static gsize
next_marker (const guchar *data, gsize size, gsize at)
{
  for (; at + 1 < size; at++)
    if (data[at] == 0xff && data[at + 1] != 0xff && data[at + 1] != 0 && (data[at + 1] < 0xd0 || data[at + 1] > 0xd7))
      return at;
  return size;
}

/* The reader of JPEG makes up what is missing, in grey: whether the picture goes on to its end marker (ISO/IEC 10918-1,
 * B.1.1.3) is for us to see. A thumbnail inside has one of its own, so parts are passed over by their length. */
static gboolean
is_whole_jpeg (GBytes *bytes)
{
  gsize size, at;
  const guchar *data = g_bytes_get_data (bytes, &size);

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return TRUE;
  for (at = next_marker (data, size, 2); at + 3 < size; at = next_marker (data, size, at))
    {
      if (data[at + 1] == 0xd9)
        return TRUE;
      at += 2 + MAX (2, (gsize) data[at + 2] << 8 | data[at + 3]);
    }
  return at + 1 < size && data[at + 1] == 0xd9;
}

/* Whether all rows came; where the loader scales afterwards, it does not say. */
static gboolean
is_whole (Reading *reading, GdkPixbuf *pixbuf, GBytes *bytes)
{
  gboolean is_told = !reading->is_scaled || reads_at_size (reading->loader);

  return is_whole_png (bytes) && is_whole_jpeg (bytes) && (!is_told || reading->bottom >= gdk_pixbuf_get_height (pixbuf));
}

static gboolean
feed (Reading *reading, GBytes *bytes, GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size && !reading->is_refused; at += PIECE)
    if (!gdk_pixbuf_loader_write (reading->loader, data + at, MIN (PIECE, size - at), error))
      return FALSE;
  return TRUE;
}

static void
set_refused (Reading *reading, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               _("The picture is too large to be shown here: %d × %d pixels. Ask for a smaller one."), reading->width,
               reading->height);
}

/* Returns: (transfer full) (nullable) */
static GdkPixbuf *
read_pixbuf (GBytes *bytes, int max_side, gboolean *is_scaled, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GError) why = NULL;
  Reading reading = { .loader = loader, .max_side = max_side };
  gboolean done;
  GdkPixbuf *pixbuf;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_known), &reading);
  g_signal_connect (loader, "area-updated", G_CALLBACK (rows_read), &reading);
  done = feed (&reading, bytes, &why);
  /* Closed in any case, also when it was refused. */
  done = gdk_pixbuf_loader_close (loader, done && !reading.is_refused ? &why : NULL) && done;
  if (reading.is_refused)
    {
      set_refused (&reading, error);
      return NULL;
    }
  pixbuf = done ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL || !is_whole (&reading, pixbuf, bytes))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The picture is damaged, or of a kind unknown here (%s)."),
                   why != NULL ? why->message : _("its end is missing"));
      return NULL;
    }
  if (is_scaled != NULL)
    *is_scaled = reading.is_scaled;
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

GdkTexture *
terrain_picture_decode (GBytes *bytes, int max_side, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (max_side > 0, NULL);

  pixbuf = read_pixbuf (bytes, max_side, NULL, error);
  return pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;
}

GBytes *
terrain_picture_scale_down (GBytes *bytes, int max_pixels, char **content_type, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gboolean is_scaled, is_done, has_alpha;
  char *buffer;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (max_pixels > 0, NULL);

  *content_type = NULL;
  pixbuf = read_pixbuf (bytes, max_pixels, &is_scaled, error);
  if (pixbuf == NULL)
    return NULL;
  if (!is_scaled)
    return g_bytes_ref (bytes);
  has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  if (has_alpha)
    is_done = gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", error, NULL);
  else
    is_done = gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", error, "quality", "88", NULL);
  if (!is_done)
    return NULL;
  *content_type = g_strdup (has_alpha ? "image/png" : "image/jpeg");
  return g_bytes_new_take (buffer, size);
}

GBytes *
terrain_picture_encode (GdkTexture *texture)
{
  g_return_val_if_fail (GDK_IS_TEXTURE (texture), NULL);

  return gdk_texture_save_to_png_bytes (texture);
}
