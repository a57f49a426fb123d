/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-trash.h"

#include <glib/gi18n-lib.h>
#include <terrain-store-trash.h>

#define DAYS_KEY "trash-days"
#define DEFAULT_DAYS 30
#define MAX_DAYS 36500

gboolean
terrain_record_can_trash (const TerrainRecord *record, const char **reason)
{
  gboolean waits;

  g_return_val_if_fail (record != NULL, FALSE);

  waits = record->state == TERRAIN_RECORD_COMPLETE || record->state == TERRAIN_RECORD_QUEUED;
  if (reason != NULL)
    *reason = waits ? _("A complete record stays until it is sent: nobody else has it yet. To throw it away, take it back "
                        "among your drafts first.")
                    : NULL;
  return !waits;
}

gboolean
terrain_profile_trash_records (TerrainProfile *self, const char *const *uuids, char ***moved, const char **reason,
                               GError **error)
{
  TerrainStore *store;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) wanted = NULL;
  const char *why_not = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  store = terrain_profile_get_store (self);
  for (guint i = 0; uuids[i] != NULL; i++)
    {
      g_autoptr (TerrainRecord) record = terrain_store_find_record (store, uuids[i], NULL);

      /* One that is gone by now needs no moving. */
      if (record == NULL || record->trashed)
        continue;
      if (terrain_record_can_trash (record, why_not == NULL ? &why_not : NULL))
        g_strv_builder_add (builder, uuids[i]);
    }
  wanted = g_strv_builder_end (builder);
  if (!terrain_store_trash_records (store, (const char *const *) wanted, TRUE, g_get_real_time (), error))
    return FALSE;
  if (moved != NULL)
    *moved = g_steal_pointer (&wanted);
  if (reason != NULL)
    *reason = why_not;
  return TRUE;
}

gboolean
terrain_profile_restore_records (TerrainProfile *self, const char *const *uuids, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  return terrain_store_trash_records (terrain_profile_get_store (self), uuids, FALSE, 0, error);
}

gboolean
terrain_profile_erase_records (TerrainProfile *self, const char *const *uuids, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  return terrain_store_erase_records (terrain_profile_get_store (self), uuids, error);
}

guint
terrain_profile_get_trash_days (TerrainProfile *self)
{
  g_autofree char *text = NULL;
  guint64 days;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), DEFAULT_DAYS);

  text = terrain_store_get_setting (terrain_profile_get_store (self), DAYS_KEY, NULL);
  /* A setting that cannot be read must not be one that erases. */
  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, MAX_DAYS, &days, NULL))
    return DEFAULT_DAYS;
  return (guint) days;
}

gboolean
terrain_profile_set_trash_days (TerrainProfile *self, guint days, GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (days <= MAX_DAYS, FALSE);

  text = g_strdup_printf ("%u", days);
  return terrain_store_set_setting (terrain_profile_get_store (self), DAYS_KEY, text, error);
}

gboolean
terrain_profile_empty_trash (TerrainProfile *self, gint64 now, guint *n_erased, GError **error)
{
  guint days;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);

  days = terrain_profile_get_trash_days (self);
  if (n_erased != NULL)
    *n_erased = 0;
  if (days == 0)
    return TRUE;
  return terrain_store_empty_trash (terrain_profile_get_store (self), now - (gint64) days * G_TIME_SPAN_DAY, n_erased,
                                    error);
}

gboolean
terrain_profile_queue_records (TerrainProfile *self, const char *const *uuids, gint64 now, guint *n_queued,
                               GError **error)
{
  TerrainStore *store;
  guint n = 0;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (uuids != NULL, FALSE);

  store = terrain_profile_get_store (self);
  for (guint i = 0; uuids[i] != NULL; i++)
    {
      g_autoptr (TerrainRecord) record = terrain_store_find_record (store, uuids[i], NULL);

      if (record == NULL || record->trashed
          || (record->state != TERRAIN_RECORD_COMPLETE && record->state != TERRAIN_RECORD_REJECTED))
        continue;
      if (!terrain_store_queue_record (store, uuids[i], now, error))
        return FALSE;
      n++;
    }
  if (n_queued != NULL)
    *n_queued = n;
  return TRUE;
}
