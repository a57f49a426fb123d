/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "rough-server.h"

#include <string.h>
#include <sys/socket.h>

typedef struct
{
  RoughMode mode;
  char *reply;
} Answer;

struct _RoughServer
{
  GSocketService *service;
  GCancellable *stopped;
  char *url;
  guint port;
  GMutex lock;
  Answer usual;
  GQueue next; /* Answer */
  char *get;   /* (nullable): what every GET gets, apart from these */
  GString *request;
  guint n_requests;
  guint n_now;
  guint most_at_once;
  int n_swallowed;
};

static Answer *
answer_new (RoughMode   mode,
            const char *reply)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->mode = mode;
  answer->reply = g_strdup (reply);
  return answer;
}

static void
answer_free (Answer *answer)
{
  g_free (answer->reply);
  g_free (answer);
}

/* Head and body; NULL where the client closed without asking anything. */
static GString *
read_request (GInputStream *input)
{
  g_autoptr (GString) request = g_string_new (NULL);
  gsize wanted = G_MAXSIZE;
  char buffer[65536];

  while (request->len < wanted)
    {
      gssize size = g_input_stream_read (input, buffer, sizeof buffer, NULL, NULL);
      const char *end;

      if (size <= 0)
        return NULL;
      g_string_append_len (request, buffer, size);
      end = memmem (request->str, request->len, "\r\n\r\n", 4);
      if (end != NULL && wanted == G_MAXSIZE)
        {
          const char *length = strcasestr (request->str, "\r\nContent-Length:");
          gsize head = (gsize) (end - request->str) + 4;

          wanted = head + (length != NULL ? g_ascii_strtoull (length + 17, NULL, 10) : 0);
        }
    }
  return g_steal_pointer (&request);
}

static void
wait_for_close (RoughServer       *self,
                GSocketConnection *connection)
{
  char byte;

  while (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, self->stopped,
                              NULL) > 0)
    continue;
}

static void
drip (RoughServer       *self,
      GSocketConnection *connection,
      const char        *reply)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  for (gsize i = 0; !g_cancellable_is_cancelled (self->stopped); i = reply[i + 1] != '\0' ? i + 1 : i)
    {
      if (g_output_stream_write (output, reply + i, 1, self->stopped, NULL) != 1)
        return;
      g_usleep (50 * 1000);
    }
}

/* Returns when the other server has answered, and so has done what it was asked. */
static void
pass_on (const char *address,
         GString    *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) g_uri_get_port (uri), NULL, NULL);
  char buffer[4096];

  g_assert_nonnull (connection);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request->str,
                                            request->len, NULL, NULL, NULL));
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer,
                                        sizeof buffer, NULL, NULL),
                   >, 0);
}

static void
give (RoughServer       *self,
      GSocketConnection *connection,
      const Answer      *answer,
      GString           *request)
{
  struct linger reset = { .l_onoff = 1, .l_linger = 0 };

  switch (answer->mode)
    {
    case ROUGH_SWALLOW:
      pass_on (answer->reply, request);
      g_atomic_int_inc (&self->n_swallowed);
      wait_for_close (self, connection);
      break;
    case ROUGH_SLOW:
      g_usleep (200 * 1000);
      G_GNUC_FALLTHROUGH;
    case ROUGH_REPLY:
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), answer->reply,
                                 strlen (answer->reply), NULL, NULL, NULL);
      break;
    case ROUGH_SILENT:
      wait_for_close (self, connection);
      break;
    case ROUGH_RESET:
      setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &reset,
                  sizeof reset);
      break;
    case ROUGH_DRIP:
      drip (self, connection, answer->reply);
      break;
    default:
      g_assert_not_reached ();
    }
}

static Answer *
take_answer (RoughServer *self,
             GString     *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Answer *answer;

  if (self->get != NULL && g_str_has_prefix (request->str, "GET "))
    answer = answer_new (ROUGH_REPLY, self->get);
  else if (!g_queue_is_empty (&self->next))
    answer = g_queue_pop_head (&self->next);
  else
    answer = answer_new (self->usual.mode, self->usual.reply);
  g_string_assign (self->request, "");
  g_string_append_len (self->request, request->str, (gssize) request->len);
  self->n_requests++;
  self->n_now++;
  self->most_at_once = MAX (self->most_at_once, self->n_now);
  return answer;
}

static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  RoughServer *self = user_data;
  GString *request = read_request (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  Answer *answer;

  if (request == NULL)
    return TRUE;
  answer = take_answer (self, request);
  give (self, connection, answer, request);
  g_mutex_lock (&self->lock);
  self->n_now--;
  g_mutex_unlock (&self->lock);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  answer_free (answer);
  g_string_free (request, TRUE);
  return TRUE;
}

RoughServer *
rough_server_new (void)
{
  RoughServer *self = g_new0 (RoughServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  g_queue_init (&self->next);
  self->request = g_string_new (NULL);
  self->stopped = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (50);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &effective, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->port);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run), self);
  g_socket_service_start (self->service);
  return self;
}

void
rough_server_free (RoughServer *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stopped);
  /* Its threads hold the service; wait until they are through. */
  while (G_OBJECT (self->service)->ref_count > 1)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_object_unref (self->service);
  g_object_unref (self->stopped);
  g_queue_clear_full (&self->next, (GDestroyNotify) answer_free);
  g_string_free (self->request, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self->usual.reply);
  g_free (self->get);
  g_free (self->url);
  g_free (self);
}

const char *
rough_server_get_url (RoughServer *self)
{
  return self->url;
}

guint
rough_server_get_port (RoughServer *self)
{
  return self->port;
}

void
rough_server_set (RoughServer *self,
                  RoughMode    mode,
                  const char  *reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->usual.mode = mode;
  g_free (self->usual.reply);
  self->usual.reply = g_strdup (reply);
}

void
rough_server_set_get (RoughServer *self,
                      const char  *reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_free (self->get);
  self->get = g_strdup (reply);
}

void
rough_server_push (RoughServer *self,
                   RoughMode    mode,
                   const char  *reply)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_queue_push_tail (&self->next, answer_new (mode, reply));
}

guint
rough_server_get_n_requests (RoughServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_requests;
}

char *
rough_server_dup_request (RoughServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strndup (self->request->str, self->request->len);
}

guint
rough_server_get_most_at_once (RoughServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->most_at_once;
}

guint
rough_server_get_n_swallowed (RoughServer *self)
{
  return (guint) g_atomic_int_get (&self->n_swallowed);
}

char *
rough_reply (int         status,
             const char *headers,
             const char *body)
{
  return g_strdup_printf ("HTTP/1.1 %d Whatever\r\nConnection: close\r\n%sContent-Length: %" G_GSIZE_FORMAT
                          "\r\n\r\n%s",
                          status, headers, strlen (body), body);
}
