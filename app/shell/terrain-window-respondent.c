/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-respondent-window.h"
#include "terrain-window-private.h"

/* The respondent's screen: opened and closed by "win.respondent", gone with the interview. */

static TerrainRespondentWindow *
get_respondent (TerrainWindow *self)
{
  GtkWindow *window = terrain_window_get_respondent (self);

  return window ? TERRAIN_RESPONDENT_WINDOW (window) : NULL;
}

static void
close_respondent (TerrainWindow *self)
{
  GtkWindow *window = terrain_window_get_respondent (self);

  if (!window)
    return;
  terrain_window_set_respondent (self, NULL);
  gtk_window_destroy (window);
}

/* By its own button or key, too. */
static gboolean
on_close_request (GtkWindow     *window,
                  TerrainWindow *self)
{
  terrain_respondent_window_flush (TERRAIN_RESPONDENT_WINDOW (window));
  terrain_window_set_respondent (self, NULL);
  return FALSE;
}

static void
open_respondent (TerrainWindow *self)
{
  GtkWindow *window = terrain_respondent_window_new (self);

  g_signal_connect_object (window, "close-request", G_CALLBACK (on_close_request), self, 0);
  terrain_window_set_respondent (self, window);
  gtk_widget_set_visible (GTK_WIDGET (window), TRUE);
  /* A new window is given the focus: the interviewer goes on typing where they were. */
  gtk_window_present (GTK_WINDOW (self));
}

void
terrain_window_update_respondent (TerrainWindow *self)
{
  TerrainRespondentWindow *respondent = get_respondent (self);

  if (!respondent)
    return;
  if (terrain_window_get_session (self))
    terrain_respondent_window_update (respondent);
  else
    close_respondent (self);
}

gboolean
terrain_window_flush_respondent (TerrainWindow *self)
{
  TerrainRespondentWindow *respondent = get_respondent (self);

  return !respondent || terrain_respondent_window_flush (respondent);
}

static void
action_respondent (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  if (!terrain_window_get_respondent (self))
    open_respondent (self);
  else if (terrain_window_flush_respondent (self))
    close_respondent (self);
}

void
terrain_window_install_respondent (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.respondent", NULL, action_respondent);
}
