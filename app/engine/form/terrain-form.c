/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form.h"

#include "terrain-document.h"
#include "terrain-entity-private.h"
#include "terrain-schema-private.h"
#include "terrain-template-private.h"

#include <string.h>

void
terrain_label_init (TerrainLabel *self)
{
  for (guint i = 0; i < TERRAIN_LABEL_N_FORMS; i++)
    self->texts[i] = -1;
  self->itext_id = NULL;
}

void
terrain_label_clear (TerrainLabel *self)
{
  g_clear_pointer (&self->itext_id, terrain_xpath_unref);
}

void
terrain_label_free (TerrainLabel *self)
{
  terrain_label_clear (self);
  g_free (self);
}

void
terrain_action_free (TerrainAction *self)
{
  g_clear_pointer (&self->value, terrain_xpath_unref);
  g_clear_pointer (&self->path, terrain_xpath_unref);
  g_free (self->quality);
  g_free (self->literal);
  g_free (self->kind);
  g_free (self);
}

static void
text_free (TerrainText *self)
{
  g_free (self->context);
  g_free (self->source);
  g_free (self->itext_id);
  g_free (self);
}

static void
rule_free (gpointer data)
{
  TerrainRule *rule = data;

  g_free (rule->inputs);
  g_free (rule);
}

TerrainForm *
terrain_form_new (void)
{
  TerrainForm *self = g_new0 (TerrainForm, 1);

  self->ref_count = 1;
  self->submission = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->instances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_document_unref);
  self->external_lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->namespaces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_control_free);
  self->body = g_ptr_array_new ();
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_action_free);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) text_free);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->itext = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_label_free);
  self->item_texts = g_hash_table_new (NULL, NULL);
  self->bindings = g_ptr_array_new_with_free_func (g_free);
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_entity_free);
  terrain_form_init_schemas (self);
  return self;
}

TerrainForm *
terrain_form_ref (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_form_unref (TerrainForm *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->actions);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->body);
  g_ptr_array_unref (self->controls);
  g_hash_table_unref (self->itext);
  g_hash_table_unref (self->item_texts);
  g_ptr_array_unref (self->templates);
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->schemas_by_name);
  g_hash_table_unref (self->schemas_by_ref);
  g_ptr_array_unref (self->schemas);
  g_ptr_array_unref (self->bindings);
  g_ptr_array_unref (self->entities);
  g_clear_pointer (&self->audit, terrain_audit_free);
  g_free (self->entities_version);
  g_clear_pointer (&self->repeats, terrain_document_unref);
  g_clear_pointer (&self->instance, terrain_document_unref);
  g_hash_table_unref (self->instances);
  g_hash_table_unref (self->external_lists);
  g_hash_table_unref (self->namespaces);
  g_hash_table_unref (self->submission);
  g_strfreev (self->languages);
  g_free (self->default_language);
  g_free (self->instance_id);
  g_free (self->id);
  g_free (self->version);
  g_free (self->title);
  g_free (self->style);
  g_free (self);
}

const char *
terrain_form_get_id (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

const char *
terrain_form_get_version (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->version;
}

const char *
terrain_form_get_title (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

const char *
terrain_form_get_style (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->style;
}

const char *const *
terrain_form_get_languages (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->languages;
}

const char *
terrain_form_get_default_language (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->default_language;
}

const char *
terrain_form_get_submission_attribute (TerrainForm *self,
                                       const char  *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->submission, name);
}

guint
terrain_form_get_n_texts (TerrainForm *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->texts->len;
}

const TerrainText *
terrain_form_get_text (TerrainForm *self,
                       guint        index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->texts->len, NULL);

  return g_ptr_array_index (self->texts, index);
}

static guint
find_language (TerrainForm *self,
               const char  *language)
{
  for (guint i = 0; language != NULL && self->languages[i] != NULL; i++)
    {
      if (strcmp (self->languages[i], language) == 0)
        return i;
    }
  return G_MAXUINT;
}

char *
terrain_form_dup_text (TerrainForm *self,
                       guint        index,
                       const char  *language)
{
  TerrainTemplate *text;
  guint number;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->texts->len, NULL);

  number = find_language (self, language);
  if (number >= self->templates->len)
    return NULL;
  text = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->templates, number), index);
  return text != NULL ? terrain_template_dup_source (text) : NULL;
}

TerrainTemplate *
terrain_form_find_template (TerrainForm *self,
                            const char  *language,
                            int          text)
{
  guint index = find_language (self, language);
  TerrainTemplate *found = NULL;

  if (text < 0 || (guint) text >= self->texts->len)
    return NULL;
  if (index < self->templates->len)
    found = g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->templates, index), text);
  if (found != NULL)
    return found;
  index = find_language (self, self->default_language);
  return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (self->templates, index == G_MAXUINT ? 0 : index), text);
}

TerrainSchema *
terrain_form_find_schema (TerrainForm *self,
                          const char  *generic_ref)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (generic_ref != NULL, NULL);

  return terrain_schema_resolve (self, NULL, generic_ref);
}

const char *
terrain_form_find_namespace (const char *prefix,
                             gpointer    user_data)
{
  TerrainForm *form = user_data;

  /* XForms is the default namespace of most files, yet names in expressions mean the instance's: any. */
  return *prefix != '\0' ? g_hash_table_lookup (form->namespaces, prefix) : NULL;
}
