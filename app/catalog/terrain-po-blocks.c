/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-blocks-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Where an entry begins and ends, which the library does not say: merging and editing write unchanged entries again as
 * they were. An entry ends where the next one's comments or keywords begin (GNU gettext manual, "PO Files").
 */

/* After that many mistakes the list helps nobody. */
#define MAX_SYNTAX_ISSUES 50

typedef enum
{
  LINE_BLANK,
  LINE_COMMENT,
  LINE_CONTEXT,
  LINE_SOURCE,
  LINE_TEXT,
  LINE_MORE, /* a string going on, a plural form, or nothing known: the library's to judge */
} LineKind;

typedef struct
{
  GPtrArray *blocks;
  TerrainPoMistakes *mistakes;
  GString *out;
  TerrainPoEntry *block; /* (nullable): open, in @blocks already */
  gboolean has[LINE_MORE + 1];
  gsize out_begin;       /* of the open block */
  int out_line;          /* the lines of @out before it */
  int line;
} Split;

gboolean
terrain_po_mistakes_count (TerrainPoMistakes *self)
{
  return ++self->n <= MAX_SYNTAX_ISSUES;
}

void
terrain_po_mistakes_add (TerrainPoMistakes *self, TerrainPoEntry *entry, int line, const char *reason)
{
  if (entry != NULL ? entry->damaged : line == self->last_line)
    return;
  if (entry != NULL)
    entry->damaged = TRUE;
  self->last_line = line;
  if (!terrain_po_mistakes_count (self))
    return;
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, line,
                          _("Line %d cannot be read: %s. Its text is shown untranslated. Correct the file in a "
                            "translation editor such as Poedit, which does not make such mistakes."),
                          line, reason);
}

void
terrain_po_mistakes_end (TerrainPoMistakes *self)
{
  if (self->n > MAX_SYNTAX_ISSUES)
    terrain_issue_list_add (self->issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, 0,
                            _("%u more mistakes of this kind are not listed."), self->n - MAX_SYNTAX_ISSUES);
}

static gboolean
begins_with (const char *line, const char *end, const char *keyword)
{
  gsize length = strlen (keyword);

  return (gsize) (end - line) >= length && memcmp (line, keyword, length) == 0
         && (line + length == end || g_ascii_isspace (line[length]) || line[length] == '"' || line[length] == '[');
}

static LineKind
classify (const char *line, const char *end)
{
  if (line == end)
    return LINE_BLANK;
  if (*line == '#')
    return LINE_COMMENT;
  if (begins_with (line, end, "msgctxt"))
    return LINE_CONTEXT;
  if (begins_with (line, end, "msgid"))
    return LINE_SOURCE;
  if (begins_with (line, end, "msgstr"))
    return LINE_TEXT;
  return LINE_MORE;
}

static const char *
skip_blanks (const char *line, const char *end)
{
  while (line < end && g_ascii_isspace (*line))
    line++;
  return line;
}

static gboolean
has_statement (const Split *self)
{
  return self->has[LINE_CONTEXT] || self->has[LINE_SOURCE] || self->has[LINE_TEXT];
}

/* Returns: where backslashes at the end of a line begin; @end where there are none */
static const char *
skip_backslashes (const char *line, const char *end)
{
  const char *stop = end > line && end[-1] == '\r' ? end - 1 : end;

  if (stop == line || stop[-1] != '\\')
    return end;
  while (stop > line && stop[-1] == '\\')
    stop--;
  return stop;
}

/* An entry without msgid or msgstr is not shown to the library, which would blame the next one. */
static void
close_block (Split *self)
{
  const char *reason = NULL;

  if (self->block == NULL)
    return;
  if (has_statement (self))
    reason = !self->has[LINE_SOURCE] ? _("there is no msgid") : !self->has[LINE_TEXT] ? _("there is no msgstr") : NULL;
  if (reason != NULL)
    {
      terrain_po_mistakes_add (self->mistakes, self->block, self->block->line, reason);
      g_string_truncate (self->out, self->out_begin);
      for (int line = self->out_line; line < self->line - 1; line++)
        g_string_append_c (self->out, '\n');
    }
  self->block = NULL;
}

