/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-item-language.h>

#include "terrain-form-style.h"
#include "terrain-second-language.h"

/* "<span lang="fr">…</span>": fonts and speech go by it. */
static char *
take_marked (char *markup, const char *language)
{
  g_autofree char *tag = language != NULL ? terrain_language_dup_tag (language) : NULL;
  char *marked;

  if (tag == NULL || *markup == '\0')
    return markup;
  marked = g_strdup_printf ("<span lang=\"%s\">%s</span>", tag, markup);
  g_free (markup);
  return marked;
}

char *
terrain_second_language_mark_first (TerrainFormContext *context, char *markup)
{
  return take_marked (markup, terrain_interview_get_language (terrain_form_context_get_interview (context)));
}

/* Words that run the other way than the form's stand under them all the same, not at the far end of the line: each line
 * takes the form's direction from its first mark (U+200E, U+200F) and keeps its own within an isolate (U+2068, U+2069). */
static char *
take_under (TerrainFormContext *context, char *markup, const char *language)
{
  /* The context's own follows the language only after the texts. */
  GtkTextDirection direction = terrain_form_language_direction (
    terrain_interview_get_language (terrain_form_context_get_interview (context)));
  GtkTextDirection own = terrain_form_language_direction (language);
  const char *mark = direction == GTK_TEXT_DIR_RTL ? "\u200f" : "\u200e";
  g_autofree char *begin = g_strconcat (mark, "\u2068", NULL);
  g_autofree char *between = g_strconcat ("\u2069\n", begin, NULL);
  g_autoptr (GString) under = NULL;

  if (own == GTK_TEXT_DIR_NONE || direction == GTK_TEXT_DIR_NONE || own == direction)
    return markup;
  under = g_string_new (markup);
  g_free (markup);
  g_string_replace (under, "\n", between, 0);
  g_string_prepend (under, begin);
  g_string_append (under, "\u2069");
  return g_string_free (g_steal_pointer (&under), FALSE);
}

/* @text: (nullable) */
static char *
join (TerrainFormContext *context, char *markup, const char *text)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *second = take_marked (terrain_form_dup_markup (text, /* links= */ FALSE), language);
  char *both;

  if (*second == '\0')
    return markup;
  second = take_under (context, g_steal_pointer (&second), language);
  both = g_strdup_printf ("%s%s<span size=\"85%%\" weight=\"normal\" alpha=\"80%%\">%s</span>", markup,
                          *markup != '\0' ? "\n" : "", second);
  g_free (markup);
  return both;
}

/* What has no words of its own in the second language is not said twice. */
static gboolean
is_other (const char *text, const char *own)
{
  return text != NULL && g_strcmp0 (text, own) != 0;
}

char *
terrain_second_language_take_label (TerrainFormContext *context, TerrainItem *item, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = language != NULL ? terrain_item_dup_label_in (item, language) : NULL;

  return is_other (text, terrain_item_get_label (item)) ? join (context, markup, text) : markup;
}

char *
terrain_second_language_take_hint (TerrainFormContext *context, TerrainItem *item, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = language != NULL ? terrain_item_dup_hint_in (item, language) : NULL;

  return is_other (text, terrain_item_get_hint (item)) ? join (context, markup, text) : markup;
}

char *
terrain_second_language_take_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = NULL;

  if (language == NULL)
    return markup;
  text = terrain_item_dup_choice_label_in (item, choice, language);
  return is_other (text, terrain_choice_get_label (choice)) ? join (context, markup, text) : markup;
}

char *
terrain_second_language_dup_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice)
{
  g_autofree char *markup = terrain_form_dup_markup (terrain_choice_get_label (choice), /* links= */ FALSE);

  markup = terrain_second_language_mark_first (context, g_steal_pointer (&markup));
  return terrain_second_language_take_choice (context, item, choice, g_steal_pointer (&markup));
}

char *
terrain_second_language_take_text (TerrainFormContext *context, const char *text, const char *own, char *markup)
{
  return terrain_form_context_get_second_language (context) != NULL && is_other (text, own) ? join (context, markup, text)
                                                                                            : markup;
}
