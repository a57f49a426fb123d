/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sync-fixture.h"

#include <string.h>

#include "../hub/hub-process.h"
#include "terrain-sync-private.h"

void
sync_fixture_set_up (SyncFixture *self)
{
  g_autofree char *text = hub_process_make_form ("1");
  g_autoptr (GBytes) form = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("terrain-sync-XXXXXX", &error);
  g_assert_no_error (error);
  self->profile = terrain_profile_open (self->folder, &error);
  g_assert_no_error (error);
  terrain_profile_import_form (self->profile, form, "", NULL, NULL, &error);
  g_assert_no_error (error);
  self->store = g_object_ref (terrain_profile_get_store (self->profile));
  self->sync = terrain_sync_new (self->profile);
  terrain_sync_set_times (self->sync, 1, 50, 20);
}

void
sync_fixture_tear_down (SyncFixture *self)
{
  terrain_sync_stop (self->sync);
  g_clear_object (&self->result);
  while (terrain_sync_get_state (self->sync) == TERRAIN_SYNC_BUSY)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_finalize_object (self->sync);
  g_object_unref (self->store);
  g_object_unref (self->profile);
  hub_process_remove_tree (self->folder);
  g_free (self->folder);
}

void
sync_fixture_set_server (SyncFixture *self,
                         const char  *url,
                         const char  *user_name)
{
  TerrainServerSettings settings = { (char *) url, (char *) user_name, FALSE };
  g_autoptr (GError) error = NULL;

  terrain_profile_save_server (self->profile, &settings, &error);
  g_assert_no_error (error);
}

char *
sync_fixture_make_xml (guint n)
{
  return g_strdup_printf ("<?xml version='1.0' ?><data id=\"small\" version=\"1\"><name>Record %u</name>"
                          "<photo>a.jpg</photo><more>b.jpg</more><more>c.jpg</more><more>d.jpg</more>"
                          "<meta><instanceID>uuid:%u</instanceID></meta></data>",
                          n, n);
}

char *
sync_fixture_queue (SyncFixture       *self,
                    guint              n,
                    const char *const *attachments,
                    gsize              size)
{
  g_autofree char *uuid = g_strdup_printf ("record-%u", n);
  g_autofree char *instance_id = g_strdup_printf ("uuid:%u", n);
  g_autofree char *text = sync_fixture_make_xml (n);
  g_autoptr (GBytes) xml = g_bytes_new (text, strlen (text));
  gint64 now = g_get_real_time ();
  g_autoptr (GError) error = NULL;

  terrain_store_create_record (self->store, uuid, "small", "1", NULL, now, &error);
  g_assert_no_error (error);
  for (guint i = 0; attachments != NULL && attachments[i] != NULL; i++)
    {
      g_autoptr (GBytes) content = g_bytes_new_take (g_strnfill (size, (char) ('a' + i)), size);

      terrain_store_put_attachment (self->store, uuid, attachments[i], "image/jpeg", content, &error);
      g_assert_no_error (error);
    }
  terrain_store_complete_record (self->store, uuid, instance_id, NULL, xml, TRUE, now, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&uuid);
}

void
sync_fixture_on_done (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  SyncFixture *self = user_data;

  g_set_object (&self->result, result);
}

void
sync_fixture_wait (SyncFixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

gboolean
sync_fixture_send (SyncFixture *self,
                   gboolean     now,
                   guint       *n_sent,
                   guint       *n_left,
                   GError     **error)
{
  g_clear_object (&self->result);
  terrain_sync_send_async (self->sync, now, NULL, sync_fixture_on_done, self);
  sync_fixture_wait (self);
  return terrain_sync_send_finish (self->sync, self->result, n_sent, n_left, error);
}

TerrainRecord *
sync_fixture_find (SyncFixture *self,
                   guint        n)
{
  g_autofree char *uuid = g_strdup_printf ("record-%u", n);
  g_autoptr (GError) error = NULL;
  TerrainRecord *record = terrain_store_find_record (self->store, uuid, &error);

  g_assert_no_error (error);
  return record;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

gboolean
sync_fixture_wait_for_state (SyncFixture       *self,
                             guint              n,
                             TerrainRecordState state,
                             guint              seconds)
{
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint tick = g_timeout_add (20, on_tick, NULL);
  gboolean reached = FALSE;

  while (!reached && g_get_monotonic_time () < deadline)
    {
      g_autoptr (TerrainRecord) record = NULL;

      g_main_context_iteration (NULL, TRUE);
      record = sync_fixture_find (self, n);
      reached = record->state == state;
    }
  g_source_remove (tick);
  return reached;
}
