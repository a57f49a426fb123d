/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "still-picture.h"

/* So many pictures in a row are the same. */
#define SAME 3
#define FRAMES_BETWEEN 3
#define PAUSE_MS 60
#define PATIENCE_US (30 * G_TIME_SPAN_SECOND)
#define MOVING_US (3 * G_TIME_SPAN_SECOND)

/* What lies upon each other */

static void
append_widget (GtkSnapshot *snapshot, GtkWidget *widget, float x, float y)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  gtk_snapshot_restore (snapshot);
}

/* Where a menu is on its window; where it would reach beyond the picture, moved into it as on the edge of a screen. */
static void
append_popover (GtkSnapshot *snapshot, GtkWidget *popover, GtkWidget *window, float x, float y)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (popover));
  double own_x, own_y, window_x, window_y, left, top;

  gtk_native_get_surface_transform (GTK_NATIVE (popover), &own_x, &own_y);
  gtk_native_get_surface_transform (GTK_NATIVE (window), &window_x, &window_y);
  left = gdk_popup_get_position_x (GDK_POPUP (surface)) + own_x - window_x;
  top = gdk_popup_get_position_y (GDK_POPUP (surface)) + own_y - window_y;
  left = MAX (0, MIN (left, gtk_widget_get_width (window) - gtk_widget_get_width (popover)));
  top = MAX (0, MIN (top, gtk_widget_get_height (window) - gtk_widget_get_height (popover)));
  append_widget (snapshot, popover, x + (float) left, y + (float) top);
}

static void
append_popovers (GtkSnapshot *snapshot, GtkWidget *top, GtkWidget *window, float x, float y)
{
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_mapped (child))
        continue;
      if (GTK_IS_POPOVER (child))
        append_popover (snapshot, child, window, x, y);
      append_popovers (snapshot, child, window, x, y);
    }
}

static gboolean
is_upon (GtkWindow *window, GtkWidget *below)
{
  while ((window = gtk_window_get_transient_for (window)) != NULL)
    if (GTK_WIDGET (window) == below)
      return TRUE;
  return FALSE;
}

/* (element-type GtkWidget): @window and what lies upon it, from below */
static GPtrArray *
collect_windows (GtkWidget *window)
{
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *all = gtk_window_get_toplevels ();

  g_ptr_array_add (windows, g_object_ref (window));
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (all, i);
      if (gtk_widget_get_mapped (other) && is_upon (GTK_WINDOW (other), window))
        g_ptr_array_add (windows, g_steal_pointer (&other));
    }
  return windows;
}

static GdkTexture *
take (GtkWidget *window)
{
  g_autoptr (GPtrArray) windows = collect_windows (window);
  g_autoptr (GskRenderNode) node = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = 0, height = 0;

  for (guint i = 0; i < windows->len; i++)
    {
      width = MAX (width, gtk_widget_get_width (windows->pdata[i]));
      height = MAX (height, gtk_widget_get_height (windows->pdata[i]));
    }
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 0.5f, 0.5f, 0.5f, 1 }, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = 0; i < windows->len; i++)
    {
      GtkWidget *each = windows->pdata[i];
      int x = i == 0 ? 0 : (width - gtk_widget_get_width (each)) / 2;
      int y = i == 0 ? 0 : (height - gtk_widget_get_height (each)) / 2;

      append_widget (snapshot, each, x, y);
      append_popovers (snapshot, each, each, x, y);
    }
  node = gtk_snapshot_free_to_node (snapshot);
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                      &GRAPHENE_RECT_INIT (0, 0, width, height));
}

/* Standing still */

static void
on_painted (GdkFrameClock *clock, guint *n)
{
  (*n)++;
}

static gboolean
on_pause_over (gpointer over)
{
  *(gboolean *) over = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until whole frames are drawn and a pause is over. */
static void
run_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean over = FALSE;
  guint n = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &n);

  g_timeout_add (PAUSE_MS, on_pause_over, &over);
  while (!over || n < FRAMES_BETWEEN)
    {
      if (n < FRAMES_BETWEEN)
        gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handler_disconnect (clock, id);
}

static GBytes *
get_pixels (GdkTexture *texture)
{
  gsize stride = (gsize) gdk_texture_get_width (texture) * 4;
  gsize size = stride * (gsize) gdk_texture_get_height (texture);
  guchar *pixels = g_malloc (size);

  gdk_texture_download (texture, pixels, stride);
  return g_bytes_new_take (pixels, size);
}

gboolean
still_picture_save (GtkWidget *window, const char *path, gboolean may_move)
{
  gint64 until = g_get_monotonic_time () + (may_move ? MOVING_US : PATIENCE_US);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) last = NULL;
  guint same = 0;

  g_return_val_if_fail (GTK_IS_WINDOW (window) && gtk_widget_get_mapped (window), FALSE);

  while (same < SAME && g_get_monotonic_time () < until)
    {
      g_autoptr (GBytes) pixels = NULL;

      run_frames (window);
      g_clear_object (&texture);
      texture = take (window);
      pixels = get_pixels (texture);
      same = last && g_bytes_equal (last, pixels) ? same + 1 : 0;
      g_clear_pointer (&last, g_bytes_unref);
      last = g_steal_pointer (&pixels);
    }
  return gdk_texture_save_to_png (texture, path) && same >= SAME;
}
