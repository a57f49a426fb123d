/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <gst/gst.h>
#include <unistd.h>

#include "terrain-camera-portal.h"
#include "terrain-camera.h"
#include "terrain-elements.h"

/* As long as a camera may take to wake up. */
#define FIRST_FRAME_S 10

/* Compressed first: over USB that is where a camera gives its full size at a speed that can be looked at. What is larger
 * than this costs more to unpack than it shows. The last two: rather slow or large than nothing. */
#define WANTED \
  "image/jpeg, width=[1,1920], height=[1,1920], framerate=[10/1,60/1]; " \
  "video/x-raw, width=[1,1920], height=[1,1920], framerate=[10/1,60/1]; image/jpeg; video/x-raw"

struct _TerrainCamera
{
  GObject parent_instance;
  char *name;
  char *source;      /* NULL, as the next, for a camera of the portal */
  GstDevice *device;

  GCancellable *opening; /* while the portal gives a connection */
  int fd;                /* that connection; -1 for none */
  GstElement *pipeline; /* NULL while it does not film */
  GstElement *sink;
  gulong handler;
  guint watch;
  guint first_frame; /* a timeout until there is one */

  GMutex mutex; /* for what is below: set on GStreamer's thread */
  TerrainFrame *newest;
  guint newest_source;
  TerrainCameraTap tap;
  gpointer tap_data;
};

G_DEFINE_FINAL_TYPE (TerrainCamera, terrain_camera, G_TYPE_OBJECT)

