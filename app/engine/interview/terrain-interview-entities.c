/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-entity.h"

#include "terrain-entity-private.h"
#include "terrain-interview-private.h"

#include <string.h>

/* What a record asks of entity lists: read from the nodes that a submission will hold, so that both say the same. */

static void
property_free (TerrainEntityProperty *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

void
terrain_entity_change_free (TerrainEntityChange *self)
{
  g_free (self->ref);
  g_free (self->dataset);
  g_free (self->id);
  g_free (self->label);
  g_free (self->branch_id);
  g_clear_pointer (&self->properties, g_ptr_array_unref);
  g_free (self);
}

const char *
terrain_entity_change_get_property (TerrainEntityChange *self,
                                    const char          *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->properties->len; i++)
    {
      TerrainEntityProperty *property = g_ptr_array_index (self->properties, i);

      if (g_str_equal (property->name, name))
        return property->value;
    }
  return NULL;
}

/* The text of the place's node below or at @entity; NULL where it is not there or not relevant. */
static const char *
read_text (TerrainNode   *entity,
           TerrainSchema *schema)
{
  TerrainNode *node = schema == NULL ? NULL : schema->is_attribute ? entity->first_attribute : entity->first_child;

  while (node != NULL && node->schema != schema)
    node = node->next;
  if (node == NULL || (node->flags & TERRAIN_NODE_IRRELEVANT))
    return NULL;
  return terrain_node_get_value (node);
}

/* "MUST interpret "1" or "true" as indications […] and any other value as indication not to". */
static gboolean
is_true (const char *text)
{
  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

/* "MUST treat a __version value other than a positive integer, including a missing value, as 0". */
static guint64
read_number (const char *text)
{
  guint64 number;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL) ? number : 0;
}

static char *
dup_filled (const char *text)
{
  return text != NULL && text[strspn (text, " \t\r\n")] != '\0' ? g_strdup (text) : NULL;
}

/* xxxxxxxx-xxxx-4xxx-[89ab]xxx-xxxxxxxxxxxx */
static gboolean
is_uuid4 (const char *id)
{
  return g_uuid_string_is_valid (id) && id[14] == '4' && strchr ("89abAB", id[19]) != NULL;
}

static TerrainEntityFault
find_fault (TerrainEntityChange *change)
{
  if (*change->dataset == '\0')
    return TERRAIN_ENTITY_FAULT_LIST;
  if (*change->id == '\0')
    return TERRAIN_ENTITY_FAULT_NO_ID;
  if (!is_uuid4 (change->id))
    return TERRAIN_ENTITY_FAULT_ID;
  if (change->label == NULL && change->action == TERRAIN_ENTITY_CREATE)
    return TERRAIN_ENTITY_FAULT_LABEL;
  return TERRAIN_ENTITY_FAULT_NONE;
}

/* A node that is not relevant is not in the submission, so the server leaves its property as it is. */
static GPtrArray *
list_properties (TerrainInterview *self,
                 TerrainEntity    *entity,
                 TerrainNode      *node)
{
  TerrainScope *scope = terrain_scope_of (node);
  GPtrArray *properties = g_ptr_array_new_with_free_func ((GDestroyNotify) property_free);

  for (guint i = 0; i < entity->properties->len; i++)
    {
      TerrainSaveTo *save_to = g_ptr_array_index (entity->properties, i);
      TerrainNode *answer = terrain_layout_get_single (self->layout, scope, save_to->schema);
      TerrainEntityProperty *property;

      if (answer == NULL || (answer->flags & TERRAIN_NODE_IRRELEVANT))
        continue;
      property = g_new0 (TerrainEntityProperty, 1);
      property->name = g_strdup (save_to->property);
      property->value = g_strdup (terrain_node_get_value (answer));
      g_ptr_array_add (properties, property);
    }
  return properties;
}

static TerrainEntityChange *
read_change (TerrainInterview *self,
             TerrainEntity    *entity,
             TerrainNode      *node)
{
  TerrainEntityAction action = 0;
  TerrainEntityChange *change;
  const char *dataset;
  const char *id;

  if (node->flags & TERRAIN_NODE_IRRELEVANT)
    return NULL;
  if (is_true (read_text (node, entity->create)))
    action |= TERRAIN_ENTITY_CREATE;
  if (is_true (read_text (node, entity->update)))
    action |= TERRAIN_ENTITY_UPDATE;
  if (action == 0)
    return NULL;
  dataset = read_text (node, entity->dataset);
  id = read_text (node, entity->id);
  change = g_new0 (TerrainEntityChange, 1);
  change->ref = terrain_node_dup_ref (node->parent->parent);
  change->action = action;
  change->offline = terrain_form_has_entities_version (self->form, 2024, 1);
  change->dataset = g_strdup (dataset != NULL ? dataset : "");
  change->id = g_strdup (id != NULL ? id : "");
  change->label = dup_filled (read_text (node, entity->label));
  change->base_version = read_number (read_text (node, entity->base_version));
  change->trunk_version = read_number (read_text (node, entity->trunk_version));
  change->branch_id = dup_filled (read_text (node, entity->branch_id));
  change->properties = list_properties (self, entity, node);
  change->fault = find_fault (change);
  return change;
}

static gint
compare_order (gconstpointer a,
               gconstpointer b)
{
  return terrain_node_compare (*(TerrainNode *const *) a, *(TerrainNode *const *) b);
}

GPtrArray *
terrain_interview_dup_entities (TerrainInterview *self)
{
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GHashTable) declared = NULL;
  GPtrArray *changes;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  terrain_interview_look_around (self);
  changes = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_entity_change_free);
  nodes = g_ptr_array_new ();
  declared = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->form->entities->len; i++)
    {
      TerrainEntity *entity = g_ptr_array_index (self->form->entities, i);

      g_hash_table_insert (declared, entity->entity, entity);
      terrain_layout_collect (self->layout, self->root, entity->entity, nodes);
    }
  g_ptr_array_sort (nodes, compare_order);
  for (guint i = 0; i < nodes->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (nodes, i);
      TerrainEntityChange *change = read_change (self, g_hash_table_lookup (declared, node->schema), node);

      if (change != NULL)
        g_ptr_array_add (changes, change);
    }
  return changes;
}
