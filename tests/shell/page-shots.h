/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window-fixture.h"

G_BEGIN_DECLS

/* Pages of the real window as they look, brought about through actions and widgets, never by times. */

typedef struct
{
  WindowFixture base;
  const char *folder; /* the pictures' */
  const char *face;
  int width, height;
  const char *language; /* of the forms */
  gboolean failed;
} Shots;

/* The forms that ship, or none; no window yet. */
void shots_set_up (Shots *shots, gboolean with_forms);
/* The window, at the size asked for. */
void shots_open (Shots *shots);
/* A picture of the window with the dialogs and menus upon it, NAME-FACE.png. */
void shots_take (Shots *shots, const char *name);
/* The same while a camera runs: after a few frames. */
void shots_take_moving (Shots *shots, const char *name);
/* The same of another window. */
void shots_take_of (Shots *shots, GtkWidget *window, const char *name);
/* Fails with words. */
void shots_fail (Shots *shots, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A new record of a form of the library, at its first question. */
void shots_start (Shots *shots, const char *form_id);
void shots_answer (Shots *shots, const char *ref, const char *value);
/* All that is required, in order: the first choice, a number, a word. */
void shots_answer_rest (TerrainSession *session);
/* The question has the focus and is in sight. */
void shots_go_to (Shots *shots, const char *ref);
/* From the interview to the list of forms; what is said there is put away. */
void shots_leave (Shots *shots);
GtkWidget *shots_wait_for_window (const char *type_name);
void shots_wait_for_page (Shots *shots, const char *type_name);

typedef void (*ShotsScene) (Shots *shots);

/* page-scenes-interview.c: from a shots_set_up() with forms on, but for shots_set_up() calls of their own */
void scene_interview (Shots *shots);
void scene_pages (Shots *shots);
void scene_desk (Shots *shots);
void scene_languages (Shots *shots);
void scene_hand_over (Shots *shots);
void scene_hidden (Shots *shots);
void scene_respondent (Shots *shots);
void scene_camera (Shots *shots);
void scene_map (Shots *shots);
void scene_tally (Shots *shots);
void scene_review (Shots *shots);
void scene_thanks (Shots *shots);

/* page-scenes-desk.c: what is around interviews */
void scene_first (Shots *shots);
void scene_home (Shots *shots);
void scene_shortcuts (Shots *shots);
void scene_preferences (Shots *shots);
void scene_records (Shots *shots);
void scene_paper (Shots *shots);
void scene_figures (Shots *shots);
void scene_preview (Shots *shots);
void scene_translate (Shots *shots);
void scene_failure (Shots *shots);

G_END_DECLS
