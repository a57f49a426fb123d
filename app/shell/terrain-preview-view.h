/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainPreviewView: an interview without a record in one of the two presentations, so that who shows it need not ask
 * which. Signals "finished": past the last question; "moved": another question is the current one.
 */
#define TERRAIN_TYPE_PREVIEW_VIEW (terrain_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPreviewView, terrain_preview_view, TERRAIN, PREVIEW_VIEW, AdwBin)

/* @pages: one question at a time */
GtkWidget *terrain_preview_view_new (TerrainInterview *interview, gboolean pages);

/* Returns: (nullable) */
const char *terrain_preview_view_get_current_ref (TerrainPreviewView *self);
/* @ref: (nullable): the first question. FALSE where nothing there is asked now. */
gboolean terrain_preview_view_go_to (TerrainPreviewView *self, const char *ref);
/* Hands over what is typed; what cannot be an answer stays as typed. */
void terrain_preview_view_flush (TerrainPreviewView *self);
/* By section, or by page. */
void terrain_preview_view_next (TerrainPreviewView *self);
void terrain_preview_view_previous (TerrainPreviewView *self);
gboolean terrain_preview_view_get_at_beginning (TerrainPreviewView *self);
/* FALSE where there is none. From then on missing answers are shown. */
gboolean terrain_preview_view_next_problem (TerrainPreviewView *self);
/* As terrain_form_view_toggle_panel(), or terrain_form_view_toggle_group(). */
gboolean terrain_preview_view_toggle_fold (TerrainPreviewView *self, gboolean panel);

G_END_DECLS
