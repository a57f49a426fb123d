/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-openrosa-client-private.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "terrain-answer-private.h"
#include "terrain-exchange-private.h"
#include "terrain-sync-error-private.h"

#define MAX_DOCUMENT (16 * 1024 * 1024)
#define MAX_DOWNLOAD (256 * 1024 * 1024)
/* Until the server says more (X-OpenRosa-Accept-Content-Length): what the reference client assumes. */
#define DEFAULT_ACCEPT_LENGTH 10000000
/* More connections only lengthen the queue on the other side (measured on Central). */
#define MAX_CONNECTIONS 4
/* Central closes an idle connection after 5 s; better to close it first than to have it closed under a request. */
#define IDLE_TIMEOUT 4

struct _TerrainOpenrosaClient
{
  GObject parent_instance;
  SoupSession *session;
  char *base_url;
  TerrainAuthorization *authorization; /* (nullable) */
  char *submission_url;
  gboolean insecure_allowed;
  guint timeout;
  gsize accept_length;
};

G_DEFINE_FINAL_TYPE (TerrainOpenrosaClient, terrain_openrosa_client, G_TYPE_OBJECT)

static void
terrain_openrosa_client_finalize (GObject *object)
{
  TerrainOpenrosaClient *self = TERRAIN_OPENROSA_CLIENT (object);

  g_clear_object (&self->session);
  g_free (self->base_url);
  g_clear_pointer (&self->authorization, terrain_authorization_unref);
  g_free (self->submission_url);
  G_OBJECT_CLASS (terrain_openrosa_client_parent_class)->finalize (object);
}

static void
terrain_openrosa_client_class_init (TerrainOpenrosaClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_openrosa_client_finalize;
}

static void
terrain_openrosa_client_init (TerrainOpenrosaClient *self)
{
  self->accept_length = DEFAULT_ACCEPT_LENGTH;
}

TerrainOpenrosaClient *
terrain_openrosa_client_new (const char *base_url,
                             const char *user_name,
                             const char *password,
                             const char *device_id,
                             gboolean    insecure_allowed,
                             guint       timeout)
{
  TerrainOpenrosaClient *self;
  g_autofree char *device = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (timeout > 0, NULL);

  self = g_object_new (TERRAIN_TYPE_OPENROSA_CLIENT, NULL);
  self->base_url = g_strdup (base_url);
  /* With a slash at the end Central answers with addresses that do not work. */
  while (g_str_has_suffix (self->base_url, "/"))
    self->base_url[strlen (self->base_url) - 1] = '\0';
  if (user_name != NULL && *user_name != '\0')
    self->authorization = terrain_authorization_new (user_name, password != NULL ? password : "");
  if (device_id != NULL)
    device = g_uri_escape_string (device_id, NULL, FALSE);
  self->submission_url =
    g_strconcat (self->base_url, "/submission", device != NULL ? "?deviceID=" : NULL, device, NULL);
  self->insecure_allowed = insecure_allowed;
  self->timeout = timeout;
  self->session =
    soup_session_new_with_options ("timeout", timeout, "idle-timeout", IDLE_TIMEOUT, "max-conns-per-host",
                                   MAX_CONNECTIONS, "user-agent", "Terrain/" TERRAIN_VERSION, NULL);
  /* We send credentials ourselves, at once; a challenge must not make libsoup ask again. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  return self;
}

const char *
terrain_openrosa_client_get_base_url (TerrainOpenrosaClient *self)
{
  return self->base_url;
}

gsize
terrain_openrosa_client_get_accept_length (TerrainOpenrosaClient *self)
{
  return self->accept_length;
}

static TerrainExchangeRequest *
new_request (TerrainOpenrosaClient *self,
             const char            *method,
             const char            *url,
             gsize                  max_size)
{
  TerrainExchangeRequest *request = g_new0 (TerrainExchangeRequest, 1);

  request->method = method;
  request->url = g_strdup (url);
  request->home = g_strdup (self->base_url);
  if (self->authorization != NULL)
    request->authorization = terrain_authorization_ref (self->authorization);
  request->insecure_allowed = self->insecure_allowed;
  request->openrosa = TRUE;
  request->max_size = max_size;
  request->timeout = self->timeout;
  return request;
}

/* The answer of a finished exchange, checked; also takes what the server says of its limits. */
static TerrainAnswer *
take_answer (GTask        *task,
             GObject      *source,
             GAsyncResult *result,
             TerrainAnswerTo purpose)
{
  TerrainOpenrosaClient *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (TerrainAnswer) answer = terrain_exchange_finish (SOUP_SESSION (source), result, &error);

  if (answer != NULL && answer->accept_length > 0)
    self->accept_length = (gsize) MIN (answer->accept_length, G_MAXINT);
  if (answer == NULL || !terrain_answer_check (answer, purpose, &error))
    {
      g_task_return_error (task, error);
      return NULL;
    }
  return g_steal_pointer (&answer);
}

/* A document that is none: HTML is somebody else's, the rest is the server's mistake. */
static GError *
translate_wire_error (const GError *cause,
                      guint         status)
{
  GError *error;

  if (g_error_matches (cause, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_HTML))
    error = g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA,
                                 _("A web page came instead of the server's answer. Perhaps this network wants you to "
                                   "sign in first: open a web page to do so. If that does not help, check the "
                                   "server's address."));
  else if (g_error_matches (cause, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED))
    error = g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA,
                         _("What answers at the server's address is no OpenRosa server: %s Check the address."),
                         cause->message);
  else
    error = g_error_new (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                         _("The server's answer cannot be read: %s It is tried again by itself."), cause->message);
  terrain_sync_error_set_details (error, status, NULL, 0);
  return error;
}

