/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libintl.h>
#include <locale.h>

#include "form-support.h"
#include "widgets.h"
#include "window-fixture.h"

/* The records page, driven through its widgets as a person does: search, selection, trash, undo, corrections, versions. */

static const char form_text[]
  = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
    " xmlns:jr='http://openrosa.org/javarosa' xmlns:odk='http://www.opendatakit.org/xforms'"
    " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>%s</h:title>"
    "<model><submission %s/><instance><data id='%s' version='%s'><name/><age/>%s"
    "<meta><instanceID/><instanceName/></meta></data></instance>"
    "<bind nodeset='/data/name' type='string' required='true()'/><bind nodeset='/data/age' type='int'/>"
    "<bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/>"
    "<bind nodeset='/data/meta/instanceName' type='string' calculate='/data/name'/></model></h:head><h:body>"
    "<input ref='/data/name'><label>Name</label></input>%s%s</h:body></h:html>";

/* @newer: its next version, which asks something else */
static TerrainForm *
load_form (WindowFixture *fixture,
           const char    *id,
           const char    *title,
           const char    *submission,
           gboolean       newer)
{
  g_autofree char *text
    = g_strdup_printf (form_text, title, submission, id, newer ? "2" : "1", newer ? "<shoe/>" : "",
                       newer ? "" : "<input ref='/data/age'><label>Age in years</label></input>",
                       newer ? "<input ref='/data/shoe'><label>Shoe</label></input>" : "");
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  if (newer)
    {
      g_autoptr (GString) without = g_string_new (text);
      g_string_replace (without, "<age/>", "", 0);
      g_string_replace (without, "<bind nodeset='/data/age' type='int'/>", "", 0);
      g_bytes_unref (xml);
      xml = g_bytes_new (without->str, without->len);
    }
  terrain_profile_import_form (window_fixture_profile (fixture), xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  TerrainForm *form = terrain_profile_load_form (window_fixture_profile (fixture), id, newer ? "2" : "1", &error);
  g_assert_no_error (error);
  return form;
}

static void
add_record (WindowFixture      *fixture,
            const char         *uuid,
            const char         *name,
            TerrainRecordState  state)
{
  g_autoptr (TerrainForm) form = load_form (fixture, "visit", "Café visit", "", FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainSession) session
    = terrain_session_begin_full (window_fixture_profile (fixture), form, NULL, uuid, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (terrain_session_answer (session, "/data/name", name, NULL));
  g_assert_true (terrain_session_answer (session, "/data/age", "30", NULL));
  if (state == TERRAIN_RECORD_DRAFT)
    {
      g_assert_true (terrain_session_close (session, FALSE, NULL));
      return;
    }
  g_assert_true (terrain_session_complete (session, state != TERRAIN_RECORD_COMPLETE, NULL, NULL, NULL));
  if (state == TERRAIN_RECORD_SENT)
    g_assert_true (terrain_store_mark_sent (window_fixture_store (fixture), uuid, g_get_real_time (), NULL));
  if (state == TERRAIN_RECORD_REJECTED)
    g_assert_true (terrain_store_mark_rejected (window_fixture_store (fixture), uuid, "The server refused it.",
                                                "no such form", NULL));
}

/* The window comes when there is something to see. */
static void
set_up (WindowFixture *fixture,
        gconstpointer  data)
{
  window_fixture_set_up_with (fixture, &(WindowOptions){ .closed = TRUE });
}

static void
show (WindowFixture *fixture,
      const char    *list)
{
  if (!fixture->window)
    window_fixture_open (fixture);
  window_fixture_do_with (fixture, "win.show-records", list);
  widgets_run (150);
  g_assert_true (window_fixture_at_records (fixture));
}

static GtkWidget *
table (WindowFixture *fixture)
{
  return window_fixture_find (fixture, "TerrainRecordTable");
}

static guint
count_shown (WindowFixture *fixture)
{
  guint n;

  g_object_get (table (fixture), "n-records", &n, NULL);
  return n;
}

static GtkSelectionModel *
selection (WindowFixture *fixture)
{
  return gtk_list_view_get_model (GTK_LIST_VIEW (widgets_find_type (table (fixture), "GtkListView")));
}

typedef struct
{
  WindowFixture *fixture;
  guint n;
} Wanted;

static gboolean
shows_n (gpointer user_data)
{
  Wanted *wanted = user_data;

  return count_shown (wanted->fixture) == wanted->n;
}

static void
wait_for_n (WindowFixture *fixture,
            guint          n)
{
  Wanted wanted = { fixture, n };

  widgets_wait (shows_n, &wanted);
}

/* As a key or a menu does. */
static gboolean
do_action (WindowFixture *fixture,
           const char    *action)
{
  return gtk_widget_activate_action (window_fixture_page (fixture), action, NULL);
}

static void
search (WindowFixture *fixture,
        const char    *text)
{
  g_assert_true (do_action (fixture, "records.search"));
  gtk_editable_set_text (GTK_EDITABLE (window_fixture_find (fixture, "GtkSearchEntry")), text);
  widgets_run (50);
}

static void
press_undo (WindowFixture *fixture)
{
  widgets_activate (widgets_find_action (GTK_WIDGET (fixture->window), "records-undo.undo"));
}

static void
test_lists (WindowFixture *fixture,
            gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "b", "Béa", TERRAIN_RECORD_QUEUED);
  add_record (fixture, "c", "Cleo", TERRAIN_RECORD_SENT);
  add_record (fixture, "d", "Dirk", TERRAIN_RECORD_REJECTED);

  show (fixture, "drafts");
  wait_for_n (fixture, 1);
  window_fixture_wait_for_text (fixture, "Anna");
  window_fixture_wait_for_text (fixture, "Café visit · changed today");
  g_autofree char *unnamed = widgets_dup_unnamed (window_fixture_page (fixture));
  g_assert_cmpstr (unnamed, ==, "");
  show (fixture, "waiting");
  window_fixture_wait_for_text (fixture, "Béa");
  show (fixture, "sent");
  window_fixture_wait_for_text (fixture, "Cleo");
  show (fixture, "rejected");
  window_fixture_wait_for_text (fixture, "Dirk");
  window_fixture_wait_for_text (fixture, "no such form");
  show (fixture, "trash");
  window_fixture_wait_for_text (fixture, "The Trash Is Empty");
}

/* UX-22 */
static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%-d/%-m/%Y");

  add_record (fixture, "a", "Zoë Müller", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "b", "Bart", TERRAIN_RECORD_DRAFT);
  show (fixture, "drafts");
  wait_for_n (fixture, 2);
  search (fixture, "ZOE mul");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  window_fixture_wait_for_text (fixture, "Zoë Müller");
  search (fixture, "cafe");
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  search (fixture, today);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  search (fixture, "cafe bart");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
  search (fixture, "nobody");
  window_fixture_wait_for_text (fixture, "Nothing Found");
  search (fixture, "");
  g_assert_cmpuint (count_shown (fixture), ==, 2);
}

