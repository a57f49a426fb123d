/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-compile-private.h"

/* The numbers of a range question, as read and as written. */
typedef struct
{
  TerrainCompile *compile;
  TerrainEntry *item;
  double start, end, step;
  double tick, placeholder;
  gboolean has_tick, has_placeholder;
} Range;

static TerrainPlace
place_of (const Range *range)
{
  return terrain_entry_place_of (range->compile, range->item, TERRAIN_COLUMN_PARAMETERS);
}

/* Decimals are binary inside: 0.6 is a multiple of 0.1 all the same. */
static gboolean
is_multiple (double number, double of)
{
  double times = number / of;

  return fabs (times - round (times)) < 1e-9 * MAX (1, fabs (times));
}

static gboolean
is_inside (const Range *range, double number)
{
  return number >= MIN (range->start, range->end) && number <= MAX (range->start, range->end);
}

/* Reads a number; leaves @number where the parameter is absent. */
static gboolean
read_number (Range *range, GHashTable *parameters, const char *name, double *number)
{
  const char *text = g_hash_table_lookup (parameters, name);

  if (text == NULL)
    return FALSE;
  if (terrain_parse_number (text, number))
    return TRUE;
  terrain_compile_error (range->compile, "parameter-value", place_of (range), _("“%s” must be a number, not “%s”."),
                         name, text);
  return FALSE;
}

static void
check_step (const Range *range, const char *name, double step)
{
  if (step == 0)
    terrain_compile_error (range->compile, "range-step", place_of (range), _("“%s” must not be 0."), name);
  else if (fabs (step) > fabs (range->end - range->start))
    terrain_compile_error (range->compile, "range-step", place_of (range),
                           _("“%s” is larger than the range from “start” to “end”."), name);
}

static void
check_numbers (const Range *range)
{
  check_step (range, "step", range->step);
  if (range->has_tick)
    {
      check_step (range, "tick_interval", range->tick);
      if (range->step != 0 && !is_multiple (range->tick, range->step))
        terrain_compile_error (range->compile, "range-tick", place_of (range),
                               _("“tick_interval” must be a multiple of “step”."));
    }
  if (!range->has_placeholder)
    return;
  if (!is_inside (range, range->placeholder))
    terrain_compile_error (range->compile, "range-placeholder", place_of (range),
                           _("“placeholder” must be between “start” and “end”."));
  else if (range->step != 0 && !is_multiple (range->placeholder - range->start, range->step))
    terrain_compile_error (range->compile, "range-placeholder", place_of (range),
                           _("“placeholder” must be “start” or some steps from it."));
}

static void
check_tick_label (const Range *range, const TerrainChoice *choice, gboolean only_ends)
{
  double interval = range->has_tick ? range->tick : range->step;
  double number;

  if (!terrain_parse_number (choice->name, &number))
    terrain_compile_error (range->compile, "range-labels", place_of (range),
                           _("The names of the choices of “tick_labelset” are numbers on the range; “%s” is none."),
                           choice->name);
  else if (!is_inside (range, number))
    terrain_compile_error (range->compile, "range-labels", place_of (range),
                           _("The choice “%s” of “tick_labelset” is not between “start” and “end”."), choice->name);
  else if (only_ends && number != range->start && number != range->end)
    terrain_compile_error (range->compile, "range-labels", place_of (range),
                           _("Without ticks only the ends of the range have labels: “%s” is neither “start” nor "
                             "“end”."), choice->name);
  else if (interval != 0 && !is_multiple (number - range->start, interval))
    terrain_compile_error (range->compile, "range-labels", place_of (range),
                           _("The choice “%s” of “tick_labelset” is not on a tick."), choice->name);
}

static void
check_labels (const Range *range, const char *list_name, gboolean no_ticks)
{
  const TerrainChoiceList *list = terrain_compile_find_list (range->compile, list_name);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (list == NULL)
    {
      terrain_compile_error (range->compile, "list-unknown", place_of (range),
                             _("There is no list “%s” in the sheet “choices”."), list_name);
      return;
    }
  for (guint i = 0; i < list->choices->len; i++)
    {
      const TerrainChoice *choice = g_ptr_array_index (list->choices, i);

      g_hash_table_add (names, (gpointer) choice->name);
      check_tick_label (range, choice, no_ticks);
    }
  if (no_ticks && g_hash_table_size (names) != 2)
    terrain_compile_error (range->compile, "range-labels", place_of (range),
                           _("Without ticks “tick_labelset” has two choices, one for each end of the range."));
}

static void
check_appearance (const Range *range, gboolean ticks, const char *appearance)
{
  static const char *const allowed[] = { "", "vertical", "no-ticks", "vertical no-ticks", "no-ticks vertical", NULL };

  if (ticks && !g_strv_contains (allowed, appearance))
    terrain_compile_error (range->compile, "range-appearance", place_of (range),
                           _("“tick_interval”, “placeholder” and “tick_labelset” go with the appearances “vertical” and "
                             "“no-ticks”, not with “%s”."),
                           appearance);
}

static void
write_parameter (const Range *range, GHashTable *parameters, const char *name, const char *attribute,
                 const char *otherwise)
{
  const char *text = g_hash_table_lookup (parameters, name);

  if (text == NULL)
    text = otherwise;
  if (text != NULL)
    terrain_attributes_set (range->item->control, attribute, terrain_compile_text (range->compile, text), NULL);
}

void
terrain_entry_read_range (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters)
{
  static const char *const allowed[]
    = { "start", "end", "step", "tick_interval", "placeholder", "tick_labelset", NULL };
  static const char *const numbers[] = { "start", "end", "step", "tick_interval", "placeholder" };
  Range range = { self, item, 1, 10, 1, 0, 0, FALSE, FALSE };
  const TerrainAttribute *appearance = terrain_attributes_find (item->control, "appearance");
  const char *shown = appearance != NULL ? appearance->value : "";
  const char *labels = g_hash_table_lookup (parameters, "tick_labelset");

  if (!terrain_parameters_check (self, item, parameters, allowed))
    return;
  read_number (&range, parameters, "start", &range.start);
  read_number (&range, parameters, "end", &range.end);
  read_number (&range, parameters, "step", &range.step);
  range.has_tick = read_number (&range, parameters, "tick_interval", &range.tick);
  range.has_placeholder = read_number (&range, parameters, "placeholder", &range.placeholder);
  check_numbers (&range);
  check_appearance (&range, range.has_tick || range.has_placeholder || labels != NULL, shown);
  if (labels != NULL)
    {
      check_labels (&range, labels, strstr (shown, "no-ticks") != NULL);
      item->select.list = terrain_compile_text (self, labels);
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *text = g_hash_table_lookup (parameters, numbers[i]);

      if (text != NULL && strchr (text, '.') != NULL && terrain_attributes_find (item->bind, "type") == NULL)
        terrain_attributes_set (item->bind, "type", "decimal", NULL);
    }
  write_parameter (&range, parameters, "step", "step", "1");
  write_parameter (&range, parameters, "start", "start", "1");
  write_parameter (&range, parameters, "end", "end", "10");
  write_parameter (&range, parameters, "tick_interval", "odk:tick-interval", NULL);
  write_parameter (&range, parameters, "placeholder", "odk:placeholder", NULL);
}
