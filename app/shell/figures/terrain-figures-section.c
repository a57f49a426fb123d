/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-section.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-bar-chart.h"
#include "terrain-figures-numbers.h"
#include "terrain-line-chart.h"

/* More is no picture any more. */
#define MOST_BARS 30
#define MOST_LINES TERRAIN_CHART_STYLES
/* From so many periods on lines are easier to read; up to so many bars of one row. */
#define LINES_FROM 5

struct _TerrainFiguresSection
{
  GtkBox parent_instance;

  GPtrArray *tables;
  const TerrainReportTable *table;
  guint measure;
  gboolean has_lines;

  GtkWidget *tiles;
  GtkWidget *toolbar;
  GtkWidget *measures;
  GtkWidget *kinds;
  GtkWidget *lines_button;
  GtkWidget *body;
  GtkWidget *chart; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TerrainFiguresSection, terrain_figures_section, GTK_TYPE_BOX)

static const TerrainReportMeasure *
get_measure (TerrainFiguresSection *self,
             guint                  index)
{
  return g_ptr_array_index (self->table->measures, index);
}

static GtkWidget *
new_text (const char *text,
          const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css)
    gtk_widget_add_css_class (label, css);
  return label;
}

/* "+11.3% since 2022", and in words what keeps it from being compared. */
static char *
dup_evolution_words (TerrainFiguresSection *self,
                     guint                  measure,
                     guint                  column)
{
  const TerrainReportCell *cell = terrain_report_table_get (self->table, 0, measure, column);
  g_autofree char *evolution = terrain_figures_dup_evolution (self->table, 0, measure, column);
  g_autoptr (GString) text = g_string_new (NULL);

  if (evolution[0] == '\0')
    return g_strdup ("");
  /* Translators: an evolution ("+11.3%"), then the period it is compared with. */
  g_string_printf (text, _("%s since %s"), evolution, self->table->columns[column - 1]);
  if (cell->flags & TERRAIN_CELL_INCOMPLETE_BASE)
    g_string_append_printf (text, ". %s", _("Not comparable: the period it starts from is not complete"));
  else if (cell->flags & TERRAIN_CELL_INCOMPLETE)
    g_string_append_printf (text, ". %s", _("Not comparable: the period is not complete"));
  return g_strdup (text->str);
}

/* Narrow enough that tiles lie side by side where there is room. */
static GtkWidget *
new_tile_text (const char *text,
               const char *css)
{
  GtkWidget *label = new_text (text, css);

  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  return label;
}

static GtkWidget *
new_tile (TerrainFiguresSection *self,
          guint                  measure)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  guint last = terrain_report_table_get_n_columns (self->table) - 1;
  const TerrainReportCell *cell = terrain_report_table_get (self->table, 0, measure, last);
  g_autofree char *value = terrain_report_table_format_value (self->table, 0, measure, last);
  GtkWidget *number;

  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "figures-tile");
  gtk_box_append (GTK_BOX (box), new_tile_text (get_measure (self, measure)->title, "heading"));
  number = new_tile_text (value, "title-1");
  gtk_widget_add_css_class (number, "numeric");
  if (cell->flags & TERRAIN_CELL_HIDDEN)
    gtk_accessible_update_property (GTK_ACCESSIBLE (number), GTK_ACCESSIBLE_PROPERTY_LABEL, _("not shown, too few"),
                                    -1);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), new_tile_text (self->table->columns[last], "caption"));
  if (last > 0)
    {
      g_autofree char *evolution = dup_evolution_words (self, measure, last);

      if (evolution[0] != '\0')
        gtk_box_append (GTK_BOX (box), new_tile_text (evolution, NULL));
    }
  if (isfinite (cell->low))
    {
      g_autofree char *low = terrain_format_percent (cell->low, cell->decimals, FALSE);
      g_autofree char *high = terrain_format_percent (cell->high, cell->decimals, FALSE);
      /* Translators: the 95 % interval, and of how many answers. */
      g_autofree char *interval
        = g_strdup_printf (ngettext ("Between %s and %s (95 %%), of %u answer", "Between %s and %s (95 %%), of %u answers",
                                     cell->n), low, high, cell->n);

      gtk_box_append (GTK_BOX (box), new_tile_text (interval, "caption"));
    }
  return box;
}

