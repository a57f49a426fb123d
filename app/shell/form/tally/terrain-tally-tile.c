/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-choice-keys.h"
#include "terrain-tally-tile.h"

/* In milliseconds: longer than between two figures of one number, shorter than between two numbers. */
#define TYPING_PAUSE 1500
/* Three figures: nobody hands out a thousand of anything. */
#define MOST_TYPED 999

struct _TerrainTallyTile
{
  GtkWidget parent_instance;
  char *thing;
  char *plain;
  guint count;
  guint typed;
  guint32 typed_at; /* 0: nothing is being typed */

  GtkWidget *more;
  GtkWidget *label;
  GtkWidget *number;
  GtkWidget *less;
};

G_DEFINE_FINAL_TYPE (TerrainTallyTile, terrain_tally_tile, GTK_TYPE_WIDGET)

enum
{
  SET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
set (TerrainTallyTile *self, guint count)
{
  if (count != self->count)
    g_signal_emit (self, signals[SET], 0, count);
}

static void
add_one (TerrainTallyTile *self)
{
  set (self, self->count + 1);
}

static void
take_one (TerrainTallyTile *self)
{
  if (self->count > 0)
    set (self, self->count - 1);
}

/* Held down: the press is then no tap. */
static void
held (GtkGestureLongPress *gesture, double x, double y, TerrainTallyTile *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  take_one (self);
}

/* Keys */

static void
type (TerrainTallyTile *self, guint digit, guint32 time)
{
  gboolean goes_on = self->typed_at != 0 && time - self->typed_at < TYPING_PAUSE;
  guint number = goes_on ? self->typed * 10 + digit : digit;

  self->typed = number <= MOST_TYPED ? number : digit;
  self->typed_at = time;
  set (self, self->typed);
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainTallyTile *self)
{
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  int digit = terrain_choice_key_digit (key, code);

  if ((modifiers & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract || key == GDK_KEY_BackSpace)
    take_one (self);
  else if (key == GDK_KEY_plus || key == GDK_KEY_KP_Add)
    add_one (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_KP_Delete)
    set (self, 0);
  else if (digit >= 0)
    {
      type (self, (guint) digit, time);
      return GDK_EVENT_STOP;
    }
  else if (modifiers == 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter ||
                              key == GDK_KEY_space || key == GDK_KEY_KP_Space))
    /* A button lets none pass that comes within its animation of the last one. */
    add_one (self);
  else
    return GDK_EVENT_PROPAGATE;
  self->typed_at = 0;
  return GDK_EVENT_STOP;
}

/* Looks */

static void
update (TerrainTallyTile *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->count);
  /* Translators: the name of a button that counts: what it counts, and how many there are */
  g_autofree char *name = g_strdup_printf (_("%s, %u"), self->plain, self->count);
  g_autofree char *less = g_strdup_printf (_("%s: one less"), self->plain);

  gtk_label_set_label (GTK_LABEL (self->number), self->count > 0 ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->less), GTK_ACCESSIBLE_PROPERTY_LABEL, less, -1);
  gtk_widget_set_tooltip_text (self->less, less);
  /* It stays where it is, so that a quick finger meets no "−" that was not there before. */
  gtk_widget_set_sensitive (self->less, self->count > 0);
  if (self->count > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "counted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "counted");
}

void
terrain_tally_tile_set_label (TerrainTallyTile *self, const char *markup, const char *plain)
{
  gtk_label_set_markup (GTK_LABEL (self->label), markup);
  g_free (self->plain);
  self->plain = g_strdup (plain);
  update (self);
}

void
terrain_tally_tile_set_count (TerrainTallyTile *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  update (self);
}

guint
terrain_tally_tile_get_count (TerrainTallyTile *self)
{
  return self->count;
}

const char *
terrain_tally_tile_get_thing (TerrainTallyTile *self)
{
  return self->thing;
}

static gboolean
terrain_tally_tile_grab_focus (GtkWidget *widget)
{
  TerrainTallyTile *self = TERRAIN_TALLY_TILE (widget);

  self->typed_at = 0;
  return gtk_widget_grab_focus (self->more);
}

static void
terrain_tally_tile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (terrain_tally_tile_parent_class)->dispose (object);
}

static void
terrain_tally_tile_finalize (GObject *object)
{
  TerrainTallyTile *self = TERRAIN_TALLY_TILE (object);

  g_free (self->thing);
  g_free (self->plain);
  G_OBJECT_CLASS (terrain_tally_tile_parent_class)->finalize (object);
}

static void
terrain_tally_tile_class_init (TerrainTallyTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_tally_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_tally_tile_finalize;
  widget_class->grab_focus = terrain_tally_tile_grab_focus;
  signals[SET] = g_signal_new ("set", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_tally_tile_init (TerrainTallyTile *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-tally-tile");
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 3);
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, "hexpand",
                              TRUE, "width-chars", 10, "max-width-chars", 14, NULL);
  self->number = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "width-chars", 3,
                               "xalign", 1.0f, NULL);
  gtk_widget_add_css_class (self->number, "terrain-tally-number");
  gtk_box_append (GTK_BOX (content), self->label);
  gtk_box_append (GTK_BOX (content), self->number);
  self->more = g_object_new (GTK_TYPE_BUTTON, "child", content, "hexpand", TRUE, NULL);
  self->less = g_object_new (GTK_TYPE_BUTTON, "icon-name", "list-remove-symbolic", NULL);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  gtk_widget_set_parent (self->less, GTK_WIDGET (self));
  g_signal_connect_object (self->more, "clicked", G_CALLBACK (add_one), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->less, "clicked", G_CALLBACK (take_one), self, G_CONNECT_SWAPPED);

  /* Before the button, which would take the press for its own. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (held), self, 0);
  gtk_widget_add_controller (self->more, GTK_EVENT_CONTROLLER (press));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
terrain_tally_tile_new (const char *thing)
{
  TerrainTallyTile *self = g_object_new (TERRAIN_TYPE_TALLY_TILE, NULL);

  self->thing = g_strdup (thing);
  self->plain = g_strdup (thing);
  update (self);
  return GTK_WIDGET (self);
}
