/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-cli-demo-private.h"

/* Answers that break a constraint are drawn again so often. */
#define MAX_DRAWS 30

/* No form has so many questions; a walk that goes on longer does not end. */
#define MAX_STEPS 100000

static gint64
read_no_clock (gpointer user_data)
{
  return 0;
}

/* Belgium's time wherever this runs: the same seed gives the same bytes. */
static GTimeZone *
get_zone (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Europe/Brussels");

  return zone != NULL ? zone : g_time_zone_new_utc ();
}

TerrainEnvironment *
terrain_cli_demo_begin (TerrainCliDemo *self, const char *form_id, guint index)
{
  TerrainEnvironment *environment = terrain_environment_new (read_no_clock, NULL, NULL);
  guint32 seeds[] = { (guint32) self->seed, (guint32) (self->seed >> 32), index, g_str_hash (form_id) };
  g_autoptr (GTimeZone) zone = get_zone ();
  g_autofree char *user = NULL;

  g_clear_pointer (&self->random, g_rand_free);
  self->random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  user = terrain_cli_demo_draw_user (self);
  terrain_environment_set_time_zone (environment, zone);
  terrain_environment_hold_clock (environment, terrain_cli_demo_draw_start (self, zone));
  terrain_environment_set_seed (environment, (guint64) g_rand_int (self->random) << 32 | g_rand_int (self->random));
  terrain_environment_set_property (environment, "username", user);
  terrain_environment_set_property (environment, "deviceid", "terrain:demo");
  return environment;
}

static gboolean
try_answer (TerrainItem *item, const char *value)
{
  return terrain_item_answer (item, value, NULL) && terrain_item_get_valid (item);
}

/* What is offered, one after the other. */
static gboolean
try_every_choice (TerrainItem *item)
{
  GListModel *choices = terrain_item_get_choices (item);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (try_answer (item, terrain_choice_get_value (choice)))
        return TRUE;
    }
  return FALSE;
}

static void
ask (TerrainCliDemo *self, TerrainItem *item)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (terrain_item_get_interview (item));
  gint64 pause = (gint64) (terrain_cli_demo_draw_pause (self) * G_USEC_PER_SEC);

  if (terrain_item_get_readonly (item))
    return;
  terrain_environment_hold_clock (environment, terrain_environment_get_now (environment) + pause);
  if (terrain_control_get_kind (terrain_item_get_control (item)) == TERRAIN_CONTROL_TRIGGER)
    {
      terrain_item_answer (item, "OK", NULL);
      return;
    }
  for (guint i = 0; i < MAX_DRAWS; i++)
    {
      g_autofree char *value = terrain_cli_demo_draw_answer (self, item);

      if (*value == '\0' ? !terrain_item_get_required (item) && try_answer (item, "") : try_answer (item, value))
        return;
    }
  if (!try_every_choice (item))
    terrain_item_answer (item, "", NULL);
}

/* As many instances as were drawn when the first was asked for. */
static gboolean
wants_another (TerrainCliDemo *self, TerrainItem *repeat, GHashTable *wanted)
{
  const char *ref = terrain_item_get_ref (repeat);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (repeat));
  gpointer count;

  if (!g_hash_table_lookup_extended (wanted, ref, NULL, &count))
    {
      count = GUINT_TO_POINTER (terrain_cli_demo_draw_count (self, strrchr (ref, '/') + 1));
      g_hash_table_insert (wanted, g_strdup (ref), count);
    }
  return n < GPOINTER_TO_UINT (count) && terrain_item_get_can_add (repeat);
}

/* Adds an instance and stands at its beginning. */
static void
enter_another (TerrainInterview *interview, TerrainWalk *walk, TerrainItem *repeat)
{
  g_autofree char *ref = g_strdup (terrain_item_get_ref (repeat));
  guint position = terrain_interview_add_instance (interview, ref, NULL);
  g_autofree char *instance = g_strdup_printf ("%s[%u]", ref, position);

  if (position > 0)
    terrain_walk_jump (walk, instance);
}

GBytes *
terrain_cli_demo_interview (TerrainCliDemo *self, TerrainInterview *interview, char **instance_id, GError **error)
{
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) problems = NULL;

  terrain_walk_set_one_by_one (walk, TRUE);
  for (guint i = 0; i < MAX_STEPS; i++)
    {
      TerrainWalkEvent event = terrain_walk_next (walk);
      TerrainItem *item = terrain_walk_get_item (walk);

      if (event == TERRAIN_WALK_END)
        break;
      if (event == TERRAIN_WALK_QUESTION && item != NULL)
        ask (self, item);
      else if (event == TERRAIN_WALK_PROMPT_NEW_REPEAT && item != NULL
               && terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && wants_another (self, item, wanted))
        enter_another (interview, walk, item);
    }
  problems = terrain_interview_validate (interview);
  if (problems->len > 0)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, 0);

      g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE,
                   _("No answer could be drawn that the form takes: %s (%s)"), problem->message, problem->ref);
      return NULL;
    }
  return terrain_interview_complete (interview, instance_id, error);
}
