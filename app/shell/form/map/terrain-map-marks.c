/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-map-marks.h"

/* In pixels: the round part of a pin, and how far above its place the middle of it is. */
#define PIN_RADIUS 9.0
#define PIN_HEIGHT 21.0
#define DOT_RADIUS 5.0
#define HELD_RADIUS 15.0
#define GRID_STEP 96.0

static void
point_of (const TerrainMapDrawing *self, const TerrainPlace *place, double *x, double *y)
{
  shumate_viewport_location_to_widget_coords (self->viewport, self->widget, place->latitude, place->longitude, x, y);
}

/* Lines */

static void
trace (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark)
{
  double x, y;

  cairo_new_path (cairo);
  for (guint i = 0; i < mark->places->len; i++)
    {
      point_of (self, &g_array_index (mark->places, TerrainPlace, i), &x, &y);
      cairo_line_to (cairo, x, y);
    }
  if (mark->closed)
    cairo_close_path (cairo);
}

static GdkRGBA
color_of (const TerrainMapDrawing *self, const TerrainMapMark *mark)
{
  GdkRGBA color;

  return mark->color != NULL && gdk_rgba_parse (&color, mark->color) ? color : self->accent;
}

static void
draw_line (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark, gboolean stands_out)
{
  GdkRGBA color = color_of (self, mark), inside = color;

  cairo_save (cairo);
  cairo_set_line_join (cairo, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cairo, CAIRO_LINE_CAP_ROUND);
  trace (self, cairo, mark);
  if (mark->closed)
    {
      inside.alpha = stands_out ? 0.45f : 0.2f;
      gdk_cairo_set_source_rgba (cairo, &inside);
      cairo_fill_preserve (cairo);
    }
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_set_line_width (cairo, stands_out ? 8 : 5);
  cairo_stroke_preserve (cairo);
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_set_line_width (cairo, stands_out ? 4 : 2.5);
  cairo_stroke (cairo);
  cairo_restore (cairo);
}

/* Text */

