/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli-run.h"

#include <glib/gstdio.h>
#include <string.h>

static const char form_xml[] =
  "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
  " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>Visit</h:title><model><itext>"
  "<translation lang='en' default='true()'><text id='n'><value>Name</value></text>"
  "<text id='y'><value>Yes</value></text><text id='o'><value>No</value></text></translation>"
  "<translation lang='Français (fr)'><text id='n'><value>Nom</value></text>"
  "<text id='y'><value>Oui</value></text><text id='o'><value>Non</value></text></translation></itext>"
  "<instance><data id='visit' version='3'><name/><age/><adult/><why/><child jr:template=''><first/></child>"
  "<n/><now/><meta><instanceID/></meta></data></instance>"
  "<bind nodeset='/data/name' type='string' required='true()' constraint='string-length(.) &lt; 6'"
  " jr:constraintMsg='At most five letters'/>"
  "<bind nodeset='/data/age' type='int'/>"
  "<bind nodeset='/data/adult' calculate='if(/data/age &gt;= 18, 1, 0)'/>"
  "<bind nodeset='/data/why' relevant='/data/adult = 1'/>"
  "<bind nodeset='/data/child/first' type='string'/>"
  "<bind nodeset='/data/n' calculate='count(/data/child)' readonly='true()'/>"
  "<bind nodeset='/data/now' type='dateTime' jr:preload='timestamp' jr:preloadParams='start'/>"
  "<bind nodeset='/data/meta/instanceID' type='string' jr:preload='uid'/>"
  "</model></h:head><h:body>"
  "<input ref='/data/name'><label ref=\"jr:itext('n')\"/><hint>As said</hint></input>"
  "<input ref='/data/age' appearance='numbers'><label>Age</label></input>"
  "<select1 ref='/data/why'><label>Sure?</label><item><label ref=\"jr:itext('y')\"/><value>1</value></item>"
  "<item><label ref=\"jr:itext('o')\"/><value>0</value></item></select1>"
  "<group ref='/data/child'><label>Children</label><repeat nodeset='/data/child'>"
  "<input ref='/data/child/first'><label>First name</label></input></repeat></group>"
  "<input ref='/data/n'><label>How many</label></input>"
  "</h:body></h:html>";

