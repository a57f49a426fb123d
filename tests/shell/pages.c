/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "widgets.h"

/* Every page of the window: what is built only when it is asked for, and how narrow it can become at 100 % and 200 % text. */

#define NARROW 360
/* Nothing is cut before that; words as long as "Vervolledigen" need it. */
#define NARROW_LARGE 480

typedef struct
{
  char *folder;
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
  int dpi;
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
  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &fixture->dpi, NULL);
  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  /* As narrow as it may: what gives way to narrowness does. */
  gtk_window_set_default_size (fixture->window, NARROW, 640);
  gtk_window_present (fixture->window);
  widgets_wait (is_mapped, fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  widgets_run (20);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", fixture->dpi, NULL);
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

/* The widest of what is below @widget, for the message; its path in types. */
static char *
dup_widest (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (;;)
    {
      GtkWidget *widest = NULL;
      int most = 0;

      for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
        {
          int minimum = 0;

          if (gtk_widget_should_layout (child))
            gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          if (minimum > most)
            {
              most = minimum;
              widest = child;
            }
        }
      if (!widest)
        return g_string_free (path, FALSE);
      g_string_append_printf (path, " > %s", G_OBJECT_TYPE_NAME (widest));
      if (GTK_IS_LABEL (widest))
        g_string_append_printf (path, " “%s”", gtk_label_get_text (GTK_LABEL (widest)));
      g_string_append_printf (path, " %d", most);
      widget = widest;
    }
}

static void
assert_narrow (Fixture    *fixture,
               GtkWidget  *widget,
               const char *what)
{
  for (int percent = 100; percent <= 200; percent += 100)
    {
      int limit = percent == 100 ? NARROW : NARROW_LARGE;
      int minimum;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", percent * 96 * 1024 / 100, NULL);
      widgets_run (50);
      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_test_message ("%s at %d %%: %d", what, percent, minimum);
      if (minimum > limit)
        {
          g_autofree char *widest = dup_widest (widget);
          g_test_message ("%s at %d %%: %d wide:%s", what, percent, minimum, widest);
          g_test_fail ();
        }
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  widgets_run (50);
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  assert_narrow (fixture, page (fixture), "home without forms");
  import (fixture, "controls.xml");
  widgets_wait (lists_forms, fixture);
  widgets_run (50);
  assert_narrow (fixture, page (fixture), "home");

  widgets_activate (widgets_find_type (page (fixture), "TerrainFormRow"));
  widgets_wait (has_questions, fixture);
  widgets_run (300);
  assert_narrow (fixture, page (fixture), "interview");
  g_assert_true (gtk_widget_activate_action (window, "win.review", NULL));
  widgets_run (50);
  assert_narrow (fixture, page (fixture), "review");
  g_assert_true (gtk_widget_activate_action (window, "win.keep-draft", NULL));
  widgets_wait (at_home, fixture);
  widgets_run (100);
  assert_narrow (fixture, page (fixture), "home with a draft");

  g_assert_true (gtk_widget_activate_action (window, "win.show-records", "s", "drafts"));
  widgets_run (50);
  assert_narrow (fixture, page (fixture), "records");
  g_assert_true (gtk_widget_activate_action (window, "win.back", NULL));
  widgets_wait (at_home, fixture);

  g_assert_true (gtk_widget_activate_action (window, "win.preferences", NULL));
  widgets_run (50);
  /* Without the frame, which takes nothing of the screen. */
  assert_narrow (fixture, gtk_widget_get_first_child (GTK_WIDGET (find_window ("TerrainPreferences"))), "preferences");
  gtk_window_destroy (find_window ("TerrainPreferences"));
}

/* With every kind of control, in both presentations. */
static void
test_narrow_form (Fixture      *fixture,
                  gconstpointer presentation)
{
  g_settings_set_string (fixture->settings, "presentation", presentation);
  import (fixture, "typed.xml");
  widgets_wait (lists_forms, fixture);
  widgets_activate (widgets_find_type (page (fixture), "TerrainFormRow"));
  widgets_wait (has_questions, fixture);
  widgets_run (300);
  assert_narrow (fixture, page (fixture), presentation);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.keep-draft", NULL));
  widgets_wait (at_home, fixture);
  g_settings_reset (fixture->settings, "presentation");
}

static gboolean
is_previewed (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainPreviewPage") == 0 && has_questions (user_data);
}

static void
test_narrow_preview (Fixture      *fixture,
                     gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/shell/forms/short.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  terrain_window_preview_form (TERRAIN_WINDOW (fixture->window), file);
  widgets_wait (is_previewed, fixture);
  widgets_run (100);
  assert_narrow (fixture, page (fixture), "preview");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* As GNOME has it; each further button of the frame takes 37 pixels of the narrowest window. */
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", "appmenu:close", NULL);

  g_test_add ("/pages/on-demand", Fixture, NULL, set_up, test_on_demand, tear_down);
  g_test_add ("/pages/form-row", Fixture, NULL, set_up, test_form_row, tear_down);
  g_test_add ("/pages/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/pages/narrow/interview", Fixture, "interview", set_up, test_narrow_form, tear_down);
  g_test_add ("/pages/narrow/page", Fixture, "page", set_up, test_narrow_form, tear_down);
  g_test_add ("/pages/narrow/preview", Fixture, NULL, set_up, test_narrow_preview, tear_down);
  return g_test_run ();
}
