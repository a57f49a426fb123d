/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "terrain-image-map.h"
#include "terrain-svg-check.h"

/* In pixels: sharp on the pages there are, and some millions to look at for each part at most. */
#define LONGER_SIDE 1000
/* More than ten times as wide as high is a line. */
#define SHORTER_SIDE 100
#define MAX_PARTS 500
/* In pixels: of a part's frame, half dark and half light, so that it stands out from every colour. */
#define FRAME 6
/* In pixels: half of the tick on what is chosen */
#define TICK 24
/* What is hidden, pale or only an outline can be pointed at all the same. */
#define SOLID "* { fill: #000 !important; fill-opacity: 1 !important; opacity: 1 !important; stroke-opacity: 1 !important; " \
              "visibility: visible !important; filter: none !important; mask: none !important; }"

typedef struct
{
  char *name;
  GdkRectangle bounds; /* without extent where there is nothing to be seen of it */
} Part;

struct _TerrainImageMap
{
  gatomicrefcount references;
  int width;
  int height;
  GdkTexture *texture;
  GArray *parts; /* of Part, in the order they are drawn */
  guint16 *at;   /* of each pixel: 1 + the index of its part, or 0 */
};

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->name);
}

static RsvgHandle *
open_handle (GBytes *svg, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (svg, &size);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);

  /* Without a file it belongs to, it cannot fetch any. */
  return rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAGS_NONE, NULL, error);
}

static void
read_size (TerrainImageMap *self, RsvgHandle *handle)
{
  gboolean has_box;
  RsvgRectangle box = { 0 };
  double width = 0, height = 0, longer;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height) || width <= 0 || height <= 0)
    {
      rsvg_handle_get_intrinsic_dimensions (handle, NULL, NULL, NULL, NULL, &has_box, &box);
      width = has_box ? box.width : 0;
      height = has_box ? box.height : 0;
    }
  if (!(width > 0 && height > 0 && isfinite (width) && isfinite (height)))
    width = height = 1;
  longer = MAX (width, height);
  self->width = MAX (SHORTER_SIDE, (int) round (width / longer * LONGER_SIDE));
  self->height = MAX (SHORTER_SIDE, (int) round (height / longer * LONGER_SIDE));
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                                         (GDestroyNotify) cairo_surface_destroy,
                                                         cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Draws all of it, or the element with @name. */
