/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "terrain-media-player.h"

struct _TerrainMediaPlayer
{
  GtkWidget parent_instance;
  TerrainMediaSource *source;
  gboolean video;
  char *uri;
  char *path; /* a copy for programs that read files: in memory where the system has such a place, gone with the widget */
  GCancellable *loading;
  GtkMediaStream *stream;
  GtkWidget *button;
  GtkWidget *screen; /* GtkVideo, made when a film is first played */
  GtkWidget *message_box;
  GtkWidget *message;
  GtkWidget *open;
};

G_DEFINE_FINAL_TYPE (TerrainMediaPlayer, terrain_media_player, GTK_TYPE_WIDGET)

static void
update_button (TerrainMediaPlayer *self)
{
  gboolean playing = self->stream != NULL && gtk_media_stream_get_playing (self->stream);
  const char *idle = self->video ? _("Play the Film") : _("Listen");

  gtk_widget_set_sensitive (self->button, self->loading == NULL);
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (self->button))),
                                    playing ? "media-playback-stop-symbolic" : "media-playback-start-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (gtk_button_get_child (GTK_BUTTON (self->button))),
                                playing ? _("Stop") : idle);
}

static void
say (TerrainMediaPlayer *self, const char *message, gboolean can_open)
{
  gtk_label_set_label (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_visible (self->message_box, message != NULL);
  gtk_widget_set_visible (self->open, can_open);
}

static void
drop_file (TerrainMediaPlayer *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
  g_clear_pointer (&self->path, g_free);
}

static void
drop_stream (TerrainMediaPlayer *self)
{
  if (self->stream != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->stream, self);
      gtk_media_stream_pause (self->stream);
    }
  if (self->screen != NULL)
    gtk_video_set_media_stream (GTK_VIDEO (self->screen), NULL);
  g_clear_object (&self->stream);
}

static void
failed (TerrainMediaPlayer *self)
{
  const GError *error = gtk_media_stream_get_error (self->stream);
  gboolean may_open = terrain_media_source_get_may_leave (self->source);
  g_autofree char *message = NULL;

  if (error == NULL)
    return;
  if (may_open)
    /* Translators: %s is why, in the words of the system's media library */
    message = g_strdup_printf (_("This computer cannot play it here (%s). Open it with another app."), error->message);
  else
    message = g_strdup_printf (_("This computer cannot play it here (%s)."), error->message);
  drop_stream (self);
  if (self->screen != NULL)
    gtk_widget_set_visible (self->screen, FALSE);
  say (self, message, may_open);
  update_button (self);
}

static void
ended (TerrainMediaPlayer *self)
{
  if (gtk_media_stream_get_ended (self->stream))
    drop_stream (self);
  update_button (self);
}

static void
start (TerrainMediaPlayer *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  drop_stream (self);
  say (self, NULL, FALSE);
  self->stream = gtk_media_file_new_for_file (file);
  g_signal_connect_swapped (self->stream, "notify::error", G_CALLBACK (failed), self);
  g_signal_connect_swapped (self->stream, "notify::ended", G_CALLBACK (ended), self);
  g_signal_connect_swapped (self->stream, "notify::playing", G_CALLBACK (update_button), self);
  if (self->video)
    {
      if (self->screen == NULL)
        {
          self->screen = g_object_new (GTK_TYPE_VIDEO, "height-request", 270, NULL);
          gtk_widget_insert_after (self->screen, GTK_WIDGET (self), self->button);
        }
      gtk_widget_set_visible (self->screen, TRUE);
      gtk_video_set_media_stream (GTK_VIDEO (self->screen), self->stream);
    }
  gtk_media_stream_play (self->stream);
  if (self->stream != NULL && gtk_media_stream_get_error (self->stream) != NULL)
    failed (self);
  update_button (self);
}

/* Readable by this person only, and its name says nothing. */
static gboolean
write_file (TerrainMediaPlayer *self, GBytes *bytes, GError **error)
{
  const char *name = terrain_media_source_name_of (self->uri);
  const char *dot = strrchr (name, '.');
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "terrain-XXXXXX", NULL);
  int saved;

  drop_file (self);
  self->path = g_strconcat (folder, dot != NULL && strchr (dot, '/') == NULL ? dot : "", NULL);
  int fd = g_mkstemp_full (self->path, O_RDWR, 0600);
  saved = errno;
  if (fd < 0)
    {
      g_clear_pointer (&self->path, g_free);
      g_set_error_literal (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved), g_strerror (saved));
      return FALSE;
    }
  close (fd);
  return g_file_set_contents_full (self->path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                                   G_FILE_SET_CONTENTS_NONE, 0600, error);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = terrain_media_source_load_finish (TERRAIN_MEDIA_SOURCE (source), result, &error);
  TerrainMediaPlayer *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (bytes == NULL)
    say (self, error->message, FALSE);
  else if (!write_file (self, bytes, &error))
    {
      g_autofree char *message = g_strdup_printf (_("It cannot be played: %s."), error->message);
      say (self, message, FALSE);
    }
  else
    start (self);
  update_button (self);
}

