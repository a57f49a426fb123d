/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "terrain-media-picture.h"

#define LARGE_SIDE 3000
/* In pixels: as narrow as a picture may be made, and as low in a window of its own. */
#define NARROWEST 48

struct _TerrainMediaPicture
{
  GtkWidget parent_instance;
  TerrainMediaSource *source;
  int max_side;
  gboolean fills; /* takes what room there is, and asks for none */
  char *uri;
  char *alternative;
  char *problem;
  GdkTexture *texture;
  GCancellable *loading;
  GtkWidget *picture;
  GtkWidget *message;
};

G_DEFINE_FINAL_TYPE (TerrainMediaPicture, terrain_media_picture, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PROBLEM,
  PROP_SHOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
set_problem (TerrainMediaPicture *self, const char *problem)
{
  gtk_label_set_label (GTK_LABEL (self->message), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->message, problem != NULL);
  if (g_strcmp0 (self->problem, problem) == 0)
    return;
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
set_texture (TerrainMediaPicture *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->picture, texture != NULL);
  if (!g_set_object (&self->texture, texture))
    return;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = terrain_media_source_load_texture_finish (TERRAIN_MEDIA_SOURCE (source), result,
                                                                             &error);
  TerrainMediaPicture *self = data;

  /* Cancelled: the widget is gone, or shows something else by now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  set_texture (self, texture);
  set_problem (self, error != NULL ? error->message : NULL);
}

static void
stop (TerrainMediaPicture *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

void
terrain_media_picture_set (TerrainMediaPicture *self, const char *uri, const char *alternative)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_PICTURE (self));

  if (uri != NULL && *uri == '\0')
    uri = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), uri != NULL);
  if (g_strcmp0 (self->alternative, alternative) != 0)
    {
      g_free (self->alternative);
      self->alternative = g_strdup (alternative);
      gtk_picture_set_alternative_text (GTK_PICTURE (self->picture), alternative);
    }
  if (g_strcmp0 (self->uri, uri) == 0)
    return;
  stop (self);
  g_free (self->uri);
  self->uri = g_strdup (uri);
  set_problem (self, NULL);
  set_texture (self, uri != NULL ? terrain_media_source_peek_texture (self->source, uri, self->max_side) : NULL);
  if (uri == NULL || self->texture != NULL)
    return;
  self->loading = g_cancellable_new ();
  terrain_media_source_load_texture_async (self->source, uri, self->max_side, self->loading, loaded, self);
}

const char *
terrain_media_picture_get_problem (TerrainMediaPicture *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_PICTURE (self), NULL);

  return self->problem;
}

gboolean
terrain_media_picture_get_shown (TerrainMediaPicture *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_PICTURE (self), FALSE);

  return self->texture != NULL;
}

GdkTexture *
terrain_media_picture_get_texture (TerrainMediaPicture *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_PICTURE (self), NULL);

  return self->texture;
}

static void
terrain_media_picture_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainMediaPicture *self = TERRAIN_MEDIA_PICTURE (object);

  if (id == PROP_PROBLEM)
    g_value_set_string (value, self->problem);
  else if (id == PROP_SHOWN)
    g_value_set_boolean (value, self->texture != NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* A page that scrolls gives everything its least height, and GtkPicture's is none: the height here is the picture's own at
 * the width there is. */
static void
terrain_media_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                               int *minimum_baseline, int *natural_baseline)
{
  TerrainMediaPicture *self = TERRAIN_MEDIA_PICTURE (widget);
  int width;

  if (self->texture == NULL)
    {
      *minimum = *natural = 0;
      if (gtk_widget_should_layout (self->message))
        gtk_widget_measure (self->message, orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }
  width = gdk_texture_get_width (self->texture);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN (width, NARROWEST);
      *natural = width;
      return;
    }
  width = for_size >= 0 ? MIN (for_size, width) : width;
  *natural = MAX (1, (int) ((gint64) gdk_texture_get_height (self->texture) * width /
                            gdk_texture_get_width (self->texture)));
  *minimum = self->fills ? MIN (*natural, NARROWEST) : *natural;
}

static void
terrain_media_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainMediaPicture *self = TERRAIN_MEDIA_PICTURE (widget);

  if (gtk_widget_should_layout (self->picture))
    gtk_widget_size_allocate (self->picture, &(GtkAllocation) { 0, 0, width, height }, -1);
  if (gtk_widget_should_layout (self->message))
    gtk_widget_size_allocate (self->message, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static GtkSizeRequestMode
terrain_media_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_media_picture_dispose (GObject *object)
{
  TerrainMediaPicture *self = TERRAIN_MEDIA_PICTURE (object);

  stop (self);
  g_clear_pointer (&self->picture, gtk_widget_unparent);
  g_clear_pointer (&self->message, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->source);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->alternative, g_free);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (terrain_media_picture_parent_class)->dispose (object);
}

static void
terrain_media_picture_class_init (TerrainMediaPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_media_picture_get_property;
  object_class->dispose = terrain_media_picture_dispose;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  GTK_WIDGET_CLASS (klass)->measure = terrain_media_picture_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = terrain_media_picture_size_allocate;
  GTK_WIDGET_CLASS (klass)->get_request_mode = terrain_media_picture_get_request_mode;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
terrain_media_picture_init (TerrainMediaPicture *self)
{
  self->picture = g_object_new (GTK_TYPE_PICTURE, "can-shrink", TRUE, "keep-aspect-ratio", TRUE, "visible", FALSE, NULL);
  self->message = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                "width-chars", 12, "max-width-chars", 60, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->message, "terrain-missing");
  gtk_widget_set_parent (self->picture, GTK_WIDGET (self));
  gtk_widget_set_parent (self->message, GTK_WIDGET (self));
}

GtkWidget *
terrain_media_picture_new (TerrainMediaSource *source, int max_side)
{
  TerrainMediaPicture *self;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (source), NULL);
  g_return_val_if_fail (max_side > 0, NULL);

  self = g_object_new (TERRAIN_TYPE_MEDIA_PICTURE, "visible", FALSE, NULL);
  self->source = g_object_ref (source);
  self->max_side = max_side;
  return GTK_WIDGET (self);
}

/* Enlarged */

static gboolean
close_window (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

void
terrain_media_picture_enlarge (GtkWidget *parent, TerrainMediaSource *source, const char *uri, const char *alternative)
{
  GtkWidget *picture, *window, *box;
  GtkRoot *root;
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (TERRAIN_IS_MEDIA_SOURCE (source));
  g_return_if_fail (uri != NULL);

  root = gtk_widget_get_root (parent);
  window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "default-width", 1000,
                         "default-height", 800, "title", _("Picture"), NULL);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  picture = terrain_media_picture_new (source, LARGE_SIDE);
  g_object_set (picture, "hexpand", TRUE, "vexpand", TRUE, "margin-start", 12, "margin-end", 12, "margin-top", 12,
                "margin-bottom", 12, NULL);
  TERRAIN_MEDIA_PICTURE (picture)->fills = TRUE;
  terrain_media_picture_set (TERRAIN_MEDIA_PICTURE (picture), uri, alternative);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), picture);
  adw_window_set_content (ADW_WINDOW (window), box);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (close_window, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
