/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

/* ODK entities specification, 2022.1 to 2025.1: declarations, and what a record asks of the lists. */

#define ID_OAK "7a3e5c11-2b7d-4f6e-9c0a-5d4e3f2a1b0c"
#define ID_ELM "0f8fad5b-d9cb-469f-a165-70867728950e"
#define BRANCH "b1a0c9d8-e7f6-4a5b-8c9d-0e1f2a3b4c5d"

static const FeatureFile trees[] = {
  { "trees.csv", "name,label,species,__version,__trunkVersion,__branchId\n"
                 ID_OAK ",Oak 1,oak,4,2," BRANCH "\n"
                 ID_ELM ",Elm 7,elm,1,,\n" },
  { NULL, NULL },
};

#define VERSION(version) "entities:entities-version=\"" version "\""

#define CREATE_MODEL \
  "<instance><data id=\"t\" version=\"1\"><species/><height/><note/><meta><instanceID/>" \
  "<entity dataset=\"trees\" id=\"\" create=\"1\"><label/></entity></meta></data></instance>" \
  "<bind nodeset=\"/data/species\" entities:saveto=\"species\"/>" \
  "<bind nodeset=\"/data/height\" type=\"int\" relevant=\"/data/species != 'shrub'\" entities:saveto=\"height_m\"/>" \
  "<bind nodeset=\"/data/meta/entity/@id\" readonly=\"true()\"/>" \
  "<setvalue event=\"odk-instance-first-load\" ref=\"/data/meta/entity/@id\" value=\"uuid()\"/>" \
  "<bind nodeset=\"/data/meta/entity/label\" calculate=\"concat('A ', /data/species)\"/>"

#define CREATE_BODY \
  "<input ref=\"/data/species\"><label>Species</label></input>" \
  "<input ref=\"/data/height\"><label>Height</label></input>"

#define UPDATE_MODEL \
  "<instance><data id=\"t\" version=\"1\"><tree/><species/><act>1</act><meta><instanceID/>" \
  "<entity dataset=\"trees\" id=\"\" update=\"1\" baseVersion=\"\" trunkVersion=\"\" branchId=\"\"><label/></entity>" \
  "</meta></data></instance><instance id=\"trees\" src=\"jr://file-csv/trees.csv\"/>" \
  "<bind nodeset=\"/data/species\" entities:saveto=\"species\"/>" \
  "<bind nodeset=\"/data/meta/entity/@id\" calculate=\"/data/tree\"/>" \
  "<bind nodeset=\"/data/meta/entity/@update\" calculate=\"/data/act = 1\"/>" \
  "<bind nodeset=\"/data/meta/entity/@baseVersion\"" \
  " calculate=\"instance('trees')/root/item[name = /data/tree]/__version\"/>" \
  "<bind nodeset=\"/data/meta/entity/@trunkVersion\"" \
  " calculate=\"instance('trees')/root/item[name = /data/tree]/__trunkVersion\"/>" \
  "<bind nodeset=\"/data/meta/entity/@branchId\"" \
  " calculate=\"instance('trees')/root/item[name = /data/tree]/__branchId\"/>"

#define UPDATE_BODY \
  "<select1 ref=\"/data/tree\"><label>Tree</label><itemset nodeset=\"instance('trees')/root/item\">" \
  "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>" \
  "<input ref=\"/data/species\"><label>Species</label></input><input ref=\"/data/act\"><label>Act</label></input>"

static TerrainEntityChange *
only_change (GPtrArray *changes)
{
  g_assert_cmpuint (changes->len, ==, 1);
  return g_ptr_array_index (changes, 0);
}

static void
test_create (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2024.1.0"), CREATE_MODEL, CREATE_BODY, NULL);
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *id = fixture_value (interview, "/data/meta/entity/@id");
  g_autofree char *xml = NULL;
  g_autofree char *expected = NULL;
  TerrainEntityChange *change;

  g_assert_true (g_uuid_string_is_valid (id));
  fixture_answer (interview, "/data/species", "oak");
  fixture_answer (interview, "/data/height", "12");
  xml = feature_complete (interview);
  expected = g_strdup_printf ("<entity dataset=\"trees\" id=\"%s\" create=\"1\"><label>A oak</label></entity>", id);
  feature_assert_contains (xml, expected);

  changes = terrain_interview_dup_entities (interview);
  change = only_change (changes);
  g_assert_cmpint (change->action, ==, TERRAIN_ENTITY_CREATE);
  g_assert_cmpint (change->fault, ==, TERRAIN_ENTITY_FAULT_NONE);
  g_assert_true (change->offline);
  g_assert_cmpstr (change->ref, ==, "/data");
  g_assert_cmpstr (change->dataset, ==, "trees");
  g_assert_cmpstr (change->id, ==, id);
  g_assert_cmpstr (change->label, ==, "A oak");
  g_assert_cmpuint (change->base_version, ==, 0);
  g_assert_null (change->branch_id);
  g_assert_cmpuint (change->properties->len, ==, 2);
  g_assert_cmpstr (terrain_entity_change_get_property (change, "species"), ==, "oak");
  g_assert_cmpstr (terrain_entity_change_get_property (change, "height_m"), ==, "12");
  g_assert_null (terrain_entity_change_get_property (change, "note"));
}

