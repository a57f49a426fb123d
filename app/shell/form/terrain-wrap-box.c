/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wrap-box.h"

struct _TerrainWrapBox
{
  GtkWidget parent_instance;
  int spacing;
  gboolean apart;
  gboolean stretched;
};

enum
{
  PROP_0,
  PROP_SPACING,
  PROP_APART,
  PROP_STRETCHED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainWrapBox, terrain_wrap_box, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *first;
  GtkWidget *end; /* the first of the next line; NULL for none */
  int height;
  int used;       /* of the room */
  int n;          /* that are to be seen */
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

  for (line.end = first; line.end != NULL; line.end = gtk_widget_get_next_sibling (line.end))
    {
      int width, height;

      if (!gtk_widget_should_layout (line.end))
        continue;
      width = width_of (line.end, room);
      if (line.n > 0 && line.used + self->spacing + width > room)
        break;
      line.used += (line.n > 0 ? self->spacing : 0) + width;
      line.n++;
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

/* @alone: the only line there is. Returns: what the @position-th of its children gets of the room that is over */
static int
share_of (TerrainWrapBox *self, Line *line, int room, int position, gboolean alone)
{
  int over = MAX (room - line->used, 0);

  if (!self->stretched && (!self->apart || alone))
    return 0;
  return over * (position + 1) / line->n - over * position / line->n;
}

static void
allocate_line (TerrainWrapBox *self, Line *line, int width, int top, gboolean alone)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int at = 0, position = 0;

  for (GtkWidget *child = line->first; child != line->end; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int own = width_of (child, width) + share_of (self, line, width, position, alone);

        if (self->apart && !self->stretched && alone && line->n > 1 && position == line->n - 1)
          at = MAX (at, width - own);
        gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - at - own : at, top, own, line->height }, -1);
        at += own + self->spacing;
        position++;
      }
}

static void
terrain_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  TerrainWrapBox *self = TERRAIN_WRAP_BOX (widget);
  int top = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;)
    {
      Line line = take_line (self, child, width);

      allocate_line (self, &line, width, top, line.end == NULL && top == 0);
      top += line.height + self->spacing;
      child = line.end;
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
terrain_wrap_box_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainWrapBox *self = TERRAIN_WRAP_BOX (object);

  if (id == PROP_SPACING)
    g_value_set_int (value, self->spacing);
  else if (id == PROP_APART)
    g_value_set_boolean (value, self->apart);
  else if (id == PROP_STRETCHED)
    g_value_set_boolean (value, self->stretched);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_wrap_box_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TerrainWrapBox *self = TERRAIN_WRAP_BOX (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else if (id == PROP_APART)
    self->apart = g_value_get_boolean (value);
  else if (id == PROP_STRETCHED)
    self->stretched = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_wrap_box_class_init (TerrainWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->dispose = terrain_wrap_box_dispose;
  G_OBJECT_CLASS (klass)->get_property = terrain_wrap_box_get_property;
  G_OBJECT_CLASS (klass)->set_property = terrain_wrap_box_set_property;
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0, once);
  properties[PROP_APART] = g_param_spec_boolean ("apart", NULL, NULL, FALSE, once);
  properties[PROP_STRETCHED] = g_param_spec_boolean ("stretched", NULL, NULL, FALSE, once);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
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
  return g_object_new (TERRAIN_TYPE_WRAP_BOX, "accessible-role", role, "spacing", spacing, NULL);
}

void
terrain_wrap_box_append (TerrainWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (TERRAIN_IS_WRAP_BOX (self));
  g_return_if_fail (GTK_IS_WIDGET (child));

  gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
}
