/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>
#include <terrain-sensitive.h>
#include <terrain-shell-form.h>

#include "form-support.h"
#include "terrain-form-items.h"
#include "terrain-place-rows.h"
#include "widgets.h"
#include "window-fixture.h"

/*
 * Direction is the form's, whatever that of the program is: an Arabic form in a French program, an English one in an Arabic
 * program. GTK's direction is each widget's own, so each is looked at, also those that are not to be seen yet.
 */

static const char *
name_of (GtkTextDirection direction)
{
  return direction == GTK_TEXT_DIR_RTL ? "right to left" : "left to right";
}

/* Coordinates are figures: typed and read from left to right in every language, at the side where the form begins. */
static gboolean
holds_coordinates (GtkWidget *widget)
{
  return GTK_IS_TEXT (widget) && gtk_widget_get_ancestor (widget, TERRAIN_TYPE_PLACE_ROWS) != NULL;
}

/* Each widget that goes the other way, with what it lies in. */
static void
collect_wrong (GtkWidget        *widget,
               GtkTextDirection  direction,
               const char       *path,
               GString          *wrong)
{
  g_autofree char *here = g_strdup_printf ("%s/%s", path, G_OBJECT_TYPE_NAME (widget));
  GtkTextDirection expected = holds_coordinates (widget) ? GTK_TEXT_DIR_LTR : direction;

  /* A window of its own. */
  if (GTK_IS_WINDOW (widget))
    return;
  if (gtk_widget_get_direction (widget) != expected)
    {
      g_string_append_printf (wrong, "%s\n", here);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect_wrong (child, direction, here, wrong);
}

static void
assert_direction (GtkWidget        *top,
                  GtkTextDirection  direction,
                  const char       *what)
{
  g_autoptr (GString) wrong = g_string_new (NULL);

  collect_wrong (top, direction, "", wrong);
  if (wrong->len > 0)
    g_error ("%s: these are not %s:\n%s", what, name_of (direction), wrong->str);
}

/* @arabic: the form; the program goes the other way. */
typedef struct
{
  const char *form;
  gboolean arabic;
} Case;

static GtkTextDirection
begin (const Case *test)
{
  gtk_widget_set_default_direction (test->arabic ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL);
  return test->arabic ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
}

static void
end (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static char *
find_language (TerrainInterview *interview,
               gboolean          arabic)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (interview);

  for (guint i = 0; languages[i]; i++)
    if ((strstr (languages[i], "(ar)") != NULL) == arabic)
      return g_strdup (languages[i]);
  g_assert_not_reached ();
}

/* Answers that bring what was not there: messages, buttons to take them back, further questions. */
static void
answer_something (TerrainInterview *interview,
                  TerrainItem      *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  GListModel *choices = terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_item_get_choices (item) : NULL;

  if (choices && g_list_model_get_n_items (choices) > 0 && !terrain_item_get_readonly (item))
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, g_list_model_get_n_items (choices) - 1);
      terrain_interview_answer (interview, terrain_item_get_ref (item), terrain_choice_get_value (choice), NULL);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      answer_something (interview, child);
    }
}

static void
expand (GtkWidget *widget)
{
  if (GTK_IS_EXPANDER (widget))
    gtk_expander_set_expanded (GTK_EXPANDER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    expand (child);
}

/* The whole of a form, before and after answering, with a second language that goes the other way. */
static void
test_form (gconstpointer data)
{
  const Case *test = data;
  GtkTextDirection direction = begin (test);
  g_autoptr (TerrainInterview) interview = form_support_interview (test->form);
  g_autofree char *language = find_language (interview, test->arabic);
  g_autofree char *other = find_language (interview, !test->arabic);
  GtkWidget *view, *window;

  g_assert_true (terrain_interview_set_language (interview, language, NULL));
  view = terrain_form_view_new_preview (interview);
  window = form_support_show (view, 600, 800);
  terrain_form_items_build_all (
    TERRAIN_FORM_ITEMS (form_support_find_type (view, TERRAIN_TYPE_FORM_ITEMS)));
  form_support_run (200);
  assert_direction (view, direction, "at first");
  terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (view), TRUE);
  answer_something (interview, terrain_interview_get_root_item (interview));
  expand (view);
  form_support_run (200);
  assert_direction (view, direction, "after answers");
  terrain_form_view_set_second_language (TERRAIN_FORM_VIEW (view), other);
  form_support_run (50);
  assert_direction (view, direction, "in two languages");
  /* At any moment. */
  g_assert_true (terrain_interview_set_language (interview, other, NULL));
  form_support_run (100);
  assert_direction (view, direction == GTK_TEXT_DIR_RTL ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL, "after the switch");
  gtk_window_destroy (GTK_WINDOW (window));
  end ();
}

