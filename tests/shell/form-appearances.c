/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every control, data type and appearance that forms for ODK, KoBo and Enketo use, and what each becomes here: controls.md
 * has the same list in words. What nobody knows falls back to the plain control of its type, and whatever a form is made
 * of, its record comes out as it went in.
 */

#include <adwaita.h>

#include "form-fixture.h"
#include "terrain-editors.h"

typedef struct
{
  const char *element;    /* of the body, with attributes of its own: "range start='1' end='5' step='1'" */
  const char *type;       /* of the bind */
  const char *appearance; /* "" for none */
  const char *editor;
  const char *answer;
  guint n_choices;
} Row;

#define WORDS "range start='1' end='5' step='1'"
#define SCALE "range start='0' end='100' step='1'"

static const Row rows[] = {
  /* Text */
  { "input", "string", "", "Text", "Bourse", 0 },
  { "input", "string", "multiline", "Text", "one\ntwo", 0 },
  { "input rows='4'", "string", "", "Text", "one\ntwo", 0 },
  { "input", "string", "numbers", "Text", "0032-47", 0 },
  { "input", "string", "numbers thousands-sep", "Text", "12500", 0 },
  { "input", "string", "masked", "Text", "hush", 0 },
  { "input", "string", "url", "Text", "https://example.org/", 0 },
  { "input", "string", "ex:org.example.breath.COUNT(sex='f')", "Text", "17", 0 },
  { "input", "string", "printer", "Print", "<b>Ann</b>", 0 },
  { "input", "string", "printer:org.example.ZebraPrinter", "Text", "1<br>QRCODE<br>Ann", 0 },
  { "input", "string", "comment", "Text", "a note on nothing", 0 },
  { "input", "string", "dn multiline", "Text", "{}", 0 },
  { "secret", "string", "", "Text", "hush", 0 },
  { "input", "barcode", "", "Code", "5412345678908", 0 },
  { "input", "barcode", "hidden-answer", "Code", "5412345678908", 0 },
  { "input", "barcode", "front", "Code", "5412345678908", 0 },
  { "input", "barcode", "masked", "Code", "5412345678908", 0 },
  /* Numbers */
  { "input", "int", "", "Number", "123456789012345", 0 },
  { "input", "decimal", "", "Number", "12.5", 0 },
  { "input", "int", "thousands-sep", "Number", "1250000", 0 },
  { "input", "decimal", "thousands-sep", "Number", "1250000.5", 0 },
  { "input", "int", "counter", "Number", "3", 0 },
  { "input", "decimal", "bearing", "Number", "271.5", 0 },
  { "input", "int", "ex:org.example.COUNT", "Number", "4", 0 },
  { "input", "decimal", "ex:org.example.MEASURE", "Number", "4.5", 0 },
  /* Days and hours; which calendar a day is typed in is form-typed's. */
  { "input", "date", "", "Date", "2026-03-03", 0 },
  { "input", "date", "no-calendar", "Date", "2026-03-03", 0 },
  { "input", "date", "month-year", "Date", "2026-03-01", 0 },
  { "input", "date", "year", "Date", "2026-01-01", 0 },
  { "input", "date", "ethiopian", "Date", "2026-03-03", 0 },
  { "input", "date", "coptic", "Date", "2026-03-03", 0 },
  { "input", "date", "islamic", "Date", "2026-03-03", 0 },
  { "input", "date", "bikram-sambat", "Date", "2026-03-03", 0 },
  { "input", "date", "myanmar", "Date", "2026-03-03", 0 },
  { "input", "date", "persian", "Date", "2026-03-03", 0 },
  { "input", "date", "buddhist", "Date", "2026-03-03", 0 },
  { "input", "dateTime", "", "Date", "2026-03-03T14:30:00.000Z", 0 },
  { "input", "dateTime", "no-calendar", "Date", "2026-03-03T14:30:00.000Z", 0 },
  { "input", "time", "", "Time", "14:30:00.000Z", 0 },
  /* One of a list */
  { "select1", "string", "", "Choice", "c1", 3 },
  { "select1", "string", "", "Choice", "c1", 60 },
  { "select1", "string", "", "Search", "c1", 61 },
  { "select1", "string", "minimal", "Choice", "c1", 12 },
  { "select1", "string", "minimal", "Search", "c1", 13 },
  { "select1", "string", "search", "Search", "c1", 13 },
  { "select1", "string", "autocomplete", "Search", "c1", 13 },
  { "select1", "string", "minimal autocomplete", "Search", "c1", 13 },
  { "select1", "string", "quick", "Choice", "c1", 3 },
  { "select1", "string", "columns", "Choice", "c1", 3 },
  { "select1", "string", "columns-2", "Choice", "c1", 3 },
  { "select1", "string", "columns-pack", "Choice", "c1", 3 },
  { "select1", "string", "horizontal", "Choice", "c1", 3 },
  { "select1", "string", "horizontal-compact", "Choice", "c1", 3 },
  { "select1", "string", "compact", "Choice", "c1", 3 },
  { "select1", "string", "compact-2", "Choice", "c1", 3 },
  { "select1", "string", "quickcompact", "Choice", "c1", 3 },
  { "select1", "string", "no-buttons", "Choice", "c1", 3 },
  { "select1", "string", "likert", "Choice", "c1", 5 },
  { "select1", "string", "label", "Heading", "c1", 3 },
  { "select1", "string", "list", "Choice", "c1", 3 },
  { "select1", "string", "list-nolabel", "Choice", "c1", 3 },
  { "select1", "string", "image-map", "Choice", "c1", 3 },
  { "select1", "string", "map", "Choice", "c1", 3 },
  { "select1", "string", "quick map", "Choice", "c1", 3 },
  { "select1", "select1", "", "Choice", "c1", 3 },
  { "select1", "int", "", "Choice", "1", 3 },
  /* Several of a list */
  { "select", "string", "", "Choice", "c1 c3", 3 },
  { "select", "select", "", "Choice", "c1 c3", 3 },
  { "select", "string", "", "Choice", "c1 c70", 70 },
  { "select", "string", "minimal", "Choice", "c1 c3", 20 },
  { "select", "string", "autocomplete", "Choice", "c1 c3", 20 },
  { "select", "string", "columns-3", "Choice", "c1 c3", 3 },
  { "select", "string", "no-buttons", "Choice", "c1 c3", 3 },
  { "select", "string", "label", "Heading", "", 3 },
  { "select", "string", "list-nolabel", "Choice", "c1 c3", 3 },
  { "select", "string", "image-map", "Choice", "c1 c3", 3 },
  { "select", "string", "x-timed-grid", "TimedGrid", "c1 c3", 3 },
  { "select", "string", "x-timed-grid(type=words, duration=60)", "TimedGrid", "c1 c3 c3", 3 },
  { "select1", "string", "x-timed-grid", "Choice", "c1", 3 },
  { "input", "int", "x-timed-grid-answer(/data/test,correct-count)", "Number", "3", 0 },
  { "odk:rank", "odk:rank", "", "Rank", "c3 c1 c2", 3 },
  { "odk:rank", "string", "minimal", "Rank", "c3 c1 c2", 3 },
  /* Ranges */
  { WORDS, "int", "", "Steps", "3", 0 },
  { SCALE, "int", "", "Range", "30", 0 },
  { SCALE, "decimal", "", "Range", "30", 0 },
  { SCALE, "int", "no-ticks", "Range", "30", 0 },
  { WORDS, "int", "vertical", "Range", "3", 0 },
  { WORDS, "int", "picker", "Range", "3", 0 },
  { WORDS, "decimal", "picker", "Range", "3", 0 },
  { WORDS, "int", "distress", "Range", "3", 0 },
  { WORDS, "int", "rating", "Rating", "3", 0 },
  { SCALE, "int", "rating", "Range", "30", 0 },
  { SCALE, "string", "", "Range", "30", 0 },
  { WORDS, "date", "", "Text", "", 0 },
  /* Files */
  { "upload mediatype='image/*'", "binary", "", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*'", "binary", "draw", "Upload", "p.png", 0 },
  { "upload mediatype='image/*'", "binary", "annotate", "Upload", "p.png", 0 },
  { "upload mediatype='image/*'", "binary", "signature", "Upload", "p.png", 0 },
  { "upload mediatype='image/*'", "binary", "new", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*'", "binary", "new-front", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*'", "binary", "front", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*'", "binary", "selfie", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*' intent='org.example.stampcamera'", "binary", "", "Upload", "p.jpg", 0 },
  { "upload mediatype='image/*'", "binary", "ex:org.example.CAMERA", "Upload", "p.jpg", 0 },
  { "upload mediatype='audio/*'", "binary", "", "Upload", "s.ogg", 0 },
  { "upload mediatype='video/*'", "binary", "new", "Upload", "f.webm", 0 },
  { "upload mediatype='application/*'", "binary", "", "Upload", "d.pdf", 0 },
  { "upload mediatype='text/*' accept='.pdf,.docx'", "binary", "", "Upload", "d.docx", 0 },
  { "upload mediatype='osm/*'", "binary", "", "Upload", "house.osm", 0 },
  { "input", "binary", "", "Kept", "p.jpg", 0 },
  /* Places */
  { "input", "geopoint", "", "Place", "50.85 4.35 0 0", 0 },
  { "input", "geopoint", "maps", "Place", "50.85 4.35 0 0", 0 },
  { "input", "geopoint", "placement-map", "Place", "50.85 4.35 0 0", 0 },
  { "input", "geopoint", "placement-map hide-input", "Place", "50.85 4.35 0 0", 0 },
  { "input", "geotrace", "", "Place", "50.85 4.35 0 0; 50.86 4.36 0 0", 0 },
  { "input incremental='true'", "geotrace", "placement-map", "Place", "50.85 4.35 0 0; 50.86 4.36 0 0", 0 },
  { "input", "geoshape", "", "Place", "50.85 4.35 0 0; 50.86 4.36 0 0; 50.85 4.36 0 0; 50.85 4.35 0 0", 0 },
  /* Done */
  { "trigger", "string", "", "Trigger", "OK", 0 },
  /* Types that have no control of their own, or that nobody knows */
  { "input", "boolean", "", "Text", "1", 0 },
  { "input", "intent", "", "Text", "anything", 0 },
  { "input", "long", "", "Number", "123456789012345", 0 },
  { "input", "choice", "", "Text", "c1", 0 },
  { "input", "multiple-items", "", "Text", "c1 c2", 0 },
  { "input", "xsd:string", "", "Text", "text", 0 },
  { "input", "x:hologram", "", "Text", "text", 0 },
  /* Appearances that nobody knows */
  { "input", "string", "hologram", "Text", "text", 0 },
  { "input", "int", "hologram w3", "Number", "3", 0 },
  { "input", "date", "hologram", "Date", "2026-03-03", 0 },
  { "select1", "string", "hologram columns-x compact-", "Choice", "c1", 3 },
  { "select", "string", "hologram()", "Choice", "c1 c2", 3 },
  { "odk:rank", "odk:rank", "hologram", "Rank", "c1 c3 c2", 3 },
  { WORDS, "int", "hologram", "Steps", "3", 0 },
  { "upload mediatype='x-hologram/*'", "binary", "hologram", "Upload", "h.bin", 0 },
  { "input", "geopoint", "hologram", "Place", "50.85 4.35 0 0", 0 },
  { "trigger", "string", "hologram", "Trigger", "OK", 0 },
};

static void
append_element (GString *body, const Row *row, guint i)
{
  g_auto (GStrv) words = g_strsplit (row->element, " ", 2);

  g_string_append_printf (body, "<%s ref=\"/data/q%u\" appearance=\"%s\"><label>Question %u</label>", row->element, i,
                          row->appearance, i);
  for (guint c = 1; c <= row->n_choices; c++)
    g_string_append_printf (body, "<item><label>Choice %u</label><value>%s%u</value></item>", c,
                            g_str_equal (row->type, "int") ? "" : "c", c);
  g_string_append_printf (body, "</%s>", words[0]);
}

/* A form of all @rows: /data/q0, /data/q1, … */
static char *
dup_form (const Row *all, guint n)
{
  g_autoptr (GString) instance = g_string_new (NULL);
  g_autoptr (GString) binds = g_string_new (NULL);
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (instance, "<q%u/>", i);
      g_string_append_printf (binds, "<bind nodeset=\"/data/q%u\" type=\"%s\"/>", i, all[i].type);
      append_element (body, &all[i], i);
    }
  return g_strdup_printf (
    "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\""
    " xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:odk=\"http://www.opendatakit.org/xforms\""
    " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:x=\"http://example.org/x\"><h:head><h:title>All</h:title><model>"
    "<instance><data id=\"all\" version=\"1\">%s<meta><instanceID/></meta></data></instance>%s</model></h:head>"
    "<h:body>%s</h:body></h:html>",
    instance->str, binds->str, body->str);
}

static gint64
fixed_clock (gpointer data)
{
  return G_GINT64_CONSTANT (1772539200000000);
}

static TerrainEnvironment *
new_environment (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  TerrainEnvironment *environment = terrain_environment_new (fixed_clock, NULL, NULL);

  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  return environment;
}

static TerrainForm *
parse (const char *xml)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (bytes, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return form;
}

static TerrainInterview *
new_interview (const char *xml)
{
  g_autoptr (TerrainForm) form = parse (xml);
  g_autoptr (TerrainEnvironment) environment = new_environment ();

  return terrain_interview_new (form, environment);
}

static TerrainItem *
item_of (TerrainInterview *interview, guint i)
{
  g_autofree char *ref = g_strdup_printf ("/data/q%u", i);
  TerrainItem *item = terrain_interview_find_item (interview, ref);

  g_assert_nonnull (item);
  return item;
}

static void
test_table (void)
{
  g_autofree char *xml = dup_form (rows, G_N_ELEMENTS (rows));
  g_autoptr (TerrainInterview) interview = new_interview (xml);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *editor = g_strconcat ("Terrain", rows[i].editor, "Editor", NULL);

      g_test_message ("<%s> %s “%s” %u", rows[i].element, rows[i].type, rows[i].appearance, rows[i].n_choices);
      g_assert_cmpstr (g_type_name (terrain_editor_pick (item_of (interview, i))), ==, editor);
    }
}

