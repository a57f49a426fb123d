/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-archive.h"
#include "terrain-database-private.h"

struct _TerrainArchive
{
  GObject parent_instance;
  GMutex mutex; /* one call at a time */
  TerrainDatabase *database; /* NULL once closed */
};

G_DEFINE_FINAL_TYPE (TerrainArchive, terrain_archive, G_TYPE_OBJECT)

void
terrain_submission_free (TerrainSubmission *self)
{
  if (self == NULL)
    return;
  g_free (self->instance_id);
  g_free (self->form_id);
  g_free (self->form_version);
  g_free (self->device_id);
  g_free (self);
}

static void
terrain_archive_finalize (GObject *object)
{
  TerrainArchive *self = TERRAIN_ARCHIVE (object);

  g_clear_pointer (&self->database, terrain_database_close);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (terrain_archive_parent_class)->finalize (object);
}

static void
terrain_archive_class_init (TerrainArchiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_archive_finalize;
}

static void
terrain_archive_init (TerrainArchive *self)
{
  g_mutex_init (&self->mutex);
}

TerrainArchive *
terrain_archive_open (const char *path, GError **error)
{
  TerrainDatabase *database;
  TerrainArchive *self;

  g_return_val_if_fail (path != NULL, NULL);

  database = terrain_database_open (path, &terrain_archive_kind, error);
  if (database == NULL)
    return NULL;
  self = g_object_new (TERRAIN_TYPE_ARCHIVE, NULL);
  self->database = database;
  return self;
}

void
terrain_archive_close (TerrainArchive *self)
{
  g_return_if_fail (TERRAIN_IS_ARCHIVE (self));

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->database, terrain_database_close);
  g_mutex_unlock (&self->mutex);
}

static gboolean
check_open (TerrainArchive *self, GError **error)
{
  if (self->database == NULL)
    g_set_error_literal (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED, _("The archive is closed."));
  return self->database != NULL;
}

/* @known: (out): its bytes, NULL where it is not here */
static gboolean
find_submission (TerrainDatabase *database, const char *instance_id, gint64 *submission_key, GBytes **known,
                 GError **error)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  *known = NULL;
  query = terrain_database_query (database, error, "SELECT submission_key, xml FROM submission WHERE instance_id = ?",
                                  "s", instance_id);
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    {
      *submission_key = sqlite3_column_int64 (query, 0);
      *known = terrain_query_dup_bytes (query, 1);
    }
  return !failed;
}

static gboolean
put_attachments (TerrainDatabase *database, gint64 submission_key, GHashTable *attachments, gint64 now, GError **error)
{
  GHashTableIter iterator;
  gpointer name, content;

  if (attachments == NULL)
    return TRUE;

  g_hash_table_iter_init (&iterator, attachments);
  while (g_hash_table_iter_next (&iterator, &name, &content))
    {
      if (!terrain_database_run (database, error,
                                 "INSERT INTO attachment (submission_key, name, received, content)"
                                 " VALUES (?, ?, ?, ?) ON CONFLICT (submission_key, name)"
                                 " DO UPDATE SET received = excluded.received, content = excluded.content",
                                 "isib", submission_key, name, now, content))
        return FALSE;
    }
  return TRUE;
}

static gboolean
receive (TerrainDatabase *database, const char *instance_id, const char *form_id, const char *form_version,
         const char *device_id, GBytes *xml, gboolean encrypted, GHashTable *attachments, gint64 now,
         TerrainReceipt *receipt, GError **error)
{
  g_autoptr (GBytes) known = NULL;
  gint64 submission_key = 0;

  if (!find_submission (database, instance_id, &submission_key, &known, error))
    return FALSE;
  if (known != NULL)
    {
      *receipt = g_bytes_equal (known, xml) ? TERRAIN_RECEIPT_KNOWN : TERRAIN_RECEIPT_DIFFERENT;
    }
  else
    {
      *receipt = TERRAIN_RECEIPT_NEW;
      if (!terrain_database_run (database, error,
                                 "INSERT INTO submission (instance_id, form_id, form_version, device_id, received, xml,"
                                 " encrypted) VALUES (?, ?, ?, ?, ?, ?, ?)",
                                 "ssssibi", instance_id, form_id, form_version, device_id, now, xml,
                                 (gint64) (encrypted != FALSE)))
        return FALSE;
      submission_key = terrain_database_get_last_key (database);
    }
  return *receipt == TERRAIN_RECEIPT_DIFFERENT
         || put_attachments (database, submission_key, attachments, now, error);
}

