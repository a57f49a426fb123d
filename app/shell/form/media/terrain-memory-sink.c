/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-memory-sink.h"

struct _TerrainMemorySink
{
  GstElement *fakesink;
  GstPad *pad;
  gulong probe;
  gulong handler;
  gsize most_bytes;
  GMutex mutex; /* for what is below */
  GByteArray *bytes;
  gsize at; /* where the next piece goes */
  gboolean is_full;
};

/* Room for @size bytes at the place of writing; a gap is of zeroes, as in a file. */
static gboolean
make_room (TerrainMemorySink *self, gsize size)
{
  gsize end = self->at + size;
  guint before = self->bytes->len;

  if (self->is_full || size > self->most_bytes || self->at > self->most_bytes - size)
    {
      self->is_full = TRUE;
      return FALSE;
    }
  if (end <= before)
    return TRUE;
  g_byte_array_set_size (self->bytes, (guint) end);
  if (self->at > before)
    memset (self->bytes->data + before, 0, self->at - before);
  return TRUE;
}

static void
piece_arrived (GstElement *fakesink, GstBuffer *buffer, GstPad *pad, TerrainMemorySink *self)
{
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return;
  g_mutex_lock (&self->mutex);
  if (map.size > 0 && make_room (self, map.size))
    {
      memcpy (self->bytes->data + self->at, map.data, map.size);
      self->at += map.size;
    }
  g_mutex_unlock (&self->mutex);
  gst_buffer_unmap (buffer, &map);
}

/* A muxer asks whether it may go back, and goes by sending a segment that begins elsewhere (as "filesink" has it). */
static GstPadProbeReturn
asked (GstPad *pad, GstPadProbeInfo *info, gpointer data)
{
  TerrainMemorySink *self = data;

  if ((info->type & GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM) != 0)
    {
      GstQuery *query = gst_pad_probe_info_get_query (info);
      GstFormat format;

      if (GST_QUERY_TYPE (query) != GST_QUERY_SEEKING)
        return GST_PAD_PROBE_OK;
      gst_query_parse_seeking (query, &format, NULL, NULL, NULL);
      if (format != GST_FORMAT_BYTES && format != GST_FORMAT_DEFAULT)
        return GST_PAD_PROBE_OK;
      gst_query_set_seeking (query, GST_FORMAT_BYTES, TRUE, 0, -1);
      return GST_PAD_PROBE_HANDLED;
    }
  if (GST_EVENT_TYPE (gst_pad_probe_info_get_event (info)) == GST_EVENT_SEGMENT)
    {
      const GstSegment *segment;

      gst_event_parse_segment (gst_pad_probe_info_get_event (info), &segment);
      if (segment->format == GST_FORMAT_BYTES)
        {
          g_mutex_lock (&self->mutex);
          self->at = segment->start;
          g_mutex_unlock (&self->mutex);
        }
    }
  return GST_PAD_PROBE_OK;
}

TerrainMemorySink *
terrain_memory_sink_new (GstElement *fakesink, gsize most_bytes)
{
  TerrainMemorySink *self;

  g_return_val_if_fail (GST_IS_ELEMENT (fakesink), NULL);
  g_return_val_if_fail (most_bytes <= G_MAXUINT, NULL);

  self = g_new0 (TerrainMemorySink, 1);
  g_mutex_init (&self->mutex);
  self->bytes = g_byte_array_new ();
  self->most_bytes = most_bytes;
  self->fakesink = gst_object_ref (fakesink);
  self->pad = gst_element_get_static_pad (fakesink, "sink");
  g_object_set (fakesink, "sync", FALSE, "signal-handoffs", TRUE, NULL);
  self->handler = g_signal_connect (fakesink, "handoff", G_CALLBACK (piece_arrived), self);
  self->probe = gst_pad_add_probe (self->pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM | GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM,
                                   asked, self, NULL);
  return self;
}

void
terrain_memory_sink_free (TerrainMemorySink *self)
{
  gst_pad_remove_probe (self->pad, self->probe);
  g_signal_handler_disconnect (self->fakesink, self->handler);
  gst_object_unref (self->pad);
  gst_object_unref (self->fakesink);
  g_byte_array_unref (self->bytes);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
terrain_memory_sink_is_full (TerrainMemorySink *self)
{
  gboolean is_full;

  g_mutex_lock (&self->mutex);
  is_full = self->is_full;
  g_mutex_unlock (&self->mutex);
  return is_full;
}

GBytes *
terrain_memory_sink_take (TerrainMemorySink *self)
{
  GByteArray *bytes;

  g_mutex_lock (&self->mutex);
  bytes = g_steal_pointer (&self->bytes);
  self->bytes = g_byte_array_new ();
  self->at = 0;
  g_mutex_unlock (&self->mutex);
  if (bytes->len > 0)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  return NULL;
}