static void
add_tiles (TerrainFiguresSection *self)
{
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->tiles), 3);
  for (guint i = 0; i < self->table->measures->len; i++)
    {
      GtkWidget *tile = new_tile (self, i);

      gtk_flow_box_append (GTK_FLOW_BOX (self->tiles), tile);
      gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
    }
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)))
    gtk_box_remove (GTK_BOX (box), child);
}

static TerrainChartData *
make_data (TerrainFiguresSection *self)
{
  guint n_columns = terrain_report_table_get_n_columns (self->table);

  if (self->has_lines)
    return terrain_chart_data_new (self->table, self->measure, TERRAIN_CHART_PERIODS, MOST_LINES);
  /* One row over many periods is bars over time. */
  if (self->table->rows->len == 1 || n_columns >= LINES_FROM)
    return terrain_chart_data_new (self->table, self->measure, TERRAIN_CHART_PERIODS,
                                   self->table->rows->len == 1 ? 1 : 4);
  return terrain_chart_data_new (self->table, self->measure, TERRAIN_CHART_ROWS, MOST_BARS);
}

static void
on_selection (TerrainChart *chart,
              GParamSpec   *pspec,
              GtkLabel     *label)
{
  gtk_label_set_text (label, terrain_chart_get_selection (chart));
}

static void
add_chart (TerrainFiguresSection *self)
{
  g_autoptr (TerrainChartData) data = make_data (self);
  guint n_left_out = terrain_chart_data_get_n_left_out (data);
  GtkWidget *readout = new_text ("", "caption");

  self->chart = self->has_lines ? terrain_line_chart_new () : terrain_bar_chart_new ();
  terrain_chart_set_data (TERRAIN_CHART (self->chart), data);
  gtk_box_append (GTK_BOX (self->body), self->chart);
  gtk_box_append (GTK_BOX (self->body), readout);
  g_signal_connect_object (self->chart, "notify::selection", G_CALLBACK (on_selection), readout, 0);
  if (n_left_out > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u smaller one is only in the table.",
                                                         "%u smaller ones are only in the table.", n_left_out),
                                               n_left_out);

      gtk_box_append (GTK_BOX (self->body), new_text (text, "caption"));
    }
}

static void
add_notes (TerrainFiguresSection *self)
{
  if (self->table->rows->len > TERRAIN_FIGURES_MOST_ROWS)
    {
      guint n = self->table->rows->len - TERRAIN_FIGURES_MOST_ROWS;
      g_autofree char *text = g_strdup_printf (ngettext ("%u more row is in the saved CSV.",
                                                         "%u more rows are in the saved CSV.", n), n);

      gtk_box_append (GTK_BOX (self->body), new_text (text, "caption"));
    }
  for (guint i = 0; i < self->table->notes->len; i++)
    gtk_box_append (GTK_BOX (self->body), new_text (g_ptr_array_index (self->table->notes, i), "caption"));
}

static void
rebuild (TerrainFiguresSection *self)
{
  gboolean is_one = self->table->rows->len == 1 && terrain_report_table_get_n_columns (self->table) == 1;

  clear (self->body);
  self->chart = NULL;
  if (!is_one)
    add_chart (self);
  if (!is_one)
    gtk_box_append (GTK_BOX (self->body), terrain_figures_numbers_new (self->table, self->measure));
  add_notes (self);
}

static void
on_measure (TerrainFiguresSection *self)
{
  self->measure = MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->measures)), self->table->measures->len - 1);
  rebuild (self);
}

static void
on_kind (TerrainFiguresSection *self)
{
  gboolean has_lines = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->lines_button));

  if (has_lines == self->has_lines)
    return;
  self->has_lines = has_lines;
  rebuild (self);
}

