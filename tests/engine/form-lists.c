/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form-support.h"
#include "terrain-form-private.h"
#include "terrain-table-private.h"

#include <string.h>

/* Lists beside a form: CSV and GeoJSON files, XML instances, the record saved last. */

typedef TerrainDocument *(*ParseFunc) (GBytes *bytes, char **note, GError **error);

/* "name=a label=A|name=b label=|" */
static char *
dump (TerrainDocument *document)
{
  GString *text = g_string_new (NULL);
  TerrainNode *root = terrain_document_get_root (document);

  g_assert_cmpstr (root->local, ==, "root");
  g_assert_true (document->frozen && document->order_valid);
  for (TerrainNode *item = root->first_child; item != NULL; item = item->next)
    {
      g_assert_cmpstr (item->local, ==, "item");
      for (TerrainNode *cell = item->first_child; cell != NULL; cell = cell->next)
        g_string_append_printf (text, "%s%s=%s", cell->previous != NULL ? " " : "", cell->local,
                                terrain_node_get_value (cell));
      g_string_append_c (text, '|');
    }
  return g_string_free (text, FALSE);
}

static void
assert_list_bytes (ParseFunc   parse,
                   GBytes     *bytes,
                   const char *expected,
                   const char *mentions)
{
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainDocument) document = parse (bytes, &note, &error);
  g_autofree char *dumped = NULL;

  g_assert_no_error (error);
  dumped = dump (document);
  g_assert_cmpstr (dumped, ==, expected);
  if (mentions == NULL)
    g_assert_cmpstr (note, ==, NULL);
  else if (note == NULL || strstr (note, mentions) == NULL)
    g_error ("“%s” is not in: %s", mentions, note);
}

static void
assert_csv (const char *text,
            const char *expected,
            const char *mentions)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  assert_list_bytes (terrain_table_parse_csv, bytes, expected, mentions);
}

static void
assert_refused (ParseFunc   parse,
                GBytes     *bytes,
                int         code,
                const char *mentions)
{
  g_autofree char *note = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainDocument) document = parse (bytes, &note, &error);

  g_assert_null (document);
  g_assert_null (note);
  g_assert_error (error, TERRAIN_ENGINE_ERROR, code);
  if (strstr (error->message, mentions) == NULL)
    g_error ("“%s” is not in: %s", mentions, error->message);
}

static void
assert_csv_refused (const char *text,
                    gsize       length,
                    const char *mentions)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  assert_refused (terrain_table_parse_csv, bytes, TERRAIN_ENGINE_ERROR_INVALID_LIST, mentions);
}

static void
test_csv (void)
{
  assert_csv ("name,label\na,A\nb,B\n", "name=a label=A|name=b label=B|", NULL);
  assert_csv ("name,label\r\na,A\r\nb,B", "name=a label=A|name=b label=B|", NULL);
  assert_csv ("name,label\ra,A\rb,B\r", "name=a label=A|name=b label=B|", NULL);
  assert_csv ("\xef\xbb\xbfname;label\na;A,B\n", "name=a label=A,B|", NULL);
  assert_csv ("name\tlabel\na\tA;B,C\n", "name=a label=A;B,C|", NULL);
  assert_csv ("name|label\na|A,B\n", "name=a label=A,B|", NULL);
  /* The separator that counts is outside quotes. */
  assert_csv ("\"na;;me\",label\na,A;B\n", "na__me=a label=A;B|", NULL);
  assert_csv ("name\na\nb\n", "name=a|name=b|", NULL);
}

static void
test_csv_quotes (void)
{
  assert_csv ("name,label\n\"a\",\"say \"\"A\"\", please\"\n", "name=a label=say \"A\", please|", NULL);
  assert_csv ("name,label\r\na,\"two\r\nlines\"\r\nb,B\r\n", "name=a label=two\nlines|name=b label=B|", NULL);
  assert_csv ("name,label\na,6\" nail\n", "name=a label=6\" nail|", NULL);
  assert_csv ("name,label\n\"a\"x,\"\"\n", "name=ax label=|", NULL);
  assert_csv_refused ("name,label\na,A\nb,\"B\nc,C\n", 23, "line 3");
}

