/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-report.h>

#include "terrain-figures-range.h"

G_BEGIN_DECLS

/*
 * TerrainFiguresControls: the days figures are about, what they are compared with, how they are split, and what they are
 * narrowed to. Signal "changed" when a person changed one.
 */
#define TERRAIN_TYPE_FIGURES_CONTROLS (terrain_figures_controls_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFiguresControls, terrain_figures_controls, TERRAIN, FIGURES_CONTROLS, GtkBox)

GtkWidget *terrain_figures_controls_new (const GDate *today);
void terrain_figures_controls_set_period (TerrainFiguresControls *self, TerrainFiguresPeriod period);
/* Which filters there are: the rest are taken away, and what was chosen in them forgotten. */
void terrain_figures_controls_set_filters (TerrainFiguresControls *self, TerrainIndicators *indicators, guint index);
/* What can be chosen in a filter; what is chosen stays. */
void terrain_figures_controls_set_choices (TerrainFiguresControls *self, const char *id, GPtrArray *choices);
/* Sets range, columns, filters of @report, and has it collect the choices. Returns: (transfer full) (nullable): why it
 * cannot be, in words */
char *terrain_figures_controls_apply (TerrainFiguresControls *self, TerrainReport *report);
/* A text that is the same where the figures are. (transfer full) */
char *terrain_figures_controls_describe (TerrainFiguresControls *self);
gboolean terrain_figures_controls_is_over_time (TerrainFiguresControls *self);

G_END_DECLS
