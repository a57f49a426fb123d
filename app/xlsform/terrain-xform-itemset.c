/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xform-private.h"

#define XML(text) ((const xmlChar *) (text))

/* Where a select's choices come from, and what of them is stored and shown. */
typedef struct
{
  const char *nodeset;
  const char *value, *label;
} Source;

static const char *
filtered (TerrainXform *self, TerrainEntry *item, const char *nodeset, TerrainEntry *base, const char *otherwise)
{
  const TerrainSelect *select = &item->select;
  TerrainReferenceUse use = { item, TRUE, base, { NULL, 0, 0 } };
  const char *filter = otherwise;

  if (select->filter != NULL)
    {
      use.place = terrain_entry_place (self->compile, item, select->filter_column);
      filter = terrain_reference_expand (self->compile, select->filter, &use);
    }
  return filter != NULL ? terrain_compile_format (self->compile, "%s[%s]", nodeset, filter) : nodeset;
}

/* The answers of the other instances of a repeat: the path to the repeat, not to one of its instances. */
static Source
from_repeat (TerrainXform *self, TerrainEntry *item)
{
  TerrainPlace place = terrain_entry_place_of (self->compile, item, TERRAIN_COLUMN_TYPE);
  const TerrainReferenceUse use = { item, FALSE, NULL, place };
  g_auto (TerrainReference) reference = { 0 };
  Source source = { "", "", "" };
  TerrainEntry *target, *base, *repeat;
  g_autofree char *path = NULL;

  if (!terrain_reference_next (self->compile, item->select.list, 0, place, &reference))
    return source;
  target = terrain_reference_find (self->compile, reference.name, place);
  if (target == NULL)
    return source;
  /* reference-geometry names the repeat itself and shows the node "geometry" of each instance. */
  base = target->kind == TERRAIN_ENTRY_REPEAT ? target : target->parent;
  source.value = source.label = target->kind == TERRAIN_ENTRY_REPEAT ? "geometry" : target->name;
  repeat = base->kind == TERRAIN_ENTRY_REPEAT ? base : terrain_entry_repeat (base);
  if (repeat == NULL)
    return source;
  path = g_strstrip (terrain_reference_path (repeat, &use));
  source.nodeset = filtered (self, item,
                             terrain_compile_format (self->compile, "%s%s", path,
                                                     base->path + strlen (repeat->path)),
                             base, terrain_compile_format (self->compile, "./%s != ''", source.value));
  return source;
}

static Source
find_source (TerrainXform *self, TerrainEntry *item)
{
  const TerrainSelect *select = &item->select;
  const TerrainChoiceList *list
    = select->from_file || select->external ? NULL : terrain_compile_find_list (self->compile, select->list);
  Source source = { NULL, "name", "label" };

  if (g_str_has_prefix (select->list, "${"))
    return from_repeat (self, item);
  source.nodeset = terrain_compile_format (self->compile, "instance('%s')/root/item",
                                           select->id != NULL ? select->id : select->list);
  source.nodeset = filtered (self, item, source.nodeset, NULL, NULL);
  if (select->value_ref != NULL)
    source.value = select->value_ref;
  if (select->label_ref != NULL)
    source.label = select->label_ref;
  if (list != NULL && list->itext)
    source.label = "jr:itext(itextId)";
  return source;
}

static const char *
in_random_order (TerrainXform *self, TerrainEntry *item, const char *nodeset)
{
  const TerrainReferenceUse use
    = { item, FALSE, NULL, terrain_entry_place_of (self->compile, item, TERRAIN_COLUMN_PARAMETERS) };
  g_autofree char *seed = NULL;

  if (!item->select.randomize)
    return nodeset;
  if (item->select.seed == NULL)
    return terrain_compile_format (self->compile, "randomize(%s)", nodeset);
  seed = g_strstrip (g_strdup (terrain_reference_expand (self->compile, item->select.seed, &use)));
  return terrain_compile_format (self->compile, "randomize(%s, %s)", nodeset, seed);
}

const char *
terrain_xform_nodeset (TerrainXform *self, TerrainEntry *item)
{
  return find_source (self, item).nodeset;
}

/* search() reads its choices from a file by the appearance; those of the sheet say which columns (ODK docs, search()). */
static void
add_items (TerrainXform *self, xmlNode *control, const TerrainChoiceList *list)
{
  for (guint i = 0; i < list->choices->len; i++)
    {
      const TerrainChoice *choice = g_ptr_array_index (list->choices, i);
      TerrainPlace place = terrain_place (self->compile->choices, choice->row, NULL);
      xmlNode *item = terrain_xform_add (control, self->xforms, "item");
      xmlNode *label = terrain_xform_add (item, self->xforms, "label");
      xmlNode *value = terrain_xform_add (item, self->xforms, "value");

      xmlAddChild (value, xmlNewDocText (self->doc, XML (choice->name)));
      if (list->itext)
        terrain_xform_set (self, label, "ref",
                           terrain_compile_format (self->compile, "jr:itext('%s-%u')", list->name, i), place);
      else if (choice->label->len > 0)
        terrain_xform_add_text (self, label, g_array_index (choice->label, TerrainWords, 0).text, NULL, place);
    }
}

void
terrain_xform_add_itemset (TerrainXform *self, xmlNode *control, TerrainEntry *item)
{
  const TerrainChoiceList *list
    = item->select.inlined ? terrain_compile_find_list (self->compile, item->select.list) : NULL;
  TerrainPlace place = terrain_entry_place (self->compile, item, NULL);
  xmlNode *itemset;
  Source source;

  if (list != NULL)
    {
      add_items (self, control, list);
      return;
    }
  source = find_source (self, item);
  itemset = terrain_xform_add (control, self->xforms, "itemset");
  terrain_xform_set (self, itemset, "nodeset", in_random_order (self, item, source.nodeset), place);
  terrain_xform_set (self, terrain_xform_add (itemset, self->xforms, "value"), "ref", source.value, place);
  terrain_xform_set (self, terrain_xform_add (itemset, self->xforms, "label"), "ref", source.label, place);
}
