/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "terrain-report-private.h"

/* By TerrainReportUnit: what data formats call them, never translated. */
static const char *const unit_names[] = { "count", "percent", "points", "number", "days", "minutes", "hours",
                                          "euro" };

static char *
format_with_unit (TerrainReportUnit unit, double value, guint decimals, gboolean is_signed)
{
  g_autofree char *number = terrain_format_number (value, decimals, is_signed);

  switch (unit)
    {
    case TERRAIN_UNIT_PERCENT:
      return terrain_format_percent (value, decimals, is_signed);
    case TERRAIN_UNIT_POINTS:
      /* Translators: percentage points, short */
      return g_strdup_printf (_("%s pt"), number);
    case TERRAIN_UNIT_DAYS:
      /* Translators: days, short */
      return g_strdup_printf (_("%s d"), number);
    case TERRAIN_UNIT_MINUTES:
      return g_strdup_printf (_("%s min"), number);
    case TERRAIN_UNIT_HOURS:
      return g_strdup_printf (_("%s h"), number);
    case TERRAIN_UNIT_EURO:
      return g_strdup_printf (_("€ %s"), number);
    case TERRAIN_UNIT_COUNT:
    case TERRAIN_UNIT_NUMBER:
    default:
      return g_steal_pointer (&number);
    }
}

char *
terrain_report_table_format_value (const TerrainReportTable *self, guint row, guint measure, guint column)
{
  const TerrainReportCell *cell = terrain_report_table_get (self, row, measure, column);
  const TerrainReportMeasure *what;
  g_autofree char *text = NULL;

  g_return_val_if_fail (cell != NULL, NULL);

  what = g_ptr_array_index (self->measures, measure);
  if (cell->flags & TERRAIN_CELL_HIDDEN)
    return g_strdup ("‹…›");
  if (isnan (cell->value))
    return g_strdup ("–");
  text = format_with_unit (what->unit, cell->value, cell->decimals, what->unit == TERRAIN_UNIT_POINTS);
  if (cell->flags & TERRAIN_CELL_INCOMPLETE)
    return g_strdup_printf ("(%s)", text);
  return cell->flags & TERRAIN_CELL_SMALL ? g_strconcat (text, "!", NULL) : g_steal_pointer (&text);
}

char *
terrain_report_table_format_evolution (const TerrainReportTable *self, guint row, guint measure, guint column)
{
  const TerrainReportCell *cell = terrain_report_table_get (self, row, measure, column);
  const TerrainReportMeasure *what;
  g_autofree char *text = NULL;
  gboolean is_points;

  g_return_val_if_fail (cell != NULL, NULL);

  what = g_ptr_array_index (self->measures, measure);
  is_points = what->unit == TERRAIN_UNIT_PERCENT || what->unit == TERRAIN_UNIT_POINTS;
  if (cell->flags & TERRAIN_CELL_NEW)
    return g_strdup (_("new"));
  if (isnan (cell->evolution))
    return g_strdup ("");
  text = format_with_unit (is_points ? TERRAIN_UNIT_POINTS : TERRAIN_UNIT_PERCENT, cell->evolution,
                           cell->evolution_decimals, TRUE);
  return g_strconcat (text, cell->flags & (TERRAIN_CELL_INCOMPLETE | TERRAIN_CELL_INCOMPLETE_BASE) ? "*" : "",
                      cell->flags & TERRAIN_CELL_SIGNIFICANT ? "†" : "", NULL);
}

/* For a terminal */

static void
append_padded (GString *text, const char *word, glong width, gboolean is_number)
{
  glong length = g_utf8_strlen (word, -1);

  for (glong i = length; is_number && i < width; i++)
    g_string_append_c (text, ' ');
  g_string_append (text, word);
  for (glong i = length; !is_number && i < width; i++)
    g_string_append_c (text, ' ');
}

static char *
format_cell (const TerrainReportTable *self, guint row, guint measure, guint column)
{
  const TerrainReportCell *cell = terrain_report_table_get (self, row, measure, column);
  g_autofree char *value = terrain_report_table_format_value (self, row, measure, column);
  g_autofree char *evolution = terrain_report_table_format_evolution (self, row, measure, column);
  g_autofree char *monthly = terrain_format_percent (cell->evolution_a_month, cell->evolution_decimals, TRUE);
  g_autoptr (GString) text = g_string_new (value);

  if (isfinite (cell->low) && !(cell->flags & TERRAIN_CELL_HIDDEN))
    g_string_append_printf (text, " (n %u)", cell->n);
  if (*evolution != '\0')
    g_string_append_printf (text, " %s", evolution);
  if (isfinite (cell->evolution_a_month))
    /* Translators: the evolution of the monthly mean */
    g_string_append_printf (text, _(" [%s a month]"), monthly);
  return g_strdup (text->str);
}