static PangoLayout *
layout_of (const TerrainMapDrawing *self, const char *text, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (self->widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

/* Black on light colours, white on dark ones. */
static void
set_contrasting (cairo_t *cairo, const GdkRGBA *color)
{
  double light = 0.299 * color->red + 0.587 * color->green + 0.114 * color->blue > 0.6 ? 0 : 1;

  cairo_set_source_rgb (cairo, light, light, light);
}

static void
draw_in_middle (const TerrainMapDrawing *self, cairo_t *cairo, const char *text, const GdkRGBA *behind, double x, double y,
                double size)
{
  g_autoptr (PangoLayout) layout = layout_of (self, text, PANGO_SCALE_SMALL);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  cairo_save (cairo);
  cairo_translate (cairo, x, y);
  if (MAX (width, height) > size)
    cairo_scale (cairo, size / MAX (width, height), size / MAX (width, height));
  cairo_move_to (cairo, -width / 2.0, -height / 2.0);
  set_contrasting (cairo, behind);
  pango_cairo_show_layout (cairo, layout);
  cairo_restore (cairo);
}

/* A plate with the mark's name, kept inside the widget. */
static void
draw_label (const TerrainMapDrawing *self, cairo_t *cairo, const char *text, double x, double y)
{
  g_autoptr (PangoLayout) layout = layout_of (self, text, 1.0);
  int all = gtk_widget_get_width (self->widget), width, height;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, MAX (60, all - 24) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x - width / 2.0, 8, MAX (8, all - width - 8));
  y = y + 8 + height > gtk_widget_get_height (self->widget) ? y - PIN_HEIGHT - PIN_RADIUS - height - 8 : y + 8;
  cairo_rectangle (cairo, x - 6, y - 3, width + 12, height + 6);
  cairo_set_source_rgba (cairo, 0.1, 0.1, 0.1, 0.9);
  cairo_fill (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
}

/* Pins */

static void
trace_pin (cairo_t *cairo, double x, double y, double scale)
{
  double r = PIN_RADIUS * scale, h = PIN_HEIGHT * scale;

  cairo_new_path (cairo);
  cairo_arc (cairo, x, y - h, r, G_PI * 0.85, G_PI * 0.15);
  cairo_line_to (cairo, x, y);
  cairo_close_path (cairo);
}

static void
draw_pin (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark, gboolean stands_out)
{
  const TerrainPlace *place = &g_array_index (mark->places, TerrainPlace, 0);
  GdkRGBA color = color_of (self, mark);
  double x, y, scale = stands_out ? 1.35 : 1;

  point_of (self, place, &x, &y);
  trace_pin (cairo, x, y, scale);
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_fill_preserve (cairo);
  cairo_set_line_width (cairo, stands_out ? 4 : 2.5);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_stroke_preserve (cairo);
  cairo_set_line_width (cairo, 1);
  cairo_set_source_rgba (cairo, 0, 0, 0, 0.8);
  cairo_stroke (cairo);
  if (mark->symbol != NULL)
    draw_in_middle (self, cairo, mark->symbol, &color, x, y - PIN_HEIGHT * scale, PIN_RADIUS * 1.6 * scale);
  else
    {
      cairo_new_path (cairo);
      cairo_arc (cairo, x, y - PIN_HEIGHT * scale, PIN_RADIUS * (mark->chosen ? 0.5 : 0.3) * scale, 0, 2 * G_PI);
      set_contrasting (cairo, &color);
      cairo_fill (cairo);
    }
}

static void
draw_dots (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark)
{
  GdkRGBA color = color_of (self, mark);
  double x, y;

  for (guint i = 0; i < mark->places->len; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      point_of (self, &g_array_index (mark->places, TerrainPlace, i), &x, &y);
      /* The number before left its point behind. */
      cairo_new_path (cairo);
      cairo_arc (cairo, x, y, mark->places->len <= 99 ? PIN_RADIUS : DOT_RADIUS, 0, 2 * G_PI);
      gdk_cairo_set_source_rgba (cairo, &color);
      cairo_fill_preserve (cairo);
      cairo_set_line_width (cairo, 2);
      cairo_set_source_rgb (cairo, 1, 1, 1);
      cairo_stroke (cairo);
      if (mark->places->len <= 99)
        draw_in_middle (self, cairo, number, &color, x, y, PIN_RADIUS * 1.5);
    }
}

static void
draw_mark (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark, gboolean stands_out)
{
  double x, y;

  if (mark->places->len == 0)
    return;
  if (mark->places->len > 1)
    draw_line (self, cairo, mark, stands_out);
  else if (!mark->numbered)
    draw_pin (self, cairo, mark, stands_out);
  if (mark->numbered)
    draw_dots (self, cairo, mark);
  if (stands_out && mark->label != NULL)
    {
      point_of (self, &g_array_index (mark->places, TerrainPlace, 0), &x, &y);
      draw_label (self, cairo, mark->label, x, y);
    }
}

void
terrain_map_marks_draw (const TerrainMapDrawing *self, cairo_t *cairo, GPtrArray *marks, int pointed)
{
  /* What stands out is above the others. */
  for (guint i = 0; i < marks->len; i++)
    if (!((TerrainMapMark *) marks->pdata[i])->chosen && (int) i != pointed)
      draw_mark (self, cairo, marks->pdata[i], FALSE);
  for (guint i = 0; i < marks->len; i++)
    if (((TerrainMapMark *) marks->pdata[i])->chosen && (int) i != pointed)
      draw_mark (self, cairo, marks->pdata[i], TRUE);
  if (pointed >= 0 && pointed < (int) marks->len)
    draw_mark (self, cairo, marks->pdata[pointed], TRUE);
}

void
terrain_map_marks_draw_held (const TerrainMapDrawing *self, cairo_t *cairo, const TerrainMapMark *mark, guint place)
{
  double x, y;

  point_of (self, &g_array_index (mark->places, TerrainPlace, place), &x, &y);
  for (int i = 0; i < 2; i++)
    {
      cairo_new_sub_path (cairo);
      cairo_arc (cairo, x, y, HELD_RADIUS, 0, 2 * G_PI);
      cairo_set_line_width (cairo, i == 0 ? 6 : 3);
      cairo_set_source_rgb (cairo, i == 0 ? 1 : 0, i == 0 ? 1 : 0, i == 0 ? 1 : 0);
      cairo_stroke (cairo);
    }
}

void
terrain_map_marks_draw_cross_hair (const TerrainMapDrawing *self, cairo_t *cairo)
{
  double x = gtk_widget_get_width (self->widget) / 2.0, y = gtk_widget_get_height (self->widget) / 2.0;

  for (int i = 0; i < 2; i++)
    {
      cairo_move_to (cairo, x - 16, y);
      cairo_line_to (cairo, x + 16, y);
      cairo_move_to (cairo, x, y - 16);
      cairo_line_to (cairo, x, y + 16);
      cairo_new_sub_path (cairo);
      cairo_arc (cairo, x, y, 8, 0, 2 * G_PI);
      cairo_set_line_width (cairo, i == 0 ? 5 : 2);
      cairo_set_source_rgb (cairo, i == 0 ? 1 : 0, i == 0 ? 1 : 0, i == 0 ? 1 : 0);
      cairo_stroke (cairo);
    }
}

void
terrain_map_marks_draw_grid (const TerrainMapDrawing *self, cairo_t *cairo)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (self->viewport);
  double zoom = shumate_viewport_get_zoom_level (self->viewport);
  double width = gtk_widget_get_width (self->widget), height = gtk_widget_get_height (self->widget);
  double x = shumate_map_source_get_x (source, zoom, shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)));
  double y = shumate_map_source_get_y (source, zoom, shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)));
  GdkRGBA color = self->text;

  color.alpha *= 0.12f;
  gdk_cairo_set_source_rgba (cairo, &color);
  cairo_set_line_width (cairo, 1);
  for (double line = fmod (width / 2 - x, GRID_STEP); line < width; line += GRID_STEP)
    {
      cairo_move_to (cairo, floor (line) + 0.5, 0);
      cairo_line_to (cairo, floor (line) + 0.5, height);
    }
  for (double line = fmod (height / 2 - y, GRID_STEP); line < height; line += GRID_STEP)
    {
      cairo_move_to (cairo, 0, floor (line) + 0.5);
      cairo_line_to (cairo, width, floor (line) + 0.5);
    }
  cairo_stroke (cairo);
}

