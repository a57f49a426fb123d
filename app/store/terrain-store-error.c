/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store.h"

G_DEFINE_QUARK (terrain-store-error-quark, terrain_store_error)
