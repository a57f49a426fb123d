/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The camera: pictures, films and codes, a camera that is refused, is not there, or goes away. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <stdio.h>
#include <string.h>

#include "form-fixture.h"
#include "terrain-camera-window.h"
#include "terrain-code-reader.h"
#include "terrain-editors.h"
#include "terrain-media-picture.h"
#include "terrain-viewfinder.h"

#define CAMERAS "TERRAIN_CAMERAS"
/* Grey at the left, blue at the right. */
#define BARS "videotestsrc is-live=true pattern=smpte ! capsfilter caps=video/x-raw,width=320,height=240,framerate=15/1"

#define WAIT(condition) \
  G_STMT_START \
  { \
    for (guint turns = 0; turns < 1500 && !(condition); turns++) \
      form_support_run (20); \
    g_assert_true (condition); \
  } \
  G_STMT_END

static void
set_up (FormFixture *fixture, gconstpointer cameras)
{
  g_setenv (CAMERAS, cameras, TRUE);
  g_setenv ("TERRAIN_MICROPHONE", "audiotestsrc is-live=true", TRUE);
  form_fixture_set_up (fixture, "camera.xml");
}

static void
tear_down (FormFixture *fixture, gconstpointer cameras)
{
  form_fixture_tear_down (fixture, "camera.xml");
}

/* The window, once there is something to be seen in it. */
static GtkWidget *
open_camera (GtkWidget *question, const char *button, const char *shutter)
{
  form_fixture_click (question, button);
  WAIT (form_fixture_camera_window () != NULL);
  WAIT (form_fixture_camera_window () == NULL || (form_fixture_button (form_fixture_camera_window (), shutter) != NULL &&
                                     gtk_widget_get_sensitive (form_fixture_button (form_fixture_camera_window (), shutter))));
  if (form_fixture_camera_window () == NULL)
    {
      g_autofree char *why = form_support_dup_text (question);
      g_error ("The camera did not open: %s", why);
    }
  return form_fixture_camera_window ();
}

static gboolean
is_answered (FormFixture *fixture, const char *ref)
{
  return *form_support_value (fixture->interview, ref) != '\0';
}

static GdkTexture *
wait_for_picture (FormFixture *fixture, GtkWidget *question, const char *ref)
{
  GtkWidget *shown;

  WAIT (is_answered (fixture, ref));
  WAIT (form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE) != NULL);
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  WAIT (terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  return terrain_media_picture_get_texture (TERRAIN_MEDIA_PICTURE (shown));
}

static gboolean
is_blue (const guchar *bgra)
{
  return bgra[0] > 120 && bgra[1] < 60 && bgra[2] < 60;
}

/* Whether the bar at the left of what @paintable shows is the blue one. */
static gboolean
begins_blue (GdkPaintable *paintable)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 320, 240);
  cairo_t *cr = cairo_create (surface);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  gboolean blue;

  gdk_paintable_snapshot (paintable, snapshot, 320, 240);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  blue = is_blue (cairo_image_surface_get_data (surface) + 20 * 4);
  cairo_surface_destroy (surface);
  return blue;
}

static GdkPaintable *
seen_in (GtkWidget *window)
{
  return gtk_picture_get_paintable (GTK_PICTURE (form_support_find_type (window, GTK_TYPE_PICTURE)));
}

static void
test_picture (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *window = open_camera (question, "Take a Picture…", "Take the Picture");

  form_fixture_assert_text (window, "A picture of the place");
  g_assert_true (TERRAIN_IS_VIEWFINDER (seen_in (window)));
  g_assert_true (begins_blue (seen_in (window)));
  g_assert_null (form_fixture_button (window, "Take It Again"));
  form_fixture_click (window, "Take the Picture");
  /* As it will be kept, and once more. */
  g_assert_false (begins_blue (seen_in (window)));
  form_fixture_assert_value (fixture, "/data/photo", "");
  form_fixture_click (window, "Take It Again");
  WAIT (begins_blue (seen_in (window)));
  form_fixture_click (window, "Take the Picture");
  form_fixture_click (window, "Use This Picture");
  WAIT (form_fixture_camera_window () == NULL);
  g_assert_false (begins_blue (GDK_PAINTABLE (wait_for_picture (fixture, question, "/data/photo"))));
  g_assert_true (g_str_has_suffix (form_support_value (fixture->interview, "/data/photo"), ".jpg"));
  /* A file will do as well. */
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
}

