/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "fixture.h"

const char visit_form[]
    = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa' xmlns:orx='http://openrosa.org/xforms'>"
      "<h:head><h:title>Visit</h:title><model>"
      "<itext><translation lang='en' default='true()'>"
      "<text id='name'><value>Name</value></text><text id='age'><value>Age</value></text></translation>"
      "<translation lang='fr'><text id='name'><value>Nom</value></text><text id='age'><value>Âge</value></text>"
      "</translation></itext>"
      "<instance><data id='visit' version='1'><started/><drawn/><name/><age/><changed/><draw/>"
      "<person jr:template=''><first/><key/></person>"
      "<meta><instanceID/><instanceName/></meta></data></instance>"
      "<bind nodeset='/data/started' type='dateTime' jr:preload='timestamp' jr:preloadParams='start'/>"
      "<bind nodeset='/data/drawn' type='string' calculate='once(random())'/>"
      "<bind nodeset='/data/name' type='string' required='true()'/>"
      "<bind nodeset='/data/age' type='int' constraint='. &lt; 150'/>"
      "<bind nodeset='/data/changed' type='dateTime'/><bind nodeset='/data/draw' type='string'/>"
      "<bind nodeset='/data/person/first' type='string'/>"
      "<bind nodeset='/data/person/key' type='string' calculate='once(uuid())'/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'/>"
      "<bind nodeset='/data/meta/instanceName' type='string' calculate=\"concat('Visit ', /data/name)\"/>"
      "</model></h:head><h:body>"
      "<input ref='/data/name'><label ref=\"jr:itext('name')\"/>"
      "<setvalue event='xforms-value-changed' ref='/data/changed' value='now()'/>"
      "<setvalue event='xforms-value-changed' ref='/data/draw' value='random()'/></input>"
      "<input ref='/data/age'><label ref=\"jr:itext('age')\"/></input>"
      "<group ref='/data/person'><label>People</label><repeat nodeset='/data/person'>"
      "<input ref='/data/person/first'><label>First name</label></input></repeat></group>"
      "</h:body></h:html>";

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("terrain-fieldwork-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->profile_folder = g_build_filename (fixture->folder, "profile", NULL);
  fixture->forms_folder = g_build_filename (fixture->folder, "forms", NULL);
  g_assert_cmpint (g_mkdir (fixture->forms_folder, 0700), ==, 0);
  fixture_reopen (fixture);
}

void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->profile);
  fixture->profile = terrain_profile_open (fixture->profile_folder, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->profile);
}

static void
remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_tree (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->profile);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->profile_folder);
  g_free (fixture->forms_folder);
}

static gboolean
on_too_late (gpointer data)
{
  g_error ("What was waited for has not happened");
  return G_SOURCE_REMOVE;
}

void
wait_until (gboolean (*condition) (gpointer data), gpointer data)
{
  guint timeout = g_timeout_add_seconds (10, on_too_late, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

void
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, &error));
  g_assert_no_error (error);
}

char *
make_form (const char *id, const char *version, const char *title)
{
  return g_markup_printf_escaped (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
      "<h:head><h:title>%s</h:title><model><instance><data id='%s' version='%s'><q/></data></instance>"
      "<bind nodeset='/data/q' type='string'/></model></h:head>"
      "<h:body><input ref='/data/q'><label>Question</label></input></h:body></h:html>",
      title, id, version);
}

TerrainForm *
load_visit (TerrainProfile *profile)
{
  g_autoptr (GBytes) xml = bytes_of (visit_form);
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  g_assert_true (terrain_profile_import_form (profile, xml, "", NULL, NULL, &error));
  g_assert_no_error (error);
  form = terrain_profile_load_form (profile, "visit", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static gint64
read_now (gpointer data)
{
  return *(gint64 *) data;
}

TerrainEnvironment *
make_environment (gint64 *now, guint64 seed)
{
  TerrainEnvironment *environment = terrain_environment_new (read_now, now, NULL);

  terrain_environment_set_seed (environment, seed);
  return environment;
}

char *
dup_instance (TerrainSession *session)
{
  g_autoptr (GBytes) bytes = terrain_interview_save (terrain_session_get_interview (session));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

char *
dup_value (TerrainSession *session, const char *ref)
{
  TerrainNode *node = terrain_interview_find_node (terrain_session_get_interview (session), ref, NULL);

  g_assert_nonnull (node);
  return terrain_node_dup_string (node);
}
