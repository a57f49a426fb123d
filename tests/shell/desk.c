/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "plausible.h"
#include "widgets.h"
#include "window-fixture.h"

/* The desk: one record after the other by as few keys as there are answers, in the windows that ship. */

#define LISA "data/forms/lisa_intake.xml"
#define CORE "/data/k_core/"

static void
set_up (WindowFixture *fixture,
        gconstpointer  folder)
{
  window_fixture_set_up_with (fixture, &(WindowOptions){ .folder = folder });
}

static void
start (WindowFixture *fixture,
       const char    *form_id)
{
  window_fixture_do_with (fixture, "win.start-form", form_id);
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (100);
}

static const char *
focused (WindowFixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

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

static guint
count (WindowFixture      *fixture,
       TerrainRecordState  state)
{
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, NULL);
  guint n = 0;

  for (guint i = 0; i < records->len; i++)
    n += ((TerrainRecord *) records->pdata[i])->state == state;
  return n;
}

/* The first of the day also says where: what follows keeps it. */
static void
first_record (WindowFixture *fixture)
{
  window_fixture_import (fixture, LISA);
  start (fixture, "lisa_intake");
  g_assert_cmpstr (focused (fixture), ==, "/data/k_auto/i_antenna");
  answer (fixture, "/data/k_auto/i_antenna", "gan");
  answer (fixture, "/data/k_auto/i_channel", "phone");
  answer (fixture, CORE "i_lang", "nl");
  answer (fixture, CORE "i_res", "2");
  answer (fixture, CORE "i_cat", "b");
  answer (fixture, CORE "i_out", "1");
  window_fixture_do (fixture, "win.save-next");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (200);
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 1);
}

/* UX-19 */
static void
test_five_keys (WindowFixture *fixture,
                gconstpointer  data)
{
  /* Five, and no more. */
  static const char *const keys[] = { "2", "5", "e", "1", "Return" };
  g_autofree char *uuid = NULL;

  if (!form_support_have_keys ())
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  first_record (fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/k_auto/i_antenna"), ==, "gan");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/k_auto/i_channel"), ==, "phone");
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
  uuid = g_strdup (terrain_session_get_record_uuid (window_fixture_session (fixture)));

  for (guint i = 0; i < 4; i++)
    form_support_key (keys[i]);
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_lang"), ==, "nl");
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_res"), ==, "5");
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_cat"), ==, "e");
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_out"), ==, "1");
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 1);
  form_support_key (keys[4]);
  widgets_wait (window_fixture_at_question, fixture);

  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 2);
  g_assert_cmpstr (terrain_session_get_record_uuid (window_fixture_session (fixture)), !=, uuid);
  g_assert_cmpstr (focused (fixture), ==, CORE "i_lang");
  g_assert_true (widgets_shows (GTK_WIDGET (fixture->window), "Parking and mobility"));
  /* Who asked, about what, and what came of it is never carried over (UX-21). */
  for (const char *const *ref = (const char *const[]){ CORE "i_lang", CORE "i_res", CORE "i_cat", CORE "i_out", NULL };
       *ref != NULL; ref++)
    g_assert_cmpstr (window_fixture_value (fixture, *ref), ==, "");
}

/* UX-20: Ctrl+Z on the fresh record brings the last one back; the fresh one leaves nothing behind. */
static void
test_undo (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *uuid = NULL;

  if (!form_support_have_keys ())
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  first_record (fixture);
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, NULL);
  for (guint i = 0; i < records->len; i++)
    if (((TerrainRecord *) records->pdata[i])->state == TERRAIN_RECORD_QUEUED)
      uuid = g_strdup (((TerrainRecord *) records->pdata[i])->uuid);

  form_support_key ("ctrl+z");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (200);
  g_assert_cmpstr (terrain_session_get_record_uuid (window_fixture_session (fixture)), ==, uuid);
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_cat"), ==, "b");
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 0);
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_DRAFT), ==, 1);

  /* Put right and saved again it is still one record. */
  answer (fixture, CORE "i_cat", "c");
  form_support_key ("ctrl+Return");
  widgets_wait (window_fixture_at_question, fixture);
  widgets_run (200);
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 1);
  /* With something answered, Ctrl+Z takes that back, and nothing else. */
  form_support_key ("1");
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_lang"), ==, "fr");
  form_support_key ("ctrl+z");
  g_assert_cmpstr (window_fixture_value (fixture, CORE "i_lang"), ==, "");
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 1);
}

