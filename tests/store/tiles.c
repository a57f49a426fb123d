/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <terrain-tile-file.h>

#include "fixture.h"

/* Maps in a file: what MBTiles has, and what somebody may give for one. */

/* As much of a PNG as the store looks at. */
#define PICTURE "x'89504E470D0A1A0A00'"

#define PLAIN                                                                                                     \
  "CREATE TABLE metadata (name text, value text);"                                                                \
  "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"               \
  "CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);"

static char *
make_file (Fixture *fixture, const char *sql)
{
  char *path = g_build_filename (fixture->folder, "map.mbtiles", NULL);
  sqlite3 *connection;

  g_remove (path);
  g_assert_cmpint (sqlite3_open (path, &connection), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (connection, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (connection), ==, SQLITE_OK);
  return path;
}

static TerrainTileFile *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  TerrainTileFile *file = terrain_tile_file_open (path, &error);

  g_assert_no_error (error);
  return file;
}

static void
assert_refused (const char *path, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainTileFile) file = terrain_tile_file_open (path, &error);

  g_assert_null (file);
  g_assert_error (error, TERRAIN_STORE_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "“"));
}

static gboolean
has_tile (TerrainTileFile *file, guint zoom, guint x, guint y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = terrain_tile_file_load (file, zoom, x, y, &error);

  g_assert_no_error (error);
  return bytes != NULL;
}

/* MBTiles counts rows from the south, a map's users from the north. */
static void
test_plain (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, PLAIN "INSERT INTO metadata VALUES ('name', 'Brussel'), ('format', 'png'), ('attribution', 'somebody'),"
                   " ('bounds', '4.2,50.7,4.5,50.95'), ('minzoom', '3'), ('maxzoom', '19');"
                   "INSERT INTO tiles VALUES (9, 262, 339, " PICTURE "), (10, 524, 679, " PICTURE ")");
  g_autoptr (TerrainTileFile) file = open_file (path);
  const TerrainTileInfo *info = terrain_tile_file_get_info (file);

  g_assert_cmpstr (info->name, ==, "Brussel");
  g_assert_cmpstr (info->attribution, ==, "somebody");
  g_assert_cmpuint (info->min_zoom, ==, 9);
  g_assert_cmpuint (info->max_zoom, ==, 10);
  g_assert_cmpfloat (info->west, ==, 4.2);
  g_assert_cmpfloat (info->north, ==, 50.95);
  g_assert_true (has_tile (file, 10, 524, 1023 - 679));
  g_assert_true (has_tile (file, 9, 262, 511 - 339));
  g_assert_false (has_tile (file, 10, 524, 679));
  g_assert_false (has_tile (file, 10, 5240, 1));
  g_assert_false (has_tile (file, 31, 1, 1));
}

/* The tiles as a view of two tables, as many tools write them, and nothing said of them. */
static void
test_view (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, "CREATE TABLE map (zoom_level integer, tile_column integer, tile_row integer, tile_id text);"
             "CREATE TABLE images (tile_id text, tile_data blob);"
             "CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id);"
             "INSERT INTO images VALUES ('a', " PICTURE "), ('b', x'FFD8FFE0');"
             "INSERT INTO map VALUES (1, 1, 1, 'a'), (1, 1, 0, 'b'), (2, 2, 3, 'a')");
  g_autoptr (TerrainTileFile) file = open_file (path);
  const TerrainTileInfo *info = terrain_tile_file_get_info (file);

  g_assert_null (info->name);
  g_assert_cmpuint (info->max_zoom, ==, 2);
  g_assert_cmpfloat (info->west, ==, 0);
  g_assert_cmpfloat (info->east, ==, 180);
  g_assert_cmpfloat_with_epsilon (info->north, 85.0511, 0.001);
  g_assert_cmpfloat_with_epsilon (info->south, -85.0511, 0.001);
  g_assert_true (has_tile (file, 1, 1, 0));
  g_assert_true (has_tile (file, 1, 1, 1));
}

