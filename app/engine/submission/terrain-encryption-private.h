/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-encryption.h"
#include "terrain-issue.h"

G_BEGIN_DECLS

#define TERRAIN_ENCRYPTION_IV_SIZE 16

/*
 * The initialisation vectors of a submission's files: MD5 of instanceID and key, of which one byte is counted up for
 * each file, the first for the first; what was counted up stays so.
 */
typedef struct
{
  guint8 bytes[TERRAIN_ENCRYPTION_IV_SIZE];
  guint n_files;
} TerrainEncryptionSeed;

void terrain_encryption_seed_init (TerrainEncryptionSeed *self, const char *instance_id, const guint8 *key);
/* Makes @bytes the vector of the next file. */
void terrain_encryption_seed_advance (TerrainEncryptionSeed *self);

/* A file that was encrypted: its plain name and the MD5 of its plain content, in hex. */
typedef struct
{
  char *name;
  char *digest;
} TerrainEncryptedFile;

void terrain_encrypted_file_free (TerrainEncryptedFile *file);

/* What the submission says of itself. */
typedef struct
{
  char *form_id;
  char *form_version; /* (nullable) */
  char *instance_id;
  char *encrypted_key; /* base64 */
  GPtrArray *files;    /* TerrainEncryptedFile, the XML last */
} TerrainEncryptionHead;

/* The signature's source, whose MD5 is encrypted; @digest has 16 bytes. */
void terrain_encryption_head_digest (const TerrainEncryptionHead *self, guint8 *digest);
GBytes *terrain_encryption_head_write_manifest (const TerrainEncryptionHead *self, const char *signature);

/* Issues with what a form says about encryption, for its author. */
void terrain_encryption_check_form (TerrainForm *form, int line, GPtrArray *issues);

/* Adds libcrypto's last words to @what. */
void terrain_encryption_set_error (GError **error, const char *what);

G_END_DECLS
