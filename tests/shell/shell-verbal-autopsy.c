/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>
#include <terrain-shell.h>

#include "terrain-choice-row.h"
#include "widgets.h"

/*
 * A long interview in the real window, from the list of forms to the queue: the WHO verbal autopsy, whose some 500
 * questions come and go with what is answered. Answers are given through the controls, focus goes on as Enter has it.
 */
#define FORM "corpus/forms/javarosa/whova_form.xml"
#define DECEASED "/data/consented/deceased_CRVS/info_on_deceased/"
#define SIGNS "/data/consented/illhistory/signs_symptoms_final_illness/"

/* Far above what it takes, for a machine that does much else; a person sees a second as "it hangs". */
#define LONGEST_TURN_US (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  const char *ref;
  const char *value;
} Answer;

/* An adult woman, with fever; of what is not named here, "no", the first choice, five, a day or a word. */
static const Answer chosen[] = {
  { "/data/respondent_backgr/Id10010", "Awa Njoya" },
  { "/data/respondent_backgr/Id10013", "yes" },
  { DECEASED "Id10019", "female" },
  { DECEASED "Id10020", "yes" },
  { DECEASED "Id10021", "1950-03-04" },
  { DECEASED "Id10022", "yes" },
  { DECEASED "Id10023_a", "2019-05-06" },
  { SIGNS "Id10147", "yes" },
  { SIGNS "Id10148_units", "days" },
  { SIGNS "Id10148_b", "12" },
  { SIGNS "Id10153", "yes" },
};

typedef struct
{
  char *folder;
  GSettings *settings;
  TerrainApplication *application;
  TerrainWorkspace *workspace;
  GtkWindow *window;
  GHashTable *given; /* ref → value */
  gint64 longest_turn;
} Fixture;

static GtkWidget *
page (Fixture *fixture)
{
  return terrain_window_get_visible_page (TERRAIN_WINDOW (fixture->window));
}

static TerrainInterview *
interview (Fixture *fixture)
{
  return terrain_session_get_interview (terrain_window_get_session (TERRAIN_WINDOW (fixture->window)));
}

static TerrainFormView *
view (Fixture *fixture)
{
  return TERRAIN_FORM_VIEW (widgets_find_type (page (fixture), "TerrainFormView"));
}

static TerrainStore *
store (Fixture *fixture)
{
  return terrain_profile_get_store (terrain_workspace_get_profile (fixture->workspace));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = widgets_make_folder ();
  fixture->settings = g_settings_new (TERRAIN_APP_ID);
  fixture->application = terrain_application_new (fixture->settings, NULL);
  fixture->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_application_set_flags (G_APPLICATION (fixture->application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (fixture->application), NULL, &error));
  g_assert_no_error (error);
  fixture->workspace = terrain_workspace_open (fixture->folder, fixture->settings, &error);
  g_assert_no_error (error);
  fixture->window = terrain_window_new (GTK_APPLICATION (fixture->application), fixture->workspace);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  widgets_run (20);
  g_clear_object (&fixture->workspace);
  g_clear_object (&fixture->application);
  g_clear_object (&fixture->settings);
  g_hash_table_unref (fixture->given);
  widgets_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
at_interview (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainInterviewPage") == 0
         && widgets_find_type (page (user_data), "TerrainQuestion") != NULL;
}

static gboolean
at_home (gpointer user_data)
{
  return strcmp (G_OBJECT_TYPE_NAME (page (user_data)), "TerrainHomePage") == 0;
}

static gboolean
lists_forms (gpointer user_data)
{
  return widgets_find_type (page (user_data), "TerrainFormRow") != NULL;
}

static gboolean
is_ready (gpointer user_data)
{
  return widgets_shows (page (user_data), "Ready to Complete");
}

static gboolean
is_question_at (GtkWidget    *widget,
                gconstpointer ref)
{
  return TERRAIN_IS_QUESTION (widget)
         && strcmp (terrain_item_get_ref (terrain_question_get_item (TERRAIN_QUESTION (widget))), ref) == 0;
}

static GtkWidget *
find_question (Fixture    *fixture,
               const char *ref)
{
  return widgets_find (page (fixture), is_question_at, ref);
}

/* All there is to do now, and how long the longest piece of it kept the window from answering. */
static void
settle (Fixture *fixture)
{
  gint64 before = g_get_monotonic_time ();

  while (g_main_context_iteration (NULL, FALSE))
    {
      gint64 after = g_get_monotonic_time ();

      fixture->longest_turn = MAX (fixture->longest_turn, after - before);
      before = after;
    }
}

static void
start (Fixture    *fixture,
       const char *path)
{
  g_autoptr (GError) error = NULL;
  char *xml;
  gsize size;

  g_assert_true (g_file_get_contents (path, &xml, &size, &error));
  g_autoptr (GBytes) bytes = g_bytes_new_take (xml, size);
  g_assert_true (terrain_profile_import_form (terrain_workspace_get_profile (fixture->workspace), bytes, "", NULL, NULL,
                                              &error));
  g_assert_no_error (error);
  widgets_wait (lists_forms, fixture);
  widgets_activate (widgets_find_text (page (fixture), "TerrainFormRow", "WHO Verbal Autopsy"));
  widgets_wait (at_interview, fixture);
  settle (fixture);
}

static const char *
value_for (TerrainItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (strcmp (chosen[i].ref, terrain_item_get_ref (item)) == 0)
      return chosen[i].value;

  switch (terrain_control_get_data_type (terrain_item_get_control (item)))
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return "5";
    case TERRAIN_DATA_DATE:
      return "2018-04-03";
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BOOLEAN:
    case TERRAIN_DATA_TIME:
    case TERRAIN_DATA_DATE_TIME:
    case TERRAIN_DATA_GEOPOINT:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      return terrain_item_get_choices (item) ? "no" : "Nothing more is known.";
    }
}

