/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-html-reader.h"

#include <string.h>

/* The longest name of those below, and the longest number. */
#define LONGEST_ENTITY 10
/* Bytes looked through for the ends of tags that have none: beyond, "<" is only a sign, so that reading stays linear. */
#define MOST_WASTED (1024 * 1024)

void
terrain_html_reader_init (TerrainHtmlReader *self,
                          const char        *html)
{
  *self = (TerrainHtmlReader){ .at = html };
  self->name = g_string_new (NULL);
  self->text = g_string_new (NULL);
  self->attributes = g_string_new (NULL);
}

void
terrain_html_reader_clear (TerrainHtmlReader *self)
{
  g_string_free (self->name, TRUE);
  g_string_free (self->text, TRUE);
  g_string_free (self->attributes, TRUE);
}

/* Those that people write; the rest stay as they stand. */
static gunichar
find_entity (const char *name,
             gsize       length)
{
  static const struct
  {
    const char *name;
    gunichar character;
  } entities[] = {
    { "amp", '&' },      { "lt", '<' },        { "gt", '>' },        { "quot", '"' },     { "apos", '\'' },
    { "nbsp", 0xa0 },    { "shy", 0xad },      { "copy", 0xa9 },     { "reg", 0xae },     { "deg", 0xb0 },
    { "euro", 0x20ac },  { "pound", 0xa3 },    { "ndash", 0x2013 },  { "mdash", 0x2014 }, { "lsquo", 0x2018 },
    { "rsquo", 0x2019 }, { "ldquo", 0x201c },  { "rdquo", 0x201d },  { "laquo", 0xab },   { "raquo", 0xbb },
    { "bull", 0x2022 },  { "hellip", 0x2026 }, { "middot", 0xb7 },   { "times", 0xd7 },   { "eacute", 0xe9 },
    { "egrave", 0xe8 },  { "agrave", 0xe0 },   { "ccedil", 0xe7 },   { "ecirc", 0xea },   { "euml", 0xeb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, name, length) == 0)
      return entities[i].character;
  return 0;
}

/* @at: after the ampersand. Returns: what it stands for; 0 where it is none */
static gunichar
read_entity (const char  *at,
             const char **end)
{
  const char *semicolon = memchr (at, ';', strnlen (at, LONGEST_ENTITY));
  gboolean hexadecimal;
  guint64 number;
  char *stop;

  if (!semicolon || semicolon == at)
    return 0;
  *end = semicolon + 1;
  if (*at != '#')
    return find_entity (at, (gsize) (semicolon - at));
  hexadecimal = at[1] == 'x' || at[1] == 'X';
  at += hexadecimal ? 2 : 1;
  number = g_ascii_isxdigit (*at) ? g_ascii_strtoull (at, &stop, hexadecimal ? 16 : 10) : 0;
  return number >= 0x20 && number <= 0x10ffff && stop == semicolon && g_unichar_validate ((gunichar) number)
           ? (gunichar) number : 0;
}

static void
append_decoded (GString    *out,
                const char *text,
                gsize       length)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *ampersand = memchr (text, '&', (gsize) (end - text));
      const char *after = NULL;
      gunichar character;

      g_string_append_len (out, text, (ampersand ? ampersand : end) - text);
      if (!ampersand)
        return;
      character = read_entity (ampersand + 1, &after);
      if (character && after <= end)
        {
          g_string_append_unichar (out, character);
          text = after;
        }
      else
        {
          g_string_append_c (out, '&');
          text = ampersand + 1;
        }
    }
}

/* After "<": whether a tag begins. */
static gboolean
begins_tag (const char *at)
{
  return g_ascii_isalpha (*at) || (*at == '/' && g_ascii_isalpha (at[1]));
}

/* The ">" of a tag, which quoted values may hold too. (nullable): none: it is no tag */
static const char *
find_end (TerrainHtmlReader *self,
          const char        *start)
{
  char quote = '\0';
  const char *at = start;

  for (; *at && self->wasted < MOST_WASTED; at++)
    {
      if (quote)
        quote = *at == quote ? '\0' : quote;
      else if ((*at == '"' || *at == '\'') && at[-1] == '=')
        quote = *at;
      else if (*at == '>')
        return at;
      else if (*at == '<')
        break;
    }
  self->wasted += (gsize) (at - start);
  return NULL;
}

