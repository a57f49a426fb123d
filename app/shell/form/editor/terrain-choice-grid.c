/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-grid.h"
#include "terrain-second-layout.h"

/* Of the whole line, for the title, where the cells can do with the rest. */
#define TITLE_SHARE 0.4
/* A title with less of it in a line is hard to read. */
#define TITLE_CHARS 20
/* With less than this the headings of the columns are out of sight too soon for a title on top. */
#define ON_TOP_CHARS 54
/* In pixels; less is hard to hit. */
#define CELL_MIN 64
/* In pixels: between the words of two cells. */
#define CELL_GAP 12
#define SMALL_CELL_GAP 6
/* What stands over a column, or in its cell, is smaller than what is asked: .terrain-grid-cell of the style sheet. */
#define CELL_SCALE 0.85
#define SPACING 6
/* In pixels: what is left of a heading without a title in a list. Lines of a table move up by as much (.table-line). */
#define NOTHING 12

struct _TerrainChoiceGrid
{
  GtkWidget parent_instance;
  GtkWidget *title; /* NULL: there is none */
  gboolean stacked;
  char *texts;
  int cell_need;    /* in pixels, of one column; -1: not known */
  int title_need;
  int on_top_need;
  guint serial;     /* of the font these were measured in */
};

G_DEFINE_FINAL_TYPE (TerrainChoiceGrid, terrain_choice_grid, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STACKED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  gboolean stacked;
  gboolean title_on_top; /* also of a table that has only so much room */
  int title_width;
  int cells_width;
  guint n;
} Plan;

static gboolean
is_cell (TerrainChoiceGrid *self, GtkWidget *child)
{
  return child != self->title && gtk_widget_should_layout (child);
}

/* Also those that are not to be seen: a heading has none while it is stacked. */
static guint
count_cells (TerrainChoiceGrid *self)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    n += child != self->title ? 1 : 0;
  return n;
}

/* What a column and the title cannot do without, in the font as it is: it grows with the text. */
static void
look_at_font (TerrainChoiceGrid *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  guint serial = pango_context_get_serial (context);
  g_autoptr (PangoLayout) layout = NULL;
  PangoFontMetrics *metrics;
  int width;

  if (self->cell_need >= 0 && self->serial == serial)
    return;
  /* As narrow as it gets without a break inside a word. */
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->texts);
  if (self->title != NULL)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_scale_new (CELL_SCALE));
      pango_layout_set_attributes (layout, attributes);
    }
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 0);
  pango_layout_get_pixel_size (layout, &width, NULL);
  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->cell_need = MAX (width + (self->title != NULL ? SMALL_CELL_GAP : CELL_GAP), CELL_MIN);
  self->title_need = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics) * TITLE_CHARS);
  self->on_top_need = PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics) * ON_TOP_CHARS);
  self->serial = serial;
  pango_font_metrics_unref (metrics);
}

static gboolean
wants_stacked (TerrainChoiceGrid *self, int width)
{
  int cells;

  look_at_font (self);
  cells = (int) count_cells (self) * self->cell_need;
  if (self->title == NULL || width < cells)
    return width < cells;
  return width < cells + SPACING + self->title_need && width < self->on_top_need;
}

static Plan
plan_for (TerrainChoiceGrid *self, int width)
{
  Plan plan = { self->stacked, TRUE, width, width, count_cells (self) };
  int rest;

  if (self->title == NULL || plan.stacked)
    return plan;
  look_at_font (self);
  rest = width - SPACING - (int) plan.n * self->cell_need;
  plan.title_on_top = rest < self->title_need;
  if (plan.title_on_top)
    return plan;
  plan.title_width = MIN ((int) (width * TITLE_SHARE), rest);
  plan.cells_width = width - SPACING - plan.title_width;
  return plan;
}

/* The n-th of the cells gets the pixels between these two, so that none are lost. */
static int
cell_edge (Plan *plan, guint position)
{
  return plan->n > 0 ? (int) ((gint64) plan->cells_width * position / plan->n) : 0;
}