/* A step and its whole answer without "us". */
static const char *const golden[][2] = {
  { "{\"get\":\"/data/name\"}",
    "{\"value\":\"\",\"relevant\":true,\"readonly\":false,\"required\":true,\"valid\":true,\"type\":\"string\","
    "\"control\":\"input\",\"label\":\"Name\",\"hint\":\"As said\",\"appearance\":null}" },
  { "{\"set\":\"/data/name\",\"value\":\"Ana\"}", "{\"ok\":true}" },
  { "{\"set\":\"/data/name\",\"value\":\"Anastasia\"}",
    "{\"ok\":false,\"error\":\"constraint\",\"message\":\"At most five letters\"}" },
  { "{\"eval\":\"string(/data/name)\"}", "{\"type\":\"string\",\"value\":\"Anastasia\"}" },
  { "{\"validate\":true}",
    "{\"valid\":false,\"problems\":[{\"ref\":\"/data/name\",\"kind\":\"constraint\","
    "\"message\":\"At most five letters\"}]}" },
  { "{\"set\":\"/data/name\",\"value\":\"Ana\"}", "{\"ok\":true}" },
  { "{\"set\":\"/data/why\",\"value\":\"1\"}", "irrelevant" },
  { "{\"set\":\"/data/n\",\"value\":\"1\"}", "readonly" },
  { "{\"set\":\"/data/age\",\"value\":\"ten\"}", "type" },
  { "{\"set\":\"/data/none\",\"value\":\"1\"}", "not-found" },
  { "{\"get\":\"/data/none\"}", "not-found" },
  { "{\"set\":\"/data/age\",\"value\":\"30\"}", "{\"ok\":true}" },
  { "{\"get\":\"/data/adult\"}",
    "{\"value\":\"1\",\"relevant\":true,\"readonly\":true,\"required\":false,\"valid\":true,\"type\":null,"
    "\"control\":null,\"label\":null,\"hint\":null,\"appearance\":null}" },
  { "{\"why\":\"/data/why\"}",
    "{\"ref\":\"/data/why\",\"aspect\":\"relevant\",\"holds\":true,\"decider\":\"/data/why\",\"label\":\"Sure?\","
    "\"sentence\":\"Asked, because “adult” is 1 (asked when /data/adult = 1).\",\"message\":null,"
    "\"condition\":{\"kind\":\"test\",\"source\":\"/data/adult = 1\",\"result\":\"true\",\"holds\":true,\"decides\":true,"
    "\"reads\":1,\"nodes\":[{\"ref\":\"/data/adult\",\"label\":null,\"value\":\"1\",\"display\":\"1\",\"relevant\":true}]}}" },
  { "{\"why\":\"/data/age\",\"aspect\":\"readonly\"}",
    "{\"ref\":\"/data/age\",\"aspect\":\"readonly\",\"holds\":false,\"decider\":\"/data/age\",\"label\":\"Age\","
    "\"sentence\":\"Can always be changed.\",\"message\":null,\"condition\":null}" },
  { "{\"why\":\"/data/none\"}", "not-found" },
  { "{\"why\":\"/data/age\",\"aspect\":\"colour\"}", "step" },
  { "{\"choices\":\"/data/why\"}",
    "{\"choices\":[{\"value\":\"1\",\"label\":\"Yes\"},{\"value\":\"0\",\"label\":\"No\"}]}" },
  { "{\"language\":\"fr\"}", "{\"ok\":true}" },
  { "{\"choices\":\"/data/why\"}",
    "{\"choices\":[{\"value\":\"1\",\"label\":\"Oui\"},{\"value\":\"0\",\"label\":\"Non\"}]}" },
  { "{\"language\":\"xx\"}", "not-found" },
  { "{\"language\":\"en\"}", "{\"ok\":true}" },
  { "{\"choices\":\"/data/age\"}", "not-found" },
  { "{\"count\":\"/data/child\"}", "{\"count\":0}" },
  { "{\"add\":\"/data/child\"}", "{\"count\":1}" },
  { "{\"add\":\"/data/child\"}", "{\"count\":2}" },
  { "{\"set\":\"/data/child[2]/first\",\"value\":\"Bo\"}", "{\"ok\":true}" },
  { "{\"get\":\"/data/n\"}",
    "{\"value\":\"2\",\"relevant\":true,\"readonly\":true,\"required\":false,\"valid\":true,\"type\":\"string\","
    "\"control\":\"input\",\"label\":\"How many\",\"hint\":null,\"appearance\":null}" },
  { "{\"remove\":\"/data/child[1]\"}", "{\"count\":1}" },
  { "{\"eval\":\"first\",\"context\":\"/data/child[1]\"}", "{\"type\":\"nodeset\",\"value\":\"Bo\"}" },
  { "{\"eval\":\"1 +\"}", "xpath" },
  { "{\"eval\":\"/data/age + 1\"}", "{\"type\":\"number\",\"value\":\"31\"}" },
  { "{\"eval\":\"/data/age > 1\"}", "{\"type\":\"boolean\",\"value\":\"true\"}" },
  { "{\"remove\":\"/data/child[7]\"}", "not-found" },
  { "{\"redo\":true}", "nothing-to-redo" },
  { "{\"undo\":true}",
    "{\"ok\":true,\"kind\":\"remove\",\"ref\":\"/data/child[1]\",\"focus\":\"/data/child[1]\"}" },
  { "{\"eval\":\"first\",\"context\":\"/data/child[2]\"}", "{\"type\":\"nodeset\",\"value\":\"Bo\"}" },
  { "{\"undo\":true}",
    "{\"ok\":true,\"kind\":\"answer\",\"ref\":\"/data/child[2]/first\",\"focus\":\"/data/child[2]/first\"}" },
  { "{\"undo\":true}",
    "{\"ok\":true,\"kind\":\"add\",\"ref\":\"/data/child[2]\",\"focus\":\"/data/child[1]\"}" },
  { "{\"redo\":true}",
    "{\"ok\":true,\"kind\":\"add\",\"ref\":\"/data/child[2]\",\"focus\":\"/data/child[2]\"}" },
  { "{\"redo\":true}",
    "{\"ok\":true,\"kind\":\"answer\",\"ref\":\"/data/child[2]/first\",\"focus\":\"/data/child[2]/first\"}" },
  { "{\"redo\":true}",
    "{\"ok\":true,\"kind\":\"remove\",\"ref\":\"/data/child[1]\",\"focus\":\"/data/child[1]\"}" },
  { "{\"next\":true}",
    "{\"event\":\"question\",\"ref\":\"/data/name\",\"label\":\"Name\",\"hint\":\"As said\",\"value\":\"Ana\","
    "\"readonly\":false,\"required\":true,\"type\":\"string\",\"control\":\"input\"}" },
  { "{\"next\":true}",
    "{\"event\":\"question\",\"ref\":\"/data/age\",\"label\":\"Age\",\"hint\":null,\"value\":\"30\","
    "\"readonly\":false,\"required\":false,\"type\":\"int\",\"control\":\"input\"}" },
  { "{\"previous\":true}",
    "{\"event\":\"question\",\"ref\":\"/data/name\",\"label\":\"Name\",\"hint\":\"As said\",\"value\":\"Ana\","
    "\"readonly\":false,\"required\":true,\"type\":\"string\",\"control\":\"input\"}" },
  { "{\"set\":\"/data/name\",\"value\":null}", "{\"ok\":true}" },
  { "{\"complete\":true}", "incomplete" },
  { "{\"set\":\"/data/name\",\"value\":\"Ana\"}", "{\"ok\":true}" },
};