static void
return_parsed (GTask         *task,
               TerrainAnswer *answer,
               GPtrArray   *(*parse) (GBytes *, GError **))
{
  g_autoptr (GError) cause = NULL;
  GPtrArray *parsed = parse (answer->body, &cause);

  if (parsed != NULL)
    g_task_return_pointer (task, parsed, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, translate_wire_error (cause, answer->status));
}

static void
on_form_list (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TerrainAnswer) answer = take_answer (task, source, result, TERRAIN_ANSWER_TO_LIST);

  if (answer != NULL)
    return_parsed (task, answer, terrain_form_list_parse);
}

void
terrain_openrosa_client_list_forms_async (TerrainOpenrosaClient *self,
                                          GCancellable          *cancellable,
                                          GAsyncReadyCallback    callback,
                                          gpointer               user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *url = g_strconcat (self->base_url, "/formList", NULL);

  g_task_set_source_tag (task, terrain_openrosa_client_list_forms_async);
  terrain_exchange_async (self->session, new_request (self, SOUP_METHOD_GET, url, MAX_DOCUMENT), cancellable,
                          on_form_list, task);
}

GPtrArray *
terrain_openrosa_client_list_forms_finish (TerrainOpenrosaClient *self,
                                           GAsyncResult          *result,
                                           GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_manifest (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TerrainAnswer) answer = take_answer (task, source, result, TERRAIN_ANSWER_TO_DOWNLOAD);

  if (answer != NULL)
    return_parsed (task, answer, terrain_manifest_parse);
}

void
terrain_openrosa_client_load_manifest_async (TerrainOpenrosaClient *self,
                                             const char            *url,
                                             GCancellable          *cancellable,
                                             GAsyncReadyCallback    callback,
                                             gpointer               user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, terrain_openrosa_client_load_manifest_async);
  terrain_exchange_async (self->session, new_request (self, SOUP_METHOD_GET, url, MAX_DOCUMENT), cancellable,
                          on_manifest, task);
}

GPtrArray *
terrain_openrosa_client_load_manifest_finish (TerrainOpenrosaClient *self,
                                              GAsyncResult          *result,
                                              GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_downloaded (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TerrainAnswer) answer = take_answer (task, source, result, TERRAIN_ANSWER_TO_DOWNLOAD);
  const char *wanted = g_task_get_task_data (task);
  g_autofree char *hash = NULL;
  GError *error;

  if (answer == NULL)
    return;
  hash = terrain_wire_hash (answer->body);
  if (wanted == NULL || terrain_wire_hash_equal (hash, wanted))
    {
      g_task_return_pointer (task, g_bytes_ref (answer->body), (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (terrain_wire_is_html (answer->body) && !answer->is_openrosa)
    error = g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NOT_OPENROSA,
                                 _("A web page came instead of a file. Perhaps this network wants you to sign in "
                                   "first: open a web page to do so."));
  else
    error = g_error_new_literal (TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SERVER,
                                 _("A file did not arrive as the server announced it. What was here before stays in "
                                   "use; update again later."));
  terrain_sync_error_set_details (error, answer->status, NULL, 0);
  g_task_return_error (task, error);
}

void
terrain_openrosa_client_download_async (TerrainOpenrosaClient *self,
                                        const char            *url,
                                        const char            *hash,
                                        GCancellable          *cancellable,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TerrainExchangeRequest *request = new_request (self, SOUP_METHOD_GET, url, MAX_DOWNLOAD);

  g_task_set_source_tag (task, terrain_openrosa_client_download_async);
  g_task_set_task_data (task, g_strdup (hash), g_free);
  /* Servers keep files in stores of their own and lead there; the hash says whether it is the right one. */
  request->may_leave = hash != NULL;
  terrain_exchange_async (self->session, request, cancellable, on_downloaded, task);
}

GBytes *
terrain_openrosa_client_download_finish (TerrainOpenrosaClient *self,
                                         GAsyncResult          *result,
                                         GError               **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_submitted (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (TerrainAnswer) answer = take_answer (task, source, result, TERRAIN_ANSWER_TO_SUBMISSION);

  if (answer != NULL)
    g_task_return_boolean (task, TRUE);
}

void
terrain_openrosa_client_submit_async (TerrainOpenrosaClient *self,
                                      GPtrArray             *parts,
                                      GCancellable          *cancellable,
                                      GAsyncReadyCallback    callback,
                                      gpointer               user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  TerrainExchangeRequest *request = new_request (self, SOUP_METHOD_POST, self->submission_url, MAX_DOCUMENT);

  g_task_set_source_tag (task, terrain_openrosa_client_submit_async);
  request->parts = g_ptr_array_ref (parts);
  request->boundary = terrain_multipart_make_boundary (parts);
  terrain_exchange_async (self->session, request, cancellable, on_submitted, task);
}

gboolean
terrain_openrosa_client_submit_finish (TerrainOpenrosaClient *self,
                                       GAsyncResult          *result,
                                       GError               **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
