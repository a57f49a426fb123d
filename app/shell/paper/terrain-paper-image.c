/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-image.h"

/* Pixels beyond these are not read: they would be hundreds of megabytes. */
#define MAX_PIXELS (50.0 * 1000 * 1000)

static void
on_size (GdkPixbufLoader *loader,
         int              width,
         int              height,
         gboolean        *too_big)
{
  double scale = MIN (1.0, MIN (2.0 * TERRAIN_PAPER_IMAGE_WIDTH / MAX (width, 1),
                                2.0 * TERRAIN_PAPER_IMAGE_HEIGHT / MAX (height, 1)));

  *too_big = (double) width * height > MAX_PIXELS;
  /* Formats that cannot be read small are read whole first. */
  gdk_pixbuf_loader_set_size (loader, *too_big ? 1 : MAX (1, (int) (width * scale)),
                              *too_big ? 1 : MAX (1, (int) (height * scale)));
}

GdkPixbuf *
terrain_paper_image_new (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean too_big = FALSE;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), &too_big);
  gboolean read = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  read = gdk_pixbuf_loader_close (loader, NULL) && read;
  if (!read || too_big || !gdk_pixbuf_loader_get_pixbuf (loader))
    return NULL;
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}
