/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* What is done with records apart from filling them in: the trash, a new one from an old one, looking at one. */

#define DAY G_TIME_SPAN_DAY

static TerrainStore *
store_of (Fixture *fixture)
{
  return terrain_profile_get_store (fixture->profile);
}

static void
answer (TerrainSession *session, const char *ref, const char *value)
{
  g_autoptr (GError) error = NULL;

  terrain_session_answer (session, ref, value, &error);
  g_assert_no_error (error);
}

static TerrainSession *
begin (Fixture *fixture, const char *uuid, const char *name)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, "fr", uuid, NULL, &error);

  g_assert_no_error (error);
  answer (session, "/data/name", name);
  return session;
}

static void
complete (TerrainSession *session, gboolean queue)
{
  g_autoptr (GError) error = NULL;

  terrain_session_complete (session, queue, NULL, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (session);
}

static void
keep (TerrainSession *session)
{
  g_assert_true (terrain_session_close (session, FALSE, NULL));
  g_object_unref (session);
}

static void
begin_in (Fixture *fixture, const char *uuid, TerrainRecordState state)
{
  TerrainSession *session = begin (fixture, uuid, uuid);
  TerrainStore *store = store_of (fixture);

  if (state == TERRAIN_RECORD_DRAFT)
    keep (session);
  else
    complete (session, state != TERRAIN_RECORD_COMPLETE);
  if (state == TERRAIN_RECORD_SENT)
    g_assert_true (terrain_store_mark_sent (store, uuid, 1000, NULL));
  if (state == TERRAIN_RECORD_REJECTED)
    g_assert_true (terrain_store_mark_rejected (store, uuid, "No.", "no", NULL));
}

static TerrainRecord *
find (Fixture *fixture, const char *uuid)
{
  return terrain_store_find_record (store_of (fixture), uuid, NULL);
}

static gboolean
is_trashed (Fixture *fixture, const char *uuid)
{
  g_autoptr (TerrainRecord) record = find (fixture, uuid);

  return record != NULL && record->trashed;
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  const char *const all[] = { "draft", "complete", "queued", "sent", "rejected", "nobody", NULL };
  g_auto (GStrv) moved = NULL;
  const char *reason = NULL;
  g_autoptr (GError) error = NULL;

  begin_in (fixture, "draft", TERRAIN_RECORD_DRAFT);
  begin_in (fixture, "complete", TERRAIN_RECORD_COMPLETE);
  begin_in (fixture, "queued", TERRAIN_RECORD_QUEUED);
  begin_in (fixture, "sent", TERRAIN_RECORD_SENT);
  begin_in (fixture, "rejected", TERRAIN_RECORD_REJECTED);
  g_autoptr (TerrainRecord) before = find (fixture, "sent");

  g_assert_true (terrain_profile_trash_records (fixture->profile, all, &moved, &reason, &error));
  g_assert_no_error (error);
  g_autofree char *list = g_strjoinv (" ", moved);
  g_assert_cmpstr (list, ==, "draft sent rejected");
  g_assert_nonnull (reason);
  g_assert_true (is_trashed (fixture, "draft"));
  g_assert_false (is_trashed (fixture, "complete"));
  g_assert_false (is_trashed (fixture, "queued"));

  /* Back as they were, to the microsecond. */
  g_assert_true (terrain_profile_restore_records (fixture->profile, (const char *const *) moved, &error));
  g_autoptr (TerrainRecord) after = find (fixture, "sent");
  g_assert_false (after->trashed);
  g_assert_cmpint (after->state, ==, TERRAIN_RECORD_SENT);
  g_assert_cmpint (after->changed, ==, before->changed);
  g_assert_false (is_trashed (fixture, "draft"));
  g_autoptr (TerrainSession) resumed = terrain_session_resume (fixture->profile, "draft", NULL, &error);
  g_assert_no_error (error);
  g_autofree char *name = dup_value (resumed, "/data/name");
  g_assert_cmpstr (name, ==, "draft");
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  const char *const some[] = { "draft", "sent", NULL };
  gint64 now = g_get_real_time ();
  guint n = 99;

  begin_in (fixture, "draft", TERRAIN_RECORD_DRAFT);
  begin_in (fixture, "sent", TERRAIN_RECORD_SENT);
  begin_in (fixture, "queued", TERRAIN_RECORD_QUEUED);
  g_assert_true (terrain_profile_trash_records (fixture->profile, some, NULL, NULL, NULL));
  /* However it came there: what nobody else has does not go by itself. */
  g_assert_true (terrain_store_trash_record (store_of (fixture), "queued", TRUE, now, NULL));

  g_assert_cmpuint (terrain_profile_get_trash_days (fixture->profile), ==, 30);
  g_assert_true (terrain_profile_empty_trash (fixture->profile, now + 29 * DAY, &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (is_trashed (fixture, "draft"));

  g_assert_true (terrain_profile_set_trash_days (fixture->profile, 0, NULL));
  g_assert_true (terrain_profile_empty_trash (fixture->profile, now + 9999 * DAY, &n, NULL));
  g_assert_cmpuint (n, ==, 0);

  g_assert_true (terrain_profile_set_trash_days (fixture->profile, 7, NULL));
  g_assert_true (terrain_profile_empty_trash (fixture->profile, now + 8 * DAY, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (find (fixture, "draft"));
  g_assert_null (find (fixture, "sent"));
  g_assert_true (is_trashed (fixture, "queued"));

  /* A setting that makes no sense is none. */
  g_assert_true (terrain_store_set_setting (store_of (fixture), "trash-days", "-1", NULL));
  g_assert_cmpuint (terrain_profile_get_trash_days (fixture->profile), ==, 30);
}

static void
test_erase (Fixture *fixture, gconstpointer data)
{
  const char *const some[] = { "a", "gone", "b", NULL };

  begin_in (fixture, "a", TERRAIN_RECORD_DRAFT);
  begin_in (fixture, "b", TERRAIN_RECORD_SENT);
  begin_in (fixture, "c", TERRAIN_RECORD_DRAFT);
  g_assert_true (terrain_profile_erase_records (fixture->profile, some, NULL));
  g_assert_null (find (fixture, "a"));
  g_assert_null (find (fixture, "b"));
  g_autoptr (TerrainRecord) kept = find (fixture, "c");
  g_assert_nonnull (kept);
}

static void
test_queue (Fixture *fixture, gconstpointer data)
{
  const char *const all[] = { "draft", "complete", "queued", "sent", "rejected", NULL };
  guint n = 0;

  begin_in (fixture, "draft", TERRAIN_RECORD_DRAFT);
  begin_in (fixture, "complete", TERRAIN_RECORD_COMPLETE);
  begin_in (fixture, "queued", TERRAIN_RECORD_QUEUED);
  begin_in (fixture, "sent", TERRAIN_RECORD_SENT);
  begin_in (fixture, "rejected", TERRAIN_RECORD_REJECTED);
  g_assert_true (terrain_profile_queue_records (fixture->profile, all, 5000, &n, NULL));
  g_assert_cmpuint (n, ==, 2);
  g_autoptr (GPtrArray) due = terrain_store_list_due (store_of (fixture), G_MAXINT64, NULL);
  g_assert_cmpuint (due->len, ==, 3);
}

static gboolean
holds_one (gpointer data)
{
  return g_list_model_get_n_items (data) == 1;
}

static gboolean
holds_none (gpointer data)
{
  return g_list_model_get_n_items (data) == 0;
}

static void
test_trash_list (Fixture *fixture, gconstpointer data)
{
  const char *const b[] = { "b", NULL };

  begin_in (fixture, "a", TERRAIN_RECORD_DRAFT);
  begin_in (fixture, "b", TERRAIN_RECORD_DRAFT);
  run_pending ();
  g_autoptr (TerrainRecords) trash = terrain_records_new_trash (fixture->profile);
  g_autoptr (TerrainRecords) records = terrain_records_new (fixture->profile);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (trash)), ==, 0);
  g_assert_true (terrain_profile_trash_records (fixture->profile, b, NULL, NULL, NULL));
  wait_until (holds_one, trash);
  wait_until (holds_one, records);
  g_autoptr (TerrainRecordObject) object = g_list_model_get_item (G_LIST_MODEL (trash), 0);
  g_assert_cmpstr (terrain_record_object_get (object)->uuid, ==, "b");
  g_assert_cmpint (terrain_record_object_get (object)->trashed_at, >, 0);
  g_assert_true (terrain_profile_restore_records (fixture->profile, b, NULL));
  wait_until (holds_none, trash);
  g_assert_cmpuint (terrain_records_count (records, TERRAIN_RECORD_DRAFT), >=, 1);
}

/* The answers; not the times, the random numbers, the keys or the identity. */
static void
test_new_from (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, "old", "Market");
  g_autoptr (GError) error = NULL;
  guint n_left = 99;

  answer (session, "/data/age", "44");
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 1);
  g_assert_cmpuint (terrain_session_add_instance (session, "/data/person", NULL), ==, 2);
  answer (session, "/data/person[1]/first", "Ada");
  answer (session, "/data/person[2]/first", "Bo");
  g_autofree char *old_key = dup_value (session, "/data/person[1]/key");
  g_autofree char *old_drawn = dup_value (session, "/data/drawn");
  g_autofree char *old_id = dup_value (session, "/data/meta/instanceID");
  complete (session, TRUE);
  g_assert_true (terrain_store_mark_sent (store_of (fixture), "old", 1000, NULL));

  g_autoptr (TerrainSession) copy
    = terrain_session_begin_from (fixture->profile, "old", "new", NULL, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 0);
  g_autofree char *name = dup_value (copy, "/data/name");
  g_autofree char *age = dup_value (copy, "/data/age");
  g_autofree char *first = dup_value (copy, "/data/person[2]/first");
  g_autofree char *key = dup_value (copy, "/data/person[1]/key");
  g_autofree char *drawn = dup_value (copy, "/data/drawn");
  g_autofree char *id = dup_value (copy, "/data/meta/instanceID");
  g_assert_cmpstr (name, ==, "Market");
  g_assert_cmpstr (age, ==, "44");
  g_assert_cmpstr (first, ==, "Bo");
  g_assert_cmpstr (key, !=, old_key);
  g_assert_cmpstr (drawn, !=, old_drawn);
  g_assert_cmpstr (id, !=, old_id);
  g_autofree char *deprecated = terrain_interview_dup_deprecated_id (terrain_session_get_interview (copy));
  g_assert_null (deprecated);
  g_assert_cmpstr (terrain_interview_get_language (terrain_session_get_interview (copy)), ==, "fr");

  /* It begins with these answers: nothing of them is taken back one by one, and they are there after a kill. */
  g_assert_false (terrain_session_undo (copy, NULL, NULL));
  g_clear_object (&copy);
  fixture_reopen (fixture);
  copy = terrain_session_resume (fixture->profile, "new", NULL, &error);
  g_assert_no_error (error);
  g_autofree char *kept = dup_value (copy, "/data/person[2]/first");
  g_assert_cmpstr (kept, ==, "Bo");
  g_autoptr (TerrainRecord) record = find (fixture, "new");
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
  g_assert_null (record->instance_id);
}

static const char chained_form[]
    = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Chain</h:title><model>"
      "<instance><data id='chain' version='%s'><detail/><kind/><photo/><fixed/>%s<meta><instanceID/></meta></data>"
      "</instance>"
      "<bind nodeset='/data/detail' type='string' relevant=\"/data/kind = 'x'\"/>"
      "<bind nodeset='/data/kind' type='string'/><bind nodeset='/data/photo' type='binary'/>"
      "<bind nodeset='/data/fixed' type='string' readonly='true()' calculate=\"'always'\"/>"
      "<bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/></model></h:head><h:body>"
      "<input ref='/data/detail'><label>Detail</label></input><input ref='/data/kind'><label>Kind</label></input>"
      "<upload ref='/data/photo' mediatype='image/*'><label>Photo</label></upload>"
      "<input ref='/data/fixed'><label>Fixed</label></input>%s</h:body></h:html>";

static TerrainForm *
load_chain (Fixture *fixture, const char *version, gboolean extra)
{
  g_autofree char *text = g_strdup_printf (chained_form, version, extra ? "<extra/>" : "",
                                           extra ? "<input ref='/data/extra'><label>Extra</label></input>" : "");
  g_autoptr (GBytes) xml = bytes_of (text);
  g_autoptr (GError) error = NULL;

  terrain_profile_import_form (fixture->profile, xml, "", NULL, NULL, &error);
  g_assert_no_error (error);
  return terrain_profile_load_form (fixture->profile, "chain", version, NULL);
}

static void
test_new_from_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) old_form = load_chain (fixture, "1", TRUE);
  g_autoptr (GBytes) photo = bytes_of ("bytes");
  g_autoptr (GError) error = NULL;
  guint n_left = 0;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, old_form, NULL, "old", NULL, &error);

  g_assert_no_error (error);
  /* What decides stands after what it decides on. */
  answer (session, "/data/kind", "x");
  answer (session, "/data/detail", "blue");
  answer (session, "/data/photo", "1.jpg");
  answer (session, "/data/extra", "dropped by the next version");
  g_assert_true (terrain_store_put_attachment (store_of (fixture), "old", "1.jpg", "image/jpeg", photo, NULL));
  keep (session);
  g_autoptr (TerrainForm) new_form = load_chain (fixture, "2", FALSE);

  g_autoptr (TerrainSession) copy
    = terrain_session_begin_from (fixture->profile, "old", "new", NULL, &n_left, &error);
  g_assert_no_error (error);
  g_assert_true (terrain_interview_get_form (terrain_session_get_interview (copy)) == new_form);
  g_autofree char *detail = dup_value (copy, "/data/detail");
  g_autofree char *taken = dup_value (copy, "/data/photo");
  g_assert_cmpstr (detail, ==, "blue");
  g_assert_cmpstr (taken, ==, "");
  g_assert_cmpuint (n_left, ==, 1);
  g_auto (GStrv) files = terrain_store_list_attachments (store_of (fixture), "new", NULL);
  g_assert_cmpuint (g_strv_length (files), ==, 0);

  g_assert_null (terrain_session_begin_from (fixture->profile, "nobody", NULL, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

/* A draft with what came after its last checkpoint, a record as it was completed; and nothing is written. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  TerrainSession *session = begin (fixture, "draft", "First");
  g_autoptr (GError) error = NULL;
  guint64 before = 0, after = 0;

  answer (session, "/data/age", "12");
  g_assert_true (terrain_session_flush (session, NULL));
  g_assert_true (terrain_store_get_last_sequence (store_of (fixture), "draft", &before, NULL));
  g_autoptr (TerrainInterview) view = terrain_profile_view_record (fixture->profile, "draft", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (terrain_item_get_value (terrain_interview_find_item (view, "/data/age")), ==, "12");
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (view, "/data/age")), ==, "Âge");
  g_assert_true (terrain_store_get_last_sequence (store_of (fixture), "draft", &after, NULL));
  g_assert_cmpuint (before, ==, after);
  complete (session, TRUE);

  g_clear_object (&view);
  view = terrain_profile_view_record (fixture->profile, "draft", "en", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (terrain_item_get_value (terrain_interview_find_item (view, "/data/name")), ==, "First");
  g_assert_cmpstr (terrain_item_get_label (terrain_interview_find_item (view, "/data/age")), ==, "Age");
  g_autoptr (TerrainInterview) none = terrain_profile_view_record (fixture->profile, "nobody", NULL, &error);
  g_assert_null (none);
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

static gboolean
is_told_of (gpointer data)
{
  for (guint i = 0; i < g_list_model_get_n_items (data); i++)
    {
      g_autoptr (TerrainRecordObject) object = g_list_model_get_item (data, i);
      const char *corrected_by = terrain_record_object_get_corrected_by (object);

      if (g_strcmp0 (terrain_record_object_get (object)->uuid, "sent") == 0)
        return g_strcmp0 (corrected_by, "correction") == 0;
    }
  return FALSE;
}

static void
test_correction (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  begin_in (fixture, "sent", TERRAIN_RECORD_SENT);
  g_autoptr (TerrainRecords) records = terrain_records_new (fixture->profile);
  g_assert_true (terrain_session_check_edit (fixture->profile, "sent", &error));
  g_autoptr (TerrainSession) session
    = terrain_session_begin_edit (fixture->profile, "sent", "correction", NULL, &error);
  g_assert_no_error (error);
  wait_until (is_told_of, records);
  g_autoptr (TerrainRecordObject) first = g_list_model_get_item (G_LIST_MODEL (records), 0);
  g_assert_cmpstr (terrain_record_object_get_corrects (first), ==, "sent");

  g_assert_false (terrain_session_check_edit (fixture->profile, "sent", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_false (terrain_session_check_edit (fixture->profile, "correction", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_case ("/records/trash", test_trash);
  add_case ("/records/empty", test_empty);
  add_case ("/records/erase", test_erase);
  add_case ("/records/queue", test_queue);
  add_case ("/records/trash-list", test_trash_list);
  add_case ("/records/new-from", test_new_from);
  add_case ("/records/new-from-chain", test_new_from_chain);
  add_case ("/records/view", test_view);
  add_case ("/records/correction", test_correction);
  return g_test_run ();
}
