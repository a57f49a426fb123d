/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wire-reader-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#include "terrain-wire-error.h"

#define DOCUMENT_TYPE "<!DOCTYPE"

typedef struct
{
  const TerrainWireHandler *handler;
  gpointer user_data;
  xmlTextReaderPtr reader;
  GString *text;
  gboolean text_cut;
  int leaf_depth; /* depth of the element opened last, -1 once it turned out to be over */
  char *problem;  /* libxml2's first complaint */
  int line;
} Reading;

static void
on_problem (void      *user_data,
            xmlErrorPtr error)
{
  Reading *self = user_data;

  if (self->problem != NULL || error->level < XML_ERR_ERROR)
    return;
  self->problem = g_strstrip (g_utf8_make_valid (error->message != NULL ? error->message : "", -1));
  self->line = error->line;
}

char *
terrain_wire_element_dup_attribute (const TerrainWireElement *element,
                                    const char               *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (element->reader, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static TerrainWireElement
describe (Reading *self,
          int      depth)
{
  return (TerrainWireElement){
    .name = (const char *) xmlTextReaderConstLocalName (self->reader),
    .namespace_uri = (const char *) xmlTextReaderConstNamespaceUri (self->reader),
    .depth = depth,
    .reader = self->reader,
  };
}

static gboolean
close_element (Reading *self,
               int      depth,
               GError **error)
{
  TerrainWireElement element = describe (self, depth);

  if (self->leaf_depth == depth)
    {
      element.text = self->text->str;
      element.text_cut = self->text_cut;
    }
  self->leaf_depth = -1;
  return self->handler->close == NULL || self->handler->close (&element, self->user_data, error);
}

static gboolean
open_element (Reading *self,
              int      depth,
              GError **error)
{
  TerrainWireElement element = describe (self, depth);

  if (depth >= self->handler->max_depth)
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                   _("The document is nested deeper than %d levels."), self->handler->max_depth);
      return FALSE;
    }
  self->leaf_depth = depth;
  self->text_cut = FALSE;
  g_string_truncate (self->text, 0);
  if (self->handler->open != NULL && !self->handler->open (&element, self->user_data, error))
    return FALSE;
  return !xmlTextReaderIsEmptyElement (self->reader) || close_element (self, depth, error);
}

static void
add_text (Reading *self)
{
  const char *text = (const char *) xmlTextReaderConstValue (self->reader);
  gsize room = self->handler->max_text - self->text->len;
  gsize length = text != NULL ? strlen (text) : 0;

  if (self->leaf_depth < 0)
    return;
  if (length > room)
    {
      /* Cut between characters. */
      while (room > 0 && ((guchar) text[room] & 0xC0) == 0x80)
        room--;
      length = room;
      self->text_cut = TRUE;
    }
  g_string_append_len (self->text, text, (gssize) length);
}

static gboolean
refuse_entities (GError **error)
{
  g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                       _("The document declares or uses entities of its own, which are not accepted."));
  return FALSE;
}

static gboolean
take_node (Reading *self,
           GError **error)
{
  int depth = xmlTextReaderDepth (self->reader);

  switch (xmlTextReaderNodeType (self->reader))
    {
    case XML_READER_TYPE_ELEMENT:
      return open_element (self, depth, error);
    case XML_READER_TYPE_END_ELEMENT:
      return close_element (self, depth, error);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      add_text (self);
      return TRUE;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
    case XML_READER_TYPE_ENTITY:
      return refuse_entities (error);
    default:
      return TRUE;
    }
}

static gboolean
read_all (Reading *self,
          GError **error)
{
  int status;

  while ((status = xmlTextReaderRead (self->reader)) == 1)
    {
      if (!take_node (self, error))
        return FALSE;
    }
  if (status == 0 && self->problem == NULL)
    return TRUE;
  g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED,
               _("Line %d: not well-formed XML, or cut off: %s"), self->line,
               self->problem != NULL ? self->problem : _("it ends too early"));
  return FALSE;
}