static void
test_keys (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");

  form_fixture_need_keys ();
  open_camera (question, "Take a Picture…", "Take the Picture");
  form_support_key ("Escape");
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_value (fixture, "/data/photo", "");
  open_camera (question, "Take a Picture…", "Take the Picture");
  form_support_key ("space");
  WAIT (form_fixture_button (form_fixture_camera_window (), "Use This Picture") != NULL);
  form_support_key ("Return");
  WAIT (form_fixture_camera_window () == NULL);
  wait_for_picture (fixture, question, "/data/photo");
}

static void
test_max_pixels (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/small");
  GtkWidget *window = open_camera (question, "Take a Picture…", "Take the Picture");
  GdkTexture *kept;

  form_fixture_click (window, "Take the Picture");
  form_fixture_click (window, "Use This Picture");
  kept = wait_for_picture (fixture, question, "/data/small");
  g_assert_cmpint (gdk_texture_get_width (kept), ==, 64);
  g_assert_cmpint (gdk_texture_get_height (kept), ==, 48);
}

static void
drop (GtkWidget *question, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "media", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  form_fixture_drop (question, file);
}

/* "new": no file, while there is a camera. */
static void
test_new (FormFixture *fixture, gconstpointer data)
{
  static const char *const refs[] = { "/data/fresh", "/data/selfie" };

  for (gsize i = 0; i < G_N_ELEMENTS (refs); i++)
    {
      GtkWidget *question = form_fixture_go_to (fixture, refs[i]);

      g_assert_null (form_fixture_button (question, "Choose a Picture…"));
      form_fixture_assert_no_text (question, "None can be taken");
      drop (question, "square.png");
      form_support_run (300);
      form_fixture_assert_text (question, "This question takes no file");
      form_fixture_assert_value (fixture, refs[i], "");
    }
}

static void
test_none (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");

  g_assert_null (form_fixture_button (question, "Take a Picture…"));
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
  question = form_fixture_go_to (fixture, "/data/fresh");
  g_assert_null (form_fixture_button (question, "Take a Picture…"));
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
  form_fixture_assert_text (question, "A new picture is asked for. None can be taken");
  drop (question, "square.png");
  wait_for_picture (fixture, question, "/data/fresh");
  question = form_fixture_go_to (fixture, "/data/code");
  g_assert_null (form_fixture_button (question, "Scan a Code…"));
}

/* It is there, and does not open. */
static void
test_broken (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/fresh");

  form_fixture_click (question, "Take a Picture…");
  WAIT (form_fixture_button (question, "Choose a Picture…") != NULL);
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_text (question, "The camera could not be opened");
  form_fixture_assert_text (question, "A file can be chosen instead. Nothing is saved for this question yet.");
  drop (question, "square.png");
  wait_for_picture (fixture, question, "/data/fresh");
}

