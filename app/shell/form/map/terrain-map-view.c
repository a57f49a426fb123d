/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-map-source.h"
#include "terrain-map-view-private.h"

#define HEIGHT 320
/* From a mark's middle, for a finger. */
#define MARK_REACH 24

enum
{
  PICKED,
  MARK_PICKED,
  PLACE_MOVED,
  TAKE_BACK,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainMapView, terrain_map_view, GTK_TYPE_WIDGET)

void
terrain_map_mark_free (TerrainMapMark *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  g_free (self->label);
  g_free (self->symbol);
  g_free (self->color);
  g_free (self);
}

/* Drawing */

TerrainMapDrawing
terrain_map_view_get_drawing (TerrainMapView *self)
{
  TerrainMapDrawing drawing = { .widget = GTK_WIDGET (self), .viewport = self->viewport };
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));

  gtk_style_context_get_color (style, &drawing.text);
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &drawing.accent))
    drawing.accent = (GdkRGBA) { 0.11f, 0.44f, 0.85f, 1 };
  return drawing;
}

static void
draw_marks (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer data)
{
  TerrainMapView *self = data;
  TerrainMapDrawing drawing = terrain_map_view_get_drawing (self);

  terrain_map_marks_draw (&drawing, cairo, self->marks, self->pointed);
  if (self->hold.way != TERRAIN_MAP_HOLD_NONE)
    terrain_map_marks_draw_held (&drawing, cairo, self->marks->pdata[self->hold.mark], self->hold.place);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    terrain_map_marks_draw_cross_hair (&drawing, cairo);
}

static void
terrain_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TerrainMapView *self = TERRAIN_MAP_VIEW (widget);
  TerrainMapDrawing drawing = terrain_map_view_get_drawing (self);
  cairo_t *cairo = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));

  terrain_map_marks_draw_grid (&drawing, cairo);
  cairo_destroy (cairo);
  GTK_WIDGET_CLASS (terrain_map_view_parent_class)->snapshot (widget, snapshot);
}

static void
viewport_changed (TerrainMapView *self)
{
  if (self->hold.way == TERRAIN_MAP_HOLD_KEYS)
    terrain_map_hold_show_at (&self->hold, self->marks, shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)),
                              shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->marks_area);
  g_signal_emit (self, signals[MOVED], 0);
}

void
terrain_map_view_let_go (TerrainMapView *self)
{
  if (self->hold.way == TERRAIN_MAP_HOLD_NONE)
    return;
  terrain_map_hold_let_go (&self->hold, self->marks);
  gtk_widget_queue_draw (self->marks_area);
  g_signal_emit (self, signals[MOVED], 0);
}

/* Nobody comes back to a place that hangs in the air. */
static void
focus_changed (TerrainMapView *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    terrain_map_view_let_go (self);
  gtk_widget_queue_draw (self->marks_area);
}

/* Moving */

TerrainMapTravel
terrain_map_view_get_travel (TerrainMapView *self)
{
  return (TerrainMapTravel) { GTK_WIDGET (self), self->viewport, self->source };
}

void
terrain_map_view_zoom_at (TerrainMapView *self, double zoom, double x, double y)
{
  TerrainMapTravel travel = terrain_map_view_get_travel (self);

  terrain_map_travel_zoom (&travel, zoom, x, y);
}

