/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-table.h"

#include <glib/gi18n-lib.h>

#include "terrain-record-cell.h"
#include "terrain-record-growth.h"

struct _TerrainRecordTable
{
  AdwBin parent_instance;

  GListModel *records;
  TerrainRecordFilter *filter;
  GtkFilterListModel *filtered;
  TerrainRecordGrowth *growth; /* of what was found */
  GtkMultiSelection *selection;
  GtkListView *view;
  GtkStack *stack;
  AdwStatusPage *empty;
  GPtrArray *cells; /* (element-type TerrainRecordCell): those that are bound; not owned */

  TerrainRecordNewerFunc newer;
  gpointer newer_data;
  guint trash_days;
  gboolean selecting;
};

enum
{
  PROP_0,
  PROP_N_RECORDS,
  PROP_N_SELECTED,
  PROP_SELECTING,
  N_PROPS,
};

enum
{
  OPENED,
  MENU,
  N_SIGNALS,
};

#define POSITION "terrain-record-position" /* of a cell's row, plus one */

/* At least, in pixels: two lines and what is around them. */
#define ROW_HEIGHT 50

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainRecordTable, terrain_record_table, ADW_TYPE_BIN)

static guint
position_of (TerrainRecordCell *cell)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (cell), POSITION);

  return gtk_list_item_get_position (item);
}

