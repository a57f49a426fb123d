/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "terrain-server-settings.h"

/* One setting, so that an address is never paired with another's user name. */
#define KEY "server"

void
terrain_server_settings_free (TerrainServerSettings *self)
{
  if (self == NULL)
    return;
  g_free (self->url);
  g_free (self->user_name);
  g_free (self);
}

/* A member that is a text; NULL for all else, whatever the file holds. */
static char *
dup_text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_dup_string (node)
             : NULL;
}

static gboolean
get_flag_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

TerrainServerSettings *
terrain_profile_load_server (TerrainProfile *self, GError **error)
{
  g_autoptr (TerrainServerSettings) settings = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), NULL);

  text = terrain_store_get_setting (terrain_profile_get_store (self), KEY, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  settings = g_new0 (TerrainServerSettings, 1);
  root = text != NULL ? json_from_string (text, NULL) : NULL;
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      JsonObject *object = json_node_get_object (root);

      settings->url = dup_text_member (object, "url");
      settings->user_name = dup_text_member (object, "user");
      settings->insecure_allowed = get_flag_member (object, "insecure");
    }
  return g_steal_pointer (&settings);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message);
  return FALSE;
}

static gboolean
check_url (const char *url, gboolean insecure_allowed, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_HAS_PASSWORD, NULL);
  gboolean secure;

  /* GLib lets blanks and the like pass (RFC 3986 section 2 does not). */
  if (uri == NULL || strpbrk (url, " \t\r\n\"<>\\^`{|}") != NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0'
      || (!g_str_equal (g_uri_get_scheme (uri), "https") && !g_str_equal (g_uri_get_scheme (uri), "http")))
    return refuse (error, _("This is not the address of a server. It begins with https://, as in "
                            "https://central.example.org/v1/projects/1."));
  /* It would be written down in clear, here and in every log on the way. */
  if (g_uri_get_userinfo (uri) != NULL)
    return refuse (error, _("The address of the server holds a user name or password. Enter them in their own fields."));
  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return refuse (error, _("The address of the server holds a “?” or “#”. Leave out that and what follows."));

  secure = g_str_equal (g_uri_get_scheme (uri), "https");
  if (!secure && !insecure_allowed && !is_loopback (g_uri_get_host (uri)))
    return refuse (error, _("With http:// everybody on the way can read the answers. Use https://, or allow it "
                            "explicitly."));
  return TRUE;
}

/* Blanks around it and slashes after it come from copying; paths are appended to it. NULL for none. */
static char *
tidy_url (const char *url)
{
  char *tidied = g_strstrip (g_strdup (url != NULL ? url : ""));
  gsize length = strlen (tidied);

  while (length > 0 && tidied[length - 1] == '/')
    tidied[--length] = '\0';
  if (length == 0)
    g_clear_pointer (&tidied, g_free);
  return tidied;
}

static char *
build_text (const char *url, const char *user_name, gboolean insecure_allowed)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "url");
  json_builder_add_string_value (builder, url);
  if (user_name != NULL && *user_name != '\0')
    {
      json_builder_set_member_name (builder, "user");
      json_builder_add_string_value (builder, user_name);
    }
  json_builder_set_member_name (builder, "insecure");
  json_builder_add_boolean_value (builder, insecure_allowed);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, /* pretty= */ FALSE);
}

gboolean
terrain_profile_save_server (TerrainProfile *self, const TerrainServerSettings *settings, GError **error)
{
  g_autofree char *url = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (settings != NULL, FALSE);

  url = tidy_url (settings->url);
  if (url != NULL)
    {
      if (!check_url (url, settings->insecure_allowed, error))
        return FALSE;
      text = build_text (url, settings->user_name, settings->insecure_allowed);
    }
  return terrain_store_set_setting (terrain_profile_get_store (self), KEY, text, error);
}
