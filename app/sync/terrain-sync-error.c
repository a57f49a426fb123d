/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sync.h"

G_DEFINE_QUARK (terrain-sync-error-quark, terrain_sync_error)
