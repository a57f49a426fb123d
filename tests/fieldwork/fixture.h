/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

/* A profile in a folder of its own, gone with the case, and "forms" beside it for files. */
typedef struct
{
  char *folder;
  char *profile_folder;
  char *forms_folder;
  TerrainProfile *profile;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
/* As a second start of the program would. */
void fixture_reopen (Fixture *fixture);

/* Runs the main loop until @condition holds of @data; fails after ten seconds. */
void wait_until (gboolean (*condition) (gpointer data), gpointer data);
void run_pending (void);

GBytes *bytes_of (const char *text);
void write_file (const char *folder, const char *name, const char *text);
/* A small form with one question, "/data/q". (transfer full) */
char *make_form (const char *id, const char *version, const char *title);
/* The form the interviews here use: languages, a repeat, dates and random numbers, a required question. */
extern const char visit_form[];
/* Puts it into the library and opens it. */
TerrainForm *load_visit (TerrainProfile *profile);
/* One that is decided by @now, which the caller may change, and @seed. */
TerrainEnvironment *make_environment (gint64 *now, guint64 seed);
/* The record's instance as it is now. */
char *dup_instance (TerrainSession *session);
/* The value at @ref. */
char *dup_value (TerrainSession *session, const char *ref);

#define add_case(name, func) \
  g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
