/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two presentations: relevance, repeats, languages, moving about, and what assistive technology is told. */

#include <adwaita.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-form-group.h"

typedef struct
{
  TerrainInterview *interview;
  GtkWidget *view;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer form)
{
  fixture->interview = form_support_interview (form);
  fixture->view = terrain_form_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 720, 800);
  form_support_run (300);
}

static void
set_up_pages (Fixture *fixture, gconstpointer form)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  fixture->interview = form_support_interview (form);
  fixture->view = terrain_page_view_new_preview (fixture->interview);
  fixture->window = form_support_show (fixture->view, 720, 800);
}

static void
tear_down (Fixture *fixture, gconstpointer form)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  form_support_run (20);
  g_assert_finalize_object (fixture->interview);
}

static void
set (Fixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_answer (fixture->interview, ref, value, &error));
  g_assert_no_error (error);
  form_support_run (60);
}

static void
assert_text (GtkWidget *widget, const char *part)
{
  g_autofree char *text = form_support_dup_text (widget);

  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

static void
assert_current (Fixture *fixture, const char *ref)
{
  g_assert_cmpstr (terrain_form_view_get_current_ref (TERRAIN_FORM_VIEW (fixture->view)), ==, ref);
}

static gboolean
focus_ref (Fixture *fixture, const char *ref)
{
  gboolean focused = terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (fixture->view), ref);

  form_support_run (120);
  return focused;
}

/* Wholly within the part of the page that is seen. */
static void
assert_in_sight (Fixture *fixture, const char *ref)
{
  GtkWidget *question = form_support_question (fixture->view, ref);
  graphene_rect_t bounds;

  g_assert_nonnull (question);
  g_assert_true (gtk_widget_compute_bounds (question, fixture->view, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (fixture->view));
}

static void
test_relevance (Fixture *fixture, gconstpointer form)
{
  GtkWidget *before;

  g_assert_null (form_support_question (fixture->view, "/data/d/hidden"));
  g_assert_true (focus_ref (fixture, "/data/c/one"));
  before = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_false (focus_ref (fixture, "/data/d/hidden"));
  set (fixture, "/data/c/one", "2");
  g_assert_nonnull (form_support_question (fixture->view, "/data/d/hidden"));
  /* Nothing jumps. */
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == before);
  g_assert_true (focus_ref (fixture, "/data/d/hidden"));
  assert_in_sight (fixture, "/data/d/hidden");
  g_assert_true (focus_ref (fixture, "/data/c/one"));
  set (fixture, "/data/c/one", "3");
  g_assert_null (form_support_question (fixture->view, "/data/d/hidden"));
}

static void
test_moving (Fixture *fixture, gconstpointer form)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);

  gtk_widget_grab_focus (fixture->view);
  assert_current (fixture, "/data/a/text"); /* the note before it takes no answer */
  g_assert_false (terrain_form_view_focus_previous (view));
  g_assert_true (terrain_form_view_focus_next (view));
  assert_current (fixture, "/data/a/lines");
  g_assert_true (terrain_form_view_focus_next_section (view));
  assert_current (fixture, "/data/b/date");
  g_assert_true (terrain_form_view_focus_previous_section (view));
  assert_current (fixture, "/data/a/text");
  g_assert_true (focus_ref (fixture, "/data/end"));
  assert_in_sight (fixture, "/data/end");
  g_assert_false (terrain_form_view_focus_next (view));
  g_assert_true (focus_ref (fixture, "/data/c"));
  assert_current (fixture, "/data/c/one");
  g_assert_false (focus_ref (fixture, "/data/nowhere"));
  assert_current (fixture, "/data/c/one");
}

/* Faster than an answer is taken while typing: the question that it opens comes next all the same. */
static void
test_opening (Fixture *fixture, gconstpointer form)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);
  GtkWidget *children = form_support_question (fixture->view, "/data/children");

  g_assert_true (focus_ref (fixture, "/data/children"));
  gtk_editable_set_text (GTK_EDITABLE (form_support_find_type (children, GTK_TYPE_ENTRY)), "2");
  g_assert_true (terrain_form_view_focus_next (view));
  assert_current (fixture, "/data/ages");
  g_assert_true (terrain_form_view_focus_previous (view));
  gtk_editable_set_text (GTK_EDITABLE (form_support_find_type (children, GTK_TYPE_ENTRY)), "0");
  g_assert_true (terrain_form_view_focus_next (view));
  assert_current (fixture, "/data/street");
}

