/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * TerrainRecordFilter: which records of a list are shown: those of some states, of one form, and those that hold every
 * word of what is searched for in their name, their form's title or one of their days, accents and case ignored.
 *
 * What a record is found by is made once and kept with it, so that a keystroke over 20,000 of them is a matter of
 * milliseconds; terrain_record_filter_prepare() makes it beforehand, while the main loop is idle.
 */
#define TERRAIN_TYPE_RECORD_FILTER (terrain_record_filter_get_type ())
G_DECLARE_FINAL_TYPE (TerrainRecordFilter, terrain_record_filter, TERRAIN, RECORD_FILTER, GtkFilter)

/* @states: a mask of 1u << TerrainRecordState */
TerrainRecordFilter *terrain_record_filter_new (guint states);
/* Both change what matches in one go. @text: as typed; @form_id: (nullable): of any form */
void terrain_record_filter_search (TerrainRecordFilter *self, const char *text, const char *form_id);
/* Whether that would search for something else than what is searched for now. */
gboolean terrain_record_filter_would_change (TerrainRecordFilter *self, const char *text, const char *form_id);
gboolean terrain_record_filter_is_searching (TerrainRecordFilter *self);
/* @records: a list of TerrainRecordObject; a later call takes the place of an earlier one. */
void terrain_record_filter_prepare (TerrainRecordFilter *self, GListModel *records);

G_END_DECLS
