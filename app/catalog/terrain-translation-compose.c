/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translation-private.h"

#include <string.h>

/* gettext breaks lines so that they stay shorter than this. */
#define PAGE_WIDTH 79

/* Strings */

static void
put_escaped (GString *out, const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p++)
    switch (*p)
      {
      case '\n':
        g_string_append (out, "\\n");
        break;
      case '\t':
        g_string_append (out, "\\t");
        break;
      case '\r':
        g_string_append (out, "\\r");
        break;
      case '"':
      case '\\':
        g_string_append_c (out, '\\');
        g_string_append_c (out, *p);
        break;
      default:
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append_printf (out, "\\%03o", (guint) (guchar) *p);
        else
          g_string_append_c (out, *p);
      }
}

static guint
count_columns (const char *text, const char *end)
{
  guint n = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, end - text);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        return n + (guint) (end - text);
      n += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return n;
}

/* One line of the text, escaped already, on as many lines as it needs; breaks come behind a blank. */
static void
put_wrapped (GString *out, const char *line, gboolean wrap, const char *newline)
{
  const char *end = line + strlen (line);

  while (line < end)
    {
      const char *stop = end;

      if (wrap && count_columns (line, end) + 2 > PAGE_WIDTH)
        {
          const char *best = NULL;

          for (const char *p = strchr (line, ' '); p != NULL && p + 1 < end; p = strchr (p + 1, ' '))
            {
              if (count_columns (line, p + 1) + 2 > PAGE_WIDTH && best != NULL)
                break;
              best = p + 1;
            }
          stop = best != NULL ? best : end;
        }
      g_string_append_c (out, '"');
      g_string_append_len (out, line, stop - line);
      g_string_append_c (out, '"');
      g_string_append (out, newline);
      line = stop;
    }
}

void
terrain_translation_put_string (GString *out, const char *keyword, const char *text, gboolean wrap,
                                const char *newline)
{
  g_autoptr (GString) escaped = g_string_new (NULL);
  const char *inner = strchr (text, '\n');
  gboolean is_one = inner == NULL || inner[1] == '\0';

  put_escaped (escaped, text, strlen (text));
  if (is_one && (!wrap || count_columns (escaped->str, escaped->str + escaped->len) + strlen (keyword) + 3 <= PAGE_WIDTH))
    {
      g_string_append_printf (out, "%s \"%s\"%s", keyword, escaped->str, newline);
      return;
    }
  g_string_append_printf (out, "%s \"\"%s", keyword, newline);
  for (const char *line = text; *line != '\0';)
    {
      const char *end = strchr (line, '\n');
      gsize length = end != NULL ? (gsize) (end + 1 - line) : strlen (line);

      g_string_truncate (escaped, 0);
      put_escaped (escaped, line, length);
      put_wrapped (out, escaped->str, wrap, newline);
      line += length;
    }
}

/* Entries */

static gboolean
has_mark (const char *line, char mark)
{
  return line[0] == '#' && line[1] == mark;
}

/* "#, fuzzy, c-format" with or without its first word; nothing where no other is left. */
static void
put_flags (GString *out, const char *line, gboolean fuzzy, const char *newline)
{
  g_autoptr (GString) flags = g_string_new (fuzzy ? ", fuzzy" : "");
  g_auto (GStrv) words = g_strsplit (line + 2, ",", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0' && !g_str_equal (words[i], "fuzzy"))
      g_string_append_printf (flags, ", %s", words[i]);
  if (flags->len > 0)
    g_string_append_printf (out, "#%s%s", flags->str, newline);
}

static void
put_previous (GString *out, TerrainPoLines lines, const char *newline)
{
  g_autofree char *text = g_strndup (lines.begin, lines.length);
  g_auto (GStrv) source = g_strsplit (text, "\n", -1);

  for (guint i = 0; source[i] != NULL; i++)
    if (*g_strstrip (source[i]) != '\0')
      g_string_append_printf (out, "#| %s%s", source[i], newline);
}

/* Order of gettext: remarks, flags, previous text. */
static void
put_comments (GString *out, TerrainTranslationEntry *entry, gboolean was_flagged, const char *newline)
{
  const TerrainPoEntry *po = entry->po;
  g_autofree char *text = po->comments.length > 0 ? g_strndup (po->comments.begin, po->comments.length) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean needs_flag = entry->fuzzy && !was_flagged;
  gboolean has_previous = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_last = lines[i + 1] == NULL;

      if (is_last && *lines[i] == '\0')
        break;
      if (has_mark (lines[i], '|'))
        {
          has_previous = TRUE;
          if (!entry->fuzzy)
            continue;
          if (needs_flag)
            g_string_append_printf (out, "#, fuzzy%s", newline);
          needs_flag = FALSE;
        }
      if (has_mark (lines[i], ',') && entry->fuzzy != was_flagged)
        {
          put_flags (out, lines[i], entry->fuzzy && (needs_flag || was_flagged), newline);
          needs_flag = FALSE;
          continue;
        }
      g_string_append (out, lines[i]);
      g_string_append_c (out, '\n');
    }
  if (needs_flag)
    g_string_append_printf (out, "#, fuzzy%s", newline);
  if (entry->fuzzy && entry->is_stale && !has_previous)
    put_previous (out, po->source_lines, newline);
}

static void
put_new_source (GString *out, TerrainTranslationEntry *entry, gboolean wrap, const char *newline)
{
  terrain_translation_put_string (out, "msgctxt", terrain_translation_entry_get_context (entry), wrap, newline);
  terrain_translation_put_string (out, "msgid", entry->source, wrap, newline);
}

void
terrain_translation_put_entry (GString *out, TerrainTranslationEntry *entry, gboolean wrap, const char *newline)
{
  const TerrainPoEntry *po = entry->po;
  gboolean is_whole;

  if (po == NULL)
    {
      if (entry->fuzzy)
        g_string_append_printf (out, "#, fuzzy%s", newline);
      put_new_source (out, entry, wrap, newline);
      terrain_translation_put_string (out, "msgstr", entry->text, wrap, newline);
      return;
    }
  is_whole = !po->damaged && !po->plural && po->source_lines.length > 0 && po->text_lines.length > 0;
  if (entry->fuzzy != po->fuzzy || entry->is_stale)
    put_comments (out, entry, po->fuzzy, newline);
  else if (po->comments.length > 0)
    g_string_append_len (out, po->comments.begin, (gssize) po->comments.length);
  if (is_whole && !entry->is_stale)
    g_string_append_len (out, po->source_lines.begin, (gssize) po->source_lines.length);
  else
    put_new_source (out, entry, wrap, newline);
  if (is_whole && g_str_equal (entry->text, po->text))
    g_string_append_len (out, po->text_lines.begin, (gssize) po->text_lines.length);
  else
    terrain_translation_put_string (out, "msgstr", entry->text, wrap, newline);
}