void
terrain_media_player_toggle (TerrainMediaPlayer *self)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_PLAYER (self));

  if (self->uri == NULL || self->loading != NULL)
    return;
  if (self->stream != NULL && gtk_media_stream_get_playing (self->stream))
    drop_stream (self);
  else if (self->path != NULL)
    start (self);
  else
    {
      self->loading = g_cancellable_new ();
      terrain_media_source_load_async (self->source, self->uri, self->loading, loaded, self);
    }
  update_button (self);
}

static void
open_clicked (TerrainMediaPlayer *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *uri = self->path != NULL ? g_filename_to_uri (self->path, NULL, NULL) : NULL;

  if (uri != NULL && terrain_media_source_get_may_leave (self->source))
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
drop_loading (TerrainMediaPlayer *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
stop_all (TerrainMediaPlayer *self)
{
  drop_loading (self);
  drop_stream (self);
  drop_file (self);
}

void
terrain_media_player_set (TerrainMediaPlayer *self, const char *uri, const char *of)
{
  g_autofree char *name = NULL;

  g_return_if_fail (TERRAIN_IS_MEDIA_PLAYER (self));

  if (uri != NULL && *uri == '\0')
    uri = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), uri != NULL);
  if (of != NULL && *of != '\0')
    name = g_strdup_printf (self->video ? _("Play the film: %s") : _("Listen: %s"), of);
  else
    name = g_strdup (self->video ? _("Play the Film") : _("Listen"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (g_strcmp0 (self->uri, uri) == 0)
    return;
  stop_all (self);
  g_free (self->uri);
  self->uri = g_strdup (uri);
  if (self->screen != NULL)
    gtk_widget_set_visible (self->screen, FALSE);
  say (self, NULL, FALSE);
  update_button (self);
}

gboolean
terrain_media_player_get_active (TerrainMediaPlayer *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_PLAYER (self), FALSE);

  return self->loading != NULL || (self->stream != NULL && gtk_media_stream_get_playing (self->stream));
}

void
terrain_media_player_stop (TerrainMediaPlayer *self)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_PLAYER (self));

  drop_loading (self);
  drop_stream (self);
  update_button (self);
}

void
terrain_media_player_say (TerrainMediaPlayer *self, const char *words)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_PLAYER (self));

  say (self, words, FALSE);
}

/* A sound must not go on behind a page that is no longer to be seen, nor begin there. */
static void
terrain_media_player_unmap (GtkWidget *widget)
{
  terrain_media_player_stop (TERRAIN_MEDIA_PLAYER (widget));
  GTK_WIDGET_CLASS (terrain_media_player_parent_class)->unmap (widget);
}

static void
terrain_media_player_dispose (GObject *object)
{
  TerrainMediaPlayer *self = TERRAIN_MEDIA_PLAYER (object);
  GtkWidget *child;

  stop_all (self);
  self->screen = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->source);
  g_clear_pointer (&self->uri, g_free);
  G_OBJECT_CLASS (terrain_media_player_parent_class)->dispose (object);
}

static void
terrain_media_player_class_init (TerrainMediaPlayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_media_player_dispose;
  widget_class->unmap = terrain_media_player_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

static void
terrain_media_player_init (TerrainMediaPlayer *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->button = g_object_new (GTK_TYPE_BUTTON, "child", adw_button_content_new (), "halign", GTK_ALIGN_START, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (terrain_media_player_toggle), self, G_CONNECT_SWAPPED);
  self->message_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->message = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f,
                                "width-chars", 12, "max-width-chars", 60, NULL);
  gtk_widget_add_css_class (self->message, "terrain-missing");
  self->open = g_object_new (GTK_TYPE_BUTTON, "label", _("Open with Another App"), "halign", GTK_ALIGN_START, NULL);
  gtk_box_append (GTK_BOX (self->message_box), self->message);
  gtk_box_append (GTK_BOX (self->message_box), self->open);
  gtk_widget_set_visible (self->message_box, FALSE);
  gtk_widget_set_parent (self->message_box, GTK_WIDGET (self));
  g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_media_player_new (TerrainMediaSource *source, gboolean video)
{
  TerrainMediaPlayer *self;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (source), NULL);

  self = g_object_new (TERRAIN_TYPE_MEDIA_PLAYER, "visible", FALSE, NULL);
  self->source = g_object_ref (source);
  self->video = video;
  update_button (self);
  return GTK_WIDGET (self);
}
