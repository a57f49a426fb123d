/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feature-support.h"

#include <string.h>

/* ODK XForms, "Bindings", "Body", "Instance", "Repeats": what is written reaches a user interface, known here or not. */

#define INSTANCE(children) "<instance><data id=\"t\" version=\"1\">" children "<meta><instanceID/></meta></data></instance>"

static TerrainControl *
control_at (TerrainInterview *interview,
            const char       *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);

  g_assert_nonnull (item);
  return terrain_item_get_control (item);
}

/* Every control, its kind, and the type that decides its widget. */
static void
test_controls (void)
{
  static const struct
  {
    const char *body;
    TerrainControlKind kind;
    TerrainDataType type;
    const char *answer;
    const char *stored;
  } cases[] = {
    { "<input ref=\"/data/a\"/>", TERRAIN_CONTROL_INPUT, TERRAIN_DATA_STRING, "x", "x" },
    { "<secret ref=\"/data/a\"/>", TERRAIN_CONTROL_SECRET, TERRAIN_DATA_STRING, "pin", "pin" },
    { "<trigger ref=\"/data/a\"/>", TERRAIN_CONTROL_TRIGGER, TERRAIN_DATA_STRING, "OK", "OK" },
    { "<upload ref=\"/data/a\" mediatype=\"image/*\"/>", TERRAIN_CONTROL_UPLOAD, TERRAIN_DATA_BINARY, "p.jpg", "p.jpg" },
    { "<range ref=\"/data/a\" start=\"0\" end=\"1\" step=\"0.5\"/>", TERRAIN_CONTROL_RANGE, TERRAIN_DATA_DECIMAL, "0.5",
      "0.5" },
    { "<odk:rank ref=\"/data/a\"><item><label>X</label><value>x</value></item><item><label>Y</label><value>y</value>"
      "</item></odk:rank>", TERRAIN_CONTROL_RANK, TERRAIN_DATA_STRING, "y x", "y x" },
    { "<select ref=\"/data/a\"><item><label>X</label><value>x</value></item><item><label>Y</label><value>y</value>"
      "</item></select>", TERRAIN_CONTROL_SELECT, TERRAIN_DATA_STRING, "x y", "x y" },
    { "<select1 ref=\"/data/a\"><item><label>X</label><value>x</value></item></select1>", TERRAIN_CONTROL_SELECT1,
      TERRAIN_DATA_STRING, "x", "x" },
    { "<hologram ref=\"/data/a\"/>", TERRAIN_CONTROL_INPUT, TERRAIN_DATA_STRING, "x", "x" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TerrainInterview) interview = feature_interview ("", INSTANCE ("<a/>"), cases[i].body, NULL);
      TerrainControl *control = control_at (interview, "/data/a");

      g_assert_cmpint (terrain_control_get_kind (control), ==, cases[i].kind);
      g_assert_cmpint (terrain_control_get_data_type (control), ==, cases[i].type);
      fixture_answer (interview, "/data/a", cases[i].answer);
      fixture_assert_value (interview, "/data/a", cases[i].stored);
    }
}

/* Attributes are reached by name, those of tomorrow too. */
static void
test_body_attributes (void)
{
  static const char *const attributes[][2] = {
    { "rows", "5" }, { "autoplay", "audio" }, { "accuracyThreshold", "10" }, { "unacceptableAccuracyThreshold", "90" },
    { "allow-mock-accuracy", "true" }, { "capture-accuracy", "8" }, { "incremental", "true" }, { "accept", ".pdf" },
    { "mediatype", "image/*" }, { "intent", "org.example(a='1')" }, { "odk:tick-interval", "2" }, { "future", "yes" },
    { "odk:tick-labelset", "x" }, { "placeholder", "3" }, { "reference-geometry", "/data/b" },
  };
  g_autoptr (GString) body = g_string_new ("<input ref=\"/data/a\" appearance=\"numbers  no-ticks w2\"");
  g_autoptr (TerrainInterview) interview = NULL;
  TerrainControl *control;

  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    g_string_append_printf (body, " %s=\"%s\"", attributes[i][0], attributes[i][1]);
  g_string_append (body, "><label>A</label></input>");
  interview = feature_interview ("", INSTANCE ("<a/>"), body->str, NULL);
  control = control_at (interview, "/data/a");
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    g_assert_cmpstr (terrain_control_get_attribute (control, attributes[i][0]), ==, attributes[i][1]);
  g_assert_cmpstr (terrain_control_get_attribute (control, "tick-interval"), ==, "2");
  g_assert_null (terrain_control_get_attribute (control, "absent"));
  g_assert_true (terrain_control_has_appearance (control, "no-ticks"));
  g_assert_true (terrain_control_has_appearance (control, "w2"));
  g_assert_false (terrain_control_has_appearance (control, "ticks"));
}

