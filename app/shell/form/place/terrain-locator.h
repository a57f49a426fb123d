/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-place-text.h"

G_BEGIN_DECLS

/**
 * TerrainLocatorEnd: why a search ended by itself
 * @TERRAIN_LOCATOR_MISSING: this desktop has nobody to ask
 * @TERRAIN_LOCATOR_REFUSED: somebody, or a setting of the desktop, said no
 * @TERRAIN_LOCATOR_FAILED: whoever was asked went away, or answered with nonsense
 */
typedef enum
{
  TERRAIN_LOCATOR_MISSING,
  TERRAIN_LOCATOR_REFUSED,
  TERRAIN_LOCATOR_FAILED,
} TerrainLocatorEnd;

/*
 * TerrainLocator: asks the desktop where this device is, by its Location portal (org.freedesktop.portal.Location), which
 * asks the person first. Nothing is asked before terrain_locator_start(); letting go of it, or stopping it, tells the
 * desktop that it is no longer wanted. No widgets.
 * Signals: "moved": there is a place, or a better or later one; "ended" (guint TerrainLocatorEnd): nothing more will come.
 */
#define TERRAIN_TYPE_LOCATOR (terrain_locator_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLocator, terrain_locator, TERRAIN, LOCATOR, GObject)

TerrainLocator *terrain_locator_new (void);
/* @widget: (nullable): in whose window a dialog of the desktop belongs. @interval: seconds between two places, 0: as they
 * come. Once; ends, if it must, only after it has returned. */
void terrain_locator_start (TerrainLocator *self, GtkWidget *widget, guint interval);
void terrain_locator_stop (TerrainLocator *self);
/* Returns: (nullable): the last one; altitude and accuracy NaN where the desktop does not say */
const TerrainPlace *terrain_locator_get_place (TerrainLocator *self);

G_END_DECLS
