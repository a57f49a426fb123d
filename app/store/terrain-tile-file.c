/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "terrain-store-private.h"
#include "terrain-tile-file.h"

/* The time of one call. "tiles" may be a view, and a view may be a query without an end. */
#define PATIENCE (2 * G_TIME_SPAN_SECOND)
/* Steps of SQLite's machine between two looks at the clock. */
#define STEPS 20000
/* Of metadata: a name, an attribution. */
#define MAX_TEXT 500

struct _TerrainTileFile
{
  GObject parent_instance;
  GMutex mutex; /* one call at a time: guards all below */
  sqlite3 *connection;
  sqlite3_stmt *tile;
  gint64 deadline;
  gboolean interrupted; /* of the last pair of numbers */
  char *path;
  TerrainTileInfo info;
};

G_DEFINE_FINAL_TYPE (TerrainTileFile, terrain_tile_file, G_TYPE_OBJECT)

void
terrain_tile_info_clear (TerrainTileInfo *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->attribution, g_free);
}

gboolean
terrain_tile_is_picture (GBytes *bytes)
{
  gsize size;
  const guchar *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  if (size > TERRAIN_TILE_MAX_SIZE)
    return FALSE;
  return (size > 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0) || (size > 3 && memcmp (data, "\xff\xd8\xff", 3) == 0);
}

static int
out_of_patience (gpointer data)
{
  TerrainTileFile *self = data;

  return g_get_monotonic_time () > self->deadline;
}

static void
set_error (TerrainTileFile *self, int code, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  int primary = code & 0xff;

  if (primary == SQLITE_INTERRUPT)
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED,
                 _("The map “%s” takes too long to be read. Make it anew, with its index of tiles."), shown);
  else if (primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB)
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_CORRUPT,
                 _("The map “%s” is damaged, or is no MBTiles file. Copy it anew, or choose another one."), shown);
  else
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED, _("The map “%s” cannot be read: %s."), shown,
                 self->connection != NULL ? sqlite3_errmsg (self->connection) : sqlite3_errstr (code));
}

static void
set_refused (TerrainTileFile *self, const char *reason, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);

  /* Translators: %s is the file's name, the second a sentence that says what it lacks */
  g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_A_STORE, _("“%s” cannot be shown as a map. %s"), shown,
               reason);
}

static sqlite3_stmt *
prepare (TerrainTileFile *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code;

  self->deadline = g_get_monotonic_time () + PATIENCE;
  code = sqlite3_prepare_v2 (self->connection, sql, -1, &statement, NULL);
  if (code != SQLITE_OK)
    set_error (self, code, error);
  return statement;
}

/* Two numbers of one row. FALSE also where they are not there. */
static gboolean
read_numbers (TerrainTileFile *self, const char *sql, int parameter, gint64 *first, gint64 *second)
{
  sqlite3_stmt *statement = prepare (self, sql, NULL);
  gboolean found = FALSE;
  int code;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, parameter);
  code = sqlite3_step (statement);
  self->interrupted = code == SQLITE_INTERRUPT;
  if (code == SQLITE_ROW && sqlite3_column_type (statement, 0) == SQLITE_INTEGER &&
      sqlite3_column_type (statement, 1) == SQLITE_INTEGER)
    {
      *first = sqlite3_column_int64 (statement, 0);
      *second = sqlite3_column_int64 (statement, 1);
      found = TRUE;
    }
  sqlite3_finalize (statement);
  return found;
}

/* Returns: (nullable): of the table "metadata"; a file may have none */
static char *
dup_metadata (TerrainTileFile *self, const char *name)
{
  sqlite3_stmt *statement = prepare (self, "SELECT value FROM metadata WHERE name = ? LIMIT 1", NULL);
  char *value = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_STATIC);
  if (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *text = (const char *) sqlite3_column_text (statement, 0);
      g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : NULL;

      value = valid != NULL ? g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), MAX_TEXT)) : NULL;
    }
  sqlite3_finalize (statement);
  return value;
}

static gboolean
check_format (TerrainTileFile *self, GError **error)
{
  g_autofree char *format = dup_metadata (self, "format");

  if (format == NULL || g_ascii_strcasecmp (format, "png") == 0 || g_ascii_strcasecmp (format, "jpg") == 0 ||
      g_ascii_strcasecmp (format, "jpeg") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (format, "pbf") == 0)
    set_refused (self, _("It holds lines and names instead of pictures (vector tiles). Choose one with pictures (PNG or "
                         "JPEG)."), error);
  else
    set_refused (self, _("Its pictures are of a kind unknown here. Choose one with PNG or JPEG."), error);
  return FALSE;
}

