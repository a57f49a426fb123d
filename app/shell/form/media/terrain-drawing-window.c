/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-drawing-window.h"
#include "terrain-drawing.h"

#define SHEET_WIDTH 1200
#define SHEET_HEIGHT 800
#define SIGNATURE_HEIGHT 480

struct _TerrainDrawingWindow
{
  AdwWindow parent_instance;
  GtkWidget *drawing;
  GtkWidget *keep;
  GtkWidget *undo;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (TerrainDrawingWindow, terrain_drawing_window, ADW_TYPE_WINDOW)

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Told apart by name as well; dark and bright enough on paper and on photos. */
static const struct
{
  const char *colour;
  const char *name;
} colours[] = {
  { "#000000", N_("Black") },
  { "#c01c28", N_("Red") },
  { "#1a5fb4", N_("Blue") },
  { "#26a269", N_("Green") },
  { "#f8e45c", N_("Yellow") },
};

static void
update (TerrainDrawingWindow *self)
{
  gboolean empty = terrain_drawing_is_empty (TERRAIN_DRAWING (self->drawing));

  gtk_widget_set_sensitive (self->keep, !empty);
  gtk_widget_set_sensitive (self->undo, !empty);
  gtk_widget_set_sensitive (self->clear, !empty);
}

static void
keep (TerrainDrawingWindow *self)
{
  g_autoptr (GBytes) png = NULL;

  if (terrain_drawing_is_empty (TERRAIN_DRAWING (self->drawing)))
    return;
  png = terrain_drawing_render (TERRAIN_DRAWING (self->drawing));
  g_signal_emit (self, signals[KEPT], 0, png);
  gtk_window_close (GTK_WINDOW (self));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep (TERRAIN_DRAWING_WINDOW (widget));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_drawing_undo (TERRAIN_DRAWING (TERRAIN_DRAWING_WINDOW (widget)->drawing));
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_drawing_clear (TERRAIN_DRAWING (TERRAIN_DRAWING_WINDOW (widget)->drawing));
}

static void
colour_toggled (GtkToggleButton *button, TerrainDrawingWindow *self)
{
  GdkRGBA colour;

  if (gtk_toggle_button_get_active (button) &&
      gdk_rgba_parse (&colour, g_object_get_data (G_OBJECT (button), "terrain-colour")))
    terrain_drawing_set_colour (TERRAIN_DRAWING (self->drawing), &colour);
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer colour)
{
  GdkRGBA rgba;

  gdk_rgba_parse (&rgba, colour);
  gdk_cairo_set_source_rgba (cr, &rgba);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0 - 1, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
new_palette (TerrainDrawingWindow *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 3, "halign", GTK_ALIGN_CENTER, NULL);
  GtkWidget *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    {
      GtkWidget *swatch = g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", 20, "content-height", 20, NULL);
      GtkWidget *button = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "child", swatch, "tooltip-text",
                                        gettext (colours[i].name), NULL);

      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch, (gpointer) colours[i].colour, NULL);
      gtk_widget_add_css_class (button, "flat");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, gettext (colours[i].name),
                                      -1);
      g_object_set_data (G_OBJECT (button), "terrain-colour", (gpointer) colours[i].colour);
      g_signal_connect_object (button, "toggled", G_CALLBACK (colour_toggled), self, 0);
      if (first != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      else
        first = button;
      gtk_box_append (GTK_BOX (box), button);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
  return box;
}

static void
terrain_drawing_window_class_init (TerrainDrawingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[KEPT] = g_signal_new ("kept", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_BYTES);
  gtk_widget_class_install_action (widget_class, "drawing.keep", NULL, keep_action);
  gtk_widget_class_install_action (widget_class, "drawing.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "drawing.clear", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "drawing.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "drawing.keep", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
terrain_drawing_window_init (TerrainDrawingWindow *self)
{
}

static GtkWidget *
new_header (TerrainDrawingWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->undo = g_object_new (GTK_TYPE_BUTTON, "icon-name", "edit-undo-symbolic", "tooltip-text",
                             _("Take the Last Line Back"), "action-name", "drawing.undo", NULL);
  self->clear = g_object_new (GTK_TYPE_BUTTON, "label", _("_Begin Again"), "use-underline", TRUE, "action-name",
                              "drawing.clear", NULL);
  self->keep = g_object_new (GTK_TYPE_BUTTON, "label", _("_Keep"), "use-underline", TRUE, "action-name", "drawing.keep",
                             NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->undo), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Take the Last Line Back"), -1);
  gtk_widget_add_css_class (self->keep, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->undo);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->clear);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->keep);
  return header;
}

GtkWidget *
terrain_drawing_window_new (GtkWidget *parent, TerrainDrawingKind kind, GdkTexture *under, const char *what)
{
  gboolean signature = kind == TERRAIN_DRAWING_SIGNATURE;
  TerrainDrawingWindow *self;
  GtkWidget *box, *hint;
  GtkRoot *root;

  g_return_val_if_fail (GTK_IS_WIDGET (parent), NULL);

  root = gtk_widget_get_root (parent);
  self = g_object_new (TERRAIN_TYPE_DRAWING_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "default-width", 900,
                       "default-height", signature ? 560 : 760, "title", signature ? _("Signature") : _("Drawing"), NULL);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  self->drawing = terrain_drawing_new (SHEET_WIDTH, signature ? SIGNATURE_HEIGHT : SHEET_HEIGHT, under);
  g_object_set (self->drawing, "hexpand", TRUE, "vexpand", TRUE, "margin-start", 12, "margin-end", 12, "margin-bottom",
                12, NULL);
  gtk_widget_add_css_class (self->drawing, "terrain-paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drawing), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  signature ? _("Place for the signature") : _("Place to draw"), -1);
  hint = g_object_new (GTK_TYPE_LABEL, "label", what, "wrap", TRUE, "xalign", 0.0f, "margin-start", 12, "margin-end", 12,
                       "margin-top", 6, "margin-bottom", 6, NULL);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), hint);
  if (!signature)
    gtk_box_append (GTK_BOX (box), new_palette (self));
  gtk_box_append (GTK_BOX (box), self->drawing);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->drawing, "notify::empty", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