static GtkSelectionModel *
get_selection (TerrainRecordTable *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

/* What is done to a row that is not selected is done to it alone. */
static void
ensure_selected (TerrainRecordTable *self,
                 TerrainRecordCell  *cell)
{
  guint position = position_of (cell);

  if (!gtk_selection_model_is_selected (get_selection (self), position))
    gtk_selection_model_select_item (get_selection (self), position, TRUE);
}

static void
on_cell_toggled (TerrainRecordTable *self,
                 TerrainRecordCell  *cell)
{
  guint position = position_of (cell);

  if (gtk_selection_model_is_selected (get_selection (self), position))
    gtk_selection_model_unselect_item (get_selection (self), position);
  else
    gtk_selection_model_select_item (get_selection (self), position, FALSE);
}

static void
on_cell_opened (TerrainRecordTable *self,
                TerrainRecordCell  *cell)
{
  gtk_selection_model_select_item (get_selection (self), position_of (cell), TRUE);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_cell_menu (TerrainRecordTable *self,
              GtkWidget          *at,
              TerrainRecordCell  *cell)
{
  ensure_selected (self, cell);
  g_signal_emit (self, signals[MENU], 0, at);
}

static void
on_activate (TerrainRecordTable *self,
             guint               position)
{
  if (self->selecting)
    return;
  gtk_selection_model_select_item (get_selection (self), position, TRUE);
  g_signal_emit (self, signals[OPENED], 0);
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           TerrainRecordTable       *self)
{
  GtkWidget *cell = terrain_record_cell_new ();

  g_object_set_data (G_OBJECT (cell), POSITION, item);
  g_signal_connect_object (cell, "toggled", G_CALLBACK (on_cell_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "opened", G_CALLBACK (on_cell_opened), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (cell, "menu", G_CALLBACK (on_cell_menu), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, cell);
}

static int
count_days_left (TerrainRecordTable  *self,
                 const TerrainRecord *record)
{
  gint64 end = record->trashed_at + (gint64) self->trash_days * G_TIME_SPAN_DAY;

  if (!record->trashed || self->trash_days == 0 || record->state == TERRAIN_RECORD_COMPLETE
      || record->state == TERRAIN_RECORD_QUEUED)
    return -1;
  return (int) ((MAX (end - g_get_real_time (), 0) + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY);
}

static void
fill_cell (TerrainRecordTable  *self,
           TerrainRecordCell   *cell,
           TerrainRecordObject *object)
{
  const TerrainRecord *record = terrain_record_object_get (object);

  terrain_record_cell_bind (cell, object, self->newer && self->newer (record, self->newer_data),
                            count_days_left (self, record));
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          TerrainRecordTable       *self)
{
  TerrainRecordCell *cell = TERRAIN_RECORD_CELL (gtk_list_item_get_child (item));

  fill_cell (self, cell, gtk_list_item_get_item (item));
  terrain_record_cell_set_selecting (cell, self->selecting);
  terrain_record_cell_set_selected (cell, gtk_list_item_get_selected (item));
  g_ptr_array_add (self->cells, cell);
}

static void
unbind_row (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            TerrainRecordTable       *self)
{
  TerrainRecordCell *cell = TERRAIN_RECORD_CELL (gtk_list_item_get_child (item));

  g_ptr_array_remove_fast (self->cells, cell);
  terrain_record_cell_unbind (cell);
}

static void
update_ticks (TerrainRecordTable *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      TerrainRecordCell *cell = self->cells->pdata[i];

      terrain_record_cell_set_selected (cell, gtk_selection_model_is_selected (get_selection (self),
                                                                               position_of (cell)));
    }
}

static void
on_selection_changed (TerrainRecordTable *self)
{
  update_ticks (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
on_items_changed (TerrainRecordTable *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;
  const char *page = any ? "list" : terrain_record_filter_is_searching (self->filter) ? "nothing-found" : "empty";

  gtk_stack_set_visible_child_name (self->stack, page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RECORDS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
terrain_record_table_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (terrain_record_table_parent_class)->map (widget);
  terrain_record_growth_set_growing (TERRAIN_RECORD_TABLE (widget)->growth, TRUE);
}

static void
terrain_record_table_unmap (GtkWidget *widget)
{
  TerrainRecordTable *self = TERRAIN_RECORD_TABLE (widget);

  if (self->growth)
    terrain_record_growth_set_growing (self->growth, FALSE);
  GTK_WIDGET_CLASS (terrain_record_table_parent_class)->unmap (widget);
}

static void
terrain_record_table_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  TerrainRecordTable *self = TERRAIN_RECORD_TABLE (object);

  switch (prop_id)
    {
    case PROP_N_RECORDS:
      g_value_set_uint (value, terrain_record_table_get_n_records (self));
      break;
    case PROP_N_SELECTED:
      g_value_set_uint (value, terrain_record_table_get_n_selected (self));
      break;
    case PROP_SELECTING:
      g_value_set_boolean (value, self->selecting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
terrain_record_table_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SELECTING:
      terrain_record_table_set_selecting (TERRAIN_RECORD_TABLE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
terrain_record_table_dispose (GObject *object)
{
  TerrainRecordTable *self = TERRAIN_RECORD_TABLE (object);

  /* Rows call back here: take them away while that is still possible. */
  if (self->view)
    gtk_list_view_set_model (self->view, NULL);
  self->view = NULL;
  g_clear_object (&self->selection);
  g_clear_object (&self->growth);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->records);

  G_OBJECT_CLASS (terrain_record_table_parent_class)->dispose (object);
}

static void
terrain_record_table_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_RECORD_TABLE (object)->cells);

  G_OBJECT_CLASS (terrain_record_table_parent_class)->finalize (object);
}

static void
terrain_record_table_class_init (TerrainRecordTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_record_table_get_property;
  object_class->set_property = terrain_record_table_set_property;
  object_class->dispose = terrain_record_table_dispose;
  object_class->finalize = terrain_record_table_finalize;
  GTK_WIDGET_CLASS (klass)->map = terrain_record_table_map;
  GTK_WIDGET_CLASS (klass)->unmap = terrain_record_table_unmap;

  properties[PROP_N_RECORDS] = g_param_spec_uint ("n-records", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SELECTING] = g_param_spec_boolean ("selecting", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                                                       | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static GtkWidget *
make_view (TerrainRecordTable *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_scrollable_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  self->view = GTK_LIST_VIEW (gtk_list_view_new (NULL, factory));
  gtk_list_view_set_show_separators (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "records");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Records"), -1);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate), self, G_CONNECT_SWAPPED);

  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), 860);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  return scrolled;
}

static void
terrain_record_table_init (TerrainRecordTable *self)
{
  GtkWidget *nothing_found = adw_status_page_new ();

  self->cells = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->empty = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (nothing_found), "system-search-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (nothing_found), _("Nothing Found"));
  adw_status_page_set_description (ADW_STATUS_PAGE (nothing_found),
                                   _("No record of this list has all of these words in its name, its form or its day."));
  gtk_stack_add_named (self->stack, make_view (self), "list");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->empty), "empty");
  gtk_stack_add_named (self->stack, nothing_found, "nothing-found");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
terrain_record_table_new (GListModel *records,
                          guint       states)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (records), NULL);

  TerrainRecordTable *self = g_object_new (TERRAIN_TYPE_RECORD_TABLE, NULL);

  self->records = g_object_ref (records);
  self->filter = terrain_record_filter_new (states);
  self->filtered = gtk_filter_list_model_new (g_object_ref (records), g_object_ref (GTK_FILTER (self->filter)));
  self->growth = terrain_record_growth_new (G_LIST_MODEL (self->filtered));
  self->selection = gtk_multi_selection_new (g_object_ref (terrain_record_growth_get_model (self->growth)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selection_changed), self,
                           G_CONNECT_SWAPPED);
  /* Of all that was found, not only what has grown; the selection heard of it before. */
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->view, get_selection (self));
  on_items_changed (self);
  return GTK_WIDGET (self);
}

void
terrain_record_table_set_empty (TerrainRecordTable *self,
                                const char         *icon,
                                const char         *title,
                                const char         *description)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  adw_status_page_set_icon_name (self->empty, icon);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
}

void
terrain_record_table_set_context (TerrainRecordTable    *self,
                                  TerrainRecordNewerFunc newer,
                                  gpointer               user_data,
                                  guint                  trash_days)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  self->newer = newer;
  self->newer_data = user_data;
  self->trash_days = trash_days;
  for (guint i = 0; i < self->cells->len; i++)
    fill_cell (self, self->cells->pdata[i], terrain_record_cell_get_record (self->cells->pdata[i]));
}

void
terrain_record_table_search (TerrainRecordTable *self,
                             const char         *text,
                             const char         *form_id)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  /* What is selected stays so where it is found again: then all rows are looked at. */
  if (terrain_record_filter_would_change (self->filter, text, form_id)
      && terrain_record_table_get_n_selected (self) == 0)
    terrain_record_growth_restart (self->growth, (guint) gtk_widget_get_height (GTK_WIDGET (self)) / ROW_HEIGHT + 2);
  terrain_record_filter_search (self->filter, text, form_id);
  on_items_changed (self);
}

