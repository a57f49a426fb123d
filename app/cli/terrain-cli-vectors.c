/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "terrain-cli-evaluate-private.h"
#include "terrain-cli-lines-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-vector-value-private.h"

#define MAX_DEPTH 16

/*
 * Recorded expressions, one JSON object a line, with the document, context, clock and time zone they were evaluated
 * in and the result they had. Documents are in the folder "docs" beside the file.
 */
typedef struct
{
  char *folder;
  GHashTable *documents; /* name → TerrainDocument */
} Vectors;

static const char *
get_text (JsonObject *vector, const char *name)
{
  JsonNode *node = json_object_get_member (vector, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static TerrainDocument *
find_document (Vectors *self, const char *name, GError **error)
{
  TerrainDocument *document = g_hash_table_lookup (self->documents, name != NULL ? name : "");
  g_autofree char *file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) xml = NULL;

  if (document != NULL)
    return document;
  if (name != NULL && strchr (name, '/') != NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("“%s” is not the name of a document"), name);
      return NULL;
    }
  file = name != NULL ? g_strconcat (name, ".xml", NULL) : NULL;
  path = name != NULL ? g_build_filename (self->folder, "docs", file, NULL) : NULL;
  xml = path != NULL ? terrain_cli_load_file (path, error) : g_bytes_new_static ("<data/>", 7);
  document = xml != NULL ? terrain_document_parse (xml, TERRAIN_DOCUMENT_WHOLE, error) : NULL;
  if (document != NULL)
    g_hash_table_insert (self->documents, g_strdup (name != NULL ? name : ""), document);
  return document;
}

typedef struct
{
  JsonObject *namespaces; /* (nullable): the vector's "ns" */
  TerrainNode *root;      /* (nullable): whose declarations are in scope where there is no "ns" */
} Scope;

/* What @prefix is declared as at @node; "" for nothing. */
static char *
dup_declaration (TerrainNode *node, const char *prefix)
{
  g_autofree char *expression = g_strdup_printf ("string(namespace::*[name() = '%s'])", prefix);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (TerrainXPath) xpath = NULL;

  if (strchr (prefix, '\'') == NULL)
    xpath = terrain_cli_evaluate (expression, node, NULL, terrain_cli_find_usual_prefix, NULL, &value, NULL);
  return xpath != NULL ? terrain_xpath_value_to_string (&value) : g_strdup ("");
}

/* Without a default namespace a name is one of none. */
static const char *
find_prefix (const char *prefix, gpointer user_data)
{
  const Scope *scope = user_data;
  const char *uri = scope->namespaces != NULL ? get_text (scope->namespaces, prefix) : NULL;
  g_autofree char *declared = NULL;

  if (uri != NULL)
    return g_intern_string (uri);
  if (scope->namespaces == NULL && scope->root != NULL)
    declared = dup_declaration (scope->root, prefix);
  if (declared != NULL && *declared != '\0')
    return g_intern_string (declared);
  return *prefix != '\0' ? terrain_cli_find_usual_prefix (prefix, NULL) : "";
}

/* An expression that is only looked at has no document to declare anything. */
static const char *
find_any_prefix (const char *prefix, gpointer user_data)
{
  const char *uri = terrain_cli_find_usual_prefix (prefix, NULL);

  return uri != NULL || *prefix == '\0' ? uri : "urn:any";
}

static gint64
stand_still (gpointer user_data)
{
  const gint64 *now = user_data;

  return *now;
}

static TerrainEnvironment *
make_environment (JsonObject *vector)
{
  const char *text = get_text (vector, "now");
  const char *zone_name = get_text (vector, "tz");
  g_autoptr (GTimeZone) zone = zone_name != NULL ? g_time_zone_new_identifier (zone_name) : NULL;
  g_autoptr (GDateTime) date_time = text != NULL ? g_date_time_new_from_iso8601 (text, zone) : NULL;
  gint64 *now = g_new (gint64, 1);
  TerrainEnvironment *environment;

  *now = date_time != NULL ? g_date_time_to_unix (date_time) * G_USEC_PER_SEC + g_date_time_get_microsecond (date_time)
                           : g_get_real_time ();
  environment = terrain_environment_new (stand_still, now, g_free);
  if (zone != NULL)
    terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  return environment;
}

/* A place written as positions is an expression itself. */
static TerrainNode *
find_place (TerrainDocument *document, const char *path, GError **error)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (TerrainXPath) xpath = NULL;

  if (path == NULL || g_str_equal (path, "/"))
    return terrain_document_get_node (document);
  xpath = terrain_cli_evaluate (path, terrain_document_get_node (document), NULL, terrain_cli_find_usual_prefix, NULL,
                                &value, error);
  if (xpath == NULL)
    return NULL;
  if (value.type == TERRAIN_XPATH_NODESET && terrain_xpath_value_get_n_nodes (&value) > 0)
    return terrain_xpath_value_get_node (&value, 0);
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND, _("The document has no node “%s”"), path);
  return NULL;
}

