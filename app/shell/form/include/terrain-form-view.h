/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainFormView: interview presentation: the whole form on one scrolling page, top-level groups as sections.
 *
 * Questions that are not relevant take no room and cost no widgets; the page is built in pieces while the main loop is
 * idle, what is asked for by focus at once. Text follows the form's language and its direction, not the app's.
 * Properties: "current-ref" (read-only, notified: the question that holds the focus or, while the focus is elsewhere, had
 * it last; NULL before any had it and once that question is gone), "show-required" (missing required answers are shown
 * beside their questions; set it after a failed completion).
 */
#define TERRAIN_TYPE_FORM_VIEW (terrain_form_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormView, terrain_form_view, TERRAIN, FORM_VIEW, GtkWidget)

GtkWidget *terrain_form_view_new (TerrainSession *session);
/* Shows @interview without a record: answers change it and are kept nowhere. */
GtkWidget *terrain_form_view_new_preview (TerrainInterview *interview);

/* Returns: (nullable): with positions; follows repeats as they come and go */
const char *terrain_form_view_get_current_ref (TerrainFormView *self);

/* Scrolls to and focuses the question at @ref, or the first question within the group, repeat or instance there.
 * FALSE, and nothing moved, where nothing there is asked now. */
gboolean terrain_form_view_focus_ref (TerrainFormView *self, const char *ref);

/* Over questions that take an answer now. FALSE at the end (the beginning). */
gboolean terrain_form_view_focus_next (TerrainFormView *self);
gboolean terrain_form_view_focus_previous (TerrainFormView *self);
/* Over the top-level groups of the form. */
gboolean terrain_form_view_focus_next_section (TerrainFormView *self);
/* The first question that is required and not answered; where there is none, the first. */
gboolean terrain_form_view_focus_first_open (TerrainFormView *self);
/* Enter goes by what is required, and passes by what is optional (serial entry). */
void terrain_form_view_set_serial (TerrainFormView *self, gboolean serial);
gboolean terrain_form_view_focus_previous_section (TerrainFormView *self);
/* The next question, from here on and round again, that stands between the record and its completion, as in
 * terrain_interview_validate(), or has a warning nobody has confirmed. FALSE where there is none. */
gboolean terrain_form_view_focus_next_problem (TerrainFormView *self);
gboolean terrain_form_view_focus_previous_problem (TerrainFormView *self);

/* F4: opens the next group that is folded, with the focus in its first question; closes it again, with the focus back where
 * it was. FALSE where nothing is folded, or was. */
gboolean terrain_form_view_toggle_panel (TerrainFormView *self);
/* Shift+F4: folds the group that the focus is in, or opens it. FALSE where there is none that folds. */
gboolean terrain_form_view_toggle_group (TerrainFormView *self);

void terrain_form_view_set_show_required (TerrainFormView *self, gboolean show);
gboolean terrain_form_view_get_show_required (TerrainFormView *self);

/* The interviewer's language, shown smaller under the form's own. @language: (nullable): as the interview names it */
void terrain_form_view_set_second_language (TerrainFormView *self, const char *language);

/* Hands over what is typed but not yet answered; call it before completing, closing or switching. FALSE where some
 * typed text cannot be an answer ("12x" for a number): its question then has the focus and says so. */
gboolean terrain_form_view_flush (TerrainFormView *self);

/*
 * Signal "finished": Enter in the last question: void (*) (TerrainFormView *self)
 */

G_END_DECLS
