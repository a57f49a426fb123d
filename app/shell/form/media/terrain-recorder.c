/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <math.h>

#include "terrain-recorder.h"

/* Hours of speech; as much as a record takes. */
#define MAX_BYTES (256 * 1024 * 1024)
/* What counts as silence, in decibels. */
#define SILENCE_DB 50

struct _TerrainRecorder
{
  GObject parent_instance;
  char *source;
  GstElement *pipeline; /* NULL while nothing is recorded */
  guint watch;
  char *problem;
  GMutex mutex;     /* for the two below: they are filled on GStreamer's thread */
  GByteArray *sound;
  gboolean is_full;
};

G_DEFINE_FINAL_TYPE (TerrainRecorder, terrain_recorder, G_TYPE_OBJECT)

enum
{
  LEVEL,
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
bit_rate (const char *quality)
{
  if (g_strcmp0 (quality, "voice-only") == 0)
    return 16000;
  return g_strcmp0 (quality, "low") == 0 ? 24000 : 64000;
}

static void
piece_recorded (GstElement *sink, GstBuffer *buffer, GstPad *pad, TerrainRecorder *self)
{
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  g_mutex_lock (&self->mutex);
  self->is_full = self->is_full || self->sound->len + map.size > MAX_BYTES;
  if (!self->is_full)
    g_byte_array_append (self->sound, map.data, (guint) map.size);
  g_mutex_unlock (&self->mutex);
  gst_buffer_unmap (buffer, &map);
}

static void
finish (TerrainRecorder *self)
{
  g_autoptr (GstElement) pipeline = g_steal_pointer (&self->pipeline);
  g_autoptr (TerrainRecorder) kept = g_object_ref (self);
  g_autoptr (GBytes) sound = NULL;
  g_autofree char *problem = g_steal_pointer (&self->problem);

  if (pipeline == NULL)
    return;
  g_clear_handle_id (&self->watch, g_source_remove);
  /* Waits for GStreamer's thread: nothing is added any more. */
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (self->sound->len > 0)
    sound = g_byte_array_free_to_bytes (g_steal_pointer (&self->sound));
  if (sound == NULL && problem == NULL)
    problem = g_strdup (_("Nothing was recorded. Record a little longer."));
  g_signal_emit (self, signals[FINISHED], 0, sound, problem);
}

static void
tell_level (TerrainRecorder *self, const GstStructure *structure)
{
  const GValue *peaks = gst_structure_get_value (structure, "peak");
  /* By name: GStreamer still gives what GLib would rather not have named. */
  gboolean is_array = peaks != NULL && g_str_equal (G_VALUE_TYPE_NAME (peaks), "GValueArray");
  GValueArray *array = is_array ? g_value_get_boxed (peaks) : NULL;
  double decibel;

  if (array == NULL || array->n_values == 0)
    return;
  decibel = g_value_get_double (&array->values[0]);
  g_signal_emit (self, signals[LEVEL], 0, isfinite (decibel) ? CLAMP (1 + decibel / SILENCE_DB, 0, 1) : 0.0);
}

static void
fail (TerrainRecorder *self, const char *sentence)
{
  if (self->problem == NULL)
    self->problem = g_strdup (sentence);
  finish (self);
}

static gboolean
is_full (TerrainRecorder *self)
{
  gboolean full;

  g_mutex_lock (&self->mutex);
  full = self->is_full;
  g_mutex_unlock (&self->mutex);
  return full;
}

static gboolean
message_arrived (GstBus *bus, GstMessage *message, gpointer data)
{
  TerrainRecorder *self = data;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      if (gst_message_has_name (message, "level"))
        tell_level (self, gst_message_get_structure (message));
      if (is_full (self))
        fail (self, _("The recording is as long as a record can take. It was ended here."));
      return self->pipeline != NULL;
    case GST_MESSAGE_EOS:
      finish (self);
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_ERROR:
      fail (self, _("The microphone stopped: check that it is connected. What was recorded until then is kept."));
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_WARNING:
      /* Without a microphone "autoaudiosrc" warns, and then records silence. */
      if (g_str_has_prefix (GST_MESSAGE_SRC_NAME (message), "microphone"))
        {
          g_mutex_lock (&self->mutex);
          g_byte_array_set_size (self->sound, 0);
          self->is_full = TRUE;
          g_mutex_unlock (&self->mutex);
          fail (self, _("There is no microphone. Connect one, or choose a recording from a file."));
          return G_SOURCE_REMOVE;
        }
      return G_SOURCE_CONTINUE;
    default:
      return G_SOURCE_CONTINUE;
    }
}