/* As the type that the vector states, where that is one to convert to. */
static gboolean
evaluate_as_recorded (JsonObject *vector, TerrainXPath *xpath, TerrainXPathHost *host, TerrainNode *context,
                      TerrainXPathValue *value, GError **error)
{
  const char *type = get_text (vector, "type");

  if (g_strcmp0 (type, "number") == 0)
    return terrain_xpath_evaluate_as (xpath, host, context, TERRAIN_XPATH_NUMBER, value, error);
  if (g_strcmp0 (type, "boolean") == 0)
    return terrain_xpath_evaluate_as (xpath, host, context, TERRAIN_XPATH_BOOLEAN, value, error);
  return terrain_xpath_evaluate (xpath, host, context, value, error);
}

static TerrainXPath *
evaluate (Vectors *self, JsonObject *vector, TerrainXPathValue *value, GError **error)
{
  const char *expression = get_text (vector, "expr");
  TerrainDocument *document = find_document (self, get_text (vector, "doc"), error);
  g_autoptr (TerrainEnvironment) environment = make_environment (vector);
  JsonNode *namespaces = json_object_get_member (vector, "ns");
  TerrainXPathHost *host;
  TerrainNode *context, *root;
  TerrainXPath *xpath = NULL;

  if (document == NULL)
    return NULL;
  host = terrain_xpath_host_new (environment, get_text (vector, "lang"));
  context = find_place (document, get_text (vector, "ctx"), error);
  root = context != NULL ? find_place (document, get_text (vector, "root"), error) : NULL;
  if (root != NULL)
    {
      Scope scope = { .root = json_object_has_member (vector, "root") ? root : NULL };

      if (namespaces != NULL && JSON_NODE_HOLDS_OBJECT (namespaces))
        scope.namespaces = json_node_get_object (namespaces);
      terrain_xpath_host_set_root (host, root);
      xpath = terrain_xpath_compile_lazily (expression != NULL ? expression : "", find_prefix, &scope, error);
      if (xpath != NULL && !evaluate_as_recorded (vector, xpath, host, context, value, error))
        g_clear_pointer (&xpath, terrain_xpath_unref);
    }
  terrain_xpath_host_free (host);
  return xpath;
}

/* {"valid"}: whether the expression can be compiled at all. */
static void
answer_validity (JsonObject *vector, JsonBuilder *answer)
{
  g_autoptr (GError) error = NULL;
  const char *expression = get_text (vector, "expr");
  g_autoptr (TerrainXPath) xpath = terrain_xpath_compile_lazily (expression != NULL ? expression : "",
                                                                 find_any_prefix, NULL, &error);
  JsonNode *valid = json_object_get_member (vector, "valid");

  if (json_node_get_value_type (valid) == G_TYPE_BOOLEAN && json_node_get_boolean (valid) == (xpath != NULL))
    terrain_cli_add_boolean (answer, "ok", TRUE);
  else
    terrain_cli_add_boolean (answer, "got", xpath != NULL);
  if (error != NULL)
    terrain_cli_add_string (answer, "error", error->message);
}

static void
answer_vector (Vectors *self, JsonObject *vector, JsonBuilder *answer)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainXPath) xpath = NULL;
  const char *type = get_text (vector, "type");

  terrain_cli_add_string (answer, "id", get_text (vector, "id"));
  if (json_object_has_member (vector, "valid"))
    {
      answer_validity (vector, answer);
      return;
    }
  xpath = evaluate (self, vector, &value, &error);
  if (xpath != NULL ? terrain_cli_vector_matches (vector, &value) : g_strcmp0 (type, "error") == 0)
    terrain_cli_add_boolean (answer, "ok", TRUE);
  else if (xpath != NULL)
    terrain_cli_vector_add_got (vector, &value, answer);
  if (error != NULL)
    terrain_cli_add_string (answer, "error", error->message);
}

static void
answer_line (Vectors *self, const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonBuilder *answer = json_builder_new ();
  JsonNode *root = NULL;

  json_builder_begin_object (answer);
  if (terrain_json_check_object (text, length, MAX_DEPTH, NULL)
      && json_parser_load_from_data (parser, text, (gssize) length, &error))
    root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    answer_vector (self, json_node_get_object (root), answer);
  else
    {
      terrain_cli_add_string (answer, "id", NULL);
      terrain_cli_add_string (answer, "error", error != NULL ? error->message : _("The line is not a JSON object"));
    }
  json_builder_end_object (answer);
  terrain_cli_print_json (answer);
}

int
terrain_cli_xpath_vectors (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  g_autoptr (TerrainCliLines) lines = NULL;
  Vectors self = { 0 };
  TerrainCliLineKind kind;
  const char *text;
  gsize length;

  if (fd < 0)
    {
      terrain_cli_complain (_("“%s” cannot be read: %s"), path, g_strerror (errno));
      return TERRAIN_CLI_FAILED;
    }
  lines = terrain_cli_lines_new (fd);
  self.folder = g_path_get_dirname (path);
  self.documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_document_unref);
  while ((kind = terrain_cli_lines_next (lines, &text, &length)) != TERRAIN_CLI_LINE_END)
    if (length > 0)
      answer_line (&self, text, length);
  g_hash_table_unref (self.documents);
  g_free (self.folder);
  close (fd);
  return TERRAIN_CLI_DONE;
}
