/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-dialogs.h"
#include "terrain-place-preferences.h"

struct _TerrainPlacePreferences
{
  AdwPreferencesGroup parent_instance;

  TerrainProfile *profile;
  AdwActionRow *map_row;
  GtkWidget *choose_file;
  GtkWidget *remove;
  AdwActionRow *place_row;
  GtkWidget *place_switch;
};

G_DEFINE_FINAL_TYPE (TerrainPlacePreferences, terrain_place_preferences, ADW_TYPE_PREFERENCES_GROUP)

/* What is wrong, or what is set. */
static void
set_words (AdwActionRow *row,
           GtkWidget    *control,
           const char   *words,
           gboolean      failed)
{
  adw_action_row_set_subtitle (row, words);
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* "Brussels – brussels.mbtiles" */
static char *
describe_map (TerrainPlacePreferences *self,
              TerrainMapTiles         *tiles,
              const char              *path)
{
  const char *name = terrain_map_tiles_get_info (tiles)->name;
  g_autofree char *file = path ? g_filename_display_basename (path) : g_strdup (_("in the profile’s folder “maps”"));

  return name && name[0] != '\0' && g_strcmp0 (name, file) != 0 ? g_strdup_printf ("%s – %s", name, file)
                                                                 : g_steal_pointer (&file);
}

static void
show_map (TerrainPlacePreferences *self,
          const char              *problem)
{
  g_autofree char *path = terrain_profile_dup_map_path (self->profile);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainMapTiles) tiles = problem ? NULL : terrain_profile_open_map (self->profile, &error);
  g_autofree char *words = NULL;

  if (!problem && error)
    problem = error->message;
  if (problem)
    words = g_strdup (problem);
  else if (tiles)
    words = describe_map (self, tiles, path);
  else
    words = g_strdup (_("None: questions have no map"));
  set_words (self->map_row, self->choose_file, words, problem != NULL);
  gtk_widget_set_visible (self->remove, path != NULL);
}

void
terrain_place_preferences_choose (TerrainPlacePreferences *self,
                                  GFile                   *file)
{
  g_return_if_fail (TERRAIN_IS_PLACE_PREFERENCES (self));
  g_return_if_fail (G_IS_FILE (file));

  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;

  if (!path)
    show_map (self, _("The map must be on this device: copy it here first."));
  else if (!terrain_profile_set_map_path (self->profile, path, &error))
    show_map (self, error->message);
  else
    show_map (self, NULL);
}

static void
on_chosen (GFile   *file,
           gpointer user_data)
{
  terrain_place_preferences_choose (TERRAIN_PLACE_PREFERENCES (user_data), file);
}

static void
on_choose_file (TerrainPlacePreferences *self)
{
  terrain_dialogs_open_map (GTK_WIDGET (self), FALSE, on_chosen);
}

static void
on_choose_folder (TerrainPlacePreferences *self)
{
  terrain_dialogs_open_map (GTK_WIDGET (self), TRUE, on_chosen);
}

static void
on_remove (TerrainPlacePreferences *self)
{
  g_autoptr (GError) error = NULL;

  terrain_profile_set_map_path (self->profile, NULL, &error);
  /* The button goes, the focus must not. */
  gtk_widget_grab_focus (self->choose_file);
  show_map (self, error ? error->message : NULL);
}

static void
on_switched (TerrainPlacePreferences *self)
{
  gboolean gives = gtk_switch_get_active (GTK_SWITCH (self->place_switch));
  g_autoptr (GError) error = NULL;

  if (!self->profile)
    return;
  if (gives != terrain_profile_get_gives_place (self->profile))
    terrain_profile_set_gives_place (self->profile, gives, &error);
  set_words (self->place_row, self->place_switch,
             error ? error->message : _("Only to forms that ask for it; it is then part of the record. Off: it stays blank"),
             error != NULL);
}

static GtkWidget *
add_button (TerrainPlacePreferences *self,
            const char              *icon,
            const char              *name,
            GCallback                clicked)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, "valign", GTK_ALIGN_CENTER,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (self->map_row, button);
  return button;
}

static void
terrain_place_preferences_dispose (GObject *object)
{
  g_clear_object (&TERRAIN_PLACE_PREFERENCES (object)->profile);
  G_OBJECT_CLASS (terrain_place_preferences_parent_class)->dispose (object);
}

static void
terrain_place_preferences_class_init (TerrainPlacePreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_place_preferences_dispose;
}

static void
terrain_place_preferences_init (TerrainPlacePreferences *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);

  adw_preferences_group_set_title (group, _("Places"));
  adw_preferences_group_set_description (group, _("Maps are read from this device only; no map is ever fetched from a network."));
  self->map_row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _("Map file"), "use-markup", FALSE, "subtitle-lines", 0, NULL);
  self->remove = add_button (self, "edit-clear-symbolic", _("Use No Map"), G_CALLBACK (on_remove));
  add_button (self, "folder-symbolic", _("Choose a Folder of Tiles…"), G_CALLBACK (on_choose_folder));
  self->choose_file = add_button (self, "document-open-symbolic", _("Choose a Map File (MBTiles)…"),
                                  G_CALLBACK (on_choose_file));
  adw_preferences_group_add (group, GTK_WIDGET (self->map_row));

  self->place_switch = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);
  self->place_row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _("Give forms this device’s place"), "use-markup", FALSE,
                                  "subtitle-lines", 0, "activatable-widget", self->place_switch, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place_switch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Give forms this device’s place"), -1);
  adw_action_row_add_suffix (self->place_row, self->place_switch);
  g_signal_connect_object (self->place_switch, "notify::active", G_CALLBACK (on_switched), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->place_row));
}

GtkWidget *
terrain_place_preferences_new (TerrainProfile *profile)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  TerrainPlacePreferences *self = g_object_new (TERRAIN_TYPE_PLACE_PREFERENCES, NULL);

  gtk_switch_set_active (GTK_SWITCH (self->place_switch), terrain_profile_get_gives_place (profile));
  self->profile = g_object_ref (profile);
  on_switched (self);
  show_map (self, NULL);
  return GTK_WIDGET (self);
}
