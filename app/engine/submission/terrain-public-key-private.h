/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The RSA public key of a form's <submission base64RsaPublicKey>. */
typedef struct _TerrainPublicKey TerrainPublicKey;

/* @text: base64 of a DER SubjectPublicKeyInfo; white space in it is passed over, as XML may hold it */
TerrainPublicKey *terrain_public_key_new (const char *text, GError **error);
void terrain_public_key_free (TerrainPublicKey *self);
guint terrain_public_key_get_bits (TerrainPublicKey *self);
/* Returns: (transfer full): base64 of RSA-OAEP (SHA-256, MGF1 with SHA-256, no label) of @plain */
char *terrain_public_key_encrypt (TerrainPublicKey *self, const guint8 *plain, gsize size, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPublicKey, terrain_public_key_free)

G_END_DECLS
