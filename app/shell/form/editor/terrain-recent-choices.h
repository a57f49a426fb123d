/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * What was chosen lately in a searched list: its codes, in a setting of the profile for the form and question. Only of
 * reference lists, which name things in Dutch or French (label_nl, label_fr): stations, streets, services. A list of
 * persons has no such columns, and what was chosen in it is not remembered anywhere (UX-21, UX-22).
 */

/* Returns: (transfer full): the last one first; may be empty */
char **terrain_recent_choices_load (TerrainFormContext *context, TerrainItem *item);
/* At once for the window, on the disk when there is time. */
void terrain_recent_choices_add (TerrainFormContext *context, TerrainItem *item, TerrainChoice *choice);

G_END_DECLS