/* What is not asked is not sent, so it changes nothing; what is asked and left blank clears the property. */
static void
test_relevance (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2024.1.0"), CREATE_MODEL, CREATE_BODY, NULL);
  g_autoptr (GPtrArray) blank = NULL;
  g_autoptr (GPtrArray) hidden = NULL;

  fixture_answer (interview, "/data/species", "oak");
  blank = terrain_interview_dup_entities (interview);
  g_assert_cmpstr (terrain_entity_change_get_property (only_change (blank), "height_m"), ==, "");
  fixture_answer (interview, "/data/height", "3");
  fixture_answer (interview, "/data/species", "shrub");
  hidden = terrain_interview_dup_entities (interview);
  g_assert_null (terrain_entity_change_get_property (only_change (hidden), "height_m"));
  g_assert_cmpuint (only_change (hidden)->properties->len, ==, 1);
}

/* 2024.1: base, trunk and branch come from the list that this device keeps. */
static void
test_update (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2024.1.0"), UPDATE_MODEL, UPDATE_BODY, trees);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) online = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autofree char *xml = NULL;
  TerrainEntityChange *change;

  fixture_answer (interview, "/data/tree", ID_OAK);
  fixture_answer (interview, "/data/species", "sessile oak");
  xml = feature_complete (interview);
  feature_assert_contains (xml, "baseVersion=\"4\" trunkVersion=\"2\" branchId=\"" BRANCH "\"");
  changes = terrain_interview_dup_entities (interview);
  change = only_change (changes);
  g_assert_cmpint (change->action, ==, TERRAIN_ENTITY_UPDATE);
  g_assert_cmpint (change->fault, ==, TERRAIN_ENTITY_FAULT_NONE);
  g_assert_cmpstr (change->id, ==, ID_OAK);
  g_assert_null (change->label);
  g_assert_cmpuint (change->base_version, ==, 4);
  g_assert_cmpuint (change->trunk_version, ==, 2);
  g_assert_cmpstr (change->branch_id, ==, BRANCH);
  g_assert_cmpstr (terrain_entity_change_get_property (change, "species"), ==, "sessile oak");

  fixture_answer (interview, "/data/tree", ID_ELM);
  online = terrain_interview_dup_entities (interview);
  change = only_change (online);
  g_assert_cmpuint (change->base_version, ==, 1);
  g_assert_cmpuint (change->trunk_version, ==, 0);
  g_assert_null (change->branch_id);

  fixture_answer (interview, "/data/act", "0");
  none = terrain_interview_dup_entities (interview);
  g_assert_cmpuint (none->len, ==, 0);
}

/* "1" and "true" mean it, anything else does not. */
static void
test_conditions (void)
{
  static const struct
  {
    const char *create;
    const char *update;
    int action;
  } cases[] = {
    { "1", "0", TERRAIN_ENTITY_CREATE }, { "true", "false", TERRAIN_ENTITY_CREATE },
    { "", "1", TERRAIN_ENTITY_UPDATE },  { "yes", "TRUE", 0 },
    { "1", "1", TERRAIN_ENTITY_CREATE | TERRAIN_ENTITY_UPDATE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strdup_printf (
          "<instance><data id=\"t\"><a/><meta><instanceID/><entity dataset=\"trees\" id=\"" ID_OAK "\" create=\"%s\""
          " update=\"%s\" baseVersion=\"x\" trunkVersion=\"-1\" branchId=\" \"><label> </label></entity></meta></data>"
          "</instance>", cases[i].create, cases[i].update);
      g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2024.1.0"), model,
                                                                  "<input ref=\"/data/a\"><label>A</label></input>",
                                                                  NULL);
      g_autoptr (GPtrArray) changes = terrain_interview_dup_entities (interview);

      g_assert_cmpuint (changes->len, ==, cases[i].action != 0 ? 1 : 0);
      if (cases[i].action == 0)
        continue;
      g_assert_cmpint (only_change (changes)->action, ==, cases[i].action);
      g_assert_cmpuint (only_change (changes)->base_version, ==, 0);
      g_assert_cmpuint (only_change (changes)->trunk_version, ==, 0);
      g_assert_null (only_change (changes)->branch_id);
      g_assert_cmpint (only_change (changes)->fault, ==,
                       cases[i].action == TERRAIN_ENTITY_CREATE ? TERRAIN_ENTITY_FAULT_LABEL
                                                                : TERRAIN_ENTITY_FAULT_NONE);
    }
}