/* It can always become a list, so it needs no more than that: what is too narrow for the table must be able to happen. */
static void
measure_width (TerrainChoiceGrid *self, int *minimum, int *natural)
{
  int cell_minimum = 0, cell_natural = 0, title_minimum = 0, title_natural = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    {
      int least, usual;

      if (!is_cell (self, child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      cell_minimum = MAX (cell_minimum, least);
      cell_natural = MAX (cell_natural, usual);
    }
  if (self->title != NULL)
    gtk_widget_measure (self->title, GTK_ORIENTATION_HORIZONTAL, -1, &title_minimum, &title_natural, NULL, NULL);
  *minimum = MAX (cell_minimum, title_minimum);
  *natural = MAX (*minimum, self->stacked ? MAX (cell_natural, title_natural)
                                          : (int) count_cells (self) * cell_natural + title_natural);
}

static int
height_of (GtkWidget *widget, int width)
{
  int height, least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, MAX (width, least), NULL, &height, NULL, NULL);
  return height;
}

/* Of the tallest beside each other, of all below each other. */
static int
cells_height (TerrainChoiceGrid *self, Plan *plan)
{
  int height = 0;
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    if (is_cell (self, child))
      {
        if (plan->stacked)
          height += height_of (child, plan->cells_width);
        else
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
  *minimum = *natural = plan.title_on_top ? title + (title > 0 && cells > 0 ? SPACING : 0) + cells : MAX (title, cells);
  if (plan.stacked)
    *minimum = *natural = MAX (*minimum, NOTHING);
}

/* All have their places: nothing is being measured. */
static void
turn (GtkWidget *widget)
{
  TerrainChoiceGrid *self = TERRAIN_CHOICE_GRID (widget);
  int width = gtk_widget_get_width (widget);

  if (width <= 0 || wants_stacked (self, width) == self->stacked)
    return;
  self->stacked = !self->stacked;
  if (self->stacked)
    gtk_widget_add_css_class (widget, "stacked");
  else
    gtk_widget_remove_css_class (widget, "stacked");
  gtk_widget_queue_resize (widget);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STACKED]);
}

static void
allocate_stacked (TerrainChoiceGrid *self, int width, int top)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    if (is_cell (self, child))
      {
        int height = height_of (child, width);

        gtk_widget_size_allocate (child, &(GtkAllocation) { 0, top, width, height }, -1);
        top += height;
      }
}

static void
allocate_beside (TerrainChoiceGrid *self, Plan *plan, int width, int top, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int start = width - plan->cells_width;
  guint position = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child; child = gtk_widget_get_next_sibling (child))
    {
      int from, to;

      if (!is_cell (self, child))
        continue;
      from = start + cell_edge (plan, position);
      to = start + cell_edge (plan, position + 1);
      gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - to : from, top, to - from, height }, -1);
      position++;
    }
}

static void
terrain_choice_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainChoiceGrid *self = TERRAIN_CHOICE_GRID (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Plan plan = plan_for (self, width);
  gboolean has_title = self->title != NULL && gtk_widget_should_layout (self->title);
  int title_height = has_title ? height_of (self->title, plan.title_width) : 0;
  int top = plan.title_on_top && title_height > 0 ? title_height + SPACING : 0;

  if (has_title)
    gtk_widget_size_allocate (self->title,
                              &(GtkAllocation) { rtl ? width - plan.title_width : 0, 0, plan.title_width,
                                                 plan.title_on_top ? title_height : height },
                              -1);
  if (plan.stacked)
    allocate_stacked (self, width, top);
  else
    allocate_beside (self, &plan, width, top, height - top);
  if (wants_stacked (self, width) != self->stacked)
    terrain_second_layout (widget, turn);
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
terrain_choice_grid_finalize (GObject *object)
{
  g_free (TERRAIN_CHOICE_GRID (object)->texts);
  G_OBJECT_CLASS (terrain_choice_grid_parent_class)->finalize (object);
}

static void
terrain_choice_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_STACKED)
    g_value_set_boolean (value, TERRAIN_CHOICE_GRID (object)->stacked);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_choice_grid_class_init (TerrainChoiceGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_choice_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_choice_grid_finalize;
  G_OBJECT_CLASS (klass)->get_property = terrain_choice_grid_get_property;
  widget_class->measure = terrain_choice_grid_measure;
  widget_class->size_allocate = terrain_choice_grid_size_allocate;
  widget_class->get_request_mode = terrain_choice_grid_get_request_mode;

  properties[PROP_STACKED] = g_param_spec_boolean (
    "stacked", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
terrain_choice_grid_init (TerrainChoiceGrid *self)
{
  self->texts = g_strdup ("");
  self->cell_need = -1;
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
      gtk_widget_add_css_class (self->title, "terrain-grid-title");
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
  /* An empty one keeps its place in the table, and takes no line in a list. */
  gtk_widget_set_visible (self->title, *gtk_label_get_text (GTK_LABEL (self->title)) != '\0');
}

void
terrain_choice_grid_set_texts (TerrainChoiceGrid *self, const char *texts)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));
  g_return_if_fail (texts != NULL);

  if (g_str_equal (self->texts, texts))
    return;
  g_free (self->texts);
  self->texts = g_strdup (texts);
  self->cell_need = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

gboolean
terrain_choice_grid_get_stacked (TerrainChoiceGrid *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHOICE_GRID (self), FALSE);

  return self->stacked;
}

void
terrain_choice_grid_append (TerrainChoiceGrid *self, GtkWidget *cell)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));

  gtk_widget_insert_before (cell, GTK_WIDGET (self), NULL);
  if (self->title != NULL)
    gtk_widget_add_css_class (cell, "terrain-grid-cell");
}

void
terrain_choice_grid_remove (TerrainChoiceGrid *self, GtkWidget *cell)
{
  g_return_if_fail (TERRAIN_IS_CHOICE_GRID (self));
  g_return_if_fail (gtk_widget_get_parent (cell) == GTK_WIDGET (self));

  gtk_widget_unparent (cell);
}
