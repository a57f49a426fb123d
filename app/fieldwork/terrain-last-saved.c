/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "terrain-last-saved-private.h"

static gboolean
is_later (const TerrainRecord *record, const TerrainRecord *than)
{
  return than == NULL || record->completed > than->completed;
}

TerrainRecord *
terrain_last_saved_find (TerrainStore *store, const char *form_id, gint64 before)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = terrain_store_list_records (store, FALSE, &error);
  TerrainRecord *last = NULL;

  if (records == NULL)
    {
      g_warning ("The record saved last could not be looked for: %s", error->message);
      return NULL;
    }
  for (guint i = 0; i < records->len; i++)
    {
      TerrainRecord *record = records->pdata[i];

      /* One opened again is unfinished, whatever it was before; an encrypted one cannot be read. */
      if (g_str_equal (record->form_id, form_id) && record->state != TERRAIN_RECORD_DRAFT && record->completed > 0
          && !record->encrypted && record->completed <= before && is_later (record, last))
        last = record;
    }
  return last != NULL ? terrain_store_find_record (store, last->uuid, NULL) : NULL;
}

GBytes *
terrain_last_saved_load (TerrainStore *store, const TerrainRecord *record, GError **error)
{
  if (record != NULL)
    return terrain_store_load_submission (store, record->uuid, error);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("No record of the form was completed before."));
  return NULL;
}