static void
test_bind_attributes (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<a/><b/>")
                       "<bind nodeset=\"/data/a\" type=\"binary\" orx:max-pixels=\"1024\" saveIncomplete=\"true()\""
                       " odk:quality=\"low\" future=\"kept\" jr:noAppErrorString=\"install it\"/>",
                       "<upload ref=\"/data/a\" mediatype=\"audio/*\"><label>A</label></upload>", NULL);
  TerrainControl *control = control_at (interview, "/data/a");

  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "orx:max-pixels"), ==, "1024");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "max-pixels"), ==, "1024");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "saveIncomplete"), ==, "true()");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "quality"), ==, "low");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "future"), ==, "kept");
  g_assert_cmpstr (terrain_control_get_bind_attribute (control, "noAppErrorString"), ==, "install it");
  g_assert_null (terrain_control_get_bind_attribute (control, "absent"));
}

/* "considered "string" if omitted or if an unknown type is provided". */
static void
test_types (void)
{
  static const struct
  {
    const char *type;
    TerrainDataType expected;
  } cases[] = {
    { "string", TERRAIN_DATA_STRING }, { "xsd:string", TERRAIN_DATA_STRING }, { "int", TERRAIN_DATA_INT },
    { "xsd:int", TERRAIN_DATA_INT }, { "boolean", TERRAIN_DATA_BOOLEAN }, { "decimal", TERRAIN_DATA_DECIMAL },
    { "date", TERRAIN_DATA_DATE }, { "time", TERRAIN_DATA_TIME }, { "dateTime", TERRAIN_DATA_DATE_TIME },
    { "geopoint", TERRAIN_DATA_GEOPOINT }, { "geotrace", TERRAIN_DATA_GEOTRACE },
    { "geoshape", TERRAIN_DATA_GEOSHAPE }, { "binary", TERRAIN_DATA_BINARY }, { "barcode", TERRAIN_DATA_BARCODE },
    { "intent", TERRAIN_DATA_STRING }, { "colour", TERRAIN_DATA_STRING }, { "", TERRAIN_DATA_STRING },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *model = g_strdup_printf (INSTANCE ("<a/>") "<bind nodeset=\"/data/a\" type=\"%s\"/>",
                                                cases[i].type);
      g_autoptr (TerrainInterview) interview = feature_interview ("", model, "<input ref=\"/data/a\"/>", NULL);

      g_assert_cmpint (terrain_control_get_data_type (control_at (interview, "/data/a")), ==, cases[i].expected);
    }
  feature_assert_issue ("", INSTANCE ("<a/>") "<bind nodeset=\"/data/a\" type=\"colour\"/>", "<input ref=\"/data/a\"/>",
                        TERRAIN_ISSUE_WARNING, "unknown-type", "colour");
}

/* Messages written, by itext, with outputs; in the language of the record. */
static void
test_messages (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<max>5</max><a/>")
                       "<itext><translation lang=\"en\"><text id=\"c\"><value>At most <output value=\"/data/max\"/></value>"
                       "</text><text id=\"r\"><value>Needed</value></text></translation>"
                       "<translation lang=\"fr\"><text id=\"c\"><value>Au plus <output value=\"/data/max\"/></value></text>"
                       "<text id=\"r\"><value>Requis</value></text></translation></itext>"
                       "<bind nodeset=\"/data/a\" type=\"int\" required=\"true()\" constraint=\". &lt;= /data/max\""
                       " jr:constraintMsg=\"jr:itext('c')\" jr:requiredMsg=\"jr:itext('r')\"/>",
                       "<input ref=\"/data/max\"/><input ref=\"/data/a\"><label>A</label></input>", NULL);
  TerrainItem *item = terrain_interview_find_item (interview, "/data/a");

  g_assert_cmpstr (terrain_item_get_required_message (item), ==, "Needed");
  fixture_answer (interview, "/data/a", "9");
  g_assert_false (terrain_item_get_valid (item));
  g_assert_cmpstr (terrain_item_get_message (item), ==, "At most 5");
  fixture_answer (interview, "/data/max", "6");
  g_assert_cmpstr (terrain_item_get_message (item), ==, "At most 6");
  g_assert_true (terrain_interview_set_language (interview, "fr", NULL));
  g_assert_cmpstr (terrain_item_get_message (item), ==, "Au plus 6");
  g_assert_cmpstr (terrain_item_get_required_message (item), ==, "Requis");
}

