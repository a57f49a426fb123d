/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-record-row.h"
#include "terrain-text.h"

/* Of a button: its words, for when there is room again. */
#define WORDS "terrain-record-row-words"

/* @name: the accessible name, "%s" in it is the record's title */
static GtkWidget *
make_button (const char          *label,
             const char          *icon,
             const char          *name,
             const char          *action,
             const TerrainRecord *record)
{
  g_autofree char *title = terrain_text_record_title (record);
  g_autoptr (GString) full_name = g_string_new (name);
  GtkWidget *button = icon ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  g_string_replace (full_name, "%s", title, 1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (icon)
    {
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, label);
    }
  else
    g_object_set_data_full (G_OBJECT (button), WORDS, g_strdup (label), g_free);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", record->uuid);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, full_name->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "", -1);
  return button;
}

static void
add_draft_buttons (AdwActionRow        *row,
                   const TerrainRecord *record)
{
  /* Translators: the accessible name of a button; %s is what a record is called. */
  GtkWidget *trash = make_button (_("Move to the Trash"), "user-trash-symbolic", _("Move “%s” to the trash"),
                                  "win.trash", record);
  /* Translators: the accessible name of a button; %s is what a record is called. */
  GtkWidget *resume = make_button (_("Resume"), NULL, _("Resume “%s”"), "win.resume", record);

  adw_action_row_add_suffix (row, trash);
  adw_action_row_add_suffix (row, resume);
  adw_action_row_set_activatable_widget (row, resume);
}

static void
add_rejected_buttons (AdwActionRow        *row,
                      const TerrainRecord *record)
{
  /* Translators: the accessible name of a button; %s is what a record is called. */
  GtkWidget *retry = make_button (_("Send Again"), "view-refresh-symbolic", _("Send “%s” again"), "win.retry-record",
                                  record);

  adw_action_row_add_suffix (row, retry);
  /* An encrypted one cannot be read here, so it cannot be corrected. */
  if (!record->encrypted)
    {
      /* Translators: the accessible name of a button; %s is what a record is called. */
      GtkWidget *correct = make_button (_("Correct"), NULL, _("Correct “%s”"), "win.correct", record);

      adw_action_row_add_suffix (row, correct);
      adw_action_row_set_activatable_widget (row, correct);
    }
}

static const char *
what_to_do (const TerrainRecord *record)
{
  if (record->state != TERRAIN_RECORD_REJECTED)
    return NULL;
  if (record->encrypted)
    return _("It is encrypted and cannot be corrected here. Send it again once the server has been put right.");
  return _("Correct the record and complete it once more, or send it again once the server has been put right.");
}

void
terrain_record_row_set_narrow (GtkWidget *row,
                               gboolean   narrow)
{
  g_return_if_fail (ADW_IS_ACTION_ROW (row));

  GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));
  const char *words = button ? g_object_get_data (G_OBJECT (button), WORDS) : NULL;

  if (!words)
    return;
  if (narrow)
    gtk_button_set_icon_name (GTK_BUTTON (button), "go-next-symbolic");
  else
    gtk_button_set_label (GTK_BUTTON (button), words);
}

GtkWidget *
terrain_record_row_new (TerrainRecordObject *object)
{
  g_return_val_if_fail (TERRAIN_IS_RECORD_OBJECT (object), NULL);

  const TerrainRecord *record = terrain_record_object_get (object);
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *title = terrain_text_record_title (record);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  g_autofree char *state = terrain_text_record_subtitle (record, g_get_real_time ());

  g_string_append (subtitle, state);
  if (record->server_words && record->server_words[0] != '\0' && record->state != TERRAIN_RECORD_SENT)
    {
      g_string_append_c (subtitle, '\n');
      /* Translators: %s is what a server answered, word for word. */
      g_string_append_printf (subtitle, _("The server said: “%s”"), record->server_words);
    }
  if (what_to_do (record))
    g_string_append_printf (subtitle, "\n%s", what_to_do (record));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle->str);
  /* Its title names it already: a name of its own would be read as well. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle->str, -1);
  if (record->state == TERRAIN_RECORD_DRAFT)
    add_draft_buttons (row, record);
  else if (record->state == TERRAIN_RECORD_REJECTED)
    add_rejected_buttons (row, record);
  return GTK_WIDGET (row);
}
