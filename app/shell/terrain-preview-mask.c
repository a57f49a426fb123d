/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-preview-mask.h"

#include <glib/gi18n-lib.h>
#include <terrain-fieldwork.h>

static void
conceal (TerrainInterview *interview,
         TerrainItem      *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_item_is_sensitive (item))
    terrain_interview_conceal (interview, terrain_item_get_ref (item), NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      conceal (interview, child);
    }
}

void
terrain_preview_mask (TerrainInterview *interview,
                      gboolean          masked)
{
  g_return_if_fail (TERRAIN_IS_INTERVIEW (interview));

  if (masked)
    conceal (interview, terrain_interview_get_root_item (interview));
  /* Translators: stands in the place of an answer that the respondent gave alone, on the handed-over screen, also within
   * a sentence. */
  terrain_interview_set_concealing (interview, masked ? _("(answered in private)") : NULL);
}
