/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-record-revisions-private.h"
#include "terrain-records.h"

G_BEGIN_DECLS

/* @record: (transfer full) */
TerrainRecordObject *terrain_record_object_new (TerrainRecord *record, const TerrainRevisions *revisions);
/* Whether it shows exactly @record. */
gboolean terrain_record_object_is (TerrainRecordObject *self, const TerrainRecord *record,
                                   const TerrainRevisions *revisions);

G_END_DECLS
