/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-migration-private.h"

/* Proposals: a lost answer and the one place of the same name that nothing of the old version leads to. */

/* Places of the new form that something of the old one leads to, whether or not the draft has an answer there. */
static GHashTable *
list_used (TerrainMigration *self)
{
  GHashTable *used = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->old_form->schemas->len; i++)
    {
      TerrainSchema *place = terrain_migration_find_place (self, g_ptr_array_index (self->old_form->schemas, i));

      if (place != NULL)
        g_hash_table_add (used, place);
    }
  return used;
}

/* By local name (interned): the one leaf without use; the key with NULL where there are several. */
static GHashTable *
list_candidates (TerrainMigration *self, GHashTable *used)
{
  GHashTable *candidates = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->new_form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->new_form->schemas, i);

      if (!schema->is_leaf || schema->is_attribute || g_hash_table_contains (used, schema))
        continue;
      g_hash_table_insert (candidates, (gpointer) schema->local,
                           g_hash_table_contains (candidates, schema->local) ? NULL : schema);
    }
  return candidates;
}

/* The same of places in the old form that lead nowhere and are not known to be dropped. */
static GHashTable *
list_homeless (TerrainMigration *self)
{
  GHashTable *homeless = g_hash_table_new (NULL, NULL);
  const char *target;

  for (guint i = 0; i < self->old_form->schemas->len; i++)
    {
      TerrainSchema *schema = g_ptr_array_index (self->old_form->schemas, i);
      gboolean is_said = FALSE;

      for (TerrainSchema *at = schema; at != NULL; at = at->parent)
        is_said |= terrain_path_map_find (self->map, at->ref, &target);
      if (is_said || !schema->is_leaf || schema->is_attribute || terrain_migration_find_place (self, schema) != NULL)
        continue;
      g_hash_table_insert (homeless, (gpointer) schema->local,
                           g_hash_table_contains (homeless, schema->local) ? NULL : schema);
    }
  return homeless;
}

/* Where whole groups moved, the group is what to name. */
static void
climb (TerrainMigration *self, GHashTable *used, TerrainSchema **old, TerrainSchema **new)
{
  while ((*old)->parent != NULL && (*new)->parent != NULL && (*old)->parent->local == (*new)->parent->local
         && (*old)->parent->parent != NULL && terrain_migration_find_place (self, (*old)->parent) == NULL
         && !g_hash_table_contains (used, (*new)->parent))
    {
      *old = (*old)->parent;
      *new = (*new)->parent;
    }
}

void
terrain_migration_propose (TerrainMigration *self)
{
  g_autoptr (GHashTable) used = list_used (self);
  g_autoptr (GHashTable) candidates = list_candidates (self, used);
  g_autoptr (GHashTable) homeless = list_homeless (self);
  g_autoptr (GHashTable) proposed = g_hash_table_new (NULL, NULL);
  guint n = self->entries->len;

  for (guint i = 0; i < n; i++)
    {
      TerrainMigrationEntry *entry = g_ptr_array_index (self->entries, i);
      TerrainSchema *old = entry->kind == TERRAIN_MIGRATION_LOST
                               ? terrain_form_find_schema (self->old_form, entry->old_ref)
                               : NULL;
      TerrainSchema *new = old != NULL ? g_hash_table_lookup (candidates, old->local) : NULL;

      if (new == NULL || g_hash_table_lookup (homeless, old->local) != old)
        continue;
      climb (self, used, &old, &new);
      if (g_hash_table_add (proposed, old))
        terrain_migration_add (self, TERRAIN_MIGRATION_PROPOSED, old->ref, new->ref, NULL,
                               _("It has the same name, and nothing else of the old version leads there. If it is the "
                                 "same, write it into the map and carry the record over again."));
    }
}

/* What the new version makes of the record. */

