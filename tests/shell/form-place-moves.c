/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A place on a map is moved: dragged; without dragging, by two clicks; by keys; and each is taken back in one step. */

#include <adwaita.h>

#include "place-fixture.h"
#include "terrain-editors.h"

static const char way[] = "50.84 4.33 12 3; 50.86 4.36 13 4; 50.88 4.4 14 5";

static void
answer (PlaceFixture *fixture, const char *ref, const char *value)
{
  g_assert_true (terrain_session_answer (fixture->session, ref, value, NULL));
  form_support_run (50);
}

/* The @n-th of a way; how many there are is as it was. */
static void
assert_nth (PlaceFixture *fixture, const char *ref, guint n_places, guint n, double latitude, double longitude, double within)
{
  g_auto (GStrv) parts = g_strsplit (place_fixture_value (fixture, ref), "; ", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, n_places);
  place_fixture_assert_place (parts[n], latitude, longitude, within);
}

static void
undo (PlaceFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_undo (fixture->session, NULL, &error));
  g_assert_no_error (error);
  form_support_run (50);
}

/* By its point, and by the round part above it, which is what one sees; a finger's slip is no drag. */
static void
test_drag_point (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");
  TerrainMapView *view = place_fixture_map (question);

  form_fixture_need_keys ();
  answer (fixture, "/data/pin", "50.85 4.35 20 7");
  place_fixture_drag (view, 50.85, 4.35, 50.87, 4.40);
  place_fixture_assert_place (place_fixture_value (fixture, "/data/pin"), 50.87, 4.40, 0.002);
  g_assert_true (g_str_has_suffix (place_fixture_value (fixture, "/data/pin"), " 0 0")); /* how exact it was: no more */
  g_assert_true (place_fixture_has_mark (view, 50.87, 4.40));
  g_assert_false (place_fixture_has_mark (view, 50.85, 4.35));
  place_fixture_assert_place (form_fixture_entry_text (question, 0), 50.87, 4.40, 0.002);
  undo (fixture);
  place_fixture_assert_value (fixture, "/data/pin", "50.85 4.35 20 7");
  g_assert_true (place_fixture_has_mark (view, 50.85, 4.35));

  /* Beside it, it is the map that is dragged. */
  place_fixture_drag (view, 50.80, 4.30, 50.82, 4.31);
  place_fixture_assert_value (fixture, "/data/pin", "50.85 4.35 20 7");
}

/* One of several, the others to the last figure as they were. */
static void
test_drag_way (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/way");
  TerrainMapView *view;

  form_fixture_need_keys ();
  answer (fixture, "/data/way", way);
  view = place_fixture_open_map (question);
  place_fixture_drag (view, 50.86, 4.36, 50.85, 4.38);
  assert_nth (fixture, "/data/way", 3, 1, 50.85, 4.38, 0.002);
  g_assert_true (g_str_has_prefix (place_fixture_value (fixture, "/data/way"), "50.84 4.33 12 3; "));
  g_assert_true (g_str_has_suffix (place_fixture_value (fixture, "/data/way"), "; 50.88 4.4 14 5"));
  undo (fixture);
  place_fixture_assert_value (fixture, "/data/way", way);
  g_assert_true (place_fixture_has_mark (view, 50.86, 4.36));
}

/* The corner that closes an outline goes with its first. */
static void
test_drag_outline (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/area");
  TerrainMapView *view = place_fixture_map (question);

  form_fixture_need_keys ();
  answer (fixture, "/data/area", "50.83 4.33 0 0; 50.83 4.4 0 0; 50.89 4.4 0 0; 50.83 4.33 0 0");
  terrain_map_view_show_all (view);
  place_fixture_drag (view, 50.83, 4.33, 50.85, 4.34);
  assert_nth (fixture, "/data/area", 4, 0, 50.85, 4.34, 0.002);
  assert_nth (fixture, "/data/area", 4, 3, 50.85, 4.34, 0.002);
}

/* Up with a click, down with the next: no dragging is needed. */
static void
test_clicks (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/way");
  TerrainMapView *view;

  form_fixture_need_keys ();
  answer (fixture, "/data/way", way);
  view = place_fixture_open_map (question);
  place_fixture_click (view, 50.88, 4.40);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, 2);
  g_assert_true (place_fixture_shows (question, "Place 3 of 3 is being moved."));
  place_fixture_assert_value (fixture, "/data/way", way);
  place_fixture_click (view, 50.87, 4.37);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, -1);
  assert_nth (fixture, "/data/way", 3, 2, 50.87, 4.37, 0.002);

  /* Left where it was: by Escape, and by going elsewhere. */
  place_fixture_click (view, 50.84, 4.33);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, 0);
  form_support_key ("Escape");
  form_support_run (50);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, -1);
  place_fixture_click (view, 50.84, 4.33);
  place_fixture_go_to (fixture, "/data/here");
  g_assert_cmpint (terrain_map_view_get_held (view), ==, -1);
  assert_nth (fixture, "/data/way", 3, 0, 50.84, 4.33, 1e-9);
  g_assert_true (place_fixture_has_mark (view, 50.84, 4.33));
}

