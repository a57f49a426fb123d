/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-choice-keys.h"
#include "terrain-editors.h"
#include "terrain-number-text.h"
#include "terrain-range-labels.h"
#include "terrain-range-steps.h"
#include "terrain-wrap-box.h"

/*
 * A short range: a button for each number, from the first end to the other (UX-37). A number is also typed, "10" by two
 * figures in quick succession; arrows go to the next one, Home and End to the ends, Space gives the one that has the
 * focus, Delete takes the answer back, Enter goes on.
 */
#define MAX_BUTTONS 11
/* In milliseconds: longer than between two figures of one number, shorter than between two answers. */
#define TYPING_PAUSE 1000

struct _TerrainStepsEditor
{
  TerrainEditor parent_instance;
  TerrainRangeSteps steps;
  guint n;
  GtkWidget *box;
  GtkWidget *buttons[MAX_BUTTONS];
  char *values[MAX_BUTTONS];
  GtkWidget *other; /* says an answer that none of them is */
  char typed[16];
  guint32 typed_at;
};

G_DECLARE_FINAL_TYPE (TerrainStepsEditor, terrain_steps_editor, TERRAIN, STEPS_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainStepsEditor, terrain_steps_editor, TERRAIN_TYPE_EDITOR)

gboolean
terrain_steps_editor_fits (TerrainControl *control)
{
  TerrainRangeSteps steps;
  guint n;

  if (terrain_control_has_appearance (control, "picker") || terrain_control_has_appearance (control, "vertical") ||
      terrain_control_has_appearance (control, "distress"))
    return FALSE;
  terrain_range_steps_read (&steps, control);
  n = terrain_range_steps_count (&steps);
  return n >= 2 && n <= MAX_BUTTONS;
}

/* -1 for no answer, or one that is not among them. */
static int
given (TerrainStepsEditor *self)
{
  const char *value = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));

  for (guint i = 0; *value != '\0' && i < self->n; i++)
    if (g_ascii_strtod (value, NULL) == g_ascii_strtod (self->values[i], NULL))
      return (int) i;
  return -1;
}

static gboolean
is_readonly (TerrainStepsEditor *self)
{
  return terrain_item_get_readonly (terrain_editor_get_item (TERRAIN_EDITOR (self)));
}

static gboolean
give (TerrainStepsEditor *self, guint position)
{
  gtk_widget_grab_focus (self->buttons[position]);
  return !is_readonly (self) && terrain_editor_answer (TERRAIN_EDITOR (self), self->values[position]);
}

static int
place_of (TerrainStepsEditor *self, GtkWidget *button)
{
  for (guint i = 0; i < self->n; i++)
    if (self->buttons[i] == button)
      return (int) i;
  return -1;
}

static void
clicked (GtkWidget *button, TerrainStepsEditor *self)
{
  if (give (self, (guint) place_of (self, button)))
    terrain_editor_chosen (TERRAIN_EDITOR (self));
}

/* Keys */

static int
find_typed (TerrainStepsEditor *self, gboolean *is_begun)
{
  char *end;
  double number = g_ascii_strtod (self->typed, &end);
  gboolean is_number = end != self->typed && *end == '\0';

  *is_begun = FALSE;
  for (guint i = 0; i < self->n; i++)
    {
      if (is_number && g_ascii_strtod (self->values[i], NULL) == number)
        return (int) i;
      *is_begun = *is_begun || g_str_has_prefix (self->values[i], self->typed);
    }
  return -1;
}

static char
character_of (guint key, guint code)
{
  if (key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract)
    return '-';
  if (key == GDK_KEY_period || key == GDK_KEY_comma || key == GDK_KEY_KP_Decimal || key == GDK_KEY_KP_Separator)
    return '.';
  return (char) (terrain_choice_key_digit (key, code) >= 0 ? '0' + terrain_choice_key_digit (key, code) : '\0');
}

/* What was typed shortly before belongs to it, as long as some number begins like that. */
static gboolean
type (TerrainStepsEditor *self, char character, guint32 time)
{
  gsize length = time - self->typed_at < TYPING_PAUSE ? strlen (self->typed) : 0;
  gboolean is_begun = FALSE;
  int found = -1;

  if (length + 1 < sizeof self->typed)
    {
      self->typed[length] = character;
      self->typed[length + 1] = '\0';
      found = find_typed (self, &is_begun);
    }
  if (found < 0 && !is_begun)
    {
      self->typed[0] = character;
      self->typed[1] = '\0';
      found = find_typed (self, &is_begun);
    }
  self->typed_at = time;
  if (found < 0 && !is_begun)
    {
      self->typed[0] = '\0';
      return FALSE;
    }
  if (found >= 0)
    give (self, (guint) found);
  return TRUE;
}

