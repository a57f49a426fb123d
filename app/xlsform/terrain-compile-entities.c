/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"
#include "terrain-entity-private.h"
#include "terrain-reference-private.h"

/* ODK entities specification: names of lists and properties. */
static void
check_entity_name (TerrainCompile *self, const char *name, TerrainPlace place, gboolean property)
{
  if (!terrain_is_name (name))
    terrain_compile_error (self, "entity-name", place,
                           _("“%s” cannot be a name. Names begin with a letter or “_”, and have only letters, digits, "
                             "“_”, “-” and “.”."), name);
  else if (g_str_has_prefix (name, "__"))
    terrain_compile_error (self, "entity-name", place,
                           _("“%s” cannot be used here: names that begin with “__” are kept for the server."), name);
  else if (!property && strchr (name, '.') != NULL)
    terrain_compile_error (self, "entity-name", place, _("The name of a list of entities has no “.”: “%s”."), name);
  else if (property && (g_ascii_strcasecmp (name, "name") == 0 || g_ascii_strcasecmp (name, "label") == 0))
    terrain_compile_error (self, "entity-name", place,
                           _("“%s” is kept for the entity itself. Give the property another name."), name);
}

static TerrainPlace
entity_place (TerrainCompile *self, const TerrainEntity *entity, const TerrainField *field)
{
  return terrain_place (self->entities_sheet, entity->row, field != NULL ? field->column : NULL);
}

/* Which of creating and updating a row means, and whether it says enough for it. */
static void
check_entity (TerrainCompile *self, const TerrainEntity *entity)
{
  gboolean creates = entity->create_if != NULL || entity->id == NULL;
  gboolean updates = entity->id != NULL || entity->update_if != NULL;

  if (updates && entity->id == NULL)
    terrain_compile_error (self, "entity-id", entity_place (self, entity, entity->update_if),
                           _("To update “%s” the form must know which entity. Write in “entity_id” where its id is, or "
                             "move the condition to “create_if”."),
                           entity->list);
  else if (entity->create_if != NULL && entity->id != NULL && entity->update_if == NULL)
    terrain_compile_error (self, "entity-update", entity_place (self, entity, entity->create_if),
                           _("“%s” has an id and a condition to create. Write in “update_if” when to update instead, or "
                             "remove “entity_id”."),
                           entity->list);
  else if (creates && !updates && entity->label == NULL)
    terrain_compile_error (self, "entity-label", entity_place (self, entity, NULL),
                           _("New entities of “%s” need a label. Write in “label” what they are called, for example "
                             "${name}."),
                           entity->list);
}

static void
entity_free (TerrainEntity *entity)
{
  g_ptr_array_unref (entity->saved);
  g_free (entity);
}

static TerrainEntity *
find_entity (TerrainCompile *self, const char *list)
{
  for (guint i = 0; i < self->entities->len; i++)
    {
      TerrainEntity *entity = g_ptr_array_index (self->entities, i);

      if (g_str_equal (entity->list, list))
        return entity;
    }
  return NULL;
}

static void
read_entity (TerrainCompile *self, const TerrainRecord *record)
{
  const TerrainField *list = terrain_record_find (record, TERRAIN_COLUMN_LIST, NULL);
  TerrainEntity *entity;

  if (list == NULL)
    {
      terrain_compile_error (self, "entity-list", terrain_place (self->entities_sheet, record->row, NULL),
                             _("This row names no list. Write in “list_name” which list of entities it is about."));
      return;
    }
  check_entity_name (self, list->text, terrain_place (self->entities_sheet, record->row, list->column), FALSE);
  if (find_entity (self, list->text) != NULL)
    {
      terrain_compile_error (self, "entity-twice", terrain_place (self->entities_sheet, record->row, list->column),
                             _("“%s” already has a row. A form creates or updates one entity of a list at a place."),
                             list->text);
      return;
    }
  entity = g_new0 (TerrainEntity, 1);
  entity->list = list->text;
  entity->row = record->row;
  entity->record = record;
  entity->label = terrain_record_find (record, TERRAIN_COLUMN_LABEL, NULL);
  entity->id = terrain_record_find (record, TERRAIN_COLUMN_ENTITY, "entity_id");
  entity->create_if = terrain_record_find (record, TERRAIN_COLUMN_ENTITY, "create_if");
  entity->update_if = terrain_record_find (record, TERRAIN_COLUMN_ENTITY, "update_if");
  entity->saved = g_ptr_array_new ();
  g_ptr_array_set_free_func (self->entities, (GDestroyNotify) entity_free);
  g_ptr_array_add (self->entities, entity);
  check_entity (self, entity);
}

