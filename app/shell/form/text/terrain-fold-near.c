/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-fold-near.h"

/* Shorter words differ by one letter from too many others. */
#define MIN_LENGTH 5

/* Letters of folded text are nearly all one byte; of the others a slip is found where it leaves their first bytes alone. */
static gboolean
begins_nearly (const char *text, const char *word)
{
  gsize same = 0;

  while (word[same] != '\0' && word[same] == text[same])
    same++;
  word += same;
  text += same;
  if (*word == '\0')
    return TRUE;
  /* The first letter is as a rule right, and keeps the list short. */
  if (same == 0)
    return FALSE;
  if (g_str_has_prefix (text, word + 1))
    return TRUE; /* one too many */
  if (*text == '\0')
    return FALSE;
  if (g_str_has_prefix (text + 1, word) || g_str_has_prefix (text + 1, word + 1))
    return TRUE; /* one missing, or another */
  return word[1] != '\0' && word[0] == text[1] && word[1] == text[0] && g_str_has_prefix (text + 2, word + 2);
}

static gboolean
has_nearly (const char *folded, const char *word)
{
  gboolean exact = strlen (word) < MIN_LENGTH;

  for (const char *at = folded; at != NULL; at = strchr (at, ' '))
    {
      at += *at == ' ' ? 1 : 0;
      if (exact ? g_str_has_prefix (at, word) : begins_nearly (at, word))
        return TRUE;
    }
  return FALSE;
}

gboolean
terrain_fold_is_near (const char *folded, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (!has_nearly (folded, words[i]))
      return FALSE;
  return words[0] != NULL;
}
