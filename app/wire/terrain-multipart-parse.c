/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-multipart.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-wire-error.h"

/*
 *   --boundary CRLF headers CRLF CRLF content CRLF --boundary … CRLF --boundary-- epilogue     (RFC 2046 section 5.1.1)
 *
 * One pass; the content is never copied. Anything that does not fit is an error, not a guess: a part read wrongly would
 * be somebody's answers stored wrongly.
 */

#define MAX_BOUNDARY 200
#define MAX_PARTS 1000
#define MAX_HEADERS (16 * 1024)

typedef struct
{
  GBytes *body;
  const char *data;
  gsize size;
  char *delimiter; /* "\r\n--boundary" */
  gsize delimiter_length;
} MultipartReading;

static gboolean
fail (GError    **error,
      const char *what)
{
  g_set_error_literal (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_MALFORMED, what);
  return FALSE;
}

/* The length of the escape at @at, 0 where there is none. */
static int
measure_escape (const char *at,
                char       *escaped)
{
  static const struct
  {
    const char *written;
    char meant;
  } escapes[] = { { "\\\"", '"' }, { "\\\\", '\\' }, { "%22", '"' }, { "%0D", '\r' }, { "%0A", '\n' } };

  for (gsize i = 0; i < G_N_ELEMENTS (escapes); i++)
    {
      gsize length = strlen (escapes[i].written);

      if (g_ascii_strncasecmp (at, escapes[i].written, length) == 0)
        {
          *escaped = escapes[i].meant;
          return (int) length;
        }
    }
  return 0;
}

/* One value of a header's parameters: a token, or a quoted string with \" and HTML's %22, %0D, %0A undone. */
static char *
take_value (const char **at)
{
  GString *value = g_string_new (NULL);
  const char *c = *at;

  if (*c != '"')
    {
      while (*c != '\0' && *c != ';' && !g_ascii_isspace (*c))
        g_string_append_c (value, *c++);
      *at = c;
      return g_string_free (value, FALSE);
    }
  for (c++; *c != '\0' && *c != '"';)
    {
      char escaped = '\0';
      int length = measure_escape (c, &escaped);

      g_string_append_c (value, length > 0 ? escaped : *c);
      c += MAX (length, 1);
    }
  *at = *c == '"' ? c + 1 : c;
  return g_string_free (value, FALSE);
}

/* The parameters after the first ";" by lower-case name; the first of each counts. */
static GHashTable *
read_parameters (const char *header)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *at = strchr (header, ';');

  while (at != NULL && *at != '\0')
    {
      const char *equals;
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      while (*at == ';' || g_ascii_isspace (*at))
        at++;
      equals = at + strcspn (at, "=;");
      if (*equals != '=')
        {
          at = equals;
          continue;
        }
      name = g_ascii_strdown (at, equals - at);
      at = equals + 1;
      g_strstrip (name);
      value = take_value (&at);
      at += strcspn (at, ";");
      if (!g_hash_table_contains (parameters, name))
        g_hash_table_insert (parameters, g_steal_pointer (&name), g_steal_pointer (&value));
    }
  return parameters;
}

char *
terrain_multipart_get_boundary (const char *content_type)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *boundary;

  g_return_val_if_fail (content_type != NULL, NULL);

  if (g_ascii_strncasecmp (content_type, "multipart/form-data", strlen ("multipart/form-data")) != 0)
    return NULL;
  parameters = read_parameters (content_type);
  boundary = g_hash_table_lookup (parameters, "boundary");
  if (boundary == NULL || *boundary == '\0' || strlen (boundary) > MAX_BOUNDARY ||
      strpbrk (boundary, "\r\n") != NULL)
    return NULL;
  return g_strdup (boundary);
}

/* What follows a boundary: "--" closes, white space and a line end open a part, anything else was content. */
static gboolean
classify (MultipartReading *self,
          gsize             after,
          gboolean         *closes,
          gsize            *next)
{
  gsize at = after;

  *closes = FALSE;
  if (self->size - at >= 2 && memcmp (self->data + at, "--", 2) == 0)
    {
      *closes = TRUE;
      *next = at + 2;
      return TRUE;
    }
  while (at < self->size && (self->data[at] == ' ' || self->data[at] == '\t'))
    at++;
  if (self->size - at < 2 || memcmp (self->data + at, "\r\n", 2) != 0)
    return FALSE;
  *next = at + 2;
  return TRUE;
}

/* The next boundary from @from on; @start is where its line end begins. */
static gboolean
find_delimiter (MultipartReading *self,
                gsize             from,
                gsize            *start,
                gsize            *next,
                gboolean         *closes)
{
  while (from < self->size)
    {
      const char *hit = memmem (self->data + from, self->size - from, self->delimiter, self->delimiter_length);

      if (hit == NULL)
        return FALSE;
      *start = (gsize) (hit - self->data);
      if (classify (self, *start + self->delimiter_length, closes, next))
        return TRUE;
      from = *start + 2;
    }
  return FALSE;
}

