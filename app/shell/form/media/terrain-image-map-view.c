/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-image-map-view.h"
#include "terrain-image-map.h"

/* In pixels */
#define WIDEST 640
#define NARROWEST 160

typedef struct
{
  char *name;
  gboolean chosen;
  GdkTexture *texture;
  GdkRectangle bounds;
} Mark;

struct _TerrainImageMapView
{
  GtkWidget parent_instance;
  TerrainMediaSource *source;
  char *uri;
  char **names;
  char **chosen;
  char *pointed;
  char *problem;
  TerrainImageMap *map;
  GPtrArray *marks; /* of Mark: what was made so far */
  GCancellable *loading;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TerrainImageMapView, terrain_image_map_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS,
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
mark_free (gpointer data)
{
  Mark *mark = data;

  g_free (mark->name);
  g_clear_object (&mark->texture);
  g_free (mark);
}

static void
set_problem (TerrainImageMapView *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->message), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->message, problem != NULL);
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

/* Loading: read by the source, drawn on a thread of its own. */

typedef struct
{
  GBytes *svg;
  char **names;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->svg);
  g_strfreev (job->names);
  g_free (job);
}

static void
draw_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  TerrainImageMap *map = terrain_image_map_new (job->svg, (const char *const *) job->names, cancellable, &error);

  if (map != NULL)
    g_task_return_pointer (task, map, (GDestroyNotify) terrain_image_map_unref);
  else
    g_task_return_error (task, error);
}

static void
drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainImageMap) map = g_task_propagate_pointer (G_TASK (result), &error);
  TerrainImageMapView *self = data;
  g_autofree char *problem = NULL;

  /* Cancelled: the widget is gone, or shows something else by now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (map == NULL)
    problem = g_strdup_printf (_("The file “%s” cannot be shown. %s"), terrain_media_source_name_of (self->uri),
                               error->message);
  self->map = g_steal_pointer (&map);
  set_problem (self, problem);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = terrain_media_source_load_finish (TERRAIN_MEDIA_SOURCE (source), result, &error);
  TerrainImageMapView *self = data;
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (svg == NULL)
    {
      g_clear_object (&self->loading);
      set_problem (self, error->message);
      return;
    }
  job = g_new0 (Job, 1);
  job->svg = g_steal_pointer (&svg);
  job->names = g_strdupv (self->names);
  task = g_task_new (NULL, self->loading, drawn, self);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, draw_thread);
}

static void
stop (TerrainImageMapView *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

void
terrain_image_map_view_set (TerrainImageMapView *self, const char *uri, const char *const *names)
{
  g_return_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self));
  g_return_if_fail (names != NULL);

  gtk_widget_set_visible (GTK_WIDGET (self), uri != NULL && *uri != '\0');
  if (g_strcmp0 (self->uri, uri) == 0 && self->names != NULL && g_strv_equal ((const char *const *) self->names, names))
    return;
  stop (self);
  g_clear_pointer (&self->map, terrain_image_map_unref);
  g_ptr_array_set_size (self->marks, 0);
  g_free (self->uri);
  g_strfreev (self->names);
  self->uri = g_strdup (uri);
  self->names = g_strdupv ((char **) names);
  set_problem (self, NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (uri == NULL || *uri == '\0')
    return;
  self->loading = g_cancellable_new ();
  terrain_media_source_load_async (self->source, uri, self->loading, loaded, self);
}

void
terrain_image_map_view_set_chosen (TerrainImageMapView *self, const char *const *names)
{
  g_return_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self));
  g_return_if_fail (names != NULL);

  g_strfreev (self->chosen);
  self->chosen = g_strdupv ((char **) names);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
terrain_image_map_view_set_pointed (TerrainImageMapView *self, const char *name)
{
  g_return_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self));

  if (g_strcmp0 (self->pointed, name) == 0)
    return;
  g_free (self->pointed);
  self->pointed = g_strdup (name);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
terrain_image_map_view_get_pointed (TerrainImageMapView *self)
{
  g_return_val_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self), NULL);
  return self->pointed;
}

const char *
terrain_image_map_view_get_problem (TerrainImageMapView *self)
{
  g_return_val_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self), NULL);
  return self->problem;
}

/* Drawing */

static double
scale_of (TerrainImageMapView *self)
{
  return (double) gtk_widget_get_width (GTK_WIDGET (self)) / terrain_image_map_get_width (self->map);
}

/* Returns: (nullable) (transfer none) */
static Mark *
mark_of (TerrainImageMapView *self, const char *name, gboolean chosen)
{
  Mark *mark;

  for (guint i = 0; i < self->marks->len; i++)
    {
      mark = self->marks->pdata[i];
      if (mark->chosen == chosen && g_str_equal (mark->name, name))
        return mark;
    }
  if (!terrain_image_map_has (self->map, name))
    return NULL;
  mark = g_new0 (Mark, 1);
  mark->name = g_strdup (name);
  mark->chosen = chosen;
  mark->texture = terrain_image_map_dup_mark (self->map, name, chosen, &mark->bounds);
  g_ptr_array_add (self->marks, mark);
  return mark;
}

