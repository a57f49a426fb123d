/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-line-chart.h"

#include <math.h>

#include "terrain-chart-scale.h"

/* In heights of a line of text. */
#define PLOT_HEIGHT 14
#define NAME_PART 0.28
#define MARKER 0.22
/* Values are written at the points where there is room for that. */
#define MOST_WRITTEN 12

struct _TerrainLineChart
{
  TerrainChart parent_instance;
};

G_DEFINE_FINAL_TYPE (TerrainLineChart, terrain_line_chart, TERRAIN_TYPE_CHART)

typedef struct
{
  TerrainChartData *data;
  PangoContext *pango;
  TerrainChartScale scale;
  TerrainChartFit fit;
  double line;
  double tick_width;
  double name_width; /* of the lines' names at their ends; 0 for one line alone */
  double plot_start;
  double plot_width;
  double plot_top;
  double plot_height;
  double axis_height;
  gboolean writes_values;
} Layout;

static double
get_slot (Layout *self)
{
  guint n = terrain_chart_data_get_n_categories (self->data);

  return self->plot_width / MAX (n, 1);
}

static double
get_widest (Layout  *self,
            gboolean of_categories)
{
  guint n = of_categories ? terrain_chart_data_get_n_categories (self->data)
                          : terrain_chart_data_get_n_series (self->data);
  double widest = 0;

  for (guint i = 0; i < n; i++)
    widest = fmax (widest, terrain_chart_text_width (self->pango,
                                                     of_categories ? terrain_chart_data_get_category (self->data, i)
                                                                   : terrain_chart_data_get_series (self->data, i)));
  return widest;
}

static double
get_widest_tick (TerrainChart *chart,
                 Layout       *self)
{
  double widest = 0;

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      g_autofree char *text
        = terrain_chart_format_tick (chart, terrain_chart_scale_get_tick (&self->scale, i), self->scale.decimals);

      widest = fmax (widest, terrain_chart_text_width (self->pango, text));
    }
  return widest;
}

static void
decide_values (Layout *self)
{
  guint n = terrain_chart_data_get_n_categories (self->data);
  double widest = 0;

  if (terrain_chart_data_get_n_series (self->data) != 1 || n > MOST_WRITTEN)
    return;
  for (guint i = 0; i < n; i++)
    widest = fmax (widest, terrain_chart_text_width (self->pango, terrain_chart_data_get (self->data, 0, i)->text));
  self->writes_values = widest + self->line * 0.3 <= get_slot (self);
}

static void
lay_out (Layout       *self,
         TerrainChart *chart,
         PangoContext *pango,
         double        width)
{
  double least, most, widest;

  self->data = terrain_chart_get_data (chart);
  self->pango = pango;
  self->line = terrain_chart_line_height (pango);
  terrain_chart_data_get_bounds (self->data, &least, &most);
  terrain_chart_scale_choose (&self->scale, least, most, 6,
                              terrain_chart_data_get_unit (self->data) == TERRAIN_UNIT_COUNT);
  self->tick_width = get_widest_tick (chart, self);
  if (terrain_chart_data_get_n_series (self->data) > 1)
    self->name_width = fmin (get_widest (self, FALSE) + 1, NAME_PART * width);
  self->plot_start = self->tick_width + self->line * 0.5;
  self->plot_width = fmax (width - self->plot_start - (self->name_width > 0 ? self->name_width + self->line * 1.1 : 0),
                           self->line * 3);
  widest = get_widest (self, TRUE);
  self->fit = terrain_chart_fit_labels (widest, self->line, get_slot (self),
                                        terrain_chart_data_get_n_categories (self->data));
  self->axis_height = self->line * 0.4 + (self->fit.is_turned ? widest : self->line);
  self->plot_top = self->line * 1.2;
  self->plot_height = self->line * PLOT_HEIGHT;
  decide_values (self);
}

static double
terrain_line_chart_get_height (TerrainChart *chart,
                               PangoContext *pango,
                               double        width)
{
  Layout layout = { 0 };

  lay_out (&layout, chart, pango, width);
  return layout.plot_top + layout.plot_height + layout.axis_height + layout.line * 0.3;
}

static double
get_x (Layout *self,
       guint   category)
{
  return self->plot_start + (category + 0.5) * get_slot (self);
}

static double
get_y (Layout *self,
       double  value)
{
  return self->plot_top + (1 - terrain_chart_scale_place (&self->scale, value)) * self->plot_height;
}