gboolean
terrain_archive_receive (TerrainArchive *self, const char *instance_id, const char *form_id, const char *form_version,
                         const char *device_id, GBytes *xml, gboolean encrypted, GHashTable *attachments, gint64 now,
                         TerrainReceipt *receipt, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  TerrainReceipt found;

  g_return_val_if_fail (TERRAIN_IS_ARCHIVE (self), FALSE);
  g_return_val_if_fail (instance_id != NULL && *instance_id != '\0', FALSE);
  g_return_val_if_fail (form_id != NULL && xml != NULL && receipt != NULL, FALSE);

  locker = g_mutex_locker_new (&self->mutex);
  if (!check_open (self, error) || !terrain_database_begin (self->database, error))
    return FALSE;
  if (!receive (self->database, instance_id, form_id, form_version != NULL ? form_version : "", device_id, xml,
                encrypted, attachments, now, &found, error)
      || !terrain_database_commit (self->database, error))
    {
      terrain_database_rollback (self->database);
      return FALSE;
    }
  *receipt = found;
  return TRUE;
}

GPtrArray *
terrain_archive_list (TerrainArchive *self, const char *form_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_submission_free);
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  g_return_val_if_fail (TERRAIN_IS_ARCHIVE (self), NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (!check_open (self, error))
    return NULL;
  query = terrain_database_query (self->database, error,
                                  "SELECT instance_id, form_id, form_version, device_id, received, length(xml),"
                                  " (SELECT count(*) FROM attachment a WHERE a.submission_key = s.submission_key),"
                                  " encrypted"
                                  " FROM submission s WHERE ?1 IS NULL OR form_id = ?1 ORDER BY submission_key",
                                  "s", form_id);
  if (query == NULL)
    return NULL;
  while (terrain_database_next (self->database, query, &failed, error))
    {
      TerrainSubmission *submission = g_new0 (TerrainSubmission, 1);

      submission->instance_id = terrain_query_dup_text (query, 0);
      submission->form_id = terrain_query_dup_text (query, 1);
      submission->form_version = terrain_query_dup_text (query, 2);
      submission->device_id = terrain_query_dup_text (query, 3);
      submission->received = sqlite3_column_int64 (query, 4);
      submission->size = (gsize) sqlite3_column_int64 (query, 5);
      submission->n_attachments = (guint) sqlite3_column_int (query, 6);
      submission->encrypted = sqlite3_column_int (query, 7) != 0;
      g_ptr_array_add (list, submission);
    }
  return failed ? NULL : g_steal_pointer (&list);
}

static void
set_not_found (GError **error, const char *instance_id)
{
  g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND, _("No submission “%s” was received."),
               instance_id);
}

GBytes *
terrain_archive_load (TerrainArchive *self, const char *instance_id, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  gint64 submission_key;
  GBytes *xml;

  g_return_val_if_fail (TERRAIN_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (instance_id != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (!check_open (self, error) || !find_submission (self->database, instance_id, &submission_key, &xml, error))
    return NULL;
  if (xml == NULL)
    set_not_found (error, instance_id);
  return xml;
}

char **
terrain_archive_list_attachments (TerrainArchive *self, const char *instance_id, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (TerrainQuery) query = NULL;
  g_autoptr (GBytes) xml = NULL;
  gint64 submission_key;
  gboolean failed;

  g_return_val_if_fail (TERRAIN_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (instance_id != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (!check_open (self, error) || !find_submission (self->database, instance_id, &submission_key, &xml, error))
    return NULL;
  if (xml == NULL)
    {
      set_not_found (error, instance_id);
      return NULL;
    }
  query = terrain_database_query (self->database, error,
                                  "SELECT name FROM attachment WHERE submission_key = ? ORDER BY name", "i",
                                  submission_key);
  if (query == NULL)
    return NULL;
  while (terrain_database_next (self->database, query, &failed, error))
    g_strv_builder_add (names, (const char *) sqlite3_column_text (query, 0));
  return failed ? NULL : g_strv_builder_end (names);
}

GBytes *
terrain_archive_load_attachment (TerrainArchive *self, const char *instance_id, const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed;

  g_return_val_if_fail (TERRAIN_IS_ARCHIVE (self), NULL);
  g_return_val_if_fail (instance_id != NULL && name != NULL, NULL);

  locker = g_mutex_locker_new (&self->mutex);
  if (!check_open (self, error))
    return NULL;
  query = terrain_database_query (self->database, error,
                                  "SELECT a.content FROM attachment a JOIN submission s USING (submission_key)"
                                  " WHERE s.instance_id = ? AND a.name = ?",
                                  "ss", instance_id, name);
  if (query == NULL)
    return NULL;
  if (terrain_database_next (self->database, query, &failed, error))
    return terrain_query_dup_bytes (query, 0);
  if (!failed)
    g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND,
                 _("The submission “%s” came without a file “%s”."), instance_id, name);
  return NULL;
}
