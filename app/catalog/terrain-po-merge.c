/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog.h"
#include "terrain-po-file-private.h"

/*
 * A translation brought up to date with its template, as GNU msgmerge does it, but by whole lines: what did not change
 * is written as it was, with the line breaks of whoever wrote it, so that a difference shows what a person changed.
 *
 *   in the template                        in the translation         result
 *   same context and text                  translated or not          kept
 *   same context and text                  obsolete                   alive again
 *   same context, another text             translated                 fuzzy, with the text it was made for (#|)
 *   the same text in another place         translated                 fuzzy, with the place it was made for (#|)
 *   not there                              translated                 obsolete (#~), at the end
 */

typedef struct
{
  TerrainPoFile *template;
  TerrainPoFile *old;
  GHashTable *by_key;     /* context, EOT, source → TerrainPoEntry */
  GHashTable *by_context; /* context → TerrainPoEntry that has a text */
  GHashTable *by_source;  /* source → TerrainPoEntry that has a text, the best one */
  GHashTable *used;       /* TerrainPoEntry of @old */
  GString *out;
  TerrainCatalogMerge counts;
} Merge;

static char *
make_key (const TerrainPoEntry *entry)
{
  return entry->context != NULL ? g_strconcat (entry->context, "\004", entry->source, NULL) : g_strdup (entry->source);
}

static void
index_entries (Merge *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      TerrainPoEntry *entry = g_ptr_array_index (entries, i);
      TerrainPoEntry *known = g_hash_table_lookup (self->by_source, entry->source);
      g_autofree char *key = make_key (entry);

      if (!g_hash_table_contains (self->by_key, key))
        g_hash_table_insert (self->by_key, g_steal_pointer (&key), entry);
      if (*entry->text == '\0' || entry->plural)
        continue;
      if (entry->context != NULL && !g_hash_table_contains (self->by_context, entry->context))
        g_hash_table_insert (self->by_context, entry->context, entry);
      if (known == NULL || (known->fuzzy && !entry->fuzzy && !entry->obsolete))
        g_hash_table_insert (self->by_source, entry->source, entry);
    }
}

/* Calls for each line, without its newline. */
typedef void (*LineFunc) (GString *out, const char *line, gsize length);

static void
for_lines (TerrainPoLines lines, GString *out, LineFunc func)
{
  const char *end = lines.begin + lines.length;

  for (const char *line = lines.begin; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      const char *stop = newline != NULL ? newline : end;
      gsize length = (gsize) (stop - line);

      if (length > 0 && line[length - 1] == '\r')
        length--;
      if (length > 0)
        func (out, line, length);
      line = newline != NULL ? newline + 1 : end;
    }
}

static void
put_line (GString *out, const char *prefix, const char *line, gsize length)
{
  g_string_append (out, prefix);
  g_string_append_len (out, line, (gssize) length);
  g_string_append_c (out, '\n');
}

/* What stands behind "#~ ", "#| " and "#~| " */
static void
skip_mark (const char **line, gsize *length)
{
  while (*length > 0 && **line != '\0' && strchr ("#~| \t", **line) != NULL)
    {
      (*line)++;
      (*length)--;
    }
}

static void
put_plain (GString *out, const char *line, gsize length)
{
  if (length > 1 && line[0] == '#' && line[1] == '~')
    skip_mark (&line, &length);
  put_line (out, "", line, length);
}

static void
put_obsolete (GString *out, const char *line, gsize length)
{
  skip_mark (&line, &length);
  put_line (out, "#~ ", line, length);
}

static void
put_previous (GString *out, const char *line, gsize length)
{
  skip_mark (&line, &length);
  put_line (out, "#| ", line, length);
}

static gboolean
is_previous (const char *line, gsize length)
{
  return (length > 1 && line[1] == '|') || (length > 2 && line[1] == '~' && line[2] == '|');
}

static void
put_previous_comment (GString *out, const char *line, gsize length)
{
  if (is_previous (line, length))
    put_previous (out, line, length);
}

static void
put_obsolete_previous_comment (GString *out, const char *line, gsize length)
{
  if (!is_previous (line, length))
    return;
  skip_mark (&line, &length);
  put_line (out, "#~| ", line, length);
}

/* A translator's own: "# …" */
static void
put_translator_comment (GString *out, const char *line, gsize length)
{
  if (length == 1 || strchr (".:,|~", line[1]) == NULL)
    put_line (out, "", line, length);
}

/* "#. …" and "#: …" are the template's. */
static void
put_template_comment (GString *out, const char *line, gsize length)
{
  if (length > 1 && (line[1] == '.' || line[1] == ':'))
    put_line (out, "", line, length);
}

