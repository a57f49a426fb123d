/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <terrain-shell-form.h>

#include "terrain-narrow-bin.h"

/* In pixels, at the usual size of text. */
#define NARROW 500
/* In pixels: no room for buttons that a narrow window can do without. */
#define CRAMPED 480
/* In pixels: what it asks for before it has been narrow. */
#define LEAST 300
/* Of gtk-xft-dpi at 100 %, which knows 1024ths. */
#define USUAL_DPI (96 * 1024)

struct _TerrainNarrowBin
{
  AdwBin parent_instance;

  gboolean narrow;
  gboolean cramped;
  guint settling; /* a tick: what style sheets make of it is known with the next frame */
  int least; /* in pixels: what it needed when it was narrow */
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainNarrowBin, terrain_narrow_bin, ADW_TYPE_BIN)

static gboolean
is_narrow (TerrainNarrowBin *self,
           int               width)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return width < (dpi > 0 ? NARROW * (gint64) dpi / USUAL_DPI : NARROW);
}

/* The closing button stays on its side. Returns: (transfer full) */
static char *
dup_short_layout (TerrainNarrowBin *self)
{
  g_autofree char *layout = NULL;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-decoration-layout", &layout, NULL);
  g_auto (GStrv) sides = g_strsplit (layout ? layout : "", ":", 2);
  if (sides[0] && strstr (sides[0], "close"))
    return g_strdup ("close:");
  return g_strdup (sides[0] && sides[1] && strstr (sides[1], "close") ? ":close" : ":");
}

static void
decorate (GtkWidget  *widget,
          const char *layout)
{
  if (ADW_IS_HEADER_BAR (widget))
    {
      adw_header_bar_set_decoration_layout (ADW_HEADER_BAR (widget), layout);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    decorate (child, layout);
}

static void
show_decoration (TerrainNarrowBin *self)
{
  g_autofree char *layout = self->cramped ? dup_short_layout (self) : NULL;

  decorate (GTK_WIDGET (self), layout);
}

static gboolean
settle (GtkWidget     *widget,
        GdkFrameClock *clock,
        gpointer       user_data)
{
  TERRAIN_NARROW_BIN (widget)->settling = 0;
  gtk_widget_queue_resize (widget);
  return G_SOURCE_REMOVE;
}

static void
give_way (GtkWidget *widget)
{
  TerrainNarrowBin *self = TERRAIN_NARROW_BIN (widget);
  int width = gtk_widget_get_width (widget);
  gboolean narrow = is_narrow (self, width);
  gboolean cramped = width < CRAMPED;

  if (cramped != self->cramped)
    {
      self->cramped = cramped;
      show_decoration (self);
    }
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  if (narrow && self->settling == 0)
    self->settling = gtk_widget_add_tick_callback (widget, settle, NULL, NULL);
  if (narrow)
    gtk_widget_add_css_class (widget, "narrow");
  else
    gtk_widget_remove_css_class (widget, "narrow");
  gtk_widget_queue_resize (widget);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

static void
terrain_narrow_bin_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  TerrainNarrowBin *self = TERRAIN_NARROW_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  int least, usual;

  if (!child)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      gtk_widget_measure (child, orientation, for_size < 0 ? -1 : MAX (for_size, least), minimum, natural, NULL, NULL);
      return;
    }
  if (self->narrow && self->settling == 0)
    self->least = least;
  *minimum = MIN (least, self->least);
  *natural = MAX (*minimum, usual);
}

static void
terrain_narrow_bin_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  TerrainNarrowBin *self = TERRAIN_NARROW_BIN (widget);
  GtkWidget *child = adw_bin_get_child (ADW_BIN (self));
  int least_width, least_height;

  if (child && gtk_widget_should_layout (child))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
      least_width = MAX (width, least_width);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL, NULL, NULL);
      gtk_widget_allocate (child, least_width, MAX (height, least_height), baseline, NULL);
    }
  if (is_narrow (self, width) != self->narrow || (width < CRAMPED) != self->cramped)
    terrain_second_layout (widget, give_way);
}

static GtkSizeRequestMode
terrain_narrow_bin_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
terrain_narrow_bin_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (id == PROP_NARROW)
    g_value_set_boolean (value, TERRAIN_NARROW_BIN (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_narrow_bin_class_init (TerrainNarrowBinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = terrain_narrow_bin_get_property;
  widget_class->measure = terrain_narrow_bin_measure;
  widget_class->size_allocate = terrain_narrow_bin_size_allocate;
  widget_class->get_request_mode = terrain_narrow_bin_get_request_mode;
  properties[PROP_NARROW] = g_param_spec_boolean (
    "narrow", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
terrain_narrow_bin_init (TerrainNarrowBin *self)
{
  self->least = LEAST;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  /* While it becomes narrow, what is in it may still be wide. */
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

void
terrain_narrow_bin_refresh (TerrainNarrowBin *self)
{
  g_return_if_fail (TERRAIN_IS_NARROW_BIN (self));

  if (self->cramped)
    show_decoration (self);
}

/* Pages */

static void
tell_page (GtkWidget *page)
{
  TerrainNarrowFunc func = g_object_get_data (G_OBJECT (page), "terrain-narrow-func");
  GtkWidget *bin = gtk_widget_get_ancestor (page, TERRAIN_TYPE_NARROW_BIN);

  if (bin)
    func (page, TERRAIN_NARROW_BIN (bin)->narrow);
}

static void
on_root (GtkWidget *page)
{
  GtkWidget *bin = gtk_widget_get_ancestor (page, TERRAIN_TYPE_NARROW_BIN);

  if (!bin || g_signal_handler_find (bin, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, tell_page, page) != 0)
    return;
  g_signal_connect_object (bin, "notify::narrow", G_CALLBACK (tell_page), page, G_CONNECT_SWAPPED);
  tell_page (page);
}

void
terrain_narrow_bin_follow (GtkWidget         *page,
                           TerrainNarrowFunc  func)
{
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (func != NULL);

  g_object_set_data (G_OBJECT (page), "terrain-narrow-func", func);
  g_signal_connect (page, "notify::root", G_CALLBACK (on_root), NULL);
}
