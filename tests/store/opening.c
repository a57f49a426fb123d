/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sched.h>
#include <sqlite3.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fixture.h"

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* Every file beside the database, with a checksum of its bytes. */
static char *
describe_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      g_autofree char *sum = NULL;
      gsize length = 0;

      g_file_get_contents (path, &content, &length, NULL);
      sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, length);
      g_ptr_array_add (lines, g_strdup_printf ("%s %s\n", name, sum));
    }
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}

/* Refused, in words, and not a byte of the folder is another. */
static void
assert_refused (Fixture *fixture, TerrainStoreError code)
{
  g_autofree char *before = describe_folder (fixture->folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_store_open (fixture->path, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, "profile.sqlite"));
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
execute (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autofree char *mode = NULL;
  g_autofree char *check = NULL;
  GStatBuf status;

  umask (0);
  fixture_reopen (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  id = query_file (fixture->path, "PRAGMA application_id");
  g_assert_cmpstr (id, ==, "1415934578");
  mode = query_file (fixture->path, "PRAGMA journal_mode");
  g_assert_cmpstr (mode, ==, "wal");
  check = query_file (fixture->path, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT%'"
                                     " AND name NOT LIKE 'sqlite_%'");
  g_assert_cmpstr (check, ==, "0");
  g_clear_object (&fixture->store);
  {
    g_autofree char *left = describe_folder (fixture->folder);

    g_assert_true (g_str_has_prefix (left, "profile.sqlite "));
    g_assert_cmpuint (strcspn (left, "\n"), ==, strlen (left) - 1); /* no -wal, no -shm */
  }
}

static void
test_rights_narrowed (Fixture *fixture, gconstpointer data)
{
  GStatBuf status;

  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  g_assert_cmpint (g_chmod (fixture->path, 0644), ==, 0);
  fixture_reopen (fixture);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

/* Killed right after the file was made. */
static void
test_empty_file (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  fixture_reopen (fixture);
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  execute (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture, TERRAIN_STORE_ERROR_NEWER);
}

/* A newer program that was killed: what tells its version is still in the log, and in the log alone. */
static void
test_newer_in_log (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *index_path = g_strconcat (fixture->path, "-shm", NULL);
  g_autofree char *database = NULL;
  g_autofree char *log = NULL;
  gsize database_length, log_length;
  sqlite3 *handle;

  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (fixture->path, &database, &database_length, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_length, NULL));
  g_assert_cmpuint (log_length, >, 32);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);

  g_assert_true (g_file_set_contents (fixture->path, database, (gssize) database_length, NULL));
  g_assert_true (g_file_set_contents (log_path, log, (gssize) log_length, NULL));
  g_unlink (index_path);
  assert_refused (fixture, TERRAIN_STORE_ERROR_NEWER);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  execute (fixture->path, "CREATE TABLE bookmark (url TEXT); PRAGMA application_id = 7; PRAGMA user_version = 1");
  assert_refused (fixture, TERRAIN_STORE_ERROR_NOT_A_STORE);
}

static void
test_foreign_unmarked (Fixture *fixture, gconstpointer data)
{
  execute (fixture->path, "CREATE TABLE bookmark (url TEXT)");
  assert_refused (fixture, TERRAIN_STORE_ERROR_NOT_A_STORE);
}

static void
test_archive_is_no_store (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainArchive) archive = terrain_archive_open (fixture->path, NULL);

  g_assert_nonnull (archive);
  g_clear_object (&archive);
  assert_refused (fixture, TERRAIN_STORE_ERROR_NOT_A_STORE);
}

static void
test_garbage (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = {
    "x",
    "<?xml version='1.0'?><not-a-database/>",
    "SQLite format 3",
    "A text that is longer than the header of a database, which is one hundred bytes, so that it is read whole. Still no.",
  };
  g_autofree char *noise = g_malloc (8192);

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      assert_refused (fixture, TERRAIN_STORE_ERROR_CORRUPT);
    }
  for (guint i = 0; i < 8192; i++)
    noise[i] = (char) g_test_rand_int_range (0, 256);
  g_assert_true (g_file_set_contents (fixture->path, noise, 8192, NULL));
  assert_refused (fixture, TERRAIN_STORE_ERROR_CORRUPT);
}

