/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-attachment-stream-private.h"
#include "terrain-store-private.h"

#define PIECE_SIZE TERRAIN_ATTACHMENT_PIECE

typedef struct
{
  const char *uuid;
  const char *name;
  const char *content_type;
  GBytes *content;
  GByteArray *found;
  char *found_type;
  GStrvBuilder *names;
  gint64 size;
  guint64 offset;
  GBytes *piece;
} AttachmentStep;

static gboolean
put_pieces (TerrainDatabase *database, gint64 attachment_key, gint64 position, GBytes *content, GError **error)
{
  gsize size = g_bytes_get_size (content);

  for (gsize offset = 0; offset < size; offset += PIECE_SIZE)
    {
      g_autoptr (GBytes) piece = g_bytes_new_from_bytes (content, offset, MIN (PIECE_SIZE, size - offset));

      if (!terrain_database_run (database, error,
                                 "INSERT INTO attachment_piece (attachment_key, position, content) VALUES (?, ?, ?)",
                                 "iib", attachment_key, position + (gint64) (offset / PIECE_SIZE), piece))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_attachment (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  gint64 record_key;

  /* Once complete, the submission names its files and none may change. */
  return terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, NULL, error)
         && terrain_database_run (database, error, "DELETE FROM attachment WHERE record_key = ? AND name = ?", "is",
                                  record_key, step->name)
         && terrain_database_run (database, error,
                                  "INSERT INTO attachment (record_key, name, content_type, size) VALUES (?, ?, ?, ?)",
                                  "issi", record_key, step->name, step->content_type,
                                  (gint64) g_bytes_get_size (step->content))
         && put_pieces (database, terrain_database_get_last_key (database), 0, step->content, error);
}

gboolean
terrain_store_put_attachment (TerrainStore *self, const char *uuid, const char *name, const char *content_type,
                              GBytes *content, GError **error)
{
  AttachmentStep step = { .uuid = uuid, .name = name, .content_type = content_type, .content = content };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && content != NULL, FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, put_attachment, &step, error);
}

static gboolean
list_attachments (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error,
                                  "SELECT name FROM attachment WHERE record_key = ? ORDER BY attachment_key", "i",
                                  record_key);
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    g_strv_builder_add (step->names, (const char *) sqlite3_column_text (query, 0));
  return !failed;
}

char **
terrain_store_list_attachments (TerrainStore *self, const char *uuid, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  AttachmentStep step = { .uuid = uuid, .names = names };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  if (!terrain_store_run (self, TERRAIN_STEP_READ, NULL, list_attachments, &step, error))
    return NULL;
  return g_strv_builder_end (names);
}

static void
set_not_found (GError **error, const char *name)
{
  g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND, _("The record has no file “%s”."), name);
}

static gboolean
find_attachment (TerrainDatabase *database, AttachmentStep *step, gint64 *attachment_key, gint64 *size, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gint64 record_key;
  gboolean failed;

  if (!terrain_store_find_record_key (database, step->uuid, TERRAIN_ANY_STATE, &record_key, NULL, error))
    return FALSE;
  query = terrain_database_query (database, error,
                                  "SELECT attachment_key, content_type, size FROM attachment"
                                  " WHERE record_key = ? AND name = ?",
                                  "is", record_key, step->name);
  if (query == NULL)
    return FALSE;
  if (!terrain_database_next (database, query, &failed, error))
    {
      if (!failed)
        set_not_found (error, step->name);
      return FALSE;
    }
  *attachment_key = sqlite3_column_int64 (query, 0);
  step->found_type = terrain_query_dup_text (query, 1);
  *size = sqlite3_column_int64 (query, 2);
  return TRUE;
}

