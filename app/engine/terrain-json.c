/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-engine-error.h"

/* Of a text that says what is wrong, and with which line. */
static gboolean
refuse (const char *text,
        gsize       at,
        const char *why,
        GError    **error)
{
  guint line = 1;

  for (gsize i = 0; i < at; i++)
    line += text[i] == '\n';
  g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST, why);
  g_prefix_error (error, _("Line %u: "), line);
  return FALSE;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

gboolean
terrain_json_check_object (const char *text,
                           gsize       length,
                           guint       max_depth,
                           GError    **error)
{
  gboolean quoted = FALSE;
  guint depth = 0;
  gsize start = 0;

  /* A NUL byte is not valid here either. */
  if (length == 0 || !g_utf8_validate_len (text, length, NULL))
    {
      g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_LIST,
                           _("The file is not UTF-8 text, or is empty."));
      return FALSE;
    }
  while (start < length && is_space (text[start]))
    start++;
  if (start == length || text[start] != '{')
    return refuse (text, start, _("The file is no JSON object: it does not begin with “{”."), error);

  for (gsize i = start; i < length; i++)
    {
      if (quoted)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            quoted = FALSE;
          continue;
        }
      if (is_space (text[i]))
        continue;
      if (depth == 0 && i > start)
        return refuse (text, i, _("The file is not JSON: something follows its end."), error);
      if (strchr ("/'#", text[i]) != NULL)
        {
          g_autofree char *why = g_strdup_printf (_("The file is not JSON: there is a “%c” outside of texts."), text[i]);

          return refuse (text, i, why, error);
        }
      quoted = text[i] == '"';
      if (text[i] == '{' || text[i] == '[')
        depth++;
      else if (text[i] == '}' || text[i] == ']')
        depth--;
      if (depth > max_depth)
        {
          g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_LIMIT,
                       _("The file is nested more than %d deep."), (int) max_depth);
          return FALSE;
        }
    }
  return TRUE;
}
