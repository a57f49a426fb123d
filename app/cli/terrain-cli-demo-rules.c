/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-cli-demo-private.h"
#include "terrain-cli-private.h"

/* Of the questions that may be left out, how many are, where the rules say nothing. */
#define DEFAULT_SKIP 0.35
#define DEFAULT_PAUSE 5.0
#define MAX_DEPTH 16

gboolean
terrain_cli_demo_load (TerrainCliDemo *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (path == NULL)
    return TRUE;
  self->parser = json_parser_new_immutable ();
  if (!g_file_get_contents (path, &text, &length, error)
      || !terrain_json_check_object (text, length, MAX_DEPTH, error)
      || !json_parser_load_from_data (self->parser, text, (gssize) length, error))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (json_parser_get_root (self->parser) == NULL || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (self->parser)))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("%s: the rules must be an object"), path);
      return FALSE;
    }
  self->rules = json_node_get_object (json_parser_get_root (self->parser));
  return TRUE;
}

void
terrain_cli_demo_clear (TerrainCliDemo *self)
{
  g_clear_object (&self->parser);
  g_clear_pointer (&self->random, g_rand_free);
}

/* A member of the type that is wanted, or NULL: rules that say something else say nothing. */
static JsonNode *
find (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && json_node_get_node_type (node) == type ? node : NULL;
}

static JsonObject *
find_object (JsonObject *object, const char *name)
{
  JsonNode *node = find (object, name, JSON_NODE_OBJECT);

  return node != NULL ? json_node_get_object (node) : NULL;
}

static double
find_number (JsonObject *object, const char *name, double fallback)
{
  JsonNode *node = find (object, name, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) != G_TYPE_STRING ? json_node_get_double (node) : fallback;
}

/* "name": [low, high] */
static gboolean
find_range (JsonObject *object, const char *name, double *low, double *high)
{
  JsonNode *node = find (object, name, JSON_NODE_ARRAY);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) != 2)
    return FALSE;
  *low = json_array_get_double_element (array, 0);
  *high = json_array_get_double_element (array, 1);
  return TRUE;
}

gint64
terrain_cli_demo_draw_start (TerrainCliDemo *self, GTimeZone *zone)
{
  gint32 n_days = g_date_days_between (&self->from, &self->to) + 1;
  double weekend = find_number (self->rules, "weekend", 0), first = 9, last = 17;
  g_autoptr (GDateTime) start = NULL;
  GDate day = self->from;
  int hour;

  find_range (self->rules, "hours", &first, &last);
  for (guint i = 0; i < 100; i++)
    {
      day = self->from;
      g_date_add_days (&day, (guint) g_rand_int_range (self->random, 0, MAX (n_days, 1)));
      if (g_date_get_weekday (&day) < G_DATE_SATURDAY || g_rand_double (self->random) < weekend)
        break;
    }
  hour = (int) floor (first + (last - first) * g_rand_double (self->random));
  /* The hours of a night round run past midnight. */
  start = g_date_time_new (zone, g_date_get_year (&day), (int) g_date_get_month (&day), g_date_get_day (&day),
                           hour % 24, g_rand_int_range (self->random, 0, 60), g_rand_int_range (self->random, 0, 60));
  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

double
terrain_cli_demo_draw_pause (TerrainCliDemo *self)
{
  return find_number (self->rules, "seconds", DEFAULT_PAUSE) * (0.4 + 1.2 * g_rand_double (self->random));
}

char *
terrain_cli_demo_draw_user (TerrainCliDemo *self)
{
  return g_strdup_printf ("demo%d", g_rand_int_range (self->random, 1, 7));
}

static double
get_weight (JsonObject *weights, const char *name)
{
  return fmax (0, find_number (weights, name, 0));
}

/* One of @names by weight; NULL where none has any. */
static const char *
draw_weighted (TerrainCliDemo *self, JsonObject *weights, GPtrArray *names)
{
  double total = 0, point;

  for (guint i = 0; i < names->len; i++)
    total += get_weight (weights, g_ptr_array_index (names, i));
  point = g_rand_double (self->random) * total;
  for (guint i = 0; i < names->len && total > 0; i++)
    {
      point -= get_weight (weights, g_ptr_array_index (names, i));
      if (point < 0)
        return g_ptr_array_index (names, i);
    }
  return NULL;
}

static guint
draw_number_by_weight (TerrainCliDemo *self, JsonObject *weights)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GList) members = weights != NULL ? json_object_get_members (weights) : NULL;
  const char *drawn;

  for (GList *member = members; member != NULL; member = member->next)
    g_ptr_array_add (names, member->data);
  drawn = draw_weighted (self, weights, names);
  return drawn != NULL ? (guint) g_ascii_strtoull (drawn, NULL, 10) : 1;
}

