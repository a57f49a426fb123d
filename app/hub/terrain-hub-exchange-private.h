/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "terrain-hub-forms-private.h"
#include <terrain-archive.h>

G_BEGIN_DECLS

/*
 * A request as plain values, answered in a worker thread by plain values: the network stays with TerrainHub, on its
 * main context, the disk and the parser stay off it.
 */

/* One request's body, and what one POST may carry in all (X-OpenRosa-Accept-Content-Length). */
#define TERRAIN_HUB_MAX_BODY 100000000

typedef struct
{
  char *method;
  char *path;     /* as sent: still percent-encoded */
  char *query;    /* (nullable) */
  char *base_url; /* as the client addresses this server, without trailing slash */
  char *openrosa_version; /* (nullable) */
  char *if_none_match;    /* (nullable) */
  char *content_type;     /* (nullable) */
  GBytes *body;
} TerrainHubRequest;

void terrain_hub_request_free (TerrainHubRequest *self);

typedef struct
{
  guint status;
  const char *content_type; /* (nullable) static */
  GBytes *body;             /* (nullable) */
  char *etag;               /* (nullable): quoted */
  char *disposition;        /* (nullable): Content-Disposition */
  char *served_type;        /* (nullable): Content-Type where it is not static */
  gboolean is_openrosa;     /* the OpenRosa headers go with it */
} TerrainHubReply;

TerrainHubReply *terrain_hub_reply_new (guint status);
/* <OpenRosaResponse> with the nature "error", or "" for success */
TerrainHubReply *terrain_hub_reply_openrosa (guint status, const char *message);
/* {"message","code","details"} as paths outside OpenRosa answer. @details: (nullable) */
TerrainHubReply *terrain_hub_reply_json (guint status, double code, const char *message, const char *details);
/* 200 with an ETag of the content, or 304 where the client has it. @hash: (nullable): "md5:…" where known */
TerrainHubReply *terrain_hub_reply_content (const TerrainHubRequest *request, const char *content_type,
                                            GBytes *content, const char *hash);
void terrain_hub_reply_free (TerrainHubReply *self);

/* What requests are answered from; both are safe from any thread. */
typedef struct
{
  TerrainArchive *archive;
  TerrainHubForms *forms; /* (nullable) */
} TerrainHubDesk;

/* Never fails: an error is a reply too. */
TerrainHubReply *terrain_hub_answer (TerrainHubDesk *desk, const TerrainHubRequest *request);
/* POST /submission. @device_id: (nullable) */
TerrainHubReply *terrain_hub_receive (TerrainHubDesk *desk, const TerrainHubRequest *request,
                                      const char *device_id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainHubRequest, terrain_hub_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainHubReply, terrain_hub_reply_free)

G_END_DECLS
