/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-updater-private.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-update-private.h"
#include "terrain-sync-error-private.h"

typedef struct
{
  TerrainProfile *profile;
  TerrainOpenrosaClient *client;
  GPtrArray *entries; /* of TerrainFormListEntry */
  guint next;
  TerrainFormUpdate *form; /* the one under way */
  TerrainUpdateResult *result;
} FormUpdater;

static void begin_form (GTask *task);
static void fetch_medium (GTask *task);

void
terrain_update_result_free (TerrainUpdateResult *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->issues);
  g_free (self);
}

static void
form_updater_free (gpointer data)
{
  FormUpdater *self = data;

  g_object_unref (self->profile);
  g_object_unref (self->client);
  g_clear_pointer (&self->form, terrain_form_update_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->result, terrain_update_result_free);
  g_free (self);
}

/* A step of a worker thread on the form under way. */
static void
run_step (GTask              *task,
          GTaskThreadFunc     func,
          GAsyncReadyCallback callback)
{
  g_autoptr (GTask) step = g_task_new (NULL, NULL, callback, g_object_ref (task));

  g_task_set_task_data (step, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (step, func);
}

static void
return_step (GTask   *step,
             gboolean ok,
             GError  *error)
{
  if (ok)
    g_task_return_boolean (step, TRUE);
  else
    g_task_return_error (step, error);
}

/* What failed was this form's alone, or everything's. Takes @error. */
static void
fail_form (GTask  *task,
           GError *error)
{
  FormUpdater *self = g_task_get_task_data (task);

  if (error->domain == TERRAIN_STORE_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      terrain_sync_error_is_general (error))
    {
      g_task_return_error (task, error);
      return;
    }
  terrain_issue_list_add (self->result->issues, TERRAIN_ISSUE_ERROR, "update", self->form->entry->form_id, 0, "%s: %s",
                          self->form->entry->name, error->message);
  g_error_free (error);
  begin_form (task);
}

static void
store_thread (GTask        *step,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  FormUpdater *self = data;
  GError *error = NULL;
  gboolean ok = terrain_form_update_store (self->form, self->result->issues, &error);

  return_step (step, ok, error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail_form (task, error);
      return;
    }
  if (self->form->is_known)
    self->result->n_updated++;
  else
    self->result->n_new++;
  begin_form (task);
}

static void
on_medium (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *content =
    terrain_openrosa_client_download_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);

  if (content == NULL)
    {
      fail_form (task, error);
      return;
    }
  g_ptr_array_add (self->form->contents, content);
  fetch_medium (task);
}

static void
fetch_medium (GTask *task)
{
  FormUpdater *self = g_task_get_task_data (task);
  TerrainFormUpdate *form = self->form;
  TerrainManifestFile *file;
  gboolean is_md5;

  if (form->contents->len == form->wanted->len)
    {
      if (terrain_form_update_has_news (form))
        run_step (task, store_thread, on_stored);
      else
        begin_form (task);
      return;
    }
  file = g_ptr_array_index (form->wanted, form->contents->len);
  /* An entity list's hash is a token of the server's, not the md5 of the bytes. */
  is_md5 = !file->is_entity_list && terrain_wire_hash_is_md5 (file->hash);
  terrain_openrosa_client_download_async (self->client, file->download_url, is_md5 ? file->hash : NULL,
                                          g_task_get_cancellable (task), on_medium, g_object_ref (task));
}

static void
compare_thread (GTask        *step,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  FormUpdater *self = data;
  GError *error = NULL;
  gboolean ok = terrain_form_update_compare (self->form, &error);

  return_step (step, ok, error);
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    fetch_medium (task);
  else
    fail_form (task, error);
}

static void
on_manifest (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->form->files =
    terrain_openrosa_client_load_manifest_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);
  if (self->form->files != NULL)
    run_step (task, compare_thread, on_compared);
  else
    fail_form (task, error);
}

static void
fetch_manifest (GTask *task)
{
  FormUpdater *self = g_task_get_task_data (task);

  if (self->form->entry->manifest_url != NULL)
    terrain_openrosa_client_load_manifest_async (self->client, self->form->entry->manifest_url,
                                                 g_task_get_cancellable (task), on_manifest, g_object_ref (task));
  else
    fetch_medium (task);
}

static void
on_xml (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->form->xml = terrain_openrosa_client_download_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);
  if (self->form->xml != NULL)
    fetch_manifest (task);
  else
    fail_form (task, error);
}

static void
look_up_thread (GTask        *step,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  FormUpdater *self = data;
  GError *error = NULL;
  gboolean ok = terrain_form_update_look_up (self->form, &error);

  return_step (step, ok, error);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  TerrainFormListEntry *entry = self->form->entry;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail_form (task, error);
  else if (self->form->wants_xml)
    terrain_openrosa_client_download_async (self->client, entry->download_url,
                                            terrain_wire_hash_is_md5 (entry->hash) ? entry->hash : NULL,
                                            g_task_get_cancellable (task), on_xml, g_object_ref (task));
  else
    fetch_manifest (task);
}

static void
begin_form (GTask *task)
{
  FormUpdater *self = g_task_get_task_data (task);

  g_clear_pointer (&self->form, terrain_form_update_free);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->next == self->entries->len)
    {
      g_task_return_pointer (task, g_steal_pointer (&self->result), (GDestroyNotify) terrain_update_result_free);
      return;
    }
  self->form = terrain_form_update_new (self->profile, g_ptr_array_index (self->entries, self->next++),
                                        terrain_openrosa_client_get_base_url (self->client));
  run_step (task, look_up_thread, on_looked_up);
}

static void
on_form_list (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  FormUpdater *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->entries = terrain_openrosa_client_list_forms_finish (TERRAIN_OPENROSA_CLIENT (source), result, &error);
  if (self->entries != NULL)
    begin_form (task);
  else
    g_task_return_error (task, error);
}

void
terrain_form_updater_run_async (TerrainProfile        *profile,
                                TerrainOpenrosaClient *client,
                                GCancellable          *cancellable,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, cancellable, callback, user_data);
  FormUpdater *self = g_new0 (FormUpdater, 1);

  self->profile = g_object_ref (profile);
  self->client = g_object_ref (client);
  self->result = g_new0 (TerrainUpdateResult, 1);
  self->result->issues = terrain_issue_list_new ();
  g_task_set_source_tag (task, terrain_form_updater_run_async);
  g_task_set_task_data (task, self, form_updater_free);
  terrain_openrosa_client_list_forms_async (client, cancellable, on_form_list, g_object_ref (task));
}

TerrainUpdateResult *
terrain_form_updater_run_finish (GAsyncResult *result,
                                 GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
