/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-media-source.h"
#include "terrain-picture.h"

/* What is kept of unpacked pictures: some twenty of a page. */
#define KEPT_BYTES (64 * 1024 * 1024)

typedef struct
{
  char *key;
  GdkTexture *texture;
  gsize size;
} Kept;

struct _TerrainMediaSource
{
  GObject parent_instance;
  TerrainStore *store; /* NULL in a preview */
  TerrainEnvironment *environment;
  char *form_id;
  char *form_version;
  char *record_uuid;    /* NULL in a preview */
  GHashTable *attached; /* of a preview: name → GBytes */
  GQueue kept;          /* of Kept, last used first */
  gsize kept_size;
  gint64 last_name;
  gboolean may_leave;
};

G_DEFINE_FINAL_TYPE (TerrainMediaSource, terrain_media_source, G_TYPE_OBJECT)

typedef struct
{
  TerrainStore *store;
  char *form_id;
  char *form_version;
  char *record_uuid;
  char *uri;
  char *name;         /* of what is attached */
  char *content_type;
  GBytes *bytes;      /* known already, or to be attached */
  int max_side;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_free (job->form_id);
  g_free (job->form_version);
  g_free (job->record_uuid);
  g_free (job->uri);
  g_free (job->name);
  g_free (job->content_type);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job);
}

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->key);
  g_object_unref (kept->texture);
  g_free (kept);
}

static Job *
job_new (TerrainMediaSource *self, const char *uri)
{
  Job *job = g_new0 (Job, 1);

  job->store = self->store != NULL ? g_object_ref (self->store) : NULL;
  job->form_id = g_strdup (self->form_id);
  job->form_version = g_strdup (self->form_version);
  job->record_uuid = g_strdup (self->record_uuid);
  job->uri = g_strdup (uri);
  return job;
}

const char *
terrain_media_source_name_of (const char *uri)
{
  const char *path;

  g_return_val_if_fail (uri != NULL, NULL);

  if (g_str_has_prefix (uri, TERRAIN_MEDIA_ATTACHMENT))
    return uri + strlen (TERRAIN_MEDIA_ATTACHMENT);
  path = g_str_has_prefix (uri, "jr://") ? strchr (uri + strlen ("jr://"), '/') : NULL;
  return path != NULL && path[1] != '\0' ? path + 1 : uri;
}

static gboolean
is_attachment (const char *uri)
{
  return g_str_has_prefix (uri, TERRAIN_MEDIA_ATTACHMENT);
}

/* A sentence that says which file, and why. */
static void
set_words (GError **error, const char *uri, const GError *why)
{
  const char *name = terrain_media_source_name_of (uri);

  if (why->domain == TERRAIN_STORE_ERROR && why->code == TERRAIN_STORE_ERROR_NOT_FOUND && !is_attachment (uri))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _("The file “%s” of this form is not on this computer. Update the form to fetch it."), name);
  else
    /* Translators: the first %s is a file's name, the second why it cannot be shown, a whole sentence */
    g_set_error (error, why->domain, why->code, _("The file “%s” cannot be shown. %s"), name, why->message);
}

/* On the worker thread, or with the bytes of a preview. */
static GBytes *
load_bytes (Job *job, GError **error)
{
  const char *name = terrain_media_source_name_of (job->uri);

  if (job->bytes != NULL)
    return g_bytes_ref (job->bytes);
  if (job->store == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("It is not beside the form's file."));
      return NULL;
    }
  if (is_attachment (job->uri))
    return terrain_store_load_attachment (job->store, job->record_uuid, name, NULL, error);
  return terrain_store_load_media (job->store, job->form_id, job->form_version, name, error);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) why = NULL;
  GError *error = NULL;
  GBytes *bytes = load_bytes (job, &why);

  if (bytes != NULL)
    {
      g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
      return;
    }
  set_words (&error, job->uri, why);
  g_task_return_error (task, error);
}

static void
texture_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GError) why = NULL;
  g_autoptr (GBytes) bytes = load_bytes (job, &why);
  GdkTexture *texture = bytes != NULL ? terrain_picture_decode (bytes, job->max_side, &why) : NULL;
  GError *error = NULL;

  if (texture != NULL)
    {
      g_task_return_pointer (task, texture, g_object_unref);
      return;
    }
  set_words (&error, job->uri, why);
  g_task_return_error (task, error);
}

/* The environment of a preview belongs to the main thread, and has read its files already. */
static void
add_preview_bytes (TerrainMediaSource *self, Job *job)
{
  GBytes *attached;

  if (self->store != NULL)
    return;
  if (is_attachment (job->uri))
    {
      attached = g_hash_table_lookup (self->attached, terrain_media_source_name_of (job->uri));
      job->bytes = attached != NULL ? g_bytes_ref (attached) : NULL;
    }
  else
    job->bytes = terrain_environment_load_source (self->environment, job->uri, NULL);
}

void
terrain_media_source_load_async (TerrainMediaSource *self, const char *uri, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (TERRAIN_IS_MEDIA_SOURCE (self));
  g_return_if_fail (uri != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  job = job_new (self, uri);
  add_preview_bytes (self, job);
  g_task_set_source_tag (task, terrain_media_source_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_thread);
}

GBytes *
terrain_media_source_load_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Textures */

static char *
dup_key (const char *uri, int max_side)
{
  return g_strdup_printf ("%d %s", max_side, uri);
}

GdkTexture *
terrain_media_source_peek_texture (TerrainMediaSource *self, const char *uri, int max_side)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (self), NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  key = dup_key (uri, max_side);
  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;

      if (!g_str_equal (kept->key, key))
        continue;
      g_queue_unlink (&self->kept, link);
      g_queue_push_head_link (&self->kept, link);
      return kept->texture;
    }
  return NULL;
}

