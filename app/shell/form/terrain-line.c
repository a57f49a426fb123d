/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-line.h"

struct _TerrainLineLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (TerrainLineLayout, terrain_line_layout, GTK_TYPE_LAYOUT_MANAGER)

struct _TerrainLine
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (TerrainLine, terrain_line, GTK_TYPE_WIDGET)

static guint
count (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child) ? 1 : 0;
  return n;
}

/* Their widths by themselves; @sizes has room for all that are to be laid out. */
static void
measure_widths (GtkWidget *widget, GtkRequestedSize *sizes)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &sizes->minimum_size, &sizes->natural_size, NULL, NULL);
        sizes->data = child;
        sizes++;
      }
}

static void
sum_widths (TerrainLineLayout *self, const GtkRequestedSize *sizes, guint n, int *minimum, int *natural)
{
  *minimum = *natural = n > 0 ? (int) (n - 1) * self->spacing : 0;
  for (guint i = 0; i < n; i++)
    {
      *minimum += sizes[i].minimum_size;
      *natural += sizes[i].natural_size;
    }
}

/* Leaves in minimum_size what each gets of @width: what it needs, then what it would like, then those that expand. */
static void
share_out (TerrainLineLayout *self, GtkRequestedSize *sizes, guint n, int width)
{
  int minimum, natural, rest;
  guint n_expand = 0;

  sum_widths (self, sizes, n, &minimum, &natural);
  rest = gtk_distribute_natural_allocation (MAX (width - minimum, 0), n, sizes);
  for (guint i = 0; i < n; i++)
    n_expand += gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL) ? 1 : 0;
  for (guint i = 0; i < n && n_expand > 0; i++)
    if (gtk_widget_compute_expand (sizes[i].data, GTK_ORIENTATION_HORIZONTAL))
      {
        int more = rest / (int) n_expand--;

        sizes[i].minimum_size += more;
        rest -= more;
      }
}

static void
measure_heights (TerrainLineLayout *self, GtkRequestedSize *sizes, guint n, int width, int *minimum, int *natural)
{
  if (width >= 0)
    share_out (self, sizes, n, width);
  for (guint i = 0; i < n; i++)
    {
      int least, usual;

      gtk_widget_measure (sizes[i].data, GTK_ORIENTATION_VERTICAL, width >= 0 ? sizes[i].minimum_size : -1, &least, &usual,
                          NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
    }
}

static void
terrain_line_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  TerrainLineLayout *self = TERRAIN_LINE_LAYOUT (manager);
  guint n = count (widget);
  GtkRequestedSize *sizes = g_newa (GtkRequestedSize, n);

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  measure_widths (widget, sizes);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    sum_widths (self, sizes, n, minimum, natural);
  else
    measure_heights (self, sizes, n, for_size, minimum, natural);
}

static void
terrain_line_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  TerrainLineLayout *self = TERRAIN_LINE_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  guint n = count (widget);
  GtkRequestedSize *sizes = g_newa (GtkRequestedSize, n);
  int at = 0;

  measure_widths (widget, sizes);
  share_out (self, sizes, n, width);
  for (guint i = 0; i < n; i++)
    {
      int own = sizes[i].minimum_size;

      gtk_widget_size_allocate (sizes[i].data, &(GtkAllocation) { rtl ? width - at - own : at, 0, own, height }, -1);
      at += own + self->spacing;
    }
}

static GtkSizeRequestMode
terrain_line_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_line_layout_class_init (TerrainLineLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = terrain_line_layout_measure;
  layout_class->allocate = terrain_line_layout_allocate;
  layout_class->get_request_mode = terrain_line_layout_get_request_mode;
}

static void
terrain_line_layout_init (TerrainLineLayout *self)
{
}

void
terrain_line_layout_set_spacing (TerrainLineLayout *self, int spacing)
{
  g_return_if_fail (TERRAIN_IS_LINE_LAYOUT (self));

  if (self->spacing == spacing)
    return;
  self->spacing = spacing;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

/* The widget */

static void
terrain_line_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (terrain_line_parent_class)->dispose (object);
}

static void
terrain_line_class_init (TerrainLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_line_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, TERRAIN_TYPE_LINE_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "box");
}

static void
terrain_line_init (TerrainLine *self)
{
}

GtkWidget *
terrain_line_new (int spacing)
{
  GtkWidget *self = g_object_new (TERRAIN_TYPE_LINE, NULL);

  terrain_line_layout_set_spacing (TERRAIN_LINE_LAYOUT (gtk_widget_get_layout_manager (self)), spacing);
  return self;
}

void
terrain_line_append (TerrainLine *self, GtkWidget *child)
{
  g_return_if_fail (TERRAIN_IS_LINE (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
