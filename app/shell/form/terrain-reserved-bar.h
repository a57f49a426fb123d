/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"
#include "terrain-reserved.h"

G_BEGIN_DECLS

/*
 * TerrainReservedBar: below a question's editor, what is not read out: "don't know" and "prefer not to say", each with its
 * key (UX-05). Not to be seen where the form has neither.
 */
#define TERRAIN_TYPE_RESERVED_BAR (terrain_reserved_bar_get_type ())
G_DECLARE_FINAL_TYPE (TerrainReservedBar, terrain_reserved_bar, TERRAIN, RESERVED_BAR, GtkWidget)

GtkWidget *terrain_reserved_bar_new (TerrainFormContext *context, TerrainItem *item);
/* Looks at the item again: its choices, its value. */
void terrain_reserved_bar_refresh (TerrainReservedBar *self);

/* Signal "chosen" (char *code; "": taken back): void (*) (TerrainReservedBar *self, const char *code) */

G_END_DECLS
