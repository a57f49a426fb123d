/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "terrain-tally-grid.h"
#include "terrain-tally-tile.h"
#include "widgets.h"
#include "window-fixture.h"

/* A brief contact in the street, by touch (UX-23): the form that ships, in the window that ships. */

#define FORM "outreach_contact"
#define CONTACT "/data/s_contact/"

typedef struct
{
  WindowFixture *fixture;
  guint taps;
} Outreach;

static gboolean
at_contact (gpointer user_data)
{
  WindowFixture *fixture = user_data;

  return window_fixture_session (fixture) && window_fixture_has_question (fixture, NULL, "/data/s_ctx/c_when");
}

static void
begin (WindowFixture *fixture)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.start-form", "s", FORM));
  widgets_wait (at_contact, fixture);
}

static void
give (WindowFixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (window_fixture_session (fixture), ref, value, &error));
  g_assert_no_error (error);
}

static void
go_to (WindowFixture *fixture, const char *ref)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  widgets_run (100);
}

static gboolean
has_session (gpointer user_data)
{
  return window_fixture_session (user_data) == NULL;
}

static void
complete (WindowFixture *fixture)
{
  window_fixture_do (fixture, "win.review");
  widgets_run (50);
  window_fixture_do (fixture, "win.complete");
  widgets_wait (has_session, fixture);
}

/* The first of a round says where the team is; the next ones take it over. */
static void
fill_first (WindowFixture *fixture)
{
  begin (fixture);
  give (fixture, "/data/s_ctx/c_org", "dune");
  give (fixture, "/data/s_ctx/c_round", "day");
  give (fixture, "/data/s_ctx/c_place", "street");
  give (fixture, "/data/s_ctx/c_muni", "21004");
  give (fixture, CONTACT "c_type", "brief");
  give (fixture, CONTACT "p_mode", "anon");
  complete (fixture);
}

static void
choose (Outreach *self, const char *ref, const char *label)
{
  go_to (self->fixture, ref);
  window_fixture_choose (self->fixture, NULL, ref, label);
  self->taps++;
}

static GtkWidget *
find_tile (GtkWidget *grid, const char *label)
{
  return widgets_find_text (grid, "TerrainTallyTile", label);
}

static gboolean
shows_tally (gpointer user_data)
{
  GtkWidget *grid = widgets_find_type (window_fixture_page (user_data), "TerrainTallyGrid");

  return grid && find_tile (grid, "Syringes given");
}

static void
tap (Outreach *self, const char *label)
{
  GtkWidget *grid = widgets_find_type (window_fixture_page (self->fixture), "TerrainTallyGrid");
  GtkWidget *tile = find_tile (grid, label);

  g_assert_nonnull (tile);
  g_signal_emit_by_name (widgets_find_type (tile, "GtkButton"), "clicked");
  self->taps++;
}

static void
assert_row (WindowFixture *fixture, guint position, const char *item, const char *quantity)
{
  g_autofree char *item_ref = g_strdup_printf ("/data/material[%u]/m_item", position);
  g_autofree char *quantity_ref = g_strdup_printf ("/data/material[%u]/m_qty", position);

  g_assert_cmpstr (window_fixture_value (fixture, item_ref), ==, item);
  g_assert_cmpstr (window_fixture_value (fixture, quantity_ref), ==, quantity);
}

static void
test_brief (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));
  Outreach self = { fixture, 0 };
  TerrainStore *store = terrain_profile_get_store (terrain_workspace_get_profile (fixture->workspace));
  guint n_undo;

  fill_first (fixture);
  begin (fixture);
  self.taps++; /* the form */
  choose (&self, CONTACT "c_type", "Brief contact (greeting, item handed over)");
  choose (&self, CONTACT "p_mode", "Anonymous (no code)");
  choose (&self, "/data/s_more/has_mat", "Yes");
  widgets_wait (shows_tally, fixture);
  tap (&self, "Syringes given");
  tap (&self, "Syringes given");
  tap (&self, "Drink");
  assert_row (fixture, 1, "syr", "2");
  assert_row (fixture, 2, "water", "1");

  /* A tap is one step of the journal's undo, after a restart too. */
  n_undo = terrain_interview_get_n_undo (window_fixture_interview (fixture));
  window_fixture_do (fixture, "win.undo");
  g_assert_cmpuint (terrain_interview_count_instances (window_fixture_interview (fixture), "/data/material"), ==, 1);
  g_assert_cmpuint (terrain_interview_get_n_undo (window_fixture_interview (fixture)), ==, n_undo - 1);
  window_fixture_do (fixture, "win.redo");
  assert_row (fixture, 2, "water", "1");

  complete (fixture);
  self.taps += 2; /* review, complete */
  g_test_message ("taps: %u", self.taps);
  g_assert_cmpuint (self.taps, <=, 9);

  g_autoptr (GPtrArray) records = terrain_store_list_records (store, FALSE, NULL);
  guint queued = 0;
  for (guint i = 0; i < records->len; i++)
    queued += ((TerrainRecord *) records->pdata[i])->state == TERRAIN_RECORD_QUEUED;
  g_assert_cmpuint (queued, ==, 2);
}

/* The outline, the review and a place that is taken up again all lead to the grid, also while nothing is counted. */
static void
test_places (WindowFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));
  GtkWidget *focus;

  begin (fixture);
  give (fixture, "/data/s_more/has_mat", "1");
  go_to (fixture, "/data/material");
  focus = gtk_window_get_focus (fixture->window);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, TERRAIN_TYPE_TALLY_TILE));
  g_assert_cmpstr (terrain_session_get_position (window_fixture_session (fixture)), ==, "/data/material");
  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  widgets_wait (shows_tally, fixture);
  focus = gtk_window_get_focus (fixture->window);
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, TERRAIN_TYPE_TALLY_TILE));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/outreach/brief", WindowFixture, NULL, window_fixture_set_up, test_brief, window_fixture_tear_down);
  g_test_add ("/outreach/places", WindowFixture, NULL, window_fixture_set_up, test_places, window_fixture_tear_down);
  return g_test_run ();
}
