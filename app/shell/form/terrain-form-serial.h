/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * The way through a form that is entered serially: by what is required. What is optional is passed by; Tab, the arrow
 * keys and the pointer lead there. A form that requires nothing is gone through as any other.
 */

/* Returns: (nullable) (transfer none): where a record begins: the first question that is required and not answered, else
 * the first of all */
TerrainItem *terrain_form_serial_first (TerrainItem *root);
/* Returns: (nullable) (transfer none): where Enter leads from @from */
TerrainItem *terrain_form_serial_next (TerrainItem *root, TerrainItem *from);

G_END_DECLS
