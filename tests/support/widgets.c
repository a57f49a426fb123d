/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

#include <glib/gstdio.h>

static gboolean
on_deadline (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
widgets_wait (WidgetsCondition condition, gpointer user_data)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (10, on_deadline, &late);
  /* Wakes the loop for conditions that nothing announces. */
  guint tick = g_timeout_add (10, on_tick, NULL);

  while (!condition (user_data) && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
  g_assert_false (late);
  g_source_remove (id);
}

void
widgets_run (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_deadline, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

GtkWidget *
widgets_find (GtkWidget *top, WidgetsMatch match, gconstpointer data)
{
  if (!gtk_widget_get_child_visible (top) || !gtk_widget_get_visible (top))
    return NULL;
  if (match (top, data))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widgets_find (child, match, data);
      if (found)
        return found;
    }
  return NULL;
}

static gboolean
is_type (GtkWidget *widget, gconstpointer data)
{
  GType type = g_type_from_name (data);

  return type != 0 && g_type_is_a (G_OBJECT_TYPE (widget), type);
}

GtkWidget *
widgets_find_type (GtkWidget *top, const char *type_name)
{
  return widgets_find (top, is_type, type_name);
}

static gboolean
has_text (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), data) != NULL;
}

gboolean
widgets_shows (GtkWidget *top, const char *text)
{
  return widgets_find (top, has_text, text) != NULL;
}

typedef struct
{
  const char *type_name;
  const char *text;
} TypeAndText;

static gboolean
has_type_and_text (GtkWidget *widget, gconstpointer data)
{
  const TypeAndText *wanted = data;

  return is_type (widget, wanted->type_name) && widgets_shows (widget, wanted->text);
}

GtkWidget *
widgets_find_text (GtkWidget *top, const char *type_name, const char *text)
{
  TypeAndText wanted = { type_name, text };

  return widgets_find (top, has_type_and_text, &wanted);
}

static gboolean
has_action (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_ACTIONABLE (widget)
         && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), data) == 0;
}

GtkWidget *
widgets_find_action (GtkWidget *top, const char *action)
{
  return widgets_find (top, has_action, action);
}

guint
widgets_count_type (GtkWidget *top, const char *type_name)
{
  guint n = is_type (top, type_name) ? 1 : 0;

  if (!gtk_widget_get_child_visible (top) || !gtk_widget_get_visible (top))
    return 0;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child; child = gtk_widget_get_next_sibling (child))
    n += widgets_count_type (child, type_name);
  return n;
}

GtkWidget *
widgets_find_window (const char *type_name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (strcmp (G_OBJECT_TYPE_NAME (window), type_name) == 0 && gtk_widget_get_visible (window))
        return window;
    }
  return NULL;
}

void
widgets_activate (GtkWidget *widget)
{
  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_is_sensitive (widget));
  if (GTK_IS_LIST_BOX_ROW (widget))
    g_signal_emit_by_name (widget, "activate");
  else
    g_assert_true (gtk_widget_activate (widget));
}

/* As assistive technology computes it, near enough: an own label, a widget that labels it, or, for the text field inside
 * an entry, that of the entry. */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  if (GTK_IS_TEXT (widget) || (GTK_IS_TOGGLE_BUTTON (widget) && GTK_IS_MENU_BUTTON (parent)))
    return parent && has_name (parent);
  /* A button's or a tab's own text. */
  return (GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget)) && widgets_find_type (widget, "GtkLabel") != NULL
         && widgets_find (widget, has_text, "") != NULL;
}

/* Containers that pass the focus on, and GTK's own window buttons. */
static gboolean
needs_no_name (GtkWidget *widget)
{
  return GTK_IS_WINDOW (widget) || GTK_IS_POPOVER (widget) || GTK_IS_SCROLLED_WINDOW (widget)
         || gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL;
}

static void
collect_unnamed (GtkWidget *widget, GString *lines)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  if (gtk_widget_get_focusable (widget) && gtk_widget_is_sensitive (widget) && !needs_no_name (widget)
      && !has_name (widget))
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);
      g_string_append_printf (lines, "%s in %s in %s\n", G_OBJECT_TYPE_NAME (widget), G_OBJECT_TYPE_NAME (parent),
                              G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent)));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_unnamed (child, lines);
}

char *
widgets_dup_unnamed (GtkWidget *top)
{
  GString *lines = g_string_new (NULL);

  collect_unnamed (top, lines);
  return g_string_free (lines, FALSE);
}

void
widgets_save_png (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkNative *native = gtk_widget_get_native (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);

  g_autoptr (GdkTexture) texture = gsk_renderer_render_texture (gtk_native_get_renderer (native), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

char *
widgets_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("terrain-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
widgets_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        widgets_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}
