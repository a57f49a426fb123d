/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "terrain-chart.h"
#include "terrain-figures-controls.h"
#include "terrain-figures-page.h"
#include "widgets.h"
#include "window-fixture.h"

/* The page of figures in a real window, over records of a real store. With FIGURES_SHOTS=FOLDER it leaves pictures. */

static TerrainFiguresControls *
controls (WindowFixture *fixture)
{
  return TERRAIN_FIGURES_CONTROLS (window_fixture_find (fixture, "TerrainFiguresControls"));
}

static void
add_questions (WindowFixture *fixture,
               const char    *antenna,
               const char    *day,
               guint          n)
{
  static guint serial;
  TerrainStore *store = window_fixture_store (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStoredForm) form = terrain_store_find_form (store, "lisa_intake", NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%08u", ++serial);
      g_autofree char *id = g_strdup_printf ("uuid:%s", uuid);
      g_autofree char *text
        = g_strdup_printf ("<data id='lisa_intake'><i_antenna>%s</i_antenna><i_when>%sT10:00:00</i_when>"
                           "<i_cat>a</i_cat><meta><instanceID>%s</instanceID></meta></data>", antenna, day, id);
      g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));

      terrain_store_create_record (store, uuid, form->id, form->version, NULL, serial, &error);
      g_assert_no_error (error);
      g_assert_true (terrain_store_complete_record (store, uuid, id, NULL, xml, FALSE, serial, &error));
      g_assert_no_error (error);
    }
}

static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  g_autofree char *build = g_strdup (g_getenv ("TERRAIN_BUILD"));

  g_setenv ("TERRAIN_DATA_DIR", build, TRUE);
  window_fixture_set_up_with (fixture, &(WindowOptions){ .width = 1000, .height = 800 });
}

static gboolean
is_idle (gpointer user_data)
{
  return !terrain_figures_page_is_busy (user_data);
}

static void
wait_for_figures (WindowFixture *fixture)
{
  widgets_wait (is_idle, window_fixture_page (fixture));
  widgets_run (50);
}

static void
open_page (WindowFixture *fixture,
           const char    *indicator)
{
  window_fixture_do (fixture, "win.show-figures");
  g_assert_true (TERRAIN_IS_FIGURES_PAGE (window_fixture_page (fixture)));
  g_assert_true (terrain_figures_page_show_indicator (TERRAIN_FIGURES_PAGE (window_fixture_page (fixture)), indicator));
  wait_for_figures (fixture);
}

static TerrainChart *
chart (WindowFixture *fixture)
{
  GtkWidget *found = window_fixture_find (fixture, "TerrainBarChart");

  if (!found)
    found = window_fixture_find (fixture, "TerrainLineChart");
  g_assert_nonnull (found);
  return TERRAIN_CHART (found);
}

static void
leave_picture (WindowFixture *fixture,
               const char    *name)
{
  const char *folder = g_getenv ("FIGURES_SHOTS");
  g_autofree char *path = folder ? g_strdup_printf ("%s/%s.png", folder, name) : NULL;

  widgets_run (400);
  if (path)
    widgets_save_png (GTK_WIDGET (fixture->window), path);
}

/* The page goes with its transition. */
static void
go_back (WindowFixture *fixture)
{
  window_fixture_do (fixture, "win.back");
  widgets_run (400);
}

static void
test_empty (WindowFixture *fixture,
            gconstpointer  data)
{
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "This profile has no finished records for this.");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Not among your forms: lisa_intake."));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "LISA antennas – no records"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "No records on these days."));
  leave_picture (fixture, "empty");
}

static void
fill (WindowFixture *fixture)
{
  window_fixture_import (fixture, "data/forms/lisa_intake.xml");
  add_questions (fixture, "and_centre", "2022-03-01", 12);
  add_questions (fixture, "and_centre", "2023-03-01", 18);
  add_questions (fixture, "gan", "2022-03-01", 20);
  add_questions (fixture, "gan", "2023-03-01", 31);
}

static void
test_figures (WindowFixture *fixture,
              gconstpointer  data)
{
  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Ganshoren"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "(31)"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "\342\200\216+50.0%"));
  g_assert_false (widgets_shows (window_fixture_page (fixture), "Not among your forms"));

  /* The theme with records comes first. */
  GtkWidget *list = window_fixture_find (fixture, "GtkListBox");
  g_assert_true (widgets_shows (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)), "Questions"));
  leave_picture (fixture, "figures");
}

static void
press (GtkWidget *widget,
       guint      key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean is_handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_handled);
    }
}

