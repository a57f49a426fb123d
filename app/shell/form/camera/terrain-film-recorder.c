/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>

#include "terrain-elements.h"
#include "terrain-film-recorder.h"
#include "terrain-memory-sink.h"

/* As much as a record takes: at this rate a quarter of an hour. */
#define MAX_BYTES (256 * 1024 * 1024)
#define BITS_A_SECOND 1500000
#define LONGEST_SIDE 1280
/* As long as what is under way may take to be written out. */
#define LAST_WORDS_S 5

struct _TerrainFilmRecorder
{
  GObject parent_instance;
  char *sound;
  GstElement *pipeline; /* NULL while nothing is recorded */
  TerrainMemorySink *film;
  guint watch;
  guint tick;
  guint last_words; /* a timeout once it ends */
  char *problem;
  GMutex mutex;         /* for what is below: frames come on any thread */
  GstElement *pictures; /* NULL once no more are taken */
};

G_DEFINE_FINAL_TYPE (TerrainFilmRecorder, terrain_film_recorder, G_TYPE_OBJECT)

enum
{
  FINISHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full) (nullable): takes no more frames */
static GstElement *
close_pictures (TerrainFilmRecorder *self)
{
  GstElement *pictures;

  g_mutex_lock (&self->mutex);
  pictures = g_steal_pointer (&self->pictures);
  g_mutex_unlock (&self->mutex);
  return pictures;
}

static void
finish (TerrainFilmRecorder *self)
{
  g_autoptr (TerrainFilmRecorder) kept = g_object_ref (self);
  g_autoptr (GstElement) pipeline = g_steal_pointer (&self->pipeline);
  g_autoptr (GstElement) pictures = close_pictures (self);
  g_autoptr (GBytes) film = NULL;
  g_autofree char *problem = g_steal_pointer (&self->problem);

  if (pipeline == NULL)
    return;
  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->last_words, g_source_remove);
  /* Waits for GStreamer's threads: nothing is added any more. */
  gst_element_set_state (pipeline, GST_STATE_NULL);
  film = terrain_memory_sink_take (self->film);
  g_clear_pointer (&self->film, terrain_memory_sink_free);
  if (film == NULL && problem == NULL)
    problem = g_strdup (_("Nothing was recorded. Record a little longer."));
  g_signal_emit (self, signals[FINISHED], 0, film, problem);
}

static gboolean
waited_enough (gpointer data)
{
  TerrainFilmRecorder *self = data;

  self->last_words = 0;
  finish (self);
  return G_SOURCE_REMOVE;
}

/* Pictures and sound end, so that the film gets its length and index; "finish" comes with the last of it. */
static void
end (TerrainFilmRecorder *self, const char *problem)
{
  g_autoptr (GstElement) pictures = close_pictures (self);
  g_autoptr (GstElement) voice = NULL;
  GstFlowReturn ignored;

  if (problem != NULL && self->problem == NULL)
    self->problem = g_strdup (problem);
  if (self->last_words != 0)
    return;
  self->last_words = g_timeout_add_seconds (LAST_WORDS_S, waited_enough, self);
  if (pictures != NULL)
    g_signal_emit_by_name (pictures, "end-of-stream", &ignored);
  voice = gst_bin_get_by_name (GST_BIN (self->pipeline), "voice");
  gst_element_send_event (voice, gst_event_new_eos ());
}

static gboolean
second_over (gpointer data)
{
  TerrainFilmRecorder *self = data;

  if (terrain_memory_sink_is_full (self->film))
    end (self, _("The film is as long as a record can take. It was ended here."));
  return G_SOURCE_CONTINUE;
}

