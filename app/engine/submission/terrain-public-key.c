/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-public-key-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

#include "terrain-engine-error.h"
#include "terrain-encryption-private.h"

/* OAEP with SHA-256 takes 66 bytes of the modulus (RFC 8017, 7.1.1); the submission's key needs 32 more. */
#define MIN_BITS 1024
/* A larger one would keep whoever opens the form waiting, which is no protection. */
#define MAX_BITS 16384
#define MAX_TEXT 8192

struct _TerrainPublicKey
{
  EVP_PKEY *key;
};

void
terrain_encryption_set_error (GError **error, const char *what)
{
  char words[256] = "";
  unsigned long code = ERR_peek_last_error ();

  if (code != 0)
    ERR_error_string_n (code, words, sizeof words);
  ERR_clear_error ();
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION, "%s%s%s", what,
               *words != '\0' ? " " : "", words);
}

static void
set_key_error (GError **error, const char *why)
{
  ERR_clear_error ();
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION,
               _("The public key of the form cannot be used: %s Have the form made again with the project's key."), why);
}

/* g_base64_decode() passes over what is no base64, and a damaged key would become another one. */
static guchar *
decode (const char *text, gsize *size, GError **error)
{
  g_autoptr (GString) packed = g_string_new (NULL);
  gsize n_padding = 0;
  gboolean is_base64 = strlen (text) <= MAX_TEXT;

  for (const char *at = text; is_base64 && *at != '\0'; at++)
    {
      if (g_ascii_isspace (*at))
        continue;
      if (*at == '=')
        n_padding++;
      is_base64 = *at == '=' || (n_padding == 0 && (g_ascii_isalnum (*at) || *at == '+' || *at == '/'));
      g_string_append_c (packed, *at);
    }
  if (is_base64 && packed->len > 0 && packed->len % 4 == 0 && n_padding <= 2)
    return g_base64_decode (packed->str, size);
  set_key_error (error, _("it is not written in base64."));
  return NULL;
}

TerrainPublicKey *
terrain_public_key_new (const char *text, GError **error)
{
  g_autoptr (TerrainPublicKey) self = g_new0 (TerrainPublicKey, 1);
  gsize size;
  g_autofree guchar *der = decode (text, &size, error);
  const guchar *end = der;

  if (der == NULL)
    return NULL;
  self->key = d2i_PUBKEY (NULL, &end, (long) size);
  if (self->key == NULL || end != der + size)
    set_key_error (error, _("it is not a public key in DER, or not all of it."));
  else if (!EVP_PKEY_is_a (self->key, "RSA"))
    set_key_error (error, _("it is not an RSA key."));
  else if (EVP_PKEY_get_bits (self->key) < MIN_BITS || EVP_PKEY_get_bits (self->key) > MAX_BITS)
    set_key_error (error, _("its size is not one that is used (2048 bits are usual)."));
  else
    return g_steal_pointer (&self);
  return NULL;
}

void
terrain_public_key_free (TerrainPublicKey *self)
{
  if (self == NULL)
    return;
  EVP_PKEY_free (self->key);
  g_free (self);
}

guint
terrain_public_key_get_bits (TerrainPublicKey *self)
{
  return (guint) EVP_PKEY_get_bits (self->key);
}

/* Both digests are named: libraries differ in what MGF1 takes where it is not said. */
static gboolean
set_padding (EVP_PKEY_CTX *context)
{
  return EVP_PKEY_encrypt_init (context) > 0 && EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_OAEP_PADDING) > 0
         && EVP_PKEY_CTX_set_rsa_oaep_md (context, EVP_sha256 ()) > 0
         && EVP_PKEY_CTX_set_rsa_mgf1_md (context, EVP_sha256 ()) > 0;
}

char *
terrain_public_key_encrypt (TerrainPublicKey *self, const guint8 *plain, gsize size, GError **error)
{
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (self->key, NULL);
  gsize length = (gsize) EVP_PKEY_get_size (self->key);
  g_autofree guchar *encrypted = g_malloc (length);
  char *text = NULL;

  if (context != NULL && set_padding (context)
      && EVP_PKEY_encrypt (context, encrypted, &length, plain, size) > 0)
    text = g_base64_encode (encrypted, length);
  else
    terrain_encryption_set_error (error, _("The submission could not be encrypted with the form's public key."));
  EVP_PKEY_CTX_free (context);
  return text;
}
