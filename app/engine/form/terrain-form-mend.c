/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <string.h>

/*
 * Forms written by hand hold relevant="/data/n < 5". XML wants "&lt;" there, but JavaRosa's parser lets it pass, so
 * such forms are in use. A "<" between the quotes of an attribute can mean nothing else; nothing but that is mended.
 */
typedef struct
{
  const char *at;
  const char *end;
  int line;
  GString *mended;
  GArray *lines; /* of int: where something was mended */
} Mender;

static void
copy (Mender *self,
      gsize   length)
{
  for (gsize i = 0; i < length && self->at < self->end; i++, self->at++)
    {
      if (*self->at == '\n')
        self->line++;
      g_string_append_c (self->mended, *self->at);
    }
}

static gboolean
starts (Mender     *self,
        const char *text)
{
  gsize length = strlen (text);

  return (gsize) (self->end - self->at) >= length && memcmp (self->at, text, length) == 0;
}

static void
copy_past (Mender     *self,
           const char *text)
{
  while (self->at < self->end && !starts (self, text))
    copy (self, 1);
  copy (self, strlen (text));
}

static void
mend_attribute (Mender *self,
                char    quote)
{
  copy (self, 1);
  while (self->at < self->end && *self->at != quote)
    {
      if (*self->at != '<')
        {
          copy (self, 1);
          continue;
        }
      g_string_append (self->mended, "&lt;");
      self->at++;
      if (self->lines->len == 0 || g_array_index (self->lines, int, self->lines->len - 1) != self->line)
        g_array_append_val (self->lines, self->line);
    }
  copy (self, 1);
}

static void
mend_tag (Mender *self)
{
  while (self->at < self->end && *self->at != '>')
    {
      if (*self->at == '"' || *self->at == '\'')
        mend_attribute (self, *self->at);
      else
        copy (self, 1);
    }
}

/**
 * terrain_form_mend:
 * @lines: (out) (transfer full) (element-type int): the lines where a "<" was written as "&lt;"
 *
 * Returns: (transfer full) (nullable): the file with those, line for line as it was; %NULL where there are none
 */
GBytes *
terrain_form_mend (GBytes  *xml,
                   GArray **lines)
{
  gsize length;
  const char *data = g_bytes_get_data (xml, &length);
  const char *text = data != NULL ? data : "";
  Mender mender = { text, text + length, 1, g_string_sized_new (length), g_array_new (FALSE, FALSE, sizeof (int)) };

  while (mender.at < mender.end)
    {
      if (*mender.at != '<')
        copy (&mender, 1);
      else if (starts (&mender, "<!--"))
        copy_past (&mender, "-->");
      else if (starts (&mender, "<![CDATA["))
        copy_past (&mender, "]]>");
      else if (starts (&mender, "<?"))
        copy_past (&mender, "?>");
      else if (starts (&mender, "<!"))
        copy_past (&mender, ">");
      else
        mend_tag (&mender);
    }
  *lines = mender.lines;
  if (mender.lines->len > 0)
    return g_string_free_to_bytes (mender.mended);
  g_string_free (mender.mended, TRUE);
  return NULL;
}
