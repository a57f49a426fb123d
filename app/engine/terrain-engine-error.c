/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"

G_DEFINE_QUARK (terrain-engine-error-quark, terrain_engine_error)
