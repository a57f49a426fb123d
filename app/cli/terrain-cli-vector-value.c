/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-vector-value-private.h"

#include <math.h>
#include <string.h>

#include "terrain-cli-evaluate-private.h"

/* Vectors come from outside: a member of another type is one that is not there. */
static const char *
get_text (JsonObject *object, const char *name, const char *otherwise)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : otherwise;
}

static double
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_double (node) : 0;
}

static const char *
get_type (JsonObject *vector)
{
  return get_text (vector, "type", "");
}

/* "NaN", "Infinity" and "-Infinity" as JavaScript writes them; strtod() reads all three. */
static gboolean
get_expected_number (JsonObject *vector, double *number)
{
  JsonNode *expected = json_object_get_member (vector, "expected");
  char *end;

  if (expected == NULL || !JSON_NODE_HOLDS_VALUE (expected))
    return FALSE;
  if (json_node_get_value_type (expected) != G_TYPE_STRING)
    {
      *number = json_node_get_double (expected);
      return TRUE;
    }
  *number = g_ascii_strtod (json_node_get_string (expected), &end);
  return *end == '\0';
}

/* What the outside world decided then cannot be the same again. */
static gboolean
depends_on_chance (JsonObject *vector)
{
  JsonNode *depends = json_object_get_member (vector, "depends");
  JsonArray *names = depends != NULL && JSON_NODE_HOLDS_ARRAY (depends) ? json_node_get_array (depends) : NULL;

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      JsonNode *name = json_array_get_element (names, i);

      if (json_node_get_value_type (name) == G_TYPE_STRING && g_str_equal (json_node_get_string (name), "random"))
        return TRUE;
    }
  return FALSE;
}

static gboolean
number_matches (JsonObject *vector, double got)
{
  double factor = get_number (vector, "round_factor");
  double tolerance = get_number (vector, "tolerance");
  double expected;

  if (!get_expected_number (vector, &expected))
    return FALSE;
  if (isnan (expected) || isnan (got))
    return isnan (expected) && isnan (got);
  if (isinf (expected) || isinf (got))
    return isinf (expected) && isinf (got) && signbit (expected) == signbit (got);
  /* what was recorded may have been cut off rather than rounded */
  if (factor > 0)
    return fabs (round (got * factor) / factor - expected) <= 2.01 / factor;
  /* the last bits of a transcendental function are the C library's */
  return fabs (got - expected) <= MAX (tolerance, MAX (1, fabs (expected)) * 1e-12);
}

/* "*", "text()"…: the node test of @node in a place written as positions, and whether siblings count. */
static const char *
find_node_test (TerrainNode *node)
{
  static const char *const tests[] = { "*", "text()", "comment()", "processing-instruction()" };

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *expression = g_strconcat ("self::", tests[i], NULL);
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      g_autoptr (TerrainXPath) xpath = terrain_cli_evaluate (expression, node, NULL, terrain_cli_find_usual_prefix,
                                                             NULL, &value, NULL);

      if (xpath != NULL && terrain_xpath_value_get_n_nodes (&value) > 0)
        return tests[i];
    }
  return NULL;
}

static char *
evaluate_text (const char *expression, TerrainNode *node)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (TerrainXPath) xpath = terrain_cli_evaluate (expression, node, NULL, terrain_cli_find_usual_prefix, NULL,
                                                         &value, NULL);

  return xpath != NULL ? terrain_xpath_value_to_string (&value) : g_strdup ("");
}

/* One step of a place: "*[2]", "text()[1]", "@name" */
static char *
dup_step (TerrainNode *node)
{
  const char *test = find_node_test (node);
  g_autofree char *expression = NULL;
  g_autofree char *position = NULL;

  if (test == NULL)
    {
      g_autofree char *name = evaluate_text ("name()", node);
      g_autofree char *is_attribute = evaluate_text ("count(. | ../@*) = count(../@*)", node);

      return g_strconcat (g_str_equal (is_attribute, "true") ? "@" : "@xmlns:", name, NULL);
    }
  expression = g_strdup_printf ("count(preceding-sibling::%s) + 1", test);
  position = evaluate_text (expression, node);
  return g_strdup_printf ("%s[%s]", test, position);
}

static char *
dup_place (TerrainNode *node)
{
  GString *place = g_string_new (NULL);

  for (; terrain_node_get_parent (node) != NULL; node = terrain_node_get_parent (node))
    {
      g_autofree char *step = dup_step (node);

      g_string_prepend (place, step);
      g_string_prepend_c (place, '/');
    }
  if (place->len == 0)
    g_string_append_c (place, '/');
  return g_string_free (place, FALSE);
}

