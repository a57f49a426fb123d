/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* ODK Central's JSON error body: {"message","code","details"}. */
typedef struct
{
  char *message; /* no longer than 2000 characters */
  double code;   /* 400.39: the status and Central's own number; 0 where missing */
  char *details; /* (nullable): a text, or the JSON of what it was */
} TerrainCentralError;

TerrainCentralError *terrain_central_error_parse (GBytes *document, GError **error);
/* @details: (nullable) */
GBytes *terrain_central_error_print (const char *message, double code, const char *details);
void terrain_central_error_free (TerrainCentralError *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCentralError, terrain_central_error_free)

G_END_DECLS