/* What lacks something is not saved: the review says what. */
static void
test_not_ready (WindowFixture *fixture,
                gconstpointer  data)
{
  window_fixture_import (fixture, LISA);
  start (fixture, "lisa_intake");
  answer (fixture, CORE "i_lang", "nl");
  window_fixture_do (fixture, "win.save-next");
  widgets_run (300);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainReviewPage");
  g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, 0);
}

/* The switch is remembered for the form; off, a record ends on the review as any other. */
static void
test_switch (WindowFixture *fixture,
             gconstpointer  data)
{
  window_fixture_import (fixture, LISA);
  start (fixture, "lisa_intake");
  g_assert_nonnull (widgets_find_text (window_fixture_page (fixture), "GtkButton", "Save and Next"));
  GtkWidget *inside = gtk_widget_get_first_child (window_fixture_page (fixture));
  g_assert_true (gtk_widget_activate_action (inside, "serial.on", NULL));
  widgets_run (20);
  g_assert_null (widgets_find_text (window_fixture_page (fixture), "GtkButton", "Save and Next"));
  g_assert_nonnull (widgets_find_text (window_fixture_page (fixture), "GtkButton", "Review"));
  g_auto (GStrv) forms = g_settings_get_strv (fixture->settings, "serial-forms");
  g_assert_cmpuint (g_strv_length (forms), ==, 0);
  answer (fixture, "/data/k_auto/i_antenna", "gan");
  answer (fixture, CORE "i_lang", "nl");
  answer (fixture, CORE "i_res", "2");
  answer (fixture, CORE "i_cat", "b");
  answer (fixture, CORE "i_out", "1");
  window_fixture_do (fixture, "win.save-next");
  widgets_run (300);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (window_fixture_page (fixture)), ==, "TerrainReviewPage");
}

static GtkWidget *
focus_question (WindowFixture *fixture,
                const char    *ref)
{
  window_fixture_do_with (fixture, "win.go-to", ref);
  widgets_run (100);
  g_assert_cmpstr (focused (fixture), ==, ref);
  return gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), TERRAIN_TYPE_QUESTION);
}

static gboolean
is_kept (WindowFixture *fixture,
         const char    *ref)
{
  TerrainInterview *interview = window_fixture_interview (fixture);

  return terrain_session_is_kept (window_fixture_session (fixture), terrain_interview_find_item (interview, ref));
}

/* UX-21: marked with words, cleared by one key, and still so where the draft goes on another day. */
static void
test_kept (WindowFixture *fixture,
           gconstpointer  data)
{
  if (!form_support_have_keys ())
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  first_record (fixture);
  GtkWidget *channel = focus_question (fixture, "/data/k_auto/i_channel");
  g_assert_true (widgets_shows (channel, "Kept from the last record"));
  g_assert_false (widgets_shows (focus_question (fixture, CORE "i_lang"), "Kept from the last record"));

  GtkWidget *antenna = focus_question (fixture, "/data/k_auto/i_antenna");
  g_assert_true (widgets_shows (antenna, "Kept from the last record"));
  /* To look at: DESK_SHOTS=FOLDER. */
  if (g_getenv ("DESK_SHOTS"))
    {
      g_autofree char *file = g_build_filename (g_getenv ("DESK_SHOTS"), "kept.png", NULL);
      widgets_save_png (GTK_WIDGET (fixture->window), file);
    }
  form_support_key ("ctrl+BackSpace");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/k_auto/i_antenna"), ==, "");
  g_assert_false (widgets_shows (antenna, "Kept from the last record"));
  g_assert_cmpstr (focused (fixture), ==, "/data/k_auto/i_antenna");
  form_support_key ("ctrl+z");
  g_assert_cmpstr (window_fixture_value (fixture, "/data/k_auto/i_antenna"), ==, "gan");
  g_assert_true (widgets_shows (antenna, "Kept from the last record"));

  /* Another answer is the person's own; what was not touched stays marked. */
  answer (fixture, "/data/k_auto/i_antenna", "ixl");
  g_autofree char *uuid = g_strdup (terrain_session_get_record_uuid (window_fixture_session (fixture)));
  window_fixture_do (fixture, "win.keep-draft");
  widgets_run (300);
  window_fixture_do_with (fixture, "win.resume", uuid);
  widgets_wait (window_fixture_at_question, fixture);
  g_assert_false (is_kept (fixture, "/data/k_auto/i_antenna"));
  g_assert_true (is_kept (fixture, "/data/k_auto/i_channel"));
  /* A value that is the form's, not the last record's, is not marked. */
  g_assert_false (is_kept (fixture, "/data/k_auto/i_when"));
}

static GtkWidget *
found_list (GtkWidget *question)
{
  return widgets_find_type (question, "GtkListView");
}

