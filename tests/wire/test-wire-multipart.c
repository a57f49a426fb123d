/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <terrain-wire.h>

static GPtrArray *
parse (const char *body,
       gsize       size,
       GError    **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, size);

  return terrain_multipart_parse (bytes, "b", error);
}

static void
assert_content (GPtrArray  *parts,
                guint       index,
                const char *name,
                const char *content,
                gsize       size)
{
  TerrainPart *part = g_ptr_array_index (parts, index);

  g_assert_cmpstr (part->name, ==, name);
  g_assert_cmpmem (g_bytes_get_data (part->content, NULL), g_bytes_get_size (part->content), content, size);
}

static void
test_round_trip (void)
{
  static const char binary[] = "\0\r\n--terrain\r\n--\xff";
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) xml = g_bytes_new_static ("<data/>", 7);
  g_autoptr (GBytes) photo = g_bytes_new_static (binary, sizeof binary - 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *boundary = NULL;
  g_autofree char *header = NULL;
  g_autofree char *read = NULL;

  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", xml));
  g_ptr_array_add (parts, terrain_part_new ("žluť \"1\";.jpg", "žluť \"1\";.jpg", "image/jpeg\r\nX-Evil: 1", photo));
  g_ptr_array_add (parts, terrain_part_new ("*isIncomplete*", NULL, NULL, empty));
  boundary = terrain_multipart_make_boundary (parts);
  body = terrain_multipart_print (parts, boundary);
  g_assert_cmpuint (g_bytes_get_size (body), ==, terrain_multipart_measure (parts, boundary));
  g_assert_null (memmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "Evil", 4));

  header = g_strdup_printf ("multipart/form-data; charset=utf-8; boundary=\"%s\"", boundary);
  read = terrain_multipart_get_boundary (header);
  g_assert_cmpstr (read, ==, boundary);
  again = terrain_multipart_parse (body, read, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 3);
  assert_content (again, 0, "xml_submission_file", "<data/>", 7);
  g_assert_cmpstr (((TerrainPart *) again->pdata[0])->content_type, ==, "text/xml");
  assert_content (again, 1, "žluť \"1\";.jpg", binary, sizeof binary - 1);
  assert_content (again, 2, "*isIncomplete*", "", 0);
  g_assert_null (((TerrainPart *) again->pdata[2])->file_name);
}

/* As quoted strings are (RFC 2616 section 2.2): Central undoes only that, and passes over a file called otherwise. */
static void
test_quoted_names (void)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) content = g_bytes_new_static ("x", 1);
  g_autoptr (GBytes) body = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (parts, terrain_part_new ("it's \"q\" \\.jpg", "it's \"q\" \\.jpg", NULL, content));
  body = terrain_multipart_print (parts, "b");
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_assert_nonnull (strstr (text, "name=\"it's \\\"q\\\" \\\\.jpg\"; filename=\"it's \\\"q\\\" \\\\.jpg\"\r\n"));
}

/* Seven bytes at a time, of what @user_data says. */
static GBytes *
load_seven (const char *name,
            guint64     offset,
            gpointer    user_data,
            GError    **error)
{
  const char *content = user_data;

  if (strlen (content) < offset)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "gone");
      return NULL;
    }
  return g_bytes_new (content + offset, MIN (7, strlen (content) - offset));
}

static GBytes *
read_all (GInputStream *stream,
          gsize         at_once,
          GError      **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (at_once);
  gssize size;

  while ((size = g_input_stream_read (stream, buffer, at_once, NULL, error)) > 0)
    g_byte_array_append (all, buffer, (guint) size);
  return size == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

/* @is_loaded: the same parts, bit by bit */
static GPtrArray *
make_parts (gboolean is_loaded)
{
  static const char content[] = "a photograph of more than seven bytes";
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  g_autoptr (GBytes) xml = g_bytes_new_static ("<data/>", 7);
  g_autoptr (GBytes) photo = g_bytes_new_static (content, strlen (content));
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  g_ptr_array_add (parts, terrain_part_new ("xml_submission_file", "submission.xml", "text/xml", xml));
  g_ptr_array_add (parts, is_loaded ? terrain_part_new_loaded ("é.jpg", "é.jpg", "image/jpeg", strlen (content),
                                                               load_seven, g_strdup (content), g_free)
                                    : terrain_part_new ("é.jpg", "é.jpg", "image/jpeg", photo));
  g_ptr_array_add (parts, is_loaded ? terrain_part_new_loaded ("none", "none", NULL, 0, load_seven, g_strdup (""),
                                                               g_free)
                                    : terrain_part_new ("none", "none", NULL, nothing));
  return parts;
}

static void
test_stream (void)
{
  g_autoptr (GPtrArray) plain = make_parts (FALSE);
  g_autoptr (GPtrArray) loaded = make_parts (TRUE);
  g_autoptr (GBytes) body = terrain_multipart_print (plain, "b");
  static const gsize steps[] = { 1, 3, 8192 };

  g_assert_cmpuint (terrain_multipart_measure (loaded, "b"), ==, g_bytes_get_size (body));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GInputStream) stream = terrain_multipart_open (i == 1 ? plain : loaded, "b");
      g_autoptr (GError) error = NULL;

      for (guint again = 0; again < 2; again++)
        {
          g_autoptr (GBytes) all = read_all (stream, steps[i], &error);

          g_assert_no_error (error);
          g_assert_true (g_bytes_equal (all, body));
          g_assert_cmpint (g_seekable_tell (G_SEEKABLE (stream)), ==, g_bytes_get_size (body));
          g_assert_true (g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, NULL, &error));
          g_assert_no_error (error);
        }
    }
}

