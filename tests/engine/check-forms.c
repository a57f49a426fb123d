/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

#include <string.h>

/* One small form a check: what is said, where, about which node; and as much that must not be said. */

#define LIST "<instance id='l'><root><item><name>a</name><label>A</label><in>1</in></item>" \
             "<item><name>b</name><label>B</label><in>2</in></item></root></instance>"
#define SELECT(ref) "<select1 ref='" ref "'><label>S</label><item><label>Yes</label><value>yes</value></item>" \
                    "<item><label>No</label><value>no</value></item></select1>"
#define ALONE(ref) "<select1 ref='" ref "' appearance='sensitive'><label>S</label><item><label>Yes</label><value>yes</value>" \
                   "</item><item><label>No</label><value>no</value></item></select1>"
#define INPUT(ref) "<input ref='" ref "'><label>L</label></input>"
#define REPEAT(body) "<group ref='/data/r'><label>R</label><repeat nodeset='/data/r'>" body "</repeat></group>"
#define DATA(children) "<data id='f'>" children "</data>"

typedef struct
{
  const char *name;
  const char *instance;
  const char *model;   /* begins in line 4 */
  const char *body;    /* begins two lines below it */
  const char *code;    /* NULL: nothing is said */
  int line;
  const char *ref;
  const char *mentions;
} Case;

