/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store-private.h"

typedef struct
{
  const char *key;
  const char *value;
  char *found;
} SettingStep;

static gboolean
set_setting (TerrainDatabase *database, gpointer data, GError **error)
{
  SettingStep *step = data;

  if (step->value == NULL)
    return terrain_database_run (database, error, "DELETE FROM setting WHERE key = ?", "s", step->key);
  return terrain_database_run (database, error,
                               "INSERT INTO setting (key, value) VALUES (?, ?)"
                               " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                               "ss", step->key, step->value);
}

gboolean
terrain_store_set_setting (TerrainStore *self, const char *key, const char *value, GError **error)
{
  SettingStep step = { .key = key, .value = value };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE, NULL, set_setting, &step, error);
}

static gboolean
get_setting (TerrainDatabase *database, gpointer data, GError **error)
{
  SettingStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error, "SELECT value FROM setting WHERE key = ?", "s", step->key);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    step->found = terrain_query_dup_text (query, 0);
  return !failed;
}

char *
terrain_store_get_setting (TerrainStore *self, const char *key, GError **error)
{
  SettingStep step = { .key = key };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  terrain_store_run (self, TERRAIN_STEP_READ, NULL, get_setting, &step, error);
  return step.found;
}

typedef struct
{
  const char *prefix;
  GHashTable *found;
} SettingsStep;

static gboolean
list_settings (TerrainDatabase *database, gpointer data, GError **error)
{
  SettingsStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT substr(key, length(?) + 1), value FROM setting"
                                  " WHERE substr(key, 1, length(?)) = ?",
                                  "sss", step->prefix, step->prefix, step->prefix);
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    g_hash_table_replace (step->found, terrain_query_dup_text (query, 0), terrain_query_dup_text (query, 1));
  return !failed;
}

GHashTable *
terrain_store_list_settings (TerrainStore *self, const char *prefix, GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SettingsStep step = { .prefix = prefix, .found = found };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (prefix != NULL, NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_settings, &step, error))
    return NULL;
  return g_steal_pointer (&found);
}
