/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-json.h"
#include "terrain-number.h"
#include "terrain-table-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

/*
 * RFC 7946 as ODK reads it: each Feature is an item with "geometry" (ODK's notation, "lat lon alt accuracy", points of a
 * line or of a polygon's outer ring with "; " between), its properties and "id", the Feature's own before a property.
 */

#define MAX_DEPTH 64
#define MAX_SIZE (64 * 1024 * 1024)
#define MAX_NAMES 250

typedef struct
{
  TerrainTable *table;
  GHashTable *names;    /* property → interned element name; a name is never forgotten, so they are counted */
  guint n_left_out;     /* geometries that ODK has no notation for */
} Reader;

static JsonNode *
get_member (JsonObject   *object,
            const char   *name,
            JsonNodeType  type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

static const char *
get_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = get_member (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";
}

/* Returns: (transfer full): a property as text; what has no text of its own as JSON */
static char *
dup_value (JsonNode *node)
{
  char buffer[TERRAIN_NUMBER_LENGTH];

  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return json_to_string (node, FALSE);
  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "true" : "false");
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    default:
      return g_strdup (terrain_number_format (json_node_get_double (node), buffer));
    }
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

/* A position of RFC 7946 section 3.1.1: longitude, latitude, altitude where known. */
static gboolean
append_position (GString  *text,
                 JsonNode *node)
{
  static const guint order[] = { 1, 0, 2 };
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint length = array != NULL ? json_array_get_length (array) : 0;
  char buffer[TERRAIN_NUMBER_LENGTH];

  if (length < 2)
    return FALSE;
  if (text->len > 0)
    g_string_append (text, "; ");
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      JsonNode *number = order[i] < length ? json_array_get_element (array, order[i]) : NULL;

      if (number == NULL)
        {
          g_string_append (text, "0 ");
          continue;
        }
      if (!is_number (number))
        return FALSE;
      g_string_append (text, terrain_number_format (json_node_get_double (number), buffer));
      g_string_append_c (text, ' ');
    }
  g_string_append_c (text, '0');
  return TRUE;
}

static gboolean
append_positions (GString  *text,
                  JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!append_position (text, json_array_get_element (array, i)))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): NULL where there is no notation for it */
static char *
dup_geometry (JsonObject *geometry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonNode *coordinates = json_object_get_member (geometry, "coordinates");
  const char *type = get_text (geometry, "type");
  gboolean known = FALSE;

  if (coordinates == NULL)
    return NULL;
  if (strcmp (type, "Point") == 0)
    known = append_position (text, coordinates);
  else if (strcmp (type, "LineString") == 0)
    known = append_positions (text, coordinates);
  else if (strcmp (type, "Polygon") == 0 && JSON_NODE_HOLDS_ARRAY (coordinates))
    {
      JsonArray *rings = json_node_get_array (coordinates);

      known = json_array_get_length (rings) == 0 || append_positions (text, json_array_get_element (rings, 0));
    }
  return known ? g_strdup (text->str) : NULL;
}

static gboolean
find_name (Reader      *self,
           const char  *property,
           const char **name,
           GError     **error)
{
  if (g_hash_table_lookup_extended (self->names, property, NULL, (gpointer *) name))
    return TRUE;
  if (g_hash_table_size (self->names) == MAX_NAMES)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                   _("The list has more than %d different properties."), MAX_NAMES);
      return FALSE;
    }
  *name = terrain_table_intern_name (property);
  g_hash_table_insert (self->names, g_strdup (property), (gpointer) *name);
  return TRUE;
}

/* @own_id: the feature has an id of its own, which goes before a property of that name */
static gboolean
add_properties (Reader      *self,
                TerrainNode *item,
                JsonObject  *properties,
                gboolean     own_id,
                GError     **error)
{
  JsonObjectIter iter;
  const char *property;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &property, &value))
    {
      const char *name;

      if (!find_name (self, property, &name, error))
        return FALSE;
      if (name != NULL && terrain_node_find_child (item, name) == NULL && !(own_id && strcmp (name, "id") == 0))
        terrain_table_add_cell (item, name, dup_value (value));
    }
  return TRUE;
}