/* The flags of @flags but "fuzzy", and "fuzzy" where wanted. */
static void
put_flags (GString *out, const TerrainPoEntry *flags, gboolean fuzzy)
{
  g_autoptr (GString) line = g_string_new (fuzzy ? ", fuzzy" : "");
  const TerrainPoLines *comments = &flags->comments;
  g_autofree char *text = comments->length > 0 ? g_strndup (comments->begin, comments->length) : g_strdup ("");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_str_has_prefix (lines[i], "#,") ? g_strsplit (lines[i] + 2, ",", -1) : NULL;

      for (guint k = 0; words != NULL && words[k] != NULL; k++)
        if (*g_strstrip (words[k]) != '\0' && !g_str_equal (words[k], "fuzzy"))
          g_string_append_printf (line, ", %s", words[k]);
    }
  if (line->len > 0)
    put_line (out, "#", line->str, line->len);
}

static gboolean
has_previous (const TerrainPoEntry *entry)
{
  g_autoptr (GString) previous = g_string_new (NULL);

  for_lines (entry->comments, previous, put_previous_comment);
  return previous->len > 0;
}

/* The old entry for a new one: itself, or what a translator can start from. */
static TerrainPoEntry *
find_old (Merge *self, const TerrainPoEntry *entry, gboolean *is_same)
{
  g_autofree char *key = make_key (entry);
  TerrainPoEntry *old = g_hash_table_lookup (self->by_key, key);

  *is_same = old != NULL;
  /* an untranslated entry helps less than the translation of another text here, and stays found if there is none */
  if (old != NULL && *old->text != '\0')
    return old;
  if (old != NULL && !old->obsolete)
    return old;
  *is_same = FALSE;
  old = entry->context != NULL ? g_hash_table_lookup (self->by_context, entry->context) : NULL;
  return old != NULL ? old : g_hash_table_lookup (self->by_source, entry->source);
}

static void
put_text (GString *out, const TerrainPoEntry *old)
{
  if (old == NULL || old->plural || old->text_lines.length == 0)
    g_string_append (out, "msgstr \"\"\n");
  else
    for_lines (old->text_lines, out, put_plain);
}

static void
put_entry (Merge *self, const TerrainPoEntry *entry)
{
  gboolean is_same;
  TerrainPoEntry *old = find_old (self, entry, &is_same);
  gboolean fuzzy = old != NULL && *old->text != '\0' && (!is_same || old->fuzzy);

  g_string_append_c (self->out, '\n');
  if (old != NULL)
    {
      g_hash_table_add (self->used, old);
      for_lines (old->comments, self->out, put_translator_comment);
    }
  for_lines (entry->comments, self->out, put_template_comment);
  put_flags (self->out, entry, fuzzy);
  if (fuzzy && old->fuzzy && has_previous (old))
    for_lines (old->comments, self->out, put_previous_comment);
  else if (fuzzy && !is_same)
    for_lines (old->source_lines, self->out, put_previous);
  for_lines (is_same ? old->source_lines : entry->source_lines, self->out, put_plain);
  put_text (self->out, old);
  self->counts.total++;
  if (old == NULL || *old->text == '\0')
    self->counts.missing++;
  else if (fuzzy)
    self->counts.fuzzy++;
  else
    self->counts.translated++;
  if (fuzzy && !is_same)
    self->counts.changed++;
}

static void
put_unused (Merge *self, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const TerrainPoEntry *entry = g_ptr_array_index (entries, i);

      if (g_hash_table_contains (self->used, entry) || *entry->text == '\0')
        continue;
      self->counts.obsolete++;
      g_string_append_c (self->out, '\n');
      for_lines (entry->comments, self->out, put_translator_comment);
      put_flags (self->out, entry, entry->fuzzy);
      for_lines (entry->comments, self->out, put_obsolete_previous_comment);
      for_lines (entry->source_lines, self->out, put_obsolete);
      for_lines (entry->text_lines, self->out, put_obsolete);
    }
}

/* "Language: \n" of a template gets the language; whatever is said of the character set becomes true. */
static void
put_new_header (GString *out, const TerrainPoFile *template, const char *language)
{
  g_autofree char *text = g_strdup (template->header != NULL ? template->header->text : "");
  g_auto (GStrv) fields = g_strsplit (text, "\n", -1);

  g_string_append (out, "msgid \"\"\nmsgstr \"\"\n");
  for (guint i = 0; fields[i] != NULL; i++)
    {
      g_autofree char *line = g_str_has_prefix (fields[i], "Language:") ? g_strconcat ("Language: ", language, NULL)
                                                                        : g_strdup (fields[i]);
      g_auto (GStrv) quotes = g_strsplit (line, "\"", -1);
      g_autofree char *escaped = g_strjoinv ("\\\"", quotes);

      if (*line != '\0')
        g_string_append_printf (out, "\"%s\\n\"\n", escaped);
    }
}

