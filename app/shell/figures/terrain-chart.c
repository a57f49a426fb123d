/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-chart.h"

#include <adwaita.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define PICTURE_WIDTH 800
#define PICTURE_MARGIN 16
#define NARROWEST 200

typedef struct
{
  TerrainChartData *data;
  GArray *spots;
  char *selection;
  int series; /* -1 for none */
  int category;
} TerrainChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TerrainChart, terrain_chart, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SELECTION,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

static TerrainChartPrivate *
get_private (TerrainChart *self)
{
  return terrain_chart_get_instance_private (self);
}

static gboolean
has_values (TerrainChartPrivate *priv)
{
  double least, most;

  return priv->data && terrain_chart_data_get_bounds (priv->data, &least, &most);
}

/* What a screen reader says of the chart, and of the point come to. */
static void
update_accessible (TerrainChart *self)
{
  TerrainChartPrivate *priv = get_private (self);
  const char *title = priv->data ? terrain_chart_data_get_title (priv->data) : "";
  g_autofree char *label = NULL;

  if (priv->selection)
    label = g_strdup (priv->selection);
  else if (has_values (priv))
    /* Translators: %s is what a chart shows. */
    label = g_strdup_printf (_("Chart: %s"), title);
  else
    label = g_strdup_printf (_("Chart without values: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  priv->data ? _("Arrow keys go from value to value") : "", -1);
}

static void
select_point (TerrainChart *self,
              int           series,
              int           category)
{
  TerrainChartPrivate *priv = get_private (self);

  priv->series = series;
  priv->category = category;
  g_free (priv->selection);
  priv->selection = series >= 0
    ? g_strdup (terrain_chart_data_get (priv->data, (guint) series, (guint) category)->spoken) : NULL;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

gboolean
terrain_chart_move (TerrainChart *self,
                    int           series,
                    int           category)
{
  g_return_val_if_fail (TERRAIN_IS_CHART (self), FALSE);

  TerrainChartPrivate *priv = get_private (self);
  int n_series = priv->data ? (int) terrain_chart_data_get_n_series (priv->data) : 0;
  int n_categories = priv->data ? (int) terrain_chart_data_get_n_categories (priv->data) : 0;

  if (n_series == 0 || n_categories == 0)
    return FALSE;
  if (priv->series < 0)
    {
      select_point (self, n_series - 1, category < 0 ? n_categories - 1 : 0);
      return TRUE;
    }
  /* From before the first or behind the last there is nowhere to go; large steps go to the end. */
  int to_series = CLAMP (priv->series + series, 0, n_series - 1);
  int to_category = CLAMP (priv->category + category, 0, n_categories - 1);
  if (to_series == priv->series && to_category == priv->category)
    return FALSE;
  select_point (self, to_series, to_category);
  return TRUE;
}

static gboolean
on_key (TerrainChart   *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  gboolean is_upright = TERRAIN_CHART_GET_CLASS (self)->is_upright;
  int ahead = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int across = 0, down = 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left: case GDK_KEY_KP_Left: across = -ahead; break;
    case GDK_KEY_Right: case GDK_KEY_KP_Right: across = ahead; break;
    case GDK_KEY_Up: case GDK_KEY_KP_Up: down = -1; break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down: down = 1; break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home: return terrain_chart_move (self, 0, -G_MAXINT16), TRUE;
    case GDK_KEY_End: case GDK_KEY_KP_End: return terrain_chart_move (self, 0, G_MAXINT16), TRUE;
    default: return FALSE;
    }
  /* At the edge the key is still the chart's: the page would scroll away under the reader. */
  terrain_chart_move (self, is_upright ? across : down, is_upright ? down : across);
  return TRUE;
}

static gboolean
on_query_tooltip (TerrainChart *self,
                  int           x,
                  int           y,
                  gboolean      keyboard,
                  GtkTooltip   *tooltip)
{
  TerrainChartPrivate *priv = get_private (self);

  if (keyboard)
    return FALSE;
  for (guint i = 0; i < priv->spots->len; i++)
    {
      const TerrainChartSpot *spot = &g_array_index (priv->spots, TerrainChartSpot, i);
      const cairo_rectangle_t *area = &spot->area;

      if (x < area->x || y < area->y || x > area->x + area->width || y > area->y + area->height)
        continue;
      gtk_tooltip_set_text (tooltip, spot->series < 0
                            ? terrain_chart_data_get_category (priv->data, (guint) spot->category)
                            : terrain_chart_data_get (priv->data, (guint) spot->series, (guint) spot->category)->spoken);
      return TRUE;
    }
  return FALSE;
}

static void
on_pressed (TerrainChart *self,
            int           n,
            double        x,
            double        y)
{
  TerrainChartPrivate *priv = get_private (self);

  gtk_widget_grab_focus (GTK_WIDGET (self));
  for (guint i = 0; i < priv->spots->len; i++)
    {
      const TerrainChartSpot *spot = &g_array_index (priv->spots, TerrainChartSpot, i);

      if (spot->series >= 0 && x >= spot->area.x && y >= spot->area.y && x <= spot->area.x + spot->area.width
          && y <= spot->area.y + spot->area.height)
        {
          select_point (self, spot->series, spot->category);
          return;
        }
    }
}

static gboolean
is_dark (const GdkRGBA *foreground)
{
  return foreground->red + foreground->green + foreground->blue > 1.5;
}

static void
draw_empty (TerrainChartCanvas *canvas)
{
  g_autoptr (PangoLayout) layout = terrain_chart_layout (canvas->pango, _("No values to draw"), canvas->width, 2);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  terrain_chart_canvas_layout (canvas, layout, 0, (canvas->height - height) / 2, canvas->width, TERRAIN_CHART_MIDDLE);
}

static void
terrain_chart_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  TerrainChart *self = TERRAIN_CHART (widget);
  TerrainChartPrivate *priv = get_private (self);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  TerrainChartCanvas canvas = {
    .pango = gtk_widget_get_pango_context (widget),
    .width = width,
    .height = height,
    .is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
    .is_high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_for_display (gtk_widget_get_display (widget))),
    .spots = priv->spots,
    .focus_series = gtk_widget_has_focus (widget) ? priv->series : -1,
    .focus_category = priv->category,
  };

  if (width <= 0 || height <= 0)
    return;
  gtk_style_context_get_color (style, &canvas.foreground);
  canvas.is_dark = is_dark (&canvas.foreground);
  if (!gtk_style_context_lookup_color (style, "accent_color", &canvas.accent))
    canvas.accent = canvas.foreground;
  g_array_set_size (priv->spots, 0);
  canvas.cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (-4, -4, width + 8, height + 8));
  if (has_values (priv))
    TERRAIN_CHART_GET_CLASS (self)->draw (self, &canvas);
  else
    draw_empty (&canvas);
  cairo_destroy (canvas.cr);
}

