/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-window-private.h"

G_BEGIN_DECLS

/*
 * TerrainRespondentWindow: the respondent's screen: the question that the interviewer is at, and nothing else. It follows the
 * interview of its window: its focus, its language, its hiding; it is empty while the interview is not on top (the review, the
 * device handed over). On a screen of its own, where there is one, it fills that; screens may come and go. The keys stay with
 * the interviewer: it is not given the focus, and gives back what it gets once the respondent has answered (setting
 * "respondent-answers"; TerrainRespondentView).
 */
#define TERRAIN_TYPE_RESPONDENT_WINDOW (terrain_respondent_window_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRespondentWindow, terrain_respondent_window, TERRAIN, RESPONDENT_WINDOW, AdwWindow)

/* To be destroyed with @beside, and with its interview. */
GtkWindow *terrain_respondent_window_new (TerrainWindow *beside);
/* Looks at where the interview is now. */
void terrain_respondent_window_update (TerrainRespondentWindow *self);
/* As terrain_form_view_flush(). */
gboolean terrain_respondent_window_flush (TerrainRespondentWindow *self);

G_END_DECLS