static void
add_toolbar (TerrainFiguresSection *self)
{
  guint n_columns = terrain_report_table_get_n_columns (self->table);
  GtkWidget *bars = gtk_toggle_button_new_with_label (_("Bars"));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->table->measures->len; i++)
    gtk_string_list_append (titles, get_measure (self, i)->title);
  self->measures = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&titles)), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->measures), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Shown"), -1);
  gtk_widget_set_visible (self->measures, self->table->measures->len > 1);
  gtk_widget_set_hexpand (self->measures, TRUE);
  gtk_widget_set_halign (self->measures, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->toolbar), self->measures);

  self->kinds = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->kinds, "linked");
  self->lines_button = gtk_toggle_button_new_with_label (_("Lines"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (bars), GTK_TOGGLE_BUTTON (self->lines_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->has_lines ? self->lines_button : bars), TRUE);
  gtk_box_append (GTK_BOX (self->kinds), bars);
  gtk_box_append (GTK_BOX (self->kinds), self->lines_button);
  gtk_widget_set_hexpand (self->kinds, self->table->measures->len == 1);
  gtk_widget_set_halign (self->kinds, GTK_ALIGN_END);
  gtk_widget_set_visible (self->kinds, n_columns > 1);
  gtk_box_append (GTK_BOX (self->toolbar), self->kinds);
  gtk_widget_set_visible (self->toolbar, self->table->measures->len > 1 || n_columns > 1);
  g_signal_connect_object (self->measures, "notify::selected", G_CALLBACK (on_measure), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lines_button, "toggled", G_CALLBACK (on_kind), self, G_CONNECT_SWAPPED);
}

static void
terrain_figures_section_dispose (GObject *object)
{
  TerrainFiguresSection *self = TERRAIN_FIGURES_SECTION (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_FIGURES_SECTION);
  g_clear_pointer (&self->tables, g_ptr_array_unref);

  G_OBJECT_CLASS (terrain_figures_section_parent_class)->dispose (object);
}

static void
terrain_figures_section_class_init (TerrainFiguresSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_figures_section_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-figures-section.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresSection, tiles);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresSection, toolbar);
  gtk_widget_class_bind_template_child (widget_class, TerrainFiguresSection, body);
}

static void
terrain_figures_section_init (TerrainFiguresSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "By Antenna", or nothing for the whole. */
static void
add_heading (TerrainFiguresSection *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; self->table->dimensions[i]; i++)
    if (self->table->dimensions[i][0] != '\0')
      g_ptr_array_add (names, self->table->dimensions[i]);
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  g_autofree char *joined = g_strjoinv (" × ", (char **) names->pdata);
  /* Translators: what a table is broken down by: "By: Antenna". */
  g_autofree char *heading = g_strdup_printf (_("By: %s"), joined);
  gtk_box_prepend (GTK_BOX (self), new_text (heading, "title-4"));
}

GtkWidget *
terrain_figures_section_new (GPtrArray *tables,
                             guint      index)
{
  g_return_val_if_fail (tables != NULL && index < tables->len, NULL);

  TerrainFiguresSection *self = g_object_new (TERRAIN_TYPE_FIGURES_SECTION, NULL);

  self->tables = g_ptr_array_ref (tables);
  self->table = g_ptr_array_index (tables, index);
  add_heading (self);
  if (self->table->rows->len == 0 || terrain_report_table_get_n_columns (self->table) == 0)
    {
      gtk_box_append (GTK_BOX (self->body), new_text (_("No records on these days."), NULL));
      add_notes (self);
      return GTK_WIDGET (self);
    }
  self->has_lines = terrain_report_table_get_n_columns (self->table) >= LINES_FROM;
  if (self->table->rows->len == 1)
    add_tiles (self);
  add_toolbar (self);
  rebuild (self);
  return GTK_WIDGET (self);
}

TerrainChart *
terrain_figures_section_get_chart (TerrainFiguresSection *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_SECTION (self), NULL);

  return self->chart ? TERRAIN_CHART (self->chart) : NULL;
}

char *
terrain_figures_section_dup_text (TerrainFiguresSection *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_SECTION (self), NULL);

  if (self->table->rows->len == 0 || self->table->measures->len == 0)
    return g_strdup ("");
  return terrain_figures_numbers_dup_text (self->table, self->measure);
}
