/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-fixture.h"

/* Why: which expression decides, over which answers. Expected texts are written out whole. */

static TerrainInterview *
household (void)
{
  return fixture_interview (
      "<age/><job/><sec><adult/><pay/></sec><n/><r><x/></r><total/><city/><area/><free/>",
      "<itext><translation lang=\"en\"><text id=\"age\"><value>**Age** of <b>you</b></value></text>"
      "<text id=\"few\"><value>Too few</value></text></translation>"
      "<translation lang=\"fr\"><text id=\"age\"><value>Âge</value></text>"
      "<text id=\"few\"><value>Trop peu</value></text></translation></itext>"
      "<instance id=\"areas\"><root><item><name>a1</name><in>a</in></item><item><name>b1</name><in>b</in></item>"
      "</root></instance>"
      "<bind nodeset=\"/data/age\" type=\"int\" constraint=\". &gt; 3 and . &lt; 120\""
      " jr:constraintMsg=\"jr:itext('few')\"/>"
      "<bind nodeset=\"/data/sec\" relevant=\"/data/age &gt;= 18 and (/data/job = 'w' or /data/job = 's')\"/>"
      "<bind nodeset=\"/data/sec/adult\" required=\"/data/age &gt; 60\"/>"
      "<bind nodeset=\"/data/sec/pay\" type=\"int\" relevant=\"/data/sec/adult = 'é' or /data/sec/adult='y'\""
      " readonly=\"true()\"/>"
      "<bind nodeset=\"/data/n\" type=\"int\"/><bind nodeset=\"/data/r/x\" type=\"int\"/>"
      "<bind nodeset=\"/data/total\" calculate=\"sum(/data/r/x) + random() * 0\"/>",
      "<input ref=\"/data/age\"><label ref=\"jr:itext('age')\"/></input>"
      "<select1 ref=\"/data/job\"><label>Work</label><item><label>Worker</label><value>w</value></item>"
      "<item><label>Retired</label><value>r</value></item></select1>"
      "<group ref=\"/data/sec\"><label>Adults</label><input ref=\"/data/sec/adult\"><label>Adult</label></input>"
      "<input ref=\"/data/sec/pay\"><label>Pay</label></input></group>"
      "<input ref=\"/data/n\"><label>Number</label></input>"
      "<group><label>Rooms</label><repeat nodeset=\"/data/r\" jr:count=\"/data/n\"><input ref=\"/data/r/x\">"
      "<label>Size</label></input></repeat></group>"
      "<input ref=\"/data/city\"><label>City</label></input>"
      "<select1 ref=\"/data/area\"><label>Area</label><itemset nodeset=\"instance('areas')/root/item[in = /data/city]\">"
      "<value ref=\"name\"/><label ref=\"name\"/></itemset></select1><input ref=\"/data/free\"/>");
}

static void
write_condition (GString                *text,
                 const TerrainCondition *condition,
                 guint                   depth)
{
  static const char *const kinds[] = { "test", "and", "or" };

  g_string_append_printf (text, "%*s%s%s [%s] = %s %s\n", (int) depth * 2, "", condition->decides ? "! " : "",
                          kinds[condition->kind], condition->source, condition->result,
                          condition->holds ? "yes" : "no");
  for (guint i = 0; i < condition->reasons->len; i++)
    {
      const TerrainReason *reason = g_ptr_array_index (condition->reasons, i);

      g_string_append_printf (text, "%*s%s “%s” = '%s' “%s”%s\n", (int) depth * 2 + 4, "", reason->ref,
                              reason->label, reason->value, reason->display,
                              reason->relevant ? "" : " not asked");
    }
  for (guint i = 0; i < condition->parts->len; i++)
    write_condition (text, g_ptr_array_index (condition->parts, i), depth + 1);
}

static void
assert_explained (TerrainInterview *interview,
                  const char       *ref,
                  TerrainAspect     aspect,
                  const char       *sentence,
                  const char       *details)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainExplanation) explanation = terrain_interview_explain (interview, ref, aspect, &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = terrain_explanation_dup_sentence (explanation);
  g_assert_cmpstr (said, ==, sentence);
  if (details == NULL)
    return;
  g_string_append_printf (text, "%s\n", explanation->decider);
  if (explanation->condition != NULL)
    write_condition (text, explanation->condition, 0);
  g_assert_cmpstr (text->str, ==, details);
}

