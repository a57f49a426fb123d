/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-narrow-bin.h"
#include "terrain-record-list.h"
#include "terrain-record-row.h"

struct _TerrainRecordList
{
  AdwBin parent_instance;

  GtkListBox *rows;
  GtkWidget *more;
  gboolean narrow;
  GtkFilterListModel *filtered;
  GtkSliceListModel *slice;
  GtkCustomFilter *filter;
  guint states;
  guint step;
  char *search; /* folded */
};

enum
{
  PROP_0,
  PROP_N_RECORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainRecordList, terrain_record_list, ADW_TYPE_BIN)

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *own = text ? g_utf8_casefold (text, -1) : NULL;

  return own && strstr (own, folded) != NULL;
}

static gboolean
matches (gpointer item,
         gpointer user_data)
{
  TerrainRecordList *self = user_data;
  const TerrainRecord *record = terrain_record_object_get (item);

  if (record->trashed || (self->states & (1u << record->state)) == 0)
    return FALSE;
  return !self->search || self->search[0] == '\0' || contains (record->name, self->search)
         || contains (record->form_title, self->search);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = terrain_record_row_new (item);

  if (TERRAIN_RECORD_LIST (user_data)->narrow)
    terrain_record_row_set_narrow (row, TRUE);
  return row;
}

static void
give_way (GtkWidget *widget,
          gboolean   narrow)
{
  TerrainRecordList *self = TERRAIN_RECORD_LIST (widget);
  GtkListBoxRow *row;

  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->rows, i)) != NULL; i++)
    terrain_record_row_set_narrow (GTK_WIDGET (row), narrow);
}

static void
on_items_changed (TerrainRecordList *self)
{
  guint n_all = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->slice));

  gtk_widget_set_visible (self->more, n_shown < n_all);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_RECORDS]);
}

static void
on_more (TerrainRecordList *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + self->step);
  on_items_changed (self);
}

static void
terrain_record_list_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  TerrainRecordList *self = TERRAIN_RECORD_LIST (object);

  switch (prop_id)
    {
    case PROP_N_RECORDS:
      g_value_set_uint (value, terrain_record_list_get_n_records (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
terrain_record_list_dispose (GObject *object)
{
  TerrainRecordList *self = TERRAIN_RECORD_LIST (object);

  /* The filter calls back here: empty the models while that is still possible. */
  if (self->filtered)
    gtk_filter_list_model_set_model (self->filtered, NULL);
  if (self->rows)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  self->rows = NULL;
  g_clear_object (&self->slice);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);

  G_OBJECT_CLASS (terrain_record_list_parent_class)->dispose (object);
}

static void
terrain_record_list_finalize (GObject *object)
{
  g_free (TERRAIN_RECORD_LIST (object)->search);

  G_OBJECT_CLASS (terrain_record_list_parent_class)->finalize (object);
}

static void
terrain_record_list_class_init (TerrainRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_record_list_get_property;
  object_class->dispose = terrain_record_list_dispose;
  object_class->finalize = terrain_record_list_finalize;

  properties[PROP_N_RECORDS] = g_param_spec_uint ("n-records", NULL, NULL, 0, G_MAXUINT, 0,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_record_list_init (TerrainRecordList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->step = 100;
  self->filter = gtk_custom_filter_new (matches, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->slice = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), 0, self->step);

  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Records"), -1);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->slice), create_row, self, NULL);
  terrain_narrow_bin_follow (GTK_WIDGET (self), give_way);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));

  self->more = gtk_button_new_with_label (_("Show More"));
  gtk_widget_set_halign (self->more, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->more, "pill");
  gtk_widget_set_visible (self->more, FALSE);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (on_more), self);
  gtk_box_append (GTK_BOX (box), self->more);
  adw_bin_set_child (ADW_BIN (self), box);

  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (on_items_changed), self, G_CONNECT_SWAPPED);
}

void
terrain_record_list_set_records (TerrainRecordList *self,
                                 TerrainRecords    *records,
                                 guint              states)
{
  g_return_if_fail (TERRAIN_IS_RECORD_LIST (self));
  g_return_if_fail (TERRAIN_IS_RECORDS (records));

  self->states = states;
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (records));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  on_items_changed (self);
}

void
terrain_record_list_set_step (TerrainRecordList *self,
                              guint              step)
{
  g_return_if_fail (TERRAIN_IS_RECORD_LIST (self));
  g_return_if_fail (step > 0);

  self->step = step;
  gtk_slice_list_model_set_size (self->slice, step);
  on_items_changed (self);
}

void
terrain_record_list_set_search (TerrainRecordList *self,
                                const char        *text)
{
  g_return_if_fail (TERRAIN_IS_RECORD_LIST (self));

  g_free (self->search);
  self->search = g_utf8_casefold (text ? text : "", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

guint
terrain_record_list_get_n_records (TerrainRecordList *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_LIST (self), 0);

  return self->filtered ? g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) : 0;
}
