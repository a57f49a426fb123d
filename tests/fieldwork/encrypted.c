/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fixture.h"
#include "private-key.h"

/* Records of a form with a public key: readable while they are drafts, by nobody here afterwards. */

typedef struct
{
  Fixture base;
  EVP_PKEY *pair;
  char *public_key;
} Encrypted;

static void
set_up (Encrypted *fixture, gconstpointer data)
{
  fixture_set_up (&fixture->base, data);
  fixture->pair = private_key_new ();
  fixture->public_key = private_key_dup_public (fixture->pair);
}

static void
tear_down (Encrypted *fixture, gconstpointer data)
{
  fixture_tear_down (&fixture->base, data);
  EVP_PKEY_free (fixture->pair);
  g_free (fixture->public_key);
}

static TerrainForm *
load_form_with (Encrypted *fixture, const char *public_key, const char *meta)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (GError) error = NULL;
  TerrainForm *form;

  text = g_strdup_printf (
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:orx='http://openrosa.org/xforms'><h:head><h:title>Care</h:title><model>"
      "<submission base64RsaPublicKey='%s'/><instance><data id='care' version='1'><name/><last/><photo/><other/>"
      "<meta><instanceID/><instanceName/>%s</meta></data></instance>"
      "<instance id='last-saved' src='jr://instance/last-saved'/>"
      "<bind nodeset='/data/name' type='string'/>"
      "<bind nodeset='/data/last' type='string' calculate=\"instance('last-saved')/data/name\"/>"
      "<bind nodeset='/data/photo' type='binary'/>"
      "<bind nodeset='/data/other' type='binary' relevant=\"/data/name = 'x'\"/>"
      "<bind nodeset='/data/meta/instanceID' type='string' readonly='true()' jr:preload='uid'"
      " xmlns:jr='http://openrosa.org/javarosa'/>"
      "<bind nodeset='/data/meta/instanceName' type='string' calculate='/data/name'/></model></h:head><h:body>"
      "<input ref='/data/name'><label>Name</label></input>"
      "<upload ref='/data/photo' mediatype='image/*'><label>Photo</label></upload>"
      "<upload ref='/data/other' mediatype='image/*'><label>Other</label></upload></h:body></h:html>",
      public_key, meta);
  xml = bytes_of (text);
  g_assert_true (terrain_profile_import_form (fixture->base.profile, xml, "", NULL, NULL, &error));
  g_assert_no_error (error);
  form = terrain_profile_load_form (fixture->base.profile, "care", NULL, &error);
  g_assert_no_error (error);
  return form;
}

static TerrainForm *
load_form (Encrypted *fixture, const char *public_key)
{
  return load_form_with (fixture, public_key, "");
}

static void
attach (Encrypted *fixture, const char *name, const char *content)
{
  g_autoptr (GBytes) bytes = bytes_of (content);
  TerrainStore *store = terrain_profile_get_store (fixture->base.profile);

  g_assert_true (terrain_store_put_attachment (store, "a", name, "image/jpeg", bytes, NULL));
}

/* A record with a photograph, and one of a question that is no longer asked. */
static TerrainSession *
fill_in (Encrypted *fixture, TerrainForm *form)
{
  g_autoptr (GError) error = NULL;
  TerrainSession *session = terrain_session_begin_full (fixture->base.profile, form, NULL, "a", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (terrain_session_answer (session, "/data/name", "x", NULL));
  attach (fixture, "p.jpg", "a photograph");
  g_assert_true (terrain_session_answer (session, "/data/photo", "p.jpg", NULL));
  attach (fixture, "o.jpg", "another");
  g_assert_true (terrain_session_answer (session, "/data/other", "o.jpg", NULL));
  g_assert_true (terrain_session_answer (session, "/data/name", "Zoë", NULL));
  return session;
}

static GBytes *
load_file (const char *name, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes *content = terrain_store_load_attachment (user_data, "a", name, NULL, &error);

  g_assert_no_error (error);
  return content;
}

static void
test_complete (Encrypted *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->base.profile);
  g_autoptr (TerrainForm) form = load_form (fixture, fixture->public_key);
  g_autoptr (TerrainSession) session = fill_in (fixture, form);
  g_autofree char *instance_id = NULL;
  g_autofree char *submission = NULL;
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GBytes) stored = NULL;
  g_autoptr (GHashTable) files = NULL;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *xml, *photo;

  g_assert_true (terrain_session_complete (session, TRUE, &instance_id, &manifest, &error));
  g_assert_no_error (error);
  stored = terrain_store_load_submission (store, "a", NULL);
  g_assert_true (g_bytes_equal (manifest, stored));

  files = private_key_open_submission (fixture->pair, manifest, load_file, store);
  g_assert_cmpuint (g_hash_table_size (files), ==, 2);
  photo = g_hash_table_lookup (files, "p.jpg");
  g_assert_cmpmem (g_bytes_get_data (photo, NULL), g_bytes_get_size (photo), "a photograph", 12);
  xml = g_hash_table_lookup (files, "submission.xml");
  submission = g_strndup (g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  g_assert_nonnull (strstr (submission, "<name>Zoë</name>"));
  g_assert_nonnull (strstr (submission, instance_id));
  g_assert_null (strstr (submission, "o.jpg"));

  record = terrain_store_find_record (store, "a", NULL);
  g_assert_true (record->encrypted);
  g_assert_null (record->name);
  g_assert_cmpstr (record->instance_id, ==, instance_id);
  g_assert_null (terrain_session_resume (fixture->base.profile, "a", NULL, NULL));
}

