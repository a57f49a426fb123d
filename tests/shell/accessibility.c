/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-choice-row.h"
#include "terrain-outline-section.h"
#include "widgets.h"
#include "window-fixture.h"

/* Requirements in a whole window, as far as they can be seen in process; assistive.py and keyboard.py have
 * what only AT-SPI shows. The table in README.md says which test shows which. */

static void
start (WindowFixture *fixture)
{
  window_fixture_start (fixture, "tests/shell/forms/controls.xml", "Controls");
}

static GtkWidget *
question (WindowFixture *fixture,
          const char    *ref)
{
  window_fixture_go_to (fixture, ref);
  return window_fixture_question (fixture, NULL, ref);
}

static void
collect (GtkWidget  *widget,
         const char *type_name,
         GPtrArray  *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (strcmp (G_OBJECT_TYPE_NAME (widget), type_name) == 0)
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    collect (child, type_name, found);
}

/* (transfer container): the mapped widgets of a type below @top */
static GPtrArray *
list (GtkWidget  *top,
      const char *type_name)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (top, type_name, found);
  return found;
}

/* one group with the question's name; each answer says which of how many it is. */
static void
test_position (WindowFixture *fixture,
               gconstpointer  data)
{
  start (fixture);
  GtkWidget *asked = question (fixture, "/data/c/one");
  g_autoptr (GPtrArray) rows = list (asked, "TerrainChoiceRow");
  GtkWidget *group = gtk_widget_get_parent (rows->pdata[0]);

  g_assert_cmpuint (rows->len, >=, 3);
  while (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (group)) != GTK_ACCESSIBLE_ROLE_RADIO_GROUP)
    {
      g_assert_true (group != asked);
      group = gtk_widget_get_parent (group);
    }
  g_assert_true (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_RELATION_LABELLED_BY)
                 || gtk_test_accessible_has_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL));
  for (guint i = 0; i < rows->len; i++)
    {
      GtkAccessible *row = GTK_ACCESSIBLE (rows->pdata[i]);

      g_assert_cmpint (gtk_accessible_get_accessible_role (row), ==, GTK_ACCESSIBLE_ROLE_RADIO);
      g_assert_null (gtk_test_accessible_check_relation (row, GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) i + 1));
      g_assert_null (gtk_test_accessible_check_relation (row, GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) rows->len));
    }
}

/* a letter or a figure typed in a text is that, whatever answers it stands for elsewhere. */
static void
test_single_keys (WindowFixture *fixture,
                  gconstpointer  data)
{
  if (!form_support_have_keys ())
    {
      g_test_skip ("needs xdotool");
      return;
    }
  start (fixture);
  question (fixture, "/data/a/text");
  g_autoptr (GBytes) before = terrain_interview_save (window_fixture_interview (fixture));
  form_support_type ("a1b2");
  widgets_run (500);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/a/text"), ==, "a1b2");
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/a/text", "", NULL));
  g_autoptr (GBytes) after = terrain_interview_save (window_fixture_interview (fixture));
  g_assert_true (g_bytes_equal (before, after));
}

typedef struct
{
  const char *presentation;
  int percent;
  int width;
} Narrow;

/* */
static const Narrow narrow_interview = { "interview", 100, 320 };
static const Narrow narrow_page = { "page", 100, 320 };
static const Narrow large_interview = { "interview", 200, 360 };
static const Narrow large_page = { "page", 200, 360 };

static void
set_up_narrow (WindowFixture *fixture,
               gconstpointer  data)
{
  const Narrow *narrow = data;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", narrow->percent * 96 * 1024 / 100, NULL);
  window_fixture_set_up_with (fixture, &(WindowOptions){ .width = narrow->width, .height = 480 });
}

/* Nothing is to be scrolled sideways; the window is as narrow as it was made. */
static void
test_sideways (WindowFixture *fixture,
               gconstpointer  data)
{
  const Narrow *narrow = data;

  g_settings_set_string (fixture->settings, "presentation", narrow->presentation);
  start (fixture);
  widgets_run (300);
  for (const char *const *ref = (const char *const[]){ "/data/a/text", "/data/b/date", "/data/c/one", "/data/c/long", NULL };
       *ref; ref++)
    {
      g_test_message ("%s", *ref);
      GtkWidget *asked = question (fixture, *ref);
      GtkWidget *scroller = gtk_widget_get_ancestor (asked, GTK_TYPE_SCROLLED_WINDOW);
      GtkAdjustment *sideways = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));

      g_test_message ("%s: %.0f of %.0f", *ref, gtk_adjustment_get_page_size (sideways), gtk_adjustment_get_upper (sideways));
      g_assert_cmpfloat (gtk_adjustment_get_upper (sideways), <=, gtk_adjustment_get_page_size (sideways) + 1);
      /* All of its width is within what is seen. */
      g_assert_cmpint (gtk_widget_get_width (asked), <=, gtk_widget_get_width (scroller));
      g_assert_cmpint (gtk_widget_get_width (window_fixture_page (fixture)), <=, narrow->width);
    }
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
}

