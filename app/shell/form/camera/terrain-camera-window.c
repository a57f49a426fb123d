/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-camera-signals.h"
#include "terrain-camera-window.h"
#include "terrain-code-reader.h"
#include "terrain-film-recorder.h"
#include "terrain-viewfinder.h"
#include "terrain-wrap-box.h"

/* In milliseconds: some frames of the screen. */
#define AFTER_FRAMES 60
/* For tests, as TERRAIN_CAMERAS: what is heard while filming. */
#define FOR_TESTS "TERRAIN_MICROPHONE"

struct _TerrainCameraWindow
{
  AdwWindow parent_instance;
  TerrainCameras *cameras;
  TerrainCameraUse use;
  int max_pixels;

  GCancellable *opening;
  GPtrArray *found; /* of TerrainCamera; NULL until they are */
  TerrainCamera *camera;
  TerrainCamera *ending; /* NULL but for a moment after the window was hidden */
  guint end;
  TerrainFrame *newest;
  TerrainFrame *taken; /* NULL until there is one to look at */
  TerrainCodeReader *reader;
  TerrainFilmRecorder *film;
  gint64 since;
  guint clock;

  TerrainViewfinder *viewfinder;
  GtkWidget *message;
  GtkWidget *time;
  GtkWidget *choice;
  GtkWidget *again;
  GtkWidget *shutter; /* NULL where a code is read */
};

G_DEFINE_FINAL_TYPE (TerrainCameraWindow, terrain_camera_window, ADW_TYPE_WINDOW)

static guint signals[TERRAIN_CAMERA_N_SIGNALS];

static gboolean
is_filming (TerrainCameraWindow *self)
{
  return self->film != NULL && terrain_film_recorder_get_recording (self->film);
}

static const char *
shutter_words (TerrainCameraWindow *self)
{
  if (self->use == TERRAIN_CAMERA_FILM)
    return self->clock != 0 ? _("_Stop") : _("_Begin Recording");
  return self->taken != NULL ? _("_Use This Picture") : _("_Take the Picture");
}

static const char *
message_words (TerrainCameraWindow *self)
{
  if (self->newest == NULL)
    return _("The camera is being opened. This desktop may ask whether Terrain may use it.");
  if (self->use == TERRAIN_CAMERA_CODE)
    return _("Hold the code before the camera, flat and about a hand away.");
  if (self->taken != NULL)
    return _("This is how the picture will be kept.");
  return _("Seen as in a mirror; it is kept as it is.");
}

static void
update (TerrainCameraWindow *self)
{
  gtk_label_set_label (GTK_LABEL (self->message), message_words (self));
  gtk_widget_set_visible (self->choice, self->found != NULL && self->found->len > 1);
  gtk_widget_set_sensitive (self->choice, !is_filming (self));
  gtk_widget_set_visible (self->time, self->clock != 0);
  if (self->shutter == NULL)
    return;
  gtk_widget_set_visible (self->again, self->taken != NULL);
  gtk_button_set_label (GTK_BUTTON (self->shutter), shutter_words (self));
  gtk_widget_set_sensitive (self->shutter, self->newest != NULL);
  if (self->clock != 0)
    {
      gtk_widget_remove_css_class (self->shutter, "suggested-action");
      gtk_widget_add_css_class (self->shutter, "destructive-action");
    }
  else
    {
      gtk_widget_remove_css_class (self->shutter, "destructive-action");
      gtk_widget_add_css_class (self->shutter, "suggested-action");
    }
}

