/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <terrain-engine.h>

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
  g_autofree char *tag = terrain_language_dup_tag (language);

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
