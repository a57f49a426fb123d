/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * TerrainQuestion: one question of a form: label, hint, guidance, the control that fits, and what is wrong with the
 * answer. Made by the views; here so that others can look at what has the focus.
 * It holds no answer: it shows the item's and hands the person's on when typing pauses, on leaving and on Enter.
 */
#define TERRAIN_TYPE_QUESTION (terrain_question_get_type ())
G_DECLARE_FINAL_TYPE (TerrainQuestion, terrain_question, TERRAIN, QUESTION, GtkWidget)

TerrainItem *terrain_question_get_item (TerrainQuestion *self);
/* Whether the question takes an answer now (not a note, not read-only). */
gboolean terrain_question_get_answerable (TerrainQuestion *self);
/* Hands over what is typed. FALSE where it cannot be an answer. */
gboolean terrain_question_flush (TerrainQuestion *self);

/* Returns: (nullable): what is wrong with @item's answer, in the words that stand beside it. @with_missing: a missing answer
 * is wrong, too */
const char *terrain_item_get_problem_text (TerrainItem *item, gboolean with_missing);

/*
 * Signal "done" (gboolean forward): Enter, or Shift+Enter for backward: void (*) (TerrainQuestion *self, gboolean)
 */

G_END_DECLS
