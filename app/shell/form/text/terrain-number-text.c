/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <langinfo.h>
#include <string.h>

#include "terrain-number-text.h"

/* Enough for any count or measurement; more is a key that got stuck. */
#define MAX_DIGITS 30

static gboolean
is_group_space (gunichar character)
{
  return character == ' ' || character == 0xa0 || character == 0x202f || character == 0x2009 || character == '\'' ||
         character == 0x2019 || character == 0x66c;
}

static gboolean
is_separator (gunichar character)
{
  return character == ',' || character == '.' || character == 0x66b;
}

/* ASCII digits, 'd' marks: separators as ',' or '.', thousands as ' ', sign first. NULL where something else is there. */
static char *
normalise (const char *typed)
{
  g_autofree char *stripped = g_strstrip (g_strdup (typed));
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = stripped; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (g_unichar_isdigit (character))
        g_string_append_c (out, (char) ('0' + g_unichar_digit_value (character)));
      else if (is_separator (character))
        g_string_append_c (out, character == '.' ? '.' : ',');
      else if (is_group_space (character))
        g_string_append_c (out, ' ');
      else if ((character == '-' || character == 0x2212 || character == '+') && out->len == 0)
        g_string_append_c (out, character == '+' ? '+' : '-');
      else
        return NULL;
    }
  return g_strdup (out->str);
}

/* "1 234 567" or, with @mark, "1.234.567": groups of three but the first. */
static char *
join_groups (const char *text, char mark)
{
  char separator[2] = { mark, '\0' };
  g_auto (GStrv) groups = g_strsplit (text, separator, -1);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      gsize length = strlen (groups[i]);

      if (strspn (groups[i], "0123456789") != length)
        return NULL;
      if (i > 0 ? length != 3 : groups[1] != NULL && (length == 0 || length > 3))
        return NULL;
    }
  return g_strjoinv ("", groups);
}

char *
terrain_number_text_parse (const char *typed, gboolean decimals)
{
  g_autofree char *text = NULL, *whole_text = NULL, *whole = NULL;
  const char *start, *last = NULL, *fraction = "";
  gboolean negative;
  char group = ' ';

  g_return_val_if_fail (typed != NULL, NULL);

  text = g_utf8_validate (typed, -1, NULL) ? normalise (typed) : NULL;
  if (text == NULL)
    return NULL;
  if (*text == '\0')
    return g_strdup ("");
  negative = *text == '-';
  start = text + (*text == '-' || *text == '+');

  const char *dot = strrchr (start, '.'), *comma = strrchr (start, ',');
  last = dot > comma ? dot : comma;
  if (last != NULL && !decimals)
    return NULL;
  if (last != NULL)
    {
      fraction = last + 1;
      if (dot != NULL && comma != NULL) /* both: the earlier kind stands between thousands */
        group = last == dot ? ',' : '.';
      if (strspn (fraction, "0123456789") != strlen (fraction))
        return NULL;
    }
  whole_text = last != NULL ? g_strndup (start, last - start) : g_strdup (start);
  whole = join_groups (whole_text, group);
  if (whole == NULL || (*whole == '\0' && *fraction == '\0') || strlen (whole) + strlen (fraction) > MAX_DIGITS)
    return NULL;

  const char *digits = whole + strspn (whole, "0");
  if (*digits == '\0')
    digits = "0";
  if (*digits == '0' && strspn (fraction, "0") == strlen (fraction))
    negative = FALSE;
  return g_strconcat (negative ? "-" : "", digits, *fraction != '\0' ? "." : "", fraction, NULL);
}

char *
terrain_number_text_format (const char *value)
{
  const char *radix = nl_langinfo (RADIXCHAR);
  const char *dot = strchr (value, '.');

  if (dot == NULL || radix == NULL || *radix == '\0')
    return g_strdup (value);
  g_autofree char *whole = g_strndup (value, dot - value);
  return g_strconcat (whole, radix, dot + 1, NULL);
}

char *
terrain_number_text_group (const char *formatted)
{
  gsize sign = formatted[0] == '-' ? 1 : 0;
  gsize n = strspn (formatted + sign, "0123456789");
  g_autoptr (GString) out = g_string_new_len (formatted, (gssize) sign);

  for (gsize i = 0; i < n; i++)
    {
      /* Four figures are read at a glance, and may be a year. */
      if (i > 0 && n > 4 && (n - i) % 3 == 0)
        g_string_append (out, "\u202f");
      g_string_append_c (out, formatted[sign + i]);
    }
  g_string_append (out, formatted + sign + n);
  return g_strdup (out->str);
}
