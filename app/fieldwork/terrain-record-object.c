/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-object-private.h"

struct _TerrainRecordObject
{
  GObject parent_instance;
  TerrainRecord *record;
};

G_DEFINE_FINAL_TYPE (TerrainRecordObject, terrain_record_object, G_TYPE_OBJECT)

static void
terrain_record_object_finalize (GObject *object)
{
  TerrainRecordObject *self = TERRAIN_RECORD_OBJECT (object);

  terrain_record_free (self->record);

  G_OBJECT_CLASS (terrain_record_object_parent_class)->finalize (object);
}

static void
terrain_record_object_class_init (TerrainRecordObjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_record_object_finalize;
}

static void
terrain_record_object_init (TerrainRecordObject *self)
{
}

TerrainRecordObject *
terrain_record_object_new (TerrainRecord *record)
{
  TerrainRecordObject *self = g_object_new (TERRAIN_TYPE_RECORD_OBJECT, NULL);

  self->record = record;
  return self;
}

const TerrainRecord *
terrain_record_object_get (TerrainRecordObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_OBJECT (self), NULL);

  return self->record;
}

gboolean
terrain_record_object_is (TerrainRecordObject *self, const TerrainRecord *record)
{
  const TerrainRecord *own = self->record;

  return g_str_equal (own->uuid, record->uuid) && g_str_equal (own->form_id, record->form_id)
         && g_str_equal (own->form_version, record->form_version) && g_str_equal (own->form_title, record->form_title)
         && own->state == record->state && g_strcmp0 (own->name, record->name) == 0
         && g_strcmp0 (own->language, record->language) == 0
         && g_strcmp0 (own->instance_id, record->instance_id) == 0 && own->created == record->created
         && own->changed == record->changed && own->completed == record->completed && own->sent == record->sent
         && own->trashed == record->trashed && own->n_attempts == record->n_attempts
         && own->next_attempt == record->next_attempt && g_strcmp0 (own->last_error, record->last_error) == 0
         && g_strcmp0 (own->server_words, record->server_words) == 0;
}
