/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-growth.h"

/* Before anything was drawn. */
#define SCREENFUL 16
/* Made in a few milliseconds. */
#define LOT 8
/* Beyond these a list view makes no rows ahead: what is left costs nothing. */
#define ROWS_AHEAD 240
/* One who types has typed. */
#define QUIET_MS 1000

struct _TerrainRecordGrowth
{
  GObject parent_instance;

  GtkSliceListModel *slice;
  guint source;
  gboolean growing;
};

G_DEFINE_FINAL_TYPE (TerrainRecordGrowth, terrain_record_growth, G_TYPE_OBJECT)

static gboolean
grow (gpointer user_data)
{
  TerrainRecordGrowth *self = user_data;
  guint size = gtk_slice_list_model_get_size (self->slice);

  if (size < ROWS_AHEAD && g_list_model_get_n_items (G_LIST_MODEL (self->slice)) == size)
    {
      gtk_slice_list_model_set_size (self->slice, size + LOT);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  return G_SOURCE_REMOVE;
}

static gboolean
begin_to_grow (gpointer user_data)
{
  TerrainRecordGrowth *self = user_data;

  /* After input and drawing. */
  self->source = g_idle_add_full (G_PRIORITY_LOW, grow, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule (TerrainRecordGrowth *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->growing && gtk_slice_list_model_get_size (self->slice) != G_MAXUINT)
    self->source = g_timeout_add (QUIET_MS, begin_to_grow, self);
}

static void
terrain_record_growth_dispose (GObject *object)
{
  TerrainRecordGrowth *self = TERRAIN_RECORD_GROWTH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->slice);

  G_OBJECT_CLASS (terrain_record_growth_parent_class)->dispose (object);
}

static void
terrain_record_growth_class_init (TerrainRecordGrowthClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_record_growth_dispose;
}

static void
terrain_record_growth_init (TerrainRecordGrowth *self)
{
}

TerrainRecordGrowth *
terrain_record_growth_new (GListModel *all)
{
  g_return_val_if_fail (G_IS_LIST_MODEL (all), NULL);

  TerrainRecordGrowth *self = g_object_new (TERRAIN_TYPE_RECORD_GROWTH, NULL);

  self->slice = gtk_slice_list_model_new (g_object_ref (all), 0, SCREENFUL);
  return self;
}

GListModel *
terrain_record_growth_get_model (TerrainRecordGrowth *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_GROWTH (self), NULL);

  return G_LIST_MODEL (self->slice);
}

void
terrain_record_growth_restart (TerrainRecordGrowth *self,
                               guint                screenful)
{
  g_return_if_fail (TERRAIN_IS_RECORD_GROWTH (self));

  gtk_slice_list_model_set_size (self->slice, MAX (screenful, SCREENFUL));
  schedule (self);
}

void
terrain_record_growth_finish (TerrainRecordGrowth *self)
{
  g_return_if_fail (TERRAIN_IS_RECORD_GROWTH (self));

  g_clear_handle_id (&self->source, g_source_remove);
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
}

void
terrain_record_growth_set_growing (TerrainRecordGrowth *self,
                                   gboolean             growing)
{
  g_return_if_fail (TERRAIN_IS_RECORD_GROWTH (self));

  self->growing = growing;
  schedule (self);
}
