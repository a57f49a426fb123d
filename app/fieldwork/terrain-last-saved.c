/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "terrain-last-saved-private.h"
#include "terrain-masks-private.h"

TerrainRecord *
terrain_last_saved_find (TerrainStore *store, const char *form_id, gint64 before)
{
  g_autoptr (GError) error = NULL;
  TerrainRecord *record = terrain_store_find_last_completed (store, form_id, before, &error);

  if (error != NULL)
    g_warning ("The record saved last could not be looked for: %s", error->message);
  return record;
}

GBytes *
terrain_last_saved_load (TerrainStore *store, const TerrainRecord *record, GError **error)
{
  if (record != NULL)
    {
      g_autoptr (GPtrArray) masks = terrain_masks_list (store, record->uuid, error);
      g_autoptr (GBytes) xml = masks != NULL ? terrain_store_load_submission (store, record->uuid, error) : NULL;

      return xml != NULL ? terrain_masks_strip (masks, xml) : NULL;
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("No record of the form was completed before."));
  return NULL;
}
