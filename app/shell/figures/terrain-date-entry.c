/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date-entry.h"

#include <glib/gi18n-lib.h>

#include "terrain-figures-range.h"

struct _TerrainDateEntry
{
  GtkBox parent_instance;

  GDate day;
  gboolean is_setting;

  GtkWidget *entry;
  GtkWidget *calendar;
  GtkWidget *popover;
};

G_DEFINE_FINAL_TYPE (TerrainDateEntry, terrain_date_entry, GTK_TYPE_BOX)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_problem (TerrainDateEntry *self,
              gboolean          is_wrong)
{
  const char *message = is_wrong ? _("Not a day; write it as 2024-12-31") : NULL;

  if (is_wrong)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_tooltip_text (self->entry, message);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message ? message : "", -1);
}

static void
take_day (TerrainDateEntry *self,
          const GDate      *day)
{
  gboolean is_same = g_date_valid (&self->day) && g_date_compare (&self->day, day) == 0;

  terrain_date_entry_set_day (self, day);
  if (!is_same)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_text (TerrainDateEntry *self)
{
  GDate day;

  if (self->is_setting)
    return;
  if (!terrain_figures_read_day (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &day))
    {
      show_problem (self, TRUE);
      return;
    }
  take_day (self, &day);
}

static void
on_day_selected (TerrainDateEntry *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  GDate day;

  if (self->is_setting)
    return;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  take_day (self, &day);
}

static void
terrain_date_entry_class_init (TerrainDateEntryClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", TERRAIN_TYPE_DATE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
terrain_date_entry_init (TerrainDateEntry *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *button = gtk_menu_button_new ();

  g_date_clear (&self->day, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 11);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 11);
  gtk_widget_set_hexpand (self->entry, TRUE);
  /* Translators: how a day is typed: year, month, day. */
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("yyyy-mm-dd"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (take_text), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (take_text), self);
  gtk_widget_add_controller (self->entry, focus);
  gtk_box_append (GTK_BOX (self), self->entry);

  self->calendar = gtk_calendar_new ();
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->calendar);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_widget_set_tooltip_text (button, _("Calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Calendar"), -1);
  gtk_box_append (GTK_BOX (self), button);
}

GtkWidget *
terrain_date_entry_new (const char *label)
{
  TerrainDateEntry *self = g_object_new (TERRAIN_TYPE_DATE_ENTRY, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}

void
terrain_date_entry_set_day (TerrainDateEntry *self,
                            const GDate      *day)
{
  g_return_if_fail (TERRAIN_IS_DATE_ENTRY (self));
  g_return_if_fail (day != NULL && g_date_valid (day));

  char text[16];

  self->is_setting = TRUE;
  self->day = *day;
  g_date_strftime (text, sizeof text, "%Y-%m-%d", day);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_autoptr (GDateTime) time = g_date_time_new_local (g_date_get_year (day), (int) g_date_get_month (day),
                                                      g_date_get_day (day), 12, 0, 0);
  if (time)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), time);
  self->is_setting = FALSE;
  show_problem (self, FALSE);
}

gboolean
terrain_date_entry_get_day (TerrainDateEntry *self,
                            GDate            *day)
{
  g_return_val_if_fail (TERRAIN_IS_DATE_ENTRY (self), FALSE);

  *day = self->day;
  return g_date_valid (&self->day);
}
