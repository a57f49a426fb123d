/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-migrate-private.h"

#include <glib/gi18n-lib.h>

#include "terrain-cli-private.h"

void
terrain_cli_migrate_options_clear (TerrainCliMigrateOptions *options)
{
  g_free (options->version);
  g_free (options->map);
}

static void
print_entry (const TerrainMigrationEntry *entry)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "change", terrain_migration_kind_to_string (entry->kind));
  terrain_cli_add_string (builder, "old", entry->old_ref);
  terrain_cli_add_string (builder, "new", entry->new_ref);
  terrain_cli_add_string (builder, "value", entry->value);
  terrain_cli_add_string (builder, "reason", entry->reason);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

static void
print_summary (TerrainMigration *migration, const char *uuid, gboolean is_done)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "uuid", uuid);
  terrain_cli_add_boolean (builder, "migrated", is_done);
  for (guint i = 0; i < TERRAIN_MIGRATION_N_KINDS; i++)
    terrain_cli_add_integer (builder, terrain_migration_kind_to_string ((TerrainMigrationKind) i),
                             terrain_migration_count (migration, (TerrainMigrationKind) i));
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
}

static int
take_back (TerrainProfile *profile, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *version = NULL;
  JsonBuilder *builder;

  if (!terrain_profile_undo_migration (profile, uuid, &version, &error))
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  terrain_cli_add_string (builder, "uuid", uuid);
  terrain_cli_add_string (builder, "version", version);
  json_builder_end_object (builder);
  terrain_cli_print_json (builder);
  return TERRAIN_CLI_DONE;
}

/* FALSE where one was named and cannot be read. */
static gboolean
load_map (const char *path, TerrainPathMap **map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = NULL;

  if (path == NULL)
    return TRUE;
  json = terrain_cli_load_file (path, &error);
  *map = json != NULL ? terrain_path_map_parse (json, &error) : NULL;
  if (*map == NULL)
    terrain_cli_complain ("%s: %s", path, error->message);
  return *map != NULL;
}

int
terrain_cli_migrate (TerrainProfile *profile, const char *uuid, const TerrainCliMigrateOptions *options)
{
  g_autoptr (TerrainPathMap) map = NULL;
  g_autoptr (TerrainMigration) migration = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *entries;

  if (options->undo)
    return take_back (profile, uuid);
  if (!load_map (options->map, &map))
    return TERRAIN_CLI_FAILED;
  migration = terrain_profile_migrate_record (profile, uuid, options->version, map, NULL, options->dry_run, &error);
  if (migration == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return TERRAIN_CLI_FAILED;
    }
  entries = terrain_migration_get_entries (migration);
  for (guint i = 0; i < entries->len; i++)
    print_entry (g_ptr_array_index (entries, i));
  print_summary (migration, uuid, !options->dry_run);
  return TERRAIN_CLI_DONE;
}
