/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* <OpenRosaResponse>: what a server says to a submission (OpenRosa HTTP Response 1.0). */
typedef struct
{
  char *message; /* "" for none; no longer than 2000 characters */
  char *nature;  /* "", "error", "submit_success"… */
} TerrainOpenrosaResponse;

TerrainOpenrosaResponse *terrain_openrosa_response_parse (GBytes *document, GError **error);
GBytes *terrain_openrosa_response_print (const char *nature, const char *message);
void terrain_openrosa_response_free (TerrainOpenrosaResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainOpenrosaResponse, terrain_openrosa_response_free)

G_END_DECLS
