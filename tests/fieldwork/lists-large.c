/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sqlite3.h>
#include <time.h>

#include "fixture.h"

/*
 * Lists of 100,000 rows, whose cost must grow with the rows and not with their square. Counted is the processor time of
 * the main thread, which applies what another one read; five times the rows may take twelve times as long, for caches
 * (the square would be twenty-five).
 */

#define FEW 20000
#define MANY 100000
#define MOST_RATIO 12

static void
execute (Fixture *fixture, const char *sql, guint n)
{
  g_autofree char *path = g_build_filename (fixture->profile_folder, "profile.sqlite", NULL);
  g_autofree char *text = g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u)"
                                           " %s", n, sql);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, text, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void
assert_linear (guint n, double few, double many)
{
  g_test_message ("%u rows in %.1f ms, five times as many in %.1f ms", n, few, many);
  g_assert_cmpfloat (many, <, few * MOST_RATIO);
}

static gboolean
is_queued (gpointer records)
{
  return terrain_records_count (records, TERRAIN_RECORD_DRAFT) == 0;
}

/* @filled, @changed: (inout): the shortest so far of reading all, and of reading all again when all but one in a hundred
 * have changed */
static void
measure_records (Fixture *fixture, guint n, double *filled, double *changed)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainRecords) records = NULL;
  double start;

  execute (fixture, "DELETE FROM record WHERE (SELECT 1 FROM n)", 1);
  execute (fixture, "INSERT INTO record (uuid, form_key, created, changed) SELECT 'r' || i, 1, i, i FROM n", n);
  start = now_ms ();
  records = terrain_records_new (fixture->profile);
  *filled = MIN (*filled, now_ms () - start);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (records)), ==, n);
  g_assert_cmpuint (terrain_records_count_drafts (records, "visit"), ==, n);

  execute (fixture, "UPDATE record SET state = 'queued', changed = changed + 7 WHERE (SELECT 1 FROM n)", 1);
  g_signal_emit_by_name (store, "records-changed", NULL);
  start = now_ms ();
  wait_until (is_queued, records);
  *changed = MIN (*changed, now_ms () - start);
  g_assert_cmpuint (terrain_records_count (records, TERRAIN_RECORD_QUEUED), ==, n);
  g_assert_cmpuint (terrain_records_count_drafts (records, "visit"), ==, 0);
  g_assert_cmpuint (terrain_records_count_drafts (records, "none"), ==, 0);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  double few[] = { G_MAXDOUBLE, G_MAXDOUBLE }, many[] = { G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint i = 0; i < 3; i++)
    {
      measure_records (fixture, FEW, &few[0], &few[1]);
      measure_records (fixture, MANY, &many[0], &many[1]);
    }
  assert_linear (FEW, few[0], many[0]);
  assert_linear (FEW, few[1], many[1]);
}

/* A change of one among many is put in its place by itself: the others are the same objects. */
static void
test_one_of_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainRecords) records = NULL;
  g_autoptr (GBytes) payload = bytes_of ("{}");
  g_autoptr (GObject) first = NULL, below = NULL, moved = NULL, again = NULL;

  execute (fixture, "INSERT INTO record (uuid, form_key, created, changed) SELECT 'r' || i, 1, i, i / 2 FROM n", MANY);
  records = terrain_records_new (fixture->profile);
  first = g_list_model_get_item (G_LIST_MODEL (records), 0);
  below = g_list_model_get_item (G_LIST_MODEL (records), MANY - 1);
  /* One of two with the same time. */
  g_assert_true (terrain_store_append_event (store, "r500", 1, MANY, "set", payload, NULL));
  while (moved == NULL)
    {
      g_autoptr (GObject) top = g_list_model_get_item (G_LIST_MODEL (records), 0);

      if (top != first)
        moved = g_steal_pointer (&top);
      else
        g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpstr (terrain_record_object_get (TERRAIN_RECORD_OBJECT (moved))->uuid, ==, "r500");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (records)), ==, MANY);
  again = g_list_model_get_item (G_LIST_MODEL (records), MANY - 1);
  g_assert_true (again == below);
}

static gboolean
is_renamed (gpointer library)
{
  g_autoptr (TerrainFormObject) object = g_list_model_get_item (library, 0);

  return g_str_has_prefix (terrain_form_object_get_title (object), "New");
}

static void
measure_forms (Fixture *fixture, guint n, double *filled, double *changed)
{
  g_autoptr (TerrainLibrary) library = NULL;
  double start;

  execute (fixture, "DELETE FROM form WHERE (SELECT 1 FROM n)", 1);
  execute (fixture, "INSERT INTO form (id, version, title, hash, origin, xml, added)"
                    " SELECT 'f' || i, '', 'Form ' || i, 'md5:', '', x'00', i FROM n", n);
  start = now_ms ();
  library = terrain_library_new (fixture->profile);
  *filled = MIN (*filled, now_ms () - start);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (library)), ==, n);

  execute (fixture, "UPDATE form SET title = 'New ' || title WHERE (SELECT 1 FROM n)", 1);
  g_signal_emit_by_name (terrain_profile_get_store (fixture->profile), "forms-changed");
  start = now_ms ();
  wait_until (is_renamed, library);
  *changed = MIN (*changed, now_ms () - start);
}

/* Fewer: titles are looked for in files. */
static void
test_library (Fixture *fixture, gconstpointer data)
{
  double few[] = { G_MAXDOUBLE, G_MAXDOUBLE }, many[] = { G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint i = 0; i < 2; i++)
    {
      measure_forms (fixture, FEW / 10, &few[0], &few[1]);
      measure_forms (fixture, MANY / 10, &many[0], &many[1]);
    }
  assert_linear (FEW / 10, few[0], many[0]);
  assert_linear (FEW / 10, few[1], many[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/lists-large/records", test_records);
  add_case ("/lists-large/one-of-many", test_one_of_many);
  add_case ("/lists-large/library", test_library);

  return g_test_run ();
}
