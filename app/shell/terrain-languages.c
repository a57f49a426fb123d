/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>

#include "terrain-languages.h"

char *
terrain_languages_dup_tag (const char *language)
{
  return language ? terrain_form_language_dup_tag (language) : NULL;
}

char *
terrain_languages_find_in_form (TerrainForm *form,
                                const char  *tag)
{
  const char *const *languages = terrain_form_get_languages (form);

  for (guint i = 0; tag && tag[0] != '\0' && languages && languages[i]; i++)
    {
      g_autofree char *candidate = terrain_languages_dup_tag (languages[i]);
      if (candidate && g_ascii_strcasecmp (candidate, tag) == 0)
        return g_strdup (languages[i]);
    }
  return NULL;
}
