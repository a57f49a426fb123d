/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-catalog-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longest text that a question can mean to show. */
#define MAX_TEXT (64 * 1024)

/* The element tag at @p ("<b>", "</b>", "<br/>"); "a < b" is not one.
 * Returns: its length, 0 where there is none */
static gsize
tag_length (const char *p)
{
  const char *name = p[1] == '/' ? p + 2 : p + 1;
  const char *end;

  if (*p != '<' || !g_ascii_isalpha (*name))
    return 0;
  end = strpbrk (name, "<>");
  return end != NULL && *end == '>' ? (gsize) (end + 1 - p) : 0;
}

/* "b" for <b class="…">, "/b" for </b>, "b/" for <b/> */
static char *
dup_tag_name (const char *tag, gsize length)
{
  gsize end = 1;

  if (tag[end] == '/')
    end++;
  while (end < length && (g_ascii_isalnum (tag[end]) || strchr (":_-.", tag[end]) != NULL))
    end++;
  if (length >= 2 && tag[length - 2] == '/')
    return g_strdup_printf ("%.*s/", (int) (end - 1), tag + 1);
  return g_strndup (tag + 1, end - 1);
}

/* Counts each tag of @text by @step, and tells whether the elements are closed in order. */
static gboolean
count_tags (const char *text, GHashTable *counts, int step)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  gboolean is_nested = TRUE;

  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      gsize length = tag_length (p);
      g_autofree char *name = length > 0 ? dup_tag_name (p, length) : NULL;
      int count;

      /* outputs are the placeholders' business, and may come more than once */
      if (name == NULL || g_str_has_prefix (name, "output"))
        continue;
      if (*name == '/')
        {
          const char *last = open->len > 0 ? g_ptr_array_index (open, open->len - 1) : NULL;

          if (g_strcmp0 (last, name + 1) == 0)
            g_ptr_array_remove_index (open, open->len - 1);
          else
            is_nested = FALSE;
        }
      else if (!g_str_has_suffix (name, "/"))
        g_ptr_array_add (open, g_strdup (name));
      count = GPOINTER_TO_INT (g_hash_table_lookup (counts, name)) + step;
      g_hash_table_replace (counts, g_steal_pointer (&name), GINT_TO_POINTER (count));
    }
  return is_nested && open->len == 0;
}

static char *
check_markup (const char *source, const char *translation)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean source_is_nested = count_tags (source, counts, 1);
  gboolean is_nested = count_tags (translation, counts, -1);
  GHashTableIter iter;
  gpointer name, count;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &count))
    if (GPOINTER_TO_INT (count) > 0)
      return g_strdup_printf (_("The mark-up <%s> of the source text is missing from the translation."),
                              (const char *) name);
    else if (GPOINTER_TO_INT (count) < 0)
      return g_strdup_printf (_("The translation has the mark-up <%s> that the source text has not."),
                              (const char *) name);
  if (source_is_nested && !is_nested)
    return g_strdup (_("The mark-up of the translation is not closed in the order it was opened."));
  return NULL;
}

/* Embeddings, overrides and isolates that are opened must be closed in the same text (UAX #9), or they turn round what
 * stands beside it on the screen. The plain marks U+200E and U+200F cannot. */
static gboolean
directions_are_balanced (const char *text)
{
  int embeddings = 0;
  int isolates = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    switch (g_utf8_get_char (p))
      {
      case 0x202A: /* LRE */
      case 0x202B: /* RLE */
      case 0x202D: /* LRO */
      case 0x202E: /* RLO */
        embeddings++;
        break;
      case 0x202C: /* PDF */
        if (--embeddings < 0)
          return FALSE;
        break;
      case 0x2066: /* LRI */
      case 0x2067: /* RLI */
      case 0x2068: /* FSI */
        isolates++;
        break;
      case 0x2069: /* PDI */
        if (--isolates < 0)
          return FALSE;
        break;
      default:
        break;
      }
  return embeddings == 0 && isolates == 0;
}

static gboolean
has_control_character (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text < 0x20 && *text != '\n' && *text != '\t' && *text != '\r')
      return TRUE;
  return FALSE;
}

char *
terrain_catalog_check_refuse (const char *source, const char *translation)
{
  if (strlen (translation) > MAX_TEXT)
    return g_strdup (_("The translation is too long to be shown as one text."));
  /* XML 1.0 section 2.2 has no place for them, so no form could hold the text. */
  if (has_control_character (translation))
    return g_strdup (_("The translation has an invisible control character."));
  if (!directions_are_balanced (translation) && directions_are_balanced (source))
    return g_strdup (_("The translation opens a writing direction that it does not close, or closes one that it did "
                       "not open (invisible characters such as U+202B or U+2067)."));
  return check_markup (source, translation);
}
