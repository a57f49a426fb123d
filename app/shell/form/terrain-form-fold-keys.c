/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-fold-keys.h"
#include "terrain-form-group.h"
#include "terrain-form-order.h"

static GtkWidget *
find_focus (TerrainFormItems *items)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (items));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

static TerrainFormGroup *
find_group (TerrainFormItems *items, TerrainItem *group)
{
  GtkWidget *widget = terrain_form_items_find (items, group);

  return widget != NULL && TERRAIN_IS_FORM_GROUP (widget) ? TERRAIN_FORM_GROUP (widget) : NULL;
}

static gboolean
open_panel (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *group)
{
  TerrainFormFolds *folds = terrain_form_context_get_folds (context);
  TerrainFormGroup *widget = find_group (items, group);
  TerrainItem *item = NULL;

  if (widget == NULL)
    return FALSE;
  terrain_form_folds_set_back (folds, group, find_focus (items));
  terrain_form_group_set_folded (widget, FALSE);
  /* The first that takes it: a list may have nothing to choose from. */
  while ((item = terrain_form_folds_step (folds, group, item, TRUE)) != NULL)
    {
      GtkWidget *question = terrain_form_items_find (items, item);

      if (question != NULL && gtk_widget_grab_focus (question))
        return TRUE;
    }
  terrain_form_group_focus_heading (widget);
  return TRUE;
}

static gboolean
close_panel (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *group)
{
  TerrainFormFolds *folds = terrain_form_context_get_folds (context);
  g_autoptr (GtkWidget) back = terrain_form_folds_take_back (folds, group);
  TerrainFormGroup *widget = find_group (items, group);
  GtkWidget *focus = find_focus (items);
  gboolean inside = widget != NULL && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (widget));

  if (widget == NULL)
    return FALSE;
  /* Text in it that cannot be an answer holds it open. */
  if (!terrain_form_group_set_folded (widget, TRUE) || !inside)
    return TRUE;
  if (back == NULL || !gtk_widget_get_mapped (back) || !gtk_widget_grab_focus (back))
    terrain_form_group_focus_heading (widget);
  return TRUE;
}

gboolean
terrain_form_fold_toggle_panel (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *root, TerrainItem *at)
{
  TerrainFormFolds *folds = terrain_form_context_get_folds (context);
  TerrainItem *panel = NULL;

  /* The question may have been folded away since. */
  for (TerrainItem *item = at; item != NULL && item != root; item = terrain_item_get_parent (item))
    if (terrain_form_folds_is_folded (folds, item))
      panel = item;
  if (panel != NULL)
    return open_panel (context, items, panel);
  for (TerrainItem *item = at; item != NULL && item != root; item = terrain_item_get_parent (item))
    if (terrain_form_folds_is_panel (folds, item))
      return close_panel (context, items, item);
  panel = terrain_form_folds_next_panel (folds, root, at);
  if (panel == NULL)
    return FALSE;
  return terrain_form_folds_is_folded (folds, panel) ? open_panel (context, items, panel)
                                                     : close_panel (context, items, panel);
}

gboolean
terrain_form_fold_toggle_here (TerrainFormContext *context, TerrainFormItems *items, TerrainItem *at)
{
  TerrainFormFolds *folds = terrain_form_context_get_folds (context);

  if (at != NULL && terrain_form_folds_is_folded (folds, at))
    return open_panel (context, items, at);
  for (TerrainItem *item = at; item != NULL; item = terrain_item_get_parent (item))
    if (terrain_form_folds_can_fold (folds, item))
      {
        TerrainFormGroup *widget = find_group (items, item);

        if (widget == NULL)
          return FALSE;
        if (terrain_form_group_set_folded (widget, TRUE))
          terrain_form_group_focus_heading (widget);
        return TRUE;
      }
  return FALSE;
}
