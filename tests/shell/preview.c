/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "widgets.h"
#include "window-fixture.h"
#include "workbook.h"

/* A form's file tried out in the window while it is being written. */

#define SURVEY \
  "type,name,label,relevant\n" \
  "text,who,Who is it?,\n" \
  "integer,age,How old?,\n" \
  "text,school,Which school?,${age} < 18\n"
#define SETTINGS "form_id,form_title,version\nvisit,Visit,1\n"

typedef struct
{
  WindowFixture base;
  char *form; /* the author's folder */
  const char *text; /* what is waited to be gone */
} Fixture;

static GtkWidget *
page (Fixture *fixture)
{
  return window_fixture_page (&fixture->base);
}

static void
save (Fixture    *fixture,
      const char *name,
      const char *content)
{
  g_autofree char *path = g_build_filename (fixture->form, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  /* As programs do: a new file in the place of the old one. */
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static GFile *
new_file (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->form, name, NULL);

  return g_file_new_for_path (path);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  window_fixture_set_up_with (&fixture->base, &(WindowOptions){ 0 });
  fixture->form = widgets_make_folder ();
  save (fixture, "survey.csv", SURVEY);
  save (fixture, "settings.csv", SETTINGS);
}

/* Of nothing that was tried out is anything kept. */
static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  TerrainStore *store = window_fixture_store (&fixture->base);
  g_autoptr (GPtrArray) records = terrain_store_list_records (store, TERRAIN_RECORD_DRAFT, NULL);

  g_assert_cmpuint (records->len, ==, 0);
  g_assert_null (terrain_window_get_session (TERRAIN_WINDOW (fixture->base.window)));
  window_fixture_tear_down (&fixture->base, data);
  widgets_remove_folder (fixture->form);
  g_free (fixture->form);
}

static gboolean
hides_text (gpointer user_data)
{
  Fixture *fixture = user_data;

  return !widgets_shows (page (fixture), fixture->text);
}

static void
wait_until_gone (Fixture    *fixture,
                 const char *text)
{
  fixture->text = text;
  widgets_wait (hides_text, fixture);
}

static void
open_folder (Fixture *fixture)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->form);

  terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), file);
}

static const char *
value (Fixture    *fixture,
       const char *ref)
{
  GtkWidget *question = window_fixture_question (&fixture->base, NULL, ref);

  return terrain_item_get_value (terrain_question_get_item (TERRAIN_QUESTION (question)));
}

static void
type_answer (Fixture    *fixture,
             const char *ref,
             const char *text)
{
  gtk_widget_grab_focus (widgets_find_type (window_fixture_question (&fixture->base, NULL, ref), "GtkText"));
  window_fixture_type (&fixture->base, ref, text);
}

/* Where the focus is: the question's ref. */
static const char *
get_place (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->base.window);
  GtkWidget *at = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  return at ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (at))) : NULL;
}

static void
test_live (Fixture      *fixture,
           gconstpointer data)
{
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  g_assert_true (widgets_shows (page (fixture), "Preview – nothing is kept"));
  g_assert_cmpstr (get_place (fixture), ==, "/data/who");
  type_answer (fixture, "/data/who", "Ann");
  type_answer (fixture, "/data/age", "12");
  window_fixture_wait_for_page_text (&fixture->base, "Which school?");

  save (fixture, "survey.csv",
        "type,name,label,relevant\n"
        "text,who,What is the name?,\n"
        "integer,age,How old?,\n"
        "text,town,Which town?,\n"
        "text,school,Which school?,${age} < 18\n");
  window_fixture_wait_for_page_text (&fixture->base, "What is the name?");
  window_fixture_wait_for_page_text (&fixture->base, "Which town?");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");
  g_assert_cmpstr (value (fixture, "/data/age"), ==, "12");
  g_assert_cmpstr (get_place (fixture), ==, "/data/age");
}

static void
save_workbook (Fixture    *fixture,
               const char *name,
               const char *label)
{
  g_autoptr (Workbook) workbook = workbook_new ();
  g_autofree char *path = g_build_filename (fixture->form, name, NULL);
  g_autofree char *rows = g_strdup_printf (
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c>"
    "<c r=\"B1\" t=\"inlineStr\"><is><t>name</t></is></c>"
    "<c r=\"C1\" t=\"inlineStr\"><is><t>label</t></is></c></row>"
    "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>text</t></is></c>"
    "<c r=\"B2\" t=\"inlineStr\"><is><t>who</t></is></c>"
    "<c r=\"C2\" t=\"inlineStr\"><is><t>%s</t></is></c></row>", label);
  g_autoptr (GError) error = NULL;

  workbook_add_sheet (workbook, rows, "");
  g_autoptr (GBytes) bytes = workbook_finish (workbook);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_file_set_contents (path, data, (gssize) size, &error);
  g_assert_no_error (error);
}

