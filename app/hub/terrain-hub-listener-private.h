/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * Takes connections and hands them to a SoupServer. SoupServer's own listening leaks the socket of every connection
 * (libsoup 3.2.3), which ends an endpoint after a thousand of them; what it is given here it closes. Also where idle
 * connections time out, and where there can be too many.
 */
typedef struct _TerrainHubListener TerrainHubListener;

/* @port: 0 for any free one. Loopback only unless @public_interfaces. */
TerrainHubListener *terrain_hub_listener_new (SoupServer *server, guint port, gboolean public_interfaces,
                                              GError **error);
guint terrain_hub_listener_get_port (TerrainHubListener *self);
/* Takes no more connections. */
void terrain_hub_listener_free (TerrainHubListener *self);

/* Ends the connection under a message. */
void terrain_hub_listener_cut_off (SoupServerMessage *message);

G_END_DECLS
