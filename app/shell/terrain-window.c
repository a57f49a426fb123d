/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-dialogs.h"
#include "terrain-hand-over-page.h"
#include "terrain-narrow-bin.h"
#include "terrain-navigation.h"
#include "terrain-preferences.h"
#include "terrain-quick-hide.h"
#include "terrain-window-private.h"

struct _TerrainWindow
{
  AdwApplicationWindow parent_instance;

  TerrainWorkspace *workspace;
  TerrainSession *session;
  GCancellable *opening;
  gboolean has_server;
  AdwToast *toast; /* the last one that is no error */
  TerrainQuickHide *quick_hide;
  GtkWindow *respondent; /* (nullable): weak: the respondent's screen */
  GtkWindow *preferences; /* (nullable): as long as they are open */

  AdwToastOverlay *toasts;
  TerrainNarrowBin *narrow;
  AdwLeaflet *leaflet;
  TerrainHomePage *home;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainWindow, terrain_window, ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (TERRAIN_TYPE_PRINTER, terrain_window_init_printer))

TerrainWorkspace *
terrain_window_get_workspace (TerrainWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_WINDOW (self), NULL);

  return self->workspace;
}

TerrainSession *
terrain_window_get_session (TerrainWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_WINDOW (self), NULL);

  return self->session;
}

gboolean
terrain_window_has_server (TerrainWindow *self)
{
  return self->has_server;
}

void
terrain_window_reload_server (TerrainWindow *self)
{
  g_autoptr (TerrainServerSettings) server
    = terrain_profile_load_server (terrain_workspace_get_profile (self->workspace), NULL);

  self->has_server = server && server->url && server->url[0] != '\0';
  terrain_window_update_actions (self);
}

TerrainHomePage *
terrain_window_get_home (TerrainWindow *self)
{
  return self->home;
}

GtkWidget *
terrain_window_get_visible_page (TerrainWindow *self)
{
  g_return_val_if_fail (TERRAIN_IS_WINDOW (self), NULL);

  return terrain_navigation_get_visible (self->leaflet);
}

TerrainInterviewPage *
terrain_window_get_interview (TerrainWindow *self)
{
  GtkWidget *page = terrain_navigation_find (self->leaflet, TERRAIN_TYPE_INTERVIEW_PAGE);

  return page ? TERRAIN_INTERVIEW_PAGE (page) : NULL;
}

void
terrain_window_set_session (TerrainWindow  *self,
                            TerrainSession *session)
{
  g_set_object (&self->session, session);
}

GCancellable *
terrain_window_renew_opening (TerrainWindow *self)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  return self->opening;
}

void
terrain_window_push (TerrainWindow *self,
                     GtkWidget     *page)
{
  terrain_navigation_push (self->leaflet, page);
  terrain_window_update_actions (self);
}

void
terrain_window_replace (TerrainWindow *self,
                        GtkWidget     *page)
{
  terrain_navigation_replace (self->leaflet, page);
  terrain_window_update_actions (self);
}

void
terrain_window_pop (TerrainWindow *self)
{
  terrain_navigation_pop (self->leaflet);
  terrain_window_update_actions (self);
}

void
terrain_window_pop_to_home (TerrainWindow *self)
{
  terrain_navigation_pop_to_root (self->leaflet);
  terrain_window_update_actions (self);
  gtk_widget_child_focus (GTK_WIDGET (self->home), GTK_DIR_TAB_FORWARD);
}

/* In pixels: what a toast has beside its words, with a button to close it. */
#define TOAST_FRAME 130

/* In characters. */
static int
toast_room (TerrainWindow *self)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  int room = (gtk_widget_get_width (GTK_WIDGET (self)) - TOAST_FRAME) * PANGO_SCALE
             / MAX (pango_font_metrics_get_approximate_char_width (metrics), 1);

  pango_font_metrics_unref (metrics);
  return MAX (room, 8);
}

/* What is longer than the window is wide takes another line; libadwaita's own title would be cut. */
static void
show_message (TerrainWindow *self,
              AdwToast      *toast,
              const char    *message)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", message, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0f, "max-width-chars", toast_room (self), NULL);

  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
}