/* The first that the list offers, having typed @text. */
static char *
first_found (GtkWidget  *question,
             const char *text)
{
  GtkWidget *entry = widgets_find_type (question, "GtkText");

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  widgets_run (50);
  g_autoptr (GObject) selection = g_object_ref (G_OBJECT (gtk_list_view_get_model (GTK_LIST_VIEW (found_list (question)))));
  g_autoptr (TerrainChoice) choice = g_list_model_get_item (G_LIST_MODEL (selection), 0);
  return choice ? g_strdup (terrain_choice_get_value (choice)) : NULL;
}

/* UX-22: a street found by its name in either language, without its accents, with 6,000 to choose from, the ones chosen
 * lately first. */
static void
test_streets (WindowFixture *fixture,
              gconstpointer  data)
{
  GString *xml = g_string_new ("<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
                               "<h:head><h:title>Streets</h:title><model><instance><data id='streets'><s/></data>"
                               "</instance><instance id='list'><root>");

  g_string_append (xml, "<item><name>brouckere</name><label>De Brouckère</label><label_fr>Place De Brouckère</label_fr>"
                        "<label_nl>De Brouckèreplein</label_nl></item>"
                        "<item><name>namur</name><label>Porte de Namur</label><label_fr>Porte de Namur</label_fr>"
                        "<label_nl>Naamsepoort</label_nl></item>");
  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (xml, "<item><name>s%u</name><label>Rue de la Station %u</label><label_fr>Rue de la Station %u"
                                 "</label_fr><label_nl>Stationsstraat %u</label_nl></item>", i, i, i, i);
  g_string_append (xml, "</root></instance><bind nodeset='/data/s' type='string'/></model></h:head><h:body>"
                        "<select1 ref='/data/s' appearance='search'><label>Street</label>"
                        "<itemset nodeset=\"instance('list')/root/item\"><value ref='name'/><label ref='label'/></itemset>"
                        "</select1></h:body></h:html>");
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (xml);
  g_autoptr (GError) error = NULL;
  g_assert_true (terrain_profile_import_form (window_fixture_profile (fixture), bytes, "", NULL, NULL,
                                              &error));
  g_assert_no_error (error);
  start (fixture, "streets");

  GtkWidget *question = focus_question (fixture, "/data/s");
  widgets_run (200);
  g_autofree char *slip = first_found (question, "bruckere");
  g_autofree char *dutch = first_found (question, "naamse");
  g_autofree char *french = first_found (question, "PORTE DE NA");
  g_autofree char *other = first_found (question, "stationsstraat 4711");
  g_assert_cmpstr (slip, ==, "brouckere");
  g_assert_cmpstr (dutch, ==, "namur");
  g_assert_cmpstr (french, ==, "namur");
  g_assert_cmpstr (other, ==, "s4711");

  /* Chosen once, it comes first among those that fit as well. */
  g_autofree char *before = first_found (question, "station");
  g_assert_cmpstr (before, ==, "s0");
  first_found (question, "stationsstraat 4711");
  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
  g_assert_cmpstr (window_fixture_value (fixture, "/data/s"), ==, "s4711");
  widgets_run (100);
  g_autofree char *recent = terrain_store_get_setting (window_fixture_store (fixture), "recent/streets/data/s", NULL);
  g_assert_cmpstr (recent, ==, "s4711");
  window_fixture_do (fixture, "win.keep-draft");
  widgets_run (100);
  start (fixture, "streets");
  question = focus_question (fixture, "/data/s");
  g_autofree char *after = first_found (question, "station");
  g_assert_cmpstr (after, ==, "s4711");
}

static void
list_kept (TerrainItem *item,
           GPtrArray   *names)
{
  TerrainControl *control = terrain_item_get_control (item);

  if (control && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_control_reads_last_saved (control))
    g_ptr_array_add (names, g_strdup (strrchr (terrain_control_get_ref (control), '/') + 1));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      list_kept (child, names);
    }
}

/* UX-21: of all forms that ship, what is carried over is where and by whom the work is done, never what somebody asked,
 * what came of it, or who it was. */
static void
test_never_kept (void)
{
  static const char *const may[] = { "i_antenna", "i_channel", "n_antenna", "t_antenna", "c_org", "c_round", "c_workers",
                                     "c_place", "c_station", "c_zone", "c_muni", "c_quarter", "c_street", NULL };
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".xml"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (TerrainInterview) interview = form_support_interview (path);
        list_kept (terrain_interview_get_root_item (interview), names);
      }
  g_assert_cmpuint (names->len, ==, g_strv_length ((char **) may));
  for (guint i = 0; i < names->len; i++)
    g_assert_true (g_strv_contains (may, names->pdata[i]));
}

