/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-openrosa-client-private.h"

G_BEGIN_DECLS

/*
 * Brings the library up to what the server offers, form by form:
 *
 *   known? ──► XML (by hash) ──► manifest ──► media that differ ──► all into the store
 *
 * Nothing of a form is stored before everything of it is here. A form that fails leaves what was there in use, and an
 * issue; a server that fails ends the update.
 */
typedef struct
{
  guint n_new;
  guint n_updated;
  GPtrArray *issues; /* of TerrainIssue */
} TerrainUpdateResult;

void terrain_update_result_free (TerrainUpdateResult *self);

void terrain_form_updater_run_async (TerrainProfile *profile, TerrainOpenrosaClient *client, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
TerrainUpdateResult *terrain_form_updater_run_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainUpdateResult, terrain_update_result_free)

G_END_DECLS
