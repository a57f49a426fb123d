/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-report-private.h"

#define SECONDS_A_DAY 86400.0
#define SECONDS_AN_HOUR 3600.0

/* Units that are one: a person, a round, a street's complaint. */
typedef struct
{
  gint64 first;
  gint64 last;
  gint64 first_true;
  double first_value;
  double last_value;
  double max;
  double sum;
  guint n;
  guint n_values;
  GArray *times; /* (nullable): of gint64 */
} Group;

struct _TerrainTally
{
  guint n;
  double weight;
  double weight_squared;
  double hits;
  double sum;
  GArray *values;       /* (nullable): of double */
  GHashTable *distinct; /* (nullable) */
  GHashTable *groups;   /* (nullable): → Group */
};

static void
group_free (Group *self)
{
  g_clear_pointer (&self->times, g_array_unref);
  g_free (self);
}

TerrainTally *
terrain_tally_new (void)
{
  return g_new0 (TerrainTally, 1);
}

void
terrain_tally_free (TerrainTally *self)
{
  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->distinct, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_free (self);
}

static void
add_to_group (TerrainTally *self, const TerrainMeasure *measure, const TerrainUnit *unit)
{
  Group *group;

  if (unit->group == NULL || *unit->group == '\0' || !unit->is_of)
    return;
  if (self->groups == NULL)
    self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) group_free);
  group = g_hash_table_lookup (self->groups, unit->group);
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->first = G_MAXINT64;
      group->last = G_MININT64;
      group->first_true = G_MAXINT64;
      group->max = -INFINITY;
      group->first_value = group->last_value = NAN;
      g_hash_table_insert (self->groups, g_strdup (unit->group), group);
    }
  group->n++;
  if (unit->is_true)
    group->first_true = MIN (group->first_true, unit->time);
  if (isfinite (unit->value))
    {
      group->n_values++;
      group->sum += unit->value;
      group->max = fmax (group->max, unit->value);
      if (unit->time < group->first || isnan (group->first_value))
        group->first_value = unit->value;
      if (unit->time >= group->last || isnan (group->last_value))
        group->last_value = unit->value;
    }
  group->first = MIN (group->first, unit->time);
  group->last = MAX (group->last, unit->time);
  if (measure->reduce != TERRAIN_REDUCE_RETURNS)
    return;
  if (group->times == NULL)
    group->times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (group->times, unit->time);
}

static void
keep_value (TerrainTally *self, double value)
{
  if (self->values == NULL)
    self->values = g_array_new (FALSE, FALSE, sizeof (double));
  g_array_append_val (self->values, value);
}

static void
add_base (TerrainTally *self, double weight)
{
  self->n++;
  self->weight += weight;
  self->weight_squared += weight * weight;
}

void
terrain_tally_add (TerrainTally *self, const TerrainMeasure *measure, const TerrainUnit *unit)
{
  if (measure->reduce != TERRAIN_REDUCE_NONE)
    {
      add_to_group (self, measure, unit);
      return;
    }
  if (!unit->is_of)
    return;
  switch (measure->aggregate)
    {
    case TERRAIN_AGGREGATE_COUNT:
    case TERRAIN_AGGREGATE_SHARE:
    case TERRAIN_AGGREGATE_DISTRIBUTION:
      add_base (self, unit->weight);
      self->hits += unit->is_true ? unit->weight : 0;
      break;
    case TERRAIN_AGGREGATE_SUM:
    case TERRAIN_AGGREGATE_MEAN:
      if (!isfinite (unit->value))
        break;
      add_base (self, unit->weight);
      self->sum += unit->weight * unit->value;
      break;
    case TERRAIN_AGGREGATE_MEDIAN:
    case TERRAIN_AGGREGATE_QUANTILE:
    case TERRAIN_AGGREGATE_CAPPED_SUM:
      if (!isfinite (unit->value))
        break;
      add_base (self, unit->weight);
      keep_value (self, unit->value);
      break;
    case TERRAIN_AGGREGATE_DISTINCT:
      if (unit->text == NULL || *unit->text == '\0')
        break;
      add_base (self, unit->weight);
      if (self->distinct == NULL)
        self->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_add (self->distinct, g_strdup (unit->text));
      break;
    case TERRAIN_AGGREGATE_FORMULA:
    default:
      break;
    }
}