static const Case cases[] = {
  /* References */
  { "path-to-nothing", DATA ("<a/><b/>"), "<bind nodeset='/data/b'/>\n<bind nodeset='/data/a' relevant='/data/c = 1'/>",
    INPUT ("/data/a"), "path-to-nothing", 5, "/data/a", "/data/c" },
  { "path-to-nothing-relative", DATA ("<a/><b/>"), "<bind nodeset='/data/a' calculate='../../../b'/>", "", "path-to-nothing",
    4, "/data/a", "/.." },
  { "path-to-nothing-in-text", DATA ("<a/>"), "", "<input ref='/data/a'>\n<label>A <output value='/data/x/y'/></label>"
    "</input>", "path-to-nothing", 8, "/data/a", "/data/x" },
  { "path-to-nothing-in-count", DATA ("<r><a/></r>"), "", "<repeat nodeset='/data/r' jr:count='/data/n'>"
    INPUT ("/data/r/a") "</repeat>", "path-to-nothing", 7, "/data/r", "/data/n" },
  { "path-to-nothing-in-action", DATA ("<a/>"),
    "<setvalue event='odk-instance-first-load' ref='/data/a' value='/data/x'/>", INPUT ("/data/a"), "path-to-nothing", 4,
    "/data/a", "/data/x" },
  { "path-fine", DATA ("<a/><g><b n='1'/></g>"),
    "<bind nodeset='/data/a' relevant=\"/data/g/b/@n = 1 or ../g/b != '' or //b = 2 or /data/*/b = 1\"/>", INPUT ("/data/a"),
    NULL, 0, NULL, NULL },
  { "column-missing", DATA ("<a/><b/>"), LIST, "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('l')/root/"
    "item[inn = /data/b]\"><value ref='name'/><label ref='label'/></itemset></select1>", "column-missing", 7, "/data/a",
    "inn" },
  { "column-missing-value", DATA ("<a/>"), LIST, "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('l')/"
    "root/item\"><value ref='nam'/><label ref='label'/></itemset></select1>", "column-missing", 7, "/data/a", "nam" },
  { "column-missing-pulldata", DATA ("<a/>"), LIST "<bind nodeset='/data/a' calculate=\"pulldata('l', 'label', 'nme', 'a')\"/>",
    "", "column-missing", 4, "/data/a", "nme" },
  { "choice-name-of-nothing", DATA ("<s/><a/>"), "<bind nodeset='/data/a' calculate=\"jr:choice-name(/data/s, '/data/z')\"/>",
    SELECT ("/data/s"), "path-to-nothing", 4, "/data/a", "/data/z" },
  { "names-fine", DATA ("<s/><a/><b/>"), LIST "<bind nodeset='/data/a' calculate=\"jr:choice-name(/data/s, ' /data/s ')\"/>"
    "<bind nodeset='/data/b' calculate=\"pulldata('l', 'label', 'name', ../a)\"/>", SELECT ("/data/s"), NULL, 0, NULL, NULL },
  { "column-fine", DATA ("<a/><b/>"), LIST, "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"instance('l')/root/"
    "item[in = /data/b and ../item/name != 'x']\"><value ref='name'/><label ref='label'/></itemset></select1>"
    INPUT ("/data/b"), NULL, 0, NULL, NULL },
  /* Repeats */
  { "repeat-without-position", DATA ("<r><a/></r><t/>"), "<bind nodeset='/data/t' calculate='/data/r/a + 1'/>",
    REPEAT (INPUT ("/data/r/a")), "repeat-without-position", 4, "/data/t", "/data/r/a" },
  { "repeat-in-text", DATA ("<r><a/></r><t/>"), "", REPEAT (INPUT ("/data/r/a")) "\n<input ref='/data/t'><label>"
    "<output value='/data/r/a'/></label></input>", "repeat-without-position", 8, "/data/t", "/data/r" },
  { "repeat-compared", DATA ("<r><a/></r><t/>"), "<bind nodeset='/data/t' relevant=\"/data/r/a = 'x'\"/>",
    REPEAT (INPUT ("/data/r/a")) INPUT ("/data/t"), "repeat-without-position", 4, "/data/t", "any of them" },
  { "several-nodes", DATA ("<r><a/><b/></r>"), "<bind nodeset='/data/r/b' calculate='../../r/a + 1'/>",
    REPEAT (INPUT ("/data/r/a")), "several-nodes", 4, "/data/r/b", "../a" },
  { "own-instance-only", DATA ("<r><a/><b/></r>"), "<bind nodeset='/data/r/b' calculate='sum(/data/r/a)'/>",
    REPEAT (INPUT ("/data/r/a")), "own-instance-only", 4, "/data/r/b", "../../r/a" },
  { "own-instance-only-join", DATA ("<r><a/><b/></r>"), "<bind nodeset='/data/r/b' calculate=\"join(',', ../a)\"/>",
    REPEAT (INPUT ("/data/r/a")), "own-instance-only", 4, "/data/r/b", "join" },
  { "repeats-fine", DATA ("<r><a/><b/><c/><d/></r><t/><u/><v/>"),
    "<bind nodeset='/data/r/b' calculate='count-non-empty(../c) + /data/r/a + ../a + sum(../../r/a) + count(/data/r) + "
    "max(/data/r/a, /data/r/c)'/><bind nodeset='/data/t' calculate='sum(/data/r/a) + count(/data/r) + "
    "/data/r[2]/a + /data/r[a = 1]/c'/><bind nodeset='/data/u' calculate='indexed-repeat(/data/r/a, /data/r, "
    "1)'/><bind nodeset='/data/v' calculate=\"join(' ', /data/r[position() > 1]/a)\"/>"
    "<bind nodeset='/data/r/c' relevant='position(..) > 1' calculate='indexed-repeat(/data/r/a, /data/r, "
    "position(..) - 1)'/>",
    REPEAT (INPUT ("/data/r/a")), NULL, 0, NULL, NULL },
  { "predicate-of-a-repeat", DATA ("<r><a/></r><s/>"), "", REPEAT (INPUT ("/data/r/a"))
    "<select1 ref='/data/s'><label>S</label><itemset nodeset=\"/data/r[./a != '']\"><value ref='a'/><label "
    "ref='a'/></itemset></select1>", NULL, 0, NULL, NULL },
  { "control-outside-repeat", DATA ("<r><a/><b/></r>"), "", REPEAT (INPUT ("/data/r/a")) "\n" INPUT ("/data/r/b"),
    "control-outside-repeat", 8, "/data/r/b", "/data/r" },
  /* Values */
  { "date-with-text", DATA ("<d/><a/>"), "<bind nodeset='/data/d' type='date'/>\n"
    "<bind nodeset='/data/a' relevant=\"/data/d = 'tomorrow'\"/>", INPUT ("/data/d") INPUT ("/data/a"), "type-clash", 5,
    "/data/a", "tomorrow" },
  { "date-impossible", DATA ("<d/><a/>"), "<bind nodeset='/data/d' type='date' constraint=\". &lt; '2024-02-30'\""
    " jr:constraintMsg='m'/>", INPUT ("/data/d"), "type-clash", 4, "/data/d", "2024-02-30" },
  { "date-function", DATA ("<a/>"), "<bind nodeset='/data/a' calculate=\"format-date(date('31/12/2024'), '%Y')\"/>", "",
    "type-clash", 4, "/data/a", "31/12/2024" },
  { "number-with-text", DATA ("<n/><a/>"), "<bind nodeset='/data/n' type='int'/>"
    "<bind nodeset='/data/a' relevant=\"/data/n = 'many'\"/>", INPUT ("/data/n") INPUT ("/data/a"), "type-clash", 4,
    "/data/a", "many" },
  { "order-of-text", DATA ("<n/><a/>"), "<bind nodeset='/data/a' relevant=\"/data/n &gt; 'm'\"/>",
    INPUT ("/data/n") INPUT ("/data/a"), "type-clash", 4, "/data/a", "m" },
  { "values-fine", DATA ("<d/><n/><m/><a/>"), "<bind nodeset='/data/d' type='date'/><bind nodeset='/data/n' type='int'/>"
    "<bind nodeset='/data/m' type='string'/><bind nodeset='/data/a' relevant=\"/data/d &gt; '2024-02-29' and "
    "/data/n = '5' and /data/d != '' and /data/n &lt; 5.5 and /data/m = 'text' and /data/d &lt; today() + 3 "
    "and date(/data/m) &lt; now()\"/>",
    INPUT ("/data/d") INPUT ("/data/n") INPUT ("/data/m") INPUT ("/data/a"), NULL, 0, NULL, NULL },
  { "arithmetic-on-text", DATA ("<t/><a/>"), "<bind nodeset='/data/t' type='string'/>\n"
    "<bind nodeset='/data/a' calculate='/data/t * 2'/>", INPUT ("/data/t"), "arithmetic-on-text", 5, "/data/a", "/data/t" },
  { "arithmetic-on-literal", DATA ("<n/><a/>"), "<bind nodeset='/data/a' calculate=\"'Mr ' + /data/n\"/>", INPUT ("/data/n"),
    "arithmetic-on-text", 4, "/data/a", "concat()" },
  { "arithmetic-on-choice", DATA ("<s/><a/>"), "<bind nodeset='/data/a' calculate='/data/s + 1'/>", SELECT ("/data/s"),
    "arithmetic-on-text", 4, "/data/a", "/data/s" },
  { "arithmetic-fine", DATA ("<n/><c/><p/><s/><a/>"), "<bind nodeset='/data/p' type='string'/>"
    "<bind nodeset='/data/c' type='string' calculate='1 + 1'/>"
    "<bind nodeset='/data/a' calculate=\"/data/n + /data/c + /data/p + /data/s + '5' + today()\"/>",
    INPUT ("/data/n") "<input ref='/data/p' appearance='numbers'><label>P</label></input><select1 ref='/data/s'><label>S"
    "</label><item><label>One</label><value>1</value></item></select1>", NULL, 0, NULL, NULL },
  { "boolean-as-text", DATA ("<s/><a/>"), "<bind nodeset='/data/a' relevant=\"selected(/data/s, 'yes') = 'true'\"/>",
    SELECT ("/data/s") INPUT ("/data/a"), "boolean-as-text", 4, "/data/a", "true()" },
  { "boolean-fine", DATA ("<s/><a/>"), "<bind nodeset='/data/a' relevant=\"selected(/data/s, 'yes') = true()\"/>",
    SELECT ("/data/s") INPUT ("/data/a"), NULL, 0, NULL, NULL },
  /* Choices */
  { "no-such-choice", DATA ("<s/><a/>"), "<bind nodeset='/data/a' calculate=\"if(/data/s = 'Yes', 1, 2)\"/>",
    SELECT ("/data/s"), "no-such-choice", 4, "/data/a", "Yes" },
  { "no-such-choice-selected", DATA ("<s/><a/>"), "<bind nodeset='/data/a' calculate=\"selected(../s, 'maybe')\"/>",
    SELECT ("/data/s"), "no-such-choice", 4, "/data/a", "maybe" },
  { "no-such-choice-number", DATA ("<s/><a/>"), "<bind nodeset='/data/a' calculate='/data/s != 1'/>", SELECT ("/data/s"),
    "no-such-choice", 4, "/data/a", "“1”" },
  { "no-such-choice-list", DATA ("<s/><a/>"), LIST "<bind nodeset='/data/a' calculate=\"/data/s = 'c'\"/>",
    "<select1 ref='/data/s'><label>S</label><itemset nodeset=\"instance('l')/root/item[in = 1]\"><value "
    "ref='name'/><label ref='label'/></itemset></select1>", "no-such-choice", 4, "/data/a", "“c”" },
  { "choices-fine", DATA ("<s/><m/><t/><o/><a/>"),
    "<bind nodeset='/data/a' calculate=\"/data/s = 'yes' or /data/s = '' or selected(/data/m, 'yes') or "
    "/data/m = 'yes no' or /data/t = 'OK' or /data/o = 'anything' or /data/s = /data/m\"/>"
    "<setvalue event='odk-instance-first-load' ref='/data/o' value=\"'x'\"/>",
    SELECT ("/data/s") "<select ref='/data/m'><label>M</label><item><label>Yes</label><value>yes</value></item><item>"
    "<label>No</label><value>no</value></item></select><trigger ref='/data/t'><label>T</label></trigger>" SELECT ("/data/o"),
    NULL, 0, NULL, NULL },
  { "duplicate-choice", DATA ("<s/>"), "", "\n<select1 ref='/data/s'><label>S</label><item><label>A</label><value>a</value>"
    "</item><item><label>B</label><value>a</value></item></select1>", "duplicate-choice", 8, "/data/s", "“a”" },
  { "duplicate-choice-list", DATA ("<s/>"), "<instance id='l'><root><item><name>a</name><label>A</label></item>\n"
    "<item><name>a</name><label>B</label></item></root></instance>", "<select1 ref='/data/s'><label>S</label>"
    "<itemset nodeset=\"instance('l')/root/item\"><value ref='name'/><label "
    "ref='label'/></itemset></select1>",
    "duplicate-choice", 5, "/data/s", "“a”" },
  { "duplicate-in-a-cascade", DATA ("<n/><s/>"), "<instance id='l'><root><item><name>a</name><label>A</label><in>1</in></item>"
    "<item><name>a</name><label>A</label><in>2</in></item></root></instance>", INPUT ("/data/n") "<select1 ref='/data/s'>"
    "<label>S</label><itemset nodeset=\"instance('l')/root/item[in = /data/n]\"><value ref='name'/><label "
    "ref='label'/></itemset></select1>", NULL, 0, NULL, NULL },
  { "empty-list", DATA ("<s/>"), LIST, "<select1 ref='/data/s'><label>S</label><itemset nodeset=\"instance('l')/root/choice\">"
    "<value ref='name'/><label ref='label'/></itemset></select1>", "empty-list", 7, "/data/s", "“l”" },
  /* What nobody is asked */
  { "never-asked", DATA ("<s/><a/>"), "\n<bind nodeset='/data/a' relevant='1 = 2'/>", SELECT ("/data/s") INPUT ("/data/a"),
    "never-asked", 5, "/data/a", "1 = 2" },
  { "never-asked-choice", DATA ("<s/><a/>"), "<bind nodeset='/data/a' relevant=\"selected(/data/s, 'dunno')\"/>",
    SELECT ("/data/s") INPUT ("/data/a"), "never-asked", 4, "/data/a", "dunno" },
  { "never-asked-follows", DATA ("<s/><a/><b/>"), "<bind nodeset='/data/a' relevant='false()'/>\n"
    "<bind nodeset='/data/b' relevant=\"/data/a = 'x' and /data/s = 'yes'\"/>", SELECT ("/data/s") INPUT ("/data/a")
    INPUT ("/data/b"), "never-asked", 5, "/data/b", "/data/a = 'x'" },
  { "never-asked-group", DATA ("<g><a/><b/></g>"), "<bind nodeset='/data/g' relevant='not(true())'/>",
    "<group ref='/data/g'><label>G</label>" INPUT ("/data/g/a") INPUT ("/data/g/b") "</group>", "never-asked", 4, "/data/g",
    "2" },
  { "asked-sometimes", DATA ("<s/><a/><b/><c/>"), "<bind nodeset='/data/a' relevant=\"/data/s = 'yes' or false()\"/>"
    "<bind nodeset='/data/b' relevant=\"/data/a != 'x'\"/><bind nodeset='/data/c' relevant='false()'/>",
    SELECT ("/data/s") INPUT ("/data/a") INPUT ("/data/b"), NULL, 0, NULL, NULL },
  { "never-answered", DATA ("<a/>"), "<bind nodeset='/data/a' required='true()' readonly='true()'/>", INPUT ("/data/a"),
    "never-answered", 4, "/data/a", "read-only" },
  { "answered-by-the-form", DATA ("<a>x</a><b/><c/><d/>"), "<bind nodeset='/data/a' required='true()' readonly='true()'/>"
    "<bind nodeset='/data/b' required='true()' readonly='true()' calculate='1'/><bind nodeset='/data/c' required='true()' "
    "readonly='/data/a = 1'/><bind nodeset='/data/d' required='true()' readonly='true()' relevant='/data/c = 2'/>",
    INPUT ("/data/a") INPUT ("/data/b") INPUT ("/data/c") INPUT ("/data/d"), NULL, 0, NULL, NULL },
  { "never-valid", DATA ("<s/>"), "<bind nodeset='/data/s' constraint=\". = 'dunno'\" jr:constraintMsg='m'/>",
    SELECT ("/data/s"), "never-valid", 4, "/data/s", "dunno" },
  /* Texts */
  { "constraint-without-message", DATA ("<a/>"), "\n\n<bind nodeset='/data/a' type='int' constraint='. &gt; 0'/>",
    INPUT ("/data/a"), "constraint-without-message", 6, "/data/a", "constraintMsg" },
  { "missing-translation", DATA ("<a/><b/>"), "<itext><translation lang='en'>"
    "<text id='x'><value>X</value></text>\n<text id='y'><value>Why</value></text></translation><translation "
    "lang='nl'><text id='x'><value>X</value></text><text "
    "id='y'><value>-</value></text></translation></itext>",
    "<input ref='/data/a'><label ref=\"jr:itext('x')\"/></input><input ref='/data/b'><label "
    "ref=\"jr:itext('y')\"/></input>",
    "missing-translation", 5, NULL, "/data/b:label" },
  { "translations-fine", DATA ("<a/><b/>"), "<itext><translation lang='en'><text id='x'><value>X</value></text></translation>"
    "<translation lang='nl'><text id='x'><value>X</value></text></translation></itext>",
    "<input ref='/data/a'><label ref=\"jr:itext('x')\"/></input><input ref='/data/b'><label>1. <output "
    "value='/data/a'/></label></input>", NULL, 0, NULL, NULL },
  /* What tells an answer that may be given alone */
  { "sensitive-relevant", DATA ("<a/><b/>"), "<bind nodeset='/data/b' relevant=\"/data/a = 'yes'\"/>",
    ALONE ("/data/a") INPUT ("/data/b"), "tells-sensitive", 4, "/data/b", "/data/a" },
  { "sensitive-group", DATA ("<a/><g><b/></g>"), "<bind nodeset='/data/g' relevant=\"/data/a = 'yes'\"/>",
    ALONE ("/data/a") "<group ref='/data/g'><label>G</label>" INPUT ("/data/g/b") "</group>", "tells-sensitive", 4, "/data/g",
    "/data/a" },
  { "sensitive-group-within", DATA ("<a/><g><b/><c/></g>"), "<bind nodeset='/data/g/b' relevant=\"/data/a = 'yes'\"/>\n"
    "<bind nodeset='/data/g' relevant=\"/data/a = 'yes'\"/>", ALONE ("/data/a") "<group ref='/data/g'><label>G</label>"
    INPUT ("/data/g/b") INPUT ("/data/g/c") "</group>", "tells-sensitive", 5, "/data/g", "/data/a" },
  { "sensitive-part", DATA ("<g><a/></g><b/>"), "<bind nodeset='/data/b' required=\"/data/g/a != ''\"/>",
    "<group ref='/data/g' appearance='field-list sensitive'><label>G</label>" INPUT ("/data/g/a") "</group>"
    INPUT ("/data/b"), "tells-sensitive", 4, "/data/b", "/data/g/a" },
  { "sensitive-computed", DATA ("<a/><c/><d/><b/>"), "<bind nodeset='/data/c' calculate=\"count-selected(/data/a)\"/>\n"
    "<bind nodeset='/data/d' calculate='/data/c + 1'/>\n<bind nodeset='/data/b' readonly='/data/d = 1'/>",
    ALONE ("/data/a") INPUT ("/data/b"), "tells-sensitive", 6, "/data/b", "/data/a" },
  { "sensitive-computed-or-not", DATA ("<a/><c/><b/>"), "<bind nodeset='/data/c' calculate='1' relevant=\"/data/a = 'yes'\"/>\n"
    "<bind nodeset='/data/b' relevant='/data/c = 1'/>", ALONE ("/data/a") INPUT ("/data/b"), "tells-sensitive", 5, "/data/b",
    "/data/a" },
  { "sensitive-set", DATA ("<a/><c/><b/>"), "<bind nodeset='/data/b' relevant='/data/c = 1'/>",
    "<select1 ref='/data/a' appearance='sensitive'><label>A</label><item><label>Yes</label><value>yes</value></item>"
    "<setvalue event='xforms-value-changed' ref='/data/c' value='1'/></select1>" INPUT ("/data/b"), "tells-sensitive", 4,
    "/data/b", "/data/a" },
  { "sensitive-count", DATA ("<a/><r><b/></r>"), "<bind nodeset='/data/a' type='int'/>", "<input ref='/data/a' "
    "appearance='sensitive'><label>A</label></input><repeat nodeset='/data/r' jr:count='/data/a'>" INPUT ("/data/r/b")
    "</repeat>", "tells-sensitive", 7, "/data/r", "/data/a" },
  { "sensitive-choices", DATA ("<a/><b/>"), LIST, "<input ref='/data/a' appearance='sensitive'><label>A</label></input>"
    "<select1 ref='/data/b'><label>B</label><itemset nodeset=\"instance('l')/root/item[in = /data/a]\"><value ref='name'/>"
    "<label ref='label'/></itemset></select1>", "tells-sensitive", 7, "/data/b", "/data/a" },
  { "sensitive-fine", DATA ("<ok/><a/><s/><b/><c/><d/>"), "<bind nodeset='/data/a' relevant=\"/data/ok = 'yes'\"/>"
    "<bind nodeset='/data/s' relevant=\"/data/a = 'yes'\"/><bind nodeset='/data/c' calculate=\"if(/data/a = 'yes', 1, 2)\"/>"
    "<bind nodeset='/data/b' relevant=\"/data/ok = 'yes'\"/>",
    SELECT ("/data/ok") ALONE ("/data/a") "<input ref='/data/s' appearance='multiline sensitive'><label>S</label></input>"
    "<input ref='/data/b'><label>You said <output value='/data/a'/></label></input>" INPUT ("/data/d"), NULL, 0, NULL, NULL },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (TerrainForm) form = form_parse_good (one->instance, one->model, one->body);
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  TerrainIssue *issue;
  guint n_warnings = 0;

  for (guint i = 0; i < issues->len; i++)
    {
      issue = g_ptr_array_index (issues, i);
      g_test_message ("line %d, %s, %s: %s", issue->line, issue->code, issue->ref, issue->message);
      g_assert_cmpint (issue->severity, !=, TERRAIN_ISSUE_ERROR);
      n_warnings += issue->severity == TERRAIN_ISSUE_WARNING ? 1 : 0;
    }
  if (one->code == NULL)
    {
      g_assert_cmpuint (n_warnings, ==, 0);
      return;
    }
  issue = form_find_issue (issues, one->code, one->line);
  g_assert_cmpint (issue->severity, ==, TERRAIN_ISSUE_WARNING);
  g_assert_cmpstr (issue->ref, ==, one->ref);
  if (strstr (issue->message, one->mentions) == NULL)
    g_error ("“%s” is not in: %s", one->mentions, issue->message);
}

