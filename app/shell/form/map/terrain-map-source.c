/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-map-source.h"
#include "terrain-picture.h"

/* Zoom levels beyond those of the tiles: eight times as large, where a pixel is still of use to point at. */
#define ENLARGED 3
/* Logical pixels of a tile; a picture of twice as many is a sharper one. */
#define TILE_SIZE 256
/* A picture in a tile is made no larger than this: anybody may have made it. */
#define MAX_SIDE 1024

struct _TerrainMapSource
{
  ShumateMapSource parent_instance;
  TerrainMapTiles *tiles; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (TerrainMapSource, terrain_map_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  TerrainMapTiles *tiles;
  ShumateTile *tile;
  guint zoom;
  guint x;
  guint y;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->tiles);
  g_object_unref (job->tile);
  g_free (job);
}

/* The part of a tile @levels coarser that is the tile at @x, @y. */
static GdkTexture *
enlarge (GdkTexture *texture, guint x, guint y, guint levels)
{
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_get_from_texture (texture);
  g_autoptr (GdkPixbuf) part = NULL;
  g_autoptr (GdkPixbuf) large = NULL;
  int parts = 1 << levels;
  int width = gdk_pixbuf_get_width (whole) / parts, height = gdk_pixbuf_get_height (whole) / parts;

  if (width < 1 || height < 1)
    return NULL;
  part = gdk_pixbuf_new_subpixbuf (whole, width * (int) (x % (guint) parts), height * (int) (y % (guint) parts), width,
                                   height);
  large = gdk_pixbuf_scale_simple (part, TILE_SIZE, TILE_SIZE, GDK_INTERP_BILINEAR);
  return large != NULL ? gdk_texture_new_for_pixbuf (large) : NULL;
}

static void
fill_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  guint finest = terrain_map_tiles_get_info (job->tiles)->max_zoom;
  guint levels = job->zoom > finest ? job->zoom - finest : 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GError *error = NULL;

  bytes = terrain_map_tiles_load (job->tiles, job->zoom - levels, job->x >> levels, job->y >> levels, &error);
  if (bytes != NULL && !g_cancellable_is_cancelled (cancellable))
    texture = terrain_picture_decode (bytes, MAX_SIDE, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else if (texture != NULL && levels > 0)
    g_task_return_pointer (task, enlarge (texture, job->x, job->y, levels), g_object_unref);
  else
    g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

static void
terrain_map_source_fill_tile_async (ShumateMapSource *source, ShumateTile *tile, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data)
{
  TerrainMapSource *self = TERRAIN_MAP_SOURCE (source);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Job *job;

  g_return_if_fail (self->tiles != NULL);

  job = g_new (Job, 1);
  *job = (Job) { g_object_ref (self->tiles), g_object_ref (tile), shumate_tile_get_zoom_level (tile),
                 shumate_tile_get_x (tile), shumate_tile_get_y (tile) };
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, fill_thread);
}

/* In the main thread: only now may the tile be touched. */
static gboolean
terrain_map_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) why = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &why);

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  /* One bad picture among thousands is a blank, not a message each time the map moves. */
  if (why != NULL)
    g_debug ("a tile of the map cannot be shown: %s", why->message);
  shumate_tile_set_paintable (job->tile, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
  return TRUE;
}

static void
terrain_map_source_finalize (GObject *object)
{
  g_clear_object (&TERRAIN_MAP_SOURCE (object)->tiles);
  G_OBJECT_CLASS (terrain_map_source_parent_class)->finalize (object);
}

static void
terrain_map_source_class_init (TerrainMapSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = terrain_map_source_finalize;
  source_class->fill_tile_async = terrain_map_source_fill_tile_async;
  source_class->fill_tile_finish = terrain_map_source_fill_tile_finish;
}

static void
terrain_map_source_init (TerrainMapSource *self)
{
}

ShumateMapSource *
terrain_map_source_new (TerrainMapTiles *tiles)
{
  const TerrainTileInfo *info = tiles != NULL ? terrain_map_tiles_get_info (tiles) : NULL;
  guint finest = info != NULL ? MIN (info->max_zoom + ENLARGED, TERRAIN_TILE_MAX_ZOOM) : TERRAIN_TILE_MAX_ZOOM;
  TerrainMapSource *self = g_object_new (TERRAIN_TYPE_MAP_SOURCE, "id", "terrain-tiles", "tile-size", TILE_SIZE,
                                         "min-zoom-level", info != NULL ? info->min_zoom : 0, "max-zoom-level", finest,
                                         NULL);

  g_set_object (&self->tiles, tiles);
  return SHUMATE_MAP_SOURCE (self);
}