static void
test_csv_rows (void)
{
  assert_csv ("name,label,first\nAC\nb,B\n", "name=AC label= first=|name=b label=B first=|", NULL);
  assert_csv ("name,label\na,A,,\n", "name=a label=A|", NULL);
  assert_csv ("name,label\n\na,A\nb,B,more,again\nc,C,3\n", "name=a label=A|name=b label=B|name=c label=C|", "Line 4");
  assert_csv ("\n\nname,label\n\n\na,A\n,,,\n\n", "name=a label=A|", NULL);
  assert_csv ("name,label\n,A\n", "name= label=A|", NULL);
  assert_csv ("", "", "empty");
  assert_csv ("\xef\xbb\xbf\r\n\n", "", "empty");
  assert_csv ("name,label", "", NULL);
  assert_csv ("name,label\n", "", NULL);
}

static void
test_csv_names (void)
{
  assert_csv (" name , my label ,label::Français (fr),2nd,,a:b\n1,2,3,4,5,6\n",
              "name=1 my_label=2 label__Français__fr_=3 _2nd=4 a_b=6|", NULL);
  assert_csv ("name,label,name,label\na,A,b,B\n", "name=a label=A|", "“name”");
}

static void
test_csv_encoding (void)
{
  assert_csv ("name,label\ne,\xc3\xa9t\xc3\xa9\n", "name=e label=été|", NULL);
  /* What no XML can hold. */
  assert_csv ("name,label\na,1\x0b" "2\n", "name=a label=1 2|", NULL);
  assert_csv_refused ("name,label\na,A\ne,\xe9t\xe9\n", 20, "Line 3");
  assert_csv_refused ("name\na\0b\n", 9, "Line 2");
}

static void
test_csv_limits (void)
{
  /* A thousand columns, few names: GLib forgets memory when it has interned more than two thousand. */
  g_autoptr (GString) wide = g_string_new ("c0,c1,c0");
  g_autoptr (GBytes) columns = NULL;
  g_autoptr (GBytes) cells = NULL;

  for (guint i = 3; i < 1000; i++)
    g_string_append_c (wide, ',');
  /* A few bytes a row ask for a thousand cells each. */
  for (guint i = 0; i < 3100; i++)
    g_string_append (wide, "\nx");
  cells = g_bytes_new (wide->str, wide->len);
  assert_refused (terrain_table_parse_csv, cells, TERRAIN_ENGINE_ERROR_LIMIT, "cells");
  g_string_prepend (wide, "more,");
  columns = g_bytes_new (wide->str, wide->len);
  assert_refused (terrain_table_parse_csv, columns, TERRAIN_ENGINE_ERROR_LIMIT, "columns");
}

static void
test_csv_large (void)
{
  g_autoptr (GString) text = g_string_new ("name,label,region\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *note = NULL;
  g_autoptr (TerrainDocument) document = NULL;
  gint64 start;
  guint n = 0;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "n%u,\"Label, %u\",r%u\n", i, i, i % 100);
  bytes = g_bytes_new (text->str, text->len);
  start = g_get_monotonic_time ();
  document = terrain_table_parse_csv (bytes, &note, NULL);
  g_test_message ("100,000 rows in %.0f ms", (double) (g_get_monotonic_time () - start) / 1000.0);
  /* A tenth of this on its own; the machine may be busy, and sanitized. What is not linear takes minutes. */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  for (TerrainNode *item = terrain_document_get_root (document)->first_child; item != NULL; item = item->next)
    n++;
  g_assert_cmpuint (n, ==, 100000);
}

