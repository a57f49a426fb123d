/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "terrain-calendar-private.h"

struct _TerrainCalendar
{
  GObject parent_instance;
  TerrainCalendarKind kind;
  const TerrainCalendarRules *rules;
  void *icu;         /* NULL for rules that count by themselves */
  GHashTable *names; /* ICU's calendar and language -> the names of its months */
};

G_DEFINE_FINAL_TYPE (TerrainCalendar, terrain_calendar, G_TYPE_OBJECT)

static const TerrainCalendarRules *const all_rules[] = {
  [TERRAIN_CALENDAR_ETHIOPIAN] = &terrain_calendar_ethiopian,
  [TERRAIN_CALENDAR_COPTIC] = &terrain_calendar_coptic,
  [TERRAIN_CALENDAR_ISLAMIC] = &terrain_calendar_islamic,
  [TERRAIN_CALENDAR_PERSIAN] = &terrain_calendar_persian,
  [TERRAIN_CALENDAR_BUDDHIST] = &terrain_calendar_buddhist,
  [TERRAIN_CALENDAR_BIKRAM_SAMBAT] = &terrain_calendar_bikram_sambat,
  [TERRAIN_CALENDAR_MYANMAR] = &terrain_calendar_myanmar,
};

G_STATIC_ASSERT (G_N_ELEMENTS (all_rules) == TERRAIN_N_CALENDARS);

static void
terrain_calendar_finalize (GObject *object)
{
  TerrainCalendar *self = TERRAIN_CALENDAR (object);

  g_clear_pointer (&self->icu, terrain_calendar_close_icu);
  g_clear_pointer (&self->names, g_hash_table_unref);
  G_OBJECT_CLASS (terrain_calendar_parent_class)->finalize (object);
}

static void
terrain_calendar_class_init (TerrainCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = terrain_calendar_finalize;
}

static void
terrain_calendar_init (TerrainCalendar *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
}

TerrainCalendar *
terrain_calendar_new (TerrainCalendarKind kind)
{
  g_autoptr (TerrainCalendar) self = NULL;

  g_return_val_if_fail ((guint) kind < TERRAIN_N_CALENDARS, NULL);

  self = g_object_new (TERRAIN_TYPE_CALENDAR, NULL);
  self->kind = kind;
  self->rules = all_rules[kind];
  if (self->rules->icu_era >= 0)
    {
      self->icu = terrain_calendar_open_icu (self->rules);
      if (self->icu == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

TerrainCalendar *
terrain_calendar_new_for_control (TerrainControl *control)
{
  TerrainDataType type;
  int kind = -1;

  g_return_val_if_fail (control != NULL, NULL);

  type = terrain_control_get_data_type (control);
  if (type != TERRAIN_DATA_DATE && type != TERRAIN_DATA_DATE_TIME)
    return NULL;
  for (guint i = 0; i < TERRAIN_N_CALENDARS; i++)
    {
      if (!terrain_control_has_appearance (control, all_rules[i]->appearance))
        continue;
      if (kind >= 0)
        return NULL;
      kind = (int) i;
    }
  return kind >= 0 ? terrain_calendar_new ((TerrainCalendarKind) kind) : NULL;
}

TerrainDatePrecision
terrain_calendar_get_precision (TerrainControl *control)
{
  g_return_val_if_fail (control != NULL, TERRAIN_DATE_DAY);

  if (terrain_control_get_data_type (control) != TERRAIN_DATA_DATE)
    return TERRAIN_DATE_DAY;
  if (terrain_control_has_appearance (control, "year"))
    return TERRAIN_DATE_YEAR;
  return terrain_control_has_appearance (control, "month-year") ? TERRAIN_DATE_MONTH : TERRAIN_DATE_DAY;
}

TerrainCalendarKind
terrain_calendar_get_kind (TerrainCalendar *self)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), TERRAIN_CALENDAR_ETHIOPIAN);
  return self->kind;
}

const TerrainCalendarRules *
terrain_calendar_get_rules (TerrainCalendar *self)
{
  return self->rules;
}

void *
terrain_calendar_get_icu (TerrainCalendar *self)
{
  return self->icu;
}

char *
terrain_calendar_dup_name (TerrainCalendar *self)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);
  return g_strdup (_(self->rules->title));
}

const char *
terrain_calendar_get_own_language (TerrainCalendar *self)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);
  return self->rules->language;
}

void
terrain_calendar_get_years (TerrainCalendar *self, int *first, int *last)
{
  g_return_if_fail (TERRAIN_IS_CALENDAR (self));
  g_return_if_fail (first != NULL && last != NULL);

  *first = self->rules->first_year;
  *last = self->rules->last_year;
}

int
terrain_calendar_guess_gregorian_year (TerrainCalendar *self, int year)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), 0);
  return (int) floor (self->rules->epoch + (year + 0.5) * self->rules->length);
}

