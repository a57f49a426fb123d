/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-workspace.h"

struct _TerrainWorkspace
{
  GObject parent_instance;

  TerrainProfile *profile;
  TerrainLibrary *library;
  TerrainRecords *records;
  TerrainSync *sync;
  GSettings *settings;
  guint trash_timer;
  gboolean translated; /* by the po files that ship */
};

G_DEFINE_FINAL_TYPE (TerrainWorkspace, terrain_workspace, G_TYPE_OBJECT)

static void
empty_trash_thread (GTask        *task,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_profile_empty_trash (task_data, g_get_real_time (), NULL, &error))
    g_warning ("the trash could not be emptied: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/* What was thrown away long ago goes for good: at the start, and where the program runs for weeks, within the hour. */
static gboolean
empty_trash (gpointer user_data)
{
  TerrainWorkspace *self = user_data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_source_tag (task, empty_trash);
  g_task_set_task_data (task, g_object_ref (self->profile), g_object_unref);
  g_task_run_in_thread (task, empty_trash_thread);
  return G_SOURCE_CONTINUE;
}

static void
terrain_workspace_dispose (GObject *object)
{
  TerrainWorkspace *self = TERRAIN_WORKSPACE (object);

  g_clear_handle_id (&self->trash_timer, g_source_remove);
  if (self->sync)
    terrain_sync_stop (self->sync);
  g_clear_object (&self->sync);
  g_clear_object (&self->records);
  g_clear_object (&self->library);
  g_clear_object (&self->profile);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (terrain_workspace_parent_class)->dispose (object);
}

static void
terrain_workspace_class_init (TerrainWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_workspace_dispose;
}

static void
terrain_workspace_init (TerrainWorkspace *self)
{
}

TerrainWorkspace *
terrain_workspace_open (const char *folder,
                        GSettings  *settings,
                        GError    **error)
{
  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  g_autoptr (TerrainProfile) profile = terrain_profile_open (folder, error);
  if (!profile)
    return NULL;

  TerrainWorkspace *self = g_object_new (TERRAIN_TYPE_WORKSPACE, NULL);
  self->sync = terrain_sync_new (profile);
  self->settings = g_object_ref (settings);
  self->profile = g_steal_pointer (&profile);
  self->trash_timer = g_timeout_add_seconds (3600, empty_trash, self);
  empty_trash (self);
  return self;
}

TerrainProfile *
terrain_workspace_get_profile (TerrainWorkspace *self)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  return self->profile;
}

TerrainLibrary *
terrain_workspace_get_library (TerrainWorkspace *self)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  /* Made when it is first shown: titles are read when the shipped translations are known. */
  if (!self->library)
    self->library = terrain_library_new (self->profile);
  return self->library;
}

TerrainRecords *
terrain_workspace_get_records (TerrainWorkspace *self)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  if (!self->records)
    self->records = terrain_records_new (self->profile);
  return self->records;
}

TerrainSync *
terrain_workspace_get_sync (TerrainWorkspace *self)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  return self->sync;
}

GSettings *
terrain_workspace_get_settings (TerrainWorkspace *self)
{
  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  return self->settings;
}

/* The first of the folders below @root that exists, else NULL. */
static char *
find_folder (const char        *root,
             const char *const *candidates)
{
  for (guint i = 0; candidates[i]; i++)
    {
      g_autofree char *folder = g_build_filename (root, candidates[i], NULL);
      if (g_file_test (folder, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

void
terrain_workspace_add_shipped_translations (TerrainWorkspace *self,
                                            const char       *data_folder)
{
  static const char *const po_folders[] = { "po/forms", NULL };

  g_return_if_fail (TERRAIN_IS_WORKSPACE (self));

  if (self->translated)
    return;
  g_autofree char *po = data_folder ? find_folder (data_folder, po_folders) : g_strdup (TERRAIN_PO_DIR);
  if (po)
    terrain_profile_add_po_folder (self->profile, po);
  self->translated = TRUE;
}

GPtrArray *
terrain_workspace_import_shipped (TerrainWorkspace *self,
                                  const char       *data_folder)
{
  static const char *const form_folders[] = { "forms", "data/forms", NULL };

  g_return_val_if_fail (TERRAIN_IS_WORKSPACE (self), NULL);

  g_autofree char *forms = data_folder ? find_folder (data_folder, form_folders) : g_strdup (TERRAIN_FORMS_DIR);
  GPtrArray *issues = NULL;

  terrain_workspace_add_shipped_translations (self, data_folder);
  if (forms && g_file_test (forms, G_FILE_TEST_IS_DIR))
    terrain_profile_import_folder (self->profile, forms, &issues);
  return issues;
}
