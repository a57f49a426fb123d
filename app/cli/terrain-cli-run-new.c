/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <terrain-catalog.h>

#include "terrain-cli-private.h"
#include "terrain-cli-profile-private.h"
#include "terrain-cli-run-private.h"

static gint64
read_clock (gpointer user_data)
{
  const gint64 *fixed = user_data;

  return fixed != NULL ? *fixed : g_get_real_time ();
}

/* A date and time without offset is one of @zone. */
static gint64 *
parse_now (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) date_time = g_date_time_new_from_iso8601 (text, zone);
  gint64 *now;

  if (date_time == NULL)
    return NULL;
  now = g_new (gint64, 1);
  *now = g_date_time_to_unix (date_time) * G_USEC_PER_SEC + g_date_time_get_microsecond (date_time);
  return now;
}

/* The script is the device: what is asked for waits for its "fill". */
static void
leave_capture (TerrainInterview *interview, const TerrainCapture *capture, gpointer user_data)
{
}

static gboolean
make_environment (TerrainCliRun *self, const TerrainCliRunOptions *options)
{
  g_autoptr (GTimeZone) zone = options->time_zone != NULL ? g_time_zone_new_identifier (options->time_zone)
                                                          : g_time_zone_new_local ();
  gint64 *now = NULL;

  if (zone == NULL)
    {
      terrain_cli_wrong_usage ("interview", _("“%s” is not a time zone; it is written like Europe/Brussels"),
                               options->time_zone);
      return FALSE;
    }
  if (options->now != NULL && (now = parse_now (options->now, zone)) == NULL)
    {
      terrain_cli_wrong_usage ("interview", _("“%s” is not a time; it is written like 2026-11-21T09:30:00+01:00"),
                               options->now);
      return FALSE;
    }
  self->environment = terrain_environment_new (read_clock, now, g_free);
  terrain_environment_set_time_zone (self->environment, zone);
  terrain_environment_set_seed (self->environment, options->has_seed
                                                     ? (guint64) options->seed
                                                     : (guint64) g_random_int () << 32 | g_random_int ());
  terrain_environment_set_capture (self->environment, leave_capture, NULL, NULL);
  return TRUE;
}

static gboolean
read_catalogs (TerrainCliRun *self, char **paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) issues = NULL;
      TerrainTranslation *translation = terrain_catalog_read (self->form, paths[i], &issues, NULL, &error);

      terrain_cli_print_issues (stderr, paths[i], issues);
      if (translation == NULL)
        {
          terrain_cli_complain ("%s", error->message);
          return FALSE;
        }
      g_ptr_array_add (self->translations, translation);
    }
  return TRUE;
}

static gboolean
open_profile (TerrainCliRun *self, const TerrainCliRunOptions *options, GError **error)
{
  self->profile = terrain_profile_open (options->profile, error);
  if (self->profile != NULL)
    terrain_cli_add_po_folder (self->profile);
  return self->profile != NULL;
}

/* A file, or the id of a form that the profile has, in its newest version: one that a server gave it has no file. */
static gboolean
is_kept_form (const TerrainCliRunOptions *options)
{
  return options->profile != NULL && !g_file_test (options->form_path, G_FILE_TEST_EXISTS)
         && g_file_test (options->profile, G_FILE_TEST_IS_DIR);
}

static gboolean
load_kept_form (TerrainCliRun *self, const TerrainCliRunOptions *options)
{
  g_autoptr (GError) error = NULL;

  if (open_profile (self, options, &error))
    self->form = terrain_profile_load_form (self->profile, options->form_path, NULL, &error);
  if (self->form == NULL)
    {
      terrain_cli_complain ("%s: %s", options->form_path, error->message);
      return FALSE;
    }
  self->source = terrain_cli_source_new_kept (terrain_profile_get_store (self->profile),
                                              terrain_form_get_id (self->form),
                                              terrain_form_get_version (self->form));
  return TRUE;
}

static gboolean
load_form (TerrainCliRun *self, const TerrainCliRunOptions *options)
{
  if (is_kept_form (options))
    return load_kept_form (self, options);
  self->source = terrain_cli_source_new (options->form_path, options->media);
  self->form = terrain_cli_load_form (options->form_path, self->source, NULL);
  return self->form != NULL;
}

/* Puts the form of a file into the profile's library, so that the record finds it again. */
static gboolean
prepare_profile (TerrainCliRun *self, const TerrainCliRunOptions *options, GError **error)
{
  if (self->profile == NULL
      && (!open_profile (self, options, error)
          || !terrain_profile_import_form_file (self->profile, options->form_path, options->media, NULL, error)))
    return FALSE;
  terrain_environment_set_property (self->environment, "deviceid", terrain_profile_get_device_id (self->profile));
  return TRUE;
}

static gboolean
set_operator (TerrainCliRun *self)
{
  g_autofree char *operator = terrain_profile_dup_operator (self->profile);

  if (operator != NULL && *operator != '\0')
    terrain_environment_set_property (self->environment, "username", operator);
  return TRUE;
}

static gboolean
begin_session (TerrainCliRun *self, const TerrainCliRunOptions *options, GError **error)
{
  g_autoptr (TerrainRecord) record = NULL;

  if (!prepare_profile (self, options, error))
    return FALSE;
  set_operator (self);
  if (options->record != NULL)
    record = terrain_store_find_record (terrain_profile_get_store (self->profile), options->record, NULL);
  if (record != NULL && g_strcmp0 (record->form_id, terrain_form_get_id (self->form)) != 0)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INVALID_INSTANCE,
                   _("The record %s is one of the form “%s”"), options->record, record->form_id);
      return FALSE;
    }
  if (record != NULL)
    self->session = terrain_session_resume (self->profile, options->record, self->environment, error);
  else
    self->session = terrain_session_begin_full (self->profile, self->form, NULL, options->record, self->environment,
                                                error);
  if (self->session == NULL || !terrain_session_flush (self->session, error))
    return FALSE;
  self->interview = g_object_ref (terrain_session_get_interview (self->session));
  return TRUE;
}

static gboolean
begin (TerrainCliRun *self, const TerrainCliRunOptions *options, GError **error)
{
  if (options->profile == NULL)
    self->interview = terrain_interview_new (self->form, self->environment);
  else if (!begin_session (self, options, error))
    return FALSE;
  for (guint i = 0; i < self->translations->len; i++)
    terrain_interview_add_translation (self->interview, g_ptr_array_index (self->translations, i));
  if (options->language != NULL && !terrain_cli_run_set_language (self, options->language, error))
    return FALSE;
  /* The language it begins in is no step of the script. */
  if (self->session == NULL)
    terrain_interview_clear_history (self->interview);
  self->walk = terrain_walk_new (self->interview);
  terrain_walk_set_one_by_one (self->walk, TRUE);
  return TRUE;
}

TerrainCliRun *
terrain_cli_run_new (const TerrainCliRunOptions *options, int *code)
{
  g_autoptr (TerrainCliRun) self = g_new0 (TerrainCliRun, 1);
  g_autoptr (GError) error = NULL;

  self->translations = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_translation_unref);
  self->confirmed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  *code = TERRAIN_CLI_USAGE;
  if (!make_environment (self, options))
    return NULL;
  *code = TERRAIN_CLI_FAILED;
  if (!load_form (self, options) || !read_catalogs (self, options->catalogs))
    return NULL;
  terrain_environment_set_source (self->environment, terrain_cli_source_load, self->source, NULL);
  if (!begin (self, options, &error))
    {
      terrain_cli_complain ("%s", error->message);
      return NULL;
    }
  return g_steal_pointer (&self);
}