/* Anything is a list or refused, and a list has one shape. */
static void
test_csv_random (void)
{
  static const char pieces[] = "a,b;\t\"\"\"\r\n\n,\xc3\xa9\xff" "1 :";
  g_autoptr (GRand) random = g_rand_new_with_seed (20240229);
  gint64 deadline = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  guint n_lists = 0;

  for (guint i = 0; i < 20000 && g_get_monotonic_time () < deadline; i++)
    {
      gsize length = (gsize) g_rand_int_range (random, 0, 60);
      g_autofree char *text = g_malloc (length + 1);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (TerrainDocument) document = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *note = NULL;

      for (gsize j = 0; j < length; j++)
        text[j] = pieces[g_rand_int_range (random, 0, i % 2 == 0 ? 12 : (gint32) sizeof pieces - 1)];
      bytes = g_bytes_new_take (g_steal_pointer (&text), length);
      document = terrain_table_parse_csv (bytes, &note, &error);
      if (document != NULL)
        {
          g_autofree char *dumped = dump (document);

          n_lists++;
          g_assert_no_error (error);
          for (TerrainNode *item = terrain_document_get_root (document)->first_child; item != NULL; item = item->next)
            {
              TerrainNode *first = terrain_document_get_root (document)->first_child->first_child;
              TerrainNode *cell = item->first_child;

              for (; first != NULL && cell != NULL && cell->local == first->local; first = first->next)
                cell = cell->next;
              g_assert_true (first == NULL && cell == NULL);
            }
        }
      else
        {
          g_assert_true (error != NULL && error->domain == TERRAIN_ENGINE_ERROR);
        }
    }
  g_assert_cmpuint (n_lists, >, 100);
}

static void
assert_corpus (ParseFunc   parse,
               const char *name,
               const char *expected,
               const char *mentions)
{
  g_autofree char *relative = g_strconcat ("corpus/forms/javarosa/", name, NULL);
  g_autofree char *path = form_find_shared (relative);
  g_autoptr (GBytes) bytes = path != NULL ? form_read_file (path) : NULL;

  if (bytes == NULL)
    return;
  if (expected != NULL)
    assert_list_bytes (parse, bytes, expected, mentions);
  else
    assert_refused (parse, bytes, TERRAIN_ENGINE_ERROR_INVALID_LIST, mentions);
}

static void
test_csv_corpus (void)
{
  static const char complex_list[] =
    "label=A name=a first=|label=B name=b first=|label=C name=c first=|label=AA name=aa first=a|label=AB name=ab first=a|"
    "label=AC name= first=|label=121 Main St, NE name=main first=m|label=text; more text name=foo first=bar|";

  assert_corpus (terrain_table_parse_csv, "external-secondary-comma-complex.csv", complex_list, NULL);
  assert_corpus (terrain_table_parse_csv, "external-secondary-semicolon-complex.csv", complex_list, NULL);
  assert_corpus (terrain_table_parse_csv, "header_only.csv", "", NULL);
  assert_corpus (terrain_table_parse_csv, "external-secondary-csv-bom.csv",
                 "name=0 label=test site=test platform=test layout_dwg=test elevation=testé layout_image=test test=test|"
                 "name=1 label=My cool label 1 site=The site #1 platform=platform1 layout_dwg=layout1 "
                 "elevation=elevation1 layout_image=image1 test=image1|", NULL);
}

static void
test_geojson_corpus (void)
{
  static const char point[] = "geometry=31.580360584438704 130.55980347216075 0 0 gid=1 visited=yes";
  g_autofree char *plain = g_strconcat (point, "|", NULL);
  g_autofree char *with_null = g_strconcat (point, " extra=|", NULL);

#define GOOD(name, expected) assert_corpus (terrain_table_parse_geojson, name, expected, NULL)
#define BAD(name, mentions) assert_corpus (terrain_table_parse_geojson, name, NULL, mentions)
  GOOD ("feature-collection.geojson",
        "geometry=0.5 102 0 0 id=fs87b name=My cool point foo=bar|"
        "geometry=0.5 104 0 0; 0.5 105 0 0 id=67abie name=Your cool line foo=quux special-property=special value|"
        "geometry=63 5 0 0; 83 10 0 0; 63 5 0 0 id=32dyal name=Your cool polygon|");
  GOOD ("external-data.geojson",
        "geometry=0.5 102 0 0 id=fs87b name=My cool point foo=bar|"
        "geometry=0.5 104 0 0 id=67 name=Your cool point foo=quux special-property=special value|");
  GOOD ("feature-collection-extra-feature-toplevel.geojson", "geometry=0.5 102 0 0 id=fs87b title=My cool point|");
  GOOD ("feature-collection-extra-toplevel.geojson", plain);
  GOOD ("feature-collection-toplevel-order.geojson", plain);
  GOOD ("feature-collection-with-null.geojson", with_null);
  GOOD ("feature-collection-id-toplevel.geojson", "geometry=0.5 102 0 0 id=top-level-id name=My cool point foo=bar|");
  GOOD ("feature-collection-id-twice.geojson", "geometry=0.5 104 0 0 id=top-level-id name=Your cool point foo=quux|");
  GOOD ("feature-collection-integer-id.geojson", "geometry=0.5 102 0 0 id=77 name=My cool point foo=bar|");
  GOOD ("feature-collection-no-properties.geojson", "geometry=0.5 102 0 0|");
  BAD ("bad-feature-not-feature.geojson", "Number 1");
  BAD ("bad-features-not-array.geojson", "features");
  BAD ("bad-futures-collection.geojson", "features");
  BAD ("invalid-type.geojson", "FeatureCollection");
  BAD ("not-object.geojson", "FeatureCollection");
#undef GOOD
#undef BAD
  /* The reference refuses the whole list for it; here the choice stays, without a place. */
  assert_corpus (terrain_table_parse_geojson, "feature-collection-with-unsupported-type.geojson",
                 "geometry= id=fs87b name=My cool line foo=bar|", "Polygon: 1.");
}

