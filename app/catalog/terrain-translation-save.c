/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translation-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MARK "\xef\xbb\xbf"

/* A piece of the file that is written anew: bytes from @begin to @end give way to @text. */
typedef struct
{
  gsize begin;
  gsize end;
  guint order; /* among those at one place */
  char *text;
} Piece;

typedef struct
{
  TerrainTranslationFile *file;
  GArray *pieces;
  const char *newline;
  gboolean wrap;
} Composing;

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *first = a;
  const Piece *second = b;

  if (first->begin != second->begin)
    return first->begin < second->begin ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

static void
add_piece (Composing *self, gsize begin, gsize end, char *text)
{
  Piece piece = { begin, end, self->pieces->len, text };

  g_array_append_val (self->pieces, piece);
}

/* Where an entry stands in the contents: from its first comment to the end of its last line. */
static void
find_range (const TerrainPoFile *po, const TerrainPoEntry *entry, gsize *begin, gsize *end)
{
  const TerrainPoLines *lines[] = { &entry->comments, &entry->source_lines, &entry->text_lines };

  *begin = po->length;
  *end = 0;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gsize offset = lines[i]->length > 0 ? (gsize) (lines[i]->begin - po->contents) : 0;

      if (lines[i]->length == 0)
        continue;
      *begin = MIN (*begin, offset);
      *end = MAX (*end, offset + lines[i]->length);
    }
  *begin = MIN (*begin, *end);
}

/* Whether whoever wrote the file breaks long strings. */
static gboolean
breaks_lines (const TerrainPoFile *po)
{
  for (guint i = 0; i < po->entries->len; i++)
    {
      const TerrainPoEntry *entry = po->entries->pdata[i];
      const char *line = entry->text_lines.begin;
      const char *end = line + entry->text_lines.length;

      while (line < end)
        {
          const char *newline = memchr (line, '\n', (gsize) (end - line));
          const char *stop = newline != NULL ? newline : end;

          /* Longer than gettext would leave it, and with a place to break it at. */
          if (g_utf8_strlen (line, stop - line) > 100 && memchr (line + 10, ' ', (gsize) (stop - line) - 20) != NULL)
            return FALSE;
          line = newline != NULL ? newline + 1 : end;
        }
    }
  return TRUE;
}

/* Entries */

static void
add_entries (Composing *self)
{
  TerrainPoFile *po = self->file->po;
  gsize begin = 0, end = 0;

  if (po->header != NULL)
    find_range (po, po->header, &begin, &end);
  for (guint i = 0; i < self->file->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->file->entries->pdata[i];
      g_autoptr (GString) text = NULL;

      if (entry->po != NULL)
        find_range (po, entry->po, &begin, &end);
      if (!terrain_translation_entry_is_changed (entry))
        continue;
      text = g_string_new (NULL);
      if (entry->po == NULL)
        {
          /* A new one follows the text that comes before it in the form. */
          if (end > 0 && po->contents[end - 1] != '\n')
            g_string_append (text, self->newline);
          g_string_append (text, end > 0 ? self->newline : "");
          begin = end;
        }
      terrain_translation_put_entry (text, entry, self->wrap, self->newline);
      if (entry->po == NULL && end == 0)
        g_string_append (text, self->newline);
      add_piece (self, begin, end, g_string_free (g_steal_pointer (&text), FALSE));
    }
}

/* Header */

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%d %H:%M%z");
}

static char *
make_header (Composing *self)
{
  TerrainForm *form = self->file->form;
  const char *version = terrain_form_get_version (form);
  g_autofree char *tag = terrain_language_dup_tag (self->file->language);
  g_autofree char *name = terrain_language_dup_name (self->file->language);
  g_autofree char *now = dup_now ();
  g_autofree char *text = g_strdup_printf ("Project-Id-Version: %s%s%s\n"
                                           "Report-Msgid-Bugs-To: \n"
                                           "PO-Revision-Date: %s\n"
                                           "Last-Translator: \n"
                                           "Language-Team: %s\n"
                                           "Language: %s\n"
                                           "MIME-Version: 1.0\n"
                                           "Content-Type: text/plain; charset=UTF-8\n"
                                           "Content-Transfer-Encoding: 8bit\n"
                                           "X-Generator: Terrain %s\n",
                                           terrain_form_get_id (form), version != NULL ? " " : "",
                                           version != NULL ? version : "", now, name, tag != NULL ? tag : "",
                                           TERRAIN_VERSION);
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "msgid \"\"%s", self->newline);
  terrain_translation_put_string (out, "msgstr", text, FALSE, self->newline);
  return g_string_free (out, FALSE);
}

/* A file that was in another character set is in UTF-8 now, and says so. */
static void
correct_charset (Composing *self)
{
  TerrainPoFile *po = self->file->po;
  g_autofree char *header = g_strndup (po->header->text_lines.begin, po->header->text_lines.length);
  const char *charset = strstr (header, "charset=");
  gsize begin;

  if (charset == NULL)
    return;
  charset += strlen ("charset=");
  begin = (gsize) (po->header->text_lines.begin - po->contents) + (gsize) (charset - header);
  add_piece (self, begin, begin + strcspn (charset, "\\;\" \n"), g_strdup ("UTF-8"));
}

