/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * itext: id → per language → per form → a template. Texts are numbered only when something refers to them (or at the
 * end), so that they come in the order of the questions and are named after the place that shows them.
 */
enum
{
  FORM_PLAIN,
  FORM_LONG,
  FORM_SHORT,
  FORM_GUIDANCE,
  FORM_IMAGE,
  FORM_AUDIO,
  FORM_VIDEO,
  FORM_BIG_IMAGE,
  N_FORMS,
};

static const char *const form_names[N_FORMS] = { "", "long", "short", "guidance", "image", "audio", "video",
                                                 "big-image" };
static const guint label_forms[TERRAIN_LABEL_N_FORMS] = { FORM_LONG, FORM_SHORT, FORM_GUIDANCE, FORM_IMAGE, FORM_AUDIO,
                                                          FORM_VIDEO, FORM_BIG_IMAGE };

/* Memory is texts times languages; nobody translates into more than this. */
#define MAX_LANGUAGES 100

struct _TerrainItext
{
  char *id;
  int line;
  gboolean numbered;
  gboolean complained;
  TerrainLabel label;
  guint n_values;
  TerrainTemplate **values; /* language * N_FORMS + form */
  gboolean *written;        /* by language: the id is there, whatever its forms */
};

static void
drop_values (TerrainItext *self)
{
  for (guint i = 0; i < self->n_values; i++)
    g_clear_pointer (&self->values[i], terrain_template_free);
  g_clear_pointer (&self->values, g_free);
  self->n_values = 0;
}

void
terrain_itext_free (TerrainItext *self)
{
  drop_values (self);
  g_free (self->written);
  g_free (self->id);
  g_free (self);
}

static TerrainItext *
ensure_itext (TerrainFormParser *self,
              const char        *id,
              int                line)
{
  TerrainItext *itext = g_hash_table_lookup (self->itext, id);
  guint n_languages = g_strv_length (self->form->languages);

  if (itext != NULL)
    return itext;
  itext = g_new0 (TerrainItext, 1);
  itext->id = g_strdup (id);
  itext->line = line;
  itext->n_values = n_languages * N_FORMS;
  itext->values = g_new0 (TerrainTemplate *, itext->n_values);
  itext->written = g_new0 (gboolean, n_languages);
  terrain_label_init (&itext->label);
  g_hash_table_insert (self->itext, itext->id, itext);
  g_ptr_array_add (self->itext_order, itext);
  return itext;
}

static void
read_value (TerrainFormParser *self,
            TerrainItext      *itext,
            guint              language,
            TerrainNode       *node)
{
  const char *name = terrain_element_get (node, "form", NULL);
  TerrainTemplate **place;
  guint form = 0;

  while (form < N_FORMS && strcmp (form_names[form], name != NULL ? name : "") != 0)
    form++;
  if (form == N_FORMS)
    {
      terrain_parser_warning (self, "unknown-text-form", NULL, node->line,
                              _("The text “%s” has the form “%s”, which is not known and not shown."), itext->id, name);
      return;
    }
  place = &itext->values[language * N_FORMS + form];
  if (*place != NULL)
    terrain_parser_warning (self, "duplicate-text", NULL, node->line,
                            _("The text “%s” is written twice in “%s”; the first is shown."), itext->id,
                            self->form->languages[language]);
  else
    *place = terrain_template_new_from_node (node, terrain_parser_compile_output, self);
}

static void
read_translation (TerrainFormParser *self,
                  TerrainNode       *translation,
                  guint              language)
{
  for (TerrainNode *text = terrain_element_first (translation, "text"); text != NULL;
       text = terrain_element_next (text, "text"))
    {
      const char *id = terrain_element_get (text, "id", NULL);
      TerrainItext *itext;

      if (id == NULL)
        {
          terrain_parser_warning (self, "text-without-id", NULL, text->line,
                                  _("A text in “%s” has no id, so nothing can show it."),
                                  self->form->languages[language]);
          continue;
        }
      itext = ensure_itext (self, id, text->line);
      itext->written[language] = TRUE;
      for (TerrainNode *value = terrain_element_first (text, "value"); value != NULL;
           value = terrain_element_next (value, "value"))
        read_value (self, itext, language, value);
    }
}