static void
draw_mark (TerrainImageMapView *self, GtkSnapshot *snapshot, const char *name, gboolean chosen)
{
  Mark *mark = mark_of (self, name, chosen);
  double scale = scale_of (self);

  if (mark == NULL)
    return;
  gtk_snapshot_append_texture (snapshot, mark->texture,
                               &GRAPHENE_RECT_INIT ((float) (mark->bounds.x * scale), (float) (mark->bounds.y * scale),
                                                    (float) (mark->bounds.width * scale),
                                                    (float) (mark->bounds.height * scale)));
}

static void
terrain_image_map_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  TerrainImageMapView *self = TERRAIN_IMAGE_MAP_VIEW (widget);

  if (self->map != NULL)
    {
      gtk_snapshot_append_texture (snapshot, terrain_image_map_get_texture (self->map),
                                   &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                        (float) gtk_widget_get_height (widget)));
      for (guint i = 0; self->chosen != NULL && self->chosen[i] != NULL; i++)
        draw_mark (self, snapshot, self->chosen[i], TRUE);
      if (self->pointed != NULL)
        draw_mark (self, snapshot, self->pointed, FALSE);
    }
  GTK_WIDGET_CLASS (terrain_image_map_view_parent_class)->snapshot (widget, snapshot);
}

static void
terrain_image_map_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                                int *minimum_baseline, int *natural_baseline)
{
  TerrainImageMapView *self = TERRAIN_IMAGE_MAP_VIEW (widget);
  int width, height, wide;

  if (self->map == NULL)
    {
      *minimum = *natural = 0;
      if (gtk_widget_should_layout (self->message))
        gtk_widget_measure (self->message, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }
  width = terrain_image_map_get_width (self->map);
  height = terrain_image_map_get_height (self->map);
  wide = width >= height ? WIDEST : WIDEST * width / height;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (NARROWEST, wide);
      *natural = wide;
      return;
    }
  *minimum = *natural = height * (for_size >= 0 ? MIN (for_size, wide) : wide) / width;
}

static void
terrain_image_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainImageMapView *self = TERRAIN_IMAGE_MAP_VIEW (widget);

  if (gtk_widget_should_layout (self->message))
    gtk_widget_size_allocate (self->message, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static GtkSizeRequestMode
terrain_image_map_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Pointing */

const char *
terrain_image_map_view_get_at (TerrainImageMapView *self, double x, double y)
{
  double scale;

  g_return_val_if_fail (TERRAIN_IS_IMAGE_MAP_VIEW (self), NULL);

  if (self->map == NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return NULL;
  scale = scale_of (self);
  return terrain_image_map_get_at (self->map, x / scale, y / scale);
}

static void
moved (GtkEventControllerMotion *controller, double x, double y, TerrainImageMapView *self)
{
  const char *name = terrain_image_map_view_get_at (self, x, y);

  terrain_image_map_view_set_pointed (self, name);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name != NULL ? "pointer" : NULL);
}

static void
left (GtkEventControllerMotion *controller, TerrainImageMapView *self)
{
  terrain_image_map_view_set_pointed (self, NULL);
}

/* On release, as with every choice. */
static void
released (GtkGestureClick *gesture, int presses, double x, double y, TerrainImageMapView *self)
{
  const char *name = terrain_image_map_view_get_at (self, x, y);
  g_autofree char *kept = g_strdup (name);

  if (kept != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, kept);
}

static void
terrain_image_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PROBLEM)
    g_value_set_string (value, TERRAIN_IMAGE_MAP_VIEW (object)->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_image_map_view_dispose (GObject *object)
{
  TerrainImageMapView *self = TERRAIN_IMAGE_MAP_VIEW (object);

  stop (self);
  g_clear_pointer (&self->message, gtk_widget_unparent);
  g_clear_pointer (&self->map, terrain_image_map_unref);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_strfreev);
  g_clear_pointer (&self->chosen, g_strfreev);
  g_clear_pointer (&self->pointed, g_free);
  g_clear_pointer (&self->problem, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (terrain_image_map_view_parent_class)->dispose (object);
}

static void
terrain_image_map_view_class_init (TerrainImageMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = terrain_image_map_view_get_property;
  object_class->dispose = terrain_image_map_view_dispose;
  properties[PROP_PROBLEM] = g_param_spec_string (
    "problem", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  widget_class->snapshot = terrain_image_map_view_snapshot;
  widget_class->measure = terrain_image_map_view_measure;
  widget_class->size_allocate = terrain_image_map_view_size_allocate;
  widget_class->get_request_mode = terrain_image_map_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
terrain_image_map_view_init (TerrainImageMapView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->message = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->message, "terrain-missing");
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
  g_signal_connect_object (motion, "enter", G_CALLBACK (moved), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (moved), self, 0);
  g_signal_connect_object (motion, "leave", G_CALLBACK (left), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect_object (click, "released", G_CALLBACK (released), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
terrain_image_map_view_new (TerrainMediaSource *source)
{
  TerrainImageMapView *self;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (source), NULL);

  self = g_object_new (TERRAIN_TYPE_IMAGE_MAP_VIEW, "halign", GTK_ALIGN_START, "visible", FALSE, NULL);
  self->source = g_object_ref (source);
  return GTK_WIDGET (self);
}
