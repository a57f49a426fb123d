/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <terrain-wire.h>

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

#define LIST(content) "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\">" content "</xforms>"
#define MANIFEST(content) "<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\">" content "</manifest>"
#define ENTRY "<xform><formID>a</formID><downloadUrl>http://h/a</downloadUrl></xform>"

static void
test_form_list_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = bytes (
    "\n  <xforms xmlns=\"http://openrosa.org/xforms/xformsList\">"
    "<xform><formID> gve </formID><name>Se&#39;lf &amp; co</name><version>3</version><hash>md5:00</hash>"
    "<descriptionText>x<b/></descriptionText><downloadUrl>https://h/v1/key/a$b/forms/gve.xml</downloadUrl>"
    "<manifestUrl>https://h/m</manifestUrl></xform>"
    "<xform><formID>plain</formID><name/><version></version><hash/><downloadUrl>https://h/p</downloadUrl></xform>"
    "</xforms>\n");
  g_autoptr (GPtrArray) entries = terrain_form_list_parse (document, &error);
  TerrainFormListEntry *entry;

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (entry->form_id, ==, "gve");
  g_assert_cmpstr (entry->name, ==, "Se'lf & co");
  g_assert_cmpstr (entry->version, ==, "3");
  g_assert_cmpstr (entry->hash, ==, "md5:00");
  g_assert_cmpstr (entry->download_url, ==, "https://h/v1/key/a$b/forms/gve.xml");
  g_assert_cmpstr (entry->manifest_url, ==, "https://h/m");
  entry = g_ptr_array_index (entries, 1);
  g_assert_cmpstr (entry->name, ==, "plain");
  g_assert_cmpstr (entry->version, ==, "");
  g_assert_null (entry->hash);
  g_assert_null (entry->manifest_url);
}

static void
test_form_list_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = terrain_form_list_new ();
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) document = NULL;
  TerrainFormListEntry *entry = terrain_form_list_entry_new ();

  entry->form_id = g_strdup ("a<b>&\"c\"");
  entry->name = g_strdup ("Terrein\x01 – žluť");
  entry->version = g_strdup ("");
  entry->hash = g_strdup ("md5:0123");
  entry->download_url = g_strdup ("http://127.0.0.1:1/forms/a%3Cb.xml?x=1&y=2");
  g_ptr_array_add (entries, entry);
  document = terrain_form_list_print (entries);
  again = terrain_form_list_parse (document, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 1);
  g_assert_cmpstr (((TerrainFormListEntry *) again->pdata[0])->form_id, ==, entry->form_id);
  /* A control character cannot be written in XML 1.0 at all. */
  g_assert_cmpstr (((TerrainFormListEntry *) again->pdata[0])->name, ==, "Terrein – žluť");
  g_assert_cmpstr (((TerrainFormListEntry *) again->pdata[0])->download_url, ==, entry->download_url);
  g_assert_null (((TerrainFormListEntry *) again->pdata[0])->manifest_url);
}

typedef struct
{
  const char *document;
  int code; /* -1: is accepted */
} Case;

static void
check_cases (const Case *cases,
             gsize       n_cases,
             GPtrArray *(*parse) (GBytes *, GError **))
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) document = bytes (cases[i].document);
      g_autoptr (GPtrArray) entries = parse (document, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (cases[i].code < 0)
        {
          g_assert_no_error (error);
          g_assert_nonnull (entries);
          continue;
        }
      g_assert_error (error, TERRAIN_WIRE_ERROR, cases[i].code);
      g_assert_null (entries);
      g_assert_cmpstr (error->message, !=, "");
    }
}

static void
test_form_list_hostile (void)
{
  static const Case cases[] = {
    { "", TERRAIN_WIRE_ERROR_MALFORMED },
    { "   \n", TERRAIN_WIRE_ERROR_MALFORMED },
    { "{\"message\":\"x\"}", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<?xml", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<!--", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms>" ENTRY "</xform>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms>" ENTRY, TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms>&nbsp;</xforms>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms>\xff</xforms>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<xforms/>", -1 },
    { "\xEF\xBB\xBF <?xml version='1.0'?><!-- hm --><xforms/>", -1 },
    { LIST (ENTRY), -1 },
    { "<manifest/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<xforms xmlns='urn:other'/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { LIST ("<xform><formID>a</formID></xform>"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { LIST ("<xform/>"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<!DOCTYPE html><html><body>Sign in</body></html>", TERRAIN_WIRE_ERROR_HTML },
    { "\n\n<!-- portal -->\n<HTML><head></head></HTML>", TERRAIN_WIRE_ERROR_HTML },
    { "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", TERRAIN_WIRE_ERROR_HTML },
    { "<x:html xmlns:x='http://www.w3.org/1999/xhtml'/>", TERRAIN_WIRE_ERROR_HTML },
    { "<!DOCTYPE xforms [<!ENTITY a 'b'>]><xforms>&a;</xforms>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<!DOCTYPE xforms SYSTEM 'file:///etc/passwd'><xforms/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<!DOCTYPE x [<!ENTITY a '0123456789'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
      "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]><xforms>&c;&c;&c;&c;</xforms>", TERRAIN_WIRE_ERROR_UNEXPECTED },
  };

  check_cases (cases, G_N_ELEMENTS (cases), terrain_form_list_parse);
}