/* Page by page. */
static void
test_pages (gconstpointer data)
{
  const Case *test = data;
  GtkTextDirection direction = begin (test);
  g_autoptr (TerrainInterview) interview = form_support_interview (test->form);
  g_autofree char *language = find_language (interview, test->arabic);
  GtkWidget *view, *window;
  guint n = 0;

  g_assert_true (terrain_interview_set_language (interview, language, NULL));
  view = terrain_page_view_new_preview (interview);
  window = form_support_show (view, 600, 800);
  do
    {
      expand (view);
      form_support_run (30);
      assert_direction (view, direction, terrain_page_view_get_current_ref (TERRAIN_PAGE_VIEW (view)));
      n++;
    }
  while (!terrain_page_view_get_at_end (TERRAIN_PAGE_VIEW (view)) && terrain_page_view_next (TERRAIN_PAGE_VIEW (view)));
  g_assert_cmpuint (n, >, 3);
  gtk_window_destroy (GTK_WINDOW (window));
  end ();
}

typedef struct
{
  GtkWidget *page;
  GtkTextDirection direction;
} Outline;

/* It follows when there is nothing else to do. */
static gboolean
outline_is_turned (gpointer data)
{
  Outline *outline = data;

  return gtk_widget_get_direction (widgets_find_type (outline->page, "TerrainOutlineSection")) == outline->direction;
}

/* What only an interview has: notes, warnings, masked answers, what is kept, the outline, how far it is. */
static void
test_interview (WindowFixture *fixture,
                gconstpointer  data)
{
  const Case *test = data;
  GtkTextDirection direction = begin (test);
  GtkTextDirection other = direction == GTK_TEXT_DIR_RTL ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL;
  g_autoptr (GError) error = NULL;
  TerrainSession *session;
  GtkWidget *page;

  g_settings_set_string (fixture->settings, "form-language", test->arabic ? "ar" : "en");
  window_fixture_start (fixture, "tests/shell/forms/sensitive.xml", "Private visit");
  session = window_fixture_session (fixture);
  page = window_fixture_page (fixture);
  terrain_session_answer (session, "/data/private/ok", "yes", &error);
  terrain_session_mask (session, "/data/private/hurt", &error);
  terrain_session_answer (session, "/data/private/hurt", "yes", &error);
  terrain_session_set_remark (session, "/data/who/name", "at the door", &error);
  terrain_session_answer (session, "/data/who/age", "130", &error);
  g_assert_no_error (error);
  window_fixture_question (fixture, NULL, "/data/private/hurt");
  widgets_run (200);
  g_assert_true (widgets_shows (page, "at the door"));
  g_assert_nonnull (widgets_find_action (page, "question.delete-masked"));
  assert_direction (widgets_find_type (page, "TerrainFormView"), direction, "questions");
  assert_direction (widgets_find_type (page, "TerrainOutlineSection"), direction, "outline");
  assert_direction (widgets_find_type (page, "GtkProgressBar"), direction, "progress");
  /* The program's own things stay the program's. */
  g_assert_cmpint (gtk_widget_get_direction (widgets_find_type (page, "AdwHeaderBar")), ==, other);

  g_assert_true (terrain_session_set_language (session, test->arabic ? "English (en)" : "العربية (ar)", &error));
  widgets_wait (outline_is_turned, &(Outline){ page, other });
  assert_direction (widgets_find_type (page, "TerrainFormView"), other, "questions after the switch");
  assert_direction (widgets_find_type (page, "TerrainOutlineSection"), other, "outline after the switch");
  assert_direction (widgets_find_type (page, "GtkProgressBar"), other, "progress after the switch");
  end ();
}

int
main (int    argc,
      char **argv)
{
  static const Case cases[] = {
    { "controls.xml", FALSE }, { "controls.xml", TRUE }, { "bilingual.xml", FALSE },
    { "bilingual.xml", TRUE }, { "sensitive.xml", FALSE }, { "sensitive.xml", TRUE },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *side = cases[i].arabic ? "arabic" : "latin";
      g_autofree char *form = g_strdup_printf ("/directions/form/%s/%s", side, cases[i].form);
      g_autofree char *pages = g_strdup_printf ("/directions/pages/%s/%s", side, cases[i].form);

      g_test_add_data_func (form, &cases[i], test_form);
      g_test_add_data_func (pages, &cases[i], test_pages);
    }
  g_test_add ("/directions/interview/arabic", WindowFixture, &cases[1], window_fixture_set_up, test_interview,
              window_fixture_tear_down);
  g_test_add ("/directions/interview/latin", WindowFixture, &cases[0], window_fixture_set_up, test_interview,
              window_fixture_tear_down);
  return g_test_run ();
}
