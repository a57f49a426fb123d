/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-kept.h"

#define FIRST_VALUES "terrain-kept-first-values"

static gboolean
can_be_kept (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  return terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_control_reads_last_saved (control) &&
         g_str_equal (terrain_item_get_ref (item), terrain_control_get_ref (control));
}

static void
collect (TerrainItem *item, GHashTable *values)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (can_be_kept (item) && *terrain_item_get_value (item) != '\0')
    g_hash_table_insert (values, g_strdup (terrain_item_get_ref (item)), g_strdup (terrain_item_get_value (item)));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect (child, values);
    }
}

static void
read_first_checkpoint (TerrainSession *self, GHashTable *values)
{
  TerrainInterview *interview = terrain_session_get_interview (self);
  TerrainStore *store = terrain_profile_get_store (terrain_session_get_profile (self));
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) first = NULL;
  guint64 sequence;

  if (!terrain_store_load_history (store, terrain_session_get_record_uuid (self), 0, &instance, &sequence, &events,
                                   &error))
    {
      /* An untouched record is gone when its page is left; its questions may still be looked at as they leave. */
      if (!g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
        g_message ("What a record began with cannot be read: %s", error->message);
      return;
    }
  if (instance == NULL || sequence > 0)
    return;
  first = terrain_interview_restore (terrain_interview_get_form (interview),
                                     terrain_interview_get_environment (interview), instance, NULL);
  if (first != NULL)
    collect (terrain_interview_get_root_item (first), values);
}

/* Once a session, and only where the form keeps anything at all. */
static GHashTable *
first_values (TerrainSession *self)
{
  GHashTable *values = g_object_get_data (G_OBJECT (self), FIRST_VALUES);

  if (values == NULL)
    {
      values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      read_first_checkpoint (self, values);
      g_object_set_data_full (G_OBJECT (self), FIRST_VALUES, values, (GDestroyNotify) g_hash_table_unref);
    }
  return values;
}

gboolean
terrain_session_is_kept (TerrainSession *self, TerrainItem *item)
{
  const char *value;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  value = terrain_item_get_value (item);
  return *value != '\0' && can_be_kept (item) &&
         g_strcmp0 (g_hash_table_lookup (first_values (self), terrain_item_get_ref (item)), value) == 0;
}
