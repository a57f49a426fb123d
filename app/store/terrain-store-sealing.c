/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-store-sealing.h"

#include <glib/gi18n-lib.h>

#include "terrain-attachment-stream-private.h"
#include "terrain-store-private.h"

/*
 * One transaction:
 *
 *   attachment   photo.jpg   ──► seal_file ──►  photo.jpg.enc
 *                voice.m4a   ──► seal_file ──►  voice.m4a.enc
 *   (interview)  the XML     ──► seal_submission ──► submission.xml.enc
 *   submission                                  └──► the manifest
 *   event, checkpoint, migration, name, the plain files: deleted
 */
typedef struct
{
  const char *uuid;
  const char *instance_id;
  const TerrainSealing *sealing;
  gboolean queue;
  gint64 now;
} SealingStep;

typedef struct
{
  gint64 key;
  char *name;
  gint64 size;
} PlainFile;

static void
plain_file_clear (gpointer data)
{
  PlainFile *file = data;

  g_free (file->name);
}

static GArray *
list_files (TerrainDatabase *database, gint64 record_key, GError **error)
{
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (PlainFile));
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  g_array_set_clear_func (files, plain_file_clear);
  query = terrain_database_query (database, error,
                                  "SELECT attachment_key, name, size FROM attachment WHERE record_key = ?"
                                  " ORDER BY attachment_key",
                                  "i", record_key);
  if (query == NULL)
    return NULL;
  while (terrain_database_next (database, query, &failed, error))
    {
      PlainFile file = { sqlite3_column_int64 (query, 0), terrain_query_dup_text (query, 1),
                         sqlite3_column_int64 (query, 2) };

      g_array_append_val (files, file);
    }
  return failed ? NULL : g_steal_pointer (&files);
}

/* Made with no content, as application/octet-stream: what kind of file it is, is nobody's business any more. */
static TerrainAttachmentOutput *
add_sealed (TerrainDatabase *database, gint64 record_key, const TerrainSealing *sealing, const char *name,
            GError **error)
{
  g_autofree char *sealed_name = g_strconcat (name, sealing->suffix, NULL);

  if (!terrain_database_run (database, error, "INSERT INTO attachment (record_key, name, size) VALUES (?, ?, 0)", "is",
                             record_key, sealed_name))
    return NULL;
  return terrain_attachment_output_new (database, terrain_database_get_last_key (database));
}

static gboolean
seal_file (TerrainDatabase *database, gint64 record_key, const TerrainSealing *sealing, const PlainFile *file,
           GError **error)
{
  g_autoptr (GInputStream) plain = terrain_attachment_input_new (database, file->key, file->size);
  g_autoptr (TerrainAttachmentOutput) sealed = add_sealed (database, record_key, sealing, file->name, error);

  return sealed != NULL
         && sealing->seal_file (file->name, plain, G_OUTPUT_STREAM (sealed), sealing->user_data, error)
         && terrain_attachment_output_finish (sealed, error);
}

static gboolean
seal_files (TerrainDatabase *database, gint64 record_key, const TerrainSealing *sealing, GArray *files, GError **error)
{
  /* Out of the way: "a.enc" may stand beside "a". No file's name has a slash. */
  if (!terrain_database_run (database, error, "UPDATE attachment SET name = '/' || name WHERE record_key = ?", "i",
                             record_key))
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const PlainFile *file = &g_array_index (files, PlainFile, i);

      if (g_strv_contains (sealing->files, file->name)
          && !seal_file (database, record_key, sealing, file, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
seal_submission (TerrainDatabase *database, gint64 record_key, const TerrainSealing *sealing, GError **error)
{
  g_autoptr (TerrainAttachmentOutput) output = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) submission = NULL;
  gsize size;
  const void *data;

  if (!sealing->seal_submission (&sealed, &submission, sealing->user_data, error))
    return FALSE;
  data = g_bytes_get_data (sealed, &size);
  output = add_sealed (database, record_key, sealing, sealing->submission_name, error);
  return output != NULL && g_output_stream_write_all (G_OUTPUT_STREAM (output), data, size, NULL, NULL, error)
         && terrain_attachment_output_finish (output, error)
         && terrain_store_put_submission (database, record_key, submission, error);
}

static gboolean
drop_plain (TerrainDatabase *database, gint64 record_key, GArray *files, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      if (!terrain_database_run (database, error, "DELETE FROM attachment WHERE attachment_key = ?", "i",
                                 g_array_index (files, PlainFile, i).key))
        return FALSE;
    }
  return terrain_database_run (database, error, "DELETE FROM event WHERE record_key = ?", "i", record_key)
         && terrain_database_run (database, error, "DELETE FROM checkpoint WHERE record_key = ?", "i", record_key)
         && terrain_database_run (database, error, "DELETE FROM migration WHERE record_key = ?", "i", record_key)
         && terrain_store_drop_superseded (database, error);
}

static gboolean
complete_sealed (TerrainDatabase *database, gpointer data, GError **error)
{
  SealingStep *step = data;
  g_autoptr (GArray) files = NULL;
  gint64 record_key;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, NULL, error)
      || !terrain_store_set_completed (database, record_key, step->instance_id, NULL, step->queue, step->now, error)
      || !terrain_database_run (database, error, "UPDATE record SET encrypted = 1 WHERE record_key = ?", "i",
                                record_key))
    return FALSE;
  files = list_files (database, record_key, error);
  return files != NULL && seal_files (database, record_key, step->sealing, files, error)
         && seal_submission (database, record_key, step->sealing, error)
         && drop_plain (database, record_key, files, error);
}

gboolean
terrain_store_complete_record_sealed (TerrainStore *self, const char *uuid, const char *instance_id,
                                      const TerrainSealing *sealing, gboolean queue, gint64 now, GError **error)
{
  SealingStep step = { .uuid = uuid, .instance_id = instance_id, .sealing = sealing, .queue = queue, .now = now };
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && instance_id != NULL, FALSE);
  g_return_val_if_fail (sealing != NULL && sealing->files != NULL && sealing->suffix != NULL, FALSE);
  g_return_val_if_fail (sealing->submission_name != NULL, FALSE);

  if (!terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD | TERRAIN_STEP_FORMS, uuid, complete_sealed,
                          &step, error))
    return FALSE;
  /* The record is complete, whatever becomes of this; the log is emptied when the store is closed, too. */
  if (!terrain_store_empty_log (self, &local_error))
    g_message ("The log could not be emptied: %s", local_error->message);
  return TRUE;
}
