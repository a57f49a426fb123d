/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-indicators-private.h"

gboolean
terrain_reading_refuse (TerrainReading *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (self->error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_INVALID_DEFINITION,
               _("The indicators cannot be read, at %s: %s"), self->place, text);
  return FALSE;
}

/* NULL where absent or of another type; the latter is the mistake that *is_wrong tells. */
static JsonNode *
find (JsonObject *object, const char *name, GType type, gboolean *is_wrong)
{
  JsonNode *node = json_object_get_member (object, name);

  GType found = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  /* A whole number is a number too. */
  *is_wrong = node != NULL && found != type && !(type == G_TYPE_DOUBLE && found == G_TYPE_INT64);
  return *is_wrong ? NULL : node;
}

gboolean
terrain_reading_string (TerrainReading *self, JsonObject *object, const char *name, const char **value)
{
  gboolean is_wrong;
  JsonNode *node = find (object, name, G_TYPE_STRING, &is_wrong);

  if (is_wrong)
    return terrain_reading_refuse (self, _("“%s” must be a text"), name);
  if (node != NULL)
    *value = json_node_get_string (node);
  return TRUE;
}

gboolean
terrain_reading_number (TerrainReading *self, JsonObject *object, const char *name, double *value)
{
  gboolean is_wrong;
  JsonNode *node = find (object, name, G_TYPE_DOUBLE, &is_wrong);

  if (is_wrong)
    return terrain_reading_refuse (self, _("“%s” must be a number"), name);
  if (node != NULL)
    *value = json_node_get_double (node);
  return TRUE;
}

gboolean
terrain_reading_count (TerrainReading *self, JsonObject *object, const char *name, guint *value)
{
  double number = *value;

  if (!terrain_reading_number (self, object, name, &number))
    return FALSE;
  if (!(number >= 0 && number <= 1000000) || floor (number) < number)
    return terrain_reading_refuse (self, _("“%s” must be a whole number from 0 to 1000000"), name);
  *value = (guint) number;
  return TRUE;
}

gboolean
terrain_reading_boolean (TerrainReading *self, JsonObject *object, const char *name, gboolean *value)
{
  gboolean is_wrong;
  JsonNode *node = find (object, name, G_TYPE_BOOLEAN, &is_wrong);

  if (is_wrong)
    return terrain_reading_refuse (self, _("“%s” must be true or false"), name);
  if (node != NULL)
    *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
terrain_reading_word (TerrainReading *self, JsonObject *object, const char *name, const char *const *words, int *value)
{
  const char *word = NULL;

  if (!terrain_reading_string (self, object, name, &word))
    return FALSE;
  if (word == NULL)
    return TRUE;
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        *value = i;
        return TRUE;
      }
  return terrain_reading_refuse (self, _("“%s” cannot be “%s”"), name, word);
}

gboolean
terrain_reading_only (TerrainReading *self, JsonObject *object, const char *const *names)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *member = members; member != NULL; member = member->next)
    if (!g_strv_contains (names, member->data))
      return terrain_reading_refuse (self, _("nothing is known of “%s”"), (const char *) member->data);
  return TRUE;
}

/* Names without a prefix are in any namespace: a submission's form decides on its own. */
static const char *
find_prefix (const char *prefix, gpointer user_data)
{
  return g_str_equal (prefix, "orx") ? "http://openrosa.org/xforms" : NULL;
}

/* "${age}" to ".//age": names are stable across versions of a form, groups are not. */
static void
expand (const char *expression, const char *item, GString *expanded)
{
  for (const char *p = expression; *p != '\0';)
    {
      if (item != NULL && g_str_has_prefix (p, "$item"))
        {
          g_string_append (expanded, item);
          p += strlen ("$item");
        }
      else if (g_str_has_prefix (p, "${"))
        {
          g_string_append (expanded, ".//");
          p += 2;
        }
      else if (*p == '}')
        p++;
      else
        g_string_append_c (expanded, *p++);
    }
}

TerrainXPath *
terrain_reading_compile (TerrainReading *self, const char *expression, const char *item)
{
  g_autoptr (GString) expanded = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  TerrainXPath *xpath;

  expand (expression, item, expanded);
  xpath = terrain_xpath_compile (expanded->str, find_prefix, NULL, &error);
  if (xpath == NULL)
    terrain_reading_refuse (self, "%s", error->message);
  return xpath;
}

gboolean
terrain_reading_xpath (TerrainReading *self, JsonObject *object, const char *name, const char *item,
                       TerrainXPath **value)
{
  const char *expression = NULL;

  if (!terrain_reading_string (self, object, name, &expression))
    return FALSE;
  if (expression == NULL)
    return TRUE;
  *value = terrain_reading_compile (self, expression, item);
  return *value != NULL;
}
