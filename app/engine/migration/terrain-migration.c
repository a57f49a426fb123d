/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-migration-private.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-parser-private.h"
#include "terrain-interview-private.h"

/*
 *   draft ──parse──► old tree ──each answer──► place ──► record ──write──► XML ──restore──► interview of the new version
 *                                                ▲                                                │ settle
 *   new form ──a new record──save──parse─────────┘                                 report, draft ◄┘
 */

static const char *const kinds[] = {
  [TERRAIN_MIGRATION_KEPT] = "kept",
  [TERRAIN_MIGRATION_RENAMED] = "renamed",
  [TERRAIN_MIGRATION_LOST] = "lost",
  [TERRAIN_MIGRATION_NO_LONGER_OFFERED] = "no-longer-offered",
  [TERRAIN_MIGRATION_RECALCULATED] = "recalculated",
  [TERRAIN_MIGRATION_NEWLY_REQUIRED] = "newly-required",
  [TERRAIN_MIGRATION_NEWLY_INVALID] = "newly-invalid",
  [TERRAIN_MIGRATION_PROPOSED] = "proposed",
};

G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == TERRAIN_MIGRATION_N_KINDS);

const char *
terrain_migration_kind_to_string (TerrainMigrationKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

static void
entry_free (gpointer data)
{
  TerrainMigrationEntry *entry = data;

  g_free (entry->old_ref);
  g_free (entry->new_ref);
  g_free (entry->value);
  g_free (entry->reason);
  g_free (entry);
}

TerrainMigrationEntry *
terrain_migration_add (TerrainMigration *self, TerrainMigrationKind kind, const char *old_ref, const char *new_ref,
                       const char *value, const char *reason)
{
  TerrainMigrationEntry *entry = g_new0 (TerrainMigrationEntry, 1);

  entry->kind = kind;
  entry->old_ref = g_strdup (old_ref);
  entry->new_ref = g_strdup (new_ref);
  entry->value = g_strdup (value);
  entry->reason = g_strdup (reason);
  g_ptr_array_add (self->entries, entry);
  return entry;
}

void
terrain_migration_free (TerrainMigration *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->old, terrain_document_unref);
  g_clear_pointer (&self->record, terrain_document_unref);
  g_clear_pointer (&self->map, terrain_path_map_unref);
  g_clear_pointer (&self->draft, g_bytes_unref);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->cursors);
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->by_new_ref);
  g_hash_table_unref (self->by_old_ref);
  g_ptr_array_unref (self->entries);
  terrain_environment_unref (self->environment);
  terrain_form_unref (self->old_form);
  terrain_form_unref (self->new_form);
  g_free (self);
}

/* One element of the draft, or an attribute. */
typedef struct
{
  TerrainSchema *schema; /* (nullable): unknown to the old form */
  GArray *positions;
  char *ref;
} Visit;

static void
lose (TerrainMigration *self, const char *old_ref, const char *value, const char *reason)
{
  TerrainMigrationEntry *entry;

  if (*value == '\0')
    return;
  entry = terrain_migration_add (self, TERRAIN_MIGRATION_LOST, old_ref, NULL, value, reason);
  g_hash_table_insert (self->by_old_ref, entry->old_ref, entry);
}

/* Why nothing of the new version is where @schema was. */
static const char *
explain_no_place (TerrainMigration *self, TerrainSchema *schema)
{
  const char *target;

  for (TerrainSchema *at = schema; at != NULL; at = at->parent)
    {
      if (!terrain_path_map_find (self->map, at->ref, &target))
        continue;
      return target == NULL ? _("The map says that it is dropped.")
                            : _("The map leads to a place that the new version does not have.");
    }
  return _("The new version has no such question.");
}

/* (transfer full) (nullable): @value as the new place holds it; NULL where it is not of its type */
char *
terrain_migration_convert (TerrainMigration *self, TerrainSchema *place, const char *value)
{
  TerrainControl *control = place->control;

  if (control == NULL)
    return terrain_answer_canonicalise (self->environment, place->type, TERRAIN_CONTROL_INPUT, value);
  return terrain_answer_canonicalise_for (self->environment, control, value);
}

