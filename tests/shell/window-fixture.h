/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-shell-form.h>
#include <terrain-shell.h>

G_BEGIN_DECLS

/* A whole window with a profile of its own, for tests of what happens during an interview. */

typedef struct
{
  char *folder;
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
} WindowFixture;

/* Of g_test_add(). Settings that these tests change are back to their defaults at the beginning. */
void window_fixture_set_up (WindowFixture *fixture, gconstpointer data);
void window_fixture_tear_down (WindowFixture *fixture, gconstpointer data);
/* As if the program were ended and begun again; the draft is then no longer open. */
void window_fixture_restart (WindowFixture *fixture);

/* Opens a form of the tests ("tests/shell/forms/…") or of those that ship ("data/forms/…") at its first question. */
void window_fixture_start (WindowFixture *fixture, const char *path, const char *title);
void window_fixture_resume (WindowFixture *fixture);
void window_fixture_do (WindowFixture *fixture, const char *action);
GtkWidget *window_fixture_page (WindowFixture *fixture);
TerrainSession *window_fixture_session (WindowFixture *fixture);
TerrainInterview *window_fixture_interview (WindowFixture *fixture);
const char *window_fixture_value (WindowFixture *fixture, const char *ref);
/* The question's widget in @top (nullable: the page), waited for. */
GtkWidget *window_fixture_question (WindowFixture *fixture, GtkWidget *top, const char *ref);
/* Whether @top, or the whole window where NULL, shows the question now. */
gboolean window_fixture_has_question (WindowFixture *fixture, GtkWidget *top, const char *ref);
void window_fixture_choose (WindowFixture *fixture, GtkWidget *top, const char *ref, const char *label);
/* Whether any widget of any visible window has @text: shown, typed, accessible or as a title. */
gboolean window_fixture_anywhere (const char *text);

G_END_DECLS
