/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "widgets.h"
#include "window-fixture.h"

/* A form being translated in the window, through its widgets. */

#define SURVEY \
  "type,name,label,hint,constraint,constraint_message\n" \
  "text,who,Who is it?,First name,,\n" \
  "integer,age,How old is ${who}?,,. < 120,Too old\n" \
  "select_one yn,ok,All well?,,,\n"
#define CHOICES "list_name,name,label\nyn,y,Yes\nyn,n,No\n"
#define SETTINGS "form_id,form_title,version\nvisit,Visit,1\n"
#define HEADER "msgid \"\"\nmsgstr \"\"\n\"Language: nl\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
#define ENTRY(context, source, text) "\nmsgctxt \"" context "\"\nmsgid \"" source "\"\nmsgstr \"" text "\"\n"
#define WHO ENTRY ("/data/who:label", "Who is it?", "Wie is het?")

typedef struct
{
  WindowFixture base;
  char *form; /* the author's folder */
  char *path;
  const char *text; /* what is waited for there */
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

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  window_fixture_set_up_with (&fixture->base, &(WindowOptions){ .width = 1200, .height = 800 });
  fixture->form = widgets_make_folder ();
  save (fixture, "survey.csv", SURVEY);
  save (fixture, "choices.csv", CHOICES);
  save (fixture, "settings.csv", SETTINGS);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  window_fixture_tear_down (&fixture->base, data);
  widgets_remove_folder (fixture->form);
  g_free (fixture->form);
  g_free (fixture->path);
}

static gboolean
holds (gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *contents = NULL;

  return g_file_get_contents (fixture->path, &contents, NULL, NULL) && strcmp (contents, fixture->text) == 0;
}

/* Saved by itself. */
static void
wait_for_file (Fixture    *fixture,
               const char *name,
               const char *content)
{
  g_free (fixture->path);
  fixture->path = g_build_filename (fixture->form, name, NULL);
  fixture->text = content;
  widgets_wait (holds, fixture);
}

/* On a wide window with all of its parts. */
static gboolean
is_translating (gpointer user_data)
{
  Fixture *fixture = user_data;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (fixture->base.window)) > 700;

  if (wide && !widgets_find_type (page (fixture), "TerrainTranslateStage"))
    return FALSE;
  return strcmp (G_OBJECT_TYPE_NAME (page (fixture)), "TerrainTranslatePage") == 0
         && widgets_find_type (page (fixture), "TerrainTranslateList") != NULL;
}

static gboolean
has_dialog (gpointer user_data)
{
  return widgets_find_window (user_data) != NULL;
}

static GtkWidget *
wait_for_dialog (const char *type_name)
{
  widgets_wait (has_dialog, (gpointer) type_name);
  return widgets_find_window (type_name);
}

static void
open_preview (Fixture    *fixture,
              const char *text)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->form);

  terrain_window_preview_form (TERRAIN_WINDOW (fixture->base.window), file);
  window_fixture_wait_for_text (&fixture->base, text);
}

/* From the preview of the author's folder, by the dialog. */
static void
open_translation (Fixture    *fixture,
                  const char *language)
{
  open_preview (fixture, "Who is it?");
  g_assert_true (gtk_widget_activate_action (page (fixture), "preview.translate", NULL));
  GtkWidget *dialog = wait_for_dialog ("TerrainTranslateLanguages");
  GtkWidget *row = widgets_find_text (dialog, "AdwActionRow", language);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
  widgets_wait (is_translating, fixture);
}

static GtkTextBuffer *
buffer (Fixture *fixture)
{
  GtkWidget *view = widgets_find_type (page (fixture), "GtkTextView");

  g_assert_nonnull (view);
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
}

static char *
dup_typed (Fixture *fixture)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer (fixture), &start, &end);
  return gtk_text_buffer_get_text (buffer (fixture), &start, &end, TRUE);
}

static void
assert_typed (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *typed = dup_typed (fixture);

  g_assert_cmpstr (typed, ==, expected);
}

static void
type (Fixture    *fixture,
      const char *text)
{
  gtk_text_buffer_set_text (buffer (fixture), "", -1);
  gtk_text_buffer_insert_at_cursor (buffer (fixture), text, -1);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (page (fixture), action, NULL));
}

static GtkWidget *
stage (Fixture *fixture)
{
  return widgets_find_type (page (fixture), "TerrainTranslateStage");
}

