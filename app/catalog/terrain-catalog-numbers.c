/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-check-private.h"

/*
 * Small numbers are written in words where a language's style asks for it: "3" is "drie" or "trois". Greater ones are
 * figures in every language. The first word of a line of a table is the number; a word ending in "*" may go on.
 */
static const struct
{
  const char *language;
  const char *const *words;
} spellings[] = {
  { "en", (const char *const[]) {
      "0 zero no none", "1 one a an once single", "2 two twice both", "3 three", "4 four", "5 five", "6 six", "7 seven",
      "8 eight", "9 nine", "10 ten", "11 eleven", "12 twelve", "13 thirteen", "14 fourteen", "15 fifteen",
      "16 sixteen", "17 seventeen", "18 eighteen minor* underage", "19 nineteen", "20 twenty", "30 thirty", "40 forty",
      "50 fifty", "60 sixty", "70 seventy", "80 eighty", "90 ninety", "100 hundred", "1000 thousand", NULL } },
  /* who is under 18 is a minor in law, and called so */
  { "nl", (const char *const[]) {
      "0 nul geen", "1 een één eén éen eenmaal", "2 twee tweemaal beide", "3 drie driemaal", "4 vier", "5 vijf",
      "6 zes", "7 zeven", "8 acht", "9 negen", "10 tien", "11 elf", "12 twaalf", "13 dertien", "14 veertien",
      "15 vijftien", "16 zestien", "17 zeventien", "18 achttien minderjarig* meerderjarig*", "19 negentien",
      "20 twintig", "30 dertig", "40 veertig", "50 vijftig", "60 zestig", "70 zeventig", "80 tachtig", "90 negentig",
      "100 honderd", "1000 duizend", NULL } },
  { "fr", (const char *const[]) {
      "0 zéro aucun aucune", "1 un une", "2 deux", "3 trois", "4 quatre", "5 cinq", "6 six", "7 sept", "8 huit",
      "9 neuf", "10 dix", "11 onze", "12 douze", "13 treize", "14 quatorze", "15 quinze", "16 seize", "17 dix-sept",
      "18 dix-huit mineur* majeur*", "19 dix-neuf", "20 vingt", "30 trente", "40 quarante", "50 cinquante",
      "60 soixante", "70 septante soixante-dix", "80 quatre-vingt quatre-vingts", "90 nonante quatre-vingt-dix",
      "100 cent", "1000 mille", NULL } },
};

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

/* Returns: (nullable): the table of @language, "fr-BE" as "fr" */
static const char *const *
find_spellings (const char *language)
{
  g_autofree char *tag = terrain_language_dup_tag (language);

  if (tag == NULL)
    return NULL;
  tag[strcspn (tag, "-")] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (spellings); i++)
    if (g_str_equal (spellings[i].language, tag))
      return spellings[i].words;
  return NULL;
}

/* How often a word of @text is @word, or begins with it where it ends in "*". */
static int
count_word (char **text, const char *word)
{
  gsize length = strlen (word);
  gboolean is_stem = word[length - 1] == '*';
  int n = 0;

  for (guint i = 0; text[i] != NULL; i++)
    n += is_stem ? strncmp (text[i], word, length - 1) == 0 : g_str_equal (text[i], word);
  return n;
}

/* In lower case, and composed, so that "é" is "é"; "vingt-quatre" is one word. */
static char **
split_words (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *lower = g_utf8_strdown (normal != NULL ? normal : text, -1);

  for (char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalpha (g_utf8_get_char (p)) && *p != '-')
      memset (p, ' ', (gsize) (g_utf8_next_char (p) - p));
  return g_strsplit (lower, " ", -1);
}

/* Takes from @counts what @translation says in words. */
static void
count_spelled (const char *translation, const char *language, GHashTable *counts)
{
  const char *const *table = find_spellings (language);
  g_auto (GStrv) text = table != NULL ? split_words (translation) : NULL;

  for (guint i = 0; table != NULL && table[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (table[i], " ", -1);
      int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, words[0]));

      if (count <= 0)
        continue;
      for (guint k = 1; words[k] != NULL; k++)
        count -= count_word (text, words[k]);
      g_hash_table_replace (counts, g_strdup (words[0]), GINT_TO_POINTER (count));
    }
}

/* Returns: (transfer full) (nullable): a number that @counts has left */
static char *
find_missing (GHashTable *counts)
{
  const char *missing = NULL;
  GHashTableIter iter;
  gpointer number, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &number, &count))
    if (GPOINTER_TO_INT (count) > 0 && (missing == NULL || strcmp (number, missing) < 0))
      missing = number;
  return g_strdup (missing);
}

char *
terrain_catalog_check_numbers (const char *source, const char *translation, const char *language)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *missing = NULL;

  count_numbers (source, counts, 1);
  g_hash_table_remove (counts, "00"); /* 20:00 is "20 h" */
  if (g_hash_table_size (counts) == 0)
    return NULL;
  count_numbers (translation, counts, -1);
  missing = find_missing (counts);
  if (missing == NULL)
    return NULL;
  count_spelled (translation, language, counts);
  g_free (missing);
  missing = find_missing (counts);
  if (missing == NULL)
    return NULL;
  return g_strdup_printf (_("The number %s of the source text is not in the translation."), missing);
}
