/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* The languages to offer, as sessions of the form name them: its own and those of its po files, in the order of @tags,
 * or all where @tags is empty. Never empty: a form without languages has one, called "". */
char **terrain_kiosk_languages_of (TerrainProfile *profile, TerrainForm *form, char **tags);

/* Whether anything a person is asked has an answer. */
gboolean terrain_kiosk_has_answer (TerrainItem *item);

G_END_DECLS