/* Points at a text of the question on the stage, as Ctrl+click and Ctrl+T do. */
static void
pick_named (Fixture    *fixture,
            const char *context)
{
  g_signal_emit_by_name (stage (fixture), "picked", context);
}

static void
test_edit (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *unnamed = NULL;

  save (fixture, "po/visit/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  /* The first text that is not finished: the title. */
  window_fixture_wait_for_text (&fixture->base, "1 of 8 translated");
  type (fixture, "Bezoek");
  window_fixture_wait_for_text (&fixture->base, "2 of 8 translated");
  wait_for_file (fixture, "po/visit/nl.po", HEADER ENTRY ("title", "Visit", "Bezoek") WHO);
  window_fixture_wait_for_text (&fixture->base, "Saved");

  act (fixture, "translate.next");
  assert_typed (fixture, "Wie is het?");
  g_assert_true (widgets_shows (stage (fixture), "Wie is het?"));
  type (fixture, "Wie bent u?");
  /* The live question follows what is typed. */
  window_fixture_wait_for_text (&fixture->base, "Wie bent u?");
  g_assert_nonnull (widgets_find_type (stage (fixture), "TerrainQuestion"));
  wait_for_file (fixture, "po/visit/nl.po", HEADER ENTRY ("title", "Visit", "Bezoek")
                 ENTRY ("/data/who:label", "Who is it?", "Wie bent u?"));
  unnamed = widgets_dup_unnamed (page (fixture));
  /* GTK's own, within the drop-down, which has a name. */
  g_assert_cmpstr (unnamed, ==, "GtkListItemWidget in GtkStack in GtkBox\n");

  act (fixture, "win.back");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainPreviewPage");
}

static void
test_checks (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *placeholder;

  save (fixture, "po/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  pick_named (fixture, "/data/age:label");
  g_assert_true (widgets_shows (page (fixture), "How old is ${who}?"));
  type (fixture, "Hoe oud is ");
  g_assert_true (widgets_shows (page (fixture), "Cannot be shown"));
  placeholder = widgets_find_text (page (fixture), "GtkButton", "${who}");
  g_assert_nonnull (placeholder);
  widgets_activate (placeholder);
  /* A button that is activated stays down for a moment. */
  widgets_run (400);
  gtk_text_buffer_insert_at_cursor (buffer (fixture), "?", -1);
  assert_typed (fixture, "Hoe oud is ${who}?");
  g_assert_false (widgets_shows (page (fixture), "Cannot be shown"));

  /* The message shows below its question, which has no answer that would bring it. */
  pick_named (fixture, "/data/age:constraint");
  type (fixture, "Te oud");
  window_fixture_wait_for_text (&fixture->base, "The message comes when the answer is not accepted.");
  window_fixture_wait_for_text (&fixture->base, "Te oud");
}

static void
test_review_and_undo (Fixture      *fixture,
                      gconstpointer data)
{
  save (fixture, "po/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  pick_named (fixture, "/data/who:label");
  act (fixture, "translate.toggle-review");
  wait_for_file (fixture, "po/nl.po",
                 HEADER "\n#, fuzzy\nmsgctxt \"/data/who:label\"\nmsgid \"Who is it?\"\nmsgstr \"Wie is het?\"\n");
  /* Until it is looked at the source shows. */
  g_assert_true (widgets_shows (stage (fixture), "Who is it?"));
  act (fixture, "translate.copy-source");
  assert_typed (fixture, "Who is it?");
  act (fixture, "translate.undo");
  assert_typed (fixture, "Wie is het?");
  g_assert_true (widgets_shows (page (fixture), "Needs review"));
  act (fixture, "translate.undo");
  g_assert_false (widgets_shows (page (fixture), "Needs review"));
  wait_for_file (fixture, "po/nl.po", HEADER WHO);
  act (fixture, "translate.redo");
  g_assert_true (widgets_shows (page (fixture), "Needs review"));
  /* Undo goes on over texts, and shows what it changes. */
  pick_named (fixture, "/data/who:hint");
  type (fixture, "Voornaam");
  pick_named (fixture, "/data/age:label");
  act (fixture, "translate.undo");
  g_assert_true (widgets_shows (page (fixture), "Hint · /data/who · line 10") || widgets_shows (page (fixture), "First name"));
  assert_typed (fixture, "");
}

static void
test_next_unfinished (Fixture      *fixture,
                      gconstpointer data)
{
  save (fixture, "po/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  pick_named (fixture, "/data/who:label");
  act (fixture, "translate.next-unfinished");
  assert_typed (fixture, "");
  g_assert_true (widgets_shows (page (fixture), "First name"));
  type (fixture, "Voornaam");
  act (fixture, "translate.next-unfinished");
  /* It saved at once. */
  wait_for_file (fixture, "po/nl.po", HEADER WHO ENTRY ("/data/who:hint", "First name", "Voornaam"));
  g_assert_true (widgets_shows (page (fixture), "How old is ${who}?"));
  act (fixture, "translate.previous");
  assert_typed (fixture, "Voornaam");
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *view = widgets_find_type (page (fixture), "GtkListView");

  return view ? g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)))) : 0;
}

