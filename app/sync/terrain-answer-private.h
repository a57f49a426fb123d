/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* What came back for one request, whole. */
typedef struct
{
  guint status;
  GBytes *body;
  gboolean is_openrosa;  /* carries X-OpenRosa-Version: no captive portal's work */
  guint64 accept_length; /* X-OpenRosa-Accept-Content-Length, 0 where not said */
  guint retry_after;     /* s, 0 where not said */
  gboolean is_challenge; /* asks for a password (WWW-Authenticate) */
} TerrainAnswer;

/* @body: (transfer none) */
TerrainAnswer *terrain_answer_new (SoupMessage *message, GBytes *body);
void terrain_answer_free (TerrainAnswer *self);

typedef enum
{
  TERRAIN_ANSWER_TO_LIST,
  TERRAIN_ANSWER_TO_DOWNLOAD,
  TERRAIN_ANSWER_TO_SUBMISSION,
} TerrainAnswerTo;

/**
 * terrain_answer_check:
 *
 * The error table: a status and what stands around it, as one of #TerrainSyncError, a sentence with what to do, and the
 * server's own words.
 *
 * Returns: %TRUE where the server did what was asked
 */
gboolean terrain_answer_check (const TerrainAnswer *self, TerrainAnswerTo purpose, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainAnswer, terrain_answer_free)

G_END_DECLS