static char *
dup_without_us (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_remove_member (object, "us");
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
test_golden (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "visit.xml", form_xml);
  CliTalk *talk = cli_talk_new ("interview", path, "--now", "2026-11-21T10:00:00Z", "--timezone", "Europe/Brussels",
                                "--seed", "1", NULL);
  g_autoptr (JsonObject) complete = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (golden); i++)
    {
      g_autoptr (JsonObject) answer = cli_talk_ask (talk, golden[i][0]);
      g_autofree char *text = NULL;

      if (*golden[i][1] != '{')
        {
          g_test_message ("%s", golden[i][0]);
          g_assert_cmpstr (json_object_get_string_member (answer, "error"), ==, golden[i][1]);
          g_assert_false (json_object_get_boolean_member (answer, "ok"));
          g_assert_cmpstr (json_object_get_string_member (answer, "message"), !=, "");
          continue;
        }
      text = dup_without_us (answer);
      g_assert_cmpstr (text, ==, golden[i][1]);
    }
  complete = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (complete, "instanceID"), "uuid:"));
  g_assert_nonnull (strstr (json_object_get_string_member (complete, "xml"), "<name>Ana</name>"));
  g_assert_nonnull (strstr (json_object_get_string_member (complete, "xml"), "2026-11-21T11:00:00.000+01:00"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  cli_remove_folder (folder);
}

/* Of @answer: its only problem. */
static void
assert_problem (JsonObject *answer, const char *ref, const char *kind, const char *message)
{
  JsonArray *problems = json_object_get_array_member (answer, "problems");
  JsonObject *problem;

  g_assert_cmpuint (json_array_get_length (problems), ==, 1);
  problem = json_array_get_object_element (problems, 0);
  g_assert_cmpstr (json_object_get_string_member (problem, "ref"), ==, ref);
  g_assert_cmpstr (json_object_get_string_member (problem, "kind"), ==, kind);
  g_assert_cmpstr (json_object_get_string_member (problem, "message"), ==, message);
  g_assert_false (json_object_get_boolean_member (answer, "valid"));
}

/* From the sheet to the record: an unusual answer holds it back until it is confirmed; another one is asked about again. */
static void
lead_soft (const char *form, const char *profile)
{
  CliTalk *talk = profile != NULL ? cli_talk_new ("interview", form, "--profile", profile, NULL)
                                  : cli_talk_new ("interview", form, NULL);
  g_autoptr (JsonObject) refused = NULL;
  g_autoptr (JsonObject) nowhere = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) completed = NULL;

  cli_talk_do (talk, "{\"set\":\"/data/age\",\"value\":\"40\"}");
  cli_talk_do (talk, "{\"set\":\"/data/at_work\",\"value\":\"35\"}");
  refused = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==, "incomplete");
  assert_problem (refused, "/data/at_work", "warning", "Nearly a whole life: is it right?");
  nowhere = cli_talk_ask (talk, "{\"confirm\":\"/data/nowhere\"}");
  g_assert_cmpstr (json_object_get_string_member (nowhere, "error"), ==, "not-found");
  cli_talk_do (talk, "{\"confirm\":\"/data/at_work\"}");
  cli_talk_do (talk, "{\"set\":\"/data/at_work\",\"value\":\"36\"}");
  cli_talk_do (talk, "{\"language\":\"nl\"}");
  again = cli_talk_ask (talk, "{\"validate\":true}");
  assert_problem (again, "/data/at_work", "warning", "Bijna een heel leven: klopt dat?");
  cli_talk_do (talk, "{\"confirm\":\"/data/at_work\"}");
  completed = cli_talk_ask (talk, "{\"complete\":true}");
  g_assert_nonnull (strstr (json_object_get_string_member (completed, "xml"), "<at_work>36</at_work>"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
}

static void
test_soft (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *sheets = g_build_filename (folder, "soft", NULL);
  g_autofree char *form = g_build_filename (folder, "soft.xml", NULL);
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autofree char *survey = NULL;
  g_autofree char *settings = NULL;
  g_autoptr (CliRun) converted = NULL;
  g_autoptr (CliRun) checked = NULL;

  g_assert_cmpint (g_mkdir (sheets, 0700), ==, 0);
  survey = cli_write (sheets, "survey.csv",
                      "type,name,label::English (en),label::Nederlands (nl),bind::terrain:softConstraint,"
                      "bind::terrain:softConstraintMsg::English (en),bind::terrain:softConstraintMsg::Nederlands (nl)\n"
                      "integer,age,Age,Leeftijd,,,\n"
                      "integer,at_work,Years at work,Jaren aan het werk,. <= ${age} - 10,"
                      "Nearly a whole life: is it right?,Bijna een heel leven: klopt dat?\n");
  settings = cli_write (sheets, "settings.csv",
                        "form_title,form_id,version,default_language,namespaces\n"
                        "Soft,soft,1,English (en),\"terrain=\"\"https://safe.brussels/terrain\"\"\"\n");
  converted = cli_run (NULL, "convert", sheets, form, NULL);
  g_assert_cmpint (converted->code, ==, 0);
  g_assert_cmpstr (converted->err, ==, "");
  checked = cli_run (NULL, "check", form, NULL);
  g_assert_cmpint (checked->code, ==, 0);
  g_assert_null (strstr (checked->out, "warning"));
  lead_soft (form, NULL);
  lead_soft (form, profile);
  cli_remove_folder (folder);
}

/* The same script, clock and seed give the same bytes. */
static void
test_reproducible (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "visit.xml", form_xml);
  g_autofree char *script = cli_write (folder, "script.jsonl", "{\"set\":\"/data/name\",\"value\":\"Ana\"}\n"
                                                               "{\"complete\":true}\n");
  g_autofree char *first = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "interview", path, "--now", "2026-11-21T10:00:00+01:00", "--timezone",
                                        "UTC", "--seed", "-7", "--script", script, NULL);
      g_autoptr (GRegex) us = g_regex_new ("\"us\":[0-9]+", 0, 0, NULL);
      g_autofree char *out = g_regex_replace_literal (us, run->out, -1, 0, "", 0, NULL);

      g_assert_cmpint (run->code, ==, 0);
      g_assert_nonnull (strstr (out, "uuid:"));
      if (i > 0)
        g_assert_cmpstr (out, ==, first);
      else
        first = g_steal_pointer (&out);
    }
  cli_remove_folder (folder);
}