static void
test_workbook (Fixture      *fixture,
               gconstpointer data)
{
  g_autoptr (GFile) file = new_file (fixture, "visit.xlsx");

  save_workbook (fixture, "visit.xlsx", "Who is it?");
  terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), file);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");
  save_workbook (fixture, "visit.xlsx", "What is the name?");
  window_fixture_wait_for_page_text (&fixture->base, "What is the name?");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");

  /* Cut off in the middle, as by a disk that is full. */
  save (fixture, "visit.xlsx", "PK\003\004");
  window_fixture_wait_for_page_text (&fixture->base, "The file now has 1 error");
  g_assert_true (widgets_shows (page (fixture), "What is the name?"));
}

/* An answer whose question is gone is said to be, and one that came in between is answered anew. */
static void
test_lost (Fixture      *fixture,
           gconstpointer data)
{
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");
  save (fixture, "survey.csv", "type,name,label\ninteger,age,How old?\n");
  window_fixture_wait_for_page_text (&fixture->base, "1 answer has no place");
  g_assert_false (window_fixture_has_question (&fixture->base, NULL, "/data/who"));
}

static void
test_broken (Fixture      *fixture,
             gconstpointer data)
{
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");

  save (fixture, "survey.csv", SURVEY "intger,late,How late?,\n");
  window_fixture_wait_for_page_text (&fixture->base, "Sheet survey, row 5");
  g_assert_true (widgets_shows (page (fixture), "The file now has 1 error"));
  g_assert_true (widgets_shows (page (fixture), "Who is it?"));
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");
  g_assert_false (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "preview.add")));

  save (fixture, "survey.csv", SURVEY "integer,late,How late?,\n");
  window_fixture_wait_for_page_text (&fixture->base, "How late?");
  g_assert_false (widgets_shows (page (fixture), "Sheet survey, row 5"));
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");
  g_assert_true (gtk_widget_is_sensitive (widgets_find_action (page (fixture), "preview.add")));
}

static void
test_broken_first (Fixture      *fixture,
                   gconstpointer data)
{
  save (fixture, "survey.csv", "type,name,label\ntext,,Who?\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Keeps the Form From Being Shown");
  g_assert_true (widgets_shows (page (fixture), "Sheet survey, row 2"));
  g_assert_true (widgets_shows (page (fixture), "Preview"));
  save (fixture, "survey.csv", SURVEY);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  wait_until_gone (fixture, "Keeps the Form From Being Shown");
}

static void
test_not_a_form (Fixture      *fixture,
                 gconstpointer data)
{
  static const char *const contents[] = { "", "PK\003\004 no zip", "<h:html", "plain words" };
  static const char *const names[] = { "a.xlsx", "b.xml", "c.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    for (guint j = 0; j < G_N_ELEMENTS (names); j++)
      {
        g_autoptr (GFile) file = new_file (fixture, names[j]);

        save (fixture, names[j], contents[i]);
        terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), file);
        window_fixture_wait_for_page_text (&fixture->base, "1 Error Keeps the Form From Being Shown");
      }

  g_autoptr (GFile) missing = new_file (fixture, "missing.xlsx");
  terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), missing);
  window_fixture_wait_for_page_text (&fixture->base, "1 Error Keeps the Form From Being Shown");
}

static void
test_large (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GFile) file = new_file (fixture, "large.xml");
  g_autofree char *path = g_file_get_path (file);

  save (fixture, "large.xml", "<h:html");
  g_assert_cmpint (truncate (path, 40 * 1024 * 1024), ==, 0);
  terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), file);
  window_fixture_wait_for_page_text (&fixture->base, "is larger than 32 MiB");
}