static void
test_opening_keys (Fixture *fixture, gconstpointer form)
{
  if (!form_support_have_keys ())
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  g_assert_true (focus_ref (fixture, "/data/children"));
  form_support_key ("2");
  form_support_key ("Tab");
  assert_current (fixture, "/data/ages");
  form_support_key ("Tab");
  assert_current (fixture, "/data/street");
  form_support_key ("shift+Tab");
  assert_current (fixture, "/data/ages");
}

static void
test_problems (Fixture *fixture, gconstpointer form)
{
  TerrainFormView *view = TERRAIN_FORM_VIEW (fixture->view);
  GtkWidget *text = form_support_question (fixture->view, "/data/a/text");
  g_autofree char *before = form_support_dup_text (text);

  g_assert_null (strstr (before, "The place is needed."));
  set (fixture, "/data/a/int", "12");
  terrain_form_view_set_show_required (view, TRUE);
  form_support_run (60);
  assert_text (text, "The place is needed.");
  /* From where one is, round again. */
  g_assert_true (focus_ref (fixture, "/data/end"));
  g_assert_true (terrain_form_view_focus_next_problem (view));
  assert_current (fixture, "/data/a/text");
  g_assert_true (terrain_form_view_focus_next_problem (view));
  assert_current (fixture, "/data/a/int");
  g_assert_true (terrain_form_view_focus_next_problem (view));
  assert_current (fixture, "/data/a/text");
  set (fixture, "/data/a/text", "x");
  set (fixture, "/data/a/int", "20");
  g_assert_false (terrain_form_view_focus_next_problem (view));
}

static gboolean
is_repeat (GtkWidget *widget, gpointer data)
{
  return TERRAIN_IS_FORM_GROUP (widget) && gtk_widget_get_mapped (widget) &&
         terrain_item_get_kind (terrain_form_group_get_item (TERRAIN_FORM_GROUP (widget))) == TERRAIN_ITEM_REPEAT;
}

static gboolean
is_named_button (GtkWidget *widget, gpointer name)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0;
}

static void
test_repeats (Fixture *fixture, gconstpointer form)
{
  GtkWidget *repeat = form_support_find (fixture->view, is_repeat, NULL);
  GtkWidget *add, *remove;
  guint count = terrain_interview_count_instances (fixture->interview, "/data/person");

  g_assert_nonnull (repeat);
  for (guint i = 0; i < 2; i++)
    {
      guint n = 0;
      /* The last button of the repeat adds. */
      while (form_support_nth (repeat, GTK_TYPE_BUTTON, n + 1) != NULL)
        n++;
      add = form_support_nth (repeat, GTK_TYPE_BUTTON, n);
      g_signal_emit_by_name (add, "clicked");
      form_support_run (200);
    }
  g_assert_cmpuint (terrain_interview_count_instances (fixture->interview, "/data/person"), ==, count + 2);
  /* The new one has the focus and says which it is. */
  g_autofree char *ref = g_strdup_printf ("/data/person[%u]/name", count + 2);
  g_autofree char *heading = g_strdup_printf ("%u of %u – People in the household", count + 2, count + 2);
  assert_current (fixture, ref);
  assert_text (repeat, heading);
  assert_in_sight (fixture, ref);

  /* Without answers it goes at once; positions follow. */
  set (fixture, ref, "A. B.");
  g_autofree char *first = g_strdup_printf ("Remove 1 of %u – People in the household", count + 2);
  remove = form_support_find (repeat, is_named_button, first);
  g_assert_nonnull (remove);
  g_signal_emit_by_name (remove, "clicked");
  form_support_run (200);
  g_assert_cmpuint (terrain_interview_count_instances (fixture->interview, "/data/person"), ==, count + 1);
  g_autofree char *moved = g_strdup_printf ("/data/person[%u]/name", count + 1);
  g_assert_cmpstr (form_support_value (fixture->interview, moved), ==, "A. B.");
  g_autofree char *renumbered = g_strdup_printf ("%u of %u – People in the household", count + 1, count + 1);
  assert_text (repeat, renumbered);

  /* With answers it asks first. */
  g_autofree char *last = g_strdup_printf ("Remove %u of %u – People in the household", count + 1, count + 1);
  remove = form_support_find (repeat, is_named_button, last);
  g_signal_emit_by_name (remove, "clicked");
  form_support_run (200);
  g_assert_cmpuint (terrain_interview_count_instances (fixture->interview, "/data/person"), ==, count + 1);
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);
      if (ADW_IS_MESSAGE_DIALOG (dialog))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "remove");
          break;
        }
    }
  form_support_run (200);
  g_assert_cmpuint (terrain_interview_count_instances (fixture->interview, "/data/person"), ==, count);
}

