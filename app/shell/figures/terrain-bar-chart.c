/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-bar-chart.h"

#include <math.h>

#include "terrain-chart-scale.h"

/* In heights of a line of text. */
#define BAR 0.85
#define BAR_GAP 0.15
#define GROUP_GAP 0.7
#define NARROW 26
#define LABEL_PART 0.36

struct _TerrainBarChart
{
  TerrainChart parent_instance;
};

G_DEFINE_FINAL_TYPE (TerrainBarChart, terrain_bar_chart, TERRAIN_TYPE_CHART)

/* Where everything goes, at one width. */
typedef struct
{
  TerrainChartData *data;
  PangoContext *pango;
  TerrainChartScale scale;
  double line;
  double legend;
  double label_width; /* 0: labels stand above the bars */
  double value_width;
  double plot_start;
  double plot_width;
  double bar;         /* height of one */
} Layout;

static double
get_widest_category (Layout *self)
{
  double widest = 0;

  for (guint i = 0; i < terrain_chart_data_get_n_categories (self->data); i++)
    widest = fmax (widest, terrain_chart_text_width (self->pango, terrain_chart_data_get_category (self->data, i)));
  return widest;
}

static double
get_widest_value (Layout *self)
{
  double widest = 0;

  for (guint i = 0; i < terrain_chart_data_get_n_series (self->data); i++)
    for (guint j = 0; j < terrain_chart_data_get_n_categories (self->data); j++)
      widest = fmax (widest, terrain_chart_text_width (self->pango, terrain_chart_data_get (self->data, i, j)->text));
  return widest;
}

static void
lay_out (Layout       *self,
         TerrainChart *chart,
         PangoContext *pango,
         double        width)
{
  double least, most;

  self->data = terrain_chart_get_data (chart);
  self->pango = pango;
  self->line = terrain_chart_line_height (pango);
  self->legend = terrain_chart_draw_legend (chart, NULL, pango, width);
  self->bar = self->line * (terrain_chart_data_get_n_series (self->data) > 1 ? BAR : BAR * 1.15);
  self->label_width = width < NARROW * self->line ? 0 : fmin (get_widest_category (self), LABEL_PART * width);
  self->value_width = get_widest_value (self) + self->line * 0.5;
  self->plot_start = self->label_width > 0 ? self->label_width + self->line * 0.6 : 0;
  terrain_chart_data_get_bounds (self->data, &least, &most);
  /* Values of falls stand before their bars. */
  if (least < 0)
    self->plot_start += self->value_width;
  self->plot_width = fmax (width - self->plot_start - self->value_width, self->line);
  terrain_chart_scale_choose (&self->scale, least, most,
                              (guint) CLAMP (self->plot_width / (self->line * 4.5), 2, 7),
                              terrain_chart_data_get_unit (self->data) == TERRAIN_UNIT_COUNT);
}

static PangoLayout *
new_label (Layout *self,
           guint   category,
           double  width,
           double *height)
{
  gboolean is_above = self->label_width <= 0;
  PangoLayout *layout = terrain_chart_layout (self->pango, terrain_chart_data_get_category (self->data, category),
                                              is_above ? width - self->line * 0.35 : self->label_width + 1, 2);
  int pixels;

  pango_layout_get_pixel_size (layout, NULL, &pixels);
  *height = pixels;
  return layout;
}

static double
get_group_height (Layout *self,
                  guint   category,
                  double  width)
{
  guint n = terrain_chart_data_get_n_series (self->data);
  double bars = n * self->bar + (n - 1) * self->line * BAR_GAP;
  double label;
  g_autoptr (PangoLayout) layout = new_label (self, category, width, &label);

  return self->label_width > 0 ? fmax (bars, label) : bars + label + 2;
}

static double
terrain_bar_chart_get_height (TerrainChart *chart,
                              PangoContext *pango,
                              double        width)
{
  Layout layout = { 0 };
  double height;

  lay_out (&layout, chart, pango, width);
  height = layout.legend + layout.line * 1.5;
  for (guint i = 0; i < terrain_chart_data_get_n_categories (layout.data); i++)
    height += get_group_height (&layout, i, width) + layout.line * GROUP_GAP;
  return height;
}

static double
get_x (Layout *self,
       double  value)
{
  return self->plot_start + terrain_chart_scale_place (&self->scale, value) * self->plot_width;
}

