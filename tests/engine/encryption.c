/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <string.h>
#include <terrain-engine.h>

#include "private-key.h"
#include "terrain-encryption-private.h"

/* Encrypted submissions: the vectors that ODK Central's own code gives, and everything read back with a private key by
 * means that are not the engine's. */

#define INSTANCE_ID "uuid:00000000-0000-4000-8000-000000000001"

typedef struct
{
  EVP_PKEY *pair;
  char *public_key;
  TerrainForm *form;
  guint8 key[TERRAIN_ENCRYPTION_KEY_SIZE];
} Fixture;

static TerrainForm *
parse_form (const char *version, const char *public_key, GPtrArray **issues)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  text = g_strdup_printf (
      "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head>"
      "<h:title>T</h:title><model>\n<submission base64RsaPublicKey=\"%s\"/><instance><data id=\"enc_man\"%s><q/>"
      "<meta><instanceID/></meta></data></instance></model></h:head>"
      "<h:body><input ref=\"/data/q\"><label>Q</label></input></h:body></h:html>",
      public_key, version);
  xml = g_bytes_new (text, strlen (text));
  form = terrain_form_parse (xml, NULL, NULL, issues, &error);
  g_assert_no_error (error);
  return form;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->pair = private_key_new ();
  fixture->public_key = private_key_dup_public (fixture->pair);
  fixture->form = parse_form (" version=\"e1\"", fixture->public_key, NULL);
  for (guint i = 0; i < sizeof fixture->key; i++)
    fixture->key[i] = (guint8) i;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  EVP_PKEY_free (fixture->pair);
  terrain_form_unref (fixture->form);
  g_free (fixture->public_key);
}

static GBytes *
add_file (TerrainEncryption *encryption, const char *name, const void *content, gsize size)
{
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (content, (gssize) size, NULL);
  g_autoptr (GOutputStream) encrypted = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_encryption_add_file (encryption, name, plain, encrypted, &error));
  g_assert_no_error (error);
  g_output_stream_close (encrypted, NULL, NULL);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (encrypted));
}

static char *
to_hex (const guint8 *bytes, gsize size)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", bytes[i]);
  return g_string_free (hex, FALSE);
}

static void
assert_hex (GBytes *bytes, const char *expected)
{
  g_autofree char *hex = to_hex (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  g_assert_cmpstr (hex, ==, expected);
}

static void
test_seed (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint n;
    const char *vector;
  } vectors[] = {
    { 0, "3c0acb4803fb1c838c5d7eb03592c2e4" },  { 1, "3d0acb4803fb1c838c5d7eb03592c2e4" },
    { 2, "3d0bcb4803fb1c838c5d7eb03592c2e4" },  { 3, "3d0bcc4803fb1c838c5d7eb03592c2e4" },
    { 16, "3d0bcc4904fc1d848d5e7fb13693c3e5" }, { 17, "3e0bcc4904fc1d848d5e7fb13693c3e5" },
  };
  TerrainEncryptionSeed seed;

  terrain_encryption_seed_init (&seed, INSTANCE_ID, fixture->key);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *hex = NULL;

      while (seed.n_files < vectors[i].n)
        terrain_encryption_seed_advance (&seed);
      hex = to_hex (seed.bytes, sizeof seed.bytes);
      g_assert_cmpstr (hex, ==, vectors[i].vector);
    }
}

/* A byte of the vector goes from 255 to 0 and carries nothing over. */
static void
test_seed_wraps (Fixture *fixture, gconstpointer data)
{
  TerrainEncryptionSeed seed;
  guint8 before[TERRAIN_ENCRYPTION_IV_SIZE];

  terrain_encryption_seed_init (&seed, INSTANCE_ID, fixture->key);
  memcpy (before, seed.bytes, sizeof before);
  for (guint i = 0; i < 256 * TERRAIN_ENCRYPTION_IV_SIZE; i++)
    terrain_encryption_seed_advance (&seed);
  g_assert_cmpmem (seed.bytes, sizeof seed.bytes, before, sizeof before);
}

