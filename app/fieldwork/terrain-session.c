/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-audit-private.h"
#include "terrain-completion-private.h"
#include "terrain-journal-private.h"
#include "terrain-local-entities-private.h"
#include "terrain-masks-private.h"
#include "terrain-po-watch-private.h"
#include "terrain-replay-private.h"
#include "terrain-session-private.h"

/* A restore replays at most about this many steps. */
#define CHECKPOINT_EVERY 200

struct _TerrainSession
{
  GObject parent_instance;
  TerrainProfile *profile;
  TerrainInterview *interview;
  char *uuid;
  TerrainJournal *journal;
  TerrainRemarks *remarks;
  TerrainPoWatch *po_watch; /* (nullable) */
  char *position;
  TerrainReach reach;
  guint64 checkpoint; /* the sequence after the last one asked for */
  gboolean touched;   /* the person has answered something, now or earlier */
  gboolean over;
  gint64 resumed;            /* µs since the epoch: when, where the audit log does not say it yet; else 0 */
  const TerrainAudit *audit; /* (nullable): the form's */
  TerrainSaveState save_state;
  char *save_error;
};

enum
{
  PROP_0,
  PROP_RECORD_UUID,
  PROP_SAVE_STATE,
  PROP_SAVE_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  TRANSLATIONS_CHANGED,
  REMARKS_CHANGED,
  PLACE_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainSession, terrain_session, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (TerrainSaveState, terrain_save_state,
                    G_DEFINE_ENUM_VALUE (TERRAIN_SAVE_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_SAVE_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_SAVE_FAILED, "failed"))

static void
terrain_session_finalize (GObject *object)
{
  TerrainSession *self = TERRAIN_SESSION (object);

  if (self->journal != NULL && terrain_journal_get_error (self->journal) != NULL)
    g_warning ("A session ended with %u steps that could not be written",
               terrain_journal_get_n_pending (self->journal));
  g_clear_pointer (&self->po_watch, terrain_po_watch_free);
  g_clear_pointer (&self->journal, terrain_journal_free);
  g_clear_pointer (&self->remarks, terrain_remarks_free);
  g_clear_object (&self->interview);
  g_clear_object (&self->profile);
  g_free (self->uuid);
  g_free (self->position);
  g_free (self->save_error);

  G_OBJECT_CLASS (terrain_session_parent_class)->finalize (object);
}

static void
terrain_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainSession *self = TERRAIN_SESSION (object);

