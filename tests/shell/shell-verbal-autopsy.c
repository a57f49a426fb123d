/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-row.h"
#include "widgets.h"
#include "window-fixture.h"

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
  WindowFixture base;
  GHashTable *given; /* ref → value */
  gint64 longest_turn;
} Fixture;

static TerrainFormView *
view (Fixture *fixture)
{
  return TERRAIN_FORM_VIEW (window_fixture_find (&fixture->base, "TerrainFormView"));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  window_fixture_set_up (&fixture->base, data);
  fixture->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  window_fixture_tear_down (&fixture->base, data);
  g_hash_table_unref (fixture->given);
}

static gboolean
is_ready (gpointer user_data)
{
  return widgets_shows (window_fixture_page (user_data), "Ready to Complete");
}

static gboolean
asks (Fixture    *fixture,
      const char *ref)
{
  return window_fixture_has_question (&fixture->base, NULL, ref);
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
  GtkWidget *focus = gtk_window_get_focus (fixture->base.window);
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
      g_assert_false (asks (fixture, opened));
      g_assert_true (step (fixture));
    }
  /* What else it opens is built with the frames that follow. */
  g_assert_nonnull (window_fixture_question (&fixture->base, NULL, opened));
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
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (&fixture->base), FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);

  TerrainRecord *record = g_ptr_array_index (records, 0);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_cmpstr (record->form_id, ==, "va_who_v1_5_2");

  g_autoptr (GBytes) xml = terrain_store_load_submission (window_fixture_store (&fixture->base), record->uuid, &error);
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
  window_fixture_start (&fixture->base, path, "WHO Verbal Autopsy");
  settle (fixture);
  gint64 began = g_get_monotonic_time ();

  /* Consent opens the interview, the day of death what is asked of an adult, fever its own questions. */
  assert_opens (fixture, "/data/respondent_backgr/Id10013", DECEASED "Id10017");
  g_assert_false (asks (fixture, DECEASED "Id10059"));
  assert_opens (fixture, DECEASED "Id10023_a", DECEASED "Id10059");
  assert_opens (fixture, SIGNS "Id10147", SIGNS "Id10148_units");
  while (step (fixture))
    ;
  g_test_message ("%u questions in %.1f s, longest turn of the main loop %.0f ms", g_hash_table_size (fixture->given),
                  (double) (g_get_monotonic_time () - began) / 1e6, (double) fixture->longest_turn / 1e3);
  g_assert_cmpuint (g_hash_table_size (fixture->given), >, 120);
  g_assert_cmpint (fixture->longest_turn, <, LONGEST_TURN_US);

  g_autoptr (GPtrArray) problems = terrain_interview_validate (window_fixture_interview (&fixture->base));
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s stands in the way", ((TerrainProblem *) g_ptr_array_index (problems, i))->ref);
  g_assert_cmpuint (problems->len, ==, 0);
  window_fixture_do (&fixture->base, "win.review");
  widgets_wait (is_ready, fixture);
  widgets_activate (widgets_find_action (window_fixture_page (&fixture->base), "win.complete"));
  widgets_wait (window_fixture_at_end, fixture);
  g_assert_null (window_fixture_session (&fixture->base));
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
