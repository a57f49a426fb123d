/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-map-tiles.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#define MAP_KEY "map-path"
#define PLACE_KEY "gives-place"
/* Columns of a folder that are looked into for what it covers. */
#define MAX_COLUMNS 500

struct _TerrainMapTiles
{
  GObject parent_instance;
  TerrainTileFile *file; /* NULL: a folder */
  char *folder;
  TerrainTileInfo own; /* of a folder */
};

G_DEFINE_FINAL_TYPE (TerrainMapTiles, terrain_map_tiles, G_TYPE_OBJECT)

static void
terrain_map_tiles_finalize (GObject *object)
{
  TerrainMapTiles *self = TERRAIN_MAP_TILES (object);

  g_clear_object (&self->file);
  g_free (self->folder);
  terrain_tile_info_clear (&self->own);

  G_OBJECT_CLASS (terrain_map_tiles_parent_class)->finalize (object);
}

static void
terrain_map_tiles_class_init (TerrainMapTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_map_tiles_finalize;
}

static void
terrain_map_tiles_init (TerrainMapTiles *self)
{
}

/* A folder */

/* A name that is a number, with one of the ends of a picture where @picture; G_MAXUINT for another. */
static guint
number_of (const char *name, gboolean picture, guint limit)
{
  g_autofree char *digits = g_strndup (name, strspn (name, "0123456789"));
  const char *end = name + strlen (digits);
  guint64 number;

  if (picture ? !g_str_equal (end, ".png") && !g_str_equal (end, ".jpg") && !g_str_equal (end, ".jpeg") : *end != '\0')
    return G_MAXUINT;
  return g_ascii_string_to_unsigned (digits, 10, 0, limit, &number, NULL) ? (guint) number : G_MAXUINT;
}

/* The least and the greatest number that names something in @folder. FALSE where nothing does. */
static gboolean
read_range (const char *folder, gboolean pictures, guint limit, guint *least, guint *greatest)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  *least = G_MAXUINT;
  *greatest = 0;
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      guint number = number_of (name, pictures, limit);

      if (number == G_MAXUINT)
        continue;
      *least = MIN (*least, number);
      *greatest = MAX (*greatest, number);
    }
  return *least != G_MAXUINT;
}

/* The latitude of the upper edge of a row (Web Mercator). */
static double
latitude_of (guint row, double n_rows)
{
  return atan (sinh (G_PI * (1 - 2 * row / n_rows))) * 180 / G_PI;
}

/* What its finest tiles cover. */
static gboolean
read_folder (TerrainMapTiles *self)
{
  TerrainTileInfo *info = &self->own;
  g_autofree char *finest = NULL;
  guint left, right, top = G_MAXUINT, bottom = 0, last;
  double n;

  if (!read_range (self->folder, FALSE, TERRAIN_TILE_MAX_ZOOM, &info->min_zoom, &info->max_zoom))
    return FALSE;
  finest = g_strdup_printf ("%s/%u", self->folder, info->max_zoom);
  last = (1u << info->max_zoom) - 1;
  n = last + 1.0;
  if (!read_range (finest, FALSE, last, &left, &right))
    return FALSE;
  for (guint i = 0, step = (right - left) / MAX_COLUMNS + 1; left + i <= right; i += step)
    {
      g_autofree char *column = g_strdup_printf ("%s/%u", finest, left + i);
      guint first, end;

      if (!read_range (column, TRUE, last, &first, &end))
        continue;
      top = MIN (top, first);
      bottom = MAX (bottom, end);
    }
  if (top == G_MAXUINT)
    return FALSE;
  info->name = g_filename_display_basename (self->folder);
  info->west = left / n * 360 - 180;
  info->east = (right + 1) / n * 360 - 180;
  info->north = latitude_of (top, n);
  info->south = latitude_of (bottom + 1, n);
  return TRUE;
}

static GBytes *
load_from_folder (TerrainMapTiles *self, guint zoom, guint x, guint y, GError **error)
{
  static const char *const ends[] = { "png", "jpg", "jpeg" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u/%u/%u.%s", self->folder, zoom, x, y, ends[i]);
      g_autoptr (GBytes) bytes = NULL;
      GStatBuf status;

      if (g_stat (path, &status) != 0 || !S_ISREG (status.st_mode))
        continue;
      if (status.st_size <= TERRAIN_TILE_MAX_SIZE)
        {
          char *contents;
          gsize size;

          /* Read, not mapped: a file that is cut meanwhile would end the program. */
          if (!g_file_get_contents (path, &contents, &size, error))
            return NULL;
          bytes = g_bytes_new_take (contents, size);
        }
      if (bytes != NULL && terrain_tile_is_picture (bytes))
        return g_steal_pointer (&bytes);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The map's picture “%s” is no PNG or JPEG, or is too large."),
                   path);
      return NULL;
    }
  return NULL;
}

