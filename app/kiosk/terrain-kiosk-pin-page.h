/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-kiosk-policy.h"

G_BEGIN_DECLS

/*
 * TerrainKioskPinPage: digits to leave the kiosk with, by touch or keyboard. After each wrong PIN nothing is taken for
 * a while, twice as long each time. Signals: "accepted", "cancelled".
 */
#define TERRAIN_TYPE_KIOSK_PIN_PAGE (terrain_kiosk_pin_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainKioskPinPage, terrain_kiosk_pin_page, TERRAIN, KIOSK_PIN_PAGE, AdwBin)

/* @policy must outlive the page. */
GtkWidget *terrain_kiosk_pin_page_new (const TerrainKioskPolicy *policy);
/* Empties what was typed and takes the focus; the delay after wrong PINs goes on. */
void terrain_kiosk_pin_page_reset (TerrainKioskPinPage *self);

G_END_DECLS