static void
fail (TerrainCameraWindow *self, const char *problem)
{
  g_signal_emit (self, signals[TERRAIN_CAMERA_SIGNAL_FAILED], 0, problem);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The camera */

static void
frame_seen (TerrainCamera *camera, TerrainFrame *frame, TerrainCameraWindow *self)
{
  gboolean is_first = self->newest == NULL;

  g_clear_pointer (&self->newest, terrain_frame_unref);
  self->newest = terrain_frame_ref (frame);
  if (self->taken == NULL)
    terrain_viewfinder_show (self->viewfinder, frame, /* mirrored= */ TRUE);
  if (self->reader != NULL)
    terrain_code_reader_offer (self->reader, frame);
  if (!is_first)
    return;
  update (self);
  if (self->shutter != NULL)
    gtk_widget_grab_focus (self->shutter);
}

static void
camera_failed (TerrainCamera *camera, const char *problem, TerrainCameraWindow *self)
{
  /* What was taken can be used without it. */
  if (self->taken != NULL)
    return;
  if (is_filming (self))
    {
      g_autofree char *kept = g_strdup_printf (_("%s What was recorded until then is kept."), problem);

      terrain_film_recorder_stop (self->film, kept);
      return;
    }
  fail (self, problem);
}

static void
end_now (TerrainCameraWindow *self)
{
  g_clear_handle_id (&self->end, g_source_remove);
  if (self->ending != NULL)
    terrain_camera_stop (self->ending);
  g_clear_object (&self->ending);
}

static gboolean
end_later (gpointer data)
{
  TerrainCameraWindow *self = data;

  self->end = 0;
  end_now (self);
  return G_SOURCE_REMOVE;
}

/* A device takes up to half a second to stop: what hides the window (quick-hide) is drawn before that. */
static void
let_go (TerrainCameraWindow *self)
{
  if (self->camera == NULL)
    return;
  end_now (self);
  g_signal_handlers_disconnect_by_data (self->camera, self);
  terrain_camera_set_tap (self->camera, NULL, NULL);
  self->ending = g_steal_pointer (&self->camera);
  self->end = g_timeout_add (AFTER_FRAMES, end_later, self);
}

static void
use_camera (TerrainCameraWindow *self, TerrainCamera *camera)
{
  g_autoptr (GError) error = NULL;

  let_go (self);
  /* It may be the same device. */
  end_now (self);
  g_clear_pointer (&self->newest, terrain_frame_unref);
  g_clear_pointer (&self->taken, terrain_frame_unref);
  self->camera = g_object_ref (camera);
  g_signal_connect (camera, "frame", G_CALLBACK (frame_seen), self);
  g_signal_connect (camera, "failed", G_CALLBACK (camera_failed), self);
  update (self);
  if (!terrain_camera_start (camera, &error))
    fail (self, error->message);
}

static void
camera_chosen (TerrainCameraWindow *self)
{
  guint n = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
  TerrainCamera *camera;

  if (self->found == NULL || n >= self->found->len)
    return;
  camera = g_ptr_array_index (self->found, n);
  if (camera == self->camera)
    return;
  terrain_cameras_prefer (self->cameras, camera);
  use_camera (self, camera);
}

static void
cameras_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = terrain_cameras_open_finish (TERRAIN_CAMERAS (source), result, &error);
  TerrainCameraWindow *self = data;
  g_autoptr (GtkStringList) names = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  if (found == NULL)
    {
      fail (self, error->message);
      return;
    }
  names = gtk_string_list_new (NULL);
  for (guint i = 0; i < found->len; i++)
    gtk_string_list_append (names, terrain_camera_get_name (g_ptr_array_index (found, i)));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (names));
  self->found = g_steal_pointer (&found);
  use_camera (self, g_ptr_array_index (self->found, 0));
}

/* Pictures */

static void
take_picture (TerrainCameraWindow *self)
{
  self->taken = terrain_frame_ref (self->newest);
  terrain_viewfinder_show (self->viewfinder, self->taken, /* mirrored= */ FALSE);
  update (self);
}

static void
use_picture (TerrainCameraWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) jpeg = terrain_frame_to_jpeg (self->taken, self->max_pixels, &error);

  if (jpeg == NULL)
    {
      fail (self, error->message);
      return;
    }
  g_signal_emit (self, signals[TERRAIN_CAMERA_SIGNAL_PICTURE], 0, jpeg);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
again_clicked (TerrainCameraWindow *self)
{
  if (self->taken == NULL)
    return;
  g_clear_pointer (&self->taken, terrain_frame_unref);
  update (self);
  gtk_widget_grab_focus (self->shutter);
  /* It went away meanwhile. */
  if (!terrain_camera_get_running (self->camera))
    {
      g_autoptr (TerrainCamera) camera = g_object_ref (self->camera);

      use_camera (self, camera);
    }
}

/* Films */

static gboolean
second_over (gpointer data)
{
  TerrainCameraWindow *self = data;
  int seconds = (int) ((g_get_monotonic_time () - self->since) / G_USEC_PER_SEC);
  g_autofree char *text = g_strdup_printf ("● %d:%02d", seconds / 60, seconds % 60);
  g_autofree char *words = g_strdup_printf (ngettext ("Recorded for %d second", "Recorded for %d seconds",
                                                      (gulong) seconds),
                                            seconds);

  gtk_label_set_label (GTK_LABEL (self->time), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->time), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return G_SOURCE_CONTINUE;
}