static gboolean
is_known (TerrainCalendar *self, int year)
{
  return year >= self->rules->first_year && year <= self->rules->last_year;
}

gboolean
terrain_calendar_from_date (TerrainCalendar *self, const GDate *date, TerrainCalendarDay *day)
{
  TerrainCalendarDay found = { 0 };

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), FALSE);
  g_return_val_if_fail (date != NULL && g_date_valid (date) && day != NULL, FALSE);

  if (!self->rules->split (self, g_date_get_julian (date), &found) || !is_known (self, found.year))
    return FALSE;
  *day = found;
  return TRUE;
}

gboolean
terrain_calendar_to_date (TerrainCalendar *self, const TerrainCalendarDay *day, GDate *date)
{
  guint32 julian;
  guint first, last;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), FALSE);
  g_return_val_if_fail (day != NULL && date != NULL, FALSE);

  if (day->month < 1 || day->month > terrain_calendar_get_n_months (self, day->year) ||
      !self->rules->month (self, day->year, day->month, &julian, &first, &last) || day->day < first || day->day > last)
    return FALSE;
  g_date_set_julian (date, julian + day->day - first);
  return TRUE;
}

guint
terrain_calendar_get_n_months (TerrainCalendar *self, int year)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), 0);
  return is_known (self, year) ? self->rules->n_months (self, year) : 0;
}

gboolean
terrain_calendar_get_days (TerrainCalendar *self, int year, guint month, guint *first, guint *last)
{
  guint32 julian;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  return month >= 1 && month <= terrain_calendar_get_n_months (self, year) &&
         self->rules->month (self, year, month, &julian, first, last);
}

gboolean
terrain_calendar_get_period (TerrainCalendar *self, const GDate *date, TerrainDatePrecision precision, GDate *first,
                             GDate *last)
{
  TerrainCalendarDay day;
  guint from, to, first_day, last_day;
  guint32 start = 0, end = 0, julian;

  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  if (!terrain_calendar_from_date (self, date, &day))
    return FALSE;
  if (precision == TERRAIN_DATE_DAY)
    {
      *first = *last = *date;
      return TRUE;
    }
  from = precision == TERRAIN_DATE_MONTH ? day.month : 1;
  to = precision == TERRAIN_DATE_MONTH ? day.month : terrain_calendar_get_n_months (self, day.year);
  for (guint month = from; month <= to; month++)
    {
      if (!self->rules->month (self, day.year, month, &julian, &first_day, &last_day))
        continue;
      start = start == 0 ? julian : start;
      end = julian + last_day - first_day;
    }
  g_assert (start != 0);
  g_date_set_julian (first, start);
  g_date_set_julian (last, end);
  return TRUE;
}

/* (transfer none): the names of the months of ICU's @icu */
static const char *const *
names_in (TerrainCalendar *self, const char *icu, const char *language)
{
  g_autofree char *tag = terrain_calendar_dup_tag (language);
  g_autofree char *key = g_strconcat (tag, "@", icu, NULL);
  char **names = g_hash_table_lookup (self->names, key);

  if (names == NULL)
    {
      names = terrain_calendar_read_months (icu, tag);
      g_hash_table_insert (self->names, g_steal_pointer (&key), names);
    }
  return (const char *const *) names;
}

static const char *
nth_name (const char *const *names, guint n)
{
  return n < g_strv_length ((char **) names) ? names[n] : "";
}

const char *
terrain_calendar_get_month_name (TerrainCalendar *self, int year, guint month, const char *language)
{
  guint name;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);

  if (month < 1 || month > terrain_calendar_get_n_months (self, year))
    return NULL;
  name = self->rules->name (self, year, month);
  if (self->rules->names != NULL)
    {
      g_autofree char *tag = terrain_calendar_dup_tag (language);

      return self->rules->names (name, tag);
    }
  return nth_name (names_in (self, self->rules->icu, language), name);
}

const char *const *
terrain_calendar_get_month_aliases (TerrainCalendar *self, int year, guint month)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), none);

  if (month < 1 || month > terrain_calendar_get_n_months (self, year) || self->rules->aliases == NULL)
    return none;
  return self->rules->aliases (self->rules->name (self, year, month));
}

const char *
terrain_calendar_get_gregorian_name (TerrainCalendar *self, guint month, const char *language)
{
  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);
  g_return_val_if_fail (month >= 1 && month <= 12, NULL);

  return nth_name (names_in (self, "gregorian", language), month - 1);
}

char *
terrain_calendar_dup_weekday (TerrainCalendar *self, GDateWeekday weekday, const char *language, gboolean brief)
{
  g_autofree char *tag = NULL;

  g_return_val_if_fail (TERRAIN_IS_CALENDAR (self), NULL);
  g_return_val_if_fail (g_date_valid_weekday (weekday), NULL);

  tag = terrain_calendar_dup_tag (language);
  return terrain_calendar_read_weekday (weekday, tag, brief);
}