/* Everything that can be told from the outside, before a parser sees the bytes. */
static gboolean
check_outside (GBytes                   *document,
               const TerrainWireHandler *handler,
               gsize                    *skip,
               GError                  **error)
{
  gsize size;
  const char *text = g_bytes_get_data (document, &size);
  gsize root;

  *skip = 0;
  if (size > handler->max_size)
    {
      g_autofree char *limit = g_format_size (handler->max_size);

      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT, _("The document is larger than %s."), limit);
      return FALSE;
    }
  if (terrain_wire_is_html (document))
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_HTML,
                           _("A web page came where a document was expected."));
      return FALSE;
    }
  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    *skip = 3;
  /* Central puts a new line before the root; XML forbids one before a declaration, and there are servers that do. */
  while (*skip < size && g_ascii_isspace (text[*skip]))
    (*skip)++;
  if (*skip == size || text[*skip] != '<' || size - *skip > G_MAXINT)
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED, _("This is not XML."));
      return FALSE;
    }
  /* Before the parser: it would read the entities' declarations to check them. */
  root = terrain_wire_skip_prolog (text, size);
  if (size - root >= strlen (DOCUMENT_TYPE) && memcmp (text + root, DOCUMENT_TYPE, strlen (DOCUMENT_TYPE)) == 0)
    return refuse_entities (error);
  return TRUE;
}

gboolean
terrain_wire_read (GBytes                   *document,
                   const TerrainWireHandler *handler,
                   gpointer                  user_data,
                   GError                  **error)
{
  Reading self = { .handler = handler, .user_data = user_data, .leaf_depth = -1 };
  gsize size;
  const char *text = g_bytes_get_data (document, &size);
  gsize skip;
  gboolean ok;

  if (!check_outside (document, handler, &skip, error))
    return FALSE;
  /* The reader's buffer looks for its decoder before libxml2 has prepared itself behind a lock, so two first documents
   * at one moment would prepare it twice. */
  xmlInitParser ();
  /* Neither NOENT nor DTDLOAD nor HUGE: nothing is expanded or fetched, libxml2's own limits stay on. */
  self.reader = xmlReaderForMemory (text + skip, (int) (size - skip), NULL, NULL,
                                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (self.reader == NULL)
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED, _("This is not XML."));
      return FALSE;
    }
  self.text = g_string_new (NULL);
  xmlTextReaderSetStructuredErrorHandler (self.reader, (xmlStructuredErrorFunc) on_problem, &self);
  ok = read_all (&self, error);
  xmlFreeTextReader (self.reader);
  g_string_free (self.text, TRUE);
  g_free (self.problem);
  return ok;
}

gboolean
terrain_wire_expect_root (const TerrainWireElement *element,
                          const char               *name,
                          const char               *namespace_uri,
                          GError                  **error)
{
  if (strcmp (element->name, name) == 0 &&
      (element->namespace_uri == NULL || strcmp (element->namespace_uri, namespace_uri) == 0))
    return TRUE;
  g_set_error (error, TERRAIN_WIRE_ERROR,
               g_ascii_strcasecmp (element->name, "html") == 0 ? TERRAIN_WIRE_ERROR_HTML
                                                               : TERRAIN_WIRE_ERROR_UNEXPECTED,
               _("The document is a <%.40s>, not the <%s> of OpenRosa."), element->name, name);
  return FALSE;
}

void
terrain_wire_append_text (GString    *document,
                          const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));
  g_autofree char *escaped = NULL;

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c >= 0x20 ? (c != 0xFFFE && c != 0xFFFF) : (c == '\t' || c == '\n' || c == '\r'))
        g_string_append_unichar (clean, c);
    }
  escaped = g_markup_escape_text (clean->str, (gssize) clean->len);
  g_string_append (document, escaped);
}

void
terrain_wire_append_leaf (GString    *document,
                          const char *indent,
                          const char *name,
                          const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (document, "%s<%s>", indent, name);
  terrain_wire_append_text (document, text);
  g_string_append_printf (document, "</%s>\n", name);
}
