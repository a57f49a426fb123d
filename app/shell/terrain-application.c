/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-application.h"
#include "terrain-dialogs.h"
#include "terrain-failure-window.h"
#include "terrain-shell.h"
#include "terrain-window.h"

/* Longer than the first window takes on a slow device, in seconds. */
#define LATE 2

struct _TerrainApplication
{
  AdwApplication parent_instance;

  GSettings *settings;
  TerrainKioskFunc kiosk;
  TerrainWorkspace *workspace;
  gboolean working;     /* has looked for new forms, and syncs */
  guint late;           /* until it does so without a window to be read */
  char *profile_folder; /* from the command line */
  char *kiosk_form;     /* from the command line: NULL for no kiosk, "" for the form of the settings */
};

G_DEFINE_FINAL_TYPE (TerrainApplication, terrain_application, ADW_TYPE_APPLICATION)

/* The one place of accelerators; the shortcuts window tells them. */
static const struct
{
  const char *action;
  const char *accels[3];
} accelerators[] = {
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.search", { "<Control>f" } },
  { "win.open-form", { "<Control>o" } },
  { "win.show-figures", { "<Control>g" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-help-overlay", { "<Control>question", "<Control>F1" } },
  { "win.back", { "<Alt>Left" } },
  { "win.review", { "<Control>r" } },
  { "win.complete", { "<Control>Return", "<Control>KP_Enter" } },
  { "win.outline", { "F6" } },
  { "win.language-menu", { "<Control>l" } },
  { "win.next-language", { "<Control><Shift>l" } },
  { "win.next-section", { "<Control>Page_Down" } },
  { "win.previous-section", { "<Control>Page_Up" } },
  { "win.next-problem", { "F8" } },
  { "win.previous-problem", { "<Shift>F8" } },
  { "win.panel", { "F4" } },
  { "win.fold", { "<Shift>F4" } },
  { "win.help", { "F1" } },
  { "win.dont-know", { "F2" } },
  { "win.refused", { "F3" } },
  { "win.note", { "<Control>m" } },
  { "win.hand-over", { "<Control><Shift>h" } },
  { "win.respondent", { "F9" } },
};

static char *
dup_profile_folder (TerrainApplication *self)
{
  if (self->profile_folder)
    return g_strdup (self->profile_folder);
  return g_build_filename (g_get_user_data_dir (), "terrain", "default", NULL);
}

static void
report_issues (GPtrArray *issues)
{
  for (guint i = 0; issues && i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);
      if (issue->severity == TERRAIN_ISSUE_ERROR)
        g_message ("a shipped form was left out: %s", issue->message);
    }
}

/* New and changed forms that ship, and the sync. */
static void
start_work (TerrainApplication *self)
{
  if (self->working || !self->workspace)
    return;
  self->working = TRUE;
  g_clear_handle_id (&self->late, g_source_remove);
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (self->workspace, g_getenv ("TERRAIN_DATA_DIR"));
  report_issues (issues);
  terrain_sync_start (terrain_workspace_get_sync (self->workspace));
}

/* Called at the beginning of each frame: at that of the second one the window can be read. What nobody waits for comes
 * now, and the window's icon with it: looking for it reads all icon themes. */
static gboolean
on_tick (GtkWidget     *window,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gboolean *drawn = user_data;

  if (!*drawn)
    {
      *drawn = gtk_widget_get_mapped (window);
      return G_SOURCE_CONTINUE;
    }
  gtk_window_set_default_icon_name (TERRAIN_APP_ID);
  start_work (TERRAIN_APPLICATION (gtk_window_get_application (GTK_WINDOW (window))));
  return G_SOURCE_REMOVE;
}

/* Behind a locked screen, or minimised, a window is never drawn: what is to be sent goes all the same. */
static gboolean
on_late (gpointer user_data)
{
  TerrainApplication *self = user_data;

  self->late = 0;
  start_work (self);
  return G_SOURCE_REMOVE;
}

static void
present (TerrainApplication *self,
         GtkWindow          *window)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (window), on_tick, g_new0 (gboolean, 1), g_free);
  if (!self->working && self->late == 0)
    self->late = g_timeout_add_seconds (LATE, on_late, self);
  gtk_window_present (window);
}

/* Opens the profile once. NULL, and a window that says why, where it cannot be opened. */
static TerrainWorkspace *
ensure_workspace (TerrainApplication *self)
{
  g_autoptr (GError) error = NULL;

  if (self->workspace)
    return self->workspace;

  g_autofree char *folder = dup_profile_folder (self);
  self->workspace = terrain_workspace_open (folder, self->settings, &error);
  if (!self->workspace)
    {
      present (self, terrain_failure_window_new (GTK_APPLICATION (self), error, folder));
      return NULL;
    }
  /* Titles are read with the list of forms: the translations first. At the first start there are no forms yet. */
  terrain_workspace_add_shipped_translations (self->workspace, g_getenv ("TERRAIN_DATA_DIR"));
  if (self->kiosk_form
      || g_list_model_get_n_items (G_LIST_MODEL (terrain_workspace_get_library (self->workspace))) == 0)
    start_work (self);
  return self->workspace;
}

