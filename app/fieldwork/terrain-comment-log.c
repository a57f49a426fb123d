/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "terrain-comments.h"

/* The two shapes of a comment's answer: plain text, and the log of discrepancy notes (terrain-comments.h). Both lists of the
 * log are read with care: they may come from any program, or from a form's default. */

#define QUERIES "queries"
#define LOGS "logs"
#define MAX_DEPTH 16

static const char *
get_text (JsonObject *entry, const char *name)
{
  JsonNode *node = json_object_get_member (entry, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static JsonArray *
get_list (JsonObject *log, const char *name)
{
  JsonNode *node = json_object_get_member (log, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* (transfer full) (nullable): NULL for what is no log */
static JsonNode *
parse_log (const char *value)
{
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (value[strspn (value, " \t\r\n")] != '{' || !terrain_json_check_object (value, strlen (value), MAX_DEPTH, NULL))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, value, -1, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || (get_list (json_node_get_object (root), QUERIES) == NULL
          && get_list (json_node_get_object (root), LOGS) == NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

/* The newest comment of a list; audits and reasons of a log are not notes. (nullable) */
static JsonObject *
find_newest (JsonArray *list)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const char *type = JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "type") : "";

      if (type == NULL || g_str_equal (type, "comment"))
        return json_node_get_object (node);
    }
  return NULL;
}

static JsonObject *
find_note (JsonObject *log)
{
  JsonObject *newest = find_newest (get_list (log, QUERIES));

  return newest != NULL ? newest : find_newest (get_list (log, LOGS));
}

char *
terrain_comment_dup_text (TerrainItem *comment)
{
  g_autoptr (JsonNode) root = NULL;
  const char *value;
  JsonObject *note;
  const char *text;

  g_return_val_if_fail (TERRAIN_IS_ITEM (comment), NULL);

  value = terrain_item_get_value (comment);
  root = parse_log (value);
  if (root == NULL)
    return *value != '\0' ? g_strdup (value) : NULL;
  note = find_note (json_node_get_object (root));
  text = note != NULL ? get_text (note, "comment") : NULL;
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* What no program has counted to is a name, not a number. */
static guint64
find_last_id (JsonArray *list)
{
  guint64 last = 0;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonNode *node = json_array_get_element (list, i);
      const char *id = JSON_NODE_HOLDS_OBJECT (node) ? get_text (json_node_get_object (node), "id") : NULL;
      guint64 number;

      if (id != NULL && g_ascii_string_to_unsigned (id, 10, 0, G_MAXINT32, &number, NULL))
        last = MAX (last, number);
    }
  return last;
}

/* "2026-03-03 12:00:00.000 +00:00" */
static char *
dup_now (TerrainItem *comment)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (terrain_item_get_interview (comment));
  gint64 now = terrain_environment_get_now (environment);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, terrain_environment_get_time_zone (environment));
  g_autofree char *day = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
  g_autofree char *offset = g_date_time_format (local, "%:z");

  return g_strdup_printf ("%s.%03d %s", day, (int) (now / 1000 % 1000), offset);
}

/* @before: (nullable): the note it goes on from. (transfer full) */
static JsonNode *
make_entry (TerrainItem *comment, guint64 id, const char *text, const char *user, JsonObject *before)
{
  g_autoptr (JsonObject) entry = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, id);
  g_autofree char *now = dup_now (comment);
  const char *thread = before != NULL ? get_text (before, "thread_id") : NULL;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (entry, "type", "comment");
  json_object_set_string_member (entry, "id", number);
  json_object_set_string_member (entry, "date_time", now);
  json_object_set_string_member (entry, "comment", text);
  json_object_set_string_member (entry, "status", *text == '\0' ? "closed" : before != NULL ? "updated" : "new");
  json_object_set_string_member (entry, "assigned_to", "");
  json_object_set_boolean_member (entry, "notify", FALSE);
  if (thread != NULL)
    json_object_set_string_member (entry, "thread_id", thread);
  if (user != NULL && *user != '\0')
    json_object_set_string_member (entry, "user", user);
  json_node_set_object (node, entry);
  return node;
}

/* As @old, with @entry before it. */
static JsonArray *
prepend (JsonArray *old, JsonNode *entry)
{
  JsonArray *list = json_array_new ();

  json_array_add_element (list, entry);
  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    json_array_add_element (list, json_node_copy (json_array_get_element (old, i)));
  return list;
}

/* A log without entries, or, where a plain text stood, with that as the first. */
static JsonNode *
begin_log (TerrainItem *comment)
{
  const char *old = terrain_item_get_value (comment);
  g_autoptr (JsonObject) log = json_object_new ();
  JsonNode *root = json_node_new (JSON_NODE_OBJECT);

  json_object_set_array_member (log, QUERIES,
                                *old != '\0' ? prepend (NULL, make_entry (comment, 1, old, NULL, NULL)) : json_array_new ());
  json_object_set_array_member (log, LOGS, json_array_new ());
  json_node_set_object (root, log);
  return root;
}

char *
terrain_comment_dup_value (TerrainItem *comment, const char *text, const char *user)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *now = NULL;
  JsonObject *log;
  guint64 id;

  g_return_val_if_fail (TERRAIN_IS_ITEM (comment), NULL);

  root = parse_log (terrain_item_get_value (comment));
  if (root == NULL && !terrain_control_has_appearance (terrain_item_get_control (comment), "dn"))
    return g_strdup (text != NULL ? text : "");
  /* The same again is nothing new. */
  now = terrain_comment_dup_text (comment);
  if (g_strcmp0 (now != NULL ? now : "", text != NULL ? text : "") == 0)
    return g_strdup (terrain_item_get_value (comment));
  if (root == NULL)
    root = begin_log (comment);
  log = json_node_get_object (root);
  id = MAX (find_last_id (get_list (log, QUERIES)), find_last_id (get_list (log, LOGS))) + 1;
  json_object_set_array_member (log, QUERIES,
                                prepend (get_list (log, QUERIES),
                                         make_entry (comment, id, text != NULL ? text : "", user, find_note (log))));
  return json_to_string (root, FALSE);
}
