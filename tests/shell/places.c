/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Places in a whole window: what is set in the preferences, and what an interview makes of it. */

#include <glib/gstdio.h>
#include <string.h>

#include "fake-portal.h"
#include "terrain-place-preferences.h"
#include "widgets.h"
#include "window-fixture.h"

typedef struct
{
  WindowFixture window; /* first */
  FakePortal *portal;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->portal = fake_portal_new ();
  window_fixture_set_up (&fixture->window, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  window_fixture_tear_down (&fixture->window, NULL);
  fake_portal_free (fixture->portal);
}

static TerrainProfile *
profile_of (Fixture *fixture)
{
  return window_fixture_profile (&fixture->window);
}

static GtkWidget *
open_preferences (Fixture *fixture)
{
  GtkWidget *preferences, *group;

  window_fixture_do (&fixture->window, "win.preferences");
  preferences = widgets_find_window ("TerrainPreferences");
  g_assert_nonnull (preferences);
  widgets_run (100);
  group = widgets_find_type (preferences, "TerrainPlacePreferences");
  g_assert_nonnull (group);
  return group;
}

static void
choose (GtkWidget *group, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  terrain_place_preferences_choose (TERRAIN_PLACE_PREFERENCES (group), file);
  widgets_run (20);
}

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_is_visible (widget) &&
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0;
}

static GtkWidget *
find_button (GtkWidget *group, const char *tooltip)
{
  return widgets_find (group, has_tooltip, tooltip);
}

/* A map is chosen, refused, kept and taken away again. */
static void
test_map (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (fixture->window.folder, "tiles of Brussels", NULL);
  g_autofree char *column = g_build_filename (folder, "9", "262", NULL), *tile = g_build_filename (column, "171.png", NULL);
  g_autofree char *notes = g_build_filename (fixture->window.folder, "notes.mbtiles", NULL), *kept = NULL;
  GtkWidget *group = open_preferences (fixture);

  g_assert_true (widgets_shows (group, "None: questions have no map"));
  g_assert_null (find_button (group, "Use No Map"));
  g_assert_nonnull (find_button (group, "Choose a Map File (MBTiles)…"));
  g_assert_nonnull (find_button (group, "Choose a Folder of Tiles…"));

  g_assert_true (g_file_set_contents (notes, "notes", -1, NULL));
  choose (group, notes);
  g_assert_true (widgets_shows (group, "is no MBTiles file"));
  g_assert_null (terrain_profile_dup_map_path (profile_of (fixture)));

  g_assert_no_errno (g_mkdir_with_parents (column, 0700));
  g_assert_true (g_file_set_contents (tile, "\x89PNG\r\n\x1a\n…", -1, NULL));
  choose (group, folder);
  g_assert_true (widgets_shows (group, "tiles of Brussels"));
  if (g_getenv ("PLACES_SHOTS") != NULL) /* to look at */
    {
      gtk_widget_grab_focus (find_button (group, "Use No Map"));
      widgets_run (500);
      widgets_save_png (widgets_find_window ("TerrainPreferences"), g_getenv ("PLACES_SHOTS"));
    }
  g_assert_false (widgets_shows (group, "is no MBTiles file"));
  kept = terrain_profile_dup_map_path (profile_of (fixture));
  g_assert_cmpstr (kept, ==, folder);
  /* What is refused does not take it away. */
  choose (group, notes);
  g_assert_true (widgets_shows (group, "is no MBTiles file"));
  g_free (g_steal_pointer (&kept));
  kept = terrain_profile_dup_map_path (profile_of (fixture));
  g_assert_cmpstr (kept, ==, folder);

  g_signal_emit_by_name (find_button (group, "Use No Map"), "clicked");
  widgets_run (20);
  g_assert_true (widgets_shows (group, "None: questions have no map"));
  g_assert_null (terrain_profile_dup_map_path (profile_of (fixture)));
  gtk_window_close (GTK_WINDOW (widgets_find_window ("TerrainPreferences")));
}

static gboolean
is_switch (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_SWITCH (widget);
}

static gboolean
was_asked (gpointer data)
{
  FakePortal *portal = data;

  return portal->request != NULL;
}

