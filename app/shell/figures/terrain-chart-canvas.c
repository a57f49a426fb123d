/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-chart-canvas.h"

#include <math.h>

/* GNOME's palette, strong enough (3:1) on a light and on a dark ground (WCAG 1.4.11). */
static const char *const light_colours[TERRAIN_CHART_STYLES]
  = { "#1c71d8", "#a51d2d", "#26733f", "#813d9c", "#9c4a00", "#5e5c64" };
static const char *const dark_colours[TERRAIN_CHART_STYLES]
  = { "#78aeed", "#ff8a80", "#8ff0a4", "#dc9ae8", "#ffbe6f", "#c0bfbc" };

double
terrain_chart_line_height (PangoContext *pango)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (pango);
  int height;

  pango_layout_set_text (layout, "Àg0", -1);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return MAX (height, 8);
}

PangoLayout *
terrain_chart_layout (PangoContext *pango,
                      const char   *text,
                      double        width,
                      guint         lines)
{
  PangoLayout *layout = pango_layout_new (pango);

  pango_layout_set_text (layout, text, -1);
  if (lines > 0)
    {
      pango_layout_set_width (layout, (int) (fmax (width, 1) * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (layout, -(int) lines);
    }
  return layout;
}

double
terrain_chart_text_width (PangoContext *pango,
                          const char   *text)
{
  g_autoptr (PangoLayout) layout = terrain_chart_layout (pango, text, 0, 0);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

double
terrain_chart_canvas_mirror (const TerrainChartCanvas *self,
                             double                    x,
                             double                    width)
{
  return self->is_rtl ? self->width - x - width : x;
}

static void
set_colour (TerrainChartCanvas *self,
            const GdkRGBA      *colour,
            double              alpha)
{
  cairo_set_source_rgba (self->cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
get_series_colour (TerrainChartCanvas *self,
                   guint               series,
                   GdkRGBA            *colour)
{
  if (self->is_high_contrast)
    *colour = self->foreground;
  else
    gdk_rgba_parse (colour, (self->is_dark ? dark_colours : light_colours)[series % TERRAIN_CHART_STYLES]);
}

void
terrain_chart_canvas_layout (TerrainChartCanvas *self,
                             PangoLayout        *layout,
                             double              x,
                             double              y,
                             double              width,
                             TerrainChartAlign   align)
{
  int text_width;
  double left, spare;
  PangoAlignment side = align == TERRAIN_CHART_MIDDLE ? PANGO_ALIGN_CENTER
                        : (align == TERRAIN_CHART_END) != self->is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;

  /* The side is that of the chart, not that of the letters in it. */
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, side);
  pango_layout_get_pixel_size (layout, &text_width, NULL);
  if (pango_layout_get_width (layout) > 0)
    text_width = (int) width;
  spare = width - text_width;
  left = terrain_chart_canvas_mirror (self, x, width)
         + (side == PANGO_ALIGN_CENTER ? spare / 2 : side == PANGO_ALIGN_RIGHT ? spare : 0);
  set_colour (self, &self->foreground, 1);
  cairo_move_to (self->cr, round (left), round (y));
  pango_cairo_show_layout (self->cr, layout);
}

void
terrain_chart_canvas_text (TerrainChartCanvas *self,
                           const char         *text,
                           double              x,
                           double              y,
                           TerrainChartAlign   align)
{
  g_autoptr (PangoLayout) layout = terrain_chart_layout (self->pango, text, 0, 0);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  terrain_chart_canvas_layout (self, layout,
                               align == TERRAIN_CHART_START ? x : align == TERRAIN_CHART_END ? x - width : x - width / 2.0,
                               y, width, TERRAIN_CHART_START);
}

void
terrain_chart_canvas_turned (TerrainChartCanvas *self,
                             PangoLayout        *layout,
                             double              x,
                             double              y)
{
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_save (self->cr);
  set_colour (self, &self->foreground, 1);
  cairo_translate (self->cr, terrain_chart_canvas_mirror (self, x, 0) - height / 2.0, y + width);
  cairo_rotate (self->cr, -G_PI_2);
  cairo_move_to (self->cr, 0, 0);
  pango_cairo_show_layout (self->cr, layout);
  cairo_restore (self->cr);
}

void
terrain_chart_canvas_rule (TerrainChartCanvas *self,
                           double              x0,
                           double              y0,
                           double              x1,
                           double              y1,
                           double              alpha)
{
  set_colour (self, &self->foreground, self->is_high_contrast ? fmin (1, alpha * 2.5) : alpha);
  cairo_set_line_width (self->cr, 1);
  cairo_set_dash (self->cr, NULL, 0, 0);
  /* On the middle of a pixel: one sharp line rather than two pale ones. */
  cairo_move_to (self->cr, floor (terrain_chart_canvas_mirror (self, x0, 0)) + 0.5, floor (y0) + 0.5);
  cairo_line_to (self->cr, floor (terrain_chart_canvas_mirror (self, x1, 0)) + 0.5, floor (y1) + 0.5);
  cairo_stroke (self->cr);
}

/* Slanted lines over what is clipped; each older period wider apart, every second one the other way. */
static void
hatch (TerrainChartCanvas *self,
       double              x,
       double              y,
       double              width,
       double              height,
       guint               age)
{
  double gap = 5 + 2 * age;
  double slope = age % 2 == 0 ? -1 : 1;

  cairo_set_line_width (self->cr, 1.5);
  for (double at = -height; at < width + height; at += gap)
    {
      cairo_move_to (self->cr, x + at, y + (slope > 0 ? 0 : height));
      cairo_line_to (self->cr, x + at + height, y + (slope > 0 ? height : 0));
    }
  cairo_stroke (self->cr);
}

void
terrain_chart_canvas_bar (TerrainChartCanvas *self,
                          double              x,
                          double              y,
                          double              width,
                          double              height,
                          guint               series,
                          guint               n,
                          gboolean            is_partial)
{
  static const double dashes[] = { 3, 3 };
  double left = terrain_chart_canvas_mirror (self, x, width);
  GdkRGBA colour = self->is_high_contrast ? self->foreground : self->accent;
  guint age = n - 1 - series;

  if (width <= 0 || height <= 0)
    return;
  cairo_save (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_rectangle (self->cr, left, y, width, height);
  set_colour (self, &colour, age == 0 ? (is_partial ? 0.55 : 1) : 0.12);
  cairo_fill_preserve (self->cr);
  cairo_clip (self->cr);
  if (age > 0)
    {
      set_colour (self, &colour, 0.75);
      hatch (self, left, y, width, height, age - 1);
    }
  cairo_reset_clip (self->cr);
  cairo_restore (self->cr);
  set_colour (self, &colour, 1);
  cairo_set_line_width (self->cr, 1);
  cairo_set_dash (self->cr, dashes, is_partial ? 2 : 0, 0);
  cairo_rectangle (self->cr, left + 0.5, y + 0.5, fmax (width - 1, 0.5), fmax (height - 1, 0.5));
  cairo_stroke (self->cr);
  cairo_set_dash (self->cr, NULL, 0, 0);
}

static void
trace_marker (TerrainChartCanvas *self,
              double              x,
              double              y,
              double              radius,
              guint               shape)
{
  /* Circle, square, triangle, diamond, upside-down triangle, a star: by their corners. */
  static const double turns[TERRAIN_CHART_STYLES] = { 0, G_PI_4, -G_PI_2, 0, G_PI_2, -G_PI_2 };
  static const guint corners[TERRAIN_CHART_STYLES] = { 0, 4, 3, 4, 3, 10 };
  guint kind = shape % TERRAIN_CHART_STYLES;

  cairo_new_sub_path (self->cr);
  if (corners[kind] == 0)
    cairo_arc (self->cr, x, y, radius, 0, 2 * G_PI);
  for (guint i = 0; i < corners[kind]; i++)
    {
      double angle = turns[kind] + 2 * G_PI * i / corners[kind];

      /* Every second corner of a star lies near its middle. */
      double reach = corners[kind] < 10 ? 1.25 : i % 2 == 0 ? 1.6 : 0.55;

      cairo_line_to (self->cr, x + cos (angle) * radius * reach, y + sin (angle) * radius * reach);
    }
  cairo_close_path (self->cr);
}

void
terrain_chart_canvas_marker (TerrainChartCanvas *self,
                             double              x,
                             double              y,
                             double              size,
                             guint               series,
                             gboolean            is_hollow)
{
  GdkRGBA colour;

  get_series_colour (self, series, &colour);
  cairo_set_dash (self->cr, NULL, 0, 0);
  trace_marker (self, terrain_chart_canvas_mirror (self, x, 0), y, size, series);
  if (is_hollow)
    cairo_set_source_rgba (self->cr, self->is_dark ? 0.12 : 1, self->is_dark ? 0.12 : 1, self->is_dark ? 0.12 : 1, 1);
  else
    set_colour (self, &colour, 1);
  cairo_fill_preserve (self->cr);
  set_colour (self, &colour, 1);
  cairo_set_line_width (self->cr, 1.5);
  cairo_stroke (self->cr);
}

void
terrain_chart_canvas_set_line (TerrainChartCanvas *self,
                               guint               series)
{
  static const double dashes[TERRAIN_CHART_STYLES][4]
    = { { 0 }, { 8, 4 }, { 2, 3 }, { 10, 3, 2, 3 }, { 5, 2 }, { 1, 5 } };
  static const int n_dashes[TERRAIN_CHART_STYLES] = { 0, 2, 2, 4, 2, 2 };
  guint style = series % TERRAIN_CHART_STYLES;
  GdkRGBA colour;

  get_series_colour (self, series, &colour);
  set_colour (self, &colour, 1);
  cairo_set_line_width (self->cr, 2);
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (self->cr, dashes[style], n_dashes[style], 0);
}

void
terrain_chart_canvas_ring (TerrainChartCanvas *self,
                           double              x,
                           double              y,
                           double              width,
                           double              height)
{
  set_colour (self, &self->foreground, 0.9);
  cairo_set_line_width (self->cr, 2);
  cairo_set_dash (self->cr, NULL, 0, 0);
  cairo_rectangle (self->cr, terrain_chart_canvas_mirror (self, x, width) - 3, y - 3, width + 6, height + 6);
  cairo_stroke (self->cr);
}

void
terrain_chart_canvas_spot (TerrainChartCanvas *self,
                           int                 series,
                           int                 category,
                           double              x,
                           double              y,
                           double              width,
                           double              height)
{
  TerrainChartSpot spot = { series, category, { terrain_chart_canvas_mirror (self, x, width), y, width, height } };

  if (self->spots)
    g_array_append_val (self->spots, spot);
}