/* (nullable): the entity that save_to of @item is about; @property: the name behind the list's. */
static TerrainEntity *
entity_of (TerrainCompile *self, const TerrainEntry *item, const char **property)
{
  const char *text = item->save_to->text;
  const char *hash = strchr (text, '#');
  TerrainPlace place = terrain_entry_place (self, item, item->save_to->column);
  g_autofree char *list = hash != NULL ? g_strndup (text, (gsize) (hash - text)) : NULL;
  TerrainEntity *entity;

  if (hash != NULL && strchr (hash + 1, '#') != NULL)
    {
      terrain_compile_error (self, "save-to-syntax", place,
                             _("“%s” has more than one “#”. Write the property, or list#property."), text);
      return NULL;
    }
  if (list == NULL && self->entities->len > 1)
    {
      terrain_compile_error (self, "save-to-list", place,
                             _("This form has more than one list of entities. Write which list, as list#%s."), text);
      return NULL;
    }
  *property = hash != NULL ? hash + 1 : text;
  entity = list == NULL ? g_ptr_array_index (self->entities, 0) : find_entity (self, list);
  if (entity == NULL)
    terrain_compile_error (self, "save-to-list", place,
                           _("There is no list “%s” in the sheet “%s”. Correct the name, or add a row there."), list,
                           self->entities_sheet->sheet);
  return entity;
}

static void
read_save_to (TerrainCompile *self, TerrainEntry *item)
{
  TerrainPlace place = terrain_entry_place (self, item, item->save_to->column);
  const char *property = NULL;
  TerrainEntity *entity;

  if (self->entities->len == 0)
    {
      if (self->entities_sheet == NULL)
        terrain_compile_error (self, "save-to-undeclared", place,
                               _("Nothing says what “%s” is saved to. Add a sheet “entities” with a row for the list."),
                               item->save_to->text);
      return;
    }
  entity = entity_of (self, item, &property);
  if (entity == NULL)
    return;
  check_entity_name (self, property, place, TRUE);
  for (guint i = 0; i < entity->saved->len; i++)
    {
      const TerrainEntry *other = g_ptr_array_index (entity->saved, i);

      if (g_str_equal (terrain_attributes_find (other->bind, "entities:saveto")->value, property))
        terrain_compile_error (self, "save-to-twice", place,
                               _("The property “%s” is already saved by row %u. Use another, or empty this cell."),
                               property, other->row);
    }
  terrain_attributes_set (item->bind, "entities:saveto", property, item->save_to->column);
  g_ptr_array_add (entity->saved, item);
}

void
terrain_compile_entities (TerrainCompile *self)
{
  guint written = self->items->len;

  for (guint i = 0; self->entities_sheet != NULL && i < self->entities_sheet->records->len; i++)
    read_entity (self, g_ptr_array_index (self->entities_sheet->records, i));
  for (guint i = 0; i < written; i++)
    {
      TerrainEntry *item = g_ptr_array_index (self->items, i);

      if (item->save_to != NULL && item->kind == TERRAIN_ENTRY_QUESTION)
        read_save_to (self, item);
    }
  terrain_entities_place (self);
  for (guint i = 0; i < self->entities->len; i++)
    {
      TerrainEntity *entity = g_ptr_array_index (self->entities, i);

      if (entity->container != NULL)
        terrain_entity_declare (self, entity);
    }
}
