/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "widgets.h"
#include "window-fixture.h"

/* The part of the survey on what happened, in the window that ships (UX-16): which incident it is, and ways to it. */

#define VIC "/data/s_main/s_vic/"

typedef struct
{
  WindowFixture *fixture;
  const char *text;
} Wanted;

static void
answer (WindowFixture *fixture, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (window_fixture_session (fixture), ref, value, &error));
  g_assert_no_error (error);
}

static gboolean
at_survey (gpointer user_data)
{
  WindowFixture *fixture = user_data;

  return window_fixture_session (fixture) && widgets_find_type (window_fixture_page (fixture), "TerrainQuestion");
}

static void
start_form (WindowFixture *fixture, const char *presentation, const char *form)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));

  g_settings_set_string (fixture->settings, "presentation", presentation);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.start-form", "s", form));
  widgets_wait (at_survey, fixture);
  answer (fixture, "/data/s_intro/consent", "1");
}

static void
start (WindowFixture *fixture, const char *presentation)
{
  start_form (fixture, presentation, "gve_person");
  answer (fixture, VIC "g_vic_per/vic_robbery", "1");
  answer (fixture, VIC "g_vic_per/vic_pickpocket", "1");
  answer (fixture, VIC "g_vic_per/vic_insult", "1");
}

static const char *
focused (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  return question ? terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (question))) : NULL;
}

static gboolean
has_focus (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return g_strcmp0 (focused (wanted->fixture), wanted->text) == 0;
}

static gboolean
shows (gpointer user_data)
{
  const Wanted *wanted = user_data;

  return widgets_shows (window_fixture_page (wanted->fixture), wanted->text);
}

static gboolean
shows_no_more (gpointer user_data)
{
  return !shows (user_data);
}

static void
go_to (WindowFixture *fixture, const char *ref)
{
  Wanted wanted = { fixture, ref };

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.go-to", "s", ref));
  widgets_wait (has_focus, &wanted);
}

static void
wait_shown (WindowFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  widgets_wait (shows, &wanted);
}

static void
wait_gone (WindowFixture *fixture, const char *text)
{
  Wanted wanted = { fixture, text };

  widgets_wait (shows_no_more, &wanted);
}

/* Each incident says which it is of how many, and of what kind; when one goes, the others say it anew. */
static void
test_heading (WindowFixture *fixture, gconstpointer presentation)
{
  start (fixture, presentation);
  go_to (fixture, VIC "incident[2]/inc_times");
  wait_shown (fixture, "2 of 3 – Pickpocketing");
  go_to (fixture, VIC "incident[3]/inc_times");
  wait_shown (fixture, "3 of 3 – ");
  go_to (fixture, VIC "incident[2]/inc_times");
  answer (fixture, VIC "g_vic_per/vic_insult", "0");
  wait_shown (fixture, "2 of 2 – Pickpocketing");
  answer (fixture, VIC "g_vic_per/vic_robbery", "0");
  go_to (fixture, VIC "incident[1]/inc_times");
  wait_shown (fixture, "1 of 1 – Pickpocketing");
  wait_gone (fixture, "2 of 2");
}

/* The heading speaks the interview's language. */
static void
test_language (WindowFixture *fixture, gconstpointer presentation)
{
  g_autoptr (GError) error = NULL;

  start (fixture, presentation);
  go_to (fixture, VIC "incident[2]/inc_times");
  wait_shown (fixture, "2 of 3 – Pickpocketing");
  if (!terrain_session_set_language (window_fixture_session (fixture), "nl", &error))
    {
      g_test_skip ("the translations are not beside the tests");
      return;
    }
  wait_shown (fixture, "2 of 3 – Zakkenrollerij");
  wait_gone (fixture, "Pickpocketing");
}

/* From a question far away, and from the review, straight to a question of an incident. */
static void
test_go_to (WindowFixture *fixture, gconstpointer presentation)
{
  start (fixture, presentation);
  go_to (fixture, VIC "incident[3]/g_inc_detail/inc_place");
  go_to (fixture, "/data/s_intro/consent");
  go_to (fixture, VIC "incident[2]/inc_police");
  window_fixture_do (fixture, "win.review");
  widgets_run (200);
  go_to (fixture, VIC "incident[3]/inc_times");
}

/* What is asked, in the order of the form, with the one repeat there is. */
typedef struct
{
  GPtrArray *questions; /* refs */
  guint repeat_at;      /* how many come before it */
  char *repeat;
} Order;

static void
list_order (TerrainItem *item, Order *order)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT)
    {
      g_assert_null (order->repeat);
      order->repeat = g_strdup (terrain_item_get_ref (item));
      order->repeat_at = order->questions->len;
      return;
    }
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && !terrain_item_get_readonly (item))
    g_ptr_array_add (order->questions, g_strdup (terrain_item_get_ref (item)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      list_order (child, order);
    }
}

