/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-list.h"
#include "terrain-profile.h"

G_BEGIN_DECLS

/*
 * TerrainRecordObject: a TerrainRecord for lists. Immutable; a changed record is another object with the same uuid.
 */
#define TERRAIN_TYPE_RECORD_OBJECT (terrain_record_object_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordObject, terrain_record_object, TERRAIN, RECORD_OBJECT, GObject)

const TerrainRecord *terrain_record_object_get (TerrainRecordObject *self);
/* Returns: (nullable): the uuid of the sent record that this one corrects */
const char *terrain_record_object_get_corrects (TerrainRecordObject *self);
/* Returns: (nullable): the uuid of the record that corrects this sent one */
const char *terrain_record_object_get_corrected_by (TerrainRecordObject *self);

/*
 * TerrainRecords: the profile's records as a GListModel of TerrainRecordObject, last changed first, following the
 * store. Counts by state are properties: "n-drafts" "n-waiting" (complete or queued) "n-sent" "n-rejected".
 */
#define TERRAIN_TYPE_RECORDS (terrain_records_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecords, terrain_records, TERRAIN, RECORDS, TerrainList)

TerrainRecords *terrain_records_new (TerrainProfile *profile);
/* The same of those in the trash, last put there first. */
TerrainRecords *terrain_records_new_trash (TerrainProfile *profile);
guint terrain_records_count (TerrainRecords *self, TerrainRecordState state);
/* Drafts of a form, of any version. */
guint terrain_records_count_drafts (TerrainRecords *self, const char *form_id);

/*
 * TerrainLibrary: the profile's forms as a GListModel of TerrainFormObject, newest version of each, by title,
 * following the store.
 */
#define TERRAIN_TYPE_FORM_OBJECT (terrain_form_object_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormObject, terrain_form_object, TERRAIN, FORM_OBJECT, GObject)
const TerrainStoredForm *terrain_form_object_get (TerrainFormObject *self);
/* The form's title in the language of the program, where a po file has it; else as its author wrote it. */
const char *terrain_form_object_get_title (TerrainFormObject *self);

#define TERRAIN_TYPE_LIBRARY (terrain_library_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLibrary, terrain_library, TERRAIN, LIBRARY, TerrainList)
TerrainLibrary *terrain_library_new (TerrainProfile *profile);

G_END_DECLS
