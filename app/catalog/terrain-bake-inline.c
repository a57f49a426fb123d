/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-bake-private.h"

#include <string.h>

#define JAVAROSA_URI "http://openrosa.org/javarosa"

typedef struct
{
  xmlNode *model;
  xmlNode *translation;
  GHashTable *ids;   /* those of all languages */
  GHashTable *lists; /* "LIST/NAME" → name of the element that has the id, for lists that are moved */
} Mover;

gboolean
terrain_bake_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

xmlNode *
terrain_bake_first (xmlNode *parent, const char *name)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (terrain_bake_is (node, name))
      return node;
  return NULL;
}

xmlNode *
terrain_bake_next (xmlNode *node, const char *name)
{
  for (node = node->next; node != NULL; node = node->next)
    if (terrain_bake_is (node, name))
      return node;
  return NULL;
}

static char *
take (xmlChar *text)
{
  char *copy = g_strdup ((const char *) text);

  xmlFree (text);
  return copy;
}

char *
terrain_bake_dup_attribute (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);

  return value != NULL ? take (value) : NULL;
}

char *
terrain_bake_dup_content (xmlNode *node)
{
  return g_strstrip (take (xmlNodeGetContent (node)));
}

xmlNode *
terrain_bake_add_text (xmlNode *translation, const char *id)
{
  xmlNode *text = xmlNewChild (translation, translation->ns, (const xmlChar *) "text", NULL);

  xmlSetProp (text, (const xmlChar *) "id", (const xmlChar *) id);
  return text;
}

xmlNode *
terrain_bake_find_value (xmlNode *text, const char *form)
{
  gboolean is_long = strcmp (form, "long") == 0;
  xmlNode *plain = NULL;

  for (xmlNode *value = terrain_bake_first (text, "value"); value != NULL; value = terrain_bake_next (value, "value"))
    {
      g_autofree char *own = terrain_bake_dup_attribute (value, "form");

      if (g_strcmp0 (own, form) == 0)
        return value;
      if (is_long && plain == NULL && (own == NULL || *own == '\0'))
        plain = value;
    }
  return plain;
}

static char *
make_id (Mover *self, const char *place, const char *role)
{
  g_autofree char *base = g_strdelimit (g_strconcat (place, role, NULL), "'\"", '_');
  char *id = g_strdup (base);

  for (guint n = 2; !g_hash_table_add (self->ids, g_strdup (id)); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", base, n);
    }
  return id;
}

/* An entry of its own; returns its value, empty. */
static xmlNode *
add_entry (Mover *self, const char *id)
{
  return xmlNewChild (terrain_bake_add_text (self->translation, id), self->translation->ns, (const xmlChar *) "value",
                      NULL);
}

static void
set_call (xmlNode *node, const char *attribute, const char *id)
{
  g_autofree char *call = g_strdup_printf ("jr:itext('%s')", id);

  xmlSetProp (node, (const xmlChar *) attribute, (const xmlChar *) call);
}

static gboolean
has_content (xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE || (child->type != XML_COMMENT_NODE && !xmlIsBlankNode (child)))
      return TRUE;
  return FALSE;
}

static void
move_label (Mover *self, xmlNode *label, const char *place)
{
  g_autofree char *role = g_strconcat (":", (const char *) label->name, NULL);
  g_autofree char *id = NULL;
  xmlNode *value;

  if (xmlHasProp (label, (const xmlChar *) "ref") != NULL || !has_content (label))
    return;
  id = make_id (self, place, role);
  value = add_entry (self, id);
  while (label->children != NULL)
    {
      xmlNode *child = label->children;

      xmlUnlinkNode (child);
      xmlAddChild (value, child);
    }
  /* an XHTML element keeps its namespace declared where it stands now */
  xmlReconciliateNs (value->doc, value);
  set_call (label, "ref", id);
}

/* "jr" of instance('list')/…, also inside randomize(…); NULL for what is not a list by its id. */
static char *
dup_list (const char *nodeset)
{
  const char *call = strstr (nodeset, "instance(");
  const char *p = nodeset;
  char quote;
  const char *end;

  p += strspn (p, " \t\n");
  if (g_str_has_prefix (p, "randomize("))
    p += strlen ("randomize(");
  p += strspn (p, " \t\n");
  if (call != p)
    return NULL;
  p += strlen ("instance(");
  p += strspn (p, " \t\n");
  quote = *p++;
  end = quote == '\'' || quote == '"' ? strchr (p, quote) : NULL;
  return end != NULL ? g_strndup (p, (gsize) (end - p)) : NULL;
}

static xmlNode *
find_instance (Mover *self, const char *id)
{
  for (xmlNode *node = terrain_bake_first (self->model, "instance"); node != NULL;
       node = terrain_bake_next (node, "instance"))
    {
      g_autofree char *own = terrain_bake_dup_attribute (node, "id");

      if (g_strcmp0 (own, id) == 0)
        return xmlHasProp (node, (const xmlChar *) "src") == NULL ? node : NULL;
    }
  return NULL;
}

/* Gives each item below @node that has a @label an @element with the id of its text. */
static void
move_items (Mover *self, xmlNode *node, const char *list, const char *label, const char *element)
{
  for (xmlNode *item = node->children; item != NULL; item = item->next)
    {
      xmlNode *own = item->type == XML_ELEMENT_NODE ? terrain_bake_first (item, label) : NULL;
      g_autofree char *text = own != NULL ? take (xmlNodeGetContent (own)) : NULL;
      g_autofree char *id = NULL;

      if (item->type == XML_ELEMENT_NODE && own == NULL)
        move_items (self, item, list, label, element);
      if (text == NULL || *text == '\0')
        continue;
      id = make_id (self, list, "-0");
      xmlNewTextChild (item, own->ns, (const xmlChar *) element, (const xmlChar *) id);
      xmlNodeAddContent (add_entry (self, id), (const xmlChar *) text);
    }
}

