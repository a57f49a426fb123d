/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libintl.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "terrain-elements.h"
#include "terrain-interview-page.h"
#include "terrain-sound-floor.h"
#include "widgets.h"
#include "window-fixture.h"

/* The recording of an interview: only after somebody agreed, only while it is to be seen, and kept all the way. A tone is what
 * the microphone hears. */

#define FORM "tests/shell/forms/conversation.xml"
#define TITLE "Heard visit"
#define TONE "audiotestsrc is-live=true"
#define FILE_NAME "recording.ogg"

static void
hear (const char *source)
{
  g_setenv ("TERRAIN_MICROPHONE", source, TRUE);
}

static TerrainConversation *
conversation_of (WindowFixture *fixture)
{
  GtkWidget *page = window_fixture_page (fixture);

  /* Below the review, and below what the respondent sees. */
  if (!TERRAIN_IS_INTERVIEW_PAGE (page))
    page = g_object_get_data (G_OBJECT (fixture->window), "interview");
  g_object_set_data (G_OBJECT (fixture->window), "interview", page);
  return terrain_interview_page_get_conversation (TERRAIN_INTERVIEW_PAGE (page));
}

typedef struct
{
  TerrainConversation *conversation;
  TerrainConversationState state;
  guint seconds;
} Wanted;

static gboolean
is_in_state (gpointer data)
{
  Wanted *wanted = data;

  return terrain_conversation_get_state (wanted->conversation) == wanted->state
         && terrain_conversation_get_seconds (wanted->conversation) >= wanted->seconds;
}

static void
wait_for (WindowFixture           *fixture,
          TerrainConversationState state,
          guint                    seconds)
{
  Wanted wanted = { conversation_of (fixture), state, seconds };

  widgets_wait (is_in_state, &wanted);
}

static TerrainConversationState
state_of (WindowFixture *fixture)
{
  return terrain_conversation_get_state (conversation_of (fixture));
}

/* The microphone was let go of: nothing of a stretch that ended is still on its way. */
static gboolean
is_settled (gpointer data)
{
  TerrainConversation *conversation = data;
  gboolean taken;

  g_object_get (terrain_sound_floor_of (terrain_session_get_interview (terrain_conversation_get_session (conversation))),
                "taken", &taken, NULL);
  return !taken;
}

static void
settle (WindowFixture *fixture)
{
  widgets_wait (is_settled, conversation_of (fixture));
}

static gboolean
has_dialog (gpointer data)
{
  return widgets_find_window ("AdwMessageDialog") != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return widgets_find_window ("AdwMessageDialog") == NULL;
}

static void
respond (const char *response)
{
  GtkWidget *dialog;

  widgets_wait (has_dialog, NULL);
  dialog = widgets_find_window ("AdwMessageDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  gtk_window_destroy (GTK_WINDOW (dialog));
  widgets_wait (has_no_dialog, NULL);
}

static gboolean
can_record (void)
{
  static const char *const elements[] = { "audiotestsrc", "audioconvert", "audioresample", "opusenc", "oggmux", NULL };
  g_autoptr (GError) error = NULL;

  if (terrain_elements_check (elements, &error))
    return TRUE;
  g_test_skip (error->message);
  return FALSE;
}

/* With the first @seconds of what is said. */
static void
start_recording (WindowFixture *fixture,
                 guint          seconds)
{
  hear (TONE);
  window_fixture_start (fixture, FORM, TITLE);
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, seconds);
}

static GtkWidget *
bar_of (WindowFixture *fixture)
{
  GtkWidget *bar = window_fixture_find (fixture, "TerrainConversationBar");

  g_assert_nonnull (bar);
  return bar;
}

static void
press (WindowFixture *fixture,
       const char    *tooltip)
{
  GtkWidget *bar = bar_of (fixture), *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (gtk_widget_get_first_child (bar)); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_widget_get_mapped (child)
        && (g_strcmp0 (gtk_widget_get_tooltip_text (child), tooltip) == 0
            || g_strcmp0 (gtk_button_get_label (GTK_BUTTON (child)), tooltip) == 0))
      found = child;
  g_assert_nonnull (found);
  g_signal_emit_by_name (found, "clicked");
}