/* What is kept in a list of entities is shown by other forms. */
static void
test_sensitive_entity (void)
{
  static const char xml[]
      = "<h:html xmlns='http://www.w3.org/2002/xforms' xmlns:h='http://www.w3.org/1999/xhtml'>"
        "<h:head><h:title>t</h:title><model xmlns:entities='http://www.opendatakit.org/xforms/entities' "
        "entities:entities-version='2022.1.0'><instance><data id='f'><name/><hurt/><sum/><meta><entity dataset='people' id='' "
        "create='1'><label/></entity></meta></data></instance>"
        "<bind nodeset='/data/name' entities:saveto='name'/><bind nodeset='/data/hurt' entities:saveto='hurt'/>"
        "<bind nodeset='/data/sum' calculate=\"concat(/data/hurt, '!')\" entities:saveto='sum'/>"
        "<bind nodeset='/data/meta/entity/label' calculate='/data/name'/>"
        "<bind nodeset='/data/meta/entity/@create' calculate=\"/data/hurt = 'yes'\"/></model></h:head><h:body>"
        INPUT ("/data/name") ALONE ("/data/hurt") "</h:body></h:html>";
  static const char *const refs[] = { "/data/hurt", "/data/sum", "/data/meta/entity/@create" };
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);
  g_autoptr (GPtrArray) issues = NULL;
  guint n_found = 0;

  g_assert_no_error (error);
  issues = terrain_form_check (form);
  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_test_message ("%s, %s: %s", issue->code, issue->ref, issue->message);
      if (g_str_equal (issue->code, "tells-sensitive"))
        {
          g_assert_cmpuint (n_found, <, G_N_ELEMENTS (refs));
          g_assert_cmpstr (issue->ref, ==, refs[n_found]);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (refs));
}

