/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/* The key that chooses the answer at @position (0-based): 1-9, then A-Z; NULL beyond. */
const char *terrain_choice_key_text (guint position);

/* The figure a key press means, -1 for none: of the digit row by place, whatever the layout puts there. */
int terrain_choice_key_digit (guint keyval, guint keycode);
/* The position a key press means, -1 for none. The digit row is read by place, not by what the layout puts there: on a
 * Belgian AZERTY keyboard the third key chooses the third answer without Shift. @n: how many are offered */
int terrain_choice_key_position (guint keyval, guint keycode, GdkModifierType state, guint n);

/* Codes that are typed: what was typed so far. All zero at first. */
typedef struct
{
  int digit;
  guint32 at;
  gboolean pending;
} TerrainChoiceCode;

/*
 * A figure that stands before no choice, and two figures in quick succession, mean the choice with that code: 0 for no, 97
 * for other. To be asked before terrain_choice_key_position(). @choices: all, also those set apart; @n: how many have a
 * figure or letter before them; @time: of the key press, in ms
 *
 * Returns: (transfer full) (nullable): the choice whose code is complete now
 */
TerrainChoice *terrain_choice_code_type (TerrainChoiceCode *self, GListModel *choices, guint keyval, guint keycode,
                                         GdkModifierType state, guint32 time, guint n, gboolean multiple);

/* Whether the codes of @choices (of TerrainChoice) are letters, each of which is then its own key. */
gboolean terrain_choice_keys_are_values (GPtrArray *choices);
/* The letter 'a'-'z' of a key press, -1 for none. */
int terrain_choice_letter (guint keyval, GdkModifierType state);

G_END_DECLS
