/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

/* A list model, and what it has told. */
typedef struct
{
  GListModel *model;
  GString *told; /* "position-removed+added " */
  guint n_items; /* as told: must always be as many as there are */
  const char *wanted;
} Watch;

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Watch *watch)
{
  g_string_append_printf (watch->told, "%u-%u+%u ", position, removed, added);
  watch->n_items = watch->n_items - removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, watch->n_items);
}

static char *
describe (GListModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);

      if (TERRAIN_IS_RECORD_OBJECT (item))
        {
          const TerrainRecord *record = terrain_record_object_get (TERRAIN_RECORD_OBJECT (item));

          g_string_append_printf (text, "%s:%s ", record->uuid, terrain_record_state_to_string (record->state));
        }
      else
        {
          const TerrainStoredForm *form = terrain_form_object_get (TERRAIN_FORM_OBJECT (item));

          g_string_append_printf (text, "%s/%s(%u) ", form->id, form->version, form->n_records);
        }
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_as_wanted (gpointer data)
{
  Watch *watch = data;
  g_autofree char *described = describe (watch->model);

  return g_str_equal (described, watch->wanted);
}

/* @told: what has led there, NULL for anything */
static void
expect (Watch *watch, const char *wanted, const char *told)
{
  watch->wanted = wanted;
  wait_until (is_as_wanted, watch);
  if (told != NULL)
    g_assert_cmpstr (watch->told->str, ==, told);
  g_string_truncate (watch->told, 0);
}

static void
watch_model (Watch *watch, gpointer model)
{
  watch->model = model;
  watch->told = g_string_new (NULL);
  watch->n_items = g_list_model_get_n_items (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), watch);
}

static void
begin (TerrainStore *store, const char *uuid, gint64 now)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_store_create_record (store, uuid, "visit", "1", NULL, now, &error));
  g_assert_no_error (error);
}

static void
assert_counts (TerrainRecords *records, guint drafts, guint waiting, guint sent, guint rejected)
{
  guint n_drafts, n_waiting, n_sent, n_rejected;

  g_object_get (records, "n-drafts", &n_drafts, "n-waiting", &n_waiting, "n-sent", &n_sent, "n-rejected", &n_rejected,
                NULL);
  g_assert_cmpuint (n_drafts, ==, drafts);
  g_assert_cmpuint (n_waiting, ==, waiting);
  g_assert_cmpuint (n_sent, ==, sent);
  g_assert_cmpuint (n_rejected, ==, rejected);
  g_assert_cmpuint (terrain_records_count (records, TERRAIN_RECORD_DRAFT), ==, drafts);
}

static void
test_records (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) payload = bytes_of ("{}");
  g_autoptr (TerrainRecords) records = NULL;
  g_autoptr (GObject) kept = NULL;
  g_autoptr (GObject) still = NULL;
  Watch watch = { 0 };

  begin (store, "a", 1000);
  begin (store, "b", 2000);
  run_pending ();
  records = terrain_records_new (fixture->profile);
  watch_model (&watch, records);
  expect (&watch, "b:draft a:draft ", "");
  assert_counts (records, 2, 0, 0, 0);
  kept = g_list_model_get_item (G_LIST_MODEL (records), 0);

  begin (store, "c", 3000);
  expect (&watch, "c:draft b:draft a:draft ", "0-0+1 ");

  /* The last becomes the first; the others are the same objects, and are not told of. */
  g_assert_true (terrain_store_append_event (store, "a", 1, 4000, "set", payload, NULL));
  expect (&watch, "a:draft c:draft b:draft ", "2-1+0 0-0+1 ");
  still = g_list_model_get_item (G_LIST_MODEL (records), 2);
  g_assert_true (kept == still);

  /* In its place. */
  g_assert_true (terrain_store_append_event (store, "a", 2, 5000, "set", payload, NULL));
  g_assert_true (terrain_store_complete_record (store, "a", "uuid:a", NULL, payload, TRUE, 6000, NULL));
  expect (&watch, "a:queued c:draft b:draft ", NULL);
  assert_counts (records, 2, 1, 0, 0);

  g_assert_true (terrain_store_trash_record (store, "c", TRUE, 7000, NULL));
  expect (&watch, "a:queued b:draft ", "1-1+0 ");
  g_assert_true (terrain_store_erase_record (store, "b", NULL));
  expect (&watch, "a:queued ", "1-1+0 ");
  g_assert_true (terrain_store_trash_record (store, "c", FALSE, 8000, NULL));
  /* Where it was: the trash is no change of it. */
  expect (&watch, "a:queued c:draft ", "1-0+1 ");
  g_assert_true (terrain_store_mark_sent (store, "a", 9000, NULL));
  expect (&watch, "a:sent c:draft ", "0-1+1 ");
  assert_counts (records, 1, 0, 1, 0);
  g_string_free (watch.told, TRUE);
}

