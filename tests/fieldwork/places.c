/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixture.h"

/* The place of the device in a record, and the map of a profile. */

#define NOON G_GINT64_CONSTANT (1760000000000000)
#define MARKET "50.8467 4.3525 30 12"

static gint64 now;

/* Asks for the place at the beginning, and each time "name" changes; its log holds places for a minute. */
static const char form_text[] =
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
  " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'"
  " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Places</h:title><model>"
  "<instance><data id='places' version='1'><start/><name/><again/><orx:meta><orx:instanceID/><orx:audit/></orx:meta></data>"
  "</instance><bind nodeset='/data/start' type='geopoint'/><bind nodeset='/data/name' type='string'/>"
  "<bind nodeset='/data/again' type='geopoint'/><bind nodeset='/data/meta/audit' type='binary'"
  " odk:location-priority='balanced' odk:location-min-interval='30' odk:location-max-age='60'/>"
  "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
  "<odk:setgeopoint ref='/data/start' event='odk-instance-first-load'/></model></h:head><h:body>"
  "<input ref='/data/name'><label>Name</label><odk:setgeopoint ref='/data/again' event='xforms-value-changed'/></input>"
  "</h:body></h:html>";

static TerrainForm *
load (Fixture *fixture)
{
  g_autoptr (GBytes) xml = bytes_of (form_text);
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "places", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static TerrainSession *
begin (Fixture *fixture)
{
  g_autoptr (TerrainForm) form = load (fixture);
  g_autoptr (TerrainEnvironment) environment = make_environment (&now, 7);
  g_autoptr (GError) error = NULL;
  TerrainSession *session;

  now = NOON;
  session = terrain_session_begin_full (fixture->profile, form, NULL, "p", environment, &error);
  g_assert_no_error (error);
  return session;
}

static void
agree (Fixture *fixture)
{
  g_assert_true (terrain_profile_set_gives_place (fixture->profile, TRUE, NULL));
}

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, ref, value, &error));
  g_assert_no_error (error);
}

static void
assert_value (TerrainSession *session, const char *ref, const char *value)
{
  g_autofree char *found = dup_value (session, ref);

  g_assert_cmpstr (found, ==, value);
}

/* (transfer full) */
static char *
complete (Fixture *fixture, TerrainSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = NULL;
  gsize size;
  const char *text;

  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  log = terrain_store_load_attachment (terrain_profile_get_store (fixture->profile), "p", "audit.csv", NULL, &error);
  g_assert_no_error (error);
  text = g_bytes_get_data (log, &size);
  return g_strndup (text, size);
}

/* Nobody agreed: blank at once, and the log says why. */
static void
test_off (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = begin (fixture);
  g_autofree char *log = NULL;

  g_assert_false (terrain_profile_get_gives_place (fixture->profile));
  g_assert_false (terrain_session_wants_place (session));
  g_assert_false (terrain_session_wants_places (session, NULL));
  answer (session, "/data/name", "Ann");
  assert_value (session, "/data/start", "");
  assert_value (session, "/data/again", "");
  log = complete (fixture, session);
  g_assert_nonnull (strstr (log, "location tracking disabled"));
  g_assert_null (strstr (log, "50.84"));
}

static void
count (TerrainSession *session, guint *n)
{
  (*n)++;
}

static void
test_given (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = NULL;
  guint asked = 0, interval = 0;

  agree (fixture);
  session = begin (fixture);
  g_signal_connect (session, "place-wanted", G_CALLBACK (count), &asked);
  g_assert_true (terrain_session_wants_place (session));
  g_assert_true (terrain_session_wants_places (session, &interval));
  g_assert_cmpuint (interval, ==, 30);
  g_assert_true (terrain_session_give_place (session, MARKET, NULL));
  assert_value (session, "/data/start", MARKET);
  g_assert_false (terrain_session_wants_place (session));

  answer (session, "/data/name", "Ann");
  g_assert_cmpuint (asked, ==, 1);
  g_assert_true (terrain_session_wants_place (session));
  g_assert_true (terrain_session_give_place (session, "50.8 4.3 0 0", NULL));
  assert_value (session, "/data/again", "50.8 4.3 0 0");
  assert_value (session, "/data/start", MARKET);
}

