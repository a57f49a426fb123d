/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-indicators.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "terrain-indicators-private.h"

#define MAX_DEPTH 32

G_DEFINE_QUARK (terrain-report-error-quark, terrain_report_error)

static const char *const dimension_members[] = { "title", "kind", "value", "multiple", "choices", "list", "through",
                                                 "match", "take", "opening", "filter", NULL };
/* By TerrainDimensionKind. */
static const char *const dimension_kinds[] = { "value", "items", "month", "weekday", "hour", NULL };
static const char *const indicator_members[] = { "id", "title", "theme", "items", "measures", "tables", "to_date",
                                                 "like_for_like", "several", "interval", "form", "where", "each",
                                                 "such", "value", "of", "weight", "group", "day", NULL };

static void
dimension_free (TerrainDimension *self)
{
  g_free (self->id);
  g_free (self->title);
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->choices);
  g_free (self->list);
  g_free (self->through);
  g_free (self->match);
  g_free (self->take);
  g_free (self);
}

static void
indicator_free (TerrainIndicator *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->theme);
  g_strfreev (self->items);
  g_strfreev (self->item_labels);
  g_ptr_array_unref (self->measures);
  g_ptr_array_unref (self->tables);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainDimension, dimension_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainIndicator, indicator_free)

/* "value": { "lisa_intake": "${i_antenna}" }: each form has its own question for the same thing. */
static gboolean
read_values (TerrainReading *reading, JsonObject *object, const char *question, TerrainDimension *self)
{
  JsonNode *node = json_object_get_member (object, "value");
  g_autoptr (GList) forms = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return terrain_reading_refuse (reading, _("“%s” must be an object"), "value");
  forms = json_object_get_members (json_node_get_object (node));
  for (GList *form = forms; form != NULL; form = form->next)
    {
      TerrainXPath *xpath = NULL;

      if (!terrain_reading_xpath (reading, json_node_get_object (node), form->data, NULL, &xpath))
        return FALSE;
      g_hash_table_insert (self->values, g_strdup (form->data), xpath);
      if (question != NULL)
        g_ptr_array_add (self->choices, g_strdup_printf ("%s/%s", (const char *) form->data, question));
    }
  return TRUE;
}

static TerrainDimension *
read_dimension (TerrainReading *reading, const char *id, JsonObject *object)
{
  g_autoptr (TerrainDimension) self = g_new0 (TerrainDimension, 1);
  const char *title = NULL, *list = NULL, *choices = NULL, *through = NULL, *match = NULL, *take = NULL;
  int kind = TERRAIN_DIMENSION_VALUE;

  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terrain_xpath_unref);
  self->choices = g_ptr_array_new_with_free_func (g_free);
  self->id = g_strdup (id);
  if (!terrain_reading_only (reading, object, dimension_members)
      || !terrain_reading_string (reading, object, "title", &title)
      || !terrain_reading_string (reading, object, "list", &list)
      || !terrain_reading_string (reading, object, "choices", &choices)
      || !terrain_reading_string (reading, object, "through", &through)
      || !terrain_reading_string (reading, object, "match", &match)
      || !terrain_reading_string (reading, object, "take", &take)
      || !terrain_reading_word (reading, object, "kind", dimension_kinds, &kind)
      || !terrain_reading_boolean (reading, object, "multiple", &self->is_multiple)
      || !terrain_reading_boolean (reading, object, "filter", &self->is_filter)
      || !terrain_reading_boolean (reading, object, "opening", &self->has_opening))
    return NULL;
  self->kind = (TerrainDimensionKind) kind;
  if (self->kind == TERRAIN_DIMENSION_VALUE && !read_values (reading, object, choices, self))
    return NULL;
  if (title == NULL || (through != NULL && (match == NULL || take == NULL)))
    {
      terrain_reading_refuse (reading, _("a break-down needs “title”, and “match” and “take” with “through”"));
      return NULL;
    }
  self->title = g_strdup (title);
  self->list = g_strdup (list);
  self->through = g_strdup (through);
  self->match = g_strdup (match);
  self->take = g_strdup (take);
  return g_steal_pointer (&self);
}