/* Content that is gone, or not as long as was announced, ends the body with an error, never with other bytes. */
static void
test_stream_broken (void)
{
  static const guint64 sizes[] = { 5, 30 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
      g_autoptr (GInputStream) stream = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (parts, terrain_part_new_loaded ("a", "a", NULL, sizes[i], load_seven,
                                                       g_strdup ("twelve bytes"), g_free));
      stream = terrain_multipart_open (parts, "b");
      g_assert_null (read_all (stream, 100, &error));
      g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED);
      g_assert_nonnull (strstr (error->message, "“a”"));
    }
}

#define HEADER "Content-Disposition: form-data; name=\"n\"\r\n\r\n"

static void
test_accepted (void)
{
  static const struct
  {
    const char *body, *name, *content;
  } cases[] = {
    { "--b\r\n" HEADER "x\r\n--b--", "n", "x" },
    { "preamble\r\n--b\r\n" HEADER "x\r\n--b--\r\nepilogue", "n", "x" },
    { "--b \t\r\n" HEADER "\r\n--b--", "n", "" },
    { "--b\r\n" HEADER "--b--", "n", "" },
    { "--b\r\n" HEADER "a\r\n--bc\r\nd\r\n--b--", "n", "a\r\n--bc\r\nd" },
    { "--b\r\ncontent-disposition:form-data;name=n;filename=x\r\n\r\nx\r\n--b--", "n", "x" },
    { "--b\r\nContent-Disposition: form-data; filename=\"name=y\"; name=\"a;b\"\r\n\r\nx\r\n--b--", "a;b", "x" },
    { "--b\r\nX: y\r\nContent-Disposition: form-data; name=\"%22q\\\"\"\r\n\r\nx\r\n--b--", "\"q\"", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) parts = parse (cases[i].body, strlen (cases[i].body), &error);

      g_assert_no_error (error);
      g_assert_cmpuint (parts->len, ==, 1);
      assert_content (parts, 0, cases[i].name, cases[i].content, strlen (cases[i].content));
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "x", "--b", "--b\r\n", "--c\r\n" HEADER "x\r\n--c--", "--b\r\n" HEADER, "--b\r\n" HEADER "x",
    "--b\r\n" HEADER "x\r\n--b", "--b\r\n" HEADER "x\r\n--b-", "--b\r\n" HEADER "x\r\n--b\r\n",
    "--b\r\n\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: attachment; name=\"n\"\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
    "--b\r\nContent-Disposition: form-data; name=\"\xff\"\r\n\r\nx\r\n--b--",
    "--b\nContent-Disposition: form-data; name=\"n\"\n\nx\n--b--",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (parse (cases[i], strlen (cases[i]), &error));
      g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED);
    }
}

/* A body cut anywhere before its closing boundary is refused, never taken for a shorter one. */
static void
test_truncated (void)
{
  static const char body[] = "--b\r\n" HEADER "one\r\n--b\r\n" HEADER "two\r\n--b--";

  for (gsize size = 0; size < sizeof body - 1; size++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (body, size, &error));
      g_assert_nonnull (error);
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) headers = g_string_new ("--b\r\nX: ");

  for (int i = 0; i < 1001; i++)
    g_string_append (many, "--b\r\n" HEADER "x\r\n");
  g_string_append (many, "--b--");
  g_assert_null (parse (many->str, many->len, &error));
  g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT);
  g_clear_error (&error);

  for (int i = 0; i < 20000; i++)
    g_string_append_c (headers, 'x');
  g_string_append (headers, "\r\n" HEADER "x\r\n--b--");
  g_assert_null (parse (headers->str, headers->len, &error));
  g_assert_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED);
}

static void
test_boundary (void)
{
  g_autofree char *found = terrain_multipart_get_boundary ("Multipart/Form-Data;boundary=x");

  g_assert_cmpstr (found, ==, "x");
  g_assert_null (terrain_multipart_get_boundary ("multipart/form-data"));
  g_assert_null (terrain_multipart_get_boundary ("multipart/form-data; boundary="));
  g_assert_null (terrain_multipart_get_boundary ("multipart/form-data; boundary=\"\""));
  g_assert_null (terrain_multipart_get_boundary ("multipart/form-data; boundary"));
  g_assert_null (terrain_multipart_get_boundary ("multipart/mixed; boundary=x"));
  g_assert_null (terrain_multipart_get_boundary ("text/xml"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/multipart/round-trip", test_round_trip);
  g_test_add_func ("/wire/multipart/quoted-names", test_quoted_names);
  g_test_add_func ("/wire/multipart/stream", test_stream);
  g_test_add_func ("/wire/multipart/stream-broken", test_stream_broken);
  g_test_add_func ("/wire/multipart/accepted", test_accepted);
  g_test_add_func ("/wire/multipart/refused", test_refused);
  g_test_add_func ("/wire/multipart/truncated", test_truncated);
  g_test_add_func ("/wire/multipart/limits", test_limits);
  g_test_add_func ("/wire/multipart/boundary", test_boundary);
  return g_test_run ();
}
