/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-file-private.h"

#include <errno.h>
#include <gettext-po.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <string.h>

#include "terrain-catalog.h"
#include "terrain-po-lines-private.h"

/* A form of 5,000 texts has a po file of about 1 MiB. */
#define MAX_PO_SIZE (32 * 1024 * 1024)
/* After that many mistakes the list helps nobody. */
#define MAX_SYNTAX_ISSUES 50

/*
 * libgettextpo reports mistakes to functions without user data, and must not get control back after a fatal one. So
 * there is one reader at a time; while @po_mutex is held, @po_report points to where it collects what it is told.
 */
typedef struct
{
  GPtrArray *issues;
  TerrainPoLines *lines;
  gboolean skip_first; /* a byte order mark, which libgettextpo takes for a mistake in line 1 */
  guint n_issues;
  jmp_buf abandon;
} PoReport;

static GMutex po_mutex;
static PoReport *po_report;

void
terrain_po_lock (void)
{
  g_mutex_lock (&po_mutex);
}

void
terrain_po_unlock (void)
{
  g_mutex_unlock (&po_mutex);
}

static void
report_line (gsize reported, const char *text)
{
  g_autofree char *reason = g_utf8_make_valid (text, -1);
  int line;

  if (reported == (gsize) -1 || reported == 0 || reported > G_MAXINT || (po_report->skip_first && reported == 1))
    return;
  line = terrain_po_lines_mark (po_report->lines, (int) reported);
  if (++po_report->n_issues > MAX_SYNTAX_ISSUES)
    return;
  terrain_issue_list_add (po_report->issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, line,
                          _("Line %d cannot be read: %s. Its text is shown untranslated. Correct the file in a "
                            "translation editor such as Poedit, which does not make such mistakes."),
                          line, g_strstrip (reason));
}

static void
on_error (int severity, po_message_t message, const char *filename, size_t line, size_t column, int is_multiline,
          const char *text)
{
  if (severity == PO_SEVERITY_ERROR && filename != NULL)
    report_line (line, text);
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (po_report->abandon, 1);
}

/* Reading a file, only a message that is there twice is reported this way. */
static void
on_error_twice (int severity, po_message_t message1, const char *filename1, size_t line1, size_t column1,
                int is_multiline1, const char *text1, po_message_t message2, const char *filename2, size_t line2,
                size_t column2, int is_multiline2, const char *text2)
{
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (po_report->abandon, 1);
  if (line1 == (size_t) -1 || line1 > G_MAXINT || ++po_report->n_issues > MAX_SYNTAX_ISSUES)
    return;
  terrain_issue_list_add (po_report->issues, TERRAIN_ISSUE_WARNING, "po-duplicate", NULL, (int) line1,
                          _("The same text is translated twice, the second time at line %d; the first translation "
                            "counts. Remove the one that is wrong."),
                          (int) line1);
}

static po_file_t
read_messages (const char *path, PoReport *report)
{
  static const struct po_xerror_handler handler = { on_error, on_error_twice };

  po_report = report;
  if (setjmp (report->abandon) != 0)
    return NULL;
  return po_file_read (path, &handler);
}

/* A name such as "CHARSET" (what a template has) or none means UTF-8, the one every tool writes now. */
static char *
dup_charset (const char *header)
{
  g_autofree char *type = header != NULL ? po_header_field (header, "Content-Type") : NULL;
  const char *charset = type != NULL ? strstr (type, "charset=") : NULL;
  gsize length;

  if (charset == NULL)
    return NULL;
  charset += strlen ("charset=");
  length = strcspn (charset, "; \t\n");
  if (length == 0 || strncmp (charset, "CHARSET", length) == 0)
    return NULL;
  return g_strndup (charset, length);
}

/* Returns: what to convert from, (GIConv) -1 for UTF-8 */
static GIConv
open_charset (const char *charset, const char *contents, gsize length, GPtrArray *issues)
{
  GIConv converter;

  if (charset == NULL)
    {
      terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-charset", NULL, 1,
                              _("The file does not say its character set; it is read as UTF-8. Save it again in a "
                                "translation editor, or add the line “Content-Type: text/plain; charset=UTF-8” to "
                                "its header."));
      return (GIConv) -1;
    }
  if (g_ascii_strcasecmp (charset, "UTF-8") == 0 || g_ascii_strcasecmp (charset, "UTF8") == 0
      || g_ascii_strcasecmp (charset, "ASCII") == 0 || g_ascii_strcasecmp (charset, "US-ASCII") == 0)
    return (GIConv) -1;
  converter = g_iconv_open ("UTF-8", charset);
  /* Text in another encoding that happens to be well-formed UTF-8 does not occur. */
  if (converter != (GIConv) -1 && !g_utf8_validate_len (contents, length, NULL))
    return converter;
  if (converter != (GIConv) -1)
    g_iconv_close (converter);
  terrain_issue_list_add (issues, TERRAIN_ISSUE_WARNING, "po-charset", NULL, 1,
                          _("The file says its character set is %s, but it is written in another one; it is read as "
                            "UTF-8. Change the charset in its header to UTF-8."),
                          charset);
  return (GIConv) -1;
}

/* Returns: (nullable): NULL where the bytes are not of the character set */
static char *
convert (const char *text, GIConv converter)
{
  if (text == NULL)
    return NULL;
  if (converter != (GIConv) -1)
    return g_convert_with_iconv (text, -1, converter, NULL, NULL, NULL);
  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : NULL;
}

static void
terrain_po_entry_free (TerrainPoEntry *entry)
{
  g_free (entry->context);
  g_free (entry->source);
  g_free (entry->text);
  g_free (entry);
}

