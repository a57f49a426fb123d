/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "terrain-store-private.h"

/* What must not grow with the records: SQLite says how it will answer, and the answers are right. */

#define N_RECORDS 2000

static void
make_records (Fixture *fixture)
{
  sqlite3 *handle;
  const char *sql
      = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_RECORDS) ")"
        "INSERT INTO record (uuid, form_key, state, instance_id, created, changed, completed, trashed, encrypted)"
        " SELECT 'r' || i, 1 + i % 2, CASE WHEN i % 5 = 0 THEN 'draft' ELSE 'queued' END, 'uuid:' || i, i, i, i,"
        "  CASE WHEN i % 7 = 0 THEN 1 ELSE 0 END, i % 11 = 0 FROM n; ANALYZE;";

  put_form (fixture->store, "visit", "2", "Visit", "<visit2/>");
  put_form (fixture->store, "count", "1", "Count", "<count/>");
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* How the steps of a query reach their rows, one a line. */
static char *
dup_plan (Fixture *fixture, const char *query)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", query, NULL);
  GString *plan = g_string_new (NULL);
  sqlite3 *handle;
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (plan, "%s\n", (const char *) sqlite3_column_text (statement, 3));
  sqlite3_finalize (statement);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  g_test_message ("%s", plan->str);
  return g_string_free (plan, FALSE);
}

static void
assert_in (const char *plan, const char *step)
{
  if (strstr (plan, step) == NULL)
    g_error ("“%s” is not in the plan:\n%s", step, plan);
}

static void
test_last_completed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plan = NULL;

  make_records (fixture);
  plan = dup_plan (fixture, TERRAIN_LAST_COMPLETED_QUERY);
  assert_in (plan, "SEARCH l USING INDEX record_completed (form_key=? AND completed>? AND completed<?)");
  assert_in (plan, "SEARCH r USING INTEGER PRIMARY KEY (rowid=?)");
  /* Read in order, up to the first one; sorted are only the versions' last ones. */
  g_assert_null (strstr (plan, "SCAN"));
  g_assert_true (strstr (plan, "TEMP B-TREE") == g_strrstr (plan, "TEMP B-TREE"));
}

static void
assert_last (Fixture *fixture, const char *form_id, gint64 before, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainRecord) record = terrain_store_find_last_completed (fixture->store, form_id, before, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (record != NULL ? record->uuid : NULL, ==, uuid);
}

/* Of either version; 2000 and 1995 are drafts, 1991 is encrypted, 1988 in the trash. */
static void
test_last_completed_of (Fixture *fixture, gconstpointer data)
{
  make_records (fixture);
  assert_last (fixture, "visit", G_MAXINT64, "r1999");
  assert_last (fixture, "visit", 1998, "r1998");
  assert_last (fixture, "visit", 1995, "r1994");
  assert_last (fixture, "visit", 1991, "r1989");
  assert_last (fixture, "visit", 1988, "r1987");
  assert_last (fixture, "visit", 0, NULL);
  assert_last (fixture, "count", G_MAXINT64, NULL);
  assert_last (fixture, "none", G_MAXINT64, NULL);
}

/* Each form of the list, and each form that is opened, is asked how many records it has. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plan = NULL;
  g_autoptr (TerrainStoredForm) form = NULL;

  make_records (fixture);
  plan = dup_plan (fixture, TERRAIN_FORM_COLUMNS "WHERE f.form_key = ?");
  assert_in (plan, "SEARCH r USING COVERING INDEX record_form (form_key=? AND trashed=?)");
  form = terrain_store_find_form (fixture->store, "visit", "1", NULL);
  g_assert_cmpuint (form->n_records, ==, N_RECORDS / 2 - N_RECORDS / 14);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/plans/last-completed", test_last_completed);
  add_case ("/plans/last-completed-of", test_last_completed_of);
  add_case ("/plans/count", test_count);

  return g_test_run ();
}