static char *
record_uuid (WindowFixture *fixture)
{
  g_autoptr (GPtrArray) records = terrain_store_list_records (window_fixture_store (fixture), FALSE, NULL);

  g_assert_cmpuint (records->len, ==, 1);
  return g_strdup (((TerrainRecord *) g_ptr_array_index (records, 0))->uuid);
}

/* (nullable) */
static GBytes *
load (WindowFixture *fixture,
      const char    *name)
{
  g_autofree char *uuid = record_uuid (fixture);

  return terrain_store_load_attachment (window_fixture_store (fixture), uuid, name, NULL, NULL);
}

static char *
load_text (WindowFixture *fixture,
           const char    *name)
{
  g_autoptr (GBytes) bytes = load (fixture, name);
  gsize size;
  const char *text;

  g_assert_nonnull (bytes);
  text = g_bytes_get_data (bytes, &size);
  return g_strndup (text, size);
}

typedef struct
{
  guint n_streams;
  guint n_ended;
  double seconds;
} Ogg;

/* RFC 3533, section 6: pages; RFC 7845: a granule is 1/48000 s. */
static Ogg
read_ogg (GBytes *bytes)
{
  Ogg ogg = { 0 };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint64 granule = 0;
  gsize at = 0;

  while (at + 27 <= size)
    {
      gsize body = 0;
      guint64 now;

      g_assert_cmpmem (data + at, 4, "OggS", 4);
      memcpy (&now, data + at + 6, 8);
      now = GUINT64_FROM_LE (now);
      if (data[at + 5] & 2)
        {
          ogg.n_streams++;
          ogg.seconds += (double) granule / 48000;
          granule = 0;
        }
      if (now != G_MAXUINT64)
        granule = now;
      ogg.n_ended += (data[at + 5] & 4) != 0;
      for (guint i = 0; i < data[at + 26]; i++)
        body += data[at + 27 + i];
      at += 27 + data[at + 26] + body;
    }
  g_assert_cmpuint (at, ==, size);
  ogg.seconds += (double) granule / 48000;
  return ogg;
}

/* What stands at the node that asked, which is no question. */
static gboolean
is_named (WindowFixture *fixture,
          const char    *name)
{
  TerrainNode *node = terrain_interview_find_node (window_fixture_interview (fixture), "/data/recording", NULL);
  g_autofree char *value = terrain_node_dup_string (node);

  return strcmp (value, name) == 0;
}

static Ogg
load_ogg (WindowFixture *fixture)
{
  g_autoptr (GBytes) bytes = load (fixture, FILE_NAME);

  g_assert_nonnull (bytes);
  return read_ogg (bytes);
}

static void
leave (WindowFixture *fixture)
{
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (window_fixture_at_home, fixture);
}

static void
complete (WindowFixture *fixture)
{
  conversation_of (fixture);
  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  window_fixture_do (fixture, "win.complete");
  widgets_wait (window_fixture_at_end, fixture);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at; at = strstr (at + 1, part))
    n++;
  return n;
}

