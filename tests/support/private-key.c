/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "private-key.h"

#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <string.h>

EVP_PKEY *
private_key_new (void)
{
  static EVP_PKEY *pair;

  /* One a program is enough, and making it takes seconds on a busy machine. */
  if (pair == NULL)
    pair = EVP_RSA_gen (2048);
  g_assert_nonnull (pair);
  EVP_PKEY_up_ref (pair);
  return pair;
}

char *
private_key_dup_public (EVP_PKEY *self)
{
  guchar *der = NULL;
  int size = i2d_PUBKEY (self, &der);
  char *text = g_base64_encode (der, (gsize) size);

  OPENSSL_free (der);
  return text;
}

GBytes *
private_key_decrypt (EVP_PKEY *self, const char *base64)
{
  gsize size, length;
  g_autofree guchar *encrypted = g_base64_decode (base64, &size);
  EVP_PKEY_CTX *context = EVP_PKEY_CTX_new (self, NULL);
  guchar *plain;

  g_assert_cmpint (EVP_PKEY_decrypt_init (context), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (context, RSA_PKCS1_OAEP_PADDING), >, 0);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_oaep_md (context, EVP_sha256 ()), >, 0);
  g_assert_cmpint (EVP_PKEY_CTX_set_rsa_mgf1_md (context, EVP_sha256 ()), >, 0);
  g_assert_cmpint (EVP_PKEY_decrypt (context, NULL, &length, encrypted, size), >, 0);
  plain = g_malloc (length);
  g_assert_cmpint (EVP_PKEY_decrypt (context, plain, &length, encrypted, size), >, 0);
  EVP_PKEY_CTX_free (context);
  return g_bytes_new_take (plain, length);
}

GBytes *
private_key_decrypt_file (GBytes *encrypted, GBytes *key, const char *instance_id, guint n)
{
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  gsize size = g_bytes_get_size (encrypted);
  guchar *plain = g_malloc (size);
  guint8 vector[16];
  gsize vector_size = sizeof vector;
  int length;

  g_checksum_update (checksum, (const guchar *) instance_id, -1);
  g_checksum_update (checksum, g_bytes_get_data (key, NULL), (gssize) g_bytes_get_size (key));
  g_checksum_get_digest (checksum, vector, &vector_size);
  for (guint i = 0; i <= n; i++)
    vector[i % 16]++;
  g_assert_cmpuint (size, >, 0);
  g_assert_cmpuint (size % 16, ==, 0);
  g_assert_cmpint (EVP_DecryptInit_ex2 (cipher, EVP_aes_256_cfb128 (), g_bytes_get_data (key, NULL), vector, NULL), ==,
                   1);
  g_assert_cmpint (EVP_DecryptUpdate (cipher, plain, &length, g_bytes_get_data (encrypted, NULL), (int) size), ==, 1);
  EVP_CIPHER_CTX_free (cipher);
  g_assert_cmpint (plain[size - 1], >=, 1);
  g_assert_cmpint (plain[size - 1], <=, 16);
  for (gsize i = size - plain[size - 1]; i < size; i++)
    g_assert_cmpint (plain[i], ==, plain[size - 1]);
  return g_bytes_new_take (plain, size - plain[size - 1]);
}

static char *
dup_between (const char *text, const char *before, const char *after, const char **rest)
{
  const char *start = strstr (text, before);
  const char *end = start != NULL ? strstr (start + strlen (before), after) : NULL;

  if (end == NULL)
    return NULL;
  if (rest != NULL)
    *rest = end;
  return g_strndup (start + strlen (before), (gsize) (end - start) - strlen (before));
}

char *
private_key_dup_between (GBytes *bytes, const char *before, const char *after)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *between = dup_between (text, before, after, NULL);

  g_assert_nonnull (between);
  return between;
}

/* (transfer full) @escaped: (transfer full) */
static char *
unescape (char *escaped)
{
  static const char *const pairs[][2] = { { "&lt;", "<" },    { "&gt;", ">" },   { "&quot;", "\"" },
                                          { "&apos;", "'" }, { "&#39;", "'" }, { "&amp;", "&" } };
  g_autoptr (GString) text = g_string_new (escaped);

  if (g_string_replace (text, "<![CDATA[", "", 1) > 0)
    g_string_replace (text, "]]>", "", 1);
  else
    for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
      g_string_replace (text, pairs[i][0], pairs[i][1], 0);
  g_free (escaped);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The names in the manifest, in its order; the XML's last. */
static GPtrArray *
list_files (GBytes *manifest)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *rest = text;
  char *name;

  while ((name = dup_between (rest, "<media><file>", "</file></media>", &rest)) != NULL)
    g_ptr_array_add (names, unescape (name));
  name = dup_between (rest, "<encryptedXmlFile>", "</encryptedXmlFile>", &rest);
  g_assert_cmpstr (name, ==, "submission.xml.enc");
  g_ptr_array_add (names, name);
  return names;
}

static void
check_signature (EVP_PKEY *self, GBytes *manifest, GString *source)
{
  g_autofree char *encrypted = private_key_dup_between (manifest, "<base64EncryptedElementSignature>",
                                                        "</base64EncryptedElementSignature>");
  g_autoptr (GBytes) signature = private_key_decrypt (self, encrypted);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize size = sizeof digest;

  g_checksum_update (checksum, (const guchar *) source->str, (gssize) source->len);
  g_checksum_get_digest (checksum, digest, &size);
  g_assert_cmpmem (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature), digest, sizeof digest);
}

GHashTable *
private_key_open_submission (EVP_PKEY *self, GBytes *manifest, PrivateKeyLoad load, gpointer user_data)
{
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autofree char *text = g_strndup (g_bytes_get_data (manifest, NULL), g_bytes_get_size (manifest));
  g_autofree char *form_id = private_key_dup_between (manifest, " id=\"", "\"");
  g_autofree char *version = dup_between (strstr (text, "<data "), " version=\"", "\"", NULL);
  g_autofree char *encrypted_key = private_key_dup_between (manifest, "<base64EncryptedKey>", "</base64EncryptedKey>");
  g_autofree char *instance_id = private_key_dup_between (manifest, "<orx:instanceID>", "</orx:instanceID>");
  g_autoptr (GBytes) key = private_key_decrypt (self, encrypted_key);
  g_autoptr (GPtrArray) names = list_files (manifest);
  g_autoptr (GString) source = g_string_new (NULL);

  g_string_append_printf (source, "%s\n", form_id);
  if (version != NULL)
    g_string_append_printf (source, "%s\n", version);
  g_string_append_printf (source, "%s\n%s\n", encrypted_key, instance_id);
  for (guint i = 0; i < names->len; i++)
    {
      g_autoptr (GBytes) encrypted = load (names->pdata[i], user_data);
      GBytes *plain = private_key_decrypt_file (encrypted, key, instance_id, i);
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, plain);
      char *name = g_strndup (names->pdata[i], strlen (names->pdata[i]) - strlen (".enc"));

      g_string_append_printf (source, "%s::%s\n", name, digest);
      g_hash_table_insert (files, name, plain);
    }
  check_signature (self, manifest, source);
  return files;
}
