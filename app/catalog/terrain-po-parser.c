/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A po file, line by line (GNU gettext manual, "PO Files"). An entry ends where the next one begins; what cannot be
 * read marks the entry it stands in as damaged, and reading goes on with the next line.
 */

/* After that many mistakes the list helps nobody. */
#define MAX_SYNTAX_ISSUES 50

typedef enum
{
  TARGET_NONE,
  TARGET_CONTEXT,
  TARGET_SOURCE,
  TARGET_TEXT,
  TARGET_OTHER, /* plural forms: read, not kept */
} Target;

typedef struct
{
  TerrainPoFile *file;
  GPtrArray *issues;
  guint n_issues;
  GHashTable *keys;      /* of the entries so far: context, EOT, source */
  TerrainPoEntry *entry; /* (nullable): open, not yet in the file */
  TerrainPoEntry *last;  /* (nullable): the one before */
  GString *strings[TARGET_OTHER + 1];
  Target target;
  gboolean has[TARGET_OTHER + 1];
  int line;
} Parser;

static void
complain (Parser *self, const char *reason)
{
  TerrainPoEntry *entry = self->entry != NULL ? self->entry : self->last;

  if (entry != NULL)
    entry->damaged = TRUE;
  if (++self->n_issues > MAX_SYNTAX_ISSUES)
    return;
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, self->line,
                          _("Line %d cannot be read: %s. Its text is shown untranslated. Correct the file in a "
                            "translation editor such as Poedit, which does not make such mistakes."),
                          self->line, reason);
}

static void
extend (TerrainPoLines *lines, const char *begin, const char *end)
{
  if (lines->begin == NULL)
    lines->begin = begin;
  lines->length = (gsize) (end - lines->begin);
}

static void
open_entry (Parser *self)
{
  if (self->entry != NULL)
    return;
  self->entry = g_new0 (TerrainPoEntry, 1);
  self->target = TARGET_NONE;
  for (guint i = 0; i <= TARGET_OTHER; i++)
    {
      g_string_truncate (self->strings[i], 0);
      self->has[i] = FALSE;
    }
}

/* gettext's own way to make one key of two strings */
static char *
make_key (const TerrainPoEntry *entry)
{
  return entry->context != NULL ? g_strconcat (entry->context, "\004", entry->source, NULL) : g_strdup (entry->source);
}

static void
check_charset (Parser *self, TerrainPoEntry *entry)
{
  if (g_utf8_validate (entry->source, -1, NULL) && g_utf8_validate (entry->text, -1, NULL)
      && (entry->context == NULL || g_utf8_validate (entry->context, -1, NULL)))
    return;
  entry->damaged = TRUE;
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_ERROR, "po-charset", NULL, entry->line,
                          _("The entry at line %d has characters that are not of the file's character set. Its "
                            "text is shown untranslated. Save the file in UTF-8."),
                          entry->line);
}

/* Takes @entry to where it belongs; frees one that is there already. */
static void
keep_entry (Parser *self, TerrainPoEntry *entry)
{
  TerrainPoFile *file = self->file;
  g_autofree char *key = NULL;

  self->last = entry;
  if (entry->obsolete)
    {
      g_ptr_array_add (file->obsolete, entry);
      return;
    }
  key = make_key (entry);
  if (!g_hash_table_contains (self->keys, key))
    {
      g_hash_table_add (self->keys, g_steal_pointer (&key));
      if (entry->context == NULL && *entry->source == '\0')
        file->header = entry;
      else
        g_ptr_array_add (file->entries, entry);
      return;
    }
  if (++self->n_issues <= MAX_SYNTAX_ISSUES)
    terrain_issue_list_add (self->issues, TERRAIN_ISSUE_WARNING, "po-duplicate", NULL, entry->line,
                            _("The same text is translated twice, the second time at line %d; the first translation "
                              "counts. Remove the one that is wrong."),
                            entry->line);
  self->last = NULL;
  terrain_po_entry_free (entry);
}

