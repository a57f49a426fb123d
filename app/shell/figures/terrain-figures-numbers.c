/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

char *
terrain_figures_dup_evolution (const TerrainReportTable *table,
                               guint                     row,
                               guint                     measure,
                               guint                     column)
{
  const TerrainReportCell *cell = terrain_report_table_get (table, row, measure, column);
  g_autofree char *evolution = terrain_report_table_format_evolution (table, row, measure, column);
  g_autofree char *monthly = NULL;

  if (!isfinite (cell->evolution_a_month))
    return g_steal_pointer (&evolution);
  monthly = terrain_format_percent (cell->evolution_a_month, cell->evolution_decimals, TRUE);
  /* Translators: an evolution, then that of the mean a month. */
  return g_strdup_printf (_("%s (%s a month)"), evolution, monthly);
}

static char *
dup_label (const TerrainReportTable *table,
           guint                     row)
{
  const TerrainReportRow *it = g_ptr_array_index (table->rows, row);
  g_autofree char *label = g_strjoinv (" · ", it->labels);

  return label[0] != '\0' ? g_steal_pointer (&label) : g_strdup (_("All"));
}

static GtkWidget *
new_cell (const char *text,
          gboolean    is_number,
          gboolean    is_bold)
{
  /* "+50 %" must not become "% 50+" where text runs from right to left. */
  g_autofree char *marked = is_number ? g_strconcat ("\342\200\216", text, "\342\200\216", NULL) : g_strdup (text);
  GtkWidget *label = gtk_label_new (marked);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      /* Lines that wrap would need other heights at other widths, which a scrolled table cannot have. */
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), (int) CLAMP (g_utf8_strlen (text, -1), 8, 20));
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_widget_set_tooltip_text (label, text);
      gtk_widget_set_hexpand (label, TRUE);
    }
  if (is_bold)
    gtk_widget_add_css_class (label, "heading");
  return label;
}

/* What a cell means needs its row and column, which the eye sees and a screen reader must be told. */
static void
name_cell (GtkWidget  *cell,
           const char *row,
           const char *column,
           const char *value)
{
  g_autofree char *name = g_strdup_printf (_("%s, %s: %s"), row, column, value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_row (GtkGrid                  *grid,
         const TerrainReportTable *table,
         guint                     measure,
         guint                     row,
         int                       place)
{
  const TerrainReportRow *it = g_ptr_array_index (table->rows, row);
  g_autofree char *label = dup_label (table, row);

  gtk_grid_attach (grid, new_cell (label, FALSE, it->is_total), 0, place, 1, 1);
  for (guint i = 0; table->columns[i]; i++)
    {
      g_autofree char *value = terrain_report_table_format_value (table, row, measure, i);
      g_autofree char *evolution = terrain_figures_dup_evolution (table, row, measure, i);
      GtkWidget *cell = new_cell (value, TRUE, it->is_total);

      name_cell (cell, label, table->columns[i], value);
      gtk_grid_attach (grid, cell, i == 0 ? 1 : (int) (2 * i), place, 1, 1);
      if (i > 0)
        gtk_grid_attach (grid, new_cell (evolution, TRUE, FALSE), (int) (2 * i + 1), place, 1, 1);
    }
}

GtkWidget *
terrain_figures_numbers_new (const TerrainReportTable *table,
                             guint                     measure)
{
  g_return_val_if_fail (table != NULL && measure < table->measures->len, NULL);

  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *what = g_strjoinv (" × ", table->dimensions);
  guint n = MIN (table->rows->len, TERRAIN_FIGURES_MOST_ROWS);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_widget_add_css_class (grid, "figures-numbers");
  gtk_grid_attach (GTK_GRID (grid), new_cell (what, FALSE, TRUE), 0, 0, 1, 1);
  for (guint i = 0; table->columns[i]; i++)
    {
      gtk_grid_attach (GTK_GRID (grid), new_cell (table->columns[i], TRUE, TRUE), i == 0 ? 1 : (int) (2 * i), 0, 1, 1);
      if (i > 0)
        /* Translators: the head of a column: how much more or less than the period before. */
        gtk_grid_attach (GTK_GRID (grid), new_cell (_("Evolution"), TRUE, TRUE), (int) (2 * i + 1), 0, 1, 1);
    }
  for (guint i = 0; i < n; i++)
    add_row (GTK_GRID (grid), table, measure, i, (int) i + 1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  return scrolled;
}

/* A tab or a line's end in a label would be another cell. */
static void
append_field (GString    *text,
              const char *field)
{
  g_autofree char *clean = g_strdelimit (g_strdup (field), "\t\r\n", ' ');

  g_string_append (text, clean);
}

char *
terrain_figures_numbers_dup_text (const TerrainReportTable *table,
                                  guint                     measure)
{
  g_return_val_if_fail (table != NULL && measure < table->measures->len, NULL);

  g_autoptr (GString) text = g_string_new (NULL);
  const TerrainReportMeasure *what = g_ptr_array_index (table->measures, measure);

  append_field (text, what->title);
  for (guint i = 0; table->columns[i]; i++)
    {
      g_string_append_c (text, '\t');
      append_field (text, table->columns[i]);
      if (i > 0)
        g_string_append_printf (text, "\t%s", _("Evolution"));
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      g_autofree char *label = dup_label (table, i);

      g_string_append_c (text, '\n');
      append_field (text, label);
      for (guint j = 0; table->columns[j]; j++)
        {
          g_autofree char *value = terrain_report_table_format_value (table, i, measure, j);
          g_autofree char *evolution = terrain_figures_dup_evolution (table, i, measure, j);

          g_string_append_printf (text, "\t%s", value);
          if (j > 0)
            g_string_append_printf (text, "\t%s", evolution);
        }
    }
  g_string_append_c (text, '\n');
  return g_strdup (text->str);
}
