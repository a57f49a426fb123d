/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

#include <string.h>

static char *
text_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

static char *
saved (TerrainInterview *interview)
{
  g_autoptr (GBytes) xml = terrain_interview_save (interview);

  return text_of (xml);
}

static char *
completed (TerrainInterview *interview)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) xml = terrain_interview_complete (interview, NULL, &error);

  g_assert_no_error (error);
  return text_of (xml);
}

static TerrainInterview *
restored (TerrainForm *form,
          const char  *xml)
{
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainInterview *interview = terrain_interview_restore (form, environment, bytes, &error);

  g_assert_no_error (error);
  return interview;
}

static TerrainForm *
make_form (void)
{
  return fixture_form (
      "<name/><kids/><kid jr:template=\"\"><n/></kid><ask/><why>because</why><rnd/><twice/><end/>"
      "<orx:meta><orx:instanceID/></orx:meta>",
      "<bind nodeset=\"/data/name\" required=\"true()\" jr:requiredMsg=\"Who?\"/>"
      "<bind nodeset=\"/data/kids\" type=\"int\" constraint=\". &gt;= 0\"/>"
      "<bind nodeset=\"/data/why\" relevant=\"/data/ask = 1\"/>"
      "<bind nodeset=\"/data/rnd\" calculate=\"random()\"/>"
      "<bind nodeset=\"/data/twice\" calculate=\"/data/kids * 2\"/>"
      "<bind nodeset=\"/data/end\" type=\"dateTime\" jr:preload=\"timestamp\" jr:preloadParams=\"end\"/>"
      "<bind nodeset=\"/data/orx:meta/orx:instanceID\" jr:preload=\"uid\"/>",
      "<input ref=\"/data/name\"/><input ref=\"/data/kids\"/><repeat nodeset=\"/data/kid\"><input ref=\"/data/kid/n\"/>"
      "</repeat><input ref=\"/data/ask\"/><input ref=\"/data/why\"/>");
}

static TerrainInterview *
make (void)
{
  g_autoptr (TerrainForm) form = make_form ();
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();

  return terrain_interview_new (form, environment);
}

static void
test_validate (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  TerrainProblem *problem;

  fixture_answer (interview, "/data/kids", "-1");
  before = saved (interview);
  problems = terrain_interview_validate (interview);
  after = saved (interview);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (problems->len, ==, 2);
  problem = problems->pdata[0];
  g_assert_cmpint (problem->kind, ==, TERRAIN_PROBLEM_REQUIRED);
  g_assert_cmpstr (problem->ref, ==, "/data/name");
  g_assert_cmpstr (problem->message, ==, "Who?");
  problem = problems->pdata[1];
  g_assert_cmpint (problem->kind, ==, TERRAIN_PROBLEM_CONSTRAINT);
  g_assert_cmpstr (problem->ref, ==, "/data/kids");
  g_assert_cmpstr (problem->message, !=, "");

  g_assert_null (terrain_interview_complete (interview, NULL, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE);
}

static void
test_submission (void)
{
  g_autoptr (TerrainInterview) interview = make ();
  g_autofree char *xml = NULL;
  g_autofree char *again = NULL;
  g_autofree char *id = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *random = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  fixture_answer (interview, "/data/name", "A \"<&>\" \r\n\t]]>é");
  terrain_interview_add_instance (interview, "/data/kid", NULL);
  fixture_answer (interview, "/data/kid[1]/n", "1");
  terrain_interview_add_instance (interview, "/data/kid", NULL);
  bytes = terrain_interview_complete (interview, &id, &error);
  g_assert_no_error (error);
  xml = text_of (bytes);
  random = fixture_value (interview, "/data/rnd");
  expected = g_strdup_printf (
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<data xmlns:h=\"http://www.w3.org/1999/xhtml\" xmlns:jr=\"http://openrosa.org/javarosa\""
      " xmlns:odk=\"http://www.opendatakit.org/xforms\" xmlns:orx=\"http://openrosa.org/xforms\""
      " id=\"t\" version=\"1\"><name>A \"&lt;&amp;&gt;\" &#13;\n\t]]&gt;é</name><kids/><kid><n>1</n></kid><kid><n/></kid>"
      "<ask/><rnd>%s</rnd><twice/><end>2026-11-21T10:30:00.250+01:00</end>"
      "<orx:meta><orx:instanceID>%s</orx:instanceID></orx:meta></data>",
      random, id);
  g_assert_cmpstr (xml, ==, expected);
  again = completed (interview);
  g_assert_cmpstr (again, ==, xml);
}

static void
test_draft_and_back (void)
{
  g_autoptr (TerrainForm) form = make_form ();
  g_autoptr (TerrainInterview) interview = make ();
  g_autoptr (TerrainInterview) back = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *again = NULL;

  fixture_answer (interview, "/data/ask", "1");
  fixture_answer (interview, "/data/why", "no reason");
  fixture_answer (interview, "/data/ask", "0");
  fixture_answer (interview, "/data/kids", "2");
  fixture_answer (interview, "/data/name", " \r\n ");
  terrain_interview_add_instance (interview, "/data/kid", NULL);
  terrain_interview_add_instance (interview, "/data/kid", NULL);
  fixture_answer (interview, "/data/kid[2]/n", "b");
  draft = saved (interview);

  back = restored (form, draft);
  again = saved (back);
  /* Volatile values, identity and answers out of sight included. */
  g_assert_cmpstr (again, ==, draft);
  g_assert_cmpuint (terrain_interview_count_instances (back, "/data/kid"), ==, 2);
  g_assert_false (fixture_relevant (back, "/data/why"));
  fixture_answer (back, "/data/ask", "1");
  fixture_assert_value (back, "/data/why", "no reason");
  fixture_answer (back, "/data/kids", "5");
  fixture_assert_value (back, "/data/twice", "10");
}

static void
test_foreign_draft (void)
{
  g_autoptr (TerrainForm) form = make_form ();
  g_autoptr (TerrainInterview) back = restored (
      form, "<data id=\"t\" version=\"0\"><gone>x</gone><name>N<!-- c -->M</name><kids>4</kids><twice>7</twice><kid/>"
            "<meta xmlns=\"http://openrosa.org/xforms\"><instanceID>uuid:1</instanceID></meta></data>");
  g_autofree char *xml = completed (back);

  fixture_assert_value (back, "/data/name", "NM");
  fixture_assert_value (back, "/data/twice", "8");
  /* Missing in the file: as in a new record (departure 62). */
  fixture_answer (back, "/data/ask", "1");
  fixture_assert_value (back, "/data/why", "because");
  g_assert_cmpuint (terrain_interview_count_instances (back, "/data/kid"), ==, 1);
  g_assert_nonnull (strstr (xml, "<orx:instanceID>uuid:1</orx:instanceID>"));
  g_assert_nonnull (strstr (xml, "version=\"1\""));
  g_assert_null (strstr (xml, "gone"));
}

static void
test_bad_drafts (void)
{
  static const struct
  {
    const char *xml;
    int code;
  } cases[] = {
    { "", TERRAIN_ENGINE_ERROR_NOT_XML },
    { "<data id=\"t\">", TERRAIN_ENGINE_ERROR_NOT_XML },
    { "<other id=\"t\"/>", TERRAIN_ENGINE_ERROR_INVALID_INSTANCE },
    { "<data id=\"u\"/>", TERRAIN_ENGINE_ERROR_INVALID_INSTANCE },
  };
  g_autoptr (TerrainForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TerrainEnvironment) environment = fixture_environment ();
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].xml, strlen (cases[i].xml));
      g_autoptr (GError) error = NULL;

      g_assert_null (terrain_interview_restore (form, environment, bytes, &error));
      g_assert_error (error, TERRAIN_ENGINE_ERROR, cases[i].code);
    }
}

