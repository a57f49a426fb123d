/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-report-private.h"

#define MAX_SIZE (64 * 1024 * 1024)

struct _TerrainReportList
{
  char **header;
  GPtrArray *rows;     /* (element-type GStrv) */
  GHashTable *indices; /* column → (value → GPtrArray of rows): made when first asked for */
};

static void
rows_free (gpointer rows)
{
  g_ptr_array_unref (rows);
}

/* One field of RFC 4180; *p is left after its separator. Returns: FALSE after the last field of a line */
static gboolean
read_field (const char **p, const char *end, GString *field)
{
  gboolean is_quoted = *p < end && **p == '"';

  g_string_truncate (field, 0);
  if (is_quoted)
    (*p)++;
  for (; *p < end; (*p)++)
    {
      if (is_quoted && **p == '"')
        {
          if (*p + 1 < end && (*p)[1] == '"')
            (*p)++;
          else
            {
              is_quoted = FALSE;
              continue;
            }
        }
      else if (!is_quoted && (**p == ',' || **p == '\n'))
        return *(*p)++ == ',';
      else if (!is_quoted && **p == '\r')
        continue;
      g_string_append_c (field, **p);
    }
  return FALSE;
}

static char **
read_row (const char **p, const char *end)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GString) field = g_string_new (NULL);
  gboolean has_more;

  do
    {
      has_more = read_field (p, end, field);
      g_strv_builder_add (builder, field->str);
    }
  while (has_more);
  return g_strv_builder_end (builder);
}

TerrainReportList *
terrain_report_list_parse (const char *name, GBytes *csv, GError **error)
{
  gsize size;
  const char *p = g_bytes_get_data (csv, &size);
  const char *end = p + size;
  TerrainReportList *self;

  if (size > MAX_SIZE || !g_utf8_validate_len (p, size, NULL))
    {
      g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_INVALID_DEFINITION,
                   _("The list “%s” cannot be read: it is not a text in UTF-8, or larger than %d MiB"), name,
                   MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  if (size >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    p += 3;
  self = g_new0 (TerrainReportList, 1);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  self->header = read_row (&p, end);
  while (p < end)
    g_ptr_array_add (self->rows, read_row (&p, end));
  if (g_strv_contains ((const char *const *) self->header, "name"))
    return self;
  g_set_error (error, TERRAIN_REPORT_ERROR, TERRAIN_REPORT_ERROR_INVALID_DEFINITION,
               _("The list “%s” cannot be read: it has no column “name”"), name);
  terrain_report_list_free (self);
  return NULL;
}

void
terrain_report_list_free (TerrainReportList *self)
{
  g_strfreev (self->header);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->indices);
  g_free (self);
}

/* Returns: (nullable): NULL where the list has no such column or the row is short */
static const char *
get_field (TerrainReportList *self, char **row, const char *column)
{
  for (guint i = 0; self->header[i] != NULL && row[i] != NULL; i++)
    if (g_str_equal (self->header[i], column))
      return row[i];
  return NULL;
}

static GHashTable *
get_index (TerrainReportList *self, const char *column)
{
  GHashTable *index = g_hash_table_lookup (self->indices, column);

  if (index != NULL)
    return index;
  index = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, rows_free);
  for (guint i = 0; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);
      const char *value = get_field (self, row, column);
      GPtrArray *rows = value != NULL ? g_hash_table_lookup (index, value) : NULL;

      if (value == NULL)
        continue;
      if (rows == NULL)
        {
          rows = g_ptr_array_new ();
          g_hash_table_insert (index, (char *) value, rows);
        }
      g_ptr_array_add (rows, row);
    }
  g_hash_table_insert (self->indices, g_strdup (column), index);
  return index;
}

/* Dates may be of a month or a year: "2024-05" is valid to its last day. */
static gboolean
is_valid (TerrainReportList *self, char **row, const char *day)
{
  const char *from = get_field (self, row, "valid_from");
  const char *to = get_field (self, row, "valid_to");

  return day == NULL
         || ((from == NULL || *from == '\0' || strcmp (from, day) <= 0)
             && (to == NULL || *to == '\0' || strncmp (to, day, strlen (to)) >= 0));
}

const char *
terrain_report_list_find (TerrainReportList *self, const char *match, const char *value, const char *take,
                          const char *day)
{
  GPtrArray *rows = g_hash_table_lookup (get_index (self, match), value);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);
      const char *field = is_valid (self, row, day) ? get_field (self, row, take) : NULL;

      if (field != NULL && *field != '\0')
        return field;
    }
  return NULL;
}

guint
terrain_report_list_get_position (TerrainReportList *self, const char *name)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (get_field (self, g_ptr_array_index (self->rows, i), "name"), name) == 0)
      return i;
  return G_MAXUINT;
}
