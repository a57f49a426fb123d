/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-cell.h"

#include <glib/gi18n-lib.h>

#include "terrain-short-label.h"
#include "terrain-text.h"

struct _TerrainRecordCell
{
  GtkWidget parent_instance;

  TerrainRecordObject *record;
  GtkWidget *check; /* (nullable) */
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *notes; /* (nullable) */
  GtkWidget *open;
  GtkWidget *menu;
  gboolean selected;
  gboolean setting; /* the box, not by the person */
  guint wrap_id;
};

enum
{
  TOGGLED,
  OPENED,
  MENU,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainRecordCell, terrain_record_cell, GTK_TYPE_WIDGET)

static void
on_toggled (TerrainRecordCell *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[TOGGLED], 0);
}

static void
on_opened (TerrainRecordCell *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
on_menu (TerrainRecordCell *self)
{
  g_signal_emit (self, signals[MENU], 0, self->menu);
}

/* In selection mode a click anywhere is a click on the box. */
static void
on_pressed (GtkGestureClick   *gesture,
            int                n_press,
            double             x,
            double             y,
            TerrainRecordCell *self)
{
  if (!self->check || !gtk_widget_get_visible (self->check))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
on_secondary (GtkGestureClick   *gesture,
              int                n_press,
              double             x,
              double             y,
              TerrainRecordCell *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU], 0, self);
}

static void
terrain_record_cell_dispose (GObject *object)
{
  TerrainRecordCell *self = TERRAIN_RECORD_CELL (object);
  GtkWidget *child;

  g_clear_handle_id (&self->wrap_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (terrain_record_cell_parent_class)->dispose (object);
}

static gboolean
wrap_what_is_cut (gpointer user_data)
{
  TerrainRecordCell *self = TERRAIN_RECORD_CELL (user_data);

  self->wrap_id = 0;
  terrain_short_label_wrap (self->title, -1);
  terrain_short_label_wrap (self->subtitle, -1);
  return G_SOURCE_REMOVE;
}

static void
terrain_record_cell_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  TerrainRecordCell *self = TERRAIN_RECORD_CELL (widget);

  GTK_WIDGET_CLASS (terrain_record_cell_parent_class)->snapshot (widget, snapshot);
  if (!self->wrap_id && (terrain_short_label_is_cut (self->title) || terrain_short_label_is_cut (self->subtitle)))
    self->wrap_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, wrap_what_is_cut, self, NULL);
}

