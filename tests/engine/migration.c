/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

/* A draft under another version of its form. */

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static TerrainPathMap *
make_map (const char *json)
{
  g_autoptr (GBytes) bytes = bytes_of (json);
  g_autoptr (GError) error = NULL;
  TerrainPathMap *map = terrain_path_map_parse (bytes, &error);

  g_assert_no_error (error);
  return map;
}

static TerrainMigration *
migrate (TerrainInterview *interview, TerrainForm *new_form, const char *map_json)
{
  g_autoptr (GBytes) draft = terrain_interview_save (interview);
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainPathMap) map = map_json != NULL ? make_map (map_json) : NULL;
  g_autoptr (GError) error = NULL;
  TerrainMigration *migration;

  migration = terrain_migration_new (terrain_interview_get_form (interview), draft, new_form, map, environment, &error);
  g_assert_no_error (error);
  return migration;
}

static TerrainInterview *
open_new (TerrainMigration *migration, TerrainForm *new_form)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (GError) error = NULL;
  TerrainInterview *interview;

  interview = terrain_interview_restore (new_form, environment, terrain_migration_get_draft (migration), &error);
  g_assert_no_error (error);
  return interview;
}

/* "lost /data/a x; kept /data/b -> /data/b y": the whole report but its reasons. */
static char *
dup_report (TerrainMigration *migration)
{
  GPtrArray *entries = terrain_migration_get_entries (migration);
  GString *report = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const TerrainMigrationEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (report, "%s%s", i > 0 ? "; " : "", terrain_migration_kind_to_string (entry->kind));
      if (entry->old_ref != NULL)
        g_string_append_printf (report, " %s", entry->old_ref);
      if (entry->new_ref != NULL && g_strcmp0 (entry->old_ref, entry->new_ref) != 0)
        g_string_append_printf (report, " -> %s", entry->new_ref);
      if (entry->value != NULL)
        g_string_append_printf (report, " = %s", entry->value);
      if (entry->kind != TERRAIN_MIGRATION_KEPT && entry->kind != TERRAIN_MIGRATION_RENAMED)
        g_assert_nonnull (entry->reason);
    }
  return g_string_free (report, FALSE);
}

static void
assert_report (TerrainMigration *migration, const char *expected)
{
  g_autofree char *report = dup_report (migration);

  g_assert_cmpstr (report, ==, expected);
}

#define INPUT(ref) "<input ref='" ref "'><label>q</label></input>"
#define STRING(ref) "<bind nodeset='" ref "' type='string'/>"
#define TYPED(ref, type) "<bind nodeset='" ref "' type='" type "'/>"

static void
test_kept_and_lost (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview ("<a/><b/><c/>", "", INPUT ("/data/a") INPUT ("/data/b")
                                                        INPUT ("/data/c"));
  g_autoptr (TerrainForm) form = fixture_form ("<c/><a/><d>7</d>", "",
                                               INPUT ("/data/a") INPUT ("/data/c") INPUT ("/data/d"));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;

  fixture_answer (old, "/data/a", "one");
  fixture_answer (old, "/data/b", "two <&>");
  migration = migrate (old, form, NULL);
  assert_report (migration, "kept /data/a = one; lost /data/b = two <&>");
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/a", "one");
  fixture_assert_value (new, "/data/c", "");
  /* A new question has its default. */
  fixture_assert_value (new, "/data/d", "7");
}

