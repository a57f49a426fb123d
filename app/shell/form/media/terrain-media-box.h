/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainMediaBox: what a label shows beside its text: a picture that can be enlarged, a sound, a film.
 * For a question, and for a choice (where only the row takes the focus).
 */
#define TERRAIN_TYPE_MEDIA_BOX (terrain_media_box_get_type ())
G_DECLARE_FINAL_TYPE (TerrainMediaBox, terrain_media_box, TERRAIN, MEDIA_BOX, GtkWidget)

/* "image", "big-image", "audio" or "video" of a label: a URI, or NULL */
typedef const char *(*TerrainLabelFormFunc) (gpointer labelled, const char *form);

/* Whether a label has any of them, without making a widget. */
gboolean terrain_media_box_is_needed (gpointer labelled, TerrainLabelFormFunc get_form);

/* @focusable: its buttons are stops of the Tab key. @max_side: of the picture */
GtkWidget *terrain_media_box_new (TerrainMediaSource *source, int max_side, gboolean focusable);
/* Shows the media of a label; hidden where there are none. @text: the label's own, plain */
void terrain_media_box_set (TerrainMediaBox *self, gpointer labelled, TerrainLabelFormFunc get_form, const char *text);
/* What a key does that is pressed on what has this box: plays the sound or film, else enlarges. FALSE: there is nothing */
gboolean terrain_media_box_activate (TerrainMediaBox *self);
/* Plays its sound ("audio") or film ("video"), where there is one and it does not play yet. */
void terrain_media_box_play (TerrainMediaBox *self, const char *form);
/* TRUE where something played, or was about to. */
gboolean terrain_media_box_stop (TerrainMediaBox *self);
/* Says that the film waits to be asked for. */
void terrain_media_box_say_still (TerrainMediaBox *self);
gboolean terrain_media_box_has_picture (TerrainMediaBox *self);

G_END_DECLS