/* Every widget of the form, and nothing outside it. */
static void
assert_direction (GtkWidget *widget, GtkTextDirection direction)
{
  g_assert_cmpint (gtk_widget_get_direction (widget), ==, direction);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    assert_direction (child, direction);
}

static void
test_language (Fixture *fixture, gconstpointer form)
{
  GtkWidget *one, *focus;
  g_autoptr (GError) error = NULL;

  g_assert_true (focus_ref (fixture, "/data/c/one"));
  one = form_support_question (fixture->view, "/data/c/one");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  assert_text (one, "Very satisfied");
  assert_direction (one, GTK_TEXT_DIR_LTR);
  g_assert_true (terrain_interview_set_language (fixture->interview, "العربية (ar)", &error));
  form_support_run (100);
  assert_text (one, "راضٍ جدًا");
  assert_text (one, "ما مدى رضاك؟");
  /* In place: the same widgets, the same focus. */
  g_assert_true (form_support_question (fixture->view, "/data/c/one") == one);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
  assert_direction (one, GTK_TEXT_DIR_RTL);
  g_assert_cmpint (gtk_widget_get_direction (fixture->window), ==, GTK_TEXT_DIR_LTR);
  /* What is made later has the direction too. */
  set (fixture, "/data/c/one", "2");
  assert_direction (form_support_question (fixture->view, "/data/d/hidden"), GTK_TEXT_DIR_RTL);
  g_assert_true (terrain_interview_set_language (fixture->interview, "English (en)", &error));
  form_support_run (100);
  assert_direction (one, GTK_TEXT_DIR_LTR);
}

/* whatever can have the focus has a name. */
static gboolean
is_nameless (GtkWidget *widget, gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  if (!gtk_widget_get_focusable (widget) || !gtk_widget_get_mapped (widget))
    return FALSE;
  /* The text within an entry is spoken for by the entry. */
  if (GTK_IS_TEXT (widget))
    accessible = GTK_ACCESSIBLE (parent);
  return !gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) &&
         !gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

static void
test_names (Fixture *fixture, gconstpointer form)
{
  GtkWidget *nameless;
  g_autoptr (GError) error = NULL;

  terrain_interview_add_instance (fixture->interview, "/data/person", &error);
  set (fixture, "/data/c/one", "2");
  form_support_run (300);
  nameless = form_support_find (fixture->view, is_nameless, NULL);
  if (nameless != NULL)
    {
      GtkWidget *question = gtk_widget_get_ancestor (nameless, TERRAIN_TYPE_QUESTION);
      g_error ("a %s has no name (in %s)", G_OBJECT_TYPE_NAME (nameless),
               question != NULL ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))) : "–");
    }
}

static void
test_relations (Fixture *fixture, gconstpointer form)
{
  GtkWidget *question = form_support_question (fixture->view, "/data/a/text");
  GtkAccessible *entry = GTK_ACCESSIBLE (form_support_find_type (question, GTK_TYPE_ENTRY));

  /* Once: with both, its name would be the question twice. */
  g_assert_false (gtk_test_accessible_has_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL));
  g_assert_null (gtk_test_accessible_check_property (entry, GTK_ACCESSIBLE_PROPERTY_REQUIRED, TRUE));
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
  g_assert_false (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (fixture->view), TRUE);
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
  g_autofree char *described
    = g_strdup_printf ("%s\n%s", terrain_item_get_problem_text (terrain_question_get_item (TERRAIN_QUESTION (question)), TRUE),
                       terrain_item_get_hint (terrain_question_get_item (TERRAIN_QUESTION (question))));
  g_assert_null (gtk_test_accessible_check_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, described));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (question), GTK_ACCESSIBLE_ROLE_GROUP);

  question = form_support_question (fixture->view, "/data/c/long");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (form_support_find_type (question, GTK_TYPE_ENTRY)),
                                   GTK_ACCESSIBLE_ROLE_COMBO_BOX);
}

