/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-lines-private.h"

#include <string.h>

typedef struct
{
  int line;
  gboolean damaged;
} Place;

struct _TerrainPoLines
{
  GArray *places;    /* Place, by rising line */
  GHashTable *index; /* key → index in places + 1; the first entry of a key counts, as in libgettextpo */
  GHashTable *open;  /* numbers of the lines with a string that is not closed */
};

/* gettext's own way to make one key of two strings */
static char *
make_key (const char *context, const char *source)
{
  return context != NULL ? g_strconcat (context, "\004", source, NULL) : g_strdup (source);
}

static gboolean
is_lone_backslash (const char *begin, const char *end)
{
  guint n = 0;

  while (end - n > begin && end[-1 - (gssize) n] == '\\')
    n++;
  return n % 2 == 1;
}

/* The quoted strings of one line, without their escapes, put to the end of @text.
 * Returns: whether each is closed */
static gboolean
append_strings (GString *text, const char *line, const char *end)
{
  while (line < end && (line = memchr (line, '"', (gsize) (end - line))) != NULL)
    {
      const char *close = ++line;
      g_autofree char *escaped = NULL;
      g_autofree char *plain = NULL;

      while (close < end && *close != '"')
        close += *close == '\\' && close + 1 < end ? 2 : 1;
      /* a backslash at the end of an open string escapes nothing */
      escaped = g_strndup (line, (gsize) (close - line - (close > line && close == end && is_lone_backslash (line, end))));
      plain = g_strcompress (escaped);
      g_string_append (text, plain);
      if (close >= end)
        return FALSE;
      line = close + 1;
    }
  return TRUE;
}

typedef struct
{
  TerrainPoLines *lines;
  GString *context;
  GString *source;
  GString *ignored; /* translations: their strings only have to be closed */
  GString *current; /* (nullable): what a continuation line belongs to */
  gboolean has_context;
  gboolean is_open; /* an entry has begun and is not indexed yet */
} Scan;

static void
begin_entry (Scan *scan, int line)
{
  Place place = { line, FALSE };

  g_array_append_val (scan->lines->places, place);
  g_string_truncate (scan->context, 0);
  g_string_truncate (scan->source, 0);
  scan->has_context = FALSE;
  scan->is_open = TRUE;
}

static void
end_entry (Scan *scan)
{
  g_autofree char *key = NULL;

  scan->current = NULL;
  if (!scan->is_open)
    return;
  scan->is_open = FALSE;
  key = make_key (scan->has_context ? scan->context->str : NULL, scan->source->str);
  if (!g_hash_table_contains (scan->lines->index, key))
    g_hash_table_insert (scan->lines->index, g_steal_pointer (&key), GUINT_TO_POINTER (scan->lines->places->len));
}

static gboolean
is_keyword (const char *line, const char *end, const char *keyword)
{
  gsize length = strlen (keyword);

  return (gsize) (end - line) > length && memcmp (line, keyword, length) == 0
         && (g_ascii_isspace (line[length]) || line[length] == '"');
}

static void
scan_line (Scan *scan, const char *line, const char *end, int number)
{
  while (line < end && g_ascii_isspace (*line))
    line++;
  if (line == end || *line == '#')
    return;
  if (is_keyword (line, end, "msgctxt"))
    {
      end_entry (scan);
      begin_entry (scan, number);
      scan->has_context = TRUE;
      scan->current = scan->context;
    }
  else if (is_keyword (line, end, "msgid"))
    {
      if (!scan->is_open || scan->current != scan->context)
        {
          end_entry (scan);
          begin_entry (scan, number);
        }
      scan->current = scan->source;
    }
  else if (*line != '"')
    end_entry (scan);
  if (!append_strings (scan->current != NULL ? scan->current : scan->ignored, line, end))
    g_hash_table_add (scan->lines->open, GINT_TO_POINTER (number));
  g_string_truncate (scan->ignored, 0);
}

TerrainPoLines *
terrain_po_lines_new (const char *contents, gsize length)
{
  TerrainPoLines *self = g_new0 (TerrainPoLines, 1);
  g_autoptr (GString) context = g_string_new (NULL);
  g_autoptr (GString) source = g_string_new (NULL);
  g_autoptr (GString) ignored = g_string_new (NULL);
  Scan scan = { .lines = self, .context = context, .source = source, .ignored = ignored };
  const char *end = contents + length;
  int number = 1;

  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = g_hash_table_new (NULL, NULL);
  for (const char *line = contents; line < end; number++)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));

      if (next == NULL)
        next = end;
      scan_line (&scan, line, next, number);
      line = next + 1;
    }
  end_entry (&scan);
  return self;
}

void
terrain_po_lines_free (TerrainPoLines *self)
{
  g_array_unref (self->places);
  g_hash_table_unref (self->index);
  g_hash_table_unref (self->open);
  g_free (self);
}

int
terrain_po_lines_mark (TerrainPoLines *self, int line)
{
  guint low = 0;
  guint high = self->places->len;

  /* A string without end is noticed at the line's end, and reported with the number of the next line. */
  if (g_hash_table_contains (self->open, GINT_TO_POINTER (line - 1)))
    line--;
  /* the last entry that begins at or before the line */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->places, Place, middle).line <= line)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0)
    g_array_index (self->places, Place, low - 1).damaged = TRUE;
  return line;
}

int
terrain_po_lines_find (TerrainPoLines *self, const char *context, const char *source, gboolean *damaged)
{
  g_autofree char *key = make_key (context, source);
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->index, key));
  const Place *place;

  *damaged = FALSE;
  if (index == 0)
    return 0;
  place = &g_array_index (self->places, Place, index - 1);
  *damaged = place->damaged;
  return place->line;
}
