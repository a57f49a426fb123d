/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-editors.h"

/*
 * A range shown as stars ("rating"): one for each step, as many of them full as are given. Arrows give one more or one
 * less, a figure gives that many, Delete takes the answer back, Enter goes on.
 */
#define MAX_STARS 20

struct _TerrainRatingEditor
{
  TerrainEditor parent_instance;
  double start;
  double step;
  guint n_stars;
  GtkWidget *box;
  GtkWidget *words;
  GtkWidget *stars[MAX_STARS];
};

G_DECLARE_FINAL_TYPE (TerrainRatingEditor, terrain_rating_editor, TERRAIN, RATING_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainRatingEditor, terrain_rating_editor, TERRAIN_TYPE_EDITOR)

static double
read_number (TerrainControl *control, const char *name, double otherwise)
{
  const char *text = terrain_control_get_attribute (control, name);
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : otherwise;

  return text == NULL || end == text || !isfinite (value) ? otherwise : value;
}

gboolean
terrain_rating_editor_fits (TerrainControl *control)
{
  double start = read_number (control, "start", 1), end = read_number (control, "end", 5);
  double step = fabs (read_number (control, "step", 1));
  double steps = step > 0 ? (end - start) / step : -1;

  return steps >= 1 && steps <= MAX_STARS - 1 && fabs (steps - round (steps)) < 1e-6;
}

/* From 1; 0 for no answer, or one that is not among them. */
static guint
given (TerrainRatingEditor *self)
{
  const char *value = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  double place = (g_ascii_strtod (value, NULL) - self->start) / self->step;

  if (*value == '\0' || !(place > -0.5 && place < self->n_stars - 0.5))
    return 0;
  return (guint) round (place) + 1;
}

static gboolean
give (TerrainRatingEditor *self, guint n_stars)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  double value = self->start + (n_stars - 1) * self->step;

  g_ascii_formatd (text, sizeof text, "%.10g", value);
  return terrain_editor_answer (TERRAIN_EDITOR (self), n_stars > 0 ? text : "");
}

static void
clicked (GtkWidget *star, TerrainRatingEditor *self)
{
  for (guint i = 0; i < self->n_stars; i++)
    if (self->stars[i] == star && give (self, i + 1))
      {
        terrain_editor_chosen (TERRAIN_EDITOR (self));
        return;
      }
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainRatingEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint now = given (self), to = now;
  guint32 figure = gdk_keyval_to_unicode (key);

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    {
      if ((held & ~GDK_SHIFT_MASK) != 0)
        return GDK_EVENT_PROPAGATE;
      terrain_editor_done (TERRAIN_EDITOR (self), held == 0);
      return GDK_EVENT_STOP;
    }
  if (held != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || key == GDK_KEY_KP_Delete)
    to = 0;
  else if (key == GDK_KEY_Up || key == (rtl ? GDK_KEY_Left : GDK_KEY_Right))
    to = MIN (now + 1, self->n_stars);
  else if (key == GDK_KEY_Down || key == (rtl ? GDK_KEY_Right : GDK_KEY_Left))
    to = now > 1 ? now - 1 : 1;
  else if (figure >= '1' && figure <= '9' && figure - '0' <= self->n_stars)
    to = figure - '0';
  else
    return GDK_EVENT_PROPAGATE;
  give (self, to);
  if (to > 0)
    gtk_widget_grab_focus (self->stars[to - 1]);
  return GDK_EVENT_STOP;
}

static void
terrain_rating_editor_build (TerrainEditor *editor)
{
  TerrainRatingEditor *self = TERRAIN_RATING_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  GtkEventController *key = gtk_event_controller_key_new ();
  double end = read_number (control, "end", 5);

  self->start = read_number (control, "start", 1);
  self->step = fabs (read_number (control, "step", 1));
  self->n_stars = (guint) CLAMP (round ((end - self->start) / self->step) + 1, 1, MAX_STARS);
  self->box = g_object_new (GTK_TYPE_FLOW_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, "selection-mode",
                            GTK_SELECTION_NONE, "min-children-per-line", MIN (self->n_stars, 5), "max-children-per-line",
                            self->n_stars, "homogeneous", TRUE, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->box, "terrain-stars");
  for (guint i = 0; i < self->n_stars; i++)
    {
      self->stars[i] = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "icon-name",
                                     "non-starred-symbolic", NULL);
      gtk_widget_add_css_class (self->stars[i], "flat");
      g_signal_connect_object (self->stars[i], "clicked", G_CALLBACK (clicked), self, 0);
      gtk_flow_box_insert (GTK_FLOW_BOX (self->box),
                           g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "child", self->stars[i], "focusable", FALSE,
                                         "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL),
                           -1);
    }
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (self->box, key);
  self->words = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}

static void
terrain_rating_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainRatingEditor *self = TERRAIN_RATING_EDITOR (editor);
  guint now = given (self);
  g_autofree char *words = now > 0 ? g_strdup_printf (ngettext ("%u star of %u", "%u stars of %u", now), now, self->n_stars)
                                   : g_strdup (_("No stars given yet"));

  for (guint i = 0; i < self->n_stars; i++)
    {
      g_autofree char *name = g_strdup_printf (ngettext ("%u star", "%u stars", i + 1), i + 1);

      gtk_button_set_icon_name (GTK_BUTTON (self->stars[i]), i < now ? "starred-symbolic" : "non-starred-symbolic");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->stars[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->stars[i]), GTK_ACCESSIBLE_STATE_CHECKED,
                                   i + 1 == now ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
  gtk_label_set_label (GTK_LABEL (self->words), words);
}

static void
terrain_rating_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_RATING_EDITOR (editor)->box, NULL);
}

/* One stop of the Tab key: the arrows go from star to star. */
static gboolean
terrain_rating_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static gboolean
terrain_rating_editor_grab_focus (GtkWidget *widget)
{
  TerrainRatingEditor *self = TERRAIN_RATING_EDITOR (widget);
  guint now = given (self);

  return gtk_widget_grab_focus (self->stars[now > 0 ? now - 1 : 0]);
}

static void
terrain_rating_editor_class_init (TerrainRatingEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_rating_editor_build;
  editor_class->show = terrain_rating_editor_show;
  editor_class->describe = terrain_rating_editor_describe;
  GTK_WIDGET_CLASS (klass)->focus = terrain_rating_editor_focus;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_rating_editor_grab_focus;
}

static void
terrain_rating_editor_init (TerrainRatingEditor *self)
{
}
