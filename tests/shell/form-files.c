/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are no good as answers: enormous, gone, no file at all, or on a disk that is full. Told in words at the question;
 * the answer before it stands, and the record is good. */

#include <adwaita.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "form-fixture.h"
#include "terrain-editors.h"
#include "terrain-media-picture.h"
#include "vanishing-file.h"

#define WAIT(condition) \
  G_STMT_START \
  { \
    for (guint turns = 0; turns < 1500 && !(condition); turns++) \
      form_support_run (20); \
    g_assert_true (condition); \
  } \
  G_STMT_END

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
}

static gboolean
shows (GtkWidget *widget, const char *part)
{
  g_autofree char *text = form_support_dup_text (widget);

  return strstr (text, part) != NULL;
}

/* An answer that is then to stand. Returns: (transfer full): its name */
static char *
drop_good (FormFixture *fixture, GtkWidget *question, const char *ref)
{
  g_autofree char *path = dup_medium ("square.png");

  drop (question, path);
  WAIT (*form_support_value (fixture->interview, ref) != '\0');
  return g_strdup (form_support_value (fixture->interview, ref));
}

static void
assert_refused (FormFixture *fixture, GtkWidget *question, const char *ref, const char *before, const char *words)
{
  WAIT (shows (question, words));
  form_fixture_assert_text (question, "The saved answer is still");
  form_fixture_assert_value (fixture, ref, before);
}

