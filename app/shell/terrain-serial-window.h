/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-window.h"

G_BEGIN_DECLS

/* What the window does with one record after the other (terrain-serial-entry.h). */

/* Saves the open record where nothing speaks against it; shows the review where something does, or where the form is not
 * one that is entered serially. */
void terrain_serial_window_save (TerrainWindow *self);
/*
 * The next empty record of @form_id, in the place of the one that was just completed. FALSE, and nothing happened, where
 * the form is not entered serially or no record could be begun.
 * @uuid: the record that was completed; @saved: what a person knows it by
 */
gboolean terrain_serial_window_next (TerrainWindow *self, const char *form_id, const char *uuid, const char *saved);
/* Opens the record completed last again, where that was in the last 10 s and nothing was done in the one after it. */
gboolean terrain_serial_window_undo (TerrainWindow *self);
/* Opens @uuid again, in place of the open record, which goes where nothing was answered in it. */
void terrain_serial_window_reopen (TerrainWindow *self, const char *uuid);

G_END_DECLS
