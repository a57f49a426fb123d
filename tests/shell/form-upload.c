/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as answers: chosen, dropped, drawn, recorded; kept in the record, or refused in words. */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "form-fixture.h"
#include "terrain-drawing-window.h"
#include "terrain-drawing.h"
#include "terrain-editors.h"
#include "terrain-media-picture.h"
#include "terrain-recorder.h"

static char *
dup_medium (const char *name)
{
  return g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "media", name, NULL);
}

static void
drop (GtkWidget *question, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  form_fixture_drop (question, file);
  form_support_run (400);
}

static GtkWidget *
other_window (GtkWidget *own, GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      if (window != own && G_OBJECT_TYPE (window) == type && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
test_picture (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("square.png"), *wrong = dup_medium ("beep.wav"), *gone = dup_medium ("gone.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  g_autofree char *first = NULL;
  GtkWidget *shown;

  g_assert_null (form_fixture_button (question, "Take Away"));
  drop (question, path);
  first = g_strdup (form_support_value (fixture->interview, "/data/photo"));
  g_assert_true (g_str_has_suffix (first, ".png"));
  /* The name says nothing of the file's own. */
  g_assert_null (strstr (first, "square"));
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  g_assert_true (terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));

  /* What does not fit is refused, and what was there stays. */
  drop (question, wrong);
  form_fixture_assert_text (question, "“beep.wav” does not fit this question");
  form_fixture_assert_value (fixture, "/data/photo", first);
  drop (question, gone);
  form_fixture_assert_text (question, "The saved answer is still");
  form_fixture_assert_value (fixture, "/data/photo", first);

  drop (question, path);
  g_assert_cmpstr (form_support_value (fixture->interview, "/data/photo"), !=, first);
  form_fixture_click (question, "Take Away");
  form_fixture_assert_value (fixture, "/data/photo", "");
}

static void
test_max_pixels (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("square.png"), *broken = dup_medium ("broken.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/small");
  GtkWidget *shown;

  drop (question, path);
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  g_assert_cmpint (gdk_texture_get_width (terrain_media_picture_get_texture (TERRAIN_MEDIA_PICTURE (shown))), ==, 64);
  /* A picture that cannot be read here is kept as it is, and that is said. */
  drop (question, broken);
  form_support_run (200);
  form_fixture_assert_text (question, "is damaged");
  g_assert_cmpstr (form_support_value (fixture->interview, "/data/small"), !=, "");
}

/* What is settled is still looked at. */
static void
test_readonly (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("square.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *shown;

  drop (question, path);
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  form_fixture_set (fixture, "/data/lock", "yes");
  g_assert_true (gtk_widget_get_mapped (shown));
  g_assert_true (terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  g_assert_null (form_fixture_button (question, "Take Away"));
  g_assert_null (form_fixture_button (question, "Choose a Picture…"));
  /* Nor is the name of its file to be read. */
  form_fixture_assert_no_text (question, ".png");
  form_fixture_set (fixture, "/data/lock", "no");
  g_assert_nonnull (form_fixture_button (question, "Take Away"));
}

/* As long as its words each, 6 pixels from each other. */
static void
test_buttons (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/sign");
  GtkWidget *sign = form_fixture_button (question, "Sign…"), *choose = form_fixture_button (question, "Choose a Picture…");
  graphene_rect_t first, second;

  g_assert_true (gtk_widget_compute_bounds (sign, question, &first));
  g_assert_true (gtk_widget_compute_bounds (choose, question, &second));
  g_assert_cmpfloat (second.origin.y, ==, first.origin.y);
  g_assert_cmpfloat_with_epsilon (second.origin.x - first.origin.x - first.size.width, 6, 0.5);
}

/* The reader of JPEG would make up the lower half in grey. */
static void
test_truncated (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("square.png");
  g_autofree char *cut = g_build_filename (g_get_tmp_dir (), "terrain-cut.jpg", NULL);
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *shown;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_file (path, &error);
  g_autofree char *jpeg = NULL;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &jpeg, &size, "jpeg", &error, "quality", "90", NULL));
  g_assert_true (g_file_set_contents (cut, jpeg, (gssize) size, &error));
  drop (question, cut);
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  g_assert_true (terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  g_assert_true (g_file_set_contents (cut, jpeg, (gssize) size * 2 / 3, &error));
  drop (question, cut);
  g_assert_false (terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  form_fixture_assert_text (question, "its end is missing");
  g_unlink (cut);
}

static void
draw_line (GtkWidget *window)
{
  TerrainDrawing *sheet = TERRAIN_DRAWING (form_support_find_type (window, TERRAIN_TYPE_DRAWING));

  terrain_drawing_begin (sheet, 10, 10);
  terrain_drawing_extend (sheet, 300, 200);
}

static void
test_signature (FormFixture *fixture, gconstpointer data)
{
  GtkWidget *question = form_fixture_go_to (fixture, "/data/sign");
  GtkWidget *window;

  form_fixture_click (question, "Sign…");
  form_support_run (300);
  window = other_window (fixture->window, TERRAIN_TYPE_DRAWING_WINDOW);
  g_assert_nonnull (window);
  form_fixture_assert_text (window, "I agree to take part");
  g_assert_false (gtk_widget_get_sensitive (form_fixture_button (window, "Keep")));
  draw_line (window);
  draw_line (window);
  g_assert_true (gtk_widget_get_sensitive (form_fixture_button (window, "Keep")));
  gtk_widget_activate_action (window, "drawing.undo", NULL);
  g_assert_true (gtk_widget_get_sensitive (form_fixture_button (window, "Keep")));
  gtk_widget_activate_action (window, "drawing.undo", NULL);
  g_assert_false (gtk_widget_get_sensitive (form_fixture_button (window, "Keep")));
  draw_line (window);
  gtk_widget_activate_action (window, "drawing.keep", NULL);
  form_support_run (400);
  g_assert_null (other_window (fixture->window, TERRAIN_TYPE_DRAWING_WINDOW));
  g_assert_true (g_str_has_suffix (form_support_value (fixture->interview, "/data/sign"), ".png"));

  /* Without a pointer: a picture of a signature. */
  g_assert_nonnull (form_fixture_button (question, "Choose a Picture…"));
}

static void
test_annotate (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("square.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/annotate");
  g_autofree char *before = NULL;
  GtkWidget *window, *shown;

  g_assert_null (form_fixture_button (question, "Draw on It…"));
  drop (question, path);
  before = g_strdup (form_support_value (fixture->interview, "/data/annotate"));
  form_fixture_click (question, "Draw on It…");
  form_support_run (400);
  window = other_window (fixture->window, TERRAIN_TYPE_DRAWING_WINDOW);
  g_assert_nonnull (window);
  draw_line (window);
  gtk_widget_activate_action (window, "drawing.keep", NULL);
  form_support_run (500);
  g_assert_cmpstr (form_support_value (fixture->interview, "/data/annotate"), !=, before);
  /* The picture's own size, not the sheet's. */
  shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  g_assert_cmpint (gdk_texture_get_width (terrain_media_picture_get_texture (TERRAIN_MEDIA_PICTURE (shown))), ==, 320);
  g_assert_cmpint (gdk_texture_get_height (terrain_media_picture_get_texture (TERRAIN_MEDIA_PICTURE (shown))), ==, 160);
}

typedef struct
{
  GBytes *sound;
  char *problem;
  gboolean finished;
  guint levels;
} Heard;

static void
level_heard (TerrainRecorder *recorder, double level, Heard *heard)
{
  g_assert_cmpfloat (level, >=, 0);
  g_assert_cmpfloat (level, <=, 1);
  heard->levels++;
}

static void
finished (TerrainRecorder *recorder, GBytes *sound, const char *problem, Heard *heard)
{
  heard->finished = TRUE;
  heard->sound = sound != NULL ? g_bytes_ref (sound) : NULL;
  heard->problem = g_strdup (problem);
}

static void
record (const char *source, guint ms, Heard *heard)
{
  g_autoptr (TerrainRecorder) recorder = terrain_recorder_new (source);
  g_autoptr (GError) error = NULL;

  *heard = (Heard) { 0 };
  g_signal_connect (recorder, "level", G_CALLBACK (level_heard), heard);
  g_signal_connect (recorder, "finished", G_CALLBACK (finished), heard);
  if (!terrain_recorder_start (recorder, "voice-only", &error))
    {
      heard->problem = g_strdup (error->message);
      return;
    }
  g_assert_true (terrain_recorder_get_recording (recorder));
  form_support_run (ms);
  terrain_recorder_stop (recorder);
  for (guint i = 0; i < 50 && !heard->finished; i++)
    form_support_run (100);
  g_assert_true (heard->finished);
  g_assert_false (terrain_recorder_get_recording (recorder));
}

static void
heard_clear (Heard *heard)
{
  g_clear_pointer (&heard->sound, g_bytes_unref);
  g_clear_pointer (&heard->problem, g_free);
}

static void
test_recorder (void)
{
  Heard heard;

  record ("audiotestsrc is-live=true", 700, &heard);
  if (heard.sound == NULL && strstr (heard.problem, "not installed") != NULL)
    {
      g_test_skip (heard.problem);
      heard_clear (&heard);
      return;
    }
  g_assert_null (heard.problem);
  g_assert_nonnull (heard.sound);
  g_assert_cmpmem (g_bytes_get_data (heard.sound, NULL), 4, "OggS", 4);
  g_assert_cmpuint (heard.levels, >, 0);
  heard_clear (&heard);

  /* Unplugged on the way: what came before is kept, and it is said. */
  record ("audiotestsrc is-live=true ! identity error-after=12", 1500, &heard);
  g_assert_nonnull (heard.problem);
  g_assert_nonnull (heard.sound);
  heard_clear (&heard);

  /* Nothing to record with: said, and no file of silence. */
  record ("alsasrc device=nowhere", 300, &heard);
  g_assert_nonnull (heard.problem);
  g_assert_null (heard.sound);
  heard_clear (&heard);
}

static void
test_file (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_medium ("rooms.svg");
  g_autofree char *empty = g_build_filename (g_get_tmp_dir (), "terrain-empty.pdf", NULL);
  GtkWidget *question = form_fixture_go_to (fixture, "/data/file");
  g_autoptr (GError) error = NULL;

  drop (question, path);
  form_fixture_assert_text (question, "is in this record");
  g_assert_true (g_file_set_contents (empty, "", 0, &error));
  drop (question, empty);
  form_fixture_assert_text (question, "is empty");
  g_unlink (empty);
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-r", folder, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* With a record: the file is in the store before its name is the answer. */
static void
test_record (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-upload-XXXXXX", NULL);
  g_autofree char *form = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "upload.xml", NULL);
  g_autofree char *picture = dup_medium ("square.png");
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, &error);
  g_autoptr (TerrainForm) loaded = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GBytes) content = NULL;
  TerrainInterview *interview;
  GtkWidget *view, *window, *question;

  g_assert_no_error (error);
  g_assert_true (terrain_profile_import_form_file (profile, form, NULL, NULL, &error));
  loaded = terrain_profile_load_form (profile, "upload", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin (profile, loaded, NULL, &error);
  g_assert_no_error (error);
  interview = terrain_session_get_interview (session);
  view = terrain_form_view_new (session);
  window = form_support_show (view, 720, 800);
  form_support_run (300);

  question = form_support_question (view, "/data/photo");
  drop (question, picture);
  value = g_strdup (form_support_value (interview, "/data/photo"));
  g_assert_cmpstr (value, !=, "");
  content = terrain_store_load_attachment (terrain_profile_get_store (profile),
                                           terrain_session_get_record_uuid (session), value, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (content), >, 1000);

  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);
  g_clear_object (&profile);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/form/upload/" name, FormFixture, "upload.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("picture", test_picture);
  ADD ("readonly", test_readonly);
  ADD ("buttons", test_buttons);
  ADD ("truncated", test_truncated);
  ADD ("max-pixels", test_max_pixels);
  ADD ("signature", test_signature);
  ADD ("annotate", test_annotate);
  ADD ("file", test_file);
  g_test_add_func ("/form/upload/recorder", test_recorder);
  g_test_add_func ("/form/upload/record", test_record);
#undef ADD
  return g_test_run ();
}
