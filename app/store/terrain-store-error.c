/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "terrain-database-private.h"
#include "terrain-store.h"

G_DEFINE_QUARK (terrain-store-error-quark, terrain_store_error)

/* By primary result code (sqlite.org/rescode.html). Every code has its row, so that a new one is a decision. */
static const TerrainStoreError error_of_code[] = {
  [SQLITE_OK] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_ERROR] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_INTERNAL] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_PERM] = TERRAIN_STORE_ERROR_READ_ONLY,
  [SQLITE_ABORT] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_BUSY] = TERRAIN_STORE_ERROR_BUSY,
  [SQLITE_LOCKED] = TERRAIN_STORE_ERROR_BUSY,
  [SQLITE_NOMEM] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_READONLY] = TERRAIN_STORE_ERROR_READ_ONLY,
  [SQLITE_INTERRUPT] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_IOERR] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_CORRUPT] = TERRAIN_STORE_ERROR_CORRUPT,
  [SQLITE_NOTFOUND] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_FULL] = TERRAIN_STORE_ERROR_FULL,
  [SQLITE_CANTOPEN] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_PROTOCOL] = TERRAIN_STORE_ERROR_BUSY,
  [SQLITE_EMPTY] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_SCHEMA] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_TOOBIG] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_CONSTRAINT] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_MISMATCH] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_MISUSE] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_NOLFS] = TERRAIN_STORE_ERROR_FULL,
  [SQLITE_AUTH] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_FORMAT] = TERRAIN_STORE_ERROR_CORRUPT,
  [SQLITE_RANGE] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_NOTADB] = TERRAIN_STORE_ERROR_CORRUPT,
  [SQLITE_NOTICE] = TERRAIN_STORE_ERROR_FAILED,
  [SQLITE_WARNING] = TERRAIN_STORE_ERROR_FAILED,
};

G_STATIC_ASSERT (G_N_ELEMENTS (error_of_code) == SQLITE_WARNING + 1);

/* The system's reason, where there is one, is more exact than SQLite's "disk I/O error" or "unable to open". */
static TerrainStoreError
translate (int code, int system_error)
{
  int primary = code & 0xff;

  if (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN)
    {
      switch (system_error)
        {
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
          return TERRAIN_STORE_ERROR_FULL;
        case EACCES:
        case EPERM:
        case EROFS:
          return TERRAIN_STORE_ERROR_READ_ONLY;
        default:
          break;
        }
    }

  if (primary < 0 || primary > SQLITE_WARNING)
    return TERRAIN_STORE_ERROR_FAILED;
  return error_of_code[primary];
}

void
terrain_store_error_set (GError **error, const char *path, int code, int system_error, const char *words)
{
  TerrainStoreError translated = translate (code, system_error);
  g_autofree char *shown = g_filename_display_name (path);

  switch (translated)
    {
    case TERRAIN_STORE_ERROR_CORRUPT:
      g_set_error (error, TERRAIN_STORE_ERROR, translated,
                   _("The database “%s” is damaged. Put a backup copy in its place, or move it away to begin anew."),
                   shown);
      break;

    case TERRAIN_STORE_ERROR_FULL:
      g_set_error (error, TERRAIN_STORE_ERROR, translated,
                   _("There is no room left on the disk for “%s”. Free some space, then try again."), shown);
      break;

    case TERRAIN_STORE_ERROR_READ_ONLY:
      g_set_error (error, TERRAIN_STORE_ERROR, translated,
                   _("“%s” or its folder cannot be written. Check its permissions and whether the disk is read-only."),
                   shown);
      break;

    case TERRAIN_STORE_ERROR_BUSY:
      g_set_error (error, TERRAIN_STORE_ERROR, translated,
                   _("Another program is using “%s”. Close it, then try again."), shown);
      break;

    case TERRAIN_STORE_ERROR_NEWER:
    case TERRAIN_STORE_ERROR_NOT_A_STORE:
    case TERRAIN_STORE_ERROR_NOT_FOUND:
    case TERRAIN_STORE_ERROR_STATE:
    case TERRAIN_STORE_ERROR_FAILED:
    default:
      g_set_error (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FAILED,
                   _("The database “%s” could not be used: %s (%d)."), shown,
                   system_error != 0 ? g_strerror (system_error) : words, code);
      break;
    }
}
