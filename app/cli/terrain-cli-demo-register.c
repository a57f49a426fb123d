/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-cli-demo-private.h"
#include "terrain-cli-private.h"
#include "terrain-cli-report-private.h"
#include "terrain-cli-source-private.h"

/* Who is found again: as many persons as an outreach team follows. */
#define DEFAULT_PERSONS 40
#define MAX_PERSONS 10000

typedef struct
{
  gint64 registered; /* microseconds */
  TerrainEntityChange *entity;
} Person;

struct _TerrainCliDemoRegister
{
  char *list;
  GPtrArray *persons; /* Person, by the time of their registration */
  GPtrArray *columns; /* names of properties, each once */
};

static void
person_free (Person *self)
{
  terrain_entity_change_free (self->entity);
  g_free (self);
}

static int
compare_persons (gconstpointer a, gconstpointer b)
{
  const Person *one = *(Person *const *) a;
  const Person *other = *(Person *const *) b;

  return one->registered < other->registered ? -1 : one->registered > other->registered;
}

static void
add_columns (TerrainCliDemoRegister *self, TerrainEntityChange *entity)
{
  for (guint i = 0; i < entity->properties->len; i++)
    {
      const TerrainEntityProperty *property = g_ptr_array_index (entity->properties, i);

      if (!g_ptr_array_find_with_equal_func (self->columns, property->name, g_str_equal, NULL))
        g_ptr_array_add (self->columns, g_strdup (property->name));
    }
}

/* The record @index of the register's form, as the generator makes it for that form: the same person. */
static gboolean
register_person (TerrainCliDemoRegister *self, TerrainCliDemo *demo, TerrainForm *form, TerrainCliSource *source,
                 guint index, GError **error)
{
  g_autoptr (TerrainEnvironment) environment = terrain_cli_demo_begin (demo, terrain_form_get_id (form), index);
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GPtrArray) entities = NULL;
  g_autoptr (GBytes) xml = NULL;

  terrain_environment_set_source (environment, terrain_cli_source_load, source, NULL);
  interview = terrain_interview_new (form, environment);
  xml = terrain_cli_demo_interview (demo, interview, NULL, error);
  if (xml == NULL)
    return FALSE;
  entities = terrain_interview_dup_entities (interview);
  for (guint i = 0; i < entities->len; i++)
    {
      TerrainEntityChange *entity = g_ptr_array_index (entities, i);
      Person *person;

      if (entity->fault != TERRAIN_ENTITY_FAULT_NONE || (entity->action & TERRAIN_ENTITY_CREATE) == 0
          || !g_str_equal (entity->dataset, self->list))
        continue;
      person = g_new0 (Person, 1);
      person->registered = terrain_environment_get_now (environment);
      person->entity = g_ptr_array_steal_index (entities, i--);
      add_columns (self, person->entity);
      g_ptr_array_add (self->persons, person);
    }
  return TRUE;
}

static gboolean
register_all (TerrainCliDemoRegister *self, TerrainCliDemo *demo, const char *form_id, guint n, GError **error)
{
  g_autofree char *name = g_strconcat (form_id, ".xml", NULL);
  g_autofree char *path = terrain_cli_find_data ("forms", name, TERRAIN_FORMS_DIR);
  g_autofree char *rules_name = g_strconcat (form_id, ".json", NULL);
  g_autofree char *rules = terrain_cli_find_data ("demo", rules_name, TERRAIN_DEMO_DIR);
  g_autoptr (TerrainCliSource) source = terrain_cli_source_new (path, NULL);
  g_autoptr (TerrainForm) form = terrain_cli_load_form (path, source, NULL);
  g_auto (TerrainCliDemo) own = { .seed = demo->seed, .from = demo->from, .to = demo->to };

  if (form == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("The form of the register, “%s”, cannot be opened."), path);
      return FALSE;
    }
  if (!terrain_cli_demo_load (&own, rules, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!register_person (self, &own, form, source, i, error))
      return FALSE;
  g_ptr_array_sort (self->persons, compare_persons);
  return TRUE;
}

TerrainCliDemoRegister *
terrain_cli_demo_register_new (TerrainCliDemo *demo, GError **error)
{
  g_autoptr (TerrainCliDemoRegister) self = g_new0 (TerrainCliDemoRegister, 1);
  g_autofree char *form = NULL;
  double n = 0;

  self->persons = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  if (!terrain_cli_demo_find_register (demo, &form, &self->list, &n))
    return g_steal_pointer (&self);
  n = n > 0 ? n : DEFAULT_PERSONS;
  return register_all (self, demo, form, (guint) MIN (n, MAX_PERSONS), error) ? g_steal_pointer (&self) : NULL;
}

void
terrain_cli_demo_register_free (TerrainCliDemoRegister *self)
{
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->columns);
  g_free (self->list);
  g_free (self);
}

static void
append_cell (GString *csv, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_printf (csv, "\"%s\"", doubled);
}

/* As a server writes an entity list. */
static char *
write_list (TerrainCliDemoRegister *self, guint n)
{
  GString *csv = g_string_new (NULL);

  append_cell (csv, "name");
  append_cell (csv, "label");
  append_cell (csv, "__version");
  for (guint i = 0; i < self->columns->len; i++)
    append_cell (csv, g_ptr_array_index (self->columns, i));
  g_string_append_c (csv, '\n');
  for (guint i = 0; i < n; i++)
    {
      TerrainEntityChange *entity = ((Person *) g_ptr_array_index (self->persons, i))->entity;

      append_cell (csv, entity->id);
      append_cell (csv, entity->label);
      append_cell (csv, "1");
      for (guint k = 0; k < self->columns->len; k++)
        append_cell (csv, terrain_entity_change_get_property (entity, g_ptr_array_index (self->columns, k)));
      g_string_append_c (csv, '\n');
    }
  return g_string_free (csv, FALSE);
}

char *
terrain_cli_demo_register_dup_list (TerrainCliDemoRegister *self, gint64 time, char **name)
{
  guint n = 0;

  if (self->persons->len == 0)
    return NULL;
  while (n < self->persons->len && ((Person *) g_ptr_array_index (self->persons, n))->registered < time)
    n++;
  *name = g_strconcat (self->list, ".csv", NULL);
  /* Somebody has to be there to be followed up. */
  return write_list (self, MAX (n, 1));
}