static void
lay (TerrainMigration *self, const Visit *visit, TerrainSchema *place, TerrainNode *node, const char *new_ref,
     const char *value)
{
  g_autofree char *converted = terrain_migration_convert (self, place, value);
  TerrainMigrationEntry *entry;
  TerrainMigrationKind kind;

  if (converted == NULL)
    {
      g_autofree char *reason = g_strdup_printf (_("It is not of the type that the new version asks for (%s)."),
                                                 place->type_name != NULL ? place->type_name : "string");

      lose (self, visit->ref, value, reason);
      return;
    }
  if (*value != '\0' && g_hash_table_contains (self->taken, node))
    {
      lose (self, visit->ref, value, _("Another answer has its place in the new version."));
      return;
    }
  if (*value == '\0')
    {
      /* What a person left empty stays so, unless something else came here. */
      if (visit->schema->control != NULL && !g_hash_table_contains (self->taken, node))
        terrain_node_set_value (node, "");
      return;
    }
  terrain_node_set_value (node, converted);
  kind = terrain_migration_is_renamed (visit->schema, place) ? TERRAIN_MIGRATION_RENAMED : TERRAIN_MIGRATION_KEPT;
  entry = terrain_migration_add (self, kind, visit->ref, new_ref, value, NULL);
  g_hash_table_insert (self->taken, node, entry->old_ref);
  g_hash_table_insert (self->by_new_ref, entry->new_ref, entry);
  g_hash_table_insert (self->by_old_ref, entry->old_ref, entry);
}

static void
carry_leaf (TerrainMigration *self, const Visit *visit, const char *value)
{
  TerrainSchema *place = visit->schema != NULL ? terrain_migration_find_place (self, visit->schema) : NULL;
  g_autofree char *new_ref = NULL;
  TerrainNode *node;

  if (visit->schema == NULL)
    lose (self, visit->ref, value, _("Neither version of the form has such a question."));
  else if (place == NULL)
    lose (self, visit->ref, value, explain_no_place (self, visit->schema));
  else if (!place->is_leaf || place->is_repeat || place->is_attribute)
    lose (self, visit->ref, value, _("It is a group in the new version."));
  else if ((node = terrain_migration_make_node (self, place, visit->positions)) == NULL)
    lose (self, visit->ref, value, _("The new version asks it once, and this is a further answer."));
  else
    {
      new_ref = terrain_migration_make_ref (place, visit->positions);
      lay (self, visit, place, node, new_ref, value);
    }
}

/* The root's id and version say which form it is; the new version's record has its own. */
static void
carry_attribute (TerrainMigration *self, const Visit *owner, TerrainNode *attribute)
{
  g_autofree char *ref = g_strdup_printf ("%s/@%s", owner->ref, attribute->local);
  TerrainSchema *schema = NULL;
  TerrainSchema *place = NULL;
  TerrainNode *node = NULL;

  if (owner->schema == NULL || owner->schema->parent == NULL || g_strcmp0 (attribute->uri, TERRAIN_URI_JAVAROSA) == 0)
    return;
  schema = terrain_schema_find_child (self->old_form, owner->schema, TRUE, attribute->local, NULL);
  place = schema != NULL ? terrain_migration_find_place (self, schema) : NULL;
  if (place != NULL && place->is_attribute)
    node = terrain_migration_make_node (self, place->parent, owner->positions);
  if (node == NULL)
    {
      lose (self, ref, terrain_node_get_value (attribute),
            schema != NULL ? explain_no_place (self, schema) : _("Neither version of the form has such a question."));
      return;
    }
  terrain_node_set_attribute (node, place->local, place->prefix, place->uri, terrain_node_get_value (attribute));
}

static TerrainSchema *
find_schema (TerrainMigration *self, TerrainSchema *parent, TerrainNode *node)
{
  TerrainSchema *found = NULL;

  if (parent == NULL)
    return NULL;
  if (node->uri != NULL)
    found = terrain_schema_find_child (self->old_form, parent, FALSE, node->local, node->uri);
  return found != NULL ? found : terrain_schema_find_child (self->old_form, parent, FALSE, node->local, NULL);
}

