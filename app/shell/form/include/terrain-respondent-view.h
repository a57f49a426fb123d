/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainRespondentView: the one question at hand, large, for the respondent's eyes: what is asked and what there is to choose
 * from, in the language of the interview. Nothing else of the form or the record is in it, and no answer, unless answers are
 * given here ("answers"): a sensitive one is then masked for everyone else before it is given (terrain_session_mask()), and
 * is not shown again once another question was at hand.
 * Signal "answered": the respondent chose, or pressed Enter.
 */
#define TERRAIN_TYPE_RESPONDENT_VIEW (terrain_respondent_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRespondentView, terrain_respondent_view, TERRAIN, RESPONDENT_VIEW, GtkWidget)

GtkWidget *terrain_respondent_view_new (TerrainSession *session);
/* @ref: (nullable): of a question; what is not asked now is not shown, and NULL shows nothing. What is typed is handed over. */
void terrain_respondent_view_set_ref (TerrainRespondentView *self, const char *ref);
void terrain_respondent_view_set_answers (TerrainRespondentView *self, gboolean answers);
/* As terrain_form_view_flush(). */
gboolean terrain_respondent_view_flush (TerrainRespondentView *self);

G_END_DECLS
