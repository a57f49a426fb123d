/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/*
 * TerrainPoWatch: follows the po files of one form in the profile, and has an open interview speak what is new in them.
 * Files are read on a worker thread; all else happens in the main context it was made in.
 */
typedef struct _TerrainPoWatch TerrainPoWatch;

typedef void (*TerrainPoWatchFunc) (gpointer user_data);

/* @changed: called after the interview has other languages or words than before. */
TerrainPoWatch *terrain_po_watch_new (TerrainProfile *profile, TerrainInterview *interview, TerrainPoWatchFunc changed,
                                      gpointer user_data);
void terrain_po_watch_free (TerrainPoWatch *self);

G_END_DECLS