static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 50, 99, 100, 4096, 3 * 4096, 3 * 4096 + 17 };
  g_autofree char *content = NULL;
  gsize length;

  fixture_reopen (fixture);
  put_form (fixture->store, "visit", "1", "Visit", "<visit/>");
  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, content, (gssize) lengths[i], NULL));
      assert_refused (fixture, TERRAIN_STORE_ERROR_CORRUPT);
    }
}

/* Damage deeper inside shows when it is read: as an error that says so, never as an empty list. */
static void
test_damaged_inside (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *root = NULL;
  gsize offset;

  fixture_reopen (fixture);
  put_form (fixture->store, "visit", "1", "Visit", "<visit/>");
  begin_record (fixture->store, "a");
  g_clear_object (&fixture->store);
  root = query_file (fixture->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'record'");
  offset = (gsize) (g_ascii_strtoull (root, NULL, 10) - 1) * 4096;
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  memset (content + offset, 0x55, 4096);
  g_assert_true (g_file_set_contents (fixture->path, content, (gssize) length, NULL));

  fixture_reopen (fixture);
  g_assert_null (terrain_store_list_records (fixture->store, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_CORRUPT);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (fixture->folder, "no", "profile.sqlite", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_store_open (inside, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (terrain_store_open (fixture->folder, &error)); /* a folder itself */
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED);
}

#define CHILD_NOT_POSSIBLE 77

/* In a child, the folder is mounted read-only in a name space of its own; the rights of files say nothing to root. */
static int
open_read_only (const char *folder, const char *path)
{
  g_autoptr (TerrainStore) store = NULL;
  g_autoptr (GError) error = NULL;

  if (getuid () != 0)
    {
      if (g_chmod (path, 0400) != 0 || g_chmod (folder, 0500) != 0)
        return CHILD_NOT_POSSIBLE;
    }
  else if (unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
           || mount (folder, folder, NULL, MS_BIND, NULL) != 0
           || mount (NULL, folder, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL) != 0)
    {
      return CHILD_NOT_POSSIBLE;
    }

  store = terrain_store_open (path, &error);
  return store == NULL && g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_READ_ONLY) ? 0 : 1;
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  int status;
  pid_t child;

  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  before = describe_folder (fixture->folder);
  child = fork ();
  if (child == 0)
    _exit (open_read_only (fixture->folder, fixture->path));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_chmod (fixture->folder, 0700);
  g_chmod (fixture->path, 0600);
  if (WEXITSTATUS (status) == CHILD_NOT_POSSIBLE)
    {
      g_test_skip ("no read-only mount is possible here");
      return;
    }
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  after = describe_folder (fixture->folder);
  g_assert_cmpstr (before, ==, after);
}

static void
test_held_by_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; CREATE TABLE x (y); COMMIT",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_null (terrain_store_open (fixture->path, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_BUSY);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_empty_case ("/opening/new", test_new);
  add_empty_case ("/opening/rights-narrowed", test_rights_narrowed);
  add_empty_case ("/opening/empty-file", test_empty_file);
  add_empty_case ("/opening/newer", test_newer);
  add_empty_case ("/opening/newer-in-log", test_newer_in_log);
  add_empty_case ("/opening/foreign", test_foreign);
  add_empty_case ("/opening/foreign-unmarked", test_foreign_unmarked);
  add_empty_case ("/opening/archive-is-no-store", test_archive_is_no_store);
  add_empty_case ("/opening/garbage", test_garbage);
  add_empty_case ("/opening/truncated", test_truncated);
  add_empty_case ("/opening/damaged-inside", test_damaged_inside);
  add_empty_case ("/opening/no-folder", test_no_folder);
  add_empty_case ("/opening/read-only", test_read_only);
  add_empty_case ("/opening/held-by-another", test_held_by_another);

  return g_test_run ();
}
