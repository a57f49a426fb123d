/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-preview-watch.h"

/* A program that saves a spreadsheet writes, renames and sets modes within much less. */
#define QUIET_MS 250

struct _TerrainPreviewWatch
{
  GObject parent_instance;

  GHashTable *files;    /* set of GFile */
  GHashTable *monitors; /* folder → GFileMonitor: a file that is replaced is seen from its folder only */
  guint quiet_id;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPreviewWatch, terrain_preview_watch, G_TYPE_OBJECT)

static gboolean
on_quiet (gpointer user_data)
{
  TerrainPreviewWatch *self = user_data;

  self->quiet_id = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
counts (TerrainPreviewWatch *self,
        GFile               *file)
{
  if (!file)
    return FALSE;
  if (g_hash_table_contains (self->files, file))
    return TRUE;

  g_autofree char *name = g_file_get_basename (file);
  return name && name[0] != '.' && g_str_has_suffix (name, ".po");
}

static void
on_folder_changed (TerrainPreviewWatch *self,
                   GFile               *file,
                   GFile               *other,
                   GFileMonitorEvent    event)
{
  if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED || event == G_FILE_MONITOR_EVENT_PRE_UNMOUNT)
    return;
  if (!counts (self, file) && !counts (self, other))
    return;
  g_clear_handle_id (&self->quiet_id, g_source_remove);
  self->quiet_id = g_timeout_add (QUIET_MS, on_quiet, self);
}

static void
monitor_unref (gpointer data)
{
  g_file_monitor_cancel (data);
  g_object_unref (data);
}

static void
terrain_preview_watch_dispose (GObject *object)
{
  TerrainPreviewWatch *self = TERRAIN_PREVIEW_WATCH (object);

  g_clear_handle_id (&self->quiet_id, g_source_remove);
  g_hash_table_remove_all (self->monitors);

  G_OBJECT_CLASS (terrain_preview_watch_parent_class)->dispose (object);
}

static void
terrain_preview_watch_finalize (GObject *object)
{
  TerrainPreviewWatch *self = TERRAIN_PREVIEW_WATCH (object);

  g_hash_table_unref (self->files);
  g_hash_table_unref (self->monitors);

  G_OBJECT_CLASS (terrain_preview_watch_parent_class)->finalize (object);
}

static void
terrain_preview_watch_class_init (TerrainPreviewWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_preview_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_preview_watch_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
terrain_preview_watch_init (TerrainPreviewWatch *self)
{
  self->files = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, NULL);
  self->monitors = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, monitor_unref);
}

TerrainPreviewWatch *
terrain_preview_watch_new (void)
{
  return g_object_new (TERRAIN_TYPE_PREVIEW_WATCH, NULL);
}

/* Moves the monitor over where there is one: between two monitors a change could be missed. TRUE for a new one. */
static gboolean
watch_folder (TerrainPreviewWatch *self,
              GHashTable          *wanted,
              GFile               *folder)
{
  gpointer key, monitor;

  if (!folder || g_hash_table_contains (wanted, folder))
    return FALSE;
  if (g_hash_table_steal_extended (self->monitors, folder, &key, &monitor))
    {
      g_hash_table_insert (wanted, key, monitor);
      return FALSE;
    }
  /* One that is not there yet is seen to come by its parent's monitor; one of its own would look once in a while only,
   * and miss what came with it. */
  if (!g_file_query_exists (folder, NULL))
    return FALSE;
  /* Where folders cannot be watched there is the button; it is no reason to show nothing. */
  GFileMonitor *made = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (!made)
    return FALSE;
  g_signal_connect_object (made, "changed", G_CALLBACK (on_folder_changed), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (wanted, g_object_ref (folder), made);
  return TRUE;
}

static gboolean
watch_file (TerrainPreviewWatch *self,
            GHashTable          *wanted,
            GFile               *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);

  g_hash_table_add (self->files, g_object_ref (file));
  return watch_folder (self, wanted, folder);
}

gboolean
terrain_preview_watch_set (TerrainPreviewWatch *self,
                           GPtrArray           *files,
                           GPtrArray           *folders)
{
  gboolean more = FALSE;

  g_return_val_if_fail (TERRAIN_IS_PREVIEW_WATCH (self), FALSE);

  GHashTable *wanted = g_hash_table_new_full (g_file_hash, (GEqualFunc) g_file_equal, g_object_unref, monitor_unref);

  g_hash_table_remove_all (self->files);
  for (guint i = 0; i < files->len; i++)
    more |= watch_file (self, wanted, g_ptr_array_index (files, i));
  for (guint i = 0; folders && i < folders->len; i++)
    {
      more |= watch_file (self, wanted, g_ptr_array_index (folders, i));
      more |= watch_folder (self, wanted, g_ptr_array_index (folders, i));
    }
  g_hash_table_unref (self->monitors);
  self->monitors = wanted;
  return more;
}