static void
test_vectors (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[16] = { [0] = "hello", [1] = "<data/>", [2] = "", [15] = "0123456789abcdef" };
  static const char *const expected[16] = {
    [0] = "3ad5f971d7915946ecdff2da12bf7ef0",
    [1] = "d1d6e3e06efa26fb175cdea4bd2a6cf9",
    [2] = "2ec94d1f98cd64a5f6459712d07035b0",
    [15] = "26d0f2a770a08aa6cc104d384f38a24a2413f40c147c80e0965c75eaaec7ae39",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainEncryption) encryption = NULL;
  g_autoptr (TerrainEncryption) second = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GBytes) plain_xml = g_bytes_new_static ("<data/>", 7);
  g_autoptr (GBytes) xml = NULL;

  encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, fixture->key, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.jpg", i);
      const char *content = contents[i] != NULL ? contents[i] : "x";
      g_autoptr (GBytes) encrypted = add_file (encryption, name, content, strlen (content));

      if (expected[i] != NULL)
        assert_hex (encrypted, expected[i]);
    }

  /* The XML is a file like the others, the last. */
  second = terrain_encryption_new (fixture->form, INSTANCE_ID, fixture->key, &error);
  g_assert_no_error (error);
  photo = add_file (second, "photo.jpg", "hello", 5);
  xml = terrain_encryption_add_xml (second, plain_xml, &error);
  g_assert_no_error (error);
  assert_hex (photo, expected[0]);
  assert_hex (xml, expected[1]);
}

static TerrainEncryptedFile *
make_file (const char *name, const char *content)
{
  TerrainEncryptedFile *file = g_new0 (TerrainEncryptedFile, 1);

  file->name = g_strdup (name);
  file->digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, content, -1);
  return file;
}

static void
test_signature_vector (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_encrypted_file_free);
  TerrainEncryptionHead head = { (char *) "enc_man", (char *) "e1", (char *) INSTANCE_ID, (char *) "KEYB64", files };
  guint8 digest[16];
  g_autofree char *hex = NULL;
  g_autofree char *without_version = NULL;
  g_autofree char *expected = NULL;

  g_ptr_array_add (files, make_file ("photo.jpg", "hello"));
  g_ptr_array_add (files, make_file ("submission.xml", "<data/>"));
  terrain_encryption_head_digest (&head, digest);
  hex = to_hex (digest, sizeof digest);
  g_assert_cmpstr (hex, ==, "8019733fb54210a0c8152f7a3b2982af");

  /* A form without version has no line for it, nor an empty one. */
  head.form_version = NULL;
  g_ptr_array_set_size (files, 0);
  terrain_encryption_head_digest (&head, digest);
  without_version = to_hex (digest, sizeof digest);
  expected = g_compute_checksum_for_string (G_CHECKSUM_MD5, "enc_man\nKEYB64\n" INSTANCE_ID "\n", -1);
  g_assert_cmpstr (without_version, ==, expected);
}