static gboolean
read_feature (Reader   *self,
              JsonNode *node,
              guint     number,
              GError  **error)
{
  JsonObject *feature = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *properties, *geometry, *id;
  TerrainNode *item;
  char *place = NULL;

  if (feature == NULL || strcmp (get_text (feature, "type"), "Feature") != 0)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
                   _("Number %u of its features is not of type “Feature”."), number);
      return FALSE;
    }
  properties = get_member (feature, "properties", JSON_NODE_OBJECT);
  item = terrain_table_add_item (self->table,
                                 2 + (properties != NULL ? json_object_get_size (json_node_get_object (properties)) : 0),
                                 error);
  if (item == NULL)
    return FALSE;
  geometry = json_object_get_member (feature, "geometry");
  /* Null stands for a feature without a place (section 3.2). */
  if (geometry != NULL && !JSON_NODE_HOLDS_NULL (geometry))
    {
      place = JSON_NODE_HOLDS_OBJECT (geometry) ? dup_geometry (json_node_get_object (geometry)) : NULL;
      self->n_left_out += place == NULL ? 1 : 0;
    }
  terrain_table_add_cell (item, g_intern_static_string ("geometry"), place);
  id = get_member (feature, "id", JSON_NODE_VALUE);
  if (id != NULL)
    terrain_table_add_cell (item, g_intern_static_string ("id"), dup_value (id));
  return properties == NULL || add_properties (self, item, json_node_get_object (properties), id != NULL, error);
}

static void
refuse_other (GError **error)
{
  g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
                       _("The file is not GeoJSON of type “FeatureCollection”."));
}

static gboolean
is_object (const char *text,
           gsize       length)
{
  gsize start = 0;

  while (start < length && strchr (" \t\r\n", text[start]) != NULL && text[start] != '\0')
    start++;
  return start < length && text[start] == '{';
}

/* Returns: (transfer none) (nullable): the features of @parser's file */
static JsonArray *
find_features (JsonParser *parser,
               GError    **error)
{
  JsonNode *root = json_parser_get_root (parser);
  JsonObject *object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  JsonNode *features;

  if (object == NULL || strcmp (get_text (object, "type"), "FeatureCollection") != 0)
    {
      refuse_other (error);
      return NULL;
    }
  features = get_member (object, "features", JSON_NODE_ARRAY);
  if (features == NULL)
    g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
                         _("The FeatureCollection has no array of “features”."));
  return features != NULL ? json_node_get_array (features) : NULL;
}

static gboolean
load (JsonParser *parser,
      GBytes     *bytes,
      GError    **error)
{
  g_autoptr (GError) syntax = NULL;
  g_autofree char *reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length > MAX_SIZE)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT, _("The file is larger than %d MiB."),
                   MAX_SIZE / (1024 * 1024));
      return FALSE;
    }
  /* RFC 7946 has no byte order mark, some programs do. */
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  /* JSON of another type is not this file's fault. */
  if (length > 0 && g_utf8_validate_len (text, length, NULL) && !is_object (text, length))
    {
      refuse_other (error);
      return FALSE;
    }
  if (!terrain_json_check_object (text, length, MAX_DEPTH, error))
    return FALSE;
  if (json_parser_load_from_data (parser, text, (gssize) length, &syntax))
    return TRUE;
  /* json-glib quotes single bytes of what it could not read. */
  reason = g_utf8_make_valid (syntax->message, -1);
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST, _("The file is not JSON (%s)."),
               reason);
  return FALSE;
}

TerrainDocument *
terrain_table_parse_geojson (GBytes  *bytes,
                             char   **note,
                             GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (TerrainTable) table = { 0 };
  Reader reader = { .table = &table, .names = names };
  JsonArray *features;

  if (!load (parser, bytes, error))
    return NULL;
  features = find_features (parser, error);
  if (features == NULL)
    return NULL;
  terrain_table_init (&table);
  for (guint i = 0; i < json_array_get_length (features); i++)
    {
      if (!read_feature (&reader, json_array_get_element (features, i), i + 1, error))
        return NULL;
    }
  if (reader.n_left_out > 0)
    terrain_table_note (&table, _("Features that have no place here, being no Point, LineString or Polygon: %u."),
                        reader.n_left_out);
  *note = table.notes->len > 0 ? g_strdup (table.notes->str) : NULL;
  return terrain_table_finish (&table);
}