static TerrainItem *
find_named (TerrainItem *item,
            const char  *name)
{
  TerrainControl *control = terrain_item_get_control (item);

  if (control && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION
      && g_str_equal (strrchr (terrain_control_get_ref (control), '/') + 1, name))
    return item;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      TerrainItem *found = find_named (child, name);
      if (found)
        return found;
    }
  return NULL;
}

static TerrainItem *
item_named (WindowFixture *fixture,
            const char    *name)
{
  TerrainItem *item = find_named (terrain_interview_get_root_item (window_fixture_interview (fixture)), name);

  g_assert_nonnull (item);
  return item;
}

static void
answer_named (WindowFixture *fixture,
              const char    *name,
              const char    *text)
{
  answer (fixture, terrain_item_get_ref (item_named (fixture, name)), text);
}

/* What somebody could say, the first choice where there are any; another where that is refused. */
static void
answer_somehow (WindowFixture *fixture,
                TerrainItem   *item)
{
  g_autofree char *ref = g_strdup (terrain_item_get_ref (item));
  GListModel *choices = terrain_item_get_choices (item);
  const char *const *texts = choices ? NULL : plausible_answers (terrain_item_get_control (item));

  for (guint i = 0; choices ? i < g_list_model_get_n_items (choices) : texts[i] != NULL; i++)
    {
      g_autoptr (TerrainChoice) choice = choices ? g_list_model_get_item (choices, i) : NULL;
      const char *text = choice ? terrain_choice_get_value (choice) : texts[i];

      if (terrain_session_answer (window_fixture_session (fixture), ref, text, NULL)
          && terrain_item_get_valid (terrain_interview_find_item (window_fixture_interview (fixture), ref)))
        return;
    }
  /* Dates that count from today. */
  for (int days = 0; !choices && days <= 60; days += 30)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GDateTime) then = g_date_time_add_days (now, days);
      g_autofree char *text = g_date_time_format (then, "%Y-%m-%d");

      if (terrain_session_answer (window_fixture_session (fixture), ref, text, NULL)
          && terrain_item_get_valid (terrain_interview_find_item (window_fixture_interview (fixture), ref)))
        return;
    }
  g_test_message ("%s takes no answer", ref);
  g_assert_not_reached ();
}

static void
answer_what_is_missing (WindowFixture *fixture)
{
  for (guint i = 0; i < 400; i++)
    {
      g_autoptr (GPtrArray) problems = terrain_interview_validate (window_fixture_interview (fixture));

      if (problems->len == 0)
        return;
      answer_somehow (fixture, terrain_interview_find_item (window_fixture_interview (fixture),
                                                            ((TerrainProblem *) problems->pdata[0])->ref));
    }
  g_assert_not_reached ();
}

static void
start_gve (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));

  g_assert_false (issues && terrain_issue_list_has_errors (issues));
  start (fixture, "gve_person");
  answer_what_is_missing (fixture);
  answer_named (fixture, "live_where", "bcr");
  answer_what_is_missing (fixture);
}

/* UX-12: what the screener says makes the instances, and takes them away; nobody adds or removes one by hand. */
static void
test_incidents (WindowFixture *fixture,
                gconstpointer  data)
{
  static const char *const screeners[] = { "vic_burglary", "vic_robbery", "vic_pickpocket", "vic_insult", NULL };

  start_gve (fixture);
  for (guint i = 0; screeners[i]; i++)
    answer_named (fixture, screeners[i], i == 0 ? "0" : "1");
  for (const char *const *name = (const char *const[]){ "vic_att_burglary", "vic_vandal", "vic_car_theft", "vic_from_car",
                                                        "vic_bike_theft", "vic_assault", "vic_threat", "vic_harass",
                                                        "vic_discr", "vic_hitrun", "vic_fraud", "vic_hacking", NULL };
       *name; name++)
    answer_named (fixture, *name, "0");
  answer_named (fixture, "sens_ok", "0");
  answer_what_is_missing (fixture);

  TerrainItem *type = item_named (fixture, "inc_type");
  TerrainItem *repeat = terrain_item_get_parent (terrain_item_get_parent (type));
  g_assert_cmpint (terrain_item_get_kind (repeat), ==, TERRAIN_ITEM_REPEAT);
  TerrainInterview *interview = window_fixture_interview (fixture);
  g_assert_cmpuint (terrain_interview_count_instances (interview, terrain_item_get_ref (repeat)), ==, 3);
  g_assert_false (terrain_item_get_can_add (repeat));
  g_assert_false (terrain_item_get_can_remove (repeat));
  answer_named (fixture, "vic_robbery", "0");
  widgets_run (300);
  g_assert_cmpuint (terrain_interview_count_instances (interview, terrain_item_get_ref (repeat)), ==, 2);
}

