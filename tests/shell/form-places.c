/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places as answers: where this device is, asked of the desktop; on a map of this device's own tiles; typed. */

#include <adwaita.h>
#include <math.h>
#include <sys/socket.h>

#include "place-fixture.h"
#include "terrain-choice-map.h"
#include "terrain-editors.h"
#include "terrain-place-map.h"

/* Where this device is */

/* Nothing is asked before somebody presses the button, not even of a form that wants a place at its start (L-08). */
static void
test_unasked (PlaceFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *question = place_fixture_go_to (fixture, i == 0 ? "/data/here" : "/data/way");

      g_assert_nonnull (form_fixture_button (question, "Use This Device’s Place"));
      form_support_run (100);
    }
  g_assert_cmpuint (fixture->portal->n_created, ==, 0);
  g_assert_false (terrain_session_wants_place (fixture->session)); /* blank at once */
}

static GtkWidget *
press (PlaceFixture *fixture, const char *ref)
{
  GtkWidget *question = place_fixture_go_to (fixture, ref);
  guint n = fixture->portal != NULL ? fixture->portal->n_created : 0;

  form_fixture_click (question, "Use This Device’s Place");
  if (fixture->portal != NULL)
    place_fixture_wait (fixture->portal->n_created == n + 1);
  return question;
}

/* The button gives way to what goes on, the focus follows; what is exact enough is taken at once, and it is over. */
static void
test_narrowing (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = press (fixture, "/data/here");

  place_fixture_wait (fixture->portal->request != NULL);
  g_assert_true (place_fixture_shows (question, "Looking for this device…"));
  g_assert_null (form_fixture_button (question, "Use It"));
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 400);
  place_fixture_wait (place_fixture_shows (question, "Known to within 400 m so far…"));
  g_assert_nonnull (form_fixture_button (question, "Use It"));
  place_fixture_assert_value (fixture, "/data/here", "");
  fake_portal_move (fixture->portal, 51, 4, 2000); /* worse: not it */
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 60);
  place_fixture_wait (place_fixture_shows (question, "Known to within 60 m so far…"));
  fake_portal_move (fixture->portal, 50.84671234567, PLACE_LONGITUDE, 4.2);
  place_fixture_wait (*place_fixture_value (fixture, "/data/here") != '\0');
  place_fixture_assert_value (fixture, "/data/here", "50.8467123 4.3525 0 4.2");
  place_fixture_wait (fixture->portal->n_closed == 1);
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "50.8467123 4.3525");
  g_assert_true (place_fixture_shows (question, "to within 4 m"));
  g_assert_nonnull (form_fixture_button (question, "Use This Device’s Place"));
}

static void
test_use_it (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = press (fixture, "/data/here");

  place_fixture_wait (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 45);
  place_fixture_wait (form_fixture_button (question, "Use It") != NULL);
  form_fixture_click (question, "Use It");
  place_fixture_assert_value (fixture, "/data/here", "50.8467 4.3525 0 45");
  place_fixture_wait (fixture->portal->n_closed == 1);
}

/* Nothing better will come. What the form allows is taken; what it does not is asked about in words. */
static void
test_thresholds (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = press (fixture, "/data/exact");

  place_fixture_wait (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 30);
  place_fixture_wait (place_fixture_shows (question, "30 m so far"));
  g_dbus_connection_emit_signal (fixture->portal->connection, NULL, fixture->portal->session,
                                 "org.freedesktop.portal.Session", "Closed", NULL, NULL);
  place_fixture_wait (g_strcmp0 (place_fixture_value (fixture, "/data/exact"), "50.8467 4.3525 0 30") == 0);

  g_clear_pointer (&fixture->portal->request, g_free);
  question = press (fixture, "/data/exact");
  place_fixture_wait (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 25000);
  place_fixture_wait (place_fixture_shows (question, "25.0 km so far"));
  g_dbus_connection_emit_signal (fixture->portal->connection, NULL, fixture->portal->session,
                                 "org.freedesktop.portal.Session", "Closed", NULL, NULL);
  place_fixture_wait (place_fixture_shows (question, "only to within 25.0 km; this question wants 50 m or better"));
  form_fixture_click (question, "Leave It");
  place_fixture_assert_value (fixture, "/data/exact", "50.8467 4.3525 0 30");
  g_assert_false (place_fixture_shows (question, "25.0 km"));
}

