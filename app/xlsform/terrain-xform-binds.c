/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xform-private.h"

/* A message of a bind: as it is, or through itext where it is in languages or names a question. */
static void
write_message (TerrainXform *self, xmlNode *bind, TerrainEntry *item, const char *name, const GArray *words)
{
  const TerrainWords *first = words->len > 0 ? &g_array_index (words, TerrainWords, 0) : NULL;
  const char *id;

  if (first == NULL)
    return;
  if (!terrain_words_are_translated (words) && strstr (first->text, "${") == NULL)
    {
      terrain_xform_set (self, bind, name, first->text, terrain_entry_place (self->compile, item, first->column));
      return;
    }
  id = terrain_compile_format (self->compile, "%s:%s", item->path, name);
  for (guint i = 0; i < words->len; i++)
    {
      const TerrainWords *word = &g_array_index (words, TerrainWords, i);

      terrain_xform_say (self, id, NULL, word, item, terrain_entry_place (self->compile, item, word->column));
    }
  terrain_xform_set (self, bind, name, terrain_compile_format (self->compile, "jr:itext('%s')", id),
                     terrain_entry_place (self->compile, item, first->column));
}

static gboolean
needs_bind (const TerrainEntry *item)
{
  return item->type != NULL || item->bind->len > 0 || item->constraint_message->len > 0
         || item->required_message->len > 0 || item->no_app_message->len > 0
         || item->soft_message->len > 0;
}

static void
write_bind (TerrainXform *self, TerrainEntry *item)
{
  TerrainPlace place = terrain_entry_place (self->compile, item, NULL);
  const TerrainAttribute *type = terrain_attributes_find (item->bind, "type");
  xmlNode *bind;

  if (!needs_bind (item))
    return;
  bind = terrain_xform_add (self->model, self->xforms, "bind");
  terrain_xform_set (self, bind, "nodeset", item->path, place);
  if (type == NULL && item->type != NULL)
    terrain_xform_set (self, bind, "type", item->type->data_type, place);
  for (guint i = 0; i < item->bind->len; i++)
    {
      const TerrainAttribute *attribute = &g_array_index (item->bind, TerrainAttribute, i);

      /* What a trigger sets is not recalculated. */
      if (item->triggers->len == 0 || !g_str_equal (attribute->name, "calculate"))
        terrain_xform_set_expanded (self, bind, item, attribute);
    }
  write_message (self, bind, item, "jr:constraintMsg", item->constraint_message);
  write_message (self, bind, item, "jr:requiredMsg", item->required_message);
  write_message (self, bind, item, "jr:noAppErrorString", item->no_app_message);
  write_message (self, bind, item, "terrain:softConstraintMsg", item->soft_message);
}

static xmlNode *
add_action (TerrainXform *self, xmlNode *parent, xmlNs *ns, const char *name, const TerrainEntry *item,
            const char *event)
{
  xmlNode *action = terrain_xform_add (parent, ns, name);
  TerrainPlace place = terrain_entry_place (self->compile, item, NULL);

  terrain_xform_set (self, action, "ref", item->path, place);
  terrain_xform_set (self, action, "event", event, place);
  return action;
}

static void
add_default (TerrainXform *self, xmlNode *parent, TerrainEntry *item, const char *event)
{
  xmlNode *action = add_action (self, parent, self->xforms, "setvalue", item, event);

  terrain_xform_set (self, action, "value",
                     terrain_xform_expand (self, item, item->default_value, item->default_column),
                     terrain_entry_place (self->compile, item, item->default_column));
}

static void
write_actions (TerrainXform *self, TerrainEntry *item)
{
  if (item->type == NULL)
    return;
  if (item->dynamic_default)
    add_default (self, self->model, item, "odk-instance-first-load");
  if (item->type->family == TERRAIN_FAMILY_START_POINT)
    add_action (self, self->model, self->odk, "setgeopoint", item, "odk-instance-first-load");
  if (item->type->family == TERRAIN_FAMILY_BACKGROUND_AUDIO)
    {
      xmlNode *action = add_action (self, self->model, self->odk, "recordaudio", item, "odk-instance-load");

      if (item->quality != NULL)
        terrain_xform_set (self, action, "odk:quality", item->quality,
                           terrain_entry_place (self->compile, item, NULL));
    }
}

static void
write_section (TerrainXform *self, TerrainEntry *section)
{
  for (guint i = 0; i < section->children->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (section->children, i);

      if (item->kind == TERRAIN_ENTRY_EXTERNAL)
        continue;
      write_bind (self, item);
      write_actions (self, item);
      write_section (self, item);
    }
}

void
terrain_xform_write_binds (TerrainXform *self)
{
  write_section (self, self->compile->root);
}

void
terrain_xform_add_triggered (TerrainXform *self, xmlNode *control, TerrainEntry *item)
{
  for (guint i = 0; i < item->triggered->len; i++)
    {
      TerrainEntry *target = g_ptr_array_index (item->triggered, i);
      const TerrainAttribute *calculate = terrain_attributes_find (target->bind, "calculate");
      xmlNode *action;

      if (target->type->family == TERRAIN_FAMILY_BACKGROUND_POINT)
        {
          add_action (self, control, self->odk, "setgeopoint", target, "xforms-value-changed");
          continue;
        }
      action = add_action (self, control, self->xforms, "setvalue", target, "xforms-value-changed");
      if (calculate != NULL)
        terrain_xform_set (self, action, "value",
                           terrain_xform_expand (self, target, calculate->value, calculate->column),
                           terrain_entry_place (self->compile, target, calculate->column));
    }
}

/* Defaults that are expressions are evaluated in each new instance too. */
void
terrain_xform_add_new_repeat (TerrainXform *self, xmlNode *node, TerrainEntry *section)
{
  for (guint i = 0; i < section->children->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (section->children, i);

      if (item->dynamic_default && item->kind == TERRAIN_ENTRY_QUESTION)
        add_default (self, node, item, "odk-new-repeat");
      if (item->kind == TERRAIN_ENTRY_GROUP)
        terrain_xform_add_new_repeat (self, node, item);
    }
}
