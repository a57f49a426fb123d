/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainFormSlot: the place of one question in a long form, as tall as the question will be, more or less. The
 * question is built when it comes near what is seen, gets the focus or is asked for; until then the place has its name
 * for assistive technology. Once built it stays.
 */
#define TERRAIN_TYPE_FORM_SLOT (terrain_form_slot_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormSlot, terrain_form_slot, TERRAIN, FORM_SLOT, GtkWidget)

/* Makes the question of @item. Returns: (transfer floating) */
typedef GtkWidget *(*TerrainFormSlotFunc) (TerrainItem *item, gpointer user_data);

/* @make: called once at most, while the slot has a parent */
GtkWidget *terrain_form_slot_new (TerrainItem *item, TerrainFormSlotFunc make, gpointer user_data);
gboolean terrain_form_slot_is_built (TerrainFormSlot *self);
/* Builds it where it is not. Returns: (transfer none): the question */
GtkWidget *terrain_form_slot_build (TerrainFormSlot *self);
/* What is shown next below @question or above it in the same container, whether they stand in slots or not; a slot is
 * built. Returns: (transfer none) (nullable): a question, or another kind of item */
GtkWidget *terrain_form_slot_get_beside (GtkWidget *question, gboolean below);

G_END_DECLS
