/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "terrain-kiosk-locale.h"

/* glibc's; documented, but in no header. */
extern int _nl_msg_cat_cntr;

void
terrain_kiosk_locale_prepare (void)
{
  const char *current = setlocale (LC_MESSAGES, NULL);

  /* In the C locale gettext does not look at LANGUAGE. */
  if (!current || strcmp (current, "C") == 0 || strcmp (current, "POSIX") == 0)
    setlocale (LC_MESSAGES, "C.UTF-8");
  if (!g_getenv ("LANGUAGE"))
    g_setenv ("LANGUAGE", "en", TRUE);
}

void
terrain_kiosk_locale_set (const char *tag)
{
  g_return_if_fail (tag != NULL);

  /* English is what the program is written in, so it ends the list. */
  g_autofree char *languages = g_strcmp0 (tag, "en") == 0 ? g_strdup ("en") : g_strdup_printf ("%s:en", tag);

  g_setenv ("LANGUAGE", languages, TRUE);
  _nl_msg_cat_cntr++;
}
