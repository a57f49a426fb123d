/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* Drafts of a profile, carried over to a newer version of their form and back. */

static const char map[] = "{\"renamed\":{\"/data/who\":\"/data/name\"}}";

static void
import (Fixture *fixture, const char *version, const char *first, const char *second)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;

  text = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>F</h:title>"
      "<model><instance><data id='f' version='%s'><%s/><%s/><meta><instanceID/><instanceName/></meta></data></instance>"
      "<bind nodeset='/data/meta/instanceID' type='string' calculate=\"once(concat('uuid:', uuid()))\"/>"
      "<bind nodeset='/data/meta/instanceName' calculate=\"concat('v%s ', /data/%s)\"/></model></h:head>"
      "<h:body><input ref='/data/%s'><label>1</label></input><input ref='/data/%s'><label>2</label></input></h:body>"
      "</h:html>",
      version, first, second, version, first, first, second);
  xml = bytes_of (text);
  g_assert_true (terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
import_first (Fixture *fixture)
{
  import (fixture, "1", "who", "old");
}

static void
import_second (Fixture *fixture)
{
  import (fixture, "2", "name", "more");
}

static TerrainSession *
resume (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_resume (fixture->profile, "a", NULL, &error);

  g_assert_no_error (error);
  return session;
}

/* A draft with its last answers in the journal only. */
static char *
begin_draft (Fixture *fixture)
{
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GError) error = NULL;

  import_first (fixture);
  form = terrain_profile_load_form (fixture->profile, "f", "1", NULL);
  session = terrain_session_begin_full (fixture->profile, form, NULL, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (terrain_session_answer (session, "/data/who", "Zoë", NULL));
  g_assert_true (terrain_session_answer (session, "/data/old", "gone", NULL));
  terrain_session_set_position (session, "/data/who");
  g_assert_true (terrain_session_flush (session, NULL));
  return dup_instance (session);
}

static TerrainMigration *
migrate (Fixture *fixture, const char *map_text, gboolean dry_run, GError **error)
{
  g_autoptr (GBytes) json = map_text != NULL ? bytes_of (map_text) : NULL;
  g_autoptr (TerrainPathMap) path_map = json != NULL ? terrain_path_map_parse (json, NULL) : NULL;

  return terrain_profile_migrate_record (fixture->profile, "a", NULL, path_map, NULL, dry_run, error);
}

static void
assert_instance (Fixture *fixture, const char *expected)
{
  g_autoptr (TerrainSession) session = resume (fixture);
  g_autofree char *instance = dup_instance (session);

  g_assert_cmpstr (instance, ==, expected);
}

static void
assert_version (Fixture *fixture, const char *version, const char *name)
{
  g_autoptr (TerrainRecord) record = terrain_store_find_record (terrain_profile_get_store (fixture->profile), "a", NULL);

  g_assert_cmpstr (record->form_version, ==, version);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
  if (name != NULL)
    g_assert_cmpstr (record->name, ==, name);
}

static void
test_there (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  import_second (fixture);
  migration = migrate (fixture, map, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_RENAMED), ==, 1);
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_LOST), ==, 1);
  fixture_reopen (fixture);
  assert_version (fixture, "2", "v2 Zoë");
  session = resume (fixture);
  name = dup_value (session, "/data/name");
  g_assert_cmpstr (name, ==, "Zoë");
  g_assert_cmpstr (terrain_session_get_position (session), ==, "/data/name");
  id = dup_value (session, "/data/meta/instanceID");
  g_assert_nonnull (strstr (before, id));
  /* It goes on as any other. */
  g_assert_true (terrain_session_answer (session, "/data/more", "x", NULL));
  g_assert_true (terrain_session_complete (session, FALSE, NULL, &xml, &error));
  g_assert_no_error (error);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), "version=\"2\""));
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autofree char *version = NULL;
  g_autoptr (GError) error = NULL;

  import_second (fixture);
  g_assert_false (terrain_profile_undo_migration (fixture->profile, "a", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  terrain_migration_free (migrate (fixture, map, FALSE, &error));
  g_assert_no_error (error);
  {
    g_autoptr (TerrainSession) session = resume (fixture);

    g_assert_true (terrain_session_answer (session, "/data/more", "since then", NULL));
    g_assert_true (terrain_session_close (session, FALSE, NULL));
  }
  fixture_reopen (fixture);
  g_assert_true (terrain_profile_undo_migration (fixture->profile, "a", &version, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (version, ==, "1");
  assert_version (fixture, "1", "v1 Zoë");
  /* Byte for byte, and again after a restart. */
  assert_instance (fixture, before);
  fixture_reopen (fixture);
  assert_instance (fixture, before);
  /* Once. */
  g_assert_false (terrain_profile_undo_migration (fixture->profile, "a", NULL, NULL));
  /* And there again. */
  terrain_migration_free (migrate (fixture, map, FALSE, &error));
  g_assert_no_error (error);
  assert_version (fixture, "2", NULL);
  g_assert_true (terrain_profile_undo_migration (fixture->profile, "a", NULL, &error));
  assert_instance (fixture, before);
}

static void
test_dry_run (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (TerrainMigration) migration = NULL;
  guint64 first, second;
  TerrainStore *store;

  import_second (fixture);
  store = terrain_profile_get_store (fixture->profile);
  g_assert_true (terrain_store_get_last_sequence (store, "a", &first, NULL));
  migration = migrate (fixture, NULL, TRUE, NULL);
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_LOST), ==, 2);
  g_assert_true (terrain_store_get_last_sequence (store, "a", &second, NULL));
  g_assert_cmpuint (first, ==, second);
  assert_version (fixture, "1", NULL);
  assert_instance (fixture, before);
}

/* The version's own map, beside the form. */
static void
test_own_map (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (GBytes) json = bytes_of (map);
  g_autoptr (GBytes) broken = bytes_of ("{\"renamed\":");
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (GError) error = NULL;
  TerrainStore *store = terrain_profile_get_store (fixture->profile);

  import_second (fixture);
  g_assert_true (terrain_store_put_media (store, "f", "2", "migration.json", "", broken, NULL));
  g_assert_null (migrate (fixture, NULL, FALSE, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST);
  g_clear_error (&error);
  assert_instance (fixture, before);
  g_assert_true (terrain_store_put_media (store, "f", "2", "migration.json", "", json, NULL));
  migration = migrate (fixture, NULL, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_RENAMED), ==, 1);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (migrate (fixture, NULL, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_null (terrain_profile_migrate_record (fixture->profile, "a", "9", NULL, NULL, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_profile_migrate_record (fixture->profile, "nobody", NULL, NULL, NULL, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  import_second (fixture);
  {
    g_autoptr (TerrainSession) session = resume (fixture);

    g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, NULL));
  }
  g_assert_null (migrate (fixture, NULL, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
}

/* A window that still has the record open cannot mix its steps in. */
static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (TerrainSession) session = resume (fixture);
  g_autoptr (GError) error = NULL;

  import_second (fixture);
  terrain_migration_free (migrate (fixture, map, FALSE, &error));
  g_assert_no_error (error);
  /* As many steps as were written there: none is taken for one of those. */
  terrain_session_answer (session, "/data/old", "too late", NULL);
  terrain_session_answer (session, "/data/old", "too late, too", NULL);
  g_assert_false (terrain_session_flush (session, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  run_pending ();
  g_test_expect_message ("terrain-fieldwork", G_LOG_LEVEL_WARNING, "*2 steps that could not be written*");
  g_clear_object (&session);
  g_test_assert_expected_messages ();
  fixture_reopen (fixture);
  assert_version (fixture, "2", "v2 Zoë");
}

/* The form's old content is not thrown away as long as it can be gone back to. */
static void
test_replaced_form (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = begin_draft (fixture);
  g_autoptr (GError) error = NULL;

  import_second (fixture);
  terrain_migration_free (migrate (fixture, map, FALSE, &error));
  g_assert_no_error (error);
  import (fixture, "1", "quite", "other");
  g_assert_true (terrain_profile_undo_migration (fixture->profile, "a", NULL, &error));
  g_assert_no_error (error);
  assert_instance (fixture, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/migration/there", test_there);
  add_case ("/migration/back", test_back);
  add_case ("/migration/dry-run", test_dry_run);
  add_case ("/migration/own-map", test_own_map);
  add_case ("/migration/refused", test_refused);
  add_case ("/migration/open-elsewhere", test_open_elsewhere);
  add_case ("/migration/replaced-form", test_replaced_form);

  return g_test_run ();
}