static void
test_refused (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  fixture->portal->response = 1;
  question = press (fixture, "/data/here");
  place_fixture_wait (place_fixture_shows (question, "The desktop did not give the place."));
  place_fixture_assert_value (fixture, "/data/here", "");
  g_assert_nonnull (form_fixture_button (question, "Use This Device’s Place"));
  place_fixture_wait (fixture->portal->n_closed == 1);

  fixture->portal->refuses = TRUE;
  question = press (fixture, "/data/exact");
  place_fixture_wait (place_fixture_shows (question, "The desktop did not give the place."));

  /* The message goes when one tries again, and what is typed is an answer all the same. */
  fixture->portal->refuses = FALSE;
  fixture->portal->response = G_MAXUINT;
  question = press (fixture, "/data/exact");
  g_assert_false (place_fixture_shows (question, "did not give"));
  form_fixture_type_in (question, 0, "50.8 4.3");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  place_fixture_assert_value (fixture, "/data/exact", "50.8 4.3 0 0");
}

static void
test_missing (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  fake_portal_free (g_steal_pointer (&fixture->portal));
  question = press (fixture, "/data/here");
  place_fixture_wait (place_fixture_shows (question, "This desktop gives no place: it has no location service."));
  place_fixture_assert_value (fixture, "/data/here", "");
}

/* While somebody is asked, or afterwards: it is over for the desktop too, and what comes late is nothing. */
static void
test_cancelled (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  fixture->portal->response = G_MAXUINT;
  question = press (fixture, "/data/here");
  place_fixture_wait (fixture->portal->request != NULL);
  form_fixture_click (question, "Leave It");
  place_fixture_wait (fixture->portal->n_closed == 1);
  place_fixture_assert_value (fixture, "/data/here", "");

  /* Going to another page is leaving it, too. */
  question = press (fixture, "/data/here");
  place_fixture_wait (fixture->portal->session != NULL);
  gtk_widget_set_visible (fixture->form.view, FALSE);
  place_fixture_wait (fixture->portal->n_closed == 2);
  gtk_widget_set_visible (fixture->form.view, TRUE);
  place_fixture_assert_value (fixture, "/data/here", "");
}

/* The desktop's service dies; and says nonsense. */
static void
test_nonsense (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = press (fixture, "/data/here");

  place_fixture_wait (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, NAN, PLACE_LONGITUDE, 4);
  fake_portal_move (fixture->portal, 500, PLACE_LONGITUDE, 4);
  fake_portal_move (fixture->portal, PLACE_LATITUDE, -INFINITY, 4);
  fake_portal_move (fixture->portal, PLACE_LATITUDE, PLACE_LONGITUDE, 0);
  place_fixture_wait (place_fixture_shows (question, "Known, but not how exactly…"));
  place_fixture_assert_value (fixture, "/data/here", "");
  fake_portal_free (g_steal_pointer (&fixture->portal));
  place_fixture_wait (place_fixture_shows (question, "This device does not say how exact its place is."));
  form_fixture_click (question, "Use It");
  place_fixture_assert_value (fixture, "/data/here", "50.8467 4.3525 0 0");

  fixture->portal = fake_portal_new ();
  question = press (fixture, "/data/exact");
  place_fixture_wait (fixture->portal->session != NULL);
  fake_portal_free (g_steal_pointer (&fixture->portal));
  place_fixture_wait (place_fixture_shows (question, "location service went away"));
}

/* A line takes the place as its next one. */
static void
test_next_of_line (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question;

  for (guint i = 0; i < 2; i++)
    {
      g_clear_pointer (&fixture->portal->request, g_free);
      question = press (fixture, "/data/way");
      place_fixture_wait (fixture->portal->request != NULL);
      fake_portal_move (fixture->portal, PLACE_LATITUDE + i, PLACE_LONGITUDE, 3);
      place_fixture_wait (fixture->portal->n_closed == i + 1);
      if (i == 0)
        g_assert_true (place_fixture_shows (question, "A line has at least 2 places"));
    }
  place_fixture_assert_value (fixture, "/data/way", "50.8467 4.3525 0 3; 51.8467 4.3525 0 3");
}

/* On the map */

/* Whether any socket of this process could leave the machine. */
static gboolean
has_network (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      struct sockaddr_storage address;
      socklen_t length = sizeof address;

      if (getsockname ((int) g_ascii_strtoll (name, NULL, 10), (struct sockaddr *) &address, &length) == 0 &&
          address.ss_family != AF_UNIX && address.ss_family != AF_NETLINK)
        return TRUE;
    }
  return FALSE;
}

