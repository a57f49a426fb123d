/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-credentials-private.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "terrain-sync.h"

/* Long enough to type the key ring's passphrase when it is asked for. */
#define PATIENCE_S 60
#define LOOKUP_PATIENCE_S 15

static const SecretSchema schema = {
  TERRAIN_APP_ID ".Server",
  SECRET_SCHEMA_NONE,
  { { "server", SECRET_SCHEMA_ATTRIBUTE_STRING }, { "user", SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
  0, 0, 0, 0, 0, 0, 0, 0,
};

typedef struct
{
  GCancellable *cancellable; /* ours */
  GCancellable *outer;
  gulong handler;
  guint timer;
} Patience;

static void
patience_free (gpointer data)
{
  Patience *self = data;

  g_cancellable_disconnect (self->outer, self->handler);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static gboolean
on_out_of_patience (gpointer user_data)
{
  Patience *self = user_data;

  self->timer = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
on_outer_cancelled (GCancellable *outer,
                    gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

static GTask *
begin (GCancellable       *cancellable,
       guint               seconds,
       gpointer            tag,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Patience *self = g_new0 (Patience, 1);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, self, patience_free);
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (seconds, on_out_of_patience, self);
  g_set_object (&self->outer, cancellable);
  if (cancellable != NULL)
    self->handler = g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled), self->cancellable, NULL);
  return task;
}

static GCancellable *
get_cancellable (GTask *task)
{
  return ((Patience *) g_task_get_task_data (task))->cancellable;
}

static void
fail (GTask  *task,
      GError *cause)
{
  g_autoptr (GError) error = cause;

  if (g_task_return_error_if_cancelled (task))
    return;
  g_task_return_new_error (task, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SECRET,
                           _("This computer's password store does not answer (%s). Unlock it, or enter the server's "
                             "password again in the settings."),
                           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? _("no answer in time")
                                                                                      : error->message);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *password = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    fail (task, error);
  else
    g_task_return_pointer (task, password, (GDestroyNotify) secret_password_free);
}

void
terrain_credentials_lookup_async (const char         *server,
                                  const char         *user_name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  GTask *task = begin (cancellable, LOOKUP_PATIENCE_S, terrain_credentials_lookup_async, callback, user_data);

  secret_password_lookup (&schema, get_cancellable (task), on_looked_up, task, "server", server, "user", user_name,
                          NULL);
}

char *
terrain_credentials_lookup_finish (GAsyncResult *result,
                                   GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    fail (task, error);
}

void
terrain_credentials_store_async (const char         *server,
                                 const char         *user_name,
                                 const char         *password,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = begin (cancellable, PATIENCE_S, terrain_credentials_store_async, callback, user_data);
  g_autofree char *label = g_strdup_printf (_("Terrain: %s at %s"), user_name, server);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, password, get_cancellable (task), on_stored, task,
                         "server", server, "user", user_name, NULL);
}

gboolean
terrain_credentials_store_finish (GAsyncResult *result,
                                  GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