static TerrainWindow *
find_window (TerrainApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (TERRAIN_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
open_kiosk (TerrainApplication *self,
            TerrainWorkspace   *workspace)
{
  g_autoptr (GError) error = NULL;

  if (gtk_application_get_windows (GTK_APPLICATION (self)))
    return;

  GtkWindow *window = self->kiosk (GTK_APPLICATION (self), workspace, self->kiosk_form, &error);
  if (!window)
    {
      g_autofree char *folder = dup_profile_folder (self);
      g_printerr ("terrain: %s\n", error->message);
      window = terrain_failure_window_new (GTK_APPLICATION (self), error, folder);
    }
  present (self, window);
}

static void
terrain_application_activate (GApplication *application)
{
  TerrainApplication *self = TERRAIN_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window)
    {
      gtk_window_present (window);
      return;
    }

  TerrainWorkspace *workspace = ensure_workspace (self);
  if (!workspace)
    return;
  if (self->kiosk_form && self->kiosk)
    open_kiosk (self, workspace);
  else
    present (self, terrain_window_new (GTK_APPLICATION (self), workspace));
}

static void
terrain_application_open (GApplication *application,
                          GFile       **files,
                          int           n_files,
                          const char   *hint)
{
  TerrainApplication *self = TERRAIN_APPLICATION (application);

  g_application_activate (application);
  TerrainWindow *window = find_window (self);
  /* One is tried out at a time: of several, the last is on top. */
  if (window && n_files > 0)
    terrain_window_preview_form (window, files[n_files - 1]);
}

static int
terrain_application_handle_local_options (GApplication *application,
                                          GVariantDict *options)
{
  TerrainApplication *self = TERRAIN_APPLICATION (application);
  g_autofree char *profile = NULL;
  g_autofree char *form = NULL;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Terrain %s\n", TERRAIN_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "profile", "^ay", &profile))
    {
      g_autoptr (GFile) folder = g_file_new_for_commandline_arg (profile);
      self->profile_folder = g_file_get_path (folder);
    }
  if (g_variant_dict_lookup (options, "kiosk", "s", &form))
    self->kiosk_form = g_steal_pointer (&form);
  /* Another profile, or a kiosk, is not what a running window can become. */
  if (self->profile_folder || self->kiosk_form)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
action_about (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  terrain_dialogs_show_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Closes windows rather than stopping the loop: an open record is then flushed and closed like on any other way. */
static void
action_quit (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  /* Closing one may take others with it. */
  g_autolist (GtkWindow) windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (user_data)),
                                                     (GCopyFunc) G_CALLBACK (g_object_ref), NULL);

  /* One that was never shown does not close, and would keep the program. */
  for (GList *l = windows; l; l = l->next)
    if (gtk_widget_get_realized (l->data))
      gtk_window_close (l->data);
    else
      gtk_window_destroy (l->data);
}

static void
terrain_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "about", .activate = action_about },
    { .name = "quit", .activate = action_quit },
  };

  terrain_shell_register_resources ();
  G_APPLICATION_CLASS (terrain_application_parent_class)->startup (application);

  terrain_form_style_install (gdk_display_get_default ());
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].accels);
}

static void
terrain_application_dispose (GObject *object)
{
  TerrainApplication *self = TERRAIN_APPLICATION (object);

  g_clear_handle_id (&self->late, g_source_remove);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (terrain_application_parent_class)->dispose (object);
}

static void
terrain_application_finalize (GObject *object)
{
  TerrainApplication *self = TERRAIN_APPLICATION (object);

  g_free (self->profile_folder);
  g_free (self->kiosk_form);

  G_OBJECT_CLASS (terrain_application_parent_class)->finalize (object);
}

static void
terrain_application_class_init (TerrainApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_application_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_application_finalize;
  application_class->startup = terrain_application_startup;
  application_class->activate = terrain_application_activate;
  application_class->open = terrain_application_open;
  application_class->handle_local_options = terrain_application_handle_local_options;
}

static void
terrain_application_init (TerrainApplication *self)
{
  static const GOptionEntry options[] = {
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Work in this folder instead of your own"), N_("FOLDER") },
    { "kiosk", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Show this form to the public, full screen"), N_("FORM") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and end"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FORM]"));
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Fills in survey and field forms offline and sends them later."));
}

TerrainApplication *
terrain_application_new (GSettings       *settings,
                         TerrainKioskFunc kiosk)
{
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  TerrainApplication *self = g_object_new (TERRAIN_TYPE_APPLICATION,
                                           "application-id", TERRAIN_APP_ID,
                                           "resource-base-path", "/brussels/safe/Terrain",
                                           "flags", G_APPLICATION_HANDLES_OPEN,
                                           NULL);
  self->settings = g_object_ref (settings);
  self->kiosk = kiosk;
  return self;
}

TerrainWorkspace *
terrain_application_get_workspace (TerrainApplication *self)
{
  g_return_val_if_fail (TERRAIN_IS_APPLICATION (self), NULL);

  return self->workspace;
}