static void
test_garbage (void)
{
  static const char *const lines[] = {
    "hello",
    "{",
    "[]",
    "{}",
    "null",
    "42",
    "\"set\"",
    "{\"set\":7,\"value\":\"x\"}",
    "{\"set\":\"/data/name\"}",
    "{\"set\":\"/data/name\",\"value\":7}",
    "{\"set\":\"/data/name\",\"value\":{}}",
    "{\"get\":null}",
    "{\"get\":[\"/data/name\"]}",
    "{\"get\":\"\"}",
    "{\"get\":\"////[[[\"}",
    "{\"get\":\"/data/child[99999999999999999999]/first\"}",
    "{\"add\":\"/data/name\"}",
    "{\"remove\":\"/data/child\"}",
    "{\"eval\":\"/data/name\",\"context\":7}",
    "{\"eval\":\"/data/name\",\"context\":\"/nowhere\"}",
    "{\"language\":{}}",
    "{\"save\":\"/nonexistent/folder/x.xml\"}",
    "{\"restore\":\"/nonexistent/x.xml\"}",
    "{\"restore\":\"/dev/zero\"}",
    "{\"restore\":\"/\"}",
    "{\"frobnicate\":true}",
    "{\"next\":true}{\"next\":true}",
    "{\"next\":true} [7]",
    "\xff\xfe\x01",
    "{\"get\":\"\xc3\x28\"}",
  };
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "visit.xml", form_xml);
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, 'x');
  g_autofree char *long_value = g_strnfill (1024 * 1024, 'y');
  CliTalk *talk = cli_talk_new ("interview", path, NULL);
  g_autoptr (JsonObject) answer = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (JsonObject) refused = cli_talk_ask (talk, lines[i]);

      g_test_message ("line %u", i);
      g_assert_false (json_object_get_boolean_member (refused, "ok"));
      g_assert_cmpstr (json_object_get_string_member (refused, "message"), !=, "");
    }
  json_object_unref (cli_talk_ask (talk, deep));
  json_object_unref (cli_talk_ask (talk, huge));
  json_object_unref (cli_talk_askf (talk, "{\"set\":\"/data/name\",\"value\":\"%s\"}", long_value));
  /* and goes on */
  answer = cli_talk_ask (talk, "{\"set\":\"/data/age\",\"value\":\"7\"}");
  g_assert_true (json_object_get_boolean_member (answer, "ok"));
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  cli_remove_folder (folder);
}