static gboolean
has_one_row (gpointer user_data)
{
  return count_rows (user_data) == 1;
}

static void
test_filter (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *search, *show;

  save (fixture, "po/nl.po", HEADER WHO ENTRY ("/data/ok:label", "All well?", "Alles één?"));
  open_translation (fixture, "Nederlands");
  g_assert_cmpuint (count_rows (fixture), ==, 8);
  show = widgets_find_type (page (fixture), "GtkDropDown");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (show), 1);
  g_assert_cmpuint (count_rows (fixture), ==, 6);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (show), 2);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_true (widgets_shows (page (fixture), "No text is like that."));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (show), 0);
  /* in the translation, without its accents */
  search = widgets_find_type (page (fixture), "GtkSearchEntry");
  gtk_editable_set_text (GTK_EDITABLE (search), "EEN");
  widgets_wait (has_one_row, fixture);
  /* What is hidden comes forth when it is gone to. */
  pick_named (fixture, "/data/who:label");
  g_assert_cmpuint (count_rows (fixture), ==, 8);
  assert_typed (fixture, "Wie is het?");
}

static void
test_changed_outside (Fixture      *fixture,
                      gconstpointer data)
{
  save (fixture, "po/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  save (fixture, "po/nl.po", HEADER ENTRY ("/data/who:label", "Who is it?", "Wie daar?"));
  window_fixture_wait_for_text (&fixture->base, "Another program has changed this translation. What you changed here stays.");
  pick_named (fixture, "title");
  type (fixture, "Bezoek");
  widgets_activate (widgets_find_text (page (fixture), "GtkButton", "Read Again"));
  wait_for_file (fixture, "po/nl.po", HEADER ENTRY ("title", "Visit", "Bezoek")
                 ENTRY ("/data/who:label", "Who is it?", "Wie daar?"));
  pick_named (fixture, "/data/who:label");
  assert_typed (fixture, "Wie daar?");
}

/* Nothing is lost with the page before the person says so. */
static void
test_write_failure (Fixture      *fixture,
                    gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->form, "po", "nl.po", NULL);
  GtkWidget *dialog;

  save (fixture, "po/nl.po", HEADER WHO);
  open_translation (fixture, "Nederlands");
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  pick_named (fixture, "title");
  type (fixture, "Bezoek");
  window_fixture_wait_for_text (&fixture->base, "Not saved");
  act (fixture, "win.back");
  dialog = wait_for_dialog ("AdwMessageDialog");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainTranslatePage");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  assert_typed (fixture, "Bezoek");
  g_assert_cmpint (g_rmdir (path), ==, 0);
  widgets_activate (widgets_find_text (page (fixture), "GtkButton", "Try Again"));
  wait_for_file (fixture, "po/nl.po", HEADER ENTRY ("title", "Visit", "Bezoek") WHO);
  window_fixture_wait_for_text (&fixture->base, "Saved");
}

static void
test_new_language (Fixture      *fixture,
                   gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->form, "po", "visit", "ar.po", NULL);
  g_autofree char *contents = NULL;
  GtkWidget *dialog, *entry;

  open_preview (fixture, "Who is it?");
  act (fixture, "preview.translate");
  dialog = wait_for_dialog ("TerrainTranslateLanguages");
  entry = widgets_find_type (dialog, "AdwEntryRow");
  gtk_editable_set_text (GTK_EDITABLE (entry), "no language");
  g_signal_emit_by_name (entry, "apply");
  g_assert_true (widgets_shows (dialog, "No language is called that. Type its code: two or three letters, such as nl for "
                                        "Dutch or so for Somali."));
  gtk_editable_set_text (GTK_EDITABLE (entry), "العربية");
  g_signal_emit_by_name (entry, "apply");
  widgets_wait (is_translating, fixture);
  g_assert_cmpint (gtk_widget_get_direction (widgets_find_type (page (fixture), "GtkTextView")), ==, GTK_TEXT_DIR_RTL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  pick_named (fixture, "/data/who:label");
  type (fixture, "من هو؟");
  act (fixture, "win.back");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "\"Language: ar\\n\"\n"));
  g_assert_nonnull (strstr (contents, "msgstr \"من هو؟\"\n"));
}