/* The last piece is filled up first: every piece but the last is full. */
static gboolean
fill_last_piece (TerrainDatabase *database, gint64 attachment_key, gint64 size, GBytes *content, GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  g_autoptr (GByteArray) joined = g_byte_array_sized_new (PIECE_SIZE);
  g_autoptr (GBytes) piece = NULL;
  gboolean failed;

  query = terrain_database_query (database, error,
                                  "SELECT content FROM attachment_piece WHERE attachment_key = ? AND position = ?",
                                  "ii", attachment_key, size / PIECE_SIZE);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    g_byte_array_append (joined, sqlite3_column_blob (query, 0), (guint) sqlite3_column_bytes (query, 0));
  else if (failed)
    return FALSE;
  if ((gint64) joined->len != size % PIECE_SIZE)
    {
      terrain_store_error_set (error, terrain_database_get_path (database), SQLITE_CORRUPT, 0, "");
      return FALSE;
    }
  g_clear_pointer (&query, terrain_query_end);
  g_byte_array_append (joined, g_bytes_get_data (content, NULL), (guint) g_bytes_get_size (content));
  piece = g_byte_array_free_to_bytes (g_steal_pointer (&joined));
  return terrain_database_run (database, error,
                               "UPDATE attachment_piece SET content = ? WHERE attachment_key = ? AND position = ?",
                               "bii", piece, attachment_key, size / PIECE_SIZE);
}

/* What is there already is not put there again: asked for twice, it is done once. */
static gboolean
append_attachment (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) rest = NULL;
  g_autoptr (GError) why = NULL;
  gsize n_all = g_bytes_get_size (step->content), n_there, n_first;
  gint64 record_key, attachment_key, size;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, NULL, error))
    return FALSE;
  if (!find_attachment (database, step, &attachment_key, &size, &why))
    {
      if (step->offset == 0 && g_error_matches (why, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
        return put_attachment (database, data, error);
      g_propagate_error (error, g_steal_pointer (&why));
      return FALSE;
    }
  if (step->offset > (guint64) size)
    {
      set_not_found (error, step->name);
      return FALSE;
    }
  n_there = MIN (n_all, (gsize) ((guint64) size - step->offset));
  n_first = size % PIECE_SIZE > 0 ? MIN (n_all - n_there, (gsize) (PIECE_SIZE - size % PIECE_SIZE)) : 0;
  first = g_bytes_new_from_bytes (step->content, n_there, n_first);
  rest = g_bytes_new_from_bytes (step->content, n_there + n_first, n_all - n_there - n_first);
  return (n_first == 0 || fill_last_piece (database, attachment_key, size, first, error))
         && put_pieces (database, attachment_key, (size + (gint64) n_first) / PIECE_SIZE, rest, error)
         && terrain_database_run (database, error, "UPDATE attachment SET size = ? WHERE attachment_key = ?", "ii",
                                  size + (gint64) (n_all - n_there), attachment_key);
}

gboolean
terrain_store_append_attachment (TerrainStore *self, const char *uuid, const char *name, const char *content_type,
                                 guint64 offset, GBytes *content, GError **error)
{
  AttachmentStep step = {
    .uuid = uuid, .name = name, .content_type = content_type, .offset = offset, .content = content
  };
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && content != NULL, FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);

  /* Nothing that a list of records shows: a recording grows every few seconds. */
  done = terrain_store_run (self, TERRAIN_STEP_WRITE, NULL, append_attachment, &step, error);
  g_free (step.found_type);
  return done;
}

static gboolean
load_attachment (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  gint64 attachment_key, size;
  gboolean failed;

  if (!find_attachment (database, step, &attachment_key, &size, error))
    return FALSE;
  query = terrain_database_query (database, error,
                                  "SELECT content FROM attachment_piece WHERE attachment_key = ? ORDER BY position",
                                  "i", attachment_key);
  if (query == NULL)
    return FALSE;
  while (terrain_database_next (database, query, &failed, error))
    g_byte_array_append (step->found, sqlite3_column_blob (query, 0), (guint) sqlite3_column_bytes (query, 0));
  if (!failed && (gint64) step->found->len != size)
    {
      terrain_store_error_set (error, terrain_database_get_path (database), SQLITE_CORRUPT, 0, "");
      return FALSE;
    }
  return !failed;
}