static double
get_height (TerrainChart *self,
            PangoContext *pango,
            double        width)
{
  if (!has_values (get_private (self)))
    return 5 * terrain_chart_line_height (pango);
  return ceil (TERRAIN_CHART_GET_CLASS (self)->get_height (self, pango, width));
}

static void
terrain_chart_measure (GtkWidget     *widget,
                       GtkOrientation orientation,
                       int            for_size,
                       int           *minimum,
                       int           *natural,
                       int           *minimum_baseline,
                       int           *natural_baseline)
{
  PangoContext *pango = gtk_widget_get_pango_context (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = NARROWEST;
      *natural = (int) (30 * terrain_chart_line_height (pango));
    }
  else
    *minimum = *natural = (int) get_height (TERRAIN_CHART (widget), pango, for_size > 0 ? for_size : NARROWEST);
}

static GtkSizeRequestMode
terrain_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_chart_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  if (id == PROP_SELECTION)
    g_value_set_string (value, terrain_chart_get_selection (TERRAIN_CHART (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_chart_finalize (GObject *object)
{
  TerrainChartPrivate *priv = get_private (TERRAIN_CHART (object));

  g_clear_pointer (&priv->data, terrain_chart_data_unref);
  g_array_unref (priv->spots);
  g_free (priv->selection);

  G_OBJECT_CLASS (terrain_chart_parent_class)->finalize (object);
}

static void
terrain_chart_class_init (TerrainChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = terrain_chart_get_property;
  object_class->finalize = terrain_chart_finalize;
  widget_class->snapshot = terrain_chart_snapshot;
  widget_class->measure = terrain_chart_measure;
  widget_class->get_request_mode = terrain_chart_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  properties[PROP_SELECTION] = g_param_spec_string ("selection", NULL, NULL, "", G_PARAM_READABLE
                                                    | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
terrain_chart_init (TerrainChart *self)
{
  TerrainChartPrivate *priv = get_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  priv->spots = g_array_new (FALSE, FALSE, sizeof (TerrainChartSpot));
  priv->series = -1;
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (on_query_tooltip), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  update_accessible (self);
}

void
terrain_chart_set_data (TerrainChart     *self,
                        TerrainChartData *data)
{
  g_return_if_fail (TERRAIN_IS_CHART (self));

  TerrainChartPrivate *priv = get_private (self);

  if (data)
    terrain_chart_data_ref (data);
  g_clear_pointer (&priv->data, terrain_chart_data_unref);
  priv->data = data;
  g_array_set_size (priv->spots, 0);
  select_point (self, -1, 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

TerrainChartData *
terrain_chart_get_data (TerrainChart *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHART (self), NULL);

  return get_private (self)->data;
}

const char *
terrain_chart_get_selection (TerrainChart *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHART (self), NULL);

  const char *selection = get_private (self)->selection;
  return selection ? selection : "";
}

char *
terrain_chart_format_tick (TerrainChart *self,
                           double        value,
                           guint         decimals)
{
  if (terrain_chart_data_get_unit (get_private (self)->data) == TERRAIN_UNIT_PERCENT)
    return terrain_format_percent (value, decimals, FALSE);
  return terrain_format_number (value, decimals, FALSE);
}

double
terrain_chart_draw_legend (TerrainChart       *self,
                           TerrainChartCanvas *canvas,
                           PangoContext       *pango,
                           double              width)
{
  TerrainChartData *data = get_private (self)->data;
  guint n = terrain_chart_data_get_n_series (data);
  double line = terrain_chart_line_height (pango);
  double x = 0, y = 0;

  if (n < 2)
    return 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PangoLayout) layout
        = terrain_chart_layout (pango, terrain_chart_data_get_series (data, i), width - 2 * line, 1);
      PangoRectangle extents;

      pango_layout_get_pixel_extents (layout, NULL, &extents);
      if (x > 0 && x + 2 * line + extents.width > width)
        {
          x = 0;
          y += line * 1.4;
        }
      if (canvas)
        {
          g_autoptr (PangoLayout) text
            = terrain_chart_layout (pango, terrain_chart_data_get_series (data, i), extents.width + 2, 1);

          terrain_chart_canvas_bar (canvas, x, y + line * 0.15, line * 1.1, line * 0.7, i, n, FALSE);
          terrain_chart_canvas_layout (canvas, text, x + line * 1.4, y, extents.width + 2, TERRAIN_CHART_START);
        }
      x += line * 2.4 + extents.width;
    }
  return y + line * 1.8;
}

/* Pictures */

static void
paint_picture (TerrainChart    *self,
               cairo_surface_t *surface,
               PangoContext    *pango,
               double           height)
{
  TerrainChartCanvas canvas = { .pango = pango, .width = PICTURE_WIDTH - 2 * PICTURE_MARGIN, .height = height,
                                .focus_series = -1 };

  canvas.is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gdk_rgba_parse (&canvas.foreground, "#1e1e1e");
  gdk_rgba_parse (&canvas.accent, "#1c71d8");
  canvas.cr = cairo_create (surface);
  cairo_set_source_rgb (canvas.cr, 1, 1, 1);
  cairo_paint (canvas.cr);
  cairo_translate (canvas.cr, PICTURE_MARGIN, PICTURE_MARGIN);
  if (has_values (get_private (self)))
    TERRAIN_CHART_GET_CLASS (self)->draw (self, &canvas);
  else
    draw_empty (&canvas);
  cairo_destroy (canvas.cr);
}

gboolean
terrain_chart_save_picture (TerrainChart *self,
                            const char   *path,
                            GError      **error)
{
  g_return_val_if_fail (TERRAIN_IS_CHART (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  gboolean is_svg = g_str_has_suffix (path, ".svg");
  PangoContext *pango = gtk_widget_get_pango_context (GTK_WIDGET (self));
  double height = get_height (self, pango, PICTURE_WIDTH - 2 * PICTURE_MARGIN);
  double whole = height + 2 * PICTURE_MARGIN;
  cairo_surface_t *surface = is_svg
    ? cairo_svg_surface_create (path, PICTURE_WIDTH, whole)
    : cairo_image_surface_create (CAIRO_FORMAT_RGB24, PICTURE_WIDTH * 2, (int) ceil (whole * 2));

  if (!is_svg)
    cairo_surface_set_device_scale (surface, 2, 2);
  paint_picture (self, surface, pango, height);
  cairo_status_t status = is_svg ? CAIRO_STATUS_SUCCESS : cairo_surface_write_to_png (surface, path);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", cairo_status_to_string (status));
      return FALSE;
    }
  return TRUE;
}
