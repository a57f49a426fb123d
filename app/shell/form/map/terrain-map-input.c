/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-map-view-private.h"

/* What is done with a map, by pointer, fingers and keys. */

/* Farther than this is a drag, in pixels. */
#define CLICK_SLOP 8

/* Picking */

static void
pick (TerrainMapView *self, double x, double y)
{
  double latitude, longitude;
  int mark = self->picks_marks ? terrain_map_view_get_mark_at (self, x, y) : -1;

  if (mark >= 0)
    g_signal_emit_by_name (self, "mark-picked", (guint) mark);
  if (self->picks_marks)
    return;
  terrain_map_view_get_place_at (self, x, y, &latitude, &longitude);
  if (fabs (latitude) <= 90 && fabs (longitude) <= 180)
    g_signal_emit_by_name (self, "picked", latitude, longitude);
}

/* Taking up a place and putting it down */

static void
take_up (TerrainMapView *self, TerrainMapHoldWay way, guint mark, guint place)
{
  terrain_map_hold_take (&self->hold, way, self->marks, mark, place);
  gtk_widget_queue_draw (self->marks_area);
  g_signal_emit_by_name (self, "moved");
}

static void
put_down (TerrainMapView *self, double latitude, double longitude)
{
  guint mark = self->hold.mark, place = self->hold.place;

  /* It is where it was until it is there in the answer. */
  terrain_map_view_let_go (self);
  if (fabs (latitude) <= 90 && fabs (longitude) <= 180)
    g_signal_emit_by_name (self, "place-moved", mark, place, latitude, longitude);
}

static gboolean
take_up_next (TerrainMapView *self)
{
  TerrainMapDrawing drawing = terrain_map_view_get_drawing (self);
  guint mark, place;

  if (!terrain_map_hold_find_next (&self->hold, &drawing, self->marks, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                                   gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, &mark, &place))
    return FALSE;
  take_up (self, TERRAIN_MAP_HOLD_KEYS, mark, place);
  /* The cross-hair is on it, and it goes with the cross-hair from there. */
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), self->hold.from.latitude, self->hold.from.longitude);
  return TRUE;
}

/* Where the pointer is, but for where it was grabbed. */
static void
hold_at (TerrainMapView *self, double x, double y)
{
  double latitude, longitude;

  terrain_map_view_get_place_at (self, x + self->grip_x, y + self->grip_y, &latitude, &longitude);
  terrain_map_hold_show_at (&self->hold, self->marks, latitude, longitude);
  gtk_widget_queue_draw (self->marks_area);
}

static void
put_down_at (TerrainMapView *self, double x, double y)
{
  double latitude, longitude;

  terrain_map_view_get_place_at (self, x + self->grip_x, y + self->grip_y, &latitude, &longitude);
  put_down (self, latitude, longitude);
}

/* A place at this point of the widget, and how far from it. */
static gboolean
find_place (TerrainMapView *self, double x, double y, guint *mark, guint *place)
{
  TerrainMapDrawing drawing = terrain_map_view_get_drawing (self);
  const TerrainPlace *found;

  if (!terrain_map_hold_find (&drawing, self->marks, x, y, mark, place))
    return FALSE;
  found = &g_array_index (((TerrainMapMark *) self->marks->pdata[*mark])->places, TerrainPlace, *place);
  terrain_map_view_get_point_of (self, found->latitude, found->longitude, &self->grip_x, &self->grip_y);
  self->grip_x -= x;
  self->grip_y -= y;
  return TRUE;
}

/* The other way than dragging: up with one click, down with the next. */
static void
click (TerrainMapView *self, double x, double y)
{
  guint mark, place;

  if (self->hold.way != TERRAIN_MAP_HOLD_NONE)
    {
      self->grip_x = self->grip_y = 0;
      put_down_at (self, x, y);
    }
  else if (find_place (self, x, y, &mark, &place))
    take_up (self, TERRAIN_MAP_HOLD_CLICK, mark, place);
  else
    pick (self, x, y);
}

/* Pointer and fingers */

static void
drag_begun (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  TerrainMapTravel travel = terrain_map_view_get_travel (self);
  guint mark, place;

  /* Of the page's own dragging, by finger: here it is the map's. */
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->drag_cancelled = FALSE;
  terrain_map_travel_get_middle (&travel, &self->drag_x, &self->drag_y);
  if (self->hold.way == TERRAIN_MAP_HOLD_NONE && find_place (self, x, y, &mark, &place))
    take_up (self, TERRAIN_MAP_HOLD_DRAG, mark, place);
}

