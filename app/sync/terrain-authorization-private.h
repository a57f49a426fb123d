/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/*
 * TerrainAuthorization: what a client shows of who it is: Basic (RFC 7617) at once, since Central's refusals carry no
 * challenge; Digest (RFC 7616; MD5 and SHA-256) from the first challenge to it on, as other OpenRosa servers want.
 * libsoup's own knows only MD5, and shows nothing before it was asked. Counted references; one thread.
 */
typedef struct _TerrainAuthorization TerrainAuthorization;

TerrainAuthorization *terrain_authorization_new (const char *user_name, const char *password);
TerrainAuthorization *terrain_authorization_ref (TerrainAuthorization *self);
void terrain_authorization_unref (TerrainAuthorization *self);

/* Whether @headers, of a 401, have a challenge to Digest that can be met; the next header meets it. */
gboolean terrain_authorization_take_challenge (TerrainAuthorization *self, SoupMessageHeaders *headers);
/* The Authorization header of a request. @cnonce: (nullable): made where NULL; tests say theirs */
char *terrain_authorization_print (TerrainAuthorization *self, const char *method, GUri *uri, const char *cnonce);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainAuthorization, terrain_authorization_unref)

G_END_DECLS
