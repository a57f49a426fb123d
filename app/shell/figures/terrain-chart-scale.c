/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-chart-scale.h"

#include <math.h>

/* Between two labels, as a part of their height. */
#define LABEL_GAP 0.6

static double
round_step (double raw)
{
  double power = pow (10, floor (log10 (raw)));
  double part = raw / power;

  /* 2.0000000001 is 2. */
  if (part <= 1 + 1e-9)
    return power;
  if (part <= 2 + 1e-9)
    return 2 * power;
  return part <= 5 + 1e-9 ? 5 * power : 10 * power;
}

void
terrain_chart_scale_choose (TerrainChartScale *self,
                            double             least,
                            double             most,
                            guint              max_ticks,
                            gboolean           whole)
{
  g_return_if_fail (self != NULL);

  double low = isfinite (least) ? fmin (least, 0) : 0;
  double high = isfinite (most) ? fmax (most, 0) : 0;
  guint n = MAX (max_ticks, 2);

  if (high - low <= 0)
    high = low + 1;
  self->step = round_step ((high - low) / (n - 1));
  if (whole)
    self->step = fmax (self->step, 1);
  /* Both ends are ticks: where that makes one too many, the next step. */
  for (guint i = 0; i < 3; i++)
    {
      self->low = floor (low / self->step + 1e-9) * self->step;
      self->high = ceil (high / self->step - 1e-9) * self->step;
      self->n_ticks = (guint) lround ((self->high - self->low) / self->step) + 1;
      if (self->n_ticks <= n || (low < 0 && high > 0 && n < 3))
        break;
      self->step = round_step (self->step * 1.5);
    }
  self->decimals = self->step < 1 ? (guint) ceil (-log10 (self->step) - 1e-9) : 0;
}

double
terrain_chart_scale_get_tick (const TerrainChartScale *self,
                              guint                    index)
{
  double tick = self->low + index * self->step;

  /* Not -0, and not 1e-17. */
  return fabs (tick) < self->step / 1000 ? 0 : tick;
}

double
terrain_chart_scale_place (const TerrainChartScale *self,
                           double                   value)
{
  return (value - self->low) / (self->high - self->low);
}

TerrainChartFit
terrain_chart_fit_labels (double widest,
                          double height,
                          double slot,
                          guint  n)
{
  TerrainChartFit fit = { FALSE, 1 };
  double gap = height * LABEL_GAP;

  if (n < 2 || slot <= 0 || widest + gap <= slot)
    return fit;
  /* One left out between two that are written is still read at once; more are turned instead. */
  if (widest + gap <= 2 * slot && n > 4)
    {
      fit.every = 2;
      return fit;
    }
  fit.is_turned = TRUE;
  fit.every = (guint) fmax (1, ceil (height * 1.1 / slot));
  return fit;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const double *positions = user_data;
  double left = positions[*(const guint *) a];
  double right = positions[*(const guint *) b];

  return left < right ? -1 : left > right;
}

void
terrain_chart_spread (double *positions,
                      guint   n,
                      double  gap,
                      double  low,
                      double  high)
{
  if (n == 0)
    return;

  g_autofree guint *order = g_new (guint, n);
  double room = n > 1 ? (high - low) / (n - 1) : 0;
  double distance = n > 1 ? fmin (gap, fmax (room, 0)) : 0;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof (guint), compare_positions, positions);
  /* Downwards what is too near, then back up what went over the edge. */
  for (guint i = 0; i < n; i++)
    {
      double least = i == 0 ? low : positions[order[i - 1]] + distance;

      positions[order[i]] = fmax (positions[order[i]], least);
    }
  for (guint i = n; i-- > 0;)
    {
      double most = i == n - 1 ? high : positions[order[i + 1]] - distance;

      positions[order[i]] = fmin (positions[order[i]], most);
    }
}