static void
test_trash (WindowFixture *fixture,
            gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "b", "Bart", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "c", "Cleo", TERRAIN_RECORD_QUEUED);
  show (fixture, "drafts");
  wait_for_n (fixture, 2);
  /* Nothing is selected: nothing happens. */
  do_action (fixture, "records.trash");
  widgets_run (100);
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  g_assert_true (do_action (fixture, "records.select-all"));
  window_fixture_wait_for_text (fixture, "2 selected");
  g_assert_true (do_action (fixture, "records.delete"));
  window_fixture_wait_for_text (fixture, "2 records moved to the trash");
  wait_for_n (fixture, 0);

  /* Nothing was asked; it is taken back by the toast. */
  press_undo (fixture);
  wait_for_n (fixture, 2);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.delete"));
  wait_for_n (fixture, 1);

  show (fixture, "trash");
  wait_for_n (fixture, 1);
  window_fixture_wait_for_text (fixture, "Will be erased in");
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.restore"));
  wait_for_n (fixture, 0);
  window_fixture_wait_for_text (fixture, "1 record restored");
  press_undo (fixture);
  wait_for_n (fixture, 1);

  /* What nobody else has stays, and it says why. */
  show (fixture, "waiting");
  wait_for_n (fixture, 1);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.delete"));
  window_fixture_wait_for_text (fixture, "A complete record stays until it is sent");
  g_assert_cmpuint (count_shown (fixture), ==, 1);
}

