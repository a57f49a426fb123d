/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <gettext-po.h>
#include <glib/gi18n-lib.h>
#include <setjmp.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "terrain-catalog.h"
#include "terrain-po-blocks-private.h"
#include "terrain-po-write-private.h"

/*
 * The strings of a po file, read by libgettextpo.
 *
 * It is not given the file, but what terrain-po-blocks.c makes of it, through a file in memory. Comments are gone. And
 * as every entry has a context there, the library does not see the header: having seen one, it takes the rest of the
 * file through iconv character by character, which is two thirds of its time. The contents are UTF-8 by now anyway.
 */

/* The library reports mistakes to functions without user data, and must not get control back after a fatal one; while
 * the lock is held, @po_reading points to where they are collected. */
typedef struct
{
  const TerrainPoFile *file;
  GPtrArray *blocks;
  TerrainPoMistakes *mistakes;
  GByteArray *open; /* (nullable): by line, whether a string in it is not closed; made for the first mistake */
  jmp_buf abandon;
} PoReading;

static PoReading *po_reading;

static gboolean
has_open_string (const char *line, const char *end)
{
  gboolean is_open = FALSE;

  for (; line < end; line++)
    {
      if (*line == '\\' && is_open)
        line++;
      else if (*line == '"')
        is_open = !is_open;
    }
  return is_open;
}

static GByteArray *
find_open_strings (const TerrainPoFile *file)
{
  GByteArray *open = g_byte_array_new ();
  const char *end = file->contents + file->length;

  for (const char *line = file->contents; line < end;)
    {
      const char *newline = memchr (line, '\n', (gsize) (end - line));
      guint8 is_open = has_open_string (line, newline != NULL ? newline : end);

      g_byte_array_append (open, &is_open, 1);
      line = newline != NULL ? newline + 1 : end;
    }
  return open;
}

/* A string without end is noticed at the end of its line, and reported without column and with the next line. */
static int
correct_line (PoReading *self, size_t line, size_t column)
{
  if (column != (size_t) -1)
    return (int) line;
  if (self->open == NULL)
    self->open = find_open_strings (self->file);
  return line >= 2 && line - 2 < self->open->len && self->open->data[line - 2] ? (int) line - 1 : (int) line;
}

/* What libgettextpo says, in the words of whoever reads a list of issues. */
static char *
dup_reason (const char *text)
{
  static const struct
  {
    const char *said;
    const char *reason;
  } reasons[] = {
    { "end-of-line within string", N_("its closing quote is missing") },
    { "end-of-file within string", N_("its closing quote is missing") },
    { "invalid control sequence", N_("a backslash stands before something that it does not mean anything with") },
    { "missing 'msgstr' section", N_("there is no msgstr") },
    { "keyword ", N_("it does not begin with msgctxt, msgid, msgstr, a quote or #") },
    { "syntax error", N_("there is something else than a text in quotes") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_has_prefix (text, reasons[i].said))
      return g_strdup (_(reasons[i].reason));
  return g_strstrip (g_utf8_make_valid (text, -1));
}

static void
on_error (int severity, po_message_t message, const char *filename, size_t line, size_t column, int is_multiline,
          const char *text)
{
  if (severity == PO_SEVERITY_ERROR && filename != NULL && line > 0 && line <= G_MAXINT)
    {
      int corrected = correct_line (po_reading, line, column);
      g_autofree char *reason = dup_reason (text);

      terrain_po_mistakes_add (po_reading->mistakes, terrain_po_blocks_find (po_reading->blocks, corrected), corrected,
                               reason);
    }
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (po_reading->abandon, 1);
}

static void
on_error_twice (int severity, po_message_t message1, const char *filename1, size_t line1, size_t column1,
                int is_multiline1, const char *text1, po_message_t message2, const char *filename2, size_t line2,
                size_t column2, int is_multiline2, const char *text2)
{
  on_error (severity, message1, filename1, line1, column1, is_multiline1, text1);
}

static po_file_t
read_messages (PoReading *reading, const char *path)
{
  static const struct po_xerror_handler handler = { on_error, on_error_twice };

  po_reading = reading;
  if (setjmp (reading->abandon) != 0)
    return NULL;
  return po_file_read (path, &handler);
}

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      ssize_t n = write (fd, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          length -= (gsize) n;
        }
    }
  return TRUE;
}

/* The library reads files by name.
 * Returns: (nullable): NULL with errno */
static po_file_t
read_text (PoReading *reading, const GString *text)
{
  int fd = memfd_create ("po", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);
  po_file_t file;
  int code;

  if (fd < 0)
    return NULL;
  file = write_all (fd, text->str, text->len) ? read_messages (reading, path) : NULL;
  code = errno;
  close (fd);
  errno = code;
  return file;
}

/* Two statements in one line have one mark.
 * Returns: (nullable): the entry that @context is marked with */
static TerrainPoEntry *
find_block (GPtrArray *blocks, const char *context, const char **own_context)
{
  char *rest = NULL;
  guint64 index = context != NULL ? g_ascii_strtoull (context, &rest, 10) : G_MAXUINT64;
  TerrainPoEntry *entry;

  if (rest == NULL || rest == context || index >= blocks->len || (*rest != '\0' && *rest != ' '))
    return NULL;
  entry = g_ptr_array_index (blocks, index);
  *own_context = *rest == ' ' ? rest + 1 : NULL;
  return entry->source == NULL ? entry : NULL;
}

