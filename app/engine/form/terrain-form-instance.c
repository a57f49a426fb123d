/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The primary instance: its schema (one per place, the union of all repeat instances and templates), the pristine
 * document, and what new repeat instances are copied from.
 *
 *   file:      <data> <r jr:template=""> … </r> <r> … </r> </data>
 *   instance:  <data>                           <r> … </r> </data>
 *   repeats:   <repeats> <r> … </r> </repeats>        ◄── schema(/data/r).template_node
 */

static TerrainSchema *
find_exact_child (TerrainForm   *form,
                  TerrainSchema *parent,
                  TerrainNode   *node)
{
  gboolean is_attribute = node->kind == TERRAIN_NODE_ATTRIBUTE;
  TerrainSchema *found = terrain_schema_find_child (form, parent, is_attribute, node->local, NULL);

  while (found != NULL && found->uri != node->uri)
    found = found->next_homonym;
  return found;
}

/* The schema of a node of the file, made when first met. */
static TerrainSchema *
ensure_schema (TerrainFormParser *self,
               TerrainSchema     *parent,
               TerrainNode       *node)
{
  TerrainSchema *schema = find_exact_child (self->form, parent, node);

  if (schema == NULL)
    {
      schema = terrain_schema_new (self->form, parent, node->local, node->prefix, node->uri,
                                   node->kind == TERRAIN_NODE_ATTRIBUTE);
      schema->line = node->line;
      g_ptr_array_add (self->first_nodes, NULL);
    }
  return schema;
}

static gboolean
is_template (TerrainNode *node)
{
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (strcmp (attribute->local, "template") == 0 &&
          (g_strcmp0 (attribute->uri, TERRAIN_URI_JAVAROSA) == 0 || g_strcmp0 (attribute->prefix, "jr") == 0))
        return TRUE;
    }
  return FALSE;
}

static void
copy_attributes (TerrainFormParser *self,
                 TerrainSchema     *schema,
                 TerrainNode       *from,
                 TerrainNode       *to)
{
  for (TerrainNode *declared = from->first_namespace; declared != NULL; declared = declared->next)
    terrain_node_declare_namespace (to, declared->local, terrain_node_get_value (declared));
  for (TerrainNode *attribute = from->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      if (strcmp (attribute->local, "template") != 0 || attribute->prefix == NULL)
        terrain_node_set_attribute (to, attribute->local, attribute->prefix, attribute->uri,
                                    terrain_node_get_value (attribute));
    }
  for (TerrainNode *attribute = to->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      TerrainSchema *place = ensure_schema (self, schema, attribute);

      attribute->schema = place;
      if (g_ptr_array_index (self->first_nodes, place->index) == NULL)
        g_ptr_array_index (self->first_nodes, place->index) = attribute;
    }
}

/* Copies @from and all below; templates go where they belong. Depth is bounded by the tree's own limit. */
static void
read_node (TerrainFormParser *self,
           TerrainNode       *from,
           TerrainSchema     *parent_schema,
           TerrainNode       *parent)
{
  TerrainForm *form = self->form;
  TerrainSchema *schema = ensure_schema (self, parent_schema, from);
  TerrainNode *first = g_ptr_array_index (self->first_nodes, schema->index);
  gboolean template = parent_schema != NULL && is_template (from);
  TerrainNode *to;

  if (template)
    {
      schema->is_repeat = TRUE;
      parent = terrain_document_get_root (form->repeats);
    }
  to = terrain_node_new_element (parent->document, from->local, from->prefix, from->uri);
  to->line = from->line;
  to->schema = schema;
  terrain_node_insert (parent, to, NULL);
  if (template && schema->template_node == NULL)
    schema->template_node = to;
  /* Siblings of one name are instances of a repeat, declared in the body or not. */
  if (first != NULL && (first->parent == parent || (to->previous != NULL && to->previous->schema == schema)))
    schema->is_repeat = TRUE;
  if (first == NULL)
    g_ptr_array_index (self->first_nodes, schema->index) = to;
  copy_attributes (self, schema, from, to);

  if (terrain_element_first (from, NULL) == NULL)
    {
      g_autofree char *text = terrain_node_dup_string (from);

      /* White space alone is layout; around a value it is the author's. */
      if (text[strspn (text, " \t\r\n")] != '\0')
        terrain_node_set_value (to, text);
      return;
    }
  for (TerrainNode *child = terrain_element_first (from, NULL); child != NULL; child = terrain_element_next (child, NULL))
    read_node (self, child, schema, to);
}

static void
read_primary (TerrainFormParser *self,
              TerrainNode       *root)
{
  TerrainForm *form = self->form;
  const char *id = terrain_element_get (root, "id", NULL);
  const char *version = terrain_element_get (root, "version", TERRAIN_URI_OPENROSA);

  form->instance = terrain_document_new ();
  form->repeats = terrain_document_new ();
  terrain_node_insert (form->repeats->node,
                       terrain_node_new_element (form->repeats, g_intern_static_string ("repeats"), NULL, NULL), NULL);
  read_node (self, root, NULL, form->instance->node);

  if ((id == NULL || *id == '\0') && root->uri != NULL && strcmp (root->uri, TERRAIN_URI_XFORMS) != 0)
    id = root->uri; /* as OpenRosa had it before ids */
  if (id == NULL || *id == '\0')
    {
      id = root->local;
      terrain_parser_warning (self, "no-form-id", form->schemas->len > 0 ? "/" : NULL, root->line,
                              _("The form has no id, so a server cannot tell which form answers belong to. Write one: "
                                "<%s id=\"my_form\">. “%s” is used meanwhile."), root->local, id);
    }
  form->id = g_strdup (id);
  form->version = g_strdup (version);
}