/* Nothing is heard before somebody agreed; then it is said, can be paused, goes on beside the review, and is sent. */
static void
test_agreed (WindowFixture *fixture,
             gconstpointer  data)
{
  g_autoptr (GBytes) submission = NULL;
  g_autofree char *uuid = NULL, *xml = NULL, *log = NULL;
  GtkWidget *dialog;
  guint seconds;
  Ogg ogg;

  if (!can_record ())
    return;
  hear (TONE);
  window_fixture_start (fixture, FORM, TITLE);
  widgets_wait (has_dialog, NULL);
  dialog = widgets_find_window ("AdwMessageDialog");
  g_assert_true (widgets_shows (dialog, "Record This Conversation?"));
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (dialog)));
  g_assert_cmpstr (adw_message_dialog_get_default_response (ADW_MESSAGE_DIALOG (dialog)), ==, "no");
  g_assert_cmpstr (adw_message_dialog_get_close_response (ADW_MESSAGE_DIALOG (dialog)), ==, "no");
  widgets_run (1500);
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_UNASKED);
  g_assert_cmpuint (terrain_conversation_get_seconds (conversation_of (fixture)), ==, 0);
  g_assert_null (load (fixture, FILE_NAME));

  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 2);
  g_assert_true (widgets_shows (bar_of (fixture), "Recording"));
  g_assert_true (gtk_level_bar_get_value (GTK_LEVEL_BAR (widgets_find_type (bar_of (fixture), "GtkLevelBar"))) > 0);
  g_autofree char *unnamed = widgets_dup_unnamed (bar_of (fixture));
  g_assert_cmpstr (unnamed, ==, "");

  press (fixture, "Pause the Recording");
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_PAUSED);
  g_assert_true (widgets_shows (bar_of (fixture), "Recording paused"));
  settle (fixture);
  seconds = terrain_conversation_get_seconds (conversation_of (fixture));
  widgets_run (1200);
  g_assert_cmpuint (terrain_conversation_get_seconds (conversation_of (fixture)), ==, seconds);
  press (fixture, "Go On Recording");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, seconds + 1);

  window_fixture_do (fixture, "win.review");
  widgets_wait (window_fixture_at_review, fixture);
  widgets_run (500);
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_RECORDING);
  g_assert_true (widgets_shows (bar_of (fixture), "Recording"));
  window_fixture_do (fixture, "win.complete");
  widgets_wait (window_fixture_at_end, fixture);

  ogg = load_ogg (fixture);
  g_assert_cmpuint (ogg.n_streams, ==, 2);
  g_assert_cmpuint (ogg.n_ended, ==, 2);
  g_assert_cmpfloat (ogg.seconds, >, 2.5);
  uuid = record_uuid (fixture);
  submission = terrain_store_load_submission (window_fixture_store (fixture), uuid, NULL);
  xml = g_strndup (g_bytes_get_data (submission, NULL), g_bytes_get_size (submission));
  g_assert_nonnull (strstr (xml, "<recording>" FILE_NAME "</recording>"));
  log = load_text (fixture, "audit.csv");
  g_assert_cmpuint (count (log, "background audio enabled"), ==, 2);
  g_assert_cmpuint (count (log, "background audio disabled"), ==, 1);
}

/* A refusal is kept, is not asked again by itself, and changes nothing else. */
static void
test_refused (WindowFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *log = NULL;

  if (!can_record ())
    return;
  hear (TONE);
  window_fixture_start (fixture, FORM, TITLE);
  respond ("no");
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_REFUSED);
  g_assert_true (widgets_shows (bar_of (fixture), "This conversation is not recorded"));
  window_fixture_type (fixture, "/data/who/name", "Fatima");
  leave (fixture);

  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  widgets_run (300);
  g_assert_true (has_no_dialog (NULL));
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_REFUSED);
  press (fixture, "Ask…");
  respond ("no");
  g_assert_true (is_named (fixture, ""));
  complete (fixture);
  g_assert_null (load (fixture, FILE_NAME));
  log = load_text (fixture, "audit.csv");
  g_assert_cmpuint (count (log, "background audio disabled"), ==, 2);
  g_assert_cmpuint (count (log, "background audio enabled"), ==, 0);
}

/* Hidden: no sign of it, no sound of it, and it does not go on by itself. */
static void
test_hidden (WindowFixture *fixture,
             gconstpointer  data)
{
  TerrainConversation *conversation;
  guint seconds;

  if (!can_record ())
    return;
  start_recording (fixture, 1);
  conversation = conversation_of (fixture);
  window_fixture_do (fixture, "win.hide");
  g_assert_false (widgets_shows (GTK_WIDGET (fixture->window), "Recording"));
  widgets_wait (is_settled, conversation);
  seconds = terrain_conversation_get_seconds (conversation);
  widgets_run (1200);
  g_assert_cmpuint (terrain_conversation_get_seconds (conversation), ==, seconds);

  g_signal_emit_by_name (widgets_find_type (GTK_WIDGET (fixture->window), "TerrainQuickHidePage"), "accepted");
  widgets_run (500);
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_PAUSED);
  press (fixture, "Go On Recording");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, seconds + 1);
  leave (fixture);
  g_assert_cmpuint (load_ogg (fixture).n_streams, ==, 2);
}

