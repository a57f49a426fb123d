/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-encryption-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <string.h>

#include "terrain-engine-error.h"
#include "terrain-form.h"
#include "terrain-public-key-private.h"

#define BLOCK 16
#define PIECE (64 * 1024)
#define DIGEST_SIZE 16

struct _TerrainEncryption
{
  TerrainPublicKey *public_key;
  TerrainEncryptionHead head;
  TerrainEncryptionSeed seed;
  GHashTable *names; /* set of the names in head.files */
  gboolean is_whole; /* the XML was added */
  gboolean is_broken;
  guint8 key[TERRAIN_ENCRYPTION_KEY_SIZE];
};

const char *
terrain_form_get_encryption_key (TerrainForm *form)
{
  const char *key;

  g_return_val_if_fail (form != NULL, NULL);

  key = terrain_form_get_submission_attribute (form, "base64RsaPublicKey");
  /* Form builders write the attribute empty where there is no encryption. */
  return key != NULL && key[strspn (key, " \t\r\n")] != '\0' ? key : NULL;
}

gboolean
terrain_encryption_check_key (const char *public_key, GError **error)
{
  g_autoptr (TerrainPublicKey) key = NULL;

  g_return_val_if_fail (public_key != NULL, FALSE);

  key = terrain_public_key_new (public_key, error);
  return key != NULL;
}

/* Below this, a key can be broken by those who want to (NIST SP 800-57). */
#define SAFE_BITS 2048

void
terrain_encryption_check_form (TerrainForm *form, int line, GPtrArray *issues)
{
  const char *text = terrain_form_get_encryption_key (form);
  g_autoptr (TerrainPublicKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (text == NULL)
    return;
  key = terrain_public_key_new (text, &error);
  /* No error of the form: drafts of it must still open. None begins, and none is completed. */
  if (key == NULL)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "submission-key", NULL, line, "%s", error->message);
  else if (terrain_public_key_get_bits (key) < SAFE_BITS)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "submission-key", NULL, line,
                            _("The public key of the form has only %u bits. Use one of %d."),
                            terrain_public_key_get_bits (key), SAFE_BITS);
}

static gboolean
make_key (TerrainEncryption *self, const guint8 *key, GError **error)
{
  if (key != NULL)
    memcpy (self->key, key, sizeof self->key);
  else if (RAND_priv_bytes (self->key, sizeof self->key) != 1)
    {
      terrain_encryption_set_error (error, _("This computer gave no random numbers to encrypt the submission with."));
      return FALSE;
    }
  self->head.encrypted_key = terrain_public_key_encrypt (self->public_key, self->key, sizeof self->key, error);
  return self->head.encrypted_key != NULL;
}

TerrainEncryption *
terrain_encryption_new (TerrainForm *form, const char *instance_id, const guint8 *key, GError **error)
{
  g_autoptr (TerrainEncryption) self = NULL;
  const char *public_key;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (instance_id != NULL && *instance_id != '\0', NULL);

  public_key = terrain_form_get_encryption_key (form);
  if (public_key == NULL)
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION,
                           _("The form has no public key to encrypt submissions with."));
      return NULL;
    }
  self = g_new0 (TerrainEncryption, 1);
  self->head.form_id = g_strdup (terrain_form_get_id (form));
  self->head.form_version = g_strdup (terrain_form_get_version (form));
  self->head.instance_id = g_strdup (instance_id);
  self->head.files = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_encrypted_file_free);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->public_key = terrain_public_key_new (public_key, error);
  if (self->public_key == NULL || !make_key (self, key, error))
    return NULL;
  terrain_encryption_seed_init (&self->seed, instance_id, self->key);
  return g_steal_pointer (&self);
}

void
terrain_encryption_free (TerrainEncryption *self)
{
  if (self == NULL)
    return;
  OPENSSL_cleanse (self->key, sizeof self->key);
  OPENSSL_cleanse (&self->seed, sizeof self->seed);
  terrain_public_key_free (self->public_key);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->head.files);
  g_free (self->head.form_id);
  g_free (self->head.form_version);
  g_free (self->head.instance_id);
  g_free (self->head.encrypted_key);
  g_free (self);
}

/* One file: AES-256 in CFB mode of 128 bits, over the content and PKCS #7 padding, which CFB would not need and the
 * specification wants: 1 to 16 bytes, each their number (RFC 5652, 6.3). */
typedef struct
{
  EVP_CIPHER_CTX *cipher;
  GChecksum *checksum;
  GOutputStream *encrypted;
  guint64 size;
  guint8 *buffer;
} File;