static gboolean
find_first (MultipartReading *self,
            gsize            *next,
            gboolean         *closes)
{
  gsize length = self->delimiter_length - 2;
  gsize start;

  if (self->size >= length && memcmp (self->data, self->delimiter + 2, length) == 0 &&
      classify (self, length, closes, next))
    return TRUE;
  return find_delimiter (self, 0, &start, next, closes);
}

static char *
find_header (char      **lines,
             const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
        return g_strstrip (g_strdup (lines[i] + length + 1));
    }
  return NULL;
}

static TerrainPart *
read_headers (MultipartReading *self,
              gsize             from,
              gsize             length,
              GError          **error)
{
  g_autofree char *text = g_strndup (self->data + from, length);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  g_autofree char *disposition = find_header (lines, "Content-Disposition");
  g_autofree char *content_type = find_header (lines, "Content-Type");
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  const char *name;
  const char *file_name;

  if (strlen (text) != length || !g_utf8_validate (text, -1, NULL))
    {
      fail (error, _("The headers of a part are not UTF-8 text."));
      return NULL;
    }
  if (disposition == NULL || g_ascii_strncasecmp (disposition, "form-data", strlen ("form-data")) != 0)
    {
      fail (error, _("A part has no Content-Disposition of form-data."));
      return NULL;
    }
  parameters = read_parameters (disposition);
  name = g_hash_table_lookup (parameters, "name");
  if (name == NULL)
    {
      fail (error, _("A part has no name."));
      return NULL;
    }
  file_name = g_hash_table_lookup (parameters, "filename");
  /* Not allowed by RFC 7578 section 4.2, yet written by some libraries; that there is a file is what counts. */
  if (file_name == NULL && g_hash_table_contains (parameters, "filename*"))
    file_name = name;
  return terrain_part_new (name, file_name, content_type, nothing);
}

/* @at: where the part's headers begin, then where the next part's do. */
static TerrainPart *
read_part (MultipartReading *self,
           gsize            *at,
           gboolean         *closes,
           GError          **error)
{
  gsize window = MIN (self->size - *at, MAX_HEADERS);
  const char *end = memmem (self->data + *at, window, "\r\n\r\n", 4);
  g_autoptr (TerrainPart) part = NULL;
  gsize content;
  gsize start;
  gsize next;

  if (end == NULL)
    {
      fail (error, _("The headers of a part do not end."));
      return NULL;
    }
  part = read_headers (self, *at, (gsize) (end - self->data) - *at, error);
  if (part == NULL)
    return NULL;
  content = (gsize) (end - self->data) + 4;
  /* From the line end before the content on: an empty part may share it with its boundary. */
  if (!find_delimiter (self, content - 2, &start, &next, closes))
    {
      fail (error, _("Unexpected end of form: the closing boundary is missing."));
      return NULL;
    }
  g_bytes_unref (part->content);
  part->content = g_bytes_new_from_bytes (self->body, content, start > content ? start - content : 0);
  *at = next;
  return g_steal_pointer (&part);
}

static gboolean
read_parts (MultipartReading *self,
            GPtrArray        *parts,
            GError          **error)
{
  gboolean closes;
  gsize at;

  if (!find_first (self, &at, &closes))
    return fail (error, _("Unexpected end of form: no boundary was found."));
  while (!closes)
    {
      TerrainPart *part;

      if (parts->len >= MAX_PARTS)
        {
          g_set_error (error, TERRAIN_WIRE_ERROR, TERRAIN_WIRE_ERROR_LIMIT, _("The form has more than %d parts."),
                       MAX_PARTS);
          return FALSE;
        }
      part = read_part (self, &at, &closes, error);
      if (part == NULL)
        return FALSE;
      g_ptr_array_add (parts, part);
    }
  return TRUE;
}

GPtrArray *
terrain_multipart_parse (GBytes     *body,
                         const char *boundary,
                         GError    **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_part_free);
  MultipartReading self = { .body = body };
  gboolean ok;

  g_return_val_if_fail (body != NULL, NULL);
  g_return_val_if_fail (boundary != NULL && *boundary != '\0', NULL);

  self.data = g_bytes_get_data (body, &self.size);
  if (self.size == 0)
    {
      fail (error, _("Unexpected end of form: it is empty."));
      return NULL;
    }
  self.delimiter = g_strconcat ("\r\n--", boundary, NULL);
  self.delimiter_length = strlen (self.delimiter);
  ok = read_parts (&self, parts, error);
  g_free (self.delimiter);
  return ok ? g_steal_pointer (&parts) : NULL;
}
