/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-cli-evaluate-private.h"
#include "terrain-cli-private.h"

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

const char *
terrain_cli_find_usual_prefix (const char *prefix, gpointer user_data)
{
  static const struct
  {
    const char *prefix;
    const char *uri;
  } usual[] = {
    { "h", "http://www.w3.org/1999/xhtml" },
    { "html", "http://www.w3.org/1999/xhtml" },
    { "xhtml", "http://www.w3.org/1999/xhtml" },
    { "xf", "http://www.w3.org/2002/xforms" },
    { "ev", "http://www.w3.org/2001/xml-events" },
    { "xsd", "http://www.w3.org/2001/XMLSchema" },
    { "jr", "http://openrosa.org/javarosa" },
    { "orx", "http://openrosa.org/xforms" },
    { "odk", "http://www.opendatakit.org/xforms" },
    { "entities", "http://www.opendatakit.org/xforms/entities" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if (g_str_equal (usual[i].prefix, prefix))
      return usual[i].uri;
  return NULL;
}

TerrainXPath *
terrain_cli_evaluate (const char *expression, TerrainNode *context, TerrainXPathHost *host,
                      TerrainXPathPrefixFunc prefixes, gpointer user_data, TerrainXPathValue *value, GError **error)
{
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile_lazily (expression, prefixes, user_data, error);

  if (xpath == NULL || !terrain_xpath_evaluate (xpath, host, context, value, error))
    return NULL;
  return g_steal_pointer (&xpath);
}

static void
print_value (const TerrainXPathValue *value)
{
  g_autofree char *text = NULL;

  if (value->type == TERRAIN_XPATH_NODESET)
    {
      for (guint i = 0; i < terrain_xpath_value_get_n_nodes (value); i++)
        {
          TerrainNode *node = terrain_xpath_value_get_node (value, i);
          g_autofree char *ref = terrain_node_dup_ref (node);
          g_autofree char *content = terrain_node_dup_string (node);

          printf ("%s\t%s\n", ref, content);
        }
      return;
    }
  text = terrain_xpath_value_to_string (value);
  printf ("%s\n", text);
}

static TerrainNode *
find_context (TerrainDocument *document, const char *path, TerrainXPathHost *host, GError **error)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (TerrainXPath) xpath = NULL;

  if (path == NULL)
    return terrain_document_get_node (document);
  xpath = terrain_cli_evaluate (path, terrain_document_get_node (document), host, terrain_cli_find_usual_prefix, NULL,
                                &value, error);
  if (xpath == NULL)
    return NULL;
  if (value.type == TERRAIN_XPATH_NODESET && terrain_xpath_value_get_n_nodes (&value) > 0)
    return terrain_xpath_value_get_node (&value, 0);
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND, _("The document has no node “%s”"), path);
  return NULL;
}

static gboolean
evaluate_in_file (const char *expression, const char *document_path, const char *context, GError **error)
{
  /* Without a document an expression can still calculate. */
  g_autoptr (GBytes) xml = document_path != NULL ? terrain_cli_load_file (document_path, error)
                                                 : g_bytes_new_static ("<data/>", 7);
  g_autoptr (TerrainDocument) document = NULL;
  g_autoptr (TerrainEnvironment) environment = NULL;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (TerrainXPath) xpath = NULL;
  TerrainXPathHost *host;
  TerrainNode *node;

  if (xml == NULL)
    return FALSE;
  document = terrain_document_parse (xml, TERRAIN_DOCUMENT_WHOLE, error);
  if (document == NULL)
    return FALSE;
  environment = terrain_environment_new (read_clock, NULL, NULL);
  zone = g_time_zone_new_local ();
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, g_random_int ());
  host = terrain_xpath_host_new (environment, NULL);
  node = find_context (document, context, host, error);
  if (node != NULL)
    xpath = terrain_cli_evaluate (expression, node, host, terrain_cli_find_usual_prefix, NULL, &value, error);
  if (xpath != NULL)
    print_value (&value);
  terrain_xpath_host_free (host);
  return xpath != NULL;
}

int
terrain_cli_xpath (int argc, char **argv)
{
  g_autofree char *document = NULL;
  g_autofree char *context = NULL;
  g_autofree char *vectors = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "document", 'd', 0, G_OPTION_ARG_FILENAME, &document, N_("The document the expression reads"), N_("DOC.xml") },
    { "context", 'c', 0, G_OPTION_ARG_STRING, &context, N_("The node it begins at"), N_("XPATH") },
    { "vectors", 0, 0, G_OPTION_ARG_FILENAME, &vectors,
      N_("Evaluate a file of recorded expressions instead, and answer each with a line of JSON"), N_("FILE.jsonl") },
    { NULL },
  };
  int code = terrain_cli_parse ("xpath", _("EXPR"),
                                _("Evaluates an expression and prints its value; of a node-set, each node's place and "
                                  "text on a line."),
                                entries, &argc, &argv);

  if (code != TERRAIN_CLI_GO_ON)
    return code;
  if (vectors != NULL && (argc > 1 || document != NULL || context != NULL))
    return terrain_cli_wrong_usage ("xpath", _("--vectors stands alone"));
  if (vectors != NULL)
    return terrain_cli_xpath_vectors (vectors);
  if (argc != 2)
    return terrain_cli_wrong_usage ("xpath", _("one expression is needed; quote it so that the shell leaves it alone"));
  if (evaluate_in_file (argv[1], document, context, &error))
    return TERRAIN_CLI_DONE;
  terrain_cli_complain ("%s", error->message);
  return TERRAIN_CLI_FAILED;
}
