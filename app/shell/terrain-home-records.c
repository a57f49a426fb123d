/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-home-records.h"

struct _TerrainHomeRecords
{
  AdwBin parent_instance;

  GtkLabel *waiting_count;
  GtkLabel *rejected_count;
  GtkLabel *sent_count;
  GtkLabel *drafts_count;
  GtkWidget *rejected_row;
};

G_DEFINE_FINAL_TYPE (TerrainHomeRecords, terrain_home_records, ADW_TYPE_BIN)

static void
terrain_home_records_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TERRAIN_TYPE_HOME_RECORDS);

  G_OBJECT_CLASS (terrain_home_records_parent_class)->dispose (object);
}

static void
terrain_home_records_class_init (TerrainHomeRecordsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_home_records_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-home-records.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainHomeRecords, waiting_count);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomeRecords, rejected_count);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomeRecords, sent_count);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomeRecords, drafts_count);
  gtk_widget_class_bind_template_child (widget_class, TerrainHomeRecords, rejected_row);
}

static void
terrain_home_records_init (TerrainHomeRecords *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
terrain_home_records_new (void)
{
  return g_object_new (TERRAIN_TYPE_HOME_RECORDS, NULL);
}

static void
set_count (GtkLabel *label,
           guint     count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  gtk_label_set_text (label, text);
}

void
terrain_home_records_show (TerrainHomeRecords *self,
                           TerrainRecords     *records)
{
  g_return_if_fail (TERRAIN_IS_HOME_RECORDS (self));
  g_return_if_fail (TERRAIN_IS_RECORDS (records));

  guint n_rejected = terrain_records_count (records, TERRAIN_RECORD_REJECTED);

  gtk_widget_set_visible (self->rejected_row, n_rejected > 0);
  set_count (self->rejected_count, n_rejected);
  set_count (self->waiting_count, terrain_records_count (records, TERRAIN_RECORD_QUEUED)
                                  + terrain_records_count (records, TERRAIN_RECORD_COMPLETE));
  set_count (self->sent_count, terrain_records_count (records, TERRAIN_RECORD_SENT));
  set_count (self->drafts_count, terrain_records_count (records, TERRAIN_RECORD_DRAFT));
}
