/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-shell-form.h>
#include <terrain-shell.h>

G_BEGIN_DECLS

/* A whole window with a profile of its own, for tests of what happens in it. A test that keeps more than this has it as
 * the first member of a fixture of its own. */

typedef struct
{
  char *folder; /* the profile's */
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
  gboolean keeps_folder;
} WindowFixture;

typedef struct
{
  const char *folder; /* of a profile that stays afterwards; NULL: an empty one that goes */
  int width, height;  /* 0: as the window has it */
  gboolean closed;    /* no window before window_fixture_open() */
} WindowOptions;

/* Of main(): GTK and libadwaita without animations, which no test waits for. */
void window_fixture_init (int *argc, char ***argv);
#define window_fixture_add(path, data, func) \
  g_test_add (path, WindowFixture, data, window_fixture_set_up, func, window_fixture_tear_down)

/* Of g_test_add(). Settings that tests change are back to their defaults at the beginning. */
void window_fixture_set_up (WindowFixture *fixture, gconstpointer data);
void window_fixture_tear_down (WindowFixture *fixture, gconstpointer data);
void window_fixture_set_up_with (WindowFixture *fixture, const WindowOptions *options);
/* The window of what window_fixture_set_up_with() left closed. */
void window_fixture_open (WindowFixture *fixture);
/* As if the program were ended and begun again; the draft is then no longer open. */
void window_fixture_restart (WindowFixture *fixture);
/* Each with a name of its own on the bus: one process has several. (transfer full) */
TerrainApplication *window_fixture_new_application (GSettings *settings);

TerrainProfile *window_fixture_profile (WindowFixture *fixture);
TerrainStore *window_fixture_store (WindowFixture *fixture);
/* A form of the tests ("tests/shell/forms/…"), one that ships ("data/forms/…"), or any by its whole path. */
void window_fixture_import (WindowFixture *fixture, const char *path);
/* Imports a form and opens it at its first question, from the list of forms. */
void window_fixture_start (WindowFixture *fixture, const char *path, const char *title);
void window_fixture_resume (WindowFixture *fixture);
/* An action of the window; with a text as its target. */
void window_fixture_do (WindowFixture *fixture, const char *action);
void window_fixture_do_with (WindowFixture *fixture, const char *action, const char *target);
/* To a question of the interview. */
void window_fixture_go_to (WindowFixture *fixture, const char *ref);

/* For widgets_wait(), with the fixture. */
gboolean window_fixture_at_home (gpointer fixture);
gboolean window_fixture_at_interview (gpointer fixture); /* that shows questions already */
gboolean window_fixture_at_question (gpointer fixture);  /* one of them has the focus */
gboolean window_fixture_at_review (gpointer fixture);
gboolean window_fixture_at_records (gpointer fixture);
gboolean window_fixture_at_end (gpointer fixture); /* thanks, after an interview */
gboolean window_fixture_lists_forms (gpointer fixture);
/* Anywhere in the window, where toasts are as well; or on its page. */
void window_fixture_wait_for_text (WindowFixture *fixture, const char *text);
void window_fixture_wait_for_page_text (WindowFixture *fixture, const char *text);

GtkWidget *window_fixture_page (WindowFixture *fixture);
/* The first of a type on the page. Returns: (nullable) */
GtkWidget *window_fixture_find (WindowFixture *fixture, const char *type_name);
TerrainSession *window_fixture_session (WindowFixture *fixture);
TerrainInterview *window_fixture_interview (WindowFixture *fixture);
const char *window_fixture_value (WindowFixture *fixture, const char *ref);
/* The question's widget in @top (nullable: the page), waited for. */
GtkWidget *window_fixture_question (WindowFixture *fixture, GtkWidget *top, const char *ref);
/* Whether @top, or the whole window where NULL, shows the question now. */
gboolean window_fixture_has_question (WindowFixture *fixture, GtkWidget *top, const char *ref);
void window_fixture_choose (WindowFixture *fixture, GtkWidget *top, const char *ref, const char *label);
/* Typed on the page, and gone from as by Enter. */
void window_fixture_type (WindowFixture *fixture, const char *ref, const char *text);
/* Whether any widget of any visible window has @text: shown, typed, accessible or as a title. */
gboolean window_fixture_anywhere (const char *text);

G_END_DECLS
