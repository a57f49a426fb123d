/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "widgets.h"

/* The pages of the window: what is built only when it is asked for. */

typedef struct
{
  char *folder;
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
} Fixture;

static GtkWidget *
page (Fixture *fixture)
{
  return terrain_window_get_visible_page (TERRAIN_WINDOW (fixture->window));
}

static void
import (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/shell/forms", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *xml = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &xml, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new (xml, size);
  g_assert_true (terrain_profile_import_form (terrain_workspace_get_profile (fixture->workspace), bytes, "", NULL, NULL,
                                              &error));
  g_assert_no_error (error);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("%s.Pages%u", TERRAIN_APP_ID, ++n);
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  fixture->application = terrain_application_new (fixture->settings, NULL);
  /* Each with a name of its own on the bus: one process has several here. */
  g_application_set_application_id (G_APPLICATION (fixture->application), id);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  gtk_window_present (fixture->window);
  widgets_wait (is_mapped, fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  widgets_run (20);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->settings);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
lists_forms (gpointer user_data)
{
  return widgets_find_type (page (user_data), "TerrainFormRow") != NULL;
}

static gboolean
at_home (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainHomePage") == 0;
}

static gboolean
has_questions (gpointer user_data)
{
  return widgets_find_type (page (user_data), "TerrainQuestion") != NULL;
}

static GtkWindow *
find_window (const char *type_name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (strcmp (G_OBJECT_TYPE_NAME (window), type_name) == 0)
        return window;
    }
  return NULL;
}

/* The menus and the shortcuts window are not there before they are wanted, so that the first window is soon. */
static void
test_on_demand (Fixture      *fixture,
                gconstpointer data)
{
  import (fixture, "short.xml");
  widgets_wait (lists_forms, fixture);
  g_assert_null (find_window ("GtkShortcutsWindow"));
  /* GTK 4.8 warns of the width of a label of its own there. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  for (guint round = 0; round < 2; round++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-help-overlay", NULL));
      GtkWindow *shortcuts = find_window ("GtkShortcutsWindow");
      g_assert_nonnull (shortcuts);
      g_assert_true (gtk_window_get_transient_for (shortcuts) == fixture->window);
      widgets_wait (is_mapped, shortcuts);
      gtk_window_destroy (shortcuts);
      widgets_run (20);
    }
  g_log_set_always_fatal (fatal);

  GtkWidget *row = widgets_find_type (page (fixture), "TerrainFormRow");
  GtkWidget *buttons[] = { widgets_find_type (page (fixture), "GtkMenuButton"), widgets_find_type (row, "GtkMenuButton") };
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    for (guint round = 0; round < 2; round++)
      {
        g_assert_true (GTK_IS_MENU_BUTTON (buttons[i]));
        g_assert_true (round > 0 || !gtk_menu_button_get_popover (GTK_MENU_BUTTON (buttons[i])));
        gtk_menu_button_popup (GTK_MENU_BUTTON (buttons[i]));
        widgets_wait (is_mapped, gtk_menu_button_get_popover (GTK_MENU_BUTTON (buttons[i])));
        gtk_menu_button_popdown (GTK_MENU_BUTTON (buttons[i]));
        widgets_run (20);
      }
}

/* A form's row begins a record by its button and as a whole; also while the page before still slides away. */
static void
test_form_row (Fixture      *fixture,
               gconstpointer data)
{
  import (fixture, "short.xml");
  widgets_wait (lists_forms, fixture);
  for (guint round = 0; round < 2; round++)
    {
      GtkWidget *row = widgets_find_type (page (fixture), "TerrainFormRow");

      widgets_activate (round == 0 ? row : widgets_find_type (row, "GtkButton"));
      widgets_wait (has_questions, fixture);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.keep-draft", NULL));
      widgets_wait (at_home, fixture);
    }
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/pages/on-demand", Fixture, NULL, set_up, test_on_demand, tear_down);
  g_test_add ("/pages/form-row", Fixture, NULL, set_up, test_form_row, tear_down);
  return g_test_run ();
}