void
terrain_map_view_zoom_by (TerrainMapView *self, double levels)
{
  terrain_map_view_zoom_at (self, shumate_viewport_get_zoom_level (self->viewport) + levels,
                            gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static void
zoom_in (TerrainMapView *self)
{
  terrain_map_view_zoom_by (self, 1);
}

static void
zoom_out (TerrainMapView *self)
{
  terrain_map_view_zoom_by (self, -1);
}

/* Of all marks; of the map where there are none. FALSE where there is neither. */
static gboolean
read_bounds (TerrainMapView *self, TerrainMapBounds *bounds)
{
  *bounds = (TerrainMapBounds) { 181, 91, -181, -91 };
  for (guint i = 0; i < self->marks->len; i++)
    {
      GArray *places = ((TerrainMapMark *) self->marks->pdata[i])->places;

      for (guint j = 0; j < places->len; j++)
        {
          const TerrainPlace *place = &g_array_index (places, TerrainPlace, j);

          bounds->west = MIN (bounds->west, place->longitude);
          bounds->east = MAX (bounds->east, place->longitude);
          bounds->south = MIN (bounds->south, place->latitude);
          bounds->north = MAX (bounds->north, place->latitude);
        }
    }
  if (bounds->west <= bounds->east)
    return TRUE;
  if (self->tiles != NULL)
    {
      const TerrainTileInfo *info = terrain_map_tiles_get_info (self->tiles);

      *bounds = (TerrainMapBounds) { info->west, info->south, info->east, info->north };
    }
  return self->tiles != NULL;
}

void
terrain_map_view_show_all (TerrainMapView *self)
{
  TerrainMapTravel travel;
  TerrainMapBounds bounds;

  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  travel = terrain_map_view_get_travel (self);
  self->show_all = gtk_widget_get_width (GTK_WIDGET (self)) == 0;
  if (!self->show_all && read_bounds (self, &bounds))
    terrain_map_travel_show (&travel, &bounds);
}

static void
resized (GtkDrawingArea *area, int width, int height, TerrainMapView *self)
{
  if (self->show_all && width > 0)
    terrain_map_view_show_all (self);
}

void
terrain_map_view_go_to (TerrainMapView *self, double latitude, double longitude)
{
  TerrainMapTravel travel;

  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  travel = terrain_map_view_get_travel (self);
  self->show_all = FALSE;
  terrain_map_travel_visit (&travel, latitude, longitude);
}

void
terrain_map_view_get_centre (TerrainMapView *self, double *latitude, double *longitude)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  *latitude = shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport));
  *longitude = shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport));
}

void
terrain_map_view_get_place_at (TerrainMapView *self, double x, double y, double *latitude, double *longitude)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  shumate_viewport_widget_coords_to_location (self->viewport, GTK_WIDGET (self), x, y, latitude, longitude);
}

void
terrain_map_view_get_point_of (TerrainMapView *self, double latitude, double longitude, double *x, double *y)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  shumate_viewport_location_to_widget_coords (self->viewport, GTK_WIDGET (self), latitude, longitude, x, y);
}

/* What is where */

int
terrain_map_view_get_mark_at (TerrainMapView *self, double x, double y)
{
  TerrainMapDrawing drawing;
  double nearest = MARK_REACH;
  int found = -1;

  g_return_val_if_fail (TERRAIN_IS_MAP_VIEW (self), -1);

  drawing = terrain_map_view_get_drawing (self);
  for (guint i = 0; i < self->marks->len; i++)
    {
      double distance = terrain_map_marks_get_distance (&drawing, self->marks->pdata[i], x, y);

      if (distance < nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }
  return found;
}

int
terrain_map_view_get_held (TerrainMapView *self)
{
  g_return_val_if_fail (TERRAIN_IS_MAP_VIEW (self), -1);

  return self->hold.way == TERRAIN_MAP_HOLD_KEYS || self->hold.way == TERRAIN_MAP_HOLD_CLICK ? (int) self->hold.place : -1;
}

/* What is shown */

void
terrain_map_view_set_picks_marks (TerrainMapView *self, gboolean picks_marks)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  self->picks_marks = picks_marks;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), picks_marks ? "grab" : "crosshair");
}

void
terrain_map_view_take_marks (TerrainMapView *self, GPtrArray *marks)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));
  g_return_if_fail (marks != NULL);

  g_ptr_array_unref (self->marks);
  self->marks = marks;
  terrain_map_hold_follow (&self->hold, marks);
  if (self->pointed >= (int) marks->len)
    self->pointed = -1;
  gtk_widget_queue_draw (self->marks_area);
}

void
terrain_map_view_set_pointed (TerrainMapView *self, int mark)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  if (self->pointed == mark)
    return;
  self->pointed = mark;
  gtk_widget_queue_draw (self->marks_area);
}