/* what is wrong is told in words at the field, which has it as its description, and the focus stays. */
static void
test_error (WindowFixture *fixture,
            gconstpointer  data)
{
  start (fixture);
  GtkWidget *asked = question (fixture, "/data/a/int");
  GtkWidget *field = widgets_find_type (asked, "GtkText");

  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (field), "12x");
  window_fixture_wait_for_page_text (fixture, "“12x” is not a whole number");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == field);
  GtkAccessible *entry = GTK_ACCESSIBLE (widgets_find_type (asked, "GtkEntry"));
  g_assert_null (gtk_test_accessible_check_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE));
  g_assert_true (gtk_test_accessible_has_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_true (gtk_test_accessible_has_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE));
}

/* "Saved" is a status, which assistive technology tells without the focus. */
static void
test_status (WindowFixture *fixture,
             gconstpointer  data)
{
  start (fixture);
  window_fixture_type (fixture, "/data/a/text", "Bourse");
  widgets_run (300);
  GtkWidget *saved = window_fixture_find (fixture, "TerrainSaveIndicator");
  g_assert_nonnull (saved);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (saved)), ==, GTK_ACCESSIBLE_ROLE_STATUS);
  g_assert_true (widgets_shows (saved, "Saved"));
}

/* an answer moves nothing: not the focus, not the page, not what is read. */
static void
test_no_move (WindowFixture *fixture,
              gconstpointer  presentation)
{
  g_settings_set_string (fixture->settings, "presentation", presentation);
  start (fixture);
  GtkWidget *asked = question (fixture, "/data/c/one");
  g_autoptr (GPtrArray) rows = list (asked, "TerrainChoiceRow");
  double before, after;

  gtk_widget_grab_focus (rows->pdata[1]);
  /* What is above is built by and by. */
  widgets_run (1000);
  gtk_widget_translate_coordinates (asked, GTK_WIDGET (fixture->window), 0, 0, NULL, &before);
  g_assert_true (gtk_widget_activate_action (rows->pdata[1], "choice.choose", NULL));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/c/one"), !=, "");
  widgets_run (800);
  g_assert_true (window_fixture_question (fixture, NULL, "/data/c/one") == asked);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == rows->pdata[1]);
  gtk_widget_translate_coordinates (asked, GTK_WIDGET (fixture->window), 0, 0, NULL, &after);
  g_test_message ("from %.0f to %.0f", before, after);
  /* Less than a line: the answer with the focus is kept within what is seen. */
  g_assert_cmpfloat_with_epsilon (before, after, 24);
}

/* lying and standing: the window takes either shape, and the question is in sight. */
static void
test_shapes (WindowFixture *fixture,
             gconstpointer  data)
{
  static const int shapes[][2] = { { 480, 860 }, { 1000, 480 } };

  start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      GtkWidget *page = window_fixture_page (fixture);
      int width, height;

      gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (page, GTK_ORIENTATION_VERTICAL, shapes[i][0], &height, NULL, NULL, NULL);
      g_test_message ("%d × %d takes %d × %d", shapes[i][0], shapes[i][1], width, height);
      g_assert_cmpint (width, <=, shapes[i][0]);
      g_assert_cmpint (height, <=, shapes[i][1]);
    }
}

static gboolean
has_words (GtkWidget *widget)
{
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/* Words of its own, none because it only adorns, or within something that has a name. */
static gboolean
is_told (GtkWidget *image)
{
  if (has_words (image) || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (image)) == GTK_ACCESSIBLE_ROLE_PRESENTATION)
    return TRUE;
  for (GtkWidget *at = gtk_widget_get_parent (image); at; at = gtk_widget_get_parent (at))
    if (GTK_IS_BUTTON (at) || GTK_IS_ENTRY (at) || GTK_IS_TEXT (at) || GTK_IS_LIST_BOX_ROW (at) || GTK_IS_EXPANDER (at)
        || GTK_IS_MENU_BUTTON (at) || GTK_IS_SEARCH_ENTRY (at))
      return has_words (at) || widgets_shows (at, "") || gtk_widget_get_tooltip_text (at) != NULL;
    else if (has_words (at))
      return TRUE;
  return FALSE;
}