/* What is answered alone is not heard; afterwards it goes on. */
static void
test_hand_over (WindowFixture *fixture,
                gconstpointer  data)
{
  TerrainConversation *conversation;
  GtkWidget *page;
  guint seconds;

  if (!can_record ())
    return;
  start_recording (fixture, 1);
  conversation = conversation_of (fixture);
  window_fixture_go_to (fixture, "/data/private/hurt");
  window_fixture_do (fixture, "win.hand-over");
  page = window_fixture_page (fixture);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (page), ==, "TerrainHandOverPage");
  g_assert_cmpint (terrain_conversation_get_state (conversation), ==, TERRAIN_CONVERSATION_HELD);
  g_assert_false (widgets_shows (page, "Recording"));
  widgets_wait (is_settled, conversation);
  seconds = terrain_conversation_get_seconds (conversation);
  widgets_run (1200);
  g_assert_cmpuint (terrain_conversation_get_seconds (conversation), ==, seconds);
  g_signal_emit_by_name (page, "returned");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, seconds + 1);
  leave (fixture);
  g_assert_cmpuint (load_ogg (fixture).n_streams, ==, 2);
}

/* A draft keeps its part; the next sitting is asked about again, and adds its own. */
static void
test_draft (WindowFixture *fixture,
            gconstpointer  data)
{
  Ogg first, both;

  if (!can_record ())
    return;
  start_recording (fixture, 1);
  leave (fixture);
  first = load_ogg (fixture);
  g_assert_cmpuint (first.n_streams, ==, 1);
  g_assert_cmpuint (first.n_ended, ==, 1);

  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  widgets_wait (has_dialog, NULL);
  g_assert_true (widgets_shows (widgets_find_window ("AdwMessageDialog"), "What was recorded before stays"));
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 1);
  g_assert_true (is_named (fixture, FILE_NAME));
  leave (fixture);
  both = load_ogg (fixture);
  g_assert_cmpuint (both.n_streams, ==, 2);
  g_assert_cmpfloat (both.seconds, >, first.seconds + 0.5);
}

static gboolean
has_file (gpointer fixture)
{
  g_autoptr (GBytes) bytes = load (fixture, FILE_NAME);

  return bytes && g_bytes_get_size (bytes) > 1000 && is_named (fixture, FILE_NAME);
}

/* While it runs it is in the record already, so a kill loses a few seconds: as the disk has it then, it can be played. */
static void
test_killed (WindowFixture *fixture,
             gconstpointer  data)
{
  Ogg ogg;

  if (!can_record ())
    return;
  start_recording (fixture, 1);
  widgets_wait (has_file, fixture);
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_RECORDING);
  ogg = load_ogg (fixture);
  g_assert_cmpuint (ogg.n_streams, ==, 1);
  g_assert_cmpuint (ogg.n_ended, ==, 0);
  g_assert_cmpfloat (ogg.seconds, >, 2);
  /* The window goes without closing the record first. */
  window_fixture_restart (fixture);
  window_fixture_resume (fixture);
  g_assert_true (is_named (fixture, FILE_NAME));
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 1);
  leave (fixture);
  g_assert_cmpuint (load_ogg (fixture).n_streams, ==, 2);
}

/* Ended for good: what was recorded goes, wherever it stands. */
static void
test_deleted (WindowFixture *fixture,
              gconstpointer  data)
{
  if (!can_record ())
    return;
  start_recording (fixture, 1);
  widgets_wait (has_file, fixture);
  press (fixture, "End the Recording…");
  widgets_wait (has_dialog, NULL);
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_HELD);
  respond ("delete");
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_REFUSED);
  settle (fixture);
  widgets_run (200);
  g_assert_null (load (fixture, FILE_NAME));
  g_assert_true (is_named (fixture, ""));
  complete (fixture);
  g_assert_null (load (fixture, FILE_NAME));
}

