/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-camera-button.h"

struct _TerrainCameraButton
{
  GtkButton parent_instance;
  TerrainCameras *cameras;
  TerrainCameraUse use;
  int max_pixels;
  char *what;
  GtkWidget *window; /* weak: it closes itself */
};

G_DEFINE_FINAL_TYPE (TerrainCameraButton, terrain_camera_button, GTK_TYPE_BUTTON)

enum
{
  PICTURE,
  FILM,
  CODE,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
pass_bytes (TerrainCameraButton *self, GBytes *jpeg)
{
  g_signal_emit (self, signals[PICTURE], 0, jpeg);
}

static void
pass_film (TerrainCameraButton *self, GBytes *film, const char *problem)
{
  g_signal_emit (self, signals[FILM], 0, film, problem);
}

static void
pass_code (TerrainCameraButton *self, const char *text)
{
  g_signal_emit (self, signals[CODE], 0, text);
}

static void
pass_failure (TerrainCameraButton *self, const char *problem)
{
  g_signal_emit (self, signals[FAILED], 0, problem);
}

static void
terrain_camera_button_clicked (GtkButton *button)
{
  TerrainCameraButton *self = TERRAIN_CAMERA_BUTTON (button);

  if (self->window != NULL)
    return;
  self->window = terrain_camera_window_new (GTK_WIDGET (self), self->cameras, self->use, self->max_pixels, self->what);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "picture", G_CALLBACK (pass_bytes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "film", G_CALLBACK (pass_film), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "code", G_CALLBACK (pass_code), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "failed", G_CALLBACK (pass_failure), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
presence_changed (TerrainCameraButton *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          terrain_cameras_get_presence (self->cameras) != TERRAIN_CAMERA_ABSENT);
}

/* One may have been connected since. */
static void
terrain_camera_button_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (terrain_camera_button_parent_class)->root (widget);
  terrain_cameras_look (TERRAIN_CAMERA_BUTTON (widget)->cameras);
}

static void
terrain_camera_button_dispose (GObject *object)
{
  TerrainCameraButton *self = TERRAIN_CAMERA_BUTTON (object);
  GtkWidget *window = self->window;

  g_clear_weak_pointer (&self->window);
  if (window != NULL)
    gtk_window_destroy (GTK_WINDOW (window));
  g_clear_object (&self->cameras);
  g_clear_pointer (&self->what, g_free);
  G_OBJECT_CLASS (terrain_camera_button_parent_class)->dispose (object);
}

static void
terrain_camera_button_class_init (TerrainCameraButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_camera_button_dispose;
  GTK_WIDGET_CLASS (klass)->root = terrain_camera_button_root;
  GTK_BUTTON_CLASS (klass)->clicked = terrain_camera_button_clicked;
  signals[PICTURE] = g_signal_new ("picture", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_BYTES);
  signals[FILM] = g_signal_new ("film", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                G_TYPE_BYTES, G_TYPE_STRING);
  signals[CODE] = g_signal_new ("code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
terrain_camera_button_init (TerrainCameraButton *self)
{
}

GtkWidget *
terrain_camera_button_new (TerrainCameras *cameras, TerrainCameraUse use, int max_pixels)
{
  static const char *const labels[] = { N_("_Take a Picture…"), N_("_Record a Film…"), N_("_Scan a Code…") };
  TerrainCameraButton *self;

  g_return_val_if_fail (TERRAIN_IS_CAMERAS (cameras), NULL);

  self = g_object_new (TERRAIN_TYPE_CAMERA_BUTTON, "label", gettext (labels[use]), "use-underline", TRUE, NULL);
  self->cameras = g_object_ref (cameras);
  self->use = use;
  self->max_pixels = max_pixels;
  self->what = g_strdup ("");
  g_signal_connect_object (cameras, "notify::presence", G_CALLBACK (presence_changed), self, G_CONNECT_SWAPPED);
  presence_changed (self);
  return GTK_WIDGET (self);
}

void
terrain_camera_button_set_what (TerrainCameraButton *self, const char *what)
{
  g_return_if_fail (TERRAIN_IS_CAMERA_BUTTON (self));

  g_free (self->what);
  self->what = g_strdup (what != NULL ? what : "");
}

gboolean
terrain_camera_button_is_open (TerrainCameraButton *self)
{
  g_return_val_if_fail (TERRAIN_IS_CAMERA_BUTTON (self), FALSE);

  return self->window != NULL;
}
