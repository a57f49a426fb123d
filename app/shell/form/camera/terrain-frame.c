/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-frame.h"

#define BYTES_A_PIXEL 4
#define JPEG_QUALITY "92"

struct _TerrainFrame
{
  gatomicrefcount count;
  GBytes *pixels;
  int width;
  int height;
};

TerrainFrame *
terrain_frame_new (GBytes *pixels, int width, int height)
{
  TerrainFrame *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (g_bytes_get_size (pixels) == (gsize) width * (gsize) height * BYTES_A_PIXEL, NULL);

  self = g_new0 (TerrainFrame, 1);
  g_atomic_ref_count_init (&self->count);
  self->pixels = g_bytes_ref (pixels);
  self->width = width;
  self->height = height;
  return self;
}

TerrainFrame *
terrain_frame_ref (TerrainFrame *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
terrain_frame_unref (TerrainFrame *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  g_bytes_unref (self->pixels);
  g_free (self);
}

int
terrain_frame_get_width (TerrainFrame *self)
{
  return self->width;
}

int
terrain_frame_get_height (TerrainFrame *self)
{
  return self->height;
}

GBytes *
terrain_frame_get_pixels (TerrainFrame *self)
{
  return self->pixels;
}

GdkTexture *
terrain_frame_to_texture (TerrainFrame *self)
{
  return gdk_memory_texture_new (self->width, self->height, GDK_MEMORY_R8G8B8A8, self->pixels,
                                 (gsize) self->width * BYTES_A_PIXEL);
}

GBytes *
terrain_frame_to_jpeg (TerrainFrame *self, int max_pixels, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_bytes (self->pixels, GDK_COLORSPACE_RGB, /* has_alpha= */ TRUE, 8,
                                                            self->width, self->height, self->width * BYTES_A_PIXEL);
  g_autoptr (GError) why = NULL;
  int longer = MAX (self->width, self->height);
  char *buffer;
  gsize size;

  if (max_pixels > 0 && longer > max_pixels)
    {
      GdkPixbuf *smaller = gdk_pixbuf_scale_simple (
        pixbuf, MAX (1, (int) ((gint64) self->width * max_pixels / longer)),
        MAX (1, (int) ((gint64) self->height * max_pixels / longer)), GDK_INTERP_BILINEAR);

      if (smaller == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("There is not enough memory for the picture."));
          return NULL;
        }
      g_object_unref (pixbuf);
      pixbuf = smaller;
    }
  if (gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "jpeg", &why, "quality", JPEG_QUALITY, NULL))
    return g_bytes_new_take (buffer, size);
  g_set_error (error, why->domain, why->code, _("The picture could not be made into a file (%s)."), why->message);
  return NULL;
}