static gboolean
is_plain_name (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("_-.", *text) == NULL && (*text & 0x80) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
has_descendant (xmlNode *node, const char *name)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && (terrain_bake_is (child, name) || has_descendant (child, name)))
      return TRUE;
  return FALSE;
}

/* The labels stay where they are, for expressions that read them; the question shows the itext. */
static void
move_itemset (Mover *self, xmlNode *itemset)
{
  xmlNode *label = terrain_bake_first (itemset, "label");
  g_autofree char *ref = label != NULL ? terrain_bake_dup_attribute (label, "ref") : NULL;
  g_autofree char *nodeset = terrain_bake_dup_attribute (itemset, "nodeset");
  g_autofree char *list = nodeset != NULL ? dup_list (nodeset) : NULL;
  xmlNode *instance = list != NULL ? find_instance (self, list) : NULL;
  g_autofree char *key = NULL;
  g_autofree char *call = NULL;
  const char *element;

  if (ref == NULL || instance == NULL || !is_plain_name (ref) || !has_descendant (instance, ref))
    return;
  key = g_strconcat (list, "/", ref, NULL);
  element = g_hash_table_lookup (self->lists, key);
  if (element == NULL)
    {
      char *name = g_strdup ("itextId");

      for (guint n = 2; has_descendant (instance, name); n++)
        {
          g_free (name);
          name = g_strdup_printf ("itextId%u", n);
        }
      move_items (self, instance, list, ref, name);
      g_hash_table_insert (self->lists, g_steal_pointer (&key), name);
      element = name;
    }
  call = g_strdup_printf ("jr:itext(%s)", element);
  xmlSetProp (label, (const xmlChar *) "ref", (const xmlChar *) call);
}

static char *
dup_place (xmlNode *node, const char *place)
{
  static const char *const names[] = { "ref", "nodeset", "bind" };

  if (terrain_bake_is (node, "item"))
    {
      xmlNode *value = terrain_bake_first (node, "value");
      g_autofree char *text = value != NULL ? terrain_bake_dup_content (value) : g_strdup ("");

      return g_strconcat (place, "/", text, NULL);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *value = terrain_bake_dup_attribute (node, names[i]);

      if (value != NULL)
        return value;
    }
  return g_strdup (place);
}

static void
move_below (Mover *self, xmlNode *node, const char *place)
{
  g_autofree char *own = dup_place (node, place);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (terrain_bake_is (child, "label") || terrain_bake_is (child, "hint"))
      move_label (self, child, own);
    else if (terrain_bake_is (child, "itemset"))
      move_itemset (self, child);
    else if (child->type == XML_ELEMENT_NODE)
      move_below (self, child, own);
}

/* A soft rule's message is in a namespace of whoever made the form. */
static xmlAttr *
find_message (xmlNode *bind, const char *name)
{
  if (!g_str_equal (name, "softConstraintMsg"))
    return xmlHasNsProp (bind, (const xmlChar *) name, (const xmlChar *) JAVAROSA_URI);
  for (xmlAttr *attribute = bind->properties; attribute != NULL; attribute = attribute->next)
    if (attribute->ns != NULL && g_str_equal ((const char *) attribute->name, name))
      return attribute;
  return NULL;
}

static void
move_messages (Mover *self)
{
  static const char *const names[] = { "constraintMsg", "requiredMsg", "softConstraintMsg" };

  for (xmlNode *bind = terrain_bake_first (self->model, "bind"); bind != NULL; bind = terrain_bake_next (bind, "bind"))
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        xmlAttr *attribute = find_message (bind, names[i]);
        g_autofree char *text = attribute != NULL ? take (xmlNodeGetContent ((xmlNode *) attribute)) : NULL;
        g_autofree char *place = terrain_bake_dup_attribute (bind, "nodeset");
        g_autofree char *role = g_strconcat (":jr:", names[i], NULL);
        g_autofree char *id = NULL;
        g_autofree char *call = NULL;

        if (text == NULL || *text == '\0' || g_str_has_prefix (g_strchug (text), "jr:itext"))
          continue;
        id = make_id (self, place != NULL ? place : "", role);
        xmlNodeAddContent (add_entry (self, id), (const xmlChar *) text);
        call = g_strdup_printf ("jr:itext('%s')", id);
        xmlSetNsProp (bind, attribute->ns, (const xmlChar *) names[i], (const xmlChar *) call);
      }
}

void
terrain_bake_move_inline (xmlNode *root, xmlNode *model, xmlNode *translation)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Mover self = { .model = model, .translation = translation, .ids = ids, .lists = lists };

  for (xmlNode *language = terrain_bake_first (translation->parent, "translation"); language != NULL;
       language = terrain_bake_next (language, "translation"))
    for (xmlNode *text = terrain_bake_first (language, "text"); text != NULL; text = terrain_bake_next (text, "text"))
      {
        char *id = terrain_bake_dup_attribute (text, "id");

        if (id != NULL)
          g_hash_table_add (ids, id);
      }
  for (xmlNode *body = terrain_bake_first (root, "body"); body != NULL; body = terrain_bake_next (body, "body"))
    move_below (&self, body, "");
  move_messages (&self);
}