/* On a disk that cannot be written, and left in WAL by whoever made it: nothing is made beside the file. */
static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, "PRAGMA journal_mode = WAL;" PLAIN "INSERT INTO tiles VALUES (0, 0, 0, " PICTURE ")");
  g_autoptr (GDir) folder = NULL;
  guint count = 0;

  g_assert_no_errno (g_chmod (path, 0400));
  {
    g_autoptr (TerrainTileFile) file = open_file (path);

    g_assert_true (has_tile (file, 0, 0, 0));
    folder = g_dir_open (fixture->folder, 0, NULL);
    while (g_dir_read_name (folder) != NULL)
      count++;
  }
  g_assert_cmpuint (count, ==, 1);
}

static void
test_other_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "map.mbtiles", NULL);
  g_autofree char *pipe = g_build_filename (fixture->folder, "pipe", NULL);
  g_autoptr (TerrainStore) store = NULL;
  g_autofree char *profile = g_build_filename (fixture->folder, "profile.sqlite", NULL);

  assert_refused (path, TERRAIN_STORE_ERROR_NOT_FOUND, "No such file");
  assert_refused (fixture->folder, TERRAIN_STORE_ERROR_NOT_A_STORE, "no file");
  g_assert_no_errno (mkfifo (pipe, 0600));
  assert_refused (pipe, TERRAIN_STORE_ERROR_NOT_A_STORE, "no file");
  g_assert_true (g_file_set_contents (path, "a map of Brussels, somewhat larger than a header of SQLite is, so that it is "
                                            "read as one", -1, NULL));
  assert_refused (path, TERRAIN_STORE_ERROR_CORRUPT, "no MBTiles");
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, TERRAIN_STORE_ERROR_NOT_A_STORE, "another kind");
  store = terrain_store_open (profile, NULL);
  assert_refused (profile, TERRAIN_STORE_ERROR_NOT_A_STORE, "another kind");
}

static void
test_other_maps (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *words;
  } cases[] = {
    { "INSERT INTO metadata VALUES ('format', 'pbf'); INSERT INTO tiles VALUES (0, 0, 0, x'1f8b')", "vector" },
    { "INSERT INTO metadata VALUES ('format', 'webp'); INSERT INTO tiles VALUES (0, 0, 0, x'52494646')", "PNG or JPEG" },
    { "INSERT INTO metadata VALUES ('format', 'png')", "no tiles" },
    { "INSERT INTO tiles VALUES (-3, 0, 0, " PICTURE ")", "no tiles" },
    { "INSERT INTO tiles VALUES (900, 0, 0, " PICTURE ")", "no tiles" },
    { "INSERT INTO tiles VALUES ('seven', 0, 0, " PICTURE ")", "no tiles" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *sql = g_strconcat (PLAIN, cases[i].sql, NULL);
      g_autofree char *path = make_file (fixture, sql);

      assert_refused (path, TERRAIN_STORE_ERROR_NOT_A_STORE, cases[i].words);
    }
}

/* What a file says of itself is not believed where it cannot be. */
static void
test_hostile_words (Fixture *fixture, gconstpointer data)
{
  static const char *const bounds[] = { "", "nan,nan,nan,nan", "9,9,1,1", "-inf,-90,inf,90", "1,2,3", "1,2,3,4,5",
                                        "-181,0,0,1", "5,50,4,51" };

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autofree char *sql = g_strdup_printf (PLAIN
                                              "INSERT INTO metadata VALUES ('bounds', '%s'), ('name', x'ff41ff');"
                                              "INSERT INTO metadata SELECT 'attribution', hex(zeroblob(300000));"
                                              "INSERT INTO tiles VALUES (1, 0, 1, " PICTURE "), (1, 0, 90000000000, NULL),"
                                              " (1, -7, 2, NULL)",
                                              bounds[i]);
      g_autofree char *path = make_file (fixture, sql);
      g_autoptr (TerrainTileFile) file = open_file (path);
      const TerrainTileInfo *info = terrain_tile_file_get_info (file);

      g_assert_true (info->west >= -180 && info->west < info->east && info->east <= 180);
      g_assert_true (info->south >= -90 && info->south < info->north && info->north <= 90);
      g_assert_true (g_utf8_validate (info->name, -1, NULL));
      g_assert_cmpuint (strlen (info->attribution), <=, 500);
    }
}

