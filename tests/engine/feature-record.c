/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

/* ODK XForms, "Metadata", "Submission", "Audit Attributes", "Preload Attributes": what belongs to a record as a whole. */

#define BODY "<input ref=\"/data/a\"><label>A</label></input>"
#define INSTANCE(meta) "<instance><data id=\"t\" version=\"1\"><a/>" meta "</data></instance>"

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (text = strstr (text, part); text != NULL; text = strstr (text + 1, part))
    n++;
  return n;
}

/* One meta block, and the identity in its namespace, whatever the form wrote of it. */
static void
test_meta (void)
{
  static const struct
  {
    const char *meta;
    const char *expected;
  } cases[] = {
    { "", "<orx:meta xmlns:orx=\"http://openrosa.org/xforms\"><orx:instanceID>uuid:" },
    { "<meta/>", "<meta><instanceID>uuid:" },
    { "<meta><timeStart/></meta>", "<meta><timeStart/><instanceID>uuid:" },
    { "<orx:meta><orx:timeStart/></orx:meta>", "<orx:meta><orx:timeStart/><orx:instanceID>uuid:" },
    { "<orx:meta><orx:instanceID/></orx:meta>", "<orx:meta><orx:instanceID>uuid:" },
    { "<meta><audit/></meta><orx:meta><orx:instanceID/></orx:meta>", "<orx:meta><orx:instanceID>uuid:" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strdup_printf (INSTANCE ("%s"), cases[i].meta);
      g_autoptr (TerrainInterview) interview = feature_interview ("", model, BODY, NULL);
      g_autoptr (TerrainInterview) reopened = NULL;
      g_autofree char *xml = feature_complete (interview);
      g_autofree char *again = NULL;

      feature_assert_contains (xml, cases[i].expected);
      g_assert_cmpuint (count (xml, "instanceID>uuid:"), ==, 1);
      /* A draft keeps it. */
      reopened = feature_reopen (interview);
      again = feature_complete (reopened);
      g_assert_cmpstr (again, ==, xml);
    }
}

static void
test_meta_irrelevant (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<meta><instanceID/><instanceName/></meta>")
                       "<bind nodeset=\"/data/meta\" relevant=\"/data/a = 'yes'\"/>"
                       "<bind nodeset=\"/data/meta/instanceName\" calculate=\"'n'\"/>", BODY, NULL);
  g_autofree char *xml = feature_complete (interview);

  feature_assert_contains (xml, "<meta><instanceID>uuid:");
  g_assert_null (strstr (xml, "instanceName"));
}

/* deprecatedID: the record that this one is a revision of. */
static void
test_edit (void)
{
  static const char *const metas[] = {
    "", "<meta><instanceID/></meta>", "<meta><instanceID/><deprecatedID/></meta>",
    "<orx:meta><orx:deprecatedID/><orx:instanceID/></orx:meta>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (metas); i++)
    {
      g_autofree char *model = g_strdup_printf (INSTANCE ("%s"), metas[i]);
      g_autoptr (TerrainInterview) sent = feature_interview ("", model, BODY, NULL);
      g_autoptr (TerrainInterview) edited = NULL;
      g_autoptr (TerrainInterview) draft = NULL;
      g_autofree char *old = terrain_interview_dup_instance_id (sent);
      g_autofree char *id = NULL;
      g_autofree char *deprecated = NULL;
      g_autofree char *xml = NULL;
      g_autofree char *written = NULL;
      g_autofree char *again = NULL;

      g_assert_null (terrain_interview_dup_deprecated_id (sent));
      fixture_answer (sent, "/data/a", "first");
      edited = feature_reopen (sent);
      terrain_interview_begin_edit (edited);
      id = terrain_interview_dup_instance_id (edited);
      deprecated = terrain_interview_dup_deprecated_id (edited);
      g_assert_true (g_str_has_prefix (id, "uuid:"));
      g_assert_cmpstr (id, !=, old);
      g_assert_cmpstr (deprecated, ==, old);
      fixture_answer (edited, "/data/a", "second");
      xml = feature_complete (edited);
      written = g_strdup_printf ("deprecatedID>%s</", old);
      feature_assert_contains (xml, written);
      g_assert_cmpuint (count (xml, "deprecatedID>uuid:"), ==, 1);

      /* A revision kept as a draft is still the same revision. */
      draft = feature_reopen (edited);
      again = feature_complete (draft);
      g_assert_cmpstr (again, ==, xml);
    }
}

static void
test_instance_name (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<orx:meta><orx:instanceID/><orx:instanceName/></orx:meta>")
                       "<bind nodeset=\"/data/orx:meta/orx:instanceName\" calculate=\"concat('Visit ', /data/a)\"/>",
                       BODY, NULL);
  g_autofree char *name = NULL;
  g_autofree char *xml = NULL;

  fixture_answer (interview, "/data/a", "12");
  name = terrain_interview_dup_instance_name (interview);
  g_assert_cmpstr (name, ==, "Visit 12");
  xml = feature_complete (interview);
  feature_assert_contains (xml, "<orx:instanceName>Visit 12</orx:instanceName>");
}

