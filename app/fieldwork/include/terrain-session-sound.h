/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/*
 * The recording of an interview that a form asks for (odk:recordaudio, XLSForm "background-audio"): who records, and whether
 * anybody agreed, is the caller's. It grows in the record's own files, so that a kill loses what was not handed over yet and
 * nothing else; several sittings make one file, as in ODK Collect, whose parts follow each other. So what is appended must
 * be whole in itself: Ogg streams are (RFC 3533, section 4: "chained").
 */

/* Whether the form waits for it now. */
gboolean terrain_session_wants_sound (TerrainSession *self);
/* Returns: (transfer full) (nullable): "voice-only", "low", "normal"; NULL where the form does not say */
char *terrain_session_dup_sound_quality (TerrainSession *self);
/* Returns: (transfer full) (nullable): the file it goes into: the one a former sitting made, or a new one called after the
 * node that asked first. NULL where nothing waits. @size: (out): of what is there already */
char *terrain_session_dup_sound_name (TerrainSession *self, const char *extension, guint64 *size);
/* Whether somebody said no in this record, and nobody yes since. Reads the journal. */
gboolean terrain_session_was_sound_refused (TerrainSession *self);

/**
 * TerrainSoundNote:
 * @TERRAIN_SOUND_AGREED: recording was agreed to
 * @TERRAIN_SOUND_REFUSED: it was not, or not any more
 * @TERRAIN_SOUND_BEGINS: what is said is recorded from here on
 * @TERRAIN_SOUND_ENDS: it is not, for a while or for good
 *
 * For the journal of every record; the audit log has them as ODK Collect's "background audio enabled" and "… disabled".
 */
typedef enum
{
  TERRAIN_SOUND_AGREED,
  TERRAIN_SOUND_REFUSED,
  TERRAIN_SOUND_BEGINS,
  TERRAIN_SOUND_ENDS,
} TerrainSoundNote;

void terrain_session_note_sound (TerrainSession *self, TerrainSoundNote note);

/* Puts @sound into the file, at @offset, which is its end, then names that wherever the form waits for it. Asked for twice, also
 * while the first time is under way, it is done once. The call that waits is for the end of a sitting. */
void terrain_session_append_sound_async (TerrainSession *self, const char *name, const char *content_type, guint64 offset,
                                         GBytes *sound, GAsyncReadyCallback callback, gpointer user_data);
gboolean terrain_session_append_sound_finish (TerrainSession *self, GAsyncResult *result, GError **error);
gboolean terrain_session_append_sound (TerrainSession *self, const char *name, const char *content_type, guint64 offset,
                                       GBytes *sound, GError **error);
/* Takes the recording out of the record: its name wherever it stands, then the file. */
gboolean terrain_session_remove_sound (TerrainSession *self, const char *name, GError **error);

G_END_DECLS
