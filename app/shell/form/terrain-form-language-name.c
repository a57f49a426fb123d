/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-form-language-name.h"

/* In their own names, so never translated. Those heard most at the desks in Brussels. */
static const struct
{
  const char *tag;
  const char *name;
} names[] = {
  { "am", "አማርኛ" },          { "ar", "العربية" },    { "bg", "Български" },  { "cs", "Čeština" },
  { "de", "Deutsch" },       { "el", "Ελληνικά" },   { "en", "English" },    { "es", "Español" },
  { "fa", "فارسی" },         { "fr", "Français" },   { "hu", "Magyar" },     { "it", "Italiano" },
  { "ku", "Kurdî" },         { "ln", "Lingála" },    { "nl", "Nederlands" }, { "pl", "Polski" },
  { "ps", "پښتو" },          { "pt", "Português" },  { "ro", "Română" },     { "ru", "Русский" },
  { "so", "Soomaali" },      { "sq", "Shqip" },      { "sw", "Kiswahili" },  { "ti", "ትግርኛ" },
  { "tr", "Türkçe" },        { "uk", "Українська" }, { "ur", "اردو" },       { "zh", "中文" },
};

char *
terrain_form_language_dup_name (const char *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  /* "Nederlands (nl)", the way of XLSForm: the tag is for programs. */
  const char *bracket = strrchr (language, '(');
  if (bracket && bracket > language && g_str_has_suffix (language, ")"))
    {
      g_autofree char *name = g_strndup (language, (gsize) (bracket - language));
      g_strstrip (name);
      if (name[0] != '\0')
        return g_steal_pointer (&name);
    }

  /* "nl", "nl-BE", "nl_BE". */
  gsize length = strcspn (language, "-_");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].tag) == length && g_ascii_strncasecmp (names[i].tag, language, length) == 0)
      return g_strdup (names[i].name);
  return g_strdup (language);
}
