/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "fixture.h"

#define PO(context, source, text) \
  "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n" \
  "msgctxt \"" context "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n"

/* Into the profile's own po folder of @form. */
static void
put_po (Fixture *fixture, const char *form, const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (fixture->profile_folder, "po", form, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  write_file (folder, name, text);
}

static void
import (Fixture *fixture, const char *id, const char *title)
{
  g_autofree char *xml = make_form (id, "1", title);
  g_autoptr (GBytes) bytes = bytes_of (xml);

  g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "", NULL, NULL, NULL));
}

static char *
dup_languages (Fixture *fixture, const char *id)
{
  g_autoptr (TerrainForm) form = terrain_profile_load_form (fixture->profile, id, NULL, NULL);
  g_auto (GStrv) languages = terrain_profile_dup_languages (fixture->profile, form);

  return g_strjoinv (" ", languages);
}

static void
on_changed (TerrainSession *session, guint *n_changes)
{
  ++*n_changes;
}

static gboolean
is_changed (gpointer n_changes)
{
  return *(guint *) n_changes > 0;
}

/* A file that comes while a record is open. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autofree char *title = NULL;
  g_autofree char *later = NULL;
  g_autofree char *own = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (TerrainSession) resumed = NULL;
  TerrainInterview *interview;
  guint n_changes = 0;

  import (fixture, "area", "Area");
  form = terrain_profile_load_form (fixture->profile, "area", NULL, NULL);
  session = terrain_session_begin (fixture->profile, form, NULL, &error);
  g_assert_no_error (error);
  interview = terrain_session_get_interview (session);
  g_signal_connect (session, "translations-changed", G_CALLBACK (on_changed), &n_changes);
  terrain_session_watch_translations (session);

  put_po (fixture, "area", "pt.po", PO ("title", "Area", "Zona"));
  wait_until (is_changed, &n_changes);
  g_assert_true (terrain_session_set_language (session, "pt", &error));
  g_assert_no_error (error);
  title = terrain_interview_dup_title (interview);
  g_assert_cmpstr (title, ==, "Zona");

  /* and one that becomes better */
  n_changes = 0;
  put_po (fixture, "area", "pt.po", PO ("title", "Area", "A zona"));
  wait_until (is_changed, &n_changes);
  later = terrain_interview_dup_title (interview);
  g_assert_cmpstr (later, ==, "A zona");

  /* the form's own words, which name no language, are a language to come back to */
  g_assert_true (terrain_session_set_language (session, "", &error));
  g_assert_no_error (error);
  uuid = g_strdup (terrain_session_get_record_uuid (session));
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_assert_no_error (error);
  resumed = terrain_session_resume (fixture->profile, uuid, NULL, &error);
  g_assert_no_error (error);
  own = terrain_interview_dup_title (terrain_session_get_interview (resumed));
  g_assert_cmpstr (own, ==, "Area");
  g_assert_true (terrain_session_close (resumed, TRUE, &error));
  g_assert_no_error (error);
}

static char *
dup_titles (gpointer library)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (library); i++)
    {
      g_autoptr (TerrainFormObject) form = g_list_model_get_item (library, i);

      g_strv_builder_add (titles, terrain_form_object_get_title (form));
    }
  all = g_strv_builder_end (titles);
  return g_strjoinv (" ", all);
}

/* Listed by the titles that show, not by what the author called them. */
static gboolean
is_translated (gpointer library)
{
  g_autofree char *titles = dup_titles (library);

  return g_str_equal (titles, "Other Zone");
}

static gboolean
is_listed (gpointer records)
{
  return g_list_model_get_n_items (records) == 2;
}

/* A record is called after its form, in the language of the program: in the list there is, and in what comes. */
static void
test_record_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainRecords) records = NULL;

  import (fixture, "area", "Area");
  put_po (fixture, "area", "fr.po", PO ("title", "Area", "Zone"));
  form = terrain_profile_load_form (fixture->profile, "area", NULL, NULL);
  g_object_unref (terrain_session_begin (fixture->profile, form, NULL, NULL));
  records = terrain_records_new (fixture->profile);
  g_object_unref (terrain_session_begin (fixture->profile, form, NULL, NULL));
  wait_until (is_listed, records);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TerrainRecordObject) record = g_list_model_get_item (G_LIST_MODEL (records), i);

      g_assert_cmpstr (terrain_record_object_get (record)->form_title, ==, "Zone");
    }
}

/* The program runs in French here. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainLibrary) library = NULL;
  g_autoptr (TerrainFormObject) form = NULL;

  import (fixture, "area", "Area");
  library = terrain_library_new (fixture->profile);
  form = g_list_model_get_item (G_LIST_MODEL (library), 0);
  g_assert_cmpstr (terrain_form_object_get_title (form), ==, "Area");
  put_po (fixture, "area", "nl.po", PO ("title", "Area", "Gebied"));
  put_po (fixture, "area", "fr.po", PO ("title", "Area", "Zone"));
  import (fixture, "other", "Other");
  wait_until (is_translated, library);
  g_clear_object (&form);
  form = g_list_model_get_item (G_LIST_MODEL (library), 1);
  g_assert_cmpstr (terrain_form_object_get_title (form), ==, "Zone");
  g_assert_cmpstr (terrain_form_object_get (form)->title, ==, "Area");

  /* a title that changed since is not translated wrongly */
  put_po (fixture, "area", "fr.po", PO ("title", "An area", "Une zone"));
  g_clear_object (&library);
  g_clear_object (&form);
  library = terrain_library_new (fixture->profile);
  form = g_list_model_get_item (G_LIST_MODEL (library), 0);
  g_assert_cmpstr (terrain_form_object_get_title (form), ==, "Area");
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  g_autofree char *outside = g_build_filename (fixture->profile_folder, "evil.po", NULL);
  g_autoptr (GError) error = NULL;

  import (fixture, "area", "Area");
  g_hash_table_insert (contents, (char *) "area-nl.po", bytes_of (PO ("title", "Area", "Gebied")));
  g_hash_table_insert (contents, (char *) "area-fr.po", bytes_of (PO ("title", "Area", "Zone")));
  g_hash_table_insert (contents, (char *) "../../evil.po", bytes_of (PO ("title", "Area", "Evil")));
  g_assert_true (terrain_profile_put_server_translations (fixture->profile, "area", contents, &error));
  g_assert_no_error (error);
  first = dup_languages (fixture, "area");
  g_assert_cmpstr (first, ==, "fr nl");
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));

  /* what the server has no more goes, what a person put there stays */
  put_po (fixture, "area", "ar.po", PO ("title", "Area", "منطقة"));
  g_hash_table_remove (contents, "area-nl.po");
  g_assert_true (terrain_profile_put_server_translations (fixture->profile, "area", contents, &error));
  second = dup_languages (fixture, "area");
  g_assert_cmpstr (second, ==, "fr ar");
  g_hash_table_remove_all (contents);
  g_assert_true (terrain_profile_put_server_translations (fixture->profile, "area", contents, &error));
  third = dup_languages (fixture, "area");
  g_assert_cmpstr (third, ==, "ar");
  g_assert_true (terrain_profile_put_server_translations (fixture->profile, "../area", contents, &error));
}

int
main (int argc, char **argv)
{
  g_setenv ("LANGUAGE", "fr_BE", TRUE);
  g_test_init (&argc, &argv, NULL);
  add_case ("/translations/drop", test_drop);
  add_case ("/translations/title", test_title);
  add_case ("/translations/record-title", test_record_title);
  add_case ("/translations/server", test_server);
  return g_test_run ();
}
