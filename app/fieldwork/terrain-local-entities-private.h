/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <terrain-engine.h>
#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * What records completed here change in entity lists, before the server's lists follow (ODK entities, "offline
 * entities"). A list itself is never written to: a server, or a folder of forms, replaces it as it likes.
 *
 *   the list's CSV, as it came ──┐
 *                                ├──► what a form reads as jr://file-csv/LIST.csv
 *   changes, in the order of     │
 *   completion, of records that ─┘
 *   are complete now
 *
 * A change is kept with its record: one reopened or erased changes nothing any more. What the list has in a newer version
 * is the server's.
 */

/* Keeps what @interview, about to be completed as the record @uuid, changes; instead of what it said before. */
gboolean terrain_local_entities_note (TerrainStore *store, const char *uuid, TerrainInterview *interview,
                                      GError **error);
/* Returns: (transfer full) (nullable): the changes in force, %NULL for none */
JsonArray *terrain_local_entities_load (TerrainStore *store);
/* Returns: (transfer full) (nullable): a text that is another whenever @changes are; %NULL for %NULL */
char *terrain_local_entities_dup_revision (JsonArray *changes);

/**
 * terrain_local_entities_apply:
 * @changes: (nullable)
 * @list: the entity list's name
 * @device: what makes a branch of versions this device's own
 * @csv: (nullable): the list as it came, %NULL where it is not here yet
 *
 * The list as it is here, with __trunkVersion and __branchId for updates to carry.
 *
 * Returns: (transfer full) (nullable): @csv itself where it is no entity list and nothing changes it
 */
GBytes *terrain_local_entities_apply (JsonArray *changes, const char *list, const char *device, GBytes *csv);

G_END_DECLS
