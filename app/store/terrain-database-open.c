/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "terrain-database-private.h"
#include "terrain-store.h"

/*
 * Opening a file that may be anything. Each step looks a little closer, and none before the last changes a byte:
 *
 *   create if absent ─► header, by read(2) ─► log, if any, without its index ─► connect, identify ─► WAL, migrate
 *                        newer? foreign?       newer? foreign?                   once more
 *                        not SQLite?
 *
 * The log (-wal) counts because a program that was killed leaves its last header there. SQLite makes a -shm file to
 * read it and empties it on closing, unless the connection is exclusive and told not to checkpoint.
 */

#define HEADER_SIZE 100 /* sqlite.org/fileformat2.html section 1.3 */
#define USER_VERSION_OFFSET 60
#define APPLICATION_ID_OFFSET 68
#define LOG_HEADER_SIZE 32 /* section 4.1 */

/* The log is emptied down to this when it has been checkpointed: a burst of photographs does not stay on the disk. */
#define PRAGMAS                   \
  "PRAGMA synchronous = FULL;"    \
  "PRAGMA secure_delete = ON;"    \
  "PRAGMA temp_store = MEMORY;"   \
  "PRAGMA cell_size_check = ON;"  \
  "PRAGMA journal_size_limit = 4194304;"

static gboolean
create_file (const char *path, GError **error)
{
  int descriptor = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (descriptor < 0 && errno != EEXIST)
    {
      terrain_store_error_set (error, path, SQLITE_CANTOPEN, errno, g_strerror (errno));
      return FALSE;
    }
  if (descriptor >= 0)
    g_close (descriptor, NULL);
  return TRUE;
}

/* Whether @application_id and @version are a file's that can be used. A new, empty database has neither. */
static gboolean
check_identity (const char *path, const TerrainDatabaseKind *kind, gint64 application_id, gint64 version,
                GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (application_id == 0 && version == 0)
    return TRUE;
  if (application_id != kind->application_id)
    {
      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_A_STORE,
                   _("“%s” is a database of another program. It was not changed; choose another file."), shown);
      return FALSE;
    }
  if (version > kind->version)
    {
      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NEWER,
                   _("“%s” was written by a newer version of Terrain (format %d, this one knows up to %d). "
                     "It was not changed; update Terrain to open it."),
                   shown, (int) version, kind->version);
      return FALSE;
    }
  if (version < 1)
    {
      terrain_store_error_set (error, path, SQLITE_CORRUPT, 0, "");
      return FALSE;
    }
  return TRUE;
}

static gint32
read_big_endian (const guint8 *bytes)
{
  guint32 value;

  memcpy (&value, bytes, sizeof value);
  return (gint32) GUINT32_FROM_BE (value);
}

/* read(2) only: SQLite is not asked before the file looks like one of ours. */
static gboolean
check_header (const char *path, const TerrainDatabaseKind *kind, GError **error)
{
  guint8 header[HEADER_SIZE];
  gsize n_read = 0;
  gssize n = -1;
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int saved = errno;

  if (descriptor >= 0)
    {
      while (n_read < sizeof header && (n = read (descriptor, header + n_read, sizeof header - n_read)) > 0)
        n_read += (gsize) n;
      saved = errno;
      g_close (descriptor, NULL);
    }
  if (descriptor < 0 || n < 0)
    {
      terrain_store_error_set (error, path, SQLITE_CANTOPEN, saved, g_strerror (saved));
      return FALSE;
    }

  /* Just made, or killed right after it was made: SQLite writes its first page before anything else counts. */
  if (n_read == 0)
    return TRUE;
  if (n_read < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    {
      terrain_store_error_set (error, path, SQLITE_NOTADB, 0, "");
      return FALSE;
    }
  return check_identity (path, kind, read_big_endian (header + APPLICATION_ID_OFFSET),
                         read_big_endian (header + USER_VERSION_OFFSET), error);
}

static gboolean
read_number (TerrainDatabase *database, const char *sql, gint64 *number, GError **error)
{
  g_autoptr (TerrainQuery) query = terrain_database_query (database, error, sql, "");
  gboolean failed;

  *number = 0;
  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    *number = sqlite3_column_int64 (query, 0);
  return !failed;
}

static gboolean
identify (TerrainDatabase *database, const TerrainDatabaseKind *kind, gint64 *version, GError **error)
{
  const char *path = terrain_database_get_path (database);
  gint64 application_id, n_objects;

  if (!read_number (database, "PRAGMA application_id", &application_id, error)
      || !read_number (database, "PRAGMA user_version", version, error)
      || !read_number (database, "SELECT count(*) FROM sqlite_schema", &n_objects, error)
      || !check_identity (path, kind, application_id, *version, error))
    return FALSE;

  if (*version == 0 && n_objects > 0)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_A_STORE,
                   _("“%s” is a database of another program. It was not changed; choose another file."), shown);
      return FALSE;
    }
  return TRUE;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log_path = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log_path, &status) == 0 && status.st_size > LOG_HEADER_SIZE;
}

