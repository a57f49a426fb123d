/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "terrain-xlsform-form.h"

/* Elements whose white space is part of what people read. */
static gboolean
holds_text (const xmlNode *node)
{
  static const char *const names[] = { "label", "hint", "value", "help", "alert", "title", "message", NULL };

  return g_strv_contains (names, (const char *) node->name);
}

static gboolean
has_only_elements (const xmlNode *node)
{
  gboolean elements = FALSE;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        elements = TRUE;
      else if (child->type != XML_COMMENT_NODE && !xmlIsBlankNode ((xmlNode *) child))
        return FALSE;
    }
  return elements;
}

/* Takes out the white space between elements, so that writing can indent them anew. */
static void
strip (xmlNode *node)
{
  gboolean blank = has_only_elements (node) && !holds_text (node);
  xmlNode *next;

  for (xmlNode *child = node->children; child != NULL; child = next)
    {
      next = child->next;
      if (child->type == XML_ELEMENT_NODE)
        strip (child);
      else if (blank && child->type == XML_TEXT_NODE)
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
        }
    }
}

GBytes *
terrain_xform_normalise (GBytes *xml, GError **error)
{
  const char *text;
  gsize length;
  xmlDoc *doc;
  xmlChar *out = NULL;
  int out_length = 0;
  GBytes *normal;

  g_return_val_if_fail (xml != NULL, NULL);

  text = g_bytes_get_data (xml, &length);
  doc = length < G_MAXINT ? xmlReadMemory (text, (int) length, NULL, NULL,
                                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)
                          : NULL;
  if (doc == NULL || xmlDocGetRootElement (doc) == NULL)
    {
      g_clear_pointer (&doc, xmlFreeDoc);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("This is not well-formed XML."));
      return NULL;
    }
  strip (xmlDocGetRootElement (doc));
  xmlDocDumpFormatMemoryEnc (doc, &out, &out_length, "UTF-8", 1);
  normal = g_bytes_new (out, (gsize) out_length);
  xmlFree (out);
  xmlFreeDoc (doc);
  return normal;
}