/* Returns: (transfer full): which of what recording needs is not installed; NULL for none */
static char *
dup_missing (void)
{
  static const char *const elements[] = { "autoaudiosrc", "audioconvert", "audioresample", "opusenc", "oggmux" };

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      GstElementFactory *factory = gst_element_factory_find (elements[i]);

      if (factory == NULL)
        return g_strdup (elements[i]);
      gst_object_unref (factory);
    }
  return NULL;
}

static gboolean
has_level (void)
{
  g_autoptr (GstElementFactory) factory = gst_element_factory_find ("level");

  return factory != NULL;
}

static GstElement *
new_pipeline (TerrainRecorder *self, const char *quality, GError **error)
{
  g_autofree char *missing = NULL, *text = NULL;
  g_autoptr (GError) why = NULL;
  GstElement *pipeline;

  if (!gst_init_check (NULL, NULL, &why))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot record sound here (%s)."),
                   why != NULL ? why->message : "GStreamer");
      return NULL;
    }
  missing = dup_missing ();
  if (missing != NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _("This computer cannot record sound here: GStreamer's “%s” is not installed. Choose a recording from a "
                     "file instead."),
                   missing);
      return NULL;
    }
  text = g_strdup_printf ("%s ! audioconvert ! audioresample ! %sopusenc bitrate=%d ! oggmux ! "
                          "fakesink name=sink sync=false signal-handoffs=true",
                          self->source != NULL ? self->source : "autoaudiosrc name=microphone",
                          has_level () ? "level interval=100000000 ! " : "", bit_rate (quality));
  pipeline = gst_parse_launch (text, &why);
  if (pipeline == NULL || why != NULL)
    {
      g_clear_object (&pipeline);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot record sound here (%s)."),
                   why != NULL ? why->message : "GStreamer");
    }
  return pipeline;
}

gboolean
terrain_recorder_start (TerrainRecorder *self, const char *quality, GError **error)
{
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_val_if_fail (TERRAIN_IS_RECORDER (self), FALSE);

  if (self->pipeline != NULL)
    return TRUE;
  self->pipeline = new_pipeline (self, quality, error);
  if (self->pipeline == NULL)
    return FALSE;
  gst_object_ref_sink (self->pipeline);
  g_clear_pointer (&self->sound, g_byte_array_unref);
  self->sound = g_byte_array_new ();
  self->is_full = FALSE;
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  g_signal_connect (sink, "handoff", G_CALLBACK (piece_recorded), self);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, message_arrived, self);
  /* What goes wrong comes as a message. */
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  return TRUE;
}

void
terrain_recorder_stop (TerrainRecorder *self)
{
  g_return_if_fail (TERRAIN_IS_RECORDER (self));

  if (self->pipeline != NULL)
    gst_element_send_event (self->pipeline, gst_event_new_eos ());
}

gboolean
terrain_recorder_get_recording (TerrainRecorder *self)
{
  g_return_val_if_fail (TERRAIN_IS_RECORDER (self), FALSE);

  return self->pipeline != NULL;
}

static void
terrain_recorder_dispose (GObject *object)
{
  TerrainRecorder *self = TERRAIN_RECORDER (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  G_OBJECT_CLASS (terrain_recorder_parent_class)->dispose (object);
}

static void
terrain_recorder_finalize (GObject *object)
{
  TerrainRecorder *self = TERRAIN_RECORDER (object);

  g_free (self->source);
  g_free (self->problem);
  g_clear_pointer (&self->sound, g_byte_array_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (terrain_recorder_parent_class)->finalize (object);
}

static void
terrain_recorder_class_init (TerrainRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_recorder_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_recorder_finalize;
  signals[LEVEL] = g_signal_new ("level", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_STRING);
}

static void
terrain_recorder_init (TerrainRecorder *self)
{
  g_mutex_init (&self->mutex);
}

TerrainRecorder *
terrain_recorder_new (const char *source)
{
  TerrainRecorder *self = g_object_new (TERRAIN_TYPE_RECORDER, NULL);

  self->source = g_strdup (source);
  return self;
}
