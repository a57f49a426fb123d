/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "terrain-xlsx-private.h"

/* The last day that a spreadsheet knows: 9999-12-31. */
#define LAST_SERIAL 2958466.0

/* The letters of a number format that are not in quotes, brackets or behind a backslash (ECMA-376 part 1, 18.8.31). */
TerrainXlsxFormat
terrain_xlsx_format_of (const char *code)
{
  gboolean date = FALSE, time = FALSE;

  if (g_ascii_strcasecmp (code, "General") == 0)
    return TERRAIN_XLSX_NUMBER;
  for (; *code != '\0' && *code != ';'; code++)
    {
      char c = g_ascii_tolower (*code);

      if (c == '"' || c == '[')
        {
          const char *end = strchr (code + 1, c == '"' ? '"' : ']');

          /* Elapsed time: "[h]:mm". */
          time |= c == '[' && strchr ("hms", g_ascii_tolower (code[1])) != NULL && code[1] != '\0'
                  && strspn (code + 1, "hHmMsS") == strcspn (code + 1, "]");
          if (end == NULL)
            break;
          code = end;
        }
      else if ((c == '\\' || c == '_' || c == '*') && code[1] != '\0')
        code++;
      else if (c == 'y' || c == 'd')
        date = TRUE;
      else if (c == 'h' || c == 's')
        time = TRUE;
      else if (c == 'm' && !time)
        date = TRUE;
    }
  if (date && time)
    return TERRAIN_XLSX_DATE_TIME;
  return date ? TERRAIN_XLSX_DATE : time ? TERRAIN_XLSX_TIME : TERRAIN_XLSX_NUMBER;
}

/* The formats that have a number and no code (18.8.30). */
static TerrainXlsxFormat
built_in (guint id)
{
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
    return TERRAIN_XLSX_DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47))
    return TERRAIN_XLSX_TIME;
  return id == 22 ? TERRAIN_XLSX_DATE_TIME : TERRAIN_XLSX_NUMBER;
}

typedef struct
{
  GArray *formats;    /* TerrainXlsxFormat */
  GHashTable *custom; /* id → TerrainXlsxFormat + 1 */
  gboolean in_cells;  /* in <cellXfs> */
} Styles;

static guint
number_of (const TerrainXlsxAttributes *attributes, const char *name)
{
  g_autofree char *text = terrain_xlsx_attribute (attributes, name);

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
}

static void
on_start (gpointer data, const char *name, const TerrainXlsxAttributes *attributes)
{
  Styles *self = data;

  if (strcmp (name, "numFmt") == 0)
    {
      g_autofree char *code = terrain_xlsx_attribute (attributes, "formatCode");

      if (code != NULL)
        g_hash_table_insert (self->custom, GUINT_TO_POINTER (number_of (attributes, "numFmtId")),
                             GUINT_TO_POINTER (terrain_xlsx_format_of (code) + 1));
    }
  else if (strcmp (name, "cellXfs") == 0)
    self->in_cells = TRUE;
  else if (strcmp (name, "xf") == 0 && self->in_cells)
    {
      guint id = number_of (attributes, "numFmtId");
      guint custom = GPOINTER_TO_UINT (g_hash_table_lookup (self->custom, GUINT_TO_POINTER (id)));
      TerrainXlsxFormat format = custom > 0 ? (TerrainXlsxFormat) (custom - 1) : built_in (id);

      g_array_append_val (self->formats, format);
    }
}

static void
on_end (gpointer data, const char *name)
{
  Styles *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_cells = FALSE;
}

GArray *
terrain_xlsx_read_styles (TerrainXlsxArchive *archive, const char *part, GError **error)
{
  static const TerrainXlsxHandler handler = { on_start, on_end, NULL, NULL };
  g_autoptr (GArray) formats = g_array_new (FALSE, FALSE, sizeof (TerrainXlsxFormat));
  g_autoptr (GHashTable) custom = g_hash_table_new (NULL, NULL);
  Styles self = { formats, custom, FALSE };

  if (!terrain_xlsx_read_part (archive, part, &handler, &self, error))
    return NULL;
  return g_steal_pointer (&formats);
}

/* Days since 1899-12-30, the fraction being the time of day. The first program of its kind believed in a 29 February
 * 1900; serials before it are a day off and nothing that a form means. */
static char *
moment_text (double serial, TerrainXlsxFormat format, gboolean since_1904)
{
  g_autoptr (GDateTime) epoch = since_1904 ? g_date_time_new_utc (1904, 1, 1, 0, 0, 0)
                                           : g_date_time_new_utc (1899, 12, 30, 0, 0, 0);
  double seconds = round (serial * 86400);
  g_autoptr (GDateTime) day = g_date_time_add_days (epoch, (int) floor (seconds / 86400));
  g_autoptr (GDateTime) moment
    = day != NULL ? g_date_time_add_seconds (day, seconds - floor (seconds / 86400) * 86400) : NULL;
  gboolean midnight = fmod (seconds, 86400) == 0;

  if (moment == NULL)
    return NULL;
  if (format == TERRAIN_XLSX_TIME && serial < 1)
    return g_date_time_format (moment, "%H:%M:%S");
  return g_date_time_format (moment, format == TERRAIN_XLSX_DATE || midnight ? "%Y-%m-%d" : "%Y-%m-%dT%H:%M:%S");
}

char *
terrain_xlsx_number_text (const char *stored, TerrainXlsxFormat format, gboolean since_1904)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char *end = NULL;
  double number = g_ascii_strtod (stored, &end);
  char *moment = NULL;

  if (end == stored || *end != '\0' || !isfinite (number))
    return g_strdup (stored);
  if (format != TERRAIN_XLSX_NUMBER && number >= 0 && number < LAST_SERIAL)
    moment = moment_text (number, format, since_1904);
  if (moment != NULL)
    return moment;
  if (number == floor (number) && fabs (number) < 1e15)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", number == 0 ? 0 : number));
  /* 0.1 is stored as 0.10000000000000001: what the program shows is what was meant. */
  return g_strdup (g_ascii_formatd (text, sizeof text, "%.15g", number));
}
