/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-capture.h"
#include "terrain-engine-error.h"
#include "terrain-environment.h"

#include <glib/gi18n-lib.h>

struct _TerrainEnvironment
{
  int ref_count;

  TerrainClockFunc clock;
  gpointer clock_data;
  GDestroyNotify clock_destroy;
  gboolean held;
  gint64 held_now;

  GTimeZone *zone;
  GHashTable *properties;

  gboolean seeded;
  guint64 state;

  TerrainSourceFunc source;
  gpointer source_data;
  GDestroyNotify source_destroy;

  TerrainCaptureFunc capture;
  gpointer capture_data;
  GDestroyNotify capture_destroy;
};

TerrainEnvironment *
terrain_environment_new (TerrainClockFunc clock,
                         gpointer         user_data,
                         GDestroyNotify   destroy)
{
  TerrainEnvironment *self = g_new0 (TerrainEnvironment, 1);

  self->ref_count = 1;
  self->clock = clock;
  self->clock_data = user_data;
  self->clock_destroy = destroy;
  self->zone = g_time_zone_new_utc ();
  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

TerrainEnvironment *
terrain_environment_ref (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  self->ref_count++;
  return self;
}

void
terrain_environment_unref (TerrainEnvironment *self)
{
  g_return_if_fail (self != NULL);

  if (--self->ref_count > 0)
    return;
  if (self->clock_destroy != NULL)
    self->clock_destroy (self->clock_data);
  if (self->source_destroy != NULL)
    self->source_destroy (self->source_data);
  if (self->capture_destroy != NULL)
    self->capture_destroy (self->capture_data);
  g_time_zone_unref (self->zone);
  g_hash_table_unref (self->properties);
  g_free (self);
}

void
terrain_environment_hold_clock (TerrainEnvironment *self,
                                gint64              now_us)
{
  g_return_if_fail (self != NULL);

  self->held = TRUE;
  self->held_now = now_us;
}

void
terrain_environment_release_clock (TerrainEnvironment *self)
{
  g_return_if_fail (self != NULL);

  self->held = FALSE;
}

gboolean
terrain_environment_is_clock_held (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->held;
}

gint64
terrain_environment_get_now (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->held)
    return self->held_now;
  return self->clock != NULL ? self->clock (self->clock_data) : 0;
}

void
terrain_environment_set_time_zone (TerrainEnvironment *self,
                                   GTimeZone          *zone)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (zone != NULL);

  g_time_zone_ref (zone);
  g_time_zone_unref (self->zone);
  self->zone = zone;
}

GTimeZone *
terrain_environment_get_time_zone (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

void
terrain_environment_set_seed (TerrainEnvironment *self,
                              guint64             seed)
{
  g_return_if_fail (self != NULL);

  self->seeded = TRUE;
  self->state = seed;
}

/* Forgetting the seed must cost the reproducibility of a run, never the uniqueness of its uuids. */
static void
ensure_seeded (TerrainEnvironment *self)
{
  if (!self->seeded)
    terrain_environment_set_seed (self, (guint64) g_random_int () << 32 | g_random_int ());
}

guint64
terrain_environment_get_seed (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, 0);

  ensure_seeded (self);
  return self->state;
}

/* SplitMix64 (Steele, Lea, Flood 2014): 64 bits of state, a full period, and any seed is a good one. */
guint64
terrain_environment_next_random (TerrainEnvironment *self)
{
  guint64 z;

  g_return_val_if_fail (self != NULL, 0);

  ensure_seeded (self);
  z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

double
terrain_environment_next_double (TerrainEnvironment *self)
{
  /* 53 bits: every value is exact and below one. */
  return (double) (terrain_environment_next_random (self) >> 11) * 0x1.0p-53;
}

char *
terrain_environment_next_uuid (TerrainEnvironment *self)
{
  guint64 high = terrain_environment_next_random (self);
  guint64 low = terrain_environment_next_random (self);

  /* RFC 4122 section 4.4: version 4, variant 10. */
  high = (high & ~G_GUINT64_CONSTANT (0xf000)) | 0x4000;
  low = (low & ~(G_GUINT64_CONSTANT (3) << 62)) | G_GUINT64_CONSTANT (1) << 63;
  return g_strdup_printf ("%08x-%04x-%04x-%04x-%012" G_GINT64_MODIFIER "x", (guint) (high >> 32),
                          (guint) (high >> 16 & 0xffff), (guint) (high & 0xffff), (guint) (low >> 48),
                          low & G_GUINT64_CONSTANT (0xffffffffffff));
}

void
terrain_environment_set_property (TerrainEnvironment *self,
                                  const char         *name,
                                  const char         *value)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (name != NULL);

  if (value != NULL)
    g_hash_table_insert (self->properties, g_strdup (name), g_strdup (value));
  else
    g_hash_table_remove (self->properties, name);
}

const char *
terrain_environment_get_property (TerrainEnvironment *self,
                                  const char         *name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->properties, name);
}

void
terrain_environment_set_source (TerrainEnvironment *self,
                                TerrainSourceFunc   source,
                                gpointer            user_data,
                                GDestroyNotify      destroy)
{
  g_return_if_fail (self != NULL);

  if (self->source_destroy != NULL)
    self->source_destroy (self->source_data);
  self->source = source;
  self->source_data = user_data;
  self->source_destroy = destroy;
}

GBytes *
terrain_environment_load_source (TerrainEnvironment  *self,
                                 const char          *uri,
                                 GError             **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (uri != NULL, NULL);

  if (self->source == NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND, _("There is no file for “%s”."), uri);
      return NULL;
    }
  return self->source (uri, self->source_data, error);
}

void
terrain_environment_set_capture (TerrainEnvironment *self,
                                 TerrainCaptureFunc  capture,
                                 gpointer            user_data,
                                 GDestroyNotify      destroy)
{
  g_return_if_fail (self != NULL);

  if (self->capture_destroy != NULL)
    self->capture_destroy (self->capture_data);
  self->capture = capture;
  self->capture_data = user_data;
  self->capture_destroy = destroy;
}

gboolean
terrain_environment_can_capture (TerrainEnvironment *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->capture != NULL;
}

void
terrain_environment_request_capture (TerrainEnvironment   *self,
                                     TerrainInterview     *interview,
                                     const TerrainCapture *capture)
{
  g_return_if_fail (self != NULL);

  if (self->capture != NULL)
    self->capture (interview, capture, self->capture_data);
}
