/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xform-private.h"

/* One form of one text in one language. The first entry of a text's array holds its id. */
typedef struct
{
  const char *id;
  const char *form;     /* (nullable) */
  const char *language; /* NULL only in generated words: every language */
  gboolean by_default;  /* written without a language */
  const char *text;
  TerrainEntry *context;
  TerrainPlace place;
} Content;

gboolean
terrain_words_are_translated (const GArray *words)
{
  for (guint i = 0; i < words->len; i++)
    {
      const char *language = g_array_index (words, TerrainWords, i).language;

      if (language != NULL && !g_str_equal (language, TERRAIN_EVERY_LANGUAGE))
        return TRUE;
    }
  return FALSE;
}

static const char *
default_language (TerrainXform *self)
{
  return self->compile->default_language != NULL ? self->compile->default_language : "default";
}

static GArray *
take_text (TerrainXform *self, const char *id)
{
  GArray *contents = g_hash_table_lookup (self->text_index, id);

  if (contents != NULL)
    return contents;
  contents = g_array_new (FALSE, FALSE, sizeof (Content));
  g_ptr_array_add (self->texts, contents);
  g_hash_table_insert (self->text_index, (gpointer) id, contents);
  return contents;
}

static Content *
find_content (GArray *contents, const char *form, const char *language)
{
  for (guint i = 0; i < contents->len; i++)
    {
      Content *content = &g_array_index (contents, Content, i);

      if (g_strcmp0 (content->form, form) == 0 && g_strcmp0 (content->language, language) == 0)
        return content;
    }
  return NULL;
}

void
terrain_xform_say (TerrainXform *self, const char *id, const char *form, const TerrainWords *words,
                   TerrainEntry *context, TerrainPlace place)
{
  GArray *contents = take_text (self, id);
  gboolean every = g_strcmp0 (words->language, TERRAIN_EVERY_LANGUAGE) == 0;
  Content content = { id, form, every ? NULL : words->language, words->language == NULL, words->text, context, place };
  Content *there;

  if (content.by_default)
    content.language = default_language (self);
  if (content.language != NULL
      && !g_ptr_array_find_with_equal_func (self->languages, content.language, g_str_equal, NULL))
    g_ptr_array_add (self->languages, (gpointer) content.language);
  there = find_content (contents, form, content.language);
  /* "label::French" says more than "label" where French is the default. */
  if (there == NULL)
    g_array_append_val (contents, content);
  else if (!content.by_default)
    *there = content;
}

static void
say_choice (TerrainXform *self, const TerrainChoiceList *list, guint index)
{
  const TerrainChoice *choice = g_ptr_array_index (list->choices, index);
  const char *id = terrain_compile_format (self->compile, "%s-%u", list->name, index);

  for (guint i = 0; i < choice->label->len; i++)
    {
      const TerrainWords *words = &g_array_index (choice->label, TerrainWords, i);

      terrain_xform_say (self, id, NULL, words, NULL,
                         terrain_place (self->compile->choices, choice->row, words->column));
    }
  for (guint i = 0; i < choice->media->len; i++)
    {
      const TerrainMedia *media = &g_array_index (choice->media, TerrainMedia, i);

      terrain_xform_say (self, id, media->form, &media->words, NULL,
                         terrain_place (self->compile->choices, choice->row, media->words.column));
    }
}

void
terrain_xform_say_choices (TerrainXform *self)
{
  for (guint i = 0; i < self->compile->lists->len; i++)
    {
      const TerrainChoiceList *list = g_ptr_array_index (self->compile->lists, i);

      for (guint j = 0; list->itext && j < list->choices->len; j++)
        say_choice (self, list, j);
    }
}

static gboolean
is_media (const char *form)
{
  return form != NULL && !g_str_equal (form, "guidance");
}

static const char *
media_folder (const char *form)
{
  if (g_str_equal (form, "image") || g_str_equal (form, "big-image"))
    return "images";
  return form;
}

static void
write_value (TerrainXform *self, xmlNode *text, const Content *content, const char *said)
{
  xmlNode *value = terrain_xform_add (text, self->xforms, "value");
  g_autofree char *uri = NULL;

  if (content->form != NULL)
    terrain_xform_set (self, value, "form", content->form, content->place);
  if (!is_media (content->form))
    {
      terrain_xform_add_text (self, value, said, content->context, content->place);
      return;
    }
  uri = strstr (said, "://") != NULL ? g_strdup (said)
                                     : g_strdup_printf ("jr://%s/%s", media_folder (content->form), said);
  terrain_xform_add_text (self, value, uri, content->context, content->place);
  if (strstr (said, "${") == NULL && strstr (said, "://") == NULL)
    g_ptr_array_add (self->compile->attachments, (gpointer) said);
}

/* The first content of each form that a text has in some language. */
static GPtrArray *
forms_of (GArray *contents)
{
  GPtrArray *forms = g_ptr_array_new ();

  for (guint i = 0; i < contents->len; i++)
    {
      Content *content = &g_array_index (contents, Content, i);
      gboolean seen = FALSE;

      for (guint j = 0; j < forms->len && !seen; j++)
        seen = g_strcmp0 (((const Content *) g_ptr_array_index (forms, j))->form, content->form) == 0;
      if (!seen)
        g_ptr_array_add (forms, content);
    }
  return forms;
}

/* Each form that a text has in some language; words that are missing in this one show as "-", so that no client takes
 * another language's in silence. */
static void
write_text (TerrainXform *self, xmlNode *translation, GArray *contents, const char *language)
{
  g_autoptr (GPtrArray) forms = forms_of (contents);
  xmlNode *text = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const Content *first = g_ptr_array_index (forms, i);
      const Content *said = find_content (contents, first->form, language);

      if (said == NULL)
        said = find_content (contents, first->form, NULL);
      if (said == NULL && is_media (first->form))
        continue;
      if (text == NULL)
        {
          text = terrain_xform_add (translation, self->xforms, "text");
          terrain_xform_set (self, text, "id", first->id, first->place);
        }
      write_value (self, text, said != NULL ? said : first, said != NULL ? said->text : "-");
    }
}

void
terrain_xform_write_itext (TerrainXform *self)
{
  if (self->languages->len == 0 && self->texts->len > 0)
    g_ptr_array_add (self->languages, (gpointer) default_language (self));
  for (guint i = 0; i < self->languages->len; i++)
    {
      const char *language = g_ptr_array_index (self->languages, i);
      xmlNode *translation = terrain_xform_add (self->itext, self->xforms, "translation");
      const TerrainPlace nowhere = { NULL, 0, 0 };

      terrain_xform_set (self, translation, "lang", language, nowhere);
      if (g_str_equal (language, default_language (self)))
        terrain_xform_set (self, translation, "default", "true()", nowhere);
      for (guint j = 0; j < self->texts->len; j++)
        write_text (self, translation, g_ptr_array_index (self->texts, j), language);
    }
  if (self->languages->len == 0)
    {
      xmlUnlinkNode (self->itext);
      xmlFreeNode (self->itext);
      self->itext = NULL;
    }
}
