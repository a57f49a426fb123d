/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-po-write-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <unistd.h>

#include "terrain-catalog.h"

static GMutex po_mutex;

void
terrain_po_lock (void)
{
  g_mutex_lock (&po_mutex);
}

void
terrain_po_unlock (void)
{
  g_mutex_unlock (&po_mutex);
}

/* The library reports mistakes to functions without user data, and must not get control back after a fatal one. Used
 * under the lock only. */
static struct
{
  gboolean has_failed;
  jmp_buf abandon;
} po_writing;

static void
on_error (int severity, po_message_t message, const char *filename, size_t line, size_t column, int is_multiline,
          const char *text)
{
  if (severity != PO_SEVERITY_WARNING)
    po_writing.has_failed = TRUE;
  if (severity == PO_SEVERITY_FATAL_ERROR)
    longjmp (po_writing.abandon, 1);
}

static void
on_error_twice (int severity, po_message_t message1, const char *filename1, size_t line1, size_t column1,
                int is_multiline1, const char *text1, po_message_t message2, const char *filename2, size_t line2,
                size_t column2, int is_multiline2, const char *text2)
{
  on_error (severity, message1, filename1, line1, column1, is_multiline1, text1);
}

static gboolean
write_messages (po_file_t file, const char *path)
{
  static const struct po_xerror_handler handler = { on_error, on_error_twice };

  po_writing.has_failed = FALSE;
  if (setjmp (po_writing.abandon) != 0)
    return FALSE;
  return po_file_write (file, path, &handler) != NULL && !po_writing.has_failed;
}

static gboolean
set_write_error (GError **error, const char *path, int code)
{
  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (code),
               _("The translation template “%s” cannot be written: %s."), path, g_strerror (code));
  return FALSE;
}

/* On the disk before it takes the old one's name. */
static gboolean
sync_file (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  gboolean is_synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return is_synced;
}

gboolean
terrain_po_write_file (po_file_t file, const char *path, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0666);
  int code;

  if (fd < 0)
    return set_write_error (error, path, errno);
  close (fd);
  errno = 0;
  if (write_messages (file, temporary) && sync_file (temporary) && g_rename (temporary, path) == 0)
    return TRUE;
  code = errno != 0 ? errno : EIO;
  g_unlink (temporary);
  return set_write_error (error, path, code);
}