  switch (id)
    {
    case PROP_RECORD_UUID:
      g_value_set_string (value, self->uuid);
      break;
    case PROP_SAVE_STATE:
      g_value_set_enum (value, (int) self->save_state);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_string (value, self->save_error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_session_class_init (TerrainSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = terrain_session_finalize;
  object_class->get_property = terrain_session_get_property;

  properties[PROP_RECORD_UUID] = g_param_spec_string ("record-uuid", NULL, NULL, NULL, flags);
  properties[PROP_SAVE_STATE] = g_param_spec_enum ("save-state", NULL, NULL, TERRAIN_TYPE_SAVE_STATE,
                                                   TERRAIN_SAVE_DONE, flags);
  properties[PROP_SAVE_ERROR] = g_param_spec_string ("save-error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TRANSLATIONS_CHANGED] = g_signal_new ("translations-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                                NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMARKS_CHANGED] = g_signal_new ("remarks-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
  signals[PLACE_WANTED] = g_signal_new ("place-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
terrain_session_init (TerrainSession *self)
{
  self->remarks = terrain_remarks_new ();
}

static void
set_save_state (TerrainSession *self, TerrainSaveState state, const char *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (g_strcmp0 (self->save_error, error) != 0)
    {
      g_free (self->save_error);
      self->save_error = g_strdup (error);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_ERROR]);
    }
  if (self->save_state != state)
    {
      self->save_state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVE_STATE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_journal_changed (gpointer user_data)
{
  TerrainSession *self = user_data;
  const GError *error = terrain_journal_get_error (self->journal);

  if (terrain_journal_get_n_pending (self->journal) == 0)
    set_save_state (self, TERRAIN_SAVE_DONE, NULL);
  else if (error != NULL)
    set_save_state (self, TERRAIN_SAVE_FAILED, error->message);
  /* Each further answer tries again by itself; the failure stands until that has succeeded, and does not blink. */
  else if (self->save_state != TERRAIN_SAVE_FAILED)
    set_save_state (self, TERRAIN_SAVE_PENDING, NULL);
}

static void
on_checkpoint_written (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* Only a slower restore: every step is in the journal. */
  if (!terrain_store_write_checkpoint_finish (TERRAIN_STORE (object), result, &error))
    g_message ("A checkpoint could not be written: %s", error->message);
}

/* A step that changes nothing. @value: (nullable) */
static void
append_moment (TerrainSession *self, const char *event, const char *value, gint64 at)
{
  TerrainStep step = { .kind = TERRAIN_STEP_AUDIT, .value = (char *) value, .event = (char *) event };

  step.seed = terrain_environment_get_seed (terrain_interview_get_environment (self->interview));
  terrain_journal_append (self->journal, at, &step);
}

/* It says something to the audit log, where there is to be one. */
static void
append_audit (TerrainSession *self, const char *event, const char *value, gint64 at)
{
  if (self->audit != NULL)
    append_moment (self, event, value, at);
}

static void
append_user (TerrainSession *self, const char *event, gint64 at)
{
  append_audit (self, event,
                terrain_environment_get_property (terrain_interview_get_environment (self->interview), "username"), at);
}

/* A record that is opened and only looked at keeps its journal. */
static void
note_resumed (TerrainSession *self)
{
  gint64 at = self->resumed;

  self->resumed = 0;
  if (at != 0)
    append_user (self, TERRAIN_AUDIT_RESUME, at);
}

/* @language: (nullable) */
static void
append_position (TerrainSession *self, const char *language, gboolean is_new)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (self->interview);
  TerrainStep step = { .kind = TERRAIN_STEP_POSITION, .ref = self->position, .value = (char *) language };

  if (is_new)
    terrain_audit_note_before (self->audit, self->interview, &step);
  step.seed = terrain_environment_get_seed (environment);
  terrain_journal_append (self->journal, terrain_environment_get_now (environment), &step);
  terrain_audit_clear_notes (&step);
}

/* What the instance does not hold is written again after each checkpoint, where a restore looks for it. */
static void
follow_checkpoint (TerrainSession *self)
{
  append_position (self, terrain_interview_get_language (self->interview), FALSE);
  self->checkpoint = terrain_journal_get_sequence (self->journal);
  terrain_reach_reset (&self->reach, self->interview);
}

static void
write_checkpoint (TerrainSession *self)
{
  g_autoptr (GBytes) instance = terrain_interview_save (self->interview);
  g_autofree char *name = terrain_interview_dup_shown_name (self->interview);

  terrain_store_write_checkpoint_async (terrain_profile_get_store (self->profile), self->uuid,
                                        terrain_journal_get_sequence (self->journal), instance, name,
                                        terrain_interview_get_language (self->interview), NULL, on_checkpoint_written,
                                        NULL);
  follow_checkpoint (self);
}

TerrainSession *
terrain_session_new (TerrainProfile *profile, const char *uuid, TerrainInterview *interview, guint64 sequence)
{
  TerrainSession *self = g_object_new (TERRAIN_TYPE_SESSION, NULL);

  self->profile = g_object_ref (profile);
  self->uuid = g_strdup (uuid);
  self->interview = g_object_ref (interview);
  self->journal = terrain_journal_new (terrain_profile_get_store (profile), uuid, sequence, on_journal_changed, self);
  self->checkpoint = sequence;
  self->audit = terrain_form_get_audit (terrain_interview_get_form (interview));
  terrain_interview_set_concealing (interview, terrain_masks_get_word ());
  return self;
}

static void
append_first_steps (TerrainSession *self, const char *event)
{
  follow_checkpoint (self);
  append_user (self, event, terrain_environment_get_now (terrain_interview_get_environment (self->interview)));
}

gboolean
terrain_session_start (TerrainSession *self, const char *event, GError **error)
{
  append_first_steps (self, event);
  terrain_session_settle_places (self);
  return terrain_journal_flush (self->journal, error);
}

TerrainSession *
terrain_session_resume (TerrainProfile *profile, const char *uuid, TerrainEnvironment *environment, GError **error)
{
  g_auto (TerrainReplay) replay = { 0 };
  TerrainSession *self;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!terrain_replay_record (profile, uuid, environment, &replay, error))
    return NULL;
  /* Killed on the way: without a beginning the answers that follow could not be taken back after the next restart. */
  if (!replay.has_checkpoint
      && !terrain_session_write_first_checkpoint (terrain_profile_get_store (profile), uuid, replay.interview, error))
    return NULL;
  self = terrain_session_new (profile, uuid, replay.interview, replay.sequence);
  if (!terrain_session_load_remarks (self, error))
    {
      g_object_unref (self);
      return NULL;
    }
  self->position = g_steal_pointer (&replay.position);
  self->reach = replay.reach;
  self->touched = replay.checkpoint > 0 || replay.n_steps > 0;
  if (replay.n_steps > 0)
    self->checkpoint = replay.checkpoint;
  if (self->audit != NULL)
    self->resumed = terrain_environment_get_now (terrain_interview_get_environment (self->interview));
  if (!replay.has_events && replay.checkpoint == 0)
    append_first_steps (self, TERRAIN_AUDIT_START);
  else if (!replay.has_events)
    follow_checkpoint (self);
  terrain_interview_request_sound (self->interview);
  terrain_session_settle_places (self); /* killed between asking and answering */
  return self;
}

const char *
terrain_session_get_record_uuid (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return self->uuid;
}

TerrainInterview *
terrain_session_get_interview (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return self->interview;
}

TerrainProfile *
terrain_session_get_profile (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return self->profile;
}

TerrainSaveState
terrain_session_get_save_state (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), TERRAIN_SAVE_FAILED);

  return self->save_state;
}

const char *
terrain_session_get_save_error (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return self->save_error;
}

static gboolean
check_going_on (TerrainSession *self, GError **error)
{
  if (self->over)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_STATE,
                         _("The record was closed. Open it again to change it."));
  return !self->over;
}

/* What an undo or redo led to, for a restore that knows no more than the last checkpoint. */
static void
keep_instance (TerrainSession *self, TerrainStep *step)
{
  g_autoptr (GBytes) instance = terrain_interview_save (self->interview);
  gsize size;
  const char *text = g_bytes_get_data (instance, &size);

  step->instance = g_strndup (text, size);
  step->value = (char *) terrain_interview_get_language (self->interview);
}

static void
write_step (TerrainSession *self, TerrainStep *step, gint64 now)
{
  terrain_journal_append (self->journal, now, step);
  terrain_reach_follow (&self->reach, self->interview, step);
  g_clear_pointer (&step->instance, g_free);
}

static void
write_remark (TerrainSession *self, TerrainStep *step, gint64 now)
{
  step->seed = terrain_environment_get_seed (terrain_interview_get_environment (self->interview));
  terrain_remarks_apply (self->remarks, step, now);
  terrain_journal_append (self->journal, now, step);
}

static void
move_remarks (TerrainSession *self, TerrainStep *step)
{
  gboolean moved = step->gone != NULL ? terrain_remarks_follow (self->remarks, step->gone, FALSE)
                                      : step->back != NULL && terrain_remarks_follow (self->remarks, step->back, TRUE);

  if (step->kind != TERRAIN_STEP_UNDO && step->kind != TERRAIN_STEP_REDO)
    terrain_remarks_clear_redo (self->remarks);
  g_clear_pointer (&step->gone, g_free);
  g_clear_pointer (&step->back, g_free);
  if (!moved)
    return;
  terrain_session_follow_masks (self);
  terrain_session_tell_remarks (self);
}

void
terrain_session_tell_remarks (TerrainSession *self)
{
  g_signal_emit (self, signals[REMARKS_CHANGED], 0);
}

TerrainRemarks *
terrain_session_get_remarks (TerrainSession *self)
{
  return self->remarks;
}

gboolean
terrain_session_append_remark (TerrainSession *self, TerrainStep *step, GError **error)
{
  if (!check_going_on (self, error))
    return FALSE;
  note_resumed (self);
  if (self->audit != NULL && step->kind != TERRAIN_STEP_MASK)
    {
      step->event = g_strdup (step->kind == TERRAIN_STEP_REMARK ? TERRAIN_AUDIT_NOTE : TERRAIN_AUDIT_CONFIRM);
      step->node = g_strdup (step->ref);
    }
  write_remark (self, step, terrain_environment_get_now (terrain_interview_get_environment (self->interview)));
  terrain_audit_clear_notes (step);
  self->touched = TRUE;
  terrain_session_tell_remarks (self);
  return TRUE;
}

/* Done first, then written: a step the interview refuses is none. @outcome: (optional) */
static gboolean
do_step (TerrainSession *self, TerrainStep *step, TerrainOutcome *outcome, GError **error)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (self->interview);
  gint64 now = terrain_environment_get_now (environment);
  gboolean is_beyond = FALSE;
  TerrainOutcome own = { 0 };

