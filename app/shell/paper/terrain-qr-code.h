/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/*
 * A text as a QR code (ISO/IEC 18004), black on white with its quiet zone, each module of @scale pixels: bytes of UTF-8, with
 * level M of error correction, or L where the text is too long for that.
 *
 * Returns: (transfer full) (nullable): %NULL where @text is empty, or longer than any code holds, about 2,900 bytes
 */
GdkPixbuf *terrain_qr_code_draw (const char *text, guint scale);

G_END_DECLS