/* A log left by a program that was killed. Where another program is still using the file, the log is not a left one
 * and identify() comes later. */
static gboolean
check_log (const char *path, const TerrainDatabaseKind *kind, GError **error)
{
  g_autoptr (TerrainDatabase) database = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 version;

  database = terrain_database_connect (path, /* checkpoint_on_close= */ FALSE, error);
  if (database == NULL)
    return FALSE;
  if (terrain_database_execute (database, "PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE", &local_error)
      && identify (database, kind, &version, &local_error))
    return TRUE;
  if (g_error_matches (local_error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_BUSY))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
use_log (TerrainDatabase *database, GError **error)
{
  g_autoptr (TerrainQuery) query = terrain_database_query (database, error, "PRAGMA journal_mode = WAL", "");
  const char *mode = NULL;
  gboolean failed;

  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error))
    mode = (const char *) sqlite3_column_text (query, 0);
  if (!failed && g_strcmp0 (mode, "wal") != 0)
    {
      g_autofree char *shown = g_filename_display_name (terrain_database_get_path (database));

      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED,
                   _("“%s” is on a file system that cannot keep a database safe. Choose a local folder."), shown);
      return FALSE;
    }
  return !failed;
}

/* Fails where the statement @sql answers with a row, @good apart. */
static gboolean
check_silent (TerrainDatabase *database, const char *sql, const char *good, GError **error)
{
  g_autoptr (TerrainQuery) query = terrain_database_query (database, error, sql, "");
  gboolean failed;

  if (query == NULL)
    return FALSE;
  if (terrain_database_next (database, query, &failed, error)
      && g_strcmp0 ((const char *) sqlite3_column_text (query, 0), good) != 0)
    {
      terrain_store_error_set (error, terrain_database_get_path (database), SQLITE_CORRUPT, 0, "");
      return FALSE;
    }
  return !failed;
}

static gboolean
apply_migrations (TerrainDatabase *database, const TerrainDatabaseKind *kind, GError **error)
{
  gint64 version;

  /* Asked again inside the transaction: another program may just have done it. */
  if (!identify (database, kind, &version, error))
    return FALSE;
  for (int number = (int) version + 1; number <= kind->version; number++)
    {
      g_autofree char *sql = kind->dup_migration (number);
      g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;",
                                               kind->application_id, number);

      if (!terrain_database_execute (database, sql, error) || !terrain_database_execute (database, mark, error))
        return FALSE;
    }
  return check_silent (database, "PRAGMA foreign_key_check", NULL, error);
}

/* All or nothing. */
static gboolean
migrate (TerrainDatabase *database, const TerrainDatabaseKind *kind, gint64 version, GError **error)
{
  gboolean done;

  if (version > 0)
    g_message ("Bringing a database from format %d to %d", (int) version, kind->version);

  /* A damaged file is not made worse. Tables are rebuilt without foreign keys acting (sqlite.org/lang_altertable.html
   * section 7), which can be switched off outside a transaction only. */
  if (!check_silent (database, "PRAGMA quick_check(1)", "ok", error)
      || !terrain_database_execute (database, "PRAGMA foreign_keys = OFF", error)
      || !terrain_database_begin (database, error))
    return FALSE;

  done = apply_migrations (database, kind, error) && terrain_database_commit (database, error);
  terrain_database_rollback (database);

  /* So that the file's own header says what it is, see check_header(). */
  return done && terrain_database_execute (database, "PRAGMA foreign_keys = ON", error)
         && terrain_database_execute (database, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}

/* Others must not read what people said. A file from elsewhere may have come with wider rights. */
static void
restrict_mode (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (status.st_mode & 077) != 0 && g_chmod (path, 0600) != 0)
    g_warning ("The rights of a database could not be narrowed: %s", g_strerror (errno));
}

/**
 * terrain_database_open:
 * @path: where the file is, or is to be made
 *
 * Returns: (transfer full) (nullable): the database at @kind's newest version; %NULL with a TERRAIN_STORE_ERROR, the
 *   file as it was
 */
TerrainDatabase *
terrain_database_open (const char *path, const TerrainDatabaseKind *kind, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (TerrainDatabase) database = NULL;
  gboolean logged;
  gint64 version;

  if (!create_file (absolute, error) || !check_header (absolute, kind, error))
    return NULL;
  logged = has_log (absolute);
  if (logged && !check_log (absolute, kind, error))
    return NULL;

  /* Closing an empty log takes it away and changes nothing; one that holds something stays as it is until the file is
   * known to be ours. */
  database = terrain_database_connect (absolute, /* checkpoint_on_close= */ !logged, error);
  if (database == NULL || !identify (database, kind, &version, error))
    return NULL;

  restrict_mode (absolute);
  if (!use_log (database, error) || !terrain_database_execute (database, PRAGMAS, error))
    return NULL;
  terrain_database_set_checkpoint_on_close (database, TRUE);
  if (version < kind->version && !migrate (database, kind, version, error))
    return NULL;
  return g_steal_pointer (&database);
}
