/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainHandOverPage: the device in the respondent's hands (UX-14): the sensitive questions of one section, one a page and
 * large, then "give the device back". What it shows is masked from the beginning on, so that whatever happens meanwhile
 * shows no answer. Answers masked earlier are not shown again.
 * Signal "returned": the device is back.
 */
#define TERRAIN_TYPE_HAND_OVER_PAGE (terrain_hand_over_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainHandOverPage, terrain_hand_over_page, TERRAIN, HAND_OVER_PAGE, AdwBin)

/* @ref: a question or group; the section it lies in, or its repeat instance, is handed over.
 * Returns: (nullable): NULL where nothing sensitive is asked there */
GtkWidget *terrain_hand_over_page_new (TerrainSession *session, const char *ref);
gboolean terrain_hand_over_page_flush (TerrainHandOverPage *self);

G_END_DECLS
