/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "widgets.h"
#include "window-fixture.h"

/* Whatever the clipboard holds, pasted into the real fields: the window goes on answering, what cannot be kept is said in
 * words where it was pasted, and the record is whole. */

#define MEBIBYTE (1024 * 1024)
/* Of the processor: other programs take their share of the clock. Of a clipboard of 20 MiB GTK makes a text buffer first. */
#define LONGEST_TURN_NS (1000 * 1000 * 1000)
#define LONGEST_TURN_OF_GTK_NS (G_GINT64_CONSTANT (10) * LONGEST_TURN_NS)

static gint64
processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* Runs the main loop until @condition (NULL: for half a second); no turn of it may be longer than @limit, in ns. */
static void
watch_within (gint64           limit,
              WidgetsCondition condition,
              gpointer         data,
              const char      *what)
{
  gint64 end = g_get_monotonic_time () + (condition ? 30 : 0) * G_TIME_SPAN_SECOND + G_TIME_SPAN_SECOND / 2;
  gint64 longest = 0;

  while (g_get_monotonic_time () < end && !(condition && condition (data)))
    {
      gint64 before = processor_time ();

      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
      longest = MAX (longest, processor_time () - before);
    }
  g_test_message ("%s: longest turn %.0f ms", what, (double) longest / 1e6);
  g_assert_cmpint (longest, <, limit);
  g_assert_true (!condition || condition (data));
}

static void
watch (WidgetsCondition condition,
       gpointer         data,
       const char      *what)
{
  watch_within (LONGEST_TURN_NS, condition, data, what);
}

static char *
repeat (const char *unit,
        gsize       size)
{
  GString *text = g_string_sized_new (size + strlen (unit));

  while (text->len < size)
    g_string_append (text, unit);
  return g_string_free (text, FALSE);
}

/* The field that takes what is typed, in @top. */
static GtkWidget *
field_of (GtkWidget *top)
{
  GtkWidget *view = widgets_find_type (top, "GtkTextView");

  return view ? view : widgets_find_type (top, "GtkText");
}

static char *
dup_typed (GtkWidget *field)
{
  GtkTextIter start, end;

  if (!GTK_IS_TEXT_VIEW (field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), &start, &end, TRUE);
}

typedef struct
{
  GtkWidget *top;
  const char *told;
  const char *typed;
} Wanted;

static gboolean
is_so (gpointer data)
{
  const Wanted *wanted = data;
  g_autofree char *typed = dup_typed (field_of (wanted->top));

  return (!wanted->told || widgets_shows (wanted->top, wanted->told)) && (!wanted->typed || strcmp (typed, wanted->typed) == 0);
}

/* As Ctrl+A and Ctrl+V do, in the field of @top: then it says @told (nullable), and has @typed (nullable). */
static void
paste (gint64      limit,
       GtkWidget  *top,
       const char *told,
       const char *typed,
       const char *what)
{
  GtkWidget *field = field_of (top);
  Wanted wanted = { top, told, typed };

  gtk_widget_grab_focus (field);
  if (GTK_IS_TEXT_VIEW (field))
    g_signal_emit_by_name (field, "select-all", TRUE);
  else
    gtk_editable_select_region (GTK_EDITABLE (field), 0, -1);
  g_signal_emit_by_name (field, "paste-clipboard");
  watch_within (limit, is_so, &wanted, what);
  /* And what comes of it: layout, the answer, its frame. */
  watch (NULL, NULL, what);
}

static void
paste_text (GtkWidget  *top,
            const char *text,
            const char *told,
            const char *typed,
            const char *what)
{
  gint64 limit = strlen (text) > 2 * MEBIBYTE ? LONGEST_TURN_OF_GTK_NS : LONGEST_TURN_NS;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (top), text);
  paste (limit, top, told, typed, what);
}

static void
paste_bytes (GtkWidget  *top,
             const char *bytes,
             gsize       size,
             const char *what)
{
  g_autoptr (GBytes) raw = g_bytes_new (bytes, size);
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", raw);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (top), provider);
  paste (LONGEST_TURN_NS, top, NULL, NULL, what);
}

