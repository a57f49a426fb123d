/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-keys.h"

/* evdev's KEY_1 … KEY_9 plus 8, as X11 and Wayland both give them. */
#define KEYCODE_1 10
#define KEYCODE_9 18
#define KEYCODE_0 19

/* In milliseconds: longer than between the two figures of a code, shorter than between two answers. */
#define CODE_PAUSE 1000

const char *
terrain_choice_key_text (guint position)
{
  static const char *const keys[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9", "A", "B", "C",
                                      "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N", "O",
                                      "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z" };

  return position < G_N_ELEMENTS (keys) ? keys[position] : NULL;
}

int
terrain_choice_key_digit (guint keyval, guint keycode)
{
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keycode >= KEYCODE_1 && keycode <= KEYCODE_9)
    return (int) (keycode - KEYCODE_1) + 1;
  return keycode == KEYCODE_0 ? 0 : -1;
}

int
terrain_choice_key_position (guint keyval, guint keycode, GdkModifierType state, guint n)
{
  int digit = terrain_choice_key_digit (keyval, keycode);
  guint position;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return -1;
  if (digit > 0)
    position = (guint) digit - 1;
  else if (digit < 0 && gdk_keyval_to_lower (keyval) >= GDK_KEY_a && gdk_keyval_to_lower (keyval) <= GDK_KEY_z)
    position = 9 + gdk_keyval_to_lower (keyval) - GDK_KEY_a;
  else
    return -1;
  return position < n ? (int) position : -1;
}

static TerrainChoice *
find_value (GListModel *choices, const char *value)
{
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (g_str_equal (terrain_choice_get_value (choice), value))
        return g_steal_pointer (&choice);
    }
  return NULL;
}

TerrainChoice *
terrain_choice_code_type (TerrainChoiceCode *self, GListModel *choices, guint keyval, guint keycode,
                          GdkModifierType state, guint32 time, guint n, gboolean multiple)
{
  int digit = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) == 0
                  ? terrain_choice_key_digit (keyval, keycode)
                  : -1;
  int before = self->digit;
  gboolean goes_on = self->pending && time - self->at < CODE_PAUSE;
  TerrainChoice *found = NULL;
  char code[3] = { 0 };

  self->pending = FALSE;
  if (digit < 0)
    return NULL;
  code[0] = (char) ('0' + (goes_on ? before : digit));
  code[1] = (char) (goes_on ? '0' + digit : '\0');
  /* A figure that stands before a choice means it; 1 and 2 of several are not 12. */
  if (goes_on && (!multiple || before == 0 || (guint) before > n))
    found = find_value (choices, code);
  else if (!goes_on && (digit == 0 || (guint) digit > n))
    found = find_value (choices, code);
  self->digit = digit;
  self->at = time;
  self->pending = found == NULL;
  return found;
}

gboolean
terrain_choice_keys_are_values (GPtrArray *choices)
{
  for (guint i = 0; i < choices->len; i++)
    {
      const char *value = terrain_choice_get_value (choices->pdata[i]);

      if (!g_ascii_islower (value[0]) || value[1] != '\0')
        return FALSE;
    }
  return choices->len > 0;
}

int
terrain_choice_letter (guint keyval, GdkModifierType state)
{
  guint lower = gdk_keyval_to_lower (keyval);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0 || lower < GDK_KEY_a ||
      lower > GDK_KEY_z)
    return -1;
  return (int) (lower - GDK_KEY_a) + 'a';
}