/* The colour at a place of the map, as it is drawn. */
static GdkRGBA
color_at (PlaceFixture *fixture, TerrainMapView *view, double x, double y)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shot.png", NULL);
  g_autoptr (GdkPixbuf) picture = NULL;
  const guchar *pixel;

  form_support_save_png (GTK_WIDGET (view), path);
  picture = gdk_pixbuf_new_from_file (path, NULL);
  g_assert_nonnull (picture);
  pixel = gdk_pixbuf_read_pixels (picture) + (int) y * gdk_pixbuf_get_rowstride (picture) +
          (int) x * gdk_pixbuf_get_n_channels (picture);
  return (GdkRGBA) { (float) pixel[0] / 255, (float) pixel[1] / 255, (float) pixel[2] / 255, 1 };
}

static gboolean
is_tile (GdkRGBA color)
{
  return fabsf (color.blue - 0.5f) < 0.02f && color.red > 0.7f;
}

/* "placement-map": there at once, on this device's tiles, and with nothing asked of any network (L-24). */
static void
test_click (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");
  TerrainMapView *view = place_fixture_map (question);

  form_fixture_need_keys ();
  place_fixture_wait (is_tile (color_at (fixture, view, 300, 100)));
  g_assert_true (place_fixture_shows (question, "Squares of the test"));
  place_fixture_click (view, PLACE_LATITUDE, PLACE_LONGITUDE);
  place_fixture_assert_place (place_fixture_value (fixture, "/data/pin"), PLACE_LATITUDE, PLACE_LONGITUDE, 0.002);
  g_assert_true (place_fixture_has_mark (view, PLACE_LATITUDE, PLACE_LONGITUDE));
  /* The same in the other way to it. */
  g_assert_true (place_fixture_shows (question, "50.84"));
  place_fixture_assert_place (form_fixture_entry_text (question, 0), PLACE_LATITUDE, PLACE_LONGITUDE, 0.002);
  /* Another click moves it. */
  place_fixture_click (view, 50.87, 4.40);
  place_fixture_assert_place (place_fixture_value (fixture, "/data/pin"), 50.87, 4.40, 0.002);
  g_assert_false (place_fixture_has_mark (view, PLACE_LATITUDE, PLACE_LONGITUDE));
  form_fixture_click (question, "Remove the Place");
  place_fixture_assert_value (fixture, "/data/pin", "");
  g_assert_false (place_fixture_has_mark (view, 50.87, 4.40));
  g_assert_false (has_network ());
}

/* What is typed is on the map. */
static void
test_typed (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/here");
  TerrainMapView *view;

  form_fixture_type_in (question, 0, "50.86 4.36");
  view = place_fixture_open_map (question);
  place_fixture_wait (place_fixture_has_mark (view, 50.86, 4.36));
  form_fixture_type_in (question, 0, "50.80 4.30");
  g_assert_true (place_fixture_has_mark (view, 50.80, 4.30));
  g_assert_false (place_fixture_has_mark (view, 50.86, 4.36));
}

static void
test_keys (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");
  TerrainMapView *view = place_fixture_map (question);
  double latitude, longitude, east, north;

  form_fixture_need_keys ();
  gtk_widget_grab_focus (GTK_WIDGET (view));
  form_support_run (100);
  g_assert_true (place_fixture_shows (question, "Cross-hair: "));
  terrain_map_view_get_centre (view, &latitude, &longitude);
  form_support_key ("Right");
  form_support_key ("Up");
  form_support_run (50);
  terrain_map_view_get_centre (view, &north, &east);
  g_assert_cmpfloat (east, >, longitude);
  g_assert_cmpfloat (north, >, latitude);
  form_support_key ("plus");
  form_support_key ("shift+Left");
  form_support_run (50);
  terrain_map_view_get_centre (view, &latitude, &longitude);
  g_assert_cmpfloat (longitude, <, east);
  place_fixture_assert_value (fixture, "/data/pin", "");
  form_support_key ("Return");
  form_support_run (50);
  place_fixture_assert_place (place_fixture_value (fixture, "/data/pin"), latitude, longitude, 0.00001);
  g_assert_cmpstr (form_fixture_current (&fixture->form), ==, "/data/pin");
  /* Nothing is left to be put: Enter goes on, as everywhere. */
  form_support_key ("Return");
  form_support_run (150);
  g_assert_cmpstr (form_fixture_current (&fixture->form), ==, "/data/spot");
}