static gboolean
wants_none (gpointer data)
{
  return !terrain_session_wants_place (window_fixture_session (data));
}

/* The record as it would be sent, (transfer full). */
static char *
dup_record (Fixture *fixture)
{
  g_autoptr (GBytes) bytes = terrain_interview_save (window_fixture_interview (&fixture->window));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Off until somebody turns it on; then a form that asks at its start has it, and the desktop is left alone again. */
static void
test_agreed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *record = NULL;
  GtkWidget *group = open_preferences (fixture), *button = widgets_find (group, is_switch, NULL);

  g_assert_false (gtk_switch_get_active (GTK_SWITCH (button)));
  gtk_switch_set_active (GTK_SWITCH (button), TRUE);
  g_assert_true (terrain_profile_get_gives_place (profile_of (fixture)));
  gtk_window_close (GTK_WINDOW (widgets_find_window ("TerrainPreferences")));
  group = open_preferences (fixture);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (widgets_find (group, is_switch, NULL))));
  gtk_window_close (GTK_WINDOW (widgets_find_window ("TerrainPreferences")));
  widgets_run (50);

  window_fixture_start (&fixture->window, "tests/shell/forms/places.xml", "Places");
  widgets_wait (was_asked, fixture->portal);
  fake_portal_move (fixture->portal, 50.8467, 4.3525, 30);
  widgets_wait (wants_none, &fixture->window);
  record = dup_record (fixture);
  g_assert_nonnull (strstr (record, "50.8467 4.3525 0 30"));
  g_assert_cmpuint (fixture->portal->n_created, ==, 1);
}

/* L-08: nothing of the place comes into an anonymous interview, whatever is agreed to: its form has no place to put it. */
static void
test_anonymous (Fixture *fixture, gconstpointer form)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), form, NULL), *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_null (strstr (text, "geopoint"));
  g_assert_true (terrain_profile_set_gives_place (profile_of (fixture), TRUE, NULL));
  window_fixture_import (&fixture->window, form);
  {
    g_autoptr (TerrainForm) loaded = NULL;
    g_autofree char *id = g_path_get_basename (form);

    *strrchr (id, '.') = '\0';
    loaded = terrain_profile_load_form (profile_of (fixture), id, NULL, NULL);
    g_assert_nonnull (loaded);
    g_assert_true (terrain_form_get_audit (loaded) == NULL ||
                   terrain_form_get_audit (loaded)->location_priority == TERRAIN_LOCATION_NONE);
    window_fixture_do_with (&fixture->window, "win.start-form", id);
  }
  widgets_wait (window_fixture_at_interview, &fixture->window);
  widgets_run (200);
  g_assert_false (terrain_session_wants_place (window_fixture_session (&fixture->window)));
  g_assert_cmpuint (fixture->portal->n_created, ==, 0);
}

/* Somebody may hold the desktop's question for as long as they like: the interview goes on, and can be left. */
static void
test_unanswered (Fixture *fixture, gconstpointer data)
{
  g_assert_true (terrain_profile_set_gives_place (profile_of (fixture), TRUE, NULL));
  fixture->portal->response = G_MAXUINT;
  window_fixture_start (&fixture->window, "tests/shell/forms/places.xml", "Places");
  widgets_wait (was_asked, fixture->portal);
  window_fixture_type (&fixture->window, "/data/name", "Ann");
  g_assert_cmpstr (window_fixture_value (&fixture->window, "/data/name"), ==, "Ann");
  window_fixture_do (&fixture->window, "win.keep-draft");
  widgets_wait (window_fixture_at_home, &fixture->window);
  for (guint i = 0; i < 200 && fixture->portal->n_closed == 0; i++)
    widgets_run (20);
  g_assert_cmpuint (fixture->portal->n_closed, ==, 1);
}

#define add(path, data, func) g_test_add ("/shell/places/" path, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  add ("map", NULL, test_map);
  add ("agreed", NULL, test_agreed);
  add ("unanswered", NULL, test_unanswered);
  add ("gve-person", "data/forms/gve_person.xml", test_anonymous);
  add ("gve-pro", "data/forms/gve_pro.xml", test_anonymous);
  return g_test_run ();
}
