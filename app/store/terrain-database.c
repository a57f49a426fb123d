/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdarg.h>

#include "terrain-database-private.h"
#include "terrain-store.h"

/* Another program holds the file for the length of its commit only. */
#define BUSY_TIMEOUT_MS 5000

struct _TerrainDatabase
{
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* SQL → sqlite3_stmt, prepared */
};

/* What the system said when a file failed. SQLite's own answer to the question is often overwritten by what it did next to
 * clean up; each file remembers better. */
static int
find_system_error (TerrainDatabase *self)
{
  int system_error = sqlite3_system_errno (self->handle);
  static const int pointers[] = { SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER };

  for (guint i = 0; i < G_N_ELEMENTS (pointers) && system_error == 0; i++)
    {
      sqlite3_file *file = NULL;

      if (sqlite3_file_control (self->handle, "main", pointers[i], &file) == SQLITE_OK && file != NULL
          && file->pMethods != NULL)
        file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &system_error);
    }
  return system_error;
}

static void
set_error (TerrainDatabase *self, int code, GError **error)
{
  int primary = code & 0xff;
  gboolean of_system = primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN;

  /* The last error may be an old one; only these two codes speak of it. */
  terrain_store_error_set (error, self->path, code, of_system ? find_system_error (self) : 0,
                           sqlite3_errmsg (self->handle));
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

static gboolean
configure (TerrainDatabase *self, gboolean checkpoint_on_close, GError **error)
{
  const struct
  {
    int option;
    int value;
  } options[] = {
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    /* A misspelt column is an error, not a text. */
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !checkpoint_on_close },
  };

  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      int code = sqlite3_db_config (self->handle, options[i].option, options[i].value, NULL);

      if (code != SQLITE_OK)
        {
          set_error (self, code, error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Connects to a file that is there; reads and writes nothing yet. */
TerrainDatabase *
terrain_database_connect (const char *path, gboolean checkpoint_on_close, GError **error)
{
  g_autoptr (TerrainDatabase) self = g_new0 (TerrainDatabase, 1);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, finalize_statement);
  code = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      return NULL;
    }
  /* SQLite falls back to reading where it cannot write. */
  if (sqlite3_db_readonly (self->handle, "main") == 1)
    {
      terrain_store_error_set (error, path, SQLITE_READONLY, 0, "");
      return NULL;
    }
  if (!configure (self, checkpoint_on_close, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
terrain_database_set_checkpoint_on_close (TerrainDatabase *self, gboolean enabled)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !enabled, NULL);
}

void
terrain_database_close (TerrainDatabase *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->statements, g_hash_table_unref);
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("A database was closed with statements still in use");
  g_free (self->path);
  g_free (self);
}

const char *
terrain_database_get_path (TerrainDatabase *self)
{
  return self->path;
}

gboolean
terrain_database_in_transaction (TerrainDatabase *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

/* Immediate: a transaction that will write asks for the lock where waiting for it is possible, at its start. */
gboolean
terrain_database_begin (TerrainDatabase *self, GError **error)
{
  return terrain_database_run (self, error, "BEGIN IMMEDIATE", "");
}

gboolean
terrain_database_commit (TerrainDatabase *self, GError **error)
{
  if (terrain_database_run (self, error, "COMMIT", ""))
    return TRUE;
  terrain_database_rollback (self);
  return FALSE;
}

void
terrain_database_rollback (TerrainDatabase *self)
{
  if (terrain_database_in_transaction (self))
    terrain_database_run (self, NULL, "ROLLBACK", "");
}

gboolean
terrain_database_execute (TerrainDatabase *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  set_error (self, code, error);
  return FALSE;
}

static int
bind (sqlite3_stmt *statement, const char *types, va_list arguments)
{
  int code = SQLITE_OK;

  for (int i = 0; types[i] != '\0' && code == SQLITE_OK; i++)
    {
      if (types[i] == 's')
        {
          code = sqlite3_bind_text (statement, i + 1, va_arg (arguments, const char *), -1, SQLITE_STATIC);
        }
      else if (types[i] == 'i')
        {
          code = sqlite3_bind_int64 (statement, i + 1, va_arg (arguments, gint64));
        }
      else
        {
          GBytes *bytes = va_arg (arguments, GBytes *);
          gsize size;
          const void *data = g_bytes_get_data (bytes, &size);

          g_assert (types[i] == 'b');
          /* A NULL pointer would bind NULL; no bytes are still bytes. */
          code = sqlite3_bind_blob64 (statement, i + 1, data != NULL ? data : "", size, SQLITE_STATIC);
        }
    }
  return code;
}

static TerrainQuery *
start (TerrainDatabase *self, const char *sql, const char *types, va_list arguments, GError **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int code = SQLITE_OK;

  if (statement == NULL)
    {
      code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
      if (code == SQLITE_OK)
        g_hash_table_insert (self->statements, (gpointer) sql, statement);
    }
  if (code == SQLITE_OK)
    {
      g_assert (!sqlite3_stmt_busy (statement));
      code = bind (statement, types, arguments);
    }
  if (code != SQLITE_OK)
    {
      set_error (self, code, error);
      if (statement != NULL)
        terrain_query_end (statement);
      return NULL;
    }
  return statement;
}

TerrainQuery *
terrain_database_query (TerrainDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  TerrainQuery *query;
  va_list arguments;

  va_start (arguments, types);
  query = start (self, sql, types, arguments, error);
  va_end (arguments);
  return query;
}

gboolean
terrain_database_next (TerrainDatabase *self, TerrainQuery *query, gboolean *failed, GError **error)
{
  int code = sqlite3_step (query);

  *failed = code != SQLITE_ROW && code != SQLITE_DONE;
  if (*failed)
    set_error (self, code, error);
  return code == SQLITE_ROW;
}

gboolean
terrain_database_run (TerrainDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (TerrainQuery) query = NULL;
  gboolean failed = FALSE;
  va_list arguments;

  va_start (arguments, types);
  query = start (self, sql, types, arguments, error);
  va_end (arguments);
  if (query == NULL)
    return FALSE;

  while (terrain_database_next (self, query, &failed, error))
    ; /* statements run for their effect may answer with rows, as pragmas do */
  return !failed;
}

void
terrain_query_end (TerrainQuery *query)
{
  sqlite3_reset (query);
  sqlite3_clear_bindings (query);
}

char *
terrain_query_dup_text (TerrainQuery *query, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (query, column));
}

GBytes *
terrain_query_dup_bytes (TerrainQuery *query, int column)
{
  const void *data = sqlite3_column_blob (query, column);

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (query, column));
}

int
terrain_database_count_changes (TerrainDatabase *self)
{
  return sqlite3_changes (self->handle);
}

gint64
terrain_database_get_last_key (TerrainDatabase *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}
