/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What follows @offset of a part's content, as much as is at hand: never nothing. From any thread.
 * Returns: (transfer full) (nullable): %NULL with @error */
typedef GBytes *(*TerrainPartLoad) (const char *name, guint64 offset, gpointer user_data, GError **error);

/* One part of multipart/form-data (RFC 7578). */
typedef struct
{
  char *name;
  char *file_name;    /* (nullable): NULL for a plain field */
  char *content_type; /* (nullable) */
  GBytes *content;    /* (nullable): NULL where it is loaded bit by bit */
  guint64 size;       /* of what is loaded */
  TerrainPartLoad load;
  gpointer load_data;
  GDestroyNotify load_destroy;
} TerrainPart;

/* @file_name, @content_type: (nullable) */
TerrainPart *terrain_part_new (const char *name, const char *file_name, const char *content_type, GBytes *content);
/* One that is too large for memory: for terrain_multipart_open() alone. */
TerrainPart *terrain_part_new_loaded (const char *name, const char *file_name, const char *content_type, guint64 size,
                                      TerrainPartLoad load, gpointer user_data, GDestroyNotify destroy);
void terrain_part_free (TerrainPart *self);
guint64 terrain_part_get_size (const TerrainPart *self);

/* A boundary that is in none of @parts: (element-type TerrainPart); of what is loaded, chance alone sees to that. */
char *terrain_multipart_make_boundary (GPtrArray *parts);
/* The length terrain_multipart_print() and terrain_multipart_open() will give. */
guint64 terrain_multipart_measure (GPtrArray *parts, const char *boundary);
/* Names are written as UTF-8, as browsers do and servers expect (RFC 7578 section 5.1), never as name*=. */
GBytes *terrain_multipart_print (GPtrArray *parts, const char *boundary);
/* The same bytes, a little of them in memory at a time. Can be read again from its beginning (GSeekable). @parts must not
 * change meanwhile. Reading fails as loading does. */
GInputStream *terrain_multipart_open (GPtrArray *parts, const char *boundary);

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
