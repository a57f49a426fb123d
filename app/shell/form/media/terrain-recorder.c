/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <math.h>

#include "terrain-elements.h"
#include "terrain-memory-sink.h"
#include "terrain-recorder.h"

/* Hours of speech; as much as a record takes. */
#define MAX_BYTES (256 * 1024 * 1024)
/* What counts as silence, in decibels. */
#define SILENCE_DB 50
/* For a pipeline that is to end now: the microphone's last block, and a page of Ogg. */
#define MAX_WAIT (500 * GST_MSECOND)
/* For tests, as TERRAIN_CAMERAS: what is heard. */
#define FOR_TESTS "TERRAIN_MICROPHONE"

struct _TerrainRecorder
{
  GObject parent_instance;
  char *source;
  GstElement *pipeline; /* NULL while nothing is recorded */
  guint watch;
  char *problem;
  TerrainMemorySink *sound;
  gboolean is_silence; /* nothing of it was heard by a microphone */
  gboolean was_taken;  /* some of it was handed out already */
  gboolean is_flowing; /* something was heard: GStreamer does not like an end before that */
  guint ending;
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
finish (TerrainRecorder *self)
{
  g_autoptr (GstElement) pipeline = g_steal_pointer (&self->pipeline);
  g_autoptr (TerrainRecorder) kept = g_object_ref (self);
  g_autoptr (GBytes) sound = NULL;
  g_autofree char *problem = g_steal_pointer (&self->problem);

  if (pipeline == NULL)
    return;
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->ending, g_source_remove);
  /* Waits for GStreamer's thread: nothing is added any more. */
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (!self->is_silence)
    sound = terrain_memory_sink_take (self->sound);
  g_clear_pointer (&self->sound, terrain_memory_sink_free);
  if (sound == NULL && problem == NULL && !self->was_taken)
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

  self->is_flowing = TRUE;
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
message_arrived (GstBus *bus, GstMessage *message, gpointer data)
{
  TerrainRecorder *self = data;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      if (gst_message_has_name (message, "level"))
        tell_level (self, gst_message_get_structure (message));
      if (terrain_memory_sink_is_full (self->sound))
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
          self->is_silence = TRUE;
          fail (self, _("There is no microphone: connect one."));
          return G_SOURCE_REMOVE;
        }
      return G_SOURCE_CONTINUE;
    default:
      return G_SOURCE_CONTINUE;
    }
}

static const char *
find_source (TerrainRecorder *self)
{
  const char *replaced = self->source != NULL ? self->source : g_getenv (FOR_TESTS);

  return replaced != NULL ? replaced : "autoaudiosrc name=microphone";
}

static GstElement *
new_pipeline (TerrainRecorder *self, const char *quality, GError **error)
{
  static const char *const elements[] = { "autoaudiosrc", "audioconvert", "audioresample", "opusenc", "oggmux", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) why = NULL;
  GstElement *pipeline;

  if (!terrain_elements_check (elements, error))
    return NULL;
  text = g_strdup_printf ("%s ! audioconvert ! audioresample ! %sopusenc bitrate=%d ! oggmux ! "
                          "fakesink name=sink",
                          find_source (self),
                          terrain_elements_have ("level") ? "level interval=100000000 ! " : "", bit_rate (quality));
  pipeline = gst_parse_launch (text, &why);
  if (pipeline == NULL || why != NULL)
    {
      g_clear_object (&pipeline);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot record here (%s)."),
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
  self->is_silence = self->was_taken = FALSE;
  self->is_flowing = !terrain_elements_have ("level");
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  self->sound = terrain_memory_sink_new (sink, MAX_BYTES);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, message_arrived, self);
  /* What goes wrong comes as a message. */
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  return TRUE;
}

static gboolean
end (gpointer data)
{
  TerrainRecorder *self = data;

  self->ending = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

void
terrain_recorder_stop (TerrainRecorder *self)
{
  g_return_if_fail (TERRAIN_IS_RECORDER (self));

  if (self->pipeline != NULL && self->is_flowing)
    gst_element_send_event (self->pipeline, gst_event_new_eos ());
  else if (self->pipeline != NULL && self->ending == 0)
    self->ending = g_idle_add (end, self);
}

void
terrain_recorder_finish (TerrainRecorder *self)
{
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstMessage) last = NULL;

  g_return_if_fail (TERRAIN_IS_RECORDER (self));

  if (self->pipeline == NULL)
    return;
  if (self->is_flowing)
    {
      terrain_recorder_stop (self);
      bus = gst_element_get_bus (self->pipeline);
      last = gst_bus_timed_pop_filtered (bus, MAX_WAIT, GST_MESSAGE_EOS | GST_MESSAGE_ERROR);
    }
  finish (self);
}

GBytes *
terrain_recorder_take (TerrainRecorder *self)
{
  GBytes *sound;

  g_return_val_if_fail (TERRAIN_IS_RECORDER (self), NULL);

  sound = self->sound != NULL && !self->is_silence ? terrain_memory_sink_take (self->sound) : NULL;
  self->was_taken |= sound != NULL;
  return sound;
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
  g_clear_handle_id (&self->ending, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->sound, terrain_memory_sink_free);
  G_OBJECT_CLASS (terrain_recorder_parent_class)->dispose (object);
}

static void
terrain_recorder_finalize (GObject *object)
{
  TerrainRecorder *self = TERRAIN_RECORDER (object);

  g_free (self->source);
  g_free (self->problem);
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
}

TerrainRecorder *
terrain_recorder_new (const char *source)
{
  TerrainRecorder *self = g_object_new (TERRAIN_TYPE_RECORDER, NULL);

  self->source = g_strdup (source);
  return self;
}
