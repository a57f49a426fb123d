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

/* "1,000", "1.000" and "1 000" are one number; digits are those of any script. Adds @step to the count of each. */
static void
count_numbers (const char *text, GHashTable *counts, int step)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = c != 0 ? g_utf8_next_char (p) : p;

      if (g_unichar_isdigit (c))
        {
          g_string_append_c (number, (char) ('0' + g_unichar_digit_value (c)));
          continue;
        }
      if (number->len > 0 && c != 0 && g_unichar_isdigit (g_utf8_get_char (next))
          && (strchr (".,' ", (int) (c < 0x80 ? c : 'x')) != NULL || c == 0xA0 || c == 0x202F || c == 0x2019
              || c == 0x066B || c == 0x066C))
        continue;
      if (number->len > 0)
        {
          int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, number->str)) + step;

          g_hash_table_replace (counts, g_strdup (number->str), GINT_TO_POINTER (count));
          g_string_truncate (number, 0);
        }
      if (c == 0)
        return;
    }
}

static char *
check_numbers (const char *source, const char *translation)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *missing = NULL;
  GHashTableIter iter;
  gpointer number, count;

  count_numbers (source, counts, 1);
  g_hash_table_remove (counts, "00"); /* 20:00 is "20 h" */
  if (g_hash_table_size (counts) == 0)
    return NULL;
  count_numbers (translation, counts, -1);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &number, &count))
    if (GPOINTER_TO_INT (count) > 0 && (missing == NULL || strcmp (number, missing) < 0))
      {
        g_free (missing);
        missing = g_strdup (number);
      }
  if (missing == NULL)
    return NULL;
  return g_strdup_printf (_("The number %s of the source text is not in the translation."), missing);
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
  number = check_numbers (source_words, words);
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
