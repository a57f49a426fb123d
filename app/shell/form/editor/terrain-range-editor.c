/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-editors.h"
#include "terrain-number-text.h"
#include "terrain-range-labels.h"
#include "terrain-range-steps.h"

/*
 * A number between two ends, too many for a button each: typed, or set on a scale (UX-37: never a scale alone). "picker"
 * leaves the scale out, "vertical" and Enketo's "distress" stand it up, "no-ticks" leaves the marks out. Until there is an
 * answer the scale is pale: it has a place for its knob ("placeholder", or the beginning) but no value. The words that the
 * form has at ticks stand below: beside them, or beside each other, there is not always room.
 */
#define MAX_MARKS 20

struct _TerrainRangeEditor
{
  TerrainEditor parent_instance;
  TerrainRangeSteps steps;
  GtkWidget *entry;
  GtkWidget *scale; /* NULL with "picker" */
  gboolean vertical;
  double rest; /* where the knob stands while there is no answer */
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainRangeEditor, terrain_range_editor, TERRAIN, RANGE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainRangeEditor, terrain_range_editor, TERRAIN_TYPE_EDITOR)

static char *
format (TerrainRangeEditor *self, double value)
{
  return terrain_range_steps_format (&self->steps, value);
}

static void
scale_moved (TerrainRangeEditor *self)
{
  double at = gtk_range_get_value (GTK_RANGE (self->scale));
  double low = terrain_range_steps_get_low (&self->steps);
  double value = low + round ((at - low) / self->steps.step) * self->steps.step;
  g_autofree char *text = NULL;

  if (self->showing)
    return;
  text = format (self, CLAMP (value, low, terrain_range_steps_get_high (&self->steps)));
  terrain_editor_answer (TERRAIN_EDITOR (self), text);
}

/* Confirming the knob where it stands is an answer too. */
static gboolean
scale_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainRangeEditor *self)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);

  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    {
      scale_moved (self);
      return GDK_EVENT_STOP;
    }
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return GDK_EVENT_PROPAGATE;
  terrain_editor_done (editor, (state & GDK_SHIFT_MASK) == 0);
  return GDK_EVENT_STOP;
}

