/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-camera-button.h"
#include "terrain-camera-signals.h"

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

static void
terrain_camera_button_clicked (GtkButton *button)
{
  TerrainCameraButton *self = TERRAIN_CAMERA_BUTTON (button);

  if (self->window != NULL)
    return;
  self->window = terrain_camera_window_new (GTK_WIDGET (self), self->cameras, self->use, self->max_pixels, self->what);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  terrain_camera_signals_forward (G_OBJECT (self->window), G_OBJECT (self));
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
  guint signals[TERRAIN_CAMERA_N_SIGNALS];

  G_OBJECT_CLASS (klass)->dispose = terrain_camera_button_dispose;
  GTK_WIDGET_CLASS (klass)->root = terrain_camera_button_root;
  GTK_BUTTON_CLASS (klass)->clicked = terrain_camera_button_clicked;
  terrain_camera_signals_install (G_TYPE_FROM_CLASS (klass), signals);
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
