/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <terrain-wire.h>

static TerrainSubmissionHead *
parse (const char *text,
       GError    **error)
{
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

  return terrain_submission_head_parse (xml, error);
}

static void
test_plain (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSubmissionHead) head =
    parse ("<?xml version='1.0'?><data id=\"gve\" version=\"2024.1\" xmlns:orx=\"http://openrosa.org/xforms\">"
           "<group><meta><instanceID>not this</instanceID></meta><photo>p 1.jpg</photo><text>../x</text></group>"
           "<orx:meta><orx:instanceID> uuid:1 </orx:instanceID><orx:deprecatedID>uuid:0</orx:deprecatedID>"
           "<audit>audit.csv</audit></orx:meta></data>",
           &error);

  g_assert_no_error (error);
  g_assert_cmpstr (head->form_id, ==, "gve");
  g_assert_cmpstr (head->form_version, ==, "2024.1");
  g_assert_cmpstr (head->instance_id, ==, "uuid:1");
  g_assert_cmpstr (head->deprecated_id, ==, "uuid:0");
  g_assert_false (head->encrypted);
  g_assert_true (terrain_submission_head_names_file (head, "p 1.jpg"));
  g_assert_true (terrain_submission_head_names_file (head, "audit.csv"));
  g_assert_false (terrain_submission_head_names_file (head, "../x"));
  g_assert_false (terrain_submission_head_names_file (head, "other.jpg"));
}

static void
test_encrypted (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSubmissionHead) head =
    parse ("<data xmlns=\"http://www.opendatakit.org/xforms/encrypted\" id=\"enc\" encrypted=\"yes\">"
           "<orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>uuid:2</orx:instanceID></orx:meta>"
           "<media><file>photo.jpg.enc</file></media><encryptedXmlFile>submission.xml.enc</encryptedXmlFile></data>",
           &error);

  g_assert_no_error (error);
  g_assert_true (head->encrypted);
  g_assert_cmpstr (head->form_version, ==, "");
  g_assert_cmpstr (head->instance_id, ==, "uuid:2");
  g_assert_true (terrain_submission_head_names_file (head, "photo.jpg.enc"));
  g_assert_true (terrain_submission_head_names_file (head, "submission.xml.enc"));
}

static void
test_missing_id (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSubmissionHead) head = parse ("<data id='a'><meta><instanceID> </instanceID></meta></data>", &error);

  g_assert_no_error (error);
  g_assert_null (head->instance_id);
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *xml;
    int code;
  } cases[] = {
    { "", TERRAIN_WIRE_ERROR_MALFORMED },
    { "hello", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<data id='a'><meta><instanceID>uuid:1", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<data id='a'><b></data>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<data id='a'/><data id='b'/>", TERRAIN_WIRE_ERROR_MALFORMED },
    { "<data/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<data id=''/>", TERRAIN_WIRE_ERROR_UNEXPECTED },
    { "<html><body/></html>", TERRAIN_WIRE_ERROR_HTML },
    { "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><data id='a'>&x;</data>",
      TERRAIN_WIRE_ERROR_UNEXPECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%.60s", cases[i].xml);
      g_assert_null (parse (cases[i].xml, &error));
      g_assert_error (error, TERRAIN_WIRE_ERROR, cases[i].code);
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) deep = g_string_new ("<data id='a'>");
  g_autoptr (GString) long_id = g_string_new ("<data id='a'><meta><instanceID>");
  g_autoptr (GString) long_answer = g_string_new ("<data id='a'><note>");
  g_autoptr (TerrainSubmissionHead) head = NULL;

  for (int i = 0; i < 300; i++)
    g_string_append (deep, "<a>");
  g_assert_null (parse (deep->str, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  for (int i = 0; i < 2000; i++)
    g_string_append_c (long_id, 'i');
  g_string_append (long_id, "</instanceID></meta></data>");
  g_assert_null (parse (long_id->str, &error));
  g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT);
  g_clear_error (&error);

  /* A long answer is nothing wrong. */
  for (int i = 0; i < 100000; i++)
    g_string_append (long_answer, "é");
  g_string_append (long_answer, "</note><meta><instanceID>uuid:1</instanceID></meta></data>");
  head = parse (long_answer->str, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (head->instance_id, ==, "uuid:1");
}

static void
test_file_names (void)
{
  g_autofree char *longest = g_strnfill (255, 'a');
  g_autofree char *longer = g_strnfill (256, 'a');

  g_assert_true (terrain_wire_is_file_name ("a.jpg"));
  g_assert_true (terrain_wire_is_file_name (".hidden"));
  g_assert_true (terrain_wire_is_file_name ("žluť 1.jpg"));
  g_assert_true (terrain_wire_is_file_name (longest));
  g_assert_false (terrain_wire_is_file_name (longer));
  g_assert_false (terrain_wire_is_file_name (NULL));
  g_assert_false (terrain_wire_is_file_name (""));
  g_assert_false (terrain_wire_is_file_name ("."));
  g_assert_false (terrain_wire_is_file_name (".."));
  g_assert_false (terrain_wire_is_file_name ("a/b"));
  g_assert_false (terrain_wire_is_file_name ("a\\b"));
  g_assert_false (terrain_wire_is_file_name ("a\nb"));
  g_assert_false (terrain_wire_is_file_name ("\xff"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/submission-head/plain", test_plain);
  g_test_add_func ("/wire/submission-head/encrypted", test_encrypted);
  g_test_add_func ("/wire/submission-head/missing-id", test_missing_id);
  g_test_add_func ("/wire/submission-head/hostile", test_hostile);
  g_test_add_func ("/wire/submission-head/limits", test_limits);
  g_test_add_func ("/wire/file-names", test_file_names);
  return g_test_run ();
}