  if (!check_going_on (self, error))
    return FALSE;
  if (step->kind == TERRAIN_STEP_UNDO || step->kind == TERRAIN_STEP_REDO)
    is_beyond = terrain_reach_is_beyond (&self->reach, self->interview, step);
  terrain_audit_note_before (self->audit, self->interview, step);
  step->seed = terrain_environment_get_seed (environment);
  if (step->kind == TERRAIN_STEP_REMOVE)
    step->gone = terrain_session_dup_canonical (self, step->ref, NULL);
  if (!terrain_step_apply (step, self->interview, now, &own, error))
    {
      terrain_audit_clear_notes (step);
      g_clear_pointer (&step->gone, g_free);
      return FALSE;
    }

  note_resumed (self);
  terrain_audit_note_after (self->audit, self->interview, step, own.position);
  if (is_beyond)
    keep_instance (self, step);
  terrain_session_note_instance (step, own.change);
  write_step (self, step, now);
  terrain_audit_clear_notes (step);
  move_remarks (self, step);
  if (outcome != NULL)
    *outcome = own;
  else
    g_clear_pointer (&own.change, terrain_change_free);
  if (step->kind != TERRAIN_STEP_LANGUAGE)
    self->touched = TRUE;
  if (terrain_journal_get_sequence (self->journal) >= self->checkpoint + CHECKPOINT_EVERY)
    write_checkpoint (self);
  if (step->kind != TERRAIN_STEP_FILL)
    terrain_session_settle_places (self);
  return TRUE;
}