static void
test_save_and_restore (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "visit.xml", form_xml);
  g_autofree char *draft = g_build_filename (folder, "draft.xml", NULL);
  g_autofree char *quoted = cli_quote (draft);
  CliTalk *talk = cli_talk_new ("interview", path, "--language", "fr", NULL);
  g_autofree char *save = g_strdup_printf ("{\"save\":%s}", quoted);
  g_autofree char *restore = g_strdup_printf ("{\"restore\":%s}", quoted);
  g_autoptr (JsonObject) answer = NULL;

  cli_talk_do (talk, "{\"set\":\"/data/name\",\"value\":\"Ana\"}");
  json_object_unref (cli_talk_ask (talk, "{\"add\":\"/data/child\"}"));
  cli_talk_do (talk, save);
  cli_talk_do (talk, "{\"set\":\"/data/name\",\"value\":\"Bo\"}");
  cli_talk_do (talk, restore);
  answer = cli_talk_ask (talk, "{\"get\":\"/data/name\"}");
  g_assert_cmpstr (json_object_get_string_member (answer, "value"), ==, "Ana");
  /* the language stays */
  g_assert_cmpstr (json_object_get_string_member (answer, "label"), ==, "Nom");
  g_clear_pointer (&answer, json_object_unref);
  answer = cli_talk_ask (talk, "{\"count\":\"/data/child\"}");
  g_assert_cmpint (json_object_get_int_member (answer, "count"), ==, 1);
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
  cli_remove_folder (folder);
}

