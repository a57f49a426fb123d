/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <terrain-fieldwork.h>
#include <unistd.h>

/*
 * The program that is killed in the middle of an interview: interviewer PROFILE-FOLDER UUID. Begins the record of the
 * form "visit", or goes on with it, and answers until it dies. A line "N" on standard output says that answer N is on the
 * disk: "save-state" was DONE, or flush had returned.
 */

typedef struct
{
  TerrainSession *session;
  guint number;   /* the last answer given */
  guint reported; /* the last one said to be on the disk */
} Interviewer;

static void
report (Interviewer *interviewer)
{
  g_autofree char *line = NULL;

  if (interviewer->reported == interviewer->number)
    return;
  interviewer->reported = interviewer->number;
  line = g_strdup_printf ("%u\n", interviewer->number);
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (3);
}

static void
on_save_state (TerrainSession *session, GParamSpec *pspec, Interviewer *interviewer)
{
  if (terrain_session_get_save_state (session) == TERRAIN_SAVE_DONE)
    report (interviewer);
  else if (terrain_session_get_save_state (session) == TERRAIN_SAVE_FAILED)
    _exit (4);
}

/* Answer N: its number as the age, and every tenth time a person of that name. */
static void
answer_next (Interviewer *interviewer)
{
  TerrainSession *session = interviewer->session;
  g_autofree char *value = g_strdup_printf ("%u", ++interviewer->number);

  if (interviewer->number % 10 == 0)
    {
      TerrainInterview *interview = terrain_session_get_interview (session);
      g_autofree char *ref = g_strdup_printf ("/data/person[%u]/first", interviewer->number / 10);

      /* The one before may have been killed after it had added the person. */
      if ((terrain_interview_count_instances (interview, "/data/person") < interviewer->number / 10
           && terrain_session_add_instance (session, "/data/person", NULL) != interviewer->number / 10)
          || !terrain_session_answer (session, ref, value, NULL))
        _exit (5);
    }
  terrain_session_set_position (session, interviewer->number % 2 ? "/data/name" : "/data/age");
  if (!terrain_session_answer (session, "/data/name", value, NULL))
    _exit (6);
  /* Second thoughts: the answer is the same in the end. */
  if (interviewer->number % 4 == 0
      && (!terrain_session_undo (session, NULL, NULL) || !terrain_session_redo (session, NULL, NULL)))
    _exit (8);
}

static void
go_on (Interviewer *interviewer)
{
  TerrainNode *node = terrain_interview_find_node (terrain_session_get_interview (interviewer->session), "/data/name",
                                                   NULL);
  g_autofree char *value = terrain_node_dup_string (node);

  interviewer->number = (guint) g_ascii_strtoull (value, NULL, 10);
  interviewer->reported = interviewer->number;
}

int
main (int argc, char **argv)
{
  Interviewer interviewer = { 0 };
  g_autoptr (TerrainProfile) profile = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    return EXIT_FAILURE;
  profile = terrain_profile_open (argv[1], &error);
  form = profile != NULL ? terrain_profile_load_form (profile, "visit", NULL, &error) : NULL;
  if (form == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  interviewer.session = terrain_session_resume (profile, argv[2], NULL, &error);
  if (interviewer.session == NULL && g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
    interviewer.session = terrain_session_begin_full (profile, form, NULL, argv[2], NULL, NULL);
  if (interviewer.session == NULL)
    return EXIT_FAILURE;

  go_on (&interviewer);
  g_signal_connect (interviewer.session, "notify::save-state", G_CALLBACK (on_save_state), &interviewer);
  while (TRUE)
    {
      answer_next (&interviewer);
      if (interviewer.number % 7 == 0)
        {
          if (!terrain_session_flush (interviewer.session, NULL))
            _exit (7);
          report (&interviewer);
        }
      while (g_main_context_iteration (NULL, interviewer.number % 3 == 0))
        ;
    }
}
