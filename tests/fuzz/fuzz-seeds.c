/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz-seeds.h"
#include "fuzz-support.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* fuzz-seeds FOLDER: writes what the targets begin with and no file of the corpus is: records of the forms, steps, the
 * recorded expressions one a file, recorded spreadsheets. */

void
write_seed (const char   *folder,
            const char   *target,
            guint         number,
            int           first, /* a byte before the others, -1 for none */
            gconstpointer data,
            gsize         length)
{
  g_autofree char *name = g_strdup_printf ("%05u", number);
  g_autofree char *parent = g_build_filename (folder, target, NULL);
  g_autofree char *path = g_build_filename (parent, name, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  guint8 byte = (guint8) first;

  g_mkdir_with_parents (parent, 0755);
  if (first >= 0)
    g_byte_array_append (bytes, &byte, 1);
  g_byte_array_append (bytes, data, (guint) length);
  if (!g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, &error))
    g_error ("%s", error->message);
}

static void
write_records (const char *folder)
{
  for (guint i = 0; i < fuzz_form_count (); i++)
    {
      g_autoptr (TerrainEnvironment) environment = fuzz_environment ();
      g_autoptr (TerrainInterview) interview = terrain_interview_new (fuzz_form (i), environment);
      g_autoptr (GBytes) saved = terrain_interview_save (interview);
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      guint8 steps[256];

      write_seed (folder, "restore", i, (int) i, g_bytes_get_data (saved, NULL), g_bytes_get_size (saved));
      for (guint j = 0; j < 8; j++)
        {
          for (guint k = 0; k < sizeof steps; k++)
            steps[k] = (guint8) g_rand_int (random);
          write_seed (folder, "interview", i * 8 + j, (int) i, steps, sizeof steps >> (j % 4));
        }
    }
}

static void
write_expressions (const char *folder)
{
  const char *shared = g_getenv ("TERRAIN_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : ".", "corpus", "xpath", "vectors.jsonl", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *expression = object != NULL ? json_object_get_string_member_with_default (object, "expr", NULL) : NULL;

      if (expression != NULL)
        write_seed (folder, "xpath", i, -1, expression, strlen (expression));
    }
}

static void
write_documents (const char *folder)
{
  static const char *const documents[] = {
    "<xforms xmlns=\"http://openrosa.org/xforms/xformsList\"><xform><formID>f</formID><name>F</name><version>1</version>"
    "<hash>md5:0123456789abcdef0123456789abcdef</hash><downloadUrl>http://a/f</downloadUrl><manifestUrl>http://a/m"
    "</manifestUrl></xform></xforms>",
    "<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\"><mediaFile type=\"entityList\"><filename>a.csv"
    "</filename><hash>md5:0123456789abcdef0123456789abcdef</hash><downloadUrl>http://a/c</downloadUrl></mediaFile>"
    "</manifest>",
    "multipart/form-data; boundary=\"xx\"\n--xx\r\nContent-Disposition: form-data; name=\"xml_submission_file\";"
    " filename=\"s.xml\"\r\nContent-Type: text/xml\r\n\r\n<data id=\"f\"/>\r\n--xx--\r\n",
    "<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"><message nature=\"submit_success\">ok</message>"
    "</OpenRosaResponse>",
    "{\"message\":\"m\",\"code\":409.1,\"details\":{\"a\":[1,\"b\"]}}",
    "<data id=\"f\" version=\"1\"><a>x.jpg</a><meta><instanceID>uuid:1</instanceID></meta></data>",
  };
  static const char po[] =
    "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
    "msgctxt \"/data/n:label\"\nmsgid \"A ${n}\"\nmsgstr \"B ${n}\"\n\n#, fuzzy\nmsgctxt \"/data/t:label\"\nmsgid \"T\"\n"
    "msgstr \"U\"\n\n#~ msgid \"x\"\n#~ msgstr \"y\"\n";
  static const char csv[] = "\xef\xbb\xbfname;label;in\n\"a\";\"A \"\"x\"\"\";1\r\nb;B\n\n;;;\n";
  static const char geojson[] =
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":\"a\",\"geometry\":{\"type\":\"Polygon\","
    "\"coordinates\":[[[1,2,3],[2,3],[1,2]]]},\"properties\":{\"name\":\"a\",\"label\":1.5,\"in\":null,\"x\":[true]}}]}";

  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    write_seed (folder, "wire", i, (int) i, documents[i], strlen (documents[i]));
  write_seed (folder, "po", 0, -1, po, sizeof po - 1);
  write_seed (folder, "csv", 0, -1, csv, sizeof csv - 1);
  write_seed (folder, "geojson", 0, -1, geojson, sizeof geojson - 1);
}

int
main (int    argc,
      char **argv)
{
  if (argc != 2)
    {
      g_printerr ("usage: fuzz-seeds FOLDER\n");
      return 2;
    }
  write_records (argv[1]);
  write_expressions (argv[1]);
  write_documents (argv[1]);
  write_sheets (argv[1]);
  write_workbooks (argv[1]);
  return 0;
}
