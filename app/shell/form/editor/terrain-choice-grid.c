/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-grid.h"

/* Of the whole line, for the title. */
#define TITLE_SHARE 0.4
/* In pixels: a line with less than this for its title and each cell puts the title on top. */
#define TITLE_MIN 160
#define CELL_MIN 64
#define SPACING 6

struct _TerrainChoiceGrid
{
  GtkWidget parent_instance;
  GtkWidget *title; /* NULL: there is none */
};

G_DEFINE_FINAL_TYPE (TerrainChoiceGrid, terrain_choice_grid, GTK_TYPE_WIDGET)

typedef struct
{
  gboolean stacked;
  int title_width;
  int cells_width;
  guint n;
} Plan;

static gboolean
is_cell (TerrainChoiceGrid *self, GtkWidget *child)
{
  return child != self->title && gtk_widget_should_layout (child);
}

static Plan
plan_for (TerrainChoiceGrid *self, int width)
{
  Plan plan = { .cells_width = width };
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    plan.n += is_cell (self, child) ? 1 : 0;
  if (self->title == NULL)
    return plan;
  plan.title_width = (int) (width * TITLE_SHARE);
  plan.cells_width = width - plan.title_width - SPACING;
  plan.stacked = plan.title_width < TITLE_MIN || plan.cells_width < (int) plan.n * CELL_MIN;
  if (plan.stacked)
    plan.title_width = plan.cells_width = width;
  return plan;
}

/* The n-th of the cells gets the pixels between these two, so that none are lost. */
static int
cell_edge (Plan *plan, guint position)
{
  return plan->n > 0 ? (int) ((gint64) plan->cells_width * position / plan->n) : 0;
}

static void
measure_width (TerrainChoiceGrid *self, int *minimum, int *natural)
{
  int cell_minimum = 0, cell_natural = 0, title_minimum = 0, title_natural = 0;
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    {
      int least, usual;

      if (!is_cell (self, child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      cell_minimum = MAX (cell_minimum, least);
      cell_natural = MAX (cell_natural, usual);
      n++;
    }
  if (self->title != NULL)
    gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, &title_minimum, &title_natural, NULL, NULL);
  *minimum = MAX ((int) n * cell_minimum, title_minimum);
  *natural = MAX (*minimum, (int) n * cell_natural + title_natural);
}

static int
height_of (GtkWidget *widget, int width)
{
  int height, least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least), NULL, &height, NULL, NULL);
  return height;
}

static int
cells_height (TerrainChoiceGrid *self, Plan *plan)
{
  int height = 0;
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    if (is_cell (self, child))
      {
        height = MAX (height, height_of (child, cell_edge (plan, position + 1) - cell_edge (plan, position)));
        position++;
      }
  return height;
}

static void
terrain_choice_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  TerrainChoiceGrid *self = TERRAIN_CHOICE_GRID (widget);
  int least, usual, title, cells;
  Plan plan;

  measure_width (self, &least, &usual);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = usual;
      return;
    }
  plan = plan_for (self, for_size >= 0 ? MAX (for_size, least) : usual);
  title = self->title != NULL && gtk_widget_should_layout (self->title) ? height_of (self->title, plan.title_width) : 0;
  cells = cells_height (self, &plan);
  *minimum = *natural = plan.stacked && title > 0 ? title + SPACING + cells : MAX (title, cells);
}

static void
terrain_choice_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainChoiceGrid *self = TERRAIN_CHOICE_GRID (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Plan plan = plan_for (self, width);
  gboolean has_title = self->title != NULL && gtk_widget_should_layout (self->title);
  int title_height = has_title ? height_of (self->title, plan.title_width) : 0;
  int top = plan.stacked && has_title ? title_height + SPACING : 0;
  int start = width - plan.cells_width;
  guint position = 0;

  if (has_title)
    gtk_widget_size_allocate (self->title,
                              &(GtkAllocation) { rtl ? width - plan.title_width : 0, 0, plan.title_width,
                                                 plan.stacked ? title_height : height },
                              -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int from, to;

      if (!is_cell (self, child))
        continue;
      from = start + cell_edge (&plan, position);
      to = start + cell_edge (&plan, position + 1);
      gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - to : from, top, to - from, height - top }, -1);
      position++;
    }
}

static GtkSizeRequestMode
terrain_choice_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_choice_grid_dispose (GObject *object)
{
  TerrainChoiceGrid *self = TERRAIN_CHOICE_GRID (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->title = NULL;
  G_OBJECT_CLASS (terrain_choice_grid_parent_class)->dispose (object);
}

static void
terrain_choice_grid_class_init (TerrainChoiceGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_choice_grid_dispose;
  widget_class->measure = terrain_choice_grid_measure;
  widget_class->size_allocate = terrain_choice_grid_size_allocate;
  widget_class->get_request_mode = terrain_choice_grid_get_request_mode;
}

static void
terrain_choice_grid_init (TerrainChoiceGrid *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-grid");
}

GtkWidget *
terrain_choice_grid_new (GtkAccessibleRole role, gboolean has_title)
{
  TerrainChoiceGrid *self = g_object_new (TERRAIN_TYPE_CHOICE_GRID, "accessible-role", role, NULL);

  if (has_title)
    {
      self->title = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "width-chars", 12, NULL);
      gtk_widget_set_parent (self->title, GTK_WIDGET (self));
    }
  return GTK_WIDGET (self);
}

void
terrain_choice_grid_set_title (TerrainChoiceGrid *self, const char *markup)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));
  g_return_if_fail (self->title != NULL);

  gtk_label_set_markup (GTK_LABEL (self->title), markup);
}

void
terrain_choice_grid_append (TerrainChoiceGrid *self, GtkWidget *cell)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));

  gtk_widget_insert_before (cell, GTK_WIDGET (self), NULL);
}

void
terrain_choice_grid_remove (TerrainChoiceGrid *self, GtkWidget *cell)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));
  g_return_if_fail (gtk_widget_get_parent (cell) == GTK_WIDGET (self));

  gtk_widget_unparent (cell);
}