/* A list comes beside the form, and is seen. */
static void
test_list (Fixture      *fixture,
           gconstpointer data)
{
  save (fixture, "survey.csv", "type,name,label\nselect_one_from_file towns.csv,town,Which town?\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Which town?");
  window_fixture_do (&fixture->base, "win.outline");
  window_fixture_wait_for_page_text (&fixture->base, "towns.csv");
  save (fixture, "towns.csv", "name,label\na,Anderlecht\nb,Etterbeek\n");
  window_fixture_wait_for_page_text (&fixture->base, "Etterbeek");
}

/* From the form's own language, past the pseudo-language, which only its name in the menu leads to. */
static gboolean
speaks_dutch (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *question = window_fixture_question (&fixture->base, NULL, "/data/who");
  TerrainItem *item = terrain_question_get_item (TERRAIN_QUESTION (question));
  g_auto (GStrv) languages = terrain_interview_dup_languages (terrain_item_get_interview (item));

  return g_strv_contains ((const char *const *) languages, "nl");
}

static void
test_po (Fixture      *fixture,
         gconstpointer data)
{
  save (fixture, "survey.csv", "type,name,label::English (en)\ntext,who,Who is it?\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");
  save (fixture, "po/nl.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: nl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
        "msgctxt \"/data/who:label\"\nmsgid \"Who is it?\"\nmsgstr \"Wie is het?\"\n");
  widgets_wait (speaks_dutch, fixture);
  window_fixture_do (&fixture->base, "win.next-language");
  window_fixture_wait_for_page_text (&fixture->base, "Wie is het?");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");

  /* The language stays, and its text follows the file. */
  save (fixture, "po/nl.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: nl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
        "msgctxt \"/data/who:label\"\nmsgid \"Who is it?\"\nmsgstr \"Om wie gaat het?\"\n");
  window_fixture_wait_for_page_text (&fixture->base, "Om wie gaat het?");
}

static void
test_add (Fixture      *fixture,
          gconstpointer data)
{
  TerrainStore *store = window_fixture_store (&fixture->base);
  g_autoptr (GError) error = NULL;

  save (fixture, "survey.csv", "type,name,label\nselect_one_from_file towns.csv,town,Which town?\n");
  save (fixture, "towns.csv", "name,label\na,Anderlecht\n");
  save (fixture, "po/nl.po",
        "msgid \"\"\nmsgstr \"\"\n\"Language: nl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
        "msgctxt \"/data/town:label\"\nmsgid \"Which town?\"\nmsgstr \"Welke gemeente?\"\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Anderlecht");
  widgets_activate (widgets_find_action (page (fixture), "preview.add"));
  window_fixture_wait_for_text (&fixture->base, "is among your forms");

  g_autoptr (TerrainStoredForm) stored = terrain_store_find_form (store, "visit", "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (stored);
  g_assert_cmpstr (stored->title, ==, "Visit");
  g_autoptr (TerrainForm) form
    = terrain_profile_load_form (window_fixture_profile (&fixture->base), "visit", "1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_autofree char *list = terrain_store_get_media_hash (store, "visit", "1", "towns.csv", NULL);
  g_assert_nonnull (list);
  g_auto (GStrv) languages
    = terrain_profile_dup_languages (window_fixture_profile (&fixture->base), form);
  g_assert_true (g_strv_contains ((const char *const *) languages, "nl"));
}

/* What a server gave is not replaced by hand. */
static void
test_add_refused (Fixture      *fixture,
                  gconstpointer data)
{
  TerrainStore *store = window_fixture_store (&fixture->base);
  g_autoptr (GBytes) theirs = g_bytes_new_static ("<theirs/>", 9);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_put_form (store, "visit", "1", "Visit", "https://example.org", theirs, &error));
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  widgets_activate (widgets_find_action (page (fixture), "preview.add"));
  window_fixture_wait_for_text (&fixture->base, "came from the server");
  g_autoptr (GBytes) kept = terrain_store_load_form (store, "visit", "1", &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (kept, theirs));
}

static GtkEventController *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        return g_steal_pointer (&controller);
    }
  return NULL;
}

static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GtkEventController) target = find_drop_target (GTK_WIDGET (fixture->base.window));
  g_autoptr (GFile) file = g_file_new_for_path (fixture->form);
  GFile *files[] = { file };
  g_auto (GValue) dropped = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_nonnull (target);
  g_value_init (&dropped, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&dropped, gdk_file_list_new_from_array (files, 1));
  g_signal_emit_by_name (target, "drop", &dropped, 10.0, 10.0, &taken);
  g_assert_true (taken);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");

  /* Dropped once more it takes its own place: back leads home. */
  g_signal_emit_by_name (target, "drop", &dropped, 10.0, 10.0, &taken);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  window_fixture_do (&fixture->base, "win.back");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainHomePage");
}

