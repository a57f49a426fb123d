/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/**
 * TerrainSaveState:
 * @TERRAIN_SAVE_DONE: everything answered so far is on the disk
 * @TERRAIN_SAVE_PENDING: an answer is on its way there
 * @TERRAIN_SAVE_FAILED: it could not be written; "save-error" says why, terrain_session_retry() tries again
 */
typedef enum
{
  TERRAIN_SAVE_DONE,
  TERRAIN_SAVE_PENDING,
  TERRAIN_SAVE_FAILED,
} TerrainSaveState;

#define TERRAIN_TYPE_SAVE_STATE (terrain_save_state_get_type ())
GType terrain_save_state_get_type (void);

/*
 * TerrainSession: one record being filled in: an interview whose every step goes into the journal.
 *
 * All changes of a record go through here; the interview it shows must not be changed behind its back. Each step holds
 * the clock and seeds the random source with values that are written with it, so that a restored record is the same
 * byte for byte. Steps are durable in order; "save-state" is DONE only when the last one is.
 * Properties: "save-state", "save-error" (char *), "record-uuid".
 */
#define TERRAIN_TYPE_SESSION (terrain_session_get_type ())
G_DECLARE_FINAL_TYPE (TerrainSession, terrain_session, TERRAIN, SESSION, GObject)

/* Begins a record. @language: (nullable): the form's default. The record is in the store with its first checkpoint.
 * TERRAIN_ENGINE_ERROR_ENCRYPTION where none of the form could be completed, its public key being unusable. */
TerrainSession *terrain_session_begin (TerrainProfile *profile, TerrainForm *form, const char *language,
                                       GError **error);
/* The same with what an outside caller decides: @uuid (nullable: made), @environment (nullable: system clock, local
 * zone, this profile's device id and operator). */
TerrainSession *terrain_session_begin_full (TerrainProfile *profile, TerrainForm *form, const char *language,
                                            const char *uuid, TerrainEnvironment *environment, GError **error);
/*
 * Begins a revision of a record that was sent: a new record with its answers and files and an instanceID of its own, which
 * names the sent one as its deprecatedID. TERRAIN_STORE_ERROR_STATE where it was not sent, is encrypted, was corrected
 * already, or its form does not want that. Otherwise as terrain_session_begin_full().
 */
TerrainSession *terrain_session_begin_edit (TerrainProfile *profile, const char *uuid, const char *new_uuid,
                                            TerrainEnvironment *environment, GError **error);
/* Whether that would be done; why not is in @error, a sentence for a person. */
gboolean terrain_session_check_edit (TerrainProfile *profile, const char *uuid, GError **error);
/* Goes on with a draft: its last checkpoint and the events after it. */
TerrainSession *terrain_session_resume (TerrainProfile *profile, const char *uuid, TerrainEnvironment *environment,
                                        GError **error);

const char *terrain_session_get_record_uuid (TerrainSession *self);
TerrainInterview *terrain_session_get_interview (TerrainSession *self);
TerrainProfile *terrain_session_get_profile (TerrainSession *self);
TerrainSaveState terrain_session_get_save_state (TerrainSession *self);
const char *terrain_session_get_save_error (TerrainSession *self);

/* As the interview's calls of the same names, journalled. They return at once; see "save-state". */
gboolean terrain_session_answer (TerrainSession *self, const char *ref, const char *value, GError **error);
/* terrain_interview_answer_joined(): undone together with the step before it, where that is possible. */
gboolean terrain_session_answer_joined (TerrainSession *self, const char *ref, const char *value, GError **error);
/*
 * terrain_interview_fill(), journalled. What the form asks of the device waits in terrain_interview_dup_captures(). Places
 * are asked of whoever shows the record, or blank at once (terrain-session-places.h). Sound waits.
 */
gboolean terrain_session_fill (TerrainSession *self, const char *ref, const char *value, GError **error);
guint terrain_session_add_instance (TerrainSession *self, const char *ref, GError **error);
gboolean terrain_session_remove_instance (TerrainSession *self, const char *ref, GError **error);
gboolean terrain_session_set_language (TerrainSession *self, const char *language, GError **error);
/*
 * terrain_interview_undo() and _redo(), journalled: as durable as an answer. What can be taken back, and the words for it,
 * is asked of the interview (terrain_interview_can_undo(), _dup_undo()). It reaches across restarts, and checkpoints, as
 * far back as TERRAIN_HISTORY_MAX_STEPS steps of the journal; a record that was completed and reopened, or whose form or
 * lists were replaced meanwhile, begins anew there.
 * @change: (out) (optional) (transfer full)
 */
gboolean terrain_session_undo (TerrainSession *self, TerrainChange **change, GError **error);
gboolean terrain_session_redo (TerrainSession *self, TerrainChange **change, GError **error);
/* From now on a po file that comes into the profile's po/<form id> folder, or changes there, is a language of the open
 * interview at once ("translations-changed"), in the main context this is called in. */
void terrain_session_watch_translations (TerrainSession *self);
/* Where the person is, so that a resumed record opens there. */
void terrain_session_set_position (TerrainSession *self, const char *ref);
/* Returns: (nullable): where the person was */
const char *terrain_session_get_position (TerrainSession *self);

/**
 * TerrainSessionNote:
 * @TERRAIN_SESSION_JUMP: the person looks at the list of all questions
 * @TERRAIN_SESSION_END_SCREEN: the person is after the last question, until the next position
 * @TERRAIN_SESSION_CHANGE_REASON: why they changed the record, in their words
 *
 * What only the audit log wants to know; positions, answers, beginning and end are in it anyway.
 */
typedef enum
{
  TERRAIN_SESSION_JUMP,
  TERRAIN_SESSION_END_SCREEN,
  TERRAIN_SESSION_CHANGE_REASON,
} TerrainSessionNote;

/* Nothing happens where the form asks for no audit log. @text: (nullable): of a reason */
void terrain_session_note (TerrainSession *self, TerrainSessionNote note, const char *text);

/* Waits until every step is durable (command line, leaving a page). FALSE where one could not be written. */
gboolean terrain_session_flush (TerrainSession *self, GError **error);
/* Tries again to write what failed. */
void terrain_session_retry (TerrainSession *self);
/* Flush and checkpoint; the session is over. A draft whose person answered nothing can be dropped: @drop_untouched. */
gboolean terrain_session_close (TerrainSession *self, gboolean drop_untouched, GError **error);

/* Finalises and stores the submission; queued for sending where @queue. TERRAIN_ENGINE_ERROR_INCOMPLETE with the list
 * in terrain_interview_validate(). The session is over afterwards. @xml: (out) (optional): what will be sent: of a form
 * with a public key, the manifest of the encrypted submission; nothing of the record can be read here then. */
gboolean terrain_session_complete (TerrainSession *self, gboolean queue, char **instance_id, GBytes **xml,
                                   GError **error);

G_END_DECLS