void
terrain_map_view_add_button (TerrainMapView *self, GtkWidget *button)
{
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));
  g_return_if_fail (GTK_IS_WIDGET (button));

  gtk_widget_add_css_class (button, "osd");
  gtk_box_append (GTK_BOX (self->buttons), button);
}

/* Building */

static GtkWidget *
make_button (TerrainMapView *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, "focus-on-click", FALSE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  terrain_map_view_add_button (self, button);
  return button;
}

static void
add_corners (TerrainMapView *self)
{
  const char *attribution = self->tiles != NULL ? terrain_map_tiles_get_info (self->tiles)->attribution : NULL;
  GtkWidget *corner = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "halign", GTK_ALIGN_START,
                                    "valign", GTK_ALIGN_END, "can-target", FALSE, "margin-start", 6, "margin-bottom", 6,
                                    "spacing", 3, NULL);
  ShumateScale *scale = shumate_scale_new (self->viewport);

  shumate_scale_set_unit (scale, SHUMATE_UNIT_METRIC);
  gtk_widget_set_halign (GTK_WIDGET (scale), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (corner), GTK_WIDGET (scale));
  if (attribution != NULL)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", attribution, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", 0.0f,
                                       NULL);

      gtk_widget_add_css_class (label, "terrain-map-words");
      gtk_box_append (GTK_BOX (corner), label);
    }
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), corner);
  self->buttons = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "halign", GTK_ALIGN_END, "valign",
                                GTK_ALIGN_END, "margin-end", 6, "margin-bottom", 6, "spacing", 6, NULL);
  make_button (self, "zoom-in-symbolic", _("Zoom In"), G_CALLBACK (zoom_in));
  make_button (self, "zoom-out-symbolic", _("Zoom Out"), G_CALLBACK (zoom_out));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->buttons);
}

static void
build (TerrainMapView *self)
{
  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  self->source = terrain_map_source_new (self->tiles);
  shumate_map_set_map_source (self->map, self->source);
  if (self->tiles != NULL)
    shumate_map_add_layer (self->map, SHUMATE_LAYER (shumate_map_layer_new (self->source, self->viewport)));
  /* Only drawn: what is done with it is done here, so that a page with a map in it stays one that can be scrolled. */
  g_object_set (self->map, "can-target", FALSE, "can-focus", FALSE, "height-request", HEIGHT, NULL);
  self->marks_area = g_object_new (GTK_TYPE_DRAWING_AREA, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->marks_area), draw_marks, self, NULL);
  g_signal_connect_object (self->marks_area, "resize", G_CALLBACK (resized), self, 0);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->marks_area);
  add_corners (self);
  terrain_map_view_listen (self);
  g_signal_connect_object (self->viewport, "notify::latitude", G_CALLBACK (viewport_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::longitude", G_CALLBACK (viewport_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify::zoom-level", G_CALLBACK (viewport_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_map_view_new (TerrainMapTiles *tiles)
{
  TerrainMapView *self = g_object_new (TERRAIN_TYPE_MAP_VIEW, NULL);

  g_set_object (&self->tiles, tiles);
  build (self);
  terrain_map_view_set_picks_marks (self, FALSE);
  self->show_all = TRUE;
  return GTK_WIDGET (self);
}

static void
terrain_map_view_dispose (GObject *object)
{
  TerrainMapView *self = TERRAIN_MAP_VIEW (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->source);
  g_clear_object (&self->tiles);
  G_OBJECT_CLASS (terrain_map_view_parent_class)->dispose (object);
}

static void
terrain_map_view_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_MAP_VIEW (object)->marks);
  G_OBJECT_CLASS (terrain_map_view_parent_class)->finalize (object);
}

static void
terrain_map_view_class_init (TerrainMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = terrain_map_view_dispose;
  object_class->finalize = terrain_map_view_finalize;
  widget_class->snapshot = terrain_map_view_snapshot;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MARK_PICKED] = g_signal_new ("mark-picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PLACE_MOVED] = g_signal_new ("place-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[TAKE_BACK] = g_signal_new ("take-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
terrain_map_view_init (TerrainMapView *self)
{
  self->marks = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_map_mark_free);
  self->pointed = -1;
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-map");
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed), NULL);
}