static void
test_pages (Fixture      *fixture,
            gconstpointer data)
{
  g_settings_set_enum (fixture->base.settings, "presentation", 1);
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");
  window_fixture_do (&fixture->base, "win.next-section");
  window_fixture_wait_for_page_text (&fixture->base, "How old?");
  save (fixture, "survey.csv", "type,name,label\ntext,who,Who is it?\ninteger,age,What age?\n");
  window_fixture_wait_for_page_text (&fixture->base, "What age?");
  window_fixture_do (&fixture->base, "win.previous-section");
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");
}

/* Closed while it still reads, and taken back step by step. */
static void
test_undo_and_close (Fixture      *fixture,
                     gconstpointer data)
{
  open_folder (fixture);
  window_fixture_do (&fixture->base, "win.back");
  widgets_run (200);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainHomePage");

  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  type_answer (fixture, "/data/who", "Ann");
  window_fixture_do (&fixture->base, "win.undo");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "");
  window_fixture_do (&fixture->base, "win.redo");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "Ann");
  g_assert_true (gtk_widget_activate_action (page (fixture), "preview.restart", NULL));
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  g_assert_cmpstr (value (fixture, "/data/who"), ==, "");
}

static void
test_names (Fixture      *fixture,
            gconstpointer data)
{
  save (fixture, "survey.csv", SURVEY "intger,late,How late?,\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Keeps the Form From Being Shown");
  g_autofree char *broken = widgets_dup_unnamed (page (fixture));
  g_assert_cmpstr (broken, ==, "");
  save (fixture, "survey.csv", SURVEY);
  window_fixture_wait_for_page_text (&fixture->base, "Who is it?");
  g_autofree char *shown = widgets_dup_unnamed (page (fixture));
  g_assert_cmpstr (shown, ==, "");
}

/* What an interviewer sees after a hand-over: no answer that may be given alone, and none made of it. */
static void
test_masked (Fixture      *fixture,
             gconstpointer data)
{
  TerrainItem *hurt;

  save (fixture, "survey.csv",
        "type,name,label,appearance\n"
        "text,hurt,Who hurt you?,sensitive\n"
        "note,told,You told: ${hurt},\n");
  open_folder (fixture);
  window_fixture_wait_for_page_text (&fixture->base, "Who hurt you?");
  hurt = terrain_question_get_item (TERRAIN_QUESTION (window_fixture_question (&fixture->base, NULL, "/data/hurt")));
  g_assert_true (terrain_interview_answer (terrain_item_get_interview (hurt), "/data/hurt", "a neighbour", NULL));
  window_fixture_wait_for_page_text (&fixture->base, "You told: a neighbour");
  g_assert_true (gtk_widget_activate_action (page (fixture), "preview.masked", NULL));
  window_fixture_wait_for_page_text (&fixture->base, "Answered in private.");
  window_fixture_wait_for_page_text (&fixture->base, "You told: (answered in private)");
  g_assert_false (window_fixture_anywhere ("a neighbour"));
  /* Read anew: still so. */
  save (fixture, "survey.csv",
        "type,name,label,appearance\n"
        "text,hurt,Who hurt you then?,sensitive\n"
        "note,told,You told: ${hurt},\n");
  window_fixture_wait_for_page_text (&fixture->base, "Who hurt you then?");
  g_assert_false (window_fixture_anywhere ("a neighbour"));
  g_assert_true (gtk_widget_activate_action (page (fixture), "preview.masked", NULL));
  window_fixture_wait_for_page_text (&fixture->base, "You told: a neighbour");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, func) g_test_add ("/preview/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("live", test_live);
  ADD ("workbook", test_workbook);
  ADD ("lost", test_lost);
  ADD ("broken", test_broken);
  ADD ("broken-first", test_broken_first);
  ADD ("not-a-form", test_not_a_form);
  ADD ("large", test_large);
  ADD ("list", test_list);
  ADD ("po", test_po);
  ADD ("add", test_add);
  ADD ("add-refused", test_add_refused);
  ADD ("drop", test_drop);
  ADD ("pages", test_pages);
  ADD ("undo-and-close", test_undo_and_close);
  ADD ("names", test_names);
  ADD ("masked", test_masked);
  return g_test_run ();
}
