/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-node-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <string.h>

/*
 * libxml2 reads, this builds. Its SAX events are used rather than its tree: half the memory, one pass.
 * Nothing is ever loaded and no entity but XML's own five is replaced: a document that declares or names
 * another one is refused at that place.
 */

#define MAX_DEPTH 256
#define NAME_CACHE_SIZE 256

typedef struct
{
  xmlParserCtxt *parser;
  TerrainDocument *document;
  TerrainDocumentMode mode;
  TerrainNode *parent;
  guint depth;
  guint section_depth; /* of the element whose section is read; 0 outside of one */
  TerrainDocument *nodes; /* the document that new nodes are in: @document or its section */
  guint text_depth;   /* of the element around whose texts white space counts; 0 outside of one */
  GString *text;      /* read since the last flush */
  int text_line;
  GHashTable *id_attributes; /* "element\nattribute" that the DTD declares as ID, or NULL */
  GError *error;      /* the first one */
  /* libxml2 hands out names from its dictionary, one pointer a name: interning again is a look-up here */
  struct { const xmlChar *name; const char *interned; } names[NAME_CACHE_SIZE];
} Builder;

typedef struct
{
  const char *at;
  gsize left;
} Input;

static void G_GNUC_PRINTF (3, 4)
builder_fail (Builder           *self,
              TerrainEngineError code,
              const char        *format,
              ...)
{
  va_list arguments;
  g_autofree char *what = NULL;
  int line = self->parser->input != NULL ? self->parser->input->line : 0;

  if (self->error == NULL)
    {
      va_start (arguments, format);
      what = g_strdup_vprintf (format, arguments);
      va_end (arguments);
      g_set_error (&self->error, TERRAIN_ENGINE_ERROR, code, _("Line %d: %s"), line, what);
    }
  xmlStopParser (self->parser);
}

static const char *
builder_intern (Builder       *self,
                const xmlChar *name)
{
  gsize slot = ((gsize) name >> 3) % NAME_CACHE_SIZE;

  if (name == NULL)
    return NULL;
  if (self->names[slot].name != name)
    {
      self->names[slot].name = name;
      self->names[slot].interned = g_intern_string ((const char *) name);
    }
  return self->names[slot].interned;
}

/* In a form white space is layout, but between the outputs of a text. */
static gboolean
holds_text (const char *local)
{
  switch (*local)
    {
    case 'a':
      return strcmp (local, "alert") == 0;
    case 'h':
      return strcmp (local, "hint") == 0 || strcmp (local, "help") == 0;
    case 'l':
      return strcmp (local, "label") == 0;
    case 'm':
      return strcmp (local, "message") == 0;
    case 't':
      return strcmp (local, "title") == 0;
    case 'v':
      return strcmp (local, "value") == 0;
    default:
      return FALSE;
    }
}

static gboolean
is_blank (GString *text)
{
  return strspn (text->str, " \t\r\n") == text->len;
}

/* Text between elements: a node where it counts, dropped where it is only layout. */
static void
flush_text (Builder *self)
{
  if (self->text->len == 0)
    return;
  if (self->mode == TERRAIN_DOCUMENT_WHOLE || self->text_depth > 0 || !is_blank (self->text))
    {
      TerrainNode *node = terrain_node_new_leaf (self->nodes, TERRAIN_NODE_TEXT, NULL, NULL);

      terrain_node_keep_value (node, self->text->str, self->text->len);
      node->line = self->text_line;
      terrain_node_insert (self->parent, node, NULL);
    }
  g_string_truncate (self->text, 0);
}

static void
append_leaf (Builder         *self,
             TerrainNodeKind  kind,
             const char      *local,
             const char      *value)
{
  TerrainNode *node;

  /* An instance drops these, and the text around them stays one text. */
  if (self->mode != TERRAIN_DOCUMENT_WHOLE)
    return;
  flush_text (self);
  node = terrain_node_new_leaf (self->nodes, kind, local, value);
  node->line = self->parser->input->line;
  terrain_node_insert (self->parent, node, NULL);
}

static void
remember_id (Builder     *self,
             TerrainNode *element,
             const char  *attribute,
             const char  *value)
{
  g_autofree char *key = g_strconcat (element->local, "\n", attribute, NULL);

  if (!g_hash_table_contains (self->id_attributes, key))
    return;
  if (self->document->ids == NULL)
    self->document->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_contains (self->document->ids, value))
    g_hash_table_insert (self->document->ids, g_strdup (value), element);
}

