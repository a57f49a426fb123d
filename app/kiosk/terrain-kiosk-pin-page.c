/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-fieldwork.h>

#include "terrain-kiosk-pin-page.h"

#define MAX_DELAY_MS 60000

struct _TerrainKioskPinPage
{
  AdwBin parent_instance;

  const TerrainKioskPolicy *policy;
  GString *typed;
  guint n_wrong;
  guint delay_timeout;

  GtkLabel *dots;
  GtkLabel *message;
  GtkWidget *pad;
};

enum
{
  ACCEPTED,
  CANCELLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainKioskPinPage, terrain_kiosk_pin_page, ADW_TYPE_BIN)

static void
show_typed (TerrainKioskPinPage *self)
{
  g_autoptr (GString) dots = g_string_new (NULL);

  for (gsize i = 0; i < self->typed->len; i++)
    g_string_append (dots, "●");
  gtk_label_set_text (self->dots, dots->len > 0 ? dots->str : " ");

  g_autofree char *spoken = g_strdup_printf (ngettext ("%u digit typed", "%u digits typed", (gulong) self->typed->len),
                                             (guint) self->typed->len);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
clear (TerrainKioskPinPage *self)
{
  /* Not left in memory longer than needed. */
  memset (self->typed->str, 0, self->typed->len);
  g_string_truncate (self->typed, 0);
  show_typed (self);
}

static gboolean
on_delay_over (gpointer user_data)
{
  TerrainKioskPinPage *self = user_data;

  self->delay_timeout = 0;
  gtk_widget_set_sensitive (self->pad, TRUE);
  gtk_label_set_text (self->message, "");
  return G_SOURCE_REMOVE;
}

static void
refuse (TerrainKioskPinPage *self)
{
  guint64 delay = (guint64) self->policy->pin_delay_ms << MIN (self->n_wrong, 16);
  guint delay_ms = (guint) MIN (delay, MAX_DELAY_MS);
  guint seconds = (delay_ms + 999) / 1000;
  g_autofree char *text = g_strdup_printf (ngettext ("Wrong PIN. Wait %u second.", "Wrong PIN. Wait %u seconds.",
                                                     seconds), seconds);

  self->n_wrong++;
  gtk_label_set_text (self->message, text);
  gtk_widget_set_sensitive (self->pad, FALSE);
  self->delay_timeout = g_timeout_add (delay_ms, on_delay_over, self);
}

static void
check (TerrainKioskPinPage *self)
{
  if (self->delay_timeout != 0 || self->typed->len == 0)
    return;

  gboolean right = terrain_pin_verify (self->policy->pin_hash, self->typed->str);
  clear (self);
  if (!right)
    {
      refuse (self);
      return;
    }
  self->n_wrong = 0;
  g_signal_emit (self, signals[ACCEPTED], 0);
}

static void
type_digit (TerrainKioskPinPage *self,
            char                 digit)
{
  if (self->delay_timeout != 0 || self->typed->len >= TERRAIN_PIN_MAX)
    return;
  g_string_append_c (self->typed, digit);
  show_typed (self);
}

static void
erase_digit (TerrainKioskPinPage *self)
{
  if (self->typed->len > 0)
    g_string_truncate (self->typed, self->typed->len - 1);
  show_typed (self);
}

static void
on_digit (TerrainKioskPinPage *self,
          GtkButton           *button)
{
  type_digit (self, gtk_button_get_label (button)[0]);
}

static void
on_cancel (TerrainKioskPinPage *self)
{
  clear (self);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static gboolean
on_key (TerrainKioskPinPage *self,
        guint                keyval,
        guint                keycode,
        GdkModifierType      state)
{
  gunichar character = gdk_keyval_to_unicode (keyval);

  if (character >= '0' && character <= '9')
    type_digit (self, (char) character);
  else if (keyval == GDK_KEY_BackSpace)
    erase_digit (self);
  else if (keyval == GDK_KEY_Escape)
    on_cancel (self);
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    check (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
terrain_kiosk_pin_page_dispose (GObject *object)
{
  TerrainKioskPinPage *self = TERRAIN_KIOSK_PIN_PAGE (object);

  g_clear_handle_id (&self->delay_timeout, g_source_remove);

  G_OBJECT_CLASS (terrain_kiosk_pin_page_parent_class)->dispose (object);
}

static void
terrain_kiosk_pin_page_finalize (GObject *object)
{
  TerrainKioskPinPage *self = TERRAIN_KIOSK_PIN_PAGE (object);

  memset (self->typed->str, 0, self->typed->len);
  g_string_free (self->typed, TRUE);

  G_OBJECT_CLASS (terrain_kiosk_pin_page_parent_class)->finalize (object);
}

static void
terrain_kiosk_pin_page_class_init (TerrainKioskPinPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_kiosk_pin_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_kiosk_pin_page_finalize;

  signals[ACCEPTED] = g_signal_new ("accepted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

/* @name: (nullable): the accessible name, where the label says nothing */
static GtkWidget *
add_button (TerrainKioskPinPage *self,
            const char          *label,
            const char          *name,
            int                  column,
            int                  row,
            GCallback            callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "kiosk-button");
  if (name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_grid_attach (GTK_GRID (self->pad), button, column, row, 1, 1);
  return button;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
terrain_kiosk_pin_page_init (TerrainKioskPinPage *self)
{
  static const char digits[] = "123456789";
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkEventController *keys = gtk_event_controller_key_new ();

  /* Room for all digits from the start: no other place ever holds what was typed. */
  self->typed = g_string_sized_new (TERRAIN_PIN_MAX + 1);
  self->pad = gtk_grid_new ();
  add_label (box, _("PIN to leave the kiosk"), "kiosk-greeting");
  self->dots = add_label (box, " ", "kiosk-greeting");
  self->message = add_label (box, "", "error");

  gtk_grid_set_row_spacing (GTK_GRID (self->pad), 12);
  gtk_grid_set_column_spacing (GTK_GRID (self->pad), 12);
  gtk_widget_set_halign (self->pad, GTK_ALIGN_CENTER);
  for (int i = 0; i < 9; i++)
    {
      char label[2] = { digits[i], '\0' };
      add_button (self, label, NULL, i % 3, i / 3, G_CALLBACK (on_digit));
    }
  add_button (self, "⌫", _("Erase the last digit"), 0, 3, G_CALLBACK (erase_digit));
  add_button (self, "0", NULL, 1, 3, G_CALLBACK (on_digit));
  gtk_widget_add_css_class (add_button (self, _("OK"), NULL, 2, 3, G_CALLBACK (check)), "suggested-action");
  gtk_box_append (GTK_BOX (box), self->pad);

  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (cancel, "kiosk-button");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), self);
  gtk_box_append (GTK_BOX (box), cancel);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
terrain_kiosk_pin_page_new (const TerrainKioskPolicy *policy)
{
  g_return_val_if_fail (policy != NULL, NULL);

  TerrainKioskPinPage *self = g_object_new (TERRAIN_TYPE_KIOSK_PIN_PAGE, NULL);

  self->policy = policy;
  return GTK_WIDGET (self);
}

void
terrain_kiosk_pin_page_reset (TerrainKioskPinPage *self)
{
  g_return_if_fail (TERRAIN_IS_KIOSK_PIN_PAGE (self));

  clear (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}
