/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-local-entities-private.h"

#include "terrain-profile.h"

/* Setting: a JSON array of all changes. */
#define KEY "entities"

static JsonArray *
parse_changes (const char *text)
{
  g_autoptr (JsonNode) root = text != NULL ? json_from_string (text, NULL) : NULL;
  g_autoptr (JsonArray) changes = json_array_new ();

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return g_steal_pointer (&changes);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (root)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (root), i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        json_array_add_element (changes, json_node_copy (node));
    }
  return g_steal_pointer (&changes);
}

static char *
write_changes (JsonArray *changes)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (root, changes);
  return json_to_string (root, /* pretty= */ FALSE);
}

static JsonObject *
describe (const char *uuid, TerrainEntityChange *change)
{
  JsonObject *object = json_object_new ();
  JsonObject *properties = json_object_new ();

  json_object_set_string_member (object, "record", uuid);
  json_object_set_string_member (object, "list", change->dataset);
  json_object_set_string_member (object, "id", change->id);
  json_object_set_boolean_member (object, "create", (change->action & TERRAIN_ENTITY_CREATE) != 0);
  json_object_set_boolean_member (object, "update", (change->action & TERRAIN_ENTITY_UPDATE) != 0);
  json_object_set_int_member (object, "base", (gint64) change->base_version);
  json_object_set_int_member (object, "trunk", (gint64) change->trunk_version);
  if (change->branch_id != NULL)
    json_object_set_string_member (object, "branch", change->branch_id);
  if (change->label != NULL)
    json_object_set_string_member (object, "label", change->label);
  for (guint i = 0; i < change->properties->len; i++)
    {
      TerrainEntityProperty *property = change->properties->pdata[i];

      json_object_set_string_member (properties, property->name, property->value);
    }
  json_object_set_object_member (object, "properties", properties);
  return object;
}

/* Those of other records. */
static JsonArray *
dup_others (JsonArray *changes, const char *uuid)
{
  JsonArray *others = json_array_new ();

  for (guint i = 0; i < json_array_get_length (changes); i++)
    {
      JsonObject *change = json_array_get_object_element (changes, i);

      if (g_strcmp0 (json_object_get_string_member_with_default (change, "record", NULL), uuid) != 0)
        json_array_add_object_element (others, json_object_ref (change));
    }
  return others;
}

gboolean
terrain_local_entities_note (TerrainStore *store, const char *uuid, TerrainInterview *interview, GError **error)
{
  g_autoptr (GPtrArray) entities = terrain_interview_dup_entities (interview);
  g_autofree char *before = terrain_store_get_setting (store, KEY, NULL);
  g_autoptr (JsonArray) all = parse_changes (before);
  g_autoptr (JsonArray) changes = dup_others (all, uuid);
  g_autofree char *after = NULL;

  /* What can be read by nobody here once it is complete must not be read in a list either. */
  for (guint i = 0; terrain_form_get_encryption_key (terrain_interview_get_form (interview)) == NULL && i < entities->len;
       i++)
    {
      TerrainEntityChange *change = entities->pdata[i];

      if (change->offline && change->fault == TERRAIN_ENTITY_FAULT_NONE)
        json_array_add_object_element (changes, describe (uuid, change));
    }
  if (json_array_get_length (changes) > 0)
    after = write_changes (changes);
  return g_strcmp0 (before, after) == 0 || terrain_store_set_setting (store, KEY, after, error);
}

gboolean
terrain_profile_note_entities (TerrainProfile *self, const char *uuid, TerrainInterview *interview, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), FALSE);

  return terrain_local_entities_note (terrain_profile_get_store (self), uuid, interview, error);
}

/* (transfer full) (nullable): uuid → state, of all records there are */
static GHashTable *
list_states (TerrainStore *store)
{
  GHashTable *states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint trashed = 0; trashed < 2; trashed++)
    {
      g_autoptr (GPtrArray) records = terrain_store_list_records (store, trashed == 1, NULL);

      if (records == NULL)
        {
          g_hash_table_unref (states);
          return NULL;
        }
      for (guint i = 0; i < records->len; i++)
        {
          TerrainRecord *record = records->pdata[i];

          g_hash_table_replace (states, g_strdup (record->uuid), GINT_TO_POINTER ((int) record->state));
        }
    }
  return states;
}

/* Nothing of an erased record may be left, here neither. */
static void
forget_erased (TerrainStore *store, JsonArray *kept)
{
  g_autofree char *text = json_array_get_length (kept) > 0 ? write_changes (kept) : NULL;
  g_autoptr (GError) error = NULL;

  if (!terrain_store_set_setting (store, KEY, text, &error))
    g_message ("What an erased record changed in a list could not be forgotten: %s", error->message);
}

JsonArray *
terrain_local_entities_load (TerrainStore *store)
{
  g_autofree char *text = terrain_store_get_setting (store, KEY, NULL);
  g_autoptr (JsonArray) all = text != NULL ? parse_changes (text) : NULL;
  g_autoptr (GHashTable) states = all != NULL ? list_states (store) : NULL;
  g_autoptr (JsonArray) kept = json_array_new ();
  g_autoptr (JsonArray) changes = json_array_new ();

  if (states == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *change = json_array_get_object_element (all, i);
      const char *uuid = json_object_get_string_member_with_default (change, "record", "");
      gpointer state;

      if (!g_hash_table_lookup_extended (states, uuid, NULL, &state))
        continue;
      json_array_add_object_element (kept, json_object_ref (change));
      if (GPOINTER_TO_INT (state) != TERRAIN_RECORD_DRAFT)
        json_array_add_object_element (changes, json_object_ref (change));
    }
  if (json_array_get_length (kept) < json_array_get_length (all))
    forget_erased (store, kept);
  return json_array_get_length (changes) > 0 ? g_steal_pointer (&changes) : NULL;
}

char *
terrain_local_entities_dup_revision (JsonArray *changes)
{
  g_autofree char *text = changes != NULL ? write_changes (changes) : NULL;

  return text != NULL ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;
}