/* Every cut of a good list is an error or, for a cut in the white space behind it, the list. */
static void
test_form_list_truncated (void)
{
  static const char text[] = LIST (ENTRY);

  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) document = g_bytes_new (text, length);
      g_autoptr (GPtrArray) entries = terrain_form_list_parse (document, &error);

      g_assert_null (entries);
      g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED);
    }
}

static GPtrArray *
parse_repeated (const char *before,
                const char *repeated,
                guint       n,
                const char *after,
                GError    **error)
{
  GString *text = g_string_new (before);
  g_autoptr (GBytes) document = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append (text, repeated);
  g_string_append (text, after);
  document = g_string_free_to_bytes (text);
  return terrain_form_list_parse (document, error);
}

static void
test_form_list_limits (void)
{
  static const struct
  {
    const char *before, *repeated;
    guint n;
    const char *after;
  } cases[] = {
    { "<xforms>", ENTRY, 10001, "</xforms>" },
    { "<xforms>", "<a>", 100000, "" },
    { "<xforms>", " ", 17 * 1024 * 1024, "</xforms>" },
    { "<xforms><xform><formID>", "0123456789", 1000, "</formID></xform></xforms>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) entries =
        parse_repeated (cases[i].before, cases[i].repeated, cases[i].n, cases[i].after, &error);

      g_assert_null (entries);
      g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT);
    }
}

static void
test_manifest_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = bytes (MANIFEST (
    "<mediaFile><filename>a b.png</filename><hash>md5:1</hash><downloadUrl>http://h/1</downloadUrl></mediaFile>"
    "<mediaFile type=\"entityList\"><filename>trees.csv</filename><hash>md5:2</hash>"
    "<downloadUrl>http://h/2</downloadUrl><integrityUrl>http://h/3</integrityUrl></mediaFile>"
    "<mediaFile type=\"approvalEntityList\"><filename>t.csv</filename><hash>md5:2</hash>"
    "<downloadUrl>http://h/2</downloadUrl></mediaFile>"));
  g_autoptr (GPtrArray) files = terrain_manifest_parse (document, &error);
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  TerrainManifestFile *file;

  g_assert_no_error (error);
  g_assert_cmpuint (files->len, ==, 3);
  file = g_ptr_array_index (files, 0);
  g_assert_cmpstr (file->name, ==, "a b.png");
  g_assert_false (file->is_entity_list);
  file = g_ptr_array_index (files, 1);
  g_assert_true (file->is_entity_list);
  g_assert_cmpstr (file->integrity_url, ==, "http://h/3");
  g_assert_true (((TerrainManifestFile *) g_ptr_array_index (files, 2))->is_entity_list);

  printed = terrain_manifest_print (files);
  again = terrain_manifest_parse (printed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpstr (((TerrainManifestFile *) again->pdata[1])->name, ==, "trees.csv");
  g_assert_true (((TerrainManifestFile *) again->pdata[1])->is_entity_list);
}

#define FILE(name) MANIFEST ("<mediaFile><filename>" name "</filename><downloadUrl>http://h/</downloadUrl></mediaFile>")