static void
draw_axis (TerrainChart       *chart,
           TerrainChartCanvas *canvas,
           Layout             *self,
           double              top,
           double              bottom)
{
  double last = -INFINITY;

  for (guint i = 0; i < self->scale.n_ticks; i++)
    {
      double tick = terrain_chart_scale_get_tick (&self->scale, i);
      double x = get_x (self, tick);
      g_autofree char *text = terrain_chart_format_tick (chart, tick, self->scale.decimals);
      double half = terrain_chart_text_width (self->pango, text) / 2;
      /* The first may stand at the very edge. */
      double at = fmin (fmax (x, half), canvas->width - half);

      terrain_chart_canvas_rule (canvas, x, top, x, bottom, fabs (tick) > 0 ? 0.15 : 0.6);
      if (at - half < last)
        continue;
      terrain_chart_canvas_text (canvas, text, at, bottom + self->line * 0.2, TERRAIN_CHART_MIDDLE);
      last = at + half + self->line * 0.4;
    }
}

static void
draw_bar (TerrainChartCanvas *canvas,
          Layout             *self,
          guint               series,
          guint               category,
          double              y)
{
  const TerrainChartPoint *point = terrain_chart_data_get (self->data, series, category);
  double zero = get_x (self, 0);
  double x = isfinite (point->value) ? get_x (self, point->value) : zero;
  double start = fmin (zero, x), width = fmax (fabs (x - zero), isfinite (point->value) ? 1.5 : 0);
  double text_y = y + (self->bar - self->line) / 2;

  if (isfinite (point->value))
    terrain_chart_canvas_bar (canvas, start, y, width, self->bar, series, terrain_chart_data_get_n_series (self->data),
                              point->is_partial);
  if (isfinite (point->value) && point->value < 0)
    terrain_chart_canvas_text (canvas, point->text, start - self->line * 0.3, text_y, TERRAIN_CHART_END);
  else
    terrain_chart_canvas_text (canvas, point->text, start + width + self->line * 0.3, text_y, TERRAIN_CHART_START);
  terrain_chart_canvas_spot (canvas, (int) series, (int) category, fmin (start, zero), y,
                             width + self->line * 0.3 + terrain_chart_text_width (self->pango, point->text), self->bar);
  if ((int) series == canvas->focus_series && (int) category == canvas->focus_category)
    terrain_chart_canvas_ring (canvas, start, y, fmax (width, self->line * 0.5), self->bar);
}

static void
terrain_bar_chart_draw (TerrainChart       *chart,
                        TerrainChartCanvas *canvas)
{
  Layout self = { 0 };
  guint n_series;
  double y, bottom;

  lay_out (&self, chart, canvas->pango, canvas->width);
  n_series = terrain_chart_data_get_n_series (self.data);
  terrain_chart_draw_legend (chart, canvas, canvas->pango, canvas->width);
  bottom = canvas->height - self.line * 1.5;
  draw_axis (chart, canvas, &self, self.legend, bottom);
  y = self.legend + self.line * GROUP_GAP / 2;
  for (guint i = 0; i < terrain_chart_data_get_n_categories (self.data); i++)
    {
      double label_height;
      double group = get_group_height (&self, i, canvas->width);
      double bars = n_series * self.bar + (n_series - 1) * self.line * BAR_GAP;
      g_autoptr (PangoLayout) label = new_label (&self, i, canvas->width, &label_height);
      double label_width = self.label_width > 0 ? self.label_width + 1 : canvas->width - self.line * 0.35;
      /* Above its bars a label must not stand on the axis. */
      double label_x = self.label_width > 0 ? 0 : self.line * 0.35;
      double label_y = self.label_width > 0 ? y + (group - label_height) / 2 : y;
      double bar_y = self.label_width > 0 ? y + (group - bars) / 2 : y + label_height + 2;

      terrain_chart_canvas_layout (canvas, label, label_x, label_y, label_width,
                                   self.label_width > 0 ? TERRAIN_CHART_END : TERRAIN_CHART_START);
      for (guint j = 0; j < n_series; j++, bar_y += self.bar + self.line * BAR_GAP)
        draw_bar (canvas, &self, j, i, bar_y);
      terrain_chart_canvas_spot (canvas, -1, (int) i, label_x, label_y, label_width, label_height);
      y += group + self.line * GROUP_GAP;
    }
}

static void
terrain_bar_chart_class_init (TerrainBarChartClass *klass)
{
  TerrainChartClass *chart_class = TERRAIN_CHART_CLASS (klass);

  chart_class->get_height = terrain_bar_chart_get_height;
  chart_class->draw = terrain_bar_chart_draw;
  chart_class->is_upright = TRUE;
}

static void
terrain_bar_chart_init (TerrainBarChart *self)
{
}

GtkWidget *
terrain_bar_chart_new (void)
{
  return g_object_new (TERRAIN_TYPE_BAR_CHART, NULL);
}
