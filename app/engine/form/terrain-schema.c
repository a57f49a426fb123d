/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-schema-private.h"

#include "terrain-node-private.h"

#include <string.h>

/* Schemas are found by (parent, local name, attribute or not); homonyms in other namespaces hang on the first. */
static guint
schema_name_hash (gconstpointer data)
{
  const TerrainSchema *schema = data;

  return (g_direct_hash (schema->parent) * 31 + g_direct_hash (schema->local)) * 2 + (schema->is_attribute ? 1 : 0);
}

static gboolean
schema_name_equal (gconstpointer a,
                   gconstpointer b)
{
  const TerrainSchema *left = a;
  const TerrainSchema *right = b;

  return left->parent == right->parent && left->local == right->local && left->is_attribute == right->is_attribute;
}

void
terrain_form_init_schemas (TerrainForm *form)
{
  form->schemas = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_schema_free);
  form->schemas_by_ref = g_hash_table_new (g_str_hash, g_str_equal);
  form->schemas_by_name = g_hash_table_new (schema_name_hash, schema_name_equal);
}

static char *
schema_make_ref (TerrainSchema *self)
{
  return g_strconcat (self->parent != NULL ? self->parent->ref : "", "/", self->is_attribute ? "@" : "",
                      self->prefix != NULL ? self->prefix : "", self->prefix != NULL ? ":" : "", self->local, NULL);
}

TerrainSchema *
terrain_schema_new (TerrainForm   *form,
                    TerrainSchema *parent,
                    const char    *local,
                    const char    *prefix,
                    const char    *uri,
                    gboolean       is_attribute)
{
  TerrainSchema *self = g_new0 (TerrainSchema, 1);
  TerrainSchema *homonym;

  self->parent = parent;
  self->local = local;
  self->prefix = prefix;
  self->uri = uri;
  self->is_attribute = is_attribute;
  self->is_leaf = TRUE;
  self->index = form->schemas->len;
  self->ref = schema_make_ref (self);
  self->children = g_ptr_array_new ();
  self->edges = g_ptr_array_new_with_free_func (g_free);
  self->views = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (form->schemas, self);

  if (parent != NULL)
    {
      g_ptr_array_add (parent->children, self);
      if (!is_attribute)
        parent->is_leaf = FALSE;
    }
  if (!g_hash_table_contains (form->schemas_by_ref, self->ref))
    g_hash_table_insert (form->schemas_by_ref, self->ref, self);
  homonym = g_hash_table_lookup (form->schemas_by_name, self);
  if (homonym == NULL)
    {
      g_hash_table_add (form->schemas_by_name, self);
      return self;
    }
  self->next_homonym = homonym->next_homonym;
  homonym->next_homonym = self;
  return self;
}

void
terrain_schema_free (TerrainSchema *self)
{
  g_ptr_array_unref (self->children);
  g_ptr_array_unref (self->edges);
  g_ptr_array_unref (self->views);
  g_clear_pointer (&self->actions, g_ptr_array_unref);
  g_clear_pointer (&self->relevant, terrain_xpath_unref);
  g_clear_pointer (&self->required, terrain_xpath_unref);
  g_clear_pointer (&self->readonly, terrain_xpath_unref);
  g_clear_pointer (&self->calculate, terrain_xpath_unref);
  g_clear_pointer (&self->constraint, terrain_xpath_unref);
  g_clear_pointer (&self->constraint_message, terrain_label_free);
  g_clear_pointer (&self->required_message, terrain_label_free);
  g_clear_pointer (&self->soft_message, terrain_label_free);
  g_clear_pointer (&self->bind_attributes, g_hash_table_unref);
  g_free (self->preload);
  g_free (self->preload_parameters);
  g_free (self->type_name);
  g_free (self->ref);
  g_free (self);
}

TerrainSchema *
terrain_schema_find_child (TerrainForm   *form,
                           TerrainSchema *parent,
                           gboolean       is_attribute,
                           const char    *local,
                           const char    *uri)
{
  TerrainSchema key = { .parent = parent, .local = local, .is_attribute = is_attribute };
  TerrainSchema *found = g_hash_table_lookup (form->schemas_by_name, &key);

  /* Namespaces are interned, as in the tree, but those of an expression may come from a table: compare the text. */
  while (found != NULL && uri != NULL && g_strcmp0 (found->uri, uri) != 0)
    found = found->next_homonym;
  return found;
}

static TerrainSchema *
resolve_name (TerrainForm   *form,
              TerrainSchema *context,
              const char    *step,
              gsize          length)
{
  gboolean is_attribute = length > 0 && *step == '@';
  g_autofree char *name = g_strndup (step + (is_attribute ? 1 : 0), length - (is_attribute ? 1 : 0));
  char *colon = strchr (name, ':');
  const char *uri = NULL;
  GQuark local;

  if (colon != NULL)
    {
      *colon = '\0';
      uri = g_hash_table_lookup (form->namespaces, name);
    }
  /* What was never interned names nothing; a hostile form cannot fill the table through its references. */
  local = g_quark_try_string (colon != NULL ? colon + 1 : name);
  return local != 0 ? terrain_schema_find_child (form, context, is_attribute, g_quark_to_string (local), uri) : NULL;
}

static gsize
step_length (const char *step)
{
  gsize length = strcspn (step, "/[ \t\r\n");

  return length;
}

/* From the end of a step's name to behind its predicates and slash. */
static const char *
skip_to_next_step (const char *position)
{
  guint depth = 0;

  for (; *position != '\0'; position++)
    {
      if (*position == '[')
        depth++;
      else if (*position == ']' && depth > 0)
        depth--;
      else if (*position == '/' && depth == 0)
        return position + 1;
    }
  return position;
}

TerrainSchema *
terrain_schema_resolve (TerrainForm   *form,
                        TerrainSchema *context,
                        const char    *ref)
{
  TerrainSchema *found;
  gboolean at_document = FALSE;

  while (g_ascii_isspace (*ref))
    ref++;
  found = g_hash_table_lookup (form->schemas_by_ref, ref);
  if (found != NULL || form->schemas->len == 0)
    return found;
  found = context != NULL ? context : g_ptr_array_index (form->schemas, 0);
  if (*ref == '/')
    {
      found = NULL;
      at_document = TRUE;
      ref++;
    }
  else if (g_str_has_prefix (ref, "current()"))
    {
      ref = skip_to_next_step (ref + strlen ("current()"));
    }
  while (*ref != '\0')
    {
      gsize length = step_length (ref);

      if (length == 0)
        break;
      if (length == 2 && strncmp (ref, "..", 2) == 0)
        {
          if (at_document)
            return NULL;
          found = found->parent;
          at_document = found == NULL;
        }
      else if (!(length == 1 && *ref == '.'))
        {
          found = resolve_name (form, at_document ? NULL : found, ref, length);
          at_document = FALSE;
        }
      if (found == NULL && !at_document)
        return NULL;
      ref = skip_to_next_step (ref + length);
    }
  return found;
}

guint
terrain_schema_get_depth (TerrainSchema *self)
{
  guint depth = 0;

  for (; self->parent != NULL; self = self->parent)
    depth++;
  return depth;
}

gboolean
terrain_schema_is_inside (TerrainSchema *self,
                          TerrainSchema *ancestor)
{
  while (self != NULL && self != ancestor)
    self = self->parent;
  return self != NULL;
}
