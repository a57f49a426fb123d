/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-store.h"

G_BEGIN_DECLS

/**
 * TerrainSealing:
 * @files: (array zero-terminated=1): the record's files that belong to the submission; it keeps no others
 * @suffix: what a sealed file's name ends with
 * @submission_name: the name of the file that the sealed submission is kept in, without @suffix
 * @seal_file: writes a file's sealed content
 * @seal_submission: after all files: the sealed submission's content, and what is sent in its place
 *
 * How a record is made unreadable. Both calls come on the store's own thread, while the caller waits; they must not
 * call the store.
 */
typedef struct
{
  const char *const *files;
  const char *suffix;
  const char *submission_name;
  gboolean (*seal_file) (const char *name, GInputStream *plain, GOutputStream *sealed, gpointer user_data,
                         GError **error);
  gboolean (*seal_submission) (GBytes **sealed, GBytes **submission, gpointer user_data, GError **error);
  gpointer user_data;
} TerrainSealing;

/**
 * terrain_store_complete_record_sealed:
 *
 * draft → complete (or, with @queue, → queued), as terrain_store_complete_record(), for a record that nobody here may
 * read afterwards: its files are sealed in the order they were added, the submission last, and in the same transaction
 * its journal, checkpoints, name and plain files go, overwritten on the disk. Such a record can be sent and erased, never
 * reopened.
 *
 * Returns: %FALSE, and the draft is as it was, where anything fails
 */
gboolean terrain_store_complete_record_sealed (TerrainStore *self, const char *uuid, const char *instance_id,
                                               const TerrainSealing *sealing, gboolean queue, gint64 now,
                                               GError **error);

G_END_DECLS
