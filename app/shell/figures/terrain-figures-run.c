/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-figures-run.h"

#include <string.h>

struct _TerrainFiguresRun
{
  GObject parent_instance;

  TerrainProfile *profile;
  TerrainFiguresRecords *records;
  TerrainReport *report;
  int n_done;   /* atomic */
  int n_broken; /* atomic */
};

G_DEFINE_FINAL_TYPE (TerrainFiguresRun, terrain_figures_run, G_TYPE_OBJECT)

/* Where the program's own data is: the build folder of a program that is not installed, or where it was installed. */
static char *
find_shipped (const char *name,
              const char *installed)
{
  const char *data = g_getenv ("TERRAIN_DATA_DIR");

  return data ? g_build_filename (data, "data", "reports", name, NULL) : g_build_filename (installed, name, NULL);
}

static GBytes *
load_file (const char *path,
           GError    **error)
{
  char *content;
  gsize length;

  return g_file_get_contents (path, &content, &length, error) ? g_bytes_new_take (content, length) : NULL;
}

TerrainIndicators *
terrain_figures_load_indicators (TerrainProfile *profile,
                                 char          **path,
                                 GError        **error)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  *path = g_build_filename (terrain_profile_get_folder (profile), "indicators.json", NULL);
  if (!g_file_test (*path, G_FILE_TEST_EXISTS))
    {
      g_free (*path);
      *path = find_shipped ("indicators.json", TERRAIN_REPORTS_DIR);
    }
  g_autoptr (GBytes) json = load_file (*path, error);
  return json ? terrain_indicators_parse (json, error) : NULL;
}

/* A list that is not there only means codes instead of words. */
static void
add_lists (TerrainFiguresRun *self,
           TerrainIndicators *indicators)
{
  g_auto (GStrv) names = terrain_indicators_dup_lists (indicators);

  for (guint i = 0; names[i]; i++)
    {
      g_autofree char *own = g_build_filename (terrain_profile_get_folder (self->profile), "lists", names[i], NULL);
      g_autofree char *shipped = find_shipped (names[i], TERRAIN_FORMS_DIR "/lists");
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) csv = load_file (own, NULL);

      if (!csv)
        csv = load_file (shipped, &error);
      if (!csv || !terrain_report_add_list (self->report, names[i], csv, &error))
        g_debug ("a list of the indicators: %s", error->message);
    }
}

/* The first of the person's languages, "fr" of "fr_BE.UTF-8". */
static char *
dup_language (void)
{
  const char *const *languages = g_get_language_names ();
  char *language = g_strdup (languages[0] ? languages[0] : "en");

  language[strcspn (language, "_.@")] = '\0';
  return language;
}

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

/* In the worker: what answers are called, in the language of the program where the form has it. */
static TerrainInterview *
load_interview (const char *form_id,
                gpointer    user_data)
{
  TerrainProfile *profile = user_data;
  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, form_id, NULL, NULL);
  g_autofree char *language = dup_language ();

  if (!form)
    return NULL;
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (read_clock, NULL, NULL);
  g_autoptr (GPtrArray) translations = terrain_profile_load_translations (profile, form, NULL);
  TerrainInterview *interview = terrain_interview_new (form, environment);

  for (guint i = 0; i < translations->len; i++)
    {
      TerrainTranslation *translation = g_ptr_array_index (translations, i);

      if (g_ascii_strncasecmp (terrain_translation_get_language (translation), language, strlen (language)) != 0)
        continue;
      terrain_interview_add_translation (interview, translation);
      terrain_interview_set_language (interview, terrain_translation_get_language (translation), NULL);
      break;
    }
  return interview;
}

static gboolean
get_day (gint64 time_us,
         GDate *day)
{
  g_autoptr (GDateTime) time = time_us > 0 ? g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC) : NULL;

  if (!time)
    return FALSE;
  g_date_clear (day, 1);
  g_date_set_dmy (day, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time),
                  (GDateYear) g_date_time_get_year (time));
  return TRUE;
}

