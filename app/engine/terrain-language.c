/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-language.h"

/* The languages heard most in Brussels, each in its own words: a person looks for their own language's name. */
static const struct
{
  const char *tag;
  const char *name;
} known[] = {
  { "am", "አማርኛ" },         { "ar", "العربية" },    { "bg", "Български" }, { "bn", "বাংলা" },
  { "ckb", "کوردی" },       { "cs", "Čeština" },    { "da", "Dansk" },     { "de", "Deutsch" },
  { "el", "Ελληνικά" },     { "en", "English" },    { "es", "Español" },   { "et", "Eesti" },
  { "fa", "فارسی" },        { "ff", "Pulaar" },     { "fi", "Suomi" },     { "fr", "Français" },
  { "ga", "Gaeilge" },      { "he", "עברית" },      { "hi", "हिन्दी" },       { "hr", "Hrvatski" },
  { "hu", "Magyar" },       { "hy", "Հայերեն" },    { "it", "Italiano" },  { "ja", "日本語" },
  { "ka", "ქართული" },      { "ku", "Kurdî" },      { "kmr", "Kurmancî" }, { "ln", "Lingála" },
  { "lt", "Lietuvių" },     { "lv", "Latviešu" },   { "mk", "Македонски" }, { "mt", "Malti" },
  { "ne", "नेपाली" },        { "nl", "Nederlands" }, { "pa", "ਪੰਜਾਬੀ" },     { "pl", "Polski" },
  { "prs", "دری" },         { "ps", "پښتو" },       { "pt", "Português" }, { "rn", "Ikirundi" },
  { "ro", "Română" },       { "ru", "Русский" },    { "rw", "Kinyarwanda" }, { "sk", "Slovenčina" },
  { "sl", "Slovenščina" },  { "so", "Soomaali" },   { "sq", "Shqip" },     { "sr", "Српски" },
  { "sv", "Svenska" },      { "sw", "Kiswahili" },  { "ti", "ትግርኛ" },      { "tl", "Tagalog" },
  { "tr", "Türkçe" },       { "uk", "Українська" }, { "ur", "اردو" },       { "vi", "Tiếng Việt" },
  { "wo", "Wolof" },        { "zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ" },  { "zh", "中文" },
};

/* A language subtag (2 or 3 letters) and any further subtags of 1 to 8 letters and digits: BCP 47 section 2.1, and
 * gettext's way to write it ("pt_BR", "sr@latin", "fr.UTF-8").
 * Returns: (nullable) */
static char *
parse_tag (const char *text, gsize length)
{
  GString *tag = g_string_new (NULL);
  gsize subtag = 0;
  gboolean is_valid = TRUE;

  for (gsize i = 0; i < length && text[i] != '@' && text[i] != '.'; i++)
    {
      if (text[i] == '-' || text[i] == '_')
        {
          is_valid &= subtag > 0 && (strchr (tag->str, '-') != NULL || (subtag >= 2 && subtag <= 3));
          g_string_append_c (tag, '-');
          subtag = 0;
          continue;
        }
      is_valid &= g_ascii_isalpha (text[i]) || (g_ascii_isdigit (text[i]) && strchr (tag->str, '-') != NULL);
      is_valid &= ++subtag <= 8;
      g_string_append_c (tag, strchr (tag->str, '-') != NULL ? text[i] : g_ascii_tolower (text[i]));
    }
  is_valid &= subtag > 0 && (strchr (tag->str, '-') != NULL || (subtag >= 2 && subtag <= 3));
  return g_string_free (tag, !is_valid);
}

char *
terrain_language_dup_tag (const char *language)
{
  const char *open, *close;

  if (language == NULL)
    return NULL;

  /* XLSForm's convention: "Français (fr)" */
  open = strrchr (language, '(');
  close = open != NULL ? strchr (open, ')') : NULL;
  if (close != NULL)
    return parse_tag (open + 1, (gsize) (close - open - 1));
  return parse_tag (language, strlen (language));
}

/* What stands before "(fr)" in "Français (fr)". Returns: (nullable) */
static char *
dup_own_name (const char *language)
{
  const char *open = strrchr (language, '(');
  g_autofree char *name = open != NULL ? g_strstrip (g_strndup (language, (gsize) (open - language))) : NULL;

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}

char *
terrain_language_dup_name (const char *language)
{
  g_autofree char *tag = NULL;
  gsize primary;
  char *name;

  g_return_val_if_fail (language != NULL, NULL);

  tag = terrain_language_dup_tag (language);
  if (tag == NULL)
    return g_strdup (language);
  primary = strcspn (tag, "-");
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].tag) == primary && strncmp (known[i].tag, tag, primary) == 0)
      return tag[primary] == '\0' ? g_strdup (known[i].name)
                                  : g_strdup_printf ("%s (%s)", known[i].name, tag + primary + 1);
  name = dup_own_name (language);
  return name != NULL ? name : g_strdup (tag);
}

const char *
terrain_language_find (const char *const *languages, const char *wanted)
{
  g_autofree char *tag = terrain_language_dup_tag (wanted);

  for (guint i = 0; wanted != NULL && languages != NULL && languages[i] != NULL; i++)
    if (g_str_equal (languages[i], wanted))
      return languages[i];
  for (guint i = 0; tag != NULL && languages != NULL && languages[i] != NULL; i++)
    {
      g_autofree char *candidate = terrain_language_dup_tag (languages[i]);

      if (candidate != NULL && g_ascii_strcasecmp (candidate, tag) == 0)
        return languages[i];
    }
  return NULL;
}
