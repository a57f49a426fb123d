/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>

#include "fixture.h"

static TerrainArchive *
open_archive (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TerrainArchive *archive = terrain_archive_open (fixture->path, &error);

  g_assert_no_error (error);
  return archive;
}

static TerrainReceipt
receive (TerrainArchive *archive, const char *instance_id, const char *form_id, const char *xml, const char *file,
         const char *content)
{
  g_autoptr (GHashTable) attachments = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                              (GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) bytes = bytes_of (xml);
  g_autoptr (GError) error = NULL;
  TerrainReceipt receipt;

  if (file != NULL)
    g_hash_table_insert (attachments, (gpointer) file, bytes_of (content));
  g_assert_true (terrain_archive_receive (archive, instance_id, form_id, "1", "terrain:x", bytes, FALSE, attachments,
                                          1000, &receipt, &error));
  g_assert_no_error (error);
  return receipt;
}

static void
assert_attachment (TerrainArchive *archive, const char *instance_id, const char *name, const char *content)
{
  g_autoptr (GBytes) bytes = terrain_archive_load_attachment (archive, instance_id, name, NULL);

  assert_bytes (bytes, content);
}

static void
test_receipts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainArchive) archive = open_archive (fixture);
  g_autoptr (GBytes) xml = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_cmpint (receive (archive, "uuid:1", "visit", "<a/>", "one.jpg", "1"), ==, TERRAIN_RECEIPT_NEW);
  g_assert_cmpint (receive (archive, "uuid:1", "visit", "<a/>", "two.jpg", "2"), ==, TERRAIN_RECEIPT_KNOWN);
  g_assert_cmpint (receive (archive, "uuid:1", "visit", "<a/>", "one.jpg", "1 again"), ==, TERRAIN_RECEIPT_KNOWN);
  g_assert_cmpint (receive (archive, "uuid:1", "visit", "<b/>", "one.jpg", "other"), ==, TERRAIN_RECEIPT_DIFFERENT);

  g_clear_object (&archive);
  archive = open_archive (fixture);
  xml = terrain_archive_load (archive, "uuid:1", NULL);
  assert_bytes (xml, "<a/>");
  names = terrain_archive_list_attachments (archive, "uuid:1", NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  assert_attachment (archive, "uuid:1", "one.jpg", "1 again");
  assert_attachment (archive, "uuid:1", "two.jpg", "2");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainArchive) archive = open_archive (fixture);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) visits = NULL;
  TerrainSubmission *first;

  receive (archive, "uuid:z", "visit", "<abc/>", "x", "y");
  receive (archive, "uuid:a", "area", "<a/>", NULL, NULL);
  receive (archive, "uuid:b", "visit", "<b/>", NULL, NULL);
  all = terrain_archive_list (archive, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  first = all->pdata[0];
  g_assert_cmpstr (first->instance_id, ==, "uuid:z");
  g_assert_cmpstr (first->form_version, ==, "1");
  g_assert_cmpstr (first->device_id, ==, "terrain:x");
  g_assert_cmpint (first->received, ==, 1000);
  g_assert_cmpuint (first->size, ==, 6);
  g_assert_cmpuint (first->n_attachments, ==, 1);
  visits = terrain_archive_list (archive, "visit", NULL);
  g_assert_cmpuint (visits->len, ==, 2);
}

static void
test_not_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainArchive) archive = open_archive (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_archive_load (archive, "uuid:1", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_archive_list_attachments (archive, "uuid:1", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_archive_load_attachment (archive, "uuid:1", "x", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  terrain_archive_close (archive);
  g_assert_null (terrain_archive_list (archive, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED);
}

static gpointer
receive_many (gpointer data)
{
  TerrainArchive *archive = data;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      receive (archive, uuid, "visit", "<a/>", "x", uuid);
      receive (archive, "uuid:shared", "visit", "<shared/>", "x", "y");
    }
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainArchive) archive = open_archive (fixture);
  g_autoptr (GPtrArray) all = NULL;
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("receiver", receive_many, archive);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  all = terrain_archive_list (archive, NULL, NULL);
  g_assert_cmpuint (all->len, ==, 161);
}

static void
test_store_is_no_archive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture_reopen (fixture);
  g_clear_object (&fixture->store);
  g_assert_null (terrain_archive_open (fixture->path, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_A_STORE);
}

/* Of the version before: what it holds stays, and counts as readable. */
static void
test_old_version (Fixture *fixture, gconstpointer data)
{
  static const char dump[]
      = "PRAGMA application_id = 1415934529; PRAGMA user_version = 1;"
        "CREATE TABLE submission (submission_key INTEGER PRIMARY KEY,"
        " instance_id TEXT NOT NULL UNIQUE CHECK (instance_id <> ''), form_id TEXT NOT NULL,"
        " form_version TEXT NOT NULL, device_id TEXT, received INTEGER NOT NULL, xml BLOB NOT NULL) STRICT;"
        "CREATE INDEX submission_form ON submission (form_id);"
        "CREATE TABLE attachment (submission_key INTEGER NOT NULL REFERENCES submission ON DELETE CASCADE,"
        " name TEXT NOT NULL CHECK (name <> ''), received INTEGER NOT NULL, content BLOB NOT NULL,"
        " UNIQUE (submission_key, name)) STRICT;"
        "INSERT INTO submission VALUES (1, 'uuid:1', 'visit', '1', NULL, 1000, X'3c612f3e');"
        "INSERT INTO attachment VALUES (1, 'a.txt', 1000, X'31');";
  g_autoptr (TerrainArchive) archive = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) manifest = bytes_of ("<data/>");
  g_autoptr (GBytes) old = NULL;
  TerrainReceipt receipt;
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, dump, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  archive = open_archive (fixture);
  g_assert_true (terrain_archive_receive (archive, "uuid:2", "visit", "1", NULL, manifest, TRUE, NULL, 2000, &receipt,
                                          NULL));
  list = terrain_archive_list (archive, NULL, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_false (((TerrainSubmission *) list->pdata[0])->encrypted);
  g_assert_true (((TerrainSubmission *) list->pdata[1])->encrypted);
  old = terrain_archive_load (archive, "uuid:1", NULL);
  assert_bytes (old, "<a/>");
  assert_attachment (archive, "uuid:1", "a.txt", "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_empty_case ("/archive/receipts", test_receipts);
  add_empty_case ("/archive/list", test_list);
  add_empty_case ("/archive/old-version", test_old_version);
  add_empty_case ("/archive/not-there", test_not_there);
  add_empty_case ("/archive/threads", test_threads);
  add_empty_case ("/archive/store-is-no-archive", test_store_is_no_archive);

  return g_test_run ();
}
