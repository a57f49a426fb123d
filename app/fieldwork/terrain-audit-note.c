/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-audit-private.h"

#define QUESTION "question"
#define GROUP "group questions"
#define ADD "add repeat"
#define DELETE "delete repeat"
/* A place that the log has no event for; whatever was looked at before no longer is. */
#define ELSEWHERE ""

/* (transfer full) (nullable): @ref with all its positions */
static char *
dup_node (TerrainInterview *interview, const char *ref)
{
  TerrainNode *node = ref != NULL ? terrain_interview_find_node (interview, ref, NULL) : NULL;

  return node != NULL ? terrain_node_dup_ref (node) : g_strdup (ref);
}

static char *
dup_answer (TerrainInterview *interview, const char *ref)
{
  TerrainNode *node = terrain_interview_find_node (interview, ref, NULL);

  return node != NULL ? terrain_node_dup_string (node) : NULL;
}

static const char *
find_event (TerrainInterview *interview, const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);
  TerrainControl *control = item != NULL ? terrain_item_get_control (item) : NULL;

  if (control == NULL)
    return ELSEWHERE;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return QUESTION;
  return terrain_control_has_appearance (control, "field-list") ? GROUP : ELSEWHERE;
}

/* What is taken back, or done again, is to the log what it does to the record. */
static void
note_history (TerrainInterview *interview, TerrainStep *step)
{
  gboolean is_undo = step->kind == TERRAIN_STEP_UNDO;
  g_autoptr (TerrainChange) change = is_undo ? terrain_interview_dup_undo (interview)
                                             : terrain_interview_dup_redo (interview);
  const char *event = NULL;

  if (change != NULL && change->kind == TERRAIN_CHANGE_LANGUAGE)
    step->event = g_strdup (TERRAIN_AUDIT_LANGUAGE);
  if (change == NULL || change->ref == NULL)
    return;
  switch (change->kind)
    {
    case TERRAIN_CHANGE_ANSWER:
      event = QUESTION;
      break;
    case TERRAIN_CHANGE_ADD:
      event = is_undo ? DELETE : ADD;
      break;
    case TERRAIN_CHANGE_REMOVE:
      event = is_undo ? ADD : DELETE;
      break;
    case TERRAIN_CHANGE_LANGUAGE:
    default:
      return;
    }
  step->event = g_strdup (event);
  step->node = g_strdup (change->ref);
}

void
terrain_audit_note_before (const TerrainAudit *self, TerrainInterview *interview, TerrainStep *step)
{
  if (self == NULL)
    return;
  switch (step->kind)
    {
    case TERRAIN_STEP_SET:
      step->event = g_strdup (QUESTION);
      break;
    case TERRAIN_STEP_ADD:
      step->event = g_strdup (ADD);
      return;
    case TERRAIN_STEP_REMOVE:
      step->event = g_strdup (DELETE);
      break;
    case TERRAIN_STEP_POSITION:
      step->event = g_strdup (find_event (interview, step->ref));
      break;
    case TERRAIN_STEP_UNDO:
    case TERRAIN_STEP_REDO:
      note_history (interview, step);
      break;
    case TERRAIN_STEP_LANGUAGE:
      step->event = g_strdup (TERRAIN_AUDIT_LANGUAGE);
      return;
    case TERRAIN_STEP_FILL:
    case TERRAIN_STEP_AUDIT:
    case TERRAIN_STEP_REMARK:
    case TERRAIN_STEP_CONFIRM:
    case TERRAIN_STEP_MASK:
    case TERRAIN_STEP_UNKNOWN:
    default:
      return;
    }
  if (step->node == NULL && step->event != NULL)
    step->node = dup_node (interview, step->ref);
  if (self->track_changes && step->kind != TERRAIN_STEP_POSITION && g_strcmp0 (step->event, QUESTION) == 0)
    step->old_value = dup_answer (interview, step->node);
}

void
terrain_audit_note_after (const TerrainAudit *self, TerrainInterview *interview, TerrainStep *step, guint position)
{
  if (self == NULL)
    return;
  if (step->kind == TERRAIN_STEP_ADD)
    {
      g_autofree char *ref = g_strdup_printf ("%s[%u]", step->ref, position);

      step->node = dup_node (interview, ref);
    }
  if (step->old_value != NULL)
    step->new_value = dup_answer (interview, step->node);
}

void
terrain_audit_clear_notes (TerrainStep *step)
{
  g_clear_pointer (&step->event, g_free);
  g_clear_pointer (&step->node, g_free);
  g_clear_pointer (&step->old_value, g_free);
  g_clear_pointer (&step->new_value, g_free);
}
