/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-store.h>

#include "terrain-step-private.h"

G_BEGIN_DECLS

/*
 * TerrainJournal: what a session still has to bring to the disk. Lives on the session's thread.
 *
 *             append                     durable
 *   session ─────────► [ 7 8 9 ] ─────► store          "changed" is called whenever the list runs empty, fills, or
 *                       pending                        a write fails
 *
 * Steps are handed to the store at once, in order, and stay on the list until it has answered. One that failed, and
 * those after it (the store refuses them: it takes a step only after the one before), stay too, and are handed over
 * again, in order, with the next step, on retry, or on flush. So nothing is lost and nothing changes places.
 */
typedef struct _TerrainJournal TerrainJournal;

typedef void (*TerrainJournalFunc) (gpointer user_data);

/* @sequence: the record's last event, which is durable. */
TerrainJournal *terrain_journal_new (TerrainStore *store, const char *uuid, guint64 sequence, TerrainJournalFunc changed,
                                     gpointer user_data);
/* Steps handed over are still written; "changed" is not called any more. */
void terrain_journal_free (TerrainJournal *self);
void terrain_journal_append (TerrainJournal *self, gint64 at, TerrainStep *step);
/* The last step appended, durable or not. */
guint64 terrain_journal_get_sequence (TerrainJournal *self);
guint terrain_journal_get_n_pending (TerrainJournal *self);
/* Returns: (nullable): why the first pending step could not be written */
const GError *terrain_journal_get_error (TerrainJournal *self);
void terrain_journal_retry (TerrainJournal *self);
/* Waits. */
gboolean terrain_journal_flush (TerrainJournal *self, GError **error);

G_END_DECLS