/* Enketo's "hide-input": the map alone, where there is one. */
static void
test_hidden_input (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/spot");

  if (data != NULL)
    {
      g_assert_null (form_support_nth (question, GTK_TYPE_ENTRY, 0));
      place_fixture_map (question);
      return;
    }
  g_assert_nonnull (form_support_nth (question, GTK_TYPE_ENTRY, 0));
  g_assert_null (form_support_find_type (question, TERRAIN_TYPE_MAP_VIEW));
  g_assert_true (place_fixture_shows (question, "There is no map on this device."));
  question = place_fixture_go_to (fixture, "/data/here");
  g_assert_null (form_fixture_button (question, "Map"));
  g_assert_false (place_fixture_shows (question, "no map"));
}

static void
test_lines (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/way");
  TerrainMapView *view = place_fixture_open_map (question);

  form_fixture_need_keys ();
  place_fixture_click (view, 50.84, 4.33);
  g_assert_true (place_fixture_shows (question, "A line has at least 2 places"));
  place_fixture_click (view, 50.86, 4.36);
  place_fixture_click (view, 50.88, 4.40);
  g_assert_nonnull (form_support_nth (question, GTK_TYPE_ENTRY, 2));
  g_assert_true (place_fixture_has_mark (view, 50.85, 4.345)); /* between two */
  gtk_widget_grab_focus (GTK_WIDGET (view));
  form_support_key ("BackSpace");
  form_support_run (50);
  {
    g_auto (GStrv) parts = g_strsplit (place_fixture_value (fixture, "/data/way"), "; ", -1);

    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    place_fixture_assert_place (parts[0], 50.84, 4.33, 0.002);
    place_fixture_assert_place (parts[1], 50.86, 4.36, 0.002);
  }
  form_fixture_click (question, "Remove All Places");
  place_fixture_assert_value (fixture, "/data/way", "");

  /* An outline closes by itself, and its inside is it. */
  question = place_fixture_go_to (fixture, "/data/area");
  view = place_fixture_map (question);
  form_support_run (200);
  place_fixture_click (view, 50.83, 4.33);
  place_fixture_click (view, 50.83, 4.40);
  place_fixture_click (view, 50.89, 4.40);
  g_assert_true (place_fixture_has_mark (view, 50.84, 4.39));
  {
    g_auto (GStrv) parts = g_strsplit (place_fixture_value (fixture, "/data/area"), "; ", -1);

    g_assert_cmpuint (g_strv_length (parts), ==, 4);
    g_assert_cmpstr (parts[0], ==, parts[3]);
  }
  form_fixture_click (question, "Take Back the Last");
  g_assert_true (place_fixture_shows (question, "An outline has at least 3 places"));
  g_assert_false (has_network ());
}

/* The choices of a question where they are; the list is the same question. Also without tiles. */
static void
test_choices (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/stop");
  TerrainMapView *view;
  double x, y;

  form_fixture_need_keys ();
  place_fixture_wait (form_support_find_type (question, TERRAIN_TYPE_MAP_VIEW) != NULL);
  form_support_run (200);
  view = place_fixture_map (question);
  g_assert_true (place_fixture_shows (question, "1 choice is only in the list."));
  place_fixture_click (view, 50.8455, 4.3571);
  place_fixture_assert_value (fixture, "/data/stop", "central");
  form_fixture_assert_checked (form_fixture_row (question, 1), TRUE);
  form_fixture_choose (question, 2);
  place_fixture_assert_value (fixture, "/data/stop", "midi");
  /* The round part of a pin, above its place. */
  terrain_map_view_get_point_of (view, 50.8605, 4.3609, &x, &y);
  place_fixture_click_at (GTK_WIDGET (view), x, y - 20);
  place_fixture_assert_value (fixture, "/data/stop", "north");
  /* What is nowhere is in the list. */
  form_fixture_choose (question, 4);
  place_fixture_assert_value (fixture, "/data/stop", "other");

  /* Several: a click more, a click less. Inside an outline counts. */
  question = place_fixture_go_to (fixture, "/data/seen");
  place_fixture_wait (form_support_find_type (question, TERRAIN_TYPE_MAP_VIEW) != NULL);
  form_support_run (200);
  view = place_fixture_map (question);
  place_fixture_click (view, 50.8445, 4.3650);
  place_fixture_click (view, 50.8354, 4.3357);
  place_fixture_assert_value (fixture, "/data/seen", "midi park");
  place_fixture_click (view, 50.8354, 4.3357);
  place_fixture_assert_value (fixture, "/data/seen", "park");
}

