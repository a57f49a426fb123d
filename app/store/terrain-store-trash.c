/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store-trash.h"

#include "terrain-store-private.h"

typedef struct
{
  const char *uuid;
  const char *const *uuids;
  gint64 time;
  gboolean trashed;
  gboolean found;
  guint n_erased;
} TrashStep;

static gboolean
set_trashed (TerrainDatabase *database, const char *uuid, gboolean trashed, gint64 now, GError **error)
{
  return terrain_database_run (database, error, "UPDATE record SET trashed = ? WHERE uuid = ?", "is",
                               trashed ? MAX (now, 1) : 0, uuid);
}

static gboolean
trash_record (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error)
         && set_trashed (database, step->uuid, step->trashed, step->time, error);
}

gboolean
terrain_store_trash_record (TerrainStore *self, const char *uuid, gboolean trashed, gint64 now, GError **error)
{
  TrashStep step = { .uuid = uuid, .trashed = trashed, .time = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, uuid, trash_record,
                            &step, error);
}

static gboolean
trash_records (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;

  for (guint i = 0; step->uuids[i] != NULL; i++)
    {
      if (!set_trashed (database, step->uuids[i], step->trashed, step->time, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_store_trash_records (TerrainStore *self, const char *const *uuids, gboolean trashed, gint64 now,
                             GError **error)
{
  TrashStep step = { .uuids = uuids, .trashed = trashed, .time = now };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, NULL, trash_records,
                            &step, error);
}

static gboolean
erase_record (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;
  gint64 record_key;

  return terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error)
         && terrain_database_run (database, error, "DELETE FROM record WHERE record_key = ?", "i", record_key)
         && terrain_store_drop_superseded (database, error);
}

gboolean
terrain_store_erase_record (TerrainStore *self, const char *uuid, GError **error)
{
  TrashStep step = { .uuid = uuid };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, uuid, erase_record,
                            &step, error)
         && terrain_store_empty_log (self, error);
}

static gboolean
erase_records (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;

  for (guint i = 0; step->uuids[i] != NULL; i++)
    {
      if (!terrain_database_run (database, error, "DELETE FROM record WHERE uuid = ?", "s", step->uuids[i]))
        return FALSE;
    }
  return terrain_store_drop_superseded (database, error);
}

gboolean
terrain_store_erase_records (TerrainStore *self, const char *const *uuids, GError **error)
{
  TrashStep step = { .uuids = uuids };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, NULL, erase_records,
                            &step, error)
         && terrain_store_empty_log (self, error);
}

#define EXPIRED "trashed <> 0 AND trashed < ? AND state IN ('draft', 'sent', 'rejected')"

static gboolean
has_expired (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  query = terrain_database_query (database, error, "SELECT 1 FROM record WHERE " EXPIRED " LIMIT 1", "i", step->time);
  step->found = query != NULL && terrain_database_next (database, query, &failed, error);
  return query != NULL && (step->found || !failed);
}

static gboolean
erase_expired (TerrainDatabase *database, gpointer data, GError **error)
{
  TrashStep *step = data;

  if (!terrain_database_run (database, error, "DELETE FROM record WHERE " EXPIRED, "i", step->time))
    return FALSE;
  step->n_erased = (guint) terrain_database_count_changes (database);
  return terrain_store_drop_superseded (database, error);
}

gboolean
terrain_store_empty_trash (TerrainStore *self, gint64 before, guint *n_erased, GError **error)
{
  TrashStep step = { .time = before };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);

  /* Asked every hour; lists are told only where something goes. */
  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, has_expired, &step, error)
      || (step.found
          && !(terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, NULL,
                                  erase_expired, &step, error)
               && terrain_store_empty_log (self, error))))
    return FALSE;
  if (n_erased != NULL)
    *n_erased = step.n_erased;
  return TRUE;
}
