/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-form-style.h"

/* Written right to left in their usual script. */
static const char *const rtl_languages[] = {
  "ar", "arc", "azb", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd",
  "skr", "syr", "ug", "ur", "yi", NULL,
};
static const char *const rtl_scripts[] = {
  "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa", NULL,
};
static const char *const rtl_names[] = {
  "arabic", "arabe", "arabisch", "dari", "farsi", "hebrew", "hébreu", "hebreeuws", "pashto", "persian", "persan",
  "perzisch", "sorani", "urdu", "ourdou", "uyghur", "yiddish", NULL,
};

static gboolean
is_tag (const char *text)
{
  gsize first = strcspn (text, "-_");

  if (first < 2 || first > 3)
    return FALSE;
  for (gsize i = 0; text[i] != '\0'; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;
  return TRUE;
}

/* XLSForm writes "Name (tag)"; other tools write the tag alone, or a name alone. */
char *
terrain_form_language_dup_tag (const char *language)
{
  const char *open;

  if (language == NULL)
    return NULL;
  open = strrchr (language, '(');
  if (open != NULL)
    {
      const char *close = strchr (open, ')');

      if (close != NULL)
        {
          g_autofree char *tag = g_strndup (open + 1, close - open - 1);
          if (is_tag (g_strstrip (tag)))
            return g_strdelimit (g_steal_pointer (&tag), "_", '-');
        }
    }
  return is_tag (language) ? g_strdelimit (g_strdup (language), "_", '-') : NULL;
}

/* Of the script a language's name is written in. */
static GtkTextDirection
script_direction (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      switch ((int) g_unichar_get_script (g_utf8_get_char (p)))
        {
        case G_UNICODE_SCRIPT_ADLAM:
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
        case G_UNICODE_SCRIPT_HEBREW:
        case G_UNICODE_SCRIPT_MANDAIC:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_SAMARITAN:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_THAANA:
          return GTK_TEXT_DIR_RTL;
        default:
          return GTK_TEXT_DIR_LTR;
        }
  return GTK_TEXT_DIR_NONE;
}

GtkTextDirection
terrain_form_language_direction (const char *language)
{
  g_autofree char *tag = terrain_form_language_dup_tag (language);

  if (language == NULL || *language == '\0' || g_str_equal (language, "default") ||
      !g_utf8_validate (language, -1, NULL))
    return GTK_TEXT_DIR_NONE;
  if (tag != NULL)
    {
      g_autofree char *lower = g_ascii_strdown (tag, -1);
      g_auto (GStrv) parts = g_strsplit (lower, "-", -1);

      for (guint i = 1; parts[i] != NULL; i++)
        if (strlen (parts[i]) == 4)
          return g_strv_contains (rtl_scripts, parts[i]) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
      return g_strv_contains (rtl_languages, parts[0]) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
    }

  g_autofree char *folded = g_utf8_strdown (language, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " ,/-", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (g_strv_contains (rtl_names, words[i]))
      return GTK_TEXT_DIR_RTL;

  return script_direction (language);
}