static void
typed (TerrainRangeEditor *self)
{
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

static double
read_number (TerrainControl *control, const char *name, double otherwise)
{
  const char *text = terrain_control_get_attribute (control, name);
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : otherwise;

  return text != NULL && end != text && isfinite (value) ? value : otherwise;
}

/* The ends have their numbers, and so has what the form has words for. */
static void
add_mark (TerrainRangeEditor *self, double value, gboolean end)
{
  g_autofree char *words = terrain_range_labels_dup_at (terrain_editor_get_item (TERRAIN_EDITOR (self)), value);
  g_autofree char *number = format (self, value);
  g_autofree char *shown = terrain_number_text_format (number);

  gtk_scale_add_mark (GTK_SCALE (self->scale), value, self->vertical ? GTK_POS_RIGHT : GTK_POS_BOTTOM,
                      end || words != NULL ? shown : NULL);
}

static void
add_marks (TerrainRangeEditor *self)
{
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  double low = terrain_range_steps_get_low (&self->steps), high = terrain_range_steps_get_high (&self->steps);
  double interval = fabs (read_number (control, "tick-interval", self->steps.step));
  gboolean ticks = !terrain_control_has_appearance (control, "no-ticks") && interval > 0 &&
                   (high - low) / interval <= MAX_MARKS;

  gtk_scale_clear_marks (GTK_SCALE (self->scale));
  add_mark (self, low, TRUE);
  for (double at = interval; ticks && at < high - low - interval / 2; at += interval)
    /* From the beginning as the form has it. */
    add_mark (self, self->steps.start <= self->steps.end ? low + at : high - at, FALSE);
  add_mark (self, high, TRUE);
}

static void
build_scale (TerrainRangeEditor *self, TerrainControl *control)
{
  gboolean vertical = terrain_control_has_appearance (control, "vertical") ||
                      terrain_control_has_appearance (control, "distress");
  GListModel *words = terrain_item_get_choices (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  GtkEventController *key = gtk_event_controller_key_new ();

  self->scale = gtk_scale_new_with_range (vertical ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                          terrain_range_steps_get_low (&self->steps),
                                          terrain_range_steps_get_high (&self->steps), self->steps.step);
  gtk_range_set_increments (GTK_RANGE (self->scale), self->steps.step, self->steps.step * 5);
  gtk_range_set_round_digits (GTK_RANGE (self->scale), self->steps.digits);
  /* Written from 10 to 1, or standing up: the larger number is where one expects it. */
  gtk_range_set_inverted (GTK_RANGE (self->scale), vertical != (self->steps.end < self->steps.start));
  self->vertical = vertical;
  self->rest = CLAMP (read_number (control, "placeholder", self->steps.start),
                      terrain_range_steps_get_low (&self->steps), terrain_range_steps_get_high (&self->steps));
  add_marks (self);
  if (words != NULL)
    g_signal_connect_object (words, "items-changed", G_CALLBACK (add_marks), self, G_CONNECT_SWAPPED);
  if (vertical)
    gtk_widget_set_size_request (self->scale, -1, 200);
  gtk_widget_set_hexpand (self->scale, !vertical);
  if (vertical)
    gtk_widget_set_halign (self->scale, GTK_ALIGN_START);
  gtk_widget_set_parent (self->scale, GTK_WIDGET (self));
  g_signal_connect_object (self->scale, "value-changed", G_CALLBACK (scale_moved), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (scale_key), self, 0);
  gtk_widget_add_controller (self->scale, key);
}

static void
terrain_range_editor_build (TerrainEditor *editor)
{
  TerrainRangeEditor *self = TERRAIN_RANGE_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  g_autofree char *low = NULL, *high = NULL, *hint = NULL;

  terrain_range_steps_read (&self->steps, control);
  low = format (self, terrain_range_steps_get_low (&self->steps));
  high = format (self, terrain_range_steps_get_high (&self->steps));
  /* Translators: the smallest and the largest number that may be typed */
  hint = g_strdup_printf (_("%s to %s"), low, high);
  self->entry = g_object_new (GTK_TYPE_ENTRY, "input-purpose", GTK_INPUT_PURPOSE_NUMBER, "width-chars", 10, "max-length",
                              30, "halign", GTK_ALIGN_START, "placeholder-text", hint, NULL);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->entry);
  if (!terrain_control_has_appearance (control, "picker"))
    build_scale (self, control);
  gtk_widget_set_parent (terrain_range_labels_new (terrain_editor_get_item (editor)), GTK_WIDGET (self));
}

static void
terrain_range_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainRangeEditor *self = TERRAIN_RANGE_EDITOR (editor);
  g_autofree char *meant = terrain_number_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), TRUE);
  g_autofree char *shown = terrain_number_text_format (value);

  self->showing = TRUE;
  if (meant == NULL || (*meant == '\0') != (*value == '\0') ||
      g_ascii_strtod (meant, NULL) != g_ascii_strtod (value, NULL))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  if (self->scale != NULL)
    {
      gtk_range_set_value (GTK_RANGE (self->scale), *value != '\0' ? g_ascii_strtod (value, NULL) : self->rest);
      if (*value == '\0')
        gtk_widget_add_css_class (self->scale, "unanswered");
      else
        gtk_widget_remove_css_class (self->scale, "unanswered");
    }
  self->showing = FALSE;
}

static gboolean
terrain_range_editor_flush (TerrainEditor *editor)
{
  TerrainRangeEditor *self = TERRAIN_RANGE_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = terrain_number_text_parse (text, self->steps.decimals);
  double low = terrain_range_steps_get_low (&self->steps), high = terrain_range_steps_get_high (&self->steps);
  double number, steps;

  if (value != NULL && *value == '\0')
    return terrain_editor_answer (editor, "");
  number = value != NULL ? g_ascii_strtod (value, NULL) : 0;
  steps = (number - low) / self->steps.step;
  if (value == NULL || number < low || number > high || fabs (steps - round (steps)) > 1e-6)
    {
      g_autofree char *low_text = format (self, low), *high_text = format (self, high);
      g_autofree char *step_text = format (self, self->steps.step);
      g_autofree char *message = g_strdup_printf (_("“%s” does not fit: type a number from %s to %s, in steps of %s."),
                                                  text, low_text, high_text, step_text);
      terrain_editor_refuse (editor, message);
      return FALSE;
    }
  return terrain_editor_answer (editor, value);
}

static void
terrain_range_editor_describe (TerrainEditor *editor)
{
  TerrainRangeEditor *self = TERRAIN_RANGE_EDITOR (editor);

  terrain_editor_describe (editor, self->entry, NULL);
  if (self->scale != NULL)
    terrain_editor_describe (editor, self->scale, _("scale"));
}

static void
terrain_range_editor_class_init (TerrainRangeEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_range_editor_build;
  editor_class->show = terrain_range_editor_show;
  editor_class->flush = terrain_range_editor_flush;
  editor_class->describe = terrain_range_editor_describe;
}

static void
terrain_range_editor_init (TerrainRangeEditor *self)
{
}
