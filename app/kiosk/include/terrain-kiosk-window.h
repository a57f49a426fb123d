/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

#include "terrain-kiosk-policy.h"

G_BEGIN_DECLS

/*
 * TerrainKioskWindow: one form for the public, again and again:
 *
 *   language ──► questions ──► thanks ──► language
 *      ▲             │ nobody there
 *      └── reset ◄── warning
 *
 * Full screen, without any window control; it closes only after the PIN. Completed records are queued; who sends them
 * is not its business. Property "page" (read-only, notified): "language", "questions", "thanks" or "pin".
 */
#define TERRAIN_TYPE_KIOSK_WINDOW (terrain_kiosk_window_get_type ())
G_DECLARE_FINAL_TYPE (TerrainKioskWindow, terrain_kiosk_window, TERRAIN, KIOSK_WINDOW, AdwApplicationWindow)

/* @policy is copied. NULL with the profile's error where the form cannot be loaded. */
GtkWindow *terrain_kiosk_window_new (GtkApplication *application, TerrainProfile *profile, const char *form_id,
                                     const TerrainKioskPolicy *policy, GError **error);
const char *terrain_kiosk_window_get_page (TerrainKioskWindow *self);
/* Returns: (nullable) (transfer none): the record of the visitor who is there */
TerrainSession *terrain_kiosk_window_get_session (TerrainKioskWindow *self);
/* Whether "Are you still there?" is asked now. */
gboolean terrain_kiosk_window_get_warning (TerrainKioskWindow *self);

G_END_DECLS
