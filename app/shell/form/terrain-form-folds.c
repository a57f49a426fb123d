/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-folds.h"
#include "terrain-form-order.h"
#include "terrain-tally-rows.h"

/* What became of a group that was not left as the form says. */
typedef struct
{
  gboolean folded;
  gboolean kept_open;
} Fold;

struct _TerrainFormFolds
{
  GObject parent_instance;
  GHashTable *folds; /* TerrainItem → Fold */
  TerrainItem *opened; /* by a key; and where the focus was */
  GWeakRef back;
};

G_DEFINE_FINAL_TYPE (TerrainFormFolds, terrain_form_folds, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static Fold *
find_fold (TerrainFormFolds *self, TerrainItem *item)
{
  return g_hash_table_lookup (self->folds, item);
}

static Fold *
ensure_fold (TerrainFormFolds *self, TerrainItem *item)
{
  Fold *fold = find_fold (self, item);

  if (fold == NULL)
    {
      fold = g_new0 (Fold, 1);
      g_hash_table_insert (self->folds, g_object_ref (item), fold);
    }
  return fold;
}

static gboolean
says (TerrainItem *item, const char *word)
{
  TerrainControl *control = terrain_item_get_control (item);

  return control != NULL && terrain_control_has_appearance (control, word);
}

gboolean
terrain_form_folds_can_fold (TerrainFormFolds *self, TerrainItem *item)
{
  TerrainItemKind kind = terrain_item_get_kind (item);
  const char *label = terrain_item_get_label (item);
  Fold *fold = find_fold (self, item);

  return (kind == TERRAIN_ITEM_GROUP || kind == TERRAIN_ITEM_REPEAT) && terrain_item_get_parent (item) != NULL &&
         label != NULL && *label != '\0' && !says (item, "no-collapse") && (fold == NULL || !fold->kept_open) &&
         !terrain_tally_fits (item);
}

void
terrain_form_folds_keep_open (TerrainFormFolds *self, TerrainItem *group)
{
  ensure_fold (self, group)->kept_open = TRUE;
}

gboolean
terrain_form_folds_is_folded (TerrainFormFolds *self, TerrainItem *item)
{
  Fold *fold = find_fold (self, item);

  return (fold != NULL ? fold->folded : says (item, "compact")) && terrain_form_folds_can_fold (self, item);
}

void
terrain_form_folds_set_folded (TerrainFormFolds *self, TerrainItem *group, gboolean folded)
{
  folded = !!folded;
  if (!terrain_form_folds_can_fold (self, group) || terrain_form_folds_is_folded (self, group) == folded)
    return;
  ensure_fold (self, group)->folded = folded;
  g_signal_emit (self, signals[CHANGED], 0, group);
}

gboolean
terrain_form_folds_is_panel (TerrainFormFolds *self, TerrainItem *group)
{
  return terrain_form_folds_can_fold (self, group) && (find_fold (self, group) != NULL || says (group, "compact"));
}

gboolean
terrain_form_folds_hides (TerrainFormFolds *self, TerrainItem *item)
{
  while ((item = terrain_item_get_parent (item)) != NULL)
    if (terrain_form_folds_is_folded (self, item))
      return TRUE;
  return FALSE;
}

void
terrain_form_folds_reveal (TerrainFormFolds *self, TerrainItem *item)
{
  while ((item = terrain_item_get_parent (item)) != NULL)
    terrain_form_folds_set_folded (self, item, FALSE);
}

gboolean
terrain_form_folds_passes_by (TerrainFormFolds *self, TerrainItem *item)
{
  return terrain_form_folds_hides (self, item) &&
         (!terrain_item_get_required (item) || *terrain_item_get_value (item) != '\0');
}

TerrainItem *
terrain_form_folds_step (TerrainFormFolds *self, TerrainItem *root, TerrainItem *from, gboolean forward)
{
  TerrainItem *item = from;

  do
    item = terrain_form_order_step (root, item, forward);
  while (item != NULL && terrain_form_folds_passes_by (self, item));
  return item;
}

typedef struct
{
  TerrainItem *from;
  gboolean passed;     /* @from was met */
  TerrainItem *first;  /* of all */
  TerrainItem *next;   /* after @from */
} Search;

/* Depth first, as the form has them; what lies in a folded one is not to be seen. */
static void
search (TerrainFormFolds *self, TerrainItem *item, Search *found)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  gboolean folded = terrain_form_folds_is_folded (self, item);

  if (!terrain_item_get_relevant (item) || found->next != NULL)
    return;
  if (folded || (says (item, "compact") && terrain_form_folds_can_fold (self, item)))
    {
      if (found->first == NULL)
        found->first = item;
      if (found->passed)
        found->next = item;
    }
  found->passed = found->passed || item == found->from;
  for (guint i = 0; !folded && i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      search (self, child, found);
    }
}

TerrainItem *
terrain_form_folds_next_panel (TerrainFormFolds *self, TerrainItem *root, TerrainItem *from)
{
  Search found = { .from = from };

  search (self, root, &found);
  return found.next != NULL ? found.next : found.first;
}

void
terrain_form_folds_set_back (TerrainFormFolds *self, TerrainItem *group, GtkWidget *widget)
{
  g_set_object (&self->opened, group);
  g_weak_ref_set (&self->back, widget);
}

GtkWidget *
terrain_form_folds_take_back (TerrainFormFolds *self, TerrainItem *group)
{
  GtkWidget *widget = self->opened == group ? g_weak_ref_get (&self->back) : NULL;

  terrain_form_folds_set_back (self, NULL, NULL);
  return widget;
}

static void
terrain_form_folds_dispose (GObject *object)
{
  TerrainFormFolds *self = TERRAIN_FORM_FOLDS (object);

  terrain_form_folds_set_back (self, NULL, NULL);
  g_hash_table_remove_all (self->folds);
  G_OBJECT_CLASS (terrain_form_folds_parent_class)->dispose (object);
}

static void
terrain_form_folds_finalize (GObject *object)
{
  TerrainFormFolds *self = TERRAIN_FORM_FOLDS (object);

  g_weak_ref_clear (&self->back);
  g_hash_table_unref (self->folds);
  G_OBJECT_CLASS (terrain_form_folds_parent_class)->finalize (object);
}

static void
terrain_form_folds_class_init (TerrainFormFoldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_form_folds_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_form_folds_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, TERRAIN_TYPE_ITEM);
}

static void
terrain_form_folds_init (TerrainFormFolds *self)
{
  self->folds = g_hash_table_new_full (g_direct_hash, g_direct_equal, g_object_unref, g_free);
  g_weak_ref_init (&self->back, NULL);
}

TerrainFormFolds *
terrain_form_folds_new (void)
{
  return g_object_new (TERRAIN_TYPE_FORM_FOLDS, NULL);
}