/* The same version gives the same record. */
static void
test_same_version (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<a>default</a><r><x/></r><g><t/></g><meta><instanceID/></meta>",
      TYPED ("/data/g/t", "dateTime") "<bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/>",
      INPUT ("/data/a") INPUT ("/data/g/t") "<group ref='/data/r'><repeat nodeset='/data/r'>" INPUT ("/data/r/x")
      "</repeat></group>");
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (GBytes) before = NULL;

  fixture_answer (old, "/data/a", "");
  fixture_answer (old, "/data/g/t", "2026-11-21T09:30:00.000+01:00");
  fixture_answer (old, "/data/r[1]/x", " é\n\"'<&> ");
  g_assert_cmpuint (terrain_interview_add_instance (old, "/data/r", NULL), ==, 2);
  before = terrain_interview_save (old);
  migration = migrate (old, terrain_interview_get_form (old), NULL);
  {
    gsize size;
    const char *text = g_bytes_get_data (before, &size);
    GBytes *after = terrain_migration_get_draft (migration);

    g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), text, size);
  }
}

static void
test_renamed (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<g><a/><b/></g><c/>", "", INPUT ("/data/g/a") INPUT ("/data/g/b") INPUT ("/data/c"));
  g_autoptr (TerrainForm) form = fixture_form ("<h><a/><z/></h><d/>", "", INPUT ("/data/h/a") INPUT ("/data/h/z")
                                               INPUT ("/data/d"));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;
  g_autofree char *ref = NULL;

  fixture_answer (old, "/data/g/a", "1");
  fixture_answer (old, "/data/g/b", "2");
  fixture_answer (old, "/data/c", "3");
  migration = migrate (old, form,
                       "{\"renamed\":{\"/data/g\":\"/data/h\",\"/data/g/b\":\"/data/h/z\"},\"dropped\":[\"/data/c\"]}");
  assert_report (migration, "renamed /data/g/a -> /data/h/a = 1; renamed /data/g/b -> /data/h/z = 2; "
                            "lost /data/c = 3");
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/h/z", "2");
  ref = terrain_migration_map_ref (migration, "/data/g/b");
  g_assert_cmpstr (ref, ==, "/data/h/z");
  g_assert_null (terrain_migration_map_ref (migration, "/data/c"));
}

/* A name that stands elsewhere now: said, not done; done once the map says it. */
static void
test_proposed (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<g><k/><l/></g><a/><twice/><x><twice/></x>", "",
      INPUT ("/data/g/k") INPUT ("/data/g/l") INPUT ("/data/a") INPUT ("/data/twice") INPUT ("/data/x/twice"));
  g_autoptr (TerrainForm) form = fixture_form ("<s><g><k/><l/></g></s><t><a/></t><u><twice/></u>", "",
                                               INPUT ("/data/s/g/k") INPUT ("/data/s/g/l") INPUT ("/data/t/a")
                                               INPUT ("/data/u/twice"));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainMigration) again = NULL;

  fixture_answer (old, "/data/g/k", "1");
  fixture_answer (old, "/data/g/l", "2");
  fixture_answer (old, "/data/a", "3");
  fixture_answer (old, "/data/twice", "4");
  migration = migrate (old, form, NULL);
  assert_report (migration, "lost /data/g/k = 1; lost /data/g/l = 2; lost /data/a = 3; lost /data/twice = 4; "
                            "proposed /data/g -> /data/s/g; proposed /data/a -> /data/t/a");
  again = migrate (old, form, "{\"renamed\":{\"/data/g\":\"/data/s/g\",\"/data/a\":\"/data/t/a\"}}");
  assert_report (again, "renamed /data/g/k -> /data/s/g/k = 1; renamed /data/g/l -> /data/s/g/l = 2; "
                        "renamed /data/a -> /data/t/a = 3; lost /data/twice = 4");
}

static void
test_types (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<n/><d/><s/><g/>", STRING ("/data/n") STRING ("/data/d") TYPED ("/data/s", "int") STRING ("/data/g"),
      INPUT ("/data/n") INPUT ("/data/d") INPUT ("/data/s") INPUT ("/data/g"));
  g_autoptr (TerrainForm) form = fixture_form (
      "<n/><d/><s/><g><h/></g>", TYPED ("/data/n", "int") TYPED ("/data/d", "date") STRING ("/data/s"),
      INPUT ("/data/n") INPUT ("/data/d") INPUT ("/data/s") INPUT ("/data/g/h"));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;

  fixture_answer (old, "/data/n", "007");
  fixture_answer (old, "/data/d", "tomorrow");
  fixture_answer (old, "/data/s", "12");
  fixture_answer (old, "/data/g", "a group now");
  migration = migrate (old, form, NULL);
  assert_report (migration, "kept /data/n = 007; lost /data/d = tomorrow; kept /data/s = 12; "
                            "lost /data/g = a group now");
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/n", "7");
  fixture_assert_value (new, "/data/d", "");
}

