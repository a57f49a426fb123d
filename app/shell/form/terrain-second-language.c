/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-item-language.h>

#include "terrain-form-style.h"
#include "terrain-second-language.h"

/* @text: (nullable) */
static char *
join (TerrainFormContext *context, char *markup, const char *text)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *second = terrain_form_dup_markup (text, /* links= */ FALSE);
  g_autofree char *tag = terrain_language_dup_tag (language);
  g_autofree char *attribute = tag != NULL ? g_markup_printf_escaped (" lang=\"%s\"", tag) : g_strdup ("");
  char *both;

  if (*second == '\0' || g_str_equal (second, markup))
    return markup;
  both = g_strdup_printf ("%s%s<span size=\"85%%\" weight=\"normal\" alpha=\"80%%\"%s>%s</span>", markup,
                          *markup != '\0' ? "\n" : "", attribute, second);
  g_free (markup);
  return both;
}

char *
terrain_second_language_take_label (TerrainFormContext *context, TerrainItem *item, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = language != NULL ? terrain_item_dup_label_in (item, language) : NULL;

  return language != NULL ? join (context, markup, text) : markup;
}

char *
terrain_second_language_take_hint (TerrainFormContext *context, TerrainItem *item, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = language != NULL ? terrain_item_dup_hint_in (item, language) : NULL;

  return language != NULL ? join (context, markup, text) : markup;
}

char *
terrain_second_language_take_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice, char *markup)
{
  const char *language = terrain_form_context_get_second_language (context);
  g_autofree char *text = NULL;

  if (language == NULL)
    return markup;
  text = terrain_item_dup_choice_label_in (item, choice, language);
  return join (context, markup, text);
}

char *
terrain_second_language_dup_choice (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice)
{
  g_autofree char *markup = terrain_form_dup_markup (terrain_choice_get_label (choice), /* links= */ FALSE);

  return terrain_second_language_take_choice (context, item, choice, g_steal_pointer (&markup));
}

char *
terrain_second_language_take_text (TerrainFormContext *context, const char *text, char *markup)
{
  return terrain_form_context_get_second_language (context) != NULL ? join (context, markup, text) : markup;
}
