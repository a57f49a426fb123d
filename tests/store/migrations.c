/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "fixture.h"
#include "terrain-database-private.h"

/*
 * The mechanism, with a kind of database of its own; then every released version of the real one, from the dumps in
 * old/ (see app/store/README.md, "A newer format").
 */

static char *
dup_good (int number)
{
  static const char *const steps[] = {
    "CREATE TABLE item (item_key INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;"
    "CREATE TABLE part (item_key INTEGER NOT NULL REFERENCES item) STRICT;",
    "ALTER TABLE item ADD COLUMN size INTEGER NOT NULL DEFAULT 3;",
    "CREATE TABLE item_new (item_key INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL) STRICT;"
    "INSERT INTO item_new SELECT item_key, upper(name), size FROM item;"
    "DROP TABLE item; ALTER TABLE item_new RENAME TO item;",
  };

  return g_strdup (steps[number - 1]);
}

static char *
dup_bad (int number)
{
  return number < 3 ? dup_good (number) : g_strdup ("DELETE FROM part; INSERT INTO nowhere VALUES (1);");
}

static char *
dup_orphaning (int number)
{
  return number < 3 ? dup_good (number) : g_strdup ("DELETE FROM item;");
}

static const TerrainDatabaseKind first = { .application_id = 77, .version = 1, .dup_migration = dup_good };
static const TerrainDatabaseKind third = { .application_id = 77, .version = 3, .dup_migration = dup_good };
static const TerrainDatabaseKind bad = { .application_id = 77, .version = 3, .dup_migration = dup_bad };
static const TerrainDatabaseKind orphaning = { .application_id = 77, .version = 3, .dup_migration = dup_orphaning };

static void
make_first (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TerrainDatabase *database = terrain_database_open (fixture->path, &first, &error);

  g_assert_no_error (error);
  g_assert_true (terrain_database_execute (
      database, "INSERT INTO item (item_key, name) VALUES (1, 'lamp'); INSERT INTO part VALUES (1);", &error));
  g_assert_no_error (error);
  terrain_database_close (database);
}

static void
assert_value (Fixture *fixture, const char *sql, const char *expected)
{
  g_autofree char *value = query_file (fixture->path, sql);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_several_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  TerrainDatabase *database;

  make_first (fixture);
  database = terrain_database_open (fixture->path, &third, &error);
  g_assert_no_error (error);
  g_assert_nonnull (database);
  /* Foreign keys act again afterwards. */
  g_assert_false (terrain_database_execute (database, "INSERT INTO part VALUES (9)", NULL));
  terrain_database_close (database);
  assert_value (fixture, "PRAGMA user_version", "3");
  assert_value (fixture, "SELECT name || size FROM item", "LAMP3");

  database = terrain_database_open (fixture->path, &first, &error);
  g_assert_null (database);
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NEWER);
}

static void
assert_nothing_done (Fixture *fixture, const TerrainDatabaseKind *kind)
{
  g_autoptr (GError) error = NULL;

  make_first (fixture);
  g_assert_null (terrain_database_open (fixture->path, kind, &error));
  g_assert_nonnull (error);
  assert_value (fixture, "PRAGMA user_version", "1");
  assert_value (fixture, "SELECT count(*) FROM item JOIN part USING (item_key)", "1");
}

static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  assert_nothing_done (fixture, &bad);
}

static void
test_references_checked (Fixture *fixture, gconstpointer data)
{
  assert_nothing_done (fixture, &orphaning);
}

/* A dump holds one form, a draft with two events after its checkpoint, and a queued record. */
static void
check_old_version (Fixture *fixture, const char *dump_path)
{
  g_autofree char *dump = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GBytes) submission = NULL;
  g_autoptr (GBytes) form = NULL;
  g_autoptr (GBytes) attachment = NULL;
  guint64 sequence;
  sqlite3 *handle;

  g_assert_true (g_file_get_contents (dump_path, &dump, NULL, NULL));
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, dump, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  fixture_reopen (fixture);
  form = terrain_store_load_form (fixture->store, "visit", "1", NULL);
  assert_bytes (form, "<visit/>");
  g_assert_true (terrain_store_load_journal (fixture->store, "draft", &instance, &sequence, &events, NULL));
  assert_bytes (instance, "<data>é</data>");
  g_assert_cmpuint (sequence, ==, 1);
  g_assert_cmpuint (events->len, ==, 2);
  assert_bytes (((TerrainEvent *) events->pdata[1])->payload, "three");
  append (fixture->store, "draft", 4, "four");
  due = terrain_store_list_due (fixture->store, G_MAXINT64, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  submission = terrain_store_load_submission (fixture->store, "queued", NULL);
  assert_bytes (submission, "<data/>");
  attachment = terrain_store_load_attachment (fixture->store, "queued", "a.txt", NULL, NULL);
  assert_bytes (attachment, "attached");
}

static void
test_old_versions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "store", "old", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_checked = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      Fixture own = { 0 };

      fixture_set_up_empty (&own, NULL);
      check_old_version (&own, path);
      fixture_tear_down (&own, NULL);
      n_checked++;
    }
  g_assert_cmpuint (n_checked, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_empty_case ("/migrations/several-steps", test_several_steps);
  add_empty_case ("/migrations/all-or-nothing", test_all_or_nothing);
  add_empty_case ("/migrations/references-checked", test_references_checked);
  add_empty_case ("/migrations/old-versions", test_old_versions);

  return g_test_run ();
}
