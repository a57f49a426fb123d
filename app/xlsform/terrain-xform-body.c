/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xform-private.h"

static void
say_all (TerrainXform *self, const char *id, const char *form, const GArray *words, TerrainEntry *item)
{
  for (guint i = 0; i < words->len; i++)
    {
      const TerrainWords *word = &g_array_index (words, TerrainWords, i);

      terrain_xform_say (self, id, form, word, item, terrain_entry_place (self->compile, item, word->column));
    }
}

static void
write_reference (TerrainXform *self, xmlNode *node, const char *id, TerrainEntry *item)
{
  terrain_xform_set (self, node, "ref", terrain_compile_format (self->compile, "jr:itext('%s')", id),
                     terrain_entry_place (self->compile, item, NULL));
}

/* Returns: (nullable): the label, %NULL where there is none and none is @needed */
static xmlNode *
write_label (TerrainXform *self, xmlNode *control, TerrainEntry *item, gboolean needed)
{
  const TerrainWords *first = item->label->len > 0 ? &g_array_index (item->label, TerrainWords, 0) : NULL;
  xmlNode *label;
  const char *id;

  if (first == NULL && item->media->len == 0 && !needed)
    return NULL;
  label = terrain_xform_add (control, self->xforms, "label");
  if (item->media->len == 0 && !terrain_words_are_translated (item->label))
    {
      if (first != NULL)
        terrain_xform_add_text (self, label, first->text, item,
                                terrain_entry_place (self->compile, item, first->column));
      return label;
    }
  id = terrain_compile_format (self->compile, "%s:label", item->path);
  say_all (self, id, NULL, item->label, item);
  for (guint i = 0; i < item->media->len; i++)
    {
      const TerrainMedia *media = &g_array_index (item->media, TerrainMedia, i);

      terrain_xform_say (self, id, media->form, &media->words, item,
                         terrain_entry_place (self->compile, item, media->words.column));
    }
  write_reference (self, label, id, item);
  return label;
}

static void
write_hint (TerrainXform *self, xmlNode *control, TerrainEntry *item)
{
  const TerrainWords *first = item->hint->len > 0 ? &g_array_index (item->hint, TerrainWords, 0) : NULL;
  xmlNode *hint;
  const char *id;

  if (first == NULL && item->guidance->len == 0)
    return;
  hint = terrain_xform_add (control, self->xforms, "hint");
  if (item->guidance->len == 0 && !terrain_words_are_translated (item->hint))
    {
      terrain_xform_add_text (self, hint, first->text, item, terrain_entry_place (self->compile, item, first->column));
      return;
    }
  id = terrain_compile_format (self->compile, "%s:hint", item->path);
  say_all (self, id, NULL, item->hint, item);
  say_all (self, id, "guidance", item->guidance, item);
  write_reference (self, hint, id, item);
}

static void
write_attributes (TerrainXform *self, xmlNode *node, TerrainEntry *item)
{
  for (guint i = 0; i < item->control->len; i++)
    terrain_xform_set_expanded (self, node, item, &g_array_index (item->control, TerrainAttribute, i));
}

static void
write_osm_tags (TerrainXform *self, xmlNode *control, const TerrainEntry *item)
{
  TerrainCompile *compile = self->compile;

  for (guint i = 0; compile->osm != NULL && i < compile->osm->records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (compile->osm->records, i);
      const TerrainField *name = terrain_record_find (record, TERRAIN_COLUMN_NAME, NULL);
      const TerrainField *label = terrain_record_find (record, TERRAIN_COLUMN_LABEL, NULL);
      TerrainPlace place = terrain_place (compile->osm, record->row, label != NULL ? label->column : NULL);
      xmlNode *tag, *words;

      if (name == NULL
          || g_strcmp0 (terrain_record_get (record, TERRAIN_COLUMN_LIST, NULL), item->select.list) != 0)
        continue;
      tag = terrain_xform_add (control, self->xforms, "tag");
      terrain_xform_set (self, tag, "key", name->text, place);
      words = terrain_xform_add (tag, self->xforms, "label");
      if (label != NULL)
        terrain_xform_add_text (self, words, label->text, NULL, place);
    }
}

static void
write_question (TerrainXform *self, xmlNode *parent, TerrainEntry *item)
{
  gboolean rank = item->type->control != NULL && g_str_equal (item->type->control, "odk:rank");
  TerrainPlace place = terrain_entry_place (self->compile, item, NULL);
  xmlNode *control;

  if (item->type->control == NULL || item->no_control)
    return;
  control = terrain_xform_add (parent, rank ? self->odk : self->xforms,
                               rank ? "rank" : item->select.external ? "input" : item->type->control);
  terrain_xform_set (self, control, "ref", item->path, place);
  if (item->select.external)
    terrain_xform_set (self, control, "query", terrain_xform_nodeset (self, item), place);
  write_attributes (self, control, item);
  write_label (self, control, item, TRUE);
  write_hint (self, control, item);
  if (item->select.list != NULL && g_str_equal (item->type->name, "osm"))
    write_osm_tags (self, control, item);
  else if (item->select.list != NULL && !item->select.external)
    terrain_xform_add_itemset (self, control, item);
  terrain_xform_add_triggered (self, control, item);
}

static void
write_section (TerrainXform *self, xmlNode *parent, TerrainEntry *section)
{
  for (guint i = 0; i < section->children->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (section->children, i);
      gboolean repeats = item->kind == TERRAIN_ENTRY_REPEAT;
      TerrainPlace place = terrain_entry_place (self->compile, item, NULL);
      xmlNode *group;

      if (item->kind == TERRAIN_ENTRY_QUESTION)
        write_question (self, parent, item);
      if ((item->kind != TERRAIN_ENTRY_GROUP && !repeats) || item->no_control)
        continue;
      group = terrain_xform_add (parent, self->xforms, "group");
      terrain_xform_set (self, group, "ref", item->path, place);
      if (!repeats)
        write_attributes (self, group, item);
      write_label (self, group, item, repeats);
      if (repeats)
        {
          group = terrain_xform_add (group, self->xforms, "repeat");
          terrain_xform_set (self, group, "nodeset", item->path, place);
          write_attributes (self, group, item);
          if (item->count_item != NULL)
            {
              const TerrainReferenceUse use = { item, FALSE, NULL, place };
              g_autofree char *path = terrain_reference_path (item->count_item, &use);

              terrain_xform_set (self, group, "jr:count", path, place);
            }
          else if (item->repeat_count != NULL)
            terrain_xform_set (self, group, "jr:count",
                               terrain_xform_expand (self, item, item->repeat_count, item->repeat_count_column),
                               terrain_entry_place (self->compile, item, item->repeat_count_column));
        }
      write_section (self, group, item);
      if (repeats)
        terrain_xform_add_new_repeat (self, group, item);
    }
}

void
terrain_xform_write_body (TerrainXform *self)
{
  write_section (self, self->body, self->compile->root);
}
