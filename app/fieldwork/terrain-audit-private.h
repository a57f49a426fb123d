/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

#include "terrain-step-private.h"

G_BEGIN_DECLS

/*
 * The audit log of a record (ODK XForms, "Client Audit Logs"; the events are those of ODK Collect's documentation), of a
 * form that asks for one. It is made of the journal and of nothing else:
 *
 *   a step is done ──► it is noted in it what the log says ──► journal        completion: all events ──► audit.csv
 *
 * So what a kill leaves behind is in the log, a form that changed under the record cannot falsify it, and it is the same
 * bytes however often it is made.
 */

/* The name the specification's examples use; what the submission holds at the audit node. */
#define TERRAIN_AUDIT_FILE "audit.csv"

/* The log's events that are no change of the record. */
#define TERRAIN_AUDIT_START "form start"
#define TERRAIN_AUDIT_RESUME "form resume"
#define TERRAIN_AUDIT_EXIT "form exit"
#define TERRAIN_AUDIT_JUMP "jump"
#define TERRAIN_AUDIT_END_SCREEN "end screen"
#define TERRAIN_AUDIT_REASON "change reason"
#define TERRAIN_AUDIT_INCOMPLETE "constraint error"
/* The recording of the interview; a step's value is what was decided, where it was. */
#define TERRAIN_AUDIT_SOUND_ON "background audio enabled"
#define TERRAIN_AUDIT_SOUND_OFF "background audio disabled"
/* No row, but where the device is in those that follow: a step's value is "latitude longitude altitude accuracy". */
#define TERRAIN_AUDIT_PLACE "place"
/* Not of the specification: remarks (terrain-remarks.h), with a column of their own, which is there only if they are. */
#define TERRAIN_AUDIT_NOTE "note"
#define TERRAIN_AUDIT_CONFIRM "confirm warning"
#define TERRAIN_AUDIT_LANGUAGE "change language"
#define TERRAIN_AUDIT_FINALIZE "form finalize"
#define TERRAIN_AUDIT_FINALIZE_ERROR "finalize error"

/* Notes in @step, which is about to be done, what it is about. @self: (nullable): then nothing is noted */
void terrain_audit_note_before (const TerrainAudit *self, TerrainInterview *interview, TerrainStep *step);
/* After it was done. @position: of the repeat instance it added. */
void terrain_audit_note_after (const TerrainAudit *self, TerrainInterview *interview, TerrainStep *step,
                               guint position);
/* Frees what was noted. */
void terrain_audit_clear_notes (TerrainStep *step);

/**
 * terrain_audit_write:
 * @events: (element-type TerrainEvent): the record's journal, in order
 *
 * Returns: (transfer full): the log as CSV. Events that cannot be read are left out.
 */
GBytes *terrain_audit_write (const TerrainAudit *self, GPtrArray *events);

G_END_DECLS
