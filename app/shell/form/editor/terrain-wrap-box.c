/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wrap-box.h"

struct _TerrainWrapBox
{
  GtkWidget parent_instance;
  int spacing;
};

G_DEFINE_FINAL_TYPE (TerrainWrapBox, terrain_wrap_box, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* the first of the next line; NULL for none */
  int height;
} Line;

/* As wide as its words, but no wider than there is room for. */
static int
width_of (GtkWidget *child, int room)
{
  int least, usual;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
  return MAX (least, MIN (usual, room));
}

static Line
take_line (TerrainWrapBox *self, GtkWidget *first, int room)
{
  Line line = { .first = first };
  int used = 0;

  for (line.end = first; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int width, height;

      if (!gtk_widget_should_layout (line.end))
        continue;
      width = width_of (line.end, room);
      if (used > 0 && used + self->spacing + width > room)
        break;
      used += (used > 0 ? self->spacing : 0) + width;
      gtk_widget_measure (line.end, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
      line.height = MAX (line.height, height);
    }
  return line;
}

static void
terrain_wrap_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  TerrainWrapBox *self = TERRAIN_WRAP_BOX (widget);
  GtkWidget *child;
  int widest = 0, together = 0, height = 0;

  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int least, usual;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
        widest = MAX (widest, least);
        together += usual + (together > 0 ? self->spacing : 0);
      }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widest;
      *natural = together;
      return;
    }
  for (child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = take_line (self, child, for_size >= 0 ? MAX (for_size, widest) : MAX (together, widest));

      /* Nothing to be seen in it: the hidden ones come last. */
      if (line.height > 0)
        height += line.height + (height > 0 ? self->spacing : 0);
      child = line.end;
    }
  *minimum = *natural = height;
}

static void
terrain_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainWrapBox *self = TERRAIN_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int top = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = take_line (self, child, width);
      int at = 0;

      for (; child != line.end; child = gtk_widget_get_next_sibling (child))
        if (gtk_widget_should_layout (child))
          {
            int own = width_of (child, width);

            gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - at - own : at, top, own, line.height }, -1);
            at += own + self->spacing;
          }
      top += line.height + self->spacing;
    }
}

static GtkSizeRequestMode
terrain_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (terrain_wrap_box_parent_class)->dispose (object);
}

static void
terrain_wrap_box_class_init (TerrainWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_wrap_box_dispose;
  widget_class->measure = terrain_wrap_box_measure;
  widget_class->size_allocate = terrain_wrap_box_size_allocate;
  widget_class->get_request_mode = terrain_wrap_box_get_request_mode;
}

static void
terrain_wrap_box_init (TerrainWrapBox *self)
{
}

GtkWidget *
terrain_wrap_box_new (GtkAccessibleRole role, int spacing)
{
  TerrainWrapBox *self = g_object_new (TERRAIN_TYPE_WRAP_BOX, "accessible-role", role, NULL);

  g_return_val_if_fail (spacing >= 0, GTK_WIDGET (self));

  self->spacing = spacing;
  return GTK_WIDGET (self);
}

void
terrain_wrap_box_append (TerrainWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (TERRAIN_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