static GtkWidget *
question (WindowFixture *fixture,
          const char    *ref)
{
  window_fixture_go_to (fixture, ref);
  return window_fixture_question (fixture, NULL, ref);
}

static void
assert_kept (WindowFixture *fixture,
             const char    *ref,
             const char    *expected)
{
  g_autofree char *typed = dup_typed (field_of (window_fixture_question (fixture, NULL, ref)));

  g_assert_true (terrain_question_flush (TERRAIN_QUESTION (window_fixture_question (fixture, NULL, ref))));
  g_assert_cmpstr (typed, ==, expected);
  g_assert_cmpstr (window_fixture_value (fixture, ref), ==, expected);
}

static void
start (WindowFixture *fixture)
{
  window_fixture_start (fixture, "tests/shell/forms/pasted.xml", "Pasted");
}

/* What is begun again, and completed, is what was kept. */
static void
assert_record_is_good (WindowFixture *fixture,
                       const char    *line,
                       const char    *lines)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;
  TerrainSession *session;

  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/line"), ==, line);
  g_assert_cmpstr (window_fixture_value (fixture, "/data/lines"), ==, lines);
  watch (NULL, NULL, "resumed");
  window_fixture_do (fixture, "win.review");
  watch (NULL, NULL, "review");
  window_fixture_do (fixture, "win.back");
  watch (NULL, NULL, "back");
  session = window_fixture_session (fixture);
  uuid = g_strdup (terrain_session_get_record_uuid (session));
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);

  g_autoptr (GBytes) xml = terrain_store_load_submission (window_fixture_store (fixture), uuid, &error);
  g_assert_no_error (error);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&(GMarkupParser){ 0 }, 0, NULL, NULL);
  g_assert_true (g_markup_parse_context_parse (context, g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml),
                                               &error));
  g_assert_no_error (error);
}

/* A novel is not taken; what stood there stays, and where it was pasted it says why. */
static void
test_novel (WindowFixture *fixture,
            gconstpointer  data)
{
  static const char *const refs[] = { "/data/line", "/data/lines", "/data/n", "/data/d", "/data/found" };
  static const gsize sizes[] = { MEBIBYTE, 20 * MEBIBYTE };

  start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (refs); i++)
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++)
      {
        g_autofree char *novel = repeat ("It was a dark and stormy night; 1 2 3. ", sizes[j]);
        GtkWidget *asked = question (fixture, refs[i]);
        g_autofree char *what = g_strdup_printf ("%s, %u MiB", refs[i], (guint) (sizes[j] / MEBIBYTE));

        paste_text (asked, "4", NULL, "4", refs[i]);
        g_assert_true (terrain_question_flush (TERRAIN_QUESTION (asked)) || i > 2);
        g_autofree char *before = g_strdup (window_fixture_value (fixture, refs[i]));
        paste_text (asked, novel, "characters is too long here", "4", what);
        g_assert_cmpstr (window_fixture_value (fixture, refs[i]), ==, before);
        /* Gone with the next key. */
        paste_text (asked, "5", NULL, "5", refs[i]);
        g_assert_false (widgets_shows (asked, "characters is too long here"));
      }
  assert_record_is_good (fixture, "5", "5");
}

/* As long as an answer may be: kept to the last character, and the window goes on. */
static void
test_longest (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *words = repeat ("a dark and stormy night ", TERRAIN_TEXT_GUARD_ANSWER);
  g_autofree char *word = repeat ("x", 10000);
  g_autofree char *endless = repeat ("x", TERRAIN_TEXT_GUARD_ANSWER);
  GtkWidget *asked = NULL;

  words[TERRAIN_TEXT_GUARD_ANSWER] = '\0';
  words[TERRAIN_TEXT_GUARD_ANSWER - 1] = '.';
  start (fixture);
  asked = question (fixture, "/data/line");
  paste_text (asked, words, NULL, words, "line of words");
  assert_kept (fixture, "/data/line", words);
  asked = question (fixture, "/data/lines");
  paste_text (asked, word, NULL, word, "word of 10,000 characters");
  assert_kept (fixture, "/data/lines", word);
  paste_text (asked, endless, NULL, endless, "word without an end");
  assert_kept (fixture, "/data/lines", endless);
  /* One more is one too many. */
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field_of (asked))), "y", 1);
  Wanted told = { asked, "32768 characters is too long", endless };
  watch (is_so, &told, "one more");
  assert_kept (fixture, "/data/lines", endless);
  assert_record_is_good (fixture, words, endless);
}

