/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-item.h"

G_BEGIN_DECLS

/*
 * An item's texts in another language than the interview's, for two languages side by side. They read only: the interview's
 * language stays, nothing is notified. Outputs are filled in with the answers of now.
 * @language: one of terrain_interview_dup_languages(); of another one they are NULL.
 */

/* Returns: (transfer full) (nullable) */
char *terrain_item_dup_label_in (TerrainItem *self, const char *language);
char *terrain_item_dup_hint_in (TerrainItem *self, const char *language);
/* @choice: one of those offered now. For a choice of a list of many the list is not gone through. */
char *terrain_item_dup_choice_label_in (TerrainItem *self, TerrainChoice *choice, const char *language);

G_END_DECLS