static void
test_manifest_hostile (void)
{
  static const Case cases[] = {
    { MANIFEST (""), -1 },
    { FILE ("ok.csv"), -1 },
    { FILE ("..ok"), -1 },
    { FILE (""), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { FILE (".."), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { FILE ("../../etc/passwd"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { FILE ("/etc/passwd"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { FILE ("a\\b"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { FILE ("a&#10;b"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { MANIFEST ("<mediaFile><filename>a</filename></mediaFile>"), TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<xforms/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<html/>", TERRAIN_WIRE_ERROR_HTML },
  };

  check_cases (cases, G_N_ELEMENTS (cases), terrain_manifest_parse);
}

static void
test_response (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document =
    bytes ("\n  <OpenRosaResponse xmlns=\"http://openrosa.org/http/response\" items=\"0\">\n"
           "    <message nature=\"error\">It&#39;s &lt;no&gt; good.</message>\n  </OpenRosaResponse>");
  g_autoptr (TerrainOpenrosaResponse) response = terrain_openrosa_response_parse (document, &error);
  g_autoptr (TerrainOpenrosaResponse) again = NULL;
  g_autoptr (GBytes) printed = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (response->message, ==, "It's <no> good.");
  g_assert_cmpstr (response->nature, ==, "error");

  printed = terrain_openrosa_response_print ("", "100 % <sure> & \"fine\"");
  again = terrain_openrosa_response_parse (printed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->message, ==, "100 % <sure> & \"fine\"");
  g_assert_cmpstr (again->nature, ==, "");
}

static void
test_response_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (TerrainOpenrosaResponse) response = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append (words, "€");
  document = terrain_openrosa_response_print ("error", words->str);
  response = terrain_openrosa_response_parse (document, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (response->message, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (response->message, -1), <=, 2000);
  g_assert_cmpint (g_utf8_strlen (response->message, -1), >, 1000);
}

static void
test_central_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = bytes (
    "{\"message\":\"Multipart form content failed to parse.\",\"code\":400.39,\"details\":\"Unexpected end of form\"}");
  g_autoptr (TerrainCentralError) central = terrain_central_error_parse (document, &error);
  g_autoptr (GBytes) structured = bytes ("{\"message\":\"m\",\"code\":\"x\",\"details\":{\"field\":\"a\"}}");
  g_autoptr (TerrainCentralError) other = NULL;
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (TerrainCentralError) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (central->message, ==, "Multipart form content failed to parse.");
  g_assert_cmpfloat_with_epsilon (central->code, 400.39, 1e-9);
  g_assert_cmpstr (central->details, ==, "Unexpected end of form");
  other = terrain_central_error_parse (structured, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other->details, ==, "{\"field\":\"a\"}");
  printed = terrain_central_error_print ("Not \"found\"", 404.1, NULL);
  again = terrain_central_error_parse (printed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->message, ==, "Not \"found\"");
  g_assert_null (again->details);
}

static void
test_central_error_hostile (void)
{
  static const char *const cases[] = { "", "[]", "null", "{}", "{\"message\":", "\"x", "{\"message\":1",
                                       "<html>", "\xff{\"message\":\"\"}",
                                       /* found by the fuzz target: each leaks inside json-glib */
                                       "{}{\"message\":\"\"}", "{\"message\":\"\"/*{*/}{}", "644[[]]]]", "1[]<" };
  g_autoptr (GString) deep = g_string_new ("{\"message\":");
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bad = bytes (cases[i]);
      g_autoptr (GError) problem = NULL;

      g_assert_null (terrain_central_error_parse (bad, &problem));
      g_assert_nonnull (problem);
    }
  for (int i = 0; i < 500000; i++)
    g_string_append_c (deep, '[');
  document = g_bytes_new (deep->str, deep->len);
  g_assert_null (terrain_central_error_parse (document, &error));
  g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT);
}

static void
test_hash (void)
{
  g_autoptr (GBytes) content = bytes ("hello");
  g_autofree char *hash = terrain_wire_hash (content);

  g_assert_cmpstr (hash, ==, "md5:5d41402abc4b2a76b9719d911017c592");
  g_assert_true (terrain_wire_hash_equal (hash, "5D41402ABC4B2A76B9719D911017C592"));
  g_assert_false (terrain_wire_hash_equal (hash, "md5:5d41402abc4b2a76b9719d911017c593"));
  g_assert_false (terrain_wire_hash_equal (NULL, NULL));
  g_assert_true (terrain_wire_hash_is_md5 (hash));
  g_assert_false (terrain_wire_hash_is_md5 ("md5:12"));
  g_assert_false (terrain_wire_hash_is_md5 ("sha1:5d41402abc4b2a76b9719d911017c592"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/form-list/parse", test_form_list_parse);
  g_test_add_func ("/wire/form-list/round-trip", test_form_list_round_trip);
  g_test_add_func ("/wire/form-list/hostile", test_form_list_hostile);
  g_test_add_func ("/wire/form-list/truncated", test_form_list_truncated);
  g_test_add_func ("/wire/form-list/limits", test_form_list_limits);
  g_test_add_func ("/wire/manifest/parse", test_manifest_parse);
  g_test_add_func ("/wire/manifest/hostile", test_manifest_hostile);
  g_test_add_func ("/wire/response/parse", test_response);
  g_test_add_func ("/wire/response/long", test_response_long);
  g_test_add_func ("/wire/central-error/parse", test_central_error);
  g_test_add_func ("/wire/central-error/hostile", test_central_error_hostile);
  g_test_add_func ("/wire/hash", test_hash);
  return g_test_run ();
}
