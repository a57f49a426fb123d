/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

#include "terrain-cameras.h"
#include "terrain-form-folds.h"
#include "terrain-media-source.h"

G_BEGIN_DECLS

/*
 * TerrainFormContext: what the widgets of one view share: where changes go, how things are shown, and the queue of
 * containers that are still to be built. Holds no widgets alive.
 * Properties: "second-language" (char *), "show-required", "large", "direction" (GtkTextDirection, of the form's language), all notified.
 */
#define TERRAIN_TYPE_FORM_CONTEXT (terrain_form_context_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormContext, terrain_form_context, TERRAIN, FORM_CONTEXT, GObject)

/* @session: (nullable): with none, changes go to @interview and are kept nowhere. */
TerrainFormContext *terrain_form_context_new (TerrainSession *session, TerrainInterview *interview);
TerrainInterview *terrain_form_context_get_interview (TerrainFormContext *self);
TerrainSession *terrain_form_context_get_session (TerrainFormContext *self);
/* Which groups are folded. */
TerrainFormFolds *terrain_form_context_get_folds (TerrainFormContext *self);
/* The form's pictures and sounds, and the record's files. Made when first asked for. */
TerrainMediaSource *terrain_form_context_get_media (TerrainFormContext *self);
/* Whether there is a camera, looked for once for all questions. Made when first asked for. */
TerrainCameras *terrain_form_context_get_cameras (TerrainFormContext *self);
/* The map of this device, opened when first asked for. Returns: (transfer none) (nullable): NULL without @problem where there
 * is none, also for a preview. @problem: (out) (transfer full): a sentence */
TerrainMapTiles *terrain_form_context_get_map (TerrainFormContext *self, char **problem);

gboolean terrain_form_context_answer (TerrainFormContext *self, TerrainItem *item, const char *value, GError **error);
/* The same, taken back together with the step before it. */
gboolean terrain_form_context_answer_joined (TerrainFormContext *self, TerrainItem *item, const char *value, GError **error);
/* Takes back the last step. */
gboolean terrain_form_context_undo (TerrainFormContext *self, GError **error);
guint terrain_form_context_add_instance (TerrainFormContext *self, TerrainItem *repeat, GError **error);
gboolean terrain_form_context_remove_instance (TerrainFormContext *self, TerrainItem *instance, GError **error);

gboolean terrain_form_context_get_show_required (TerrainFormContext *self);
void terrain_form_context_set_show_required (TerrainFormContext *self, gboolean show);
gboolean terrain_form_context_get_large (TerrainFormContext *self);
void terrain_form_context_set_large (TerrainFormContext *self, gboolean large);

/*
 * A lazy context has questions built only where they are seen (TerrainFormSlot, TerrainFormSight); set it before the
 * first container is made. What is new in a form is built ahead of being looked at, as far as one frame allows:
 * terrain_form_context_take_ahead() says whether there is room for one more, and after all in sight is built
 * terrain_form_context_allow_ahead() makes room again. Signal "slot-made": there is a slot
 * more, built or not.
 */
gboolean terrain_form_context_get_lazy (TerrainFormContext *self);
void terrain_form_context_set_lazy (TerrainFormContext *self, gboolean lazy);
gboolean terrain_form_context_take_ahead (TerrainFormContext *self);
/* Whether any was since this was last asked: the frame has its share then. */
gboolean terrain_form_context_was_ahead (TerrainFormContext *self);
void terrain_form_context_allow_ahead (TerrainFormContext *self);
void terrain_form_context_note_slot (TerrainFormContext *self);

/* The screen is the respondent's: masked answers are shown, sensitive ones are masked as they are given, and what is the
 * interviewer's (guidance, notes) is left out. Set it before the first question is made. */
void terrain_form_context_set_handed_over (TerrainFormContext *self);
gboolean terrain_form_context_get_handed_over (TerrainFormContext *self);
/* Whether @item has an answer that this view does not show. */
gboolean terrain_form_context_is_masked (TerrainFormContext *self, TerrainItem *item);

/* The interviewer's language beside the respondent's; NULL for none, and while it is the form's own. Notified:
 * "second-language". @language: (nullable): as the interview names it */
void terrain_form_context_set_second_language (TerrainFormContext *self, const char *language);
const char *terrain_form_context_get_second_language (TerrainFormContext *self);

/* Of the interview's language; GTK_TEXT_DIR_NONE where it says nothing. */
GtkTextDirection terrain_form_context_get_direction (TerrainFormContext *self);

/* Builds for a moment; TRUE while there is more to do. */
typedef gboolean (*TerrainBuildFunc) (GtkWidget *container, gint64 deadline);
/* Has @container built while the main loop is idle, before what is queued already: a nested one comes before what
 * follows its parent. A container that goes away before its turn is passed over. */
void terrain_form_context_queue_build (TerrainFormContext *self, GtkWidget *container, TerrainBuildFunc build);
/* Whether containers wait for their turn: what there is of the page is not yet where it will be. */
gboolean terrain_form_context_is_building (TerrainFormContext *self);

G_END_DECLS