#define FEATURE(geometry, properties) \
  "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":" geometry ",\"properties\":" properties "}]}"

static void
assert_geojson (const char *text,
                const char *expected,
                const char *mentions)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  assert_list_bytes (terrain_table_parse_geojson, bytes, expected, mentions);
}

static void
test_geojson_values (void)
{
  assert_geojson (FEATURE ("{\"type\":\"Point\",\"coordinates\":[4.35,50.85,13]}",
                           "{\"n\":1.50,\"big\":9007199254740993,\"yes\":true,\"l\":[1,\"a\"],\"my name\":\"x\",\"geometry\":1}"),
                  "geometry=50.85 4.35 13 0 n=1.5 big=9007199254740993 yes=true l=[1,\"a\"] my_name=x|", NULL);
  assert_geojson (FEATURE ("null", "null"), "geometry=|", NULL);
  assert_geojson (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[[[1,2],[3,4]],[[5,6],[7,8]]]}", "{}"),
                  "geometry=2 1 0 0; 4 3 0 0|", NULL);
  assert_geojson (FEATURE ("{\"type\":\"Point\",\"coordinates\":[\"4\",50]}", "{}"), "geometry=|", "Polygon: 1.");
  assert_geojson (FEATURE ("{\"type\":\"LineString\",\"coordinates\":[[1],[2]]}", "{}"), "geometry=|", "Polygon: 1.");
  assert_geojson (FEATURE ("{\"type\":\"Polygon\",\"coordinates\":[3]}", "{}"), "geometry=|", "Polygon: 1.");
  assert_geojson (FEATURE ("7", "7"), "geometry=|", "Polygon: 1.");
  assert_geojson ("{\"type\":\"FeatureCollection\",\"features\":[]}", "", NULL);
}

static void
assert_geojson_refused (const char *text,
                        int         code,
                        const char *mentions)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  assert_refused (terrain_table_parse_geojson, bytes, code, mentions);
}

static void
test_geojson_hostile (void)
{
  g_autofree char *brackets = g_strnfill (2000000, '[');
  g_autofree char *deep = g_strconcat ("{\"type\":", brackets, NULL);
  /* A reader that takes comments for JSON would miss how deep the rest is. */
  g_autofree char *hidden = g_strconcat ("{/* \" */", deep + 1, NULL);
  g_autoptr (GString) names = g_string_new ("{\"a\":1");
  g_autofree char *many = NULL;

  assert_geojson_refused (deep, TERRAIN_ENGINE_ERROR_LIMIT, "nested");
  assert_geojson_refused (hidden, TERRAIN_ENGINE_ERROR_INVALID_LIST, "not JSON");
  assert_geojson_refused ("", TERRAIN_ENGINE_ERROR_INVALID_LIST, "empty");
  assert_geojson_refused ("\"label\"{\"type\":\"FeatureCollection\",\"features\":[]}", TERRAIN_ENGINE_ERROR_INVALID_LIST,
                          "FeatureCollection");
  assert_geojson_refused ("// {\n{\"type\":\"FeatureCollection\",\"features\":[]}", TERRAIN_ENGINE_ERROR_INVALID_LIST,
                          "FeatureCollection");
  assert_geojson_refused ("{\"type\":", TERRAIN_ENGINE_ERROR_INVALID_LIST, "not JSON");
  assert_geojson_refused ("\xff", TERRAIN_ENGINE_ERROR_INVALID_LIST, "UTF-8");
  for (guint i = 0; i < 300; i++)
    g_string_append_printf (names, ",\"p%u\":1", i);
  many = g_strdup_printf (FEATURE ("null", "%s}"), names->str);
  assert_geojson_refused (many, TERRAIN_ENGINE_ERROR_LIMIT, "properties");
}

