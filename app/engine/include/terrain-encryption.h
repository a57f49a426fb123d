/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "terrain-engine-types.h"

G_BEGIN_DECLS

#define TERRAIN_ENCRYPTION_KEY_SIZE 32
/* What the encrypted submission's own file is called, and what each encrypted file's name ends with. */
#define TERRAIN_ENCRYPTION_XML_NAME "submission.xml"
#define TERRAIN_ENCRYPTION_SUFFIX ".enc"

/* Returns: (nullable): the public key that submissions of @form are to be encrypted with, %NULL where they are not */
const char *terrain_form_get_encryption_key (TerrainForm *form);
/* Whether @public_key (base64 of a DER SubjectPublicKeyInfo of an RSA key) can be used; says why not. */
gboolean terrain_encryption_check_key (const char *public_key, GError **error);

/*
 * TerrainEncryption: one submission on its way to being unreadable for everybody but the holder of the private key
 * (ODK XForms specification, "Encryption"). Files first, in the order the manifest will name them, the XML last:
 *
 *   new ─► add_file … add_file ─► add_xml ─► manifest
 *
 * The manifest is what is sent as the submission; each encrypted file is sent under its name and ".enc". A key is made
 * for one submission and forgotten with it, so the same record encrypted twice gives other bytes: what was sent once is
 * to be kept. Used by one thread at a time.
 */
typedef struct _TerrainEncryption TerrainEncryption;

/**
 * terrain_encryption_new:
 * @form: gives the id, the version and the public key
 * @instance_id: the record's instanceID
 * @key: (nullable): the submission's own key, %TERRAIN_ENCRYPTION_KEY_SIZE bytes, where a test decides it; %NULL: made
 *   by libcrypto's random generator, which also makes the padding of what is encrypted with the public key
 *
 * Returns: (transfer full) (nullable): %NULL with TERRAIN_ENGINE_ERROR_ENCRYPTION where the form has no usable key
 */
TerrainEncryption *terrain_encryption_new (TerrainForm *form, const char *instance_id, const guint8 *key,
                                           GError **error);
void terrain_encryption_free (TerrainEncryption *self);

/**
 * terrain_encryption_add_file:
 * @name: the file's plain name; neither that of a file before it nor "submission.xml"
 * @plain: read to its end, in small pieces
 * @encrypted: what is written to; neither stream is closed
 *
 * After a failure, which is that of one of the streams or TERRAIN_ENGINE_ERROR_ENCRYPTION, the encryption is of no
 * more use.
 */
gboolean terrain_encryption_add_file (TerrainEncryption *self, const char *name, GInputStream *plain,
                                      GOutputStream *encrypted, GError **error);
/* The submission itself, after all files. Returns: (transfer full) (nullable): the content of "submission.xml.enc" */
GBytes *terrain_encryption_add_xml (TerrainEncryption *self, GBytes *xml, GError **error);
/* Returns: (transfer full) (nullable): the manifest, once the XML was added; to be kept byte for byte */
GBytes *terrain_encryption_make_manifest (TerrainEncryption *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainEncryption, terrain_encryption_free)

G_END_DECLS