static void
assert_same (GBytes *encrypted, GBytes *key, guint n, GBytes *expected)
{
  g_autoptr (GBytes) plain = private_key_decrypt_file (encrypted, key, INSTANCE_ID, n);

  g_assert_true (g_bytes_equal (plain, expected));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  /* Around the block's and the piece's size, and much larger. */
  static const gsize sizes[] = { 0, 1, 15, 16, 17, 65535, 65536, 65537, 3000001 };
  static const char xml_text[] = "<?xml version=\"1.0\"?><data><q>é</q></data>";
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainEncryption) encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, NULL, &error);
  g_autoptr (GPtrArray) plain = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GPtrArray) encrypted = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GString) source = g_string_new ("enc_man\ne1\n");
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) signature = NULL;
  g_autofree char *encrypted_key = NULL;
  g_autofree char *encrypted_signature = NULL;
  g_autofree char *signature_hex = NULL;
  g_autofree char *expected = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guchar *content = g_malloc (sizes[i] + 1);
      g_autofree char *name = g_strdup_printf ("photo <%u> & é.jpg", i);

      for (gsize at = 0; at < sizes[i]; at++)
        content[at] = (guchar) g_test_rand_int_range (0, 256);
      g_ptr_array_add (encrypted, add_file (encryption, name, content, sizes[i]));
      g_ptr_array_add (plain, g_bytes_new_take (content, sizes[i]));
    }
  g_ptr_array_add (plain, g_bytes_new_static (xml_text, strlen (xml_text)));
  g_ptr_array_add (encrypted, terrain_encryption_add_xml (encryption, plain->pdata[plain->len - 1], &error));
  g_assert_no_error (error);
  manifest = terrain_encryption_make_manifest (encryption, &error);
  g_assert_no_error (error);

  encrypted_key = private_key_dup_between (manifest, "<base64EncryptedKey>", "</base64EncryptedKey>");
  key = private_key_decrypt (fixture->pair, encrypted_key);
  g_assert_cmpuint (g_bytes_get_size (key), ==, TERRAIN_ENCRYPTION_KEY_SIZE);
  g_string_append_printf (source, "%s\n%s\n", encrypted_key, INSTANCE_ID);
  for (guint i = 0; i < plain->len; i++)
    {
      g_autofree char *digest = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, plain->pdata[i]);

      assert_same (encrypted->pdata[i], key, i, plain->pdata[i]);
      if (i + 1 < plain->len)
        g_string_append_printf (source, "photo <%u> & é.jpg::%s\n", i, digest);
      else
        g_string_append_printf (source, "submission.xml::%s\n", digest);
    }

  encrypted_signature = private_key_dup_between (manifest, "<base64EncryptedElementSignature>",
                                     "</base64EncryptedElementSignature>");
  signature = private_key_decrypt (fixture->pair, encrypted_signature);
  g_assert_cmpuint (g_bytes_get_size (signature), ==, 16);
  signature_hex = to_hex (g_bytes_get_data (signature, NULL), 16);
  expected = g_compute_checksum_for_string (G_CHECKSUM_MD5, source->str, (gssize) source->len);
  g_assert_cmpstr (signature_hex, ==, expected);
}

static void
test_manifest (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainEncryption) encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, NULL, NULL);
  g_autoptr (GBytes) xml = g_bytes_new_static ("<data/>", 7);
  g_autoptr (GBytes) file = add_file (encryption, "a&b's.jpg", "1", 1);
  g_autoptr (GBytes) encrypted_xml = terrain_encryption_add_xml (encryption, xml, NULL);
  g_autoptr (GBytes) manifest = terrain_encryption_make_manifest (encryption, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainDocument) document = terrain_document_parse (manifest, TERRAIN_DOCUMENT_INSTANCE, &error);
  g_autofree char *head = private_key_dup_between (manifest, "<data ", "><base64EncryptedKey>");
  g_autofree char *rest = private_key_dup_between (manifest, "</base64EncryptedKey>", "<base64EncryptedElementSignature>");

  g_assert_no_error (error);
  g_assert_cmpstr (head, ==,
                   "xmlns=\"http://www.opendatakit.org/xforms/encrypted\" id=\"enc_man\" version=\"e1\" "
                   "encrypted=\"yes\"");
  g_assert_cmpstr (rest, ==,
                   "<orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>" INSTANCE_ID
                   "</orx:instanceID></orx:meta><media><file><![CDATA[a&b's.jpg.enc]]></file></media>"
                   "<encryptedXmlFile>submission.xml.enc</encryptedXmlFile>");
}

/* The same submission twice has nothing in common: neither key, nor content. */
static void
test_fresh_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TerrainEncryption) encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, NULL, NULL);

      *(i == 0 ? &first : &second) = add_file (encryption, "a.jpg", "the same content", 16);
    }
  g_assert_false (g_bytes_equal (first, second));
}

static void
assert_no_file (TerrainEncryption *encryption, const char *name)
{
  g_autoptr (GInputStream) plain = g_memory_input_stream_new ();
  g_autoptr (GOutputStream) encrypted = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_encryption_add_file (encryption, name, plain, encrypted, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION);
}