/* A whole path inside of a repeat means the same instance: said once a repeat, however often it is written. */
static void
test_contextual (void)
{
  g_autoptr (TerrainForm) form = form_parse_good (
      DATA ("<r><a/><b/><c/></r><t/>"),
      "<bind nodeset='/data/r/b' calculate='/data/r/a + 1'/>\n<bind nodeset='/data/r/c' calculate='/data/r/a + /data/t'/>",
      REPEAT (INPUT ("/data/r/a")) INPUT ("/data/t"));
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  TerrainIssue *issue;

  g_assert_cmpuint (issues->len, ==, 1);
  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpint (issue->severity, ==, TERRAIN_ISSUE_NOTE);
  g_assert_cmpstr (issue->code, ==, "contextual-path");
  g_assert_cmpstr (issue->ref, ==, "/data/r/b");
  g_assert_cmpint (issue->line, ==, 4);
  g_assert_nonnull (strstr (issue->message, "../a"));
}

/* Whoever writes false() means it. */
static void
test_switched_off (void)
{
  g_autoptr (TerrainForm) form = form_parse_good (DATA ("<a/>"), "<bind nodeset='/data/a' relevant='false()'/>",
                                                  INPUT ("/data/a"));
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  TerrainIssue *issue;

  g_assert_cmpuint (issues->len, ==, 1);
  issue = g_ptr_array_index (issues, 0);
  g_assert_cmpint (issue->severity, ==, TERRAIN_ISSUE_NOTE);
  g_assert_cmpstr (issue->code, ==, "never-asked");
  g_assert_cmpint (issue->line, ==, 4);
}

