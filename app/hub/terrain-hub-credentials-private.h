/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One user name and password, kept as keyed digests: comparing takes the same time whatever was sent, and a memory
 * dump shows neither.
 */
typedef struct _TerrainHubCredentials TerrainHubCredentials;

TerrainHubCredentials *terrain_hub_credentials_new (const char *user_name, const char *password);
void terrain_hub_credentials_free (TerrainHubCredentials *self);
/* @authorization: (nullable): the request's header, "Basic …" (RFC 7617) */
gboolean terrain_hub_credentials_match (TerrainHubCredentials *self, const char *authorization);

G_END_DECLS
