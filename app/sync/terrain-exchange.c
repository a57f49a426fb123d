/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-exchange-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-wire.h>

#include "terrain-exchange-error-private.h"
#include "terrain-sync.h"

#define MAX_REDIRECTS 5
#define CHUNK_SIZE (64 * 1024)
/* What must move, either way, in each time-out: less is a connection held open, not a poor line. */
#define MIN_BYTES_PER_SECOND 64

typedef struct
{
  SoupSession *session;
  TerrainExchangeRequest *request;
  GUri *uri; /* where we are after redirects */
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;
  GCancellable *cancellable; /* ours: follows the caller's, and the watchdog's */
  gulong cancel_handler;
  GCancellable *outer;
  guint64 moved;         /* bytes in both directions */
  guint64 moved_before;  /* at the last look */
  guint watchdog;
  gboolean too_slow;
  gboolean retried;
  gboolean challenged;
  guint n_redirects;
} Exchange;

static void start (GTask *task);

void
terrain_exchange_request_free (TerrainExchangeRequest *self)
{
  g_free (self->url);
  g_clear_pointer (&self->authorization, terrain_authorization_unref);
  g_free (self->home);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self->boundary);
  g_free (self);
}

static void
drop_message (Exchange *self)
{
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
}

static void
exchange_free (gpointer data)
{
  Exchange *self = data;

  g_cancellable_disconnect (self->outer, self->cancel_handler);
  g_clear_handle_id (&self->watchdog, g_source_remove);
  drop_message (self);
  g_clear_object (&self->outer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_clear_object (&self->session);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->uri, g_uri_unref);
  terrain_exchange_request_free (self->request);
  g_free (self);
}

gboolean
terrain_exchange_is_allowed (GUri    *uri,
                             gboolean insecure_allowed)
{
  const char *host = g_uri_get_host (uri);
  g_autoptr (GInetAddress) address = NULL;

  if (g_strcmp0 (g_uri_get_scheme (uri), "https") == 0)
    return host != NULL && *host != '\0';
  if (g_strcmp0 (g_uri_get_scheme (uri), "http") != 0 || host == NULL || *host == '\0')
    return FALSE;
  if (insecure_allowed || g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
same_origin (GUri *a,
             GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 && g_uri_get_port (a) == g_uri_get_port (b);
}

static gboolean
on_watchdog (gpointer user_data)
{
  Exchange *self = user_data;

  if (self->moved - self->moved_before >= (guint64) self->request->timeout * MIN_BYTES_PER_SECOND)
    {
      self->moved_before = self->moved;
      return G_SOURCE_CONTINUE;
    }
  self->watchdog = 0;
  self->too_slow = TRUE;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

/* Files may be anywhere that is safe; a document must come from the server that was asked, or it is no answer of it. */
static gboolean
follow (Exchange *self,
        GError  **error)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);
  const char *location = soup_message_headers_get_one (headers, "Location");
  guint status = soup_message_get_status (self->message);
  g_autoptr (GUri) target = NULL;
  gboolean keeps_body = status == SOUP_STATUS_TEMPORARY_REDIRECT || status == SOUP_STATUS_PERMANENT_REDIRECT;

  if (location != NULL)
    target = g_uri_parse_relative (self->uri, location, SOUP_HTTP_URI_FLAGS, NULL);
  if (target != NULL && ++self->n_redirects <= MAX_REDIRECTS &&
      terrain_exchange_is_allowed (target, self->request->insecure_allowed) &&
      (same_origin (target, self->uri) || self->request->may_leave) &&
      (self->request->parts == NULL || (keeps_body && same_origin (target, self->uri))))
    {
      g_uri_unref (self->uri);
      self->uri = g_steal_pointer (&target);
      return TRUE;
    }
  terrain_exchange_set_redirect_error (error, status, target);
  return FALSE;
}

static gboolean
is_at_home (Exchange *self)
{
  g_autoptr (GUri) home = g_uri_parse (self->request->home, SOUP_HTTP_URI_FLAGS, NULL);

  return home != NULL && same_origin (home, self->uri);
}

/* Once: the first header may have been Basic, or its nonce out of date; the second was right, or never will be. */
static gboolean
meet_challenge (Exchange *self)
{
  if (self->challenged || soup_message_get_status (self->message) != SOUP_STATUS_UNAUTHORIZED ||
      self->request->authorization == NULL || !is_at_home (self))
    return FALSE;
  self->challenged = terrain_authorization_take_challenge (self->request->authorization,
                                                           soup_message_get_response_headers (self->message));
  return self->challenged;
}

static void
finish (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GBytes) body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  g_autoptr (GError) error = NULL;
  guint status = soup_message_get_status (self->message);

  if (SOUP_STATUS_IS_REDIRECTION (status) && status != SOUP_STATUS_NOT_MODIFIED)
    {
      if (follow (self, &error))
        start (task);
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (meet_challenge (self))
    {
      start (task);
      return;
    }
  g_task_return_pointer (task, terrain_answer_new (self->message, body), (GDestroyNotify) terrain_answer_free);
}

/* A kept connection may be closed under a request (Central: after 5 s). Asking again is safe: every request of ours is,
 * a submission by its instanceID and identical bytes. */
static gboolean
is_worth_repeating (Exchange     *self,
                    const GError *error)
{
  return !self->retried && !self->too_slow && soup_message_get_status (self->message) == 0 &&
         (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE) ||
          g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT));
}

