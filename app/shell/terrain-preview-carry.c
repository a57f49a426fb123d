/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-preview-carry.h"

static gint64
read_clock (gpointer user_data)
{
  return g_get_real_time ();
}

static void
source_unref (gpointer data)
{
  terrain_preview_source_unref (data);
}

/* As a record's, but for the files, which are those of the form's folder. */
static TerrainEnvironment *
new_environment (TerrainPreviewBuild *build,
                 TerrainProfile      *profile)
{
  TerrainEnvironment *environment = terrain_environment_new (read_clock, NULL, NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *operator_name = terrain_profile_dup_operator (profile);

  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_set_property (environment, "deviceid", terrain_profile_get_device_id (profile));
  if (operator_name[0] != '\0')
    terrain_environment_set_property (environment, "username", operator_name);
  terrain_environment_set_source (environment, terrain_preview_source_load,
                                  terrain_preview_source_ref (build->source), source_unref);
  return environment;
}

/* As when a draft moves to another version of its form. (nullable) */
static TerrainInterview *
move (TerrainPreviewBuild *build,
      TerrainEnvironment  *environment,
      TerrainInterview    *previous,
      char               **position,
      guint               *n_lost)
{
  g_autoptr (GBytes) draft = terrain_interview_save (previous);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainMigration) migration
    = terrain_migration_new (terrain_interview_get_form (previous), draft, build->form, NULL, environment, &error);
  TerrainInterview *interview = NULL;

  if (migration)
    interview = terrain_interview_restore (build->form, environment, terrain_migration_get_draft (migration), &error);
  if (!interview)
    {
      g_debug ("the answers of a preview could not be carried over: %s", error->message);
      return NULL;
    }
  *n_lost = terrain_migration_count (migration, TERRAIN_MIGRATION_LOST);
  if (*position && !terrain_interview_find_item (interview, *position))
    {
      char *moved = terrain_migration_map_ref (migration, *position);
      g_free (*position);
      *position = moved;
    }
  return interview;
}

/* A form in one language does not list it: beside others it must be there to come back to. */
static void
add_source (TerrainInterview *interview,
            TerrainForm      *form)
{
  g_autoptr (TerrainTranslation) source
    = terrain_translation_new (form, terrain_form_get_default_language (form));

  terrain_interview_add_translation (interview, source);
}

TerrainInterview *
terrain_preview_carry (TerrainPreviewBuild *build,
                       TerrainProfile      *profile,
                       TerrainInterview    *previous,
                       char               **position,
                       guint               *n_lost)
{
  g_return_val_if_fail (build->form != NULL, NULL);

  g_autoptr (TerrainEnvironment) environment = new_environment (build, profile);
  TerrainInterview *interview = NULL;

  *n_lost = 0;
  if (previous)
    interview = move (build, environment, previous, position, n_lost);
  if (!interview)
    {
      g_clear_pointer (position, g_free);
      interview = terrain_interview_new (build->form, environment);
    }
  if (terrain_form_get_languages (build->form)[0] == NULL)
    add_source (interview, build->form);
  for (guint i = 0; i < build->translations->len; i++)
    terrain_interview_add_translation (interview, g_ptr_array_index (build->translations, i));
  return interview;
}

void
terrain_preview_carry_language (TerrainInterview  *interview,
                                TerrainInterview  *previous,
                                const char *const *tags)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (interview);
  const char *language = NULL;

  if (previous)
    language = terrain_language_find ((const char *const *) languages, terrain_interview_get_language (previous));
  for (guint i = 0; !language && !previous && tags[i]; i++)
    language = terrain_language_find ((const char *const *) languages, tags[i]);
  if (language)
    terrain_interview_set_language (interview, language, NULL);
}
