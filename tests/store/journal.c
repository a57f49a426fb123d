/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

static GPtrArray *
load (Fixture *fixture, const char *uuid, GBytes **instance, guint64 *sequence)
{
  GPtrArray *events = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_load_journal (fixture->store, uuid, instance, sequence, &events, &error));
  g_assert_no_error (error);
  return events;
}

static void
checkpoint (Fixture *fixture, guint64 sequence, const char *instance)
{
  g_autoptr (GBytes) bytes = bytes_of (instance);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_write_checkpoint (fixture->store, "a", sequence, bytes, "Name", "nl", &error));
  g_assert_no_error (error);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const guint64 wrong[] = { 1, 2, 4, 100 };
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 sequence;

  begin_record (fixture->store, "a");
  append (fixture->store, "a", 1, "one");
  append (fixture->store, "a", 2, "");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (terrain_store_append_event (fixture->store, "a", wrong[i], 5, "set", payload, &error));
      g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
    }
  append (fixture->store, "a", 3, "three");

  fixture_reopen (fixture);
  events = load (fixture, "a", &instance, &sequence);
  g_assert_null (instance);
  g_assert_cmpuint (sequence, ==, 0);
  g_assert_cmpuint (events->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const payloads[] = { "one", "", "three" };
      TerrainEvent *event = events->pdata[i];

      g_assert_cmpuint (event->sequence, ==, i + 1);
      g_assert_cmpint (event->at, ==, 1001 + (gint64) i);
      g_assert_cmpstr (event->kind, ==, "set");
      assert_bytes (event->payload, payloads[i]);
    }
}

static void
test_unknown_record (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GError) error = NULL;

  g_assert_false (terrain_store_append_event (fixture->store, "nobody", 1, 5, "set", payload, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

static void
test_checkpoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GBytes) ahead = bytes_of ("<ahead/>");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  guint64 sequence;

  begin_record (fixture->store, "a");
  checkpoint (fixture, 0, "<start/>");
  for (guint64 i = 1; i <= 10; i++)
    append (fixture->store, "a", i, "x");
  for (guint64 i = 2; i <= 8; i++)
    checkpoint (fixture, i, "<earlier/>");
  checkpoint (fixture, 8, "<eight/>");
  g_assert_false (terrain_store_write_checkpoint (fixture->store, "a", 11, ahead, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);

  events = load (fixture, "a", &instance, &sequence);
  assert_bytes (instance, "<eight/>");
  g_assert_cmpuint (sequence, ==, 8);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpuint (((TerrainEvent *) events->pdata[0])->sequence, ==, 9);

  record = terrain_store_find_record (fixture->store, "a", NULL);
  g_assert_cmpstr (record->name, ==, "Name");
  g_assert_cmpstr (record->language, ==, "nl");
  /* The beginning and the last few; every event. */
  {
    g_autofree char *kept = query_file (fixture->path, "SELECT group_concat(sequence) FROM checkpoint");
    g_autofree char *n_events = query_file (fixture->path, "SELECT count(*) FROM event");

    g_assert_cmpstr (kept, ==, "0,5,6,7,8");
    g_assert_cmpstr (n_events, ==, "10");
  }
}

typedef struct
{
  guint64 next;
  guint n_done;
  guint n_failed;
} Progress;

static void
on_appended (GObject *object, GAsyncResult *result, gpointer data)
{
  Progress *progress = data;
  g_autoptr (GError) error = NULL;

  if (terrain_store_append_event_finish (TERRAIN_STORE (object), result, &error))
    progress->n_done++;
  else
    progress->n_failed++;
}

static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  Progress progress = { 0 };
  guint64 sequence;

  begin_record (fixture->store, "a");
  for (guint64 i = 1; i <= 2000; i++)
    terrain_store_append_event_async (fixture->store, "a", i, (gint64) i, "set", payload, NULL, on_appended,
                                      &progress);
  while (progress.n_done + progress.n_failed < 2000)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (progress.n_failed, ==, 0);
  events = load (fixture, "a", &instance, &sequence);
  g_assert_cmpuint (events->len, ==, 2000);
}