static void
test_keyboard (WindowFixture *fixture,
               gconstpointer  data)
{
  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  TerrainChart *it = chart (fixture);

  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (it)));
  g_assert_cmpstr (terrain_chart_get_selection (it), ==, "");
  press (GTK_WIDGET (it), GDK_KEY_Down);
  g_assert_nonnull (strstr (terrain_chart_get_selection (it), "2023: 18, +50.0%"));
  /* What is spoken is seen too. */
  g_assert_true (widgets_shows (window_fixture_page (fixture), terrain_chart_get_selection (it)));
  gtk_test_accessible_assert_property (it, GTK_ACCESSIBLE_PROPERTY_LABEL, terrain_chart_get_selection (it));
  press (GTK_WIDGET (it), GDK_KEY_Down);
  /* It opened in that year, which is said and not only marked. */
  g_assert_cmpstr (terrain_chart_get_selection (it), ==, "Ganshoren, 2023: (31), +55.0%*, period not complete");
  press (GTK_WIDGET (it), GDK_KEY_Left);
  g_assert_true (g_str_has_prefix (terrain_chart_get_selection (it), "Ganshoren, 2022: (20)"));
  press (GTK_WIDGET (it), GDK_KEY_Home);
  g_assert_nonnull (strstr (terrain_chart_get_selection (it), "2022: 12"));
  g_assert_false (terrain_chart_move (it, -1, -1));
  leave_picture (fixture, "keyboard");

  /* Mirrored, the key goes where it points. */
  gtk_widget_set_direction (GTK_WIDGET (it), GTK_TEXT_DIR_RTL);
  press (GTK_WIDGET (it), GDK_KEY_Left);
  g_assert_nonnull (strstr (terrain_chart_get_selection (it), "2023: 18"));
}

static void
test_follows (WindowFixture *fixture,
              gconstpointer  data)
{
  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  add_questions (fixture, "gan", "2023-04-01", 9);
  window_fixture_wait_for_page_text (fixture, "(40)");
}

static void
test_reversed (WindowFixture *fixture,
               gconstpointer  data)
{
  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  terrain_figures_controls_set_period (controls (fixture), TERRAIN_FIGURES_OWN_DAYS);
  wait_for_figures (fixture);

  GtkWidget *first = widgets_find_type (GTK_WIDGET (controls (fixture)), "GtkText");
  g_assert_nonnull (first);
  GtkWidget *entry = gtk_widget_get_ancestor (first, GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "2999-01-01");
  g_signal_emit_by_name (entry, "activate");
  window_fixture_wait_for_page_text (fixture, "The first day is after the last one");
  leave_picture (fixture, "reversed");
  gtk_editable_set_text (GTK_EDITABLE (entry), "soon");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "2022-01-01");
  g_signal_emit_by_name (entry, "activate");
  wait_for_figures (fixture);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_false (widgets_shows (window_fixture_page (fixture), "The first day is after the last one"));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "(31)"));
}

static void
write_indicators (WindowFixture *fixture,
                  const char    *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, "indicators.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
test_bad_indicators (WindowFixture *fixture,
                     gconstpointer  data)
{
  write_indicators (fixture, "{\n \"indicators\": [\n  {\"id\": \"X-1\", \"title\": \"t\", \"measures\": []}\n]}");
  window_fixture_do (fixture, "win.show-figures");
  window_fixture_wait_for_page_text (fixture, "The Indicators Cannot Be Used");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "Line 3: "));
  g_assert_true (widgets_shows (window_fixture_page (fixture), "indicators.json"));
  leave_picture (fixture, "bad");
  go_back (fixture);

  write_indicators (fixture, "{\"indicators\": []}");
  window_fixture_do (fixture, "win.show-figures");
  wait_for_figures (fixture);
  g_assert_false (terrain_figures_page_show_indicator (TERRAIN_FIGURES_PAGE (window_fixture_page (fixture)), "X-1"));
}

/* As a record that was completed with a form that has a public key. */
static void
test_encrypted (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "profile.sqlite", NULL);
  sqlite3 *database;

  fill (fixture);
  g_assert_cmpint (sqlite3_open (path, &database), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (database, "UPDATE record SET encrypted = 1 WHERE uuid IN (SELECT uuid FROM record "
                                 "WHERE state = 'complete' ORDER BY uuid DESC LIMIT 3)", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (database);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "3 encrypted records cannot be read here; they are not counted.");
  g_assert_true (widgets_shows (window_fixture_page (fixture), "(28)"));
}

static char *
load (const char *path)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  return content;
}

static void
test_files (WindowFixture *fixture,
            gconstpointer  data)
{
  g_autofree char *csv_path = g_build_filename (fixture->folder, "D-42.csv", NULL);
  g_autofree char *svg_path = g_build_filename (fixture->folder, "D-42.svg", NULL);
  g_autofree char *png_path = g_build_filename (fixture->folder, "D-42.png", NULL);
  g_autofree char *bad_path = g_build_filename (fixture->folder, "nowhere", "D-42.png", NULL);
  g_autoptr (GFile) csv = g_file_new_for_path (csv_path);
  g_autoptr (GFile) svg = g_file_new_for_path (svg_path);
  g_autoptr (GFile) png = g_file_new_for_path (png_path);
  g_autoptr (GFile) bad = g_file_new_for_path (bad_path);
  g_autoptr (GError) error = NULL;

  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  TerrainFiguresPage *it = TERRAIN_FIGURES_PAGE (window_fixture_page (fixture));

  g_assert_true (terrain_figures_page_save_csv (it, csv, &error));
  g_assert_no_error (error);
  g_autofree char *text = load (csv_path);
  g_assert_true (g_str_has_prefix (text, "indicator,title,"));
  g_assert_nonnull (strstr (text, ",gan,Ganshoren,questions,Questions,count,2023,31,31,"));
  g_assert_true (terrain_figures_page_save_picture (it, svg, &error));
  g_assert_no_error (error);
  g_autofree char *drawn = load (svg_path);
  g_assert_nonnull (strstr (drawn, "<svg"));
  g_assert_true (terrain_figures_page_save_picture (it, png, &error));
  g_assert_no_error (error);
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_file (png, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 1600);
  g_assert_false (terrain_figures_page_save_picture (it, bad, &error));
  g_assert_nonnull (error);
  if (g_getenv ("FIGURES_SHOTS"))
    {
      g_autofree char *kept = g_build_filename (g_getenv ("FIGURES_SHOTS"), "saved.png", NULL);

      gdk_texture_save_to_png (texture, kept);
    }
}

