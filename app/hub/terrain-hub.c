/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>

#include "terrain-hub-credentials-private.h"
#include "terrain-hub-exchange-private.h"
#include "terrain-hub-intake-private.h"
#include "terrain-hub-listener-private.h"

struct _TerrainHub
{
  GObject parent_instance;
  SoupServer *server;
  TerrainHubListener *listener;
  TerrainHubDesk *desk; /* atomic box: requests being answered hold it, too */
  TerrainHubCredentials *credentials;
  char *base_url;
};

G_DEFINE_FINAL_TYPE (TerrainHub, terrain_hub, G_TYPE_OBJECT)

static void
clear_desk (gpointer data)
{
  TerrainHubDesk *desk = data;

  terrain_archive_close (desk->archive);
  g_object_unref (desk->archive);
  g_clear_pointer (&desk->forms, terrain_hub_forms_unref);
}

static void
release_desk (gpointer desk)
{
  g_atomic_rc_box_release_full (desk, clear_desk);
}

static void
terrain_hub_dispose (GObject *object)
{
  TerrainHub *self = TERRAIN_HUB (object);

  terrain_hub_stop (self);
  G_OBJECT_CLASS (terrain_hub_parent_class)->dispose (object);
}

static void
terrain_hub_finalize (GObject *object)
{
  TerrainHub *self = TERRAIN_HUB (object);

  g_clear_pointer (&self->desk, release_desk);
  g_clear_pointer (&self->credentials, terrain_hub_credentials_free);
  g_free (self->base_url);
  G_OBJECT_CLASS (terrain_hub_parent_class)->finalize (object);
}

static void
terrain_hub_class_init (TerrainHubClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = terrain_hub_dispose;
  object_class->finalize = terrain_hub_finalize;
}

static void
terrain_hub_init (TerrainHub *self)
{
}

TerrainHub *
terrain_hub_new (const char *data_folder,
                 const char *forms_folder,
                 GError    **error)
{
  g_autoptr (TerrainHub) self = NULL;
  g_autofree char *path = NULL;
  TerrainArchive *archive;

  g_return_val_if_fail (data_folder != NULL, NULL);

  if (g_mkdir_with_parents (data_folder, 0700) != 0)
    {
      int saved = errno;

      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved), _("The folder %s cannot be made: %s"),
                   data_folder, g_strerror (saved));
      return NULL;
    }
  path = g_build_filename (data_folder, "archive.sqlite", NULL);
  archive = terrain_archive_open (path, error);
  if (archive == NULL)
    return NULL;
  self = g_object_new (TERRAIN_TYPE_HUB, NULL);
  self->desk = g_atomic_rc_box_new0 (TerrainHubDesk);
  self->desk->archive = archive;
  if (forms_folder != NULL)
    self->desk->forms = terrain_hub_forms_new (forms_folder);
  return g_steal_pointer (&self);
}

void
terrain_hub_set_credentials (TerrainHub *self,
                             const char *user_name,
                             const char *password)
{
  g_return_if_fail (TERRAIN_IS_HUB (self));
  g_return_if_fail ((user_name == NULL) == (password == NULL));

  g_clear_pointer (&self->credentials, terrain_hub_credentials_free);
  if (user_name != NULL)
    self->credentials = terrain_hub_credentials_new (user_name, password);
}

