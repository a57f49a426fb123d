/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <terrain-store-sealing.h>

#include "fixture.h"

/* Records that nobody here may read once they are complete. The seal of these tests turns every bit over. */

#define SECRET "Anna-lives-in-the-rue-Haute"

typedef struct
{
  GString *sealed; /* names, in order */
  const char *fail_at; /* (nullable): a file's name, "" for the submission */
} Seal;

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no seal");
  return FALSE;
}

static gboolean
seal_file (const char *name, GInputStream *plain, GOutputStream *sealed, gpointer user_data, GError **error)
{
  Seal *seal = user_data;
  guint8 buffer[1000];
  gssize size;

  g_string_append_printf (seal->sealed, "%s ", name);
  while ((size = g_input_stream_read (plain, buffer, sizeof buffer, NULL, error)) > 0)
    {
      for (gssize i = 0; i < size; i++)
        buffer[i] = (guint8) ~buffer[i];
      if (!g_output_stream_write_all (sealed, buffer, (gsize) size, NULL, NULL, error))
        return FALSE;
    }
  if (g_strcmp0 (seal->fail_at, name) == 0)
    return fail (error);
  return size == 0;
}

static gboolean
seal_submission (GBytes **sealed, GBytes **submission, gpointer user_data, GError **error)
{
  Seal *seal = user_data;

  if (g_strcmp0 (seal->fail_at, "") == 0)
    return fail (error);
  *sealed = bytes_of ("closed");
  *submission = bytes_of ("<manifest/>");
  return TRUE;
}

static void
put_file (Fixture *fixture, const char *name, gsize size)
{
  guint8 *data = g_malloc (size);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (SECRET[i % strlen (SECRET)]);
  content = g_bytes_new_take (data, size);
  g_assert_true (terrain_store_put_attachment (fixture->store, "a", name, "image/jpeg", content, &error));
  g_assert_no_error (error);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GBytes) instance = bytes_of ("<data>" SECRET "</data>");

  begin_record (fixture->store, "a");
  append (fixture->store, "a", 1, SECRET);
  g_assert_true (terrain_store_write_checkpoint (fixture->store, "a", 1, instance, SECRET, "fr", NULL));
  put_file (fixture, "photo.jpg", 700001); /* several pieces and a rest */
  put_file (fixture, "photo.jpg.enc", 5);  /* named as the other's sealed one */
  put_file (fixture, "empty", 0);
  put_file (fixture, "not-asked.jpg", 100);
}

static gboolean
complete (Fixture *fixture, const char *fail_at, char **sealed_names, GError **error)
{
  static const char *const files[] = { "photo.jpg.enc", "empty", "photo.jpg", NULL };
  g_autoptr (GString) names = g_string_new (NULL);
  Seal seal = { names, fail_at };
  TerrainSealing sealing = { files, ".enc", "submission.xml", seal_file, seal_submission, &seal };
  gboolean done = terrain_store_complete_record_sealed (fixture->store, "a", "uuid:a", &sealing, TRUE, 5000, error);

  if (sealed_names != NULL)
    *sealed_names = g_strdup (names->str);
  return done;
}

static void
assert_nowhere (Fixture *fixture, const char *secret)
{
  static const char *const endings[] = { "", "-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);
      g_autofree char *content = NULL;
      gsize size;

      if (g_file_get_contents (path, &content, &size, NULL))
        g_assert_null (memmem (content, size, secret, strlen (secret)));
    }
}