static void
test_pseudo (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *po = g_build_filename (fixture->form, "po", NULL);

  open_translation (fixture, "Pseudo-language");
  g_assert_false (gtk_text_view_get_editable (GTK_TEXT_VIEW (widgets_find_type (page (fixture), "GtkTextView"))));
  g_assert_true (widgets_shows (page (fixture), "8 of 8 translated"));
  pick_named (fixture, "choices/yn/y:label");
  g_assert_true (widgets_shows (stage (fixture), "⟦Ýéš ö⟧"));
  act (fixture, "win.back");
  g_assert_false (g_file_test (po, G_FILE_TEST_EXISTS));
  /* It is among the languages of a preview. */
  GtkWidget *menu = widgets_find_type (page (fixture), "TerrainLanguageMenu");
  g_assert_nonnull (menu);
  g_signal_emit_by_name (menu, "chosen", "Pseudo-language (qps)");
  window_fixture_wait_for_text (&fixture->base, "⟦Ŵĥö îš îţ? öñé⟧");
}

/* What Ctrl+click finds under the pointer, and Ctrl+T where the focus is. */
static void
test_pick (Fixture      *fixture,
           gconstpointer data)
{
  TerrainFormPick pick;
  GtkWidget *question, *row;

  save (fixture, "po/nl.po", HEADER WHO);
  open_preview (fixture, "Who is it?");
  window_fixture_question (&fixture->base, NULL, "/data/ok");
  question = window_fixture_question (&fixture->base, NULL, "/data/who");
  g_assert_true (terrain_form_pick (widgets_find_text (question, "GtkLabel", "First name"), &pick));
  g_assert_cmpint (pick.part, ==, TERRAIN_FORM_PART_HINT);
  g_assert_cmpstr (terrain_item_get_ref (pick.item), ==, "/data/who");
  g_assert_true (terrain_form_pick (question, &pick));
  g_assert_cmpint (pick.part, ==, TERRAIN_FORM_PART_LABEL);
  row = widgets_find_text (page (fixture), "GtkLabel", "No");
  g_assert_true (terrain_form_pick (row, &pick));
  g_assert_cmpint (pick.part, ==, TERRAIN_FORM_PART_CHOICE);
  g_assert_cmpstr (terrain_choice_get_value (pick.choice), ==, "n");
  g_assert_false (terrain_form_pick (page (fixture), &pick));

  /* The focus is on the answer "Yes": in the language that is looked at, its text opens. */
  g_signal_emit_by_name (widgets_find_type (page (fixture), "TerrainLanguageMenu"), "chosen", "nl");
  window_fixture_wait_for_text (&fixture->base, "Wie is het?");
  row = gtk_widget_get_ancestor (widgets_find_text (page (fixture), "GtkLabel", "Yes"),
                                 g_type_from_name ("TerrainChoiceRow"));
  g_assert_true (gtk_widget_grab_focus (row));
  act (fixture, "preview.translate-text");
  widgets_wait (is_translating, fixture);
  type (fixture, "Ja");
  wait_for_file (fixture, "po/nl.po", HEADER WHO ENTRY ("choices/yn/y:label", "Yes", "Ja"));
  /* It is in the preview when one comes back. */
  act (fixture, "win.back");
  window_fixture_wait_for_text (&fixture->base, "Ja");
}

static gboolean
drop (Fixture    *fixture,
      const char *name)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->base.window));
  g_autofree char *path = g_build_filename (fixture->form, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file };
  g_auto (GValue) dropped = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&dropped, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&dropped, gdk_file_list_new_from_array (files, 1));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &dropped, 10.0, 10.0, &taken);
    }
  return taken;
}

