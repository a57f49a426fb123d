/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-kiosk-idle.h"

struct _TerrainKioskIdle
{
  GtkWidget *widget;
  GtkEventController *controller;
  guint idle_ms;
  guint warning_ms;
  TerrainKioskIdleFuncs funcs;
  gpointer user_data;
  guint timeout;
  gboolean running;
};

static gboolean
on_expired (gpointer user_data)
{
  TerrainKioskIdle *self = user_data;

  self->timeout = 0;
  self->running = FALSE;
  self->funcs.expire (self->user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
on_idle (gpointer user_data)
{
  TerrainKioskIdle *self = user_data;

  self->timeout = g_timeout_add (self->warning_ms, on_expired, self);
  self->funcs.warn (self->user_data);
  return G_SOURCE_REMOVE;
}

/* Sees every event first and takes none. */
static gboolean
on_event (TerrainKioskIdle *self,
          GdkEvent         *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_BUTTON_PRESS:
    case GDK_BUTTON_RELEASE:
    case GDK_KEY_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCH_END:
      if (self->running)
        {
          terrain_kiosk_idle_start (self);
          self->funcs.touched (self->user_data);
        }
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

TerrainKioskIdle *
terrain_kiosk_idle_new (GtkWidget                   *widget,
                        guint                        idle_ms,
                        guint                        warning_ms,
                        const TerrainKioskIdleFuncs *funcs,
                        gpointer                     user_data)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  TerrainKioskIdle *self = g_new0 (TerrainKioskIdle, 1);

  self->widget = widget;
  self->idle_ms = idle_ms;
  self->warning_ms = warning_ms;
  self->funcs = *funcs;
  self->user_data = user_data;
  self->controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (self->controller, "event", G_CALLBACK (on_event), self);
  gtk_widget_add_controller (widget, self->controller);
  return self;
}

void
terrain_kiosk_idle_free (TerrainKioskIdle *self)
{
  if (!self)
    return;
  terrain_kiosk_idle_stop (self);
  gtk_widget_remove_controller (self->widget, self->controller);
  g_free (self);
}

void
terrain_kiosk_idle_start (TerrainKioskIdle *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->running = TRUE;
  self->timeout = g_timeout_add (self->idle_ms, on_idle, self);
}

void
terrain_kiosk_idle_stop (TerrainKioskIdle *self)
{
  g_return_if_fail (self != NULL);

  self->running = FALSE;
  g_clear_handle_id (&self->timeout, g_source_remove);
}