static gboolean
read_items (TerrainReading *reading, JsonObject *object, TerrainIndicator *self)
{
  JsonNode *node = json_object_get_member (object, "items");
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) == 0)
    return terrain_reading_refuse (reading, _("“%s” must be an object"), "items");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *label = NULL;

      if (!terrain_reading_string (reading, json_node_get_object (node), name->data, &label))
        return FALSE;
      g_strv_builder_add (codes, name->data);
      g_strv_builder_add (labels, label);
    }
  self->items = g_strv_builder_end (codes);
  self->item_labels = g_strv_builder_end (labels);
  return TRUE;
}

static gboolean
read_measures (TerrainReading *reading, JsonObject *object, TerrainIndicator *self)
{
  JsonNode *node = json_object_get_member (object, "measures");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TerrainMeasure *measure;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return terrain_reading_refuse (reading, _("“%s” must be a list of objects"), "measures");
      measure = terrain_measure_read (reading, json_node_get_object (element), object,
                                      (const char *const *) self->items);
      if (measure == NULL)
        return FALSE;
      g_ptr_array_add (self->measures, measure);
    }
  return self->measures->len > 0
         || terrain_reading_refuse (reading, _("“%s” must be a list of objects"), "measures");
}

/* [[], ["antenna"], ["station", "slot"]]: a table for each. */
static gboolean
read_tables (TerrainReading *reading, JsonObject *object, GHashTable *dimensions, TerrainIndicator *self)
{
  JsonNode *node = json_object_get_member (object, "tables");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && array == NULL)
    return terrain_reading_refuse (reading, _("“%s” must be a list"), "tables");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonArray *names = JSON_NODE_HOLDS_ARRAY (element) ? json_node_get_array (element) : NULL;
      GPtrArray *table = g_ptr_array_new ();

      g_ptr_array_add (self->tables, table);
      for (guint j = 0; names != NULL && j < json_array_get_length (names); j++)
        {
          JsonNode *name = json_array_get_element (names, j);
          gboolean is_text = JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING;
          const char *id = is_text ? json_node_get_string (name) : "";
          gpointer dimension = g_hash_table_lookup (dimensions, id);

          if (dimension == NULL)
            return terrain_reading_refuse (reading, _("there is no break-down “%s”"), id);
          g_ptr_array_add (table, dimension);
        }
    }
  if (self->tables->len == 0)
    g_ptr_array_add (self->tables, g_ptr_array_new ());
  return TRUE;
}

static gboolean
read_theme (TerrainReading *reading, JsonObject *object, GHashTable *themes, TerrainIndicator *self)
{
  const char *theme = NULL;

  if (!terrain_reading_string (reading, object, "theme", &theme))
    return FALSE;
  if (theme != NULL && !g_hash_table_contains (themes, theme))
    return terrain_reading_refuse (reading, _("there is no theme “%s”"), theme);
  self->theme = g_strdup (theme);
  return TRUE;
}

static TerrainIndicator *
read_indicator (TerrainReading *reading, JsonObject *object, GHashTable *dimensions, GHashTable *themes)
{
  g_autoptr (TerrainIndicator) self = g_new0 (TerrainIndicator, 1);
  const char *id = NULL, *title = NULL;

  self->measures = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_measure_free);
  self->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  if (!terrain_reading_string (reading, object, "id", &id) || !terrain_reading_string (reading, object, "title", &title))
    return NULL;
  if (id == NULL || title == NULL)
    {
      terrain_reading_refuse (reading, _("an indicator needs “id” and “title”"));
      return NULL;
    }
  reading->place = id;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  if (!terrain_reading_only (reading, object, indicator_members)
      || !terrain_reading_boolean (reading, object, "to_date", &self->to_date)
      || !terrain_reading_boolean (reading, object, "like_for_like", &self->is_like_for_like)
      || !terrain_reading_boolean (reading, object, "several", &self->has_several)
      || !read_theme (reading, object, themes, self)
      || !read_items (reading, object, self) || !read_measures (reading, object, self)
      || !read_tables (reading, object, dimensions, self))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_dimensions (TerrainReading *reading, JsonObject *root, TerrainIndicators *self)
{
  JsonNode *node = json_object_get_member (root, "dimensions");
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return terrain_reading_refuse (reading, _("“%s” must be an object"), "dimensions");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), name->data);
      TerrainDimension *dimension;

      reading->place = name->data;
      if (!JSON_NODE_HOLDS_OBJECT (member))
        return terrain_reading_refuse (reading, _("“%s” must be an object"), (const char *) name->data);
      dimension = read_dimension (reading, name->data, json_node_get_object (member));
      if (dimension == NULL)
        return FALSE;
      g_hash_table_insert (self->dimensions, dimension->id, dimension);
    }
  return TRUE;
}