static void
test_drop (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *added = g_build_filename (fixture->base.folder, "po", "visit", "nl.po", NULL);
  g_autofree char *contents = NULL;
  GtkWidget *dialog;

  /* On the form that is open: it speaks that language at once. */
  save (fixture, "elsewhere/from-ana.po", HEADER WHO);
  open_preview (fixture, "Who is it?");
  g_assert_true (drop (fixture, "elsewhere/from-ana.po"));
  window_fixture_wait_for_text (&fixture->base, "Wie is het?");
  g_assert_true (g_file_get_contents (added, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, HEADER WHO);

  /* At home, on the form it is about. */
  act (fixture, "preview.add");
  act (fixture, "win.back");
  save (fixture, "elsewhere/fr.po", "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n"
        ENTRY ("/data/who:label", "Who is it?", "Qui est-ce ?"));
  g_assert_true (drop (fixture, "elsewhere/fr.po"));
  window_fixture_wait_for_text (&fixture->base, "Français is now a language of “Visit”");

  /* About nothing that is here: the person is asked, and what does not fit is refused in words. */
  save (fixture, "elsewhere/de.po", "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n" ENTRY ("x", "Y", "Z"));
  g_assert_true (drop (fixture, "elsewhere/de.po"));
  dialog = wait_for_dialog ("AdwMessageDialog");
  g_assert_true (widgets_shows (dialog, "It does not say which form “de.po” translates."));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "add");
  gtk_window_destroy (GTK_WINDOW (dialog));
  widgets_run (50);
  g_free (added);
  added = g_build_filename (fixture->base.folder, "po", "visit", "de.po", NULL);
  g_assert_false (g_file_test (added, G_FILE_TEST_EXISTS));
}

/* From the list of forms: what is shipped is not changed, the profile gets a copy. */
static void
test_library (Fixture      *fixture,
              gconstpointer data)
{
  g_autofree char *shipped = g_build_filename (fixture->form, "shipped", NULL);
  TerrainProfile *profile = window_fixture_profile (&fixture->base);
  g_autofree char *path = g_build_filename (fixture->base.folder, "po", "visit", "nl.po", NULL);
  g_autofree char *contents = NULL;
  GtkWidget *dialog;

  save (fixture, "shipped/visit/nl.po", HEADER WHO);
  terrain_profile_add_po_folder (profile, shipped);
  open_preview (fixture, "Who is it?");
  act (fixture, "preview.add");
  act (fixture, "win.back");
  window_fixture_do_with (&fixture->base, "win.translate", "visit");
  dialog = wait_for_dialog ("TerrainTranslateLanguages");
  g_assert_true (widgets_shows (dialog, "1 of 8 translated"));
  g_assert_true (gtk_widget_activate (widgets_find_text (dialog, "AdwActionRow", "Nederlands")));
  widgets_wait (is_translating, fixture);
  pick_named (fixture, "title");
  type (fixture, "Bezoek");
  act (fixture, "win.back");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainHomePage");
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, HEADER ENTRY ("title", "Visit", "Bezoek") WHO);
  wait_for_file (fixture, "shipped/visit/nl.po", HEADER WHO);
}

/* 360 wide: list and text are two pages. */
static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  save (fixture, "po/nl.po", HEADER WHO);
  gtk_window_set_default_size (fixture->base.window, 360, 640);
  open_translation (fixture, "Nederlands");
  widgets_run (400);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->base.window)), <=, 400);
  g_assert_null (stage (fixture));
  g_signal_emit_by_name (widgets_find_type (page (fixture), "TerrainTranslateList"), "chosen");
  widgets_run (400);
  g_assert_nonnull (stage (fixture));
  g_assert_null (widgets_find_type (page (fixture), "TerrainTranslateList"));
  act (fixture, "win.back");
  widgets_run (400);
  g_assert_nonnull (widgets_find_type (page (fixture), "TerrainTranslateList"));
  act (fixture, "win.back");
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page (fixture)), ==, "TerrainPreviewPage");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(name, func) g_test_add ("/translate/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("edit", test_edit);
  ADD ("checks", test_checks);
  ADD ("review-and-undo", test_review_and_undo);
  ADD ("next-unfinished", test_next_unfinished);
  ADD ("filter", test_filter);
  ADD ("changed-outside", test_changed_outside);
  ADD ("write-failure", test_write_failure);
  ADD ("new-language", test_new_language);
  ADD ("pseudo", test_pseudo);
  ADD ("pick", test_pick);
  ADD ("drop", test_drop);
  ADD ("library", test_library);
  ADD ("narrow", test_narrow);
  return g_test_run ();
}