/* Grey, 16000 × 12504 pixels: 3 million blocks of two bits each (ISO/IEC 10918-1). */
static char *
dup_enormous_jpeg (void)
{
  static const guchar head[] = { 0xff, 0xd8, 0xff, 0xdb, 0x00, 0x43, 0x00 };
  static const guchar frame[] = { 0xff, 0xc0, 0x00, 0x0b, 0x08, 12504 >> 8, 12504 & 255, 16000 >> 8, 16000 & 255, 0x01,
                                  0x01, 0x11, 0x00,
                                  /* Both tables of codes know one word of one bit: no difference, and end of block. */
                                  0xff, 0xc4, 0x00, 0x14, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00,
                                  0xff, 0xc4, 0x00, 0x14, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00,
                                  0xff, 0xda, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3f, 0x00 };
  g_autoptr (GByteArray) jpeg = g_byte_array_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  gsize blocks = (gsize) (16000 / 8) * (12504 / 8);
  g_autofree guchar *zeroes = g_malloc0 (blocks / 4 + 1);
  guchar ones[64];
  int fd = g_file_open_tmp ("terrain-XXXXXX.jpg", &path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  memset (ones, 1, sizeof ones);
  g_byte_array_append (jpeg, head, sizeof head);
  g_byte_array_append (jpeg, ones, sizeof ones);
  g_byte_array_append (jpeg, frame, sizeof frame);
  g_byte_array_append (jpeg, zeroes, (guint) (blocks / 4 + 1));
  g_byte_array_append (jpeg, (const guchar *) "\xff\xd9", 2);
  g_assert_true (g_file_set_contents (path, (const char *) jpeg->data, jpeg->len, &error));
  return g_steal_pointer (&path);
}

static long
most_memory_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

/* 200 megapixels: a photo is read at a fraction of its size, anything else is refused before it is unpacked. */
static void
test_enormous (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *jpeg = dup_enormous_jpeg (), *png = dup_medium ("huge.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  GtkWidget *shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE);
  long before = most_memory_mb ();
  g_autofree char *kept = NULL;

  drop (question, jpeg);
  WAIT ((shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE)) != NULL &&
        terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  drop (question, png);
  WAIT (shows (question, "The picture is too large to be shown here: 20000 × 10000 pixels."));
  g_assert_true (g_str_has_suffix (form_support_value (fixture->interview, "/data/photo"), ".png"));

  /* With "max-pixels" what cannot be made smaller is not taken. */
  question = form_fixture_go_to (fixture, "/data/small");
  drop (question, jpeg);
  WAIT ((shown = form_support_find_type (question, TERRAIN_TYPE_MEDIA_PICTURE)) != NULL &&
        terrain_media_picture_get_shown (TERRAIN_MEDIA_PICTURE (shown)));
  g_assert_cmpint (gdk_texture_get_width (terrain_media_picture_get_texture (TERRAIN_MEDIA_PICTURE (shown))), ==, 64);
  kept = g_strdup (form_support_value (fixture->interview, "/data/small"));
  drop (question, png);
  assert_refused (fixture, question, "/data/small", kept, "20000 × 10000 pixels. Ask for a smaller one.");
  /* A quarter of what either would take. */
  g_assert_cmpint (most_memory_mb () - before, <, 200);
  g_unlink (jpeg);
}

static void
test_vanishes (FormFixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) pulled = vanishing_file_new ("stick.jpg", "image/jpeg", 3000000, 1200000, TRUE);
  g_autoptr (GFile) shorter = vanishing_file_new ("shorter.jpg", "image/jpeg", 3000000, 1200000, FALSE);
  g_autoptr (GFile) longer = vanishing_file_new ("longer.jpg", "image/jpeg", 300000, G_MAXINT64, FALSE);
  g_autofree char *gone = dup_medium ("gone.png");
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  g_autofree char *before = drop_good (fixture, question, "/data/photo");

  drop (question, gone);
  assert_refused (fixture, question, "/data/photo", before, "The file “gone.png” is not there any more.");
  form_fixture_drop (question, pulled);
  assert_refused (fixture, question, "/data/photo", before, "The file “stick.jpg” could not be read (Input/output error).");
  form_fixture_drop (question, shorter);
  assert_refused (fixture, question, "/data/photo", before, "The file “shorter.jpg” could not be read (it changed");
  form_fixture_drop (question, longer);
  assert_refused (fixture, question, "/data/photo", before, "The file “longer.jpg” could not be read (it changed");
  /* And then a good one. */
  g_free (before);
  form_fixture_click (question, "Take Away");
  before = drop_good (fixture, question, "/data/photo");
}

static void
test_no_file (FormFixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-files-XXXXXX", NULL);
  g_autofree char *fifo = g_build_filename (folder, "pipe.png", NULL), *forbidden = g_build_filename (folder, "no.png", NULL);
  GtkWidget *question = form_fixture_go_to (fixture, "/data/photo");
  g_autofree char *before = drop_good (fixture, question, "/data/photo"), *words = NULL;
  g_autoptr (GError) error = NULL;

  drop (question, folder);
  words = g_strdup_printf ("“%s” is not a file.", strrchr (folder, '/') + 1);
  assert_refused (fixture, question, "/data/photo", before, words);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  drop (question, fifo);
  assert_refused (fixture, question, "/data/photo", before, "“pipe.png” is not a file.");
  if (geteuid () != 0)
    {
      g_assert_true (g_file_set_contents (forbidden, "x", 1, &error));
      g_assert_cmpint (chmod (forbidden, 0), ==, 0);
      drop (question, forbidden);
      assert_refused (fixture, question, "/data/photo", before, "The file “no.png” could not be read");
      g_unlink (forbidden);
    }
  g_unlink (fifo);
  g_rmdir (folder);
}

/* A disk that is full, as this process sees it: no file can grow any more. */
static void
set_disk_full (gboolean full)
{
  struct rlimit limit;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 4096 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-r", folder, NULL };
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static GBytes *
load_answer (TerrainProfile *profile, const char *uuid, const char *name)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = terrain_store_load_attachment (terrain_profile_get_store (profile), uuid, name, NULL, &error);

  g_assert_no_error (error);
  return content;
}

static void
test_full_disk (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-full-XXXXXX", NULL);
  g_autofree char *form = g_build_filename (g_getenv ("TERRAIN_SOURCE"), "tests", "shell", "forms", "upload.xml", NULL);
  g_autofree char *picture = dup_medium ("square.png"), *first = NULL, *second = NULL, *uuid = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, &error);
  g_autoptr (TerrainForm) loaded = NULL;
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *original = NULL;
  TerrainInterview *interview;
  GtkWidget *view, *window, *question;
  gsize size;

  g_assert_no_error (error);
  g_assert_true (terrain_profile_import_form_file (profile, form, NULL, NULL, &error));
  loaded = terrain_profile_load_form (profile, "upload", NULL, &error);
  g_assert_no_error (error);
  session = terrain_session_begin (profile, loaded, NULL, &error);
  g_assert_no_error (error);
  interview = terrain_session_get_interview (session);
  uuid = g_strdup (terrain_session_get_record_uuid (session));
  view = terrain_form_view_new (session);
  window = form_support_show (view, 720, 800);
  form_support_run (300);

  question = form_support_question (view, "/data/photo");
  drop (question, picture);
  WAIT (*form_support_value (interview, "/data/photo") != '\0');
  first = g_strdup (form_support_value (interview, "/data/photo"));

  set_disk_full (TRUE);
  drop (question, picture);
  WAIT (shows (question, "The file could not be kept: There is no room left on the disk"));
  g_assert_cmpstr (form_support_value (interview, "/data/photo"), ==, first);
  set_disk_full (FALSE);
  /* With room again it goes on. */
  drop (question, picture);
  WAIT (g_strcmp0 (form_support_value (interview, "/data/photo"), first) != 0);
  second = g_strdup (form_support_value (interview, "/data/photo"));
  gtk_window_destroy (GTK_WINDOW (window));
  form_support_run (50);
  g_assert_true (terrain_session_close (session, FALSE, &error));
  g_clear_object (&session);
  g_clear_object (&profile);

  /* As another start of the program finds it. */
  profile = terrain_profile_open (folder, &error);
  g_assert_no_error (error);
  session = terrain_session_resume (profile, uuid, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (form_support_value (terrain_session_get_interview (session), "/data/photo"), ==, second);
  content = load_answer (profile, uuid, second);
  g_assert_true (g_file_get_contents (picture, &original, &size, &error));
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), original, size);
  g_clear_object (&session);
  g_clear_object (&profile);
  remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_setenv ("TERRAIN_CAMERAS", "", TRUE);
#define ADD(name, function) \
  g_test_add ("/form/files/" name, FormFixture, "upload.xml", form_fixture_set_up, function, form_fixture_tear_down)
  ADD ("enormous", test_enormous);
  ADD ("vanishes", test_vanishes);
  ADD ("no-file", test_no_file);
  g_test_add_func ("/form/files/full-disk", test_full_disk);
#undef ADD
  return g_test_run ();
}