/* The place an arrow goes to; -1 where the key is none. */
static int
target_of (TerrainStepsEditor *self, guint key)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int now = given (self), last = (int) self->n - 1;

  switch (key)
    {
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      return 0;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      return last;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return CLAMP (rtl ? now + 1 : now - 1, 0, last);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return CLAMP (rtl ? now - 1 : now + 1, 0, last);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return MIN (now + 1, last);
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return MAX (now - 1, 0);
    default:
      return -1;
    }
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainStepsEditor *self)
{
  GdkModifierType held = state & gtk_accelerator_get_default_mod_mask ();
  guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (controller));
  char character;
  int to;

  if ((held & ~GDK_SHIFT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter)
    {
      terrain_editor_done (TERRAIN_EDITOR (self), held == 0);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace || key == GDK_KEY_KP_Delete)
    {
      if (!is_readonly (self))
        terrain_editor_answer (TERRAIN_EDITOR (self), "");
      return GDK_EVENT_STOP;
    }
  to = target_of (self, key);
  if (to >= 0)
    {
      give (self, (guint) to);
      return GDK_EVENT_STOP;
    }
  character = character_of (key, code);
  return character != '\0' && type (self, character, time) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

/* Set-up */

static GtkWidget *
new_button (TerrainStepsEditor *self, guint position)
{
  g_autofree char *text = terrain_number_text_format (self->values[position]);
  /* From right to left too, the sign stands before its number: U+200E. */
  g_autofree char *label = g_strconcat (*text == '-' ? "\u200e" : "", text, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "label", label, NULL);

  gtk_widget_add_css_class (button, "terrain-step");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) position + 1,
                                  GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) self->n, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, 0);
  return button;
}

/* A number with its words, where the form has any for it. */
static void
name_buttons (TerrainStepsEditor *self)
{
  TerrainItem *item = terrain_editor_get_item (TERRAIN_EDITOR (self));

  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *text = terrain_number_text_format (self->values[i]);
      g_autofree char *words = terrain_range_labels_dup_at (item, g_ascii_strtod (self->values[i], NULL));
      g_autofree char *name = words != NULL ? g_strdup_printf ("%s – %s", text, words) : g_strdup (text);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
terrain_steps_editor_build (TerrainEditor *editor)
{
  TerrainStepsEditor *self = TERRAIN_STEPS_EDITOR (editor);
  GtkEventController *key = gtk_event_controller_key_new ();
  GListModel *words = terrain_item_get_choices (terrain_editor_get_item (editor));

  terrain_range_steps_read (&self->steps, terrain_item_get_control (terrain_editor_get_item (editor)));
  self->n = MIN (terrain_range_steps_count (&self->steps), MAX_BUTTONS);
  self->box = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_RADIO_GROUP, 6);
  for (guint i = 0; i < self->n; i++)
    {
      self->values[i] = terrain_range_steps_dup_at (&self->steps, i);
      self->buttons[i] = new_button (self, i);
      terrain_wrap_box_append (TERRAIN_WRAP_BOX (self->box), self->buttons[i]);
    }
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_parent (terrain_range_labels_new (terrain_editor_get_item (editor)), GTK_WIDGET (self));
  name_buttons (self);
  if (words != NULL)
    g_signal_connect_object (words, "items-changed", G_CALLBACK (name_buttons), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed), self, 0);
  gtk_widget_add_controller (self->box, key);
  self->other = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (self->other, "terrain-dim");
  gtk_widget_set_parent (self->other, GTK_WIDGET (self));
}

static void
terrain_steps_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainStepsEditor *self = TERRAIN_STEPS_EDITOR (editor);
  int now = given (self);
  g_autofree char *shown = terrain_number_text_format (value);
  /* Translators: %s is a number that is none of those one can tap */
  g_autofree char *other = g_strdup_printf (_("The answer is %s."), shown);

  for (int i = 0; i < (int) self->n; i++)
    {
      if (i == now)
        gtk_widget_add_css_class (self->buttons[i], "chosen");
      else
        gtk_widget_remove_css_class (self->buttons[i], "chosen");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->buttons[i]), GTK_ACCESSIBLE_STATE_CHECKED,
                                   i == now ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
  gtk_label_set_label (GTK_LABEL (self->other), other);
  gtk_widget_set_visible (self->other, now < 0 && *value != '\0');
}

static void
terrain_steps_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_STEPS_EDITOR (editor)->box, NULL);
}

/* One stop of the Tab key: the arrows go from number to number. */
static gboolean
terrain_steps_editor_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static gboolean
terrain_steps_editor_grab_focus (GtkWidget *widget)
{
  TerrainStepsEditor *self = TERRAIN_STEPS_EDITOR (widget);

  self->typed[0] = '\0';
  return gtk_widget_grab_focus (self->buttons[MAX (given (self), 0)]);
}

static void
terrain_steps_editor_finalize (GObject *object)
{
  TerrainStepsEditor *self = TERRAIN_STEPS_EDITOR (object);

  for (guint i = 0; i < self->n; i++)
    g_free (self->values[i]);
  G_OBJECT_CLASS (terrain_steps_editor_parent_class)->finalize (object);
}

static void
terrain_steps_editor_class_init (TerrainStepsEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_steps_editor_finalize;
  editor_class->build = terrain_steps_editor_build;
  editor_class->show = terrain_steps_editor_show;
  editor_class->describe = terrain_steps_editor_describe;
  widget_class->focus = terrain_steps_editor_focus;
  widget_class->grab_focus = terrain_steps_editor_grab_focus;
}

static void
terrain_steps_editor_init (TerrainStepsEditor *self)
{
}
