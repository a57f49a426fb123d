/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-range-steps.h"

#define MAX_STEPS 100000

static double
read_attribute (TerrainControl *control, const char *name, double otherwise)
{
  const char *text = terrain_control_get_attribute (control, name);
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : otherwise;

  return text == NULL || end == text || !isfinite (value) || fabs (value) > 1e12 ? otherwise : value;
}

/* Of the step, so that 0.1 + 0.2 is written 0.3. */
static int
count_digits (double step)
{
  int digits = 0;

  for (double scaled = fabs (step); digits < 6 && fabs (scaled - round (scaled)) > 1e-6; scaled *= 10)
    digits++;
  return digits;
}

void
terrain_range_steps_read (TerrainRangeSteps *self, TerrainControl *control)
{
  self->decimals = terrain_control_get_data_type (control) != TERRAIN_DATA_INT;
  self->start = read_attribute (control, "start", 1);
  self->end = read_attribute (control, "end", 10);
  self->step = fabs (read_attribute (control, "step", 1));
  if (self->end == self->start)
    self->end = self->start + 1;
  if (self->step <= 0 || fabs (self->end - self->start) / self->step > MAX_STEPS)
    self->step = fabs (self->end - self->start) / 100;
  self->digits = self->decimals ? MAX (count_digits (self->step), count_digits (self->start)) : 0;
}

double
terrain_range_steps_get_low (const TerrainRangeSteps *self)
{
  return MIN (self->start, self->end);
}

double
terrain_range_steps_get_high (const TerrainRangeSteps *self)
{
  return MAX (self->start, self->end);
}

guint
terrain_range_steps_count (const TerrainRangeSteps *self)
{
  double steps = fabs (self->end - self->start) / self->step;

  /* Whole numbers only, of whole numbers. */
  if (fabs (steps - round (steps)) > 1e-6 ||
      (!self->decimals && (self->start != round (self->start) || self->step != round (self->step))))
    return 0;
  return (guint) round (steps) + 1;
}

char *
terrain_range_steps_format (const TerrainRangeSteps *self, double value)
{
  char buffer[64], layout[16];

  g_snprintf (layout, sizeof layout, "%%.%df", self->digits);
  g_ascii_formatd (buffer, sizeof buffer, layout, value);
  /* From -1 to 1 in steps of 0.1, nought is not quite 0. */
  return g_strdup (*buffer == '-' && g_ascii_strtod (buffer, NULL) == 0 ? buffer + 1 : buffer);
}

char *
terrain_range_steps_dup_at (const TerrainRangeSteps *self, guint position)
{
  return terrain_range_steps_format (self, self->start + (self->end < self->start ? -1.0 : 1.0) * position * self->step);
}