/* A server takes the record and drops the entity without a word to the person; here it is known before. */
static void
test_faults (void)
{
  static const struct
  {
    const char *dataset;
    const char *id;
    TerrainEntityFault fault;
  } cases[] = {
    { "trees", "", TERRAIN_ENTITY_FAULT_NO_ID },
    { "trees", "oak-1", TERRAIN_ENTITY_FAULT_ID },
    { "trees", "7a3e5c11-2b7d-1f6e-9c0a-5d4e3f2a1b0c", TERRAIN_ENTITY_FAULT_ID },
    { "trees", "7a3e5c11-2b7d-4f6e-1c0a-5d4e3f2a1b0c", TERRAIN_ENTITY_FAULT_ID },
    { "", ID_OAK, TERRAIN_ENTITY_FAULT_LIST },
    { "trees", ID_OAK, TERRAIN_ENTITY_FAULT_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strdup_printf (
          "<instance><data id=\"t\"><a/><meta><instanceID/><entity dataset=\"%s\" id=\"%s\" create=\"1\">"
          "<label>L</label></entity></meta></data></instance>", cases[i].dataset, cases[i].id);
      g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2022.1.0"), model,
                                                                  "<input ref=\"/data/a\"><label>A</label></input>",
                                                                  NULL);
      g_autoptr (GPtrArray) changes = terrain_interview_dup_entities (interview);

      g_assert_cmpint (only_change (changes)->fault, ==, cases[i].fault);
      g_assert_false (only_change (changes)->offline);
    }
}

#define REPEAT_MODEL \
  "<instance><data id=\"t\"><site/><tree><species/><g><girth/></g><meta><entity dataset=\"trees\" id=\"\" create=\"1\">" \
  "<label/></entity></meta></tree><meta><instanceID/><entity dataset=\"sites\" id=\"\" create=\"1\"><label/></entity>" \
  "</meta></data></instance>" \
  "<bind nodeset=\"/data/site\" entities:saveto=\"site_name\"/>" \
  "<bind nodeset=\"/data/tree/species\" entities:saveto=\"species\"/>" \
  "<bind nodeset=\"/data/tree/g/girth\" entities:saveto=\"girth\"/>" \
  "<bind nodeset=\"/data/tree/meta/entity/label\" calculate=\"../../../species\"/>" \
  "<bind nodeset=\"/data/meta/entity/label\" calculate=\"/data/site\"/>" \
  "<setvalue event=\"odk-instance-first-load\" ref=\"/data/meta/entity/@id\" value=\"uuid()\"/>"

#define REPEAT_BODY \
  "<input ref=\"/data/site\"><label>Site</label></input>" \
  "<group ref=\"/data/tree\"><label>Tree</label><repeat nodeset=\"/data/tree\">" \
  "<setvalue event=\"odk-instance-first-load odk-new-repeat\" ref=\"/data/tree/meta/entity/@id\" value=\"uuid()\"/>" \
  "<input ref=\"/data/tree/species\"><label>Species</label></input>" \
  "<input ref=\"/data/tree/g/girth\"><label>Girth</label></input></repeat></group>"