/* What the form writes in its instance and nobody knows goes into the submission as it is. */
static void
test_round_trip (void)
{
  const char *model =
    "<instance><data id=\"t\" orx:version=\"7\" xmlns:my=\"http://example.org/my\" my:kind=\"x\" odk:prefix=\"p\">"
    "<a my:unit=\"kg\">1</a><my:own>kept</my:own><hidden>also</hidden><meta><instanceID/></meta></data></instance>";
  g_autoptr (TerrainInterview) interview = feature_interview ("", model, "<input ref=\"/data/a\"/>", NULL);
  g_autoptr (TerrainInterview) reopened = feature_reopen (interview);
  g_autofree char *xml = feature_complete (reopened);

  feature_assert_contains (xml, "orx:version=\"7\"");
  feature_assert_contains (xml, "xmlns:my=\"http://example.org/my\"");
  feature_assert_contains (xml, "my:kind=\"x\"");
  feature_assert_contains (xml, "odk:prefix=\"p\"");
  feature_assert_contains (xml, "<a my:unit=\"kg\">1</a><my:own>kept</my:own><hidden>also</hidden>");
}

/* Several instances in the form; a template for those that are added, and never in the record. */
static void
test_default_instances (void)
{
  g_autoptr (TerrainInterview) interview =
    feature_interview ("", INSTANCE ("<r jr:template=\"\"><who>new</who><in jr:template=\"\"><x>deep</x></in></r>"
                                     "<r><who>John</who><in><x>1</x></in><in><x>2</x></in></r><r><who>Kofi</who></r>"),
                       "<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\">"
                       "<input ref=\"/data/r/who\"/><group ref=\"/data/r/in\"><label>I</label>"
                       "<repeat nodeset=\"/data/r/in\"><input ref=\"/data/r/in/x\"/></repeat></group>"
                       "</repeat></group>", NULL);
  g_autofree char *xml = NULL;

  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r"), ==, 2);
  g_assert_cmpuint (terrain_interview_count_instances (interview, "/data/r[1]/in"), ==, 2);
  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r", NULL), ==, 3);
  fixture_assert_value (interview, "/data/r[2]/who", "Kofi");
  fixture_assert_value (interview, "/data/r[3]/who", "new");
  g_assert_cmpuint (terrain_interview_add_instance (interview, "/data/r[3]/in", NULL), >, 0);
  fixture_assert_value (interview, "/data/r[3]/in[1]/x", "deep");
  xml = feature_complete (interview);
  feature_assert_contains (xml, "<r><who>John</who><in><x>1</x></in><in><x>2</x></in></r><r><who>Kofi</who>");
  g_assert_null (strstr (xml, "template"));
}

/* jr:noAddRemove: the form decides; false() says nothing. */
static void
test_no_add_remove (void)
{
  static const struct
  {
    const char *attribute;
    gboolean open;
  } cases[] = {
    { "", TRUE }, { "jr:noAddRemove=\"true()\"", FALSE }, { "jr:noAddRemove=\"false()\"", TRUE },
    { "jr:count=\"2\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("<group ref=\"/data/r\"><label>R</label><repeat nodeset=\"/data/r\" %s>"
                                               "<input ref=\"/data/r/a\"/></repeat></group>", cases[i].attribute);
      g_autoptr (TerrainInterview) interview = feature_interview ("", INSTANCE ("<r><a/></r>"), body, NULL);
      TerrainItem *item = terrain_interview_find_item (interview, "/data/r");

      g_assert_cmpint (terrain_item_get_can_add (item), ==, cases[i].open);
      g_assert_cmpint (terrain_item_get_can_remove (item), ==, cases[i].open);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature/form/controls", test_controls);
  g_test_add_func ("/feature/form/body-attributes", test_body_attributes);
  g_test_add_func ("/feature/form/bind-attributes", test_bind_attributes);
  g_test_add_func ("/feature/form/types", test_types);
  g_test_add_func ("/feature/form/messages", test_messages);
  g_test_add_func ("/feature/form/round-trip", test_round_trip);
  g_test_add_func ("/feature/form/default-instances", test_default_instances);
  g_test_add_func ("/feature/form/no-add-remove", test_no_add_remove);
  return g_test_run ();
}