/* Each of them can be made, shows its answer, and hands back nothing that nobody typed. */
static void
test_shown (void)
{
  g_autofree char *xml = dup_form (rows, G_N_ELEMENTS (rows));
  g_autoptr (TerrainInterview) interview = new_interview (xml);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      TerrainItem *item = item_of (interview, i);
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      GtkWidget *question, *window;

      g_test_message ("<%s> %s “%s”", rows[i].element, rows[i].type, rows[i].appearance);
      terrain_item_answer (item, rows[i].answer, &error);
      g_assert_no_error (error);
      before = g_strdup (terrain_item_get_value (item));
      question = terrain_question_new_preview (interview, item);
      window = form_support_show (question, 600, 400);
      form_fixture_assert_text (question, "Question");
      g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
      gtk_widget_grab_focus (question);
      g_assert_true (terrain_question_flush (TERRAIN_QUESTION (question)));
      g_assert_cmpstr (terrain_item_get_value (item), ==, before);
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

/* Saved, restored and saved again: the same, byte for byte. */
static void
test_round_trip (void)
{
  g_autofree char *xml = dup_form (rows, G_N_ELEMENTS (rows));
  g_autoptr (TerrainForm) form = parse (xml);
  g_autoptr (TerrainEnvironment) environment = new_environment ();
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (GBytes) saved = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      terrain_item_answer (item_of (interview, i), rows[i].answer, &error);
      g_assert_no_error (error);
    }
  saved = terrain_interview_save (interview);

  g_autoptr (TerrainEnvironment) other = new_environment ();
  g_autoptr (TerrainInterview) restored = terrain_interview_restore (form, other, saved, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) again = terrain_interview_save (restored);
  g_assert_true (g_bytes_equal (saved, again));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (terrain_item_get_value (item_of (restored, i)), ==, rows[i].answer);
}