void
terrain_tally_merge (TerrainTally *self, const TerrainTally *other)
{
  self->n += other->n;
  self->weight += other->weight;
  self->weight_squared += other->weight_squared;
  self->hits += other->hits;
  self->sum += other->sum;
  for (guint i = 0; other->values != NULL && i < other->values->len; i++)
    keep_value (self, g_array_index (other->values, double, i));
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

double
terrain_report_quantile (GArray *values, double quantile)
{
  guint rank;

  if (values == NULL || values->len == 0)
    return NAN;
  g_array_sort (values, compare_numbers);
  rank = (guint) ceil (CLAMP (quantile, 0, 1) * values->len);
  return g_array_index (values, double, MAX (rank, 1) - 1);
}

/* Of an even number, half way between the two in the middle. */
static double
get_median (GArray *values)
{
  if (values == NULL || values->len == 0)
    return NAN;
  g_array_sort (values, compare_numbers);
  return (g_array_index (values, double, (values->len - 1) / 2) + g_array_index (values, double, values->len / 2)) / 2;
}

void
terrain_tally_collect (const TerrainTally *self, GArray *values)
{
  for (guint i = 0; self->values != NULL && i < self->values->len; i++)
    if (g_array_index (self->values, double, i) >= 0)
      g_array_append_val (values, g_array_index (self->values, double, i));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return left < right ? -1 : left > right;
}

static double
count_returns (const Group *group, double within)
{
  double n = 0;

  g_array_sort (group->times, compare_times);
  for (guint i = 1; i < group->times->len; i++)
    {
      gint64 gap = g_array_index (group->times, gint64, i) - g_array_index (group->times, gint64, i - 1);

      if ((double) gap <= within * SECONDS_A_DAY)
        n++;
    }
  return n;
}

static double
reduce (const Group *group, const TerrainMeasure *measure, const GDate *end)
{
  switch (measure->reduce)
    {
    case TERRAIN_REDUCE_FIRST:
      return group->first_value;
    case TERRAIN_REDUCE_LAST:
      return group->last_value;
    case TERRAIN_REDUCE_RISE:
      return group->last_value - group->first_value;
    case TERRAIN_REDUCE_MAX:
      return group->n_values > 0 ? group->max : NAN;
    case TERRAIN_REDUCE_SUM:
      return group->sum;
    case TERRAIN_REDUCE_COUNT:
      return group->n;
    case TERRAIN_REDUCE_SPAN:
      return (double) (group->last - group->first) / SECONDS_AN_HOUR
             * (group->n_values > 0 ? group->sum / group->n_values : 1);
    case TERRAIN_REDUCE_DAYS_TO:
      return group->first_true < G_MAXINT64 ? (double) (group->first_true - group->first) / SECONDS_A_DAY : NAN;
    case TERRAIN_REDUCE_IDLE:
      /* Days since 1 January of the year 1; 719163 of them until 1970. */
      return (double) g_date_get_julian (end) - 719163 - floor ((double) group->last / SECONDS_A_DAY);
    case TERRAIN_REDUCE_RETURNS:
      return count_returns (group, measure->within);
    case TERRAIN_REDUCE_NONE:
    default:
      return NAN;
    }
}

/* Each group's number is one value of a plain tally. */
static TerrainTally *
tally_groups (const TerrainTally *self, const TerrainMeasure *measure, double item, const GDate *end)
{
  TerrainTally *tally = terrain_tally_new ();
  double equals = isinf (measure->equals) ? item : measure->equals;
  GHashTableIter iter;
  gpointer value;

  if (self->groups == NULL)
    return tally;
  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      double number = reduce (value, measure, end);
      gboolean is_hit = (isnan (equals) || fabs (number - equals) < 1e-6)
                        && (isnan (measure->above) || number > measure->above);

      if (isnan (number))
        continue;
      add_base (tally, 1);
      tally->hits += is_hit ? 1 : 0;
      tally->sum += number;
      keep_value (tally, number);
    }
  return tally;
}

static double
get_value (const TerrainTally *self, const TerrainMeasure *measure, const TerrainTally *whole, double cap)
{
  double total = 0;

  switch (measure->aggregate)
    {
    case TERRAIN_AGGREGATE_COUNT:
      return self->hits;
    case TERRAIN_AGGREGATE_SUM:
      return self->sum;
    case TERRAIN_AGGREGATE_MEAN:
      return self->weight > 0 ? self->sum / self->weight : NAN;
    case TERRAIN_AGGREGATE_MEDIAN:
      return get_median (self->values);
    case TERRAIN_AGGREGATE_QUANTILE:
      return terrain_report_quantile (self->values, measure->quantile);
    case TERRAIN_AGGREGATE_SHARE:
      return self->weight > 0 ? 100 * self->hits / self->weight : NAN;
    case TERRAIN_AGGREGATE_DISTRIBUTION:
      return whole != NULL && whole->weight > 0 ? 100 * self->weight / whole->weight : NAN;
    case TERRAIN_AGGREGATE_DISTINCT:
      return self->distinct != NULL ? g_hash_table_size (self->distinct) : 0;
    case TERRAIN_AGGREGATE_CAPPED_SUM:
      for (guint i = 0; self->values != NULL && i < self->values->len; i++)
        {
          double value = g_array_index (self->values, double, i);

          total += value < 0 ? cap : fmin (value, cap);
        }
      return isnan (total) ? 0 : total;
    case TERRAIN_AGGREGATE_FORMULA:
    default:
      return NAN;
    }
}

/* Kish's design effect: weights that differ make the sample worth less. */
static double
get_share_error (double share, const TerrainTally *base)
{
  double effective = base->weight_squared > 0 ? base->weight * base->weight / base->weight_squared : 0;

  return effective > 0 ? 100 * sqrt (share / 100 * (1 - share / 100) / effective) : NAN;
}

TerrainResult
terrain_tally_finish (const TerrainTally *self, const TerrainMeasure *measure, const TerrainTally *whole, double item,
                      double cap, const GDate *end)
{
  TerrainTally *groups = measure->reduce != TERRAIN_REDUCE_NONE ? tally_groups (self, measure, item, end) : NULL;
  const TerrainTally *tally = groups != NULL ? groups : self;
  const TerrainTally *base = measure->aggregate == TERRAIN_AGGREGATE_DISTRIBUTION && whole != NULL ? whole : tally;
  TerrainResult result = { .error = NAN };

  result.value = get_value (tally, measure, whole, cap);
  result.n = base->n;
  if (measure->has_interval && isfinite (result.value)
      && (measure->aggregate == TERRAIN_AGGREGATE_SHARE || measure->aggregate == TERRAIN_AGGREGATE_DISTRIBUTION))
    result.error = get_share_error (result.value, base);
  g_clear_pointer (&groups, terrain_tally_free);
  return result;
}
