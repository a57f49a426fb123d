/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"

#include <string.h>

/* Every check of a form: the code and the line are what other programs rely on. */

#define DATA "<data id=\"f\"><a/><b/></data>"
#define INPUTS "<input ref=\"/data/a\"/><input ref=\"/data/b\"/>"

static void
test_good (void)
{
  form_assert_no_issues (DATA, "<bind nodeset=\"/data/a\" type=\"int\" relevant=\"/data/b = 1\"/>", INPUTS);
}

static void
assert_refused (const char         *xml,
                TerrainEngineError  code,
                const char         *issue_code,
                int                 line)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (form_parse (xml, &issues, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, (int) code);
  g_assert_cmpint (form_find_issue (issues, issue_code, line)->severity, ==, TERRAIN_ISSUE_ERROR);
}

static void
test_not_a_form (void)
{
  assert_refused ("just text", TERRAIN_ENGINE_ERROR_NOT_XML, "not-xml", 1);
  assert_refused ("", TERRAIN_ENGINE_ERROR_NOT_XML, "not-xml", 0);
  assert_refused ("<a>\n<b>\n</a>", TERRAIN_ENGINE_ERROR_NOT_XML, "not-xml", 3);
  assert_refused ("<a>\n<b>", TERRAIN_ENGINE_ERROR_NOT_XML, "not-xml", 2);
  assert_refused ("\n<root><item/></root>", TERRAIN_ENGINE_ERROR_NOT_XFORM, "not-xform", 2);
  assert_refused ("<html><head/><body/></html>", TERRAIN_ENGINE_ERROR_NOT_XFORM, "not-xform", 1);
  assert_refused ("<html><head>\n<model/></head><body/></html>", TERRAIN_ENGINE_ERROR_INVALID_FORM, "no-instance", 2);
  assert_refused ("<!DOCTYPE a [<!ENTITY e \"x\">]>\n<a/>", TERRAIN_ENGINE_ERROR_LIMIT, "limit", 1);
}

static void
test_binds (void)
{
  form_assert_issue (DATA, "<bind nodeset=\"/data/typo\"/>", INPUTS, TERRAIN_ISSUE_WARNING, "bind-to-nothing", 4,
                     "/data/typo");
  form_assert_issue (DATA, "<bind type=\"int\"/>", INPUTS, TERRAIN_ISSUE_WARNING, "bind-without-node", 4, NULL);
  form_assert_issue (DATA, "\n<bind nodeset=\"/data/a\" type=\"itn\"/>", INPUTS, TERRAIN_ISSUE_WARNING, "unknown-type",
                     5, "itn");
  form_assert_issue (DATA, "<bind id=\"x\" nodeset=\"/data/a\"/>\n<bind id=\"x\" nodeset=\"/data/b\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "duplicate-id", 5, "“x”");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"1\"/>\n<bind nodeset=\"/data/a\" calculate=\"2\"/>",
                     INPUTS, TERRAIN_ISSUE_WARNING, "duplicate-bind", 5, "/data/a");
}

static void
test_expressions (void)
{
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" relevant=\"/data/b = \"/>", INPUTS, TERRAIN_ISSUE_ERROR,
                     "xpath-syntax", 4, "/data/b = ");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"frobnicate(/data/b)\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "unknown-function", 4, "“frobnicate”");
  /* A name in a literal is no function. */
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"concat('frob(', \"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "xpath-syntax", 4, NULL);
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"nosuch:thing + 1\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "xpath-syntax", 4, NULL);
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"instance('none')/root/item\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "unknown-instance", 4, "“none”");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\"/>", "<input ref=\"/data/a\">\n<label>x <output value=\"1 +\"/>"
                     "</label></input>", TERRAIN_ISSUE_ERROR, "xpath-syntax", 8, NULL);
}