gboolean
terrain_session_answer (TerrainSession *self, const char *ref, const char *value, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_SET, .ref = (char *) ref, .value = (char *) value };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  return do_step (self, &step, NULL, error);
}

gboolean
terrain_session_answer_joined (TerrainSession *self, const char *ref, const char *value, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_SET, .ref = (char *) ref, .value = (char *) value };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  /* From a checkpoint on, what was before it is not known any more. */
  step.joined = terrain_journal_get_sequence (self->journal) > self->checkpoint;
  return do_step (self, &step, NULL, error);
}

gboolean
terrain_session_fill (TerrainSession *self, const char *ref, const char *value, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_FILL, .ref = (char *) ref, .value = (char *) value };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  return do_step (self, &step, NULL, error);
}

gboolean
terrain_session_fill_quietly (TerrainSession *self, const char *ref, const char *value, GError **error)
{
  gboolean touched = self->touched, filled = terrain_session_fill (self, ref, value, error);

  self->touched = touched; /* not by the person */
  return filled;
}

guint
terrain_session_add_instance (TerrainSession *self, const char *ref, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_ADD, .ref = (char *) ref };
  TerrainOutcome outcome = { 0 };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), 0);
  g_return_val_if_fail (ref != NULL, 0);

  return do_step (self, &step, &outcome, error) ? outcome.position : 0;
}

