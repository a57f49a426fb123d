/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-entity-private.h"

/* A bound node or attribute of @entity, filled in by an expression. */
static TerrainEntry *
add_bound (TerrainCompile *self, const TerrainEntity *entity, TerrainEntry *node, const char *name,
           const char *expression, const TerrainColumn *column)
{
  TerrainEntry *item = terrain_entry_new (self, TERRAIN_ENTRY_QUESTION, name, node, entity->row);

  item->table = self->entities_sheet;
  item->type = terrain_question_type_get ("calculate");
  item->no_control = TRUE;
  item->is_attribute = *name == '@';
  if (expression != NULL)
    terrain_attributes_set (item->bind, "calculate", expression, column);
  terrain_attributes_set (item->bind, "readonly", "true()", NULL);
  return item;
}

static TerrainEntry *
take_meta (TerrainCompile *self, TerrainEntry *container)
{
  TerrainEntry *meta;

  if (container == self->root)
    {
      if (!g_ptr_array_find (container->children, self->meta, NULL))
        g_ptr_array_add (container->children, self->meta);
      return self->meta;
    }
  meta = terrain_entry_new (self, TERRAIN_ENTRY_GROUP, "meta", container, 0);
  meta->no_control = TRUE;
  return meta;
}

/* Which version of the entity was changed: what an offline client saw of it (entities specification, section update). */
static void
add_versions (TerrainCompile *self, const TerrainEntity *entity, TerrainEntry *node)
{
  static const struct
  {
    const char *attribute, *column;
  } versions[] = {
    { "baseVersion", "__version" },
    { "trunkVersion", "__trunkVersion" },
    { "branchId", "__branchId" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      const char *name = terrain_compile_format (self, "@%s", versions[i].attribute);
      const char *expression = terrain_compile_format (self, "instance('%s')/root/item[name=%s]/%s", entity->list,
                                                       entity->id->text, versions[i].column);

      terrain_attributes_set (node->instance, versions[i].attribute, "", NULL);
      add_bound (self, entity, node, name, expression, entity->id->column);
    }
}

void
terrain_entity_declare (TerrainCompile *self, TerrainEntity *entity)
{
  TerrainEntry *meta = take_meta (self, entity->container);
  TerrainEntry *node = terrain_entry_new (self, TERRAIN_ENTRY_GROUP, "entity", meta, entity->row);
  gboolean creates = entity->create_if != NULL || entity->id == NULL;
  TerrainEntry *id;

  node->table = self->entities_sheet;
  node->no_control = TRUE;
  terrain_attributes_set (node->instance, "dataset", entity->list, NULL);
  if (creates)
    terrain_attributes_set (node->instance, "create", "1", NULL);
  if (entity->create_if != NULL)
    add_bound (self, entity, node, "@create", entity->create_if->text, entity->create_if->column);
  if (entity->id != NULL)
    {
      terrain_attributes_set (node->instance, "update", "1", NULL);
      if (entity->update_if != NULL)
        add_bound (self, entity, node, "@update", entity->update_if->text, entity->update_if->column);
      add_versions (self, entity, node);
    }
  terrain_attributes_set (node->instance, "id", "", NULL);
  id = add_bound (self, entity, node, "@id", entity->id != NULL ? entity->id->text : NULL,
                  entity->id != NULL ? entity->id->column : NULL);
  if (entity->id == NULL)
    {
      id->default_value = "uuid()";
      id->dynamic_default = TRUE;
    }
  if (entity->label != NULL)
    add_bound (self, entity, node, "label", entity->label->text, entity->label->column);
}