static gboolean
message_arrived (GstBus *bus, GstMessage *message, gpointer data)
{
  TerrainFilmRecorder *self = data;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_EOS:
      finish (self);
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_ERROR:
      end (self, _("The recording stopped: check that camera and microphone are connected. What was recorded until then is "
                   "kept."));
      return G_SOURCE_CONTINUE;
    case GST_MESSAGE_WARNING:
      /* Without a microphone "autoaudiosrc" warns, and then gives silence. */
      if (g_str_has_prefix (GST_MESSAGE_SRC_NAME (message), "microphone") && self->problem == NULL)
        self->problem = g_strdup (_("The film has no sound: there is no microphone."));
      return G_SOURCE_CONTINUE;
    default:
      return G_SOURCE_CONTINUE;
    }
}

/* Even, as VP8 halves them, and not larger than what can be encoded while it is looked at. */
static GstCaps *
new_size (TerrainFrame *frame)
{
  int width = terrain_frame_get_width (frame), height = terrain_frame_get_height (frame);
  double scale = MIN (1.0, (double) LONGEST_SIDE / MAX (width, height));

  return gst_caps_new_simple ("video/x-raw", "width", G_TYPE_INT, MAX (2, (int) (width * scale) / 2 * 2), "height",
                              G_TYPE_INT, MAX (2, (int) (height * scale) / 2 * 2), "pixel-aspect-ratio",
                              GST_TYPE_FRACTION, 1, 1, NULL);
}

/* The rate is only what to expect: each frame has the time it came. */
static GstCaps *
new_caps (TerrainFrame *frame)
{
  return gst_caps_new_simple ("video/x-raw", "format", G_TYPE_STRING, "RGBA", "width", G_TYPE_INT,
                              terrain_frame_get_width (frame), "height", G_TYPE_INT, terrain_frame_get_height (frame),
                              "framerate", GST_TYPE_FRACTION, 30, 1, "pixel-aspect-ratio", GST_TYPE_FRACTION, 1, 1, NULL);
}

/* The sound stands in a bin of its own, which is told to end by name whatever it is made of. */
static GstElement *
new_voice (TerrainFilmRecorder *self, GError **error)
{
  const char *source = self->sound != NULL ? self->sound : "autoaudiosrc name=microphone";
  GstElement *voice = gst_parse_bin_from_description (source, TRUE, error);

  if (voice != NULL)
    gst_object_set_name (GST_OBJECT (voice), "voice");
  return voice;
}

static GstElement *
new_pipeline (TerrainFilmRecorder *self, TerrainFrame *frame, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autofree char *text = g_strdup_printf (
    "appsrc name=pictures is-live=true do-timestamp=true format=time leaky-type=downstream max-buffers=8 max-bytes=0 "
    "max-time=0 ! videoconvert ! videoscale ! capsfilter name=size ! vp8enc deadline=1 cpu-used=8 threads=2 "
    "keyframe-max-dist=90 target-bitrate=%d ! queue ! webmmux name=film ! fakesink name=sink async=false "
    "audioconvert name=heard ! audioresample ! queue max-size-time=5000000000 ! opusenc bitrate=48000 ! queue ! film.",
    BITS_A_SECOND);
  GstElement *pipeline = gst_parse_launch (text, &why);
  GstElement *voice = pipeline != NULL ? new_voice (self, &why) : NULL;
  g_autoptr (GstElement) pictures = NULL, size = NULL, heard = NULL;
  g_autoptr (GstCaps) picture_caps = new_caps (frame), size_caps = new_size (frame);

  if (voice == NULL)
    {
      if (pipeline != NULL)
        gst_object_unref (gst_object_ref_sink (pipeline));
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot record here (%s)."), why->message);
      return NULL;
    }
  gst_object_ref_sink (pipeline);
  pictures = gst_bin_get_by_name (GST_BIN (pipeline), "pictures");
  size = gst_bin_get_by_name (GST_BIN (pipeline), "size");
  heard = gst_bin_get_by_name (GST_BIN (pipeline), "heard");
  g_object_set (pictures, "caps", picture_caps, NULL);
  g_object_set (size, "caps", size_caps, NULL);
  gst_bin_add (GST_BIN (pipeline), voice);
  gst_element_link (voice, heard);
  return pipeline;
}