gboolean
terrain_session_remove_instance (TerrainSession *self, const char *ref, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_REMOVE, .ref = (char *) ref };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  return do_step (self, &step, NULL, error);
}

gboolean
terrain_session_set_language (TerrainSession *self, const char *language, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_LANGUAGE, .value = (char *) language };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (language != NULL, FALSE);

  if (g_strcmp0 (terrain_interview_get_language (self->interview), language) == 0)
    return check_going_on (self, error);
  return do_step (self, &step, NULL, error);
}

static gboolean
do_history_step (TerrainSession *self, TerrainStepKind kind, TerrainChange **change, GError **error)
{
  TerrainStep step = { .kind = kind };
  TerrainOutcome outcome = { 0 };

  if (!check_going_on (self, error))
    return FALSE;
  outcome.change = terrain_session_take_back_remark (self, kind == TERRAIN_STEP_REDO, NULL);
  if (outcome.change == NULL && !do_step (self, &step, &outcome, error))
    return FALSE;
  if (change != NULL)
    *change = outcome.change;
  else
    terrain_change_free (outcome.change);
  return TRUE;
}

gboolean
terrain_session_undo (TerrainSession *self, TerrainChange **change, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  return do_history_step (self, TERRAIN_STEP_UNDO, change, error);
}

gboolean
terrain_session_redo (TerrainSession *self, TerrainChange **change, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  return do_history_step (self, TERRAIN_STEP_REDO, change, error);
}

void
terrain_session_set_position (TerrainSession *self, const char *ref)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));
  g_return_if_fail (ref != NULL);

  if (self->over || g_strcmp0 (self->position, ref) == 0)
    return;
  g_free (self->position);
  self->position = g_strdup (ref);
  note_resumed (self);
  append_position (self, NULL, TRUE);
}

const char *
terrain_session_get_position (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return self->position;
}

void
terrain_session_append_audit (TerrainSession *self, const char *event, const char *value)
{
  if (self->over)
    return;
  note_resumed (self);
  append_audit (self, event, value, terrain_environment_get_now (terrain_interview_get_environment (self->interview)));
}

void
terrain_session_append_moment (TerrainSession *self, const char *event, const char *value)
{
  if (self->over)
    return;
  note_resumed (self);
  append_moment (self, event, value, terrain_environment_get_now (terrain_interview_get_environment (self->interview)));
}

gboolean
terrain_session_flush (TerrainSession *self, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  return self->over || terrain_journal_flush (self->journal, error);
}

void
terrain_session_retry (TerrainSession *self)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));

  if (self->over || terrain_journal_get_n_pending (self->journal) == 0)
    return;
  set_save_state (self, TERRAIN_SAVE_PENDING, NULL);
  terrain_journal_retry (self->journal);
}

/* Flushed; the checkpoint only saves time later, so the session is over with or without. */
static void
write_last_checkpoint (TerrainSession *self)
{
  g_autoptr (GError) error = NULL;

  if (self->checkpoint == terrain_journal_get_sequence (self->journal))
    return;
  write_checkpoint (self);
  if (!terrain_journal_flush (self->journal, &error))
    g_message ("The position in a record could not be written: %s", error->message);
}

