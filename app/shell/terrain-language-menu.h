/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainLanguageMenu: the languages of a form, in their own names. Hidden where there is no choice.
 * Signal "chosen" (char *language, as the interview names it): the person asks for it. Signal "second-chosen" (the same, ""
 * for none): the person wants it shown beside that.
 */
#define TERRAIN_TYPE_LANGUAGE_MENU (terrain_language_menu_get_type ())
G_DECLARE_FINAL_TYPE (TerrainLanguageMenu, terrain_language_menu, TERRAIN, LANGUAGE_MENU, AdwBin)

void terrain_language_menu_set_interview (TerrainLanguageMenu *self, TerrainInterview *interview);
/* @language: (nullable): the one now shown */
void terrain_language_menu_set_current (TerrainLanguageMenu *self, const char *language);
/* @language: (nullable): the one now shown beside it */
void terrain_language_menu_set_second (TerrainLanguageMenu *self, const char *language);
/* No wider than it must be. */
void terrain_language_menu_set_compact (TerrainLanguageMenu *self, gboolean compact);
void terrain_language_menu_popup (TerrainLanguageMenu *self);
/* Asks for the language after the current one. */
void terrain_language_menu_next (TerrainLanguageMenu *self);

G_END_DECLS