static void
test_submission (void)
{
  g_autoptr (TerrainForm) silent = feature_form ("", INSTANCE (""), BODY, NULL);
  g_autoptr (TerrainForm) form =
    feature_form ("", INSTANCE ("") "<submission action=\"https://example.org/in\" method=\"form-data-post\""
                  " orx:auto-send=\"true\" orx:auto-delete=\"false\" base64RsaPublicKey=\"TUlJ\""
                  " odk:client-editable=\"true\" extra=\"kept\"/>", BODY, NULL);

  g_assert_cmpstr (terrain_form_get_submission_action (form), ==, "https://example.org/in");
  g_assert_cmpstr (terrain_form_get_submission_method (form), ==, "post");
  g_assert_cmpstr (terrain_form_get_public_key (form), ==, "TUlJ");
  g_assert_true (terrain_form_get_auto_send (form, FALSE));
  g_assert_false (terrain_form_get_auto_delete (form, TRUE));
  g_assert_true (terrain_form_get_client_editable (form));
  g_assert_cmpstr (terrain_form_get_submission_attribute (form, "extra"), ==, "kept");

  /* What the form does not say is the person's own setting. */
  g_assert_null (terrain_form_get_submission_action (silent));
  g_assert_null (terrain_form_get_submission_method (silent));
  g_assert_null (terrain_form_get_public_key (silent));
  g_assert_true (terrain_form_get_auto_send (silent, TRUE));
  g_assert_false (terrain_form_get_auto_delete (silent, FALSE));
  g_assert_false (terrain_form_get_client_editable (silent));
}

#define AUDIT(attributes) \
  INSTANCE ("<orx:meta><orx:instanceID/><orx:audit/></orx:meta>") \
  "<bind nodeset=\"/data/orx:meta/orx:audit\" type=\"binary\" " attributes "/>"

static void
test_audit (void)
{
  g_autoptr (TerrainForm) none = feature_form ("", INSTANCE ("<meta/>"), BODY, NULL);
  g_autoptr (TerrainForm) plain = feature_form ("", AUDIT (""), BODY, NULL);
  g_autoptr (TerrainForm) full =
    feature_form ("", AUDIT ("odk:location-priority=\"balanced\" odk:location-min-interval=\"60\""
                             " odk:location-max-age=\"120\" odk:track-changes=\"true\""
                             " odk:track-changes-reasons=\"on-form-edit\" odk:identify-user=\"true\""), BODY, NULL);
  const TerrainAudit *audit = terrain_form_get_audit (plain);

  g_assert_null (terrain_form_get_audit (none));
  g_assert_cmpstr (audit->ref, ==, "/data/orx:meta/orx:audit");
  g_assert_cmpint (audit->location_priority, ==, TERRAIN_LOCATION_NONE);
  g_assert_false (audit->track_changes);
  g_assert_false (audit->track_changes_reasons);
  g_assert_false (audit->identify_user);
  audit = terrain_form_get_audit (full);
  g_assert_cmpint (audit->location_priority, ==, TERRAIN_LOCATION_BALANCED);
  g_assert_cmpuint (audit->location_min_interval, ==, 60);
  g_assert_cmpuint (audit->location_max_age, ==, 120);
  g_assert_true (audit->track_changes);
  g_assert_true (audit->track_changes_reasons);
  g_assert_true (audit->identify_user);
}

/* All three are required, and a place must be good for as long as it takes to look again. */
static void
test_audit_location (void)
{
  static const char *const broken[] = {
    "odk:location-priority=\"balanced\"",
    "odk:location-priority=\"balanced\" odk:location-min-interval=\"60\"",
    "odk:location-priority=\"best\" odk:location-min-interval=\"60\" odk:location-max-age=\"60\"",
    "odk:location-priority=\"balanced\" odk:location-min-interval=\"60\" odk:location-max-age=\"59\"",
    "odk:location-priority=\"balanced\" odk:location-min-interval=\"-1\" odk:location-max-age=\"59\"",
    "odk:location-min-interval=\"10\" odk:location-max-age=\"59\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autofree char *model = g_strdup_printf (AUDIT ("%s"), broken[i]);
      g_autoptr (TerrainForm) form = feature_form ("", model, BODY, NULL);

      feature_assert_issue ("", model, BODY, TERRAIN_ISSUE_WARNING, "audit-location", "location-max-age");
      g_assert_cmpint (terrain_form_get_audit (form)->location_priority, ==, TERRAIN_LOCATION_NONE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature/record/meta", test_meta);
  g_test_add_func ("/feature/record/meta-irrelevant", test_meta_irrelevant);
  g_test_add_func ("/feature/record/edit", test_edit);
  g_test_add_func ("/feature/record/instance-name", test_instance_name);
  g_test_add_func ("/feature/record/submission", test_submission);
  g_test_add_func ("/feature/record/audit", test_audit);
  g_test_add_func ("/feature/record/audit-location", test_audit_location);
  return g_test_run ();
}