static void
compare (TerrainMigration *self, TerrainInterview *interview, TerrainMigrationEntry *entry)
{
  TerrainNode *node = terrain_interview_find_node (interview, entry->new_ref, NULL);
  TerrainSchema *old = terrain_form_find_schema (self->old_form, entry->old_ref);
  g_autofree char *laid = NULL;
  g_autofree char *value = NULL;

  if (node == NULL)
    {
      entry->kind = TERRAIN_MIGRATION_LOST;
      entry->reason = g_strdup (_("The new version has fewer repetitions."));
      return;
    }
  laid = terrain_migration_convert (self, node->schema, entry->value);
  value = terrain_node_dup_string (node);
  /* What the old version computed itself was nobody's answer. */
  if (g_strcmp0 (laid, value) == 0 || old == NULL || old->control == NULL)
    return;
  entry->kind = TERRAIN_MIGRATION_RECALCULATED;
  entry->reason = g_strdup_printf (_("The new version computes “%s”."), value);
}

static char *
make_key (TerrainProblemKind kind, const char *ref)
{
  return g_strdup_printf ("%d %s", (int) kind, ref);
}

static gboolean
is_known (GHashTable *before, const TerrainProblem *problem)
{
  g_autofree char *key = make_key (problem->kind, problem->ref);

  return g_hash_table_contains (before, key);
}

static void
report_problem (TerrainMigration *self, GHashTable *before, const TerrainProblem *problem)
{
  TerrainMigrationEntry *entry = g_hash_table_lookup (self->by_new_ref, problem->ref);

  switch (problem->kind)
    {
    case TERRAIN_PROBLEM_REQUIRED:
      if (!is_known (before, problem))
        terrain_migration_add (self, TERRAIN_MIGRATION_NEWLY_REQUIRED, NULL, problem->ref, NULL, problem->message);
      break;
    case TERRAIN_PROBLEM_CONSTRAINT:
      if (!is_known (before, problem))
        terrain_migration_add (self, TERRAIN_MIGRATION_NEWLY_INVALID, entry != NULL ? entry->old_ref : NULL,
                               problem->ref, entry != NULL ? entry->value : NULL, problem->message);
      break;
    case TERRAIN_PROBLEM_NO_LONGER_OFFERED:
      if (entry != NULL && !is_known (before, problem))
        {
          entry->kind = TERRAIN_MIGRATION_NO_LONGER_OFFERED;
          g_free (entry->reason);
          entry->reason = g_strdup (problem->message);
        }
      break;
    case TERRAIN_PROBLEM_TYPE:
    default:
      break;
    }
}

/* What was wrong before, by kind and new ref; nothing, where the old version does not open any more. */
static GHashTable *
list_problems_before (TerrainMigration *self, GBytes *draft)
{
  g_autoptr (TerrainInterview) interview = terrain_interview_restore (self->old_form, self->environment, draft, NULL);
  g_autoptr (GPtrArray) problems = interview != NULL ? terrain_interview_validate (interview) : NULL;
  GHashTable *before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *ref = terrain_migration_map_ref (self, problem->ref);

      if (ref != NULL)
        g_hash_table_add (before, make_key (problem->kind, ref));
    }
  return before;
}

gboolean
terrain_migration_settle (TerrainMigration *self, GBytes *draft, GError **error)
{
  g_autoptr (GBytes) xml = terrain_migration_write_record (self->record);
  g_autoptr (TerrainInterview) interview = terrain_interview_restore (self->new_form, self->environment, xml, error);
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  if (interview == NULL)
    return FALSE;
  self->draft = terrain_interview_save (interview);
  for (guint i = 0; i < self->entries->len; i++)
    {
      TerrainMigrationEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->kind == TERRAIN_MIGRATION_KEPT || entry->kind == TERRAIN_MIGRATION_RENAMED)
        compare (self, interview, entry);
    }
  before = list_problems_before (self, draft);
  after = terrain_interview_validate (interview);
  for (guint i = 0; i < after->len; i++)
    report_problem (self, before, g_ptr_array_index (after, i));
  return TRUE;
}
