/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-watch-private.h"

#include <glib/gstdio.h>

#include "terrain-profile-private.h"

/* A translation editor writes, renames, and sets times: one reading for all of that. */
#define QUIET_MS 250

struct _TerrainPoWatch
{
  TerrainProfile *profile;
  TerrainInterview *interview;
  TerrainPoWatchFunc changed;
  gpointer user_data;
  GFileMonitor *monitors[2];
  GSource *timer;          /* (nullable) */
  GCancellable *cancellable;
  GPtrArray *translations; /* those the interview has */
};

static void
reading_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, terrain_profile_find_translations (source_object, task_data),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) translations = g_task_propagate_pointer (G_TASK (result), NULL);
  TerrainPoWatch *self = user_data;

  /* Cancelled: @self is gone. What did not change is the same array. */
  if (translations == NULL || translations == self->translations)
    return;
  for (guint i = 0; i < translations->len; i++)
    terrain_interview_add_translation (self->interview, g_ptr_array_index (translations, i));
  g_clear_pointer (&self->translations, g_ptr_array_unref);
  self->translations = g_steal_pointer (&translations);
  self->changed (self->user_data);
}

static gboolean
on_quiet (gpointer user_data)
{
  TerrainPoWatch *self = user_data;
  g_autoptr (GTask) task = g_task_new (self->profile, self->cancellable, on_read, self);

  g_clear_pointer (&self->timer, g_source_unref);
  g_task_set_source_tag (task, on_quiet);
  g_task_set_task_data (task, terrain_form_ref (terrain_interview_get_form (self->interview)),
                        (GDestroyNotify) terrain_form_unref);
  g_task_run_in_thread (task, reading_thread);
  return G_SOURCE_REMOVE;
}

static void
stop_timer (TerrainPoWatch *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
on_file (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, TerrainPoWatch *self)
{
  stop_timer (self);
  self->timer = g_timeout_source_new (QUIET_MS);
  g_source_set_callback (self->timer, on_quiet, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* Made where it is not there: a folder that appears later is noticed only much later. */
static GFileMonitor *
watch (TerrainPoWatch *self, gboolean from_server)
{
  const char *id = terrain_form_get_id (terrain_interview_get_form (self->interview));
  g_autofree char *folder = terrain_profile_dup_po_folder (self->profile, id, from_server);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  GFileMonitor *monitor;

  g_mkdir_with_parents (folder, 0700);
  monitor = g_file_monitor_directory (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (on_file), self);
  return monitor;
}

TerrainPoWatch *
terrain_po_watch_new (TerrainProfile *profile, TerrainInterview *interview, TerrainPoWatchFunc changed,
                      gpointer user_data)
{
  TerrainPoWatch *self = g_new0 (TerrainPoWatch, 1);

  self->profile = g_object_ref (profile);
  self->interview = g_object_ref (interview);
  self->changed = changed;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  if (terrain_profile_is_folder_name (terrain_form_get_id (terrain_interview_get_form (interview))))
    for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++)
      self->monitors[i] = watch (self, i == 1);
  return self;
}

void
terrain_po_watch_free (TerrainPoWatch *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->monitors); i++)
    if (self->monitors[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->monitors[i], self);
        g_file_monitor_cancel (self->monitors[i]);
        g_object_unref (self->monitors[i]);
      }
  stop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->translations, g_ptr_array_unref);
  g_object_unref (self->interview);
  g_object_unref (self->profile);
  g_free (self);
}