/* What no program that we know has ever written. */
#define STRANGE \
  "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"" \
  " xmlns:jr=\"http://openrosa.org/javarosa\" xmlns:x=\"http://example.org/x\" xmlns:odk=\"http://www.opendatakit.org/xforms\">" \
  "<h:head><h:title>Strange</h:title><model x:mood=\"odd\"><instance>" \
  "<data id=\"strange\" version=\"1\" odk:prefix=\"V\" odk:delimiter=\"+\" odk:tag=\"t\" x:colour=\"red\">" \
  "<text x:note=\"kept\"/><x:thing x:size=\"3\">held</x:thing><nothing-asked>too</nothing-asked>" \
  "<meta><instanceID/></meta></data></instance>" \
  "<bind nodeset=\"/data/text\" type=\"x:hologram\" saveIncomplete=\"true()\" x:glow=\"green\" jr:noAppErrorString=\"No app\"" \
  " jr:preload=\"x-unheard\" jr:preloadParams=\"of\"/>" \
  "<x:extension what=\"ever\"/></model></h:head>" \
  "<h:body class=\"pages x-style\"><x:carousel ref=\"/data/text\" appearance=\"x-spin(3, 'a b')\" x:speed=\"2\">" \
  "<label>What?</label></x:carousel></h:body></h:html>"

