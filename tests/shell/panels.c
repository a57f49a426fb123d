/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-form-fold.h"
#include "widgets.h"
#include "window-fixture.h"

/* What is folded away at the desk, in the windows that ship: on one screen, opened and closed by a key. */

#define LISA "data/forms/lisa_intake.xml"
#define CORE "/data/k_core/"

static void
set_up (WindowFixture *fixture,
        gconstpointer  language)
{
  window_fixture_set_up_with (fixture, &(WindowOptions){ .width = 1280, .height = 720 });
  if (language)
    g_settings_set_string (fixture->settings, "form-language", language);
}

static gboolean
is_fold (GtkWidget *widget,
         gpointer   data)
{
  TerrainFormPick pick;

  return TERRAIN_IS_FORM_FOLD (widget) && gtk_widget_get_mapped (widget) && terrain_form_pick (widget, &pick)
         && g_str_equal (terrain_item_get_ref (pick.item), data);
}

/* The heading of a group; a form comes together while the main loop is idle. */
static GtkWidget *
fold_of (WindowFixture *fixture,
         const char    *ref)
{
  gint64 until = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  GtkWidget *fold;

  while (!(fold = form_support_find (window_fixture_page (fixture), is_fold, (gpointer) ref))
         && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  if (!fold)
    g_error ("%s is not to be seen on %s", ref, G_OBJECT_TYPE_NAME (window_fixture_page (fixture)));
  return fold;
}

static gboolean
is_folded (WindowFixture *fixture,
           const char    *ref)
{
  return gtk_widget_has_css_class (fold_of (fixture, ref), "folded");
}

static GtkWidget *
focus (WindowFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static const char *
focused (WindowFixture *fixture)
{
  GtkWidget *question = focus (fixture) ? gtk_widget_get_ancestor (focus (fixture), TERRAIN_TYPE_QUESTION) : NULL;

  return question ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))) : NULL;
}

static void
answer (WindowFixture *fixture,
        const char    *ref,
        const char    *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (window_fixture_session (fixture), ref, text, &error));
  g_assert_no_error (error);
}

static void
shot (WindowFixture *fixture,
      const char    *name)
{
  if (!g_getenv ("PANELS_SHOTS"))
    return;
  widgets_run (1500);
  g_autofree char *file = g_strdup_printf ("%s/%s.png", g_getenv ("PANELS_SHOTS"), name);
  widgets_save_png (GTK_WIDGET (fixture->window), file);
}

/* What follows the first of the day keeps where. The form ships in English; Dutch and French are its po files. */
static void
second_record (WindowFixture *fixture)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "po", "forms", NULL);

  terrain_profile_add_po_folder (window_fixture_profile (fixture), folder);
  window_fixture_import (fixture, LISA);
  window_fixture_do_with (fixture, "win.start-form", "lisa_intake");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (100);
  shot (fixture, "first");
  answer (fixture, "/data/k_auto/i_antenna", "gan");
  answer (fixture, CORE "i_lang", "nl");
  answer (fixture, CORE "i_res", "2");
  answer (fixture, CORE "i_cat", "b");
  answer (fixture, CORE "i_out", "1");
  window_fixture_do (fixture, "win.save-next");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (300);
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
}

static guint
count_queued (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, NULL);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((TerrainRecord *) records->pdata[i])->state == TERRAIN_RECORD_QUEUED ? 1 : 0;
  return n;
}

static void
press (const char *const *keys)
{
  for (; *keys; keys++)
    form_support_key (*keys);
}
#define PRESS(...) press ((const char *const[]){ __VA_ARGS__, NULL })

#define NEED_KEYS() \
  G_STMT_START { if (!form_support_have_keys ()) { g_test_skip ("xdotool is not installed"); return; } } G_STMT_END

static void
test_one_screen (WindowFixture *fixture,
                 gconstpointer  language)
{
  graphene_rect_t bounds;

  second_record (fixture);
  shot (fixture, language ? language : "en");
  GtkWidget *view = window_fixture_find (fixture, "TerrainFormView");
  GtkWidget *scroller = widgets_find_type (view, "GtkScrolledWindow");
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  g_assert_true (is_folded (fixture, "/data/k_more"));
  /* Where and how is kept, and read without being opened. */
  g_assert_true (is_folded (fixture, "/data/k_auto"));
  g_assert_nonnull (strstr (terrain_form_fold_get_summary (TERRAIN_FORM_FOLD (fold_of (fixture, "/data/k_auto"))),
                            "Ganshoren"));
  g_test_message ("%g of %g pixels", gtk_adjustment_get_upper (adjustment), gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=, gtk_adjustment_get_page_size (adjustment));
  for (const char *const *ref = (const char *const[]){ CORE "i_lang", CORE "i_res", CORE "i_cat", CORE "i_out", NULL };
       *ref; ref++)
    {
      GtkWidget *question = window_fixture_question (fixture, view, *ref);

      g_assert_true (gtk_widget_compute_bounds (question, scroller, &bounds));
      g_assert_cmpfloat (bounds.origin.y, >=, 0);
      g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=, gtk_widget_get_height (scroller));
    }
}

