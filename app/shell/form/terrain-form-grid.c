/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-grid.h"

#define DEFAULT_COLUMNS 4
#define MAX_COLUMNS 10
#define GAP 12
/* Below this many letters a line a question is hard to read, however narrow its widgets could be. */
#define MIN_CHARS 16

/* Of a child: how many columns it takes. */
#define TERRAIN_TYPE_FORM_GRID_CELL (terrain_form_grid_cell_get_type ())
G_DECLARE_FINAL_TYPE (TerrainFormGridCell, terrain_form_grid_cell, TERRAIN, FORM_GRID_CELL, GtkLayoutChild)

struct _TerrainFormGridCell
{
  GtkLayoutChild parent_instance;
  guint span;
};

struct _TerrainFormGrid
{
  GtkLayoutManager parent_instance;
  guint columns;
  int spacing;
};

G_DEFINE_FINAL_TYPE (TerrainFormGridCell, terrain_form_grid_cell, GTK_TYPE_LAYOUT_CHILD)
G_DEFINE_FINAL_TYPE (TerrainFormGrid, terrain_form_grid, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  GtkWidget *child;
  guint row;
  int x, width;
} Cell;

static void
terrain_form_grid_cell_class_init (TerrainFormGridCellClass *klass)
{
}

static void
terrain_form_grid_cell_init (TerrainFormGridCell *self)
{
}

static guint
span_of (TerrainFormGrid *self, GtkWidget *child)
{
  GtkLayoutManager *manager = GTK_LAYOUT_MANAGER (self);
  guint span = TERRAIN_FORM_GRID_CELL (gtk_layout_manager_get_layout_child (manager, child))->span;

  return span == 0 ? self->columns : MIN (span, self->columns);
}

static int
min_width (GtkWidget *child, int readable)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return MAX (minimum, readable);
}

/* In the letters there are, so that it grows with the text. */
static int
readable_width (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = PANGO_PIXELS (MIN_CHARS * pango_font_metrics_get_approximate_char_width (metrics));

  pango_font_metrics_unref (metrics);
  return width;
}

/* Where column @n of @total begins, without rounding errors that add up. */
static int
column_x (int width, guint n, guint total)
{
  return (int) ((gint64) (width + GAP) * n / total);
}

/* The cells from @first on are a row whose spans are @total together; they get their places, or a row each. */
static guint
place_row (TerrainFormGrid *self, GArray *cells, guint first, guint total, guint row, int width, int readable)
{
  guint from = 0;
  gboolean fits = TRUE;

  for (guint i = first; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      guint to = from + span_of (self, cell->child);

      cell->row = row;
      cell->x = column_x (width, from, total);
      cell->width = column_x (width, to, total) - GAP - cell->x;
      fits = fits && (cells->len - first == 1 || cell->width >= min_width (cell->child, readable));
      from = to;
    }
  if (fits)
    return row + 1;
  for (guint i = first; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);

      cell->row = row++;
      cell->x = 0;
      cell->width = width;
    }
  return row;
}

/* Returns: (transfer full) (element-type Cell): what is to be seen, in its rows from 0 on */
static GArray *
place (TerrainFormGrid *self, GtkWidget *widget, int width)
{
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  int readable = readable_width (widget);
  guint first = 0, total = 0, row = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      Cell cell = { .child = child };
      guint span;

      if (!gtk_widget_should_layout (child))
        continue;
      span = span_of (self, child);
      if (total + span > self->columns && cells->len > first)
        {
          row = place_row (self, cells, first, total, row, width, readable);
          first = cells->len;
          total = 0;
        }
      g_array_append_val (cells, cell);
      total += span;
    }
  if (cells->len > first)
    place_row (self, cells, first, total, row, width, readable);
  return cells;
}

/* Returns: (transfer full) (element-type GtkRequestedSize): how high each row is */
static GArray *
measure_rows (GArray *cells)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (GtkRequestedSize));

  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);
      GtkRequestedSize *row;
      int minimum, natural;

      gtk_widget_measure (cell->child, GTK_ORIENTATION_VERTICAL, cell->width, &minimum, &natural, NULL, NULL);
      g_array_set_size (rows, MAX (rows->len, cell->row + 1));
      row = &g_array_index (rows, GtkRequestedSize, cell->row);
      row->minimum_size = MAX (row->minimum_size, minimum);
      row->natural_size = MAX (row->natural_size, natural);
    }
  return rows;
}