static void
test_relevant (void)
{
  g_autoptr (TerrainInterview) interview = household ();

  assert_explained (interview, "/data/age", TERRAIN_ASPECT_RELEVANT, "Always asked.", "/data/age\n");
  fixture_answer (interview, "/data/age", "15");
  fixture_answer (interview, "/data/job", "w");
  /* Inherited: the group decides, and of its condition the age. */
  assert_explained (interview, "/data/sec/adult", TERRAIN_ASPECT_RELEVANT,
                    "“Adults”: Not asked, because “Age of you” is 15 (asked when /data/age >= 18 and (/data/job = 'w' or "
                    "/data/job = 's')).",
                    "/data/sec\n"
                    "! and [/data/age >= 18 and (/data/job = 'w' or /data/job = 's')] = false no\n"
                    "  ! test [/data/age >= 18] = false no\n"
                    "      /data/age “Age of you” = '15' “15”\n"
                    "  or [/data/job = 'w' or /data/job = 's'] = true yes\n"
                    "    test [/data/job = 'w'] = true yes\n"
                    "        /data/job “Work” = 'w' “Worker”\n"
                    "    test [/data/job = 's'] = false no\n"
                    "        /data/job “Work” = 'w' “Worker”\n");
  fixture_answer (interview, "/data/age", "40");
  assert_explained (interview, "/data/sec", TERRAIN_ASPECT_RELEVANT,
                    "Asked, because “Age of you” is 40, “Work” is Worker (asked when /data/age >= 18 and (/data/job = 'w' "
                    "or /data/job = 's')).",
                    NULL);
  /* Its own condition, and an operator after a letter of two bytes. */
  assert_explained (interview, "/data/sec/pay", TERRAIN_ASPECT_RELEVANT,
                    "Not asked, because “Adult” has no answer (asked when /data/sec/adult = 'é' or "
                    "/data/sec/adult='y').",
                    "/data/sec/pay\n"
                    "! or [/data/sec/adult = 'é' or /data/sec/adult='y'] = false no\n"
                    "  ! test [/data/sec/adult = 'é'] = false no\n"
                    "      /data/sec/adult “Adult” = '' “”\n"
                    "  ! test [/data/sec/adult='y'] = false no\n"
                    "      /data/sec/adult “Adult” = '' “”\n");
}

static void
assert_words (TerrainInterview *interview,
              const char       *ref,
              TerrainAspect     aspect,
              const char       *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainExplanation) explanation = terrain_interview_explain (interview, ref, aspect, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = terrain_explanation_dup_words (explanation);
  g_assert_cmpstr (said, ==, words);
}

/* For who reads no expressions. */
static void
test_words (void)
{
  g_autoptr (TerrainInterview) interview = household ();

  fixture_answer (interview, "/data/age", "15");
  fixture_answer (interview, "/data/job", "w");
  assert_words (interview, "/data/sec/adult", TERRAIN_ASPECT_RELEVANT,
                "“Adults”: Not asked, because “Age of you” is 15.");
  fixture_answer (interview, "/data/age", "70");
  assert_words (interview, "/data/sec", TERRAIN_ASPECT_RELEVANT,
                "Asked, because “Age of you” is 70, “Work” is Worker.");
  assert_words (interview, "/data/sec/adult", TERRAIN_ASPECT_REQUIRED, "Needs an answer, because “Age of you” is 70.");
  assert_words (interview, "/data/age", TERRAIN_ASPECT_RELEVANT, "Always asked.");
  /* No answer is the cause: then the rule is all there is. */
  assert_words (interview, "/data/sec/pay", TERRAIN_ASPECT_READONLY, "Can only be read (read-only when true()).");
}

static void
test_others (void)
{
  g_autoptr (TerrainInterview) interview = household ();

  fixture_answer (interview, "/data/age", "70");
  fixture_answer (interview, "/data/job", "w");
  assert_explained (interview, "/data/sec/adult", TERRAIN_ASPECT_REQUIRED,
                    "Needs an answer, because “Age of you” is 70 (required when /data/age > 60).", NULL);
  assert_explained (interview, "/data/n", TERRAIN_ASPECT_REQUIRED, "Never needs an answer.", NULL);
  assert_explained (interview, "/data/sec/pay", TERRAIN_ASPECT_READONLY,
                    "Can only be read (read-only when true()).", NULL);
  assert_explained (interview, "/data/age", TERRAIN_ASPECT_READONLY, "Can always be changed.", NULL);
  fixture_answer (interview, "/data/age", "2");
  assert_explained (interview, "/data/age", TERRAIN_ASPECT_CONSTRAINT,
                    "Not accepted, because “Age of you” is 2 (accepted when . > 3 and . < 120).", NULL);
  assert_explained (interview, "/data/n", TERRAIN_ASPECT_CONSTRAINT, "Any answer is accepted.", NULL);
  assert_explained (interview, "/data/free", TERRAIN_ASPECT_VALUE, "Not computed: it is answered, or left empty.", NULL);
  assert_explained (interview, "/data/area", TERRAIN_ASPECT_CHOICES,
                    "Nothing to choose from, because “City” has no answer (offered: instance('areas')/root/item[in = "
                    "/data/city]).",
                    NULL);
  fixture_answer (interview, "/data/city", "b");
  assert_explained (interview, "/data/area", TERRAIN_ASPECT_CHOICES,
                    "Offered, because “City” is b (offered: instance('areas')/root/item[in = /data/city]).", NULL);
}

