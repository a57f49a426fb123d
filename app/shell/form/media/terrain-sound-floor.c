/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sound-floor.h"

#define KEY "terrain-sound-floor"

struct _TerrainSoundFloor
{
  GObject parent_instance;
  GHashTable *recording; /* set of pointers, which are not looked at */
  GHashTable *first;     /* the same */
  GHashTable *played;    /* set of char *: question and medium */
};

enum
{
  PROP_0,
  PROP_TAKEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  HUSH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainSoundFloor, terrain_sound_floor, G_TYPE_OBJECT)

TerrainSoundFloor *
terrain_sound_floor_of (TerrainInterview *interview)
{
  TerrainSoundFloor *self;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  self = g_object_get_data (G_OBJECT (interview), KEY);
  if (self == NULL)
    {
      self = g_object_new (TERRAIN_TYPE_SOUND_FLOOR, NULL);
      g_object_set_data_full (G_OBJECT (interview), KEY, self, g_object_unref);
    }
  return self;
}

static gboolean
change (GHashTable *set, gpointer who, gboolean is_in)
{
  return is_in ? g_hash_table_add (set, who) : g_hash_table_remove (set, who);
}

void
terrain_sound_floor_set_recording (TerrainSoundFloor *self, gpointer who, gboolean recording)
{
  gboolean before;

  g_return_if_fail (TERRAIN_IS_SOUND_FLOOR (self));
  g_return_if_fail (who != NULL);

  before = terrain_sound_floor_get_taken (self);
  change (self->recording, who, recording);
  if (before != terrain_sound_floor_get_taken (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAKEN]);
}

gboolean
terrain_sound_floor_get_taken (TerrainSoundFloor *self)
{
  g_return_val_if_fail (TERRAIN_IS_SOUND_FLOOR (self), FALSE);

  return g_hash_table_size (self->recording) > 0;
}

void
terrain_sound_floor_set_first (TerrainSoundFloor *self, gpointer view, gboolean is_there)
{
  g_return_if_fail (TERRAIN_IS_SOUND_FLOOR (self));
  g_return_if_fail (view != NULL);

  change (self->first, view, is_there);
}

gboolean
terrain_sound_floor_claim (TerrainSoundFloor *self, gpointer view, const char *ref, const char *uri)
{
  g_return_val_if_fail (TERRAIN_IS_SOUND_FLOOR (self), FALSE);
  g_return_val_if_fail (ref != NULL && uri != NULL, FALSE);

  if (terrain_sound_floor_get_taken (self) ||
      (g_hash_table_size (self->first) > 0 && !g_hash_table_contains (self->first, view)))
    return FALSE;
  /* No reference has a line break. */
  return g_hash_table_add (self->played, g_strdup_printf ("%s\n%s", ref, uri));
}

gboolean
terrain_sound_floor_hush (TerrainSoundFloor *self)
{
  gboolean hushed = FALSE;

  g_return_val_if_fail (TERRAIN_IS_SOUND_FLOOR (self), FALSE);

  g_signal_emit (self, signals[HUSH], 0, &hushed);
  return hushed;
}

static void
terrain_sound_floor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TAKEN)
    g_value_set_boolean (value, terrain_sound_floor_get_taken (TERRAIN_SOUND_FLOOR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_sound_floor_finalize (GObject *object)
{
  TerrainSoundFloor *self = TERRAIN_SOUND_FLOOR (object);

  g_hash_table_unref (self->recording);
  g_hash_table_unref (self->first);
  g_hash_table_unref (self->played);
  G_OBJECT_CLASS (terrain_sound_floor_parent_class)->finalize (object);
}

static void
terrain_sound_floor_class_init (TerrainSoundFloorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = terrain_sound_floor_get_property;
  object_class->finalize = terrain_sound_floor_finalize;
  properties[PROP_TAKEN] = g_param_spec_boolean ("taken", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[HUSH] = g_signal_new ("hush", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, g_signal_accumulator_true_handled,
                                NULL, NULL, G_TYPE_BOOLEAN, 0);
}

static void
terrain_sound_floor_init (TerrainSoundFloor *self)
{
  self->recording = g_hash_table_new (NULL, NULL);
  self->first = g_hash_table_new (NULL, NULL);
  self->played = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}