/* The only thing that asks. */
static void
test_erase (WindowFixture *fixture,
            gconstpointer  data)
{
  const char *const both[] = { "a", "b", NULL };

  add_record (fixture, "a", "Anna", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "b", "Bart", TERRAIN_RECORD_SENT);
  g_assert_true (terrain_profile_trash_records (window_fixture_profile (fixture), both, NULL, NULL, NULL));
  show (fixture, "trash");
  wait_for_n (fixture, 2);
  g_assert_true (do_action (fixture, "records.select-all"));
  g_assert_true (do_action (fixture, "records.delete"));
  widgets_run (100);
  GtkWidget *dialog = widgets_find_window ("AdwMessageDialog");
  g_assert_nonnull (dialog);
  g_assert_true (widgets_shows (dialog, "Delete 2 Records for Good?"));
  g_assert_true (widgets_shows (dialog, "Anna"));
  g_assert_cmpuint (count_shown (fixture), ==, 2);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "erase");
  gtk_window_close (GTK_WINDOW (dialog));
  wait_for_n (fixture, 0);
  g_autoptr (TerrainRecord) gone = terrain_store_find_record (window_fixture_store (fixture), "a", NULL);
  g_assert_null (gone);
}

static gboolean
searches (gpointer user_data)
{
  GtkWidget *entry = window_fixture_find (user_data, "GtkSearchEntry");

  return gtk_widget_get_mapped (entry)
         && gtk_widget_is_focus (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry))));
}

static gboolean
list_has_focus (gpointer user_data)
{
  GtkWidget *view = widgets_find_type (table (user_data), "GtkListView");

  return view && (gtk_widget_is_focus (view) || gtk_widget_get_focus_child (view) != NULL);
}

/* Its rows come with the next frame: there is nothing to focus before. */
static gboolean
list_takes_focus (gpointer user_data)
{
  GtkWidget *view = widgets_find_type (table (user_data), "GtkListView");

  return view && gtk_widget_grab_focus (view) && list_has_focus (user_data);
}

/* Real key presses: all away; one found and opened. */
static void
test_keys (WindowFixture *fixture,
           gconstpointer  data)
{
  if (!form_support_have_keys ())
    {
      g_test_skip ("needs xdotool");
      return;
    }
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_DRAFT);
  add_record (fixture, "b", "Bart", TERRAIN_RECORD_DRAFT);
  show (fixture, "drafts");
  wait_for_n (fixture, 2);
  widgets_wait (list_takes_focus, fixture);
  form_support_key ("ctrl+a");
  window_fixture_wait_for_text (fixture, "2 selected");
  form_support_key ("Delete");
  window_fixture_wait_for_text (fixture, "2 records moved to the trash");
  wait_for_n (fixture, 0);
  /* The row that had the focus is gone: the key works all the same. */
  form_support_key ("ctrl+z");
  wait_for_n (fixture, 2);
  widgets_wait (list_takes_focus, fixture);
  form_support_key ("ctrl+f");
  widgets_wait (searches, fixture);
  form_support_type ("bart");
  wait_for_n (fixture, 1);
  form_support_key ("Return");
  widgets_wait (list_has_focus, fixture);
  form_support_key ("Return");
  widgets_wait (window_fixture_at_interview, fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/name"), ==, "Bart");
}

static void
test_new_from (WindowFixture *fixture,
               gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_SENT);
  show (fixture, "sent");
  wait_for_n (fixture, 1);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.new-from"));
  widgets_wait (window_fixture_at_interview, fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/name"), ==, "Anna");
  g_assert_cmpstr (terrain_session_get_record_uuid (window_fixture_session (fixture)), !=, "a");
}

