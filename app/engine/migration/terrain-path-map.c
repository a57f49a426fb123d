/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "terrain-json.h"
#include "terrain-migration-private.h"

#define MAX_SIZE (4 * 1024 * 1024)

struct _TerrainPathMap
{
  int ref_count;
  GHashTable *targets; /* old path → new path, "" for dropped */
};

static gboolean
set_error (GError **error, const char *what)
{
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
               _("The map of renamed questions cannot be used: %s"), what);
  return FALSE;
}

static gboolean
is_path (const char *path)
{
  return path != NULL && path[0] == '/' && path[1] != '\0' && !g_str_has_suffix (path, "/")
         && strchr (path, '[') == NULL;
}

static gboolean
add (TerrainPathMap *self, const char *path, const char *target, GError **error)
{
  g_autofree char *words = NULL;

  if (is_path (path) && (*target == '\0' || is_path (target))
      && g_hash_table_insert (self->targets, g_strdup (path), g_strdup (target)))
    return TRUE;
  words = g_strdup_printf (_("“%s” is said twice, or is no path. A path is written like /data/group/question."), path);
  return set_error (error, words);
}

static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
read_renamed (TerrainPathMap *self, JsonNode *node, GError **error)
{
  JsonObjectIter iterator;
  const char *path;
  JsonNode *target;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_error (error, _("“renamed” is no object of old and new paths."));
  json_object_iter_init (&iterator, json_node_get_object (node));
  while (json_object_iter_next (&iterator, &path, &target))
    {
      const char *text = get_text (target);

      if (text == NULL || *text == '\0')
        return set_error (error, _("“renamed” is no object of old and new paths."));
      if (!add (self, path, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_dropped (TerrainPathMap *self, JsonNode *node, GError **error)
{
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_error (error, _("“dropped” is no list of paths."));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));

      if (text == NULL)
        return set_error (error, _("“dropped” is no list of paths."));
      if (!add (self, text, "", error))
        return FALSE;
    }
  return TRUE;
}

/* A word that is mistyped must not make answers disappear unseen. */
static gboolean
check_members (JsonObject *object, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    {
      g_autofree char *words = NULL;

      if (g_str_equal (link->data, "renamed") || g_str_equal (link->data, "dropped"))
        continue;
      words = g_strdup_printf (_("“%s” is not known there. Write “renamed” or “dropped”."), (char *) link->data);
      return set_error (error, words);
    }
  return TRUE;
}

/* A map has two levels. */
#define MAX_DEPTH 16

TerrainPathMap *
terrain_path_map_parse (GBytes *json, GError **error)
{
  g_autoptr (TerrainPathMap) self = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) local_error = NULL;
  JsonObject *object;
  JsonNode *root;
  const char *text;
  gsize size;

  g_return_val_if_fail (json != NULL, NULL);

  text = g_bytes_get_data (json, &size);
  self = g_new0 (TerrainPathMap, 1);
  self->ref_count = 1;
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (size > MAX_SIZE || !terrain_json_check_object (text, size, MAX_DEPTH, &local_error)
      || !json_parser_load_from_data (parser, text, (gssize) size, &local_error))
    {
      set_error (error, local_error != NULL ? local_error->message : _("it is not JSON."));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      set_error (error, _("it is not JSON."));
      return NULL;
    }
  object = json_node_get_object (root);
  if (!check_members (object, error) || !read_renamed (self, json_object_get_member (object, "renamed"), error)
      || !read_dropped (self, json_object_get_member (object, "dropped"), error))
    return NULL;
  return g_steal_pointer (&self);
}

TerrainPathMap *
terrain_path_map_ref (TerrainPathMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_path_map_unref (TerrainPathMap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_hash_table_unref (self->targets);
  g_free (self);
}

gboolean
terrain_path_map_find (TerrainPathMap *self, const char *path, const char **target)
{
  const char *found = self != NULL ? g_hash_table_lookup (self->targets, path) : NULL;

  if (found == NULL)
    return FALSE;
  *target = *found != '\0' ? found : NULL;
  return TRUE;
}
