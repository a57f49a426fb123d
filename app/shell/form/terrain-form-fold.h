/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainFormFold: the heading of a group, pressed to fold it and to open it again. Folded, it says in words how much in it
 * is answered, open, and needs attention; something in it that begins to need attention opens it.
 */
#define TERRAIN_TYPE_FORM_FOLD (terrain_form_fold_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormFold, terrain_form_fold, TERRAIN, FORM_FOLD, GtkButton)

/* @heading: the label it shows. Does nothing by itself when it is pressed: the group does. */
GtkWidget *terrain_form_fold_new (TerrainFormContext *context, TerrainItem *group, GtkWidget *heading);
/* For assistive technology. */
void terrain_form_fold_set_name (TerrainFormFold *self, const char *name);
/* What is said while it is folded; "" while it is open. */
const char *terrain_form_fold_get_summary (TerrainFormFold *self);

G_END_DECLS
