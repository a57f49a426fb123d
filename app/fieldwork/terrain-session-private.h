/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-remarks-private.h"
#include "terrain-session.h"

G_BEGIN_DECLS

/* @sequence: the record's last event */
TerrainSession *terrain_session_new (TerrainProfile *profile, const char *uuid, TerrainInterview *interview,
                                     guint64 sequence);
/* A new record of @form in @language (nullable), not yet in the store. */
TerrainInterview *terrain_session_new_interview (TerrainProfile *profile, TerrainForm *form, const char *language,
                                                 TerrainEnvironment *environment, gint64 now, GError **error);
/* Puts it there. @uuid: (nullable): made. @revised: (nullable): the record that this is a revision of */
TerrainSession *terrain_session_begin_record (TerrainProfile *profile, TerrainInterview *interview, const char *uuid,
                                              const char *revised, gint64 now, GError **error);
/* What every history of a record begins with. */
gboolean terrain_session_write_first_checkpoint (TerrainStore *store, const char *uuid, TerrainInterview *interview,
                                                 GError **error);
/* The first steps of a record whose first checkpoint was just written. @event: what its audit log begins with */
gboolean terrain_session_start (TerrainSession *self, const char *event, GError **error);

/* terrain_session_fill() of what no person did. */
gboolean terrain_session_fill_quietly (TerrainSession *self, const char *ref, const char *value, GError **error);
/* One more event of the audit log, where there is to be one and the record goes on. @value: (nullable) */
void terrain_session_append_audit (TerrainSession *self, const char *event, const char *value);
/* The same, in the journal of any record: for what is asked of the journal later, log or none. */
void terrain_session_append_moment (TerrainSession *self, const char *event, const char *value);
/* The places that the form has asked for: asked of whoever knows them, or blank. */
void terrain_session_settle_places (TerrainSession *self);

TerrainRemarks *terrain_session_get_remarks (TerrainSession *self);
/* Of a record that goes on. */
gboolean terrain_session_load_remarks (TerrainSession *self, GError **error);
/* Applies and writes a remark of the person. */
gboolean terrain_session_append_remark (TerrainSession *self, TerrainStep *step, GError **error);
/* "remarks-changed" */
void terrain_session_tell_remarks (TerrainSession *self);
/* The interview conceals what is masked. */
void terrain_session_follow_masks (TerrainSession *self);
/* (transfer full) (nullable): @ref with all its positions */
char *terrain_session_dup_canonical (TerrainSession *self, const char *ref, GError **error);
/* Says in @step which instance @change (nullable) took away or brought back, for remarks to follow. */
void terrain_session_note_instance (TerrainStep *step, const TerrainChange *change);
/* FALSE with TERRAIN_ENGINE_ERROR_INCOMPLETE where an unusual answer was not confirmed, and nothing else is wrong. */
gboolean terrain_session_check_confirmed (TerrainSession *self, GError **error);
/* The last note as it was before (redo: as it was then), where nothing else was done since. (transfer full) (nullable) */
TerrainChange *terrain_session_take_back_remark (TerrainSession *self, gboolean redo, GError **error);

G_END_DECLS