static gboolean
read_themes (TerrainReading *reading, JsonObject *root, TerrainIndicators *self)
{
  JsonNode *node = json_object_get_member (root, "themes");
  g_autoptr (GList) names = NULL;

  if (node == NULL)
    return TRUE;
  reading->place = "themes";
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return terrain_reading_refuse (reading, _("“%s” must be an object"), "themes");
  names = json_object_get_members (json_node_get_object (node));
  for (GList *name = names; name != NULL; name = name->next)
    {
      const char *title = NULL;

      if (!terrain_reading_string (reading, json_node_get_object (node), name->data, &title))
        return FALSE;
      g_hash_table_insert (self->themes, g_strdup (name->data), g_strdup (title));
    }
  return TRUE;
}

static gboolean
read_root (TerrainReading *reading, JsonObject *root, TerrainIndicators *self)
{
  JsonNode *node = json_object_get_member (root, "indicators");
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!read_themes (reading, root, self) || !read_dimensions (reading, root, self))
    return FALSE;
  if (array == NULL)
    return terrain_reading_refuse (reading, _("“%s” must be a list"), "indicators");
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TerrainIndicator *indicator;

      reading->place = "indicators";
      if (!JSON_NODE_HOLDS_OBJECT (element))
        return terrain_reading_refuse (reading, _("“%s” must be a list of objects"), "indicators");
      indicator = read_indicator (reading, json_node_get_object (element), self->dimensions, self->themes);
      if (indicator == NULL)
        return FALSE;
      if (terrain_indicators_find (self, indicator->id, NULL))
        {
          terrain_reading_refuse (reading, _("two indicators have this id"));
          indicator_free (indicator);
          return FALSE;
        }
      g_ptr_array_add (self->indicators, indicator);
    }
  return TRUE;
}

/* Where the mistake is for who has the file before them: the line of the name that the reading had come to. */
static void
prefix_line (GError **error, const char *text, gsize length, const char *place)
{
  g_autofree char *quoted = g_strconcat ("\"", place, "\"", NULL);
  const char *found = g_strstr_len (text, (gssize) length, quoted);
  guint line = 1;

  for (const char *p = text; found != NULL && p < found; p++)
    line += *p == '\n' ? 1 : 0;
  if (found != NULL)
    g_prefix_error (error, _("Line %u: "), line);
}

/* json-glib puts the place before its words: "<data>:12:3: …". */
static void
refuse_syntax (const GError *reason, GError **error)
{
  const char *message = reason->message;
  guint line = 0, column = 0;
  int length = 0;

  g_set_error (error, reason->domain, reason->code, _("The indicators cannot be read: %s"),
               sscanf (message, "<data>:%u:%u: %n", &line, &column, &length) == 2 ? message + length : message);
  if (line > 0)
    g_prefix_error (error, _("Line %u: "), line);
}

