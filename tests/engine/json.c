/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <terrain-engine.h>

/* What is made sure of before a JSON parser reads what came from outside. */

static void
assert_checked (const char *text,
                gsize       length,
                const char *expected)
{
  g_autoptr (GError) error = NULL;
  gboolean good = terrain_json_check_object (text, length, 3, &error);

  if (!expected)
    {
      g_assert_no_error (error);
      g_assert_true (good);
      return;
    }
  g_assert_false (good);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TERRAIN_ENGINE_ERROR);
  if (!strstr (error->message, expected))
    g_error ("“%s” is not in “%s”", expected, error->message);
}

static void
test_objects (void)
{
  static const char *const good[] = {
    "{}", " \t\r\n{ }\n\n", "{\"a\":[{}]}", "{\"a\":\"}{ // # '\"}", "{\"a\":\"\\\"}\"}", "{\"a\":\"\\\\\"}",
    "{\"\xc3\xa9\":\"\xd8\xb9\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    assert_checked (good[i], strlen (good[i]), NULL);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } bad[] = {
    { "", "empty" },
    { " \n ", "begin with" },
    { "[]", "begin with" },
    { "\"a\"{}", "begin with" },
    { "7 {}", "begin with" },
    { "{}{}", "Line 1: The file is not JSON: something follows" },
    { "{}\n\n{\"a\":1}", "Line 3: The file is not JSON: something follows" },
    { "{}, 7", "something follows" },
    { "{} \"text\"", "something follows" },
    { "{}]", "something follows" },
    { "{/* \" */}", "“/”" },
    { "{// }\n}", "“/”" },
    { "{'a':1}", "“'”" },
    { "\n{\n# no\n}", "Line 3: The file is not JSON: there is a “#”" },
    { "{[[[1]]]}", "nested more than 3 deep" },
    { "{\"a\":\"\xff\"}", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_checked (bad[i].text, strlen (bad[i].text), bad[i].expected);
  assert_checked (NULL, 0, "empty");
  assert_checked ("{}\0", 3, "UTF-8");
}

/* Only the length counts: nothing is read after it, also where the text ends within an escape. */
static void
test_length (void)
{
  static const char text[] = "{\"a\":\"\\\"\"}";

  for (gsize length = 1; length < sizeof text; length++)
    {
      g_autofree char *cut = g_memdup2 (text, length);

      assert_checked (cut, length, NULL);
    }
  assert_checked ("{}{}", 2, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/objects", test_objects);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/length", test_length);
  return g_test_run ();
}
