/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-archive.h>
#include <terrain-catalog.h>
#include <terrain-engine.h>

#include "terrain-cli-private.h"
#include "terrain-cli-profile-private.h"
#include "terrain-cli-report-private.h"

char *
terrain_cli_find_data (const char *folder, const char *name, const char *installed)
{
  const char *data = g_getenv ("TERRAIN_DATA_DIR");

  return data != NULL ? g_build_filename (data, "data", folder, name, NULL) : g_build_filename (installed, name, NULL);
}

static gboolean
get_day (gint64 time_us, GDate *day)
{
  g_autoptr (GDateTime) time = time_us > 0 ? g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC) : NULL;

  if (time == NULL)
    return FALSE;
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return TRUE;
}

/* Sealed for the holder of a private key: said below the tables. */
static void
add_unreadable (TerrainReport *report, const char *form_id, gint64 time_us)
{
  GDate day;

  terrain_report_add_unreadable (report, form_id, get_day (time_us, &day) ? &day : NULL);
}

static void
add (TerrainReport *report, const char *form_id, gint64 time_us, GBytes *xml, const char *name)
{
  g_autoptr (GError) error = NULL;
  GDate day;
  gboolean has_day = get_day (time_us, &day);

  if (!terrain_report_add (report, form_id, has_day ? &day : NULL, xml, &error))
    terrain_cli_complain ("%s: %s", name, error->message);
}

static void
visit_profile (TerrainReport *report, TerrainStore *store, GPtrArray *records, gboolean only_revisions)
{
  for (guint i = 0; i < records->len; i++)
    {
      const TerrainRecord *record = g_ptr_array_index (records, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) xml = NULL;

      if (record->state == TERRAIN_RECORD_DRAFT || !terrain_report_wants (report, record->form_id))
        continue;
      if (record->encrypted)
        {
          if (only_revisions)
            add_unreadable (report, record->form_id, record->completed);
          continue;
        }
      xml = terrain_store_load_submission (store, record->uuid, &error);
      if (xml == NULL)
        terrain_cli_complain ("%s: %s", record->uuid, error->message);
      else if (only_revisions)
        terrain_report_supersede_by (report, xml);
      else
        add (report, record->form_id, record->completed, xml, record->uuid);
    }
}

gboolean
terrain_cli_add_profile_records (TerrainReport *report, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (TerrainProfile) profile = NULL;
  int code;

  profile = terrain_cli_open_profile ("report", folder, &code);
  if (profile == NULL)
    return FALSE;
  records = terrain_store_list_records (terrain_profile_get_store (profile), FALSE, &error);
  if (records == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  visit_profile (report, terrain_profile_get_store (profile), records, TRUE);
  visit_profile (report, terrain_profile_get_store (profile), records, FALSE);
  return TRUE;
}

static void
visit_archive (TerrainReport *report, TerrainArchive *archive, GPtrArray *submissions, gboolean only_revisions)
{
  for (guint i = 0; i < submissions->len; i++)
    {
      const TerrainSubmission *submission = g_ptr_array_index (submissions, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) xml = NULL;

      if (!terrain_report_wants (report, submission->form_id))
        continue;
      if (submission->encrypted)
        {
          if (only_revisions)
            add_unreadable (report, submission->form_id, submission->received);
          continue;
        }
      xml = terrain_archive_load (archive, submission->instance_id, &error);
      if (xml == NULL)
        terrain_cli_complain ("%s: %s", submission->instance_id, error->message);
      else if (only_revisions)
        terrain_report_supersede_by (report, xml);
      else
        add (report, submission->form_id, submission->received, xml, submission->instance_id);
    }
}

gboolean
terrain_cli_add_archive_records (TerrainReport *report, const char *path)
{
  g_autofree char *file = g_file_test (path, G_FILE_TEST_IS_DIR) ? g_build_filename (path, "archive.sqlite", NULL)
                                                                 : g_strdup (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) submissions = NULL;
  g_autoptr (TerrainArchive) archive = NULL;

  /* A mistyped name must not make an empty archive. */
  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      terrain_cli_complain (_("There is no archive “%s”"), file);
      return FALSE;
    }
  archive = terrain_archive_open (file, &error);
  submissions = archive != NULL ? terrain_archive_list (archive, NULL, &error) : NULL;
  if (submissions == NULL)
    {
      terrain_cli_complain ("%s", error->message);
      return FALSE;
    }
  visit_archive (report, archive, submissions, TRUE);
  visit_archive (report, archive, submissions, FALSE);
  terrain_archive_close (archive);
  return TRUE;
}

/* Files, or every .xml of a folder in the order of their names. */
static void
list_files (const char *path, GPtrArray *files)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  guint first = files->len;
  const char *name;

  if (folder == NULL)
    {
      g_ptr_array_add (files, g_strdup (path));
      return;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, ".xml"))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  qsort (files->pdata + first, files->len - first, sizeof (gpointer), (GCompareFunc) strcmp);
}

gboolean
terrain_cli_add_file_records (TerrainReport *report, char **paths)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; paths[i] != NULL; i++)
    list_files (paths[i], files);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < files->len; i++)
      {
        const char *path = g_ptr_array_index (files, i);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) xml = terrain_cli_load_file (path, &error);

        if (xml != NULL && pass == 0)
          terrain_report_supersede_by (report, xml);
        else if (xml != NULL)
          add (report, NULL, 0, xml, path);
        else if (pass == 1)
          terrain_cli_complain ("%s", error->message);
      }
  return files->len > 0;
}

/* Labels */

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static TerrainInterview *
load_interview (const char *form_id, gpointer user_data)
{
  const char *language = user_data;
  g_autofree char *file = g_strconcat (form_id, ".xml", NULL);
  g_autofree char *path = terrain_cli_find_data ("forms", file, TERRAIN_FORMS_DIR);
  const char *data = g_getenv ("TERRAIN_DATA_DIR");
  g_autofree char *po_folder = data != NULL ? g_build_filename (data, "po", "forms", NULL) : g_strdup (TERRAIN_PO_DIR);
  g_autofree char *po_name = g_strconcat (language, ".po", NULL);
  g_autofree char *po = g_build_filename (po_folder, form_id, po_name, NULL);
  g_autoptr (GBytes) xml = terrain_cli_load_file (path, NULL);
  g_autoptr (TerrainForm) form = xml != NULL ? terrain_form_parse (xml, NULL, NULL, NULL, NULL) : NULL;
  g_autoptr (TerrainEnvironment) environment = NULL;
  g_autoptr (TerrainTranslation) translation = NULL;
  TerrainInterview *interview;

  if (form == NULL)
    return NULL;
  environment = terrain_environment_new (read_clock, NULL, NULL);
  interview = terrain_interview_new (form, environment);
  translation = g_file_test (po, G_FILE_TEST_IS_REGULAR) ? terrain_catalog_read (form, po, NULL, NULL, NULL) : NULL;
  if (translation != NULL)
    {
      terrain_interview_add_translation (interview, translation);
      terrain_interview_set_language (interview, terrain_translation_get_language (translation), NULL);
    }
  return interview;
}

void
terrain_cli_set_report_labels (TerrainReport *report, const char *language)
{
  terrain_report_set_labels_from_forms (report, load_interview, g_strdup (language), g_free);
}
