/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#endif
#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

#include "terrain-parent-handle.h"

static GdkSurface *
surface_of (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL ? gtk_native_get_surface (native) : NULL;
}

#ifdef GDK_WINDOWING_WAYLAND
typedef struct
{
  TerrainParentHandleFunc ready;
  gpointer user_data;
  GDestroyNotify destroy;
} Waiting;

static void
exported (GdkToplevel *toplevel, const char *handle, gpointer data)
{
  Waiting *waiting = data;
  g_autofree char *name = handle != NULL ? g_strconcat ("wayland:", handle, NULL) : g_strdup ("");

  waiting->ready (name, waiting->user_data);
}

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->destroy != NULL)
    waiting->destroy (waiting->user_data);
  g_free (waiting);
}

static gboolean
export_wayland (GdkSurface *surface, TerrainParentHandleFunc ready, gpointer user_data, GDestroyNotify destroy)
{
  Waiting *waiting;

  if (!GDK_IS_WAYLAND_TOPLEVEL (surface))
    return FALSE;
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting) { ready, user_data, destroy };
  if (gdk_wayland_toplevel_export_handle (GDK_TOPLEVEL (surface), exported, waiting, waiting_free))
    return TRUE;
  /* Refused without a word to the function: it keeps nothing. */
  g_free (waiting);
  return FALSE;
}
#endif

static char *
dup_x11 (GdkSurface *surface)
{
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_SURFACE (surface))
    return g_strdup_printf ("x11:%lx", gdk_x11_surface_get_xid (surface));
#endif
  return g_strdup ("");
}

void
terrain_parent_handle_export (GtkWidget *widget, TerrainParentHandleFunc ready, gpointer user_data,
                              GDestroyNotify destroy)
{
  GdkSurface *surface;
  g_autofree char *handle = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ready != NULL);

  surface = surface_of (widget);
#ifdef GDK_WINDOWING_WAYLAND
  if (surface != NULL && export_wayland (surface, ready, user_data, destroy))
    return;
#endif
  handle = surface != NULL ? dup_x11 (surface) : g_strdup ("");
  ready (handle, user_data);
  if (destroy != NULL)
    destroy (user_data);
}

void
terrain_parent_handle_unexport (GtkWidget *widget)
{
#ifdef GDK_WINDOWING_WAYLAND
  GdkSurface *surface;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  surface = surface_of (widget);
  if (surface != NULL && GDK_IS_WAYLAND_TOPLEVEL (surface))
    gdk_wayland_toplevel_unexport_handle (GDK_TOPLEVEL (surface));
#endif
}
