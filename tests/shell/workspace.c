/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <terrain-shell.h>

#include "widgets.h"

/* What the windows stand on, without a window. The program runs in French here. */

#define FORM                                                                                                           \
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'><h:head><h:title>Area"         \
  "</h:title><model><instance><data id='area' version='1'><q/></data></instance><bind nodeset='/data/q'/></model>"     \
  "</h:head><h:body><input ref='/data/q'><label>Where?</label></input></h:body></h:html>"
#define PO                                                                                                             \
  "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"             \
  "msgctxt \"title\"\nmsgid \"Area\"\nmsgstr \"Zone\"\n"

static void
write_file (const char *folder, const char *below, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autofree char *file = g_build_filename (path, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
}

static TerrainWorkspace *
open_workspace (const char *folder, const char *data)
{
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autoptr (GSettings) settings = g_settings_new (TERRAIN_APP_ID);
  g_autoptr (GError) error = NULL;
  TerrainWorkspace *workspace = terrain_workspace_open (profile, settings, &error);
  g_autoptr (GPtrArray) issues = NULL;

  g_assert_no_error (error);
  issues = terrain_workspace_import_shipped (workspace, data);
  g_assert_true (issues == NULL || issues->len == 0);
  return workspace;
}

static void
assert_titles (TerrainWorkspace *workspace, guint n_records)
{
  GListModel *library = G_LIST_MODEL (terrain_workspace_get_library (workspace));
  GListModel *records = G_LIST_MODEL (terrain_workspace_get_records (workspace));
  g_autoptr (TerrainFormObject) form = g_list_model_get_item (library, 0);

  g_assert_cmpstr (terrain_form_object_get_title (form), ==, "Zone");
  g_assert_cmpuint (g_list_model_get_n_items (records), ==, n_records);
  for (guint i = 0; i < n_records; i++)
    {
      g_autoptr (TerrainRecordObject) record = g_list_model_get_item (records, i);
      g_assert_cmpstr (terrain_record_object_get (record)->form_title, ==, "Zone");
    }
}

/* The first start brings the forms in; at the second nothing changes, and their names are those of the language still. */
static void
test_titles (void)
{
  g_autofree char *folder = widgets_make_folder ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autoptr (TerrainWorkspace) workspace = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GError) error = NULL;

  write_file (data, "forms", "area.xml", FORM);
  write_file (data, "po/forms/area", "fr.po", PO);
  workspace = open_workspace (folder, data);
  assert_titles (workspace, 0);
  form = terrain_profile_load_form (terrain_workspace_get_profile (workspace), "area", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin (terrain_workspace_get_profile (workspace), form, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (terrain_session_answer (session, "/data/q", "here", &error));
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_assert_no_error (error);
  g_clear_object (&session);
  g_clear_object (&workspace);

  workspace = open_workspace (folder, data);
  assert_titles (workspace, 1);
  g_clear_object (&workspace);
  widgets_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "fr_BE", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shell/workspace/titles", test_titles);
  return g_test_run ();
}