static void
test_strange (void)
{
  static const char *const kept[] = { "odk:prefix=\"V\"", "odk:delimiter=\"+\"", "odk:tag=\"t\"", "x:colour=\"red\"",
                                      "x:note=\"kept\"", "x:size=\"3\"", ">held<", "<nothing-asked>too</nothing-asked>",
                                      ">an answer<" };
  g_autoptr (TerrainForm) form = parse (STRANGE);
  g_autoptr (TerrainEnvironment) environment = new_environment ();
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  TerrainItem *item = terrain_interview_find_item (interview, "/data/text");
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (item);
  g_assert_true (terrain_editor_pick (item) == TERRAIN_TYPE_TEXT_EDITOR);
  g_assert_cmpstr (terrain_control_get_bind_attribute (terrain_item_get_control (item), "noAppErrorString"), ==, "No app");
  terrain_item_answer (item, "an answer", &error);
  g_assert_no_error (error);

  g_autoptr (GBytes) saved = terrain_interview_save (interview);
  g_autoptr (TerrainEnvironment) other = new_environment ();
  g_autoptr (TerrainInterview) restored = terrain_interview_restore (form, other, saved, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) sent = terrain_interview_complete (restored, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *text = g_strndup (g_bytes_get_data (sent, NULL), g_bytes_get_size (sent));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (strstr (text, kept[i]) == NULL)
      g_error ("%s is not in %s", kept[i], text);
}

static char *
read_source (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("TERRAIN_SOURCE"), name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Every word of the list is explained, here and where the editors are. */
static void
test_told (void)
{
  g_autofree char *editors = read_source ("app/shell/form/README.md");
  g_autofree char *controls = read_source ("tests/shell/controls.md");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i].appearance, " ", -1);

      for (guint w = 0; words[w] != NULL; w++)
        {
          g_autofree char *word = g_strdup_printf ("`%s", words[w]);
          char *number = strpbrk (word, "0123456789(");

          if (g_str_has_prefix (word, "`printer:"))
            continue;
          if (g_str_has_prefix (word, "`ex:"))
            word[4] = '\0';
          else if (number != NULL)
            *number = '\0';
          /* Of settings in brackets only the name before them is a word. */
          if (!g_ascii_isalpha (word[1]) || strchr (words[w], '=') != NULL || g_str_has_prefix (words[w], "duration"))
            continue;
          if (word[1] == '\0' || strstr (word, "hologram") != NULL || g_str_equal (words[w], "columns-x") ||
              g_str_equal (words[w], "compact-"))
            continue;
          if (strstr (editors, word) == NULL || strstr (controls, word) == NULL)
            g_error ("%s is not told of", word);
        }
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/form/appearances/table", test_table);
  g_test_add_func ("/form/appearances/shown", test_shown);
  g_test_add_func ("/form/appearances/round-trip", test_round_trip);
  g_test_add_func ("/form/appearances/strange", test_strange);
  g_test_add_func ("/form/appearances/told", test_told);
  return g_test_run ();
}
