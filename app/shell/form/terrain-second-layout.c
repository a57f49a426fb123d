/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-second-layout.h"

#define WAITING "terrain-second-layout"

typedef struct
{
  GtkWidget *widget;
  TerrainSecondLayoutFunc func;
  GdkFrameClock *clock;
  gulong layout;
  gulong unrealize;
} Waiting;

static void
stop (Waiting *waiting)
{
  g_signal_handler_disconnect (waiting->clock, waiting->layout);
  g_signal_handler_disconnect (waiting->widget, waiting->unrealize);
  g_object_set_data (G_OBJECT (waiting->widget), WAITING, NULL);
  g_object_unref (waiting->clock);
  g_free (waiting);
}

static void
laid_out (Waiting *waiting)
{
  g_autoptr (GtkWidget) widget = g_object_ref (waiting->widget);
  TerrainSecondLayoutFunc func = waiting->func;

  stop (waiting);
  func (widget);
}

/* A clock that is asked for a layout during one goes through it again before it paints (up to four times, GTK 4.8). */
void
terrain_second_layout (GtkWidget *widget, TerrainSecondLayoutFunc func)
{
  GdkFrameClock *clock;
  Waiting *waiting;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  clock = gtk_widget_get_frame_clock (widget);
  if (clock == NULL || g_object_get_data (G_OBJECT (widget), WAITING) != NULL)
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->widget = widget;
  waiting->func = func;
  waiting->clock = g_object_ref (clock);
  waiting->layout = g_signal_connect_swapped (clock, "layout", G_CALLBACK (laid_out), waiting);
  waiting->unrealize = g_signal_connect_swapped (widget, "unrealize", G_CALLBACK (stop), waiting);
  g_object_set_data (G_OBJECT (widget), WAITING, waiting);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_LAYOUT);
}
