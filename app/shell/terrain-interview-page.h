/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainInterviewPage: a record being filled in: the form in the presentation that the settings ask for, an outline at
 * the side, the language, how far it is, and whether everything is saved. It does not own the session's end: the window
 * closes it. Property "current-ref" (read-only, notified).
 */
#define TERRAIN_TYPE_INTERVIEW_PAGE (terrain_interview_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainInterviewPage, terrain_interview_page, TERRAIN, INTERVIEW_PAGE, AdwBin)

GtkWidget *terrain_interview_page_new (TerrainWorkspace *workspace, TerrainSession *session);

/* The question the person was at, or the first one; once the page is on the screen. @ref: (nullable) */
void terrain_interview_page_open_at (TerrainInterviewPage *self, const char *ref);
void terrain_interview_page_go_to (TerrainInterviewPage *self, const char *ref);
/* Focus back to the question it was in. */
void terrain_interview_page_grab (TerrainInterviewPage *self);
/* Hands over what is typed. FALSE where it cannot be an answer; its question then has the focus. */
gboolean terrain_interview_page_flush (TerrainInterviewPage *self);
/* Returns: (nullable): the question the person is at, or the group of questions where one page shows several */
const char *terrain_interview_page_get_current_ref (TerrainInterviewPage *self);
/* Its recording, whether or not the form asks for one. */
TerrainConversation *terrain_interview_page_get_conversation (TerrainInterviewPage *self);
/* From now on missing required answers are shown. */
void terrain_interview_page_set_completion_tried (TerrainInterviewPage *self);
/* @what: "outline", "language-menu", "next-language", "next-section", "previous-section", "next-problem", "panel",
 * "fold", "retry-save": the window's actions of these names */
void terrain_interview_page_do (TerrainInterviewPage *self, const char *what);

G_END_DECLS
