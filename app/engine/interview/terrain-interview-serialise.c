/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

#include <string.h>

#define XFORMS_URI "http://www.w3.org/2002/xforms"
#define OPENROSA_URI "http://openrosa.org/xforms"
#define JAVAROSA_URI "http://openrosa.org/javarosa"

/*
 * A record as XML. The same record gives the same bytes: prefixes in alphabetical order, no white space between
 * elements, one way to write an empty one (engine-semantics, 60).
 */
typedef struct
{
  TerrainInterview *interview;
  GString *xml;
  gboolean submission; /* leave out what is not relevant */
  TerrainNode *meta;   /* (nullable): the block that holds the record's identity, or is to */
  GPtrArray *prefixes; /* declarations in scope, two entries each: prefix ("" for the default), URI */
  TerrainNode *incomplete; /* (nullable): the element that gets what of the record's identity is not in its tree */
} Writer;

static const char *
find_declared (Writer     *self,
               const char *prefix)
{
  for (guint i = self->prefixes->len; i >= 2; i -= 2)
    {
      if (g_str_equal (g_ptr_array_index (self->prefixes, i - 2), prefix))
        return g_ptr_array_index (self->prefixes, i - 1);
    }
  return "";
}

/* XML 1.0, 2.2 and 2.4: what cannot be held is left out, what would be normalised away is written as a reference. */
static void
write_text (GString    *xml,
            const char *text,
            gboolean    attribute)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      switch (c)
        {
        case '&':
          g_string_append (xml, "&amp;");
          break;
        case '<':
          g_string_append (xml, "&lt;");
          break;
        case '>':
          g_string_append (xml, "&gt;");
          break;
        case '"':
          g_string_append (xml, attribute ? "&quot;" : "\"");
          break;
        case '\r':
          g_string_append (xml, "&#13;");
          break;
        case '\n':
        case '\t':
          if (attribute)
            g_string_append_printf (xml, "&#%u;", c);
          else
            g_string_append_unichar (xml, c);
          break;
        default:
          if (c >= 0x20 && c != 0xfffe && c != 0xffff)
            g_string_append_unichar (xml, c);
          break;
        }
    }
}

static void
declare (Writer     *self,
         const char *prefix,
         const char *uri)
{
  if (g_str_equal (find_declared (self, prefix), uri))
    return;
  g_string_append (self->xml, *prefix != '\0' ? " xmlns:" : " xmlns");
  g_string_append_printf (self->xml, "%s=\"", prefix);
  write_text (self->xml, uri, TRUE);
  g_string_append_c (self->xml, '"');
  g_ptr_array_add (self->prefixes, (gpointer) prefix);
  g_ptr_array_add (self->prefixes, (gpointer) uri);
}

/* The XForms namespace is what a form's root declares as default for its own elements; data in it is in none. */
static const char *
get_data_uri (TerrainNode *node)
{
  if (node->uri == NULL || (node->prefix == NULL && g_str_equal (node->uri, XFORMS_URI)))
    return "";
  return node->uri;
}

static gboolean
is_left_out (Writer      *self,
             TerrainNode *node)
{
  if (node->flags & TERRAIN_NODE_TEMPLATE)
    return TRUE;
  if (!self->submission || !(node->flags & TERRAIN_NODE_IRRELEVANT))
    return FALSE;
  /* Whatever a condition says of it, a server takes no record without its identity. */
  return node != self->meta && (node->parent != self->meta || strcmp (node->local, "instanceID") != 0);
}

static gint
compare_declarations (gconstpointer a,
                      gconstpointer b)
{
  return strcmp ((*(TerrainNode *const *) a)->local, (*(TerrainNode *const *) b)->local);
}

/* Declarations of the form's root and of the element itself are kept whether or not a name uses them: values may hold
 * qualified names. */
static void
declare_all (Writer      *self,
             TerrainNode *node)
{
  g_autoptr (GPtrArray) declared = g_ptr_array_new ();

  for (TerrainNode *at = node->first_namespace; at != NULL; at = at->next)
    {
      if (at->local != NULL && *at->local != '\0' && !g_str_equal (at->local, "xml"))
        g_ptr_array_add (declared, at);
    }
  g_ptr_array_sort (declared, compare_declarations);
  for (guint i = 0; i < declared->len; i++)
    {
      TerrainNode *at = g_ptr_array_index (declared, i);

      declare (self, at->local, terrain_node_get_value (at));
    }
}

