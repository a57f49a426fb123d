/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-drawing.h"

/* A line that is as thick on a large photo as on a small sheet, in parts of the sheet's longer side. */
#define THICKNESS (1.0 / 220)
/* In pixels, for the page around it. */
#define MIN_HEIGHT 160

typedef struct
{
  GdkRGBA colour;
  GArray *points; /* of graphene_point_t */
} Line;

struct _TerrainDrawing
{
  GtkWidget parent_instance;
  int width;
  int height;
  GdkTexture *under; /* NULL for white paper */
  GdkRGBA colour;
  GPtrArray *lines; /* of Line */
};

G_DEFINE_FINAL_TYPE (TerrainDrawing, terrain_drawing, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_EMPTY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
line_free (gpointer data)
{
  Line *line = data;

  g_array_unref (line->points);
  g_free (line);
}

static void
changed (TerrainDrawing *self, gboolean was_empty)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (was_empty != terrain_drawing_is_empty (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY]);
}

gboolean
terrain_drawing_is_empty (TerrainDrawing *self)
{
  g_return_val_if_fail (TERRAIN_IS_DRAWING (self), TRUE);

  return self->lines->len == 0;
}

void
terrain_drawing_set_colour (TerrainDrawing *self, const GdkRGBA *colour)
{
  g_return_if_fail (TERRAIN_IS_DRAWING (self));
  g_return_if_fail (colour != NULL);

  self->colour = *colour;
}

void
terrain_drawing_begin (TerrainDrawing *self, double x, double y)
{
  gboolean was_empty;
  Line *line;

  g_return_if_fail (TERRAIN_IS_DRAWING (self));

  was_empty = terrain_drawing_is_empty (self);
  line = g_new0 (Line, 1);
  line->colour = self->colour;
  line->points = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  g_ptr_array_add (self->lines, line);
  terrain_drawing_extend (self, x, y);
  changed (self, was_empty);
}

void
terrain_drawing_extend (TerrainDrawing *self, double x, double y)
{
  graphene_point_t point;
  Line *line;

  g_return_if_fail (TERRAIN_IS_DRAWING (self));
  g_return_if_fail (self->lines->len > 0);

  line = self->lines->pdata[self->lines->len - 1];
  graphene_point_init (&point, (float) CLAMP (x, 0, self->width), (float) CLAMP (y, 0, self->height));
  g_array_append_val (line->points, point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
terrain_drawing_undo (TerrainDrawing *self)
{
  g_return_if_fail (TERRAIN_IS_DRAWING (self));

  if (self->lines->len == 0)
    return;
  g_ptr_array_remove_index (self->lines, self->lines->len - 1);
  changed (self, FALSE);
}

void
terrain_drawing_clear (TerrainDrawing *self)
{
  gboolean was_empty;

  g_return_if_fail (TERRAIN_IS_DRAWING (self));

  was_empty = terrain_drawing_is_empty (self);
  g_ptr_array_set_size (self->lines, 0);
  changed (self, was_empty);
}

static void
draw_lines (TerrainDrawing *self, cairo_t *cr)
{
  cairo_set_line_width (cr, MAX (self->width, self->height) * THICKNESS);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = self->lines->pdata[i];
      graphene_point_t *points = (graphene_point_t *) (void *) line->points->data;

      gdk_cairo_set_source_rgba (cr, &line->colour);
      cairo_move_to (cr, (double) points[0].x, (double) points[0].y);
      /* A touch without a move is a dot. */
      for (guint p = line->points->len > 1 ? 1 : 0; p < line->points->len; p++)
        cairo_line_to (cr, (double) points[p].x, (double) points[p].y);
      cairo_stroke (cr);
    }
}

static cairo_status_t
write_piece (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
terrain_drawing_render (TerrainDrawing *self)
{
  cairo_surface_t *surface;
  GByteArray *png = g_byte_array_new ();
  cairo_t *cr;

  g_return_val_if_fail (TERRAIN_IS_DRAWING (self), NULL);

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, self->width, self->height);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  if (self->under != NULL)
    {
      cairo_surface_flush (surface);
      gdk_texture_download (self->under, cairo_image_surface_get_data (surface),
                            (gsize) cairo_image_surface_get_stride (surface));
      cairo_surface_mark_dirty (surface);
    }
  cr = cairo_create (surface);
  draw_lines (self, cr);
  cairo_destroy (cr);
  cairo_surface_write_to_png_stream (surface, write_piece, png);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (png);
}

/* The widget */

static double
scale_of (TerrainDrawing *self)
{
  double scale = MIN ((double) gtk_widget_get_width (GTK_WIDGET (self)) / self->width,
                      (double) gtk_widget_get_height (GTK_WIDGET (self)) / self->height);

  return scale > 0 ? scale : 1;
}

static void
terrain_drawing_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TerrainDrawing *self = TERRAIN_DRAWING (widget);
  float scale = (float) scale_of (self);
  graphene_rect_t paper;
  cairo_t *cr;

  graphene_rect_init (&paper, 0, 0, (float) self->width, (float) self->height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &paper);
  if (self->under != NULL)
    gtk_snapshot_append_texture (snapshot, self->under, &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &paper);
  draw_lines (self, cr);
  cairo_destroy (cr);
  gtk_snapshot_restore (snapshot);
}

