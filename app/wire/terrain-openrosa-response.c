/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-openrosa-response.h"

#include <string.h>

#include "terrain-wire-reader-private.h"

#define NAMESPACE "http://openrosa.org/http/response"
#define MAX_SIZE (1024 * 1024)
#define MAX_DEPTH 32
/* Bytes; what is kept of a server's words is 2000 characters. */
#define MAX_TEXT 8000
#define MAX_MESSAGE 2000

static gboolean
open_element (const TerrainWireElement *element,
              gpointer                  user_data,
              GError                  **error)
{
  TerrainOpenrosaResponse *self = user_data;

  if (element->depth == 0)
    return terrain_wire_expect_root (element, "OpenRosaResponse", NAMESPACE, error);
  if (element->depth == 1 && strcmp (element->name, "message") == 0 && self->nature == NULL)
    self->nature = terrain_wire_element_dup_attribute (element, "nature");
  return TRUE;
}

static gboolean
close_element (const TerrainWireElement *element,
               gpointer                  user_data,
               GError                  **error)
{
  TerrainOpenrosaResponse *self = user_data;

  if (element->depth == 1 && strcmp (element->name, "message") == 0 && element->text != NULL &&
      self->message == NULL)
    {
      self->message = g_utf8_substring (element->text, 0, MIN (g_utf8_strlen (element->text, -1), MAX_MESSAGE));
      g_strstrip (self->message);
    }
  return TRUE;
}

TerrainOpenrosaResponse *
terrain_openrosa_response_parse (GBytes  *document,
                                 GError **error)
{
  static const TerrainWireHandler handler = { MAX_SIZE, MAX_DEPTH, MAX_TEXT, open_element, close_element };
  g_autoptr (TerrainOpenrosaResponse) self = g_new0 (TerrainOpenrosaResponse, 1);

  g_return_val_if_fail (document != NULL, NULL);

  if (!terrain_wire_read (document, &handler, self, error))
    return NULL;
  if (self->message == NULL)
    self->message = g_strdup ("");
  if (self->nature == NULL)
    self->nature = g_strdup ("");
  return g_steal_pointer (&self);
}

GBytes *
terrain_openrosa_response_print (const char *nature,
                                 const char *message)
{
  g_autoptr (GString) document = NULL;

  g_return_val_if_fail (nature != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);

  document = g_string_new ("<OpenRosaResponse xmlns=\"" NAMESPACE "\" items=\"0\">\n  <message nature=\"");
  terrain_wire_append_text (document, nature);
  g_string_append (document, "\">");
  terrain_wire_append_text (document, message);
  g_string_append (document, "</message>\n</OpenRosaResponse>\n");
  return g_string_free_to_bytes (g_steal_pointer (&document));
}

void
terrain_openrosa_response_free (TerrainOpenrosaResponse *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->nature);
  g_free (self);
}
