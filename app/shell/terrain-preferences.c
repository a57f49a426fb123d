/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-place-preferences.h"
#include "terrain-dialogs.h"
#include "terrain-preferences.h"

struct _TerrainPreferences
{
  AdwPreferencesWindow parent_instance;

  TerrainWorkspace *workspace;
  GCancellable *cancellable;
  gboolean password_changed;
  gboolean close_anyway;

  AdwPreferencesPage *page;
  GtkEditable *url;
  GtkEditable *user_name;
  GtkEditable *password;
  GtkSwitch *insecure;
  AdwActionRow *check_row;
  GtkWidget *check_button;
  GtkWidget *check_spinner;
  GtkEditable *operator_name;
  GtkSwitch *page_switch;
  GtkSwitch *respondent_switch;
  GtkSwitch *sound_switch;
  AdwActionRow *trash_row;
  GtkSpinButton *trash_days;
  GtkEditable *hide_pin;
  AdwActionRow *hide_pin_row;
  GtkWidget *hide_pin_remove;
};

G_DEFINE_FINAL_TYPE (TerrainPreferences, terrain_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static TerrainProfile *
get_profile (TerrainPreferences *self)
{
  return terrain_workspace_get_profile (self->workspace);
}

static void
show_check_result (TerrainPreferences *self,
                   const char         *text,
                   gboolean            failed)
{
  adw_action_row_set_subtitle (self->check_row, text);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->check_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->check_row), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check_row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
set_checking (TerrainPreferences *self,
              gboolean            checking)
{
  gtk_widget_set_sensitive (self->check_button, !checking);
  gtk_widget_set_visible (self->check_spinner, checking);
  gtk_spinner_set_spinning (GTK_SPINNER (self->check_spinner), checking);
}

static char *
dup_stripped (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

static gboolean
save_server (TerrainPreferences *self,
             GError            **error)
{
  g_autofree char *url = dup_stripped (self->url);
  g_autofree char *user_name = dup_stripped (self->user_name);
  TerrainServerSettings settings = {
    .url = url[0] != '\0' ? url : NULL,
    .user_name = user_name[0] != '\0' ? user_name : NULL,
    .insecure_allowed = gtk_switch_get_active (self->insecure),
  };

  return terrain_profile_save_server (get_profile (self), &settings, error);
}

static gboolean
save_person (TerrainPreferences *self,
             GError            **error)
{
  g_autofree char *name = dup_stripped (self->operator_name);

  return terrain_profile_set_operator (get_profile (self), name, error);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (TerrainPreferences) self = TERRAIN_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;
  int n_forms = terrain_sync_check_finish (TERRAIN_SYNC (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->workspace)
    return;
  set_checking (self, FALSE);
  if (n_forms < 0)
    {
      show_check_result (self, error->message, TRUE);
      return;
    }
  g_autofree char *text = g_strdup_printf (ngettext ("The server answers and has %d form for you.",
                                                     "The server answers and has %d forms for you.",
                                                     (gulong) n_forms), n_forms);
  show_check_result (self, text, FALSE);
}

static void
check (TerrainPreferences *self)
{
  show_check_result (self, _("Asking the server…"), FALSE);
  terrain_sync_check_async (terrain_workspace_get_sync (self->workspace), self->cancellable, on_checked,
                            g_object_ref (self));
}

static void
on_password_stored (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (TerrainPreferences) self = TERRAIN_PREFERENCES (user_data);
  g_autoptr (GError) error = NULL;

  gboolean stored = terrain_sync_store_password_finish (TERRAIN_SYNC (source), result, &error);
  if (!self->workspace)
    return;
  if (!stored)
    {
      set_checking (self, FALSE);
      show_check_result (self, error->message, TRUE);
      return;
    }
  self->password_changed = FALSE;
  check (self);
}

static void
on_check_clicked (TerrainPreferences *self)
{
  TerrainSync *sync = terrain_workspace_get_sync (self->workspace);
  g_autoptr (GError) error = NULL;

  if (!save_server (self, &error))
    {
      show_check_result (self, error->message, TRUE);
      return;
    }
  set_checking (self, TRUE);
  if (self->password_changed)
    terrain_sync_store_password_async (sync, gtk_editable_get_text (self->password), self->cancellable,
                                       on_password_stored, g_object_ref (self));
  else
    check (self);
}

/* The PIN of quick-hide */

static void
show_hide_pin (TerrainPreferences *self,
               const char         *problem)
{
  g_autofree char *hash = g_settings_get_string (terrain_workspace_get_settings (self->workspace), "hide-pin-hash");
  gboolean set = hash[0] != '\0';
  const char *text = problem ? problem : set ? _("Set: the screen comes back with it only") : _("Not set");

  adw_action_row_set_subtitle (self->hide_pin_row, text);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->hide_pin_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hide_pin_row), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hide_pin_row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_widget_set_visible (self->hide_pin_remove, set);
}

static void
on_hide_pin (TerrainPreferences *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = terrain_pin_hash (gtk_editable_get_text (self->hide_pin), &error);

  if (hash)
    g_settings_set_string (terrain_workspace_get_settings (self->workspace), "hide-pin-hash", hash);
  gtk_editable_set_text (self->hide_pin, "");
  show_hide_pin (self, hash ? NULL : error->message);
}

static void
on_hide_pin_remove (TerrainPreferences *self)
{
  g_settings_reset (terrain_workspace_get_settings (self->workspace), "hide-pin-hash");
  /* The button goes, the focus must not. */
  gtk_widget_grab_focus (GTK_WIDGET (self->hide_pin));
  show_hide_pin (self, NULL);
}

/* How long the trash is kept */

static void
show_trash_days (TerrainPreferences *self,
                 const char         *problem)
{
  guint days = (guint) gtk_spin_button_get_value_as_int (self->trash_days);
  const char *text = problem ? problem : days == 0 ? _("Kept until you delete them for good")
                                                   : _("Then they are deleted for good; with 0 they are kept");

  adw_action_row_set_subtitle (self->trash_row, text);
  if (problem)
    gtk_widget_add_css_class (GTK_WIDGET (self->trash_row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->trash_row), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trash_days), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
on_trash_days (TerrainPreferences *self)
{
  guint days = (guint) gtk_spin_button_get_value_as_int (self->trash_days);
  g_autoptr (GError) error = NULL;

  if (!self->workspace)
    return;
  if (days != terrain_profile_get_trash_days (get_profile (self)))
    terrain_profile_set_trash_days (get_profile (self), days, &error);
  show_trash_days (self, error ? error->message : NULL);
}

static void
on_password_changed (TerrainPreferences *self)
{
  self->password_changed = TRUE;
}

static void
on_edited (TerrainPreferences *self)
{
  self->close_anyway = FALSE;
}

static void
on_password_stored_at_close (GObject      *source,
                             GAsyncResult *result,
                             gpointer      user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;

  if (terrain_sync_store_password_finish (TERRAIN_SYNC (source), result, &error))
    return;
  /* Translators: %s is why, a sentence. */
  g_autofree char *body = g_strdup_printf (_("%s It is used until Terrain closes."), error->message);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("The Password Could Not Be Kept"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
store_password_at_close (TerrainPreferences *self)
{
  TerrainSync *sync = terrain_workspace_get_sync (self->workspace);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *password = gtk_editable_get_text (self->password);

  terrain_sync_set_password (sync, password);
  if (parent)
    terrain_sync_store_password_async (sync, password, NULL, on_password_stored_at_close, g_object_ref (parent));
}

/* Keeps what was typed. The window stays open once where it cannot be kept, so that the reason can be read. */
static gboolean
terrain_preferences_close_request (GtkWindow *window)
{
  TerrainPreferences *self = TERRAIN_PREFERENCES (window);
  g_autoptr (GError) error = NULL;

  if (!self->close_anyway && (!save_person (self, &error) || !save_server (self, &error)))
    {
      show_check_result (self, error->message, TRUE);
      self->close_anyway = TRUE;
      return TRUE;
    }
  if (self->password_changed && !self->close_anyway)
    store_password_at_close (self);
  return GTK_WINDOW_CLASS (terrain_preferences_parent_class)->close_request (window);
}

static void
terrain_preferences_dispose (GObject *object)
{
  TerrainPreferences *self = TERRAIN_PREFERENCES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_PREFERENCES);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (terrain_preferences_parent_class)->dispose (object);
}

static void
terrain_preferences_class_init (TerrainPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_preferences_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = terrain_preferences_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, page);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, url);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, user_name);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, password);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, insecure);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, check_row);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, check_button);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, check_spinner);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, operator_name);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, page_switch);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, respondent_switch);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, sound_switch);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, trash_row);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, trash_days);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, hide_pin);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, hide_pin_row);
  gtk_widget_class_bind_template_child (widget_class, TerrainPreferences, hide_pin_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_trash_days);
  gtk_widget_class_bind_template_callback (widget_class, on_hide_pin);
  gtk_widget_class_bind_template_callback (widget_class, on_hide_pin_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_check_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_password_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

static void
terrain_preferences_init (TerrainPreferences *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_dialogs_let_be_narrow (GTK_WIDGET (self));
}

/* The switch is a word in the settings. */
static gboolean
presentation_to_active (GValue   *value,
                        GVariant *variant,
                        gpointer  user_data)
{
  g_value_set_boolean (value, strcmp (g_variant_get_string (variant, NULL), "page") == 0);
  return TRUE;
}

static GVariant *
active_to_presentation (const GValue       *value,
                        const GVariantType *expected_type,
                        gpointer            user_data)
{
  return g_variant_new_string (g_value_get_boolean (value) ? "page" : "interview");
}

/* In libadwaita 1.2 the field within an entry row has no accessible name. */
static void
name_field (GtkEditable *row)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (row)), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