gboolean
terrain_session_close (TerrainSession *self, gboolean drop_untouched, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  if (self->over)
    return TRUE;
  if (!terrain_journal_flush (self->journal, error))
    return FALSE;

  if (drop_untouched && !self->touched)
    {
      if (!terrain_store_erase_record (terrain_profile_get_store (self->profile), self->uuid, error))
        return FALSE;
    }
  else
    {
      /* Still to be written means that nothing was done. */
      if (self->resumed == 0)
        append_audit (self, TERRAIN_AUDIT_EXIT, NULL,
                      terrain_environment_get_now (terrain_interview_get_environment (self->interview)));
      write_last_checkpoint (self);
    }
  self->over = TRUE;
  return TRUE;
}

/* Before the record is finished, for the submission names the log: drafts begun by earlier versions do not yet. */
static gboolean
name_audit_log (TerrainSession *self, GError **error)
{
  TerrainNode *node = self->audit != NULL ? terrain_interview_find_node (self->interview, self->audit->ref, NULL) : NULL;
  g_autofree char *name = node != NULL ? terrain_node_dup_string (node) : NULL;

  return node == NULL || g_str_equal (name, TERRAIN_AUDIT_FILE)
         || terrain_session_fill (self, self->audit->ref, TERRAIN_AUDIT_FILE, error);
}

/* The last row stands in the journal before the log is made of it. */
static gboolean
write_audit_log (TerrainSession *self, gint64 now, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GBytes) log = NULL;
  guint64 first;

  if (self->audit == NULL)
    return TRUE;
  append_audit (self, TERRAIN_AUDIT_FINALIZE, NULL, now);
  if (!terrain_journal_flush (self->journal, error)
      || !terrain_store_load_history (store, self->uuid, 0, &instance, &first, &events, error))
    return FALSE;
  log = terrain_audit_write (self->audit, events);
  return terrain_store_put_attachment (store, self->uuid, TERRAIN_AUDIT_FILE, "text/csv", log, error);
}

gboolean
terrain_session_complete (TerrainSession *self, gboolean queue, char **instance_id, GBytes **xml, GError **error)
{
  TerrainEnvironment *environment;
  g_autofree char *made_id = NULL;
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GBytes) kept = NULL;
  gint64 now;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  if (!check_going_on (self, error) || !name_audit_log (self, error) || !terrain_journal_flush (self->journal, error))
    return FALSE;
  note_resumed (self);
  environment = terrain_interview_get_environment (self->interview);
  now = terrain_environment_get_now (environment);
  {
    g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (environment, now);

    if (terrain_session_check_confirmed (self, error))
      made = terrain_interview_complete (self->interview, &made_id, error);
  }
  if (made == NULL)
    {
      append_audit (self, TERRAIN_AUDIT_INCOMPLETE, NULL, now);
      return FALSE;
    }
  if (write_audit_log (self, now, error)
      && terrain_local_entities_note (terrain_profile_get_store (self->profile), self->uuid, self->interview, error))
    kept = terrain_completion_store (self->profile, self->uuid, self->interview,
                                     terrain_journal_get_sequence (self->journal), made_id, made, queue, now, error);
  if (kept == NULL)
    {
      append_audit (self, TERRAIN_AUDIT_FINALIZE_ERROR, NULL, now);
      return FALSE;
    }

  self->over = TRUE;
  if (instance_id != NULL)
    *instance_id = g_steal_pointer (&made_id);
  if (xml != NULL)
    *xml = g_steal_pointer (&kept);
  return TRUE;
}

static void
on_translations_changed (gpointer user_data)
{
  g_signal_emit (user_data, signals[TRANSLATIONS_CHANGED], 0);
}

void
terrain_session_watch_translations (TerrainSession *self)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));

  if (self->po_watch == NULL)
    self->po_watch = terrain_po_watch_new (self->profile, self->interview, on_translations_changed, self);
}