#define CHOICE(value) "<item><label>" value "</label><value>" value "</value></item>"

static void
test_choices (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<one/><more/>", "",
      "<select1 ref='/data/one'><label>q</label>" CHOICE ("a") CHOICE ("b") "</select1>"
      "<select ref='/data/more'><label>q</label>" CHOICE ("x") CHOICE ("y") "</select>");
  g_autoptr (TerrainForm) form = fixture_form (
      "<one/><more/>", "",
      "<select1 ref='/data/one'><label>q</label>" CHOICE ("a") CHOICE ("c") "</select1>"
      "<select ref='/data/more'><label>q</label>" CHOICE ("x") CHOICE ("y") CHOICE ("z") "</select>");
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;

  fixture_answer (old, "/data/one", "b");
  fixture_answer (old, "/data/more", "x y");
  migration = migrate (old, form, NULL);
  assert_report (migration, "no-longer-offered /data/one = b; kept /data/more = x y");
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_NO_LONGER_OFFERED), ==, 1);
}

static void
test_asked_anew (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<a/><b/><c/><d/>", "<bind nodeset='/data/b' required='true()'/>",
      INPUT ("/data/a") INPUT ("/data/b") INPUT ("/data/c") INPUT ("/data/d"));
  g_autoptr (TerrainForm) form = fixture_form (
      "<a/><b/><c/><d/><e/>",
      "<bind nodeset='/data/a' required='true()'/><bind nodeset='/data/b' required='true()'/>"
      "<bind nodeset='/data/c' constraint='string-length(.) &lt; 3'/><bind nodeset='/data/d' calculate=\"'computed'\"/>"
      "<bind nodeset='/data/e' required='true()'/>",
      INPUT ("/data/a") INPUT ("/data/b") INPUT ("/data/c") INPUT ("/data/d") INPUT ("/data/e"));
  g_autoptr (TerrainMigration) migration = NULL;

  fixture_answer (old, "/data/c", "long");
  fixture_answer (old, "/data/d", "typed");
  migration = migrate (old, form, NULL);
  /* That b is missing is nothing new. */
  assert_report (migration, "kept /data/c = long; recalculated /data/d = typed; newly-required -> /data/a; "
                            "newly-invalid /data/c = long; newly-required -> /data/e");
}

#define REPEAT(ref, body) "<group ref='" ref "'><repeat nodeset='" ref "'>" body "</repeat></group>"