static void
test_body (void)
{
  form_assert_issue (DATA, "", "<input ref=\"/data/a\"/>\n<input ref=\"/data/typo\"/>", TERRAIN_ISSUE_ERROR,
                     "control-to-nothing", 8, "/data/typo");
  form_assert_issue (DATA, "", "<input/>", TERRAIN_ISSUE_ERROR, "control-without-node", 7, NULL);
  form_assert_issue (DATA, "", "<input bind=\"nobody\"/>", TERRAIN_ISSUE_ERROR, "unknown-bind", 7, "nobody");
  form_assert_issue (DATA, "", "<wheel ref=\"/data/a\"/>", TERRAIN_ISSUE_WARNING, "unknown-control", 7, "wheel");
  form_assert_issue (DATA, "", "<wheel><input ref=\"/data/typo\"/></wheel>", TERRAIN_ISSUE_ERROR,
                     "control-to-nothing", 7, NULL);
  form_assert_issue (DATA, "", "<select1 ref=\"/data/a\"/>", TERRAIN_ISSUE_ERROR, "no-choices", 7, "/data/a");
  form_assert_issue (DATA, "", "<select1 ref=\"/data/a\"><item><label>x</label></item></select1>",
                     TERRAIN_ISSUE_ERROR, "choice-without-value", 7, NULL);
  form_assert_issue (DATA, "", "<select ref=\"/data/a\"><item><label>x</label><value>a b</value></item></select>",
                     TERRAIN_ISSUE_WARNING, "choice-with-space", 7, "a b");
  form_assert_issue (DATA, "", "<select1 ref=\"/data/a\"><itemset><value ref=\"name\"/></itemset></select1>",
                     TERRAIN_ISSUE_ERROR, "itemset-incomplete", 7, NULL);
  form_assert_issue (DATA, "", "<range ref=\"/data/a\" start=\"-2.0.1\" end=\"2\" step=\"1\"/>", TERRAIN_ISSUE_ERROR,
                     "range-attribute", 7, "start");
  form_assert_issue (DATA, "", "<repeat nodeset=\"/data\"/>", TERRAIN_ISSUE_ERROR, "repeat-of-root", 7, NULL);
  form_assert_issue ("<data id=\"f\"><r/><r/></data>", "", "", TERRAIN_ISSUE_WARNING, "repeat-without-control", 3,
                     "/data/r");
}

