/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "xpath-vectors.h"

#include "terrain-date.h"
#include "terrain-node-private.h"
#include "terrain-xpath-host.h"

#include <math.h>
#include <string.h>

struct _TerrainVectors
{
  char *folder;
  GHashTable *documents; /* name → TerrainDocument */
};

TerrainVectors *
terrain_vectors_new (const char *documents)
{
  TerrainVectors *self = g_new0 (TerrainVectors, 1);

  self->folder = g_strdup (documents);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_document_unref);
  return self;
}

void
terrain_vectors_free (TerrainVectors *self)
{
  g_hash_table_unref (self->documents);
  g_free (self->folder);
  g_free (self);
}

static const char *
member (JsonObject *vector,
        const char *name)
{
  JsonNode *node = json_object_get_member (vector, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static TerrainDocument *
get_document (TerrainVectors *self,
              const char     *name)
{
  TerrainDocument *document = name != NULL ? g_hash_table_lookup (self->documents, name) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (document != NULL)
    return document;
  if (name != NULL)
    {
      g_autofree char *file = g_strconcat (self->folder, "/", name, ".xml", NULL);
      char *contents;
      gsize length;

      if (!g_file_get_contents (file, &contents, &length, NULL))
        return NULL;
      bytes = g_bytes_new_take (contents, length);
    }
  else
    {
      name = "";
      bytes = g_bytes_new_static ("<data/>", 7);
    }
  document = terrain_document_parse (bytes, TERRAIN_DOCUMENT_WHOLE, &error);
  if (document == NULL)
    g_error ("%s: %s", name, error->message);
  g_hash_table_insert (self->documents, g_strdup (name), document);
  return document;
}

/* Paths of positions: an element is "*[2]", then "@name", "text()[1]", "@xmlns:prefix"; joined by slashes. */

static char *
path_of (TerrainNode *node)
{
  g_autofree char *parent = NULL;
  const char *test;
  guint position = 1;

  if (node->parent == NULL)
    return g_strdup ("");
  parent = path_of (node->parent);
  if (node->kind == TERRAIN_NODE_ATTRIBUTE)
    return g_strdup_printf ("%s/@%s%s%s", parent, node->prefix != NULL ? node->prefix : "",
                            node->prefix != NULL ? ":" : "", node->local);
  if (node->kind == TERRAIN_NODE_NAMESPACE)
    return g_strdup_printf ("%s/@xmlns:%s", parent, node->local != NULL ? node->local : "");
  for (TerrainNode *sibling = node->previous; sibling != NULL; sibling = sibling->previous)
    position += sibling->kind == node->kind;
  test = node->kind == TERRAIN_NODE_ELEMENT   ? "*"
         : node->kind == TERRAIN_NODE_TEXT    ? "text()"
         : node->kind == TERRAIN_NODE_COMMENT ? "comment()"
                                              : "processing-instruction()";
  return g_strdup_printf ("%s/%s[%u]", parent, test, position);
}

static TerrainNode *
find_step (TerrainNode *node,
           const char  *step)
{
  g_autofree char *wanted = NULL;
  g_autofree char *parent = path_of (node);

  wanted = g_strconcat (parent, "/", step, NULL);
  for (TerrainNode *child = *step == '@' ? node->first_attribute : node->first_child; child != NULL; child = child->next)
    {
      g_autofree char *path = path_of (child);

      if (strcmp (path, wanted) == 0)
        return child;
    }
  return NULL;
}

static TerrainNode *
find_node (TerrainDocument *document,
           const char      *path)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  TerrainNode *node = terrain_document_get_node (document);

  for (guint i = 1; steps[i] != NULL && node != NULL; i++)
    {
      if (*steps[i] != '\0')
        node = find_step (node, steps[i]);
    }
  return node;
}

/* The vector's surroundings */

typedef struct
{
  JsonObject *vector;
  TerrainNode *root; /* (nullable): where the vector states one, its declarations are in scope */
} Scope;

static const char *
declared_at (TerrainNode *node,
             const char  *prefix)
{
  for (; node != NULL; node = node->parent)
    {
      for (TerrainNode *declared = node->first_namespace; declared != NULL; declared = declared->next)
        {
          if (g_strcmp0 (declared->local, *prefix != '\0' ? prefix : NULL) == 0)
            return declared->value;
        }
    }
  return NULL;
}

static const char *
resolve_prefix (const char *prefix,
                gpointer    user_data)
{
  const Scope *scope = user_data;
  JsonObject *vector = scope->vector;
  JsonObject *prefixes = json_object_has_member (vector, "ns") ? json_object_get_object_member (vector, "ns") : NULL;

  if (prefixes != NULL && json_object_has_member (prefixes, prefix))
    return g_intern_string (json_object_get_string_member (prefixes, prefix));
  if (prefixes == NULL && declared_at (scope->root, prefix) != NULL)
    return declared_at (scope->root, prefix);
  /* JavaRosa's and web-forms' tests name prefixes that they declare nowhere. */
  if (strcmp (prefix, "xhtml") == 0 || strcmp (prefix, "html") == 0)
    return "http://www.w3.org/1999/xhtml";
  if (strcmp (prefix, "jr") == 0)
    return "http://openrosa.org/javarosa";
  if (*prefix == '\0')
    return "";
  /* Vectors that are only parsed have no document to declare anything. */
  return json_object_has_member (vector, "valid") ? "urn:any" : NULL;
}

static TerrainEnvironment *
make_environment (JsonObject *vector)
{
  TerrainEnvironment *environment = terrain_environment_new (NULL, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (member (vector, "tz"));
  const char *now = member (vector, "now");
  TerrainXPathValue date;

  g_assert_nonnull (zone);
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_seed (environment, 1);
  if (now != NULL && terrain_date_parse (now, zone, &date))
    terrain_environment_hold_clock (environment, date.date.instant);
  return environment;
}

/* Comparing */

static int
compare_nodes (gconstpointer a,
               gconstpointer b)
{
  return terrain_node_compare (*(TerrainNode *const *) a, *(TerrainNode *const *) b);
}

static char *
describe_nodes (const TerrainXPathValue *value)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < terrain_xpath_value_get_n_nodes (value); i++)
    {
      g_autofree char *path = path_of (terrain_xpath_value_get_node (value, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", *path != '\0' ? path : "/");
    }
  return g_string_free (g_string_append_c (text, ']'), FALSE);
}

static char *
describe (const TerrainXPathValue *value)
{
  return value->type == TERRAIN_XPATH_NODESET ? describe_nodes (value) : terrain_xpath_value_to_string (value);
}

static gboolean
depends_on (JsonObject *vector,
            const char *what)
{
  JsonArray *depends = json_object_has_member (vector, "depends") ? json_object_get_array_member (vector, "depends") : NULL;

  for (guint i = 0; depends != NULL && i < json_array_get_length (depends); i++)
    {
      if (strcmp (json_array_get_string_element (depends, i), what) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
equal_numbers (JsonObject *vector,
               double      got)
{
  double expected = g_ascii_strtod (member (vector, "expected"), NULL);
  double tolerance = 1e-12 * fmax (1, fabs (expected));

  if (strcmp (member (vector, "expected"), "NaN") == 0)
    return isnan (got);
  if (json_object_has_member (vector, "tolerance"))
    tolerance = json_node_get_value_type (json_object_get_member (vector, "tolerance")) == G_TYPE_STRING
                    ? g_ascii_strtod (member (vector, "tolerance"), NULL)
                    : json_object_get_double_member (vector, "tolerance");
  if (json_object_has_member (vector, "round_factor"))
    {
      double factor = (double) json_object_get_int_member (vector, "round_factor");

      return fabs (round (got * factor) / factor - expected) <= 2.01 / factor;
    }
  return got == expected || fabs (got - expected) <= tolerance;
}

static gboolean
equal_nodes (JsonObject              *vector,
             const TerrainXPathValue *value)
{
  g_autofree char *got = describe_nodes (value);
  g_autoptr (GString) wanted = g_string_new ("[");
  JsonArray *expected = json_object_get_array_member (vector, "expected");

  if (value->type != TERRAIN_XPATH_NODESET)
    return FALSE;
  if (depends_on (vector, "random"))
    return value->set.length == json_array_get_length (expected);
  if (strcmp (member (vector, "type"), "nodeset") == 0 && value->set.length > 1)
    {
      qsort (value->set.nodes, value->set.length, sizeof (TerrainNode *), compare_nodes);
      g_free (got);
      got = describe_nodes (value);
    }
  for (guint i = 0; i < json_array_get_length (expected); i++)
    g_string_append_printf (wanted, "%s%s", i > 0 ? " " : "", json_array_get_string_element (expected, i));
  g_string_append_c (wanted, ']');
  return strcmp (got, wanted->str) == 0;
}

/* JavaRosa's nodesets are places without positions. */
static gboolean
equal_refs (JsonObject              *vector,
            const TerrainXPathValue *value)
{
  JsonArray *expected = json_object_get_array_member (vector, "expected");

  if (value->type != TERRAIN_XPATH_NODESET || value->set.length != json_array_get_length (expected))
    return FALSE;
  for (guint i = 0; i < value->set.length; i++)
    {
      g_autofree char *ref = terrain_node_dup_ref (value->set.nodes[i]);
      g_autoptr (GRegex) positions = g_regex_new ("\\[\\d+\\]", 0, 0, NULL);
      g_autofree char *generic = g_regex_replace_literal (positions, ref, -1, 0, "", 0, NULL);

      if (strcmp (generic, json_array_get_string_element (expected, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
matches (JsonObject *vector,
         const char *got)
{
  JsonNode *expected = json_object_get_member (vector, "expected");
  const char *source = JSON_NODE_HOLDS_OBJECT (expected)
                           ? json_object_get_string_member (json_node_get_object (expected), "source")
                           : json_node_get_string (expected);

  return g_regex_match_simple (source, got, 0, 0);
}

/* "Sat Jan 01 10:20:30 GMT 2000" */
static gboolean
equal_java_date (JsonObject              *vector,
                 const TerrainXPathValue *value)
{
  JsonObject *expected = json_object_get_object_member (vector, "expected");
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *text = NULL;

  if (value->type != TERRAIN_XPATH_DATE)
    return FALSE;
  utc = g_date_time_new_from_unix_utc (value->date.instant / G_USEC_PER_SEC);
  local = g_date_time_add_seconds (utc, value->date.offset);
  text = g_date_time_format (local, "%a %b %d %H:%M:%S GMT %Y");
  return strcmp (text, json_object_get_string_member (expected, "string")) == 0;
}

static gboolean
equal_text (JsonObject *vector,
            const char *got)
{
  if (depends_on (vector, "random"))
    return TRUE;
  return strcmp (got, member (vector, "expected")) == 0;
}

static gboolean
is_expected (JsonObject              *vector,
             const TerrainXPathValue *value)
{
  const char *type = member (vector, "type");
  g_autofree char *text = terrain_xpath_value_to_string (value);

  if (strcmp (type, "number") == 0)
    return depends_on (vector, "random") || equal_numbers (vector, terrain_xpath_value_to_number (value));
  if (strcmp (type, "boolean") == 0)
    return depends_on (vector, "random")
           || terrain_xpath_value_to_boolean (value) == json_object_get_boolean_member (vector, "expected");
  if (strcmp (type, "string") == 0)
    return equal_text (vector, text);
  if (strcmp (type, "string-match") == 0)
    return matches (vector, text);
  if (strcmp (type, "string-length") == 0)
    return (double) g_utf8_strlen (text, -1) == g_ascii_strtod (member (vector, "expected"), NULL);
  if (strcmp (type, "other") == 0)
    return equal_java_date (vector, value);
  if (strcmp (type, "first-node") == 0)
    {
      g_autofree char *path = NULL;

      if (value->type != TERRAIN_XPATH_NODESET || value->set.length == 0)
        return member (vector, "expected") == NULL;
      path = path_of (value->set.nodes[0]);
      return g_strcmp0 (*path != '\0' ? path : "/", member (vector, "expected")) == 0;
    }
  if (g_str_has_prefix (type, "nodeset"))
    return g_str_has_prefix (member (vector, "id"), "jrx") ? equal_refs (vector, value) : equal_nodes (vector, value);
  return FALSE;
}

static gboolean
is_skipped (JsonObject *vector)
{
  JsonArray *tags = json_object_has_member (vector, "tags") ? json_object_get_array_member (vector, "tags") : NULL;

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags); i++)
    {
      if (g_str_has_prefix (json_array_get_string_element (tags, i), "dom-"))
        return TRUE;
    }
  return json_object_has_member (vector, "custom_context");
}

/* As the type the vector states; nodes and the like as they come. */
static gboolean
evaluate (JsonObject         *vector,
          TerrainXPath       *xpath,
          TerrainXPathHost   *host,
          TerrainNode        *context,
          TerrainXPathValue  *value,
          GError            **error)
{
  const char *type = member (vector, "type");

  if (strcmp (type, "number") == 0)
    return terrain_xpath_evaluate_as (xpath, host, context, TERRAIN_XPATH_NUMBER, value, error);
  if (strcmp (type, "boolean") == 0)
    return terrain_xpath_evaluate_as (xpath, host, context, TERRAIN_XPATH_BOOLEAN, value, error);
  if (strcmp (type, "string") == 0)
    return terrain_xpath_evaluate_as (xpath, host, context, TERRAIN_XPATH_STRING, value, error);
  return terrain_xpath_evaluate (xpath, host, context, value, error);
}

static TerrainVectorStatus
status_of (gboolean ok)
{
  return ok ? TERRAIN_VECTOR_OK : TERRAIN_VECTOR_DIFFERS;
}

TerrainVectorStatus
terrain_vectors_run (TerrainVectors  *self,
                     JsonObject      *vector,
                     char           **got)
{
  g_autoptr (TerrainXPath) xpath = NULL;
  g_autoptr (TerrainEnvironment) environment = NULL;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  TerrainXPathHost *host;
  TerrainDocument *document;
  Scope scope;
  gboolean must_fail;

  *got = NULL;
  if (is_skipped (vector))
    return TERRAIN_VECTOR_SKIPPED;
  document = get_document (self, member (vector, "doc"));
  if (document == NULL)
    return TERRAIN_VECTOR_SKIPPED;
  scope.vector = vector;
  scope.root = member (vector, "root") != NULL ? find_node (document, member (vector, "root")) : NULL;
  /* The recorded evaluators, JavaRosa's among them, look for functions when they call them. */
  xpath = terrain_xpath_compile_lazily (member (vector, "expr"), resolve_prefix, &scope, &error);
  if (json_object_has_member (vector, "valid"))
    {
      *got = g_strdup (error != NULL ? error->message : "valid");
      return status_of ((xpath != NULL) == json_object_get_boolean_member (vector, "valid"));
    }

  must_fail = strcmp (member (vector, "type"), "error") == 0;
  environment = make_environment (vector);
  host = terrain_xpath_host_new (environment, member (vector, "lang"));
  host->root = scope.root;
  if (xpath != NULL)
    {
      const char *path = member (vector, "ctx");
      TerrainNode *context = find_node (document, path != NULL ? path : "/");

      if (context == NULL)
        g_error ("%s: no context %s", member (vector, "id"), path);
      evaluate (vector, xpath, host, context, &value, &error);
    }
  terrain_xpath_host_free (host);
  *got = error != NULL ? g_strdup (error->message) : describe (&value);
  return status_of (error != NULL ? must_fail : !must_fail && is_expected (vector, &value));
}