static void
read_tag (TerrainHtmlReader *self,
          const char        *end)
{
  const char *at = self->at + 1;
  gsize length;

  self->kind = *at == '/' ? TERRAIN_HTML_CLOSE : TERRAIN_HTML_OPEN;
  at += *at == '/' ? 1 : 0;
  length = strcspn (at, " \t\r\n/>");
  g_string_truncate (self->name, 0);
  g_string_append_len (self->name, at, (gssize) length);
  g_string_ascii_down (self->name);
  g_string_truncate (self->attributes, 0);
  g_string_append_len (self->attributes, at + length, end - at - (gssize) length);
  self->at = end + 1;
}

/* After the opening tag of @name: where the closing one begins, or the end. */
static const char *
find_close (const char *at,
            const char *name)
{
  gsize length = strlen (name);

  for (; (at = strchr (at, '<')) != NULL; at++)
    if (at[1] == '/' && g_ascii_strncasecmp (at + 2, name, length) == 0 && !g_ascii_isalnum (at[2 + length]))
      return at;
  return NULL;
}

/* What is not to be read by a person. TRUE where something was passed over. */
static gboolean
pass_over (TerrainHtmlReader *self)
{
  const char *end;

  if (self->at[0] != '<' || (self->at[1] != '!' && self->at[1] != '?'))
    return FALSE;
  if (g_str_has_prefix (self->at, "<!--"))
    {
      end = strstr (self->at + 4, "-->");
      self->at = end ? end + 3 : self->at + strlen (self->at);
      return TRUE;
    }
  end = self->wasted < MOST_WASTED ? strchr (self->at, '>') : NULL;
  if (!end)
    {
      self->wasted = MOST_WASTED;
      return FALSE;
    }
  self->at = end + 1;
  return TRUE;
}

static gboolean
is_hidden (const char *name)
{
  return strcmp (name, "style") == 0 || strcmp (name, "script") == 0 || strcmp (name, "title") == 0;
}

gboolean
terrain_html_reader_next (TerrainHtmlReader *self)
{
  const char *end;
  gsize length;

  while (pass_over (self))
    ;
  if (!*self->at)
    return FALSE;
  end = *self->at == '<' && begins_tag (self->at + 1) ? find_end (self, self->at + 1) : NULL;
  if (end)
    {
      read_tag (self, end);
      if (self->kind == TERRAIN_HTML_OPEN && is_hidden (self->name->str))
        {
          end = find_close (self->at, self->name->str);
          self->at = end ? end : self->at + strlen (self->at);
        }
      return TRUE;
    }
  /* A "<" that begins no tag is one of the text. */
  length = 1 + strcspn (self->at + 1, "<");
  self->kind = TERRAIN_HTML_TEXT;
  g_string_truncate (self->text, 0);
  append_decoded (self->text, self->at, length);
  self->at += length;
  return TRUE;
}

char *
terrain_html_reader_dup_attribute (TerrainHtmlReader *self,
                                   const char        *name)
{
  const char *at = self->attributes->str;

  while (*at)
    {
      gsize length, value_length;
      gboolean found;
      char quote;

      at += strspn (at, " \t\r\n/");
      length = strcspn (at, " \t\r\n/=");
      found = length > 0 && strlen (name) == length && g_ascii_strncasecmp (at, name, length) == 0;
      at += length;
      at += strspn (at, " \t\r\n");
      if (*at != '=')
        {
          if (found)
            return g_strdup ("");
          continue;
        }
      at += 1 + strspn (at + 1, " \t\r\n");
      quote = *at == '"' || *at == '\'' ? *at : '\0';
      at += quote ? 1 : 0;
      value_length = quote ? strcspn (at, quote == '"' ? "\"" : "'") : strcspn (at, " \t\r\n");
      if (found)
        {
          GString *value = g_string_new (NULL);

          append_decoded (value, at, value_length);
          return g_string_free (value, FALSE);
        }
      at += value_length;
      at += quote && *at ? 1 : 0;
    }
  return NULL;
}
