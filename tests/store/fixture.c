/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "fixture.h"

void
fixture_set_up_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "profile.sqlite", NULL);
}

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up_empty (fixture, data);
  fixture_reopen (fixture);
  put_form (fixture->store, "visit", "1", "Visit", "<visit/>");
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  fixture->store = terrain_store_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->store);
}

void
fixture_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->store != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->store));
  fixture_remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

void
assert_bytes (GBytes *bytes, const char *text)
{
  g_assert_nonnull (bytes);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

void
put_form (TerrainStore *store, const char *id, const char *version, const char *title, const char *xml)
{
  g_autoptr (GBytes) bytes = bytes_of (xml);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_put_form (store, id, version, title, "", bytes, &error));
  g_assert_no_error (error);
}

void
begin_record (TerrainStore *store, const char *uuid)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_create_record (store, uuid, "visit", "1", "fr", 1000, &error));
  g_assert_no_error (error);
}

void
append (TerrainStore *store, const char *uuid, guint64 sequence, const char *payload)
{
  g_autoptr (GBytes) bytes = bytes_of (payload);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_append_event (store, uuid, sequence, 1000 + (gint64) sequence, "set", bytes, &error));
  g_assert_no_error (error);
}

void
complete_record (TerrainStore *store, const char *uuid, gboolean queue, gint64 now)
{
  g_autofree char *instance_id = g_strconcat ("uuid:", uuid, NULL);
  g_autoptr (GBytes) bytes = bytes_of ("<data/>");
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_complete_record (store, uuid, instance_id, "Someone", bytes, queue, now, &error));
  g_assert_no_error (error);
}

char *
query_file (const char *path, const char *sql)
{
  sqlite3 *handle;
  sqlite3_stmt *statement;
  char *value = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    value = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return value;
}
