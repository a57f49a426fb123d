/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editors.h"
#include "terrain-number-text.h"
#include "terrain-text-guard.h"

/*
 * A number, typed. What is no number stays as typed, with a sentence beside it, and is not answered. With "thousands-sep" a
 * number that is not being typed has narrow spaces between its thousands, which no language takes for anything else;
 * "counter" has buttons, and arrow keys, for one more and one less. A "bearing" is read from a compass and typed: degrees,
 * all the way round.
 */
#define MAX_DEGREES 360.0
/* Figures; more is no count of anything. */
#define MAX_COUNTED 15
/* Characters of what is no number, in the sentence about it. */
#define MOST_QUOTED 40

struct _TerrainNumberEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry;
  gboolean decimals;
  gboolean grouped;
  gboolean bearing;
  GtkWidget *less; /* NULL without "counter" */
  GtkWidget *more;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainNumberEditor, terrain_number_editor, TERRAIN, NUMBER_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainNumberEditor, terrain_number_editor, TERRAIN_TYPE_EDITOR)

static void
typed (TerrainNumberEditor *self)
{
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

static void
set_text (TerrainNumberEditor *self, const char *value)
{
  g_autofree char *plain = terrain_number_text_format (value);
  g_autofree char *grouped = self->grouped ? terrain_number_text_group (plain) : NULL;

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), grouped != NULL ? grouped : plain);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

static void
left (TerrainNumberEditor *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = terrain_number_text_parse (text, self->decimals);

  if (value != NULL)
    set_text (self, value);
}

/* Counts whole steps from what is typed; nothing typed counts as none. */
static void
count (TerrainNumberEditor *self, int by)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = terrain_number_text_parse (text, self->decimals);
  g_autofree char *next = NULL;

  if (value == NULL || strlen (value) > MAX_COUNTED)
    return;
  next = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (value, NULL, 10) + by);
  if (terrain_editor_answer (TERRAIN_EDITOR (self), next))
    set_text (self, next);
}

static void
less_clicked (TerrainNumberEditor *self)
{
  count (self, -1);
}

static void
more_clicked (TerrainNumberEditor *self)
{
  count (self, 1);
}

static gboolean
counter_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TerrainNumberEditor *self)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key != GDK_KEY_Up && key != GDK_KEY_Down && key != GDK_KEY_KP_Up && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  count (self, key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? 1 : -1);
  return GDK_EVENT_STOP;
}

static GtkWidget *
new_step (TerrainNumberEditor *self, const char *icon, const char *name, void (*clicked) (TerrainNumberEditor *))
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
  return button;
}

static void
build_counter (TerrainNumberEditor *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "spacing", 6, NULL);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->less = new_step (self, "list-remove-symbolic", _("One Less"), less_clicked);
  self->more = new_step (self, "list-add-symbolic", _("One More"), more_clicked);
  gtk_box_append (GTK_BOX (box), self->less);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->more);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (counter_key), self, 0);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->entry, key);
}

static void
terrain_number_editor_build (TerrainEditor *editor)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));

  self->decimals = terrain_control_get_data_type (control) == TERRAIN_DATA_DECIMAL;
  self->entry = g_object_new (GTK_TYPE_ENTRY, "input-purpose",
                              self->decimals ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_DIGITS, "width-chars", 14,
                              "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->entry, "numeric");
  self->grouped = terrain_control_has_appearance (control, "thousands-sep");
  self->bearing = self->decimals && terrain_control_has_appearance (control, "bearing");
  if (terrain_control_has_appearance (control, "counter"))
    build_counter (self);
  else
    gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->entry);
  if (self->grouped)
    {
      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "leave", G_CALLBACK (left), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (self->entry, focus);
    }
}

static void
terrain_number_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  g_autofree char *meant = terrain_number_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                                      self->decimals);
  g_autofree char *same = terrain_number_text_parse (value, TRUE);

  /* "1,50" is being typed and the answer is 1.5: leave it. */
  if (meant != NULL && (g_str_equal (meant, value) || g_strcmp0 (meant, same) == 0))
    return;
  if (meant != NULL && *meant != '\0' && *value != '\0' && g_ascii_strtod (meant, NULL) == g_ascii_strtod (value, NULL))
    return;
  set_text (self, value);
}

/* Also nothing, which clears. */
static gboolean
is_bearing (const char *value)
{
  double degrees = g_ascii_strtod (value, NULL);

  return *value == '\0' || (degrees >= 0 && degrees <= MAX_DEGREES);
}

static gboolean
terrain_number_editor_flush (TerrainEditor *editor)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = terrain_number_text_parse (text, self->decimals);
  g_autofree char *quoted = terrain_text_guard_shorten (text, MOST_QUOTED);
  g_autofree char *message = NULL;

  if (value != NULL && self->bearing && !is_bearing (value))
    message = g_strdup_printf (_("“%s” is not a direction: use degrees from 0 to 360."), quoted);
  else if (value != NULL)
    return terrain_editor_answer (editor, value);
  else if (self->decimals)
    message = g_strdup_printf (_("“%s” is not a number: use figures only, such as 12 or 12.5."), quoted);
  else
    message = g_strdup_printf (_("“%s” is not a whole number: use figures only, such as 12."), quoted);
  terrain_editor_refuse (editor, message);
  return FALSE;
}

static void
terrain_number_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_NUMBER_EDITOR (editor)->entry, NULL);
}

static gboolean
terrain_number_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TERRAIN_NUMBER_EDITOR (widget)->entry);
}

static void
terrain_number_editor_class_init (TerrainNumberEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_number_editor_build;
  editor_class->show = terrain_number_editor_show;
  editor_class->flush = terrain_number_editor_flush;
  editor_class->describe = terrain_number_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_number_editor_grab_focus;
}

static void
terrain_number_editor_init (TerrainNumberEditor *self)
{
}
