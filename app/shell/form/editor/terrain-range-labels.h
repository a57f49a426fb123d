/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * The words that stand at numbers of a range ("0 – not at all", XLSForm's tick_labelset): the choices of the range, whose
 * values are numbers on it.
 */

/* Returns: (transfer full) (nullable): the words at @value, without markup */
char *terrain_range_labels_dup_at (TerrainItem *item, double value);
/* All of them, a line each, in the form's language, as it changes; hidden where there are none. */
GtkWidget *terrain_range_labels_new (TerrainItem *item);

G_END_DECLS
