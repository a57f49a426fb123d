/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-viewfinder.h"

struct _TerrainViewfinder
{
  GObject parent_instance;
  GdkTexture *texture;
  gboolean mirrored;
};

static void
terrain_viewfinder_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  TerrainViewfinder *self = TERRAIN_VIEWFINDER (paintable);

  if (self->texture == NULL)
    return;
  gtk_snapshot_save (snapshot);
  if (self->mirrored)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_restore (snapshot);
}

static int
terrain_viewfinder_get_width (GdkPaintable *paintable)
{
  TerrainViewfinder *self = TERRAIN_VIEWFINDER (paintable);

  return self->texture != NULL ? gdk_texture_get_width (self->texture) : 0;
}

static int
terrain_viewfinder_get_height (GdkPaintable *paintable)
{
  TerrainViewfinder *self = TERRAIN_VIEWFINDER (paintable);

  return self->texture != NULL ? gdk_texture_get_height (self->texture) : 0;
}

static void
terrain_viewfinder_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = terrain_viewfinder_snapshot;
  iface->get_intrinsic_width = terrain_viewfinder_get_width;
  iface->get_intrinsic_height = terrain_viewfinder_get_height;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TerrainViewfinder, terrain_viewfinder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, terrain_viewfinder_paintable_init))

void
terrain_viewfinder_show (TerrainViewfinder *self, TerrainFrame *frame, gboolean mirrored)
{
  g_autoptr (GdkTexture) old = g_steal_pointer (&self->texture);

  g_return_if_fail (TERRAIN_IS_VIEWFINDER (self));

  self->texture = frame != NULL ? terrain_frame_to_texture (frame) : NULL;
  self->mirrored = mirrored;
  if (old == NULL || self->texture == NULL || gdk_texture_get_width (old) != gdk_texture_get_width (self->texture) ||
      gdk_texture_get_height (old) != gdk_texture_get_height (self->texture))
    gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
terrain_viewfinder_finalize (GObject *object)
{
  g_clear_object (&TERRAIN_VIEWFINDER (object)->texture);
  G_OBJECT_CLASS (terrain_viewfinder_parent_class)->finalize (object);
}

static void
terrain_viewfinder_class_init (TerrainViewfinderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_viewfinder_finalize;
}

static void
terrain_viewfinder_init (TerrainViewfinder *self)
{
}

TerrainViewfinder *
terrain_viewfinder_new (void)
{
  return g_object_new (TERRAIN_TYPE_VIEWFINDER, NULL);
}