/* Ended and kept: nothing more is heard, until somebody wants to. */
static void
test_ended (WindowFixture *fixture,
            gconstpointer  data)
{
  if (!can_record ())
    return;
  start_recording (fixture, 1);
  press (fixture, "End the Recording…");
  respond ("go-on");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 2);
  press (fixture, "End the Recording…");
  respond ("keep");
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_STOPPED);
  g_assert_true (widgets_shows (bar_of (fixture), "Recording ended"));
  settle (fixture);
  complete (fixture);
  g_assert_cmpuint (load_ogg (fixture).n_streams, ==, 2);
}

/* Gone on the way: what came before is kept, it is said, and the interview goes on. */
static void
test_lost (WindowFixture *fixture,
           gconstpointer  data)
{
  if (!can_record ())
    return;
  hear (TONE " ! identity error-after=60");
  window_fixture_start (fixture, FORM, TITLE);
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_FAILED, 0);
  g_assert_true (widgets_shows (bar_of (fixture), "The microphone stopped"));
  g_assert_true (widgets_shows (bar_of (fixture), "Not recording"));
  window_fixture_type (fixture, "/data/who/name", "Fatima");
  hear (TONE);
  press (fixture, "Try to Record Again");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 2);
  g_assert_false (widgets_shows (bar_of (fixture), "The microphone stopped"));
  complete (fixture);
  g_assert_cmpuint (load_ogg (fixture).n_streams, ==, 2);
}

static void
test_no_microphone (WindowFixture *fixture,
                    gconstpointer  data)
{
  if (!can_record ())
    return;
  hear ("alsasrc device=nowhere");
  window_fixture_start (fixture, FORM, TITLE);
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_FAILED, 0);
  g_assert_nonnull (terrain_conversation_get_problem (conversation_of (fixture)));
  window_fixture_type (fixture, "/data/who/name", "Fatima");
  /* Nobody wants it any more: no reason to tell. */
  terrain_conversation_refuse (conversation_of (fixture));
  g_assert_null (terrain_conversation_get_problem (conversation_of (fixture)));
  complete (fixture);
  g_assert_null (load (fixture, FILE_NAME));
}

/* As this process sees it: no file can grow any more. */
static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 4096 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static gboolean
has_trouble (gpointer conversation)
{
  return terrain_conversation_get_problem (conversation) != NULL;
}

static gboolean
has_no_trouble (gpointer conversation)
{
  return terrain_conversation_get_problem (conversation) == NULL;
}

/* It is said, it goes on, and with room again all of it is there. Leaving asks before any of it is lost. */
static void
test_full_disk (WindowFixture *fixture,
                gconstpointer  data)
{
  TerrainConversation *conversation;
  guint seconds;
  Ogg ogg;

  if (!can_record ())
    return;
  start_recording (fixture, 1);
  conversation = conversation_of (fixture);
  set_disk_full (TRUE);
  widgets_wait (has_trouble, conversation);
  g_assert_true (widgets_shows (bar_of (fixture), "There is no room left on the disk"));
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_RECORDING);
  window_fixture_do (fixture, "win.keep-draft");
  widgets_wait (has_dialog, NULL);
  g_assert_true (widgets_shows (widgets_find_window ("AdwMessageDialog"), "What was said last could not be kept."));
  respond ("stay");
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_RECORDING);
  set_disk_full (FALSE);
  widgets_wait (has_no_trouble, conversation);
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 0);
  seconds = terrain_conversation_get_seconds (conversation);
  leave (fixture);
  ogg = load_ogg (fixture);
  g_assert_cmpuint (ogg.n_streams, ==, 1);
  g_assert_cmpfloat (ogg.seconds, >, seconds - 1.0);
}

/* The program is set not to record: nobody is asked. */
static void
test_off (WindowFixture *fixture,
          gconstpointer  data)
{
  g_settings_set_boolean (fixture->settings, "background-recording", FALSE);
  hear (TONE);
  window_fixture_start (fixture, FORM, TITLE);
  widgets_run (500);
  g_assert_true (has_no_dialog (NULL));
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_OFF);
  g_assert_true (widgets_shows (bar_of (fixture), "recording is off in the preferences"));
  complete (fixture);
}