/* Either */

TerrainMapTiles *
terrain_map_tiles_open (const char *path, GError **error)
{
  g_autoptr (TerrainMapTiles) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (TERRAIN_TYPE_MAP_TILES, NULL);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      self->file = terrain_tile_file_open (path, error);
      return self->file != NULL ? g_steal_pointer (&self) : NULL;
    }
  self->folder = g_canonicalize_filename (path, NULL);
  if (!read_folder (self))
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _("The folder “%s” holds no map: its pictures are named zoom/column/row.png."), shown);
      return NULL;
    }
  return g_steal_pointer (&self);
}

const TerrainTileInfo *
terrain_map_tiles_get_info (TerrainMapTiles *self)
{
  g_return_val_if_fail (TERRAIN_IS_MAP_TILES (self), NULL);

  return self->file != NULL ? terrain_tile_file_get_info (self->file) : &self->own;
}

gboolean
terrain_map_tiles_covers (TerrainMapTiles *self, double latitude, double longitude)
{
  const TerrainTileInfo *info;

  g_return_val_if_fail (TERRAIN_IS_MAP_TILES (self), FALSE);

  info = terrain_map_tiles_get_info (self);
  return latitude >= info->south && latitude <= info->north && longitude >= info->west && longitude <= info->east;
}

GBytes *
terrain_map_tiles_load (TerrainMapTiles *self, guint zoom, guint x, guint y, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_MAP_TILES (self), NULL);

  return self->file != NULL ? terrain_tile_file_load (self->file, zoom, x, y, error)
                            : load_from_folder (self, zoom, x, y, error);
}

/* The profile's */

char *
terrain_profile_dup_map_path (TerrainProfile *self)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  path = terrain_store_get_setting (terrain_profile_get_store (self), MAP_KEY, NULL);
  /* Settings are texts, names of files are bytes. */
  return path != NULL ? g_filename_from_uri (path, NULL, NULL) : NULL;
}

gboolean
terrain_profile_set_map_path (TerrainProfile *self, const char *path, GError **error)
{
  g_autoptr (TerrainMapTiles) tiles = NULL;
  g_autofree char *absolute = NULL, *uri = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);

  if (path == NULL)
    return terrain_store_set_setting (terrain_profile_get_store (self), MAP_KEY, NULL, error);
  tiles = terrain_map_tiles_open (path, error);
  if (tiles == NULL)
    return FALSE;
  absolute = g_canonicalize_filename (path, NULL);
  uri = g_filename_to_uri (absolute, NULL, error);
  return uri != NULL && terrain_store_set_setting (terrain_profile_get_store (self), MAP_KEY, uri, error);
}

/* Returns: (nullable): the first by name, so that it is the same one each time */
static char *
dup_first_file (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_autofree char *first = NULL;
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".mbtiles") && (first == NULL || strcmp (name, first) < 0))
      {
        g_free (first);
        first = g_strdup (name);
      }
  return first != NULL ? g_build_filename (folder, first, NULL) : NULL;
}

TerrainMapTiles *
terrain_profile_open_map (TerrainProfile *self, GError **error)
{
  g_autofree char *named = NULL, *folder = NULL, *file = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  named = terrain_profile_dup_map_path (self);
  if (named != NULL)
    return terrain_map_tiles_open (named, error);
  folder = g_build_filename (terrain_profile_get_folder (self), "maps", NULL);
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return NULL;
  file = dup_first_file (folder);
  /* A folder that holds something else, or nothing yet, is no mistake. */
  return file != NULL ? terrain_map_tiles_open (file, error) : terrain_map_tiles_open (folder, NULL);
}

gboolean
terrain_profile_get_gives_place (TerrainProfile *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);

  text = terrain_store_get_setting (terrain_profile_get_store (self), PLACE_KEY, NULL);
  return g_strcmp0 (text, "yes") == 0;
}

gboolean
terrain_profile_set_gives_place (TerrainProfile *self, gboolean gives, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);

  return terrain_store_set_setting (terrain_profile_get_store (self), PLACE_KEY, gives ? "yes" : NULL, error);
}