static gboolean
is_default (TerrainNode *translation)
{
  const char *value = terrain_element_get (translation, "default", NULL);

  return value != NULL && strcmp (value, "false()") != 0 && strcmp (value, "false") != 0;
}

static void
read_languages (TerrainFormParser *self,
                TerrainNode       *itext)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new_with_free_func (g_free);
  gboolean has_default = FALSE;

  for (TerrainNode *node = itext != NULL ? terrain_element_first (itext, "translation") : NULL; node != NULL;
       node = terrain_element_next (node, "translation"))
    {
      const char *name = terrain_element_get (node, "lang", NULL);

      if (name == NULL || g_ptr_array_find_with_equal_func (languages, name, g_str_equal, NULL))
        {
          terrain_parser_warning (self, "duplicate-language", NULL, node->line,
                                  _("A translation has no language of its own (lang=\"…\"), or that of another one."));
          if (name != NULL)
            continue;
          name = "";
        }
      if (languages->len == MAX_LANGUAGES)
        {
          terrain_parser_error (self, "too-many-languages", NULL, node->line,
                                _("The form has more than %d languages."), MAX_LANGUAGES);
          break;
        }
      if (!has_default && is_default (node))
        {
          self->default_language = languages->len;
          has_default = TRUE;
        }
      g_ptr_array_add (languages, g_strdup (name));
    }
  g_ptr_array_add (languages, NULL);
  self->form->languages = (char **) g_ptr_array_steal (languages, NULL);
  self->form->default_language = g_strdup (self->form->languages[0] != NULL
                                           ? self->form->languages[self->default_language] : "");
  for (guint i = 0; i < MAX (g_strv_length (self->form->languages), 1); i++)
    g_ptr_array_add (self->form->templates,
                     g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_template_free));
}

/* A language's own words for a text, NULL where it has none: pyxform writes "-" for a missing translation, others
 * leave it empty. */
static gboolean
is_missing (TerrainTemplate *text,
            TerrainTemplate *of_default)
{
  return terrain_template_is_empty (text) ||
         (terrain_template_is_literal (text, "-") &&
          (of_default == NULL || !terrain_template_is_literal (of_default, "-")));
}

static void
drop_missing (TerrainFormParser *self,
              TerrainItext      *itext)
{
  TerrainTemplate **of_default = itext->values + self->default_language * N_FORMS;

  for (guint i = 0; i < itext->n_values; i++)
    {
      TerrainTemplate *text = itext->values[i];
      gboolean own = i / N_FORMS == self->default_language;

      if (text != NULL && (own ? terrain_template_is_empty (text) : is_missing (text, of_default[i % N_FORMS])))
        g_clear_pointer (&itext->values[i], terrain_template_free);
    }
  /* Long where written, else the plain one: decided for each language by itself (engine-semantics, 57). */
  for (guint i = 0; i < itext->n_values; i += N_FORMS)
    {
      if (itext->values[i + FORM_LONG] == NULL)
        itext->values[i + FORM_LONG] = g_steal_pointer (&itext->values[i + FORM_PLAIN]);
    }
}

void
terrain_parser_read_itext (TerrainFormParser *self)
{
  TerrainNode *itext = terrain_element_first (self->model, "itext");
  guint next = 0;

  read_languages (self, itext);
  for (TerrainNode *node = itext != NULL ? terrain_element_first (itext, "translation") : NULL; node != NULL;
       node = terrain_element_next (node, "translation"))
    {
      const char *name = terrain_element_get (node, "lang", NULL);
      guint language = 0;

      while (language < next && g_strcmp0 (self->form->languages[language], name) != 0)
        language++;
      next = MAX (next, language + 1);
      if (self->form->languages[language] != NULL)
        read_translation (self, node, language);
    }
  if (itext != NULL)
    terrain_document_drop_section (self->document, itext);
  for (guint i = 0; i < self->itext_order->len; i++)
    drop_missing (self, g_ptr_array_index (self->itext_order, i));
}