/* An answer from elsewhere that is longer than a field takes: its beginning is shown, and none of it is lost. */
static void
test_longer (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *much = repeat ("from another program ", MEBIBYTE);

  start (fixture);
  for (const char *const *ref = (const char *const[]){ "/data/line", "/data/lines", NULL }; *ref; ref++)
    {
      g_assert_true (terrain_session_answer (window_fixture_session (fixture), *ref, much, NULL));
      watch_within (LONGEST_TURN_OF_GTK_NS, NULL, NULL, *ref);
      GtkWidget *asked = question (fixture, *ref);
      g_autofree char *typed = dup_typed (field_of (asked));
      g_assert_cmpint (g_utf8_strlen (typed, -1), ==, TERRAIN_TEXT_GUARD_ANSWER);
      g_assert_true (widgets_shows (asked, "too long to be shown here"));
      g_assert_true (terrain_question_flush (TERRAIN_QUESTION (asked)));
      g_assert_cmpstr (window_fixture_value (fixture, *ref), ==, much);
      /* Taken back it is a field as any other. */
      window_fixture_do (fixture, "win.undo");
      watch_within (LONGEST_TURN_OF_GTK_NS, NULL, NULL, "undone");
      paste_text (question (fixture, *ref), "short", NULL, "short", "after it");
      assert_kept (fixture, *ref, "short");
    }
}

/* Scripts and signs: kept as they are, in either direction. */
static void
test_signs (WindowFixture *fixture,
            gconstpointer  data)
{
  static const char *const texts[] = {
    "👩‍👩‍👧‍👦🏳️‍🌈🇧🇪",
    "\xe2\x80\xae" "gnp.exe",       /* right-to-left override, U+202E */
    "\xe2\x80\x8f" "شارع 12 / Rue", /* right-to-left mark */
    "\xe2\x81\xa6" "a" "\xe2\x80\xab" "b", /* isolates and embeddings left open */
    "<b>&amp;</b> ]]> <!-- %s %n ${x}",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84 Zal\xcd\x9d\xcd\x9d\xcd\x9dgo",
    "\xef\xbb\xbf" "mark",
  };
  g_autofree char *marks = repeat ("\xcc\x81\xcc\x96", 20000);
  g_autofree char *flooded = g_strconcat ("e", marks, " end", NULL);
  g_autofree char *thirty = g_strndup (marks, 60);
  g_autofree char *kept = g_strconcat ("e", thirty, " end", NULL);

  start (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *line = question (fixture, "/data/line");

      paste_text (line, texts[i], NULL, texts[i], texts[i]);
      assert_kept (fixture, "/data/line", texts[i]);
      GtkWidget *lines = question (fixture, "/data/lines");
      paste_text (lines, texts[i], NULL, texts[i], texts[i]);
      assert_kept (fixture, "/data/lines", texts[i]);
    }
  /* One letter under ten thousand marks: thirty of them stay. */
  GtkWidget *lines = question (fixture, "/data/lines");
  paste_text (lines, flooded, "were left out", kept, "combining marks");
  assert_kept (fixture, "/data/lines", kept);
  assert_record_is_good (fixture, texts[G_N_ELEMENTS (texts) - 1], kept);
}

