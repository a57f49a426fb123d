/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-entity-private.h"
#include "terrain-form-parser-private.h"

#include "terrain-entity.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Entity declarations of a form. The record itself needs none of it: attributes and label are nodes with binds like any
 * others. What is read here says which nodes they are, for terrain_interview_dup_entities(), and whether a server would
 * understand them.
 */

#define OLDEST_YEAR 2022
#define NEWEST_YEAR 2025
#define NEWEST_NUMBER 1

void
terrain_entity_free (TerrainEntity *self)
{
  g_ptr_array_unref (self->properties);
  g_free (self->list);
  g_free (self);
}

/* "2025.1.0" is year, number within the year, patch; the patch says nothing about what a form may use. */
static gboolean
read_version (const char *version,
              guint64    *year,
              guint64    *number)
{
  char *end;

  *year = g_ascii_strtoull (version, &end, 10);
  if (end == version || *end != '.' || !g_ascii_isdigit (end[1]))
    return FALSE;
  *number = g_ascii_strtoull (end + 1, &end, 10);
  return *end == '\0' || *end == '.';
}

gboolean
terrain_form_has_entities_version (TerrainForm *form,
                                   guint        wanted_year,
                                   guint        wanted_number)
{
  guint64 year;
  guint64 number;

  return form->entities_version != NULL && read_version (form->entities_version, &year, &number) &&
         (year > wanted_year || (year == wanted_year && number >= wanted_number));
}

/* Entities, "Versioning": what is newer than known must be refused. */
static void
check_version (TerrainFormParser *self)
{
  const char *version = self->form->entities_version;
  guint64 year;
  guint64 number;

  if (version == NULL)
    return;
  if (!read_version (version, &year, &number) || year < OLDEST_YEAR)
    terrain_parser_error (self, "entities-version", NULL, self->model->line,
                          _("The form's entities-version “%s” is none that exists. Write entities:entities-version=\""
                            "2024.1.0\", or 2025.1.0 for entities in repeats."), version);
  else if (year > NEWEST_YEAR || (year == NEWEST_YEAR && number > NEWEST_NUMBER))
    terrain_parser_error (self, "entities-version", NULL, self->model->line,
                          _("The form uses entities of version %s; this program knows those up to %d.%d. Update the "
                            "program, or publish the form for an older version."), version, NEWEST_YEAR,
                          NEWEST_NUMBER);
}

static TerrainSchema *
find_attribute (TerrainForm   *form,
                TerrainSchema *entity,
                const char    *name)
{
  return terrain_schema_find_child (form, entity, TRUE, g_intern_string (name), NULL);
}

/* Additions to the primary instance are in no namespace of their own: the path is what counts. */
static gboolean
is_declaration (TerrainSchema *schema)
{
  return !schema->is_attribute && strcmp (schema->local, "entity") == 0 && schema->parent != NULL &&
         strcmp (schema->parent->local, "meta") == 0 && schema->parent->parent != NULL;
}

static TerrainEntity *
new_entity (TerrainForm   *form,
            TerrainSchema *schema)
{
  TerrainEntity *entity = g_new0 (TerrainEntity, 1);

  entity->container = schema->parent->parent;
  entity->entity = schema;
  entity->dataset = find_attribute (form, schema, "dataset");
  entity->id = find_attribute (form, schema, "id");
  entity->create = find_attribute (form, schema, "create");
  entity->update = find_attribute (form, schema, "update");
  entity->base_version = find_attribute (form, schema, "baseVersion");
  entity->trunk_version = find_attribute (form, schema, "trunkVersion");
  entity->branch_id = find_attribute (form, schema, "branchId");
  entity->label = terrain_schema_find_child (form, schema, FALSE, g_intern_static_string ("label"), NULL);
  entity->properties = g_ptr_array_new_with_free_func (g_free);
  return entity;
}

