/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-qr-code.h"

#include <qrencode.h>
#include <string.h>

/* White around it, in modules (ISO/IEC 18004:2015, 6.3.8). */
#define QUIET 4
/* What version 40 holds at level L (table 7). */
#define MOST_BYTES 2953
/* Extended channel interpretation of UTF-8 (7.4.2): readers guess without it. ASCII needs none. */
#define ECI_UTF8 26

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QRinput, QRinput_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QRcode, QRcode_free)

/* (nullable): in the smallest version that holds it */
static QRcode *
encode (const char *text,
        gsize       length,
        QRecLevel   level)
{
  g_autoptr (QRinput) input = QRinput_new2 (/* version= */ 0, level);

  if (!input || (!g_str_is_ascii (text) && QRinput_appendECIheader (input, ECI_UTF8) != 0) ||
      QRinput_append (input, QR_MODE_8, (int) length, (const unsigned char *) text) != 0)
    return NULL;
  return QRcode_encodeInput (input);
}

GdkPixbuf *
terrain_qr_code_draw (const char *text,
                      guint       scale)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (scale > 0 && scale <= 64, NULL);

  gsize length = strlen (text);
  g_autoptr (QRcode) code = NULL;
  g_autoptr (GdkPixbuf) small = NULL;
  int side, stride;
  guchar *pixels;

  if (length == 0 || length > MOST_BYTES)
    return NULL;
  code = encode (text, length, QR_ECLEVEL_M);
  if (!code)
    code = encode (text, length, QR_ECLEVEL_L);
  if (!code)
    return NULL;

  side = code->width + 2 * QUIET;
  small = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, side, side);
  gdk_pixbuf_fill (small, 0xffffffff);
  pixels = gdk_pixbuf_get_pixels (small);
  stride = gdk_pixbuf_get_rowstride (small);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (code->data[y * code->width + x] & 1)
        memset (pixels + (y + QUIET) * stride + (x + QUIET) * 3, 0, 3);
  return gdk_pixbuf_scale_simple (small, side * (int) scale, side * (int) scale, GDK_INTERP_NEAREST);
}
