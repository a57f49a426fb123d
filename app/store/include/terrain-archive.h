/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store.h"

G_BEGIN_DECLS

/*
 * TerrainArchive: what an endpoint received. Another SQLite file than a profile's, opened and guarded the same way
 * (own application_id, user_version, numbered migrations, a newer file refused). Calls wait; safe from any thread.
 */
#define TERRAIN_TYPE_ARCHIVE (terrain_archive_get_type ())
G_DECLARE_FINAL_TYPE (TerrainArchive, terrain_archive, TERRAIN, ARCHIVE, GObject)

TerrainArchive *terrain_archive_open (const char *path, GError **error);
void terrain_archive_close (TerrainArchive *self);

typedef enum
{
  TERRAIN_RECEIPT_NEW,       /* stored now */
  TERRAIN_RECEIPT_KNOWN,     /* the same bytes were here before: accepted again */
  TERRAIN_RECEIPT_DIFFERENT, /* the instanceID is here with other bytes: refused */
} TerrainReceipt;

typedef struct
{
  char *instance_id;
  char *form_id;
  char *form_version;
  char *device_id; /* (nullable) */
  gint64 received; /* µs since the epoch */
  gsize size;
  guint n_attachments;
  gboolean encrypted; /* ODK's encryption manifest: the answers are in the attachments */
} TerrainSubmission;

void terrain_submission_free (TerrainSubmission *self);

/**
 * terrain_archive_receive:
 * @encrypted: whether @xml is ODK's encryption manifest, as its root says
 * @attachments: (element-type utf8 GBytes) (nullable): file name → content; those already here are replaced
 *
 * Stores a submission and its attachments in one transaction, durable before it returns.
 */
gboolean terrain_archive_receive (TerrainArchive *self, const char *instance_id, const char *form_id,
                                  const char *form_version, const char *device_id, GBytes *xml,
                                  gboolean encrypted, GHashTable *attachments, gint64 now,
                                  TerrainReceipt *receipt, GError **error);
/* (element-type TerrainSubmission), in order of arrival; @form_id: (nullable): all */
GPtrArray *terrain_archive_list (TerrainArchive *self, const char *form_id, GError **error);
GBytes *terrain_archive_load (TerrainArchive *self, const char *instance_id, GError **error);
char **terrain_archive_list_attachments (TerrainArchive *self, const char *instance_id, GError **error);
GBytes *terrain_archive_load_attachment (TerrainArchive *self, const char *instance_id, const char *name,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSubmission, terrain_submission_free)

G_END_DECLS
