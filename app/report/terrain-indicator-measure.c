/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-indicators-private.h"

/* Below this many answers a share or a mean is not published, or only with a warning (forms' part D). */
#define DEFAULT_MINIMUM 30
#define DEFAULT_CAUTION 50

/* By TerrainAggregate, TerrainReduce, TerrainReportUnit, TerrainEvolutionKind. */
static const char *const aggregates[] = { "count", "sum", "mean", "median", "quantile", "share", "distribution",
                                          "distinct", "capped-sum", "formula", NULL };
static const char *const reduces[] = { "none", "first", "last", "rise", "max", "sum", "count", "span", "days-to",
                                       "idle", "returns", NULL };
static const char *const units[] = { "count", "percent", "points", "number", "days", "minutes", "hours", "euro",
                                     NULL };
static const char *const evolutions[] = { "none", "percent", "points", NULL };

static const char *const members[] = { "id", "title", "aggregate", "reduce", "sources", "formula", "unit",
                                       "evolution", "base", "quantile", "within", "above", "equals", "decimals",
                                       "evolution_decimals", "cell_decimals", "minimum", "caution", "hidden",
                                       "common", "interval", "form", "where", "each", "such", "value", "of", "weight",
                                       "group", "day", NULL };
static const char *const source_members[] = { "form", "where", "each", "such", "value", "of", "weight", "group",
                                              "day", NULL };

static void
source_free (TerrainSource *self)
{
  g_free (self->form);
  g_clear_pointer (&self->where, terrain_xpath_unref);
  g_clear_pointer (&self->each, terrain_xpath_unref);
  g_clear_pointer (&self->such, terrain_xpath_unref);
  g_clear_pointer (&self->value, terrain_xpath_unref);
  g_clear_pointer (&self->of, terrain_xpath_unref);
  g_clear_pointer (&self->weight, terrain_xpath_unref);
  g_clear_pointer (&self->group, terrain_xpath_unref);
  g_clear_pointer (&self->day, terrain_xpath_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSource, source_free)

void
terrain_measure_free (TerrainMeasure *self)
{
  g_free (self->id);
  g_free (self->title);
  for (guint i = 0; self->sources != NULL && self->sources[i] != NULL; i++)
    g_ptr_array_unref (self->sources[i]);
  g_free (self->sources);
  g_clear_pointer (&self->formula, terrain_xpath_unref);
  g_free (self->base);
  g_clear_pointer (&self->cell_decimals, g_hash_table_unref);
  g_free (self);
}

/* @chain: the objects to look in, the nearest first, ending in NULL */
static gboolean
read_member (TerrainReading *reading, JsonObject *const *chain, const char *name, const char *item,
             TerrainXPath **value)
{
  for (guint i = 0; chain[i] != NULL; i++)
    if (json_object_has_member (chain[i], name))
      return terrain_reading_xpath (reading, chain[i], name, item, value);
  return TRUE;
}

static TerrainSource *
read_source (TerrainReading *reading, JsonObject *const *chain, const char *item)
{
  g_autoptr (TerrainSource) self = g_new0 (TerrainSource, 1);
  const char *form = NULL;

  for (guint i = 0; chain[i] != NULL && form == NULL; i++)
    if (!terrain_reading_string (reading, chain[i], "form", &form))
      return NULL;
  if (form == NULL)
    {
      terrain_reading_refuse (reading, _("“form” is missing"));
      return NULL;
    }
  self->form = g_strdup (form);
  if (!read_member (reading, chain, "where", item, &self->where)
      || !read_member (reading, chain, "each", item, &self->each)
      || !read_member (reading, chain, "such", item, &self->such)
      || !read_member (reading, chain, "value", item, &self->value)
      || !read_member (reading, chain, "of", item, &self->of)
      || !read_member (reading, chain, "weight", item, &self->weight)
      || !read_member (reading, chain, "group", item, &self->group)
      || !read_member (reading, chain, "day", item, &self->day))
    return NULL;
  if (self->day == NULL)
    self->day = terrain_reading_compile (reading, "${today}", NULL);
  return g_steal_pointer (&self);
}

static gboolean
read_sources (TerrainReading *reading, TerrainMeasure *self, JsonObject *object, JsonObject *indicator,
              const char *item, GPtrArray *sources)
{
  JsonNode *node = json_object_get_member (object, "sources");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonObject *plain[] = { object, indicator, NULL };
  TerrainSource *source;

  if (node != NULL && array == NULL)
    return terrain_reading_refuse (reading, _("“%s” must be a list"), "sources");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *chain[] = { JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL, object,
                              indicator, NULL };

      if (chain[0] == NULL)
        return terrain_reading_refuse (reading, _("“%s” must be a list of objects"), "sources");
      if (!terrain_reading_only (reading, chain[0], source_members))
        return FALSE;
      source = read_source (reading, chain, item);
      if (source == NULL)
        return FALSE;
      g_ptr_array_add (sources, source);
    }
  if (array != NULL)
    return TRUE;
  source = read_source (reading, plain, item);
  if (source == NULL)
    return FALSE;
  g_ptr_array_add (sources, source);
  return TRUE;
}

static gboolean
read_cell_decimals (TerrainReading *reading, TerrainMeasure *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "cell_decimals");
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return terrain_reading_refuse (reading, _("“%s” must be an object"), "cell_decimals");
  self->cell_decimals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      guint decimals = 0;

      if (!terrain_reading_count (reading, json_node_get_object (node), name->data, &decimals))
        return FALSE;
      g_hash_table_insert (self->cell_decimals, g_strdup (name->data), GUINT_TO_POINTER (decimals));
    }
  return TRUE;
}