static gboolean
text_names_instance (const char *text,
                     const char *id)
{
  const char *found = text;

  while (found != NULL && (found = strstr (found, "instance(")) != NULL)
    {
      found += strlen ("instance(");
      found += strspn (found, " \t\r\n");
      if ((*found == '\'' || *found == '"') && g_str_has_prefix (found + 1, id) &&
          found[1 + strlen (id)] == *found)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_named_by_expression (TerrainFormParser *self,
                        const char        *id)
{
  TerrainNode *top = terrain_document_get_node (self->document);

  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        {
          if (attribute->value != NULL && text_names_instance (attribute->value, id))
            return TRUE;
        }
    }
  return FALSE;
}

/* "The primary instance is the first instance" (ODK XForms, Primary instance), unless that is plainly a list: it has
 * an id that expressions name, and a later one has none. */
static TerrainNode *
find_primary (TerrainFormParser *self)
{
  TerrainNode *first = NULL;
  TerrainNode *nameless = NULL;

  for (TerrainNode *node = terrain_element_first (self->model, "instance"); node != NULL;
       node = terrain_element_next (node, "instance"))
    {
      if (terrain_element_get (node, "src", NULL) != NULL || terrain_element_first (node, NULL) == NULL)
        continue;
      if (first == NULL)
        first = node;
      if (terrain_element_get (node, "id", NULL) != NULL)
        continue;
      if (nameless != NULL)
        terrain_parser_warning (self, "several-instances", NULL, node->line,
                                _("The form has more than one instance without an id; only the one in line %d is "
                                  "used. Give lists of choices an id."), nameless->line);
      else
        nameless = node;
    }
  if (first == NULL || nameless == NULL || first == nameless)
    return first;
  return is_named_by_expression (self, terrain_element_get (first, "id", NULL)) ? nameless : first;
}

gboolean
terrain_parser_read_instances (TerrainFormParser *self)
{
  TerrainNode *primary = find_primary (self);

  if (primary == NULL)
    {
      terrain_parser_error (self, "no-instance", NULL, self->model->line,
                            _("The form has no primary instance, so there is nothing to fill in. The model needs an "
                              "<instance> with one element in it that holds a node for each question."));
      return FALSE;
    }
  terrain_parser_collect_namespaces (self, primary);
  terrain_parser_collect_namespaces (self, terrain_element_first (primary, NULL));
  read_primary (self, terrain_element_first (primary, NULL));
  self->form->instance_id = g_strdup (terrain_element_get (primary, "id", NULL));
  terrain_parser_read_secondary (self, primary);
  return TRUE;
}

/* Structure only: the values of instance 1 are its own, and of inner repeats a new instance has none
 * (engine-semantics, 10). */
static TerrainNode *
copy_structure (TerrainNode     *from,
                TerrainDocument *document)
{
  TerrainNode *to = terrain_node_new_element (document, from->local, from->prefix, from->uri);

  to->schema = from->schema;
  to->line = from->line;
  for (TerrainNode *attribute = from->first_attribute; attribute != NULL; attribute = attribute->next)
    terrain_node_set_attribute (to, attribute->local, attribute->prefix, attribute->uri,
                                terrain_node_get_value (attribute));
  for (TerrainNode *a = from->first_attribute, *b = to->first_attribute; a != NULL && b != NULL; a = a->next, b = b->next)
    b->schema = a->schema;
  for (TerrainNode *child = from->first_child; child != NULL; child = child->next)
    {
      TerrainSchema *schema = child->schema;

      if (!schema->is_repeat)
        terrain_node_insert (to, copy_structure (child, document), NULL);
    }
  return to;
}

/* Positions of the instances written in the form: 1, 2… among siblings of one repeat. */
static void
number_instances (TerrainForm *form)
{
  TerrainNode *top = terrain_document_get_node (form->instance);
  g_autofree TerrainNode **parents = g_new0 (TerrainNode *, form->schemas->len);
  g_autofree guint *counts = g_new0 (guint, form->schemas->len);

  for (TerrainNode *node = terrain_document_get_root (form->instance); node != NULL;
       node = terrain_node_next_below (node, top))
    {
      TerrainSchema *schema = node->schema;

      if (schema == NULL || !schema->is_repeat)
        continue;
      if (parents[schema->index] != node->parent)
        counts[schema->index] = 0;
      parents[schema->index] = node->parent;
      node->position = ++counts[schema->index];
    }
}

void
terrain_parser_finish_repeats (TerrainFormParser *self)
{
  TerrainForm *form = self->form;
  TerrainNode *holder = terrain_document_get_root (form->repeats);

  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      if (schema->is_repeat && schema->control == NULL)
        terrain_parser_warning (self, "repeat-without-control", schema->ref, schema->line,
                                _("%s stands several times in the instance, or as a template, but the body has no "
                                  "<repeat nodeset=\"%s\">."), schema->ref, schema->ref);
      if (schema->is_repeat && schema->template_node == NULL)
        {
          schema->template_node = copy_structure (g_ptr_array_index (self->first_nodes, i), form->repeats);
          terrain_node_insert (holder, schema->template_node, NULL);
        }
    }
  /* Parents come before their children: one pass. */
  for (guint i = 0; i < form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (form->schemas, i);

      schema->repeat_scope = schema->is_repeat ? schema : schema->parent != NULL ? schema->parent->repeat_scope : NULL;
    }
  number_instances (form);
  terrain_document_renumber (form->instance);
  terrain_document_renumber (form->repeats);
}