static void
add_attributes (Builder        *self,
                TerrainNode    *element,
                int             n,
                const xmlChar **attributes)
{
  TerrainNode *last = NULL;

  /* Linked by hand: the parser has already refused duplicates, so none are looked for. */
  for (int i = 0; i < n; i++, attributes += 5)
    {
      TerrainNode *node = terrain_node_new_leaf (self->nodes, TERRAIN_NODE_ATTRIBUTE, NULL, NULL);

      node->local = builder_intern (self, attributes[0]);
      node->prefix = builder_intern (self, attributes[1]);
      node->uri = builder_intern (self, attributes[2]);
      node->parent = element;
      node->previous = last;
      node->line = element->line;
      if (last != NULL)
        last->next = node;
      else
        element->first_attribute = node;
      last = node;
      terrain_node_keep_value (node, (const char *) attributes[3], (gsize) (attributes[4] - attributes[3]));
      if (self->id_attributes != NULL)
        remember_id (self, element, node->local, terrain_node_get_value (node));
    }
}

static void
begin_section (Builder     *self,
               TerrainNode *top)
{
  self->document->section = terrain_document_new ();
  self->document->section_top = top;
  self->section_depth = self->depth;
  self->nodes = self->document->section;
}

static void
on_start_element (void           *user_data,
                  const xmlChar  *local,
                  const xmlChar  *prefix,
                  const xmlChar  *uri,
                  int             n_namespaces,
                  const xmlChar **namespaces,
                  int             n_attributes,
                  int             n_defaulted,
                  const xmlChar **attributes)
{
  Builder *self = user_data;
  TerrainNode *element;

  if (self->error != NULL)
    return;
  if (++self->depth > MAX_DEPTH)
    {
      builder_fail (self, TERRAIN_ENGINE_ERROR_LIMIT, _("Elements are nested more than %d deep."), MAX_DEPTH);
      return;
    }
  flush_text (self);
  element = terrain_node_new_element (self->nodes, NULL, NULL, NULL);
  element->local = builder_intern (self, local);
  element->prefix = builder_intern (self, prefix);
  element->uri = builder_intern (self, uri);
  element->line = self->parser->input->line;
  terrain_node_insert (self->parent, element, NULL);
  for (int i = 0; i < n_namespaces; i++)
    terrain_node_declare_namespace (element, (const char *) namespaces[2 * i], (const char *) namespaces[2 * i + 1]);
  /* @n_attributes counts the defaulted ones as well. */
  add_attributes (self, element, n_attributes, attributes);
  self->parent = element;
  if (self->mode != TERRAIN_DOCUMENT_FORM)
    return;
  if (self->text_depth == 0 && holds_text ((const char *) local))
    self->text_depth = self->depth;
  if (self->document->section == NULL && strcmp ((const char *) local, "itext") == 0)
    begin_section (self, element);
}

static void
on_end_element (void          *user_data,
                const xmlChar *local,
                const xmlChar *prefix,
                const xmlChar *uri)
{
  Builder *self = user_data;

  if (self->error != NULL)
    return;
  if (self->mode != TERRAIN_DOCUMENT_WHOLE && self->parent->first_child == NULL)
    {
      terrain_node_keep_value (self->parent, self->text->str, self->text->len);
      g_string_truncate (self->text, 0);
    }
  else
    {
      flush_text (self);
    }
  if (self->depth == self->text_depth)
    self->text_depth = 0;
  if (self->depth == self->section_depth)
    {
      self->section_depth = 0;
      self->nodes = self->document;
    }
  self->depth--;
  self->parent = self->parent->parent;
}

static void
on_characters (void          *user_data,
               const xmlChar *text,
               int            length)
{
  Builder *self = user_data;

  if (self->error != NULL || self->parent->kind == TERRAIN_NODE_DOCUMENT)
    return;
  if (self->text->len == 0)
    self->text_line = self->parser->input->line;
  g_string_append_len (self->text, (const char *) text, length);
}

static void
on_comment (void          *user_data,
            const xmlChar *text)
{
  Builder *self = user_data;

  if (self->error == NULL && self->parser->inSubset == 0)
    append_leaf (self, TERRAIN_NODE_COMMENT, NULL, (const char *) text);
}

static void
on_instruction (void          *user_data,
                const xmlChar *target,
                const xmlChar *data)
{
  Builder *self = user_data;

  if (self->error == NULL && self->parser->inSubset == 0)
    append_leaf (self, TERRAIN_NODE_INSTRUCTION, (const char *) target, (const char *) data);
}

static void
on_attribute_declared (void               *user_data,
                       const xmlChar      *element,
                       const xmlChar      *name,
                       int                 type,
                       int                 default_kind,
                       const xmlChar      *default_value,
                       xmlEnumeration     *values)
{
  Builder *self = user_data;

  xmlFreeEnumeration (values);
  if (type != XML_ATTRIBUTE_ID)
    return;
  if (self->id_attributes == NULL)
    self->id_attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->id_attributes, g_strconcat ((const char *) element, "\n", (const char *) name, NULL));
}

