/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One part of multipart/form-data (RFC 7578). */
typedef struct
{
  char *name;
  char *file_name;    /* (nullable): NULL for a plain field */
  char *content_type; /* (nullable) */
  GBytes *content;
} TerrainPart;

/* @file_name, @content_type: (nullable) */
TerrainPart *terrain_part_new (const char *name, const char *file_name, const char *content_type, GBytes *content);
void terrain_part_free (TerrainPart *self);

/* A boundary that is in none of @parts: (element-type TerrainPart). */
char *terrain_multipart_make_boundary (GPtrArray *parts);
/* The length terrain_multipart_print() will give. */
gsize terrain_multipart_measure (GPtrArray *parts, const char *boundary);
/* Names are written as UTF-8, as browsers do and servers expect (RFC 7578 section 5.1), never as name*=. */
GBytes *terrain_multipart_print (GPtrArray *parts, const char *boundary);

/* Returns: (transfer full) (nullable): the boundary of a Content-Type header, NULL where it is none of ours. */
char *terrain_multipart_get_boundary (const char *content_type);
/**
 * terrain_multipart_parse:
 *
 * The parts share @body's memory. The closing boundary must be there: without it the body was cut off.
 *
 * Returns: (element-type TerrainPart) (transfer full): %NULL with %TERRAIN_WIRE_ERROR
 */
GPtrArray *terrain_multipart_parse (GBytes *body, const char *boundary, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPart, terrain_part_free)

G_END_DECLS