static void
dragged (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  TerrainMapTravel travel = terrain_map_view_get_travel (self);
  double start_x, start_y;

  if (hypot (x, y) <= CLICK_SLOP || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  if (self->hold.way == TERRAIN_MAP_HOLD_DRAG)
    hold_at (self, start_x + x, start_y + y);
  else
    terrain_map_travel_to (&travel, self->drag_x - x, self->drag_y - y);
}

static void
drag_ended (GtkGestureDrag *gesture, double x, double y, TerrainMapView *self)
{
  double start_x, start_y;

  if (self->drag_cancelled || !gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y))
    return;
  if (self->hold.way != TERRAIN_MAP_HOLD_DRAG && hypot (x, y) > CLICK_SLOP)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (hypot (x, y) > CLICK_SLOP)
    {
      put_down_at (self, start_x + x, start_y + y);
      return;
    }
  if (self->hold.way == TERRAIN_MAP_HOLD_DRAG)
    terrain_map_view_let_go (self);
  click (self, start_x + x, start_y + y);
}

static void
drag_cancelled (GtkGesture *gesture, GdkEventSequence *sequence, TerrainMapView *self)
{
  self->drag_cancelled = TRUE;
  if (self->hold.way == TERRAIN_MAP_HOLD_DRAG)
    terrain_map_view_let_go (self);
}

static void
pinch_begun (GtkGesture *gesture, GdkEventSequence *sequence, TerrainMapView *self)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  drag_cancelled (gesture, sequence, self);
  self->pinch_zoom = shumate_viewport_get_zoom_level (self->viewport);
}

static void
pinched (GtkGestureZoom *gesture, double scale, TerrainMapView *self)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    terrain_map_view_zoom_at (self, self->pinch_zoom + log2 (scale), x, y);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, TerrainMapView *self)
{
  TerrainMapDrawing drawing = terrain_map_view_get_drawing (self);
  guint held, place;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->picks_marks)
    {
      int mark = terrain_map_view_get_mark_at (self, x, y);

      terrain_map_view_set_pointed (self, mark);
      gtk_widget_set_cursor_from_name (GTK_WIDGET (self), mark >= 0 ? "pointer" : "grab");
      return;
    }
  if (self->hold.way == TERRAIN_MAP_HOLD_CLICK)
    {
      self->grip_x = self->grip_y = 0;
      hold_at (self, x, y);
    }
  if (self->hold.way == TERRAIN_MAP_HOLD_NONE)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                     terrain_map_hold_find (&drawing, self->marks, x, y, &held, &place) ? "grab"
                                                                                                       : "crosshair");
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
  terrain_map_view_zoom_at (self, shumate_viewport_get_zoom_level (self->viewport) - dy * 0.5, self->pointer_x,
                            self->pointer_y);
  return GDK_EVENT_STOP;
}

/* Keys. Left is west in every language. */

static gboolean
move_key (TerrainMapView *self, guint key, double step)
{
  TerrainMapTravel travel = terrain_map_view_get_travel (self);

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      terrain_map_travel_by (&travel, -step, 0);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      terrain_map_travel_by (&travel, step, 0);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      terrain_map_travel_by (&travel, 0, -step);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      terrain_map_travel_by (&travel, 0, step);
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
      terrain_map_view_zoom_by (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      terrain_map_view_zoom_by (self, -1);
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
      self->grip_x = self->grip_y = 0;
      if (self->hold.way != TERRAIN_MAP_HOLD_NONE)
        put_down_at (self, width / 2.0, height / 2.0);
      else
        pick (self, width / 2.0, height / 2.0);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    return take_up_next (self);
  if (key == GDK_KEY_Escape && self->hold.way != TERRAIN_MAP_HOLD_NONE)
    {
      terrain_map_view_let_go (self);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_BackSpace)
    {
      g_signal_emit_by_name (self, "take-back");
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

/* All of it */

void
terrain_map_view_listen (TerrainMapView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkWidget *widget = GTK_WIDGET (self);

  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begun), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (dragged), self, 0);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_ended), self, 0);
  g_signal_connect_object (drag, "cancel", G_CALLBACK (drag_cancelled), self, 0);
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