static void
on_entity_declared (void          *user_data,
                    const xmlChar *name,
                    int            type,
                    const xmlChar *public_id,
                    const xmlChar *system_id,
                    xmlChar       *content)
{
  Builder *self = user_data;

  builder_fail (self, TERRAIN_ENGINE_ERROR_LIMIT,
                _("The document declares the entity “%s”. Entities are not accepted; write the text itself."),
                (const char *) name);
}

static xmlEntity *
on_get_entity (void          *user_data,
               const xmlChar *name)
{
  Builder *self = user_data;
  xmlEntity *predefined = xmlGetPredefinedEntity (name);

  if (predefined == NULL)
    builder_fail (self, TERRAIN_ENGINE_ERROR_LIMIT,
                  _("The document uses the entity “&%s;”. Entities are not accepted; write the text itself."),
                  (const char *) name);
  return predefined;
}

static xmlEntity *
on_get_parameter_entity (void          *user_data,
                         const xmlChar *name)
{
  Builder *self = user_data;

  builder_fail (self, TERRAIN_ENGINE_ERROR_LIMIT, _("The document uses the parameter entity “%%%s;”."),
                (const char *) name);
  return NULL;
}

static void
on_xml_error (void     *user_data,
              xmlError *error)
{
  xmlParserCtxt *parser = error->ctxt;
  Builder *self = parser->userData;
  g_autofree char *text = NULL;

  /* Undeclared prefixes are let through: the name is then in no namespace, and nothing is lost. */
  if (error->level == XML_ERR_WARNING || error->domain == XML_FROM_NAMESPACE || self->error != NULL)
    return;
  text = g_strstrip (g_strdup (error->message != NULL ? error->message : ""));
  g_set_error (&self->error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XML, _("Line %d: not valid XML: %s"),
               error->line, text);
}

static void
builder_install (Builder *self)
{
  xmlSAXHandler *sax = self->parser->sax;

  memset (sax, 0, sizeof *sax);
  sax->initialized = XML_SAX2_MAGIC;
  sax->startElementNs = on_start_element;
  sax->endElementNs = on_end_element;
  sax->characters = on_characters;
  sax->ignorableWhitespace = on_characters;
  sax->cdataBlock = on_characters;
  sax->comment = on_comment;
  sax->processingInstruction = on_instruction;
  sax->attributeDecl = on_attribute_declared;
  sax->entityDecl = on_entity_declared;
  sax->getEntity = on_get_entity;
  sax->getParameterEntity = on_get_parameter_entity;
  sax->serror = on_xml_error;
  self->parser->userData = self;
}

/* Piece by piece: given the whole, libxml2 would begin with a copy of it. */
static int
read_input (void *user_data,
            char *buffer,
            int   length)
{
  Input *input = user_data;
  gsize n = MIN (input->left, (gsize) length);

  memcpy (buffer, input->at, n);
  input->at += n;
  input->left -= n;
  return (int) n;
}

TerrainDocument *
terrain_document_parse (GBytes              *xml,
                        TerrainDocumentMode  mode,
                        GError             **error)
{
  Builder builder = { .mode = mode };
  g_autoptr (TerrainDocument) document = NULL;
  gsize size;
  Input input;
  gboolean well_formed;

  g_return_val_if_fail (xml != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  input.at = g_bytes_get_data (xml, &size);
  input.left = size;
  if (size == 0 || size > G_MAXINT)
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR,
                           size == 0 ? TERRAIN_ENGINE_ERROR_NOT_XML : TERRAIN_ENGINE_ERROR_LIMIT,
                           size == 0 ? _("The document is empty.") : _("The document is larger than 2 GB."));
      return NULL;
    }

  document = terrain_document_new ();
  builder.document = document;
  builder.nodes = document;
  builder.parent = document->node;
  builder.text = g_string_new (NULL);
  builder.parser = xmlNewParserCtxt ();
  builder_install (&builder);
  /* NOENT because without it an attribute's “&amp;” arrives as “&#38;”; entities proper are refused above. */
  xmlFreeDoc (xmlCtxtReadIO (builder.parser, read_input, NULL, &input, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOENT));
  well_formed = builder.parser->wellFormed != 0;
  g_clear_pointer (&builder.parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (builder.parser);
  g_string_free (builder.text, TRUE);
  g_clear_pointer (&builder.id_attributes, g_hash_table_unref);

  if (builder.error == NULL && (!well_formed || terrain_document_get_root (document) == NULL))
    g_set_error_literal (&builder.error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_XML,
                         _("The document is not valid XML."));
  if (builder.error != NULL)
    {
      g_propagate_error (error, builder.error);
      return NULL;
    }
  /* A form's file is read from its sections, never searched. */
  if (mode != TERRAIN_DOCUMENT_FORM)
    terrain_document_renumber (document);
  return g_steal_pointer (&document);
}
