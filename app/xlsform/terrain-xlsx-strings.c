/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-xlsx-private.h"

/* "_x000D_" at @at. Returns: the character; 0 where there is no escape */
static gunichar
escaped (const char *at)
{
  gunichar c = 0;

  if (at[0] != '_' || at[1] != 'x')
    return 0;
  for (int i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (at[i]))
        return 0;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (at[i]);
    }
  return at[6] == '_' && g_unichar_validate (c) ? c : 0;
}

void
terrain_xlsx_append_text (GString *to, const char *text)
{
  while (*text != '\0')
    {
      gunichar c = escaped (text);

      if (c != 0)
        {
          if (c != '\r')
            g_string_append_unichar (to, c);
          text += strlen ("_x0000_");
          continue;
        }
      if (*text != '\r')
        g_string_append_c (to, *text);
      text++;
    }
}

/* One <si> is one string: its <t>, or those of its runs of formatted text. How it is pronounced (<rPh>) is not part. */
typedef struct
{
  GPtrArray *strings;
  GString *text;
  gboolean in_text;
  guint phonetic;
} Strings;

static void
on_start (gpointer data, const char *name, const TerrainXlsxAttributes *attributes)
{
  Strings *self = data;

  if (strcmp (name, "si") == 0)
    g_string_truncate (self->text, 0);
  else if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  self->in_text = strcmp (name, "t") == 0 && self->phonetic == 0;
}

static void
on_end (gpointer data, const char *name)
{
  Strings *self = data;

  self->in_text = FALSE;
  if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  if (strcmp (name, "si") == 0)
    {
      g_autoptr (GString) plain = g_string_sized_new (self->text->len);

      terrain_xlsx_append_text (plain, self->text->str);
      g_ptr_array_add (self->strings, g_strdup (plain->str));
    }
}

static void
on_text (gpointer data, const char *text, gsize length)
{
  Strings *self = data;

  if (self->in_text)
    g_string_append_len (self->text, text, (gssize) length);
}

GPtrArray *
terrain_xlsx_read_strings (TerrainXlsxArchive *archive, const char *part, GError **error)
{
  static const TerrainXlsxHandler handler = { on_start, on_end, on_text, NULL };
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);
  Strings self = { strings, text, FALSE, 0 };

  if (!terrain_xlsx_read_part (archive, part, &handler, &self, error))
    return NULL;
  return g_steal_pointer (&strings);
}
