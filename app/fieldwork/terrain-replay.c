/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
apply (TerrainStep *self, TerrainInterview *interview, TerrainOutcome *outcome, GError **error)
{
  switch (self->kind)
    {
    case TERRAIN_STEP_SET:
      if (self->joined)
        return terrain_interview_answer_joined (interview, self->ref, self->value, error);
      return terrain_interview_answer (interview, self->ref, self->value, error);

    case TERRAIN_STEP_ADD:
      outcome->position = terrain_interview_add_instance (interview, self->ref, error);
      return outcome->position > 0;

    case TERRAIN_STEP_REMOVE:
      return terrain_interview_remove_instance (interview, self->ref, error);

    case TERRAIN_STEP_LANGUAGE:
      return terrain_interview_set_language (interview, self->value, error);

    case TERRAIN_STEP_UNDO:
      return terrain_interview_undo (interview, &outcome->change, error);

    case TERRAIN_STEP_REDO:
      return terrain_interview_redo (interview, &outcome->change, error);

    case TERRAIN_STEP_FILL:
      return terrain_interview_fill (interview, self->ref, self->value, error);

    case TERRAIN_STEP_AUDIT:
    case TERRAIN_STEP_REMARK:
    case TERRAIN_STEP_CONFIRM:
    case TERRAIN_STEP_MASK:
    case TERRAIN_STEP_POSITION: /* sets the seed, see above */
    case TERRAIN_STEP_UNKNOWN:
    default:
      return TRUE;
    }
}

gboolean
terrain_step_apply (TerrainStep *self, TerrainInterview *interview, gint64 at, TerrainOutcome *outcome,
                    GError **error)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (interview);
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, at);
  TerrainOutcome own = { 0 };
  gboolean is_done;

  terrain_environment_set_seed (environment, self->seed);
  is_done = apply (self, interview, &own, error);
  if (outcome != NULL)
    *outcome = own;
  else
    g_clear_pointer (&own.change, terrain_change_free);
  return is_done;
}

void
terrain_reach_reset (TerrainReach *self, TerrainInterview *interview)
{
  self->undo = terrain_interview_get_n_undo (interview);
  self->redo = terrain_interview_get_n_redo (interview);
}

void
terrain_reach_follow (TerrainReach *self, TerrainInterview *interview, const TerrainStep *step)
{
  TerrainReach now;

  terrain_reach_reset (&now, interview);
  self->undo = step->instance != NULL ? now.undo : MIN (self->undo, now.undo);
  self->redo = step->instance != NULL ? now.redo : MIN (self->redo, now.redo);
}

gboolean
terrain_reach_is_beyond (const TerrainReach *self, TerrainInterview *interview, const TerrainStep *step)
{
  return step->kind == TERRAIN_STEP_UNDO ? terrain_interview_get_n_undo (interview) <= self->undo
                                         : terrain_interview_get_n_redo (interview) <= self->redo;
}

void
terrain_replay_clear (TerrainReplay *self)
{
  g_clear_object (&self->interview);
  g_clear_pointer (&self->position, g_free);
}

/* How far back undo reaches, in steps of the journal; what the interview itself keeps. */
#define MAX_HISTORY TERRAIN_HISTORY_MAX_STEPS

/* What a replay works with. */
typedef struct
{
  TerrainProfile *profile;
  const TerrainRecord *record;
  TerrainForm *form;
  TerrainEnvironment *environment;
} Replayer;

/*
 * The record as @instance has it, the clock standing at @at: what depends on today's date then is what it was.
 * @language: (nullable)
 */
static TerrainInterview *
restore (Replayer *self, GBytes *instance, const char *language, gint64 at, GError **error)
{
  g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (self->environment, at);
  TerrainInterview *interview;

  /* Killed between the record and its first checkpoint: nothing was asked yet. */
  interview = instance != NULL ? terrain_interview_restore (self->form, self->environment, instance, error)
                               : terrain_interview_new (self->form, self->environment);
  if (interview == NULL)
    return NULL;
  terrain_profile_add_translations (self->profile, interview);
  /* A language whose po file has gone is no reason to lose the record. */
  if (language != NULL)
    terrain_interview_set_language (interview, language, NULL);
  terrain_interview_clear_history (interview);
  return interview;
}

/* An undo or redo of what is not known any more brings what it led to. */
static gboolean
take_over (Replayer *self, TerrainReplay *replay, TerrainStep *step, gint64 at, GError **error)
{
  g_autoptr (GBytes) instance = g_bytes_new (step->instance, strlen (step->instance));
  TerrainInterview *interview = restore (self, instance, step->value, at, error);

  if (interview == NULL)
    return FALSE;
  terrain_environment_set_seed (self->environment, step->seed);
  g_object_unref (replay->interview);
  replay->interview = interview;
  return TRUE;
}

static gboolean
do_again (Replayer *self, TerrainReplay *replay, TerrainStep *step, gint64 at, GError **error)
{
  gboolean is_unknown = (step->kind == TERRAIN_STEP_UNDO && !terrain_interview_can_undo (replay->interview))
                        || (step->kind == TERRAIN_STEP_REDO && !terrain_interview_can_redo (replay->interview));

  if (is_unknown && step->instance != NULL)
    return take_over (self, replay, step, at, error);
  return terrain_step_apply (step, replay->interview, at, NULL, error);
}

