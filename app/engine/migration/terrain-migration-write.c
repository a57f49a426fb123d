/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-migration-private.h"

/*
 * A document as XML, for the interview to read: it writes the record as it should be. Each prefix is declared where it is
 * first used.
 */
typedef struct
{
  GString *xml;
  GPtrArray *scope; /* two entries a declaration: prefix, "" for the default; URI */
} Writer;

static const char *
find_declared (Writer *self, const char *prefix)
{
  for (guint i = self->scope->len; i >= 2; i -= 2)
    {
      if (g_str_equal (g_ptr_array_index (self->scope, i - 2), prefix))
        return g_ptr_array_index (self->scope, i - 1);
    }
  return "";
}

static void
append_escaped (GString *xml, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (xml, escaped);
}

static void
declare (Writer *self, const char *prefix, const char *uri)
{
  if (prefix == NULL)
    prefix = "";
  if (uri == NULL)
    uri = "";
  if (g_str_equal (prefix, "xml") || g_str_equal (find_declared (self, prefix), uri))
    return;
  g_string_append_printf (self->xml, *prefix != '\0' ? " xmlns:%s=\"" : " xmlns%s=\"", prefix);
  append_escaped (self->xml, uri);
  g_string_append_c (self->xml, '"');
  g_ptr_array_add (self->scope, (gpointer) prefix);
  g_ptr_array_add (self->scope, (gpointer) uri);
}

static void
append_name (GString *xml, TerrainNode *node)
{
  if (node->prefix != NULL)
    g_string_append_printf (xml, "%s:", node->prefix);
  g_string_append (xml, node->local);
}

static void
write_element (Writer *self, TerrainNode *node)
{
  guint n_declared = self->scope->len;

  g_string_append_c (self->xml, '<');
  append_name (self->xml, node);
  declare (self, node->prefix, node->uri);
  for (TerrainNode *at = node->first_attribute; at != NULL; at = at->next)
    {
      if (at->prefix != NULL)
        declare (self, at->prefix, at->uri);
      g_string_append_c (self->xml, ' ');
      append_name (self->xml, at);
      g_string_append (self->xml, "=\"");
      append_escaped (self->xml, terrain_node_get_value (at));
      g_string_append_c (self->xml, '"');
    }
  g_string_append_c (self->xml, '>');
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    write_element (self, child);
  if (node->first_child == NULL)
    append_escaped (self->xml, terrain_node_get_value (node));
  g_string_append (self->xml, "</");
  append_name (self->xml, node);
  g_string_append_c (self->xml, '>');
  g_ptr_array_set_size (self->scope, (int) n_declared);
}

GBytes *
terrain_migration_write_record (TerrainDocument *record)
{
  GString *xml = g_string_new (NULL);
  g_autoptr (GPtrArray) scope = g_ptr_array_new ();
  Writer writer = { xml, scope };

  write_element (&writer, terrain_document_get_root (record));
  return g_string_free_to_bytes (xml);
}