/* Returns: the entry that @message belongs to */
static TerrainPoEntry *
take_message (PoReading *self, po_message_t message, TerrainPoEntry *last)
{
  const char *context = NULL;
  TerrainPoEntry *entry = find_block (self->blocks, po_message_msgctxt (message), &context);

  if (entry == NULL)
    terrain_po_mistakes_add (self->mistakes, last, last != NULL ? last->line : 0,
                             _("there is something else than a text in quotes"));
  else
    {
      entry->context = g_strdup (context);
      entry->source = g_strdup (po_message_msgid (message));
      entry->text = g_strdup (po_message_msgstr (message));
      entry->fuzzy = po_message_is_fuzzy (message) != 0;
      entry->plural = po_message_msgid_plural (message) != NULL;
      entry->obsolete = po_message_is_obsolete (message) != 0;
    }
  /* version 0.21 does not free it with the message */
  po_message_set_msgctxt (message, NULL);
  return entry != NULL ? entry : last;
}

static void
take_messages (PoReading *self, po_file_t file)
{
  TerrainPoEntry *last = NULL;

  for (const char *const *domain = po_file_domains (file); *domain != NULL; domain++)
    {
      po_message_iterator_t iterator = po_message_iterator (file, *domain);
      po_message_t message;

      while ((message = po_next_message (iterator)) != NULL)
        last = take_message (self, message, last);
      po_message_iterator_free (iterator);
    }
}

static void
check_charset (TerrainPoEntry *entry, GPtrArray *issues)
{
  if (g_utf8_validate (entry->source, -1, NULL) && g_utf8_validate (entry->text, -1, NULL)
      && (entry->context == NULL || g_utf8_validate (entry->context, -1, NULL)))
    return;
  entry->damaged = TRUE;
  terrain_issue_list_add (issues, TERRAIN_ISSUE_ERROR, "po-charset", NULL, entry->line,
                          _("The entry at line %d has characters that are not of the file's character set. Its "
                            "text is shown untranslated. Save the file in UTF-8."),
                          entry->line);
}

/* gettext's own way to make one key of two strings */
static char *
make_key (const TerrainPoEntry *entry)
{
  return entry->context != NULL ? g_strconcat (entry->context, "\004", entry->source, NULL) : g_strdup (entry->source);
}

/* Takes @entry to where it belongs; frees one that is there already.
 * The library, which sees each with a context of its own, cannot tell. */
static void
keep_entry (TerrainPoFile *file, TerrainPoEntry *entry, GHashTable *keys, TerrainPoMistakes *mistakes)
{
  g_autofree char *key = NULL;

  if (entry->obsolete)
    {
      g_ptr_array_add (file->obsolete, entry);
      return;
    }
  key = make_key (entry);
  if (g_hash_table_add (keys, g_steal_pointer (&key)))
    {
      if (entry->context == NULL && *entry->source == '\0')
        file->header = entry;
      else
        g_ptr_array_add (file->entries, entry);
      return;
    }
  if (terrain_po_mistakes_count (mistakes))
    terrain_issue_list_add (mistakes->issues, TERRAIN_ISSUE_WARNING, "po-duplicate", NULL, entry->line,
                            _("The same text is translated twice, the second time at line %d; the first translation "
                              "counts. Remove the one that is wrong."),
                            entry->line);
  terrain_po_entry_free (entry);
}

static void
forget_blocks (GPtrArray *blocks)
{
  g_ptr_array_set_free_func (blocks, (GDestroyNotify) terrain_po_entry_free);
  g_ptr_array_set_size (blocks, 0);
}

static void
keep_entries (TerrainPoFile *file, GPtrArray *blocks, TerrainPoMistakes *mistakes)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      TerrainPoEntry *entry = g_ptr_array_index (blocks, i);

      if (entry->source == NULL)
        {
          /* comments at the end of the file, or lines that the library made nothing of */
          if (entry->source_lines.length + entry->text_lines.length > 0)
            terrain_po_mistakes_add (mistakes, entry, entry->line, _("nothing of the entry can be made out"));
          terrain_po_entry_free (entry);
          continue;
        }
      check_charset (entry, mistakes->issues);
      keep_entry (file, entry, keys, mistakes);
    }
}

gboolean
terrain_po_file_parse (TerrainPoFile *self, GPtrArray *issues, GError **error)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new ();
  TerrainPoMistakes mistakes = { .issues = issues };
  g_autoptr (GString) text = terrain_po_blocks_split (self, blocks, &mistakes);
  PoReading reading = { .file = self, .blocks = blocks, .mistakes = &mistakes };
  po_file_t file;

  terrain_po_lock ();
  errno = 0;
  file = read_text (&reading, text);
  if (file != NULL)
    {
      take_messages (&reading, file);
      po_file_free (file);
    }
  else
    g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                 _("The translation cannot be read: %s. Close other programs, and try again."),
                 errno != 0 ? g_strerror (errno) : _("the translation library gave it up"));
  po_reading = NULL;
  terrain_po_unlock ();
  g_clear_pointer (&reading.open, g_byte_array_unref);
  if (file == NULL)
    {
      forget_blocks (blocks);
      return FALSE;
    }
  keep_entries (self, blocks, &mistakes);
  terrain_po_mistakes_end (&mistakes);
  return TRUE;
}

void
terrain_po_entry_free (TerrainPoEntry *entry)
{
  g_free (entry->context);
  g_free (entry->source);
  g_free (entry->text);
  g_free (entry);
}