static void carry (TerrainMigration *self, TerrainNode *node, const Visit *visit);

/* Once for each repeat inside @parent, before its first instance. */
static void
carry_count (TerrainMigration *self, const Visit *parent, TerrainSchema *repeat, guint n)
{
  TerrainSchema *place = terrain_migration_find_place (self, repeat);

  if (place != NULL && place->is_repeat)
    terrain_migration_set_count (self, place, parent->positions, n);
}

static void
carry_children (TerrainMigration *self, TerrainNode *node, const Visit *visit)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);

  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      TerrainSchema *schema = find_schema (self, visit->schema, child);

      if (schema != NULL && schema->is_repeat)
        g_hash_table_insert (counts, schema,
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, schema)) + 1));
    }
  for (guint i = 0; visit->schema != NULL && i < visit->schema->children->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (visit->schema->children, i);

      if (schema->is_repeat)
        carry_count (self, visit, schema, GPOINTER_TO_UINT (g_hash_table_lookup (counts, schema)));
    }

  g_hash_table_remove_all (counts);
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      Visit inner = { find_schema (self, visit->schema, child), visit->positions, NULL };
      gboolean is_instance = inner.schema != NULL && inner.schema->is_repeat;

      if (is_instance)
        {
          guint position = GPOINTER_TO_UINT (g_hash_table_lookup (counts, inner.schema)) + 1;

          g_hash_table_insert (counts, inner.schema, GUINT_TO_POINTER (position));
          g_array_append_val (visit->positions, position);
          inner.ref = g_strdup_printf ("%s/%s%s%s[%u]", visit->ref, child->prefix != NULL ? child->prefix : "",
                                       child->prefix != NULL ? ":" : "", child->local, position);
        }
      else
        {
          inner.ref = g_strdup_printf ("%s/%s%s%s", visit->ref, child->prefix != NULL ? child->prefix : "",
                                       child->prefix != NULL ? ":" : "", child->local);
        }
      carry (self, child, &inner);
      if (is_instance)
        g_array_set_size (visit->positions, visit->positions->len - 1);
      g_free (inner.ref);
    }
}

/* Which record it is does not depend on what the versions call the block that says so: instanceID and deprecatedID are
 * no answers, and are carried over by name. */
static gboolean
is_identity (TerrainNode *node)
{
  TerrainNode *block = node->parent;

  return block != NULL && block->local == g_intern_static_string ("meta") && block->parent != NULL
         && block->parent->parent != NULL && block->parent->parent->kind == TERRAIN_NODE_DOCUMENT
         && (node->local == g_intern_static_string ("instanceID")
             || node->local == g_intern_static_string ("deprecatedID"));
}

static void
keep_identity (TerrainMigration *self, TerrainNode *node)
{
  TerrainNode *root = terrain_document_get_root (self->record);
  TerrainNode *block = NULL;
  TerrainNode *found = NULL;

  for (TerrainNode *child = root->first_child; child != NULL && found == NULL; child = child->next)
    {
      if (child->local != node->parent->local)
        continue;
      block = child;
      found = terrain_node_find_child (child, node->local);
    }
  /* A new record has an instanceID, whatever its form; no deprecatedID, as long as it is no edit. */
  if (found == NULL && block != NULL && *terrain_node_get_value (node) != '\0')
    {
      found = terrain_node_new_element (self->record, node->local, block->prefix, block->uri);
      terrain_node_insert (block, found, NULL);
    }
  if (found != NULL && *terrain_node_get_value (node) != '\0')
    terrain_node_set_value (found, terrain_node_get_value (node));
}

static void
carry (TerrainMigration *self, TerrainNode *node, const Visit *visit)
{
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    carry_attribute (self, visit, attribute);
  if (is_identity (node))
    keep_identity (self, node);
  else if (node->first_child != NULL)
    carry_children (self, node, visit);
  else if (visit->schema == NULL || visit->schema->is_leaf)
    carry_leaf (self, visit, terrain_node_get_value (node));
  else
    carry_children (self, node, visit); /* a group without anything: its repeats have no instances */
}

