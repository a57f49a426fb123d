/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-replay-private.h"

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

TerrainEnvironment *
terrain_profile_new_environment (TerrainProfile *self, const char *form_id, const char *form_version)
{
  TerrainEnvironment *environment = terrain_environment_new (read_clock, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *operator_name = terrain_profile_dup_operator (self);

  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_property (environment, "deviceid", terrain_profile_get_device_id (self));
  if (*operator_name != '\0')
    terrain_environment_set_property (environment, "username", operator_name);
  terrain_environment_set_source (environment, terrain_profile_get_source_func (),
                                  terrain_profile_new_source (self, form_id, form_version),
                                  terrain_profile_free_source);
  return environment;
}

void
terrain_profile_add_translations (TerrainProfile *self, TerrainInterview *interview)
{
  g_autoptr (GPtrArray) translations = NULL;

  translations = terrain_profile_find_translations (self, terrain_interview_get_form (interview));
  for (guint i = 0; i < translations->len; i++)
    terrain_interview_add_translation (interview, translations->pdata[i]);
}

TerrainHeldClock
terrain_held_clock_begin (TerrainEnvironment *environment, gint64 at)
{
  TerrainHeldClock self = { .environment = environment, .held = terrain_environment_is_clock_held (environment) };

  self.at = self.held ? terrain_environment_get_now (environment) : 0;
  terrain_environment_hold_clock (environment, at);
  return self;
}

void
terrain_held_clock_end (TerrainHeldClock *self)
{
  if (self->held)
    terrain_environment_hold_clock (self->environment, self->at);
  else
    terrain_environment_release_clock (self->environment);
}

static gboolean
apply (TerrainStep *self, TerrainInterview *interview, guint *position, GError **error)
{
  guint added;

  switch (self->kind)
    {
    case TERRAIN_STEP_SET:
      return terrain_interview_answer (interview, self->ref, self->value, error);

    case TERRAIN_STEP_ADD:
      added = terrain_interview_add_instance (interview, self->ref, error);
      if (position != NULL)
        *position = added;
      return added > 0;

    case TERRAIN_STEP_REMOVE:
      return terrain_interview_remove_instance (interview, self->ref, error);

    case TERRAIN_STEP_LANGUAGE:
      return terrain_interview_set_language (interview, self->value, error);

    case TERRAIN_STEP_POSITION: /* sets the seed, see above */
    case TERRAIN_STEP_UNKNOWN:
    default:
      return TRUE;
    }
}

gboolean
terrain_step_apply (TerrainStep *self, TerrainInterview *interview, gint64 at, guint *position, GError **error)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (interview);
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, at);

  terrain_environment_set_seed (environment, self->seed);
  return apply (self, interview, position, error);
}

void
terrain_replay_clear (TerrainReplay *self)
{
  g_clear_object (&self->interview);
  g_clear_pointer (&self->position, g_free);
}

/* The record as at its last checkpoint, the clock standing at @at: what depends on today's date then is what it was. */
static TerrainInterview *
restore (TerrainForm *form, TerrainEnvironment *environment, GBytes *instance, gint64 at, GError **error)
{
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, at);

  /* Killed between the record and its first checkpoint: nothing was asked yet. */
  return instance != NULL ? terrain_interview_restore (form, environment, instance, error)
                          : terrain_interview_new (form, environment);
}

/* A step that cannot be done again is left out, not the record with it: it stays in the journal. */
static void
replay_event (TerrainReplay *replay, TerrainEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStep) step = terrain_step_new_from_event (event->kind, event->payload, &error);

  replay->sequence = event->sequence;
  if (step != NULL && step->kind == TERRAIN_STEP_POSITION)
    {
      g_free (replay->position);
      replay->position = g_strdup (step->ref);
    }
  else
    {
      replay->n_steps++;
    }
  /* The message may hold an answer; the code does not. */
  if (step == NULL || !terrain_step_apply (step, replay->interview, event->at, NULL, &error))
    g_warning ("Step %u of a record could not be done again (%s %d)", (guint) event->sequence,
               g_quark_to_string (error->domain), error->code);
}

static gboolean
check_draft (const TerrainRecord *record, GError **error)
{
  if (record->state != TERRAIN_RECORD_DRAFT)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                         _("The record is no draft any more. Reopen it to go on with it."));
  else if (record->trashed)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                         _("The record is in the trash. Take it out to go on with it."));
  return record->state == TERRAIN_RECORD_DRAFT && !record->trashed;
}

gboolean
terrain_replay_record (TerrainProfile *profile, const char *uuid, TerrainEnvironment *environment,
                       TerrainReplay *replay, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (profile);
  g_autoptr (TerrainRecord) record = terrain_store_find_record (store, uuid, error);
  g_autoptr (TerrainEnvironment) own = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  gint64 at;

  if (record == NULL || !check_draft (record, error))
    return FALSE;
  form = terrain_profile_load_record_form (profile, uuid, error);
  if (form == NULL || !terrain_store_load_journal (store, uuid, &instance, &replay->checkpoint, &events, error))
    return FALSE;
  replay->sequence = replay->checkpoint;

  own = environment != NULL ? terrain_environment_ref (environment)
                            : terrain_profile_new_environment (profile, record->form_id, record->form_version);
  at = events->len > 0 ? ((TerrainEvent *) events->pdata[0])->at : record->changed;
  replay->interview = restore (form, own, instance, at, error);
  if (replay->interview == NULL)
    {
      g_prefix_error (error, _("The record could not be opened again: "));
      return FALSE;
    }

  terrain_profile_add_translations (profile, replay->interview);
  /* A language whose po file has gone is no reason to lose the record. */
  if (record->language != NULL)
    terrain_interview_set_language (replay->interview, record->language, NULL);
  for (guint i = 0; i < events->len; i++)
    replay_event (replay, events->pdata[i]);
  return TRUE;
}