/* What follows from the aggregate where the file says nothing else. */
static void
set_defaults (TerrainMeasure *self)
{
  gboolean is_share = self->aggregate == TERRAIN_AGGREGATE_SHARE
                      || self->aggregate == TERRAIN_AGGREGATE_DISTRIBUTION;
  gboolean is_total = self->aggregate == TERRAIN_AGGREGATE_COUNT || self->aggregate == TERRAIN_AGGREGATE_SUM
                      || self->aggregate == TERRAIN_AGGREGATE_DISTINCT
                      || self->aggregate == TERRAIN_AGGREGATE_CAPPED_SUM;

  self->unit = is_share ? TERRAIN_UNIT_PERCENT : is_total ? TERRAIN_UNIT_COUNT : TERRAIN_UNIT_NUMBER;
  self->decimals = is_total ? 0 : 1;
  self->evolution = is_share ? TERRAIN_EVOLUTION_POINTS : TERRAIN_EVOLUTION_PERCENT;
  self->evolution_decimals = 1;
  self->quantile = self->aggregate == TERRAIN_AGGREGATE_CAPPED_SUM ? 0.98 : 0.9;
  self->minimum = is_total ? 0 : DEFAULT_MINIMUM;
  self->caution = is_total ? 0 : DEFAULT_CAUTION;
  self->above = NAN;
  self->equals = NAN;
}

/* "equals" may be the item itself: persons by stage. */
static gboolean
read_equals (TerrainReading *reading, TerrainMeasure *self, JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "equals");

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      && g_str_equal (json_node_get_string (node), "$item"))
    {
      self->equals = INFINITY;
      return TRUE;
    }
  return terrain_reading_number (reading, object, "equals", &self->equals);
}

static gboolean
read_numbers (TerrainReading *reading, TerrainMeasure *self, JsonObject *object)
{
  int unit = (int) self->unit, evolution;

  if (!terrain_reading_word (reading, object, "unit", units, &unit))
    return FALSE;
  self->unit = (TerrainReportUnit) unit;
  if (self->unit == TERRAIN_UNIT_PERCENT || self->unit == TERRAIN_UNIT_POINTS)
    self->evolution = TERRAIN_EVOLUTION_POINTS;
  evolution = (int) self->evolution;
  if (!terrain_reading_word (reading, object, "evolution", evolutions, &evolution))
    return FALSE;
  self->evolution = (TerrainEvolutionKind) evolution;
  return terrain_reading_count (reading, object, "decimals", &self->decimals)
         && terrain_reading_count (reading, object, "evolution_decimals", &self->evolution_decimals)
         && terrain_reading_count (reading, object, "minimum", &self->minimum)
         && terrain_reading_count (reading, object, "caution", &self->caution)
         && terrain_reading_number (reading, object, "quantile", &self->quantile)
         && terrain_reading_number (reading, object, "within", &self->within)
         && terrain_reading_number (reading, object, "above", &self->above)
         && read_equals (reading, self, object)
         && terrain_reading_boolean (reading, object, "hidden", &self->is_hidden)
         && terrain_reading_boolean (reading, object, "common", &self->is_common)
         && terrain_reading_boolean (reading, object, "interval", &self->has_interval)
         && read_cell_decimals (reading, self, object);
}

TerrainMeasure *
terrain_measure_read (TerrainReading *reading, JsonObject *object, JsonObject *indicator, const char *const *items)
{
  g_autoptr (TerrainMeasure) self = g_new0 (TerrainMeasure, 1);
  guint n_items = items != NULL ? g_strv_length ((char **) items) : 1;
  const char *id = NULL, *title = NULL, *base = NULL;
  int aggregate = TERRAIN_AGGREGATE_COUNT, reduce = TERRAIN_REDUCE_NONE;

  if (!terrain_reading_only (reading, object, members) || !terrain_reading_string (reading, object, "id", &id)
      || !terrain_reading_string (reading, object, "title", &title)
      || !terrain_reading_string (reading, object, "base", &base)
      || !terrain_reading_word (reading, object, "aggregate", aggregates, &aggregate)
      || !terrain_reading_word (reading, object, "reduce", reduces, &reduce))
    return NULL;
  if (id == NULL || title == NULL)
    {
      terrain_reading_refuse (reading, _("a measure needs “id” and “title”"));
      return NULL;
    }
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->base = g_strdup (base);
  self->aggregate = (TerrainAggregate) aggregate;
  self->reduce = (TerrainReduce) reduce;
  set_defaults (self);
  terrain_reading_boolean (reading, indicator, "interval", &self->has_interval);
  if (!read_numbers (reading, self, object))
    return NULL;
  self->sources = g_new0 (GPtrArray *, n_items + 1);
  for (guint i = 0; i < n_items; i++)
    self->sources[i] = g_ptr_array_new_with_free_func ((GDestroyNotify) source_free);
  if (self->aggregate == TERRAIN_AGGREGATE_FORMULA)
    {
      if (!terrain_reading_xpath (reading, object, "formula", NULL, &self->formula))
        return NULL;
      if (self->formula == NULL)
        terrain_reading_refuse (reading, _("“formula” is missing"));
      return self->formula != NULL ? g_steal_pointer (&self) : NULL;
    }
  for (guint i = 0; i < n_items; i++)
    if (!read_sources (reading, self, object, indicator, items != NULL ? items[i] : NULL, self->sources[i]))
      return NULL;
  return g_steal_pointer (&self);
}