/* Leaving while figures are counted, or choosing another, takes nothing with it. */
static void
test_leave (WindowFixture *fixture,
            gconstpointer  data)
{
  fill (fixture);
  for (guint i = 0; i < 4; i++)
    {
      window_fixture_do (fixture, "win.show-figures");
      TerrainFiguresPage *it = TERRAIN_FIGURES_PAGE (window_fixture_page (fixture));
      widgets_run (i * 15);
      terrain_figures_page_show_indicator (it, "D-43");
      terrain_figures_page_show_indicator (it, "D-42");
      widgets_run (i * 5);
      gtk_widget_activate_action (GTK_WIDGET (it), "figures.stop", NULL);
      go_back (fixture);
    }
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "(31)");
}

static void
test_names (WindowFixture *fixture,
            gconstpointer  data)
{
  fill (fixture);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  g_autofree char *unnamed = widgets_dup_unnamed (window_fixture_page (fixture));
  g_assert_cmpstr (unnamed, ==, "");
}

/* Not less than all of it, at twice the text's size, mirrored, and in the narrowest window. */
static void
test_sizes (WindowFixture *fixture,
            gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  fill (fixture);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_page (fixture, "D-42");
  window_fixture_wait_for_page_text (fixture, "By: Antenna");
  leave_picture (fixture, "mirrored");
  terrain_figures_controls_set_period (controls (fixture), TERRAIN_FIGURES_ALL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  leave_picture (fixture, "mirrored-large");
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  leave_picture (fixture, "large");
  gtk_window_set_default_size (fixture->window, 360, 700);
  leave_picture (fixture, "large-narrow");
  gtk_widget_measure (window_fixture_page (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  widgets_run (100);
  gtk_widget_measure (window_fixture_page (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* How long the main loop ever stood still while many records are counted; to be run by hand:
 * FIGURES_PROFILE=FOLDER shell-figures -m perf -p /figures/page/speed */
typedef struct
{
  gint64 last;
  gint64 longest;
} Pulse;

static gboolean
on_pulse (gpointer user_data)
{
  Pulse *pulse = user_data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static void
test_speed (WindowFixture *fixture,
            gconstpointer  data)
{
  const char *folder = g_getenv ("FIGURES_PROFILE");
  g_autoptr (GError) error = NULL;
  Pulse pulse = { 0 };

  if (!g_test_perf () || !folder)
    {
      g_test_skip ("needs -m perf and FIGURES_PROFILE");
      return;
    }
  g_autoptr (TerrainWorkspace) workspace = terrain_workspace_open (folder, fixture->settings, &error);
  g_assert_no_error (error);
  GtkWidget *other = terrain_figures_page_new (workspace);
  GtkWidget *window = gtk_window_new ();
  gint64 start = g_get_monotonic_time ();

  pulse.last = start;
  guint source = g_timeout_add (2, on_pulse, &pulse);
  gtk_window_set_child (GTK_WINDOW (window), other);
  gtk_window_present (GTK_WINDOW (window));
  terrain_figures_page_show_indicator (TERRAIN_FIGURES_PAGE (other), "D-42");
  while (terrain_figures_page_is_busy (TERRAIN_FIGURES_PAGE (other)))
    g_main_context_iteration (NULL, TRUE);
  widgets_run (300);
  g_source_remove (source);
  g_test_minimized_result ((double) pulse.longest / 1000, "longest stop of the main loop: %.1f ms",
                           (double) pulse.longest / 1000);
  g_test_minimized_result ((double) (pulse.last - start) / 1e6, "counted after %.1f s",
                           (double) (pulse.last - start) / 1e6);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/figures/page/" name, WindowFixture, NULL, set_up, func, window_fixture_tear_down)
  ADD ("empty", test_empty);
  ADD ("figures", test_figures);
  ADD ("keyboard", test_keyboard);
  ADD ("follows", test_follows);
  ADD ("reversed", test_reversed);
  ADD ("bad-indicators", test_bad_indicators);
  ADD ("encrypted", test_encrypted);
  ADD ("files", test_files);
  ADD ("leave", test_leave);
  ADD ("names", test_names);
  ADD ("sizes", test_sizes);
  ADD ("speed", test_speed);
  return g_test_run ();
}
