/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-compile-private.h"
#include "terrain-reference-private.h"

static TerrainPlace
type_place (TerrainCompile *self, const TerrainEntry *item)
{
  return terrain_entry_place_of (self, item, TERRAIN_COLUMN_TYPE);
}

static gboolean
is_search (const TerrainEntry *item)
{
  const TerrainAttribute *appearance = terrain_attributes_find (item->control, "appearance");

  return appearance != NULL && g_regex_match_simple ("(^|\\s)search\\s*\\(", appearance->value, 0, 0);
}

static void
link_file (TerrainCompile *self, TerrainEntry *item)
{
  const char *dot = strrchr (item->select.list, '.');
  gboolean geojson = dot != NULL && g_str_equal (dot, ".geojson");

  if (dot == NULL || dot == item->select.list
      || (!geojson && !g_str_equal (dot, ".csv") && !g_str_equal (dot, ".xml")))
    {
      terrain_compile_error (self, "file-ending", type_place (self, item),
                             _("“%s” is no file that a list can be read from. Its name ends in .csv, .xml or .geojson."),
                             item->select.list);
      return;
    }
  if (is_search (item))
    terrain_compile_error (self, "search-file", terrain_entry_place_of (self, item, TERRAIN_COLUMN_CONTROL),
                           _("search() and “select_one_from_file” are two ways to read a file. Use one of them; the "
                             "second works everywhere."));
  item->select.id = terrain_compile_format (self, "%.*s", (int) (dot - item->select.list), item->select.list);
  if (item->select.value_ref == NULL)
    item->select.value_ref = geojson ? "id" : "name";
  if (item->select.label_ref == NULL)
    item->select.label_ref = geojson ? "title" : "label";
}

static void
say_no_list (TerrainCompile *self, TerrainEntry *item)
{
  g_autofree const char **names = g_new (const char *, self->lists->len + 1);
  const char *suggestion;

  if (self->choices == NULL)
    {
      terrain_compile_error (self, "list-unknown", type_place (self, item),
                             _("There is no sheet “choices”, so there is no list “%s”. Add the sheet, with the columns "
                               "“list_name”, “name” and “label”."),
                             item->select.list);
      return;
    }
  for (guint i = 0; i < self->lists->len; i++)
    names[i] = ((const TerrainChoiceList *) g_ptr_array_index (self->lists, i))->name;
  suggestion = terrain_suggest (item->select.list, names, self->lists->len);
  if (suggestion != NULL)
    terrain_compile_error (self, "list-unknown", type_place (self, item),
                           _("There is no list “%s” in the sheet “%s”. Did you mean “%s”?"), item->select.list,
                           self->choices->sheet, suggestion);
  else
    terrain_compile_error (self, "list-unknown", type_place (self, item),
                           _("There is no list “%s” in the sheet “%s”. Add its choices there, one a row."),
                           item->select.list, self->choices->sheet);
}

/* Answers to select_multiple are separated by spaces. */
static void
check_spaces (TerrainCompile *self, TerrainChoiceList *list)
{
  gboolean checked = list->spaces_checked;

  list->spaces_checked = TRUE;
  for (guint i = checked ? list->choices->len : 0; i < list->choices->len; i++)
    {
      const TerrainChoice *choice = g_ptr_array_index (list->choices, i);
      const TerrainField *name
        = choice->record != NULL ? terrain_record_find (choice->record, TERRAIN_COLUMN_NAME, NULL) : NULL;

      if (name != NULL && strpbrk (name->text, " \t\n") != NULL)
        terrain_compile_error (self, "choice-space", terrain_place (self->choices, choice->row, name->column),
                               _("“%s” is a choice of a “select_multiple”, whose answers are separated by spaces. Write "
                                 "it without."),
                               name->text);
    }
}

