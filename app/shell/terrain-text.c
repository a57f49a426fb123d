/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-text.h"

static gboolean
same_day (GDateTime *a,
          GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

char *
terrain_text_time (gint64 time_us,
                   gint64 now_us)
{
  g_autoptr (GDateTime) time_utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now_utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);

  if (!time_utc || !now_utc)
    return g_strdup ("");

  g_autoptr (GDateTime) time = g_date_time_to_local (time_utc);
  g_autoptr (GDateTime) now = g_date_time_to_local (now_utc);
  g_autoptr (GDateTime) yesterday = g_date_time_add_days (now, -1);

  if (same_day (time, now))
    /* Translators: a time of today, in a sentence; see g_date_time_format() for the letters. */
    return g_date_time_format (time, _("today %-H:%M"));
  if (same_day (time, yesterday))
    /* Translators: a time of yesterday, in a sentence; see g_date_time_format() for the letters. */
    return g_date_time_format (time, _("yesterday %-H:%M"));
  /* Translators: a day, in a sentence; see g_date_time_format() for the letters. */
  return g_date_time_format (time, _("%-e %B %Y"));
}

char *
terrain_text_record_title (const TerrainRecord *record)
{
  if (record->name && record->name[0] != '\0')
    return g_strdup (record->name);
  return g_strdup (record->form_title);
}

static char *
state_text (const TerrainRecord *record,
            gint64               now_us)
{
  g_autofree char *changed = terrain_text_time (record->changed, now_us);
  g_autofree char *completed = terrain_text_time (record->completed, now_us);
  g_autofree char *sent = terrain_text_time (record->sent, now_us);

  switch (record->state)
    {
    case TERRAIN_RECORD_DRAFT:
      /* Translators: %s is "today 14:05" or a day. */
      return g_strdup_printf (_("changed %s"), changed);
    case TERRAIN_RECORD_COMPLETE:
      /* Translators: %s is "today 14:05" or a day. */
      return g_strdup_printf (_("completed %s, not queued"), completed);
    case TERRAIN_RECORD_QUEUED:
      if (record->last_error)
        /* Translators: first a time or a day, then why sending failed, a sentence. */
        return g_strdup_printf (_("completed %s, will be tried again: %s"), completed, record->last_error);
      /* Translators: %s is "today 14:05" or a day. */
      return g_strdup_printf (_("completed %s, waiting for the server"), completed);
    case TERRAIN_RECORD_SENT:
      /* Translators: %s is "today 14:05" or a day. */
      return g_strdup_printf (_("sent %s"), sent);
    case TERRAIN_RECORD_REJECTED:
      return g_strdup (record->last_error ? record->last_error : _("The server refused it."));
    default:
      return g_strdup ("");
    }
}

char *
terrain_text_record_subtitle (const TerrainRecord *record,
                              gint64               now_us)
{
  g_autofree char *state = state_text (record, now_us);

  /* Where the form's title is the record's title, once is enough. */
  if (!record->name || record->name[0] == '\0')
    {
      gunichar first = g_utf8_get_char (state);
      g_autoptr (GString) text = g_string_new (NULL);

      if (first != 0)
        {
          g_string_append_unichar (text, g_unichar_totitle (first));
          g_string_append (text, g_utf8_next_char (state));
        }
      return g_string_free (g_steal_pointer (&text), FALSE);
    }
  return g_strdup_printf ("%s · %s", record->form_title, state);
}

char *
terrain_text_open_failure (const GError *error,
                           const char   *folder,
                           char        **title)
{
  g_autofree char *shown = g_filename_display_name (folder);
  const char *what_to_do;

  *title = NULL;
  if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NEWER))
    {
      *title = g_strdup (_("Made by a Newer Terrain"));
      what_to_do = _("A newer version of Terrain has worked in this folder. Install that version or a later one; "
                     "nothing here was changed.");
    }
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_FOUND))
    {
      *title = g_strdup (_("The Form Is Not Here"));
      what_to_do = _("Start Terrain without --kiosk, open the form or get it from the server, then start the kiosk "
                     "again.");
    }
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_FULL))
    what_to_do = _("The disk is full. Make room on it, then start Terrain again.");
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_READ_ONLY))
    what_to_do = _("The folder cannot be written. Ask whoever looks after this computer for the right to write there.");
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_BUSY))
    what_to_do = _("Another program is using it. Close that program, then start Terrain again.");
  else if (g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_CORRUPT)
           || g_error_matches (error, TERRAIN_STORE_ERROR, TERRAIN_STORE_ERROR_NOT_A_STORE))
    what_to_do = _("The file is damaged or not Terrain's. Keep a copy of the folder and ask for help before you go on; "
                   "nothing here was changed.");
  else
    what_to_do = _("Check that the folder exists and is yours, then start Terrain again.");

  if (!*title)
    *title = g_strdup (_("Your Records Cannot Be Opened"));
  /* Translators: a sentence on what to do, a folder, the technical words. */
  return g_strdup_printf (_("%s\n\nFolder: %s\nDetails: %s"), what_to_do, shown, error->message);
}