static gboolean
draw (TerrainImageMap *self, RsvgHandle *handle, cairo_surface_t *surface, const char *name, GError **error)
{
  RsvgRectangle viewport = { 0, 0, self->width, self->height };
  cairo_t *cr = cairo_create (surface);
  g_autofree char *layer = name != NULL ? g_strconcat ("#", name, NULL) : NULL;
  gboolean done;

  if (layer != NULL)
    {
      cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
      cairo_paint (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
      done = rsvg_handle_render_layer (handle, cr, layer, &viewport, error);
    }
  else
    done = rsvg_handle_render_document (handle, cr, &viewport, error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return done;
}

static gboolean
draw_whole (TerrainImageMap *self, RsvgHandle *handle, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  cairo_t *cr = cairo_create (surface);
  gboolean done;

  /* Paper, in dark as well: most drawings count on it. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  done = draw (self, handle, surface, NULL, error);
  if (done)
    self->texture = texture_of (surface);
  cairo_surface_destroy (surface);
  return done;
}

/* Later parts lie over earlier ones. */
static void
take_pixels (TerrainImageMap *self, cairo_surface_t *surface, guint16 number)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      if (data[y * stride + x] > 127)
        self->at[y * self->width + x] = number;
}

static void
find_bounds (TerrainImageMap *self)
{
  for (int y = 0; y < self->height; y++)
    for (int x = 0; x < self->width; x++)
      {
        guint16 number = self->at[y * self->width + x];
        GdkRectangle here = { x, y, 1, 1 };
        GdkRectangle *bounds;

        if (number == 0)
          continue;
        bounds = &g_array_index (self->parts, Part, number - 1).bounds;
        if (bounds->width == 0)
          *bounds = here;
        else
          gdk_rectangle_union (bounds, &here, bounds);
      }
}

static void
add_part (TerrainImageMap *self, const char *name)
{
  Part part = { .name = g_strdup (name) };

  g_array_append_val (self->parts, part);
}

static gboolean
draw_parts (TerrainImageMap *self, RsvgHandle *handle, char **ids, const char *const *names, GCancellable *cancellable,
            GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, self->width, self->height);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean done = rsvg_handle_set_stylesheet (handle, (const guint8 *) SOLID, sizeof SOLID - 1, error);

  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_add (wanted, (gpointer) names[i]);
  for (guint i = 0; done && ids[i] != NULL && self->parts->len < MAX_PARTS; i++)
    {
      /* Each once, though an id were there twice. */
      if (!g_hash_table_remove (wanted, ids[i]))
        continue;
      done = !g_cancellable_set_error_if_cancelled (cancellable, error) && draw (self, handle, surface, ids[i], error);
      if (!done)
        break;
      add_part (self, ids[i]);
      take_pixels (self, surface, (guint16) self->parts->len);
    }
  cairo_surface_destroy (surface);
  if (done)
    find_bounds (self);
  return done;
}

static gboolean
draw_all (TerrainImageMap *self, GBytes *svg, char **ids, const char *const *names, GCancellable *cancellable,
          GError **error)
{
  RsvgHandle *handle = open_handle (svg, error);
  gboolean done;

  if (handle == NULL)
    return FALSE;
  read_size (self, handle);
  self->at = g_new0 (guint16, (gsize) self->width * (gsize) self->height);
  done = draw_whole (self, handle, error) && draw_parts (self, handle, ids, names, cancellable, error);
  g_object_unref (handle);
  return done;
}

TerrainImageMap *
terrain_image_map_new (GBytes *svg, const char *const *names, GCancellable *cancellable, GError **error)
{
  g_autoptr (TerrainImageMap) self = NULL;
  g_autoptr (GError) why = NULL;
  g_auto (GStrv) ids = NULL;

  g_return_val_if_fail (svg != NULL, NULL);
  g_return_val_if_fail (names != NULL, NULL);

  ids = terrain_svg_check (svg, error);
  if (ids == NULL)
    return NULL;
  self = g_new0 (TerrainImageMap, 1);
  g_atomic_ref_count_init (&self->references);
  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  if (draw_all (self, svg, ids, names, cancellable, &why))
    return g_steal_pointer (&self);
  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("The drawing is damaged (%s)."), why->message);
  return NULL;
}

TerrainImageMap *
terrain_image_map_ref (TerrainImageMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
terrain_image_map_unref (TerrainImageMap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->texture);
  g_array_unref (self->parts);
  g_free (self->at);
  g_free (self);
}

int
terrain_image_map_get_width (TerrainImageMap *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->width;
}

int
terrain_image_map_get_height (TerrainImageMap *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->height;
}

GdkTexture *
terrain_image_map_get_texture (TerrainImageMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->texture;
}

/* 0 for none. */
static guint16
number_of (TerrainImageMap *self, const char *name)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      if (g_str_equal (part->name, name))
        return part->bounds.width > 0 ? (guint16) (i + 1) : 0;
    }
  return 0;
}

gboolean
terrain_image_map_has (TerrainImageMap *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, FALSE);

  return number_of (self, name) > 0;
}

const char *
terrain_image_map_get_at (TerrainImageMap *self, double x, double y)
{
  guint16 number;

  g_return_val_if_fail (self != NULL, NULL);

  if (!(x >= 0 && y >= 0 && x < self->width && y < self->height))
    return NULL;
  number = self->at[(int) y * self->width + (int) x];
  return number > 0 ? g_array_index (self->parts, Part, number - 1).name : NULL;
}

/* Of each pixel within @bounds how far it is from what is not of the part, 0 outside it; in two passes, whatever the
 * part's size. There is a border of one pixel around. */