static void
terrain_drawing_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                         int *minimum_baseline, int *natural_baseline)
{
  TerrainDrawing *self = TERRAIN_DRAWING (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (self->width, MIN_HEIGHT);
      *natural = self->width;
      return;
    }
  *minimum = MIN (self->height, MIN_HEIGHT);
  *natural = for_size > 0 ? MAX (*minimum, (int) ((gint64) self->height * MIN (for_size, self->width) / self->width))
                          : self->height;
}

static GtkSizeRequestMode
terrain_drawing_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
drag_begin (GtkGestureDrag *gesture, double x, double y, TerrainDrawing *self)
{
  double scale = scale_of (self);

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  terrain_drawing_begin (self, x / scale, y / scale);
}

static void
drag_update (GtkGestureDrag *gesture, double dx, double dy, TerrainDrawing *self)
{
  double x, y, scale = scale_of (self);

  if (self->lines->len > 0 && gtk_gesture_drag_get_start_point (gesture, &x, &y))
    terrain_drawing_extend (self, (x + dx) / scale, (y + dy) / scale);
}

static void
terrain_drawing_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EMPTY)
    g_value_set_boolean (value, terrain_drawing_is_empty (TERRAIN_DRAWING (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_drawing_finalize (GObject *object)
{
  TerrainDrawing *self = TERRAIN_DRAWING (object);

  g_clear_object (&self->under);
  g_ptr_array_unref (self->lines);
  G_OBJECT_CLASS (terrain_drawing_parent_class)->finalize (object);
}

static void
terrain_drawing_class_init (TerrainDrawingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = terrain_drawing_get_property;
  object_class->finalize = terrain_drawing_finalize;
  widget_class->snapshot = terrain_drawing_snapshot;
  widget_class->measure = terrain_drawing_measure;
  widget_class->get_request_mode = terrain_drawing_get_request_mode;
  properties[PROP_EMPTY] = g_param_spec_boolean ("empty", NULL, NULL, TRUE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
terrain_drawing_init (TerrainDrawing *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->lines = g_ptr_array_new_with_free_func (line_free);
  self->colour = (GdkRGBA) { 0, 0, 0, 1 };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin), self, 0);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

GtkWidget *
terrain_drawing_new (int width, int height, GdkTexture *under)
{
  TerrainDrawing *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (under == NULL || GDK_IS_TEXTURE (under), NULL);

  self = g_object_new (TERRAIN_TYPE_DRAWING, NULL);
  self->under = under != NULL ? g_object_ref (under) : NULL;
  self->width = under != NULL ? gdk_texture_get_width (under) : width;
  self->height = under != NULL ? gdk_texture_get_height (under) : height;
  return GTK_WIDGET (self);
}
