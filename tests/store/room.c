/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/resource.h>

#include "fixture.h"

/* A limit on the size of files stands for a full disk: write(2) fails half-way, with EFBIG for ENOSPC. */
static void
limit_files (rlim_t size)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_sound (Fixture *fixture, guint64 n_expected)
{
  g_autofree char *check = query_file (fixture->path, "PRAGMA integrity_check");
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 sequence;

  g_assert_cmpstr (check, ==, "ok");
  g_assert_true (terrain_store_load_journal (fixture->store, "a", &instance, &sequence, &events, NULL));
  g_assert_cmpuint (events->len, ==, n_expected);
  for (guint i = 0; i < events->len; i++)
    g_assert_cmpuint (((TerrainEvent *) events->pdata[i])->sequence, ==, i + 1);
}

/* What was acknowledged stays; what was not can be written again once there is room, in the same order. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3000, 'x');
  g_autoptr (GBytes) payload = bytes_of (filler);
  g_autoptr (GError) error = NULL;
  guint64 n_written = 0;

  begin_record (fixture->store, "a");
  limit_files (300 * 1024);
  while (error == NULL && n_written < 1000)
    {
      if (terrain_store_append_event (fixture->store, "a", n_written + 1, 5, "set", payload, &error))
        n_written++;
    }
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL);
  g_assert_cmpuint (n_written, >, 10);
  g_clear_error (&error);
  g_assert_false (terrain_store_append_event (fixture->store, "a", n_written + 1, 5, "set", payload, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL);

  limit_files (RLIM_INFINITY);
  assert_sound (fixture, n_written);
  append (fixture->store, "a", ++n_written, "more");
  assert_sound (fixture, n_written);
  fixture_reopen (fixture);
  assert_sound (fixture, n_written);
}

typedef struct
{
  guint n_done;
  guint n_failed;
} Progress;

static void
on_appended (GObject *object, GAsyncResult *result, gpointer data)
{
  Progress *progress = data;

  if (terrain_store_append_event_finish (TERRAIN_STORE (object), result, NULL))
    {
      g_assert_cmpuint (progress->n_failed, ==, 0); /* none after one that failed */
      progress->n_done++;
    }
  else
    {
      progress->n_failed++;
    }
}

/* A commit shared by many that does not fit: none of them is acknowledged. */
static void
test_full_together (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (3000, 'x');
  g_autoptr (GBytes) payload = bytes_of (filler);
  Progress progress = { 0 };

  begin_record (fixture->store, "a");
  limit_files (300 * 1024);
  for (guint64 i = 1; i <= 400; i++)
    terrain_store_append_event_async (fixture->store, "a", i, 5, "set", payload, NULL, on_appended, &progress);
  while (progress.n_done + progress.n_failed < 400)
    g_main_context_iteration (NULL, TRUE);
  limit_files (RLIM_INFINITY);
  g_assert_cmpuint (progress.n_failed, >, 0);
  assert_sound (fixture, progress.n_done);
}

static void
test_full_at_opening (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  limit_files (8192);
  fixture->store = terrain_store_open (fixture->path, &error);
  limit_files (RLIM_INFINITY);
  g_assert_null (fixture->store);
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL);
  fixture_reopen (fixture); /* what was begun is no obstacle */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);

  add_case ("/room/full", test_full);
  add_case ("/room/full-together", test_full_together);
  add_empty_case ("/room/full-at-opening", test_full_at_opening);

  return g_test_run ();
}
