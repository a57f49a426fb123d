/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-xlsx-private.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <string.h>

/* One part on its way from the archive to its handler. */
typedef struct
{
  const TerrainXlsxHandler *handler;
  gpointer data;
  gboolean has_doctype;
} Stream;

static void
set_damaged (GError **error, const char *detail)
{
  g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_DAMAGED,
               _("The workbook is damaged (%s). Open it in a spreadsheet program and save it again."), detail);
}

static void
on_start (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
          const xmlChar **declared, int count, int defaulted, const xmlChar **values)
{
  Stream *stream = ((xmlParserCtxt *) context)->_private;
  const TerrainXlsxAttributes attributes = { values, count };

  stream->handler->start (stream->data, (const char *) name, &attributes);
}

static void
on_end (void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Stream *stream = ((xmlParserCtxt *) context)->_private;

  stream->handler->end (stream->data, (const char *) name);
}

static void
on_text (void *context, const xmlChar *text, int length)
{
  Stream *stream = ((xmlParserCtxt *) context)->_private;

  if (stream->handler->text != NULL)
    stream->handler->text (stream->data, (const char *) text, (gsize) length);
}

/* No workbook has a document type; what has one wants its entities expanded. */
static void
on_doctype (void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  Stream *stream = ((xmlParserCtxt *) context)->_private;

  stream->has_doctype = TRUE;
  xmlStopParser (context);
}

static void
on_error (void *context, const xmlError *error)
{
}

char *
terrain_xlsx_attribute (const TerrainXlsxAttributes *attributes, const char *name)
{
  for (int i = 0; i < attributes->count; i++)
    {
      const xmlChar **one = attributes->values + i * 5;

      if (strcmp ((const char *) one[0], name) == 0)
        return g_strndup ((const char *) one[3], (gsize) (one[4] - one[3]));
    }
  return NULL;
}

static struct archive *
open_archive (TerrainXlsxArchive *self, GError **error)
{
  struct archive *archive = archive_read_new ();
  gsize size;
  const void *data = g_bytes_get_data (self->bytes, &size);

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    return archive;
  set_damaged (error, archive_error_string (archive) != NULL ? archive_error_string (archive) : "zip");
  archive_read_free (archive);
  return NULL;
}

/* Moves to the entry @name. Returns: FALSE without an error where there is none */
static gboolean
find_entry (struct archive *archive, const char *name, GError **error)
{
  struct archive_entry *entry;
  int result;

  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN)
    {
      const char *path = archive_entry_pathname (entry);

      if (path == NULL || g_ascii_strcasecmp (path, name) != 0)
        continue;
      if (!archive_entry_is_encrypted (entry))
        return TRUE;
      g_set_error_literal (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_ENCRYPTED,
                           _("The workbook is protected by a password. Save it without one."));
      return FALSE;
    }
  if (result != ARCHIVE_EOF)
    set_damaged (error, archive_error_string (archive) != NULL ? archive_error_string (archive) : "zip");
  return FALSE;
}

gboolean
terrain_xlsx_has_part (TerrainXlsxArchive *self, const char *name, GError **error)
{
  struct archive *archive = open_archive (self, error);
  gboolean found = archive != NULL && find_entry (archive, name, error);

  if (archive != NULL)
    archive_read_free (archive);
  return found;
}

static xmlParserCtxt *
new_parser (Stream *stream)
{
  xmlSAXHandler handler = { 0 };
  xmlParserCtxt *parser;

  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.cdataBlock = on_text;
  handler.ignorableWhitespace = on_text;
  handler.internalSubset = on_doctype;
  handler.serror = (xmlStructuredErrorFunc) on_error;
  /* A push parser looks for its decoder before libxml2 has prepared itself behind a lock: not on two threads at once. */
  xmlInitParser ();
  parser = xmlCreatePushParserCtxt (&handler, NULL, NULL, 0, NULL);
  parser->_private = stream;
  /* Without document types the only entities are the five of XML itself. */
  xmlCtxtUseOptions (parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  /* Options bring the default handlers of what was left out back. */
  parser->sax->internalSubset = on_doctype;
  return parser;
}

/* Feeds the entry the archive stands at. */
static gboolean
feed (TerrainXlsxArchive *self, struct archive *archive, const char *name, xmlParserCtxt *parser, Stream *stream,
      GError **error)
{
  char buffer[64 * 1024];
  la_ssize_t length;
  gboolean done = FALSE;

  while (!done && (length = archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if ((gsize) length > self->budget)
        {
          g_set_error (error, TERRAIN_SPREADSHEET_ERROR, TERRAIN_SPREADSHEET_ERROR_TOO_LARGE,
                       _("The workbook unpacks to more than any form needs. Keep long lists in a file of their own and "
                         "use “select_one_from_file”."));
          return FALSE;
        }
      self->budget -= (gsize) length;
      if (xmlParseChunk (parser, buffer, (int) length, 0) != XML_ERR_OK || stream->has_doctype)
        {
          set_damaged (error, name);
          return FALSE;
        }
      done = stream->handler->is_done != NULL && stream->handler->is_done (stream->data);
    }
  if (done)
    return TRUE;
  if (length < 0 || xmlParseChunk (parser, buffer, 0, 1) != XML_ERR_OK || !parser->wellFormed)
    {
      set_damaged (error, length < 0 && archive_error_string (archive) != NULL ? archive_error_string (archive) : name);
      return FALSE;
    }
  return TRUE;
}

gboolean
terrain_xlsx_read_part (TerrainXlsxArchive *self, const char *name, const TerrainXlsxHandler *handler, gpointer data,
                        GError **error)
{
  struct archive *archive = open_archive (self, error);
  Stream stream = { handler, data, FALSE };
  g_autoptr (GError) local_error = NULL;
  gboolean good = FALSE;

  if (archive == NULL)
    return FALSE;
  if (find_entry (archive, name, &local_error))
    {
      xmlParserCtxt *parser = new_parser (&stream);

      good = feed (self, archive, name, parser, &stream, error);
      if (parser->myDoc != NULL)
        xmlFreeDoc (parser->myDoc);
      xmlFreeParserCtxt (parser);
    }
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    set_damaged (error, name);
  archive_read_free (archive);
  return good;
}
