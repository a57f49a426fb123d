/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-media-box.h"

G_BEGIN_DECLS

/*
 * TerrainAutoplay: plays the sound or film of a question's label by itself, where the form says so (ODK XForms, "Body elements":
 * autoplay="audio" or "video"), when the question is reached in one view: the focus comes to it, or terrain_autoplay_reach()
 * says so. Once in a sitting (TerrainSoundFloor), not while anything is recorded, nor while the view is not to be seen. Going on
 * to another question ends it, and Escape. Films wait for their button where animations are off ("reduced motion").
 */
#define TERRAIN_TYPE_AUTOPLAY (terrain_autoplay_get_type ())
G_DECLARE_FINAL_TYPE (TerrainAutoplay, terrain_autoplay, TERRAIN, AUTOPLAY, GObject)

/* @view: what the questions are in; not kept alive. */
TerrainAutoplay *terrain_autoplay_new (TerrainInterview *interview, GtkWidget *view);
/* While this view is to be seen, what plays by itself plays in it and in no other. Set it at once. */
void terrain_autoplay_set_first (TerrainAutoplay *self);
/* @item: (nullable): the question at hand; @media: (nullable): the TerrainMediaBox of its label */
void terrain_autoplay_reach (TerrainAutoplay *self, TerrainItem *item, GtkWidget *media);

G_END_DECLS