static void
test_geojson_cut (void)
{
  static const char text[] = FEATURE ("{\"type\":\"Point\",\"coordinates\":[4.35,50.85,13]}", "{\"n\":1.50,\"l\":[1,\"a\"]}");

  for (gsize i = 0; i < sizeof text - 1; i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, i);

      assert_refused (terrain_table_parse_geojson, bytes, TERRAIN_ENGINE_ERROR_INVALID_LIST, "");
    }
}

/* Forms with lists */

static GBytes *
give (const char *uri,
      gpointer    user_data,
      GError    **error)
{
  const char *const *files = user_data;

  for (guint i = 0; files[i] != NULL; i += 2)
    {
      if (g_str_equal (files[i], uri))
        return g_bytes_new (files[i + 1], strlen (files[i + 1]));
    }
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "There is no such file.");
  return NULL;
}

/* @instance: the attributes and content of the secondary instance "l" */
static TerrainForm *
parse_with (const char        *instance,
            const char *const *files,
            GPtrArray        **issues)
{
  g_autofree char *model = g_strdup_printf ("<instance id=\"l\" %s</instance>"
                                            "<bind nodeset=\"/data/last\" calculate=\"instance('l')/data/a\"/>", instance);
  g_autofree char *xml = form_write ("<data id=\"f\"><region/><a/><last/></data>", model,
                                     "<input ref=\"/data/region\"/><select1 ref=\"/data/a\">"
                                     "<itemset nodeset=\"instance('l')/root/item[region = /data/region]\">"
                                     "<value ref=\"name\"/><label ref=\"label\"/></itemset></select1>");
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  TerrainForm *form = terrain_form_parse (bytes, give, (gpointer) files, issues, &error);

  g_assert_no_error (error);
  return form;
}

static gint64
stand_still (gpointer data)
{
  return G_GINT64_CONSTANT (1780000000000000);
}

static char *
list_choices (TerrainForm *form,
              const char  *region)
{
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (stand_still, NULL, NULL);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  GListModel *choices;

  terrain_interview_answer (interview, "/data/region", region, &error);
  g_assert_no_error (error);
  choices = terrain_item_get_choices (terrain_interview_find_item (interview, "/data/a"));
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (text, "%s ", terrain_choice_get_value (choice));
    }
  return g_string_free (text, FALSE);
}

static void
assert_choices (TerrainForm *form,
                const char  *expected)
{
  g_autofree char *listed = list_choices (form, "r");

  g_assert_cmpstr (listed, ==, expected);
}

static void
test_form_choices (void)
{
  static const char csv[] = "name,label,region\na,A,q\nb,B,r\nc,C,r\n";
  static const char *const files[] = { "jr://file-csv/l.csv", csv, "jr://file/l.CSV", csv,
                                       "jr://file/l.geojson", FEATURE ("null", "{\"name\":\"g\",\"label\":\"G\",\"region\":\"r\"}"),
                                       "jr://file/l.xml", "<root><item><name>x</name><label>X</label><region>r</region>"
                                       "</item></root>", NULL };
  static const struct { const char *uri; const char *expected; } lists[] = {
    { "jr://file-csv/l.csv", "b c " }, { "jr://file/l.CSV", "b c " }, { "jr://file/l.geojson", "g " },
    { "jr://file/l.xml", "x " }
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      /* Stand-ins as older forms have them give way to the file. */
      g_autofree char *instance = g_strdup_printf ("src=\"%s\">%s", lists[i].uri,
                                                   i % 2 == 0 ? "" : "<root><item><name>_</name></item></root>");
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (TerrainForm) form = parse_with (instance, files, &issues);
      TerrainDocument *document = g_hash_table_lookup (form->instances, "l");

      g_assert_cmpuint (issues->len, ==, 0);
      g_assert_null (document->indexes);
      assert_choices (form, lists[i].expected);
      /* Looked up rather than searched. */
      g_assert_nonnull (document->indexes);
      g_assert_cmpuint (g_hash_table_size (document->indexes), ==, 1);
    }
}