/* It is in the journal: a kill loses neither what came, nor that something is still waited for. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = NULL;

  agree (fixture);
  session = begin (fixture);
  g_assert_true (terrain_session_give_place (session, MARKET, NULL));
  answer (session, "/data/name", "Ann");
  g_assert_true (terrain_session_flush (session, NULL));
  g_clear_object (&session); /* not closed */
  fixture_reopen (fixture);
  session = terrain_session_resume (fixture->profile, "p", NULL, NULL);
  assert_value (session, "/data/start", MARKET);
  g_assert_true (terrain_session_wants_place (session));
  g_assert_true (terrain_session_give_no_place (session, TERRAIN_NO_PLACE_REFUSED, NULL));
  g_assert_false (terrain_session_wants_place (session));
}

/* Not a deed of the person: a draft that holds nothing else is dropped when it is left. */
static void
test_untouched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (TerrainRecord) record = NULL;

  agree (fixture);
  session = begin (fixture);
  g_assert_true (terrain_session_give_place (session, MARKET, NULL));
  g_assert_true (terrain_session_close (session, TRUE, NULL));
  record = terrain_store_find_record (terrain_profile_get_store (fixture->profile), "p", NULL);
  g_assert_null (record);
}

/* Nobody answers: the record is completed all the same, and what comes late is too late. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = NULL;
  g_autofree char *log = NULL;

  agree (fixture);
  session = begin (fixture);
  answer (session, "/data/name", "Ann");
  log = complete (fixture, session);
  g_assert_null (strstr (log, "location"));
  g_assert_false (terrain_session_give_place (session, MARKET, NULL));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    TerrainNoPlace reason;
    const char *event;
  } cases[] = {
    { TERRAIN_NO_PLACE_REFUSED, "location permissions not granted" },
    { TERRAIN_NO_PLACE_UNKNOWN, "location providers disabled" },
  };

  agree (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TerrainSession) session = begin (fixture);
      g_autofree char *log = NULL;

      g_assert_true (terrain_session_give_no_place (session, cases[i].reason, NULL));
      assert_value (session, "/data/start", "");
      log = complete (fixture, session);
      g_assert_nonnull (strstr (log, cases[i].event));
      terrain_store_erase_record (terrain_profile_get_store (fixture->profile), "p", NULL);
    }
}

/* ODK XForms, "Audit Attributes": each row has the place where it began, while that is not older than location-max-age. */
static void
test_log (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainSession) session = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  agree (fixture);
  session = begin (fixture);
  terrain_session_give_no_place (session, TERRAIN_NO_PLACE_UNKNOWN, NULL);
  terrain_session_set_position (session, "/data/name");
  terrain_session_note_place (session, MARKET);
  now += 10 * G_USEC_PER_SEC;
  terrain_session_note (session, TERRAIN_SESSION_JUMP, NULL);
  now += 55 * G_USEC_PER_SEC;
  terrain_session_note (session, TERRAIN_SESSION_JUMP, NULL);
  terrain_session_note_place (session, "-33.8 151.2 0 40");
  terrain_session_note (session, TERRAIN_SESSION_JUMP, NULL);
  log = complete (fixture, session);
  lines = g_strsplit (log, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "event,node,start,end,latitude,longitude,accuracy");
  g_assert_cmpstr (lines[1], ==, "form start,,1760000000000,,,,");
  g_assert_cmpstr (lines[2], ==, "location providers disabled,,1760000000000,,,,");
  g_assert_cmpstr (lines[3], ==, "question,/data/name,1760000000000,1760000010000,50.8467,4.3525,12");
  g_assert_cmpstr (lines[4], ==, "jump,,1760000010000,,50.8467,4.3525,12");
  g_assert_cmpstr (lines[5], ==, "jump,,1760000065000,,,,");
  g_assert_cmpstr (lines[6], ==, "jump,,1760000065000,,-33.8,151.2,40");
}

