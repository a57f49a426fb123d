/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdlib.h>

#include "fixture.h"

/*
 * Kills writer.c with SIGKILL at random moments and looks at what is left. TERRAIN_KILLS says how often (README.md).
 */
#define KILLS 25
#define LONGEST_LIFE_US 60000

/* What the child has said of its doings until it died. */
typedef struct
{
  guint64 last_event;
  guint64 last_checkpoint;
  GPtrArray *attachments; /* of char * */
} Acknowledged;

static void
read_acknowledgements (GInputStream *stream, Acknowledged *acknowledged)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (stream);
  char *line;

  /* A line without its end was not said. */
  while ((line = g_data_input_stream_read_upto (lines, "\n", 1, NULL, NULL, NULL)) != NULL)
    {
      g_autofree char *owned = line;
      guint64 number;

      if (g_buffered_input_stream_get_available (G_BUFFERED_INPUT_STREAM (lines)) == 0)
        break;
      g_data_input_stream_read_byte (lines, NULL, NULL);
      number = g_ascii_strtoull (owned + 2, NULL, 10);
      if (owned[0] == 'a')
        {
          g_assert_cmpuint (number, >, acknowledged->last_event);
          acknowledged->last_event = number;
        }
      else if (owned[0] == 'c')
        {
          acknowledged->last_checkpoint = number;
        }
      else
        {
          g_ptr_array_add (acknowledged->attachments, g_strdup (owned + 2));
        }
    }
}

static void
live_and_die (const char *path, Acknowledged *acknowledged)
{
  g_autofree char *writer = g_test_build_filename (G_TEST_BUILT, "store", "store-writer", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, writer, path, "record", NULL);
  g_assert_no_error (error);
  g_usleep ((gulong) g_test_rand_int_range (500, LONGEST_LIFE_US));
  g_subprocess_send_signal (child, SIGKILL);
  read_acknowledgements (g_subprocess_get_stdout_pipe (child), acknowledged);
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_signaled (child)); /* killed, not failed */
}

static void
check_events (const char *path, const Acknowledged *acknowledged)
{
  g_autofree char *count = query_file (path, "SELECT count(*) FROM event");
  g_autofree char *last = query_file (path, "SELECT coalesce(max(sequence), 0) FROM event");
  g_autofree char *said = query_file (path, "SELECT coalesce(max(last_sequence), 0) FROM record");
  g_autofree char *wrong = query_file (path, "SELECT count(*) FROM event"
                                             " WHERE CAST(payload AS TEXT) NOT GLOB sequence || ' *'"
                                             " OR length(payload) <> length(sequence) + 1 + sequence * 7919 % 9000");

  /* None missing between the first and the last, and the last at least the one acknowledged. */
  g_assert_cmpstr (count, ==, last);
  g_assert_cmpstr (said, ==, last);
  g_assert_cmpuint (g_ascii_strtoull (last, NULL, 10), >=, acknowledged->last_event);
  g_assert_cmpstr (wrong, ==, "0");
}

static void
check_store (const char *path, const Acknowledged *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStore) store = terrain_store_open (path, &error);
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 sequence, last;

  g_assert_no_error (error);
  if (!terrain_store_get_last_sequence (store, "record", &last, NULL))
    {
      g_assert_cmpuint (acknowledged->last_event, ==, 0); /* killed before the record was there */
      return;
    }
  g_assert_true (terrain_store_load_journal (store, "record", &instance, &sequence, &events, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (sequence, >=, acknowledged->last_checkpoint);
  g_assert_cmpuint (sequence + events->len, ==, last);
  for (guint i = 0; i < acknowledged->attachments->len; i++)
    {
      g_autoptr (GBytes) content = NULL;

      content = terrain_store_load_attachment (store, "record", acknowledged->attachments->pdata[i], NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_free);
  Acknowledged acknowledged = { .attachments = attachments };
  const char *wanted = g_getenv ("TERRAIN_KILLS");
  guint n_kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : KILLS;

  for (guint i = 0; i < n_kills; i++)
    {
      g_autofree char *check = NULL;

      live_and_die (fixture->path, &acknowledged);
      /* The file alone first, as the killed program left it; then as the next start finds it. */
      if (acknowledged.last_event > 0)
        {
          check = query_file (fixture->path, "PRAGMA integrity_check");
          g_assert_cmpstr (check, ==, "ok");
          check_events (fixture->path, &acknowledged);
        }
      check_store (fixture->path, &acknowledged);
    }
  g_test_message ("%u kills, %u events and %u attachments acknowledged, none lost", n_kills,
                  (guint) acknowledged.last_event, attachments->len);
  g_assert_cmpuint (acknowledged.last_event, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_empty_case ("/kill/none-lost", test_kill);

  return g_test_run ();
}
