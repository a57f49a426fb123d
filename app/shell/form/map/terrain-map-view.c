/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-map-marks.h"
#include "terrain-map-source.h"
#include "terrain-map-view.h"

#define HEIGHT 320
/* Farther than this is a drag, in pixels. */
#define CLICK_SLOP 8
/* From a mark's middle, for a finger. */
#define MARK_REACH 24
#define MARGIN 48
/* Where a street is seen; how near one point is shown at most. */
#define STREET_ZOOM 16
#define ZOOM_STEP 1.0

struct _TerrainMapView
{
  GtkWidget parent_instance;
  ShumateMap *map;
  ShumateViewport *viewport;
  ShumateMapSource *source;
  TerrainMapTiles *tiles; /* (nullable) */
  GtkWidget *overlay;
  GtkWidget *marks_area;
  GtkWidget *buttons;
  GPtrArray *marks; /* of TerrainMapMark */
  int pointed;
  gboolean picks_marks;
  gboolean show_all; /* once there is a size */
  double drag_x;     /* the middle when dragging began, in pixels of the world */
  double drag_y;
  double pinch_zoom;
  double pointer_x;
  double pointer_y;
};

enum
{
  PICKED,
  MARK_PICKED,
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

static TerrainMapDrawing
drawing_of (TerrainMapView *self)
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
  TerrainMapDrawing drawing = drawing_of (self);

  terrain_map_marks_draw (&drawing, cairo, self->marks, self->pointed);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    terrain_map_marks_draw_cross_hair (&drawing, cairo);
}

static void
terrain_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TerrainMapView *self = TERRAIN_MAP_VIEW (widget);
  TerrainMapDrawing drawing = drawing_of (self);
  cairo_t *cairo = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget)));

  terrain_map_marks_draw_grid (&drawing, cairo);
  cairo_destroy (cairo);
  GTK_WIDGET_CLASS (terrain_map_view_parent_class)->snapshot (widget, snapshot);
}

static void
viewport_changed (TerrainMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  gtk_widget_queue_draw (self->marks_area);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
focus_changed (TerrainMapView *self)
{
  gtk_widget_queue_draw (self->marks_area);
}

/* Moving. The world is a square of pixels that doubles with each zoom level. */

static double
world_x (TerrainMapView *self, double zoom)
{
  return shumate_map_source_get_x (self->source, zoom, shumate_location_get_longitude (SHUMATE_LOCATION (self->viewport)));
}

static double
world_y (TerrainMapView *self, double zoom)
{
  return shumate_map_source_get_y (self->source, zoom, shumate_location_get_latitude (SHUMATE_LOCATION (self->viewport)));
}

static double
world_size (TerrainMapView *self, double zoom)
{
  return shumate_map_source_get_tile_size (self->source) * pow (2, zoom);
}

/* The middle, never beyond the edge of the world. */
static void
move_to (TerrainMapView *self, double zoom, double x, double y)
{
  double size = world_size (self, zoom);

  x = CLAMP (x, 0, size);
  y = CLAMP (y, 0, size);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport),
                                 shumate_map_source_get_latitude (self->source, zoom, y),
                                 shumate_map_source_get_longitude (self->source, zoom, x));
}

static void
move_by (TerrainMapView *self, double dx, double dy)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport);

  move_to (self, zoom, world_x (self, zoom) + dx, world_y (self, zoom) + dy);
}

/* What is at a point of the widget stays there. */
static void
zoom_at (TerrainMapView *self, double zoom, double x, double y)
{
  double before = shumate_viewport_get_zoom_level (self->viewport), grown;
  double dx = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, dy = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double from_x = world_x (self, before) + dx, from_y = world_y (self, before) + dy;

  shumate_viewport_set_zoom_level (self->viewport, zoom);
  zoom = shumate_viewport_get_zoom_level (self->viewport);
  grown = pow (2, zoom - before);
  move_to (self, zoom, from_x * grown - dx, from_y * grown - dy);
}

static void
zoom_by (TerrainMapView *self, double levels)
{
  zoom_at (self, shumate_viewport_get_zoom_level (self->viewport) + levels, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static void
zoom_in (TerrainMapView *self)
{
  zoom_by (self, ZOOM_STEP);
}

static void
zoom_out (TerrainMapView *self)
{
  zoom_by (self, -ZOOM_STEP);
}

typedef struct
{
  double west;
  double south;
  double east;
  double north;
} Bounds;

/* Of all marks; of the map where there are none. FALSE where there is neither. */
static gboolean
read_bounds (TerrainMapView *self, Bounds *bounds)
{
  *bounds = (Bounds) { 181, 91, -181, -91 };
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

      *bounds = (Bounds) { info->west, info->south, info->east, info->north };
    }
  return self->tiles != NULL;
}

static void
show_bounds (TerrainMapView *self, const Bounds *bounds)
{
  double left = shumate_map_source_get_x (self->source, 0, bounds->west);
  double right = shumate_map_source_get_x (self->source, 0, bounds->east);
  double top = shumate_map_source_get_y (self->source, 0, bounds->north);
  double bottom = shumate_map_source_get_y (self->source, 0, bounds->south);
  double room_x = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN, MARGIN);
  double room_y = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN, MARGIN);
  double zoom = MIN (log2 (room_x / MAX (right - left, 1e-9)), log2 (room_y / MAX (bottom - top, 1e-9)));

  shumate_viewport_set_zoom_level (self->viewport, floor (MIN (zoom, STREET_ZOOM) * 2) / 2);
  move_to (self, 0, (left + right) / 2, (top + bottom) / 2);
}

