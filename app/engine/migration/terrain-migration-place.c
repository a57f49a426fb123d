/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-migration-private.h"

#include "terrain-form-parser-private.h"

/*
 * Where answers go. First the place (a schema, once for each), then the element of one answer:
 *
 *   /data/visit/person[2]/age   ──schema──►  /data/visit/person/age
 *        positions: 2                             │ map: "/data/visit" → "/data/contact"
 *                                                 ▼
 *   /data/contact/person[2]/age ◄──────────  /data/contact/person/age
 *
 * Positions are those of the repeats in order from the root, so that a repeat may be renamed, or moved into a group, with
 * all its instances.
 */

static TerrainSchema *
find_unmapped (TerrainMigration *self, TerrainSchema *old)
{
  TerrainSchema *parent;

  if (old->parent == NULL)
    return g_ptr_array_index (self->new_form->schemas, 0);
  parent = terrain_migration_find_place (self, old->parent);
  return parent != NULL ? terrain_schema_find_child (self->new_form, parent, old->is_attribute, old->local, NULL)
                        : NULL;
}

TerrainSchema *
terrain_migration_find_place (TerrainMigration *self, TerrainSchema *old)
{
  gpointer found;
  const char *target;

  if (g_hash_table_lookup_extended (self->places, old, NULL, &found))
    return found;
  if (!terrain_path_map_find (self->map, old->ref, &target))
    found = find_unmapped (self, old);
  else
    found = target != NULL ? terrain_form_find_schema (self->new_form, target) : NULL;
  g_hash_table_insert (self->places, old, found);
  return found;
}

gboolean
terrain_migration_is_renamed (TerrainSchema *old, TerrainSchema *place)
{
  return !g_str_equal (old->ref, place->ref);
}

/* What an element's namespace is in a record: the form's own default is none. */
static const char *
get_record_uri (TerrainSchema *schema)
{
  return schema->prefix == NULL && g_strcmp0 (schema->uri, TERRAIN_URI_XFORMS) == 0 ? NULL : schema->uri;
}

static gboolean
is_at (TerrainNode *node, TerrainSchema *schema)
{
  return node->kind == TERRAIN_NODE_ELEMENT && node->local == schema->local
         && (schema->next_homonym == NULL || g_strcmp0 (node->uri, get_record_uri (schema)) == 0);
}

/* The instance found last: a draft's come one after the other, and counting from the first each time would take a
 * time that grows with the square of their number. */
typedef struct
{
  TerrainNode *parent;
  TerrainNode *node;
  guint position;
} Cursor;

static Cursor *
get_cursor (TerrainMigration *self, TerrainSchema *schema)
{
  Cursor *cursor = g_hash_table_lookup (self->cursors, schema);

  if (cursor == NULL)
    {
      cursor = g_new0 (Cursor, 1);
      g_hash_table_insert (self->cursors, schema, cursor);
    }
  return cursor;
}

/* @last: (out): the last one of @schema up to there, NULL where there is none */
static TerrainNode *
find_instance (TerrainMigration *self, TerrainNode *parent, TerrainSchema *schema, guint position, TerrainNode **last)
{
  Cursor *cursor = get_cursor (self, schema);
  gboolean is_near = cursor->node != NULL && cursor->parent == parent && cursor->position <= position;
  TerrainNode *child = is_near ? cursor->node : parent->first_child;
  guint n = is_near ? cursor->position - 1 : 0;

  *last = NULL;
  for (; child != NULL; child = child->next)
    {
      if (!is_at (child, schema))
        continue;
      n++;
      *last = child;
      *cursor = (Cursor) { parent, child, n };
      if (n == position)
        return child;
    }
  return NULL;
}

static TerrainNode *
append (TerrainMigration *self, TerrainNode *parent, TerrainSchema *schema, TerrainNode *last)
{
  TerrainNode *node;

  if (schema->is_repeat)
    node = terrain_node_copy (schema->template_node, self->record);
  else
    node = terrain_node_new_element (self->record, schema->local, schema->prefix, get_record_uri (schema));
  node->flags = 0;
  terrain_node_insert (parent, node, last != NULL ? last->next : NULL);
  return node;
}

static TerrainNode *
make_child (TerrainMigration *self, TerrainNode *parent, TerrainSchema *schema, guint position)
{
  TerrainNode *last;
  TerrainNode *node;

  while ((node = find_instance (self, parent, schema, position, &last)) == NULL)
    append (self, parent, schema, last);
  return node;
}

static guint
count_repeats (TerrainSchema *place)
{
  guint n = 0;

  for (; place != NULL; place = place->parent)
    n += place->is_repeat ? 1 : 0;
  return n;
}

/* What is inside more repeats than before goes into the first instance; of what is inside fewer, only what was in the
 * first instances fits. */
static gboolean
fits (TerrainSchema *place, GArray *positions)
{
  for (guint i = count_repeats (place); i < positions->len; i++)
    {
      if (g_array_index (positions, guint, i) != 1)
        return FALSE;
    }
  return TRUE;
}

static guint
get_position (TerrainSchema *place, GArray *positions)
{
  guint n = count_repeats (place);

  return place->is_repeat && n <= positions->len ? g_array_index (positions, guint, n - 1) : 1;
}

static void
append_ref (GString *ref, TerrainSchema *place, GArray *positions)
{
  if (place->parent != NULL)
    append_ref (ref, place->parent, positions);
  /* A place's own step is what its ref has beyond its parent's. */
  g_string_append (ref, place->ref + (place->parent != NULL ? strlen (place->parent->ref) : 0));
  if (place->is_repeat)
    g_string_append_printf (ref, "[%u]", get_position (place, positions));
}

char *
terrain_migration_make_ref (TerrainSchema *place, GArray *positions)
{
  g_autoptr (GString) ref = g_string_new (NULL);

  if (!fits (place, positions))
    return NULL;
  append_ref (ref, place, positions);
  return g_string_free (g_steal_pointer (&ref), FALSE);
}

static TerrainNode *
make_node (TerrainMigration *self, TerrainSchema *place, GArray *positions)
{
  if (place->parent == NULL)
    return terrain_document_get_root (self->record);
  return make_child (self, make_node (self, place->parent, positions), place, get_position (place, positions));
}

TerrainNode *
terrain_migration_make_node (TerrainMigration *self, TerrainSchema *place, GArray *positions)
{
  g_assert (!place->is_attribute);
  return fits (place, positions) ? make_node (self, place, positions) : NULL;
}

/* Two repeats of the draft may have become one: what the other has laid there stays. */
static gboolean
has_answers (TerrainMigration *self, TerrainNode *instance)
{
  for (TerrainNode *node = instance; node != NULL; node = terrain_node_next_below (node, instance))
    {
      if (g_hash_table_contains (self->taken, node))
        return TRUE;
    }
  return FALSE;
}

void
terrain_migration_set_count (TerrainMigration *self, TerrainSchema *place, GArray *positions, guint n)
{
  TerrainNode *parent = terrain_migration_make_node (self, place->parent, positions);
  TerrainNode *last;
  TerrainNode *surplus;

  if (parent == NULL)
    return;
  if (n > 0)
    make_child (self, parent, place, n);
  while ((surplus = find_instance (self, parent, place, n + 1, &last)) != NULL && !has_answers (self, surplus))
    {
      g_hash_table_remove_all (self->cursors);
      terrain_node_unlink (surplus);
      terrain_node_free (surplus);
    }
}