static void
append_measure (const TerrainReportTable *self, guint measure, GString *text)
{
  guint n_columns = terrain_report_table_get_n_columns (self);
  const TerrainReportMeasure *what = g_ptr_array_index (self->measures, measure);
  glong label_width = g_utf8_strlen (what->title, -1);
  g_autofree glong *widths = g_new0 (glong, n_columns + 1);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *label = g_strjoinv (" · ", ((TerrainReportRow *) g_ptr_array_index (self->rows, i))->labels);

      label_width = MAX (label_width, g_utf8_strlen (label, -1) + 2);
      for (guint j = 0; j < n_columns; j++)
        {
          g_autofree char *cell = format_cell (self, i, measure, j);

          widths[j] = MAX (widths[j], MAX (g_utf8_strlen (cell, -1), g_utf8_strlen (self->columns[j], -1)));
        }
    }
  append_padded (text, what->title, label_width, FALSE);
  for (guint j = 0; j < n_columns; j++)
    {
      g_string_append (text, "  ");
      append_padded (text, self->columns[j], widths[j], TRUE);
    }
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autofree char *label = g_strjoinv (" · ", ((TerrainReportRow *) g_ptr_array_index (self->rows, i))->labels);

      g_string_append (text, "  ");
      append_padded (text, label, label_width - 2, FALSE);
      for (guint j = 0; j < n_columns; j++)
        {
          g_autofree char *cell = format_cell (self, i, measure, j);

          g_string_append (text, "  ");
          append_padded (text, cell, widths[j], TRUE);
        }
      g_string_append_c (text, '\n');
    }
}

char *
terrain_report_table_to_text (const TerrainReportTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; self->dimensions[i] != NULL; i++)
    if (*self->dimensions[i] != '\0')
      g_ptr_array_add (names, self->dimensions[i]);
  g_ptr_array_add (names, NULL);
  g_string_append_printf (text, "%s  %s", self->indicator, self->title);
  if (names->len > 1)
    {
      g_autofree char *dimensions = g_strjoinv (" × ", (char **) names->pdata);

      g_string_append_printf (text, " – %s", dimensions);
    }
  g_string_append_c (text, '\n');
  if (self->rows->len == 0)
    g_string_append_printf (text, "%s\n", _("No records."));
  for (guint i = 0; i < self->measures->len && self->rows->len > 0; i++)
    append_measure (self, i, text);
  for (guint i = 0; i < self->notes->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (self->notes, i));
  return g_strdup (text->str);
}

/* As data */

/* RFC 4180; and a text that a spreadsheet would take for a formula is made one it does not. */
static void
append_field (GString *text, const char *field)
{
  gboolean is_formula = strchr ("=+-@\t", *field) != NULL && *field != '\0';
  g_auto (GStrv) parts = NULL;
  g_autofree char *escaped = NULL;

  if (!is_formula && strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (text, field);
      return;
    }
  parts = g_strsplit (field, "\"", 0);
  escaped = g_strjoinv ("\"\"", parts);
  g_string_append_printf (text, "\"%s%s\"", is_formula ? "'" : "", escaped);
}

static void
append_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  /* Enough digits that whoever reads it can round for themselves. */
  if (isfinite (value))
    g_string_append (text, g_ascii_formatd (number, sizeof number, "%.10g", value));
}

static void
append_flags (GString *text, TerrainCellFlags flags)
{
  static const char *const names[] = { "hidden", "small", "incomplete", "incomplete-base", "new", "significant" };
  const char *separator = "";

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & (1u << i))
      {
        g_string_append_printf (text, "%s%s", separator, names[i]);
        separator = " ";
      }
}

