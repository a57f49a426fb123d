/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tile-map.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>

#define FIRST_ZOOM 8
#define LAST_ZOOM 13

/* A tile: @red, its edge white. */
static GBytes *
draw_tile (double red, double green)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 256, 256);
  cairo_t *cairo = cairo_create (surface);
  g_autofree char *path = NULL;
  char *contents;
  gsize length;

  cairo_set_source_rgb (cairo, red, green, 0.5);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_rectangle (cairo, 0.5, 0.5, 255, 255);
  cairo_stroke (cairo);
  cairo_destroy (cairo);
  g_close (g_file_open_tmp ("tile-XXXXXX.png", &path, NULL), NULL);
  g_assert_cmpint (cairo_surface_write_to_png (surface, path), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_remove (path);
  return g_bytes_new_take (contents, length);
}

static guint
column_of (double longitude, guint zoom)
{
  return (guint) ((longitude + 180) / 360 * (1 << zoom));
}

static guint
row_of (double latitude, guint zoom)
{
  return (guint) ((1 - asinh (tan (latitude * G_PI / 180)) / G_PI) / 2 * (1 << zoom));
}

static void
insert_tile (sqlite3 *connection, guint zoom, guint x, guint y, GBytes *tile)
{
  sqlite3_stmt *statement;

  g_assert_cmpint (sqlite3_prepare_v2 (connection, "INSERT INTO tiles VALUES (?, ?, ?, ?)", -1, &statement, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_int (statement, 1, (int) zoom);
  sqlite3_bind_int (statement, 2, (int) x);
  sqlite3_bind_int (statement, 3, (int) ((1u << zoom) - 1 - y));
  sqlite3_bind_blob (statement, 4, g_bytes_get_data (tile, NULL), (int) g_bytes_get_size (tile), SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
}

/* Coloured squares around Brussels, in the profile's folder of maps. One tile is damaged. */
void
tile_map_write (const char *profile)
{
  g_autofree char *folder = g_build_filename (profile, "maps", NULL);
  g_autofree char *path = g_build_filename (folder, "brussels.mbtiles", NULL);
  g_autoptr (GBytes) even = draw_tile (0.75, 0.9), odd = draw_tile (0.9, 0.8), broken = NULL;
  sqlite3 *connection;

  broken = g_bytes_new_from_bytes (even, 0, 60);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection,
                                 "PRAGMA synchronous = OFF; BEGIN; CREATE TABLE metadata (name text, value text);"
                                 "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
                                 "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);"
                                 "INSERT INTO metadata VALUES ('name', 'Squares'), ('format', 'png'),"
                                 " ('bounds', '4.24,50.76,4.48,50.92'), ('attribution', 'Squares of the test')",
                                 NULL, NULL, NULL), ==, SQLITE_OK);
  for (guint zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++)
    for (guint x = column_of (4.2, zoom); x <= column_of (4.5, zoom); x++)
      for (guint y = row_of (50.95, zoom); y <= row_of (50.75, zoom); y++)
        insert_tile (connection, zoom, x, y, zoom == 12 && x % 7 == 0 ? broken : (x + y) % 2 == 0 ? even : odd);
  g_assert_cmpint (sqlite3_exec (connection, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (connection);
}