/* 2025.1: each repetition its own entity, each property that of the nearest declaration. */
static void
test_repeat (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview (VERSION ("2025.1.0"), REPEAT_MODEL, REPEAT_BODY, NULL);
  g_autoptr (TerrainInterview) reopened = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;
  TerrainEntityChange *first;
  TerrainEntityChange *second;
  TerrainEntityChange *site;

  terrain_interview_add_instance (interview, "/data/tree", &error);
  g_assert_no_error (error);
  fixture_answer (interview, "/data/site", "Parc");
  fixture_answer (interview, "/data/tree[1]/species", "oak");
  fixture_answer (interview, "/data/tree[2]/species", "elm");
  fixture_answer (interview, "/data/tree[2]/g/girth", "80");
  changes = terrain_interview_dup_entities (interview);
  g_assert_cmpuint (changes->len, ==, 3);
  first = g_ptr_array_index (changes, 0);
  second = g_ptr_array_index (changes, 1);
  site = g_ptr_array_index (changes, 2);
  g_assert_cmpstr (first->ref, ==, "/data/tree[1]");
  g_assert_cmpstr (first->label, ==, "oak");
  g_assert_cmpstr (second->ref, ==, "/data/tree[2]");
  g_assert_cmpstr (second->label, ==, "elm");
  g_assert_cmpstr (terrain_entity_change_get_property (second, "girth"), ==, "80");
  g_assert_null (terrain_entity_change_get_property (second, "site_name"));
  g_assert_cmpint (first->fault, ==, TERRAIN_ENTITY_FAULT_NONE);
  g_assert_cmpint (second->fault, ==, TERRAIN_ENTITY_FAULT_NONE);
  g_assert_cmpstr (first->id, !=, second->id);
  g_assert_cmpstr (site->dataset, ==, "sites");
  g_assert_cmpuint (site->properties->len, ==, 1);
  g_assert_cmpstr (terrain_entity_change_get_property (site, "site_name"), ==, "Parc");

  /* A draft goes on with the ids it has. */
  reopened = feature_reopen (interview);
  again = terrain_interview_dup_entities (reopened);
  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpstr (((TerrainEntityChange *) g_ptr_array_index (again, 1))->id, ==, second->id);
}

/* A sum over many instances may wait until somebody looks; an entity that holds it is a look. */
static void
test_waiting_sum (void)
{
  g_autoptr (TerrainInterview) interview = feature_interview (
      VERSION ("2024.1.0"),
      "<instance><data id=\"t\" version=\"1\"><r><x/></r><total/><meta><instanceID/><entity dataset=\"trees\" id=\"" ID_ELM
      "\" create=\"1\"><label>All</label></entity></meta></data></instance>"
      "<bind nodeset=\"/data/r/x\" type=\"int\"/>"
      "<bind nodeset=\"/data/total\" calculate=\"sum(/data/r/x)\" entities:saveto=\"total\"/>",
      "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\"><input ref=\"/data/r/x\"/></repeat></group>",
      NULL);
  g_autoptr (GPtrArray) changes = NULL;
  TerrainEntityChange *change;

  for (guint i = 1; i < 40; i++)
    g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r", NULL), ==, i + 1);
  for (guint i = 1; i <= 40; i++)
    {
      g_autofree char *ref = g_strdup_printf ("/data/r[%u]/x", i);

      fixture_answer (interview, ref, "2");
    }
  changes = terrain_interview_dup_entities (interview);
  change = only_change (changes);
  g_assert_cmpuint (change->properties->len, ==, 1);
  g_assert_cmpstr (((TerrainEntityProperty *) change->properties->pdata[0])->value, ==, "80");
}