/* The question with the focus, and the heading of its group, all of them. */
static gboolean
is_in_sight (gpointer data)
{
  WindowFixture *fixture = data;
  GtkWidget *scroller = widgets_find_type (window_fixture_find (fixture, "TerrainFormView"), "GtkScrolledWindow");
  GtkWidget *question = gtk_widget_get_ancestor (focus (fixture), TERRAIN_TYPE_QUESTION);
  GtkWidget *seen[] = { fold_of (fixture, "/data/k_more"), question };
  graphene_rect_t bounds;

  for (guint i = 0; i < G_N_ELEMENTS (seen); i++)
    if (!gtk_widget_compute_bounds (seen[i], scroller, &bounds) || bounds.size.height == 0 || bounds.origin.y < 0
        || bounds.origin.y + bounds.size.height > gtk_widget_get_height (scroller))
      return FALSE;
  return TRUE;
}

/* F4 there and back, from wherever the focus is: after the fourth key it is on the button that saves. */
static void
test_there_and_back (WindowFixture *fixture,
                     gconstpointer  data)
{
  NEED_KEYS ();
  second_record (fixture);
  PRESS ("2", "5", "e", "1");
  GtkWidget *button = focus (fixture);
  g_assert_true (GTK_IS_BUTTON (button));
  g_assert_null (focused (fixture));
  PRESS ("F4");
  g_assert_false (is_folded (fixture, "/data/k_more"));
  g_assert_cmpstr (focused (fixture), ==, "/data/k_more/i_sub");
  widgets_wait (is_in_sight, fixture);
  shot (fixture, "open");
  PRESS ("F4");
  g_assert_true (is_folded (fixture, "/data/k_more"));
  g_assert_true (focus (fixture) == button);

  /* Of no hindrance to saving, and five keys as ever. */
  PRESS ("Return");
  widgets_wait (window_fixture_at_question, fixture);
  g_assert_cmpuint (count_queued (fixture), ==, 2);
  PRESS ("F4");
  g_assert_cmpstr (focused (fixture), ==, "/data/k_more/i_text");
  PRESS ("F4");
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
}

static const char text[] = "where to hand in old paint";

/* The core with a text of 25 letters: four keys, F4, the letters, Enter. */
static void
test_with_text (WindowFixture *fixture,
                gconstpointer  data)
{
  g_autofree char *typed = g_strndup (text, 25);

  NEED_KEYS ();
  second_record (fixture);
  g_autofree char *uuid = g_strdup (terrain_session_get_record_uuid (window_fixture_session (fixture)));
  PRESS ("2", "1", "m", "1", "F4");
  g_assert_cmpstr (focused (fixture), ==, "/data/k_more/i_text");
  form_support_type (typed);
  PRESS ("Return");
  widgets_wait (window_fixture_at_question, fixture);
  g_assert_cmpuint (count_queued (fixture), ==, 2);
  g_assert_cmpstr (terrain_session_get_record_uuid (window_fixture_session (fixture)), !=, uuid);

  /* The next record is the same five keys: folded again. */
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
  g_assert_true (is_folded (fixture, "/data/k_more"));

  /* So is the one that an undo brings back; what is in it is told. */
  PRESS ("ctrl+z");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (200);
  g_assert_cmpstr (terrain_session_get_record_uuid (window_fixture_session (fixture)), ==, uuid);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/k_more/i_text"), ==, typed);
  g_assert_true (is_folded (fixture, "/data/k_more"));
  g_assert_nonnull (strstr (terrain_form_fold_get_summary (TERRAIN_FORM_FOLD (fold_of (fixture, "/data/k_more"))),
                            "4 answered"));
}

static gboolean
more_is_open (gpointer fixture)
{
  return !is_folded (fixture, "/data/k_more");
}

/* A wrong answer in it is seen: it opens, and the review and F8 lead into it. */
static void
test_problem (WindowFixture *fixture,
              gconstpointer  data)
{
  second_record (fixture);
  answer (fixture, "/data/k_more/i_people", "99");
  widgets_wait (more_is_open, fixture);
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
  window_fixture_do (fixture, "win.panel");
  answer (fixture, CORE "i_lang", "nl");
  answer (fixture, CORE "i_res", "2");
  answer (fixture, CORE "i_cat", "b");
  answer (fixture, CORE "i_out", "1");
  widgets_run (200);
  g_assert_true (is_folded (fixture, "/data/k_more"));
  window_fixture_do (fixture, "win.save-next");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_go_to (fixture, "/data/k_more/i_people");
  widgets_wait (window_fixture_at_question, fixture);
  g_assert_false (is_folded (fixture, "/data/k_more"));
  g_assert_cmpstr (focused (fixture), ==, "/data/k_more/i_people");
  window_fixture_do (fixture, "win.fold");
  g_assert_true (is_folded (fixture, "/data/k_more"));
  window_fixture_do (fixture, "win.next-problem");
  g_assert_false (is_folded (fixture, "/data/k_more"));
  g_assert_cmpstr (focused (fixture), ==, "/data/k_more/i_people");
  /* From the outline. */
  window_fixture_do (fixture, "win.fold");
  window_fixture_go_to (fixture, "/data/k_more");
  g_assert_false (is_folded (fixture, "/data/k_more"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(name, func) g_test_add ("/panels/" name, WindowFixture, NULL, set_up, func, window_fixture_tear_down)
  ADD ("one-screen/en", test_one_screen);
  g_test_add ("/panels/one-screen/nl", WindowFixture, "nl", set_up, test_one_screen, window_fixture_tear_down);
  g_test_add ("/panels/one-screen/fr", WindowFixture, "fr", set_up, test_one_screen, window_fixture_tear_down);
  ADD ("there-and-back", test_there_and_back);
  ADD ("with-text", test_with_text);
  ADD ("problem", test_problem);
#undef ADD
  return g_test_run ();
}
