/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainDateEntry: a day, typed or taken from a calendar. Signal "changed" when the day did; what is no day is marked
 * and told, and changes nothing.
 */
#define TERRAIN_TYPE_DATE_ENTRY (terrain_date_entry_get_type ())
G_DECLARE_FINAL_TYPE (TerrainDateEntry, terrain_date_entry, TERRAIN, DATE_ENTRY, GtkBox)

/* @label: what assistive technology calls it */
GtkWidget *terrain_date_entry_new (const char *label);
/* Says "changed" only where a person changed it. */
void terrain_date_entry_set_day (TerrainDateEntry *self, const GDate *day);
/* FALSE where there is none. */
gboolean terrain_date_entry_get_day (TerrainDateEntry *self, GDate *day);

G_END_DECLS