/* Whether the person has done something, not only this program around them. */
static gboolean
is_of_person (const TerrainStep *step)
{
  return step == NULL
         || (step->kind != TERRAIN_STEP_AUDIT
             && !(step->kind == TERRAIN_STEP_FILL && (step->value == NULL || *step->value == '\0')));
}

/* A step that cannot be done again is left out, not the record with it: it stays in the journal. */
static void
replay_event (Replayer *self, TerrainReplay *replay, TerrainEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainStep) step = terrain_step_new_from_event (event->kind, event->payload, &error);

  replay->sequence = event->sequence;
  if (step != NULL && step->kind == TERRAIN_STEP_POSITION)
    {
      g_free (replay->position);
      replay->position = g_strdup (step->ref);
    }
  else if (is_of_person (step))
    {
      replay->n_steps++;
    }
  /* The message may hold an answer; the code does not. */
  if (step == NULL || !do_again (self, replay, step, event->at, &error))
    g_warning ("Step %u of a record could not be done again (%s %d)", (guint) event->sequence,
               g_quark_to_string (error->domain), error->code);
  else
    terrain_reach_follow (&replay->reach, replay->interview, step);
}

/* A position after a checkpoint says in which language it was. (transfer full) (nullable) */
static char *
find_language (GPtrArray *events)
{
  TerrainEvent *event = events->len > 0 ? events->pdata[0] : NULL;
  g_autoptr (TerrainStep) step = NULL;

  if (event == NULL)
    return NULL;
  step = terrain_step_new_from_event (event->kind, event->payload, NULL);
  return step != NULL && step->kind == TERRAIN_STEP_POSITION ? g_steal_pointer (&step->value) : NULL;
}

static gboolean
replay_up_to (Replayer *self, TerrainReplay *replay, GPtrArray *events, guint64 sequence)
{
  for (guint i = 0; i < events->len; i++)
    {
      TerrainEvent *event = events->pdata[i];
      g_autoptr (TerrainStep) step = NULL;

      if (event->sequence > sequence)
        break;
      step = terrain_step_new_from_event (event->kind, event->payload, NULL);
      if (step == NULL || !do_again (self, replay, step, event->at, NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_as_kept (Replayer *self, TerrainInterview *interview, GBytes *instance)
{
  g_autoptr (GBytes) now = terrain_interview_save (interview);

  return g_bytes_equal (now, instance)
         && g_strcmp0 (terrain_interview_get_language (interview), self->record->language) == 0;
}

/*
 * The last checkpoint says what the record is. So that steps from before it can be taken back too, they are done again
 * from an earlier one; where that leads to anything but the last checkpoint, byte for byte (the record was completed and
 * reopened, its form was replaced, a list of choices is another now), the record begins there.
 */
static void
replay_history (Replayer *self, TerrainReplay *replay, GBytes *checkpoint)
{
  guint64 seed = terrain_environment_get_seed (self->environment);
  guint64 not_before = replay->checkpoint > MAX_HISTORY ? replay->checkpoint - MAX_HISTORY : 0;
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *language = NULL;
  guint64 first;

  if (checkpoint == NULL || replay->checkpoint == 0
      || !terrain_store_load_history (terrain_profile_get_store (self->profile), self->record->uuid, not_before,
                                      &instance, &first, &events, NULL)
      || instance == NULL || first >= replay->checkpoint)
    return;
  language = find_language (events);
  if (language != NULL)
    replay->interview = restore (self, instance, language, ((TerrainEvent *) events->pdata[0])->at, NULL);
  if (replay->interview != NULL
      && (!replay_up_to (self, replay, events, replay->checkpoint) || !is_as_kept (self, replay->interview, checkpoint)))
    g_clear_object (&replay->interview);
  if (replay->interview == NULL)
    terrain_environment_set_seed (self->environment, seed);
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
  Replayer replayer;
  gint64 at;

  if (record == NULL || !check_draft (record, error))
    return FALSE;
  form = terrain_profile_load_record_form (profile, uuid, error);
  if (form == NULL || !terrain_store_load_journal (store, uuid, &instance, &replay->checkpoint, &events, error))
    return FALSE;
  replay->sequence = replay->checkpoint;
  replay->has_checkpoint = instance != NULL;
  replay->has_events = events->len > 0;

  own = environment != NULL ? terrain_environment_ref (environment)
                            : terrain_profile_new_environment (profile, record->form_id, record->form_version);
  at = events->len > 0 ? ((TerrainEvent *) events->pdata[0])->at : record->changed;
  replayer = (Replayer) { profile, record, form, own };
  replay_history (&replayer, replay, instance);
  if (replay->interview == NULL)
    replay->interview = restore (&replayer, instance, record->language, at, error);
  if (replay->interview == NULL)
    {
      g_prefix_error (error, _("The record could not be opened again: "));
      return FALSE;
    }

  terrain_reach_reset (&replay->reach, replay->interview);
  for (guint i = 0; i < events->len; i++)
    replay_event (&replayer, replay, events->pdata[i]);
  return TRUE;
}