/* What no record can hold is left out, which is said; bytes that are no text do no harm. */
static void
test_unholdable (WindowFixture *fixture,
                 gconstpointer  data)
{
  static const char bytes[] = "ok \xed\xa0\x80 \xff\xfe \xc3";

  start (fixture);
  for (const char *const *ref = (const char *const[]){ "/data/line", "/data/lines", NULL }; *ref; ref++)
    {
      GtkWidget *asked = question (fixture, *ref);

      paste_text (asked, "a\x01" "b\x1b[2J\x7f\xef\xbf\xbe" "c", "Characters that cannot be kept were left out.", "ab[2Jc",
                  "control characters");
      assert_kept (fixture, *ref, "ab[2Jc");
      /* It is still said after the answer was saved. */
      watch (NULL, NULL, "saved");
      g_assert_true (widgets_shows (asked, "Characters that cannot be kept were left out."));

      paste_bytes (asked, bytes, sizeof bytes - 1, "no text");
      g_assert_true (g_utf8_validate (window_fixture_value (fixture, *ref), -1, NULL));
      paste_bytes (asked, "one\0two", 7, "NUL");
      g_assert_true (g_utf8_validate (window_fixture_value (fixture, *ref), -1, NULL));
      paste_text (asked, "whole", NULL, "whole", "whole");
      assert_kept (fixture, *ref, "whole");
      g_assert_false (widgets_shows (asked, "were left out"));
    }
  assert_record_is_good (fixture, "whole", "whole");
}

/* The note on a question: what is too much is counted, and cannot be accepted. */
static void
test_note (WindowFixture *fixture,
           gconstpointer  data)
{
  g_autofree char *novel = repeat ("and then ", MEBIBYTE);
  g_autofree char *much = repeat ("n", 4003);

  start (fixture);
  window_fixture_do (fixture, "win.note");
  widgets_run (200);
  GtkWidget *dialog = widgets_find_window ("AdwMessageDialog");
  g_assert_nonnull (dialog);
  paste_text (dialog, "short\x01", "Characters that cannot be kept were left out.", "short", "note");
  paste_text (dialog, novel, "characters is too long here", "short", "a novel as a note");
  paste_text (dialog, much, "3 characters too many", much, "a long note");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  much[4000] = '\0';
  paste_text (dialog, much, NULL, much, "the longest note");
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "accept"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (GTK_WINDOW (dialog));
  watch (NULL, NULL, "noted");
  const TerrainRemark *remark = terrain_session_get_remark (window_fixture_session (fixture), "/data/line");
  g_assert_nonnull (remark);
  g_assert_cmpstr (remark->text, ==, much);
  window_fixture_type (fixture, "/data/line", "x");
  assert_record_is_good (fixture, "x", "");
}

/* Of what is searched for the beginning is enough. */
static void
test_search (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autofree char *novel = repeat ("station ", MEBIBYTE);
  g_autofree char *beginning = g_strndup (novel, TERRAIN_TEXT_GUARD_LINE);

  start (fixture);
  GtkWidget *filter = widgets_find_type (question (fixture, "/data/filtered"), "GtkSearchEntry");
  g_assert_nonnull (filter);
  paste_text (filter, novel, NULL, beginning, "filter of choices");
  paste_text (filter, "stationsstraat 4\xe2\x80\xae", NULL, "stationsstraat 4\xe2\x80\xae", "filter of choices");
  window_fixture_do (fixture, "win.back");
  widgets_wait (window_fixture_at_home, fixture);

  window_fixture_do (fixture, "win.search");
  widgets_run (200);
  paste_text (window_fixture_find (fixture, "GtkSearchEntry"), novel, NULL, beginning, "search of forms");
  window_fixture_do_with (fixture, "win.show-records", "drafts");
  widgets_run (200);
  g_assert_true (gtk_widget_activate_action (window_fixture_page (fixture), "records.search", NULL));
  paste_text (window_fixture_find (fixture, "GtkSearchEntry"), novel, NULL, beginning, "search of records");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

#define ADD(path, func) \
  g_test_add ("/pasted/" path, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)
  ADD ("novel", test_novel);
  ADD ("longest", test_longest);
  ADD ("longer", test_longer);
  ADD ("signs", test_signs);
  ADD ("unholdable", test_unholdable);
  ADD ("note", test_note);
  ADD ("search", test_search);
#undef ADD
  return g_test_run ();
}