static void
link_list (TerrainCompile *self, TerrainEntry *item)
{
  TerrainChoiceList *list = terrain_compile_find_list (self, item->select.list);

  item->select.id = item->select.list;
  if (list == NULL)
    {
      say_no_list (self, item);
      return;
    }
  item->select.inlined = is_search (item);
  if (item->select.inlined)
    list->searched++;
  else
    list->used++;
  if (item->select.or_other && item->select.filter != NULL)
    terrain_compile_error (self, "or-other-filter", terrain_entry_place (self, item, item->select.filter_column),
                           _("“or_other” does not go with a choice filter. Add the choice “other” to the list, and a "
                             "text question after this one."));
  else if (item->select.or_other)
    {
      gboolean translated = list->itext;

      terrain_choice_list_add_other (self, list);
      if (translated)
        terrain_compile_warn (self, "or-other-language", type_place (self, item),
                              _("“or_other” adds words in English only. In a form with languages, add the choice "
                                "“other” to the list, and a text question after this one."));
    }
  if (g_str_equal (item->type->name, "select_multiple") || g_str_equal (item->type->name, "rank"))
    check_spaces (self, list);
}

static void
link_external (TerrainCompile *self, TerrainEntry *item)
{
  if (item->select.filter == NULL)
    {
      terrain_compile_warn (self, "external-unfiltered", type_place (self, item),
                            _("“select_one_external” is for lists with a choice filter. Without one this is an "
                              "ordinary “select_one”."));
      item->select.external = FALSE;
      link_list (self, item);
      return;
    }
  item->select.id = item->select.list;
  if (g_hash_table_contains (self->external_lists, item->select.list))
    return;
  if (self->external_choices == NULL)
    terrain_compile_error (self, "list-unknown", type_place (self, item),
                           _("There is no sheet “external_choices”, so there is no list “%s”. Add the sheet, with the "
                             "columns “list_name”, “name” and “label”."),
                           item->select.list);
  else
    terrain_compile_error (self, "list-unknown", type_place (self, item),
                           _("There is no list “%s” in the sheet “%s”. Add its choices there, one a row."),
                           item->select.list, self->external_choices->sheet);
}

/* "select_one ${name}": the answers given in a repeat. */
static void
link_repeat (TerrainCompile *self, TerrainEntry *item)
{
  g_auto (TerrainReference) reference = { 0 };
  TerrainPlace place = type_place (self, item);
  TerrainEntry *target;

  if (!terrain_reference_next (self, item->select.list, 0, place, &reference))
    return;
  target = terrain_reference_find (self, reference.name, place);
  if (target != NULL && terrain_entry_repeat (target) == NULL)
    terrain_compile_error (self, "list-repeat", place,
                           _("“%s” is not in a repeat, so it gives no list of answers to choose from."), target->name);
}

static void
link_osm (TerrainCompile *self, TerrainEntry *item)
{
  for (guint i = 0; self->osm != NULL && i < self->osm->records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (self->osm->records, i);

      if (g_strcmp0 (terrain_record_get (record, TERRAIN_COLUMN_LIST, NULL), item->select.list) == 0)
        return;
    }
  terrain_compile_error (self, "list-unknown", type_place (self, item),
                         _("There is no list “%s” in the sheet “osm”. Add its tags there, one a row."),
                         item->select.list);
}

static void
check_search (TerrainCompile *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (self->items, i);
      const TerrainChoiceList *list
        = item->select.inlined ? terrain_compile_find_list (self, item->select.list) : NULL;

      if (list != NULL && list->used > 0)
        terrain_compile_error (self, "search-shared", type_place (self, item),
                               _("The list “%s” is used with search() here and without it elsewhere. Give this "
                                 "question a list of its own."),
                               list->name);
    }
}

void
terrain_compile_selects (TerrainCompile *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (self->items, i);

      if (item->kind != TERRAIN_ENTRY_QUESTION || item->select.list == NULL)
        continue;
      if (g_str_equal (item->type->name, "osm"))
        link_osm (self, item);
      else if (item->type->family != TERRAIN_FAMILY_SELECT)
        continue;
      else if (item->select.from_file)
        link_file (self, item);
      else if (g_str_has_prefix (item->select.list, "${"))
        link_repeat (self, item);
      else if (item->select.external)
        link_external (self, item);
      else
        link_list (self, item);
    }
  check_search (self);
}