/* Names for those who do not see it. */
static void
test_names (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");
  TerrainMapView *view = place_fixture_map (question);
  char *problem = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                      "Where did it happen? (optional) – map");
  double latitude, longitude;

  g_assert_cmpstr (problem, ==, NULL);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_nonnull (form_fixture_button (question, "Zoom In"));
  g_assert_nonnull (form_fixture_button (question, "Zoom Out"));

  /* To where the device is: it is looked at, not answered. */
  form_fixture_click (question, "Show Where This Device Is");
  place_fixture_wait (fixture->portal->request != NULL);
  fake_portal_move (fixture->portal, 50.86, 4.36, 3000);
  place_fixture_wait (fixture->portal->n_closed == 1);
  terrain_map_view_get_centre (view, &latitude, &longitude);
  g_assert_true (fabs (latitude - 50.86) < 1e-6 && fabs (longitude - 4.36) < 1e-6);
  place_fixture_assert_value (fixture, "/data/pin", "");
}

/* A file that is no map: told where a map would be, and the place can be typed. */
static void
test_broken_map (PlaceFixture *fixture, gconstpointer data)
{
  GtkWidget *question = place_fixture_go_to (fixture, "/data/pin");

  g_assert_true (place_fixture_shows (question, "is damaged, or is no MBTiles file"));
  form_fixture_type_in (question, 0, "50.8 4.3");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  place_fixture_assert_value (fixture, "/data/pin", "50.8 4.3 0 0");
}

/* Not a test: PLACES_SHOTS=OUT.png, PLACES_WIDTH=360 to look at it; light, dark, in other languages by the environment. */
static void
test_shots (PlaceFixture *fixture, gconstpointer data)
{
  const char *width = g_getenv ("PLACES_WIDTH");
  static const char *const values[][2] = {
    { "/data/here", "50.8467 4.3525 0 45" }, { "/data/pin", "50.8605 4.3609 0 0" },
    { "/data/way", "50.8354 4.3357 0 0; 50.8455 4.3571 0 0; 50.8605 4.3609 0 0" },
    { "/data/area", "50.83 4.33 0 0; 50.83 4.40 0 0; 50.89 4.40 0 0; 50.83 4.33 0 0" }, { "/data/stop", "central" },
    { "/data/seen", "park midi" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (terrain_session_answer (fixture->session, values[i][0], values[i][1], NULL));
  gtk_window_set_default_size (GTK_WINDOW (fixture->form.window), width != NULL ? atoi (width) : 720, 3600);
  fixture->portal->response = G_MAXUINT;
  press (fixture, "/data/here");
  place_fixture_open_map (place_fixture_go_to (fixture, "/data/way"));
  gtk_widget_grab_focus (GTK_WIDGET (place_fixture_map (place_fixture_go_to (fixture, "/data/way"))));
  form_support_key ("space");
  form_support_run (1500);
  form_support_save_png (fixture->form.window, g_getenv ("PLACES_SHOTS"));
}

#define add(path, func) g_test_add ("/places/" path, PlaceFixture, NULL, place_fixture_set_up, func, place_fixture_tear_down)
#define add_with_map(path, func) \
  g_test_add ("/places/" path, PlaceFixture, "map", place_fixture_set_up, func, place_fixture_tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("unasked", test_unasked);
  add ("narrowing", test_narrowing);
  add ("use-it", test_use_it);
  add ("thresholds", test_thresholds);
  add ("refused", test_refused);
  add ("missing", test_missing);
  add ("cancelled", test_cancelled);
  add ("nonsense", test_nonsense);
  add ("next-of-line", test_next_of_line);
  add_with_map ("click", test_click);
  add_with_map ("typed", test_typed);
  add_with_map ("keys", test_keys);
  add_with_map ("hidden-input", test_hidden_input);
  add ("no-map", test_hidden_input);
  add_with_map ("lines", test_lines);
  add_with_map ("choices", test_choices);
  add ("choices-without-tiles", test_choices);
  add_with_map ("names", test_names);
  g_test_add ("/places/broken-map", PlaceFixture, "broken", place_fixture_set_up, test_broken_map, place_fixture_tear_down);
  if (g_getenv ("PLACES_SHOTS") != NULL)
    add_with_map ("shots", test_shots);
  return g_test_run ();
}