static void
open_block (Split *self)
{
  if (self->block != NULL)
    return;
  self->block = g_new0 (TerrainPoEntry, 1);
  self->block->line = self->line;
  g_ptr_array_add (self->blocks, self->block);
  memset (self->has, 0, sizeof self->has);
  self->out_begin = self->out->len;
  self->out_line = self->line - 1;
}

static void
extend (TerrainPoLines *lines, const char *begin, const char *next)
{
  if (lines->begin == NULL)
    lines->begin = begin;
  lines->length = (gsize) (next - lines->begin);
}

/* The first statement of an entry, with its index. */
static void
put_first (Split *self, LineKind kind, const char *line, const char *end)
{
  guint index = self->blocks->len - 1;
  char mark[32];

  if (kind == LINE_CONTEXT)
    line += strlen ("msgctxt");
  g_snprintf (mark, sizeof mark, kind == LINE_CONTEXT ? "msgctxt \"%u \" " : "msgctxt \"%u\" ", index);
  g_string_append (self->out, mark);
  g_string_append_len (self->out, line, end - line);
}

static void
read_statement (Split *self, LineKind kind, const char *line, const char *end, gboolean obsolete)
{
  gboolean is_next = self->has[LINE_TEXT] || self->has[kind] || (kind == LINE_CONTEXT && self->has[LINE_SOURCE]);

  if (kind != LINE_MORE && kind != LINE_TEXT && is_next)
    close_block (self);
  if (kind != LINE_MORE)
    open_block (self);
  if (obsolete)
    g_string_append (self->out, "#~ ");
  if (kind == LINE_MORE || has_statement (self))
    g_string_append_len (self->out, line, end - line);
  else
    {
      self->block->line = self->line;
      put_first (self, kind, line, end);
    }
  self->has[kind] = TRUE;
}

static void
read_comment (Split *self, const char *begin, const char *line, const char *end, const char *next)
{
  if (has_statement (self))
    close_block (self);
  open_block (self);
  extend (&self->block->comments, begin, next);
  if (end - line > 2 && line[1] == ',')
    g_string_append_len (self->out, line, end - line);
}

static void
read_line (Split *self, const char *begin, const char *end, const char *next)
{
  const char *line = skip_blanks (begin, end);
  gboolean obsolete = end - line > 1 && line[0] == '#' && line[1] == '~' && (end - line == 2 || line[2] != '|');
  LineKind kind;

  if (obsolete)
    line = skip_blanks (line + 2, end);
  kind = classify (line, end);
  if (kind == LINE_COMMENT)
    read_comment (self, begin, line, end, next);
  else if (kind != LINE_BLANK)
    {
      /* the library would take the next line, whatever it is, into the string */
      const char *stop = skip_backslashes (line, end);

      read_statement (self, kind, line, stop, obsolete);
      if (stop < end)
        terrain_po_mistakes_add (self->mistakes, self->block, self->line,
                                 _("a backslash stands before something that it does not mean anything with"));
      if (memchr (line, '\0', (gsize) (end - line)) != NULL)
        terrain_po_mistakes_add (self->mistakes, self->block, self->line, _("there is a zero byte in it"));
      if (self->block != NULL && has_statement (self))
        extend (self->has[LINE_TEXT] ? &self->block->text_lines : &self->block->source_lines, begin, next);
    }
  g_string_append_c (self->out, '\n');
}

GString *
terrain_po_blocks_split (const TerrainPoFile *file, GPtrArray *blocks, TerrainPoMistakes *mistakes)
{
  Split self = { .blocks = blocks, .mistakes = mistakes };
  const char *end = file->contents + file->length;

  self.out = g_string_sized_new (file->length + file->length / 8 + 1);
  for (const char *line = file->contents; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *next = newline != NULL ? newline + 1 : end;

      self.line++;
      read_line (&self, line, newline != NULL ? newline : end, next);
      line = next;
    }
  self.line++;
  close_block (&self);
  return self.out;
}

TerrainPoEntry *
terrain_po_blocks_find (GPtrArray *blocks, int line)
{
  guint low = 0;
  guint high = blocks->len;

  /* the last one that begins at or before the line */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((TerrainPoEntry *) g_ptr_array_index (blocks, middle))->line <= line)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? g_ptr_array_index (blocks, low - 1) : NULL;
}
