/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "widgets.h"
#include "window-fixture.h"

/* UX-11: another language at any moment by one key: the question, the focus and the answers stay where they are. */

#define LANGUAGES 3

/* Something that fits, so that the interview goes on: the first choice, or a number. */
static void
answer_one (WindowFixture *fixture,
            TerrainItem   *item)
{
  TerrainSession *session = window_fixture_session (fixture);
  GListModel *choices = terrain_item_get_choices (item);
  const char *ref = terrain_item_get_ref (item);

  if (terrain_item_get_readonly (item) || *terrain_item_get_value (item) != '\0')
    return;
  if (choices && g_list_model_get_n_items (choices) > 0)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, 0);
      terrain_session_answer (session, ref, terrain_choice_get_value (choice), NULL);
    }
  else if (terrain_control_get_data_type (terrain_item_get_control (item)) == TERRAIN_DATA_INT)
    terrain_session_answer (session, ref, "30", NULL);
  else if (terrain_control_get_data_type (terrain_item_get_control (item)) == TERRAIN_DATA_STRING)
    terrain_session_answer (session, ref, "word", NULL);
}

static void
answer_below (WindowFixture *fixture,
              TerrainItem   *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (!terrain_item_get_relevant (item))
    return;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    answer_one (fixture, item);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      answer_below (fixture, child);
    }
}

static TerrainItem *
focused_item (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  return question ? terrain_question_get_item (TERRAIN_QUESTION (question)) : NULL;
}

static char *
dup_current_ref (WindowFixture *fixture)
{
  char *ref;

  g_object_get (window_fixture_page (fixture), "current-ref", &ref, NULL);
  return ref;
}

static char *
dup_record (WindowFixture *fixture)
{
  g_autoptr (GBytes) saved = terrain_interview_save (window_fixture_interview (fixture));

  return g_strndup (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved));
}

/* Through all of them and back to the first. Returns: how often it changed */
static guint
switch_all (WindowFixture *fixture)
{
  g_autofree char *ref = dup_current_ref (fixture);
  g_autofree char *record = dup_record (fixture);
  g_autofree char *first = g_strdup (terrain_interview_get_language (window_fixture_interview (fixture)));
  TerrainItem *focused = focused_item (fixture);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < LANGUAGES; i++)
    {
      g_autofree char *now = NULL;
      g_autofree char *kept = NULL;
      const char *language;

      window_fixture_do (fixture, "win.next-language");
      widgets_run (2);
      language = terrain_interview_get_language (window_fixture_interview (fixture));
      g_hash_table_add (seen, g_strdup (language));
      now = dup_current_ref (fixture);
      kept = dup_record (fixture);
      g_assert_cmpstr (now, ==, ref);
      g_assert_true (focused_item (fixture) == focused);
      g_assert_cmpstr (kept, ==, record);
      if (focused && *terrain_item_get_label (focused) != '\0')
        {
          g_autofree char *label = terrain_form_dup_plain_text (terrain_item_get_label (focused));
          g_assert_true (widgets_shows (window_fixture_page (fixture), label));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, LANGUAGES);
  g_assert_cmpstr (terrain_interview_get_language (window_fixture_interview (fixture)), ==, first);
  return LANGUAGES;
}

/* The form ships in English; Dutch and French are its po files. With the lists it reads. */
static void
add_form (WindowFixture *fixture)
{
  TerrainProfile *profile = terrain_workspace_get_profile (fixture->workspace);
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "po", "forms", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", "gve_person.xml", NULL);
  g_autoptr (GError) error = NULL;

  terrain_profile_add_po_folder (profile, folder);
  g_assert_true (terrain_profile_import_form_file (profile, path, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
start (WindowFixture *fixture,
       const char    *presentation)
{
  add_form (fixture);
  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_settings_set_string (fixture->settings, "form-language", "nl");
  window_fixture_start (fixture, "data/forms/gve_person.xml", "Regional Safety Survey");
}

/* The language of the finished record, and how often it changed, is in the log that the form asks for. */
static void
assert_stored (WindowFixture *fixture,
               guint          n)
{
  TerrainSession *session = window_fixture_session (fixture);
  TerrainStore *store = terrain_profile_get_store (terrain_workspace_get_profile (fixture->workspace));
  g_autofree char *uuid = g_strdup (terrain_session_get_record_uuid (session));
  g_autoptr (GPtrArray) problems = terrain_interview_validate (window_fixture_interview (fixture));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) log = NULL;
  g_autofree char *csv = NULL;
  g_auto (GStrv) parts = NULL;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((TerrainProblem *) g_ptr_array_index (problems, i))->ref);
  g_assert_cmpuint (problems->len, ==, 0);
  window_fixture_do (fixture, "win.review");
  widgets_run (300);
  window_fixture_do (fixture, "win.complete");
  widgets_run (300);
  log = terrain_store_load_attachment (store, uuid, "audit.csv", NULL, &error);
  g_assert_no_error (error);
  csv = g_strndup (g_bytes_get_data (log, NULL), g_bytes_get_size (log));
  parts = g_strsplit (csv, "\nchange language,", -1);
  g_assert_cmpuint (g_strv_length (parts) - 1, ==, n);
}

static void
test_pages (WindowFixture *fixture,
            gconstpointer  data)
{
  TerrainPageView *view;
  guint n_pages = 0, n_switches = 0;

  start (fixture, "page");
  view = TERRAIN_PAGE_VIEW (widgets_find_type (window_fixture_page (fixture), "TerrainPageView"));
  do
    {
      g_autofree char *ref = dup_current_ref (fixture);
      TerrainItem *item = terrain_interview_find_item (window_fixture_interview (fixture), ref);

      /* Not the offer of one more: that page is a repeat. */
      if (terrain_item_get_kind (item) != TERRAIN_ITEM_REPEAT)
        answer_below (fixture, item);
      widgets_run (2);
      n_switches += switch_all (fixture);
      n_pages++;
      g_assert_cmpuint (n_pages, <, 400);
    }
  while (!terrain_page_view_get_at_end (view) && terrain_page_view_next (view));
  g_test_message ("%u pages", n_pages);
  g_assert_cmpuint (n_pages, >, 40);
  assert_stored (fixture, n_switches);
}

static void
test_sections (WindowFixture *fixture,
               gconstpointer  data)
{
  guint n_sections = 0;
  g_autofree char *last = NULL;

  start (fixture, "interview");
  answer_below (fixture, terrain_interview_get_root_item (window_fixture_interview (fixture)));
  widgets_run (300);
  for (;;)
    {
      g_autofree char *ref = dup_current_ref (fixture);

      if (g_strcmp0 (ref, last) == 0)
        break;
      switch_all (fixture);
      n_sections++;
      g_free (last);
      last = g_steal_pointer (&ref);
      window_fixture_do (fixture, "win.next-section");
      widgets_run (50);
    }
  g_test_message ("%u sections", n_sections);
  g_assert_cmpuint (n_sections, >, 5);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/languages/pages", WindowFixture, NULL, window_fixture_set_up, test_pages, window_fixture_tear_down);
  g_test_add ("/languages/sections", WindowFixture, NULL, window_fixture_set_up, test_sections,
              window_fixture_tear_down);
  return g_test_run ();
}