/* A step that is refused takes none of its neighbours in the same commit with it. */
static void
test_neighbours (Fixture *fixture, gconstpointer data)
{
  static const guint64 sequences[] = { 1, 2, 2, 7, 3 };
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  Progress progress = { 0 };
  guint64 sequence;

  begin_record (fixture->store, "a");
  for (guint i = 0; i < G_N_ELEMENTS (sequences); i++)
    terrain_store_append_event_async (fixture->store, "a", sequences[i], 5, "set", payload, NULL, on_appended,
                                      &progress);
  while (progress.n_done + progress.n_failed < G_N_ELEMENTS (sequences))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (progress.n_done, ==, 3);
  events = load (fixture, "a", &instance, &sequence);
  g_assert_cmpuint (events->len, ==, 3);
}

static void
on_cancelled (GObject *object, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  g_assert_false (terrain_store_append_event_finish (TERRAIN_STORE (object), result, error));
}

static void
test_cancelled_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GError) error = NULL;

  begin_record (fixture->store, "a");
  g_cancellable_cancel (cancellable);
  terrain_store_append_event_async (fixture->store, "a", 1, 5, "set", payload, cancellable, on_cancelled, &error);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  append (fixture->store, "a", 1, "x"); /* so it was not written */
}

/* Closing waits for what was asked for; nothing of it is dropped. */
static void
test_close_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) payload = bytes_of ("x");
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  Progress progress = { 0 };
  guint64 sequence;

  begin_record (fixture->store, "a");
  for (guint64 i = 1; i <= 300; i++)
    terrain_store_append_event_async (fixture->store, "a", i, 5, "set", payload, NULL, on_appended, &progress);
  terrain_store_close (fixture->store);
  while (progress.n_done + progress.n_failed < 300)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (progress.n_done, ==, 300);
  fixture_reopen (fixture);
  events = load (fixture, "a", &instance, &sequence);
  g_assert_cmpuint (events->len, ==, 300);
}

/* The last reference may go with an answer that nobody waits for. */
static void
test_last_reference (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autoptr (GMainContext) context = g_main_context_new ();
      g_autoptr (GBytes) payload = bytes_of ("x");
      TerrainStore *store = fixture->store;

      begin_record (store, uuid);
      g_main_context_push_thread_default (context);
      terrain_store_append_event_async (store, uuid, 1, 5, "set", payload, NULL, NULL, NULL);
      g_main_context_pop_thread_default (context);
      g_clear_object (&fixture->store);
      while (g_main_context_iteration (context, FALSE))
        ;
      g_clear_pointer (&context, g_main_context_unref);
      fixture_reopen (fixture);
    }
}

#define N_THREADS 6
#define N_EACH 60

static gpointer
write_record (gpointer data)
{
  TerrainStore *store = data;
  g_autofree char *uuid = g_uuid_string_random ();

  begin_record (store, uuid);
  for (guint64 i = 1; i <= N_EACH; i++)
    {
      append (store, uuid, i, uuid);
      if (i % 20 == 0)
        terrain_record_free (terrain_store_find_record (store, uuid, NULL));
    }
  return g_steal_pointer (&uuid);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  GThread *threads[N_THREADS];

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", write_record, fixture->store);
  for (guint i = 0; i < N_THREADS; i++)
    {
      g_autofree char *uuid = g_thread_join (threads[i]);
      g_autoptr (GBytes) instance = NULL;
      guint64 sequence;
      g_autoptr (GPtrArray) events = load (fixture, uuid, &instance, &sequence);

      g_assert_cmpuint (events->len, ==, N_EACH);
      for (guint j = 0; j < N_EACH; j++)
        assert_bytes (((TerrainEvent *) events->pdata[j])->payload, uuid);
    }
}

/* Two programs on one profile, say the window and a script. */
static void
test_two_connections (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStore) other = terrain_store_open (fixture->path, &error);

  g_assert_no_error (error);
  begin_record (fixture->store, "a");
  for (guint64 i = 1; i <= 40; i++)
    append (i % 2 ? fixture->store : other, "a", i, "x");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/journal/order", test_order);
  add_case ("/journal/unknown-record", test_unknown_record);
  add_case ("/journal/checkpoints", test_checkpoints);
  add_case ("/journal/many-at-once", test_many_at_once);
  add_case ("/journal/neighbours", test_neighbours);
  add_case ("/journal/cancelled-before", test_cancelled_before);
  add_case ("/journal/close-waits", test_close_waits);
  add_case ("/journal/last-reference", test_last_reference);
  add_case ("/journal/threads", test_threads);
  add_case ("/journal/two-connections", test_two_connections);

  return g_test_run ();
}