static gboolean
node_matches (TerrainNode *node, JsonNode *expected)
{
  const char *text = json_node_get_value_type (expected) == G_TYPE_STRING ? json_node_get_string (expected) : NULL;
  g_autofree char *place = dup_place (node);
  g_autofree char *ref = terrain_node_dup_ref (node);

  return g_strcmp0 (text, place) == 0 || g_strcmp0 (text, ref) == 0;
}

/* A node-set has no order of its own; what is expected is written in that of the document. */
static gboolean
is_among (TerrainNode *node, JsonArray *places)
{
  for (guint i = 0; i < json_array_get_length (places); i++)
    if (node_matches (node, json_array_get_element (places, i)))
      return TRUE;
  return FALSE;
}

static gboolean
nodes_match (JsonObject *vector, const TerrainXPathValue *value)
{
  JsonNode *expected = json_object_get_member (vector, "expected");
  JsonArray *places;

  if (value->type != TERRAIN_XPATH_NODESET || expected == NULL || !JSON_NODE_HOLDS_ARRAY (expected))
    return FALSE;
  places = json_node_get_array (expected);
  if (json_array_get_length (places) != terrain_xpath_value_get_n_nodes (value))
    return FALSE;
  if (depends_on_chance (vector))
    return TRUE;
  for (guint i = 0; i < json_array_get_length (places); i++)
    {
      TerrainNode *node = terrain_xpath_value_get_node (value, i);

      if (g_str_equal (get_type (vector), "nodeset-unordered") ? !node_matches (node, json_array_get_element (places, i))
                                                               : !is_among (node, places))
        return FALSE;
    }
  return TRUE;
}

static gboolean
text_matches (JsonObject *vector, const TerrainXPathValue *value)
{
  const char *type = get_type (vector);
  JsonNode *expected = json_object_get_member (vector, "expected");
  g_autofree char *got = terrain_xpath_value_to_string (value);
  double length;

  if (g_str_equal (type, "string-length"))
    return get_expected_number (vector, &length) && fabs ((double) g_utf8_strlen (got, -1) - length) < 0.5;
  if (g_str_equal (type, "string-match") && JSON_NODE_HOLDS_OBJECT (expected))
    {
      JsonObject *pattern = json_node_get_object (expected);
      const char *flags = get_text (pattern, "flags", "");

      return g_regex_match_simple (get_text (pattern, "source", "(*F)"), got,
                                   strchr (flags, 'i') != NULL ? G_REGEX_CASELESS : 0, 0);
    }
  return json_node_get_value_type (expected) == G_TYPE_STRING
         && g_strcmp0 (got, json_node_get_string (expected)) == 0;
}

gboolean
terrain_cli_vector_matches (JsonObject *vector, const TerrainXPathValue *value)
{
  const char *type = get_type (vector);
  JsonNode *expected = json_object_get_member (vector, "expected");

  if (expected == NULL || g_str_equal (type, "error"))
    return FALSE;
  if (depends_on_chance (vector) && !g_str_has_prefix (type, "nodeset") && !g_str_has_prefix (type, "string-"))
    return TRUE;
  if (g_str_equal (type, "number"))
    return number_matches (vector, terrain_xpath_value_to_number (value));
  if (g_str_equal (type, "boolean"))
    return json_node_get_value_type (expected) == G_TYPE_BOOLEAN
           && terrain_xpath_value_to_boolean (value) == json_node_get_boolean (expected);
  if (g_str_equal (type, "first-node"))
    return value->type == TERRAIN_XPATH_NODESET
           && (terrain_xpath_value_get_n_nodes (value) > 0
                 ? node_matches (terrain_xpath_value_get_node (value, 0), expected)
                 : JSON_NODE_HOLDS_NULL (expected));
  if (g_str_has_prefix (type, "nodeset"))
    return nodes_match (vector, value);
  return text_matches (vector, value);
}

void
terrain_cli_vector_add_got (JsonObject *vector, const TerrainXPathValue *value, JsonBuilder *answer)
{
  const char *type = get_type (vector);
  g_autofree char *text = NULL;

  json_builder_set_member_name (answer, "got");
  if (g_str_equal (type, "boolean"))
    {
      json_builder_add_boolean_value (answer, terrain_xpath_value_to_boolean (value));
      return;
    }
  if (value->type == TERRAIN_XPATH_NODESET && (g_str_has_prefix (type, "nodeset") || g_str_equal (type, "first-node")))
    {
      json_builder_begin_array (answer);
      for (guint i = 0; i < terrain_xpath_value_get_n_nodes (value); i++)
        {
          g_autofree char *place = dup_place (terrain_xpath_value_get_node (value, i));

          json_builder_add_string_value (answer, place);
        }
      json_builder_end_array (answer);
      return;
    }
  text = terrain_xpath_value_to_string (value);
  json_builder_add_string_value (answer, text);
}