static void
draw_axes (TerrainChart       *chart,
           TerrainChartCanvas *canvas,
           Layout             *self)
{
  double bottom = self->plot_top + self->plot_height;

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      double tick = terrain_chart_scale_get_tick (&self->scale, i);
      double y = get_y (self, tick);
      g_autofree char *text = terrain_chart_format_tick (chart, tick, self->scale.decimals);

      terrain_chart_canvas_rule (canvas, self->plot_start, y, self->plot_start + self->plot_width, y,
                                 fabs (tick) > 0 ? 0.15 : 0.6);
      terrain_chart_canvas_text (canvas, text, self->tick_width, y - self->line / 2, TERRAIN_CHART_END);
    }
  for (guint i = 0; i < terrain_chart_data_get_n_categories (self->data); i++)
    {
      double x = get_x (self, i);
      g_autoptr (PangoLayout) layout
        = terrain_chart_layout (self->pango, terrain_chart_data_get_category (self->data, i), 0, 0);

      terrain_chart_canvas_rule (canvas, x, bottom, x, bottom + self->line * 0.25, 0.6);
      if (i % self->fit.every != 0)
        continue;
      if (self->fit.is_turned)
        terrain_chart_canvas_turned (canvas, layout, x, bottom + self->line * 0.4);
      else
        terrain_chart_canvas_text (canvas, terrain_chart_data_get_category (self->data, i), x,
                                   bottom + self->line * 0.4, TERRAIN_CHART_MIDDLE);
    }
}

static void
draw_line (TerrainChartCanvas *canvas,
           Layout             *self,
           guint               series)
{
  gboolean is_down = FALSE;

  terrain_chart_canvas_set_line (canvas, series);
  cairo_new_path (canvas->cr);
  for (guint i = 0; i < terrain_chart_data_get_n_categories (self->data); i++)
    {
      double value = terrain_chart_data_get (self->data, series, i)->value;
      double x = terrain_chart_canvas_mirror (canvas, get_x (self, i), 0);

      if (isfinite (value) && is_down)
        cairo_line_to (canvas->cr, x, get_y (self, value));
      else if (isfinite (value))
        cairo_move_to (canvas->cr, x, get_y (self, value));
      is_down = isfinite (value);
    }
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

static void
draw_points (TerrainChartCanvas *canvas,
             Layout             *self,
             guint               series)
{
  double size = self->line * MARKER;

  for (guint i = 0; i < terrain_chart_data_get_n_categories (self->data); i++)
    {
      const TerrainChartPoint *point = terrain_chart_data_get (self->data, series, i);
      gboolean is_there = isfinite (point->value);
      double x = get_x (self, i), y = is_there ? get_y (self, point->value) : get_y (self, 0);

      if (is_there)
        terrain_chart_canvas_marker (canvas, x, y, size, series, point->is_partial);
      if (self->writes_values)
        terrain_chart_canvas_text (canvas, point->text, x, y - self->line * 1.25, TERRAIN_CHART_MIDDLE);
      terrain_chart_canvas_spot (canvas, (int) series, (int) i, x - size * 2, y - size * 2, size * 4, size * 4);
      if ((int) series == canvas->focus_series && (int) i == canvas->focus_category)
        terrain_chart_canvas_ring (canvas, x - size, y - size, 2 * size, 2 * size);
    }
}

/* The last value of a line, or where it would be. */
static double
get_end (Layout *self,
         guint   series)
{
  for (guint i = terrain_chart_data_get_n_categories (self->data); i-- > 0;)
    {
      double value = terrain_chart_data_get (self->data, series, i)->value;

      if (isfinite (value))
        return get_y (self, value);
    }
  return self->plot_top + self->plot_height;
}

static void
draw_names (TerrainChartCanvas *canvas,
            Layout             *self)
{
  guint n = terrain_chart_data_get_n_series (self->data);
  double start = self->plot_start + self->plot_width;
  g_autofree double *places = g_new (double, n);

  if (self->name_width <= 0)
    return;
  for (guint i = 0; i < n; i++)
    places[i] = get_end (self, i) - self->line / 2;
  terrain_chart_spread (places, n, self->line * 1.05, 0, self->plot_top + self->plot_height);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) layout = terrain_chart_layout (self->pango, terrain_chart_data_get_series (self->data, i),
                                                             self->name_width, 1);

      terrain_chart_canvas_marker (canvas, start + self->line * 0.6, places[i] + self->line / 2, self->line * MARKER, i,
                                   FALSE);
      terrain_chart_canvas_layout (canvas, layout, start + self->line, places[i], self->name_width,
                                   TERRAIN_CHART_START);
    }
}

static void
terrain_line_chart_draw (TerrainChart       *chart,
                         TerrainChartCanvas *canvas)
{
  Layout self = { 0 };
  guint n_series;

  lay_out (&self, chart, canvas->pango, canvas->width);
  n_series = terrain_chart_data_get_n_series (self.data);
  draw_axes (chart, canvas, &self);
  for (guint i = 0; i < n_series; i++)
    draw_line (canvas, &self, i);
  for (guint i = 0; i < n_series; i++)
    draw_points (canvas, &self, i);
  draw_names (canvas, &self);
}

static void
terrain_line_chart_class_init (TerrainLineChartClass *klass)
{
  TerrainChartClass *chart_class = TERRAIN_CHART_CLASS (klass);

  chart_class->get_height = terrain_line_chart_get_height;
  chart_class->draw = terrain_line_chart_draw;
}

static void
terrain_line_chart_init (TerrainLineChart *self)
{
}

GtkWidget *
terrain_line_chart_new (void)
{
  return g_object_new (TERRAIN_TYPE_LINE_CHART, NULL);
}
