/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fixture.h"

static char *
describe (GPtrArray *forms)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < forms->len; i++)
    {
      TerrainStoredForm *form = forms->pdata[i];

      g_string_append_printf (text, "%s/%s(%u) ", form->id, form->version, form->n_records);
    }
  return g_string_free (text, FALSE);
}

static void
assert_xml (GBytes *bytes, const char *text)
{
  g_autoptr (GBytes) owned = bytes;

  assert_bytes (owned, text);
}

static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) forms = NULL;
  g_autofree char *described = NULL;
  g_autoptr (GError) error = NULL;

  put_form (fixture->store, "visit", "2", "Visit, new", "<visit2/>");
  put_form (fixture->store, "area", "", "Area", "<area/>");
  begin_record (fixture->store, "a");

  fixture_reopen (fixture);
  forms = terrain_store_list_forms (fixture->store, &error);
  g_assert_no_error (error);
  described = describe (forms);
  g_assert_cmpstr (described, ==, "area/(0) visit/2(0) visit/1(1) ");
  g_assert_cmpstr (((TerrainStoredForm *) forms->pdata[0])->hash, ==, "md5:b9d6e5b4413e3c5c5f4b08ade05125e8");

  assert_xml (terrain_store_load_form (fixture->store, "visit", NULL, NULL), "<visit2/>");
  assert_xml (terrain_store_load_form (fixture->store, "visit", "1", NULL), "<visit/>");
  assert_xml (terrain_store_load_form (fixture->store, "area", "", NULL), "<area/>");
  g_assert_null (terrain_store_load_form (fixture->store, "visit", "", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

/* Authors forget to raise the version: new records get the new form, those begun keep theirs. */
static void
test_same_version_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) image = bytes_of ("png");
  g_autofree char *old_revision = NULL;
  g_autofree char *new_revision = NULL;
  g_autofree char *media_revision = NULL;

  g_assert_true (terrain_store_put_media (fixture->store, "visit", "1", "map.png", "md5:1", image, NULL));
  begin_record (fixture->store, "old");
  put_form (fixture->store, "visit", "1", "Visit", "<changed/>");
  begin_record (fixture->store, "new");
  fixture_reopen (fixture);

  assert_xml (terrain_store_load_form (fixture->store, "visit", "1", NULL), "<changed/>");
  assert_xml (terrain_store_load_record_form (fixture->store, "old", NULL), "<visit/>");
  assert_xml (terrain_store_load_record_form (fixture->store, "new", NULL), "<changed/>");
  old_revision = terrain_store_get_record_form_revision (fixture->store, "old", NULL);
  new_revision = terrain_store_get_form_revision (fixture->store, "visit", NULL, NULL);
  g_assert_cmpstr (old_revision, !=, new_revision);
  g_assert_true (terrain_store_put_media (fixture->store, "visit", "1", "map.png", "md5:2", image, NULL));
  media_revision = terrain_store_get_form_revision (fixture->store, "visit", NULL, NULL);
  g_assert_cmpstr (media_revision, !=, new_revision);
  assert_xml (terrain_store_load_media (fixture->store, "visit", "1", "map.png", NULL), "png");
  {
    g_autoptr (GPtrArray) forms = terrain_store_list_forms (fixture->store, NULL);
    g_autofree char *described = describe (forms);

    g_assert_cmpstr (described, ==, "visit/1(2) ");
  }

  /* Nobody needs the old one any more. */
  g_assert_true (terrain_store_erase_record (fixture->store, "old", NULL));
  {
    g_autofree char *count = query_file (fixture->path, "SELECT count(*) FROM form");

    g_assert_cmpstr (count, ==, "1");
  }
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  g_autoptr (TerrainStoredForm) form = NULL;
  g_autoptr (TerrainStoredForm) newest = NULL;
  g_autoptr (GError) error = NULL;

  put_form (fixture->store, "visit", "2", "Visit", "<visit2/>");
  g_assert_true (terrain_store_hide_form (fixture->store, "visit", "2", TRUE, NULL));
  form = terrain_store_find_form (fixture->store, "visit", "2", NULL);
  g_assert_true (form->hidden);
  newest = terrain_store_find_form (fixture->store, "visit", NULL, NULL);
  g_assert_cmpstr (newest->version, ==, "1");
  g_assert_false (terrain_store_hide_form (fixture->store, "visit", "3", TRUE, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

static void
test_media (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) content = bytes_of ("a,b\n1,2\n");
  g_autoptr (GBytes) other = bytes_of ("a,b\n3,4\n");
  g_autofree char *hash = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (terrain_store_get_media_hash (fixture->store, "visit", "1", "x.csv", &error));
  g_assert_no_error (error);
  g_assert_null (terrain_store_load_media (fixture->store, "visit", "1", "x.csv", &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (terrain_store_put_media (fixture->store, "visit", "1", "x.csv", "md5:1", content, NULL));
  g_assert_true (terrain_store_put_media (fixture->store, "visit", "1", "x.csv", "md5:2", other, NULL));
  hash = terrain_store_get_media_hash (fixture->store, "visit", "1", "x.csv", NULL);
  g_assert_cmpstr (hash, ==, "md5:2");
  assert_xml (terrain_store_load_media (fixture->store, "visit", "1", "x.csv", NULL), "a,b\n3,4\n");
  g_assert_false (terrain_store_put_media (fixture->store, "visit", "9", "x.csv", "md5:1", content, &error));
  g_assert_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("/forms/versions", test_versions);
  add_case ("/forms/same-version-again", test_same_version_again);
  add_case ("/forms/hidden", test_hidden);
  add_case ("/forms/media", test_media);

  return g_test_run ();
}
