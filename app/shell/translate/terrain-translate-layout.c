/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translate-layout.h"

#define SPACING 24
/* What a question and a text entry need to be read without a line break at every other word. */
#define COLUMN_WIDTH 340

struct _TerrainTranslateLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TerrainTranslateLayout, terrain_translate_layout, GTK_TYPE_LAYOUT_MANAGER)

static guint
count_children (GtkWidget *widget)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += gtk_widget_should_layout (child);
  return n;
}

/* Of one column; children as wide as they must be count too (large text). */
static int
find_column_width (GtkWidget *widget)
{
  int width = COLUMN_WIDTH;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      width = MAX (width, minimum);
    }
  return width;
}

static gboolean
is_wide (GtkWidget *widget,
         guint      n,
         int        width)
{
  return n > 1 && width >= (int) n * find_column_width (widget) + (int) (n - 1) * SPACING;
}

static GtkSizeRequestMode
terrain_translate_layout_get_request_mode (GtkLayoutManager *manager,
                                           GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_translate_layout_measure (GtkLayoutManager *manager,
                                  GtkWidget        *widget,
                                  GtkOrientation    orientation,
                                  int               for_size,
                                  int              *minimum,
                                  int              *natural,
                                  int              *minimum_baseline,
                                  int              *natural_baseline)
{
  guint n = count_children (widget);
  gboolean wide = orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0 && is_wide (widget, n, for_size);
  int column = wide ? (for_size - (int) (n - 1) * SPACING) / (int) n : for_size;
  gboolean adds = orientation == GTK_ORIENTATION_VERTICAL && !wide;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, column, &child_minimum, &child_natural, NULL, NULL);
      *minimum = adds ? *minimum + child_minimum : MAX (*minimum, child_minimum);
      *natural = adds ? *natural + child_natural : MAX (*natural, child_natural);
    }
  if (adds && n > 1)
    {
      *minimum += (int) (n - 1) * SPACING;
      *natural += (int) (n - 1) * SPACING;
    }
}

static void
terrain_translate_layout_allocate (GtkLayoutManager *manager,
                                   GtkWidget        *widget,
                                   int               width,
                                   int               height,
                                   int               baseline)
{
  guint n = count_children (widget);
  gboolean wide = is_wide (widget, n, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int column = wide ? (width - (int) (n - 1) * SPACING) / (int) n : width;
  int x = wide && rtl ? width - column : 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      int child_height = height;

      if (!gtk_widget_should_layout (child))
        continue;
      if (!wide)
        {
          int minimum, natural;

          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, column, &minimum, &natural, NULL, NULL);
          child_height = MAX (minimum, MIN (natural, height - y));
        }
      gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, column, child_height }, -1);
      if (wide)
        x += (rtl ? -1 : 1) * (column + SPACING);
      else
        y += child_height + SPACING;
    }
}

static void
terrain_translate_layout_class_init (TerrainTranslateLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = terrain_translate_layout_get_request_mode;
  layout_class->measure = terrain_translate_layout_measure;
  layout_class->allocate = terrain_translate_layout_allocate;
}

static void
terrain_translate_layout_init (TerrainTranslateLayout *self)
{
}
