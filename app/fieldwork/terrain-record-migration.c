/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-migration.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <terrain-store-migration.h>

#include "terrain-masks-private.h"
#include "terrain-replay-private.h"

static GBytes *
take_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  char *text = json_to_string (root, /* pretty= */ FALSE);

  return g_bytes_new_take (text, strlen (text));
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/* Kept with the old draft: what became of each answer. */
static GBytes *
write_report (TerrainMigration *migration)
{
  GPtrArray *entries = terrain_migration_get_entries (migration);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const TerrainMigrationEntry *entry = entries->pdata[i];

      json_builder_begin_object (builder);
      add_text (builder, "kind", terrain_migration_kind_to_string (entry->kind));
      add_text (builder, "old", entry->old_ref);
      add_text (builder, "new", entry->new_ref);
      add_text (builder, "value", entry->value);
      add_text (builder, "reason", entry->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  return take_json (builder);
}

static GBytes *
write_event (const char *from, const char *to)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  add_text (builder, "from", from);
  add_text (builder, "to", to);
  json_builder_end_object (builder);
  return take_json (builder);
}

static GBytes *
write_position (TerrainEnvironment *environment, const char *ref, const char *language)
{
  TerrainStep step = { .kind = TERRAIN_STEP_POSITION, .ref = (char *) ref, .value = (char *) language };

  step.seed = terrain_environment_get_seed (environment);
  return terrain_step_to_payload (&step);
}

/* The version's own map; none is no error, one that cannot be read is. */
static gboolean
load_map (TerrainProfile *self, const char *form_id, const char *version, TerrainPathMap **map, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (self);
  g_autofree char *hash = terrain_store_get_media_hash (store, form_id, version, TERRAIN_PATH_MAP_FILE, NULL);
  g_autoptr (GBytes) json = NULL;

  if (hash == NULL)
    return TRUE;
  json = terrain_store_load_media (store, form_id, version, TERRAIN_PATH_MAP_FILE, error);
  *map = json != NULL ? terrain_path_map_parse (json, error) : NULL;
  return *map != NULL;
}

/* What a record is and is to be. */
typedef struct
{
  TerrainReplay replay;
  TerrainRecord *record;
  TerrainForm *form;      /* the version it is to be of */
  char *version;
  TerrainEnvironment *environment;
  GBytes *before;
} Move;

static void
move_clear (Move *move)
{
  terrain_replay_clear (&move->replay);
  g_clear_pointer (&move->record, terrain_record_free);
  g_clear_pointer (&move->form, terrain_form_unref);
  g_clear_pointer (&move->version, g_free);
  g_clear_pointer (&move->environment, terrain_environment_unref);
  g_clear_pointer (&move->before, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Move, move_clear)

static gboolean
open_move (TerrainProfile *self, const char *uuid, Move *move, GError **error)
{
  move->record = terrain_store_find_record (terrain_profile_get_store (self), uuid, error);
  if (move->record == NULL || !terrain_replay_record (self, uuid, NULL, &move->replay, error))
    return FALSE;
  move->before = terrain_interview_save (move->replay.interview);
  return TRUE;
}

static gboolean
load_target (TerrainProfile *self, Move *move, const char *version, TerrainEnvironment *environment, GError **error)
{
  const char *form_id = move->record->form_id;
  g_autoptr (TerrainStoredForm) stored = NULL;

  stored = terrain_store_find_form (terrain_profile_get_store (self), form_id, version, error);
  move->form = stored != NULL ? terrain_profile_load_form (self, form_id, stored->version, error) : NULL;
  if (move->form == NULL)
    return FALSE;
  move->version = g_strdup (stored->version);
  move->environment = environment != NULL ? terrain_environment_ref (environment)
                                          : terrain_profile_new_environment (self, form_id, stored->version);
  return TRUE;
}

/* The languages the new version has here may be others. */
static TerrainInterview *
open_migrated (TerrainProfile *self, Move *move, GBytes *draft, GError **error)
{
  TerrainInterview *interview = terrain_interview_restore (move->form, move->environment, draft, error);

  if (interview == NULL)
    return NULL;
  terrain_profile_add_translations (self, interview);
  if (move->record->language != NULL)
    terrain_interview_set_language (interview, move->record->language, NULL);
  return interview;
}

/* (transfer full): where the new version has what was answered alone; @migration: (nullable): where nothing moves */
static GPtrArray *
list_masks (TerrainStore *store, Move *move, TerrainMigration *migration, GError **error)
{
  g_autoptr (GPtrArray) old = terrain_masks_list (store, move->record->uuid, error);
  GPtrArray *masks = old != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      char *ref = migration != NULL ? terrain_migration_map_ref (migration, old->pdata[i]) : g_strdup (old->pdata[i]);

      if (ref != NULL)
        g_ptr_array_add (masks, ref);
    }
  return masks;
}