/* Whether “yes” to the question at @ref makes an incident; then it is as it was. */
static gboolean
makes_incident (WindowFixture *fixture, const Order *order, const char *ref)
{
  TerrainInterview *interview = window_fixture_interview (fixture);
  guint before = terrain_interview_count_instances (interview, order->repeat), after;

  if (*window_fixture_value (fixture, ref) != '\0' || !terrain_session_answer (window_fixture_session (fixture), ref, "1", NULL))
    return FALSE;
  after = terrain_interview_count_instances (interview, order->repeat);
  answer (fixture, ref, "");
  g_assert_cmpuint (terrain_interview_count_instances (interview, order->repeat), ==, before);
  return after > before;
}

/* Whether anything that can be pressed has a name that begins with @verb. */
static gboolean
has_button (GtkWidget *widget, const char *verb)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  const char *tip = GTK_IS_BUTTON (widget) ? gtk_widget_get_tooltip_text (widget) : NULL;
  const char *below = GTK_IS_BUTTON (widget) ? NULL : verb;

  if ((label && g_str_has_prefix (label + (*label == '_'), verb)) || (tip && g_str_has_prefix (tip, verb)))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if ((below && has_button (child, below)) || (!below && GTK_IS_LABEL (child) && gtk_widget_get_mapped (child)
                                                 && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (child)), verb)))
      return TRUE;
  return FALSE;
}

/* UX-12: the questions that make incidents all come before the first question on one, nothing else makes any, and nobody adds
 * or removes one by hand. */
static void
test_screeners (WindowFixture *fixture, gconstpointer form)
{
  g_autoptr (GPtrArray) screeners = g_ptr_array_new ();
  Order order = { .questions = g_ptr_array_new_with_free_func (g_free) };
  TerrainInterview *interview;

  start_form (fixture, "interview", form);
  interview = window_fixture_interview (fixture);
  if (g_str_equal (form, "gve_person"))
    answer (fixture, VIC "g_vic_sens/sens_ok", "1");
  list_order (terrain_interview_get_root_item (interview), &order);
  g_assert_nonnull (order.repeat);
  g_assert_cmpuint (order.repeat_at, <, order.questions->len);
  for (guint i = 0; i < order.questions->len; i++)
    {
      const char *ref = order.questions->pdata[i];

      if (!makes_incident (fixture, &order, ref))
        continue;
      if (i >= order.repeat_at)
        g_error ("%s comes after the incidents, and makes one", ref);
      g_ptr_array_add (screeners, (gpointer) ref);
    }
  g_test_message ("%s: %u screeners", (const char *) form, screeners->len);
  g_assert_cmpuint (screeners->len, >=, 12);

  for (guint i = 0; i < 3; i++)
    answer (fixture, screeners->pdata[i], "1");
  g_assert_cmpuint (terrain_interview_count_instances (interview, order.repeat), ==, 3);

  TerrainItem *repeat = terrain_interview_find_item (interview, order.repeat);
  g_assert_false (terrain_item_get_can_add (repeat));
  g_assert_false (terrain_item_get_can_remove (repeat));
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *ref = g_strdup_printf ("%s[%u]/inc_times", order.repeat, i);

      go_to (fixture, ref);
      g_assert_false (has_button (window_fixture_page (fixture), "Add"));
      g_assert_false (has_button (window_fixture_page (fixture), "Remove"));
      answer (fixture, ref, "2");
      g_assert_cmpuint (terrain_interview_count_instances (interview, order.repeat), ==, 3);
    }
  answer (fixture, screeners->pdata[1], "0");
  g_assert_cmpuint (terrain_interview_count_instances (interview, order.repeat), ==, 2);
  g_ptr_array_unref (order.questions);
  g_free (order.repeat);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);

  static const char *const presentations[] = { "interview", "page" };
  for (guint i = 0; i < G_N_ELEMENTS (presentations); i++)
    {
      g_autofree char *heading = g_strdup_printf ("/incidents/heading/%s", presentations[i]);
      g_autofree char *language = g_strdup_printf ("/incidents/language/%s", presentations[i]);
      g_autofree char *to = g_strdup_printf ("/incidents/go-to/%s", presentations[i]);

      g_test_add (heading, WindowFixture, presentations[i], window_fixture_set_up, test_heading, window_fixture_tear_down);
      g_test_add (language, WindowFixture, presentations[i], window_fixture_set_up, test_language, window_fixture_tear_down);
      g_test_add (to, WindowFixture, presentations[i], window_fixture_set_up, test_go_to, window_fixture_tear_down);
    }
  g_test_add ("/incidents/screeners/gve_person", WindowFixture, "gve_person", window_fixture_set_up, test_screeners,
              window_fixture_tear_down);
  g_test_add ("/incidents/screeners/gve_pro", WindowFixture, "gve_pro", window_fixture_set_up, test_screeners,
              window_fixture_tear_down);
  return g_test_run ();
}
