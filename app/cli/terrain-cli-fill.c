/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-cli-fill-private.h"

#include <time.h>

/* No form has so many questions; a walk that goes on longer does not end. */
#define MAX_STEPS 1000000

gint64
terrain_cli_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

/* What a person could say to a question of each type, the likeliest first. */
static const char *const *
plausible_answers (TerrainDataType type)
{
  static const char *const texts[] = { "x", "1", "Anderlecht", NULL };
  static const char *const numbers[] = { "1", "20", "0", "150", "2500", "2020", NULL };
  static const char *const dates[] = { "2020-02-29", "1980-05-01", "2099-12-31", NULL };
  static const char *const times[] = { "12:30:00.000Z", NULL };
  static const char *const date_times[] = { "2020-02-29T12:30:00.000Z", "2099-12-31T12:30:00.000Z", NULL };
  static const char *const points[] = { "50.8466 4.3528 20 5", NULL };
  static const char *const traces[] = { "50.8466 4.3528 0 0;50.85 4.36 0 0", NULL };
  static const char *const shapes[] = { "50.8466 4.3528 0 0;50.85 4.36 0 0;50.84 4.36 0 0;50.8466 4.3528 0 0", NULL };
  static const char *const booleans[] = { "true", NULL };
  static const char *const none[] = { NULL };

  switch (type)
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return numbers;
    case TERRAIN_DATA_DATE:
      return dates;
    case TERRAIN_DATA_TIME:
      return times;
    case TERRAIN_DATA_DATE_TIME:
      return date_times;
    case TERRAIN_DATA_GEOPOINT:
      return points;
    case TERRAIN_DATA_GEOTRACE:
      return traces;
    case TERRAIN_DATA_GEOSHAPE:
      return shapes;
    case TERRAIN_DATA_BOOLEAN:
      return booleans;
    case TERRAIN_DATA_BINARY:
      return none;
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BARCODE:
    default:
      return texts;
    }
}

static gboolean
answer (TerrainItem *item, const char *value, TerrainCliFillFunc func, gpointer user_data)
{
  gint64 started = terrain_cli_now_ns ();
  gboolean is_done = terrain_item_answer (item, value, NULL);

  if (is_done && func != NULL)
    func (terrain_cli_now_ns () - started, user_data);
  return is_done && terrain_item_get_valid (item);
}

static gboolean
answer_from_list (TerrainItem *item, GListModel *choices, TerrainCliFillFunc func, gpointer user_data)
{
  guint n_choices = g_list_model_get_n_items (choices);
  g_autoptr (GString) all = g_string_new (NULL);

  if (terrain_control_get_kind (terrain_item_get_control (item)) != TERRAIN_CONTROL_RANK)
    {
      for (guint i = 0; i < MIN (n_choices, 10); i++)
        {
          g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

          if (answer (item, terrain_choice_get_value (choice), func, user_data))
            return TRUE;
        }
      return FALSE;
    }
  for (guint i = 0; i < n_choices; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", terrain_choice_get_value (choice));
    }
  return n_choices > 0 && answer (item, all->str, func, user_data);
}

static gboolean
answer_question (TerrainItem *item, TerrainCliFillFunc func, gpointer user_data)
{
  TerrainControl *control = terrain_item_get_control (item);
  GListModel *choices = terrain_item_get_choices (item);
  const char *const *candidates;

  if (terrain_item_get_readonly (item))
    return FALSE;
  if (choices != NULL)
    return answer_from_list (item, choices, func, user_data);
  if (terrain_control_get_kind (control) == TERRAIN_CONTROL_TRIGGER)
    return answer (item, "OK", func, user_data);
  candidates = plausible_answers (terrain_control_get_data_type (control));
  for (guint i = 0; candidates[i] != NULL; i++)
    if (answer (item, candidates[i], func, user_data))
      return TRUE;
  return FALSE;
}

guint
terrain_cli_fill (TerrainInterview *interview, TerrainCliFillFunc func, gpointer user_data)
{
  g_autoptr (TerrainWalk) walk = terrain_walk_new (interview);
  guint n_answered = 0;

  terrain_walk_set_one_by_one (walk, TRUE);

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      TerrainWalkEvent event = terrain_walk_next (walk);
      TerrainItem *item = terrain_walk_get_item (walk);

      if (event == TERRAIN_WALK_END)
        break;
      if (event == TERRAIN_WALK_QUESTION && item != NULL && answer_question (item, func, user_data))
        n_answered++;
      else if (event == TERRAIN_WALK_PROMPT_NEW_REPEAT && item != NULL
               && terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT
               && g_list_model_get_n_items (G_LIST_MODEL (item)) == 0
               && terrain_interview_add_instance (interview, terrain_item_get_ref (item), NULL) > 0)
        terrain_walk_previous (walk);
    }
  return n_answered;
}
