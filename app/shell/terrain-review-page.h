/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainReviewPage: what stands between a record and its completion, all of it in one list, each linked to its
 * question (UX-35); how much is not answered; how many answers will be left out (UX-10).
 */
#define TERRAIN_TYPE_REVIEW_PAGE (terrain_review_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainReviewPage, terrain_review_page, TERRAIN, REVIEW_PAGE, AdwBin)

GtkWidget *terrain_review_page_new (TerrainSession *session);
gboolean terrain_review_page_get_can_complete (TerrainReviewPage *self);
void terrain_review_page_refresh (TerrainReviewPage *self);
/* Focus to the first problem, or to completing where there is none. */
void terrain_review_page_focus_first (TerrainReviewPage *self);
/* Says above the page whether the conversation is recorded. */
void terrain_review_page_set_sound (TerrainReviewPage *self, GtkWidget *bar);

G_END_DECLS