/* XML 1.0, Name, as far as ODK takes it; what Central calls a property or a list. */
static gboolean
is_name (const char *name)
{
  const char *at = name;

  if (*at == '\0' || g_str_has_prefix (name, "__") || strpbrk (name, " \t\r\n:") != NULL || g_ascii_isdigit (*at) ||
      *at == '-' || *at == '.')
    return FALSE;
  for (; *at != '\0'; at++)
    {
      if ((guchar) *at < 0x80 && !g_ascii_isalnum (*at) && strchr ("_-.", *at) == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
warn_incomplete (TerrainFormParser *self,
                 TerrainEntity     *entity,
                 const char        *missing)
{
  terrain_parser_warning (self, "entity-incomplete", entity->entity->ref, entity->entity->line,
                          _("The entity %s has no “%s”, so the server will not make or change it. Add it to the "
                            "<entity> element."), entity->entity->ref, missing);
}

static void
check_entity (TerrainFormParser *self,
              TerrainEntity     *entity)
{
  TerrainNode *dataset = entity->dataset != NULL ? g_ptr_array_index (self->first_nodes, entity->dataset->index) : NULL;
  const char *list = dataset != NULL ? terrain_node_get_value (dataset) : NULL;
  gboolean offline = terrain_form_has_entities_version (self->form, 2024, 1);

  if (list != NULL && *list != '\0')
    entity->list = g_strdup (list);
  if (list == NULL)
    warn_incomplete (self, entity, "dataset");
  else if (entity->dataset->calculate == NULL && (!is_name (list) || strchr (list, '.') != NULL))
    terrain_parser_warning (self, "entity-list-name", entity->entity->ref, entity->entity->line,
                            _("The entity %s is for the list “%s”, which no list can be called. A name begins with a "
                              "letter and has no space, dot or leading “__”."), entity->entity->ref, list);
  if (entity->id == NULL)
    warn_incomplete (self, entity, "id");
  if (entity->create == NULL && entity->update == NULL)
    warn_incomplete (self, entity, "create");
  if (entity->create != NULL && entity->label == NULL)
    warn_incomplete (self, entity, "label");
  if (entity->update != NULL && entity->base_version == NULL)
    warn_incomplete (self, entity, "baseVersion");
  if (entity->update != NULL && offline && entity->branch_id == NULL)
    warn_incomplete (self, entity, "branchId");
  if (entity->update != NULL && offline && entity->trunk_version == NULL)
    warn_incomplete (self, entity, "trunkVersion");
  if (entity->update != NULL && !offline)
    terrain_parser_warning (self, "entity-online-only", entity->entity->ref, entity->entity->line,
                            _("The form changes entities, and its entities-version is %s: lists on this device follow "
                              "only when the server has answered. Publish the form with 2024.1.0 or later."),
                            self->form->entities_version != NULL ? self->form->entities_version : "");
  if (entity->entity->is_repeat)
    terrain_parser_warning (self, "several-entities", entity->entity->ref, entity->entity->line,
                            _("%s is there twice; a group may declare one entity. Put the others into groups of their "
                              "own."), entity->entity->ref);
}

static void
check_places (TerrainFormParser *self)
{
  GPtrArray *entities = self->form->entities;
  TerrainEntity *first = g_ptr_array_index (entities, 0);

  if (self->form->entities_version == NULL)
    terrain_parser_error (self, "entities-version", first->entity->ref, first->entity->line,
                          _("The form declares the entity %s, but not which version of the entities specification it "
                            "follows. Write <model entities:entities-version=\"2024.1.0\">."), first->entity->ref);
  else if (!terrain_form_has_entities_version (self->form, 2025, 1) &&
           (entities->len > 1 || first->container->parent != NULL))
    terrain_parser_warning (self, "entities-version-old", first->entity->ref, first->entity->line,
                            _("Entities in groups and repeats, and several in one form, need the entities-version "
                              "2025.1.0; the form says %s and a server may refuse it."), self->form->entities_version);
}

static TerrainEntity *
find_nearest (TerrainForm   *form,
              TerrainSchema *schema)
{
  for (TerrainSchema *at = schema->parent; at != NULL; at = at->parent)
    {
      for (guint i = 0; i < form->entities->len; i++)
        {
          TerrainEntity *entity = g_ptr_array_index (form->entities, i);

          if (entity->container == at)
            return entity;
        }
    }
  return NULL;
}

/* "If the nearest ancestor container with an Entity declaration is outside the repeat, the form is invalid." */
static gboolean
check_nearest (TerrainFormParser *self,
               TerrainEntity     *entity,
               TerrainSchema     *schema)
{
  if (entity == NULL)
    terrain_parser_error (self, "saveto-without-entity", schema->ref, schema->line,
                          _("%s is to be saved to an entity, but neither the form nor a group around it declares one. "
                            "Add <entity> to the <meta> block, or take entities:saveto away."), schema->ref);
  else if (entity->container->repeat_scope != schema->repeat_scope)
    terrain_parser_error (self, "saveto-without-entity", schema->ref, schema->line,
                          _("%s is in a repeat and is to be saved to the entity of %s outside of it; which repetition "
                            "would be meant? Declare an entity in the repeat."), schema->ref, entity->container->ref);
  else
    return TRUE;
  return FALSE;
}

static void
read_save_to (TerrainFormParser *self,
              TerrainSaveTo     *save_to)
{
  TerrainSchema *schema = save_to->schema;
  TerrainEntity *entity = find_nearest (self->form, schema);

  if (!check_nearest (self, entity, schema))
    return;
  if (!is_name (save_to->property) || g_ascii_strcasecmp (save_to->property, "name") == 0 ||
      g_ascii_strcasecmp (save_to->property, "label") == 0)
    {
      terrain_parser_warning (self, "entity-property-name", schema->ref, schema->line,
                              _("%s is to be saved as “%s”, which no property can be called: “name”, “label” and what "
                                "begins with “__” are taken, and a name has letters, digits, “-”, “_” and “.” only."),
                              schema->ref, save_to->property);
    }
  for (guint i = 0; i < entity->properties->len; i++)
    {
      TerrainSaveTo *other = g_ptr_array_index (entity->properties, i);

      if (strcmp (other->property, save_to->property) == 0)
        {
          terrain_parser_warning (self, "duplicate-saveto", schema->ref, schema->line,
                                  _("%s and %s are saved to the same property “%s”; the first one is used."),
                                  other->schema->ref, schema->ref, save_to->property);
          return;
        }
    }
  g_ptr_array_add (entity->properties, g_memdup2 (save_to, sizeof *save_to));
}

static gint
compare_places (gconstpointer a,
                gconstpointer b)
{
  const TerrainSaveTo *left = *(TerrainSaveTo *const *) a;
  const TerrainSaveTo *right = *(TerrainSaveTo *const *) b;

  return (left->schema->index > right->schema->index) - (left->schema->index < right->schema->index);
}

/* After binds and body: what repeats decides which entity a question belongs to. */
void
terrain_parser_read_entities (TerrainFormParser *self)
{
  TerrainForm *form = self->form;

  form->entities_version = g_strdup (terrain_element_get (self->model, "entities-version", TERRAIN_URI_ENTITIES));
  check_version (self);
  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      if (is_declaration (schema))
        g_ptr_array_add (form->entities, new_entity (form, schema));
    }
  if (form->entities->len > 0)
    check_places (self);
  for (guint i = 0; i < form->entities->len; i++)
    check_entity (self, g_ptr_array_index (form->entities, i));
  g_ptr_array_sort (self->save_tos, compare_places);
  for (guint i = 0; i < self->save_tos->len; i++)
    read_save_to (self, g_ptr_array_index (self->save_tos, i));
}

const char *
terrain_form_get_entities_version (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entities_version;
}

char **
terrain_form_dup_entity_lists (TerrainForm *self)
{
  g_autoptr (GPtrArray) lists = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  lists = g_ptr_array_new ();
  for (guint i = 0; i < self->entities->len; i++)
    {
      TerrainEntity *entity = g_ptr_array_index (self->entities, i);
      const char *list = entity->list;

      if (list != NULL && !g_ptr_array_find_with_equal_func (lists, list, g_str_equal, NULL))
        g_ptr_array_add (lists, g_strdup (list));
    }
  g_ptr_array_add (lists, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lists), FALSE);
}