/* The texts of one form, by language; NULL where no language has any. */
static TerrainTemplate **
take_texts (TerrainItext *itext,
            guint         form,
            guint         n_languages)
{
  TerrainTemplate **texts = NULL;

  for (guint language = 0; language < n_languages; language++)
    {
      TerrainTemplate **place = &itext->values[language * N_FORMS + form];

      if (*place != NULL && texts == NULL)
        texts = g_new0 (TerrainTemplate *, n_languages);
      if (*place != NULL)
        texts[language] = g_steal_pointer (place);
    }
  return texts;
}

gboolean
terrain_parser_use_itext (TerrainFormParser *self,
                          const char        *id,
                          const char        *context,
                          const char        *role,
                          TerrainLabel      *label)
{
  TerrainItext *itext = g_hash_table_lookup (self->itext, id);
  guint n_languages = g_strv_length (self->form->languages);

  if (itext == NULL)
    return FALSE;
  for (guint form = 0; !itext->numbered && form < TERRAIN_LABEL_N_FORMS; form++)
    {
      g_autofree TerrainTemplate **texts = take_texts (itext, label_forms[form], n_languages);

      if (texts != NULL)
        {
          g_autofree char *form_role = NULL;
          TerrainText *text;

          /* A question has one image, hints and messages none of their own: those roles say whose form it is. */
          if (form != TERRAIN_LABEL_TEXT && strcmp (role, "label") != 0 &&
              !(form == TERRAIN_LABEL_GUIDANCE && strcmp (role, "hint") == 0))
            form_role = g_strconcat (role, ":", form_names[label_forms[form]], NULL);
          itext->label.texts[form] = terrain_parser_add_texts (self, context,
                                                               form == TERRAIN_LABEL_TEXT ? role :
                                                               form_role != NULL ? form_role :
                                                               form_names[label_forms[form]], texts, itext->line);
          text = g_ptr_array_index (self->form->texts, itext->label.texts[form]);
          text->itext_id = g_strdup (itext->id);
          text->itext_form = form_names[label_forms[form]];
        }
    }
  /* The form has them by now, but for a plain text beside a long one. */
  drop_values (itext);
  itext->numbered = TRUE;
  if (label != NULL)
    memcpy (label->texts, itext->label.texts, sizeof label->texts);
  return TRUE;
}

void
terrain_parser_check_itext (TerrainFormParser *self,
                            const char        *id,
                            const char        *ref,
                            int                line)
{
  TerrainItext *itext = g_hash_table_lookup (self->itext, id);

  if (itext == NULL || !itext->written[self->default_language])
    {
      terrain_parser_error (self, "itext-missing", ref, line,
                            _("%s shows the text “%s”, but there is none in the form's main language. Add it to the "
                              "itext, or correct its id."), ref, id);
      return;
    }
  for (guint i = 0; !itext->complained && self->form->languages[i] != NULL; i++)
    {
      if (!itext->written[i])
        terrain_parser_warning (self, "itext-missing", ref, line,
                                _("The text “%s” is not there in “%s”; it is shown in “%s”."), id,
                                self->form->languages[i], self->form->default_language);
    }
  itext->complained = TRUE;
}

void
terrain_parser_finish_itext (TerrainFormParser *self)
{
  /* Nobody refers to an id any more: the form takes them over. */
  for (guint i = 0; i < self->itext_order->len; i++)
    {
      TerrainItext *itext = g_ptr_array_index (self->itext_order, i);
      TerrainLabel *label = g_new0 (TerrainLabel, 1);

      if (!itext->numbered)
        {
          g_autofree char *context = g_strconcat ("itext:", itext->id, NULL);

          terrain_parser_use_itext (self, itext->id, context, "label", NULL);
        }
      *label = itext->label;
      g_hash_table_insert (self->form->itext, g_steal_pointer (&itext->id), label);
    }
}