static gboolean
write_encrypted (File *self, const guint8 *plain, gsize size, GError **error)
{
  int length = 0;

  if (EVP_EncryptUpdate (self->cipher, self->buffer, &length, plain, (int) size) != 1 || length != (int) size)
    {
      terrain_encryption_set_error (error, _("A file of the submission could not be encrypted."));
      return FALSE;
    }
  return g_output_stream_write_all (self->encrypted, self->buffer, size, NULL, NULL, error);
}

static gboolean
encrypt_all (File *self, GInputStream *plain, guint8 *piece, GError **error)
{
  guint8 padding[BLOCK];
  gsize n_padding;
  gssize length;

  while ((length = g_input_stream_read (plain, piece, PIECE, NULL, error)) > 0)
    {
      g_checksum_update (self->checksum, piece, length);
      self->size += (guint64) length;
      if (!write_encrypted (self, piece, (gsize) length, error))
        return FALSE;
    }
  if (length < 0)
    return FALSE;
  n_padding = BLOCK - self->size % BLOCK;
  memset (padding, (int) n_padding, n_padding);
  return write_encrypted (self, padding, n_padding, error);
}

/* Returns: (transfer full) (nullable): the MD5 of the plain content, in hex */
static char *
encrypt_stream (TerrainEncryption *self, GInputStream *plain, GOutputStream *encrypted, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guint8 *buffer = g_malloc (PIECE);
  g_autofree guint8 *piece = g_malloc (PIECE);
  File file = { .cipher = EVP_CIPHER_CTX_new (), .checksum = checksum, .encrypted = encrypted, .buffer = buffer };
  gboolean done = FALSE;

  terrain_encryption_seed_advance (&self->seed);
  if (file.cipher == NULL
      || EVP_EncryptInit_ex2 (file.cipher, EVP_aes_256_cfb128 (), self->key, self->seed.bytes, NULL) != 1)
    terrain_encryption_set_error (error, _("A file of the submission could not be encrypted."));
  else
    done = encrypt_all (&file, plain, piece, error);
  EVP_CIPHER_CTX_free (file.cipher);
  OPENSSL_cleanse (piece, PIECE);
  return done ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}

static gboolean
add (TerrainEncryption *self, const char *name, GInputStream *plain, GOutputStream *encrypted, GError **error)
{
  TerrainEncryptedFile *file;
  char *digest;

  g_return_val_if_fail (!self->is_whole && !self->is_broken, FALSE);

  digest = encrypt_stream (self, plain, encrypted, error);
  self->is_broken = digest == NULL;
  if (digest == NULL)
    return FALSE;
  file = g_new0 (TerrainEncryptedFile, 1);
  file->name = g_strdup (name);
  file->digest = digest;
  g_ptr_array_add (self->head.files, file);
  g_hash_table_add (self->names, file->name);
  return TRUE;
}

/* What would forge a line of the signature's source, or cannot be written in XML. */
static gboolean
is_file_name (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    {
      if (*at == '/' || g_ascii_iscntrl (*at))
        return FALSE;
    }
  return *name != '\0' && g_utf8_validate (name, -1, NULL);
}

gboolean
terrain_encryption_add_file (TerrainEncryption *self, const char *name, GInputStream *plain, GOutputStream *encrypted,
                             GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (plain) && G_IS_OUTPUT_STREAM (encrypted), FALSE);

  if (!is_file_name (name))
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION,
                           _("A file of the submission has a name that no file can have."));
      return FALSE;
    }
  if (g_str_equal (name, TERRAIN_ENCRYPTION_XML_NAME) || g_hash_table_contains (self->names, name))
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION,
                   _("An encrypted submission cannot hold two files called “%s”. Give the file another name."), name);
      return FALSE;
    }
  return add (self, name, plain, encrypted, error);
}

GBytes *
terrain_encryption_add_xml (TerrainEncryption *self, GBytes *xml, GError **error)
{
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) encrypted = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (xml != NULL, NULL);

  plain = g_memory_input_stream_new_from_bytes (xml);
  encrypted = g_memory_output_stream_new_resizable ();
  if (!add (self, TERRAIN_ENCRYPTION_XML_NAME, plain, encrypted, error)
      || !g_output_stream_close (encrypted, NULL, error))
    return NULL;
  self->is_whole = TRUE;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (encrypted));
}

GBytes *
terrain_encryption_make_manifest (TerrainEncryption *self, GError **error)
{
  guint8 digest[DIGEST_SIZE];
  g_autofree char *signature = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->is_whole && !self->is_broken, NULL);

  terrain_encryption_head_digest (&self->head, digest);
  signature = terrain_public_key_encrypt (self->public_key, digest, sizeof digest, error);
  return signature != NULL ? terrain_encryption_head_write_manifest (&self->head, signature) : NULL;
}