static void
test_instances (void)
{
  form_assert_issue (DATA, "<instance id=\"x\"><root/></instance>\n<instance id=\"x\"><root/></instance>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "duplicate-instance", 5, "“x”");
  form_assert_issue (DATA, "<instance><other/></instance>", INPUTS, TERRAIN_ISSUE_WARNING, "several-instances", 4,
                     NULL);
  form_assert_issue (DATA, "</model><model>", INPUTS, TERRAIN_ISSUE_WARNING, "several-models", 4, "line 2");
  form_assert_issue ("<data><a/></data>", "", "", TERRAIN_ISSUE_WARNING, "no-form-id", 3, NULL);
  form_assert_issue (DATA, "<instance id=\"x\" src=\"jr://file-csv/x.csv\"/>\n"
                     "<bind nodeset=\"/data/a\" calculate=\"count(instance('x')/root/item)\"/>", INPUTS,
                     TERRAIN_ISSUE_WARNING, "instance-not-loaded", 4, "x.csv");
  form_assert_issue (DATA, "<instance id=\"x\" src=\"jr://file/x.xml\"/>\n"
                     "<bind nodeset=\"/data/a\" calculate=\"count(instance('x')/root/item)\"/>", INPUTS,
                     TERRAIN_ISSUE_WARNING, "instance-not-loaded", 4, "x.xml");
  /* What nothing asks for need not be there, and the first record has no last one. */
  form_assert_no_issues (DATA, "<instance id=\"x\" src=\"jr://file/x.xml\"/>", INPUTS);
  form_assert_no_issues (DATA, "<instance id=\"l\" src=\"jr://instance/last-saved\"/>"
                         "<bind nodeset=\"/data/a\" calculate=\"instance('l')/data/a\"/>", INPUTS);
}

static void
test_itext (void)
{
  const char *itext = "<itext><translation lang=\"en\"><text id=\"one\"><value>1</value></text></translation>\n"
                      "<translation lang=\"fr\"><text id=\"two\"><value>2</value></text></translation></itext>";
  g_autofree char *long_itext = g_strconcat (itext, "<bind nodeset=\"/data/a\"/>", NULL);

  form_assert_issue (DATA, long_itext, "<input ref=\"/data/a\"><label ref=\"jr:itext('two')\"/></input>",
                     TERRAIN_ISSUE_ERROR, "itext-missing", 8, "“two”");
  form_assert_issue (DATA, long_itext, "<input ref=\"/data/a\"><label ref=\"jr:itext('none')\"/></input>",
                     TERRAIN_ISSUE_ERROR, "itext-missing", 8, "“none”");
  form_assert_issue (DATA, long_itext, "<input ref=\"/data/a\"><label ref=\"jr:itext('one')\"/></input>",
                     TERRAIN_ISSUE_WARNING, "itext-missing", 8, "“fr”");
  form_assert_issue (DATA, "<itext><translation lang=\"en\"><text id=\"one\"><value>1</value>\n<value>2</value></text>"
                     "</translation></itext>", INPUTS, TERRAIN_ISSUE_WARNING, "duplicate-text", 5, "“one”");
  form_assert_issue (DATA, "<itext><translation lang=\"en\"/>\n<translation lang=\"en\"/></itext>", INPUTS,
                     TERRAIN_ISSUE_WARNING, "duplicate-language", 5, NULL);
}

static void
test_actions (void)
{
  form_assert_issue (DATA, "<setvalue event=\"odk-inftance-first-load\" ref=\"/data/a\">1</setvalue>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "unknown-event", 4, "odk-inftance-first-load");
  form_assert_issue (DATA, "<setvalue ref=\"/data/a\">1</setvalue>", INPUTS, TERRAIN_ISSUE_ERROR, "unknown-event", 4,
                     NULL);
  form_assert_issue (DATA, "<setvalue event=\"odk-instance-load\">1</setvalue>", INPUTS, TERRAIN_ISSUE_ERROR,
                     "action-without-target", 4, NULL);
  form_assert_issue (DATA, "<setvalue event=\"odk-instance-load\" ref=\"/data/typo\">1</setvalue>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "action-without-target", 4, "/data/typo");
  form_assert_issue (DATA, "<setvalue event=\"odk-new-repeat\" ref=\"/data/a\" value=\"1\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "action-outside", 4, NULL);
  form_assert_issue (DATA, "<setvalue event=\"xforms-value-changed\" ref=\"/data/a\" value=\"1\"/>", INPUTS,
                     TERRAIN_ISSUE_WARNING, "action-outside", 4, NULL);
  form_assert_issue (DATA, "<setgeopoint event=\"odk-instance-load\" ref=\"/data/a\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "action-namespace", 4, "odk:setgeopoint");
  form_assert_issue (DATA, "<setcolour event=\"odk-instance-load\" ref=\"/data/a\"/>", INPUTS, TERRAIN_ISSUE_WARNING,
                     "unknown-model-element", 4, "setcolour");
  form_assert_no_issues (DATA, "<setvalue event=\"odk-instance-first-load xforms-ready\" ref=\"/data/a\" value=\"1\"/>",
                         INPUTS);
}

static void
test_cycles (void)
{
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\"/data/b + 1\"/>\n"
                     "<bind nodeset=\"/data/b\" calculate=\"/data/a + 1\"/>", INPUTS, TERRAIN_ISSUE_ERROR, "cycle", 4,
                     "/data/a → /data/b → /data/a");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" relevant=\"/data/b = 1\"/>\n"
                     "<bind nodeset=\"/data/b\" calculate=\"../a\"/>", INPUTS, TERRAIN_ISSUE_ERROR, "cycle", 4, NULL);
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" calculate=\". + 1\"/>", INPUTS, TERRAIN_ISSUE_ERROR, "cycle", 4,
                     "/data/a → /data/a");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" required=\". = ''\"/>", INPUTS, TERRAIN_ISSUE_ERROR, "cycle", 4,
                     "required");
  form_assert_issue (DATA, "<bind nodeset=\"/data/a\" relevant=\"current()/../a != ''\"/>", INPUTS,
                     TERRAIN_ISSUE_ERROR, "cycle", 4, "relevant");
  /* A group that depends on what it holds. */
  form_assert_issue ("<data id=\"f\"><g><a/></g></data>", "<bind nodeset=\"/data/g\" relevant=\"/data/g/a = 1\"/>",
                     "<input ref=\"/data/g/a\"/>", TERRAIN_ISSUE_ERROR, "cycle", 4, "/data/g → /data/g/a → /data/g");
  /* Through a repeat: the earlier instance of oneself. */
  form_assert_issue ("<data id=\"f\"><r><a/></r></data>",
                     "<bind nodeset=\"/data/r/a\" calculate=\"indexed-repeat(/data/r/a, /data/r, position(..) - 1)\"/>",
                     "<repeat nodeset=\"/data/r\"><input ref=\"/data/r/a\"/></repeat>", TERRAIN_ISSUE_ERROR, "cycle", 4,
                     NULL);
}

static void
test_no_cycles (void)
{
  form_assert_no_issues (DATA, "<bind nodeset=\"/data/a\" constraint=\". &gt; /data/b\"/>\n"
                         "<bind nodeset=\"/data/b\" constraint=\". &lt; /data/a\"/>", INPUTS);
  form_assert_no_issues (DATA, "<bind nodeset=\"/data/a\" calculate=\"once(if(. = '', 1, .))\"/>", INPUTS);
  /* An attribute is not computed by what computes its element. */
  form_assert_no_issues ("<data id=\"f\"><a x=\"1\"/><b/></data>", "<bind nodeset=\"/data/a\" calculate=\"@x + 1\"/>",
                         INPUTS);
  /* "One of the two is required" is no computation in a circle. */
  form_assert_no_issues (DATA, "<bind nodeset=\"/data/a\" required=\"/data/b = ''\"/>\n"
                         "<bind nodeset=\"/data/b\" required=\"/data/a = ''\"/>", INPUTS);
  /* One more while the last answer is yes. */
  form_assert_no_issues ("<data id=\"f\"><n/><r><more/></r></data>",
                         "<bind nodeset=\"/data/n\" calculate=\"count(/data/r[more = 'yes']) + 1\"/>",
                         "<repeat nodeset=\"/data/r\" jr:count=\"/data/n\"><input ref=\"/data/r/more\"/></repeat>");
}

/* All are found, not only the first, in the order of the file. */
static void
test_all_at_once (void)
{
  g_autofree char *xml = form_write (DATA, "<bind nodeset=\"/data/a\" relevant=\"1 +\"/>\n"
                                     "<bind nodeset=\"/data/b\" calculate=\"/data/b\" type=\"odd\"/>",
                                     "<input ref=\"/data/typo\"/>\n<select ref=\"/data/a\"/>");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  const char *codes[] = { "xpath-syntax", "unknown-type", "cycle", "control-to-nothing", "no-choices" };

  g_assert_null (form_parse (xml, &issues, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_FORM);
  g_assert_cmpuint (issues->len, ==, G_N_ELEMENTS (codes));
  for (guint i = 0; i < issues->len; i++)
    g_assert_cmpstr (((TerrainIssue *) g_ptr_array_index (issues, i))->code, ==, codes[i]);
}

static void
test_several_cycles (void)
{
  g_autofree char *xml = form_write ("<data id=\"f\"><a/><b/><c/><d/></data>",
                                     "<bind nodeset=\"/data/a\" calculate=\"../b\"/>\n"
                                     "<bind nodeset=\"/data/b\" calculate=\"../a\"/>\n"
                                     "<bind nodeset=\"/data/c\" calculate=\"../d\"/>\n"
                                     "<bind nodeset=\"/data/d\" calculate=\"../c\"/>", "");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (form_parse (xml, &issues, &error));
  g_assert_cmpuint (issues->len, ==, 2);
  form_find_issue (issues, "cycle", 4);
  form_find_issue (issues, "cycle", 6);
}

/* jrs-0034: JavaRosa's parser lets a "<" in an attribute pass, so forms have it. */
static void
test_unescaped (void)
{
  g_autofree char *good = form_write ("<data id=\"t\"><a/></data>",
                                      "<!-- \"<\" --><bind nodeset=\"/data/a\"\n constraint=\". < 5 and '<' != .\"/>",
                                      "<input ref='/data/a'/>");
  g_autofree char *bad = form_write ("<data id=\"t\"><a/></data>", "<bind nodeset=\"/data/a constraint=\". < 5\"/>",
                                     "<input ref='/data/a'/>");
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GPtrArray) bad_issues = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = form_parse (good, &issues, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_assert_cmpint (form_find_issue (issues, "unescaped", 5)->severity, ==, TERRAIN_ISSUE_WARNING);
  /* Nothing but that is mended. */
  g_assert_null (form_parse (bad, &bad_issues, &error));
  g_assert_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XML);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/checks/good", test_good);
  g_test_add_func ("/engine/form/checks/not-a-form", test_not_a_form);
  g_test_add_func ("/engine/form/checks/binds", test_binds);
  g_test_add_func ("/engine/form/checks/expressions", test_expressions);
  g_test_add_func ("/engine/form/checks/body", test_body);
  g_test_add_func ("/engine/form/checks/instances", test_instances);
  g_test_add_func ("/engine/form/checks/itext", test_itext);
  g_test_add_func ("/engine/form/checks/actions", test_actions);
  g_test_add_func ("/engine/form/checks/cycles", test_cycles);
  g_test_add_func ("/engine/form/checks/no-cycles", test_no_cycles);
  g_test_add_func ("/engine/form/checks/all-at-once", test_all_at_once);
  g_test_add_func ("/engine/form/checks/several-cycles", test_several_cycles);
  g_test_add_func ("/engine/form/checks/unescaped", test_unescaped);

  return g_test_run ();
}
