/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-wire-error.h"

#include <string.h>

#include "terrain-wire-reader-private.h"

/* How much of a body is looked at to tell a web page from a document. */
#define SNIFF_SIZE 1024
#define MAX_FILE_NAME 255

G_DEFINE_QUARK (terrain-wire-error-quark, terrain_wire_error)

static gboolean
begins_with (const char *text,
             gsize       size,
             const char *word)
{
  gsize length = strlen (word);

  return size >= length && g_ascii_strncasecmp (text, word, length) == 0;
}

gsize
terrain_wire_skip_prolog (const char *text,
                          gsize       size)
{
  gsize at = 0;

  if (begins_with (text, size, "\xEF\xBB\xBF"))
    at = 3;
  while (at < size)
    {
      const char *end;

      if (g_ascii_isspace (text[at]))
        {
          at++;
          continue;
        }
      if (begins_with (text + at, size - at, "<?"))
        end = g_strstr_len (text + at, (gssize) (size - at), "?>");
      else if (begins_with (text + at, size - at, "<!--"))
        end = g_strstr_len (text + at, (gssize) (size - at), "-->");
      else
        break;
      if (end == NULL)
        break;
      at = (gsize) ((const char *) memchr (end, '>', (gsize) (text + size - end)) - text) + 1;
    }
  return at;
}

gboolean
terrain_wire_is_html (GBytes *content)
{
  gsize size;
  const char *text;
  gsize at;

  g_return_val_if_fail (content != NULL, FALSE);

  text = g_bytes_get_data (content, &size);
  if (text == NULL)
    return FALSE;
  size = MIN (size, SNIFF_SIZE);
  at = terrain_wire_skip_prolog (text, size);
  return begins_with (text + at, size - at, "<!doctype html") || begins_with (text + at, size - at, "<html") ||
         begins_with (text + at, size - at, "<head") || begins_with (text + at, size - at, "<body") ||
         begins_with (text + at, size - at, "<script") || begins_with (text + at, size - at, "<meta ");
}

gboolean
terrain_wire_is_file_name (const char *name)
{
  gsize length;

  if (name == NULL)
    return FALSE;
  length = strlen (name);
  if (length == 0 || length > MAX_FILE_NAME || !g_utf8_validate (name, (gssize) length, NULL))
    return FALSE;
  if (strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
    return FALSE;
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      /* The backslash is a separator where the file may go next. */
      if (c == '/' || c == '\\' || g_unichar_iscntrl (c))
        return FALSE;
    }
  return TRUE;
}
