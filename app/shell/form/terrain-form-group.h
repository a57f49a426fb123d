/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"
#include "terrain-form-items.h"

G_BEGIN_DECLS

/*
 * TerrainFormGroup: a group, a repeat or one instance of a repeat: its heading, what it holds, and for repeats the
 * buttons that add and remove instances.
 */
#define TERRAIN_TYPE_FORM_GROUP (terrain_form_group_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormGroup, terrain_form_group, TERRAIN, FORM_GROUP, GtkWidget)

GtkWidget *terrain_form_group_new (TerrainFormContext *context, TerrainItem *item, guint depth);
TerrainItem *terrain_form_group_get_item (TerrainFormGroup *self);
TerrainFormItems *terrain_form_group_get_items (TerrainFormGroup *self);

/* FALSE where it stays open: text in it cannot be an answer; that question then has the focus. The focus is never left in
 * what is folded: the heading takes it. */
gboolean terrain_form_group_set_folded (TerrainFormGroup *self, gboolean folded);
/* FALSE where it is no stop (TerrainFormFolds) */
gboolean terrain_form_group_focus_heading (TerrainFormGroup *self);

/* Returns: (transfer full): what stands above @item's children, "2 of 3 – Pickpocketing", without markup; "" for none */
char *terrain_form_dup_heading (TerrainItem *item);

G_END_DECLS
