/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-words.h"

#include <locale.h>
#include <terrain-engine.h>

/* glibc's; documented, but in no header. */
extern int _nl_msg_cat_cntr;

TerrainPaperWords
terrain_paper_words_begin (const char *language)
{
  TerrainPaperWords self = { NULL, FALSE };
  const char *locale = setlocale (LC_MESSAGES, NULL);
  g_autofree char *tag = language ? terrain_language_dup_tag (language) : NULL;

  /* In the C locale gettext gives what is written in the program. */
  if (!tag || !locale || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    return self;

  /* English is what the program is written in: a language it does not have falls back to it, not to a third one. */
  g_autofree char *languages = g_strdup_printf ("%s:en", tag);

  self.languages = g_strdup (g_getenv ("LANGUAGE"));
  self.changed = TRUE;
  g_setenv ("LANGUAGE", languages, TRUE);
  _nl_msg_cat_cntr++;
  return self;
}

void
terrain_paper_words_end (TerrainPaperWords *self)
{
  if (!self->changed)
    return;
  if (self->languages)
    g_setenv ("LANGUAGE", self->languages, TRUE);
  else
    g_unsetenv ("LANGUAGE");
  _nl_msg_cat_cntr++;
  g_clear_pointer (&self->languages, g_free);
  self->changed = FALSE;
}

gboolean
terrain_paper_words_has_months (const char *language)
{
  const char *locale = setlocale (LC_TIME, NULL);
  g_autofree char *tag = language ? terrain_language_dup_tag (language) : NULL;

  return tag && locale && g_ascii_strncasecmp (tag, locale, 2) == 0;
}