void
terrain_record_table_prepare (TerrainRecordTable *self)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  terrain_record_filter_prepare (self->filter, self->records);
}

guint
terrain_record_table_get_n_records (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), 0);

  return self->filtered ? g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) : 0;
}

guint
terrain_record_table_get_n_selected (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), 0);

  g_autoptr (GtkBitset) selected = self->selection ? gtk_selection_model_get_selection (get_selection (self)) : NULL;
  return selected ? (guint) gtk_bitset_get_size (selected) : 0;
}

GPtrArray *
terrain_record_table_dup_selected (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), NULL);

  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (get_selection (self));
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iterator;
  guint position;

  if (gtk_bitset_iter_init_first (&iterator, selected, &position))
    {
      do
        g_ptr_array_add (records, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
      while (gtk_bitset_iter_next (&iterator, &position));
    }
  return records;
}

void
terrain_record_table_select_all (TerrainRecordTable *self)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  terrain_record_growth_finish (self->growth);
  gtk_selection_model_select_all (get_selection (self));
}

void
terrain_record_table_unselect_all (TerrainRecordTable *self)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  gtk_selection_model_unselect_all (get_selection (self));
}

void
terrain_record_table_set_selecting (TerrainRecordTable *self,
                                    gboolean            selecting)
{
  g_return_if_fail (TERRAIN_IS_RECORD_TABLE (self));

  if (self->selecting == selecting)
    return;
  self->selecting = selecting;
  for (guint i = 0; i < self->cells->len; i++)
    terrain_record_cell_set_selecting (self->cells->pdata[i], selecting);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTING]);
}

gboolean
terrain_record_table_get_selecting (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), FALSE);

  return self->selecting;
}

gboolean
terrain_record_table_grab (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), FALSE);

  return terrain_record_table_get_n_records (self) > 0 && gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

GtkWidget *
terrain_record_table_get_focus_row (TerrainRecordTable *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_TABLE (self), NULL);

  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  return row ? row : GTK_WIDGET (self->view);
}