static void
make_tile (const char *folder, guint zoom, guint x, guint y, const char *end, const char *content)
{
  g_autofree char *column = g_strdup_printf ("%s/%u/%u", folder, zoom, x);
  g_autofree char *name = g_strdup_printf ("%u.%s", y, end);

  g_assert_no_errno (g_mkdir_with_parents (column, 0700));
  write_file (column, name, content);
}

static gboolean
has_tile (TerrainMapTiles *tiles, guint zoom, guint x, guint y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = terrain_map_tiles_load (tiles, zoom, x, y, &error);

  g_assert_no_error (error);
  return bytes != NULL;
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->profile_folder, "maps", NULL);
  g_autoptr (TerrainMapTiles) tiles = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const TerrainTileInfo *info;

  g_assert_null (terrain_profile_open_map (fixture->profile, &error));
  g_assert_no_error (error);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_null (terrain_profile_open_map (fixture->profile, &error));
  g_assert_no_error (error);

  make_tile (folder, 9, 262, 171, "png", "\x89PNG\r\n\x1a\n…");
  make_tile (folder, 10, 524, 343, "jpg", "\xff\xd8\xff\xe0…");
  make_tile (folder, 10, 525, 344, "png", "<html>Not found</html>");
  make_tile (folder, 10, 5250, 344, "png", "out of the world");
  write_file (folder, "README", "a map");
  tiles = terrain_profile_open_map (fixture->profile, &error);
  g_assert_no_error (error);
  info = terrain_map_tiles_get_info (tiles);
  g_assert_cmpuint (info->min_zoom, ==, 9);
  g_assert_cmpuint (info->max_zoom, ==, 10);
  g_assert_true (terrain_map_tiles_covers (tiles, 50.8467, 4.3525));
  g_assert_false (terrain_map_tiles_covers (tiles, 51.2, 4.4));
  g_assert_true (has_tile (tiles, 9, 262, 171));
  g_assert_true (has_tile (tiles, 10, 524, 343));
  g_assert_false (has_tile (tiles, 10, 524, 344));
  bytes = terrain_map_tiles_load (tiles, 10, 525, 344, &error);
  g_assert_null (bytes);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* What a person names is looked at first, and stays named. */
static void
test_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->forms_folder, "Bruxelles été", NULL);
  g_autofree char *path = NULL;
  g_autoptr (TerrainMapTiles) tiles = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_false (terrain_profile_set_map_path (fixture->profile, folder, &error));
  g_assert_nonnull (strstr (error->message, "zoom/column/row.png"));
  g_clear_error (&error);
  write_file (fixture->forms_folder, "notes.mbtiles", "these are notes");
  path = g_build_filename (fixture->forms_folder, "notes.mbtiles", NULL);
  g_assert_false (terrain_profile_set_map_path (fixture->profile, path, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_clear_pointer (&path, g_free);

  make_tile (folder, 0, 0, 0, "png", "\x89PNG\r\n\x1a\n…");
  g_assert_true (terrain_profile_set_map_path (fixture->profile, folder, &error));
  fixture_reopen (fixture);
  path = terrain_profile_dup_map_path (fixture->profile);
  g_assert_cmpstr (path, ==, folder);
  tiles = terrain_profile_open_map (fixture->profile, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (terrain_map_tiles_get_info (tiles)->name, ==, "Bruxelles été");

  g_assert_true (terrain_profile_set_map_path (fixture->profile, NULL, &error));
  g_assert_null (terrain_profile_dup_map_path (fixture->profile));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/places/off", test_off);
  add_case ("/places/given", test_given);
  add_case ("/places/kept", test_kept);
  add_case ("/places/untouched", test_untouched);
  add_case ("/places/waiting", test_waiting);
  add_case ("/places/refused", test_refused);
  add_case ("/places/log", test_log);
  add_case ("/places/map-folder", test_folder);
  add_case ("/places/map-named", test_named);
  return g_test_run ();
}
