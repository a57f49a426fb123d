/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>

#include "fixture.h"

/* Kills interviewer.c with SIGKILL at random moments; TERRAIN_KILLS says how often (../store/README.md). */
#define KILLS 20
#define LONGEST_LIFE_US 90000

/* The last whole line. */
static guint
read_last_number (GInputStream *stream)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autofree char *text = NULL;
  char *end, *start;

  g_output_stream_splice (memory, stream, G_OUTPUT_STREAM_SPLICE_NONE, NULL, NULL);
  g_output_stream_write_all (memory, "", 1, NULL, NULL, NULL);
  text = g_strdup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)));
  end = strrchr (text, '\n');
  if (end == NULL)
    return 0;
  *end = '\0';
  start = strrchr (text, '\n');
  return (guint) g_ascii_strtoull (start != NULL ? start + 1 : text, NULL, 10);
}

static guint
live_and_die (Fixture *fixture)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "fieldwork", "fieldwork-interviewer", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  guint number;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, fixture->profile_folder, "a", NULL);
  g_assert_no_error (error);
  g_usleep ((gulong) g_test_rand_int_range (5000, LONGEST_LIFE_US));
  g_subprocess_send_signal (child, SIGKILL);
  number = read_last_number (g_subprocess_get_stdout_pipe (child));
  g_assert_true (g_subprocess_wait (child, NULL, &error));
  g_assert_true (g_subprocess_get_if_signaled (child)); /* killed, not failed */
  return number;
}

/* All of it can be taken back, whatever the number of lives it was given in, and done again. */
static void
check_history (TerrainInterview *interview)
{
  g_autoptr (GBytes) before = terrain_interview_save (interview);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) after = NULL;
  guint n_undo = terrain_interview_get_n_undo (interview);

  while (terrain_interview_can_undo (interview))
    terrain_interview_undo (interview, NULL, NULL);
  first = terrain_interview_save (interview);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (first, NULL), -1, "<name/>"));
  for (guint i = 0; i < n_undo; i++)
    terrain_interview_redo (interview, NULL, NULL);
  after = terrain_interview_save (interview);
  g_assert_true (g_bytes_equal (before, after));
}

/* The answers are all there, up to at least the one that was said to be on the disk, and agree with each other. */
static guint
check_record (Fixture *fixture, guint reported)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSession) session = NULL;
  TerrainInterview *interview;
  g_autofree char *value = NULL;
  guint number, n_people;

  fixture_reopen (fixture);
  session = terrain_session_resume (fixture->profile, "a", NULL, &error);
  if (session == NULL)
    {
      g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
      g_assert_cmpuint (reported, ==, 0);
      return 0;
    }
  interview = terrain_session_get_interview (session);
  value = dup_value (session, "/data/name");
  number = (guint) g_ascii_strtoull (value, NULL, 10);
  g_assert_cmpuint (number, >=, reported);

  /* A person may have come without the answer that goes after it. */
  n_people = terrain_interview_count_instances (interview, "/data/person");
  g_assert_cmpuint (n_people, >=, number / 10);
  for (guint i = 1; i <= number / 10; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/person[%u]/first", i);
      g_autofree char *first = dup_value (session, ref);

      g_assert_cmpstr (first, !=, "");
    }
  check_history (interview);
  g_clear_object (&session);
  g_clear_object (&fixture->profile);
  return number;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  const char *wanted = g_getenv ("TERRAIN_KILLS");
  guint n_kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : KILLS;
  guint number = 0;

  terrain_form_unref (load_visit (fixture->profile));
  g_clear_object (&fixture->profile);
  for (guint i = 0; i < n_kills; i++)
    number = check_record (fixture, MAX (number, live_and_die (fixture)));
  g_test_message ("%u kills, %u answers, none lost", n_kills, number);
  g_assert_cmpuint (number, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/kill/none-lost", test_kill);

  return g_test_run ();
}
