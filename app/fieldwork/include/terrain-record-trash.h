/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/*
 * The trash: what is put there comes back as it was, or goes for good after a time. Drafts go there, what was sent and
 * what the server refuses; not a record that is complete and was not sent, for nobody else has it yet. All of this is
 * safe from any thread, and each call is done wholly or not at all.
 */

/* Whether it may go to the trash; @reason: (out) (optional): a sentence on why not, static and translated */
gboolean terrain_record_can_trash (const TerrainRecord *record, const char **reason);

/**
 * terrain_profile_trash_records:
 * @uuids: NULL-terminated
 * @moved: (out) (optional) (transfer full) (array zero-terminated=1): those that were moved, to be moved back
 * @reason: (out) (optional): why others were not, static and translated; %NULL where all were
 */
gboolean terrain_profile_trash_records (TerrainProfile *self, const char *const *uuids, char ***moved,
                                        const char **reason, GError **error);
gboolean terrain_profile_restore_records (TerrainProfile *self, const char *const *uuids, GError **error);
gboolean terrain_profile_erase_records (TerrainProfile *self, const char *const *uuids, GError **error);

/* How many days the trash is kept: 30, or what the profile says. 0 is for ever. */
guint terrain_profile_get_trash_days (TerrainProfile *self);
gboolean terrain_profile_set_trash_days (TerrainProfile *self, guint days, GError **error);
/* Erases what has been in the trash for longer. @now: µs since the epoch; @n_erased: (out) (optional) */
gboolean terrain_profile_empty_trash (TerrainProfile *self, gint64 now, guint *n_erased, GError **error);

/**
 * terrain_profile_queue_records:
 * @n_queued: (out) (optional): how many were put into the queue: complete ones, and those the server refused
 *
 * To be sent now, or again; those that wait already need nothing.
 */
gboolean terrain_profile_queue_records (TerrainProfile *self, const char *const *uuids, gint64 now, guint *n_queued,
                                        GError **error);

G_END_DECLS