static void
test_repeats (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<p><n/><dog><d/></dog></p><q><n/></q>", "",
      REPEAT ("/data/p", INPUT ("/data/p/n") REPEAT ("/data/p/dog", INPUT ("/data/p/dog/d")))
      REPEAT ("/data/q", INPUT ("/data/q/n")));
  g_autoptr (TerrainForm) form = fixture_form (
      "<home><person><n/><new>5</new><dog><d/></dog></person></home><q><n/></q>", "",
      REPEAT ("/data/home/person", INPUT ("/data/home/person/n") INPUT ("/data/home/person/new")
              REPEAT ("/data/home/person/dog", INPUT ("/data/home/person/dog/d")))
      REPEAT ("/data/q", INPUT ("/data/q/n")));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;
  g_autofree char *of_new = NULL;

  terrain_interview_add_instance (old, "/data/p", NULL);
  terrain_interview_add_instance (old, "/data/p", NULL);
  terrain_interview_add_instance (old, "/data/p[2]/dog", NULL);
  if (terrain_interview_count_instances (old, "/data/p[2]/dog") < 2)
    terrain_interview_add_instance (old, "/data/p[2]/dog", NULL);
  fixture_answer (old, "/data/p[1]/n", "one");
  fixture_answer (old, "/data/p[2]/dog[2]/d", "rex");
  terrain_interview_remove_instance (old, "/data/p[1]/dog[1]", NULL);
  terrain_interview_remove_instance (old, "/data/q[1]", NULL);
  g_assert_cmpuint (terrain_interview_count_instances (old, "/data/p[1]/dog"), ==, 0);

  migration = migrate (old, form, "{\"renamed\":{\"/data/p\":\"/data/home/person\"}}");
  assert_report (migration, "renamed /data/p[1]/n -> /data/home/person[1]/n = one; "
                            "renamed /data/p[2]/dog[2]/d -> /data/home/person[2]/dog[2]/d = rex");
  new = open_new (migration, form);
  g_assert_cmpuint (terrain_interview_count_instances (new, "/data/home/person"), ==, 3);
  g_assert_cmpuint (terrain_interview_count_instances (new, "/data/home/person[1]/dog"), ==, 0);
  g_assert_cmpuint (terrain_interview_count_instances (new, "/data/home/person[2]/dog"), ==, 2);
  g_assert_cmpuint (terrain_interview_count_instances (new, "/data/home/person[3]/dog"), ==,
                    terrain_interview_count_instances (old, "/data/p[3]/dog"));
  g_assert_cmpuint (terrain_interview_count_instances (new, "/data/q"), ==, 0);
  fixture_assert_value (new, "/data/home/person[1]/n", "one");
  fixture_assert_value (new, "/data/home/person[2]/dog[2]/d", "rex");
  /* New questions of instances that were there have what a new instance would have. */
  fixture_assert_value (new, "/data/home/person[1]/new", "5");
  g_assert_cmpuint (terrain_interview_add_instance (new, "/data/home/person", NULL), ==, 4);
  of_new = fixture_value (new, "/data/home/person[4]/new");
  fixture_assert_value (new, "/data/home/person[3]/new", of_new);
}

/* Into a repeat, and out of one. */
static void
test_repeat_or_not (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<a/><r><b/></r>", "", INPUT ("/data/a") REPEAT ("/data/r", INPUT ("/data/r/b")));
  g_autoptr (TerrainForm) form = fixture_form ("<s><a/></s><b/>", "",
                                               REPEAT ("/data/s", INPUT ("/data/s/a")) INPUT ("/data/b"));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;

  fixture_answer (old, "/data/a", "1");
  fixture_answer (old, "/data/r[1]/b", "2");
  terrain_interview_add_instance (old, "/data/r", NULL);
  fixture_answer (old, "/data/r[2]/b", "3");
  migration = migrate (old, form, "{\"renamed\":{\"/data/a\":\"/data/s/a\",\"/data/r/b\":\"/data/b\"}}");
  assert_report (migration, "renamed /data/a -> /data/s[1]/a = 1; renamed /data/r[1]/b -> /data/b = 2; "
                            "lost /data/r[2]/b = 3");
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/s[1]/a", "1");
  fixture_assert_value (new, "/data/b", "2");
}

/* Two into one: the first answer stays, the second is not thrown away silently. */
static void
test_two_into_one (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview ("<a/><b/>", "", INPUT ("/data/a") INPUT ("/data/b"));
  g_autoptr (TerrainForm) form = fixture_form ("<c/>", "", INPUT ("/data/c"));
  g_autoptr (TerrainMigration) both = NULL;
  g_autoptr (TerrainMigration) second = NULL;
  static const char map[] = "{\"renamed\":{\"/data/a\":\"/data/c\",\"/data/b\":\"/data/c\"}}";

  fixture_answer (old, "/data/b", "2");
  second = migrate (old, form, map);
  assert_report (second, "renamed /data/b -> /data/c = 2");
  fixture_answer (old, "/data/a", "1");
  both = migrate (old, form, map);
  assert_report (both, "renamed /data/a -> /data/c = 1; lost /data/b = 2");
}