static gboolean
feed (TerrainReport *report,
      gpointer       user_data,
      GCancellable  *cancellable,
      GError       **error)
{
  TerrainFiguresRun *self = user_data;
  TerrainStore *store = terrain_profile_get_store (self->profile);

  for (guint i = 0; i < terrain_figures_records_get_n (self->records); i++)
    {
      const TerrainFiguresRecord *record = terrain_figures_records_get (self->records, i);
      g_autoptr (GBytes) xml = NULL;
      GDate day;
      gboolean has_day;

      g_atomic_int_set (&self->n_done, (int) i);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!terrain_report_wants (report, record->form_id))
        continue;
      has_day = get_day (record->completed, &day);
      if (record->encrypted)
        {
          terrain_report_add_unreadable (report, record->form_id, has_day ? &day : NULL);
          continue;
        }
      xml = terrain_store_load_submission (store, record->uuid, NULL);
      /* Newest first: a revision says which earlier record it replaces before that one comes. */
      if (xml)
        terrain_report_supersede_by (report, xml);
      if (!xml || !terrain_report_add (report, record->form_id, has_day ? &day : NULL, xml, NULL))
        g_atomic_int_inc (&self->n_broken);
    }
  return TRUE;
}

static void
terrain_figures_run_dispose (GObject *object)
{
  TerrainFiguresRun *self = TERRAIN_FIGURES_RUN (object);

  g_clear_object (&self->report);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->records, terrain_figures_records_unref);

  G_OBJECT_CLASS (terrain_figures_run_parent_class)->dispose (object);
}

static void
terrain_figures_run_class_init (TerrainFiguresRunClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_figures_run_dispose;
}

static void
terrain_figures_run_init (TerrainFiguresRun *self)
{
}

TerrainFiguresRun *
terrain_figures_run_new (TerrainProfile        *profile,
                         TerrainFiguresRecords *records,
                         TerrainIndicators     *indicators,
                         const GDate           *today)
{
  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (records != NULL && indicators != NULL, NULL);

  TerrainFiguresRun *self = g_object_new (TERRAIN_TYPE_FIGURES_RUN, NULL);
  g_autofree char *language = dup_language ();

  self->profile = g_object_ref (profile);
  self->records = terrain_figures_records_ref (records);
  self->report = terrain_report_new (indicators, today);
  add_lists (self, indicators);
  terrain_report_set_language (self->report, language);
  terrain_report_set_labels_from_forms (self->report, load_interview, g_object_ref (profile), g_object_unref);
  terrain_report_hide_below (self->report, TERRAIN_REPORT_SMALLEST_SHOWN);
  return self;
}

TerrainReport *
terrain_figures_run_get_report (TerrainFiguresRun *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_RUN (self), NULL);

  return self->report;
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *tables = terrain_report_run_finish (TERRAIN_REPORT (source), result, &error);

  if (tables)
    g_task_return_pointer (task, tables, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
terrain_figures_run_start (TerrainFiguresRun  *self,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_return_if_fail (TERRAIN_IS_FIGURES_RUN (self));

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, terrain_figures_run_start);
  terrain_report_run_async (self->report, feed, g_object_ref (self), g_object_unref, cancellable, on_done, task);
}

GPtrArray *
terrain_figures_run_finish (TerrainFiguresRun *self,
                            GAsyncResult      *result,
                            GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

double
terrain_figures_run_get_progress (TerrainFiguresRun *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_RUN (self), 0);

  return (double) g_atomic_int_get (&self->n_done) / MAX (terrain_figures_records_get_n (self->records), 1);
}

guint
terrain_figures_run_get_n_broken (TerrainFiguresRun *self)
{
  g_return_val_if_fail (TERRAIN_IS_FIGURES_RUN (self), 0);

  return (guint) g_atomic_int_get (&self->n_broken);
}