/* Whoever shows a count beside the list asks for it when the list tells of a change. */
static void
check_counts (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  TerrainRecords *records = TERRAIN_RECORDS (model);
  guint counted[TERRAIN_RECORD_REJECTED + 1] = { 0 };
  guint *n_checks = user_data;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (TerrainRecordObject) object = g_list_model_get_item (model, i);

      counted[terrain_record_object_get (object)->state]++;
    }
  for (guint state = 0; state < G_N_ELEMENTS (counted); state++)
    g_assert_cmpuint (terrain_records_count (records, state), ==, counted[state]);
  *n_checks += 1;
}

static void
test_counts_with_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (GBytes) payload = bytes_of ("{}");
  g_autoptr (TerrainRecords) records = NULL;
  Watch watch = { 0 };
  guint n_checks = 0;

  begin (store, "a", 1000);
  run_pending ();
  records = terrain_records_new (fixture->profile);
  watch_model (&watch, records);
  g_signal_connect (records, "items-changed", G_CALLBACK (check_counts), &n_checks);
  g_assert_true (terrain_store_complete_record (store, "a", "uuid:a", NULL, payload, TRUE, 2000, NULL));
  expect (&watch, "a:queued ", NULL);
  begin (store, "b", 3000);
  g_assert_true (terrain_store_mark_sent (store, "a", 4000, NULL));
  expect (&watch, "a:sent b:draft ", NULL);
  g_assert_true (terrain_store_erase_record (store, "b", NULL));
  expect (&watch, "a:sent ", NULL);
  g_assert_cmpuint (n_checks, >=, 4);
  g_string_free (watch.told, TRUE);
}

static gboolean
has_many (gpointer model)
{
  return g_list_model_get_n_items (model) == 202;
}

/* Many at once are one change of the stretch that differs. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainRecords) records = NULL;
  g_autoptr (GObject) first = NULL;
  g_autoptr (GObject) last = NULL;
  Watch watch = { 0 };

  begin (store, "first", 1);
  begin (store, "last", 1000000);
  run_pending ();
  records = terrain_records_new (fixture->profile);
  watch_model (&watch, records);
  first = g_list_model_get_item (G_LIST_MODEL (records), 1);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);

      begin (store, uuid, 1000 + i);
    }
  wait_until (has_many, records);
  last = g_list_model_get_item (G_LIST_MODEL (records), 201);
  g_assert_true (first == last);
  g_assert_cmpstr (watch.told->str, ==, "1-0+200 ");
  assert_counts (records, 202, 0, 0, 0);
  g_string_free (watch.told, TRUE);
}

static void
test_library (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    const char *version;
    const char *title;
  } forms[] = { { "visit", "1", "Visit" }, { "area", "1", "Area" }, { "bus", "1", "Bus" } };
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainLibrary) library = terrain_library_new (fixture->profile);
  g_autoptr (GObject) area = NULL;
  g_autoptr (GObject) still = NULL;
  Watch watch = { 0 };

  watch_model (&watch, library);
  expect (&watch, "", "");
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *xml = make_form (forms[i].id, forms[i].version, forms[i].title);
      g_autoptr (GBytes) bytes = bytes_of (xml);

      g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "", NULL, NULL, NULL));
    }
  expect (&watch, "area/1(0) bus/1(0) visit/1(0) ", NULL);
  area = g_list_model_get_item (G_LIST_MODEL (library), 0);

  {
    g_autofree char *xml = make_form ("bus", "2", "Bus");
    g_autoptr (GBytes) bytes = bytes_of (xml);

    g_assert_true (terrain_profile_import_form (fixture->profile, bytes, "", NULL, NULL, NULL));
  }
  expect (&watch, "area/1(0) bus/2(0) visit/1(0) ", "1-1+1 ");
  begin (store, "a", 1);
  expect (&watch, "area/1(0) bus/2(0) visit/1(1) ", "2-1+1 ");
  g_assert_true (terrain_store_hide_form (store, "bus", "2", TRUE, NULL));
  expect (&watch, "area/1(0) bus/1(0) visit/1(1) ", "1-1+1 ");
  g_assert_true (terrain_store_hide_form (store, "bus", "1", TRUE, NULL));
  expect (&watch, "area/1(0) visit/1(1) ", "1-1+0 ");
  still = g_list_model_get_item (G_LIST_MODEL (library), 0);
  g_assert_true (area == still);
  g_string_free (watch.told, TRUE);
}

/* Gone while a reading is under way. */
static void
test_gone_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_visit (fixture->profile);
  TerrainRecords *records = terrain_records_new (fixture->profile);
  TerrainLibrary *library = terrain_library_new (fixture->profile);

  begin (terrain_profile_get_store (fixture->profile), "a", 1);
  g_main_context_iteration (NULL, FALSE);
  g_object_unref (records);
  g_object_unref (library);
  g_usleep (20000);
  run_pending ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/lists/records", test_records);
  add_case ("/lists/counts", test_counts_with_list);
  add_case ("/lists/many", test_many);
  add_case ("/lists/library", test_library);
  add_case ("/lists/gone-meanwhile", test_gone_meanwhile);

  return g_test_run ();
}