/* Where a mark is */

static double
distance_to_segment (double x, double y, double x1, double y1, double x2, double y2)
{
  double dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy;
  double t = length > 0 ? CLAMP (((x - x1) * dx + (y - y1) * dy) / length, 0, 1) : 0;

  return hypot (x - x1 - t * dx, y - y1 - t * dy);
}

double
terrain_map_marks_get_place_distance (const TerrainMapDrawing *self, const TerrainMapMark *mark, guint place, double x,
                                      double y)
{
  double at_x, at_y, distance;

  point_of (self, &g_array_index (mark->places, TerrainPlace, place), &at_x, &at_y);
  distance = hypot (x - at_x, y - at_y);
  return mark->numbered ? distance : MIN (distance, hypot (x - at_x, y - (at_y - PIN_HEIGHT)));
}

double
terrain_map_marks_get_distance (const TerrainMapDrawing *self, const TerrainMapMark *mark, double x, double y)
{
  guint n = mark->places->len;
  double x1, y1, x2, y2, least = INFINITY;
  gboolean inside = FALSE;

  if (n == 0)
    return INFINITY;
  point_of (self, &g_array_index (mark->places, TerrainPlace, n - 1), &x1, &y1);
  if (n == 1)
    return MIN (hypot (x - x1, y - y1), hypot (x - x1, y - (y1 - PIN_HEIGHT)));
  for (guint i = 0; i < n; i++, x1 = x2, y1 = y2)
    {
      point_of (self, &g_array_index (mark->places, TerrainPlace, i), &x2, &y2);
      if (i > 0 || mark->closed)
        least = MIN (least, distance_to_segment (x, y, x1, y1, x2, y2));
      if ((y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
        inside = !inside;
    }
  return mark->closed && inside ? 0 : least;
}