void
terrain_map_view_show_all (TerrainMapView *self)
{
  Bounds bounds;

  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  self->show_all = gtk_widget_get_width (GTK_WIDGET (self)) == 0;
  if (!self->show_all && read_bounds (self, &bounds))
    show_bounds (self, &bounds);
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
  g_return_if_fail (TERRAIN_IS_MAP_VIEW (self));

  self->show_all = FALSE;
  if (shumate_viewport_get_zoom_level (self->viewport) < STREET_ZOOM)
    shumate_viewport_set_zoom_level (self->viewport, STREET_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
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

/* Picking */

int
terrain_map_view_get_mark_at (TerrainMapView *self, double x, double y)
{
  TerrainMapDrawing drawing;
  double nearest = MARK_REACH;
  int found = -1;

  g_return_val_if_fail (TERRAIN_IS_MAP_VIEW (self), -1);

  drawing = drawing_of (self);
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

static void
pick (TerrainMapView *self, double x, double y)
{
  double latitude, longitude;
  int mark = self->picks_marks ? terrain_map_view_get_mark_at (self, x, y) : -1;

  if (mark >= 0)
    g_signal_emit (self, signals[MARK_PICKED], 0, (guint) mark);
  if (self->picks_marks)
    return;
  terrain_map_view_get_place_at (self, x, y, &latitude, &longitude);
  if (fabs (latitude) <= 90 && fabs (longitude) <= 180)
    g_signal_emit (self, signals[PICKED], 0, latitude, longitude);
}

/* Pointer and fingers */

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  double zoom = shumate_viewport_get_zoom_level (self->viewport);

  /* Of the page's own dragging, by finger: here it is the map's. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_x = world_x (self, zoom);
  self->drag_y = world_y (self, zoom);
}

static void
dragged (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  if (hypot (x, y) > CLICK_SLOP)
    move_to (self, shumate_viewport_get_zoom_level (self->viewport), self->drag_x - x, self->drag_y - y);
}

static void
drag_ended (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  double start_x, start_y;

  if (hypot (x, y) > CLICK_SLOP || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  pick (self, start_x + x, start_y + y);
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, TerrainMapView *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->pinch_zoom = shumate_viewport_get_zoom_level (self->viewport);
}

static void
pinched (GtkGestureZoom *gesture, double scale, TerrainMapView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_at (self, self->pinch_zoom + log2 (scale), x, y);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, TerrainMapView *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->picks_marks)
    {
      int mark = terrain_map_view_get_mark_at (self, x, y);

      terrain_map_view_set_pointed (self, mark);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark >= 0 ? "pointer" : "grab");
    }
}

static void
pointer_left (GtkEventControllerMotion *controller, TerrainMapView *self)
{
  terrain_map_view_set_pointed (self, -1);
}

/* Whoever scrolls a page must not be caught by a map in it. */
static gboolean
scrolled (GtkEventControllerScroll *controller, double dx, double dy, TerrainMapView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!gtk_widget_has_focus (GTK_WIDGET (self)) && (state & GDK_CONTROL_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  zoom_at (self, shumate_viewport_get_zoom_level (self->viewport) - dy * 0.5, self->pointer_x, self->pointer_y);
  return GDK_EVENT_STOP;
}

/* Keys. Left is west in every language. */

static gboolean
move_key (TerrainMapView *self, guint key, double step)
{
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      move_by (self, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_by (self, step, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_by (self, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_by (self, 0, step);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
zoom_key (TerrainMapView *self, guint key)
{
  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal: /* "+" without Shift, on many keyboards */
    case GDK_KEY_KP_Add:
      zoom_in (self);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      zoom_out (self);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      terrain_map_view_show_all (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainMapView *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!gtk_widget_has_focus (GTK_WIDGET (self)) || (held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (move_key (self, key, held == 0 ? MIN (width, height) / 8.0 : 2) || zoom_key (self, key))
    return GDK_EVENT_STOP;
  if (held != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    {
      pick (self, width / 2.0, height / 2.0);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_BackSpace)
    {
      g_signal_emit (self, signals[TAKE_BACK], 0);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
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

static void
add_controllers (TerrainMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkWidget *widget = GTK_WIDGET (self);

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended), self, 0);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begun), self, 0);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinched), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (pointer_moved), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (pointer_left), self, 0);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scrolled), self, 0);
  gtk_widget_add_controller (self->marks_area, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (self->marks_area, GTK_EVENT_CONTROLLER (pinch));
  gtk_gesture_group (pinch, drag);
  gtk_widget_add_controller (self->marks_area, motion);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, scroll);
}

static GtkWidget *
make_button (TerrainMapView *self, const char *icon, const char *name, GCallback clicked)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, "focus-on-click", FALSE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
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
  add_controllers (self);
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
