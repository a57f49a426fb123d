/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/*
 * TerrainQrCode: a text as a QR code (ISO/IEC 18004), bytes of UTF-8, level M of error correction, or L where it is too long
 * for that.
 */
typedef struct _TerrainQrCode TerrainQrCode;

/* (nullable): NULL where it is longer than any code holds, about 2,900 bytes */
TerrainQrCode *terrain_qr_code_new (const char *text);
void terrain_qr_code_free (TerrainQrCode *self);
/* In modules, without the quiet zone around. */
guint terrain_qr_code_get_size (TerrainQrCode *self);
gboolean terrain_qr_code_is_dark (TerrainQrCode *self, guint x, guint y);
/* (transfer full): black on white, with its quiet zone, each module of @scale pixels */
GdkPixbuf *terrain_qr_code_draw (TerrainQrCode *self, guint scale);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainQrCode, terrain_qr_code_free)

G_END_DECLS
