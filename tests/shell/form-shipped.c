/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The forms that ship, page by page: what a page holds (UX-01), what is optional (UX-34), what is asked twice (UX-39); and
 * what tells texts apart where there is no colour (UX-02). */

#include <adwaita.h>

#include "form-fixture.h"
#include "plausible.h"
#include "terrain-context-line.h"
#include "terrain-tally-rows.h"

#define MOST_PAGES 1000

typedef struct
{
  TerrainInterview *interview;
  GtkWidget *view;
  GHashTable *pages;     /* refs of the pages that were shown */
  GHashTable *labels;    /* label of a question that was asked → the form's ref of that question */
  guint n_optional;
} Walk;

static gboolean
is_list (TerrainItem *item)
{
  TerrainControl *control = item != NULL ? terrain_item_get_control (item) : NULL;

  return control != NULL && terrain_control_has_appearance (control, "field-list");
}

/* The form groups: a group, or each instance of a repeat, that says so. */
static gboolean
is_grouped (TerrainItem *item)
{
  TerrainItem *parent = terrain_item_get_parent (item);

  return is_list (item) || (terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE && is_list (parent));
}

/* The outermost group of @question that is a page; itself where there is none. */
static TerrainItem *
page_of (TerrainItem *question)
{
  TerrainItem *page = question;

  for (TerrainItem *item = terrain_item_get_parent (question); item != NULL; item = terrain_item_get_parent (item))
    if (is_grouped (item) && terrain_item_get_kind (item) != TERRAIN_ITEM_REPEAT)
      page = item;
  return page;
}

static void
list_expected (TerrainItem *item, GHashTable *refs)
{
  if (!terrain_item_get_relevant (item))
    return;
  /* What is kept in sight above the pages has none of its own; a tally is one, whatever is in it. */
  if (terrain_item_is_context (item))
    return;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    g_hash_table_add (refs, g_strdup (terrain_item_get_ref (terrain_tally_find (item) ? terrain_tally_find (item)
                                                                                      : page_of (item))));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      list_expected (child, refs);
    }
}

static void
answer (Walk *walk, TerrainItem *item)
{
  g_autofree char *ref = g_strdup (terrain_item_get_ref (item));
  GListModel *choices = terrain_item_get_choices (item);
  const char *const *texts = choices != NULL ? NULL : plausible_answers (terrain_item_get_control (item));

  if (terrain_item_get_readonly (item) || *terrain_item_get_value (item) != '\0')
    return;
  for (guint i = 0; choices != NULL ? i < g_list_model_get_n_items (choices) : texts[i] != NULL; i++)
    {
      g_autoptr (TerrainChoice) choice = choices != NULL ? g_list_model_get_item (choices, i) : NULL;

      if (terrain_interview_answer (walk->interview, ref, choice != NULL ? terrain_choice_get_value (choice) : texts[i],
                                    NULL)
          && terrain_item_get_valid (terrain_interview_find_item (walk->interview, ref)))
        return;
    }
}

static guint
count_in (const char *text, const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;
  return n;
}

/* UX-34: what may be left out is its label and then, once and in the window's own words, that it may; what must be answered
 * is its label alone. So no form that ships says it itself, in whatever words, and nothing is starred. */
static void
check_optional (Walk *walk, GtkWidget *question, TerrainItem *item)
{
  gboolean optional = !terrain_item_get_required (item) && terrain_question_get_answerable (TERRAIN_QUESTION (question));
  GtkWidget *label = form_support_find_type (question, GTK_TYPE_LABEL);
  g_autofree char *all = form_support_dup_text (question);
  g_autofree char *own = terrain_form_dup_plain_text (terrain_item_get_label (item));
  g_autofree char *expected = g_strconcat (own, optional ? " (optional)" : "", NULL);

  if (own == NULL || *own == '\0')
    return;
  /* In a line of a table the label is the table's. */
  if (label != NULL && gtk_widget_get_mapped (label) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (label)), own))
    g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, expected);
  if (count_in (all, "(optional)") != (optional ? 1 : 0) || strchr (all, '*') != NULL)
    g_error ("%s: “%s”", terrain_item_get_ref (item), all);
  walk->n_optional += optional ? 1 : 0;
}

/* UX-39: the same words for two questions, on one way through a form, are the same thing asked twice. In a repeat they are
 * asked of another thing each time; in a grid or a group the label of the group says of what. */
static void
check_once (Walk *walk, TerrainItem *item)
{
  const char *label = terrain_item_get_label (item);
  const char *ref = terrain_control_get_ref (terrain_item_get_control (item));
  TerrainItem *parent = terrain_item_get_parent (item);
  const char *of = parent != NULL && terrain_item_get_label (parent) != NULL ? terrain_item_get_label (parent) : "";
  g_autofree char *words = NULL;
  const char *before;

  if (label == NULL || *label == '\0' || terrain_item_get_readonly (item))
    return;
  words = g_strdup_printf ("%s / %s", of, label);
  before = g_hash_table_lookup (walk->labels, words);
  if (before != NULL && !g_str_equal (before, ref))
    g_error ("“%s” is asked at %s and at %s", words, before, ref);
  g_hash_table_insert (walk->labels, g_steal_pointer (&words), g_strdup (ref));
}

static void
collect_questions (GtkWidget *widget, GPtrArray *questions)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (TERRAIN_IS_QUESTION (widget))
    g_ptr_array_add (questions, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_questions (child, questions);
}

