/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"

/* Entity lists follow what is completed here before any server does: the forms that ship, as the build made them. */

static TerrainForm *
load (Fixture *fixture, const char *id)
{
  g_autofree char *folder = g_build_filename (g_getenv ("TERRAIN_BUILD"), "data", "forms", NULL);
  g_autoptr (TerrainStoredForm) known = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  known = terrain_store_find_form (terrain_profile_get_store (fixture->profile), id, NULL, NULL);
  if (known == NULL)
    g_assert_cmpuint (terrain_profile_import_folder (fixture->profile, folder, NULL), >, 0);
  form = terrain_profile_load_form (fixture->profile, id, NULL, &error);
  g_assert_no_error (error);
  return form;
}

static TerrainSession *
begin (Fixture *fixture, const char *form_id, const char *uuid)
{
  g_autoptr (TerrainForm) form = load (fixture, form_id);
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->profile, form, NULL, uuid, NULL, &error);

  g_assert_no_error (error);
  return session;
}

static char *
dup_date (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_format (day, "%Y-%m-%d");
}

/* Any answer that will do. */
static void
answer_problem (TerrainSession *session, const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (terrain_session_get_interview (session), ref);
  GListModel *choices = terrain_item_get_choices (item);
  g_autoptr (TerrainChoice) choice = choices != NULL ? g_list_model_get_item (choices, 0) : NULL;
  TerrainDataType type = terrain_control_get_data_type (terrain_item_get_control (item));
  g_autofree char *date = dup_date (strstr (ref, "review") != NULL ? 30 : 0);
  g_autoptr (GError) error = NULL;

  terrain_session_answer (session, ref,
                          choice != NULL             ? terrain_choice_get_value (choice)
                          : type == TERRAIN_DATA_DATE ? date
                          : type == TERRAIN_DATA_INT  ? "1990"
                                                      : "x",
                          &error);
  g_assert_no_error (error);
}

static void
complete (TerrainSession *session)
{
  TerrainInterview *interview = terrain_session_get_interview (session);
  g_autoptr (GError) error = NULL;

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);

      for (guint i = 0; i < problems->len; i++)
        answer_problem (session, ((TerrainProblem *) problems->pdata[i])->ref);
    }
  g_assert_true (terrain_session_complete (session, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static char *
dup_field (TerrainSession *session, const char *id, const char *field)
{
  g_autofree char *expression = g_strdup_printf ("string(instance('persons')/root/item[name='%s']/%s)", id, field);
  g_auto (TerrainXPathValue) value = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_interview_evaluate (terrain_session_get_interview (session), expression, NULL, &value, &error));
  g_assert_no_error (error);
  return terrain_xpath_value_to_string (&value);
}

static void
assert_field (TerrainSession *session, const char *id, const char *field, const char *expected)
{
  g_autofree char *value = dup_field (session, id, field);

  g_assert_cmpstr (value, ==, expected);
}

/* Registers a person. (transfer full): their id */
static char *
enrol (Fixture *fixture, char **code)
{
  g_autoptr (TerrainSession) session = begin (fixture, "outreach_register", "r");
  g_auto (TerrainXPathValue) value = { 0 };

  *code = dup_value (session, "/data/g2/person_code");
  g_assert_true (terrain_interview_evaluate (terrain_session_get_interview (session), "string(/data/meta/entity/@id)",
                                             NULL, &value, NULL));
  complete (session);
  return terrain_xpath_value_to_string (&value);
}

static TerrainSession *
follow_up (Fixture *fixture, const char *id, const char *uuid)
{
  TerrainSession *session = begin (fixture, "outreach_followup", uuid);
  g_autoptr (GError) error = NULL;

  g_assert_true (terrain_session_answer (session, "/data/f1/person", id, &error));
  g_assert_no_error (error);
  return session;
}

static void
assert_attribute (TerrainSession *session, const char *name, const char *expected)
{
  g_autofree char *expression = g_strdup_printf ("string(/data/meta/entity/@%s)", name);
  g_auto (TerrainXPathValue) value = { 0 };
  g_autofree char *text = NULL;

  g_assert_true (terrain_interview_evaluate (terrain_session_get_interview (session), expression, NULL, &value, NULL));
  text = terrain_xpath_value_to_string (&value);
  g_assert_cmpstr (text, ==, expected);
}

/* A person registered here is found, followed up twice, and each update says which one came before. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainSession) early = begin (fixture, "outreach_followup", "early");
  g_autofree char *code = NULL;
  g_autofree char *id = enrol (fixture, &code);
  g_autoptr (TerrainSession) first = NULL;
  g_autoptr (TerrainSession) second = NULL;
  g_autoptr (TerrainSession) third = NULL;
  g_autofree char *branch = NULL;

  assert_field (early, id, "label", "");
  first = follow_up (fixture, id, "f");
  assert_field (first, id, "label", code);
  assert_field (first, id, "__version", "1");
  assert_field (first, "demo-1", "label", "P-3f9a-7c2");
  branch = dup_field (first, id, "__branchId");
  g_assert_true (g_uuid_string_is_valid (branch));
  assert_attribute (first, "baseVersion", "1");
  assert_attribute (first, "trunkVersion", "");
  assert_attribute (first, "branchId", branch);
  g_assert_true (terrain_session_answer (first, "/data/f4/f_status", "pause", NULL));
  complete (first);

  second = follow_up (fixture, id, "s");
  assert_field (second, id, "status", "pause");
  assert_attribute (second, "baseVersion", "2");
  assert_attribute (second, "branchId", branch);

  /* reopened, a record has changed nothing yet; completed again, it has once */
  g_assert_true (terrain_store_reopen_record (store, "f", g_get_real_time (), NULL));
  third = follow_up (fixture, id, "t");
  assert_attribute (third, "baseVersion", "1");
  g_clear_object (&third);
  g_clear_object (&first);
  first = terrain_session_resume (fixture->profile, "f", NULL, NULL);
  complete (first);
  third = follow_up (fixture, id, "u");
  assert_attribute (third, "baseVersion", "2");

  /* an erased one leaves nothing */
  g_assert_true (terrain_store_erase_record (store, "f", NULL));
  g_assert_true (terrain_store_erase_record (store, "r", NULL));
  g_clear_object (&third);
  third = begin (fixture, "outreach_followup", "v");
  assert_field (third, id, "label", "");
}