static void
put_header (Merge *self, const char *language)
{
  const TerrainPoEntry *header = self->old != NULL ? self->old->header : NULL;
  g_autofree char *lines = NULL;
  g_autoptr (GRegex) charset = NULL;
  g_autofree char *corrected = NULL;

  if (header == NULL)
    {
      put_new_header (self->out, self->template, language);
      return;
    }
  if (header->comments.length > 0)
    g_string_append_len (self->out, header->comments.begin, (gssize) header->comments.length);
  for_lines (header->source_lines, self->out, put_plain);
  lines = g_strndup (header->text_lines.begin, header->text_lines.length);
  charset = g_regex_new ("charset=[^\\\\;\" ]*", 0, 0, NULL);
  corrected = self->old->was_converted ? g_regex_replace_literal (charset, lines, -1, 0, "charset=UTF-8", 0, NULL) : NULL;
  g_string_append (self->out, corrected != NULL ? corrected : lines);
  if (self->out->len > 0 && self->out->str[self->out->len - 1] != '\n')
    g_string_append_c (self->out, '\n');
}

/* Nobody's work is thrown away because a quote is missing. */
static TerrainPoFile *
read_whole (const char *path, GPtrArray *issues, GError **error)
{
  g_autoptr (TerrainPoFile) file = terrain_po_file_read (path, issues, error);

  if (file == NULL)
    return NULL;
  if (!terrain_issue_list_has_errors (issues))
    return g_steal_pointer (&file);
  g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO,
               _("“%s” has mistakes, and is left as it is: with those lines what they say would be lost. Correct them "
                 "first."), path);
  return NULL;
}

static gboolean
write_merged (const Merge *self, const char *path, GError **error)
{
  if (self->old != NULL && !self->old->was_converted && self->old->length == self->out->len
      && memcmp (self->old->contents, self->out->str, self->out->len) == 0)
    return TRUE;
  return g_file_set_contents_full (path, self->out->str, (gssize) self->out->len, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                   error);
}

static gboolean
merge_files (Merge *self, const char *path, const char *language, GError **error)
{
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_context = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_source = g_hash_table_new (g_str_hash, g_str_equal);
  self->used = g_hash_table_new (NULL, NULL);
  self->out = g_string_new (NULL);
  if (self->old != NULL)
    {
      index_entries (self, self->old->entries);
      index_entries (self, self->old->obsolete);
    }
  put_header (self, language);
  for (guint i = 0; i < self->template->entries->len; i++)
    put_entry (self, g_ptr_array_index (self->template->entries, i));
  if (self->old != NULL)
    {
      put_unused (self, self->old->entries);
      put_unused (self, self->old->obsolete);
    }
  return write_merged (self, path, error);
}

static void
merge_clear (Merge *self)
{
  g_clear_pointer (&self->template, terrain_po_file_free);
  g_clear_pointer (&self->old, terrain_po_file_free);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->by_context, g_hash_table_unref);
  g_clear_pointer (&self->by_source, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  if (self->out != NULL)
    g_string_free (self->out, TRUE);
}

gboolean
terrain_catalog_merge (const char *template_path, const char *path, GPtrArray **issues, TerrainCatalogMerge *counts,
                       GError **error)
{
  g_autoptr (GPtrArray) found = terrain_issue_list_new ();
  g_autofree char *language = NULL;
  Merge merge = { 0 };
  gboolean exists;
  gboolean is_done = FALSE;

  g_return_val_if_fail (template_path != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  exists = g_file_test (path, G_FILE_TEST_EXISTS);
  language = terrain_po_dup_language_of_name (path);
  merge.template = read_whole (template_path, found, error);
  if (merge.template != NULL && !exists && language == NULL)
    g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_LANGUAGE,
                 _("“%s” is not there. To begin a translation, name it after its language, such as nl.po."), path);
  else if (merge.template != NULL)
    {
      g_ptr_array_set_size (found, 0); /* the template's charset is nobody's concern */
      merge.old = exists ? read_whole (path, found, error) : NULL;
      is_done = (!exists || merge.old != NULL) && merge_files (&merge, path, language, error);
    }
  if (counts != NULL)
    *counts = merge.counts;
  merge_clear (&merge);
  if (issues != NULL)
    *issues = g_steal_pointer (&found);
  return is_done;
}
