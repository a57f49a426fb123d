/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TerrainWireError:
 * @TERRAIN_WIRE_ERROR_HTML: a web page where a document was expected (a sign-in page of a network, a proxy's error)
 * @TERRAIN_WIRE_ERROR_MALFORMED: not well-formed, truncated, or not what it says it is
 * @TERRAIN_WIRE_ERROR_UNEXPECTED: well-formed, but another document, or without what it must have
 * @TERRAIN_WIRE_ERROR_LIMIT: larger, deeper or longer than anything sensible
 */
typedef enum
{
  TERRAIN_WIRE_ERROR_HTML,
  TERRAIN_WIRE_ERROR_MALFORMED,
  TERRAIN_WIRE_ERROR_UNEXPECTED,
  TERRAIN_WIRE_ERROR_LIMIT,
} TerrainWireError;

#define TERRAIN_WIRE_ERROR (terrain_wire_error_quark ())
GQuark terrain_wire_error_quark (void);

/* Whether @content begins like a web page: what a captive portal gives in the place of any answer. */
gboolean terrain_wire_is_html (GBytes *content);

/* Whether @name can be the name of one file and nothing else: no separators, no "." or "..", no control characters,
 * not empty, valid UTF-8, at most 255 bytes. */
gboolean terrain_wire_is_file_name (const char *name);

G_END_DECLS