static gboolean
is_choice_of (GtkWidget    *widget,
              gconstpointer value)
{
  return TERRAIN_IS_CHOICE_ROW (widget)
         && strcmp (terrain_choice_get_value (terrain_choice_row_get_choice (TERRAIN_CHOICE_ROW (widget))), value) == 0;
}

/* What is typed is taken when the focus leaves: nothing hands it over here. */
static void
answer_focused (Fixture         *fixture,
                TerrainQuestion *question)
{
  const char *value = value_for (terrain_question_get_item (question));
  GtkWidget *row = widgets_find (GTK_WIDGET (question), is_choice_of, value);
  GtkWidget *text = widgets_find_type (GTK_WIDGET (question), "GtkText");

  if (!row)
    row = widgets_find_type (GTK_WIDGET (question), "TerrainChoiceRow");
  if (row)
    g_assert_true (gtk_widget_activate_action (row, "choice.choose", NULL));
  else if (text)
    gtk_editable_set_text (GTK_EDITABLE (text), value);
  else
    gtk_text_buffer_set_text (
      gtk_text_view_get_buffer (GTK_TEXT_VIEW (widgets_find_type (GTK_WIDGET (question), "GtkTextView"))), value, -1);
}

/* One question, and on to the next. FALSE at the end. */
static gboolean
step (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (fixture->window);
  GtkWidget *widget = gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION);
  g_assert_nonnull (widget);
  TerrainItem *item = terrain_question_get_item (TERRAIN_QUESTION (widget));
  const char *ref = terrain_item_get_ref (item);

  g_assert_cmpstr (terrain_form_view_get_current_ref (view (fixture)), ==, ref);
  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_false (g_hash_table_contains (fixture->given, ref));
  answer_focused (fixture, TERRAIN_QUESTION (widget));
  settle (fixture);

  gboolean more = terrain_form_view_focus_next (view (fixture));
  if (!more)
    g_assert_true (terrain_form_view_flush (view (fixture)));
  settle (fixture);
  if (*terrain_item_get_value (item) == '\0' || !terrain_item_get_valid (item))
    g_error ("%s was not answered: “%s”", ref, terrain_item_get_value (item));
  g_hash_table_insert (fixture->given, g_strdup (ref), g_strdup (terrain_item_get_value (item)));
  return more;
}

/* What is asked next, of the question that opens it. */
static void
assert_opens (Fixture    *fixture,
              const char *after,
              const char *opened)
{
  while (!g_hash_table_contains (fixture->given, after))
    {
      g_assert_null (find_question (fixture, opened));
      g_assert_true (step (fixture));
    }
  g_assert_nonnull (find_question (fixture, opened));
}

