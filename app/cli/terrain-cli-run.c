/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-run-private.h"

#include <glib/gi18n-lib.h>
#include <terrain-catalog.h>

#include "terrain-cli-private.h"

void
terrain_cli_run_start_clock (TerrainCliRun *self)
{
  self->started = g_get_monotonic_time ();
}

void
terrain_cli_run_stop_clock (TerrainCliRun *self)
{
  self->elapsed += g_get_monotonic_time () - self->started;
}

gboolean
terrain_cli_run_close (TerrainCliRun *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->walk, terrain_walk_free);
  if (self->session == NULL || self->is_complete)
    return TRUE;
  if (terrain_session_close (self->session, FALSE, &error))
    return TRUE;
  g_printerr ("terrainctl: %s\n", error->message);
  return FALSE;
}

void
terrain_cli_run_free (TerrainCliRun *self)
{
  g_clear_pointer (&self->walk, terrain_walk_free);
  g_clear_object (&self->session);
  g_clear_object (&self->interview);
  g_clear_object (&self->profile);
  g_clear_pointer (&self->translations, g_ptr_array_unref);
  g_clear_pointer (&self->confirmed, g_hash_table_unref);
  g_clear_pointer (&self->environment, terrain_environment_unref);
  g_clear_pointer (&self->form, terrain_form_unref);
  g_clear_pointer (&self->source, terrain_cli_source_free);
  g_free (self);
}

/* A step is acknowledged only when it would survive a kill. */
static gboolean
make_durable (TerrainCliRun *self, GError **error)
{
  return self->session == NULL || terrain_session_flush (self->session, error);
}

gboolean
terrain_cli_run_answer (TerrainCliRun *self, const char *ref, const char *value, GError **error)
{
  gboolean is_done;

  terrain_cli_run_start_clock (self);
  is_done = self->session != NULL ? terrain_session_answer (self->session, ref, value, error)
                                  : terrain_interview_answer (self->interview, ref, value, error);
  terrain_cli_run_stop_clock (self);
  return is_done && make_durable (self, error);
}

/* The file first: a name without its file is what must not outlive a kill. */
static gboolean
store_file (TerrainCliRun *self, const char *name, const char *path, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (self->profile);
  const char *uuid = terrain_session_get_record_uuid (self->session);
  g_autofree char *content_type = g_content_type_guess (name, NULL, 0, NULL);
  g_autofree char *mime_type = g_content_type_get_mime_type (content_type);
  g_auto (GStrv) names = terrain_store_list_attachments (store, uuid, error);
  g_autoptr (GBytes) content = NULL;

  if (names == NULL)
    return FALSE;
  /* Another question may name it. */
  if (g_strv_contains ((const char *const *) names, name))
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
                   _("The record has a file “%s” already; give this one another name"), name);
      return FALSE;
    }
  content = terrain_cli_load_file (path, error);
  return content != NULL && terrain_store_put_attachment (store, uuid, name, mime_type, content, error);
}

gboolean
terrain_cli_run_attach (TerrainCliRun *self, const char *ref, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (self->session == NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
                   _("Files are kept with a record in a profile: begin with --profile"));
      return FALSE;
    }
  return store_file (self, name, path, error) && terrain_cli_run_answer (self, ref, name, error);
}

gboolean
terrain_cli_run_fill (TerrainCliRun *self, const char *ref, const char *value, GError **error)
{
  gboolean is_done;

  terrain_cli_run_start_clock (self);
  is_done = self->session != NULL ? terrain_session_fill (self->session, ref, value, error)
                                  : terrain_interview_fill (self->interview, ref, value, error);
  terrain_cli_run_stop_clock (self);
  return is_done && make_durable (self, error);
}

void
terrain_cli_run_stand (TerrainCliRun *self, const char *ref, gboolean is_end)
{
  if (self->session == NULL || self->is_complete)
    return;
  if (is_end)
    terrain_session_note (self->session, TERRAIN_SESSION_END_SCREEN, NULL);
  else if (ref != NULL)
    terrain_session_set_position (self->session, ref);
}

gboolean
terrain_cli_run_add (TerrainCliRun *self, const char *ref, GError **error)
{
  guint position;

  terrain_cli_run_start_clock (self);
  position = self->session != NULL ? terrain_session_add_instance (self->session, ref, error)
                                   : terrain_interview_add_instance (self->interview, ref, error);
  terrain_cli_run_stop_clock (self);
  return position > 0 && make_durable (self, error);
}

gboolean
terrain_cli_run_remove (TerrainCliRun *self, const char *ref, GError **error)
{
  gboolean is_done;

  terrain_cli_run_start_clock (self);
  is_done = self->session != NULL ? terrain_session_remove_instance (self->session, ref, error)
                                  : terrain_interview_remove_instance (self->interview, ref, error);
  terrain_cli_run_stop_clock (self);
  return is_done && make_durable (self, error);
}

