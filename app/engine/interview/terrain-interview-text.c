/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static TerrainTemplate *
find_template (TerrainInterview *self,
               int               text)
{
  /* What was added last from outside the form wins; each text falls back on its own (departure 57). */
  for (guint i = self->translations->len; i > 0; i--)
    {
      TerrainTranslation *translation = g_ptr_array_index (self->translations, i - 1);
      TerrainTemplate *template;

      if (!g_str_equal (terrain_translation_get_language (translation), self->language))
        continue;
      template = terrain_translation_find_template (translation, text);
      if (template != NULL)
        return template;
    }
  return terrain_form_find_template (self->form, self->language, text);
}

/* (transfer full) (nullable): the text in the active language, its outputs computed on @context. */
char *
terrain_interview_render (TerrainInterview *self,
                          int               text,
                          TerrainNode      *context)
{
  TerrainTemplate *template = text >= 0 ? find_template (self, text) : NULL;
  g_autoptr (GString) rendered = NULL;

  if (template == NULL)
    return NULL;
  rendered = g_string_new (NULL);
  for (guint i = 0; i < template->n_parts; i++)
    {
      g_autofree char *output = NULL;

      if (template->parts[i].literal != NULL)
        g_string_append (rendered, template->parts[i].literal);
      if (template->parts[i].output != NULL)
        output = terrain_interview_dup_output (self, template->parts[i].output, context);
      if (output != NULL)
        g_string_append (rendered, output);
    }
  return g_strdup (rendered->str);
}

char *
terrain_interview_render_label (TerrainInterview   *self,
                                const TerrainLabel *label,
                                int                 form,
                                TerrainNode        *context)
{
  if (label->itext_id != NULL)
    {
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      g_autofree char *id = NULL;

      if (!terrain_interview_compute (self, label->itext_id, context, &value))
        return NULL;
      id = terrain_xpath_value_to_string (&value);
      label = self->form->itext != NULL ? g_hash_table_lookup (self->form->itext, id) : NULL;
      if (label == NULL || label->itext_id != NULL)
        return NULL;
    }
  return terrain_interview_render (self, label->texts[form], context);
}

/* -1 for a name that is no form of a label. */
int
terrain_label_form_from_name (const char *name)
{
  static const char *const names[] = {
    [TERRAIN_LABEL_TEXT] = "long",      [TERRAIN_LABEL_SHORT] = "short", [TERRAIN_LABEL_GUIDANCE] = "guidance",
    [TERRAIN_LABEL_IMAGE] = "image",    [TERRAIN_LABEL_AUDIO] = "audio", [TERRAIN_LABEL_VIDEO] = "video",
    [TERRAIN_LABEL_BIG_IMAGE] = "big-image",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return (int) i;
    }
  return -1;
}

void
terrain_interview_add_translation (TerrainInterview   *self,
                                   TerrainTranslation *translation)
{
  const char *language;

  g_return_if_fail (TERRAIN_IS_INTERVIEW (self));
  g_return_if_fail (translation != NULL);

  language = terrain_translation_get_language (translation);
  for (guint i = 0; i < self->translations->len; i++)
    {
      if (g_str_equal (terrain_translation_get_language (self->translations->pdata[i]), language))
        {
          g_ptr_array_remove_index (self->translations, i);
          break;
        }
    }
  g_ptr_array_add (self->translations, terrain_translation_ref (translation));
  if (g_str_equal (language, self->language))
    {
      terrain_interview_begin (self);
      terrain_item_queue_all (self, TERRAIN_DIRTY_TEXTS | TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
      self->changed = TRUE;
      terrain_interview_end (self);
    }
}

char *
terrain_interview_dup_title (TerrainInterview *self)
{
  guint n_texts;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  n_texts = self->form->texts->len;
  for (guint i = 0; i < n_texts; i++)
    {
      const TerrainText *text = g_ptr_array_index (self->form->texts, i);
      g_autofree char *title = NULL;

      if (strcmp (text->context, "title") != 0)
        continue;
      title = terrain_interview_render (self, (int) i, NULL);
      if (title != NULL && *title != '\0')
        return g_steal_pointer (&title);
    }
  return g_strdup (terrain_form_get_title (self->form));
}

char **
terrain_interview_dup_languages (TerrainInterview *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *own;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  own = terrain_form_get_languages (self->form);
  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    g_strv_builder_add (builder, own[i]);
  for (guint i = 0; i < self->translations->len; i++)
    {
      const char *language = terrain_translation_get_language (self->translations->pdata[i]);

      if (own == NULL || !g_strv_contains (own, language))
        g_strv_builder_add (builder, language);
    }
  return g_strv_builder_end (builder);
}

/* A form that names no language is written in one all the same: "". */
static gboolean
has_language (TerrainInterview *self,
              const char       *language)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (self);

  return g_str_equal (language, self->form->default_language != NULL ? self->form->default_language : "")
         || g_strv_contains ((const char *const *) languages, language);
}

/**
 * terrain_interview_set_language:
 *
 * Switches every text to @language; answers stay. Calculates that read texts (jr:choice-name) follow. "" is what a form
 * without languages of its own is written in.
 *
 * Returns: %FALSE with %TERRAIN_ENGINE_ERROR_NOT_FOUND where neither the form nor a translation has it
 */
gboolean
terrain_interview_set_language (TerrainInterview *self,
                                const char       *language,
                                GError          **error)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  if (!has_language (self, language))
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
                   _("This form is not available in the language “%s”."), language);
      return FALSE;
    }
  if (g_str_equal (language, self->language))
    return TRUE;

  terrain_interview_begin (self);
  terrain_history_name_step (self, TERRAIN_CHANGE_LANGUAGE, NULL);
  terrain_history_note_language (self, self->language);
  self->language = g_strdup (language);
  self->host.language = self->language;
  for (guint i = 0; i < self->form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, i);

      if (rule->uses_language)
        terrain_interview_mark (self, rule, NULL);
    }
  terrain_item_queue_all (self, TERRAIN_DIRTY_TEXTS | TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
  self->changed = TRUE;
  terrain_interview_end (self);
  return TRUE;
}

const char *
terrain_interview_get_language (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return self->language;
}
