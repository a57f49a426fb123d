/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  TerrainServerSettings wanted = { .url = (char *) "  https://central.example.org/v1/projects/1// ",
                                   .user_name = (char *) "zoë \"z\"" };
  TerrainServerSettings nothing = { 0 };
  g_autoptr (TerrainServerSettings) before = terrain_profile_load_server (fixture->profile, NULL);
  g_autoptr (TerrainServerSettings) kept = NULL;
  g_autoptr (TerrainServerSettings) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (before->url);
  g_assert_true (terrain_profile_save_server (fixture->profile, &wanted, &error));
  g_assert_no_error (error);
  fixture_reopen (fixture);
  kept = terrain_profile_load_server (fixture->profile, NULL);
  g_assert_cmpstr (kept->url, ==, "https://central.example.org/v1/projects/1");
  g_assert_cmpstr (kept->user_name, ==, "zoë \"z\"");
  g_assert_false (kept->insecure_allowed);

  g_assert_true (terrain_profile_save_server (fixture->profile, &nothing, NULL));
  after = terrain_profile_load_server (fixture->profile, NULL);
  g_assert_null (after->url);
  g_assert_null (after->user_name);
}

static void
test_addresses (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *url;
    gboolean insecure_allowed;
    gboolean accepted;
  } table[] = {
    { "https://example.org", FALSE, TRUE },
    { "HTTPS://example.org:8443/a/b", FALSE, TRUE },
    { "http://127.0.0.1:8041", FALSE, TRUE },
    { "http://127.8.9.1", FALSE, TRUE },
    { "http://[::1]:80", FALSE, TRUE },
    { "http://localhost:9", FALSE, TRUE },
    { "http://LOCALHOST", FALSE, TRUE },
    { "http://example.org", FALSE, FALSE },
    { "http://example.org", TRUE, TRUE },
    { "http://192.168.1.5", FALSE, FALSE },
    { "http://localhost.example.org", FALSE, FALSE },
    { "http://127.0.0.1.example.org", FALSE, FALSE },
    { "ftp://example.org", TRUE, FALSE },
    { "file:///etc/passwd", TRUE, FALSE },
    { "example.org", TRUE, FALSE },
    { "https://", TRUE, FALSE },
    { "https:///path", TRUE, FALSE },
    { "https://user:secret@example.org", TRUE, FALSE },
    { "https://user@example.org", TRUE, FALSE },
    { "https://example.org/?a=b", TRUE, FALSE },
    { "https://example.org/#x", TRUE, FALSE },
    { "https://exa mple.org", TRUE, FALSE },
    { "https://example.org:99999999", TRUE, FALSE },
    { "javascript:alert(1)", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      TerrainServerSettings settings = { .url = (char *) table[i].url, .insecure_allowed = table[i].insecure_allowed };
      g_autoptr (GError) error = NULL;
      gboolean accepted = terrain_profile_save_server (fixture->profile, &settings, &error);

      g_test_message ("%s", table[i].url);
      g_assert_cmpint (accepted, ==, table[i].accepted);
      if (!accepted)
        {
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
          g_assert_null (strstr (error->message, "secret"));
        }
    }
}

/* The setting may have been written by something else. */
static void
test_strange_setting (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = { "", "[]", "{", "{\"url\":5,\"user\":[],\"insecure\":\"yes\"}", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TerrainServerSettings) settings = NULL;

      g_assert_true (
          terrain_store_set_setting (terrain_profile_get_store (fixture->profile), "server", texts[i], NULL));
      settings = terrain_profile_load_server (fixture->profile, NULL);
      g_assert_nonnull (settings);
      g_assert_null (settings->url);
      g_assert_false (settings->insecure_allowed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/server/round-trip", test_round_trip);
  add_case ("/server/addresses", test_addresses);
  add_case ("/server/strange-setting", test_strange_setting);

  return g_test_run ();
}
