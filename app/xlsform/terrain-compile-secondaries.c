/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"
#include "terrain-reference-private.h"

static TerrainSecondary *
find (TerrainCompile *self, const char *id)
{
  return g_hash_table_lookup (self->secondary_index, id);
}

/* A list of the choices sheet that becomes an instance. */
static gboolean
is_written_list (TerrainCompile *self, const char *id)
{
  const TerrainChoiceList *list = terrain_compile_find_list (self, id);

  return list != NULL && !(list->searched > 0 && list->used == 0);
}

static void
add (TerrainCompile *self, const char *id, const char *uri, TerrainTypeFamily family, TerrainPlace place)
{
  TerrainSecondary *there = find (self, id);

  if (is_written_list (self, id))
    terrain_compile_error (self, "instance-conflict", place,
                           _("“%s” is the name of a list in the sheet “choices” and of a file. Rename one of them."),
                           id);
  else if (there != NULL && family == TERRAIN_FAMILY_EXTERNAL && there->family == TERRAIN_FAMILY_EXTERNAL)
    terrain_compile_error (self, "instance-twice", place,
                           _("The file “%s” is already there. Remove this row, or give the file another name."), id);
  else if (there != NULL && !g_str_equal (there->uri, uri))
    terrain_compile_error (self, "instance-conflict", place,
                           _("Two files are called “%s”: %s and %s. Rename one of them."), id, there->uri, uri);
  else if (there == NULL)
    {
      there = g_new0 (TerrainSecondary, 1);
      there->id = terrain_compile_text (self, id);
      there->uri = terrain_compile_text (self, uri);
      there->family = family;
      g_ptr_array_add (self->secondaries, there);
      g_hash_table_insert (self->secondary_index, (gpointer) there->id, there);
    }
  else if (family == TERRAIN_FAMILY_EXTERNAL)
    there->family = family;
}

static void
add_external (TerrainCompile *self, const TerrainEntry *item)
{
  g_autofree char *uri = g_strdup_printf ("%s%s.%s", item->type->extra_value, item->name, item->type->extra);

  add (self, item->name, uri, TERRAIN_FAMILY_EXTERNAL, terrain_entry_place_of (self, item, TERRAIN_COLUMN_NAME));
}

static void
add_select_file (TerrainCompile *self, const TerrainEntry *item)
{
  gboolean csv = g_str_has_suffix (item->select.list, ".csv");
  g_autofree char *uri = g_strconcat (csv ? "jr://file-csv/" : "jr://file/", item->select.list, NULL);

  add (self, item->select.id, uri, TERRAIN_FAMILY_SELECT, terrain_entry_place_of (self, item, TERRAIN_COLUMN_TYPE));
}

/* pulldata ('file', …) reads file.csv. */
static void
add_pulldata (TerrainCompile *self, const char *expression, TerrainPlace place)
{
  for (const char *at = strstr (expression, "pulldata"); at != NULL; at = strstr (at + 1, "pulldata"))
    {
      const char *open = at + strlen ("pulldata");
      const char *end;
      g_autofree char *id = NULL, *uri = NULL;

      open += strspn (open, " \t\n");
      if (*open++ != '(')
        continue;
      open += strspn (open, " \t\n");
      end = *open == '\'' || *open == '"' ? strchr (open + 1, *open) : NULL;
      if (end == NULL || end == open + 1)
        continue;
      id = g_strndup (open + 1, (gsize) (end - open - 1));
      uri = g_strdup_printf ("jr://file-csv/%s.csv", id);
      add (self, id, uri, TERRAIN_FAMILY_CALCULATE, place);
    }
}

static void
add_pulldatas (TerrainCompile *self, const TerrainEntry *item)
{
  for (guint i = 0; i < item->bind->len; i++)
    {
      const TerrainAttribute *bind = &g_array_index (item->bind, TerrainAttribute, i);

      add_pulldata (self, bind->value, terrain_entry_place (self, item, bind->column));
    }
  if (item->select.filter != NULL)
    add_pulldata (self, item->select.filter, terrain_entry_place (self, item, item->select.filter_column));
  if (item->dynamic_default)
    add_pulldata (self, item->default_value, terrain_entry_place (self, item, item->default_column));
}

static gboolean
is_entity_list (TerrainCompile *self, const char *name)
{
  for (guint i = 0; self->entities_sheet != NULL && i < self->entities_sheet->records->len; i++)
    if (g_strcmp0 (terrain_record_get (g_ptr_array_index (self->entities_sheet->records, i), TERRAIN_COLUMN_LIST,
                                       NULL), name) == 0)
      return TRUE;
  return FALSE;
}

/* reference-geometry: what is shown on the map beside the answer. */
static void
link_geometry (TerrainCompile *self, TerrainEntry *item)
{
  const char *list = item->select.list;
  const TerrainSecondary *secondary = find (self, list);
  TerrainPlace place = terrain_entry_place_of (self, item, TERRAIN_COLUMN_PARAMETERS);

  item->select.id = list;
  item->select.value_ref = "name";
  item->select.label_ref = "label";
  if (is_written_list (self, list) || (secondary != NULL && secondary->family != TERRAIN_FAMILY_CALCULATE))
    return;
  if (secondary == NULL && is_entity_list (self, list))
    {
      g_autofree char *uri = g_strdup_printf ("jr://file-csv/%s.csv", list);

      add (self, list, uri, TERRAIN_FAMILY_SELECT, place);
      return;
    }
  if (terrain_reference_is_one (list))
    {
      g_auto (TerrainReference) reference = { 0 };
      TerrainEntry *repeat = NULL;

      if (terrain_reference_next (self, list, 0, place, &reference))
        repeat = terrain_reference_find (self, reference.name, place);
      if (repeat == NULL || repeat->kind == TERRAIN_ENTRY_REPEAT)
        return;
    }
  terrain_compile_error (self, "geometry-unknown", place,
                         _("“%s” gives no shapes for the map. “reference-geometry” names a list of the sheet “choices”, "
                           "a list of entities, a file beside the form without its ending, or a repeat as ${name}."),
                         list);
}

/* What is updated is read from its list, to know which version was changed. */
static void
add_entity_lists (TerrainCompile *self)
{
  for (guint i = 0; i < self->entities->len; i++)
    {
      const TerrainEntity *entity = g_ptr_array_index (self->entities, i);
      g_autofree char *uri = g_strdup_printf ("jr://file-csv/%s.csv", entity->list);

      if (entity->id != NULL && find (self, entity->list) == NULL && !is_written_list (self, entity->list))
        add (self, entity->list, uri, TERRAIN_FAMILY_SELECT,
             terrain_place (self->entities_sheet, entity->row, NULL));
    }
}

void
terrain_compile_secondaries (TerrainCompile *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (self->items, i);

      if (item->kind == TERRAIN_ENTRY_EXTERNAL)
        add_external (self, item);
      else if (item->select.from_file && item->select.id != NULL)
        add_select_file (self, item);
      if (item->kind != TERRAIN_ENTRY_EXTERNAL)
        add_pulldatas (self, item);
    }
  add_entity_lists (self);
  for (guint i = 0; i < self->items->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (self->items, i);

      if (item->kind == TERRAIN_ENTRY_QUESTION && item->type->flags & TERRAIN_TYPE_GEO && item->select.list != NULL)
        link_geometry (self, item);
    }
}
