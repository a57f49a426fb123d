/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-compile-private.h"

gboolean
terrain_parse_number (const char *text, double *number)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !isfinite (value) || strpbrk (text, "xXpP") != NULL)
    return FALSE;
  *number = value;
  return TRUE;
}

/* "a = 1" → "a=1": people put spaces where they read better. */
static char *
close_up (const char *text)
{
  GString *closed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      gboolean gap = g_ascii_isspace (*text);
      const char *next = text;

      while (g_ascii_isspace (*next))
        next++;
      if (gap && (*next == '=' || (closed->len > 0 && closed->str[closed->len - 1] == '=')))
        continue;
      g_string_append_c (closed, *text);
    }
  return g_string_free (closed, FALSE);
}

GHashTable *
terrain_parameters_read (TerrainCompile *self, TerrainEntry *item)
{
  const char *text = item->record != NULL ? terrain_record_get (item->record, TERRAIN_COLUMN_PARAMETERS, NULL) : NULL;
  g_autofree char *closed = close_up (text != NULL ? text : "");
  g_auto (GStrv) parts = g_strsplit_set (closed, ",; \t\n", -1);
  g_autoptr (GHashTable) parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (*parts[i] == '\0')
        continue;
      if (equals == NULL || equals == parts[i] || equals[1] == '\0')
        {
          terrain_compile_error (self, "parameter-syntax",
                                 terrain_entry_place_of (self, item, TERRAIN_COLUMN_PARAMETERS),
                                 _("“%s” is not a parameter. Parameters are written as name=value, with a space "
                                   "between two."), parts[i]);
          return NULL;
        }
      g_hash_table_insert (parameters, g_ascii_strdown (parts[i], equals - parts[i]), g_strdup (equals + 1));
    }
  return g_steal_pointer (&parameters);
}

gboolean
terrain_parameters_check (TerrainCompile *self, TerrainEntry *item, GHashTable *parameters, const char *const *allowed)
{
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (parameters), (GCompareFunc) strcmp);
  gboolean good = TRUE;

  for (GList *name = names; name != NULL; name = name->next)
    {
      g_autofree char *list = NULL;

      if (g_strv_contains (allowed, name->data))
        continue;
      good = FALSE;
      list = g_strjoinv (", ", (char **) allowed);
      terrain_compile_error (self, "parameter-unknown", terrain_entry_place_of (self, item, TERRAIN_COLUMN_PARAMETERS),
                             _("This kind of question has no parameter “%s”. It can have: %s."),
                             (const char *) name->data, *list != '\0' ? list : _("none"));
    }
  return good;
}
