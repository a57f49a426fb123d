/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xform-private.h"

#define XML(text) ((const xmlChar *) (text))

/*
 * Repeats in the primary instance: a template for new instances, and the first instance. In a template stand the
 * templates of the repeats directly in it; a repeat in a group there also has its first instance, as have all in a
 * first instance.
 */
typedef enum
{
  IN_FORM,
  IN_TEMPLATE,
  IN_GROUP_OF_TEMPLATE,
  IN_FIRST_INSTANCE,
} Where;

static void write_item (TerrainXform *self, xmlNode *parent, TerrainEntry *item, gboolean template, Where where);

static void
write_children (TerrainXform *self, xmlNode *node, TerrainEntry *section, Where where)
{
  for (guint i = 0; i < section->children->len; i++)
    {
      TerrainEntry *item = g_ptr_array_index (section->children, i);

      if (item->kind == TERRAIN_ENTRY_EXTERNAL || item->is_attribute)
        continue;
      if (item->kind != TERRAIN_ENTRY_REPEAT)
        {
          write_item (self, node, item, FALSE, where == IN_TEMPLATE ? IN_GROUP_OF_TEMPLATE : where);
          continue;
        }
      if (where != IN_FIRST_INSTANCE)
        write_item (self, node, item, TRUE, IN_TEMPLATE);
      if (where != IN_TEMPLATE)
        write_item (self, node, item, FALSE, IN_FIRST_INSTANCE);
    }
}

static void
write_default (TerrainXform *self, xmlNode *node, const TerrainEntry *item)
{
  gboolean image = item->type != NULL && g_str_equal (item->type->name, "image");
  g_autofree char *uri = NULL;

  if (item->default_value == NULL || item->dynamic_default)
    return;
  if (image && strstr (item->default_value, "://") == NULL)
    {
      uri = g_strconcat ("jr://images/", item->default_value, NULL);
      g_ptr_array_add (self->compile->attachments, (gpointer) item->default_value);
    }
  xmlAddChild (node, xmlNewDocText (self->doc, XML (uri != NULL ? uri : item->default_value)));
}

static void
write_item (TerrainXform *self, xmlNode *parent, TerrainEntry *item, gboolean template, Where where)
{
  xmlNode *node = terrain_xform_add (parent, self->instance_ns, item->name);

  if (template)
    terrain_xform_set (self, node, "jr:template", "", terrain_entry_place (self->compile, item, NULL));
  for (guint i = 0; i < item->instance->len; i++)
    terrain_xform_set_expanded (self, node, item, &g_array_index (item->instance, TerrainAttribute, i));
  write_default (self, node, item);
  write_children (self, node, item, where);
}

/* Settings that are attributes of the root. */
static void
write_root_attributes (TerrainXform *self, xmlNode *root)
{
  static const struct
  {
    const char *setting, *attribute;
  } attributes[] = { { "prefix", "odk:prefix" }, { "delimiter", "odk:delimiter" } };
  TerrainCompile *compile = self->compile;
  const TerrainPlace nowhere = { NULL, 0, 0 };

  terrain_xform_set (self, root, "id", compile->form_id, nowhere);
  if (compile->version != NULL)
    terrain_xform_set (self, root, "version", compile->version, nowhere);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      const char *value = terrain_compile_setting (compile, attributes[i].setting);

      if (value != NULL)
        terrain_xform_set (self, root, attributes[i].attribute, value, nowhere);
    }
  for (guint i = 0; compile->setting != NULL && i < compile->setting->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (compile->setting->fields, TerrainField, i);

      if (field->column->role == TERRAIN_COLUMN_ATTRIBUTE)
        terrain_xform_set (self, root, field->column->name, field->text,
                           terrain_place (compile->settings, compile->setting->row, field->column));
    }
}

static xmlNode *
write_primary (TerrainXform *self)
{
  const char *uri = terrain_compile_setting (self->compile, "instance_xmlns");
  xmlNode *instance = xmlNewDocNode (self->doc, self->xforms, XML ("instance"), NULL);
  xmlNode *root = terrain_xform_add (instance, self->xforms, self->compile->root_name);

  self->instance_ns = self->xforms;
  if (uri != NULL)
    {
      self->instance_ns = xmlNewNs (root, XML (uri), NULL);
      xmlSetNs (root, self->instance_ns);
    }
  write_root_attributes (self, root);
  write_children (self, root, self->compile->root, IN_FORM);
  return instance;
}

static void
add_value (TerrainXform *self, xmlNode *item, const char *name, const char *text)
{
  xmlNode *node = terrain_xform_add (item, self->xforms, name);

  xmlAddChild (node, xmlNewDocText (self->doc, XML (text)));
}

static void
write_choice (TerrainXform *self, xmlNode *root, const TerrainChoiceList *list, guint index)
{
  const TerrainChoice *choice = g_ptr_array_index (list->choices, index);
  xmlNode *item = terrain_xform_add (root, self->xforms, "item");

  if (list->itext)
    add_value (self, item, "itextId", terrain_compile_format (self->compile, "%s-%u", list->name, index));
  add_value (self, item, "name", choice->name);
  if (!list->itext && choice->label->len > 0)
    add_value (self, item, "label", g_array_index (choice->label, TerrainWords, 0).text);
  for (guint i = 0; choice->record != NULL && i < choice->record->fields->len; i++)
    {
      const TerrainField *field = &g_array_index (choice->record->fields, TerrainField, i);

      if (field->column->role == TERRAIN_COLUMN_EXTRA)
        add_value (self, item, field->column->header, field->text);
    }
}

static xmlNode *
new_instance (TerrainXform *self, const char *id, const char *uri)
{
  xmlNode *instance = xmlNewDocNode (self->doc, self->xforms, XML ("instance"), NULL);

  xmlNewProp (instance, XML ("id"), XML (id));
  if (uri != NULL)
    xmlNewProp (instance, XML ("src"), XML (uri));
  return instance;
}

static xmlNode *
write_list (TerrainXform *self, const TerrainChoiceList *list)
{
  xmlNode *instance = new_instance (self, list->name, NULL);
  xmlNode *root = terrain_xform_add (instance, self->xforms, "root");

  for (guint i = 0; i < list->choices->len; i++)
    write_choice (self, root, list, i);
  return instance;
}

static void
remember_file (TerrainXform *self, const TerrainSecondary *secondary)
{
  const char *slash = strrchr (secondary->uri, '/');

  g_ptr_array_add (self->compile->attachments, (gpointer) (slash != NULL ? slash + 1 : secondary->uri));
}

void
terrain_xform_write_instances (TerrainXform *self)
{
  TerrainCompile *compile = self->compile;
  /* Behind the itext that stands first. */
  xmlNode *after = xmlAddNextSibling (self->itext, write_primary (self));

  if (compile->last_saved)
    after = xmlAddNextSibling (after, new_instance (self, "__last-saved", "jr://instance/last-saved"));
  for (guint i = 0; i < compile->secondaries->len; i++)
    {
      const TerrainSecondary *secondary = g_ptr_array_index (compile->secondaries, i);

      after = xmlAddNextSibling (after, new_instance (self, secondary->id, secondary->uri));
      remember_file (self, secondary);
    }
  for (guint i = 0; i < compile->lists->len; i++)
    {
      const TerrainChoiceList *list = g_ptr_array_index (compile->lists, i);

      /* search() has its choices in the body. */
      if (list->searched == 0 || list->used > 0)
        after = xmlAddNextSibling (after, write_list (self, list));
    }
}
