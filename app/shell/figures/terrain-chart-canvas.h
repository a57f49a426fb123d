/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Colours that are told apart also without colours: a series has a pattern, a line style and a marker of its own. */
#define TERRAIN_CHART_STYLES 6

/*
 * TerrainChartCanvas: what a chart is drawn on, a widget or a picture. Coordinates are those of a script from left to
 * right; where it runs the other way everything is mirrored but the letters.
 */
typedef struct
{
  cairo_t *cr;
  PangoContext *pango;
  double width;
  double height;
  gboolean is_rtl;
  gboolean is_high_contrast;
  GdkRGBA foreground;
  GdkRGBA accent;
  gboolean is_dark;
  GArray *spots;       /* (nullable) of TerrainChartSpot, filled while drawing */
  int focus_series;    /* -1 for none */
  int focus_category;
} TerrainChartCanvas;

typedef struct
{
  int series;          /* -1: a label of the category */
  int category;
  cairo_rectangle_t area; /* as on the screen */
} TerrainChartSpot;

typedef enum
{
  TERRAIN_CHART_START,
  TERRAIN_CHART_MIDDLE,
  TERRAIN_CHART_END,
} TerrainChartAlign;

/* The height of a line of text: everything is measured in it, so that larger text makes a larger chart. */
double terrain_chart_line_height (PangoContext *pango);
/* @lines: 1 or more; 0 for as it is. Returns: (transfer full): no wider than @width, the rest "…" */
PangoLayout *terrain_chart_layout (PangoContext *pango, const char *text, double width, guint lines);
double terrain_chart_text_width (PangoContext *pango, const char *text);

/* The text's box has its start, middle or end at @x and its top at @y. */
void terrain_chart_canvas_text (TerrainChartCanvas *self, const char *text, double x, double y,
                                TerrainChartAlign align);
void terrain_chart_canvas_layout (TerrainChartCanvas *self, PangoLayout *layout, double x, double y, double width,
                                  TerrainChartAlign align);
/* Turned a quarter, read upwards, its end at (@x, @y). */
void terrain_chart_canvas_turned (TerrainChartCanvas *self, PangoLayout *layout, double x, double y);
void terrain_chart_canvas_rule (TerrainChartCanvas *self, double x0, double y0, double x1, double y1, double alpha);

/* A bar of series @series of @n, the last of which is the newest and solid. */
void terrain_chart_canvas_bar (TerrainChartCanvas *self, double x, double y, double width, double height, guint series,
                               guint n, gboolean is_partial);
void terrain_chart_canvas_marker (TerrainChartCanvas *self, double x, double y, double size, guint series,
                                  gboolean is_hollow);
/* Sets colour, width and dashes for the line of @series. */
void terrain_chart_canvas_set_line (TerrainChartCanvas *self, guint series);
void terrain_chart_canvas_ring (TerrainChartCanvas *self, double x, double y, double width, double height);
void terrain_chart_canvas_spot (TerrainChartCanvas *self, int series, int category, double x, double y, double width,
                                double height);
double terrain_chart_canvas_mirror (const TerrainChartCanvas *self, double x, double width);

G_END_DECLS