static void
test_form_issues (void)
{
  static const char *const files[] = { "jr://file-csv/long.csv", "name,label,region\na,A,r,more\n",
                                       "jr://file-csv/open.csv", "name,label\n\"a", "jr://file/bad.geojson", "[]", NULL };
  static const struct { const char *instance; const char *code; const char *mentions; const char *choices; } cases[] = {
    { "src=\"jr://file-csv/long.csv\">", "instance-incomplete", "Line 2", "a " },
    { "src=\"jr://file-csv/open.csv\">", "instance-not-loaded", "line 2", "" },
    { "src=\"jr://file/bad.geojson\">", "instance-not-loaded", "FeatureCollection", "" },
    { "src=\"jr://file-csv/none.csv\">", "instance-not-loaded", "no such file", "" },
    { "src=\"jr://file/none.xml\"><root><item><name>_</name><region>r</region></item></root>", "instance-not-loaded",
      "no such file", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) issues = NULL;
      g_autoptr (TerrainForm) form = parse_with (cases[i].instance, files, &issues);
      TerrainIssue *issue = form_find_issue (issues, cases[i].code, 4);

      g_assert_cmpuint (issues->len, ==, 1);
      g_assert_cmpint (issue->severity, ==, TERRAIN_ISSUE_WARNING);
      g_assert_nonnull (strstr (issue->message, cases[i].mentions));
      assert_choices (form, cases[i].choices);
    }
}

static void
assert_last (const char *const *files,
             const char        *expected)
{
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (TerrainForm) form = parse_with ("src=\"jr://instance/last-saved\">", files, &issues);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (stand_still, NULL, NULL);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);
  g_autoptr (GBytes) saved = terrain_interview_save (interview);
  g_autofree char *text = g_strndup (g_bytes_get_data (saved, NULL), g_bytes_get_size (saved));

  g_assert_cmpuint (issues->len, ==, 0);
  if (strstr (text, expected) == NULL)
    g_error ("“%s” is not in %s", expected, text);
}

static void
test_form_last_saved (void)
{
  static const char *const none[] = { NULL };
  static const char *const saved[] = { "jr://instance/last-saved", "<data id=\"f\"><region>r</region><a>seven</a></data>",
                                       NULL };

  assert_last (none, "<last/>");
  assert_last (saved, "<last>seven</last>");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/form/lists/csv", test_csv);
  g_test_add_func ("/engine/form/lists/csv/quotes", test_csv_quotes);
  g_test_add_func ("/engine/form/lists/csv/rows", test_csv_rows);
  g_test_add_func ("/engine/form/lists/csv/names", test_csv_names);
  g_test_add_func ("/engine/form/lists/csv/encoding", test_csv_encoding);
  g_test_add_func ("/engine/form/lists/csv/limits", test_csv_limits);
  g_test_add_func ("/engine/form/lists/csv/large", test_csv_large);
  g_test_add_func ("/engine/form/lists/csv/random", test_csv_random);
  g_test_add_func ("/engine/form/lists/csv/corpus", test_csv_corpus);
  g_test_add_func ("/engine/form/lists/geojson/corpus", test_geojson_corpus);
  g_test_add_func ("/engine/form/lists/geojson/values", test_geojson_values);
  g_test_add_func ("/engine/form/lists/geojson/hostile", test_geojson_hostile);
  g_test_add_func ("/engine/form/lists/geojson/cut", test_geojson_cut);
  g_test_add_func ("/engine/form/lists/choices", test_form_choices);
  g_test_add_func ("/engine/form/lists/issues", test_form_issues);
  g_test_add_func ("/engine/form/lists/last-saved", test_form_last_saved);

  return g_test_run ();
}