/* Pages */

static const char *
page_ref (Fixture *fixture)
{
  return terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (fixture->view));
}

static void
count_finished (TerrainPageView *view, guint *count)
{
  (*count)++;
}

static void
test_pages (Fixture *fixture, gconstpointer form)
{
  TerrainPageView *view = TERRAIN_PAGE_VIEW (fixture->view);
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
  guint finished = 0;

  g_signal_connect (view, "finished", G_CALLBACK (count_finished), &finished);
  g_assert_cmpstr (page_ref (fixture), ==, "/data/intro");
  g_assert_true (terrain_page_view_get_at_beginning (view));
  g_assert_false (terrain_page_view_previous (view));
  g_ptr_array_add (seen, g_strdup (page_ref (fixture)));
  while (!terrain_page_view_get_at_end (view) && seen->len < 100)
    {
      g_assert_true (terrain_page_view_next (view));
      form_support_run (20);
      g_ptr_array_add (seen, g_strdup (page_ref (fixture)));
    }
  g_assert_cmpuint (finished, ==, 0);
  g_assert_cmpstr (page_ref (fixture), ==, "/data/end");
  g_assert_true (terrain_page_view_next (view));
  g_assert_cmpuint (finished, ==, 1);
  g_assert_cmpstr (page_ref (fixture), ==, "/data/end");

  /* Back the same way. */
  for (guint i = seen->len - 1; i > 0; i--)
    {
      g_assert_true (terrain_page_view_previous (view));
      g_assert_cmpstr (page_ref (fixture), ==, seen->pdata[i - 1]);
    }
  g_assert_true (terrain_page_view_get_at_beginning (view));
}

static void
test_page_errors (Fixture *fixture, gconstpointer form)
{
  TerrainPageView *view = TERRAIN_PAGE_VIEW (fixture->view);

  g_assert_true (terrain_page_view_jump (view, "/data/a/int"));
  form_support_run (50);
  gtk_editable_set_text (GTK_EDITABLE (form_support_find_type (fixture->view, GTK_TYPE_ENTRY)), "12x");
  g_assert_false (terrain_page_view_next (view));
  g_assert_cmpstr (page_ref (fixture), ==, "/data/a/int");
  assert_text (fixture->view, "is not a whole number");
  /* Back is always possible. */
  g_assert_true (terrain_page_view_previous (view));
  g_assert_cmpstr (page_ref (fixture), ==, "/data/a/secret");
  g_assert_false (terrain_page_view_jump (view, "/data/d/hidden"));
}

static void
test_auto_advance (Fixture *fixture, gconstpointer form)
{
  TerrainPageView *view = TERRAIN_PAGE_VIEW (fixture->view);
  GtkWidget *question;

  terrain_page_view_set_auto_advance (view, TRUE);
  terrain_page_view_set_large (view, TRUE);
  g_assert_true (terrain_page_view_jump (view, "/data/c/one"));
  form_support_run (50);
  question = form_support_question (fixture->view, "/data/c/one");
  gtk_widget_activate_action (form_support_nth (question, g_type_from_name ("TerrainChoiceRow"), 0), "choice.choose",
                              NULL);
  form_support_run (250);
  g_assert_cmpstr (page_ref (fixture), ==, "/data/c/one"); /* seen for a moment */
  form_support_run (400);
  g_assert_cmpstr (page_ref (fixture), ==, "/data/c/quick");
  g_assert_cmpstr (form_support_value (fixture->interview, "/data/c/one"), ==, "1");
}

