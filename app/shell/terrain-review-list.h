/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/**
 * TerrainReviewKind:
 * @TERRAIN_REVIEW_ANSWERED: what was answered, and how, to be looked at and changed before it is sent; not what was answered
 *   alone (UX-36)
 * @TERRAIN_REVIEW_UNANSWERED: asked, and without an answer
 * @TERRAIN_REVIEW_DROPPED: no longer asked, with an answer that completion leaves out (UX-10)
 * @TERRAIN_REVIEW_HIDDEN: not asked, and why
 */
typedef enum
{
  TERRAIN_REVIEW_ANSWERED,
  TERRAIN_REVIEW_UNANSWERED,
  TERRAIN_REVIEW_DROPPED,
  TERRAIN_REVIEW_HIDDEN,
} TerrainReviewKind;

/* One question as a row, named as in the form; to its question where @is_link. (transfer full) */
GtkWidget *terrain_review_row_new (TerrainInterview *interview,
                                   const char       *ref,
                                   const char       *subtitle,
                                   gboolean          is_link);

/*
 * TerrainReviewList: the questions of a record of which something holds: how many, and opened, which. They are rows only once
 * it is opened. Not to be seen where there are none, but for how many are answered.
 */
#define TERRAIN_TYPE_REVIEW_LIST (terrain_review_list_get_type ())
G_DECLARE_FINAL_TYPE (TerrainReviewList, terrain_review_list, TERRAIN, REVIEW_LIST, AdwExpanderRow)

GtkWidget *terrain_review_list_new (TerrainReviewKind kind);
void       terrain_review_list_refresh (TerrainReviewList *self,
                                        TerrainInterview  *interview);

G_END_DECLS