static void
send_reply (SoupServerMessage *message,
            TerrainHubReply   *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  gboolean is_post = g_strcmp0 (soup_server_message_get_method (message), "POST") == 0;

  soup_server_message_set_status (message, reply->status, NULL);
  soup_message_headers_replace (headers, "Cache-Control", is_post ? "no-store" : "private, no-cache");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  if (reply->is_openrosa)
    {
      soup_message_headers_replace (headers, "X-OpenRosa-Version", "1.0");
      soup_message_headers_replace (headers, "X-OpenRosa-Accept-Content-Length",
                                    G_STRINGIFY (TERRAIN_HUB_MAX_BODY));
      soup_message_headers_replace (headers, "Content-Language", "en");
    }
  if (reply->etag != NULL)
    soup_message_headers_replace (headers, "ETag", reply->etag);
  if (reply->disposition != NULL)
    soup_message_headers_replace (headers, "Content-Disposition", reply->disposition);
  if (reply->served_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", reply->served_type);
  else if (reply->content_type != NULL)
    soup_message_headers_replace (headers, "Content-Type", reply->content_type);
  if (reply->body != NULL)
    soup_message_body_append_bytes (body, reply->body);
  soup_message_body_complete (body);
}

/* "http://host:port" as the client wrote it: it must be able to reach the addresses it is given. */
static char *
make_base_url (SoupServerMessage *message)
{
  GUri *uri = soup_server_message_get_uri (message);
  /* Without libsoup's flags, which would end it with a slash. */
  g_autoptr (GUri) base = g_uri_build (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                                       g_uri_get_port (uri), "", NULL, NULL);

  return g_uri_to_string (base);
}

static TerrainHubRequest *
read_request (SoupServerMessage *message)
{
  TerrainHubRequest *request = g_new0 (TerrainHubRequest, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  GUri *uri = soup_server_message_get_uri (message);

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (g_uri_get_path (uri));
  request->query = g_strdup (g_uri_get_query (uri));
  request->base_url = make_base_url (message);
  request->openrosa_version = g_strdup (soup_message_headers_get_one (headers, "X-OpenRosa-Version"));
  request->if_none_match = g_strdup (soup_message_headers_get_list (headers, "If-None-Match"));
  request->content_type = g_strdup (soup_message_headers_get_one (headers, "Content-Type"));
  request->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  return request;
}

typedef struct
{
  TerrainHubDesk *desk;
  TerrainHubRequest *request;
  gboolean gone; /* the client is, or the hub was stopped: nobody waits for the answer */
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  release_desk (errand->desk);
  terrain_hub_request_free (errand->request);
  g_free (errand);
}

static void
on_gone (SoupServerMessage *message,
         gpointer           user_data)
{
  Errand *errand = user_data;

  errand->gone = TRUE;
}

static void
run_errand (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Errand *errand = data;

  g_task_return_pointer (task, terrain_hub_answer (errand->desk, errand->request),
                         (GDestroyNotify) terrain_hub_reply_free);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  SoupServerMessage *message = SOUP_SERVER_MESSAGE (source);
  g_autoptr (TerrainHubReply) reply = g_task_propagate_pointer (G_TASK (result), NULL);
  Errand *errand = g_task_get_task_data (G_TASK (result));

  /* The path of a request holds no answers; a form's id at most. */
  g_debug ("%s %s: %u", errand->request->method, errand->request->path, reply->status);
  g_signal_handlers_disconnect_by_func (message, on_gone, errand);
  if (errand->gone)
    return;
  send_reply (message, reply);
  soup_server_message_unpause (message);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TerrainHub *self = user_data;
  g_autoptr (GTask) task = NULL;
  Errand *errand;

  if (soup_server_message_get_status (message) != 0)
    return;
  errand = g_new0 (Errand, 1);
  errand->desk = g_atomic_rc_box_acquire (self->desk);
  errand->request = read_request (message);
  task = g_task_new (message, NULL, on_answered, NULL);
  g_task_set_source_tag (task, on_request);
  g_task_set_task_data (task, errand, errand_free);
  g_signal_connect (message, "finished", G_CALLBACK (on_gone), errand);
  g_signal_connect (message, "disconnected", G_CALLBACK (on_gone), errand);
  soup_server_message_pause (message);
  g_task_run_in_thread (task, run_errand);
}

/* Before the body is read: a client without the right to send should not have to. */
static void
on_headers (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  TerrainHub *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (TerrainHubReply) reply = NULL;

  if (self->credentials != NULL &&
      !terrain_hub_credentials_match (self->credentials, soup_message_headers_get_one (headers, "Authorization")))
    {
      reply = terrain_hub_reply_openrosa (SOUP_STATUS_UNAUTHORIZED,
                                          "Could not authenticate with the provided credentials.");
      reply->is_openrosa = FALSE;
      soup_message_headers_replace (soup_server_message_get_response_headers (message), "WWW-Authenticate",
                                    "Basic realm=\"Terrain\", charset=\"UTF-8\"");
    }
  else if (soup_message_headers_get_content_length (headers) > TERRAIN_HUB_MAX_BODY)
    reply = terrain_hub_reply_openrosa (SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, TERRAIN_HUB_TOO_LARGE_TEXT);
  if (reply != NULL)
    send_reply (message, reply);
  terrain_hub_intake_watch (message, reply == NULL);
}

gboolean
terrain_hub_listen (TerrainHub *self,
                    guint       port,
                    gboolean    public_interfaces,
                    GError    **error)
{
  g_autoptr (SoupServer) server = NULL;

  g_return_val_if_fail (TERRAIN_IS_HUB (self), FALSE);
  g_return_val_if_fail (self->server == NULL, FALSE);

  server = soup_server_new ("server-header", "terrain-hub/" TERRAIN_VERSION, "raw-paths", TRUE, NULL);
  soup_server_add_early_handler (server, NULL, on_headers, self, NULL);
  soup_server_add_handler (server, NULL, on_request, self, NULL);
  self->listener = terrain_hub_listener_new (server, port, public_interfaces, error);
  if (self->listener == NULL)
    {
      g_prefix_error (error, _("The endpoint cannot listen on port %u: "), port);
      return FALSE;
    }
  g_free (self->base_url);
  self->base_url = g_strdup_printf ("http://127.0.0.1:%u", terrain_hub_listener_get_port (self->listener));
  self->server = g_steal_pointer (&server);
  return TRUE;
}

const char *
terrain_hub_get_base_url (TerrainHub *self)
{
  g_return_val_if_fail (TERRAIN_IS_HUB (self), NULL);

  return self->base_url;
}

void
terrain_hub_stop (TerrainHub *self)
{
  g_return_if_fail (TERRAIN_IS_HUB (self));

  if (self->server == NULL)
    return;
  g_clear_pointer (&self->listener, terrain_hub_listener_free);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}