/* A form that does not ask shows nothing of all this. */
static void
test_not_asked_for (WindowFixture *fixture,
                    gconstpointer  data)
{
  window_fixture_start (fixture, "tests/shell/forms/short.xml", "Short visit");
  widgets_run (300);
  g_assert_true (has_no_dialog (NULL));
  g_assert_cmpint (state_of (fixture), ==, TERRAIN_CONVERSATION_NONE);
  g_assert_null (window_fixture_find (fixture, "TerrainConversationBar"));
}

/* To look at: CONVERSATION_SHOTS=FOLDER, _WIDTH in pixels, _TEXT in per cent. */
static void
save (GtkWidget  *widget,
      const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (g_getenv ("CONVERSATION_SHOTS"), file, NULL);

  widgets_run (400);
  widgets_save_png (widget, path);
}

static void
test_shots (WindowFixture *fixture,
            gconstpointer  data)
{
  const char *text = g_getenv ("CONVERSATION_TEXT");
  const char *width = g_getenv ("CONVERSATION_WIDTH");
  const char *language = g_getenv ("CONVERSATION_LANGUAGE");

  if (!g_getenv ("CONVERSATION_SHOTS") || !can_record ())
    {
      g_test_skip ("set CONVERSATION_SHOTS to a folder to look at it");
      return;
    }
  if (text)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * g_ascii_strtod (text, NULL) / 100), NULL);
  gtk_window_set_default_size (fixture->window, width ? (int) g_ascii_strtoll (width, NULL, 10) : 900, 600);
  hear (TONE " volume=0.2");
  window_fixture_start (fixture, FORM, TITLE);
  if (language)
    g_assert_true (terrain_session_set_language (window_fixture_session (fixture), language, NULL));
  widgets_wait (has_dialog, NULL);
  save (widgets_find_window ("AdwMessageDialog"), "consent");
  respond ("record");
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 2);
  save (GTK_WIDGET (fixture->window), "recording");
  terrain_conversation_pause (conversation_of (fixture));
  settle (fixture);
  save (GTK_WIDGET (fixture->window), "paused");
  terrain_conversation_resume (conversation_of (fixture));
  wait_for (fixture, TERRAIN_CONVERSATION_RECORDING, 2);
  g_signal_emit_by_name (bar_of (fixture), "stop");
  widgets_wait (has_dialog, NULL);
  save (widgets_find_window ("AdwMessageDialog"), "end");
  respond ("keep");
  save (GTK_WIDGET (fixture->window), "ended");
  hear ("alsasrc device=nowhere");
  terrain_conversation_resume (conversation_of (fixture));
  wait_for (fixture, TERRAIN_CONVERSATION_FAILED, 0);
  save (GTK_WIDGET (fixture->window), "failed");
  terrain_conversation_refuse (conversation_of (fixture));
  save (GTK_WIDGET (fixture->window), "refused");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  if (g_getenv ("CONVERSATION_SHOTS") && g_getenv ("TERRAIN_LOCALE_DIR"))
    {
      setlocale (LC_ALL, "C.UTF-8");
      bindtextdomain ("terrain", g_getenv ("TERRAIN_LOCALE_DIR"));
      bind_textdomain_codeset ("terrain", "UTF-8");
    }

#define ADD(path, func) \
  g_test_add ("/conversation/" path, WindowFixture, NULL, window_fixture_set_up, func, window_fixture_tear_down)
  ADD ("agreed", test_agreed);
  ADD ("refused", test_refused);
  ADD ("hidden", test_hidden);
  ADD ("hand-over", test_hand_over);
  ADD ("draft", test_draft);
  ADD ("killed", test_killed);
  ADD ("deleted", test_deleted);
  ADD ("ended", test_ended);
  ADD ("lost", test_lost);
  ADD ("no-microphone", test_no_microphone);
  ADD ("full-disk", test_full_disk);
  ADD ("off", test_off);
  ADD ("not-asked-for", test_not_asked_for);
  ADD ("shots", test_shots);
#undef ADD
  return g_test_run ();
}