static gboolean
correct_is_enabled (WindowFixture *fixture)
{
  g_assert_true (do_action (fixture, "records.menu"));
  widgets_run (100);

  GtkWidget *menu = window_fixture_find (fixture, "GtkPopoverMenu");
  g_assert_nonnull (menu);
  GtkWidget *item = widgets_find_text (menu, "GtkModelButton", "Correct");
  gboolean enabled = item && gtk_widget_is_sensitive (item);
  gtk_popover_popdown (GTK_POPOVER (menu));
  widgets_run (100);
  return enabled;
}

/* The window goes while a record's menu is open: not a word of it, for each is fatal here. */
static void
test_menu_open (WindowFixture *fixture,
                gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_SENT);
  show (fixture, "sent");
  wait_for_n (fixture, 1);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.menu"));
  widgets_run (100);
  GtkWidget *menu = window_fixture_find (fixture, "GtkPopoverMenu");
  g_assert_nonnull (menu);
  g_assert_true (gtk_widget_get_mapped (menu));
  gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  widgets_run (300);
}

static void
test_correct (WindowFixture *fixture,
              gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_SENT);
  show (fixture, "sent");
  wait_for_n (fixture, 1);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (correct_is_enabled (fixture));
  g_assert_true (do_action (fixture, "records.correct"));
  widgets_wait (window_fixture_at_interview, fixture);
  g_autofree char *deprecated = terrain_interview_dup_deprecated_id (window_fixture_interview (fixture));
  g_assert_nonnull (deprecated);
  g_assert_true (terrain_session_answer (window_fixture_session (fixture), "/data/name", "Anne", NULL));
  window_fixture_do (fixture, "win.back");

  show (fixture, "drafts");
  window_fixture_wait_for_text (fixture, "Correction of a record that was sent");
  show (fixture, "sent");
  window_fixture_wait_for_text (fixture, "Was corrected");
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_false (correct_is_enabled (fixture));
}

static void
test_uncorrectable (WindowFixture *fixture,
                    gconstpointer  data)
{
  g_autoptr (TerrainForm) form = load_form (fixture, "fixed", "Fixed", "odk:client-editable='false'", FALSE);
  g_autoptr (TerrainSession) session
    = terrain_session_begin_full (window_fixture_profile (fixture), form, NULL, "f", NULL, NULL);

  g_assert_true (terrain_session_answer (session, "/data/name", "Fien", NULL));
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, NULL));
  g_assert_true (terrain_store_mark_sent (window_fixture_store (fixture), "f", 1000, NULL));
  show (fixture, "sent");
  wait_for_n (fixture, 1);
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_false (correct_is_enabled (fixture));
}

static void
test_carry_over (WindowFixture *fixture,
                 gconstpointer  data)
{
  add_record (fixture, "a", "Anna", TERRAIN_RECORD_DRAFT);
  g_autoptr (TerrainForm) newer = load_form (fixture, "visit", "Café visit", "", TRUE);
  widgets_run (200);
  show (fixture, "drafts");
  window_fixture_wait_for_text (fixture, "There is a newer version of its form");
  gtk_selection_model_select_item (selection (fixture), 0, TRUE);
  g_assert_true (do_action (fixture, "records.carry-over"));
  widgets_run (150);

  /* What would be lost is said before. */
  GtkWidget *dialog = widgets_find_window ("AdwWindow");
  g_assert_nonnull (dialog);
  g_assert_true (widgets_shows (dialog, "Answers That Are Lost"));
  g_assert_true (widgets_shows (dialog, "Age in years"));
  widgets_activate (widgets_find_text (dialog, "GtkButton", "Carry Over"));
  window_fixture_wait_for_text (fixture, "The draft is of the newer version of its form now");
  g_autoptr (TerrainRecord) after = terrain_store_find_record (window_fixture_store (fixture), "a", NULL);
  g_assert_cmpstr (after->form_version, ==, "2");
  press_undo (fixture);
  window_fixture_wait_for_text (fixture, "The draft is of the older version again");
  g_autoptr (TerrainRecord) back = terrain_store_find_record (window_fixture_store (fixture), "a", NULL);
  g_assert_cmpstr (back->form_version, ==, "1");
}