static void
test_wrong_options (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *path = cli_write (folder, "visit.xml", form_xml);
  static const struct
  {
    const char *option;
    const char *value;
    int code;
  } cases[] = {
    { "--now", "yesterday", 2 },     { "--timezone", "Mars/Base", 2 },    { "--seed", "many", 2 },
    { "--record", "some-uuid", 2 },  { "--language", "xx", 1 },           { "--script", "/nonexistent.jsonl", 1 },
    { "--po", "/nonexistent.po", 1 }, { "--profile", "/dev/null/x", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CliRun) run = cli_run (NULL, "interview", path, cases[i].option, cases[i].value, NULL);

      g_test_message ("%s %s: %s", cases[i].option, cases[i].value, run->err);
      g_assert_cmpint (run->code, ==, cases[i].code);
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpstr (run->err, !=, "");
    }
  cli_remove_folder (folder);
}

/* What an interviewer could say, tried until it is accepted. */
static void
answer_question (CliTalk *talk, JsonObject *question)
{
  static const char *const texts[] = { "x", "1", NULL };
  static const char *const numbers[] = { "1", "20", "0", "150", "2000", NULL };
  static const char *const dates[] = { "2020-02-29", "1980-05-01", "2099-12-31", NULL };
  static const char *const others[] = { "2020-02-29T12:30:00.000Z", "12:30:00.000Z", "50.8 4.3 0 0", "OK", NULL };
  const char *type = json_object_get_string_member (question, "type");
  g_autofree char *ref = cli_quote (json_object_get_string_member (question, "ref"));
  const char *const *values = g_str_equal (type, "int") || g_str_equal (type, "decimal") ? numbers
                              : g_str_equal (type, "date") ? dates
                              : g_str_equal (type, "string") ? texts : others;
  g_autoptr (JsonObject) list = cli_talk_askf (talk, "{\"choices\":%s}", ref);
  JsonArray *choices = json_object_has_member (list, "choices") ? json_object_get_array_member (list, "choices") : NULL;

  if (choices != NULL && json_array_get_length (choices) > 0)
    {
      JsonObject *choice = json_array_get_object_element (choices, 0);
      g_autofree char *value = cli_quote (json_object_get_string_member (choice, "value"));

      json_object_unref (cli_talk_askf (talk, "{\"set\":%s,\"value\":%s}", ref, value));
      return;
    }
  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autoptr (JsonObject) answer = cli_talk_askf (talk, "{\"set\":%s,\"value\":\"%s\"}", ref, values[i]);

      if (json_object_get_boolean_member (answer, "ok"))
        return;
    }
}

/* The verbal autopsy of the WHO, from the first question to the submission. */
static void
test_whova (void)
{
  g_autofree char *path = cli_shared ("corpus/forms/javarosa/whova_form.xml");
  CliTalk *talk;
  guint n_questions = 0;
  gint64 us = 0;

  if (path == NULL)
    return;
  talk = cli_talk_new ("interview", path, "--now", "2026-11-21T10:00:00Z", "--timezone", "UTC", "--seed", "1", NULL);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (JsonObject) event = cli_talk_ask (talk, "{\"next\":true}");
      const char *name = json_object_get_string_member (event, "event");

      us += json_object_get_int_member (event, "us");
      if (g_str_equal (name, "end"))
        break;
      if (!g_str_equal (name, "question") || json_object_get_boolean_member (event, "readonly"))
        continue;
      answer_question (talk, event);
      n_questions++;
    }
  g_test_message ("%u questions, stepping took %" G_GINT64_FORMAT " us", n_questions, us);
  g_assert_cmpuint (n_questions, >, 100);
  {
    g_autoptr (JsonObject) validity = cli_talk_ask (talk, "{\"validate\":true}");
    g_autofree char *text = dup_without_us (validity);
    g_autoptr (JsonObject) complete = NULL;

    g_test_message ("%s", text);
    complete = cli_talk_ask (talk, "{\"complete\":true}");
    if (json_object_get_boolean_member (validity, "valid"))
      g_assert_nonnull (strstr (json_object_get_string_member (complete, "xml"), "<meta"));
    else
      g_assert_cmpstr (json_object_get_string_member (complete, "error"), ==, "incomplete");
  }
  g_assert_cmpint (cli_talk_end (talk), ==, 0);
}