static gboolean
read_zoom (TerrainTileFile *self, const char *sql, const char *name, gint64 *zoom)
{
  g_autofree char *text = NULL;
  gint64 unused;

  if (read_numbers (self, sql, 0, zoom, &unused))
    return TRUE;
  text = dup_metadata (self, name);
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, TERRAIN_TILE_MAX_ZOOM, zoom, NULL);
}

/* What the index of the tiles says, since metadata is often missing and sometimes wrong; metadata where that takes too
 * long. One end at a time: SQLite looks up the one end of an index, but reads all of it for both. */
static gboolean
read_zooms (TerrainTileFile *self, GError **error)
{
  gint64 first = 0, last = 0;

  if (!read_zoom (self, "SELECT min(zoom_level), 0 FROM tiles WHERE zoom_level >= ?", "minzoom", &first) ||
      !read_zoom (self, "SELECT max(zoom_level), 0 FROM tiles WHERE zoom_level >= ?", "maxzoom", &last) ||
      first > TERRAIN_TILE_MAX_ZOOM)
    {
      if (self->interrupted)
        set_error (self, SQLITE_INTERRUPT, error);
      else
        set_refused (self, _("It has no tiles."), error);
      return FALSE;
    }
  self->info.min_zoom = (guint) first;
  self->info.max_zoom = (guint) CLAMP (last, first, TERRAIN_TILE_MAX_ZOOM);
  return TRUE;
}

/* "left,bottom,right,top" */
static gboolean
read_bounds (TerrainTileFile *self)
{
  g_autofree char *text = dup_metadata (self, "bounds");
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ",", 5) : NULL;
  double numbers[4];

  if (parts == NULL || g_strv_length (parts) != 4)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    numbers[i] = g_ascii_strtod (parts[i], NULL);
  if (!(numbers[0] >= -180 && numbers[0] < numbers[2] && numbers[2] <= 180 && numbers[1] >= -90 &&
        numbers[1] < numbers[3] && numbers[3] <= 90))
    return FALSE;
  self->info.west = numbers[0];
  self->info.south = numbers[1];
  self->info.east = numbers[2];
  self->info.north = numbers[3];
  return TRUE;
}

/* The latitude of the upper edge of a row that is counted from the north (Web Mercator). */
static double
latitude_of (double row, double n_rows)
{
  return atan (sinh (G_PI * (1 - 2 * row / n_rows))) * 180 / G_PI;
}

/* Where nothing says what is covered: what the columns and rows of the coarsest tiles say. */
static void
guess_bounds (TerrainTileFile *self)
{
  double n = (double) (1 << self->info.min_zoom);
  gint64 left, right, bottom, top;

  if (!read_numbers (self, "SELECT min(tile_column), max(tile_column) FROM tiles WHERE zoom_level = ?",
                     (int) self->info.min_zoom, &left, &right) ||
      !read_numbers (self, "SELECT min(tile_row), max(tile_row) FROM tiles WHERE zoom_level = ?",
                     (int) self->info.min_zoom, &bottom, &top))
    return;
  self->info.west = CLAMP ((double) left, 0, n - 1) / n * 360 - 180;
  self->info.east = CLAMP ((double) right + 1, 1, n) / n * 360 - 180;
  self->info.south = latitude_of (n - CLAMP ((double) bottom, 0, n - 1), n);
  self->info.north = latitude_of (n - CLAMP ((double) top + 1, 1, n), n);
}

