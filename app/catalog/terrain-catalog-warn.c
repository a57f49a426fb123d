/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-check-private.h"
#include "terrain-catalog-private.h"
#include "terrain-outputs-private.h"

/* A translation needs half as much again as English, short ones much more: "Yes" is "Ja zeker" or "Bien sûr". */
#define LENGTH_FACTOR 3
#define LENGTH_ALLOWANCE 40

static gsize
leading_space (const char *text)
{
  const char *p = text;

  while (g_ascii_isspace (*p))
    p++;
  return (gsize) (p - text);
}

static gsize
trailing_space (const char *text)
{
  const char *end = text + strlen (text);
  const char *p = end;

  while (p > text && g_ascii_isspace (p[-1]))
    p--;
  return (gsize) (end - p);
}

static const char *
check_white_space (const char *source, const char *translation)
{
  if ((leading_space (source) == 0) != (leading_space (translation) == 0))
    return _("The source text and the translation do not both begin with white space.");
  if ((trailing_space (source) == 0) != (trailing_space (translation) == 0))
    return _("The source text and the translation do not both end with white space.");
  return NULL;
}

/* What a person reads of @text itself: neither what stands for an answer, nor mark-up. */
static char *
dup_words (const char *text)
{
  GString *words = g_string_new (NULL);

  while (*text != '\0')
    {
      g_autofree char *expression = NULL;
      const char *begin = text + strlen (text);
      const char *end = terrain_outputs_next (text, &begin, &expression);

      g_string_append_len (words, text, begin - text);
      g_string_append_c (words, ' ');
      text = end != NULL ? end : begin;
    }
  for (char *open = strchr (words->str, '<'); open != NULL; open = strchr (open + 1, '<'))
    {
      char *close = g_ascii_isalpha (open[1]) || open[1] == '/' ? strchr (open, '>') : NULL;

      if (close != NULL)
        memset (open, ' ', (gsize) (close - open) + 1);
    }
  return g_string_free (words, FALSE);
}

/* Scripts written from right to left, by their languages (CLDR). */
static gboolean
is_right_to_left (const char *language)
{
  static const char *const languages[] = { "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi",
                                           NULL };
  g_autofree char *tag = terrain_language_dup_tag (language);

  if (tag != NULL)
    tag[strcspn (tag, "-")] = '\0';
  return tag == NULL || g_strv_contains (languages, tag);
}

static gboolean
has_direction_marks (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return TRUE;
    }
  return FALSE;
}

gboolean
terrain_catalog_is_media (const char *context)
{
  return g_str_has_suffix (context, "image") || g_str_has_suffix (context, ":audio")
         || g_str_has_suffix (context, ":video");
}

void
terrain_catalog_check_warn (const char *source, const char *translation, const char *language, const char *context,
                            int line, GPtrArray *issues)
{
  const char *problem = check_white_space (source, translation);
  g_autofree char *source_words = NULL;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;

  if (problem != NULL)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-white-space", context, line, "%s", problem);
  if (terrain_catalog_is_media (context))
    return;
  source_words = dup_words (source);
  words = dup_words (translation);
  number = terrain_catalog_check_numbers (source_words, words, language);
  if (number != NULL)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-number", context, line, "%s", number);
  if (g_utf8_strlen (words, -1) > LENGTH_FACTOR * g_utf8_strlen (source_words, -1) + LENGTH_ALLOWANCE)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-length", context, line,
                            _("The translation is much longer than the source text, and may not fit where it is "
                              "shown."));
  if (has_direction_marks (translation) && !has_direction_marks (source) && !is_right_to_left (language))
    terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-direction", context, line,
                            _("The translation has invisible marks of writing direction, which a language written from "
                              "left to right does not need. They often come along with copied text; write it anew."));
}