GBytes *
terrain_store_load_attachment (TerrainStore *self, const char *uuid, const char *name, char **content_type,
                               GError **error)
{
  g_autoptr (GByteArray) found = g_byte_array_new ();
  g_autofree char *found_type = NULL;
  AttachmentStep step = { .uuid = uuid, .name = name, .found = found };
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL && name != NULL, NULL);

  done = terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_attachment, &step, error);
  found_type = step.found_type;
  if (!done)
    return NULL;
  if (content_type != NULL)
    *content_type = g_steal_pointer (&found_type);
  return g_byte_array_free_to_bytes (g_steal_pointer (&found));
}

static gboolean
read_attachment (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  gint64 attachment_key;

  return find_attachment (database, step, &attachment_key, &step->size, error);
}

gboolean
terrain_store_find_attachment (TerrainStore *self, const char *uuid, const char *name, char **content_type,
                               guint64 *size, GError **error)
{
  AttachmentStep step = { .uuid = uuid, .name = name };
  g_autofree char *found_type = NULL;
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && name != NULL, FALSE);

  done = terrain_store_run (self, TERRAIN_STEP_READ, NULL, read_attachment, &step, error);
  found_type = step.found_type;
  if (!done)
    return FALSE;
  if (content_type != NULL)
    *content_type = g_steal_pointer (&found_type);
  if (size != NULL)
    *size = (guint64) step.size;
  return TRUE;
}

/* Every piece but the last is full: the one that holds @offset is known by its position. */
static gboolean
load_piece (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  g_autoptr (TerrainQuery) query = NULL;
  g_autoptr (GBytes) piece = NULL;
  gsize skipped = (gsize) (step->offset % PIECE_SIZE);
  gint64 attachment_key;
  gboolean failed;

  if (!find_attachment (database, step, &attachment_key, &step->size, error))
    return FALSE;
  if (step->offset >= (guint64) step->size)
    {
      step->piece = g_bytes_new_static ("", 0);
      return TRUE;
    }
  query = terrain_database_query (database, error,
                                  "SELECT content FROM attachment_piece WHERE attachment_key = ? AND position = ?",
                                  "ii", attachment_key, (gint64) (step->offset / PIECE_SIZE));
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    piece = terrain_query_dup_bytes (query, 0);
  else if (failed)
    return FALSE;
  if (piece == NULL || g_bytes_get_size (piece) <= skipped)
    {
      terrain_store_error_set (error, terrain_database_get_path (database), SQLITE_CORRUPT, 0, "");
      return FALSE;
    }
  step->piece = g_bytes_new_from_bytes (piece, skipped, g_bytes_get_size (piece) - skipped);
  return TRUE;
}

GBytes *
terrain_store_load_attachment_piece (TerrainStore *self, const char *uuid, const char *name, guint64 offset,
                                     GError **error)
{
  AttachmentStep step = { .uuid = uuid, .name = name, .offset = offset };
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_STORE (self), NULL);
  g_return_val_if_fail (uuid != NULL && name != NULL, NULL);

  done = terrain_store_run (self, TERRAIN_STEP_READ, NULL, load_piece, &step, error);
  g_free (step.found_type);
  return done ? step.piece : NULL;
}

static gboolean
remove_attachment (TerrainDatabase *database, gpointer data, GError **error)
{
  AttachmentStep *step = data;
  gint64 record_key;

  if (!terrain_store_find_record_key (database, step->uuid, 1u << TERRAIN_RECORD_DRAFT, &record_key, NULL, error)
      || !terrain_database_run (database, error, "DELETE FROM attachment WHERE record_key = ? AND name = ?", "is",
                                record_key, step->name))
    return FALSE;
  if (terrain_database_count_changes (database) > 0)
    return TRUE;
  set_not_found (error, step->name);
  return FALSE;
}

gboolean
terrain_store_remove_attachment (TerrainStore *self, const char *uuid, const char *name, GError **error)
{
  AttachmentStep step = { .uuid = uuid, .name = name };

  g_return_val_if_fail (TERRAIN_IS_STORE (self), FALSE);
  g_return_val_if_fail (uuid != NULL && name != NULL, FALSE);

  return terrain_store_run (self, TERRAIN_STEP_WRITE | TERRAIN_STEP_RECORD, uuid, remove_attachment, &step, error);
}
