/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-listener-private.h"

/* A connection that says nothing for so long is closed. */
#define IDLE_TIMEOUT_S 60
#define MAX_CONNECTIONS 500
/* On a remote address: libsoup keeps the address of a message, but not the connection it was given. */
#define CONNECTION_KEY "terrain-hub-connection"

struct _TerrainHubListener
{
  GSocketService *service;
  SoupServer *server; /* unowned: owns us */
  guint port;
  guint *n_connections; /* atomic box: connections outlive us */
};

static void
on_connection_gone (gpointer  user_data,
                    GObject  *connection)
{
  guint *n_connections = user_data;

  (*n_connections)--;
  g_atomic_rc_box_release (n_connections);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
on_incoming (GSocketService    *service,
             GSocketConnection *connection,
             GObject           *source,
             gpointer           user_data)
{
  TerrainHubListener *self = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  GWeakRef *link;

  /* Gone again, or one too many: dropping it closes it. */
  if (local == NULL || remote == NULL || *self->n_connections >= MAX_CONNECTIONS)
    return TRUE;
  g_socket_set_timeout (g_socket_connection_get_socket (connection), IDLE_TIMEOUT_S);
  (*self->n_connections)++;
  g_object_weak_ref (G_OBJECT (connection), on_connection_gone, g_atomic_rc_box_acquire (self->n_connections));
  link = g_new0 (GWeakRef, 1);
  g_weak_ref_init (link, connection);
  g_object_set_data_full (G_OBJECT (remote), CONNECTION_KEY, link, weak_ref_free);
  soup_server_accept_iostream (self->server, G_IO_STREAM (connection), local, remote, NULL);
  return TRUE;
}

static guint
listen_public (GSocketListener *listener,
               guint            port,
               GError         **error)
{
  if (port == 0)
    return g_socket_listener_add_any_inet_port (listener, NULL, error);
  return g_socket_listener_add_inet_port (listener, (guint16) port, NULL, error) ? port : 0;
}

static guint
listen_loopback (GSocketListener *listener,
                 guint            port,
                 GError         **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, (guint16) port);
  g_autoptr (GSocketAddress) effective = NULL;

  if (!g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                      &effective, error))
    return 0;
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
}

TerrainHubListener *
terrain_hub_listener_new (SoupServer *server,
                          guint       port,
                          gboolean    public_interfaces,
                          GError    **error)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  GSocketListener *listener = G_SOCKET_LISTENER (service);
  guint effective =
    public_interfaces ? listen_public (listener, port, error) : listen_loopback (listener, port, error);
  TerrainHubListener *self;

  if (effective == 0)
    return NULL;
  self = g_new0 (TerrainHubListener, 1);
  self->service = g_steal_pointer (&service);
  self->server = server;
  self->port = effective;
  self->n_connections = g_atomic_rc_box_new0 (guint);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming), self);
  g_socket_service_start (self->service);
  return self;
}

guint
terrain_hub_listener_get_port (TerrainHubListener *self)
{
  return self->port;
}

void
terrain_hub_listener_free (TerrainHubListener *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  g_atomic_rc_box_release (self->n_connections);
  g_free (self);
}

void
terrain_hub_listener_cut_off (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);
  GWeakRef *link = remote != NULL ? g_object_get_data (G_OBJECT (remote), CONNECTION_KEY) : NULL;
  g_autoptr (GSocketConnection) connection = link != NULL ? g_weak_ref_get (link) : NULL;

  if (connection != NULL)
    g_socket_shutdown (g_socket_connection_get_socket (connection), TRUE, TRUE, NULL);
}