static void
write_attributes (Writer      *self,
                  TerrainNode *node)
{
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (is_left_out (self, attribute) || g_strcmp0 (attribute->uri, JAVAROSA_URI) == 0)
        continue;
      if (attribute->prefix != NULL && attribute->uri != NULL && !g_str_equal (attribute->prefix, "xml"))
        declare (self, attribute->prefix, attribute->uri);
      g_string_append_c (self->xml, ' ');
      if (attribute->prefix != NULL)
        g_string_append_printf (self->xml, "%s:", attribute->prefix);
      g_string_append_printf (self->xml, "%s=\"", attribute->local);
      write_text (self->xml, terrain_node_get_value (attribute), TRUE);
      g_string_append_c (self->xml, '"');
    }
}

/* What the form has no place for: a record is nothing without its identity. */
static gboolean
is_missing (Writer     *self,
            const char *name,
            const char *kept)
{
  return kept != NULL && *kept != '\0' && terrain_interview_find_meta (self->interview, name) == NULL;
}

static gboolean
lacks_identity (Writer *self)
{
  return is_missing (self, "instanceID", self->interview->instance_id) ||
         is_missing (self, "deprecatedID", self->interview->deprecated_id);
}

static void
write_missing (Writer     *self,
               const char *prefix,
               const char *name,
               const char *kept)
{
  if (!is_missing (self, name, kept))
    return;
  g_string_append_printf (self->xml, "<%s%s>", prefix, name);
  write_text (self->xml, kept, FALSE);
  g_string_append_printf (self->xml, "</%s%s>", prefix, name);
}

/* @prefix: of the meta block, colon included: its children are in its namespace. */
static void
write_identity (Writer     *self,
                const char *prefix)
{
  write_missing (self, prefix, "instanceID", self->interview->instance_id);
  write_missing (self, prefix, "deprecatedID", self->interview->deprecated_id);
}

/* The children that the record's tree does not have: into the form's own meta block, else into one that is added. */
static void
write_added (Writer      *self,
             TerrainNode *node)
{
  if (node == self->meta)
    {
      g_autofree char *prefix = node->prefix != NULL ? g_strconcat (node->prefix, ":", NULL) : g_strdup ("");

      write_identity (self, prefix);
    }
  else if (self->meta == NULL)
    {
      g_string_append (self->xml, "<orx:meta xmlns:orx=\"" OPENROSA_URI "\">");
      write_identity (self, "orx:");
      g_string_append (self->xml, "</orx:meta>");
    }
}

static gboolean
has_children (Writer      *self,
              TerrainNode *node)
{
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      if (!is_left_out (self, child))
        return TRUE;
    }
  return FALSE;
}

static void
write_element (Writer      *self,
               TerrainNode *node)
{
  g_autofree char *name = node->prefix != NULL ? g_strconcat (node->prefix, ":", node->local, NULL)
                                               : g_strdup (node->local);
  gboolean added = node == self->incomplete;
  guint declared = self->prefixes->len;

  g_string_append_printf (self->xml, "<%s", name);
  declare (self, node->prefix != NULL ? node->prefix : "", get_data_uri (node));
  declare_all (self, node);
  write_attributes (self, node);
  if (has_children (self, node) || added)
    {
      g_string_append_c (self->xml, '>');
      for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
        {
          if (!is_left_out (self, child))
            write_element (self, child);
        }
      if (added)
        write_added (self, node);
      g_string_append_printf (self->xml, "</%s>", name);
    }
  else if (node->first_child == NULL && *terrain_node_get_value (node) != '\0')
    {
      g_string_append_c (self->xml, '>');
      write_text (self->xml, terrain_node_get_value (node), FALSE);
      g_string_append_printf (self->xml, "</%s>", name);
    }
  else
    {
      g_string_append (self->xml, "/>");
    }
  g_ptr_array_set_size (self->prefixes, (int) declared);
}

/* @submission: without what is not relevant; otherwise the whole record. (transfer full) */
char *
terrain_interview_write (TerrainInterview *self,
                         gboolean          submission)
{
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  g_autoptr (GPtrArray) prefixes = g_ptr_array_new ();
  TerrainNode *id = terrain_interview_find_meta (self, "instanceID");
  TerrainNode *meta = id != NULL ? id->parent
    : terrain_node_find_child (self->root->node, g_intern_static_string ("meta"));
  Writer writer = { self, xml, submission, meta, prefixes, NULL };

  if (lacks_identity (&writer))
    writer.incomplete = meta != NULL ? meta : self->root->node;
  terrain_interview_look_around (self);
  write_element (&writer, self->root->node);
  return g_string_free (g_steal_pointer (&xml), FALSE);
}

GBytes *
terrain_interview_save (TerrainInterview *self)
{
  char *xml;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  xml = terrain_interview_write (self, FALSE);
  return g_bytes_new_take (xml, strlen (xml));
}
