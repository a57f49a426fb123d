/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/**
 * TerrainConversationState:
 * @TERRAIN_CONVERSATION_NONE: the form asks for no recording
 * @TERRAIN_CONVERSATION_UNASKED: it does, and nobody was asked yet in this sitting
 * @TERRAIN_CONVERSATION_OFF: this program is set not to record
 * @TERRAIN_CONVERSATION_REFUSED: somebody said no
 * @TERRAIN_CONVERSATION_RECORDING: what is said is recorded
 * @TERRAIN_CONVERSATION_PAUSED: by hand; it goes on by hand
 * @TERRAIN_CONVERSATION_HELD: not to be seen, or the respondent answers alone; it goes on by itself
 * @TERRAIN_CONVERSATION_STOPPED: ended by hand, and kept
 * @TERRAIN_CONVERSATION_FAILED: it cannot be recorded; "problem" says why
 */
typedef enum
{
  TERRAIN_CONVERSATION_NONE,
  TERRAIN_CONVERSATION_UNASKED,
  TERRAIN_CONVERSATION_OFF,
  TERRAIN_CONVERSATION_REFUSED,
  TERRAIN_CONVERSATION_RECORDING,
  TERRAIN_CONVERSATION_PAUSED,
  TERRAIN_CONVERSATION_HELD,
  TERRAIN_CONVERSATION_STOPPED,
  TERRAIN_CONVERSATION_FAILED,
} TerrainConversationState;

#define TERRAIN_TYPE_CONVERSATION_STATE (terrain_conversation_state_get_type ())
GType terrain_conversation_state_get_type (void);

/*
 * TerrainConversation: the recording of one sitting of an interview whose form asks for it (odk:recordaudio). Nothing is heard
 * before somebody agreed (terrain_conversation_agree()), nor while no TerrainConversationBar is to be seen. A pause lets go of
 * the microphone; the stretches follow each other in one file of the record, which has all but the last seconds at any time.
 * Properties, all read-only and notified: "state", "seconds" (guint: recorded in this sitting), "problem" (char *, nullable: a
 * whole sentence; also while it records).
 */
#define TERRAIN_TYPE_CONVERSATION (terrain_conversation_get_type ())
G_DECLARE_FINAL_TYPE (TerrainConversation, terrain_conversation, TERRAIN, CONVERSATION, GObject)

TerrainConversation *terrain_conversation_new (TerrainSession *session);

TerrainConversationState terrain_conversation_get_state (TerrainConversation *self);
const char *terrain_conversation_get_problem (TerrainConversation *self);
guint terrain_conversation_get_seconds (TerrainConversation *self);
/* Whether a former sitting of this record was recorded. */
gboolean terrain_conversation_has_earlier (TerrainConversation *self);
/* Whether somebody who said no may be asked again: not after all was deleted, until the record is opened again. */
gboolean terrain_conversation_can_ask (TerrainConversation *self);
TerrainSession *terrain_conversation_get_session (TerrainConversation *self);

/* What was answered to the question whether to record; kept in the record's journal. */
void terrain_conversation_agree (TerrainConversation *self);
void terrain_conversation_refuse (TerrainConversation *self);
/* Refused without a question, for this sitting: the program is set so. */
void terrain_conversation_turn_off (TerrainConversation *self);

void terrain_conversation_pause (TerrainConversation *self);
/* Also after a stop, and after a microphone was put back. */
void terrain_conversation_resume (TerrainConversation *self);
/* Ends it; what was recorded stays. */
void terrain_conversation_stop (TerrainConversation *self);
/* Ends it, and takes all that was recorded out of the record, also in former sittings: nobody agrees any more. */
void terrain_conversation_erase (TerrainConversation *self);
/* For as long as it is held, nothing is recorded. Holds are counted. */
void terrain_conversation_hold (TerrainConversation *self);
void terrain_conversation_release (TerrainConversation *self);

/*
 * The sitting ends: waits until what was said is in the record, half a second at most beside the disk. FALSE with a whole
 * sentence where it could not be written; it is then still there to try again, and as a rule goes on being recorded.
 */
gboolean terrain_conversation_finish (TerrainConversation *self, GError **error);
/* It does not end after all. */
void terrain_conversation_go_on (TerrainConversation *self);
/* What could not be written is given up. */
void terrain_conversation_drop (TerrainConversation *self);

G_END_DECLS