void
terrain_window_toast (TerrainWindow *self,
                      const char    *message,
                      const char    *button,
                      const char    *action,
                      GVariant      *target)
{
  AdwToast *toast = adw_toast_new ("");

  show_message (self, toast, message);
  /* What the person did last is what counts: it does not wait until an earlier toast has had its time. */
  if (self->toast)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  if (button)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
      if (target)
        adw_toast_set_action_target_value (toast, target);
      adw_toast_set_timeout (toast, 10);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
terrain_window_toast_error (TerrainWindow *self,
                            const char    *what,
                            const GError  *error)
{
  /* Translators: first what could not be done, then why. */
  g_autofree char *message = g_strdup_printf (_("%s: %s"), what, error->message);
  AdwToast *toast = adw_toast_new ("");

  show_message (self, toast, message);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
terrain_window_hide (TerrainWindow *self)
{
  terrain_quick_hide_hide (self->quick_hide);
}

gboolean
terrain_window_get_hidden (TerrainWindow *self)
{
  return self->quick_hide && terrain_quick_hide_get_hidden (self->quick_hide);
}

GtkWindow *
terrain_window_get_respondent (TerrainWindow *self)
{
  return self->respondent;
}

void
terrain_window_set_respondent (TerrainWindow *self,
                               GtkWindow     *respondent)
{
  g_set_weak_pointer (&self->respondent, respondent);
  if (respondent)
    terrain_quick_hide_add_companion (self->quick_hide, respondent);
}

/* A check of the server may still hold them. */
static void
on_preferences_gone (TerrainWindow *self)
{
  self->preferences = NULL;
  terrain_window_reload_server (self);
}

void
terrain_window_show_preferences (TerrainWindow *self)
{
  if (!self->preferences)
    {
      self->preferences = terrain_preferences_new (GTK_WINDOW (self), self->workspace);
      g_signal_connect_object (self->preferences, "destroy", G_CALLBACK (on_preferences_gone), self, G_CONNECT_SWAPPED);
    }
  gtk_window_present (self->preferences);
}

/* What is typed there is kept before the window goes, which takes them with it. FALSE where it cannot be: they say why. */
static gboolean
close_preferences (TerrainWindow *self)
{
  if (self->preferences)
    gtk_window_close (self->preferences);
  return !self->preferences;
}

/* What is typed is handed over once nothing of it is to be seen. */
static void
on_hidden (TerrainWindow *self)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);
  gboolean hidden = terrain_window_get_hidden (self);

  terrain_window_set_actions_enabled (self, !hidden);
  terrain_window_update_actions (self);
  if (!page)
    return;
  /* Who else is in the room by then, only the interviewer knows: it goes on when they say so. */
  if (hidden)
    terrain_conversation_pause (terrain_interview_page_get_conversation (page));
  if (hidden && TERRAIN_IS_HAND_OVER_PAGE (terrain_window_get_visible_page (self)))
    terrain_hand_over_page_flush (TERRAIN_HAND_OVER_PAGE (terrain_window_get_visible_page (self)));
  else if (hidden)
    terrain_interview_page_flush (page);
  else if (terrain_window_get_visible_page (self) == GTK_WIDGET (page))
    terrain_interview_page_grab (page);
}

static void
on_visible_page (TerrainWindow *self)
{
  terrain_narrow_bin_refresh (self->narrow);
  terrain_window_update_actions (self);
}

static gboolean
terrain_window_close_request (GtkWindow *window)
{
  TerrainWindow *self = TERRAIN_WINDOW (window);
  GSettings *settings = terrain_workspace_get_settings (self->workspace);
  int width, height;

  if (!close_preferences (self) || !terrain_window_leave_translation (self, TRUE))
    return TRUE;
  if (self->session && !terrain_window_leave_interview (self, TRUE))
    return TRUE;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (window));
  if (!gtk_window_is_maximized (window))
    g_settings_set (settings, "window-size", "(ii)", width, height);

  return GTK_WINDOW_CLASS (terrain_window_parent_class)->close_request (window);
}

static void
terrain_window_dispose (GObject *object)
{
  TerrainWindow *self = TERRAIN_WINDOW (object);

  if (self->respondent)
    gtk_window_destroy (self->respondent);
  g_clear_weak_pointer (&self->respondent);
  /* Now, while what they tell this window still has one to be told to. */
  if (self->preferences)
    gtk_window_destroy (self->preferences);
  /* A password entry that has the focus is told that it lost it after it is gone (GTK 4.8). */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_object (&self->toast);
  g_clear_object (&self->quick_hide);
  /* Reached with a session only where the program is torn down without the window being closed first. */
  if (self->session)
    terrain_session_close (self->session, TRUE, NULL);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_WINDOW);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_window_parent_class)->dispose (object);
}

static void
terrain_window_class_init (TerrainWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = terrain_window_close_request;

  g_type_ensure (TERRAIN_TYPE_NARROW_BIN);
  g_type_ensure (TERRAIN_TYPE_HOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TerrainWindow, narrow);
  gtk_widget_class_bind_template_child (widget_class, TerrainWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, TerrainWindow, home);
  terrain_window_install_actions (widget_class);
}

static void
terrain_window_init (TerrainWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_navigation_init (self->leaflet);
  terrain_window_accept_drops (self);
  g_signal_connect_swapped (self->leaflet, "notify::visible-child", G_CALLBACK (on_visible_page), self);
}

GtkWindow *
terrain_window_new (GtkApplication   *application,
                    TerrainWorkspace *workspace)
{
  int width, height;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);

  TerrainWindow *self = g_object_new (TERRAIN_TYPE_WINDOW, "application", application, NULL);
  GSettings *settings = terrain_workspace_get_settings (workspace);

  self->workspace = g_object_ref (workspace);
  g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (width, 320), MAX (height, 294));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  terrain_home_page_set_workspace (self->home, workspace);
  g_signal_connect_object (terrain_workspace_get_records (workspace), "items-changed",
                           G_CALLBACK (terrain_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_workspace_get_sync (workspace), "notify::state",
                           G_CALLBACK (terrain_window_update_actions), self, G_CONNECT_SWAPPED);
  self->quick_hide = terrain_quick_hide_new (ADW_APPLICATION_WINDOW (self), settings);
  g_signal_connect_object (self->quick_hide, "notify::hidden", G_CALLBACK (on_hidden), self, G_CONNECT_SWAPPED);
  on_hidden (self);
  terrain_window_reload_server (self);
  return GTK_WINDOW (self);
}
