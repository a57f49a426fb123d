/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>
#include <terrain-wire.h>

#include "terrain-hub-exchange-private.h"

void
terrain_hub_request_free (TerrainHubRequest *self)
{
  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_free (self->base_url);
  g_free (self->openrosa_version);
  g_free (self->if_none_match);
  g_free (self->content_type);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

TerrainHubReply *
terrain_hub_reply_new (guint status)
{
  TerrainHubReply *self = g_new0 (TerrainHubReply, 1);

  self->status = status;
  self->is_openrosa = TRUE;
  return self;
}

void
terrain_hub_reply_free (TerrainHubReply *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->etag);
  g_free (self->disposition);
  g_free (self->served_type);
  g_free (self);
}

TerrainHubReply *
terrain_hub_reply_openrosa (guint       status,
                            const char *message)
{
  TerrainHubReply *self = terrain_hub_reply_new (status);

  self->content_type = "text/xml; charset=utf-8";
  self->body = terrain_openrosa_response_print (SOUP_STATUS_IS_SUCCESSFUL (status) ? "" : "error", message);
  return self;
}

TerrainHubReply *
terrain_hub_reply_json (guint       status,
                        double      code,
                        const char *message,
                        const char *details)
{
  TerrainHubReply *self = terrain_hub_reply_new (status);

  self->content_type = "application/json; charset=utf-8";
  self->body = terrain_central_error_print (message, code, details);
  self->is_openrosa = FALSE;
  return self;
}

/* If-None-Match: "a", W/"b", * – compared weakly (RFC 9110 section 13.1.2). */
static gboolean
has_etag (const char *header,
          const char *etag)
{
  g_auto (GStrv) tags = NULL;

  if (header == NULL)
    return FALSE;
  tags = g_strsplit (header, ",", -1);
  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strstrip (tags[i]);

      if (g_str_has_prefix (tag, "W/"))
        tag += 2;
      if (strcmp (tag, "*") == 0 || strcmp (tag, etag) == 0)
        return TRUE;
    }
  return FALSE;
}

TerrainHubReply *
terrain_hub_reply_content (const TerrainHubRequest *request,
                           const char              *content_type,
                           GBytes                  *content,
                           const char              *hash)
{
  g_autofree char *computed = hash == NULL ? terrain_wire_hash (content) : NULL;
  const char *digits = (hash != NULL ? hash : computed) + strlen ("md5:");
  g_autofree char *etag = g_strdup_printf ("\"%s\"", digits);
  gboolean known = has_etag (request->if_none_match, etag);
  TerrainHubReply *self = terrain_hub_reply_new (known ? SOUP_STATUS_NOT_MODIFIED : SOUP_STATUS_OK);

  self->etag = g_steal_pointer (&etag);
  if (known)
    return self;
  self->content_type = content_type;
  self->body = g_bytes_ref (content);
  return self;
}
