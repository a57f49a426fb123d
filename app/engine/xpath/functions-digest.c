/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <openssl/evp.h>
#include <string.h>

/* Digests and encodings. */

/* XForms 1.1 writes "SHA-256"; forms in the field, where it often comes out of a node, "SHA256" and "sha-256" too. */
static gboolean
find_checksum (const char    *given,
               GChecksumType *type)
{
  static const struct { const char *name; GChecksumType type; } checksums[] = {
    { "MD5", G_CHECKSUM_MD5 },       { "SHA1", G_CHECKSUM_SHA1 },     { "SHA256", G_CHECKSUM_SHA256 },
    { "SHA384", G_CHECKSUM_SHA384 }, { "SHA512", G_CHECKSUM_SHA512 },
  };
  g_auto (GStrv) parts = g_strsplit (given, "-", 2);
  g_autofree char *name = g_strjoinv (NULL, parts);

  for (gsize i = 0; i < G_N_ELEMENTS (checksums); i++)
    {
      if (g_ascii_strcasecmp (checksums[i].name, name) == 0)
        {
          *type = checksums[i].type;
          return TRUE;
        }
    }
  return FALSE;
}

TERRAIN_DEFINE_FUNCTION (eval_digest)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) algorithm = { 0 };
  g_auto (TerrainEvalText) encoding = { 0 };
  g_autoptr (GChecksum) checksum = NULL;
  GChecksumType type;
  guint8 bytes[64];
  gsize length = sizeof bytes;

  encoding.text = "base64";
  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_text (eval, focus, call, 1, &algorithm)
      || (call->n_children > 2 && !terrain_arg_text (eval, focus, call, 2, &encoding)))
    return FALSE;
  if (!find_checksum (algorithm.text, &type))
    return terrain_eval_fail (eval, _("“%s” is not one of MD5, SHA-1, SHA-256, SHA-384 and SHA-512."), algorithm.text);
  if (g_ascii_strcasecmp (encoding.text, "base64") != 0 && g_ascii_strcasecmp (encoding.text, "hex") != 0)
    return terrain_eval_fail (eval, _("“%s” is neither “base64” nor “hex”."), encoding.text);

  checksum = g_checksum_new (type);
  g_checksum_update (checksum, (const guchar *) text.text, (gssize) strlen (text.text));
  if (g_ascii_tolower (*encoding.text) == 'h')
    return terrain_result_text (value, g_strdup (g_checksum_get_string (checksum)));
  g_checksum_get_digest (checksum, bytes, &length);
  return terrain_result_text (value, g_base64_encode (bytes, length));
}

/* What does not decode to UTF-8 text cannot be held in an answer: bytes outside it become U+FFFD. */
TERRAIN_DEFINE_FUNCTION (eval_base64_decode)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_autofree guchar *bytes = NULL;
  gsize length;

  if (!terrain_arg_text (eval, focus, call, 0, &text))
    return FALSE;
  bytes = g_base64_decode (text.text, &length);
  return terrain_result_text (value, g_utf8_make_valid ((const char *) bytes, (gssize) length));
}

#define SIGNATURE_LENGTH 64
#define KEY_LENGTH 32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_PKEY, EVP_PKEY_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

static gboolean
verify (const guchar *key_bytes,
        const guchar *content,
        gsize         length)
{
  g_autoptr (EVP_PKEY) key = EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, key_bytes, KEY_LENGTH);
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();

  return key != NULL && context != NULL && EVP_DigestVerifyInit (context, NULL, NULL, NULL, key) == 1
         && EVP_DigestVerify (context, content, SIGNATURE_LENGTH, content + SIGNATURE_LENGTH, length - SIGNATURE_LENGTH) == 1;
}

/* extract-signed(content, key), as JavaRosa has it: both in base64, the content an Ed25519 signature with its message
 * behind it. The message where the key verifies it, else nothing. */
TERRAIN_DEFINE_FUNCTION (eval_extract_signed)
{
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) key_text = { 0 };
  g_autofree guchar *content = NULL;
  g_autofree guchar *key = NULL;
  gsize length;
  gsize key_length;

  if (!terrain_arg_text (eval, focus, call, 0, &text) || !terrain_arg_text (eval, focus, call, 1, &key_text))
    return FALSE;
  content = g_base64_decode (text.text, &length);
  key = g_base64_decode (key_text.text, &key_length);
  if (length < SIGNATURE_LENGTH || key_length != KEY_LENGTH || !verify (key, content, length))
    return terrain_result_static (value, "");
  return terrain_result_text (value, g_utf8_make_valid ((const char *) content + SIGNATURE_LENGTH,
                                                        (gssize) (length - SIGNATURE_LENGTH)));
}

const TerrainFunction terrain_functions_digest[] = {
  { .name = "digest", .min = 2, .max = 3, .type = TERRAIN_XPATH_STRING, .eval = eval_digest },
  { .name = "base64-decode", .min = 1, .max = 1, .type = TERRAIN_XPATH_STRING, .eval = eval_base64_decode },
  { .name = "extract-signed", .min = 2, .max = 2, .type = TERRAIN_XPATH_STRING, .eval = eval_extract_signed },
  { .name = NULL },
};