static void
film_finished (TerrainFilmRecorder *recorder, GBytes *film, const char *problem, TerrainCameraWindow *self)
{
  g_autoptr (TerrainCameraWindow) kept = g_object_ref (self);

  g_clear_handle_id (&self->clock, g_source_remove);
  g_signal_emit (self, signals[TERRAIN_CAMERA_SIGNAL_FILM], 0, film, problem);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
push_frame (TerrainFrame *frame, gpointer recorder)
{
  terrain_film_recorder_push (recorder, frame);
}

static void
start_film (TerrainCameraWindow *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->film);
  self->film = terrain_film_recorder_new (g_getenv (FOR_TESTS));
  g_signal_connect_object (self->film, "finished", G_CALLBACK (film_finished), self, 0);
  if (!terrain_film_recorder_start (self->film, self->newest, &error))
    {
      fail (self, error->message);
      return;
    }
  terrain_camera_set_tap (self->camera, push_frame, self->film);
  self->since = g_get_monotonic_time ();
  self->clock = g_timeout_add_seconds (1, second_over, self);
  second_over (self);
  update (self);
}

static void
shutter_clicked (TerrainCameraWindow *self)
{
  if (self->newest == NULL)
    return;
  if (self->use == TERRAIN_CAMERA_PICTURE && self->taken == NULL)
    take_picture (self);
  else if (self->use == TERRAIN_CAMERA_PICTURE)
    use_picture (self);
  else if (is_filming (self))
    terrain_film_recorder_stop (self->film, NULL);
  else
    start_film (self);
}

/* Codes */

static void
code_read (TerrainCodeReader *reader, const char *text, TerrainCameraWindow *self)
{
  g_signal_emit (self, signals[TERRAIN_CAMERA_SIGNAL_CODE], 0, text);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The window */

static void
terrain_camera_window_map (GtkWidget *widget)
{
  TerrainCameraWindow *self = TERRAIN_CAMERA_WINDOW (widget);

  GTK_WIDGET_CLASS (terrain_camera_window_parent_class)->map (widget);
  if (self->found != NULL)
    use_camera (self, g_ptr_array_index (self->found, gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice))));
  else if (self->opening == NULL)
    {
      self->opening = g_cancellable_new ();
      terrain_cameras_open_async (self->cameras, self->opening, cameras_opened, self);
    }
}

static void
stop (TerrainCameraWindow *self)
{
  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  let_go (self);
  g_clear_pointer (&self->newest, terrain_frame_unref);
  g_clear_pointer (&self->taken, terrain_frame_unref);
  terrain_viewfinder_show (self->viewfinder, NULL, FALSE);
}

/* Nobody is filmed who does not see it. */
static void
terrain_camera_window_unmap (GtkWidget *widget)
{
  TerrainCameraWindow *self = TERRAIN_CAMERA_WINDOW (widget);

  if (is_filming (self))
    terrain_film_recorder_stop (self->film, NULL);
  stop (self);
  GTK_WIDGET_CLASS (terrain_camera_window_parent_class)->unmap (widget);
}

/* Leaving ends a film; it is kept, and can be taken away. */
static gboolean
terrain_camera_window_close_request (GtkWindow *window)
{
  TerrainCameraWindow *self = TERRAIN_CAMERA_WINDOW (window);

  if (!is_filming (self))
    return GTK_WINDOW_CLASS (terrain_camera_window_parent_class)->close_request (window);
  terrain_film_recorder_stop (self->film, NULL);
  return TRUE;
}

static void
terrain_camera_window_dispose (GObject *object)
{
  TerrainCameraWindow *self = TERRAIN_CAMERA_WINDOW (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->viewfinder != NULL)
    stop (self);
  end_now (self);
  if (self->film != NULL)
    g_signal_handlers_disconnect_by_data (self->film, self);
  g_clear_object (&self->film);
  g_clear_object (&self->reader);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_object (&self->cameras);
  g_clear_object (&self->viewfinder);
  G_OBJECT_CLASS (terrain_camera_window_parent_class)->dispose (object);
}