/* The message of an answer that is not accepted is in the form's language. */
static void
test_message (void)
{
  g_autoptr (TerrainInterview) interview = household ();
  g_autoptr (TerrainExplanation) explanation = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  fixture_answer (interview, "/data/age", "2");
  terrain_interview_set_language (interview, "fr", NULL);
  explanation = terrain_interview_explain (interview, "/data/age", TERRAIN_ASPECT_CONSTRAINT, NULL);
  g_assert_false (explanation->holds);
  g_assert_cmpstr (explanation->message, ==, "Trop peu");
  g_assert_cmpstr (explanation->decider_label, ==, "Âge");
  problems = terrain_interview_validate (interview);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((TerrainProblem *) problems->pdata[0])->message, ==, "Trop peu");
}

static void
test_repeats (void)
{
  g_autoptr (TerrainInterview) interview = household ();
  g_autoptr (TerrainExplanation) explanation = NULL;
  TerrainEnvironment *environment = terrain_interview_get_environment (interview);
  guint64 seed;

  fixture_answer (interview, "/data/n", "2");
  fixture_answer (interview, "/data/r[1]/x", "3");
  fixture_answer (interview, "/data/r[2]/x", "4");
  seed = terrain_environment_get_seed (environment);
  explanation = terrain_interview_explain (interview, "/data/total", TERRAIN_ASPECT_VALUE, NULL);
  g_assert_cmpstr (explanation->condition->result, ==, "7");
  g_assert_cmpuint (explanation->condition->n_reasons, ==, 2);
  /* Looking at random() does not move it. */
  g_assert_cmpuint (terrain_environment_get_seed (environment), ==, seed);
  assert_explained (interview, "/data/total", TERRAIN_ASPECT_VALUE,
                    "Computed: “Size” is 3, “Size” is 4 (sum(/data/r/x) + random() * 0).", NULL);

  /* More than jr:count asks for. */
  fixture_answer (interview, "/data/n", "1");
  assert_explained (interview, "/data/r[2]/x", TERRAIN_ASPECT_RELEVANT,
                    "“Rooms”: Not asked, because “Number” is 1 (asked when /data/n).", NULL);
  g_assert_null (terrain_interview_explain (interview, "/data/none", TERRAIN_ASPECT_VALUE, NULL));
}

/* A rule is what the form says of the question itself, answered or not, asked or not. */
static void
test_rule (void)
{
  g_autoptr (TerrainInterview) interview = household ();
  g_autoptr (TerrainExplanation) group = NULL;
  g_autoptr (TerrainExplanation) own = NULL;
  g_autoptr (TerrainExplanation) none = NULL;
  g_autoptr (TerrainExplanation) constraint = NULL;
  g_autoptr (TerrainExplanation) instance = NULL;
  g_autoptr (TerrainExplanation) missing = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  fixture_answer (interview, "/data/age", "15");
  group = terrain_interview_explain_rule (interview, "/data/sec", TERRAIN_ASPECT_RELEVANT, NULL);
  g_assert_cmpstr (group->decider, ==, "/data/sec");
  g_assert_cmpstr (group->condition->source, ==, "/data/age >= 18 and (/data/job = 'w' or /data/job = 's')");

  /* Its group is not asked: nothing of that here, but its own condition with the label of what that reads. */
  own = terrain_interview_explain_rule (interview, "/data/sec/pay", TERRAIN_ASPECT_RELEVANT, NULL);
  g_assert_cmpstr (own->decider, ==, "/data/sec/pay");
  write_condition (text, own->condition, 0);
  g_assert_nonnull (strstr (text->str, "[/data/sec/adult = 'é' or /data/sec/adult='y']"));
  g_assert_nonnull (strstr (text->str, "/data/sec/adult “Adult” = ''"));
  g_assert_null (strstr (text->str, "/data/age"));
  none = terrain_interview_explain_rule (interview, "/data/sec/adult", TERRAIN_ASPECT_RELEVANT, NULL);
  g_assert_cmpstr (none->decider, ==, "/data/sec/adult");
  g_assert_null (none->condition);

  constraint = terrain_interview_explain_rule (interview, "/data/age", TERRAIN_ASPECT_CONSTRAINT, NULL);
  g_assert_cmpstr (constraint->condition->source, ==, ". > 3 and . < 120");
  g_assert_cmpuint (constraint->condition->parts->len, ==, 2);

  /* How often a repeat is asked is no rule of what is in it. */
  fixture_answer (interview, "/data/n", "1");
  instance = terrain_interview_explain_rule (interview, "/data/r[1]/x", TERRAIN_ASPECT_RELEVANT, NULL);
  g_assert_null (instance->condition);

  missing = terrain_interview_explain_rule (interview, "/data/none", TERRAIN_ASPECT_RELEVANT, &error);
  g_assert_null (missing);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/explanation/relevant", test_relevant);
  g_test_add_func ("/explanation/others", test_others);
  g_test_add_func ("/explanation/words", test_words);
  g_test_add_func ("/explanation/message", test_message);
  g_test_add_func ("/explanation/repeats", test_repeats);
  g_test_add_func ("/explanation/rule", test_rule);
  return g_test_run ();
}
