/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "widgets.h"
#include "window-fixture.h"

/* Every page of the window: what is built only when it is asked for, and how narrow it can become at 100 % and 200 % text. */

#define NARROW 320
#define NARROW_LARGE 360

static void
import (WindowFixture *fixture,
        const char    *name)
{
  g_autofree char *path = g_build_filename ("tests/shell/forms", name, NULL);

  window_fixture_import (fixture, path);
}

/* As narrow as it may: what gives way to narrowness does. */
static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  window_fixture_set_up_with (fixture, &(WindowOptions){ .width = NARROW, .height = 640 });
}

static void
tear_down (WindowFixture *fixture,
           gconstpointer  data)
{
  window_fixture_tear_down (fixture, data);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static gboolean
has_questions (gpointer user_data)
{
  return window_fixture_find (user_data, "TerrainQuestion") != NULL;
}

/* Also one that is not to be seen. */
static gboolean
has_window (const char *type_name)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
      if (strcmp (G_OBJECT_TYPE_NAME (window), type_name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The menus and the shortcuts window are not there before they are wanted, so that the first window is soon. */
static void
test_on_demand (WindowFixture *fixture,
                gconstpointer  data)
{
  import (fixture, "short.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  g_assert_false (has_window ("GtkShortcutsWindow"));
  /* GTK 4.8 warns of the width of a label of its own there. */
  GLogLevelFlags fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  for (guint round = 0; round < 2; round++)
    {
      window_fixture_do (fixture, "win.show-help-overlay");
      GtkWidget *shortcuts = widgets_find_window ("GtkShortcutsWindow");
      g_assert_nonnull (shortcuts);
      g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (shortcuts)) == fixture->window);
      widgets_wait (is_mapped, shortcuts);
      gtk_window_destroy (GTK_WINDOW (shortcuts));
      widgets_run (20);
    }
  g_log_set_always_fatal (fatal);

  GtkWidget *row = window_fixture_find (fixture, "TerrainFormRow");
  GtkWidget *buttons[] = { window_fixture_find (fixture, "GtkMenuButton"), widgets_find_type (row, "GtkMenuButton") };
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
test_form_row (WindowFixture *fixture,
               gconstpointer  data)
{
  import (fixture, "short.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  for (guint round = 0; round < 2; round++)
    {
      GtkWidget *row = window_fixture_find (fixture, "TerrainFormRow");

      widgets_activate (round == 0 ? row : widgets_find_type (row, "GtkButton"));
      widgets_wait (has_questions, fixture);
      window_fixture_do (fixture, "win.keep-draft");
      widgets_wait (window_fixture_at_home, fixture);
    }
}

static gboolean
has_two_lines (gpointer row)
{
  GtkWidget *title = widgets_find_type (row, "GtkLabel");

  return gtk_label_get_wrap (GTK_LABEL (title))
         && pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (title))) == 2;
}

/* A title that has no room for one line takes two. */
static void
test_long_title (WindowFixture *fixture,
                 gconstpointer  data)
{
  window_fixture_import (fixture, "data/forms/gve_person.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_wait (has_two_lines, window_fixture_find (fixture, "TerrainFormRow"));
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
assert_narrow (WindowFixture *fixture,
               GtkWidget     *widget,
               const char    *what)
{
  for (int percent = 100; percent <= 200; percent += 100)
    {
      int limit = percent == 100 ? NARROW : NARROW_LARGE;
      int minimum;

      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", percent * 96 * 1024 / 100, NULL);
      /* What gives way does so with the frames to come. */
      for (guint turn = 0; turn < 100; turn++)
        {
          widgets_run (50);
          gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          if (minimum <= limit)
            break;
        }
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
test_narrow (WindowFixture *fixture,
             gconstpointer  data)
{
  assert_narrow (fixture, window_fixture_page (fixture), "home without forms");
  import (fixture, "controls.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_run (50);
  assert_narrow (fixture, window_fixture_page (fixture), "home");

  widgets_activate (window_fixture_find (fixture, "TerrainFormRow"));
  widgets_wait (has_questions, fixture);
  widgets_run (300);
  assert_narrow (fixture, window_fixture_page (fixture), "interview");
  window_fixture_do (fixture, "win.review");
  widgets_run (50);
  assert_narrow (fixture, window_fixture_page (fixture), "review");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  widgets_run (100);
  assert_narrow (fixture, window_fixture_page (fixture), "home with a draft");

  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_run (50);
  assert_narrow (fixture, window_fixture_page (fixture), "records");
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);

  window_fixture_do (fixture, "win.preferences");
  widgets_run (50);
  GtkWidget *preferences = widgets_find_window ("TerrainPreferences");
  g_assert_nonnull (preferences);
  /* Without the frame, which takes nothing of the screen. */
  assert_narrow (fixture, gtk_widget_get_first_child (preferences), "preferences");
  gtk_window_destroy (GTK_WINDOW (preferences));
}

/* With every kind of control, in both presentations. */
static void
test_narrow_form (WindowFixture *fixture,
                  gconstpointer  presentation)
{
  g_settings_set_string (fixture->settings, "presentation", presentation);
  import (fixture, "typed.xml");
  widgets_wait (window_fixture_lists_forms, fixture);
  widgets_activate (window_fixture_find (fixture, "TerrainFormRow"));
  widgets_wait (has_questions, fixture);
  widgets_run (300);
  assert_narrow (fixture, window_fixture_page (fixture), presentation);
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  g_settings_reset (fixture->settings, "presentation");
}

static gboolean
is_previewed (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (window_fixture_page (user_data)), "TerrainPreviewPage") == 0
         && has_questions (user_data);
}

static void
test_narrow_preview (WindowFixture *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/shell/forms/short.xml", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  terrain_window_preview_form (TERRAIN_WINDOW (fixture->window), file);
  widgets_wait (is_previewed, fixture);
  widgets_run (100);
  assert_narrow (fixture, window_fixture_page (fixture), "preview");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Three buttons of the frame: a window with no room for them has but one. */
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", "icon:minimize,maximize,close", NULL);

  g_test_add ("/pages/on-demand", WindowFixture, NULL, set_up, test_on_demand, tear_down);
  g_test_add ("/pages/form-row", WindowFixture, NULL, set_up, test_form_row, tear_down);
  g_test_add ("/pages/long-title", WindowFixture, NULL, set_up, test_long_title, tear_down);
  g_test_add ("/pages/narrow", WindowFixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/pages/narrow/interview", WindowFixture, "interview", set_up, test_narrow_form, tear_down);
  g_test_add ("/pages/narrow/page", WindowFixture, "page", set_up, test_narrow_form, tear_down);
  g_test_add ("/pages/narrow/preview", WindowFixture, NULL, set_up, test_narrow_preview, tear_down);
  return g_test_run ();
}
