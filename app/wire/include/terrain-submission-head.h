/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a submission says of itself. Read by the endpoint that received it, and by a client that checks its own XML
 * before it leaves. Nothing here is to be trusted: it is what somebody wrote.
 */
typedef struct
{
  char *form_id;          /* the root's id attribute */
  char *form_version;     /* "" for none */
  char *instance_id;      /* (nullable): meta/instanceID, trimmed */
  char *deprecated_id;    /* (nullable): meta/deprecatedID: an edit of that one */
  gboolean encrypted;     /* ODK encryption manifest: the answers are in the files */
  GHashTable *file_names; /* (element-type utf8 utf8): every text of a leaf element that could be a file name */
} TerrainSubmissionHead;

/* Returns: (transfer full): %NULL with %TERRAIN_WIRE_ERROR: not whole, not XML, or its root has no id attribute */
TerrainSubmissionHead *terrain_submission_head_parse (GBytes *xml, GError **error);
void terrain_submission_head_free (TerrainSubmissionHead *self);
/* Whether the submission names @file_name anywhere; only the form knows which answers are files. */
gboolean terrain_submission_head_names_file (TerrainSubmissionHead *self, const char *file_name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainSubmissionHead, terrain_submission_head_free)

G_END_DECLS
