/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "terrain-answer-private.h"
#include "terrain-authorization-private.h"

G_BEGIN_DECLS

/*
 * One request and its whole answer, with what the field needs: no waiting beyond the time-out whatever the other side
 * does (silent, slow, endless), a bounded answer, redirects followed only where credentials stay at home.
 */
typedef struct
{
  const char *method;        /* static */
  char *url;
  TerrainAuthorization *authorization; /* (nullable): shown only to the host of @home */
  char *home;                /* the base URL */
  GPtrArray *parts;          /* (nullable) (element-type TerrainPart): what is sent, as multipart/form-data */
  char *boundary;            /* (nullable): of @parts */
  gboolean openrosa;         /* send X-OpenRosa-Version */
  gboolean may_leave;        /* files may be kept at another host; documents may not */
  gboolean insecure_allowed; /* plain HTTP beyond loopback */
  gsize max_size;
  guint timeout;             /* s: to connect, and without progress */
} TerrainExchangeRequest;

void terrain_exchange_request_free (TerrainExchangeRequest *self);

/* Whether @uri may be asked at all: https, or http to this computer, or http where that is allowed. */
gboolean terrain_exchange_is_allowed (GUri *uri, gboolean insecure_allowed);

/* @request: (transfer full) */
void terrain_exchange_async (SoupSession *session, TerrainExchangeRequest *request, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
/* Any status is an answer. Errors: %TERRAIN_SYNC_ERROR (offline, TLS, broken answer, sent elsewhere), cancelled. */
TerrainAnswer *terrain_exchange_finish (SoupSession *session, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainExchangeRequest, terrain_exchange_request_free)

G_END_DECLS