gboolean
terrain_film_recorder_start (TerrainFilmRecorder *self, TerrainFrame *frame, GError **error)
{
  static const char *const elements[] = { "appsrc", "videoconvert", "videoscale", "vp8enc", "webmmux", "autoaudiosrc",
                                          "audioconvert", "audioresample", "opusenc", NULL };
  g_autoptr (GstElement) sink = NULL;
  g_autoptr (GstBus) bus = NULL;

  g_return_val_if_fail (TERRAIN_IS_FILM_RECORDER (self), FALSE);
  g_return_val_if_fail (frame != NULL, FALSE);

  if (self->pipeline != NULL)
    return TRUE;
  if (!terrain_elements_check (elements, error))
    return FALSE;
  self->pipeline = new_pipeline (self, frame, error);
  if (self->pipeline == NULL)
    return FALSE;
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  self->film = terrain_memory_sink_new (sink, MAX_BYTES);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, message_arrived, self);
  self->tick = g_timeout_add_seconds (1, second_over, self);
  /* What goes wrong comes as a message. */
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  g_mutex_lock (&self->mutex);
  self->pictures = gst_bin_get_by_name (GST_BIN (self->pipeline), "pictures");
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

void
terrain_film_recorder_push (TerrainFilmRecorder *self, TerrainFrame *frame)
{
  g_autoptr (GstElement) pictures = NULL;
  GstFlowReturn ignored;

  g_return_if_fail (TERRAIN_IS_FILM_RECORDER (self));
  g_return_if_fail (frame != NULL);

  g_mutex_lock (&self->mutex);
  pictures = self->pictures != NULL ? gst_object_ref (self->pictures) : NULL;
  g_mutex_unlock (&self->mutex);
  if (pictures != NULL)
    {
      g_autoptr (GstBuffer) buffer = gst_buffer_new_wrapped_bytes (terrain_frame_get_pixels (frame));

      g_signal_emit_by_name (pictures, "push-buffer", buffer, &ignored);
    }
}

void
terrain_film_recorder_stop (TerrainFilmRecorder *self, const char *problem)
{
  g_return_if_fail (TERRAIN_IS_FILM_RECORDER (self));

  if (self->pipeline != NULL)
    end (self, problem);
}

gboolean
terrain_film_recorder_get_recording (TerrainFilmRecorder *self)
{
  g_return_val_if_fail (TERRAIN_IS_FILM_RECORDER (self), FALSE);

  return self->pipeline != NULL;
}

static void
terrain_film_recorder_dispose (GObject *object)
{
  TerrainFilmRecorder *self = TERRAIN_FILM_RECORDER (object);
  g_autoptr (GstElement) pictures = close_pictures (self);

  g_clear_handle_id (&self->watch, g_source_remove);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->last_words, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->film, terrain_memory_sink_free);
  G_OBJECT_CLASS (terrain_film_recorder_parent_class)->dispose (object);
}

static void
terrain_film_recorder_finalize (GObject *object)
{
  TerrainFilmRecorder *self = TERRAIN_FILM_RECORDER (object);

  g_free (self->sound);
  g_free (self->problem);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (terrain_film_recorder_parent_class)->finalize (object);
}

static void
terrain_film_recorder_class_init (TerrainFilmRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_film_recorder_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_film_recorder_finalize;
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_STRING);
}

static void
terrain_film_recorder_init (TerrainFilmRecorder *self)
{
  g_mutex_init (&self->mutex);
}

TerrainFilmRecorder *
terrain_film_recorder_new (const char *sound)
{
  TerrainFilmRecorder *self = g_object_new (TERRAIN_TYPE_FILM_RECORDER, NULL);

  self->sound = g_strdup (sound);
  return self;
}