/* Attachments and what the form keeps of the record itself. */
static void
test_meta (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview (
      "<photo/><start/><meta><instanceID/><instanceName/></meta>",
      TYPED ("/data/photo", "binary") "<bind nodeset='/data/start' type='dateTime' jr:preload='timestamp'"
      " jr:preloadParams='start'/><bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/>",
      "<upload ref='/data/photo' mediatype='image/*'><label>q</label></upload>");
  g_autoptr (TerrainForm) form = fixture_form (
      "<group><photo/></group><start/><orx:meta><orx:instanceID/></orx:meta>",
      TYPED ("/data/group/photo", "binary") "<bind nodeset='/data/start' type='dateTime' jr:preload='timestamp'"
      " jr:preloadParams='start'/><bind nodeset='/data/orx:meta/orx:instanceID' type='string' jr:preload='uid'/>",
      "<upload ref='/data/group/photo' mediatype='image/*'><label>q</label></upload>");
  g_autoptr (TerrainForm) without = fixture_form ("<start/>", "", "");
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainMigration) bare = NULL;
  g_autoptr (TerrainInterview) new = NULL;
  g_autofree char *id = fixture_value (old, "/data/meta/instanceID");
  g_autofree char *start = fixture_value (old, "/data/start");
  g_autofree char *bare_draft = NULL;

  g_assert_true (g_str_has_prefix (id, "uuid:"));
  fixture_answer (old, "/data/photo", "p.jpg");
  migration = migrate (old, form, "{\"renamed\":{\"/data/photo\":\"/data/group/photo\"}}");
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/group/photo", "p.jpg");
  fixture_assert_value (new, "/data/start", start);
  fixture_assert_value (new, "/data/orx:meta/orx:instanceID", id);
  /* A version without a place for it: it is the same record all the same. */
  bare = migrate (old, without, NULL);
  bare_draft = g_strndup (g_bytes_get_data (terrain_migration_get_draft (bare), NULL),
                          g_bytes_get_size (terrain_migration_get_draft (bare)));
  g_assert_nonnull (strstr (bare_draft, id));
}

/* Twice the instances, about twice the time: not four times. */
static void
test_many_instances (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview ("<r><x/></r>", "", REPEAT ("/data/r", INPUT ("/data/r/x")));
  g_autoptr (TerrainForm) form = fixture_form ("<s><x/></s>", "", REPEAT ("/data/s", INPUT ("/data/s/x")));
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainInterview) new = NULL;

  for (guint i = 1; i <= 3000; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/r[%u]/x", i);
      g_autofree char *value = g_strdup_printf ("%u", i);

      if (i > 1)
        terrain_interview_add_instance (old, "/data/r", NULL);
      fixture_answer (old, ref, value);
    }
  migration = migrate (old, form, "{\"renamed\":{\"/data/r\":\"/data/s\"}}");
  g_assert_cmpuint (terrain_migration_count (migration, TERRAIN_MIGRATION_RENAMED), ==, 3000);
  new = open_new (migration, form);
  fixture_assert_value (new, "/data/s[3000]/x", "3000");
}

static void
test_bad_maps (void)
{
  static const char *const maps[] = {
    "", "nonsense", "[]", "{\"renamed\":[]}", "{\"renamed\":{\"a\":\"/b\"}}", "{\"renamed\":{\"/a[1]\":\"/b\"}}",
    "{\"renamed\":{\"/a\":7}}", "{\"renamed\":{\"/a\":\"\"}}", "{\"dropped\":{}}", "{\"dropped\":[1]}",
    "{\"rename\":{\"/a\":\"/b\"}}", "{\"renamed\":{\"/a\":\"/b\"},\"dropped\":[\"/a\"]}",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "{\"renamed\":{\"/\":\"/b\"}}",
    "{\"renamed\":{\"/a\":\"/b\"}}{\"renamed\":{\"/a\":\"/c\"}}", "{\"dropped\":[\"/a\"]} 7",
  };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (maps[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", maps[i]);
      g_assert_null (terrain_path_map_parse (bytes, &error));
      g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST);
    }
}

