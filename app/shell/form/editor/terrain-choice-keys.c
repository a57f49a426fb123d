/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-keys.h"

/* evdev's KEY_1 … KEY_9 plus 8, as X11 and Wayland both give them. */
#define KEYCODE_1 10
#define KEYCODE_9 18

const char *
terrain_choice_key_text (guint position)
{
  static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C",
                                      "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
                                      "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z" };

  return position < G_N_ELEMENTS (keys) ? keys[position] : NULL;
}

int
terrain_choice_key_position (guint keyval, guint keycode, GdkModifierType state, guint n)
{
  guint position;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return -1;
  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    position = keyval - GDK_KEY_KP_1;
  else if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    position = keyval - GDK_KEY_1;
  else if (keycode >= KEYCODE_1 && keycode <= KEYCODE_9)
    position = keycode - KEYCODE_1;
  else if (gdk_keyval_to_lower (keyval) >= GDK_KEY_a && gdk_keyval_to_lower (keyval) <= GDK_KEY_z)
    position = 9 + gdk_keyval_to_lower (keyval) - GDK_KEY_a;
  else
    return -1;
  return position < n ? (int) position : -1;
}