static void
test_versions (void)
{
  const char *body = "<input ref=\"/data/a\"><label>A</label></input>";
  const char *model = "<instance><data id=\"t\"><a/><meta><instanceID/></meta></data></instance>";
  static const char *const known[] = { "2022.1.0", "2023.1.0", "2024.1.0", "2024.1", "2025.1.7" };
  static const char *const newer[] = { "2025.2.0", "2025.10.0", "2026.1.0", "99999999999999999999.1.0" };
  static const char *const odd[] = { "2020.1.0", "latest", "", "2024", "2024.x" };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *attribute = g_strdup_printf ("entities:entities-version=\"%s\"", known[i]);
      g_autoptr (TerrainForm) form = feature_form (attribute, model, body, NULL);

      feature_assert_no_issues (attribute, model, body, NULL);
      g_assert_cmpstr (terrain_form_get_entities_version (form), ==, known[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    {
      g_autofree char *attribute = g_strdup_printf ("entities:entities-version=\"%s\"", newer[i]);

      feature_assert_issue (attribute, model, body, TERRAIN_ISSUE_ERROR, "entities-version", "2025.1");
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *attribute = g_strdup_printf ("entities:entities-version=\"%s\"", odd[i]);

      feature_assert_issue (attribute, model, body, TERRAIN_ISSUE_ERROR, "entities-version", odd[i]);
    }
}

static void
test_issues (void)
{
  feature_assert_no_issues (VERSION ("2024.1.0"), CREATE_MODEL, CREATE_BODY, NULL);
  feature_assert_no_issues (VERSION ("2024.1.0"), UPDATE_MODEL, UPDATE_BODY, trees);
  feature_assert_no_issues (VERSION ("2025.1.0"), REPEAT_MODEL, REPEAT_BODY, NULL);
  feature_assert_issue ("", CREATE_MODEL, CREATE_BODY, TERRAIN_ISSUE_ERROR, "entities-version",
                        "/data/meta/entity");
  feature_assert_issue (VERSION ("2023.1.0"), UPDATE_MODEL, UPDATE_BODY, TERRAIN_ISSUE_WARNING, "entity-online-only",
                        "2023.1.0");
  feature_assert_issue (VERSION ("2024.1.0"), REPEAT_MODEL, REPEAT_BODY, TERRAIN_ISSUE_WARNING,
                        "entities-version-old", "2025.1.0");
  feature_assert_issue (VERSION ("2024.1.0"), CREATE_MODEL "<bind nodeset=\"/data/note\" entities:saveto=\"label\"/>",
                        CREATE_BODY, TERRAIN_ISSUE_WARNING, "entity-property-name", "label");
  feature_assert_issue (VERSION ("2024.1.0"), CREATE_MODEL "<bind nodeset=\"/data/note\" entities:saveto=\"__x\"/>",
                        CREATE_BODY, TERRAIN_ISSUE_WARNING, "entity-property-name", "__x");
  feature_assert_issue (VERSION ("2024.1.0"), CREATE_MODEL "<bind nodeset=\"/data/note\" entities:saveto=\"species\"/>",
                        CREATE_BODY, TERRAIN_ISSUE_WARNING, "duplicate-saveto", "/data/note");
}

#define FORM(entity, rest) \
  "<instance><data id=\"t\"><a/><r><b/></r><meta><instanceID/>" entity "</meta></data></instance>" rest

static void
test_broken_declarations (void)
{
  const char *body = "<input ref=\"/data/a\"><label>A</label></input>"
                     "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                     "<input ref=\"/data/r/b\"><label>B</label></input></repeat></group>";
  const char *good = "entities:entities-version=\"2025.1.0\"";

  feature_assert_issue (good, FORM ("", "<bind nodeset=\"/data/a\" entities:saveto=\"x\"/>"), body,
                        TERRAIN_ISSUE_ERROR, "saveto-without-entity", "/data/a");
  feature_assert_issue (good, FORM ("<entity dataset=\"trees\" id=\"\" create=\"1\"><label/></entity>",
                                    "<bind nodeset=\"/data/r/b\" entities:saveto=\"x\"/>"), body,
                        TERRAIN_ISSUE_ERROR, "saveto-without-entity", "repeat");
  feature_assert_issue (good, FORM ("<entity id=\"\" create=\"1\"><label/></entity>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "dataset");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" create=\"1\"><label/></entity>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "“id”");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" id=\"\"><label/></entity>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "create");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" id=\"\" create=\"1\"/>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "label");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" id=\"\" update=\"1\"/>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "baseVersion");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" id=\"\" update=\"1\" baseVersion=\"\"/>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-incomplete", "branchId");
  feature_assert_issue (good, FORM ("<entity dataset=\"my.trees\" id=\"\" create=\"1\"><label/></entity>", ""), body,
                        TERRAIN_ISSUE_WARNING, "entity-list-name", "my.trees");
  feature_assert_issue (good, FORM ("<entity dataset=\"t\" id=\"\" create=\"1\"><label/></entity>"
                                    "<entity dataset=\"t\" id=\"\" create=\"1\"><label/></entity>", ""), body,
                        TERRAIN_ISSUE_WARNING, "several-entities", "/data/meta/entity");
}

static void
test_lists (void)
{
  g_autoptr (TerrainForm) form = feature_form (VERSION ("2025.1.0"), REPEAT_MODEL, REPEAT_BODY, NULL);
  g_auto (GStrv) lists = terrain_form_dup_entity_lists (form);
  g_autofree char *joined = g_strjoinv (" ", lists);

  g_assert_cmpstr (joined, ==, "trees sites");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature/entities/create", test_create);
  g_test_add_func ("/feature/entities/relevance", test_relevance);
  g_test_add_func ("/feature/entities/update", test_update);
  g_test_add_func ("/feature/entities/conditions", test_conditions);
  g_test_add_func ("/feature/entities/faults", test_faults);
  g_test_add_func ("/feature/entities/repeat", test_repeat);
  g_test_add_func ("/feature/entities/versions", test_versions);
  g_test_add_func ("/feature/entities/waiting-sum", test_waiting_sum);
  g_test_add_func ("/feature/entities/issues", test_issues);
  g_test_add_func ("/feature/entities/broken-declarations", test_broken_declarations);
  g_test_add_func ("/feature/entities/lists", test_lists);
  return g_test_run ();
}