/* every picture and icon that is no adornment has words. */
static void
test_icons (WindowFixture *fixture,
            gconstpointer  data)
{
  static const char *const types[] = { "GtkImage", "GtkPicture" };

  start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) images = list (GTK_WIDGET (fixture->window), types[i]);

      for (guint j = 0; j < images->len; j++)
        if (!is_told (images->pdata[j]))
          {
            GtkWidget *parent = gtk_widget_get_parent (images->pdata[j]);

            g_test_message ("a %s “%s” in a %s in a %s has no words", types[i],
                            GTK_IS_IMAGE (images->pdata[j]) ? gtk_image_get_icon_name (images->pdata[j]) : "",
                            G_OBJECT_TYPE_NAME (parent), G_OBJECT_TYPE_NAME (gtk_widget_get_parent (parent)));
            g_test_fail ();
          }
    }
}

/* Rows and fields; buttons have a label and a name that says more. */
static void
list_twice (GtkWidget *widget,
            GString   *lines)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (!GTK_IS_BUTTON (widget)
      && gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
      && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    g_string_append_printf (lines, "%s in %s\n", G_OBJECT_TYPE_NAME (widget),
                            G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    list_twice (child, lines);
}

static void
assert_read_once (WindowFixture *fixture,
                  const char    *where)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  list_twice (GTK_WIDGET (fixture->window), lines);
  if (lines->len > 0)
    {
      g_test_message ("%s: %s", where, lines->str);
      g_test_fail ();
    }
}

/* a name is read once. GTK 4.8 reads the label's text and the label given as words, one after the other. */
static void
test_read_once (WindowFixture *fixture,
                gconstpointer  data)
{
  start (fixture);
  window_fixture_type (fixture, "/data/a/text", "Bourse");
  assert_read_once (fixture, "interview");
  window_fixture_do (fixture, "win.review");
  widgets_run (300);
  assert_read_once (fixture, "review");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
  widgets_run (500);
  assert_read_once (fixture, "home");
  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_run (500);
  assert_read_once (fixture, "records");
}

/* UX-07: from any page any section is two actions away: the outline, and the section in it. */
static void
test_sections (WindowFixture *fixture,
               gconstpointer  presentation)
{
  g_settings_set_string (fixture->settings, "presentation", presentation);
  start (fixture);
  window_fixture_do (fixture, "win.outline");
  widgets_run (100);
  g_autoptr (GPtrArray) sections = list (window_fixture_page (fixture), "TerrainOutlineSection");
  guint n = sections->len, n_reached = 0;

  g_assert_cmpuint (n, >=, 3);
  for (guint i = 0; i < 2 * n; i++)
    {
      /* To the last, the first, the last but one …: from far away as well. */
      guint row = i % 2 ? i / 2 : n - 1 - i / 2;
      window_fixture_do (fixture, "win.outline");
      widgets_run (50);
      g_autoptr (GPtrArray) shown = list (window_fixture_page (fixture), "TerrainOutlineSection");
      g_assert_cmpuint (shown->len, ==, n);
      TerrainItem *wanted = terrain_outline_section_get_item (shown->pdata[row]);
      widgets_activate (gtk_widget_get_ancestor (shown->pdata[row], GTK_TYPE_LIST_BOX_ROW));
      widgets_run (150);
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
      GtkWidget *asked = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;
      /* A page that only tells something has nothing to focus. */
      if (asked)
        g_assert_true (terrain_form_find_section (terrain_question_get_item (TERRAIN_QUESTION (asked))) == wanted);
      n_reached += asked ? 1 : 0;
    }
  g_assert_cmpuint (n_reached, >=, n);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  window_fixture_add ("/accessibility/position", NULL, test_position);
  window_fixture_add ("/accessibility/single-keys", NULL, test_single_keys);
  window_fixture_add ("/accessibility/error", NULL, test_error);
  window_fixture_add ("/accessibility/status", NULL, test_status);
  window_fixture_add ("/accessibility/no-move/interview", "interview", test_no_move);
  window_fixture_add ("/accessibility/no-move/page", "page", test_no_move);
  window_fixture_add ("/accessibility/shapes", NULL, test_shapes);
  window_fixture_add ("/accessibility/icons", NULL, test_icons);
  window_fixture_add ("/accessibility/read-once", NULL, test_read_once);
  window_fixture_add ("/accessibility/sections/interview", "interview", test_sections);
  window_fixture_add ("/accessibility/sections/page", "page", test_sections);
#define ADD(path, narrow) \
  g_test_add ("/accessibility/sideways/" path, WindowFixture, narrow, set_up_narrow, test_sideways, window_fixture_tear_down)
  ADD ("interview", &narrow_interview);
  ADD ("page", &narrow_page);
  ADD ("large/interview", &large_interview);
  ADD ("large/page", &large_page);
#undef ADD
  return g_test_run ();
}