/* Space takes the nearest up and then the next, arrows move it, Enter puts it down; what is heard meanwhile. */
static void
test_keys (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/way");
  TerrainMapView *view;
  double latitude, longitude;

  form_fixture_need_keys ();
  answer (fixture, "/data/way", way);
  view = place_fixture_open_map (question);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  terrain_map_view_go_to (view, 50.861, 4.361);
  form_support_run (100);
  form_support_key ("space");
  form_support_run (50);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, 1);
  form_support_key ("space");
  form_support_key ("space");
  form_support_run (50);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, 0);
  g_assert_true (place_fixture_shows (question, "Place 1 of 3 is being moved. Cross-hair: 50.84000° north"));
  form_support_key ("Up");
  form_support_key ("Right");
  form_support_run (50);
  terrain_map_view_get_centre (view, &latitude, &longitude);
  g_assert_cmpfloat (latitude, >, 50.84);
  g_assert_cmpfloat (longitude, >, 4.33);
  place_fixture_assert_value (fixture, "/data/way", way);
  form_support_key ("Return");
  form_support_run (50);
  assert_nth (fixture, "/data/way", 3, 0, latitude, longitude, 0.000001);
  g_assert_cmpstr (form_fixture_current (&fixture->form), ==, "/data/way");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (view)));
  undo (fixture);
  place_fixture_assert_value (fixture, "/data/way", way);

  /* Put down where it was: nothing was done. */
  form_support_key ("space");
  form_support_key ("Return");
  form_support_run (50);
  place_fixture_assert_value (fixture, "/data/way", way);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, -1);
}

/* The only one: from wherever the map is. */
static void
test_keys_point (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");
  TerrainMapView *view = place_fixture_map (question);
  double latitude, longitude;

  form_fixture_need_keys ();
  gtk_widget_grab_focus (GTK_WIDGET (view));
  form_support_run (50);
  form_support_key ("space"); /* there is none */
  form_support_run (50);
  g_assert_cmpint (terrain_map_view_get_held (view), ==, -1);
  answer (fixture, "/data/pin", "50.85 4.35 20 7");
  form_support_key ("Left");
  form_support_key ("Left");
  form_support_key ("space");
  form_support_run (50);
  terrain_map_view_get_centre (view, &latitude, &longitude);
  g_assert_cmpfloat_with_epsilon (latitude, 50.85, 1e-6);
  g_assert_cmpfloat_with_epsilon (longitude, 4.35, 1e-6);
  g_assert_true (place_fixture_shows (question, "The place is being moved."));
  form_support_key ("shift+Down");
  form_support_key ("Return");
  form_support_run (50);
  terrain_map_view_get_centre (view, &latitude, &longitude);
  place_fixture_assert_place (place_fixture_value (fixture, "/data/pin"), latitude, longitude, 0.000001);
  g_assert_cmpfloat (latitude, <, 50.85);
}

/* Of a recorded way one is moved as of a short one; what is half typed is none of them. */
static void
test_many (PlaceFixture *fixture, gconstpointer data)
{
  g_autoptr (GString) long_way = g_string_new ("50.80 4.30 0 0");
  GtkWidget *question = place_fixture_go_to (fixture, "/data/way");
  TerrainMapView *view;

  form_fixture_need_keys ();
  for (guint i = 1; i < 150; i++)
    g_string_append_printf (long_way, "; 50.%03u 4.4 0 0", 800 + i / 3);
  answer (fixture, "/data/way", long_way->str);
  view = place_fixture_open_map (question);
  place_fixture_drag (view, 50.80, 4.30, 50.82, 4.32);
  assert_nth (fixture, "/data/way", 150, 0, 50.82, 4.32, 0.002);
  assert_nth (fixture, "/data/way", 150, 149, 50.849, 4.4, 1e-9);

  answer (fixture, "/data/way", "50.84 4.33 0 0; 50.86 4.36 0 0; 50.88 4.4 0 0");
  terrain_map_view_show_all (view);
  form_fixture_type_in (question, 0, "nowhere");
  form_support_run (50);
  place_fixture_drag (view, 50.88, 4.4, 50.87, 4.38);
  place_fixture_assert_place (form_fixture_entry_text (question, 2), 50.87, 4.38, 0.002);
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "nowhere");
}

#define add(path, func) \
  g_test_add ("/place-moves/" path, PlaceFixture, "map", place_fixture_set_up, func, place_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("drag/point", test_drag_point);
  add ("drag/way", test_drag_way);
  add ("drag/outline", test_drag_outline);
  add ("clicks", test_clicks);
  add ("keys", test_keys);
  add ("keys/point", test_keys_point);
  add ("many", test_many);
  return g_test_run ();
}
