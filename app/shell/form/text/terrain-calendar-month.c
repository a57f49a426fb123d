/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "terrain-calendar-month.h"
#include "terrain-fold-near.h"
#include "terrain-fold.h"

/* How well what is typed must be a name. */
typedef enum
{
  LEVEL_SAME,
  LEVEL_BEGINNING,
  LEVEL_NEAR,
  N_LEVELS,
} Level;

static gboolean
is_called (const char *name, const char *letters, Level level)
{
  g_autofree char *folded = terrain_fold (name);

  switch (level)
    {
    case LEVEL_SAME:
      return g_str_equal (folded, letters);
    case LEVEL_BEGINNING:
      return g_utf8_strlen (letters, -1) >= 2 && g_str_has_prefix (folded, letters);
    case LEVEL_NEAR:
    case N_LEVELS:
    default:
      {
        g_auto (GStrv) words = g_strsplit (letters, " ", -1);
        g_auto (GStrv) of_name = g_strsplit (folded, " ", -1);

        return g_strv_length (words) == g_strv_length (of_name) &&
               terrain_fold_is_near (folded, (const char *const *) words);
      }
    }
}

/* Adds @month to those found; FALSE where that makes it two. */
static gboolean
add (guint month, guint *found)
{
  if (*found != 0 && *found != month)
    return FALSE;
  *found = month;
  return TRUE;
}

/* 0 for none, or for more than one. */
static guint
find_own (TerrainCalendar *calendar, int year, const char *const *languages, guint n_languages, const char *letters,
          Level level)
{
  guint found = 0;

  for (guint month = 1; month <= terrain_calendar_get_n_months (calendar, year); month++)
    {
      const char *const *aliases = terrain_calendar_get_month_aliases (calendar, year, month);

      for (guint i = 0; i < n_languages; i++)
        if (is_called (terrain_calendar_get_month_name (calendar, year, month, languages[i]), letters, level) &&
            !add (month, &found))
          return 0;
      for (; *aliases != NULL; aliases++)
        if (is_called (*aliases, letters, level) && !add (month, &found))
          return 0;
    }
  return found;
}

static guint
find_gregorian (TerrainCalendar *calendar, const char *const *languages, guint n_languages, const char *letters,
                Level level)
{
  guint found = 0;

  for (guint month = 1; month <= 12; month++)
    for (guint i = 0; i < n_languages; i++)
      if (is_called (terrain_calendar_get_gregorian_name (calendar, month, languages[i]), letters, level) &&
          !add (month, &found))
        return 0;
  return found;
}

gboolean
terrain_calendar_month_find (TerrainCalendar *calendar, int year, int this_year, const char *language, const char *letters,
                             guint *month, guint *gregorian)
{
  const char *languages[] = { language, terrain_calendar_get_own_language (calendar), "en", "nl", "fr", NULL };
  int known = terrain_calendar_get_n_months (calendar, year) > 0 ? year : this_year;
  int first, last;

  g_return_val_if_fail (letters != NULL && month != NULL && gregorian != NULL, FALSE);

  /* Where not even this year is known, the last that is. */
  terrain_calendar_get_years (calendar, &first, &last);
  known = CLAMP (known, first, last);
  *month = *gregorian = 0;
  for (guint level = 0; level < N_LEVELS && *month == 0 && *gregorian == 0; level++)
    {
      *month = find_own (calendar, known, languages, G_N_ELEMENTS (languages), letters, (Level) level);
      *gregorian = find_gregorian (calendar, languages, G_N_ELEMENTS (languages), letters, (Level) level);
    }
  return *month != 0 || *gregorian != 0;
}