static void
test_identity_without_meta (void)
{
  g_autoptr (TerrainForm) form = fixture_form ("<a/>", "", "<input ref=\"/data/a\"/>");
  g_autoptr (TerrainEnvironment) environment = fixture_environment ();
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (TerrainInterview) back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *id = NULL;
  g_autofree char *id_back = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *draft = saved (interview);

  bytes = terrain_interview_complete (interview, &id, NULL);
  xml = text_of (bytes);
  g_assert_true (g_str_has_prefix (id, "uuid:"));
  g_assert_nonnull (strstr (xml, id));
  back = restored (form, draft);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = terrain_interview_complete (back, &id_back, NULL);
  g_assert_cmpstr (id_back, ==, id);
}

static void
test_deterministic (void)
{
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TerrainInterview) interview = make ();

      fixture_answer (interview, "/data/name", "x");
      terrain_interview_add_instance (interview, "/data/kid", NULL);
      if (i == 0)
        one = completed (interview);
      else
        two = completed (interview);
    }
  g_assert_cmpstr (one, ==, two);
}

static void
test_revalidate (void)
{
  g_autoptr (TerrainInterview) interview = fixture_interview (
      "<a/><seal/>",
      "<setvalue event=\"xforms-revalidate\" ref=\"/data/seal\" value=\"concat('sealed ', /data/a)\"/>",
      "<input ref=\"/data/a\"/>");
  g_autofree char *xml = NULL;

  fixture_answer (interview, "/data/a", "1");
  fixture_assert_value (interview, "/data/seal", "");
  xml = completed (interview);
  g_assert_nonnull (strstr (xml, "<seal>sealed 1</seal>"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/interview/record/validate", test_validate);
  g_test_add_func ("/interview/record/submission", test_submission);
  g_test_add_func ("/interview/record/draft-and-back", test_draft_and_back);
  g_test_add_func ("/interview/record/foreign-draft", test_foreign_draft);
  g_test_add_func ("/interview/record/bad-drafts", test_bad_drafts);
  g_test_add_func ("/interview/record/identity-without-meta", test_identity_without_meta);
  g_test_add_func ("/interview/record/deterministic", test_deterministic);
  g_test_add_func ("/interview/record/revalidate", test_revalidate);
  return g_test_run ();
}