static char *
dup_shown_name (TerrainInterview *interview, GPtrArray *masks)
{
  if (masks != NULL)
    terrain_masks_conceal (masks, interview);
  return terrain_interview_dup_shown_name (interview);
}

/* What has another name now is answered alone as before. */
static gboolean
move_masks (TerrainProfile *self, Move *move, GPtrArray *masks, GError **error)
{
  g_autoptr (TerrainSession) session = NULL;

  if (masks->len == 0)
    return TRUE;
  session = terrain_session_resume (self, move->record->uuid, move->environment, error);
  for (guint i = 0; session != NULL && i < masks->len; i++)
    terrain_session_mask (session, masks->pdata[i], NULL);
  return session != NULL && terrain_session_close (session, FALSE, error);
}

static gboolean
store_migrated (TerrainProfile *self, Move *move, TerrainMigration *migration, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (self);
  GBytes *after = terrain_migration_get_draft (migration);
  g_autoptr (TerrainInterview) interview = open_migrated (self, move, after, error);
  g_autoptr (GPtrArray) masks = list_masks (store, move, migration, error);
  g_autofree char *name = interview != NULL ? dup_shown_name (interview, masks) : NULL;
  const char *language = interview != NULL ? terrain_interview_get_language (interview) : NULL;
  const char *at = move->replay.position;
  g_autofree char *position = at != NULL ? terrain_migration_map_ref (migration, at) : NULL;
  g_autoptr (GBytes) report = write_report (migration);
  g_autoptr (GBytes) event = write_event (move->record->form_version, move->version);
  g_autoptr (GBytes) position_payload = write_position (move->environment, position, language);
  TerrainStoreMigration stored = {
    .sequence = move->replay.sequence,
    .at = terrain_environment_get_now (move->environment),
    .before = move->before,
    .after = after,
    .name = name,
    .language = language,
    .report = report,
    .event = event,
    .position = position_payload,
  };

  return interview != NULL && masks != NULL
         && terrain_store_migrate_record (store, move->record->uuid, move->version, &stored, error)
         && move_masks (self, move, masks, error);
}

TerrainMigration *
terrain_profile_migrate_record (TerrainProfile *self, const char *uuid, const char *version, TerrainPathMap *map,
                                TerrainEnvironment *environment, gboolean dry_run, GError **error)
{
  g_auto (Move) move = { 0 };
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (TerrainPathMap) own_map = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!open_move (self, uuid, &move, error) || !load_target (self, &move, version, environment, error))
    return NULL;
  if (map == NULL && !load_map (self, move.record->form_id, move.version, &own_map, error))
    return NULL;
  {
    g_auto (TerrainHeldClock) clock
        = terrain_held_clock_begin (move.environment, terrain_environment_get_now (move.environment));

    migration = terrain_migration_new (terrain_interview_get_form (move.replay.interview), move.before, move.form,
                                       map != NULL ? map : own_map, move.environment, error);
    if (migration == NULL || (!dry_run && !store_migrated (self, &move, migration, error)))
      return NULL;
  }
  return g_steal_pointer (&migration);
}

static char *
dup_old_name (TerrainProfile *self, Move *move, GBytes *draft)
{
  g_autoptr (TerrainInterview) interview = open_migrated (self, move, draft, NULL);
  g_autoptr (GPtrArray) masks = list_masks (terrain_profile_get_store (self), move, NULL, NULL);

  return interview != NULL ? dup_shown_name (interview, masks) : NULL;
}

gboolean
terrain_profile_undo_migration (TerrainProfile *self, const char *uuid, char **version, GError **error)
{
  TerrainStore *store;
  g_auto (Move) move = { 0 };
  g_autofree char *old_version = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) event = NULL;
  g_autoptr (GBytes) position = NULL;
  TerrainStoreMigration stored = { 0 };

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  store = terrain_profile_get_store (self);
  if (!open_move (self, uuid, &move, error)
      || !terrain_store_find_migration (store, uuid, &old_version, &old, NULL, error))
    return FALSE;
  /* The old content may have been replaced in the library: the record still has it, its name is only a guess then. */
  if (load_target (self, &move, old_version, NULL, NULL))
    name = dup_old_name (self, &move, old);
  event = write_event (move.record->form_version, old_version);
  position = write_position (terrain_interview_get_environment (move.replay.interview), NULL, move.record->language);
  stored.sequence = move.replay.sequence;
  stored.at = g_get_real_time ();
  stored.before = move.before;
  stored.after = old;
  stored.name = name;
  stored.language = move.record->language;
  stored.event = event;
  stored.position = position;
  if (!terrain_store_undo_migration (store, uuid, &stored, error))
    return FALSE;
  if (version != NULL)
    *version = g_steal_pointer (&old_version);
  return TRUE;
}