static void
terrain_camera_window_class_init (TerrainCameraWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_camera_window_dispose;
  widget_class->map = terrain_camera_window_map;
  widget_class->unmap = terrain_camera_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = terrain_camera_window_close_request;
  terrain_camera_signals_install (G_TYPE_FROM_CLASS (klass), signals);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
terrain_camera_window_init (TerrainCameraWindow *self)
{
}

static void
make_name (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "ellipsize", PANGO_ELLIPSIZE_END,
                                               "width-chars", 6, "max-width-chars", 24, NULL));
}

static void
show_name (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
new_header (TerrainCameraWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  g_autoptr (GtkListItemFactory) names = gtk_signal_list_item_factory_new ();

  /* Makers give long names. */
  g_signal_connect (names, "setup", G_CALLBACK (make_name), NULL);
  g_signal_connect (names, "bind", G_CALLBACK (show_name), NULL);
  self->choice = g_object_new (GTK_TYPE_DROP_DOWN, "visible", FALSE, "tooltip-text", _("Which Camera"), "factory", names,
                               NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Which Camera"), -1);
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (camera_chosen), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->choice);
  return header;
}

static GtkWidget *
new_view (TerrainCameraWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *picture = g_object_new (GTK_TYPE_PICTURE, "paintable", self->viewfinder, "hexpand", TRUE, "vexpand", TRUE,
                                     "height-request", 120, "alternative-text", _("What the camera sees"), NULL);

  gtk_widget_add_css_class (overlay, "terrain-viewfinder");
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), picture);
  self->time = g_object_new (GTK_TYPE_LABEL, "halign", GTK_ALIGN_START, "valign", GTK_ALIGN_START, "margin-start", 12,
                             "margin-top", 12, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->time, "osd");
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_widget_add_css_class (self->time, "terrain-film-time");
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->time);
  return overlay;
}

static GtkWidget *
new_buttons (TerrainCameraWindow *self)
{
  GtkWidget *box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GROUP, 12);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->again = g_object_new (GTK_TYPE_BUTTON, "label", _("Take It _Again"), "use-underline", TRUE, "visible", FALSE, NULL);
  self->shutter = g_object_new (GTK_TYPE_BUTTON, "use-underline", TRUE, "receives-default", TRUE, NULL);
  gtk_widget_add_css_class (self->again, "pill");
  gtk_widget_add_css_class (self->shutter, "pill");
  g_signal_connect_object (self->again, "clicked", G_CALLBACK (again_clicked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->shutter, "clicked", G_CALLBACK (shutter_clicked), self, G_CONNECT_SWAPPED);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->again);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (box), self->shutter);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->shutter);
  return box;
}

static GtkWidget *
new_content (TerrainCameraWindow *self, const char *what)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-start", 12,
                                  "margin-end", 12, "margin-top", 12, "margin-bottom", 12, NULL);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", what, "wrap", TRUE, "xalign", 0.0f, NULL);

  self->message = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_add_css_class (self->message, "terrain-dim");
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (body), label);
  gtk_box_append (GTK_BOX (body), new_view (self));
  gtk_box_append (GTK_BOX (body), self->message);
  if (self->use != TERRAIN_CAMERA_CODE)
    gtk_box_append (GTK_BOX (body), new_buttons (self));
  gtk_box_append (GTK_BOX (box), body);
  return box;
}

GtkWidget *
terrain_camera_window_new (GtkWidget *parent, TerrainCameras *cameras, TerrainCameraUse use, int max_pixels,
                           const char *what)
{
  static const char *const titles[] = { N_("Take a Picture"), N_("Record a Film"), N_("Scan a Code") };
  TerrainCameraWindow *self;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);
  g_return_val_if_fail (TERRAIN_IS_CAMERAS (cameras), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (TERRAIN_TYPE_CAMERA_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "default-width", 760,
                       "default-height", 680, "title", gettext (titles[use]), NULL);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->cameras = g_object_ref (cameras);
  self->use = use;
  self->max_pixels = max_pixels;
  self->viewfinder = terrain_viewfinder_new ();
  adw_window_set_content (ADW_WINDOW (self), new_content (self, what));
  if (use == TERRAIN_CAMERA_CODE)
    {
      self->reader = terrain_code_reader_new ();
      g_signal_connect_object (self->reader, "read", G_CALLBACK (code_read), self, 0);
    }
  update (self);
  return GTK_WIDGET (self);
}
