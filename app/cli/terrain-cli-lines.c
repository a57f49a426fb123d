/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-lines-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct _TerrainCliLines
{
  int fd;
  char buffer[64 * 1024];
  gsize position;
  gsize filled;
  GString *line;
};

TerrainCliLines *
terrain_cli_lines_new (int fd)
{
  TerrainCliLines *self = g_new0 (TerrainCliLines, 1);

  self->fd = fd;
  self->line = g_string_new (NULL);
  return self;
}

void
terrain_cli_lines_free (TerrainCliLines *self)
{
  g_string_free (self->line, TRUE);
  g_free (self);
}

static gboolean
fill (TerrainCliLines *self)
{
  gssize n;

  do
    n = read (self->fd, self->buffer, sizeof self->buffer);
  while (n < 0 && errno == EINTR);
  self->position = 0;
  self->filled = n > 0 ? (gsize) n : 0;
  return n > 0;
}

TerrainCliLineKind
terrain_cli_lines_next (TerrainCliLines *self, const char **line, gsize *length)
{
  gboolean is_too_long = FALSE;
  gboolean has_some = FALSE;

  g_string_truncate (self->line, 0);
  while (self->position < self->filled || fill (self))
    {
      const char *begin = self->buffer + self->position;
      const char *newline = memchr (begin, '\n', self->filled - self->position);
      gsize n = newline != NULL ? (gsize) (newline - begin) : self->filled - self->position;

      has_some = TRUE;
      if (!is_too_long && self->line->len + n <= TERRAIN_CLI_MAX_LINE)
        g_string_append_len (self->line, begin, (gssize) n);
      else
        is_too_long = TRUE;
      self->position += n + (newline != NULL ? 1 : 0);
      if (newline != NULL)
        break;
    }
  *line = self->line->str;
  *length = self->line->len;
  if (!has_some)
    return TERRAIN_CLI_LINE_END;
  return is_too_long ? TERRAIN_CLI_LINE_TOO_LONG : TERRAIN_CLI_LINE;
}