static void
add_header (Composing *self)
{
  TerrainPoFile *po = self->file->po;
  gsize begin, end;

  if (po->header == NULL)
    {
      g_autofree char *header = make_header (self);

      add_piece (self, 0, 0, g_strconcat (header, self->newline, NULL));
      return;
    }
  if (self->file->is_new)
    {
      find_range (po, po->header, &begin, &end);
      add_piece (self, begin, end, make_header (self));
    }
  else if (po->was_converted)
    correct_charset (self);
}

GString *
terrain_translation_file_compose (TerrainTranslationFile *self)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  const char *first = memchr (self->po->contents, '\n', self->po->length);
  gboolean is_dos = first != NULL && first > self->po->contents && first[-1] == '\r';
  Composing composing = { self, pieces, is_dos ? "\r\n" : "\n", breaks_lines (self->po) };
  GString *out = g_string_new (self->has_mark ? MARK : NULL);
  gsize at = 0;

  g_array_set_clear_func (pieces, piece_clear);
  add_header (&composing);
  add_entries (&composing);
  g_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      g_string_append_len (out, self->po->contents + at, (gssize) (piece->begin - at));
      g_string_append (out, piece->text);
      at = piece->end;
    }
  g_string_append_len (out, self->po->contents + at, (gssize) (self->po->length - at));
  return out;
}

/* The disk */

gboolean
terrain_translation_file_get_modified (TerrainTranslationFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    if (((TerrainTranslationEntry *) self->entries->pdata[i])->modified)
      return TRUE;
  return FALSE;
}

gboolean
terrain_translation_file_is_changed_outside (TerrainTranslationFile *self)
{
  g_autofree char *contents = NULL;
  gsize length = 0;
  gsize known = 0;
  const char *expected;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);

  if (self->path == NULL || !g_file_get_contents (self->path, &contents, &length, NULL))
    return FALSE;
  expected = self->on_disk != NULL ? g_bytes_get_data (self->on_disk, &known) : NULL;
  return expected == NULL || known != length || memcmp (expected, contents, length) != 0;
}

/* The folder of a language that is begun may not be there yet. */
static gboolean
write_file (const char *path, GString *contents, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) local = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0
      && g_file_set_contents_full (path, contents->str, (gssize) contents->len, G_FILE_SET_CONTENTS_CONSISTENT, 0644,
                                   &local))
    return TRUE;
  if (local == NULL)
    {
      int code = errno;

      g_set_error (&local, G_FILE_ERROR, (int) g_file_error_from_errno (code), "%s", g_strerror (code));
    }
  g_propagate_prefixed_error (error, g_steal_pointer (&local), _("The translation cannot be written to “%s”: "), path);
  return FALSE;
}

/* Replacing needs a right on the folder only; a file that says it is not to be written is meant. */
static gboolean
is_writable (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || g_access (path, W_OK) == 0)
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES,
               _("The file “%s” is not to be written (read-only). Allow writing in its properties, or ask whoever owns "
                 "it."),
               path);
  return FALSE;
}

gboolean
terrain_translation_file_save (TerrainTranslationFile *self, GError **error)
{
  g_autoptr (GString) contents = NULL;

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);

  terrain_translation_file_end_step (self);
  if (self->path == NULL || !terrain_translation_file_get_modified (self))
    return TRUE;
  if (terrain_translation_file_is_changed_outside (self))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_CHANGED,
                   _("Another program has changed “%s”. It is not written over: read it again, what you changed here "
                     "stays."),
                   self->path);
      return FALSE;
    }
  contents = terrain_translation_file_compose (self);
  if (!is_writable (self->path, error) || !write_file (self->path, contents, error))
    return FALSE;
  g_clear_pointer (&self->on_disk, g_bytes_unref);
  self->on_disk = g_string_free_to_bytes (g_steal_pointer (&contents));
  for (guint i = 0; i < self->entries->len; i++)
    ((TerrainTranslationEntry *) self->entries->pdata[i])->modified = FALSE;
  return TRUE;
}

gboolean
terrain_translation_file_reload (TerrainTranslationFile *self, GError **error)
{
  g_autoptr (GPtrArray) modified = g_ptr_array_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) fuzzy = g_array_new (FALSE, FALSE, sizeof (gboolean));

  g_return_val_if_fail (TERRAIN_IS_TRANSLATION_FILE (self), FALSE);
  g_return_val_if_fail (self->path != NULL, FALSE);

  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainTranslationEntry *entry = self->entries->pdata[i];

      if (!entry->modified)
        continue;
      g_ptr_array_add (modified, entry);
      g_ptr_array_add (texts, g_strdup (entry->text));
      g_array_append_val (fuzzy, entry->fuzzy);
    }
  if (!terrain_translation_file_read_po (self, self->path, error))
    return FALSE;
  for (guint i = 0; i < modified->len; i++)
    {
      TerrainTranslationEntry *entry = modified->pdata[i];

      terrain_translation_entry_set (entry, texts->pdata[i], g_array_index (fuzzy, gboolean, i), self->translation);
      entry->modified = terrain_translation_entry_is_changed (entry);
    }
  for (guint i = 0; i < self->entries->len; i++)
    g_signal_emit_by_name (self, "edited", self->entries->pdata[i]);
  return TRUE;
}