static void
keep (TerrainMediaSource *self, const char *uri, int max_side, GdkTexture *texture)
{
  Kept *kept;

  if (terrain_media_source_peek_texture (self, uri, max_side) != NULL)
    return;
  kept = g_new0 (Kept, 1);
  kept->key = dup_key (uri, max_side);
  kept->texture = g_object_ref (texture);
  kept->size = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
  self->kept_size += kept->size;
  g_queue_push_head (&self->kept, kept);
  while (self->kept_size > KEPT_BYTES && self->kept.length > 1)
    {
      Kept *oldest = g_queue_pop_tail (&self->kept);

      self->kept_size -= oldest->size;
      kept_free (oldest);
    }
}

void
terrain_media_source_load_texture_async (TerrainMediaSource *self, const char *uri, int max_side,
                                         GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GdkTexture *texture;
  Job *job;

  g_return_if_fail (TERRAIN_IS_MEDIA_SOURCE (self));
  g_return_if_fail (uri != NULL);
  g_return_if_fail (max_side > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  job = job_new (self, uri);
  job->max_side = max_side;
  g_task_set_source_tag (task, terrain_media_source_load_texture_async);
  g_task_set_task_data (task, job, job_free);
  texture = terrain_media_source_peek_texture (self, uri, max_side);
  if (texture != NULL)
    {
      g_task_return_pointer (task, g_object_ref (texture), g_object_unref);
      return;
    }
  add_preview_bytes (self, job);
  g_task_run_in_thread (task, texture_thread);
}

GdkTexture *
terrain_media_source_load_texture_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error)
{
  GdkTexture *texture;
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  texture = g_task_propagate_pointer (G_TASK (result), error);
  job = g_task_get_task_data (G_TASK (result));
  if (texture != NULL)
    keep (self, job->uri, job->max_side, texture);
  return texture;
}

/* Attachments */

char *
terrain_media_source_dup_new_name (TerrainMediaSource *self, const char *extension)
{
  gint64 now = g_get_real_time () / 1000;

  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (self), NULL);
  g_return_val_if_fail (extension != NULL, NULL);

  self->last_name = MAX (now, self->last_name + 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT "%s%s", self->last_name, *extension != '\0' ? "." : "", extension);
}

static void
attach_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (terrain_store_put_attachment (job->store, job->record_uuid, job->name, job->content_type, job->bytes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
terrain_media_source_attach_async (TerrainMediaSource *self, const char *name, const char *content_type,
                                   GBytes *content, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (TERRAIN_IS_MEDIA_SOURCE (self));
  g_return_if_fail (name != NULL && content != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, terrain_media_source_attach_async);
  if (self->store == NULL)
    {
      g_hash_table_replace (self->attached, g_strdup (name), g_bytes_ref (content));
      g_task_return_boolean (task, TRUE);
      return;
    }
  job = job_new (self, NULL);
  job->name = g_strdup (name);
  job->content_type = g_strdup (content_type);
  job->bytes = g_bytes_ref (content);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, attach_thread);
}

gboolean
terrain_media_source_attach_finish (TerrainMediaSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
terrain_media_source_set_may_leave (TerrainMediaSource *self, gboolean may_leave)
{
  g_return_if_fail (TERRAIN_IS_MEDIA_SOURCE (self));

  self->may_leave = may_leave;
}

gboolean
terrain_media_source_get_may_leave (TerrainMediaSource *self)
{
  g_return_val_if_fail (TERRAIN_IS_MEDIA_SOURCE (self), FALSE);

  return self->may_leave;
}

static void
terrain_media_source_finalize (GObject *object)
{
  TerrainMediaSource *self = TERRAIN_MEDIA_SOURCE (object);

  g_clear_object (&self->store);
  terrain_environment_unref (self->environment);
  g_free (self->form_id);
  g_free (self->form_version);
  g_free (self->record_uuid);
  g_hash_table_unref (self->attached);
  g_queue_clear_full (&self->kept, kept_free);
  G_OBJECT_CLASS (terrain_media_source_parent_class)->finalize (object);
}

static void
terrain_media_source_class_init (TerrainMediaSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_media_source_finalize;
}

static void
terrain_media_source_init (TerrainMediaSource *self)
{
  g_queue_init (&self->kept);
  self->may_leave = TRUE;
  self->attached = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

TerrainMediaSource *
terrain_media_source_new (TerrainSession *session, TerrainInterview *interview)
{
  TerrainMediaSource *self;
  TerrainForm *form;

  g_return_val_if_fail (session == NULL || TERRAIN_IS_SESSION (session), NULL);
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  self = g_object_new (TERRAIN_TYPE_MEDIA_SOURCE, NULL);
  form = terrain_interview_get_form (interview);
  self->environment = terrain_environment_ref (terrain_interview_get_environment (interview));
  self->form_id = g_strdup (terrain_form_get_id (form));
  self->form_version = g_strdup (terrain_form_get_version (form) != NULL ? terrain_form_get_version (form) : "");
  if (session != NULL)
    {
      self->store = g_object_ref (terrain_profile_get_store (terrain_session_get_profile (session)));
      self->record_uuid = g_strdup (terrain_session_get_record_uuid (session));
    }
  return self;
}
