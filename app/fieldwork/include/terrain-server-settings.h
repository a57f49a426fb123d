/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-profile.h"

G_BEGIN_DECLS

/*
 * The profile's endpoint. The base URL and user name are in the store, the password in the Secret Service
 * (sync looks it up); none of them is ever logged.
 */
typedef struct
{
  char *url;       /* (nullable): OpenRosa base, without trailing slash */
  char *user_name; /* (nullable) */
  gboolean insecure_allowed; /* plain HTTP to something else than loopback: an explicit decision */
} TerrainServerSettings;

TerrainServerSettings *terrain_profile_load_server (TerrainProfile *self, GError **error);
/* Refuses what is not an http(s) URL, and plain HTTP beyond loopback unless allowed (G_IO_ERROR_INVALID_ARGUMENT). */
gboolean terrain_profile_save_server (TerrainProfile *self, const TerrainServerSettings *settings, GError **error);
void terrain_server_settings_free (TerrainServerSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainServerSettings, terrain_server_settings_free)

G_END_DECLS
