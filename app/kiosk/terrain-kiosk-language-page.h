/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * TerrainKioskLanguagePage: the first page. Languages in their own names, no flags; Dutch and French alike in size and
 * weight, and which comes first alternates (UX-26).
 * Signal "chosen" (char *language, as given).
 */
#define TERRAIN_TYPE_KIOSK_LANGUAGE_PAGE (terrain_kiosk_language_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainKioskLanguagePage, terrain_kiosk_language_page, TERRAIN, KIOSK_LANGUAGE_PAGE, AdwBin)

/* @languages: as the form writes them, at least one; one alone shows a button to begin */
GtkWidget *terrain_kiosk_language_page_new (const char *const *languages);
/* For the next visitor: the other language first. */
void terrain_kiosk_language_page_alternate (TerrainKioskLanguagePage *self);

G_END_DECLS