static void
fail (GTask  *task,
      GError *error)
{
  Exchange *self = g_task_get_task_data (task);
  g_autoptr (GError) cause = error;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (is_worth_repeating (self, cause))
    {
      self->retried = TRUE;
      start (task);
      return;
    }
  g_task_return_error (task, terrain_exchange_translate_error (cause, self->too_slow, self->uri));
}

static void read_more (GTask *task);

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;
  const guint8 *data;

  if (chunk == NULL)
    {
      fail (task, error);
      return;
    }
  data = g_bytes_get_data (chunk, &size);
  if (size == 0)
    {
      finish (task);
      return;
    }
  self->moved += size;
  if (self->body->len + size > self->request->max_size)
    {
      g_cancellable_cancel (self->cancellable);
      g_task_return_error (task, terrain_exchange_new_size_error (self->request->max_size));
      return;
    }
  g_byte_array_append (self->body, data, (guint) size);
  read_more (g_object_ref (task));
}

/* Takes @task. */
static void
read_more (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  g_input_stream_read_bytes_async (self->stream, CHUNK_SIZE, G_PRIORITY_DEFAULT, self->cancellable, on_read, task);
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Exchange *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (self->stream == NULL)
    fail (task, error);
  else
    read_more (g_steal_pointer (&task));
}

static void
on_written (SoupMessage *message,
            guint        size,
            gpointer     user_data)
{
  Exchange *self = user_data;

  self->moved += size;
}

/* A stream of its own for each try: one that is given up may still be read by a thread of libsoup's. */
static void
set_body (SoupMessage            *message,
          TerrainExchangeRequest *request)
{
  g_autofree char *type = g_strconcat ("multipart/form-data; boundary=", request->boundary, NULL);
  g_autoptr (GInputStream) body = terrain_multipart_open (request->parts, request->boundary);

  soup_message_set_request_body (message, type, body,
                                 (gssize) terrain_multipart_measure (request->parts, request->boundary));
}

static SoupMessage *
make_message (Exchange *self)
{
  TerrainExchangeRequest *request = self->request;
  SoupMessage *message = soup_message_new_from_uri (request->method, self->uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->retried)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);
  if (request->openrosa)
    soup_message_headers_replace (headers, "X-OpenRosa-Version", "1.0");
  /* At once, not when asked: Central's 401 carries no challenge. */
  if (request->authorization != NULL && is_at_home (self))
    {
      g_autofree char *authorization =
        terrain_authorization_print (request->authorization, request->method, self->uri, /* cnonce= */ NULL);

      soup_message_headers_replace (headers, "Authorization", authorization);
    }
  if (request->parts != NULL)
    set_body (message, request);
  return message;
}

static void
start (GTask *task)
{
  Exchange *self = g_task_get_task_data (task);

  drop_message (self);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->body, g_byte_array_unref);
  self->body = g_byte_array_new ();
  self->message = make_message (self);
  g_signal_connect (self->message, "wrote-body-data", G_CALLBACK (on_written), self);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable, on_sent,
                           g_object_ref (task));
}

static void
on_outer_cancelled (GCancellable *outer,
                    gpointer      user_data)
{
  g_cancellable_cancel (user_data);
}

void
terrain_exchange_async (SoupSession            *session,
                        TerrainExchangeRequest *request,
                        GCancellable           *cancellable,
                        GAsyncReadyCallback     callback,
                        gpointer                user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Exchange *self = g_new0 (Exchange, 1);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, terrain_exchange_async);
  g_task_set_task_data (task, self, exchange_free);
  self->session = g_object_ref (session);
  self->request = request;
  self->cancellable = g_cancellable_new ();
  g_set_object (&self->outer, cancellable);
  self->uri = g_uri_parse (request->url, SOUP_HTTP_URI_FLAGS, &error);
  if (self->uri == NULL || !terrain_exchange_is_allowed (self->uri, request->insecure_allowed))
    {
      g_task_return_error (task, terrain_exchange_new_address_error (self->uri != NULL));
      return;
    }
  if (cancellable != NULL)
    self->cancel_handler =
      g_cancellable_connect (cancellable, G_CALLBACK (on_outer_cancelled), self->cancellable, NULL);
  self->watchdog = g_timeout_add_seconds (request->timeout, on_watchdog, self);
  start (task);
}

TerrainAnswer *
terrain_exchange_finish (SoupSession  *session,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
