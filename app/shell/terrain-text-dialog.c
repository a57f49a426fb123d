/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-text-dialog.h"

/* Long enough for anything an interviewer writes, short enough for a row of the audit log. */
#define MAX_LENGTH 4000

typedef struct
{
  AdwMessageDialog *dialog; /* owns this */
  GtkTextBuffer *buffer;
  GtkLabel *note; /* what is not kept, and why */
  gboolean needs_text;
  TerrainTextDialogFunc accepted;
  GWeakRef owner;
  GtkWidget *view;
} TextDialog;

static void
text_dialog_free (gpointer data)
{
  TextDialog *self = data;

  g_weak_ref_clear (&self->owner);
  g_free (self);
}

/* (transfer full) */
static char *
dup_text (TextDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE));
}

static guint
count_surplus (TextDialog *self)
{
  g_autofree char *text = dup_text (self);

  return (guint) MAX (g_utf8_strlen (text, -1) - MAX_LENGTH, 0);
}

static gboolean
can_accept (TextDialog *self)
{
  g_autofree char *text = dup_text (self);

  return (!self->needs_text || text[0] != '\0') && count_surplus (self) == 0;
}

static void
on_told (gpointer    user_data,
         const char *message)
{
  TextDialog *self = user_data;

  gtk_label_set_text (self->note, message ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), message != NULL);
}

/* Nothing is cut off: it says how much is too much. */
static void
on_changed (TextDialog *self)
{
  guint surplus = count_surplus (self);
  g_autofree char *words = g_strdup_printf (ngettext ("%u character too many", "%u characters too many", surplus), surplus);

  on_told (self, surplus > 0 ? words : NULL);
  adw_message_dialog_set_response_enabled (self->dialog, "accept", can_accept (self));
}

static void
on_response (TextDialog *self,
             const char *response)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&self->owner);
  g_autofree char *text = dup_text (self);

  if (owner && strcmp (response, "accept") == 0)
    self->accepted (text, owner);
}

static gboolean
on_key (TextDialog     *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (!enter || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || !can_accept (self))
    return GDK_EVENT_PROPAGATE;
  on_response (self, "accept");
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  return GDK_EVENT_STOP;
}

/* With nothing to scroll it is no stop for Tab. */
static void
on_scrollable (GtkAdjustment *adjustment,
               GtkWidget     *scrolled)
{
  double page = gtk_adjustment_get_page_size (adjustment);

  gtk_widget_set_focusable (scrolled, page > 1 && gtk_adjustment_get_upper (adjustment) > page + 1);
}

/* A question may be long: on a low screen with large text it scrolls, and leaves room to write. */
static GtkWidget *
make_body (const char *body,
           const char *name)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", body, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "max-width-chars", 40, "justify", GTK_JUSTIFY_CENTER, NULL);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", label, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "propagate-natural-width", TRUE,
                                      "min-content-height", 24, "max-content-height", 200, "vexpand", TRUE,
                                      "focusable", FALSE, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "changed",
                           G_CALLBACK (on_scrollable), scrolled, 0);
  return scrolled;
}

static GtkWidget *
make_lines (TextDialog *self,
            const char *name,
            const char *body)
{
  GtkWidget *view = g_object_new (GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE,
                                  "top-margin", 6, "bottom-margin", 6, "left-margin", 9, "right-margin", 9, NULL);
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", view, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "min-content-height", 44, "max-content-height", 240, "propagate-natural-height",
                                      TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_add_css_class (scrolled, "terrain-lines");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body ? body : "", -1);
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (view, keys);
  self->view = view;
  terrain_text_guard_view (GTK_TEXT_VIEW (view), TERRAIN_TEXT_GUARD_ANSWER, on_told, self);

  self->note = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0f, "wrap", TRUE, "visible", FALSE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  if (body)
    gtk_box_append (GTK_BOX (box), make_body (body, name));
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  return box;
}

void
terrain_text_dialog_ask (GtkWindow            *parent,
                         const char           *heading,
                         const char           *body,
                         const char           *initial,
                         const char           *accept,
                         gboolean              needs_text,
                         TerrainTextDialogFunc accepted,
                         gpointer              owner)
{
  TextDialog *self = g_new0 (TextDialog, 1);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));

  self->dialog = dialog;
  self->needs_text = needs_text;
  self->accepted = accepted;
  g_weak_ref_init (&self->owner, owner);
  g_object_set_data_full (G_OBJECT (dialog), "terrain-text-dialog", self, text_dialog_free);
  adw_message_dialog_add_responses (dialog, "cancel", _("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_extra_child (dialog, make_lines (self, heading, body));
  gtk_window_set_focus (GTK_WINDOW (dialog), self->view);
  gtk_text_buffer_set_text (self->buffer, initial ? initial : "", -1);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_response), self);
  on_changed (self);
  gtk_window_present (GTK_WINDOW (dialog));
}
