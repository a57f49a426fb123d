/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-catalog.h"

G_DEFINE_QUARK (terrain-catalog-error-quark, terrain_catalog_error)
