/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-private.h"
#include "terrain-schema-private.h"

#include <string.h>

static void
itemset_free (TerrainItemset *self)
{
  g_clear_pointer (&self->nodeset, terrain_xpath_unref);
  g_clear_pointer (&self->seed, terrain_xpath_unref);
  g_clear_pointer (&self->value, terrain_xpath_unref);
  g_clear_pointer (&self->label, terrain_xpath_unref);
  g_clear_pointer (&self->label_itext, terrain_xpath_unref);
  g_clear_pointer (&self->label_texts, g_array_unref);
  g_free (self->source);
  g_free (self);
}

void
terrain_control_free (TerrainControl *self)
{
  terrain_label_clear (&self->label);
  terrain_label_clear (&self->hint);
  g_ptr_array_unref (self->children);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->itemset, itemset_free);
  g_clear_pointer (&self->count, terrain_xpath_unref);
  g_free (self->element);
  g_free (self);
}

TerrainControlKind
terrain_control_get_kind (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, TERRAIN_CONTROL_INPUT);

  return self->kind;
}

TerrainDataType
terrain_control_get_data_type (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, TERRAIN_DATA_STRING);

  /* Several choices are a list of words whatever the bind says. */
  if (self->schema == NULL || self->kind == TERRAIN_CONTROL_SELECT || self->kind == TERRAIN_CONTROL_RANK)
    return TERRAIN_DATA_STRING;
  if (self->kind == TERRAIN_CONTROL_UPLOAD && self->schema->type == TERRAIN_DATA_STRING)
    return TERRAIN_DATA_BINARY;
  if (self->kind == TERRAIN_CONTROL_RANGE && self->schema->type_name == NULL)
    return TERRAIN_DATA_DECIMAL;
  return self->schema->type;
}

const char *
terrain_control_get_ref (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->schema != NULL ? self->schema->ref : "";
}

const char *
terrain_control_get_appearance (TerrainControl *self)
{
  return terrain_control_get_attribute (self, "appearance");
}

gboolean
terrain_control_has_appearance (TerrainControl *self,
                                const char     *word)
{
  const char *appearance = terrain_control_get_appearance (self);
  gsize length;

  g_return_val_if_fail (word != NULL && *word != '\0', FALSE);

  length = strlen (word);
  while (appearance != NULL && *appearance != '\0')
    {
      gsize word_length;

      appearance += strspn (appearance, " \t\r\n");
      word_length = strcspn (appearance, " \t\r\n");
      if (word_length == length && strncmp (appearance, word, length) == 0)
        return TRUE;
      appearance += word_length;
    }
  return FALSE;
}

/* By qualified name first, then by local name alone: "count" finds jr:count. */
static const char *
find_attribute (GHashTable *attributes,
                const char *name)
{
  GHashTableIter iter;
  const char *value;
  const char *key;

  if (attributes == NULL)
    return NULL;
  value = g_hash_table_lookup (attributes, name);
  if (value != NULL || strchr (name, ':') != NULL)
    return value;
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, (gpointer *) &value))
    {
      const char *colon = strchr (key, ':');

      if (colon != NULL && strcmp (colon + 1, name) == 0)
        return value;
    }
  return NULL;
}

const char *
terrain_control_get_attribute (TerrainControl *self,
                               const char     *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return find_attribute (self->attributes, name);
}

const char *
terrain_control_get_bind_attribute (TerrainControl *self,
                                    const char     *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return self->schema != NULL ? find_attribute (self->schema->bind_attributes, name) : NULL;
}

/* ODK XForms, "Last Saved Record": forms made of XLSForm call the instance "__last-saved". */
gboolean
terrain_control_reads_last_saved (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; self->schema != NULL && i < self->form->actions->len; i++)
    {
      const TerrainAction *action = g_ptr_array_index (self->form->actions, i);

      if (action->target == self->schema && (action->events & TERRAIN_EVENT_FIRST_LOAD) && action->value != NULL
          && strstr (terrain_xpath_get_source (action->value), "__last-saved") != NULL)
        return TRUE;
    }
  return FALSE;
}

guint
terrain_control_get_n_children (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->children->len;
}

TerrainControl *
terrain_control_get_child (TerrainControl *self,
                           guint           position)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (position < self->children->len, NULL);

  return g_ptr_array_index (self->children, position);
}

int
terrain_control_get_line (TerrainControl *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line;
}
