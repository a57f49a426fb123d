/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-audit-private.h"
#include "terrain-completion-private.h"
#include "terrain-masks-private.h"
#include "terrain-record-revisions-private.h"
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

TerrainInterview *
terrain_session_new_interview (TerrainProfile *profile, TerrainForm *form, const char *language,
                               TerrainEnvironment *environment, gint64 now, GError **error)
{
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, now);
  g_autoptr (TerrainInterview) interview = terrain_interview_new (form, environment);

  terrain_profile_add_translations (profile, interview);
  if (language != NULL && !terrain_interview_set_language (interview, language, error))
    return NULL;
  return g_steal_pointer (&interview);
}

/* A revision names the same files. The earlier log stays with the earlier record: a server has it. */
static gboolean
copy_files (TerrainStore *store, const char *from, const char *to, GError **error)
{
  g_auto (GStrv) names = terrain_store_list_attachments (store, from, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *type = NULL;
      g_autoptr (GBytes) content = NULL;

      if (g_str_equal (names[i], TERRAIN_AUDIT_FILE))
        continue;
      content = terrain_store_load_attachment (store, from, names[i], &type, error);
      if (content == NULL || !terrain_store_put_attachment (store, to, names[i], type, content, error))
        return FALSE;
    }
  return names != NULL;
}

/* A submission does not say what was answered alone. */
static gboolean
copy_masks (TerrainSession *self, const char *from, GError **error)
{
  g_autoptr (GPtrArray) masks
      = terrain_masks_list (terrain_profile_get_store (terrain_session_get_profile (self)), from, error);

  for (guint i = 0; masks != NULL && i < masks->len; i++)
    terrain_session_mask (self, masks->pdata[i], NULL);
  return masks != NULL;
}

/* So that a record is not corrected twice side by side: a server takes only the first. */
static gboolean
note_revision (TerrainStore *store, const char *revised, const char *uuid, GError **error)
{
  g_autofree char *key = g_strconcat (TERRAIN_REVISION_KEY, revised, NULL);

  return terrain_store_set_setting (store, key, uuid, error);
}

TerrainSession *
terrain_session_begin_record (TerrainProfile *profile, TerrainInterview *interview, const char *uuid,
                              const char *revised, gint64 now, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (profile);
  g_autofree char *made = uuid == NULL ? g_uuid_string_random () : NULL;
  g_autoptr (TerrainSession) self = NULL;

  if (uuid == NULL)
    uuid = made;
  if (!store_new_record (store, uuid, interview, now, error))
    return NULL;
  self = terrain_session_new (profile, uuid, interview, 0);
  if (terrain_session_start (self, revised != NULL ? TERRAIN_AUDIT_RESUME : TERRAIN_AUDIT_START, error)
      && (revised == NULL
          || (copy_files (store, revised, uuid, error) && copy_masks (self, revised, error) && note_revision (store, revised, uuid, error))))
    return g_steal_pointer (&self);
  terrain_store_erase_record (store, uuid, NULL);
  return NULL;
}

TerrainSession *
terrain_session_begin_full (TerrainProfile *profile, TerrainForm *form, const char *language, const char *uuid,
                            TerrainEnvironment *environment, GError **error)
{
  g_autoptr (TerrainEnvironment) own = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
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
  interview = terrain_session_new_interview (profile, form, language, own, now, error);
  return interview != NULL ? terrain_session_begin_record (profile, interview, uuid, NULL, now, error) : NULL;
}

static gboolean
check_editable (TerrainStore *store, const TerrainRecord *record, TerrainForm *form, GError **error)
{
  const char *editable = terrain_form_get_submission_attribute (form, "client-editable");
  g_autofree char *key = g_strconcat (TERRAIN_REVISION_KEY, record->uuid, NULL);
  g_autofree char *revision = terrain_store_get_setting (store, key, NULL);
  g_autoptr (TerrainRecord) later = revision != NULL ? terrain_store_find_record (store, revision, NULL) : NULL;
  const char *message = NULL;

  if (record->encrypted)
    message = _("The record is encrypted: it can be read, and corrected, only where the form's private key is.");
  else if (record->trashed)
    message = _("The record is in the trash. Take it out to go on with it.");
  else if (record->state != TERRAIN_RECORD_SENT)
    message = _("The record was not sent yet. Reopen it to correct it.");
  else if (later != NULL)
    message = _("The record was corrected already. Go on with the correction, or correct that one.");
  else if (editable != NULL && !terrain_form_get_client_editable (form))
    message = _("The form does not allow sent records to be corrected. Ask those who made the form.");
  if (message != NULL)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE, message);
  return message == NULL;
}

static TerrainInterview *
new_revision (TerrainProfile *profile, TerrainForm *form, const TerrainRecord *record, TerrainEnvironment *environment,
              gint64 now, GError **error)
{
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, now);
  g_autoptr (GBytes) xml = terrain_store_load_submission (terrain_profile_get_store (profile), record->uuid, error);
  g_autoptr (TerrainInterview) interview = NULL;

  if (xml != NULL)
    interview = terrain_interview_restore (form, environment, xml, error);
  if (interview == NULL)
    return NULL;
  terrain_profile_add_translations (profile, interview);
  if (record->language != NULL)
    terrain_interview_set_language (interview, record->language, NULL);
  terrain_interview_begin_edit (interview);
  name_audit_log (interview);
  terrain_interview_clear_history (interview);
  return g_steal_pointer (&interview);
}

TerrainSession *
terrain_session_begin_edit (TerrainProfile *profile, const char *uuid, const char *new_uuid,
                            TerrainEnvironment *environment, GError **error)
{
  TerrainStore *store;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainEnvironment) own = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  gint64 now;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (new_uuid == NULL || *new_uuid != '\0', NULL);

  store = terrain_profile_get_store (profile);
  record = terrain_store_find_record (store, uuid, error);
  form = record != NULL ? terrain_profile_load_form (profile, record->form_id, record->form_version, error) : NULL;
  if (form == NULL || !check_editable (store, record, form, error) || !terrain_completion_check_form (form, error))
    return NULL;
  own = environment != NULL ? terrain_environment_ref (environment)
                            : terrain_profile_new_environment (profile, record->form_id, record->form_version);
  now = terrain_environment_get_now (own);
  interview = new_revision (profile, form, record, own, now, error);
  return interview != NULL ? terrain_session_begin_record (profile, interview, new_uuid, uuid, now, error) : NULL;
}

gboolean
terrain_session_check_edit (TerrainProfile *profile, const char *uuid, GError **error)
{
  TerrainStore *store;
  g_autoptr (TerrainRecord) record = NULL;
  g_autoptr (TerrainForm) form = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), FALSE);
  g_return_val_if_fail (uuid != NULL, FALSE);

  store = terrain_profile_get_store (profile);
  record = terrain_store_find_record (store, uuid, error);
  form = record != NULL ? terrain_profile_load_form (profile, record->form_id, record->form_version, error) : NULL;
  return form != NULL && check_editable (store, record, form, error) && terrain_completion_check_form (form, error);
}