static void
test_page_names (Fixture *fixture, gconstpointer form)
{
  TerrainPageView *view = TERRAIN_PAGE_VIEW (fixture->view);

  for (guint i = 0; i < 100; i++)
    {
      g_assert_null (form_support_find (fixture->view, is_nameless, NULL));
      if (terrain_page_view_get_at_end (view))
        break;
      g_assert_true (terrain_page_view_next (view));
      form_support_run (20);
    }
}

/* A long form is there at once and never holds the window up. */
static void
test_long_form (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SHARED") != NULL ? g_getenv ("TERRAIN_SHARED") : "/nonexistent",
                                            "corpus", "forms", "javarosa", "whova_form.xml", NULL);
  TerrainInterview *interview;
  GtkWidget *view, *window;
  gint64 start, longest = 0, until;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  interview = form_support_interview (path);
  start = g_get_monotonic_time ();
  view = terrain_form_view_new_preview (interview);
  g_test_message ("made in %" G_GINT64_FORMAT " µs", g_get_monotonic_time () - start);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 500000);
  window = form_support_show (view, 720, 800);
  until = g_get_monotonic_time () + 2 * G_TIME_SPAN_SECOND;
  while (g_get_monotonic_time () < until)
    {
      gint64 before = g_get_monotonic_time ();
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      longest = MAX (longest, g_get_monotonic_time () - before);
    }
  g_test_message ("longest turn of the main loop %" G_GINT64_FORMAT " µs", longest);
  g_assert_cmpint (longest, <, 1000000);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (20);
  g_assert_finalize_object (interview);
}

/* Every form there is opens in both presentations. */
static void
open_form (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TerrainForm) form = NULL;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);
  if (form == NULL)
    return;
  g_test_message ("%s", path);
  TerrainInterview *interview = form_support_interview (path);
  GtkWidget *view = terrain_form_view_new_preview (interview);
  GtkWidget *window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 600);
  gtk_window_set_child (GTK_WINDOW (window), view);
  gtk_window_present (GTK_WINDOW (window));
  form_support_run (40);
  GtkWidget *nameless = form_support_find (view, is_nameless, NULL);
  if (nameless != NULL)
    g_error ("%s: a %s has no name", path, G_OBJECT_TYPE_NAME (nameless));
  gtk_window_set_child (GTK_WINDOW (window), terrain_page_view_new_preview (interview));
  for (guint i = 0; i < 30; i++)
    {
      TerrainPageView *pages = TERRAIN_PAGE_VIEW (gtk_window_get_child (GTK_WINDOW (window)));
      if (terrain_page_view_get_at_end (pages) || !terrain_page_view_next (pages))
        break;
    }
  form_support_run (10);
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (10);
  g_assert_finalize_object (interview);
}

static void
open_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        open_folder (path);
      else if (g_str_has_suffix (name, ".xml"))
        open_form (path);
    }
}

static void
test_corpus (void)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *folder = shared != NULL ? g_build_filename (shared, "domain", "forms", "xform", NULL) : NULL;
  g_autofree char *corpus = shared != NULL ? g_build_filename (shared, "corpus", "forms", NULL) : NULL;

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  open_folder (folder);
  open_folder (corpus);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/form/view/" name, Fixture, "controls.xml", set_up, function, tear_down)
#define ADD_PAGES(name, function) \
  g_test_add ("/form/pages/" name, Fixture, "controls.xml", set_up_pages, function, tear_down)
  ADD ("relevance", test_relevance);
  ADD ("moving", test_moving);
  g_test_add ("/form/view/opening", Fixture, "opening.xml", set_up, test_opening, tear_down);
  g_test_add ("/form/view/opening-keys", Fixture, "opening.xml", set_up, test_opening_keys, tear_down);
  ADD ("problems", test_problems);
  ADD ("repeats", test_repeats);
  ADD ("language", test_language);
  ADD ("names", test_names);
  ADD ("relations", test_relations);
  ADD_PAGES ("there-and-back", test_pages);
  ADD_PAGES ("errors", test_page_errors);
  ADD_PAGES ("auto-advance", test_auto_advance);
  ADD_PAGES ("names", test_page_names);
#undef ADD
#undef ADD_PAGES
  g_test_add_func ("/form/view/long-form", test_long_form);
  g_test_add_func ("/form/view/corpus", test_corpus);
  return g_test_run ();
}
