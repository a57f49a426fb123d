/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-hub-intake-private.h"

#include <terrain-wire.h>

#include "terrain-hub-exchange-private.h"
#include "terrain-hub-listener-private.h"

/* What a client may still send after a refusal before the connection is closed under it. */
#define MAX_UNWANTED (4 * 1024 * 1024)
/* Each interval must bring this much: a field laptop on a poor line does, a connection held open on purpose does not. */
#define INTERVAL_S 60
#define MIN_INTERVAL_BYTES 4096

typedef struct
{
  SoupServerMessage *message; /* unowned: the record lives on it */
  gboolean wanted;
  guint64 received;
  guint64 received_unwanted;
  guint64 received_before; /* at the last interval */
  guint timer;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *self = data;

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self);
}

static void
cut_off (Intake *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  terrain_hub_listener_cut_off (self->message);
}

static void
refuse (Intake *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) words = terrain_openrosa_response_print ("error", TERRAIN_HUB_TOO_LARGE_TEXT);

  self->wanted = FALSE;
  soup_message_body_set_accumulate (body, FALSE);
  soup_message_body_truncate (body);
  soup_server_message_set_status (self->message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (self->message), "Content-Type",
                                "text/xml; charset=utf-8");
  soup_message_body_append_bytes (soup_server_message_get_response_body (self->message), words);
}

static void
on_chunk (SoupServerMessage *message,
          GBytes            *chunk,
          gpointer           user_data)
{
  Intake *self = user_data;

  self->received += g_bytes_get_size (chunk);
  if (self->wanted && self->received > TERRAIN_HUB_MAX_BODY)
    refuse (self);
  if (!self->wanted)
    self->received_unwanted += g_bytes_get_size (chunk);
  if (self->received_unwanted > MAX_UNWANTED)
    cut_off (self);
}

static void
on_body (SoupServerMessage *message,
         gpointer           user_data)
{
  Intake *self = user_data;

  g_clear_handle_id (&self->timer, g_source_remove);
}

static gboolean
on_interval (gpointer user_data)
{
  Intake *self = user_data;

  if (self->received - self->received_before >= MIN_INTERVAL_BYTES)
    {
      self->received_before = self->received;
      return G_SOURCE_CONTINUE;
    }
  self->timer = 0;
  cut_off (self);
  return G_SOURCE_REMOVE;
}

void
terrain_hub_intake_watch (SoupServerMessage *message,
                          gboolean           wanted)
{
  Intake *self = g_new0 (Intake, 1);

  self->message = message;
  self->wanted = wanted;
  if (!wanted)
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  self->timer = g_timeout_add_seconds (INTERVAL_S, on_interval, self);
  g_object_set_data_full (G_OBJECT (message), "terrain-hub-intake", self, intake_free);
  g_signal_connect (message, "got-chunk", G_CALLBACK (on_chunk), self);
  g_signal_connect (message, "got-body", G_CALLBACK (on_body), self);
}