/* As narrow as its widest child; what it would like is a row of its children as they are. */
static void
measure_width (TerrainFormGrid *self, GtkWidget *widget, int *minimum, int *natural)
{
  int row = 0;
  guint total = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum, child_natural;
      guint span;

      if (!gtk_widget_should_layout (child))
        continue;
      span = span_of (self, child);
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      row = total + span > self->columns || total == 0 ? child_natural : row + GAP + child_natural;
      total = total + span > self->columns ? span : total + span;
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, row);
    }
}

static void
terrain_form_grid_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  TerrainFormGrid *self = TERRAIN_FORM_GRID (manager);
  int narrowest, widest;

  measure_width (self, widget, &narrowest, &widest);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrowest;
      *natural = widest;
      return;
    }
  g_autoptr (GArray) cells = place (self, widget, for_size < 0 ? widest : MAX (for_size, narrowest));
  g_autoptr (GArray) rows = measure_rows (cells);

  *minimum = *natural = rows->len > 0 ? (int) (rows->len - 1) * self->spacing : 0;
  for (guint i = 0; i < rows->len; i++)
    {
      *minimum += g_array_index (rows, GtkRequestedSize, i).minimum_size;
      *natural += g_array_index (rows, GtkRequestedSize, i).natural_size;
    }
}

static void
terrain_form_grid_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  TerrainFormGrid *self = TERRAIN_FORM_GRID (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) cells = place (self, widget, width);
  g_autoptr (GArray) rows = measure_rows (cells);
  int left = height, y = 0;
  guint row = 0;

  for (guint i = 0; i < rows->len; i++)
    left -= g_array_index (rows, GtkRequestedSize, i).minimum_size + (i > 0 ? self->spacing : 0);
  if (left > 0 && rows->len > 0)
    gtk_distribute_natural_allocation (left, rows->len, (GtkRequestedSize *) (void *) rows->data);
  for (guint i = 0; i < cells->len; i++)
    {
      Cell *cell = &g_array_index (cells, Cell, i);

      for (; row < cell->row; row++)
        y += g_array_index (rows, GtkRequestedSize, row).minimum_size + self->spacing;
      GtkAllocation at = { rtl ? width - cell->x - cell->width : cell->x, y, cell->width,
                           g_array_index (rows, GtkRequestedSize, row).minimum_size };
      gtk_widget_size_allocate (cell->child, &at, -1);
    }
}

static GtkSizeRequestMode
terrain_form_grid_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkLayoutChild *
terrain_form_grid_create_layout_child (GtkLayoutManager *manager, GtkWidget *widget, GtkWidget *child)
{
  return g_object_new (TERRAIN_TYPE_FORM_GRID_CELL, "layout-manager", manager, "child-widget", child, NULL);
}

static void
terrain_form_grid_class_init (TerrainFormGridClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = terrain_form_grid_get_request_mode;
  manager_class->measure = terrain_form_grid_measure;
  manager_class->allocate = terrain_form_grid_allocate;
  manager_class->create_layout_child = terrain_form_grid_create_layout_child;
  manager_class->layout_child_type = TERRAIN_TYPE_FORM_GRID_CELL;
}

static void
terrain_form_grid_init (TerrainFormGrid *self)
{
}

GtkLayoutManager *
terrain_form_grid_new (guint columns, guint spacing)
{
  TerrainFormGrid *self = g_object_new (TERRAIN_TYPE_FORM_GRID, NULL);

  self->columns = CLAMP (columns, 1, MAX_COLUMNS);
  self->spacing = (int) spacing;
  return GTK_LAYOUT_MANAGER (self);
}

void
terrain_form_grid_set_span (TerrainFormGrid *self, GtkWidget *child, guint span)
{
  TerrainFormGridCell *cell;

  g_return_if_fail (TERRAIN_IS_FORM_GRID (self));

  cell = TERRAIN_FORM_GRID_CELL (gtk_layout_manager_get_layout_child (GTK_LAYOUT_MANAGER (self), child));
  cell->span = span;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/* What the form says */

gboolean
terrain_form_grid_fits (TerrainForm *form)
{
  const char *style = terrain_form_get_style (form);
  g_auto (GStrv) words = g_strsplit_set (style != NULL ? style : "", " \t\r\n", -1);

  return g_strv_contains ((const char *const *) words, "theme-grid");
}

guint
terrain_form_grid_find_span (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  for (guint i = 1; control != NULL && i <= MAX_COLUMNS; i++)
    {
      char word[4];

      g_snprintf (word, sizeof word, "w%u", i);
      if (terrain_control_has_appearance (control, word))
        return i;
    }
  return 0;
}

guint
terrain_form_grid_find_columns (TerrainItem *item)
{
  for (; item != NULL; item = terrain_item_get_parent (item))
    {
      guint span = terrain_form_grid_find_span (item);

      if (span > 0)
        return span;
    }
  return DEFAULT_COLUMNS;
}
