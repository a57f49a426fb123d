/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-chart-canvas.h"
#include "terrain-chart-data.h"

G_BEGIN_DECLS

/*
 * TerrainChart: what bar and line charts share: the keyboard (arrows, Home, End go from point to point, and the
 * accessible name says the one come to), tooltips with whole texts, pictures, and that a chart without a value says so.
 *
 * Property "selection": the sentence of the point come to, "" for none.
 */
#define TERRAIN_TYPE_CHART (terrain_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (TerrainChart, terrain_chart, TERRAIN, CHART, GtkWidget)

struct _TerrainChartClass
{
  GtkWidgetClass parent_class;

  /* How high it should be at @width. */
  double (*get_height) (TerrainChart *self, PangoContext *pango, double width);
  void (*draw) (TerrainChart *self, TerrainChartCanvas *canvas);
  /* Whether categories lie one above the other: then up and down go through them. */
  gboolean is_upright;
};

/* @data: (nullable) */
void terrain_chart_set_data (TerrainChart *self, TerrainChartData *data);
TerrainChartData *terrain_chart_get_data (TerrainChart *self);
const char *terrain_chart_get_selection (TerrainChart *self);
/* One step through the points: by series and by category. FALSE where there is none further. */
gboolean terrain_chart_move (TerrainChart *self, int series, int category);
/* As it is on the screen, on white, by the file's ending: ".svg", else a PNG of twice the size. */
gboolean terrain_chart_save_picture (TerrainChart *self, const char *path, GError **error);

/* For those that draw. */
char *terrain_chart_format_tick (TerrainChart *self, double value, guint decimals);
/* Names of the series in rows. Returns: the height of them; draws only where @canvas */
double terrain_chart_draw_legend (TerrainChart *self, TerrainChartCanvas *canvas, PangoContext *pango, double width);

G_END_DECLS