static guint16 *
dup_distances (TerrainImageMap *self, guint16 number, const GdkRectangle *bounds)
{
  int line = bounds->width + 2;
  guint16 *distances = g_new0 (guint16, (gsize) line * (gsize) (bounds->height + 2));

  for (int y = 0; y < bounds->height; y++)
    for (int x = 0; x < bounds->width; x++)
      {
        guint16 *own = distances + (y + 1) * line + x + 1;

        if (self->at[(bounds->y + y) * self->width + bounds->x + x] == number)
          *own = (guint16) (1 + MIN (MIN (own[-1], own[-line - 1]), MIN (own[-line], own[-line + 1])));
      }
  for (int y = bounds->height - 1; y >= 0; y--)
    for (int x = bounds->width - 1; x >= 0; x--)
      {
        guint16 *own = distances + (y + 1) * line + x + 1;
        int next = 1 + MIN (MIN (own[1], own[line - 1]), MIN (own[line], own[line + 1]));

        *own = (guint16) MIN (*own, next);
      }
  return distances;
}

/* Premultiplied, as a texture has it. */
static guint32
mark_pixel (int distance, gboolean chosen)
{
  if (distance == 0)
    return 0;
  if (distance <= FRAME / 2)
    return 0xff1a1a1aU;
  if (distance <= FRAME)
    return 0xffffffffU;
  /* GNOME's blue, a third of it. */
  return chosen ? 0x66153558U : 0;
}

/* A tick where there is most room for it. */
static void
draw_tick (cairo_surface_t *surface, const guint16 *distances, const GdkRectangle *bounds)
{
  int line = bounds->width + 2, best = line + 1, best_off = G_MAXINT;
  cairo_t *cr;

  for (int y = 1; y <= bounds->height; y++)
    for (int x = 1; x <= bounds->width; x++)
      {
        int off = ABS (2 * x - bounds->width) + ABS (2 * y - bounds->height), at = y * line + x;

        /* Of places with as much room, the one nearest to the middle. */
        if (distances[at] > distances[best] || (distances[at] == distances[best] && off < best_off))
          {
            best = at;
            best_off = off;
          }
      }
  if (distances[best] < TICK / 2)
    return;
  cr = cairo_create (surface);
  cairo_translate (cr, best % line - 0.5, best / line - 0.5);
  cairo_arc (cr, 0, 0, TICK, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.1, 0.37, 0.71);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, TICK / 6.0);
  cairo_stroke (cr);
  cairo_move_to (cr, -TICK * 0.45, TICK * 0.02);
  cairo_line_to (cr, -TICK * 0.12, TICK * 0.38);
  cairo_line_to (cr, TICK * 0.45, -TICK * 0.32);
  cairo_set_line_width (cr, TICK / 5.0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

GdkTexture *
terrain_image_map_dup_mark (TerrainImageMap *self, const char *name, gboolean chosen, GdkRectangle *bounds)
{
  cairo_surface_t *surface;
  GdkTexture *texture;
  g_autofree guint16 *distances = NULL;
  guint16 number;
  guchar *data;
  int stride;

  g_return_val_if_fail (self != NULL && name != NULL && bounds != NULL, NULL);

  number = number_of (self, name);
  if (number == 0)
    return NULL;
  *bounds = g_array_index (self->parts, Part, number - 1).bounds;
  distances = dup_distances (self, number, bounds);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, bounds->width, bounds->height);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < bounds->height; y++)
    for (int x = 0; x < bounds->width; x++)
      ((guint32 *) (gpointer) (data + y * stride))[x] = mark_pixel (distances[(y + 1) * (bounds->width + 2) + x + 1], chosen);
  cairo_surface_mark_dirty (surface);
  if (chosen)
    draw_tick (surface, distances, bounds);
  cairo_surface_flush (surface);
  texture = texture_of (surface);
  cairo_surface_destroy (surface);
  return texture;
}