static void
test_file_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainEncryption) encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, NULL, NULL);
  g_autoptr (GBytes) file = add_file (encryption, "a.jpg", "1", 1);

  assert_no_file (encryption, "a.jpg");
  assert_no_file (encryption, "submission.xml");
  assert_no_file (encryption, "");
  assert_no_file (encryption, "a\nb::00");
  assert_no_file (encryption, "../a");
  assert_no_file (encryption, "\xff.jpg");
}

static void
assert_bad_key (const char *key, const char *mentions)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (TerrainForm) form = parse_form ("", key, &issues);
  TerrainIssue *issue;

  g_assert_false (terrain_encryption_check_key (key, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION);
  g_assert_nonnull (strstr (error->message, mentions));
  g_clear_error (&error);
  g_assert_null (terrain_encryption_new (form, INSTANCE_ID, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION);
  g_assert_cmpuint (issues->len, ==, 1);
  issue = issues->pdata[0];
  g_assert_cmpstr (issue->code, ==, "submission-key");
  g_assert_cmpint (issue->line, ==, 2);
}

static void
test_bad_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *cut = g_strndup (fixture->public_key, strlen (fixture->public_key) - 8);
  g_autofree char *longer = g_strconcat (fixture->public_key, "AAAA", NULL);
  g_autofree char *huge = g_strnfill (200000, 'A');
  g_autofree char *curve_key = NULL;
  EVP_PKEY *curve = EVP_EC_gen ("P-256");

  curve_key = private_key_dup_public (curve);
  EVP_PKEY_free (curve);
  assert_bad_key ("not base64 at all", "base64");
  assert_bad_key ("-----BEGIN PUBLIC KEY-----", "base64");
  assert_bad_key ("Y2wtMA==", "DER");
  assert_bad_key ("MIIB=IjA", "base64");
  assert_bad_key (cut, "DER");
  assert_bad_key (longer, "not all of it");
  assert_bad_key (huge, "base64");
  assert_bad_key (curve_key, "RSA");
}

static void
test_good_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) folded = g_string_new (fixture->public_key);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) weak = NULL;
  g_autoptr (TerrainForm) blank = parse_form ("", " ", &none);
  g_autoptr (TerrainForm) weak_form = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *weak_key = NULL;
  EVP_PKEY *pair = EVP_RSA_gen (1024);

  for (gsize at = 64; at < folded->len; at += 66)
    g_string_insert (folded, (gssize) at, "\n ");
  g_assert_true (terrain_encryption_check_key (folded->str, &error));
  g_assert_no_error (error);
  /* No key: not encrypted, nothing wrong. */
  g_assert_null (terrain_form_get_encryption_key (blank));
  g_assert_cmpuint (none->len, ==, 0);
  /* Works, but the author is told. */
  weak_key = private_key_dup_public (pair);
  EVP_PKEY_free (pair);
  weak_form = parse_form ("", weak_key, &weak);
  g_assert_cmpuint (weak->len, ==, 1);
  g_assert_true (terrain_encryption_check_key (weak_key, NULL));
}

/* A stream that breaks in the middle, as a file on a pulled stick does. */
static void
test_broken_stream (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainEncryption) encryption = terrain_encryption_new (fixture->form, INSTANCE_ID, NULL, NULL);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data ("123", 3, NULL);
  guint8 room[8];
  g_autoptr (GOutputStream) encrypted = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_encryption_add_file (encryption, "a", plain, encrypted, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/encryption/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("seed", test_seed);
  ADD ("seed-wraps", test_seed_wraps);
  ADD ("vectors", test_vectors);
  ADD ("signature-vector", test_signature_vector);
  ADD ("round-trip", test_round_trip);
  ADD ("manifest", test_manifest);
  ADD ("fresh-key", test_fresh_key);
  ADD ("file-names", test_file_names);
  ADD ("bad-keys", test_bad_keys);
  ADD ("good-keys", test_good_keys);
  ADD ("broken-stream", test_broken_stream);
#undef ADD
  return g_test_run ();
}