static void
terrain_record_cell_class_init (TerrainRecordCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_record_cell_dispose;
  widget_class->snapshot = terrain_record_cell_snapshot;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "record-cell");

  signals[TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[MENU] = g_signal_new ("menu", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, GTK_TYPE_WIDGET);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkLabel *label = terrain_short_label_new (style);

  /* Narrow before wide: else a long name makes the page as wide as itself. */
  gtk_label_set_width_chars (label, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

/* Several lines, and of the few records that have something to be said of them. */
static GtkLabel *
add_notes (GtkWidget *box)
{
  GtkLabel *label = add_label (box, "record-note");

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  return label;
}

static GtkWidget *
add_button (TerrainRecordCell *self,
            const char        *icon,
            const char        *tooltip,
            GCallback          callback)
{
  /* The keyboard has the row and its menu: one stop for each record, not three. Invisible while it gets its tooltip, which
   * else would ask the display where the pointer is, and wait for it. */
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "visible", FALSE, "icon-name", icon, "tooltip-text", tooltip, "valign",
                                    GTK_ALIGN_CENTER, "focusable", FALSE, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static void
add_gesture (TerrainRecordCell *self,
             guint              button,
             GCallback          callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  g_signal_connect (gesture, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

/* Made when it is first shown: most people never select so, and a list makes hundreds of rows. */
static void
ensure_check (TerrainRecordCell *self)
{
  if (self->check)
    return;
  self->check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), self->selected);
  gtk_widget_set_focusable (self->check, FALSE);
  /* The whole row is its button. */
  gtk_widget_set_can_target (self->check, FALSE);
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Select"), -1);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_widget_insert_after (self->check, GTK_WIDGET (self), NULL);
}

static void
terrain_record_cell_init (TerrainRecordCell *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (texts, GTK_WIDGET (self));
  self->title = add_label (texts, NULL);
  self->subtitle = add_label (texts, "record-state");

  self->open = add_button (self, "document-edit-symbolic", _("Resume"), G_CALLBACK (on_opened));
  self->menu = add_button (self, "view-more-symbolic", _("More"), G_CALLBACK (on_menu));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_widget_set_visible (self->menu, TRUE);
  add_gesture (self, GDK_BUTTON_PRIMARY, G_CALLBACK (on_pressed));
  add_gesture (self, GDK_BUTTON_SECONDARY, G_CALLBACK (on_secondary));
}

GtkWidget *
terrain_record_cell_new (void)
{
  return g_object_new (TERRAIN_TYPE_RECORD_CELL, NULL);
}

static void
add_note (GString    *notes,
          const char *note)
{
  if (notes->len > 0)
    g_string_append_c (notes, '\n');
  g_string_append (notes, note);
}

static void
add_trash_note (GString *notes,
                int      days_left)
{
  g_autofree char *note = NULL;

  if (days_left < 0)
    return;
  note = days_left == 0
           ? g_strdup (_("Will be erased today"))
           : g_strdup_printf (ngettext ("Will be erased in %d day", "Will be erased in %d days", days_left), days_left);
  add_note (notes, note);
}

static char *
make_notes (TerrainRecordObject *object,
            gboolean             newer,
            int                  days_left)
{
  const TerrainRecord *record = terrain_record_object_get (object);
  GString *notes = g_string_new (NULL);

  if (terrain_record_object_get_corrects (object))
    add_note (notes, _("Correction of a record that was sent"));
  if (terrain_record_object_get_corrected_by (object))
    add_note (notes, _("Was corrected: the correction is a record of its own"));
  if (record->encrypted)
    add_note (notes, _("Encrypted: it cannot be read here"));
  if (newer && record->state == TERRAIN_RECORD_DRAFT && !record->trashed)
    add_note (notes, _("There is a newer version of its form"));
  if (record->server_words && record->server_words[0] != '\0' && record->state != TERRAIN_RECORD_SENT)
    {
      /* Translators: %s is what a server answered, word for word. */
      g_autofree char *words = g_strdup_printf (_("The server said: “%s”"), record->server_words);

      add_note (notes, words);
    }
  if (record->trashed)
    add_trash_note (notes, days_left);
  return g_string_free (notes, FALSE);
}

/* What is done most: the button, and Enter. */
static void
set_open (TerrainRecordCell   *self,
          const TerrainRecord *record)
{
  const char *icon = NULL, *label = NULL;

  if (record->trashed)
    {
      icon = "edit-undo-symbolic";
      label = _("Restore");
    }
  else if (record->state == TERRAIN_RECORD_DRAFT)
    {
      icon = "document-edit-symbolic";
      label = _("Resume");
    }
  else if (record->state == TERRAIN_RECORD_REJECTED && !record->encrypted)
    {
      icon = "document-edit-symbolic";
      label = _("Correct");
    }
  /* The rows of a list all have the same, as a rule. */
  if (icon && strcmp (gtk_widget_get_tooltip_text (self->open), label) != 0)
    {
      gtk_button_set_icon_name (GTK_BUTTON (self->open), icon);
      gtk_widget_set_tooltip_text (self->open, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->open), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  gtk_widget_set_visible (self->open, icon != NULL);
}

void
terrain_record_cell_bind (TerrainRecordCell   *self,
                          TerrainRecordObject *object,
                          gboolean             newer,
                          int                  days_left)
{
  const TerrainRecord *record = terrain_record_object_get (object);
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *title = terrain_text_record_title (record);
  g_autofree char *subtitle = terrain_text_record_subtitle (record, g_get_real_time ());
  g_autofree char *notes = make_notes (object, newer, days_left);
  g_autofree char *description = notes[0] ? g_strdup_printf ("%s\n%s", subtitle, notes) : g_strdup (subtitle);

  g_return_if_fail (TERRAIN_IS_RECORD_CELL (self));

  g_set_object (&self->record, object);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->subtitle, subtitle);
  if (notes[0] && !self->notes)
    self->notes = add_notes (gtk_widget_get_parent (GTK_WIDGET (self->title)));
  if (self->notes)
    gtk_label_set_text (self->notes, notes);
  if (self->notes)
    gtk_widget_set_visible (GTK_WIDGET (self->notes), notes[0] != '\0');
  set_open (self, record);
  /* GTK 4.8 has no other way to name a row of a list view. */
  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

void
terrain_record_cell_unbind (TerrainRecordCell *self)
{
  g_return_if_fail (TERRAIN_IS_RECORD_CELL (self));

  g_clear_object (&self->record);
}

TerrainRecordObject *
terrain_record_cell_get_record (TerrainRecordCell *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_CELL (self), NULL);

  return self->record;
}

void
terrain_record_cell_set_selecting (TerrainRecordCell *self,
                                   gboolean           selecting)
{
  g_return_if_fail (TERRAIN_IS_RECORD_CELL (self));

  if (selecting)
    ensure_check (self);
  if (self->check)
    gtk_widget_set_visible (self->check, selecting);
}

void
terrain_record_cell_set_selected (TerrainRecordCell *self,
                                  gboolean           selected)
{
  g_return_if_fail (TERRAIN_IS_RECORD_CELL (self));

  self->selected = selected;
  if (!self->check)
    return;
  self->setting = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), selected);
  self->setting = FALSE;
}
