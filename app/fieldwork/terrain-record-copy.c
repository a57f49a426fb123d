/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-record-copy.h"

#include "terrain-completion-private.h"
#include "terrain-record-view.h"
#include "terrain-replay-private.h"
#include "terrain-session-private.h"

/*
 * Answers are given to the new record as a person would: in the order of the form, only where they are asked for. So what
 * follows from them follows here, too, and nothing computed, no time and no identity is taken over. An answer may have
 * others appear that stand before it, so all is gone through until nothing more can be given.
 */

/* More would be a form whose answers chase each other. */
#define MAX_ROUNDS 5

typedef struct
{
  TerrainInterview *interview; /* the new one */
  guint n_given;
  guint n_left;
} Copy;

static void copy_children (Copy *self, TerrainItem *item);

static gboolean
is_file (TerrainControl *control)
{
  return terrain_control_get_kind (control) == TERRAIN_CONTROL_UPLOAD
         || terrain_control_get_data_type (control) == TERRAIN_DATA_BINARY;
}

static void
copy_question (Copy *self, TerrainItem *item)
{
  const char *ref = terrain_item_get_ref (item);
  const char *value = terrain_item_get_value (item);
  TerrainItem *place;

  /* What somebody answered alone is nobody else's. */
  if (*value == '\0' || is_file (terrain_item_get_control (item)) || terrain_item_is_concealed (item))
    return;
  place = terrain_interview_find_item (self->interview, ref);
  if (place != NULL && terrain_item_get_kind (place) == TERRAIN_ITEM_QUESTION)
    {
      /* What can only be read is the form's to fill in. */
      if (g_str_equal (terrain_item_get_value (place), value) || terrain_item_get_readonly (place))
        return;
      if (terrain_interview_answer (self->interview, ref, value, NULL))
        {
          self->n_given++;
          return;
        }
    }
  self->n_left++;
}

/* As many instances as there are answers of; where the form counts them itself, its count decides. */
static void
copy_repeat (Copy *self, TerrainItem *repeat)
{
  GListModel *instances = G_LIST_MODEL (repeat);
  guint wanted = 0, there;
  const char *ref = terrain_item_get_ref (repeat);

  for (guint i = 0; i < g_list_model_get_n_items (instances); i++)
    {
      g_autoptr (TerrainItem) instance = g_list_model_get_item (instances, i);

      if (terrain_item_get_relevant (instance))
        wanted = i + 1;
    }
  there = terrain_interview_count_instances (self->interview, ref);
  while (there < wanted && terrain_interview_add_instance (self->interview, ref, NULL) > 0)
    there++;
  while (there > wanted)
    {
      g_autofree char *last = g_strdup_printf ("%s[%u]", ref, there);

      if (!terrain_interview_remove_instance (self->interview, last, NULL))
        break;
      there--;
    }
  copy_children (self, repeat);
}

static void
copy_item (Copy *self, TerrainItem *item)
{
  if (!terrain_item_get_relevant (item))
    return;
  switch (terrain_item_get_kind (item))
    {
    case TERRAIN_ITEM_QUESTION:
      copy_question (self, item);
      break;
    case TERRAIN_ITEM_REPEAT:
      copy_repeat (self, item);
      break;
    case TERRAIN_ITEM_GROUP:
    case TERRAIN_ITEM_INSTANCE:
    default:
      copy_children (self, item);
      break;
    }
}

static void
copy_children (Copy *self, TerrainItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      copy_item (self, child);
    }
}

static guint
copy_answers (TerrainInterview *from, TerrainInterview *to)
{
  Copy copy = { .interview = to };
  guint round = 0;

  do
    {
      copy.n_given = copy.n_left = 0;
      copy_children (&copy, terrain_interview_get_root_item (from));
    }
  while (copy.n_given > 0 && ++round < MAX_ROUNDS);
  return copy.n_left;
}

TerrainSession *
terrain_session_begin_from (TerrainProfile *profile, const char *uuid, const char *new_uuid,
                            TerrainEnvironment *environment, guint *n_left, GError **error)
{
  g_autoptr (TerrainInterview) from = NULL;
  g_autoptr (TerrainInterview) interview = NULL;
  g_autoptr (TerrainForm) form = NULL;
  g_autoptr (TerrainEnvironment) own = NULL;
  const char *form_id;
  guint left;
  gint64 now;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (new_uuid == NULL || *new_uuid != '\0', NULL);

  from = terrain_profile_view_record (profile, uuid, NULL, error);
  if (from == NULL)
    return NULL;
  form_id = terrain_form_get_id (terrain_interview_get_form (from));
  form = terrain_profile_load_form (profile, form_id, NULL, error);
  if (form == NULL || !terrain_completion_check_form (form, error))
    return NULL;
  own = environment != NULL ? terrain_environment_ref (environment)
                            : terrain_profile_new_environment (profile, form_id, terrain_form_get_version (form));
  now = terrain_environment_get_now (own);
  interview = terrain_session_new_interview (profile, form, NULL, own, now, error);
  if (interview == NULL)
    return NULL;
  /* The newest version may not have the language: then it begins in its own. */
  if (terrain_interview_get_language (from) != NULL)
    terrain_interview_set_language (interview, terrain_interview_get_language (from), NULL);
  {
    g_auto (TerrainHeldClock) clock = terrain_held_clock_begin (own, now);

    left = copy_answers (from, interview);
  }
  if (n_left != NULL)
    *n_left = left;
  return terrain_session_begin_record (profile, interview, new_uuid, NULL, now, error);
}
