/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-central-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "terrain-wire-error.h"

#define MAX_SIZE (1024 * 1024)
#define MAX_DEPTH 64
#define MAX_MESSAGE 2000

/* json-glib descends by recursion without a limit of its own: a body of brackets alone would end the program. It also takes
 * several values in a row, and forgets to free all but the last; and comments, which JSON has not (RFC 8259 section 2) and
 * which brackets could hide in. @one: (out): whether there is an object and nothing else */
static gboolean
is_shallow (const char *text,
            gsize       size,
            gboolean   *one)
{
  guint depth = 0;
  gboolean quoted = FALSE;
  gboolean ended = FALSE;

  *one = TRUE;
  for (gsize i = 0; i < size; i++)
    {
      if (quoted)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            quoted = FALSE;
          continue;
        }
      if (g_ascii_isspace (text[i]))
        continue;
      if (depth == 0 && (ended || text[i] != '{'))
        *one = FALSE;
      if (strchr ("/'#", text[i]) != NULL)
        *one = FALSE;
      quoted = text[i] == '"';
      if (text[i] == '{' || text[i] == '[')
        {
          if (++depth > MAX_DEPTH)
            return FALSE;
        }
      else if ((text[i] == '}' || text[i] == ']') && depth > 0)
        ended = --depth == 0;
    }
  return TRUE;
}

static char *
shorten (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_MESSAGE));
}

static TerrainCentralError *
read_object (JsonObject *object)
{
  TerrainCentralError *self = g_new0 (TerrainCentralError, 1);
  JsonNode *message = json_object_get_member (object, "message");
  JsonNode *code = json_object_get_member (object, "code");
  JsonNode *details = json_object_get_member (object, "details");

  if (message != NULL && json_node_get_value_type (message) == G_TYPE_STRING)
    self->message = shorten (json_node_get_string (message));
  else
    self->message = g_strdup ("");
  if (code != NULL && JSON_NODE_HOLDS_VALUE (code))
    self->code = json_node_get_double (code);
  if (details != NULL && json_node_get_value_type (details) == G_TYPE_STRING)
    self->details = shorten (json_node_get_string (details));
  else if (details != NULL && !JSON_NODE_HOLDS_NULL (details))
    {
      g_autofree char *printed = json_to_string (details, FALSE);

      self->details = shorten (printed);
    }
  return self;
}

TerrainCentralError *
terrain_central_error_parse (GBytes  *document,
                             GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  gsize size;
  const char *text;
  gboolean one;
  JsonNode *root;

  g_return_val_if_fail (document != NULL, NULL);

  text = g_bytes_get_data (document, &size);
  if (size > MAX_SIZE || !is_shallow (text, size, &one))
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT,
                           _("The server's answer is larger or deeper than any error message."));
      return NULL;
    }
  if (!one || !g_utf8_validate_len (text, size, NULL) ||
      !json_parser_load_from_data (parser, text != NULL ? text : "", (gssize) size, &problem))
    {
      g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED, _("Not JSON: %s"),
                   problem != NULL ? problem->message : one ? _("not UTF-8") : _("it is not one object"));
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root) ||
      !json_object_has_member (json_node_get_object (root), "message"))
    {
      g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_UNEXPECTED,
                           _("The answer is JSON, but no error of ODK Central."));
      return NULL;
    }
  return read_object (json_node_get_object (root));
}

GBytes *
terrain_central_error_print (const char *message,
                             double      code,
                             const char *details)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  char *printed;

  g_return_val_if_fail (message != NULL, NULL);

  json_object_set_string_member (object, "message", message);
  json_object_set_double_member (object, "code", code);
  if (details != NULL)
    json_object_set_string_member (object, "details", details);
  json_node_set_object (root, object);
  printed = json_to_string (root, FALSE);
  return g_bytes_new_take (printed, strlen (printed));
}

void
terrain_central_error_free (TerrainCentralError *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->details);
  g_free (self);
}
