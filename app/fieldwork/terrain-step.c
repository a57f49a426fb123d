/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <terrain-engine.h>

#include "terrain-step-private.h"

/* A step has texts only. */
#define MAX_DEPTH 4

static const char *const kinds[] = {
  [TERRAIN_STEP_SET] = "set",           [TERRAIN_STEP_ADD] = "add",           [TERRAIN_STEP_REMOVE] = "remove",
  [TERRAIN_STEP_LANGUAGE] = "language", [TERRAIN_STEP_UNDO] = "undo",         [TERRAIN_STEP_REDO] = "redo",
  [TERRAIN_STEP_POSITION] = "position", [TERRAIN_STEP_FILL] = "fill",         [TERRAIN_STEP_AUDIT] = "audit",
  [TERRAIN_STEP_REMARK] = "remark",     [TERRAIN_STEP_CONFIRM] = "confirm",
  [TERRAIN_STEP_MASK] = "mask",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TERRAIN_STEP_UNKNOWN);

const char *
terrain_step_kind_to_string (TerrainStepKind kind)
{
  g_assert (kind < TERRAIN_STEP_UNKNOWN);
  return kinds[kind];
}

void
terrain_step_free (TerrainStep *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->value);
  g_free (self->instance);
  g_free (self->event);
  g_free (self->node);
  g_free (self->old_value);
  g_free (self->new_value);
  g_free (self->user);
  g_free (self->gone);
  g_free (self->back);
  g_free (self);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

GBytes *
terrain_step_to_payload (TerrainStep *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  add_text (builder, "ref", self->ref);
  add_text (builder, "value", self->value);
  add_text (builder, "instance", self->instance);
  add_text (builder, "event", self->event);
  add_text (builder, "node", self->node);
  add_text (builder, "old", self->old_value);
  add_text (builder, "new", self->new_value);
  add_text (builder, "user", self->user);
  add_text (builder, "gone", self->gone);
  add_text (builder, "back", self->back);
  if (self->joined)
    {
      json_builder_set_member_name (builder, "joined");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_set_member_name (builder, "seed");
  json_builder_add_int_value (builder, (gint64) self->seed);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, /* pretty= */ FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static char *
dup_text (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : NULL;
}

static gboolean
get_seed (JsonObject *object, guint64 *seed)
{
  JsonNode *node = json_object_get_member (object, "seed");

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *seed = (guint64) json_node_get_int (node);
  return TRUE;
}

static gboolean
get_flag (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

/* What each kind cannot do without; a cleared answer has no value. */
static gboolean
is_whole (const TerrainStep *step)
{
  switch (step->kind)
    {
    case TERRAIN_STEP_SET:
    case TERRAIN_STEP_ADD:
    case TERRAIN_STEP_REMOVE:
    case TERRAIN_STEP_FILL:
    case TERRAIN_STEP_REMARK:
    case TERRAIN_STEP_CONFIRM:
    case TERRAIN_STEP_MASK:
      return step->ref != NULL;
    case TERRAIN_STEP_LANGUAGE:
      return step->value != NULL;
    case TERRAIN_STEP_AUDIT:
      return step->event != NULL;
    case TERRAIN_STEP_UNDO:
    case TERRAIN_STEP_REDO:
    case TERRAIN_STEP_POSITION:
    case TERRAIN_STEP_UNKNOWN:
    default:
      return TRUE;
    }
}

TerrainStep *
terrain_step_new_from_event (const char *kind, GBytes *payload, GError **error)
{
  g_autoptr (TerrainStep) step = g_new0 (TerrainStep, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text = g_bytes_get_data (payload, &size);
  JsonNode *root;

  step->kind = TERRAIN_STEP_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kind, kinds[i]))
        step->kind = (TerrainStepKind) i;
    }
  if (step->kind == TERRAIN_STEP_UNKNOWN)
    return g_steal_pointer (&step);

  root = terrain_json_check_object (text, size, MAX_DEPTH, NULL)
             && json_parser_load_from_data (parser, text, (gssize) size, NULL)
           ? json_parser_get_root (parser)
           : NULL;
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObject *object = json_node_get_object (root);

      step->ref = dup_text (object, "ref");
      step->value = dup_text (object, "value");
      step->instance = dup_text (object, "instance");
      step->event = dup_text (object, "event");
      step->node = dup_text (object, "node");
      step->old_value = dup_text (object, "old");
      step->new_value = dup_text (object, "new");
      step->user = dup_text (object, "user");
      step->gone = dup_text (object, "gone");
      step->back = dup_text (object, "back");
      step->joined = get_flag (object, "joined");
      if (get_seed (object, &step->seed) && is_whole (step))
        return g_steal_pointer (&step);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("A step of the record cannot be read."));
  return NULL;
}
