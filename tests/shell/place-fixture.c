/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place-fixture.h"

#include <glib/gstdio.h>
#include <math.h>

#include "tile-map.h"

/* A map */

static void
make_broken_map (PlaceFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "maps", NULL);
  g_autofree char *path = g_build_filename (folder, "a.mbtiles", NULL);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, "no map at all, and longer than a hundred bytes, which is what the header of a "
                                            "database takes, so that it is read", -1, NULL));
}

/* A record in a window */

static void
open_form (PlaceFixture *fixture)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "places.xml", NULL);
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GError) error = NULL;

  terrain_profile_import_form_file (fixture->profile, path, NULL, NULL, &error);
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->profile, "places_form", NULL, &error);
  g_assert_no_error (error);
  fixture->session = terrain_session_begin (fixture->profile, form, NULL, &error);
  g_assert_no_error (error);
  fixture->form.interview = terrain_session_get_interview (fixture->session);
  fixture->form.view = terrain_form_view_new (fixture->session);
  fixture->form.window = form_support_show (fixture->form.view, 720, 900);
  form_support_run (100);
}

void
place_fixture_set_up (PlaceFixture *fixture, gconstpointer with_map)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-places-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->portal = fake_portal_new ();
  fixture->profile = terrain_profile_open (fixture->folder, &error);
  g_assert_no_error (error);
  if (g_strcmp0 (with_map, "broken") == 0)
    make_broken_map (fixture);
  else if (with_map != NULL)
    tile_map_write (fixture->folder);
  open_form (fixture);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_tree (child);
      else
        g_remove (child);
    }
  g_rmdir (path);
}

void
place_fixture_tear_down (PlaceFixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->form.window));
  form_support_run (50);
  terrain_session_close (fixture->session, FALSE, NULL);
  g_assert_finalize_object (fixture->session);
  g_assert_finalize_object (fixture->profile);
  if (fixture->portal != NULL)
    fake_portal_free (fixture->portal);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

GtkWidget *
place_fixture_go_to (PlaceFixture *fixture, const char *ref)
{
  return form_fixture_go_to (&fixture->form, ref);
}

const char *
place_fixture_value (PlaceFixture *fixture, const char *ref)
{
  return form_support_value (fixture->form.interview, ref);
}

gboolean
place_fixture_shows (GtkWidget *question, const char *part)
{
  g_autofree char *text = form_support_dup_text (question);

  return strstr (text, part) != NULL;
}

/* On the map */

TerrainMapView *
place_fixture_map (GtkWidget *question)
{
  GtkWidget *view = form_support_find_type (question, TERRAIN_TYPE_MAP_VIEW);

  g_assert_nonnull (view);
  return TERRAIN_MAP_VIEW (view);
}

TerrainMapView *
place_fixture_open_map (GtkWidget *question)
{
  GtkWidget *toggle = form_fixture_button (question, "Map");

  g_assert_nonnull (toggle);
  g_assert_null (form_support_find_type (question, TERRAIN_TYPE_MAP_VIEW));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  form_support_run (200);
  return place_fixture_map (question);
}

static void
run_xdotool (const char *command)
{
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  form_support_run (60);
}

/* Once the page has come to rest. */
static void
wait_for_rest (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  double before, x, y;

  gtk_widget_grab_focus (widget); /* and the page follows */
  do
    {
      g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (root), 0, 0, &x, &before));
      form_support_run (120);
      g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (root), 0, 0, &x, &y));
    }
  while (fabs (y - before) > 0.5);
}

static void
point_at (GtkWidget *widget, double x, double y)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *command = NULL;
  double shift_x, shift_y, at_x, at_y;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (root), x, y, &at_x, &at_y));
  g_assert_cmpfloat (at_y, <, gtk_widget_get_height (GTK_WIDGET (root)));
  gtk_native_get_surface_transform (GTK_NATIVE (root), &shift_x, &shift_y);
  command = g_strdup_printf ("xdotool mousemove %d %d", (int) (at_x + shift_x), (int) (at_y + shift_y));
  run_xdotool (command);
}

void
place_fixture_click_at (GtkWidget *widget, double x, double y)
{
  wait_for_rest (widget);
  point_at (widget, x, y);
  run_xdotool ("xdotool click 1");
  form_support_run (90);
}

void
place_fixture_drag (TerrainMapView *view, double latitude, double longitude, double to_latitude, double to_longitude)
{
  double x, y, to_x, to_y;

  wait_for_rest (GTK_WIDGET (view));
  terrain_map_view_get_point_of (view, latitude, longitude, &x, &y);
  terrain_map_view_get_point_of (view, to_latitude, to_longitude, &to_x, &to_y);
  point_at (GTK_WIDGET (view), x, y);
  run_xdotool ("xdotool mousedown 1");
  point_at (GTK_WIDGET (view), (x + to_x) / 2, (y + to_y) / 2);
  point_at (GTK_WIDGET (view), to_x, to_y);
  run_xdotool ("xdotool mouseup 1");
  form_support_run (90);
}

void
place_fixture_click (TerrainMapView *view, double latitude, double longitude)
{
  double x, y;

  terrain_map_view_get_point_of (view, latitude, longitude, &x, &y);
  place_fixture_click_at (GTK_WIDGET (view), x, y);
}

void
place_fixture_assert_place (const char *value, double latitude, double longitude, double within)
{
  TerrainPlace place;

  g_assert_true (terrain_place_text_from_value (value, &place));
  g_assert_cmpfloat_with_epsilon (place.latitude, latitude, within);
  g_assert_cmpfloat_with_epsilon (place.longitude, longitude, within);
}

gboolean
place_fixture_has_mark (TerrainMapView *view, double latitude, double longitude)
{
  double x, y;

  terrain_map_view_get_point_of (view, latitude, longitude, &x, &y);
  return terrain_map_view_get_mark_at (view, x, y) >= 0;
}