enum
{
  FRAME,
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
hand_on (gpointer data)
{
  TerrainCamera *self = data;
  g_autoptr (TerrainCamera) kept = g_object_ref (self);
  g_autoptr (TerrainFrame) frame = NULL;

  g_mutex_lock (&self->mutex);
  frame = g_steal_pointer (&self->newest);
  self->newest_source = 0;
  g_mutex_unlock (&self->mutex);
  if (self->pipeline == NULL)
    return G_SOURCE_REMOVE;
  g_clear_handle_id (&self->first_frame, g_source_remove);
  if (frame != NULL)
    g_signal_emit (self, signals[FRAME], 0, frame);
  return G_SOURCE_REMOVE;
}

/* Returns: (transfer full) (nullable): NULL where the buffer is not what its caps say */
static TerrainFrame *
frame_of (GstBuffer *buffer, GstPad *pad)
{
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  g_autoptr (GBytes) pixels = NULL;
  int width = 0, height = 0;
  GstMapInfo map;

  if (caps == NULL || !gst_structure_get_int (gst_caps_get_structure (caps, 0), "width", &width) ||
      !gst_structure_get_int (gst_caps_get_structure (caps, 0), "height", &height) || width < 1 || height < 1)
    return NULL;
  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return NULL;
  /* Copied: a camera has few buffers of its own. */
  if (map.size >= (gsize) width * (gsize) height * 4)
    pixels = g_bytes_new (map.data, (gsize) width * (gsize) height * 4);
  gst_buffer_unmap (buffer, &map);
  return pixels != NULL ? terrain_frame_new (pixels, width, height) : NULL;
}

/* On GStreamer's thread. */
static void
frame_arrived (GstElement *sink, GstBuffer *buffer, GstPad *pad, TerrainCamera *self)
{
  TerrainFrame *frame = frame_of (buffer, pad);

  if (frame == NULL)
    return;
  g_mutex_lock (&self->mutex);
  if (self->tap != NULL)
    self->tap (frame, self->tap_data);
  g_clear_pointer (&self->newest, terrain_frame_unref);
  self->newest = frame;
  if (self->newest_source == 0)
    self->newest_source = g_idle_add_full (G_PRIORITY_DEFAULT, hand_on, g_object_ref (self), g_object_unref);
  g_mutex_unlock (&self->mutex);
}

static void
fail (TerrainCamera *self, const char *sentence)
{
  g_autoptr (TerrainCamera) kept = g_object_ref (self);

  terrain_camera_stop (self);
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static gboolean
no_frame (gpointer data)
{
  TerrainCamera *self = data;

  self->first_frame = 0;
  fail (self, _("The camera gives no picture. Check that it is not covered or switched off."));
  return G_SOURCE_REMOVE;
}

static const char *
words_of (GstMessage *message, gboolean was_seen)
{
  g_autoptr (GError) error = NULL;

  if (was_seen)
    return _("The camera stopped: check that it is connected.");
  gst_message_parse_error (message, &error, NULL);
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    return _("The camera is in use: close the other app that shows it.");
  if (g_error_matches (error, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    return _("This computer does not let Terrain use the camera.");
  return _("The camera could not be opened: check that it is connected and that no other app uses it.");
}

static gboolean
message_arrived (GstBus *bus, GstMessage *message, gpointer data)
{
  TerrainCamera *self = data;

  switch (GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_EOS:
      fail (self, _("The camera stopped: check that it is connected."));
      return G_SOURCE_REMOVE;
    case GST_MESSAGE_ERROR:
      fail (self, words_of (message, self->first_frame == 0));
      return G_SOURCE_REMOVE;
    default:
      return G_SOURCE_CONTINUE;
    }
}

/* Returns: (transfer floating): what gives the pictures */
static GstElement *
new_source (TerrainCamera *self, GError **error)
{
  g_autoptr (GError) why = NULL;
  GstElement *source;

  if (self->device != NULL)
    source = gst_device_create_element (self->device, NULL);
  else if (self->source != NULL)
    source = gst_parse_bin_from_description (self->source, TRUE, &why);
  else if ((source = gst_element_factory_make ("pipewiresrc", NULL)) != NULL)
    g_object_set (source, "fd", self->fd, NULL);
  if (source == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot show its camera (%s)."),
                 why != NULL ? why->message : self->name);
  return source;
}

static GstElement *
new_pipeline (TerrainCamera *self, GError **error)
{
  static const char *const elements[] = { "decodebin", "videoconvert", "fakesink", NULL };
  g_autoptr (GstElement) limit = NULL;
  g_autoptr (GstCaps) wanted = gst_caps_from_string (WANTED);
  g_autoptr (GError) why = NULL;
  GstElement *pipeline, *source;

  if (!terrain_elements_check (elements, error))
    return NULL;
  source = new_source (self, error);
  if (source == NULL)
    return NULL;
  pipeline = gst_parse_launch ("capsfilter name=limit ! decodebin ! videoconvert ! video/x-raw,format=RGBA ! "
                               "fakesink name=frames sync=false signal-handoffs=true",
                               &why);
  if (pipeline == NULL)
    {
      gst_object_unref (gst_object_ref_sink (source));
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot show its camera (%s)."),
                   why->message);
      return NULL;
    }
  limit = gst_bin_get_by_name (GST_BIN (pipeline), "limit");
  g_object_set (limit, "caps", wanted, NULL);
  gst_bin_add (GST_BIN (pipeline), source);
  if (gst_element_link (source, limit))
    return gst_object_ref_sink (pipeline);
  gst_object_unref (gst_object_ref_sink (pipeline));
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _("This computer cannot show its camera (%s)."), self->name);
  return NULL;
}

static void
set_playing (GstElement *pipeline, gpointer data)
{
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

static gboolean
play (TerrainCamera *self, GError **error)
{
  g_autoptr (GstBus) bus = NULL;

  self->pipeline = new_pipeline (self, error);
  if (self->pipeline == NULL)
    return FALSE;
  self->sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "frames");
  self->handler = g_signal_connect (self->sink, "handoff", G_CALLBACK (frame_arrived), self);
  bus = gst_element_get_bus (self->pipeline);
  self->watch = gst_bus_add_watch (bus, message_arrived, self);
  self->first_frame = g_timeout_add_seconds (FIRST_FRAME_S, no_frame, self);
  /* What goes wrong comes as a message. PipeWire's element waits half a minute for a server that does not answer. */
  if (self->fd >= 0)
    gst_element_call_async (self->pipeline, set_playing, NULL, NULL);
  else
    set_playing (self->pipeline, NULL);
  return TRUE;
}

static void
remote_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (TerrainCamera) self = data;
  g_autoptr (GError) error = NULL;
  int fd = terrain_camera_portal_connect_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  self->fd = fd;
  if (fd < 0 || !play (self, &error))
    fail (self, error->message);
}

gboolean
terrain_camera_start (TerrainCamera *self, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_CAMERA (self), FALSE);