static void
put_list (Fixture *fixture, const char *text)
{
  TerrainStore *store = terrain_profile_get_store (fixture->profile);
  g_autoptr (TerrainStoredForm) form = terrain_store_find_form (store, "outreach_followup", NULL, NULL);
  g_autoptr (GBytes) content = bytes_of (text);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, content);

  g_assert_true (terrain_store_put_media (store, form->id, form->version, "persons.csv", hash, content, NULL));
}

/* The server's list comes in between: what it has not seen stays, what it has in a newer version is its own. */
static void
test_server (Fixture *fixture, gconstpointer data)
{
  static const char id[] = "11111111-2222-4333-8444-555555555555";
  g_autoptr (TerrainForm) form = load (fixture, "outreach_followup");
  g_autoptr (TerrainSession) first = NULL;
  g_autoptr (TerrainSession) second = NULL;
  g_autofree char *branch = NULL;

  put_list (fixture, "name,label,status,__version\r\n11111111-2222-4333-8444-555555555555,\"P, \"\"1\"\"\",active,4\r\n");
  first = follow_up (fixture, id, "f");
  assert_field (first, id, "label", "P, \"1\"");
  assert_attribute (first, "baseVersion", "4");
  assert_attribute (first, "trunkVersion", "4");
  branch = dup_field (first, id, "__branchId");
  g_assert_true (g_uuid_string_is_valid (branch));
  g_assert_true (terrain_session_answer (first, "/data/f4/f_status", "pause", NULL));
  complete (first);

  second = follow_up (fixture, id, "s");
  assert_attribute (second, "baseVersion", "5");
  assert_attribute (second, "trunkVersion", "4");
  assert_attribute (second, "branchId", branch);
  assert_field (second, id, "status", "pause");
  g_clear_object (&second);

  put_list (fixture, "name,label,status,__version\n11111111-2222-4333-8444-555555555555,P,stopped,6\n");
  second = follow_up (fixture, id, "t");
  assert_attribute (second, "baseVersion", "6");
  assert_attribute (second, "trunkVersion", "6");
  assert_field (second, id, "status", "stopped");
}

/* A list that is no list of commas is the engine's to read, or to refuse. */
static void
test_odd_lists (Fixture *fixture, gconstpointer data)
{
  static const char *const lists[] = {
    "",
    "name;label;__version\nodd;P;1\n",
    "name,label,__version\n\"odd,P,1\n",
    "label,__version\nP,1\n",
    "name,label,__version",
  };
  g_autoptr (TerrainForm) form = load (fixture, "outreach_followup");
  g_autofree char *code = NULL;
  g_autofree char *id = enrol (fixture, &code);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *uuid = g_strdup_printf ("%u", i);
      g_autoptr (TerrainSession) session = NULL;

      put_list (fixture, lists[i]);
      session = begin (fixture, "outreach_followup", uuid);
      assert_field (session, "odd", "label", i == 1 ? "P" : "");
      assert_field (session, id, "label", i == G_N_ELEMENTS (lists) - 1 ? code : "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/entities/offline", test_offline);
  add_case ("/entities/server", test_server);
  add_case ("/entities/odd-lists", test_odd_lists);

  return g_test_run ();
}