static void
assert_no_tile (TerrainTileFile *file, guint zoom, guint x, guint y)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = terrain_tile_file_load (file, zoom, x, y, &error);

  g_assert_null (bytes);
  g_assert_nonnull (error);
  g_assert_true (error->domain == TERRAIN_STORE_ERROR);
}

/* A query without an end, a picture of a gigabyte, things that are no pictures: an error each, soon, and the next is fine. */
static void
test_hostile_tiles (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, "CREATE TABLE metadata (name text, value text); INSERT INTO metadata VALUES ('minzoom', '1'), ('maxzoom', '2');"
             "CREATE TABLE t (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);"
             "INSERT INTO t VALUES (1, 0, 1, " PICTURE "), (1, 1, 1, 'a text'), (1, 1, 0, x'');"
             "CREATE VIEW tiles AS SELECT * FROM t"
             " UNION ALL SELECT 2, 0, 0, zeroblob(1000000000) "
             " UNION ALL SELECT 2, 1, 0, (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
             "   SELECT count(*) FROM c)");
  g_autoptr (TerrainTileFile) file = open_file (path);
  gint64 began = g_get_monotonic_time ();

  assert_no_tile (file, 1, 1, 0);
  assert_no_tile (file, 1, 1, 1);
  assert_no_tile (file, 2, 0, 3);
  assert_no_tile (file, 2, 1, 3);
  g_assert_true (has_tile (file, 1, 0, 0));
  g_assert_cmpint (g_get_monotonic_time () - began, <, 30 * G_TIME_SPAN_SECOND);
}

static void
test_endless_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, "CREATE TABLE metadata (name text, value text);"
             "CREATE VIEW tiles AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
             " SELECT 1 AS zoom_level, n AS tile_column, n AS tile_row, NULL AS tile_data FROM c");

  assert_refused (path, TERRAIN_STORE_ERROR_FAILED, "too long");
}

/* Bytes turned over anywhere: refused or read, never a crash. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_file (
    fixture, PLAIN "INSERT INTO metadata VALUES ('format', 'png'), ('bounds', '0,0,1,1');"
                   "WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n < 63)"
                   " INSERT INTO tiles SELECT 3, n / 8, n % 8, CAST (" PICTURE " || zeroblob(n * 20) AS blob) FROM c");
  g_autofree char *whole = NULL;
  gsize length;
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *bytes = g_memdup2 (whole, length);
      gsize kept = i % 3 == 0 ? (gsize) g_rand_int_range (random, 0, (gint32) length) : length;
      g_autoptr (TerrainTileFile) file = NULL;

      for (guint j = 0; j < 8; j++)
        bytes[g_rand_int_range (random, j < 4 ? 0 : 100, j < 4 ? 2000 : (gint32) length)] = (char) g_rand_int (random);
      if (i % 2 == 0) /* past the door */
        memcpy (bytes, whole, 100);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) kept, NULL));
      file = terrain_tile_file_open (path, NULL);
      for (guint x = 0; file != NULL && x < 8; x++)
        for (guint y = 0; y < 8; y++)
          {
            g_autoptr (GBytes) tile = terrain_tile_file_load (file, 3, x, y, NULL);

            g_assert_true (tile == NULL || terrain_tile_is_picture (tile));
          }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_empty_case ("/tiles/plain", test_plain);
  add_empty_case ("/tiles/view", test_view);
  add_empty_case ("/tiles/read-only", test_read_only);
  add_empty_case ("/tiles/other-files", test_other_files);
  add_empty_case ("/tiles/other-maps", test_other_maps);
  add_empty_case ("/tiles/hostile-words", test_hostile_words);
  add_empty_case ("/tiles/hostile-tiles", test_hostile_tiles);
  add_empty_case ("/tiles/endless-list", test_endless_list);
  add_empty_case ("/tiles/damaged", test_damaged);
  return g_test_run ();
}
