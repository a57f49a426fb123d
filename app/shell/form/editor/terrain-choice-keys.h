/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The key that chooses the answer at @position (0-based): 1-9, then A-Z; NULL beyond. */
const char *terrain_choice_key_text (guint position);

/* The position a key press means, -1 for none. The digit row is read by place, not by what the layout puts there: on a
 * Belgian AZERTY keyboard the third key chooses the third answer without Shift. @n: how many are offered */
int terrain_choice_key_position (guint keyval, guint keycode, GdkModifierType state, guint n);

G_END_DECLS
