/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainKioskQuestionPage: one question a page with Back and Next, all of it large; taps within tap_ms of a change
 * count once. Signals: "finished": past the last question; "left": back from the first one.
 */
#define TERRAIN_TYPE_KIOSK_QUESTION_PAGE (terrain_kiosk_question_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainKioskQuestionPage, terrain_kiosk_question_page, TERRAIN, KIOSK_QUESTION_PAGE, AdwBin)

GtkWidget *terrain_kiosk_question_page_new (TerrainSession *session, guint tap_ms);
gboolean terrain_kiosk_question_page_flush (TerrainKioskQuestionPage *self);
/* Shows the question at @ref with what is wrong; FALSE where it is not asked. */
gboolean terrain_kiosk_question_page_show_problem (TerrainKioskQuestionPage *self, const char *ref);
/* Returns: (nullable) (transfer full): the text of the last page where that is a note: the form's own thanks */
char *terrain_kiosk_question_page_dup_last_note (TerrainKioskQuestionPage *self);

G_END_DECLS