/* In file order, what has no line last. */
static void
test_order (void)
{
  g_autoptr (TerrainForm) form =
    form_parse_good (DATA ("<a/><b/>"), "<bind nodeset='/data/b' relevant='/data/x'/>\n"
                     "<bind nodeset='/data/a' constraint='/data/y'/>", INPUT ("/data/a"));
  g_autoptr (GPtrArray) issues = terrain_form_check (form);
  int line = 0;

  g_assert_cmpuint (issues->len, ==, 3);
  for (guint i = 0; i < issues->len; i++)
    {
      TerrainIssue *issue = g_ptr_array_index (issues, i);

      g_assert_cmpint (issue->line, >=, line);
      line = issue->line;
    }
}

/* Each part of an expression is looked at once, however deep it stands. */
static void
test_deep (void)
{
  g_autoptr (GString) expression = g_string_new (NULL);
  g_autofree char *model = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GPtrArray) issues = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (expression, "sum(/data/r[a = ");
  g_string_append (expression, "1");
  for (guint i = 0; i < 60; i++)
    g_string_append (expression, "]/a)");
  model = g_strdup_printf ("<bind nodeset='/data/t' calculate='%s'/>", expression->str);
  form = form_parse_good (DATA ("<r><a/></r><t/>"), model, REPEAT (INPUT ("/data/r/a")));
  issues = terrain_form_check (form);
  g_assert_cmpuint (issues->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/check/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/engine/check/switched-off", test_switched_off);
  g_test_add_func ("/engine/check/sensitive-entity", test_sensitive_entity);
  g_test_add_func ("/engine/check/contextual", test_contextual);
  g_test_add_func ("/engine/check/order", test_order);
  g_test_add_func ("/engine/check/deep", test_deep);

  return g_test_run ();
}