/* The submission, as ref → text. */
typedef struct
{
  GString *ref;
  GHashTable *values;
} Reading;

static void
on_start (GMarkupParseContext *context,
          const char          *name,
          const char         **attributes,
          const char         **values,
          gpointer             user_data,
          GError             **error)
{
  g_string_append_printf (((Reading *) user_data)->ref, "/%s", name);
}

static void
on_text (GMarkupParseContext *context,
         const char          *text,
         gsize                size,
         gpointer             user_data,
         GError             **error)
{
  Reading *reading = user_data;

  g_hash_table_insert (reading->values, g_strdup (reading->ref->str), g_strndup (text, size));
}

static void
on_end (GMarkupParseContext *context,
        const char          *name,
        gpointer             user_data,
        GError             **error)
{
  Reading *reading = user_data;

  g_string_truncate (reading->ref, strrchr (reading->ref->str, '/') - reading->ref->str);
}

static GHashTable *
read_submission (GBytes *xml)
{
  const GMarkupParser parser = { on_start, on_end, on_text, NULL, NULL };
  g_autoptr (GString) ref = g_string_new (NULL);
  Reading reading = { ref, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (xml);
  g_markup_parse_context_parse (context, g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml), &error);
  g_assert_no_error (error);
  g_assert_true (g_markup_parse_context_end_parse (context, &error));
  return reading.values;
}

static void
assert_submitted (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (store (fixture), FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);

  TerrainRecord *record = g_ptr_array_index (records, 0);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->form_id, ==, "va_who_v1_5_2");

  g_autoptr (GBytes) xml = terrain_store_load_submission (store (fixture), record->uuid, &error);
  g_assert_no_error (error);
  g_autoptr (GHashTable) sent = read_submission (xml);
  GHashTableIter iter;
  gpointer ref, value;
  g_hash_table_iter_init (&iter, fixture->given);
  while (g_hash_table_iter_next (&iter, &ref, &value))
    {
      if (g_strcmp0 (g_hash_table_lookup (sent, ref), value) != 0)
        g_error ("%s: “%s” was answered, “%s” is to be sent", (char *) ref, (char *) value,
                 (char *) g_hash_table_lookup (sent, ref));
    }
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    g_assert_cmpstr (g_hash_table_lookup (sent, chosen[i].ref), ==, chosen[i].value);
  /* The adult path, by the form's own calculation, and nothing of the others. */
  g_assert_cmpstr (g_hash_table_lookup (sent, DECEASED "isAdult"), ==, "1");
  g_assert_false (g_hash_table_contains (sent, "/data/consented/stillbirth/Id10104"));
}

static void
test_interview (Fixture      *fixture,
                gconstpointer data)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *path = g_build_filename (shared ? shared : "/nonexistent", FORM, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("needs the shared corpus");
      return;
    }
  start (fixture, path);
  gint64 began = g_get_monotonic_time ();

  /* Consent opens the interview, the day of death what is asked of an adult, fever its own questions. */
  assert_opens (fixture, "/data/respondent_backgr/Id10013", DECEASED "Id10017");
  g_assert_null (find_question (fixture, DECEASED "Id10059"));
  assert_opens (fixture, DECEASED "Id10023_a", DECEASED "Id10059");
  assert_opens (fixture, SIGNS "Id10147", SIGNS "Id10148_units");
  while (step (fixture))
    ;
  g_test_message ("%u questions in %.1f s, longest turn of the main loop %.0f ms", g_hash_table_size (fixture->given),
                  (double) (g_get_monotonic_time () - began) / 1e6, (double) fixture->longest_turn / 1e3);
  g_assert_cmpuint (g_hash_table_size (fixture->given), >, 120);
  g_assert_cmpint (fixture->longest_turn, <, LONGEST_TURN_US);

  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview (fixture));
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s stands in the way", ((TerrainProblem *) g_ptr_array_index (problems, i))->ref);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.review", NULL));
  widgets_wait (is_ready, fixture);
  widgets_activate (widgets_find_action (page (fixture), "win.complete"));
  widgets_wait (at_home, fixture);
  g_assert_null (terrain_window_get_session (TERRAIN_WINDOW (fixture->window)));
  assert_submitted (fixture);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/shell/verbal-autopsy", Fixture, NULL, set_up, test_interview, tear_down);
  return g_test_run ();
}
