/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-audit-private.h"
#include "terrain-completion-private.h"
#include "terrain-replay-private.h"
#include "terrain-session-private.h"

TerrainSession *
terrain_session_begin (TerrainProfile *profile, TerrainForm *form, const char *language, GError **error)
{
  return terrain_session_begin_full (profile, form, language, NULL, NULL, error);
}

/* The submission names the log that is made at its completion. */
static void
name_audit_log (TerrainInterview *interview)
{
  const TerrainAudit *audit = terrain_form_get_audit (terrain_interview_get_form (interview));

  if (audit != NULL)
    terrain_interview_fill (interview, audit->ref, TERRAIN_AUDIT_FILE, NULL);
}

gboolean
terrain_session_write_first_checkpoint (TerrainStore *store, const char *uuid, TerrainInterview *interview,
                                        GError **error)
{
  g_autoptr (GBytes) instance = NULL;
  g_autofree char *name = NULL;

  name_audit_log (interview);
  terrain_interview_clear_history (interview);
  instance = terrain_interview_save (interview);
  name = terrain_interview_dup_instance_name (interview);
  return terrain_store_write_checkpoint (store, uuid, 0, instance, name, terrain_interview_get_language (interview),
                                         error);
}

/* The record and its first checkpoint; not the one without the other. */
static gboolean
store_new_record (TerrainStore *store, const char *uuid, TerrainInterview *interview, gint64 now, GError **error)
{
  TerrainForm *form = terrain_interview_get_form (interview);
  const char *language = terrain_interview_get_language (interview);

  if (!terrain_store_create_record (store, uuid, terrain_form_get_id (form), terrain_form_get_version (form), language,
                                    now, error))
    return FALSE;
  if (terrain_session_write_first_checkpoint (store, uuid, interview, error))
    return TRUE;
  terrain_store_erase_record (store, uuid, NULL);
  return FALSE;
}

static TerrainInterview *
new_interview (TerrainProfile *profile, TerrainForm *form, const char *language, TerrainEnvironment *environment,
               gint64 now, GError **error)
{
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, now);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);

  terrain_profile_add_translations (profile, interview);
  if (language != NULL && !terrain_interview_set_language (interview, language, error))
    return NULL;
  return g_steal_pointer (&interview);
}

TerrainSession *
terrain_session_begin_full (TerrainProfile *profile, TerrainForm *form, const char *language, const char *uuid,
                            TerrainEnvironment *environment, GError **error)
{
  g_autoptr (TerrainSession) self = NULL;
  g_autoptr (TerrainEnvironment) own = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autofree char *made = NULL;
  gint64 now;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (uuid == NULL || *uuid != '\0', NULL);

  /* Better said now than after half an hour of answers. */
  if (!terrain_completion_check_form (form, error))
    return NULL;
  own = environment != NULL
            ? terrain_environment_ref (environment)
            : terrain_profile_new_environment (profile, terrain_form_get_id (form), terrain_form_get_version (form));
  now = terrain_environment_get_now (own);
  interview = new_interview (profile, form, language, own, now, error);
  if (interview == NULL)
    return NULL;

  if (uuid == NULL)
    uuid = made = g_uuid_string_random ();
  if (!store_new_record (terrain_profile_get_store (profile), uuid, interview, now, error))
    return NULL;
  self = terrain_session_new (profile, uuid, interview, 0);
  if (!terrain_session_start (self, TERRAIN_AUDIT_START, error))
    {
      terrain_store_erase_record (terrain_profile_get_store (profile), uuid, NULL);
      return NULL;
    }
  return g_steal_pointer (&self);
}