gboolean
terrain_cli_run_set_language (TerrainCliRun *self, const char *language, GError **error)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (self->interview);
  const char *name = terrain_language_find ((const char *const *) languages, language);
  gboolean is_done;

  if (name == NULL)
    {
      g_autofree char *list = g_strjoinv (", ", languages);

      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND,
                   _("The form has no language “%s”. It has: %s"), language, *list != '\0' ? list : _("none"));
      return FALSE;
    }
  terrain_cli_run_start_clock (self);
  is_done = self->session != NULL ? terrain_session_set_language (self->session, name, error)
                                  : terrain_interview_set_language (self->interview, name, error);
  terrain_cli_run_stop_clock (self);
  return is_done && make_durable (self, error);
}

gboolean
terrain_cli_run_undo (TerrainCliRun *self, gboolean redo, TerrainChange **change, GError **error)
{
  gboolean is_done;

  terrain_cli_run_start_clock (self);
  if (self->session != NULL)
    is_done = (redo ? terrain_session_redo : terrain_session_undo) (self->session, change, error);
  else
    is_done = (redo ? terrain_interview_redo : terrain_interview_undo) (self->interview, change, error);
  terrain_cli_run_stop_clock (self);
  return is_done && make_durable (self, error);
}

static gboolean
is_confirmed (TerrainItem *item, gpointer user_data)
{
  TerrainCliRun *self = user_data;
  const char *value = g_hash_table_lookup (self->confirmed, terrain_item_get_ref (item));

  return g_strcmp0 (value, terrain_item_get_value (item)) == 0;
}

gboolean
terrain_cli_run_confirm (TerrainCliRun *self, const char *ref, GError **error)
{
  TerrainItem *item = terrain_interview_find_item (self->interview, ref);

  if (item == NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_FOUND, _("There is no question at “%s”."), ref);
      return FALSE;
    }
  if (self->session != NULL)
    return terrain_session_confirm (self->session, item, error) && make_durable (self, error);
  g_hash_table_replace (self->confirmed, g_strdup (terrain_item_get_ref (item)), g_strdup (terrain_item_get_value (item)));
  return TRUE;
}

GPtrArray *
terrain_cli_run_dup_warnings (TerrainCliRun *self)
{
  return self->session != NULL ? terrain_session_dup_warnings (self->session)
                               : terrain_interview_dup_warnings (self->interview, is_confirmed, self);
}

/* As a session has it: mistakes first, told by the engine. */
static GBytes *
complete_unkept (TerrainCliRun *self, char **instance_id, GError **error)
{
  g_autoptr (GPtrArray) warnings = terrain_cli_run_dup_warnings (self);
  g_autoptr (GPtrArray) problems = warnings->len > 0 ? terrain_interview_validate (self->interview) : NULL;

  if (warnings->len == 0 || problems->len > 0)
    return terrain_interview_complete (self->interview, instance_id, error);
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE,
               ngettext ("%u answer is unusual: confirm it, or change it.",
                         "%u answers are unusual: confirm them, or change them.", warnings->len),
               warnings->len);
  return NULL;
}

GBytes *
terrain_cli_run_complete (TerrainCliRun *self, char **instance_id, GError **error)
{
  GBytes *xml = NULL;

  terrain_cli_run_start_clock (self);
  if (self->session == NULL)
    xml = complete_unkept (self, instance_id, error);
  else if (!terrain_session_complete (self->session, TRUE, instance_id, &xml, error))
    g_clear_pointer (&xml, g_bytes_unref);
  terrain_cli_run_stop_clock (self);
  /* A kept record is over; one in memory may be looked at, and completed, again. */
  self->is_complete = xml != NULL && self->session != NULL;
  return xml;
}

gboolean
terrain_cli_run_restore (TerrainCliRun *self, GBytes *instance, GError **error)
{
  g_autoptr (TerrainInterview) interview = NULL;
  g_autofree char *language = g_strdup (terrain_interview_get_language (self->interview));

  if (self->session != NULL)
    {
      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_NOT_ALLOWED,
                   _("A record that a profile keeps cannot be replaced; begin another one"));
      return FALSE;
    }
  terrain_cli_run_start_clock (self);
  interview = terrain_interview_restore (self->form, self->environment, instance, error);
  terrain_cli_run_stop_clock (self);
  if (interview == NULL)
    return FALSE;
  for (guint i = 0; i < self->translations->len; i++)
    terrain_interview_add_translation (interview, g_ptr_array_index (self->translations, i));
  if (language != NULL && *language != '\0')
    terrain_interview_set_language (interview, language, NULL);
  terrain_interview_clear_history (interview);
  g_clear_pointer (&self->walk, terrain_walk_free);
  g_set_object (&self->interview, interview);
  g_hash_table_remove_all (self->confirmed);
  self->walk = terrain_walk_new (self->interview);
  terrain_walk_set_one_by_one (self->walk, TRUE);
  return TRUE;
}
