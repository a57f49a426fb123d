/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * Serial entry: one record of a form after the other, as at a desk. The setting "serial-forms" names the forms it is on
 * for. A record that lacks nothing is saved without the review, and the next empty one opens at once.
 */
gboolean terrain_serial_entry_is_on (GSettings *settings, const char *form_id);
/* Returns: (transfer full): the action "on" (a boolean), which is remembered for the form and follows the setting */
GSimpleActionGroup *terrain_serial_entry_new_actions (GSettings *settings, const char *form_id);
/* Whether nothing speaks against saving: no problem, no unusual answer to be confirmed. */
gboolean terrain_serial_entry_is_ready (TerrainSession *session);
/* Returns: (transfer full): what a person knows the record by: its name, else its last required answers, else the form's
 * title */
char *terrain_serial_entry_dup_summary (TerrainSession *session);

G_END_DECLS
