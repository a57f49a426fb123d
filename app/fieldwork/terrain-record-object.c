/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-object-private.h"

struct _TerrainRecordObject
{
  GObject parent_instance;
  TerrainRecord *record;
  char *corrects;     /* (nullable) */
  char *corrected_by; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TerrainRecordObject, terrain_record_object, G_TYPE_OBJECT)

static void
terrain_record_object_finalize (GObject *object)
{
  TerrainRecordObject *self = TERRAIN_RECORD_OBJECT (object);

  terrain_record_free (self->record);
  g_free (self->corrects);
  g_free (self->corrected_by);

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
terrain_record_object_new (TerrainRecord *record, const TerrainRevisions *revisions)
{
  TerrainRecordObject *self = g_object_new (TERRAIN_TYPE_RECORD_OBJECT, NULL);

  self->record = record;
  self->corrects = g_strdup (terrain_revisions_get_corrected (revisions, record->uuid));
  self->corrected_by = g_strdup (terrain_revisions_get_correction (revisions, record->uuid));
  return self;
}

const TerrainRecord *
terrain_record_object_get (TerrainRecordObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_OBJECT (self), NULL);

  return self->record;
}

const char *
terrain_record_object_get_corrects (TerrainRecordObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_OBJECT (self), NULL);

  return self->corrects;
}

const char *
terrain_record_object_get_corrected_by (TerrainRecordObject *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_OBJECT (self), NULL);

  return self->corrected_by;
}

gboolean
terrain_record_object_is (TerrainRecordObject *self, const TerrainRecord *record, const TerrainRevisions *revisions)
{
  const TerrainRecord *own = self->record;

  return g_str_equal (own->uuid, record->uuid) && g_str_equal (own->form_id, record->form_id)
         && g_str_equal (own->form_version, record->form_version) && g_str_equal (own->form_title, record->form_title)
         && own->state == record->state && g_strcmp0 (own->name, record->name) == 0
         && g_strcmp0 (own->language, record->language) == 0
         && g_strcmp0 (own->instance_id, record->instance_id) == 0 && own->created == record->created
         && own->changed == record->changed && own->completed == record->completed && own->sent == record->sent
         && own->trashed_at == record->trashed_at && own->n_attempts == record->n_attempts
         && own->next_attempt == record->next_attempt && g_strcmp0 (own->last_error, record->last_error) == 0
         && g_strcmp0 (own->server_words, record->server_words) == 0
         && g_strcmp0 (self->corrects, terrain_revisions_get_corrected (revisions, own->uuid)) == 0
         && g_strcmp0 (self->corrected_by, terrain_revisions_get_correction (revisions, own->uuid)) == 0;
}