/* What the form asks of the device is asked of the script. */
static void
test_captures (void)
{
  g_autofree char *folder = g_dir_make_tmp ("terrain-cli-XXXXXX", NULL);
  g_autofree char *form = cli_write (
      folder, "place.xml",
      "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'"
      " xmlns:odk='http://www.opendatakit.org/xforms'><h:head><h:title>Place</h:title><model>"
      "<instance><data id='place'><here/><sound/><name/></data></instance><bind nodeset='/data/here' type='geopoint'/>"
      "<bind nodeset='/data/sound' type='binary'/>"
      "<odk:setgeopoint event='odk-instance-first-load' ref='/data/here'/>"
      "<odk:recordaudio event='odk-instance-load' ref='/data/sound' odk:quality='low'/></model></h:head>"
      "<h:body><input ref='/data/name'><label>Name</label></input></h:body></h:html>");
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  const char *const places[] = { NULL, profile };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      CliTalk *talk = places[i] == NULL ? cli_talk_new ("interview", form, NULL)
                                        : cli_talk_new ("interview", form, "--profile", profile, "--record", "r", NULL);
      g_autoptr (JsonObject) asked = cli_talk_ask (talk, "{\"captures\":true}");
      JsonArray *list = json_object_get_array_member (asked, "captures");
      g_autoptr (JsonObject) refused = NULL;
      g_autoptr (JsonObject) left = NULL;
      g_autoptr (JsonObject) value = NULL;

      g_assert_cmpuint (json_array_get_length (list), ==, 2);
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 0), "kind"), ==, "location");
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 1), "ref"), ==,
                       "/data/sound");
      g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (list, 1), "quality"), ==, "low");
      refused = cli_talk_ask (talk, "{\"fill\":\"/data/here\",\"value\":\"nowhere\"}");
      g_assert_cmpstr (json_object_get_string_member (refused, "error"), ==, "type");
      cli_talk_do (talk, "{\"fill\":\"/data/here\",\"value\":\"50.85 4.35 12 5\"}");
      left = cli_talk_ask (talk, "{\"captures\":true}");
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (left, "captures")), ==, 1);
      if (places[i] != NULL)
        {
          cli_talk_kill (talk);
          talk = cli_talk_new ("interview", form, "--profile", profile, "--record", "r", NULL);
        }
      value = cli_talk_ask (talk, "{\"eval\":\"/data/here\"}");
      g_assert_cmpstr (json_object_get_string_member (value, "value"), ==, "50.85 4.35 12 5");
      g_assert_cmpint (cli_talk_end (talk), ==, 0);
    }
  cli_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/interview/golden", test_golden);
  g_test_add_func ("/cli/interview/soft", test_soft);
  g_test_add_func ("/cli/interview/reproducible", test_reproducible);
  g_test_add_func ("/cli/interview/garbage", test_garbage);
  g_test_add_func ("/cli/interview/save-and-restore", test_save_and_restore);
  g_test_add_func ("/cli/interview/wrong-options", test_wrong_options);
  g_test_add_func ("/cli/interview/captures", test_captures);
  g_test_add_func ("/cli/interview/whova", test_whova);
  return g_test_run ();
}