#define MANY 20000

static void
add_many (WindowFixture *fixture)
{
  TerrainStore *store = window_fixture_store (fixture);
  g_autoptr (TerrainForm) form = load_form (fixture, "visit", "Café visit", "", FALSE);
  g_autoptr (GBytes) instance = g_bytes_new_static ("<data/>", 7);

  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("r%u", i);
      g_autofree char *name = g_strdup_printf ("Rue de Flandre %u, Émile %u", i % 977, i);

      g_assert_true (terrain_store_create_record (store, uuid, "visit", "1", NULL, 1000000 + i, NULL));
      terrain_store_write_checkpoint_async (store, uuid, 0, instance, name, NULL, NULL, NULL, NULL);
    }
}

static gboolean
lists_many (gpointer user_data)
{
  return count_shown (user_data) == MANY;
}

static void
on_painted (GdkFrameClock *clock,
            gint64        *painted)
{
  *painted = g_get_monotonic_time ();
}

static gboolean
is_painted (gpointer painted)
{
  return *(gint64 *) painted != 0;
}

/* Types @text over what stands in @entry, and says how long that and the next picture took. */
static void
type_and_time (WindowFixture *fixture,
               GtkWidget     *entry,
               const char    *text)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (fixture->window));
  gint64 painted = 0, start = g_get_monotonic_time ();
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  double key = (double) (g_get_monotonic_time () - start) / 1000;
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  widgets_wait (is_painted, &painted);
  g_signal_handler_disconnect (clock, handler);
  g_test_message ("\"%s\": %.1f ms, on screen after %.1f ms, %u found", text, key, (double) (painted - start) / 1000,
                  count_shown (fixture));
}

static gboolean
has_grown (gpointer user_data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (selection (user_data))) == count_shown (user_data);
}

static void
test_many (WindowFixture *fixture,
           gconstpointer  data)
{
  static const struct
  {
    const char *text;
    guint n; /* each has the day 1970-01-01 */
  } typed[] = { { "e", 20000 }, { "em", 20000 }, { "emile", 20000 }, { "emile 1", 20000 }, { "emile 19", 20000 },
                { "emile 199", 160 }, { "emile 19", 20000 }, { "emile 1", 20000 }, { "", 20000 }, { "flandre 976", 58 },
                { "visit", 20000 }, { "nowhere", 0 }, { "visit", 20000 } };

  if (!g_test_slow ())
    {
      g_test_skip ("twenty thousand records: run with -m slow");
      return;
    }
  add_many (fixture);
  show (fixture, "drafts");
  widgets_wait (lists_many, fixture);
  widgets_run (3000);

  g_assert_true (do_action (fixture, "records.search"));
  GtkWidget *entry = window_fixture_find (fixture, "GtkSearchEntry");
  /* Of one who types fast, and of one who looks at what there is after each key. */
  for (guint pause = 30; pause <= 1530; pause += 1500)
    {
      g_test_message ("%u ms between the keys:", pause);
      for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
        {
          type_and_time (fixture, entry, typed[i].text);
          g_assert_cmpuint (count_shown (fixture), ==, typed[i].n);
          widgets_run (pause);
        }
    }
  /* Only what is on screen is a widget, but each can be scrolled to and selected. */
  widgets_wait (has_grown, fixture);
  g_assert_cmpuint (widgets_count_type (window_fixture_page (fixture), "TerrainRecordCell"), <, 300);
  g_assert_true (do_action (fixture, "records.select-all"));
  g_assert_cmpuint (gtk_bitset_get_size (gtk_selection_model_get_selection (selection (fixture))), ==, MANY);
}

/* To look at: shell-records --shots FOLDER. Every list, wide and narrow, with large text and dark. */
static void
shoot (WindowFixture *fixture,
       const char    *folder,
       const char    *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);

  widgets_run (400);
  widgets_save_png (GTK_WIDGET (fixture->window), path);
}