static void
add_message (TerrainPoFile *self, po_message_t message, GIConv converter, TerrainPoLines *lines, GPtrArray *issues)
{
  TerrainPoEntry *entry = g_new0 (TerrainPoEntry, 1);
  const char *context = po_message_msgctxt (message);

  entry->line = terrain_po_lines_find (lines, context, po_message_msgid (message), &entry->damaged);
  entry->context = convert (context, converter);
  entry->source = convert (po_message_msgid (message), converter);
  entry->text = convert (po_message_msgstr (message), converter);
  entry->fuzzy = po_message_is_fuzzy (message) != 0;
  entry->plural = po_message_msgid_plural (message) != NULL;
  if ((context != NULL && entry->context == NULL) || entry->source == NULL || entry->text == NULL)
    {
      entry->damaged = TRUE;
      terrain_issue_list_add (issues, TERRAIN_ISSUE_ERROR, "po-charset", entry->context, entry->line,
                              _("The entry at line %d has characters that are not of the file's character set. Its "
                                "text is shown untranslated. Save the file in UTF-8."),
                              entry->line);
    }
  g_ptr_array_add (self->entries, entry);
}

static gboolean
is_header (po_message_t message)
{
  return po_message_msgctxt (message) == NULL && *po_message_msgid (message) == '\0'
         && !po_message_is_obsolete (message);
}

/* Not po_file_domain_header(), which gives a copy that nobody may free.
 * Returns: (nullable): NULL for a file without header */
static const char *
find_header (po_file_t file)
{
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  const char *header = NULL;
  po_message_t message;

  while (header == NULL && (message = po_next_message (iterator)) != NULL)
    if (is_header (message))
      header = po_message_msgstr (message);
  po_message_iterator_free (iterator);
  return header;
}

static void
take_messages (TerrainPoFile *self, po_file_t file, const char *contents, gsize length, PoReport *report)
{
  const char *header = find_header (file);
  po_message_iterator_t iterator = po_message_iterator (file, NULL);
  g_autofree char *charset = dup_charset (header);
  GIConv converter = open_charset (charset, contents, length, report->issues);
  po_message_t message;

  /* po_header_field() does not take NULL, which is what a file without header gives. */
  if (header != NULL)
    self->language = po_header_field (header, "Language");
  while ((message = po_next_message (iterator)) != NULL)
    if (!is_header (message) && !po_message_is_obsolete (message))
      add_message (self, message, converter, report->lines, report->issues);
  po_message_iterator_free (iterator);
  if (converter != (GIConv) -1)
    g_iconv_close (converter);
}

/* Only plain files of a size that can be meant; nothing that blocks or has no end. */
static gboolean
load_contents (const char *path, char **contents, gsize *length, GError **error)
{
  GStatBuf status;
  g_autoptr (GError) local = NULL;

  if (g_stat (path, &status) != 0)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("The translation “%s” cannot be read: %s."), path, g_strerror (errno));
      return FALSE;
    }
  if (!S_ISREG (status.st_mode) || status.st_size > MAX_PO_SIZE)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("“%s” is not a translation: it is not a file, or larger than %d MiB."), path,
                   MAX_PO_SIZE / (1024 * 1024));
      return FALSE;
    }
  if (!g_file_get_contents (path, contents, length, &local))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_READ,
                   _("The translation “%s” cannot be read: %s."), path, local->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_utf16 (const char *contents, gsize length)
{
  return length >= 2 && (memcmp (contents, "\xff\xfe", 2) == 0 || memcmp (contents, "\xfe\xff", 2) == 0);
}

static void
add_hidden_count (PoReport *report)
{
  if (report->n_issues > MAX_SYNTAX_ISSUES)
    terrain_issue_list_add (report->issues, TERRAIN_ISSUE_ERROR, "po-syntax", NULL, 0,
                            _("%u more mistakes of this kind are not listed."),
                            report->n_issues - MAX_SYNTAX_ISSUES);
}

TerrainPoFile *
terrain_po_file_read (const char *path, GPtrArray *issues, GError **error)
{
  g_autoptr (TerrainPoFile) self = g_new0 (TerrainPoFile, 1);
  g_autoptr (TerrainPoLines) lines = NULL;
  g_autofree char *contents = NULL;
  gsize length = 0;
  PoReport report = { .issues = issues };
  gboolean is_po = FALSE;
  po_file_t file;

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_po_entry_free);
  if (!load_contents (path, &contents, &length, error))
    return NULL;
  if (is_utf16 (contents, length))
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO,
                   _("The translation “%s” is saved as UTF-16. Save it as UTF-8."), path);
      return NULL;
    }
  lines = terrain_po_lines_new (contents, length);
  report.lines = lines;
  report.skip_first = length >= 3 && memcmp (contents, "\xef\xbb\xbf", 3) == 0;

  terrain_po_lock ();
  file = read_messages (path, &report);
  if (file != NULL)
    {
      is_po = find_header (file) != NULL;
      take_messages (self, file, contents, length, &report);
      po_file_free (file);
    }
  po_report = NULL;
  terrain_po_unlock ();

  if (self->entries->len == 0 && !is_po)
    {
      g_set_error (error, TERRAIN_CATALOG_ERROR, TERRAIN_CATALOG_ERROR_NOT_PO,
                   _("“%s” is not a translation (po file), or nothing of it can be read."), path);
      return NULL;
    }
  add_hidden_count (&report);
  return g_steal_pointer (&self);
}

void
terrain_po_file_free (TerrainPoFile *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self->language);
  g_free (self);
}