GtkWindow *
terrain_preferences_new (GtkWindow        *parent,
                         TerrainWorkspace *workspace)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (workspace), NULL);

  TerrainPreferences *self = g_object_new (TERRAIN_TYPE_PREFERENCES, "transient-for", parent, "modal", TRUE, NULL);
  TerrainProfile *profile = terrain_workspace_get_profile (workspace);
  g_autoptr (TerrainServerSettings) server = terrain_profile_load_server (profile, NULL);
  g_autofree char *operator_name = terrain_profile_dup_operator (profile);

  gtk_spin_button_set_value (self->trash_days, terrain_profile_get_trash_days (profile));
  self->workspace = g_object_ref (workspace);
  gtk_editable_set_text (self->url, server && server->url ? server->url : "");
  gtk_editable_set_text (self->user_name, server && server->user_name ? server->user_name : "");
  gtk_switch_set_active (self->insecure, server && server->insecure_allowed);
  gtk_editable_set_text (self->operator_name, operator_name ? operator_name : "");
  self->password_changed = FALSE;
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (terrain_place_preferences_new (profile)));
  name_field (self->url);
  name_field (self->user_name);
  name_field (self->password);
  name_field (self->operator_name);
  name_field (self->hide_pin);
  show_hide_pin (self, NULL);
  show_trash_days (self, NULL);
  g_settings_bind_with_mapping (terrain_workspace_get_settings (workspace), "presentation", self->page_switch,
                                "active", G_SETTINGS_BIND_DEFAULT, presentation_to_active, active_to_presentation,
                                NULL, NULL);
  g_settings_bind (terrain_workspace_get_settings (workspace), "respondent-answers", self->respondent_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (terrain_workspace_get_settings (workspace), "background-recording", self->sound_switch, "active",
                   G_SETTINGS_BIND_DEFAULT);
  return GTK_WINDOW (self);
}