static gboolean
check_old (TerrainMigration *self, GError **error)
{
  TerrainNode *root = terrain_document_get_root (self->old);
  const char *id = terrain_node_get_attribute (root, "id", NULL);
  TerrainSchema *expected = g_ptr_array_index (self->old_form->schemas, 0);

  if (root->local == expected->local && (id == NULL || g_strcmp0 (id, terrain_form_get_id (self->old_form)) == 0))
    return TRUE;
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_INSTANCE,
               _("The saved record is of the form “%s”, not of “%s”."), id != NULL ? id : root->local,
               terrain_form_get_id (self->old_form));
  return FALSE;
}

static gboolean
make_record (TerrainMigration *self, GError **error)
{
  g_autoptr (TerrainInterview) interview = terrain_interview_new (self->new_form, self->environment);
  g_autoptr (GBytes) xml = terrain_interview_save (interview);

  self->record = terrain_document_parse (xml, TERRAIN_DOCUMENT_INSTANCE, error);
  return self->record != NULL;
}

static void
carry_all (TerrainMigration *self)
{
  TerrainNode *root = terrain_document_get_root (self->old);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *ref = g_strconcat ("/", root->local, NULL);
  Visit visit = { g_ptr_array_index (self->old_form->schemas, 0), positions, ref };

  carry (self, root, &visit);
}

TerrainMigration *
terrain_migration_new (TerrainForm *old_form, GBytes *draft, TerrainForm *new_form, TerrainPathMap *map,
                       TerrainEnvironment *environment, GError **error)
{
  g_autoptr (TerrainMigration) self = NULL;

  g_return_val_if_fail (old_form != NULL && new_form != NULL, NULL);
  g_return_val_if_fail (draft != NULL, NULL);
  g_return_val_if_fail (environment != NULL, NULL);

  self = g_new0 (TerrainMigration, 1);
  self->old_form = terrain_form_ref (old_form);
  self->new_form = terrain_form_ref (new_form);
  self->map = map != NULL ? terrain_path_map_ref (map) : NULL;
  self->environment = terrain_environment_ref (environment);
  self->places = g_hash_table_new (NULL, NULL);
  self->cursors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->taken = g_hash_table_new (NULL, NULL);
  self->by_new_ref = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_old_ref = g_hash_table_new (g_str_hash, g_str_equal);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->old = terrain_document_parse (draft, TERRAIN_DOCUMENT_INSTANCE, error);
  if (self->old == NULL || !check_old (self, error) || !make_record (self, error))
    return NULL;
  carry_all (self);
  terrain_migration_propose (self);
  if (!terrain_migration_settle (self, draft, error))
    return NULL;
  return g_steal_pointer (&self);
}

GBytes *
terrain_migration_get_draft (TerrainMigration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->draft;
}

GPtrArray *
terrain_migration_get_entries (TerrainMigration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->entries;
}

guint
terrain_migration_count (TerrainMigration *self, TerrainMigrationKind kind)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->entries->len; i++)
    n += ((TerrainMigrationEntry *) g_ptr_array_index (self->entries, i))->kind == kind ? 1 : 0;
  return n;
}

/* Those of "/data/person[2]/dog[1]/name": 2, 1. */
static GArray *
read_positions (const char *ref)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));

  while ((ref = strchr (ref, '[')) != NULL)
    {
      guint position = (guint) g_ascii_strtoull (++ref, NULL, 10);

      g_array_append_val (positions, position);
    }
  return positions;
}

char *
terrain_migration_map_ref (TerrainMigration *self, const char *old_ref)
{
  TerrainSchema *schema;
  TerrainSchema *place;
  TerrainMigrationEntry *entry;
  g_autoptr (GArray) positions = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (old_ref != NULL, NULL);

  entry = g_hash_table_lookup (self->by_old_ref, old_ref);
  if (entry != NULL)
    return g_strdup (entry->new_ref);
  /* Not an answer: a question without one, a group. */
  schema = terrain_form_find_schema (self->old_form, old_ref);
  place = schema != NULL ? terrain_migration_find_place (self, schema) : NULL;
  positions = read_positions (old_ref);
  return place != NULL ? terrain_migration_make_ref (place, positions) : NULL;
}
