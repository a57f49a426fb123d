/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainFormFolds: which groups of a view are folded. A group that the form calls "compact" is folded until somebody opens
 * it, one that it calls "no-collapse" never is, any other with a label may be. It is the view's, so a record begun anew, or
 * opened again, is folded as the form says.
 *
 * Signal "changed": void (*) (TerrainFormFolds *, TerrainItem *group, gpointer)
 */
#define TERRAIN_TYPE_FORM_FOLDS (terrain_form_folds_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormFolds, terrain_form_folds, TERRAIN, FORM_FOLDS, GObject)

TerrainFormFolds *terrain_form_folds_new (void);

/* Whether @item is a group or a repeat with a heading to fold it by. */
gboolean terrain_form_folds_can_fold (TerrainFormFolds *self, TerrainItem *item);
/* @group is all there is on its page: folded, the page would be empty. */
void terrain_form_folds_keep_open (TerrainFormFolds *self, TerrainItem *group);

gboolean terrain_form_folds_is_folded (TerrainFormFolds *self, TerrainItem *item);
/* Nothing where it cannot be folded. */
void terrain_form_folds_set_folded (TerrainFormFolds *self, TerrainItem *group, gboolean folded);
/* Whether it is for being opened and closed: by the form, or since somebody folded it. */
gboolean terrain_form_folds_is_panel (TerrainFormFolds *self, TerrainItem *group);

/* Whether a group around @item is folded. */
gboolean terrain_form_folds_hides (TerrainFormFolds *self, TerrainItem *item);
/* Unfolds all that @item lies in. */
void terrain_form_folds_reveal (TerrainFormFolds *self, TerrainItem *item);

/* Whether going on passes @item by: it is folded away, unless it is required and not answered. */
gboolean terrain_form_folds_passes_by (TerrainFormFolds *self, TerrainItem *item);
/* As terrain_form_order_step(), without what it passes by. */
TerrainItem *terrain_form_folds_step (TerrainFormFolds *self, TerrainItem *root, TerrainItem *from, gboolean forward);
/* The next after @from (nullable), and round again, that is folded, or open and for being folded by the form's own word.
 * Returns: (transfer none) (nullable) */
TerrainItem *terrain_form_folds_next_panel (TerrainFormFolds *self, TerrainItem *root, TerrainItem *from);

/* Where the focus was when @group was opened by a key. @widget: (nullable); not kept alive */
void terrain_form_folds_set_back (TerrainFormFolds *self, TerrainItem *group, GtkWidget *widget);
/* Returns: (transfer full) (nullable): it, once */
GtkWidget *terrain_form_folds_take_back (TerrainFormFolds *self, TerrainItem *group);

G_END_DECLS