guint
terrain_cli_demo_draw_count (TerrainCliDemo *self, const char *name)
{
  return draw_number_by_weight (self, find_object (find_object (self->rules, "repeats"), name));
}

gboolean
terrain_cli_demo_find_register (TerrainCliDemo *self, char **form, char **list, double *n)
{
  JsonObject *object = find_object (self->rules, "register");

  if (object == NULL)
    return FALSE;
  *form = g_strdup (json_object_get_string_member_with_default (object, "form", ""));
  *list = g_strdup (json_object_get_string_member_with_default (object, "list", ""));
  *n = find_number (object, "count", 0);
  return TRUE;
}

/* The rule for a question: the first of "when" whose condition holds, or the rule itself. */
static JsonObject *
find_rule (TerrainCliDemo *self, TerrainItem *item)
{
  const char *ref = terrain_item_get_ref (item);
  JsonObject *rule = find_object (find_object (self->rules, "answers"), strrchr (ref, '/') + 1);
  JsonNode *when = find (rule, "when", JSON_NODE_ARRAY);
  JsonArray *cases = when != NULL ? json_node_get_array (when) : NULL;

  for (guint i = 0; cases != NULL && i < json_array_get_length (cases); i++)
    {
      JsonNode *node = json_array_get_element (cases, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
      const char *condition = object != NULL ? json_object_get_string_member_with_default (object, "if", NULL) : NULL;

      if (condition != NULL
          && terrain_interview_evaluate (terrain_item_get_interview (item), condition, ref, &value, NULL)
          && terrain_xpath_value_to_boolean (&value))
        return object;
    }
  return rule;
}

/* Codes that mean "no answer" or "other": they need no chance of their own where nothing is known. */
static gboolean
is_reserved (const char *value)
{
  static const char *const reserved[] = { "95", "96", "97", "98", "99", "none", NULL };

  return g_strv_contains (reserved, value);
}

static const char *
draw_choice (TerrainCliDemo *self, JsonObject *weights, GPtrArray *offered)
{
  const char *drawn = draw_weighted (self, weights, offered);
  g_autoptr (GPtrArray) usual = g_ptr_array_new ();

  if (drawn != NULL || offered->len == 0)
    return drawn;
  for (guint i = 0; i < offered->len; i++)
    if (!is_reserved (g_ptr_array_index (offered, i)))
      g_ptr_array_add (usual, g_ptr_array_index (offered, i));
  if (usual->len == 0)
    return g_ptr_array_index (offered, 0);
  return g_ptr_array_index (usual, g_rand_int_range (self->random, 0, (gint32) usual->len));
}

static char *
draw_from_list (TerrainCliDemo *self, TerrainItem *item, JsonObject *rule, GListModel *choices)
{
  TerrainControlKind kind = terrain_control_get_kind (terrain_item_get_control (item));
  g_autoptr (GPtrArray) offered = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) answer = g_string_new (NULL);
  guint n_wanted = 1;

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_ptr_array_add (offered, g_strdup (terrain_choice_get_value (choice)));
    }
  if (kind == TERRAIN_CONTROL_RANK)
    n_wanted = offered->len;
  else if (kind == TERRAIN_CONTROL_SELECT)
    n_wanted = draw_number_by_weight (self, find_object (rule, "count"));
  for (guint i = 0; i < n_wanted; i++)
    {
      const char *drawn = draw_choice (self, find_object (rule, "weights"), offered);
      gboolean is_alone = drawn != NULL && is_reserved (drawn) && !g_str_equal (drawn, "97");

      if (drawn == NULL || (is_alone && i > 0))
        break;
      g_string_append_printf (answer, "%s%s", i > 0 ? " " : "", drawn);
      g_ptr_array_remove (offered, (gpointer) drawn);
      if (is_alone)
        break;
    }
  return g_strdup (answer->str);
}

