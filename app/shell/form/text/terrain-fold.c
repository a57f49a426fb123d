/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-fold.h"

/* Letters that Unicode does not take apart but people type without their stroke. */
static const char *
plain_letter (gunichar character)
{
  switch (character)
    {
    case 0xe6: /* æ */
      return "ae";
    case 0x153: /* œ */
      return "oe";
    case 0xf8: /* ø */
      return "o";
    case 0x111: /* đ */
    case 0xf0:  /* ð */
      return "d";
    case 0x142: /* ł */
      return "l";
    case 0x131: /* ı */
      return "i";
    case 0xfe: /* þ */
      return "th";
    default:
      return NULL;
    }
}

char *
terrain_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = g_utf8_casefold (decomposed, -1);
  GString *out = g_string_sized_new (strlen (lower));

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);
      const char *plain = plain_letter (character);

      if (g_unichar_ismark (character))
        continue;
      if (plain != NULL)
        g_string_append (out, plain);
      else if (g_unichar_isalnum (character))
        g_string_append_unichar (out, character);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  return g_strchomp (g_string_free (out, FALSE));
}

static guint
rank_word (const char *folded, const char *word)
{
  guint best = 0;

  for (const char *at = strstr (folded, word); at != NULL && best < 2; at = strstr (at + 1, word))
    best = MAX (best, at == folded || at[-1] == ' ' ? 2 : 1);
  return best;
}

guint
terrain_fold_rank (const char *folded, const char *const *words)
{
  guint rank = 2;

  if (words == NULL || words[0] == NULL)
    return 1;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint found = rank_word (folded, words[i]);
      if (found == 0)
        return 0;
      rank = MIN (rank, found);
    }
  if (g_str_has_prefix (folded, words[0]) && rank == 2)
    {
      g_autofree char *typed = g_strjoinv (" ", (char **) words);
      return g_str_equal (folded, typed) ? 4 : 3;
    }
  return rank;
}