char *
terrain_report_table_to_csv (const TerrainReportTable *self, gboolean with_header)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *dimensions = g_strjoinv (" × ", self->dimensions);
  guint n_columns = terrain_report_table_get_n_columns (self);

  if (with_header)
    g_string_append (text, "indicator,title,break_down,key,label,measure,measure_title,unit,period,value,n,low,high,"
                           "evolution,evolution_a_month,flags\r\n");
  for (guint i = 0; i < self->rows->len; i++)
    for (guint j = 0; j < self->measures->len; j++)
      for (guint k = 0; k < n_columns; k++)
        {
          const TerrainReportRow *row = g_ptr_array_index (self->rows, i);
          const TerrainReportMeasure *measure = g_ptr_array_index (self->measures, j);
          const TerrainReportCell *cell = terrain_report_table_get (self, i, j, k);
          g_autofree char *key = g_strjoinv ("/", row->keys);
          g_autofree char *label = g_strjoinv (" · ", row->labels);
          const char *fields[] = { self->indicator, self->title, dimensions,
                                   row->is_like_for_like ? "like-for-like" : row->is_total ? "total" : key, label,
                                   measure->id, measure->title, unit_names[measure->unit], self->columns[k] };

          for (guint l = 0; l < G_N_ELEMENTS (fields); l++)
            {
              g_string_append (text, l > 0 ? "," : "");
              append_field (text, fields[l]);
            }
          append_number (text, cell->value);
          g_string_append_printf (text, ",%u", cell->n);
          append_number (text, cell->low);
          append_number (text, cell->high);
          append_number (text, cell->evolution);
          append_number (text, cell->evolution_a_month);
          g_string_append_c (text, ',');
          append_flags (text, cell->flags);
          g_string_append (text, "\r\n");
        }
  return g_strdup (text->str);
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_strings (JsonBuilder *builder, const char *name, char **texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_cell (JsonBuilder *builder, const TerrainReportTable *self, guint row, guint measure, guint column)
{
  const TerrainReportCell *cell = terrain_report_table_get (self, row, measure, column);
  g_autofree char *value = terrain_report_table_format_value (self, row, measure, column);
  g_autofree char *evolution = terrain_report_table_format_evolution (self, row, measure, column);
  g_autoptr (GString) flags = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  append_flags (flags, cell->flags);
  words = flags->len > 0 ? g_strsplit (flags->str, " ", 0) : g_new0 (char *, 1);
  json_builder_begin_object (builder);
  add_number (builder, "value", cell->value);
  json_builder_set_member_name (builder, "n");
  json_builder_add_int_value (builder, cell->n);
  add_number (builder, "low", cell->low);
  add_number (builder, "high", cell->high);
  add_number (builder, "evolution", cell->evolution);
  add_number (builder, "evolutionAMonth", cell->evolution_a_month);
  add_strings (builder, "flags", words);
  add_string (builder, "text", value);
  add_string (builder, "evolutionText", evolution);
  json_builder_end_object (builder);
}

static void
add_row (JsonBuilder *builder, const TerrainReportTable *self, guint index)
{
  const TerrainReportRow *row = g_ptr_array_index (self->rows, index);

  json_builder_begin_object (builder);
  add_strings (builder, "keys", row->keys);
  add_strings (builder, "labels", row->labels);
  json_builder_set_member_name (builder, "total");
  json_builder_add_boolean_value (builder, row->is_total);
  json_builder_set_member_name (builder, "likeForLike");
  json_builder_add_boolean_value (builder, row->is_like_for_like);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_object (builder);
  for (guint i = 0; i < self->measures->len; i++)
    {
      json_builder_set_member_name (builder, ((TerrainReportMeasure *) g_ptr_array_index (self->measures, i))->id);
      json_builder_begin_array (builder);
      for (guint j = 0; self->columns[j] != NULL; j++)
        add_cell (builder, self, index, i, j);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

char *
terrain_report_table_to_json (const TerrainReportTable *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_string (builder, "indicator", self->indicator);
  add_string (builder, "title", self->title);
  add_strings (builder, "dimensions", self->dimensions);
  add_strings (builder, "periods", self->columns);
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->measures->len; i++)
    {
      const TerrainReportMeasure *measure = g_ptr_array_index (self->measures, i);

      json_builder_begin_object (builder);
      add_string (builder, "id", measure->id);
      add_string (builder, "title", measure->title);
      add_string (builder, "unit", unit_names[measure->unit]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    add_row (builder, self, i);
  json_builder_end_array (builder);
  g_ptr_array_add (self->notes, NULL);
  add_strings (builder, "notes", (char **) self->notes->pdata);
  g_ptr_array_remove_index (self->notes, self->notes->len - 1);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
