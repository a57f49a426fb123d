/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-view.h"

#include <glib/gi18n-lib.h>

#include "terrain-masks-private.h"
#include "terrain-replay-private.h"
#include "terrain-session-private.h"

static TerrainInterview *
view_draft (TerrainProfile *self, const char *uuid, GError **error)
{
  g_auto (TerrainReplay) replay = { 0 };

  if (!terrain_replay_record (self, uuid, NULL, &replay, error))
    return NULL;
  return g_steal_pointer (&replay.interview);
}

/* With the clock of its completion: what is computed from today is what it was then. */
static TerrainInterview *
view_submission (TerrainProfile *self, const TerrainRecord *record, GError **error)
{
  g_autoptr (TerrainEnvironment) environment
      = terrain_profile_new_environment (self, record->form_id, record->form_version);
  g_autoptr (TerrainForm) form = terrain_profile_load_record_form (self, record->uuid, error);
  g_autoptr (GBytes) xml = NULL;
  g_autoptr (TerrainInterview) interview = NULL;

  xml = form != NULL ? terrain_store_load_submission (terrain_profile_get_store (self), record->uuid, error) : NULL;
  if (xml == NULL)
    return NULL;
  terrain_environment_hold_clock (environment, record->completed);
  interview = terrain_interview_restore (form, environment, xml, error);
  if (interview != NULL)
    terrain_profile_add_translations (self, interview);
  return g_steal_pointer (&interview);
}

TerrainInterview *
terrain_profile_view_record (TerrainProfile *self, const char *uuid, const char *language, GError **error)
{
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (GPtrArray) masks = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  record = terrain_store_find_record (terrain_profile_get_store (self), uuid, error);
  if (record == NULL)
    return NULL;
  if (record->encrypted)
    {
      g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                           _("The record is encrypted: it can be read only where the form's private key is."));
      return NULL;
    }
  interview = record->state == TERRAIN_RECORD_DRAFT ? view_draft (self, uuid, error)
                                                    : view_submission (self, record, error);
  if (interview == NULL)
    return NULL;
  masks = terrain_masks_list (terrain_profile_get_store (self), uuid, error);
  if (masks == NULL)
    return NULL;
  terrain_masks_conceal (masks, interview);
  if (language == NULL)
    language = record->language;
  if (language != NULL && !terrain_interview_set_language (interview, language, NULL) && record->language != NULL)
    terrain_interview_set_language (interview, record->language, NULL);
  return g_steal_pointer (&interview);
}

TerrainInterview *
terrain_profile_view_form (TerrainProfile *self, TerrainForm *form, const char *language, GError **error)
{
  g_autoptr (TerrainEnvironment) environment = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);
  g_return_val_if_fail (form != NULL, NULL);

  environment = terrain_profile_new_environment (self, terrain_form_get_id (form), terrain_form_get_version (form));
  return terrain_session_new_interview (self, form, language, environment, terrain_environment_get_now (environment),
                                        error);
}
