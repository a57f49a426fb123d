/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-date-names.h"

#include <string.h>

typedef struct
{
  const char *code;    /* ISO 639-1 */
  const char *english; /* how XLSForms call it: "French (fr)", "French" */
  const char *months[12];
  const char *short_months[12];
  const char *days[7];
  const char *short_days[7];
} Names;

/* As written inside a date: in the languages that inflect, the case that follows a day. */
static const Names languages[] = {
  {
    "en", "english",
    { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December" },
    { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
    { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" },
    { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
  },
  {
    "fr", "french",
    { "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
      "novembre", "décembre" },
    { "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc." },
    { "dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi" },
    { "dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam." },
  },
  {
    "nl", "dutch",
    { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
      "november", "december" },
    { "jan.", "feb.", "mrt.", "apr.", "mei", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec." },
    { "zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag" },
    { "zo", "ma", "di", "wo", "do", "vr", "za" },
  },
  {
    "de", "german",
    { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
      "November", "Dezember" },
    { "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez." },
    { "Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag" },
    { "So", "Mo", "Di", "Mi", "Do", "Fr", "Sa" },
  },
  {
    "es", "spanish",
    { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
      "noviembre", "diciembre" },
    { "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic" },
    { "domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado" },
    { "dom", "lun", "mar", "mié", "jue", "vie", "sáb" },
  },
  {
    "pt", "portuguese",
    { "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
      "novembro", "dezembro" },
    { "jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez." },
    { "domingo", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado" },
    { "dom.", "seg.", "ter.", "qua.", "qui.", "sex.", "sáb." },
  },
  {
    "it", "italian",
    { "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre",
      "ottobre", "novembre", "dicembre" },
    { "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic" },
    { "domenica", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato" },
    { "dom", "lun", "mar", "mer", "gio", "ven", "sab" },
  },
  {
    "pl", "polish",
    { "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
      "października", "listopada", "grudnia" },
    { "sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru" },
    { "niedziela", "poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota" },
    { "niedz.", "pon.", "wt.", "śr.", "czw.", "pt.", "sob." },
  },
  {
    "ro", "romanian",
    { "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie",
      "octombrie", "noiembrie", "decembrie" },
    { "ian.", "feb.", "mar.", "apr.", "mai", "iun.", "iul.", "aug.", "sept.", "oct.", "nov.", "dec." },
    { "duminică", "luni", "marți", "miercuri", "joi", "vineri", "sâmbătă" },
    { "dum.", "lun.", "mar.", "mie.", "joi", "vin.", "sâm." },
  },
  {
    "tr", "turkish",
    { "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım",
      "Aralık" },
    { "Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara" },
    { "Pazar", "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi" },
    { "Paz", "Pzt", "Sal", "Çar", "Per", "Cum", "Cmt" },
  },
  {
    "ru", "russian",
    { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
      "ноября", "декабря" },
    { "янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек." },
    { "воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота" },
    { "вс", "пн", "вт", "ср", "чт", "пт", "сб" },
  },
  {
    "uk", "ukrainian",
    { "січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
      "листопада", "грудня" },
    { "січ.", "лют.", "бер.", "квіт.", "трав.", "черв.", "лип.", "серп.", "вер.", "жовт.", "лист.",
      "груд." },
    { "неділя", "понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота" },
    { "нд", "пн", "вт", "ср", "чт", "пт", "сб" },
  },
  {
    "ar", "arabic",
    { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
      "ديسمبر" },
    { "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
      "ديسمبر" },
    { "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت" },
    { "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت" },
  },
};

/* The code in "French (fr)" or "pt-BR"; else the name itself. */
static gboolean
is_language (const Names *names,
             const char  *language)
{
  const char *bracket = strrchr (language, '(');
  const char *code = bracket != NULL ? bracket + 1 : language;
  gsize length = strcspn (code, "-_)@. ");

  if (length == 2 && g_ascii_strncasecmp (code, names->code, 2) == 0)
    return TRUE;
  return g_ascii_strncasecmp (language, names->english, strlen (names->english)) == 0;
}

const char *
terrain_date_name (const char      *language,
                   TerrainDateName  kind,
                   int              index)
{
  const Names *names = &languages[0];

  for (gsize i = 0; language != NULL && i < G_N_ELEMENTS (languages); i++)
    {
      if (is_language (&languages[i], language))
        {
          names = &languages[i];
          break;
        }
    }
  switch (kind)
    {
    case TERRAIN_DATE_NAME_MONTH:
      return names->months[index];
    case TERRAIN_DATE_NAME_MONTH_SHORT:
      return names->short_months[index];
    case TERRAIN_DATE_NAME_DAY:
      return names->days[index];
    case TERRAIN_DATE_NAME_DAY_SHORT:
      return names->short_days[index];
    default:
      g_return_val_if_reached ("");
    }
}