/* A map that leads astray loses nothing unseen. */
static void
test_wrong_map (void)
{
  g_autoptr (TerrainInterview) old = fixture_interview ("<a/><b/>", "", INPUT ("/data/a") INPUT ("/data/b"));
  g_autoptr (TerrainForm) form = fixture_form ("<a/><g><b/></g>", "", INPUT ("/data/a") INPUT ("/data/g/b"));
  g_autoptr (TerrainMigration) migration = NULL;

  fixture_answer (old, "/data/a", "1");
  fixture_answer (old, "/data/b", "2");
  migration = migrate (old, form, "{\"renamed\":{\"/data/a\":\"/data/nowhere\",\"/data/b\":\"/data/g\"}}");
  assert_report (migration, "lost /data/a = 1; lost /data/b = 2");
}

static void
test_bad_drafts (void)
{
  static const struct
  {
    const char *draft;
    int code;
  } cases[] = {
    { "", TERRAIN_ENGINE_ERROR_NOT_XML },
    { "<data id='t'><a>", TERRAIN_ENGINE_ERROR_NOT_XML },
    { "<data id='other'><a>1</a></data>", TERRAIN_ENGINE_ERROR_INVALID_INSTANCE },
    { "<html/>", TERRAIN_ENGINE_ERROR_INVALID_INSTANCE },
  };
  g_autoptr (TerrainForm) form = fixture_form ("<a/>", "", INPUT ("/data/a"));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) draft = bytes_of (cases[i].draft);
      g_autoptr (TerrainEnvironment) environment = fixture_environment ();
      g_autoptr (GError) error = NULL;

      g_assert_null (terrain_migration_new (form, draft, form, NULL, environment, &error));
      g_assert_error (error, TERRAIN_ENGINE_ERROR, cases[i].code);
    }
}

/* What no version of the form knows is not passed over either. */
static void
test_unknown_elements (void)
{
  g_autoptr (TerrainForm) form = fixture_form ("<a/>", "", INPUT ("/data/a"));
  g_autoptr (GBytes) draft = bytes_of ("<data id='t'><strange x='y'><deep>1</deep></strange><a>2</a><a>3</a></data>");
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainMigration) migration = terrain_migration_new (form, draft, form, NULL, environment, NULL);

  assert_report (migration, "lost /data/strange/deep = 1; kept /data/a = 2; lost /data/a = 3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/migration/kept-and-lost", test_kept_and_lost);
  g_test_add_func ("/migration/same-version", test_same_version);
  g_test_add_func ("/migration/renamed", test_renamed);
  g_test_add_func ("/migration/proposed", test_proposed);
  g_test_add_func ("/migration/types", test_types);
  g_test_add_func ("/migration/choices", test_choices);
  g_test_add_func ("/migration/asked-anew", test_asked_anew);
  g_test_add_func ("/migration/repeats", test_repeats);
  g_test_add_func ("/migration/repeat-or-not", test_repeat_or_not);
  g_test_add_func ("/migration/two-into-one", test_two_into_one);
  g_test_add_func ("/migration/meta", test_meta);
  g_test_add_func ("/migration/many-instances", test_many_instances);
  g_test_add_func ("/migration/bad-maps", test_bad_maps);
  g_test_add_func ("/migration/wrong-map", test_wrong_map);
  g_test_add_func ("/migration/bad-drafts", test_bad_drafts);
  g_test_add_func ("/migration/unknown-elements", test_unknown_elements);
  return g_test_run ();
}