TerrainIndicators *
terrain_indicators_parse (GBytes *json, GError **error)
{
  g_autoptr (TerrainIndicators) self = g_new0 (TerrainIndicators, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  TerrainReading reading = { .place = "{", .error = error };
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (json, &length);

  self->ref_count = 1;
  self->indicators = g_ptr_array_new_with_free_func ((GDestroyNotify) indicator_free);
  self->dimensions = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) dimension_free);
  self->themes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!terrain_json_check_object (text, length, MAX_DEPTH, &reason)
      || !json_parser_load_from_data (parser, text, (gssize) length, &reason))
    {
      refuse_syntax (reason, error);
      return NULL;
    }
  if (json_parser_get_root (parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    {
      terrain_reading_refuse (&reading, _("“%s” must be an object"), "{");
      return NULL;
    }
  if (!read_root (&reading, json_node_get_object (json_parser_get_root (parser)), self))
    {
      prefix_line (error, text, length, reading.place);
      return NULL;
    }
  return g_steal_pointer (&self);
}

TerrainIndicators *
terrain_indicators_ref (TerrainIndicators *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_indicators_unref (TerrainIndicators *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_ptr_array_unref (self->indicators);
  g_hash_table_unref (self->dimensions);
  g_hash_table_unref (self->themes);
  g_free (self);
}

guint
terrain_indicators_get_n (TerrainIndicators *self)
{
  return self->indicators->len;
}

const TerrainIndicator *
terrain_indicators_get (TerrainIndicators *self, guint index)
{
  return g_ptr_array_index (self->indicators, index);
}

guint
terrain_indicator_get_n_items (const TerrainIndicator *self)
{
  return self->items != NULL ? g_strv_length (self->items) : 1;
}

const char *
terrain_indicators_get_id (TerrainIndicators *self, guint index)
{
  g_return_val_if_fail (index < self->indicators->len, NULL);
  return terrain_indicators_get (self, index)->id;
}

const char *
terrain_indicators_get_title (TerrainIndicators *self, guint index)
{
  g_return_val_if_fail (index < self->indicators->len, NULL);
  return g_dgettext (TERRAIN_REPORT_DOMAIN, terrain_indicators_get (self, index)->title);
}

const char *
terrain_indicators_get_theme (TerrainIndicators *self, guint index)
{
  const char *theme;

  g_return_val_if_fail (index < self->indicators->len, NULL);

  theme = terrain_indicators_get (self, index)->theme;
  theme = theme != NULL ? g_hash_table_lookup (self->themes, theme) : NULL;
  return theme != NULL && *theme != '\0' ? g_dgettext (TERRAIN_REPORT_DOMAIN, theme) : "";
}

const TerrainDimension *
terrain_indicators_find_filter (TerrainIndicators *self, const char *id)
{
  const TerrainDimension *dimension = g_hash_table_lookup (self->dimensions, id);

  return dimension != NULL && dimension->is_filter && dimension->kind == TERRAIN_DIMENSION_VALUE ? dimension : NULL;
}

const char *
terrain_indicators_get_filter_title (TerrainIndicators *self, const char *id)
{
  const TerrainDimension *dimension = terrain_indicators_find_filter (self, id);

  return dimension != NULL ? g_dgettext (TERRAIN_REPORT_DOMAIN, dimension->title) : NULL;
}

gboolean
terrain_indicators_find (TerrainIndicators *self, const char *id, guint *index)
{
  for (guint i = 0; i < self->indicators->len; i++)
    if (g_ascii_strcasecmp (terrain_indicators_get (self, i)->id, id) == 0)
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }
  return FALSE;
}

GPtrArray *
terrain_report_list_keys (GHashTable *table)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  return keys;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
take_names (GHashTable *names)
{
  g_autoptr (GPtrArray) sorted = terrain_report_list_keys (names);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_ptr_array_sort (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (sorted, i));
  return g_strv_builder_end (builder);
}

char **
terrain_indicators_dup_forms (TerrainIndicators *self, guint index)
{
  g_autoptr (GHashTable) forms = g_hash_table_new (g_str_hash, g_str_equal);
  const TerrainIndicator *indicator = terrain_indicators_get (self, index);

  for (guint i = 0; i < indicator->measures->len; i++)
    {
      const TerrainMeasure *measure = g_ptr_array_index (indicator->measures, i);

      for (guint j = 0; measure->sources[j] != NULL; j++)
        for (guint k = 0; k < measure->sources[j]->len; k++)
          g_hash_table_add (forms, ((TerrainSource *) g_ptr_array_index (measure->sources[j], k))->form);
    }
  return take_names (forms);
}

char **
terrain_indicators_dup_filters (TerrainIndicators *self, guint index)
{
  g_auto (GStrv) forms = terrain_indicators_dup_forms (self, index);
  g_autoptr (GHashTable) filters = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->dimensions);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      TerrainDimension *dimension = value;
      gboolean knows_all = terrain_indicators_find_filter (self, key) != NULL;

      for (guint i = 0; knows_all && forms[i] != NULL; i++)
        knows_all = g_hash_table_contains (dimension->values, forms[i]);
      if (knows_all)
        g_hash_table_add (filters, key);
    }
  return take_names (filters);
}

char **
terrain_indicators_dup_lists (TerrainIndicators *self)
{
  g_autoptr (GHashTable) lists = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->dimensions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      TerrainDimension *dimension = value;

      if (dimension->list != NULL)
        g_hash_table_add (lists, dimension->list);
      if (dimension->through != NULL)
        g_hash_table_add (lists, dimension->through);
    }
  return take_names (lists);
}