/* UX-01: one question, or what the form puts together. FALSE for an offer of one more. */
static gboolean
look_at_page (Walk *walk)
{
  g_autoptr (GPtrArray) questions = g_ptr_array_new ();
  TerrainItem *page = NULL;

  collect_questions (walk->view, questions);
  for (guint i = 0; i < questions->len; i++)
    {
      TerrainItem *item = terrain_question_get_item (questions->pdata[i]);

      if (page == NULL)
        page = page_of (item);
      g_assert_true (page_of (item) == page);
      check_optional (walk, questions->pdata[i], item);
      check_once (walk, item);
      answer (walk, item);
    }
  if (page != NULL)
    g_hash_table_add (walk->pages, g_strdup (terrain_item_get_ref (page)));
  return page != NULL;
}

static void
walk_form (const char *path)
{
  g_autoptr (TerrainInterview) interview = form_support_interview (path);
  g_autoptr (GHashTable) pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Walk walk = { interview, terrain_page_view_new_preview (interview), pages, labels, 0 };
  GtkWidget *window = form_support_show (walk.view, 720, 800);
  guint n_shown = 0;

  form_support_run (20);
  for (guint i = 0; i < MOST_PAGES; i++)
    {
      n_shown += look_at_page (&walk) ? 1 : 0;
      form_support_run (0);
      if (terrain_page_view_get_at_end (TERRAIN_PAGE_VIEW (walk.view)))
        break;
      g_assert_true (terrain_page_view_next (TERRAIN_PAGE_VIEW (walk.view)));
      form_support_run (0);
    }
  g_assert_true (terrain_page_view_get_at_end (TERRAIN_PAGE_VIEW (walk.view)));

  list_expected (terrain_interview_get_root_item (interview), expected);
  g_test_message ("%s: %u pages, %u optional questions", terrain_form_get_id (terrain_interview_get_form (interview)), n_shown,
                  walk.n_optional);
  GHashTableIter iter;
  gpointer ref;
  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &ref, NULL))
    if (!g_hash_table_contains (pages, ref))
      g_error ("%s was no page", (char *) ref);
  g_assert_cmpuint (g_hash_table_size (pages), >=, g_hash_table_size (expected));
  /* Each once: what is shown again is what an answer took away in between. */
  g_assert_cmpuint (n_shown, ==, g_hash_table_size (pages));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (20);
}

static void
test_pages (gconstpointer path)
{
  walk_form (path);
}

static void
assert_nothing_typed (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  g_assert_true (control == NULL || terrain_item_get_readonly (item)
                 || terrain_control_get_kind (control) != TERRAIN_CONTROL_INPUT);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      assert_nothing_typed (child);
    }
}

/* UX-31: on a screen for everybody nobody writes a name. */
static void
test_kiosk (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data/forms/kiosk_satisfaction.xml", NULL);
  g_autoptr (TerrainInterview) interview = form_support_interview (path);

  assert_nothing_typed (terrain_interview_get_root_item (interview));
}

static void
assert_font (GtkWidget *label, PangoStyle style, gboolean bold)
{
  const PangoFontDescription *font;

  g_assert_nonnull (label);
  font = pango_context_get_font_description (gtk_widget_get_pango_context (label));
  g_assert_cmpint (pango_font_description_get_style (font), ==, style);
  g_assert_cmpint (pango_font_description_get_weight (font) >= PANGO_WEIGHT_SEMIBOLD, ==, bold);
}

static gboolean
has_class (GtkWidget *widget, gpointer name)
{
  return gtk_widget_has_css_class (widget, name) && gtk_widget_get_mapped (widget);
}

/* UX-02: read aloud, for the interviewer, and not read out: by weight, by slant, by a caption; in grey as well. */
static void
test_without_colour (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/a/text");
  GtkWidget *hint = form_support_find (question, has_class, (gpointer) "terrain-hint");

  assert_font (form_support_find (question, has_class, (gpointer) "terrain-question-label"), PANGO_STYLE_NORMAL, TRUE);
  assert_font (hint, PANGO_STYLE_ITALIC, FALSE);
  /* An answer is neither. */
  assert_font (form_support_find_type (question, GTK_TYPE_TEXT), PANGO_STYLE_NORMAL, FALSE);
}

static void
test_not_read_out (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/safe");
  graphene_rect_t read, apart;
  g_autofree char *text = form_support_dup_text (question);

  /* A caption in words, below all that is read out. */
  g_assert_nonnull (strstr (text, "Not read out"));
  GtkWidget *bar = form_support_find_type (question, g_type_from_name ("TerrainReservedBar"));
  g_assert_nonnull (bar);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (form_fixture_row (question, 2)), question, &read));
  g_assert_true (gtk_widget_compute_bounds (bar, question, &apart));
  g_assert_cmpfloat (apart.origin.y, >, read.origin.y + read.size.height);
}

static void
add_forms (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".xml"))
      {
        g_autofree char *test = g_strdup_printf ("/form/shipped/pages/%.*s", (int) strlen (name) - 4, name);

        g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_pages, g_free);
        n++;
      }
  g_assert_cmpuint (n, >=, 13);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  terrain_form_style_install (gdk_display_get_default ());
  add_forms ();
  g_test_add_func ("/form/shipped/kiosk", test_kiosk);
  g_test_add ("/form/shipped/without-colour", FormFixture, "controls.xml", form_fixture_set_up, test_without_colour,
              form_fixture_tear_down);
  g_test_add ("/form/shipped/not-read-out", FormFixture, "keys.xml", form_fixture_set_up, test_not_read_out,
              form_fixture_tear_down);
  return g_test_run ();
}