static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *order = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (GBytes) closed = NULL;
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autofree char *type = NULL;
  const guint8 *bytes;
  gsize size;

  begin (fixture);
  g_assert_true (complete (fixture, NULL, &order, &error));
  g_assert_no_error (error);
  /* In the order they were added, whatever the order they are asked for in. */
  g_assert_cmpstr (order, ==, "photo.jpg photo.jpg.enc empty ");
  names = terrain_store_list_attachments (fixture->store, "a", NULL);
  list = g_strjoinv (" ", names);
  g_assert_cmpstr (list, ==, "photo.jpg.enc photo.jpg.enc.enc empty.enc submission.xml.enc");

  photo = terrain_store_load_attachment (fixture->store, "a", "photo.jpg.enc", &type, &error);
  g_assert_no_error (error);
  g_assert_null (type);
  bytes = g_bytes_get_data (photo, &size);
  g_assert_cmpuint (size, ==, 700001);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpint (bytes[i], ==, (guint8) ~SECRET[i % strlen (SECRET)]);
  closed = terrain_store_load_attachment (fixture->store, "a", "submission.xml.enc", NULL, NULL);
  assert_bytes (closed, "closed");
  manifest = terrain_store_load_submission (fixture->store, "a", NULL);
  assert_bytes (manifest, "<manifest/>");

  record = terrain_store_find_record (fixture->store, "a", NULL);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_QUEUED);
  g_assert_true (record->encrypted);
  g_assert_null (record->name);
  g_assert_cmpstr (record->instance_id, ==, "uuid:a");
}

static void
test_nothing_left (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) instance = NULL;
  guint64 sequence;

  begin (fixture);
  g_assert_true (complete (fixture, NULL, NULL, NULL));
  g_assert_true (terrain_store_load_journal (fixture->store, "a", &instance, &sequence, &events, NULL));
  g_assert_null (instance);
  g_assert_cmpuint (events->len, ==, 0);
  /* Neither while the store is open, nor after. */
  assert_nowhere (fixture, SECRET);
  g_clear_object (&fixture->store);
  assert_nowhere (fixture, SECRET);
}

static void
test_final (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainRecord) record = NULL;

  begin (fixture);
  g_assert_true (complete (fixture, NULL, NULL, NULL));
  g_assert_false (terrain_store_reopen_record (fixture->store, "a", 6000, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "encrypted"));
  g_clear_error (&error);
  /* Refused by a server, it can only be sent again. */
  g_assert_true (terrain_store_mark_rejected (fixture->store, "a", "No.", NULL, NULL));
  g_assert_false (terrain_store_reopen_record (fixture->store, "a", 6000, NULL));
  g_assert_true (terrain_store_queue_record (fixture->store, "a", 7000, NULL));
  fixture_reopen (fixture);
  record = terrain_store_find_record (fixture->store, "a", NULL);
  g_assert_true (record->encrypted);
  g_assert_true (terrain_store_erase_record (fixture->store, "a", NULL));
}

static void
assert_draft (Fixture *fixture)
{
  g_autoptr (TerrainRecord) record = terrain_store_find_record (fixture->store, "a", NULL);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) instance = NULL;
  g_auto (GStrv) names = terrain_store_list_attachments (fixture->store, "a", NULL);
  g_autofree char *list = g_strjoinv (" ", names);
  guint64 sequence;

  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
  g_assert_false (record->encrypted);
  g_assert_cmpstr (record->name, ==, SECRET);
  g_assert_null (record->instance_id);
  g_assert_cmpstr (list, ==, "photo.jpg photo.jpg.enc empty not-asked.jpg");
  g_assert_true (terrain_store_load_journal (fixture->store, "a", &instance, &sequence, &events, NULL));
  assert_bytes (instance, "<data>" SECRET "</data>");
  append (fixture->store, "a", 2, "goes on");
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin (fixture);
  g_assert_false (complete (fixture, data, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  assert_draft (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/sealing/sealed", test_sealed);
  add_case ("/sealing/nothing-left", test_nothing_left);
  add_case ("/sealing/final", test_final);
  g_test_add ("/sealing/first-file-fails", Fixture, "photo.jpg", fixture_set_up, test_failure, fixture_tear_down);
  g_test_add ("/sealing/last-file-fails", Fixture, "empty", fixture_set_up, test_failure, fixture_tear_down);
  g_test_add ("/sealing/submission-fails", Fixture, "", fixture_set_up, test_failure, fixture_tear_down);

  return g_test_run ();
}
