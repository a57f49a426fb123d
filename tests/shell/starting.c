/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "widgets.h"
#include "window-fixture.h"

/* What the program does by itself when it starts: new forms that ship are looked for, records are sent; once the window can
 * be read, and also where nobody sees one. */

#define SHIPPED                                                                                                        \
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>Shipped"      \
  "</h:title><model><instance><data id='shipped' version='1'><q/></data></instance><bind nodeset='/data/q'/></model>"  \
  "</h:head><h:body><input ref='/data/q'><label>Where?</label></input></h:body></h:html>"

typedef struct
{
  char *folder; /* what ships */
  char *profile;
  GSettings *settings;
  TerrainApplication *application;
  GtkWindow *window;
} Fixture;

/* A profile that has a form: not the first start, at which forms are there before the window is. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *forms = NULL, *shipped = NULL, *known = NULL;
  g_autoptr (TerrainProfile) profile = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  forms = g_build_filename (fixture->folder, "forms", NULL);
  shipped = g_build_filename (forms, "shipped.xml", NULL);
  g_assert_cmpint (g_mkdir_with_parents (forms, 0700), ==, 0);
  g_assert_true (g_file_set_contents (shipped, SHIPPED, -1, NULL));
  g_setenv ("TERRAIN_DATA_DIR", fixture->folder, TRUE);

  fixture->profile = g_build_filename (g_get_user_data_dir (), "terrain", "default", NULL);
  g_assert_cmpint (g_mkdir_with_parents (fixture->profile, 0700), ==, 0);
  profile = terrain_profile_open (fixture->profile, &error);
  g_assert_no_error (error);
  known = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "short.xml", NULL);
  terrain_profile_import_form_file (profile, known, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (g_steal_pointer (&profile));

  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  fixture->application = window_fixture_new_application (fixture->settings);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  g_application_activate (G_APPLICATION (fixture->application));
  fixture->window = gtk_application_get_active_window (GTK_APPLICATION (fixture->application));
  g_assert_nonnull (fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  widgets_run (20);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->settings);
  widgets_remove_folder (fixture->folder);
  widgets_remove_folder (fixture->profile);
  g_free (fixture->folder);
  g_free (fixture->profile);
}

static gboolean
has_shipped (gpointer user_data)
{
  Fixture *fixture = user_data;
  TerrainWorkspace *workspace = terrain_application_get_workspace (fixture->application);
  GListModel *library = G_LIST_MODEL (terrain_workspace_get_library (workspace));

  for (guint i = 0; i < g_list_model_get_n_items (library); i++)
    {
      g_autoptr (TerrainFormObject) form = g_list_model_get_item (library, i);
      if (g_strcmp0 (terrain_form_object_get_title (form), "Shipped") == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_drawn (Fixture      *fixture,
            gconstpointer data)
{
  g_assert_false (has_shipped (fixture));
  widgets_wait (has_shipped, fixture);
}

static void
on_drawn (GdkFrameClock *clock,
          guint         *n_drawn)
{
  (*n_drawn)++;
}

/* Taken from sight before its first frame, as a locked screen does. */
static void
test_never_drawn (Fixture      *fixture,
                  gconstpointer data)
{
  guint n_drawn = 0;

  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window)), "paint", G_CALLBACK (on_drawn), &n_drawn);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  g_assert_false (has_shipped (fixture));
  widgets_wait (has_shipped, fixture);
  g_assert_cmpuint (n_drawn, ==, 0);
}

/* Gone before it was time. */
static void
test_gone (Fixture      *fixture,
           gconstpointer data)
{
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) g_test_add ("/starting/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("drawn", test_drawn);
  ADD ("never-drawn", test_never_drawn);
  ADD ("gone", test_gone);
#undef ADD
  return g_test_run ();
}