/* The audit log is a file like others: made before what it is made of goes. */
static void
test_audit (Encrypted *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->base.profile);
  g_autoptr (TerrainForm) form = load_form_with (fixture, fixture->public_key, "<audit/>");
  g_autoptr (TerrainSession) session = fill_in (fixture, form);
  g_auto (GStrv) names = NULL;
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GHashTable) files = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *content;

  g_assert_true (terrain_session_complete (session, TRUE, NULL, &manifest, NULL));
  files = private_key_open_submission (fixture->pair, manifest, load_file, store);
  content = g_hash_table_lookup (files, "audit.csv");
  g_assert_nonnull (content);
  log = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  g_assert_true (g_str_has_prefix (log, "event,node,start,end\nform start,,"));
  g_assert_nonnull (strstr (log, "\nquestion,/data/name,"));
  g_assert_nonnull (strstr (log, "\nform finalize,,"));
  names = terrain_store_list_attachments (store, "a", NULL);
  g_assert_false (g_strv_contains ((const char *const *) names, "audit.csv"));
  /* nor can it be corrected here once it was sent */
  g_assert_true (terrain_store_mark_sent (store, "a", g_get_real_time (), NULL));
  g_assert_null (terrain_session_begin_edit (fixture->base.profile, "a", NULL, NULL, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE);
}

/* A form that reads the record saved last finds none that it could read, and works. */
static void
test_last_saved (Encrypted *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_form (fixture, fixture->public_key);
  g_autoptr (TerrainSession) session = fill_in (fixture, form);
  g_autoptr (TerrainSession) second = NULL;
  g_autoptr (TerrainForm) again = NULL;
  g_autofree char *last = NULL;

  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, NULL));
  again = terrain_profile_load_form (fixture->base.profile, "care", NULL, NULL);
  second = terrain_session_begin_full (fixture->base.profile, again, NULL, "b", NULL, NULL);
  last = dup_value (second, "/data/last");
  g_assert_cmpstr (last, ==, "");
}

/* A file that cannot go with it: the person is told, and nothing is lost. */
static void
test_refused (Encrypted *fixture, gconstpointer data)
{
  TerrainStore *store = terrain_profile_get_store (fixture->base.profile);
  g_autoptr (TerrainForm) form = load_form (fixture, fixture->public_key);
  g_autoptr (TerrainSession) session = fill_in (fixture, form);
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  attach (fixture, "submission.xml", "not the submission");
  g_assert_true (terrain_session_answer (session, "/data/photo", "submission.xml", NULL));
  g_assert_false (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION);
  g_assert_nonnull (strstr (error->message, "draft"));
  g_clear_error (&error);
  record = terrain_store_find_record (store, "a", NULL);
  g_assert_cmpint (record->state, ==, TERRAIN_RECORD_DRAFT);
  g_assert_null (terrain_store_load_submission (store, "a", NULL));
  /* It goes on. */
  g_assert_true (terrain_session_answer (session, "/data/photo", "p.jpg", NULL));
  g_assert_true (terrain_session_complete (session, TRUE, NULL, NULL, &error));
  g_assert_no_error (error);
}

static void
test_bad_key (Encrypted *fixture, gconstpointer data)
{
  g_autoptr (TerrainForm) form = load_form (fixture, "AAAA");
  g_autoptr (TerrainSession) session = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  session = terrain_session_begin (fixture->base.profile, form, NULL, &error);
  g_assert_null (session);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_ENCRYPTION);
  records = terrain_store_list_records (terrain_profile_get_store (fixture->base.profile), FALSE, NULL);
  g_assert_cmpuint (records->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/encrypted/" path, Encrypted, NULL, set_up, func, tear_down)
  ADD ("complete", test_complete);
  ADD ("audit", test_audit);
  ADD ("last-saved", test_last_saved);
  ADD ("refused", test_refused);
  ADD ("bad-key", test_bad_key);
#undef ADD
  return g_test_run ();
}