static void
close_entry (Parser *self)
{
  TerrainPoEntry *entry = self->entry;

  if (entry == NULL)
    return;
  if (!self->has[TARGET_CONTEXT] && !self->has[TARGET_SOURCE])
    {
      /* comments at the end of the file, or a broken line */
      self->entry = NULL;
      terrain_po_entry_free (entry);
      return;
    }
  if (!self->has[TARGET_SOURCE])
    complain (self, _("there is no msgid"));
  else if (!self->has[TARGET_TEXT])
    complain (self, _("there is no msgstr"));
  if (self->has[TARGET_CONTEXT])
    entry->context = g_strndup (self->strings[TARGET_CONTEXT]->str, self->strings[TARGET_CONTEXT]->len);
  entry->source = g_strndup (self->strings[TARGET_SOURCE]->str, self->strings[TARGET_SOURCE]->len);
  entry->text = g_strndup (self->strings[TARGET_TEXT]->str, self->strings[TARGET_TEXT]->len);
  check_charset (self, entry);
  self->entry = NULL;
  keep_entry (self, entry);
}

/* Returns: behind the escape at @p (behind its backslash), NULL where it is none */
static const char *
append_escape (GString *text, const char *p, const char *end)
{
  static const char letters[] = "ntr\"\\abfv";
  static const char characters[] = "\n\t\r\"\\\a\b\f\v";
  const char *letter = p < end && *p != '\0' ? strchr (letters, *p) : NULL;
  guint value = 0;

  if (letter != NULL)
    {
      g_string_append_c (text, characters[letter - letters]);
      return p + 1;
    }
  if (p < end && *p == 'x' && p + 1 < end && g_ascii_isxdigit (p[1]))
    {
      for (p++; p < end && g_ascii_isxdigit (*p); p++)
        value = value * 16 + (guint) g_ascii_xdigit_value (*p);
    }
  else if (p < end && *p >= '0' && *p <= '7')
    {
      for (guint i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; i++, p++)
        value = value * 8 + (guint) (*p - '0');
    }
  if (value == 0 || value > 255)
    return NULL;
  g_string_append_c (text, (char) value);
  return p;
}

/* The quoted strings in the rest of a line, put to the end of the target. */
static void
read_strings (Parser *self, const char *p, const char *end)
{
  GString *text = self->strings[self->target];
  gboolean any = FALSE;

  while (p < end)
    {
      if (g_ascii_isspace (*p))
        {
          p++;
          continue;
        }
      if (*p++ != '"')
        {
          complain (self, _("there is something else than a text in quotes"));
          return;
        }
      any = TRUE;
      while (p < end && *p != '"')
        {
          const char *plain = p;

          while (p < end && *p != '"' && *p != '\\' && *p != '\0')
            p++;
          g_string_append_len (text, plain, p - plain);
          if (p < end && *p == '\\')
            {
              p = append_escape (text, p + 1, end);
              if (p == NULL)
                {
                  complain (self, _("a backslash stands before something that it does not mean anything with"));
                  return;
                }
            }
          else if (p < end && *p == '\0')
            {
              complain (self, _("there is a zero byte in it"));
              return;
            }
        }
      if (p >= end)
        {
          complain (self, _("its closing quote is missing"));
          return;
        }
      p++;
    }
  if (!any)
    complain (self, _("the text in quotes is missing"));
}

static gboolean
is_keyword (const char **line, const char *end, const char *keyword)
{
  gsize length = strlen (keyword);

  if ((gsize) (end - *line) < length || memcmp (*line, keyword, length) != 0)
    return FALSE;
  if (*line + length < end && !g_ascii_isspace ((*line)[length]) && (*line)[length] != '"' && (*line)[length] != '[')
    return FALSE;
  *line += length;
  return TRUE;
}

/* msgstr[2]: returns behind the bracket; only the form 0 is kept. */
static const char *
skip_index (const char *line, const char *end, Target *target)
{
  const char *close = line < end && *line == '[' ? memchr (line, ']', (gsize) (end - line)) : NULL;

  if (close == NULL)
    return line;
  if (close != line + 2 || line[1] != '0')
    *target = TARGET_OTHER;
  return close + 1;
}