  if (terrain_camera_get_running (self))
    return TRUE;
  if (self->source != NULL || self->device != NULL)
    return play (self, error);
  self->opening = g_cancellable_new ();
  terrain_camera_portal_connect_async (self->opening, remote_opened, g_object_ref (self));
  return TRUE;
}

typedef struct
{
  TerrainCamera *camera; /* a frame may still be under way to it */
  int fd;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  close (ending->fd);
  g_object_unref (ending->camera);
  g_free (ending);
}

static void
set_null (GstElement *pipeline, gpointer data)
{
  gst_element_set_state (pipeline, GST_STATE_NULL);
}

/* A device has to be let go before it can be opened again, so that is waited for; a connection to PipeWire is not shared, and
 * may take half a minute to end. */
static void
end_pipeline (TerrainCamera *self)
{
  Ending *ending;

  if (self->fd < 0)
    {
      set_null (self->pipeline, NULL);
      return;
    }
  ending = g_new0 (Ending, 1);
  ending->camera = g_object_ref (self);
  ending->fd = self->fd;
  self->fd = -1;
  gst_element_call_async (self->pipeline, set_null, ending, ending_free);
}

void
terrain_camera_stop (TerrainCamera *self)
{
  g_return_if_fail (TERRAIN_IS_CAMERA (self));

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->pipeline != NULL)
    {
      g_clear_handle_id (&self->watch, g_source_remove);
      g_clear_handle_id (&self->first_frame, g_source_remove);
      g_signal_handler_disconnect (self->sink, self->handler);
      end_pipeline (self);
      g_clear_object (&self->sink);
      g_clear_object (&self->pipeline);
    }
  g_mutex_lock (&self->mutex);
  g_clear_handle_id (&self->newest_source, g_source_remove);
  g_clear_pointer (&self->newest, terrain_frame_unref);
  g_mutex_unlock (&self->mutex);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
}

gboolean
terrain_camera_get_running (TerrainCamera *self)
{
  g_return_val_if_fail (TERRAIN_IS_CAMERA (self), FALSE);

  return self->pipeline != NULL || self->opening != NULL;
}

const char *
terrain_camera_get_name (TerrainCamera *self)
{
  g_return_val_if_fail (TERRAIN_IS_CAMERA (self), NULL);

  return self->name;
}

void
terrain_camera_set_tap (TerrainCamera *self, TerrainCameraTap tap, gpointer data)
{
  g_return_if_fail (TERRAIN_IS_CAMERA (self));

  g_mutex_lock (&self->mutex);
  self->tap = tap;
  self->tap_data = data;
  g_mutex_unlock (&self->mutex);
}

static void
terrain_camera_dispose (GObject *object)
{
  terrain_camera_stop (TERRAIN_CAMERA (object));
  G_OBJECT_CLASS (terrain_camera_parent_class)->dispose (object);
}

static void
terrain_camera_finalize (GObject *object)
{
  TerrainCamera *self = TERRAIN_CAMERA (object);

  g_free (self->name);
  g_free (self->source);
  g_clear_object (&self->device);
  g_clear_pointer (&self->newest, terrain_frame_unref);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (terrain_camera_parent_class)->finalize (object);
}

static void
terrain_camera_class_init (TerrainCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_camera_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_camera_finalize;
  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_POINTER);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
terrain_camera_init (TerrainCamera *self)
{
  self->fd = -1;
  g_mutex_init (&self->mutex);
}

TerrainCamera *
terrain_camera_new (const char *name, const char *source)
{
  TerrainCamera *self;

  g_return_val_if_fail (name != NULL && source != NULL, NULL);

  self = g_object_new (TERRAIN_TYPE_CAMERA, NULL);
  self->name = g_strdup (name);
  self->source = g_strdup (source);
  return self;
}

TerrainCamera *
terrain_camera_new_for_device (GstDevice *device)
{
  TerrainCamera *self;

  g_return_val_if_fail (GST_IS_DEVICE (device), NULL);

  self = g_object_new (TERRAIN_TYPE_CAMERA, NULL);
  self->device = g_object_ref (device);
  self->name = gst_device_get_display_name (device);
  return self;
}

TerrainCamera *
terrain_camera_new_for_portal (const char *name)
{
  TerrainCamera *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (TERRAIN_TYPE_CAMERA, NULL);
  self->name = g_strdup (name);
  return self;
}