/* UX-10: an earlier answer changed: what is then not asked any more is kept, counted, and dropped at the end. */
static void
test_dropped (WindowFixture *fixture,
              gconstpointer  data)
{
  start_gve (fixture);
  guint before = terrain_interview_count_dropped (window_fixture_interview (fixture));
  answer_named (fixture, "res_since", "1");
  answer_named (fixture, "live_where", "be");
  g_assert_cmpuint (terrain_interview_count_dropped (window_fixture_interview (fixture)), >, before);
  answer_what_is_missing (fixture);
  window_fixture_do (fixture, "win.review");
  widgets_run (600);
  g_assert_true (widgets_shows (window_fixture_page (fixture), "will be left out"));
  answer_named (fixture, "live_where", "bcr");
  g_assert_cmpstr (terrain_item_get_value (item_named (fixture, "res_since")), ==, "1");
}

/* UX-06: ten screens back and forward again, and the record is what it was. */
static void
test_back (WindowFixture *fixture,
           gconstpointer  data)
{
  g_settings_set_string (fixture->settings, "presentation", "page");
  start_gve (fixture);
  window_fixture_do_with (fixture, "win.go-to", terrain_item_get_ref (item_named (fixture, "vic_robbery")));
  widgets_run (100);
  g_autoptr (GBytes) before = terrain_interview_save (window_fixture_interview (fixture));
  g_autofree char *at = g_strdup (focused (fixture));
  for (guint i = 0; i < 20; i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                                                 i < 10 ? "win.previous-section" : "win.next-section", NULL));
      widgets_run (30);
      if (i == 9)
        g_assert_cmpstr (focused (fixture), !=, at);
    }
  g_assert_cmpstr (focused (fixture), ==, at);
  g_autoptr (GBytes) after = terrain_interview_save (window_fixture_interview (fixture));
  g_assert_true (g_bytes_equal (before, after));
  g_settings_reset (fixture->settings, "presentation");
}

/* UX-25: each form that ships, from opening to queued; nothing spins. Run without any network as well (shell-offline). */
static void
test_every_form (WindowFixture *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture->workspace, g_getenv ("TERRAIN_BUILD"));
  g_autoptr (GPtrArray) forms = terrain_store_list_forms (window_fixture_store (fixture), NULL);

  g_settings_set_strv (fixture->settings, "serial-forms", (const char *const[]){ NULL });
  g_assert_cmpuint (forms->len, >=, 13);
  for (guint i = 0; i < forms->len; i++)
    {
      const char *form_id = ((TerrainStoredForm *) forms->pdata[i])->id;

      start (fixture, form_id);
      answer_what_is_missing (fixture);
      window_fixture_do (fixture, "win.review");
      widgets_run (50);
      g_assert_null (widgets_find_type (GTK_WIDGET (fixture->window), "GtkSpinner"));
      window_fixture_do (fixture, "win.complete");
      widgets_run (50);
      g_assert_null (window_fixture_session (fixture));
      g_assert_cmpuint (count (fixture, TERRAIN_RECORD_QUEUED), ==, i + 1);
    }
}

static void
assert_no_slider (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  g_assert_true (control == NULL || terrain_control_get_kind (control) != TERRAIN_CONTROL_RANGE);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (item)); i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      assert_no_slider (child);
    }
}

/* UX-37: scales are choices. What a form from elsewhere makes a slider can be typed as well (form/controls/range). */
static void
test_no_slider (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir))
    if (g_str_has_suffix (name, ".xml"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (TerrainInterview) interview = form_support_interview (path);
        assert_no_slider (terrain_interview_get_root_item (interview));
      }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define ADD(name, func) g_test_add ("/desk/" name, WindowFixture, NULL, set_up, func, window_fixture_tear_down)
  ADD ("five-keys", test_five_keys);
  ADD ("undo", test_undo);
  ADD ("not-ready", test_not_ready);
  ADD ("switch", test_switch);
  ADD ("kept", test_kept);
  ADD ("streets", test_streets);
  ADD ("incidents", test_incidents);
  ADD ("dropped", test_dropped);
  ADD ("back", test_back);
  ADD ("every-form", test_every_form);
#undef ADD
  g_test_add_func ("/desk/no-slider", test_no_slider);
  g_test_add_func ("/desk/never-kept", test_never_kept);
  return g_test_run ();
}
