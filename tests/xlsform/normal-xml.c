/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "normal-xml.h"

#include <string.h>

static void
append_escaped (GString *text, const char *raw, gboolean attribute)
{
  for (; *raw != '\0'; raw++)
    switch (*raw)
      {
      case '&':
        g_string_append (text, "&amp;");
        break;
      case '<':
        g_string_append (text, "&lt;");
        break;
      case '>':
        g_string_append (text, "&gt;");
        break;
      case '"':
        g_string_append (text, attribute ? "&quot;" : "\"");
        break;
      default:
        g_string_append_c (text, *raw);
      }
}

static char *
full_name (const xmlNs *ns, const xmlChar *name)
{
  return ns != NULL && ns->prefix != NULL ? g_strdup_printf ("%s:%s", (const char *) ns->prefix, (const char *) name)
                                          : g_strdup ((const char *) name);
}

static int
compare_attributes (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a, *second = *(const char *const *) b;
  gboolean first_prefixed = strcspn (first, ":") < strcspn (first, "=");
  gboolean second_prefixed = strcspn (second, ":") < strcspn (second, "=");

  return first_prefixed != second_prefixed ? first_prefixed - second_prefixed : strcmp (first, second);
}

static void
append_attributes (GString *text, xmlNode *node)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *name = full_name (attribute->ns, attribute->name);
      xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);
      GString *one = g_string_new (NULL);

      g_string_append_printf (one, "%s=\"", name);
      append_escaped (one, value != NULL ? (const char *) value : "", TRUE);
      g_string_append_c (one, '"');
      xmlFree (value);
      g_ptr_array_add (all, g_string_free (one, FALSE));
    }
  g_ptr_array_sort (all, compare_attributes);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf (text, " %s", (const char *) g_ptr_array_index (all, i));
}

static void
append_node (GString *text, xmlNode *node, gboolean top)
{
  g_autofree char *name = NULL;

  if (node->type == XML_TEXT_NODE)
    {
      append_escaped (text, (const char *) node->content, FALSE);
      return;
    }
  if (node->type != XML_ELEMENT_NODE)
    return;
  name = full_name (node->ns, node->name);
  g_string_append_printf (text, "<%s", name);
  for (const xmlNs *ns = top && node->parent != NULL && node->parent->type == XML_DOCUMENT_NODE ? node->nsDef : NULL;
       ns != NULL; ns = ns->next)
    g_string_append_printf (text, " xmlns%s%s=\"%s\"", ns->prefix != NULL ? ":" : "",
                            ns->prefix != NULL ? (const char *) ns->prefix : "", (const char *) ns->href);
  append_attributes (text, node);
  if (node->children == NULL || (node->children->next == NULL && xmlIsBlankNode (node->children)))
    {
      g_string_append (text, "/>");
      return;
    }
  g_string_append_c (text, '>');
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    append_node (text, child, FALSE);
  g_string_append_printf (text, "</%s>", name);
}

char *
normal_xml_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      char last = squeezed->len > 0 ? squeezed->str[squeezed->len - 1] : '>';

      if (g_ascii_isspace (*text))
        {
          if (last != ' ' && last != '>')
            g_string_append_c (squeezed, ' ');
          continue;
        }
      /* No space before a tag, an attribute's end, or after its beginning. */
      if ((*text == '<' || *text == '"') && last == ' ')
        g_string_truncate (squeezed, squeezed->len - 1);
      if (*text == '/' && text[1] == '>' && last == ' ')
        g_string_truncate (squeezed, squeezed->len - 1);
      g_string_append_c (squeezed, *text);
      if (*text == '"')
        while (g_ascii_isspace (text[1]))
          {
            /* Between two attributes the space stays. */
            if (strcspn (text + 1, "=\"<>") < strcspn (text + 1, "\"<>") && text[1] == ' ')
              {
                g_string_append_c (squeezed, ' ');
                text++;
                break;
              }
            text++;
          }
    }
  return g_string_free (squeezed, FALSE);
}

char *
normal_xml_print (xmlNode *node)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_node (text, node, TRUE);
  return normal_xml_squeeze (text->str);
}