static void
test_several (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *window = open_camera (question, "Take a Picture…", "Take the Picture");
  GtkWidget *choice = form_support_find_type (window, GTK_TYPE_DROP_DOWN);

  g_assert_nonnull (choice);
  g_assert_true (begins_blue (seen_in (window)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  WAIT (!begins_blue (seen_in (window)));
  gtk_window_close (GTK_WINDOW (window));
  WAIT (form_fixture_camera_window () == NULL);
  /* The one chosen is the one that is meant. */
  window = open_camera (question, "Take a Picture…", "Take the Picture");
  form_support_run (200);
  g_assert_false (begins_blue (seen_in (window)));
  gtk_window_close (GTK_WINDOW (window));
  WAIT (form_fixture_camera_window () == NULL);
}

/* Nobody is filmed who does not see it. */
static void
test_hidden (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *window = open_camera (question, "Take a Picture…", "Take the Picture");
  GdkPaintable *seen = seen_in (window);

  g_assert_cmpint (gdk_paintable_get_intrinsic_width (seen), >, 0);
  gtk_widget_set_visible (window, FALSE);
  form_support_run (300);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (seen), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  WAIT (gdk_paintable_get_intrinsic_width (seen) > 0);
  gtk_window_close (GTK_WINDOW (window));
  WAIT (form_fixture_camera_window () == NULL);
}

/* Films */

/* As its clock says; -1: none is to be seen. */
static int
seconds_filmed (GtkWidget *window)
{
  g_autofree char *text = form_support_dup_text (window);
  const char *clock = strstr (text, "● ");
  int minutes, seconds;

  return clock != NULL && sscanf (clock, "● %d:%d", &minutes, &seconds) == 2 ? minutes * 60 + seconds : -1;
}

static void
take_result (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **taken = data;

  *taken = g_object_ref (result);
}

static GBytes *
load_answer (FormFixture *fixture, GtkWidget *question, const char *ref)
{
  GtkWidget *editor = form_support_find_type (question, TERRAIN_TYPE_UPLOAD_EDITOR);
  TerrainMediaSource *source = terrain_form_context_get_media (terrain_editor_get_context (TERRAIN_EDITOR (editor)));
  g_autofree char *uri = g_strconcat (TERRAIN_MEDIA_ATTACHMENT, form_support_value (fixture->interview, ref), NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  terrain_media_source_load_async (source, uri, NULL, take_result, &result);
  WAIT (result != NULL);
  bytes = terrain_media_source_load_finish (source, result, &error);
  g_assert_no_error (error);
  return bytes;
}

/* How long it says it is, in ms, once its pictures and its sound could be read. */
static guint
play (GBytes *film)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-film-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "film.webm", NULL);
  g_autofree char *text = g_strdup_printf ("filesrc location=%s ! matroskademux name=d  d.video_0 ! queue ! vp8dec ! "
                                           "fakesink  d.audio_0 ! queue ! opusdec ! fakesink",
                                           path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GstElement) pipeline = NULL;
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) message = NULL;
  gint64 duration = 0;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (film, NULL), (gssize) g_bytes_get_size (film), &error));
  pipeline = gst_object_ref_sink (gst_parse_launch (text, &error));
  g_assert_no_error (error);
  gst_element_set_state (pipeline, GST_STATE_PAUSED);
  g_assert_cmpint (gst_element_get_state (pipeline, NULL, NULL, 20 * GST_SECOND), ==, GST_STATE_CHANGE_SUCCESS);
  g_assert_true (gst_element_query_duration (pipeline, GST_FORMAT_TIME, &duration));
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  bus = gst_element_get_bus (pipeline);
  message = gst_bus_timed_pop_filtered (bus, 30 * GST_SECOND, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
  g_assert_nonnull (message);
  g_assert_cmpint (GST_MESSAGE_TYPE (message), ==, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  g_remove (path);
  g_rmdir (folder);
  return (guint) (duration / (gint64) GST_MSECOND);
}

static void
test_film (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/film");
  GtkWidget *window = open_camera (question, "Record a Film…", "Begin Recording");
  g_autoptr (GBytes) film = NULL;
  guint ms;

  form_fixture_click (window, "Begin Recording");
  WAIT (seconds_filmed (window) >= 2);
  g_assert_null (form_fixture_button (window, "Begin Recording"));
  form_fixture_click (window, "Stop");
  WAIT (is_answered (fixture, "/data/film"));
  WAIT (form_fixture_camera_window () == NULL);
  g_assert_true (g_str_has_suffix (form_support_value (fixture->interview, "/data/film"), ".webm"));
  form_fixture_assert_no_text (question, "kept");
  film = load_answer (fixture, question, "/data/film");
  ms = play (film);
  g_assert_cmpuint (ms, >=, 1000);
  g_assert_cmpuint (ms, <=, 20000);
}

/* Closing the window ends a film, and does not throw it away. */
static void
test_film_left (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/film");
  GtkWidget *window = open_camera (question, "Record a Film…", "Begin Recording");

  form_fixture_click (window, "Begin Recording");
  WAIT (seconds_filmed (window) >= 1);
  gtk_window_close (GTK_WINDOW (window));
  WAIT (is_answered (fixture, "/data/film"));
  WAIT (form_fixture_camera_window () == NULL);
}

/* Unplugged while recording. */
static void
test_unplugged (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/film");
  GtkWidget *window = open_camera (question, "Record a Film…", "Begin Recording");
  g_autoptr (GBytes) film = NULL;

  form_fixture_click (window, "Begin Recording");
  WAIT (is_answered (fixture, "/data/film"));
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_text (question, "The camera stopped: check that it is connected. What was recorded until then is kept.");
  film = load_answer (fixture, question, "/data/film");
  g_assert_cmpuint (play (film), >, 0);
}

/* Codes */

static void
test_code (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests/shell/forms/media/code.png", NULL);
  g_autofree char *camera = g_strdup_printf ("filesrc location=\"%s\" ! pngdec ! imagefreeze is-live=true", path);
  GtkWidget *question = form_fixture_go_to (fixture, "/data/code");

  g_setenv (CAMERAS, camera, TRUE);
  form_fixture_click (question, "Scan a Code…");
  WAIT (is_answered (fixture, "/data/code"));
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_value (fixture, "/data/code", "Fiets nº 12 – žluť, 5 €");
  g_assert_cmpstr (form_fixture_entry_text (question, 0), ==, "Fiets nº 12 – žluť, 5 €");
  g_assert_cmpstr (form_fixture_current (fixture), ==, "/data/code");
  question = form_fixture_go_to (fixture, "/data/secret");
  g_assert_nonnull (form_support_find_type (question, GTK_TYPE_PASSWORD_ENTRY));
  form_fixture_click (question, "Scan a Code…");
  WAIT (is_answered (fixture, "/data/secret"));
  WAIT (form_fixture_camera_window () == NULL);
  form_fixture_assert_no_text (question, "Fiets");
}

/* A scanner that stands for a keyboard: quick keys, and Enter. */
static void
test_wedge (FormFixture *fixture, gconstpointer data)
{
  form_fixture_need_keys ();
  form_fixture_go_to (fixture, "/data/code");
  form_support_type ("BX-5412345678908");
  form_support_key ("Return");
  WAIT (g_strcmp0 (form_fixture_current (fixture), "/data/secret") == 0);
  form_fixture_assert_value (fixture, "/data/code", "BX-5412345678908");
  form_support_type ("0042");
  form_support_key ("Return");
  WAIT (g_strcmp0 (form_fixture_current (fixture), "/data/after") == 0);
  form_fixture_assert_value (fixture, "/data/secret", "0042");
}

static void
test_code_text (void)
{
  static const char with_nul[] = "a\0b\x1d" "c";
  g_autofree char *utf8 = terrain_code_reader_dup_text ("na\xc3\xafve", 6);
  g_autofree char *latin = terrain_code_reader_dup_text ("na\xefve", 5);
  g_autofree char *control = terrain_code_reader_dup_text (with_nul, sizeof with_nul - 1);
  g_autofree char *none = terrain_code_reader_dup_text ("", 0);

  g_assert_cmpstr (utf8, ==, "naïve");
  g_assert_cmpstr (latin, ==, "naïve");
  g_assert_cmpstr (control, ==, "a b c");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, cameras, function) \
  g_test_add ("/form/camera/" name, FormFixture, cameras, set_up, function, tear_down)
  ADD ("picture", BARS, test_picture);
  ADD ("keys", BARS, test_keys);
  ADD ("max-pixels", BARS, test_max_pixels);
  ADD ("new", BARS, test_new);
  ADD ("none", "", test_none);
  ADD ("broken", "v4l2src device=/nowhere", test_broken);
  ADD ("several", BARS "\nvideotestsrc is-live=true pattern=white", test_several);
  ADD ("hidden", BARS, test_hidden);
  ADD ("film", BARS, test_film);
  ADD ("film-left", BARS, test_film_left);
  ADD ("film-ends", BARS " ! identity eos-after=60", test_unplugged);
  ADD ("film-fails", BARS " ! identity error-after=60", test_unplugged);
  ADD ("code", BARS, test_code);
  ADD ("wedge", BARS, test_wedge);
  g_test_add_func ("/form/camera/code-text", test_code_text);
#undef ADD
  return g_test_run ();
}