static void
shoot_dialog (const char *folder,
              const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  GtkWidget *dialog = widgets_find_window ("AdwWindow");

  widgets_run (400);
  if (!dialog)
    return;
  widgets_save_png (dialog, path);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
shoot_lists (WindowFixture *fixture,
             const char    *folder,
             const char    *prefix,
             int            width)
{
  static const char *const lists[] = { "drafts", "waiting", "rejected", "sent", "trash" };

  gtk_window_set_default_size (fixture->window, width, 700);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%s", prefix, lists[i]);

      show (fixture, lists[i]);
      gtk_selection_model_unselect_all (selection (fixture));
      shoot (fixture, folder, name);
    }
  show (fixture, "drafts");
  do_action (fixture, "records.select-all");
  search (fixture, "e");
  g_autofree char *selected = g_strdup_printf ("%s-selected", prefix);
  shoot (fixture, folder, selected);
  do_action (fixture, "records.select-none");
  search (fixture, "");
}

static int
shoot_all (const char *folder)
{
  WindowFixture fixture = { 0 };
  const char *const trashed[] = { "t", NULL };
  GtkSettings *settings = gtk_settings_get_default ();

  set_up (&fixture, NULL);
  add_record (&fixture, "a", "Rue Neuve 12, Émile", TERRAIN_RECORD_DRAFT);
  add_record (&fixture, "b", "Chaussée de Gand 1120, boîte 4, 1080 Molenbeek-Saint-Jean, third floor at the back",
              TERRAIN_RECORD_DRAFT);
  add_record (&fixture, "q", "Anneessens", TERRAIN_RECORD_QUEUED);
  add_record (&fixture, "r", "Yser", TERRAIN_RECORD_REJECTED);
  add_record (&fixture, "s", "De Brouckère", TERRAIN_RECORD_SENT);
  add_record (&fixture, "t", "Ribaucourt", TERRAIN_RECORD_DRAFT);
  g_assert_true (terrain_profile_trash_records (window_fixture_profile (&fixture), trashed, NULL, NULL, NULL));
  g_autoptr (TerrainForm) newer = load_form (&fixture, "visit", "Café visit", "", TRUE);
  show (&fixture, "drafts");
  shoot_lists (&fixture, folder, "wide", 960);
  shoot_lists (&fixture, folder, "narrow", 360);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  shoot_lists (&fixture, folder, "dark", 960);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);

  gtk_selection_model_select_item (selection (&fixture), 0, TRUE);
  do_action (&fixture, "records.carry-over");
  widgets_run (300);
  shoot_dialog (folder, "carry");
  do_action (&fixture, "records.print");
  widgets_run (300);
  shoot_dialog (folder, "paper-record");
  gtk_widget_activate_action (GTK_WIDGET (fixture.window), "win.print-form", "s", "visit");
  widgets_run (300);
  shoot_dialog (folder, "paper-form");
  do_action (&fixture, "records.menu");
  widgets_run (300);
  GtkWidget *menu = widgets_find_type (window_fixture_page (&fixture), "GtkPopoverMenu");
  g_autofree char *path = g_build_filename (folder, "menu.png", NULL);
  if (menu)
    widgets_save_png (menu, path);
  if (menu)
    gtk_popover_popdown (GTK_POPOVER (menu));
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  shoot_lists (&fixture, folder, "large-narrow", 360);
  shoot_lists (&fixture, folder, "large", 960);
  window_fixture_tear_down (&fixture, NULL);
  return 0;
}

#define ADD(name, func) g_test_add ("/records/" name, WindowFixture, NULL, set_up, func, window_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--shots") == 0)
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      adw_init ();
      g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
      return shoot_all (argv[2]);
    }
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("lists", test_lists);
  ADD ("search", test_search);
  ADD ("trash", test_trash);
  ADD ("erase", test_erase);
  ADD ("keys", test_keys);
  ADD ("new-from", test_new_from);
  ADD ("menu-open", test_menu_open);
  ADD ("correct", test_correct);
  ADD ("uncorrectable", test_uncorrectable);
  ADD ("carry-over", test_carry_over);
  ADD ("many", test_many);
  return g_test_run ();
}