static void
begin_strings (Parser *self, Target target, gboolean obsolete)
{
  gboolean is_next = self->has[TARGET_TEXT] || (self->entry != NULL && self->has[target] && target != TARGET_OTHER)
                     || (target == TARGET_CONTEXT && self->has[TARGET_SOURCE]);

  if (self->entry != NULL && is_next && target <= TARGET_SOURCE)
    close_entry (self);
  open_entry (self);
  if (!self->has[TARGET_CONTEXT] && !self->has[TARGET_SOURCE])
    {
      self->entry->line = self->line;
      self->entry->obsolete = obsolete;
    }
  if (target >= TARGET_TEXT && !self->has[TARGET_SOURCE])
    complain (self, _("there is no msgid before it"));
  if (target == TARGET_TEXT && self->has[TARGET_TEXT])
    complain (self, _("there is a second msgstr"));
  self->target = target;
  self->has[target] = TRUE;
}

/* @line: without blanks before it and without the mark of an obsolete entry */
static void
read_statement (Parser *self, const char *line, const char *end, gboolean obsolete)
{
  Target target = TARGET_NONE;

  if (*line == '"')
    {
      if (self->entry == NULL || self->target == TARGET_NONE)
        complain (self, _("a text stands alone here"));
      else
        read_strings (self, line, end);
      return;
    }
  if (is_keyword (&line, end, "msgctxt"))
    target = TARGET_CONTEXT;
  else if (is_keyword (&line, end, "msgid_plural"))
    target = TARGET_OTHER;
  else if (is_keyword (&line, end, "msgid"))
    target = TARGET_SOURCE;
  else if (is_keyword (&line, end, "msgstr"))
    {
      target = TARGET_TEXT;
      line = skip_index (line, end, &target);
    }
  else
    {
      complain (self, _("it does not begin with msgctxt, msgid, msgstr, a quote or #"));
      return;
    }
  begin_strings (self, target, obsolete);
  if (target == TARGET_OTHER)
    self->entry->plural = TRUE;
  read_strings (self, line, end);
}

static void
read_comment (Parser *self, const char *begin, const char *line, const char *end, const char *next)
{
  if (self->entry != NULL && (self->has[TARGET_CONTEXT] || self->has[TARGET_SOURCE]))
    close_entry (self);
  open_entry (self);
  extend (&self->entry->comments, begin, next);
  if (end - line > 2 && line[1] == ',' && g_strstr_len (line, end - line, "fuzzy") != NULL)
    self->entry->fuzzy = TRUE;
}

static void
read_line (Parser *self, const char *begin, const char *end, const char *next)
{
  const char *line = begin;
  gboolean obsolete = FALSE;

  while (line < end && g_ascii_isspace (*line))
    line++;
  if (line == end)
    return;
  if (end - line > 1 && line[0] == '#' && line[1] == '~' && (end - line == 2 || line[2] != '|'))
    {
      obsolete = TRUE;
      for (line += 2; line < end && g_ascii_isspace (*line);)
        line++;
      if (line == end)
        return;
    }
  if (*line == '#')
    {
      read_comment (self, begin, line, end, next);
      return;
    }
  read_statement (self, line, end, obsolete);
  if (self->entry != NULL && self->target != TARGET_NONE)
    extend (self->has[TARGET_TEXT] ? &self->entry->text_lines : &self->entry->source_lines, begin, next);
}

void
terrain_po_file_parse (TerrainPoFile *self, GPtrArray *issues)
{
  Parser parser = { .file = self, .issues = issues };
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *end = self->contents + self->length;

  parser.keys = keys;
  for (guint i = 0; i <= TARGET_OTHER; i++)
    parser.strings[i] = g_string_new (NULL);
  for (const char *line = self->contents; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *next = newline != NULL ? newline + 1 : end;

      parser.line++;
      read_line (&parser, line, newline != NULL ? newline : end, next);
      line = next;
    }
  close_entry (&parser);
  for (guint i = 0; i <= TARGET_OTHER; i++)
    g_string_free (parser.strings[i], TRUE);
  if (parser.n_issues > MAX_SYNTAX_ISSUES)
    terrain_issue_list_add (issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, 0,
                            _("%u more mistakes of this kind are not listed."), parser.n_issues - MAX_SYNTAX_ISSUES);
}

void
terrain_po_entry_free (TerrainPoEntry *entry)
{
  g_free (entry->context);
  g_free (entry->source);
  g_free (entry->text);
  g_free (entry);
}