static char *
draw_day (TerrainCliDemo *self, TerrainItem *item, JsonObject *rule)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (terrain_item_get_interview (item));
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (terrain_environment_get_now (environment) / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (now, terrain_environment_get_time_zone (environment));
  g_autoptr (GDateTime) day = NULL;
  double low = 0, high = 0;

  find_range (rule, "days", &low, &high);
  day = g_date_time_add_days (local, (int) floor (low + (high - low + 1) * g_rand_double (self->random)));
  return g_date_time_format (day, "%Y-%m-%d");
}

static char *
draw_plain (TerrainCliDemo *self, TerrainItem *item, JsonObject *rule)
{
  TerrainDataType type = terrain_control_get_data_type (terrain_item_get_control (item));
  JsonNode *texts = find (rule, "texts", JSON_NODE_ARRAY);
  double low = 1, high = 5, skew = find_number (rule, "skew", 1);

  if (texts != NULL && json_array_get_length (json_node_get_array (texts)) > 0)
    {
      JsonArray *array = json_node_get_array (texts);
      guint i = (guint) g_rand_int_range (self->random, 0, (gint32) json_array_get_length (array));

      return g_strdup (json_array_get_string_element (array, i));
    }
  switch (type)
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      find_range (rule, "number", &low, &high);
      return g_strdup_printf ("%.0f", floor (low + (high - low + 1) * pow (g_rand_double (self->random), skew)));
    case TERRAIN_DATA_DATE:
      return draw_day (self, item, rule);
    case TERRAIN_DATA_TIME:
      return g_strdup_printf ("%02d:%02d:00.000+01:00", g_rand_int_range (self->random, 9, 17),
                              g_rand_int_range (self->random, 0, 4) * 15);
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BARCODE:
      return g_strdup (terrain_item_get_required (item) ? "demo" : "");
    case TERRAIN_DATA_BOOLEAN:
      return g_strdup (g_rand_double (self->random) < 0.5 ? "true" : "false");
    case TERRAIN_DATA_GEOPOINT:
      return g_strdup_printf ("%.5f %.5f 0 10", 50.8 + 0.1 * g_rand_double (self->random),
                              4.3 + 0.1 * g_rand_double (self->random));
    case TERRAIN_DATA_DATE_TIME:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
    case TERRAIN_DATA_BINARY:
    default:
      return g_strdup (terrain_item_get_value (item));
    }
}

char *
terrain_cli_demo_draw_answer (TerrainCliDemo *self, TerrainItem *item)
{
  JsonObject *rule = find_rule (self, item);
  GListModel *choices = terrain_item_get_choices (item);
  double skip = find_number (rule, "skip", find_number (self->rules, "skip", DEFAULT_SKIP));

  if (!terrain_item_get_required (item) && g_rand_double (self->random) < skip)
    return g_strdup (terrain_item_get_value (item));
  /* What the form itself puts there is what most leave. */
  if (rule == NULL && *terrain_item_get_value (item) != '\0')
    return g_strdup (terrain_item_get_value (item));
  return choices != NULL ? draw_from_list (self, item, rule, choices) : draw_plain (self, item, rule);
}
