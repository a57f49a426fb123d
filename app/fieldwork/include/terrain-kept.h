/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/*
 * Whether @item still has the value that the form gave it from the record saved last (UX-21): it was there when the record
 * was begun, and is what it was. Read from the form and the record's first checkpoint, so also true of a draft that goes
 * on, and again after an undo. FALSE for questions in repeats, and where the first checkpoint is kept no more.
 */
gboolean terrain_session_is_kept (TerrainSession *self, TerrainItem *item);

G_END_DECLS
