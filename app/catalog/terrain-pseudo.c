/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-pseudo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-private.h"
#include "terrain-outputs-private.h"

static const char *
accented (char letter)
{
  static const char *const small[] = { "á", "ƀ", "ç", "ð", "é", "ƒ", "ĝ", "ĥ", "î", "ĵ", "ķ", "ļ", "ɱ",
                                       "ñ", "ö", "þ", "ɋ", "ŕ", "š", "ţ", "û", "ṽ", "ŵ", "ẋ", "ý", "ž" };
  static const char *const large[] = { "Á", "Ɓ", "Ç", "Ð", "É", "Ƒ", "Ĝ", "Ĥ", "Î", "Ĵ", "Ķ", "Ļ", "Ṁ",
                                       "Ñ", "Ö", "Þ", "Ɋ", "Ŕ", "Š", "Ţ", "Û", "Ṽ", "Ŵ", "Ẋ", "Ý", "Ž" };

  if (letter >= 'a' && letter <= 'z')
    return small[letter - 'a'];
  if (letter >= 'A' && letter <= 'Z')
    return large[letter - 'A'];
  return NULL;
}

static gsize
length_to (const char *text, const char *end)
{
  const char *found = strstr (text, end);

  return found != NULL ? (gsize) (found - text) + strlen (end) : 0;
}

/* What stands at @p and is no word: "<b>", "${name}", "&amp;", the address of "[word](address)", "https://…".
 * Returns: its length, 0 for none */
static gsize
fixed_length (const char *p)
{
  gsize length;

  /* Its expression may have a ">". */
  if (g_str_has_prefix (p, "<output"))
    {
      g_autofree char *expression = NULL;
      const char *begin = NULL;
      const char *end = terrain_outputs_next (p, &begin, &expression);

      if (end != NULL && begin == p)
        return (gsize) (end - p);
    }
  if (*p == '<' && (g_ascii_isalpha (p[1]) || p[1] == '/'))
    return length_to (p, ">");
  if (g_str_has_prefix (p, "${"))
    return length_to (p, "}");
  if (g_str_has_prefix (p, "]("))
    return length_to (p, ")");
  if (*p == '&')
    {
      length = strspn (p + 1, "#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") + 1;
      return length > 1 && p[length] == ';' ? length + 1 : 0;
    }
  if (g_str_has_prefix (p, "http://") || g_str_has_prefix (p, "https://"))
    return strcspn (p, " \t\n<>\"");
  return 0;
}

char *
terrain_pseudo_dup_text (const char *text)
{
  static const char filler[] = "one two three four five six seven eight nine ten ";
  const char *begin, *end;
  GString *out;
  guint n_letters = 0;

  g_return_val_if_fail (text != NULL, NULL);

  /* White space at the ends is the layout's, and stays outside of the brackets. */
  for (begin = text; g_ascii_isspace (*begin);)
    begin++;
  for (end = text + strlen (text); end > begin && g_ascii_isspace (end[-1]);)
    end--;
  out = g_string_new_len (text, begin - text);
  g_string_append (out, "⟦");
  for (const char *p = begin; p < end;)
    {
      gsize length = MIN (fixed_length (p), (gsize) (end - p));
      const char *letter = length == 0 ? accented (*p) : NULL;

      if (letter != NULL)
        g_string_append (out, letter);
      else
        g_string_append_len (out, p, (gssize) MAX (length, 1));
      n_letters += length == 0 && ((guchar) *p & 0xC0) != 0x80;
      p += MAX (length, 1);
    }
  if (n_letters > 0)
    g_string_append_c (out, ' ');
  for (guint i = 0; i < MAX (n_letters * 35 / 100, 1) && n_letters > 0; i++)
    {
      char c = filler[i % (sizeof filler - 1)];

      if (accented (c) != NULL)
        g_string_append (out, accented (c));
      else
        g_string_append_c (out, c);
    }
  if (out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append (out, "⟧");
  g_string_append (out, end);
  return g_string_free (out, FALSE);
}

char *
terrain_pseudo_dup_language (void)
{
  /* Of the subtags that are left for private use, the one that is customary for this. */
  return g_strconcat (_("Pseudo-language"), " (qps)", NULL);
}

TerrainTranslation *
terrain_pseudo_new (TerrainForm *form)
{
  g_autofree char *language = terrain_pseudo_dup_language ();
  TerrainTranslation *translation;

  g_return_val_if_fail (form != NULL, NULL);

  translation = terrain_translation_new (form, language);
  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      const TerrainText *text = terrain_form_get_text (form, i);
      g_autofree char *pseudo = NULL;

      if (!terrain_catalog_is_translatable (text) || terrain_catalog_is_media (text->context))
        continue;
      pseudo = terrain_pseudo_dup_text (text->source);
      /* A text that cannot be had in another language shows as it is; the checks of the form say why. */
      terrain_translation_set_text (translation, i, pseudo, NULL);
    }
  return translation;
}