/* "immutable": no lock and no log beside the file, which may be on a disk that cannot be written. */
static gboolean
connect_to (TerrainTileFile *self, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (self->path, NULL, error);
  g_autofree char *name = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;
  int code;

  if (name == NULL)
    return FALSE;
  code = sqlite3_open_v2 (name, &self->connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return FALSE;
    }
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_limit (self->connection, SQLITE_LIMIT_LENGTH, TERRAIN_TILE_MAX_SIZE);
  sqlite3_limit (self->connection, SQLITE_LIMIT_SQL_LENGTH, 100000);
  sqlite3_limit (self->connection, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (self->connection, STEPS, out_of_patience, self);
  sqlite3_exec (self->connection, "PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;", NULL,
                NULL, NULL);
  return TRUE;
}

static gboolean
read_info (TerrainTileFile *self, GError **error)
{
  TerrainTileInfo *info = &self->info;
  sqlite3_stmt *statement = prepare (self, "SELECT 1 FROM sqlite_schema WHERE name = 'tiles'", error);
  int code;

  if (statement == NULL)
    return FALSE;
  code = sqlite3_step (statement);
  sqlite3_finalize (statement);
  if (code != SQLITE_ROW)
    {
      if (code == SQLITE_DONE)
        set_refused (self, _("It is a database of another kind."), error);
      else
        set_error (self, code, error);
      return FALSE;
    }
  if (!check_format (self, error))
    return FALSE;
  self->tile = prepare (self, "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
                        error);
  if (self->tile == NULL || !read_zooms (self, error))
    return FALSE;
  info->name = dup_metadata (self, "name");
  info->attribution = dup_metadata (self, "attribution");
  info->west = -180;
  info->east = 180;
  info->south = latitude_of (1, 1);
  info->north = latitude_of (0, 1);
  if (!read_bounds (self))
    guess_bounds (self);
  return TRUE;
}

TerrainTileFile *
terrain_tile_file_open (const char *path, GError **error)
{
  g_autoptr (TerrainTileFile) self = NULL;
  GStatBuf status;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (TERRAIN_TYPE_TILE_FILE, NULL);
  self->path = g_canonicalize_filename (path, NULL);
  if (g_stat (path, &status) != 0)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND, _("The map “%s” cannot be opened: %s."), shown,
                   g_strerror (errno));
      return NULL;
    }
  /* A pipe would be waited for. */
  if (!S_ISREG (status.st_mode))
    {
      set_refused (self, _("It is no file."), error);
      return NULL;
    }
  if (!connect_to (self, error) || !read_info (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const TerrainTileInfo *
terrain_tile_file_get_info (TerrainTileFile *self)
{
  g_return_val_if_fail (TERRAIN_IS_TILE_FILE (self), NULL);

  return &self->info;
}

static GBytes *
load_tile (TerrainTileFile *self, guint zoom, guint x, guint y, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  int code;

  self->deadline = g_get_monotonic_time () + PATIENCE;
  sqlite3_bind_int (self->tile, 1, (int) zoom);
  sqlite3_bind_int (self->tile, 2, (int) x);
  sqlite3_bind_int (self->tile, 3, (int) ((1u << zoom) - 1 - y));
  code = sqlite3_step (self->tile);
  if (code == SQLITE_ROW && sqlite3_column_type (self->tile, 0) != SQLITE_NULL)
    {
      const void *data = sqlite3_column_blob (self->tile, 0);

      bytes = g_bytes_new (data, (gsize) sqlite3_column_bytes (self->tile, 0));
    }
  else if (code != SQLITE_ROW && code != SQLITE_DONE)
    set_error (self, code, error);
  sqlite3_reset (self->tile);
  if (bytes != NULL && !terrain_tile_is_picture (bytes))
    {
      set_refused (self, _("Its pictures are of a kind unknown here. Choose one with PNG or JPEG."), error);
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

GBytes *
terrain_tile_file_load (TerrainTileFile *self, guint zoom, guint x, guint y, GError **error)
{
  GBytes *bytes;

  g_return_val_if_fail (TERRAIN_IS_TILE_FILE (self), NULL);

  if (zoom > TERRAIN_TILE_MAX_ZOOM || x >= 1u << zoom || y >= 1u << zoom)
    return NULL;
  g_mutex_lock (&self->mutex);
  bytes = load_tile (self, zoom, x, y, error);
  g_mutex_unlock (&self->mutex);
  return bytes;
}

static void
terrain_tile_file_finalize (GObject *object)
{
  TerrainTileFile *self = TERRAIN_TILE_FILE (object);

  sqlite3_finalize (self->tile);
  sqlite3_close (self->connection);
  g_mutex_clear (&self->mutex);
  terrain_tile_info_clear (&self->info);
  g_free (self->path);

  G_OBJECT_CLASS (terrain_tile_file_parent_class)->finalize (object);
}

static void
terrain_tile_file_class_init (TerrainTileFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_tile_file_finalize;
}

static void
terrain_tile_file_init (TerrainTileFile *self)
{
  g_mutex_init (&self->mutex);
}
