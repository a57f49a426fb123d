/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define TERRAIN_HUB_TOO_LARGE_TEXT "The request is larger than this server accepts (100000000 bytes)."

/*
 * Watches a request's body as it comes in: what is not wanted is not kept, what is larger than allowed is refused, and
 * a client that sends too slowly, or goes on sending what was refused, is cut off.
 * @wanted: FALSE where the request has been answered already
 */
void terrain_hub_intake_watch (SoupServerMessage *message, gboolean wanted);

G_END_DECLS
