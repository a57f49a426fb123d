/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

static TerrainRecord *
find (Fixture *fixture, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  TerrainRecord *record = terrain_store_find_record (fixture->store, uuid, &error);

  g_assert_no_error (error);
  return record;
}

static void
assert_state (Fixture *fixture, const char *uuid, const char *state)
{
  g_autoptr (TerrainRecord) record = find (fixture, uuid);

  g_assert_cmpstr (terrain_record_state_to_string (record->state), ==, state);
}

static void
test_begin (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin_record (fixture->store, "a");
  {
    g_autoptr (TerrainRecord) record = find (fixture, "a");

    g_assert_cmpstr (record->form_id, ==, "visit");
    g_assert_cmpstr (record->form_version, ==, "1");
    g_assert_cmpstr (record->form_title, ==, "Visit");
    g_assert_cmpstr (record->language, ==, "fr");
    g_assert_cmpint (record->created, ==, 1000);
    g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
    g_assert_null (record->instance_id);
    g_assert_false (record->trashed);
  }

  g_assert_false (terrain_store_create_record (fixture->store, "a", "visit", "1", NULL, 2000, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (terrain_store_create_record (fixture->store, "b", "visit", "2", NULL, 2000, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_store_find_record (fixture->store, "b", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

/* Each step against each state: what is allowed leads where it should, all else is refused and changes nothing. */
typedef gboolean (*Step) (TerrainStore *store, const char *uuid, GError **error);

static gboolean
step_append (TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (GBytes) payload = bytes_of ("x");

  return terrain_store_append_event (store, uuid, 1, 2000, "set", payload, error);
}

static gboolean
step_complete (TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (GBytes) xml = bytes_of ("<again/>");

  return terrain_store_complete_record (store, uuid, "uuid:again", NULL, xml, FALSE, 2000, error);
}

static gboolean
step_queue (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_queue_record (store, uuid, 2000, error);
}

static gboolean
step_reopen (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_reopen_record (store, uuid, 2000, error);
}

static gboolean
step_part (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_mark_part_sent (store, uuid, "", error);
}

static gboolean
step_sent (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_mark_sent (store, uuid, 2000, error);
}

static gboolean
step_failed (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_mark_failed (store, uuid, "No answer.", NULL, 5000, error);
}

static gboolean
step_rejected (TerrainStore *store, const char *uuid, GError **error)
{
  return terrain_store_mark_rejected (store, uuid, "Refused.", "409", error);
}

static gboolean
step_attach (TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (GBytes) content = bytes_of ("x");

  return terrain_store_put_attachment (store, uuid, "a.txt", NULL, content, error);
}

static void
bring_to (TerrainStore *store, const char *uuid, TerrainRecordState state)
{
  begin_record (store, uuid);
  if (state != TERRAIN_RECORD_DRAFT)
    complete_record (store, uuid, state != TERRAIN_RECORD_COMPLETE, 1500);
  if (state == TERRAIN_RECORD_SENT)
    g_assert_true (terrain_store_mark_sent (store, uuid, 1600, NULL));
  if (state == TERRAIN_RECORD_REJECTED)
    g_assert_true (terrain_store_mark_rejected (store, uuid, "Refused.", "409", NULL));
}

static void
test_transitions (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "draft", "complete", "queued", "sent", "rejected" };
  static const struct
  {
    Step step;
    const char *leads_to[5]; /* by state before; NULL: refused */
  } table[] = {
    { step_append, { "draft" } },
    { step_attach, { "draft" } },
    { step_complete, { "complete" } },
    { step_queue, { NULL, "queued", NULL, NULL, "queued" } },
    { step_reopen, { NULL, "draft", "draft", NULL, "draft" } },
    { step_part, { NULL, NULL, "queued" } },
    { step_failed, { NULL, NULL, "queued" } },
    { step_sent, { NULL, NULL, "sent" } },
    { step_rejected, { NULL, NULL, "rejected" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      for (int state = TERRAIN_RECORD_DRAFT; state <= TERRAIN_RECORD_REJECTED; state++)
        {
          g_autofree char *uuid = g_strdup_printf ("%u-%s", i, names[state]);
          g_autoptr (GError) error = NULL;
          gboolean done;

          bring_to (fixture->store, uuid, (TerrainRecordState) state);
          done = table[i].step (fixture->store, uuid, &error);
          if (table[i].leads_to[state] != NULL)
            {
              g_assert_no_error (error);
              g_assert_true (done);
              assert_state (fixture, uuid, table[i].leads_to[state]);
            }
          else
            {
              g_assert_false (done);
              g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
              assert_state (fixture, uuid, names[state]);
            }
          g_assert_true (terrain_store_erase_record (fixture->store, uuid, NULL));
        }
    }
}

static void
test_submission_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;

  begin_record (fixture->store, "a");
  g_assert_null (terrain_store_load_submission (fixture->store, "a", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  complete_record (fixture->store, "a", TRUE, 5000);
  fixture_reopen (fixture);
  first = terrain_store_load_submission (fixture->store, "a", NULL);
  assert_bytes (first, "<data/>");
  g_assert_true (terrain_store_mark_failed (fixture->store, "a", "No answer.", NULL, 9000, NULL));
  second = terrain_store_load_submission (fixture->store, "a", NULL);
  g_assert_true (g_bytes_equal (first, second));
}

/* An instanceID is one record's for ever: a server tells records apart by it. */
static void
test_instance_id_unique (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = bytes_of ("<x/>");

  begin_record (fixture->store, "a");
  begin_record (fixture->store, "b");
  complete_record (fixture->store, "a", TRUE, 5000);
  g_assert_false (terrain_store_complete_record (fixture->store, "b", "uuid:a", NULL, xml, TRUE, 6000, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  assert_state (fixture, "b", "draft");
}

static void
test_queue (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = g_strnfill (5000, 'x');
  g_autoptr (GPtrArray) due = NULL;

  g_assert_cmpint (terrain_store_get_next_due (fixture->store, NULL), ==, -1);
  begin_record (fixture->store, "late");
  begin_record (fixture->store, "early");
  begin_record (fixture->store, "trashed");
  complete_record (fixture->store, "late", TRUE, 7000);
  complete_record (fixture->store, "early", TRUE, 6000);
  complete_record (fixture->store, "trashed", TRUE, 5000);
  g_assert_true (terrain_store_trash_record (fixture->store, "trashed", TRUE, 8000, NULL));

  due = terrain_store_list_due (fixture->store, 8000, NULL);
  g_assert_cmpuint (due->len, ==, 2);
  g_assert_cmpstr (((TerrainRecord *) due->pdata[0])->uuid, ==, "early");
  g_assert_cmpstr (((TerrainRecord *) due->pdata[1])->uuid, ==, "late");
  g_assert_cmpint (terrain_store_get_next_due (fixture->store, NULL), ==, 0);

  g_assert_true (terrain_store_mark_failed (fixture->store, "early", "No answer.", page, 20000, NULL));
  g_assert_true (terrain_store_mark_failed (fixture->store, "late", "No answer.", NULL, 30000, NULL));
  g_assert_cmpint (terrain_store_get_next_due (fixture->store, NULL), ==, 20000);
  g_ptr_array_unref (due);
  due = terrain_store_list_due (fixture->store, 19999, NULL);
  g_assert_cmpuint (due->len, ==, 0);
  g_ptr_array_unref (due);
  due = terrain_store_list_due (fixture->store, 20000, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  {
    TerrainRecord *record = due->pdata[0];

    g_assert_cmpuint (record->n_attempts, ==, 1);
    g_assert_cmpint (record->next_attempt, ==, 20000);
    g_assert_cmpstr (record->last_error, ==, "No answer.");
    g_assert_cmpuint (strlen (record->server_words), ==, 2000);
  }

  g_assert_true (terrain_store_mark_sent (fixture->store, "early", 40000, NULL));
  {
    g_autoptr (TerrainRecord) record = find (fixture, "early");

    g_assert_cmpint (record->sent, ==, 40000);
    g_assert_null (record->last_error);
  }
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[] = { "", "photo.jpg", NULL };
  g_auto (GStrv) parts = NULL;
  g_autoptr (GError) error = NULL;

  begin_record (fixture->store, "a");
  complete_record (fixture->store, "a", TRUE, 5000);
  g_assert_true (terrain_store_mark_part_sent (fixture->store, "a", "", NULL));
  g_assert_true (terrain_store_mark_part_sent (fixture->store, "a", "photo.jpg", NULL));
  g_assert_true (terrain_store_mark_part_sent (fixture->store, "a", "photo.jpg", NULL));
  fixture_reopen (fixture);
  parts = terrain_store_list_sent_parts (fixture->store, "a", NULL);
  g_assert_cmpstrv (parts, expected);

  /* What the server holds is not changed here. */
  g_assert_false (terrain_store_reopen_record (fixture->store, "a", 6000, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  assert_state (fixture, "a", "queued");
}

static void
test_reopen_forgets_what_was_sent (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) parts = NULL;

  begin_record (fixture->store, "a");
  complete_record (fixture->store, "a", TRUE, 5000);
  g_assert_true (terrain_store_mark_part_sent (fixture->store, "a", "", NULL));
  g_assert_true (terrain_store_mark_rejected (fixture->store, "a", "Refused.", "409", NULL));
  g_assert_true (terrain_store_reopen_record (fixture->store, "a", 6000, NULL));
  {
    g_autoptr (TerrainRecord) record = find (fixture, "a");

    /* Still to be read while it is being corrected. */
    g_assert_cmpstr (record->last_error, ==, "Refused.");
    g_assert_cmpstr (record->server_words, ==, "409");
    g_assert_cmpint (record->completed, ==, 0);
  }
  parts = terrain_store_list_sent_parts (fixture->store, "a", NULL);
  g_assert_cmpuint (g_strv_length (parts), ==, 0);
}

static void
test_lists_and_trash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) trashed = NULL;

  begin_record (fixture->store, "a");
  begin_record (fixture->store, "b");
  append (fixture->store, "a", 1, "x"); /* changed last */
  begin_record (fixture->store, "c");
  g_assert_true (terrain_store_trash_record (fixture->store, "c", TRUE, 9000, NULL));

  records = terrain_store_list_records (fixture->store, FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (((TerrainRecord *) records->pdata[0])->uuid, ==, "a");
  trashed = terrain_store_list_records (fixture->store, TRUE, NULL);
  g_assert_cmpuint (trashed->len, ==, 1);
  g_assert_true (((TerrainRecord *) trashed->pdata[0])->trashed);

  g_assert_true (terrain_store_trash_record (fixture->store, "c", FALSE, 9500, NULL));
  g_ptr_array_unref (records);
  records = terrain_store_list_records (fixture->store, FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 3);
}

static gboolean
file_holds (const char *path, const char *words)
{
  g_autofree char *content = NULL;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return FALSE;
  return memmem (content, length, words, strlen (words)) != NULL;
}

/* Not only from the lists: from the disk. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  static const char words[] = "He said that nobody ever asked.";
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (GBytes) content = bytes_of (words);
  g_autoptr (GError) error = NULL;

  begin_record (fixture->store, "a");
  append (fixture->store, "a", 1, words);
  g_assert_true (terrain_store_write_checkpoint (fixture->store, "a", 1, content, words, "fr", &error));
  g_assert_true (terrain_store_put_attachment (fixture->store, "a", "note.txt", NULL, content, &error));
  g_assert_true (terrain_store_complete_record (fixture->store, "a", "uuid:a", words, content, TRUE, 5000, &error));
  g_assert_true (file_holds (fixture->path, words) || file_holds (log_path, words));

  g_assert_true (terrain_store_erase_record (fixture->store, "a", &error));
  g_assert_no_error (error);
  g_assert_false (file_holds (fixture->path, words));
  g_assert_false (file_holds (log_path, words));
  g_assert_null (terrain_store_find_record (fixture->store, "a", NULL));
  for (guint i = 0; i < 6; i++)
    {
      static const char *const tables[]
          = { "record", "event", "checkpoint", "attachment", "attachment_piece", "submission" };
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", tables[i]);
      g_autofree char *count = query_file (fixture->path, sql);

      g_assert_cmpstr (count, ==, "0");
    }
}

/* From any place on, a piece at a time; with each piece the next place is known. */
static void
assert_pieces (TerrainStore *store, const char *name, GBytes *content)
{
  static const guint64 starts[] = { 0, 1, 262143, 262144, 262145, 600000, 600001, G_MAXUINT64 };
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);
  guint64 size;
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_find_attachment (store, "a", name, NULL, &size, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, length);
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      guint64 offset = starts[i];

      while (TRUE)
        {
          g_autoptr (GBytes) piece = terrain_store_load_attachment_piece (store, "a", name, offset, &error);

          g_assert_no_error (error);
          if (g_bytes_get_size (piece) == 0)
            break;
          g_assert_cmpuint (offset + g_bytes_get_size (piece), <=, length);
          g_assert_cmpmem (g_bytes_get_data (piece, NULL), g_bytes_get_size (piece), data + offset,
                           g_bytes_get_size (piece));
          offset += g_bytes_get_size (piece);
        }
      g_assert_cmpuint (offset, ==, MAX (starts[i], length));
    }
}

static void
test_attachments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_malloc0 (600001);
  g_autoptr (GBytes) first = bytes_of ("one");
  g_autoptr (GBytes) empty = bytes_of ("");
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GBytes) loaded = NULL;
  g_autoptr (GBytes) loaded_empty = NULL;
  g_autofree char *type = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 600001; i++)
    large[i] = (char) (i * 31 % 251);
  content = g_bytes_new (large, 600001);

  begin_record (fixture->store, "a");
  g_assert_true (terrain_store_put_attachment (fixture->store, "a", "z.jpg", "image/png", first, NULL));
  g_assert_true (terrain_store_put_attachment (fixture->store, "a", "b.txt", NULL, empty, NULL));
  g_assert_true (terrain_store_put_attachment (fixture->store, "a", "z.jpg", "image/jpeg", content, NULL));
  fixture_reopen (fixture);

  loaded = terrain_store_load_attachment (fixture->store, "a", "z.jpg", &type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "image/jpeg");
  g_assert_true (g_bytes_equal (loaded, content));
  assert_pieces (fixture->store, "z.jpg", content);
  assert_pieces (fixture->store, "b.txt", empty);
  loaded_empty = terrain_store_load_attachment (fixture->store, "a", "b.txt", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (loaded_empty), ==, 0);
  names = terrain_store_list_attachments (fixture->store, "a", NULL);
  g_assert_cmpuint (g_strv_length (names), ==, 2);

  g_assert_true (terrain_store_remove_attachment (fixture->store, "a", "z.jpg", NULL));
  g_assert_false (terrain_store_remove_attachment (fixture->store, "a", "z.jpg", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_store_load_attachment (fixture->store, "a", "z.jpg", NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (terrain_store_load_attachment_piece (fixture->store, "a", "z.jpg", 0, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

/* It grows as a recording does: piece by piece, over the bounds of the store's own pieces. */
static void
test_appended (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 3, 0, 200000, 100000, 262144, 1, 300000, 17 };
  g_autoptr (GByteArray) expected = g_byte_array_new ();
  g_autoptr (GBytes) other = bytes_of ("other");
  g_autoptr (GBytes) all = NULL, loaded = NULL, added = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  guint8 next = 0;

  begin_record (fixture->store, "a");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *grown = g_malloc (sizes[i] + 1);
      g_autoptr (GBytes) bytes = NULL;

      for (gsize k = 0; k < sizes[i]; k++)
        grown[k] = (guint8) (next += 7);
      g_byte_array_append (expected, grown, (guint) sizes[i]);
      bytes = g_bytes_new (grown, sizes[i]);
      /* The second time nothing is left to do. */
      for (guint times = 0; times < 2; times++)
        {
          g_assert_true (terrain_store_append_attachment (fixture->store, "a", "talk.ogg", "audio/ogg",
                                                          expected->len - sizes[i], bytes, &error));
          g_assert_no_error (error);
        }
      if (i == 3)
        g_assert_true (terrain_store_put_attachment (fixture->store, "a", "b.txt", NULL, other, NULL));
    }
  fixture_reopen (fixture);

  all = g_byte_array_free_to_bytes (g_steal_pointer (&expected));
  loaded = terrain_store_load_attachment (fixture->store, "a", "talk.ogg", &type, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (type, ==, "audio/ogg");
  g_assert_true (g_bytes_equal (loaded, all));
  assert_pieces (fixture->store, "talk.ogg", all);
  assert_pieces (fixture->store, "b.txt", other);

  /* From its middle on, and beyond. */
  added = g_bytes_new_from_bytes (all, 100, g_bytes_get_size (all) - 100);
  g_assert_true (terrain_store_append_attachment (fixture->store, "a", "talk.ogg", NULL, 100, added, &error));
  g_assert_no_error (error);
  assert_pieces (fixture->store, "talk.ogg", all);
  g_assert_false (terrain_store_append_attachment (fixture->store, "a", "talk.ogg", NULL, g_bytes_get_size (all) + 1, other,
                                                   &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (terrain_store_append_attachment (fixture->store, "none", "talk.ogg", NULL, 0, other, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (terrain_store_complete_record (fixture->store, "a", "uuid:a", "A", other, FALSE, 3, &error));
  g_assert_false (terrain_store_append_attachment (fixture->store, "a", "talk.ogg", NULL, 0, other, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
}

static void
on_changed (TerrainStore *store, const char *uuid, GString *told)
{
  g_string_append_printf (told, "%s ", uuid != NULL ? uuid : "several");
}

static void
on_forms_changed (TerrainStore *store, GString *told)
{
  g_string_append (told, "forms ");
}

static void
run_pending (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_signals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) told = g_string_new (NULL);

  run_pending ();
  g_signal_connect (fixture->store, "records-changed", G_CALLBACK (on_changed), told);
  g_signal_connect (fixture->store, "forms-changed", G_CALLBACK (on_forms_changed), told);
  begin_record (fixture->store, "a");
  g_assert_cmpstr (told->str, ==, ""); /* only ever from the main loop */
  run_pending ();
  g_assert_cmpstr (told->str, ==, "forms a ");

  g_string_truncate (told, 0);
  append (fixture->store, "a", 1, "x");
  append (fixture->store, "a", 2, "x");
  run_pending ();
  g_assert_cmpstr (told->str, ==, "a ");

  /* What failed or only looked changed nothing. */
  g_string_truncate (told, 0);
  g_assert_false (terrain_store_queue_record (fixture->store, "a", 1, NULL));
  terrain_record_free (terrain_store_find_record (fixture->store, "a", NULL));
  run_pending ();
  g_assert_cmpstr (told->str, ==, "");

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("many-%u", i);

      begin_record (fixture->store, uuid);
    }
  run_pending ();
  g_assert_cmpstr (told->str, ==, "forms several ");
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *value = NULL;

  g_assert_null (terrain_store_get_setting (fixture->store, "operator", NULL));
  g_assert_true (terrain_store_set_setting (fixture->store, "operator", "Fatima", NULL));
  g_assert_true (terrain_store_set_setting (fixture->store, "operator", "Zoë", NULL));
  fixture_reopen (fixture);
  value = terrain_store_get_setting (fixture->store, "operator", NULL);
  g_assert_cmpstr (value, ==, "Zoë");
  g_assert_true (terrain_store_set_setting (fixture->store, "operator", NULL, NULL));
  g_assert_null (terrain_store_get_setting (fixture->store, "operator", NULL));
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  terrain_store_close (fixture->store);
  terrain_store_close (fixture->store);
  g_assert_null (terrain_store_list_records (fixture->store, FALSE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/records/begin", test_begin);
  add_case ("/records/transitions", test_transitions);
  add_case ("/records/submission-kept", test_submission_kept);
  add_case ("/records/instance-id-unique", test_instance_id_unique);
  add_case ("/records/queue", test_queue);
  add_case ("/records/parts", test_parts);
  add_case ("/records/reopen-forgets-what-was-sent", test_reopen_forgets_what_was_sent);
  add_case ("/records/lists-and-trash", test_lists_and_trash);
  add_case ("/records/erase", test_erase);
  add_case ("/records/attachments", test_attachments);
  add_case ("/records/appended", test_appended);
  add_case ("/records/signals", test_signals);
  add_case ("/records/settings", test_settings);
  add_case ("/records/closed", test_closed);

  return g_test_run ();
}
