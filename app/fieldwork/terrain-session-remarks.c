/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-comments.h"
#include "terrain-masks-private.h"
#include "terrain-remarks-private.h"
#include "terrain-sensitive.h"
#include "terrain-session-private.h"

static gboolean
may_touch_remarks (const char *kind)
{
  static const TerrainStepKind kinds[] = { TERRAIN_STEP_REMARK, TERRAIN_STEP_CONFIRM, TERRAIN_STEP_MASK,
                                           TERRAIN_STEP_REMOVE, TERRAIN_STEP_UNDO, TERRAIN_STEP_REDO };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, terrain_step_kind_to_string (kinds[i])))
      return TRUE;
  return FALSE;
}

/* A checkpoint knows nothing of them: they are in the journal from its beginning. */
static gboolean
load_remarks (TerrainRemarks *self, TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 first;

  if (!terrain_store_load_history (store, uuid, 0, &instance, &first, &events, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      TerrainEvent *event = events->pdata[i];
      g_autoptr (TerrainStep) step = NULL;

      if (!may_touch_remarks (event->kind))
        continue;
      step = terrain_step_new_from_event (event->kind, event->payload, NULL);
      if (step != NULL)
        terrain_remarks_apply (self, step, event->at);
    }
  return TRUE;
}

TerrainRemarks *
terrain_remarks_load (TerrainStore *store, const char *uuid, GError **error)
{
  g_autoptr (TerrainRemarks) self = terrain_remarks_new ();

  return load_remarks (self, store, uuid, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
terrain_session_load_remarks (TerrainSession *self, GError **error)
{
  TerrainStore *store = terrain_profile_get_store (terrain_session_get_profile (self));

  if (!load_remarks (terrain_session_get_remarks (self), store, terrain_session_get_record_uuid (self), error))
    return FALSE;
  terrain_session_follow_masks (self);
  return TRUE;
}

static TerrainRemark *
copy_remark (const TerrainRemark *remark, const char *ref)
{
  TerrainRemark *copy = g_new0 (TerrainRemark, 1);

  copy->ref = g_strdup (ref);
  copy->text = g_strdup (remark->text);
  copy->confirmed = g_strdup (remark->confirmed);
  copy->user = g_strdup (remark->user);
  copy->at = remark->at;
  copy->masked = remark->masked;
  return copy;
}

GPtrArray *
terrain_profile_list_remarks (TerrainProfile *profile, const char *uuid, GError **error)
{
  g_autoptr (TerrainRemarks) remarks = NULL;
  g_autoptr (GPtrArray) any = NULL;
  g_autoptr (GPtrArray) found = NULL;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  remarks = terrain_remarks_load (terrain_profile_get_store (profile), uuid, error);
  if (remarks == NULL)
    return NULL;
  found = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_remark_free);
  any = terrain_remarks_list (remarks);
  for (guint i = 0; i < any->len; i++)
    {
      const TerrainRemark *remark = any->pdata[i];

      if (remark->text != NULL)
        g_ptr_array_add (found, copy_remark (remark, remark->ref));
    }
  return g_steal_pointer (&found);
}

/* (transfer full) (nullable): with all its positions, one name for each question */
char *
terrain_session_dup_canonical (TerrainSession *self, const char *ref, GError **error)
{
  TerrainNode *node = terrain_interview_find_node (terrain_session_get_interview (self), ref, error);

  return node != NULL ? terrain_node_dup_ref (node) : NULL;
}

/* (nullable): where the form itself has a place for notes on the question at @ref */
static TerrainItem *
find_comment (TerrainSession *self, const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (terrain_session_get_interview (self), ref);

  return item != NULL ? terrain_item_get_comment (item) : NULL;
}

/* (transfer full) (nullable) */
static char *
dup_comment (TerrainSession *self, TerrainItem *comment)
{
  if (terrain_session_is_masked (self, comment))
    return g_strdup (terrain_masks_get_word ());
  return terrain_comment_dup_text (comment);
}

const TerrainRemark *
terrain_session_get_remark (TerrainSession *self, const char *ref)
{
  TerrainRemarks *remarks;
  const TerrainRemark *remark;
  TerrainItem *comment;
  g_autofree char *canonical = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);
  g_return_val_if_fail (ref != NULL, NULL);

  canonical = terrain_session_dup_canonical (self, ref, NULL);
  if (canonical == NULL)
    return NULL;
  remarks = terrain_session_get_remarks (self);
  remark = terrain_remarks_find (remarks, canonical);
  comment = find_comment (self, canonical);
  text = comment != NULL ? dup_comment (self, comment) : NULL;
  return text != NULL ? terrain_remarks_lend (remarks, canonical, text) : remark;
}

/* A note that is an answer of the form is a step like any other answer. */
static gboolean
write_comment (TerrainSession *self, TerrainItem *comment, const char *text, GError **error)
{
  TerrainEnvironment *environment = terrain_interview_get_environment (terrain_session_get_interview (self));
  g_autofree char *value
    = terrain_comment_dup_value (comment, text, terrain_environment_get_property (environment, "username"));

  if (g_str_equal (value, terrain_item_get_value (comment)))
    return TRUE;
  if (!terrain_session_answer (self, terrain_item_get_ref (comment), value, error))
    return FALSE;
  terrain_session_tell_remarks (self);
  return TRUE;
}

gboolean
terrain_session_set_remark (TerrainSession *self, const char *ref, const char *text, GError **error)
{
  TerrainRemarks *remarks;
  TerrainStep step = { .kind = TERRAIN_STEP_REMARK };
  g_autofree char *canonical = NULL;
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  const TerrainRemark *old;
  TerrainItem *comment;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  remarks = terrain_session_get_remarks (self);
  canonical = terrain_session_dup_canonical (self, ref, error);
  if (canonical == NULL)
    return FALSE;
  comment = find_comment (self, canonical);
  /* Where the form takes none now, the note is kept as those of any other question. */
  if (comment != NULL && terrain_item_get_relevant (comment) && !terrain_item_get_readonly (comment))
    return write_comment (self, comment, stripped, error);
  old = terrain_remarks_find (remarks, canonical);
  step.ref = canonical;
  step.value = stripped != NULL && *stripped != '\0' ? stripped : NULL;
  if (g_strcmp0 (old != NULL ? old->text : NULL, step.value) == 0)
    return TRUE;
  terrain_remarks_push (remarks, FALSE, canonical,
                        terrain_interview_get_n_undo (terrain_session_get_interview (self)));
  terrain_remarks_clear_redo (remarks);
  return terrain_session_append_remark (self, &step, error);
}

TerrainChange *
terrain_session_take_back_remark (TerrainSession *self, gboolean redo, GError **error)
{
  TerrainInterview *interview = terrain_session_get_interview (self);
  TerrainRemarks *remarks = terrain_session_get_remarks (self);
  guint n_undo = terrain_interview_get_n_undo (interview);
  guint n_redo = terrain_interview_get_n_redo (interview);
  g_autoptr (TerrainStep) step = terrain_remarks_pop (remarks, redo, redo ? n_redo : n_undo);
  TerrainItem *item = step != NULL ? terrain_interview_find_item (interview, step->ref) : NULL;
  TerrainChange *change;

  if (item == NULL)
    return NULL;
  terrain_remarks_push (remarks, !redo, step->ref, redo ? n_undo : n_redo);
  if (!terrain_session_append_remark (self, step, error))
    return NULL;
  change = g_new0 (TerrainChange, 1);
  change->kind = TERRAIN_CHANGE_ANSWER;
  change->ref = g_strdup (step->ref);
  change->label = g_strdup (terrain_item_get_label (item));
  change->focus = g_strdup (step->ref);
  return change;
}

/* Masks */

gboolean
terrain_session_mask (TerrainSession *self, const char *ref, GError **error)
{
  TerrainStep step = { .kind = TERRAIN_STEP_MASK, .value = (char *) "1" };
  g_autofree char *canonical = NULL;
  const TerrainRemark *old;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  canonical = terrain_session_dup_canonical (self, ref, error);
  if (canonical == NULL)
    return FALSE;
  old = terrain_remarks_find (terrain_session_get_remarks (self), canonical);
  if (old != NULL && old->masked)
    return TRUE;
  step.ref = canonical;
  if (!terrain_session_append_remark (self, &step, error))
    return FALSE;
  terrain_interview_conceal (terrain_session_get_interview (self), canonical, NULL);
  return TRUE;
}

/* What came back with its instance may have been made anew. */
void
terrain_session_follow_masks (TerrainSession *self)
{
  g_autoptr (GPtrArray) any = terrain_remarks_list (terrain_session_get_remarks (self));

  for (guint i = 0; i < any->len; i++)
    {
      const TerrainRemark *remark = any->pdata[i];

      if (remark->masked)
        terrain_interview_conceal (terrain_session_get_interview (self), remark->ref, NULL);
    }
}

void
terrain_session_set_handed_over (TerrainSession *self, gboolean handed_over)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));

  terrain_interview_set_concealing (terrain_session_get_interview (self),
                                    handed_over ? NULL : terrain_masks_get_word ());
  terrain_session_tell_remarks (self);
}

gboolean
terrain_session_is_masked (TerrainSession *self, TerrainItem *item)
{
  const TerrainRemark *remark;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || *terrain_item_get_value (item) == '\0')
    return FALSE;
  remark = terrain_item_is_sensitive (item) ? terrain_session_get_remark (self, terrain_item_get_ref (item)) : NULL;
  return (remark != NULL && remark->masked) || terrain_item_is_concealed (item);
}

/* Notes go where their question goes: the step itself says which instance went or came. */
void
terrain_session_note_instance (TerrainStep *step, const TerrainChange *change)
{
  if (change == NULL || change->ref == NULL
      || (change->kind != TERRAIN_CHANGE_REMOVE && change->kind != TERRAIN_CHANGE_ADD))
    return;
  if ((change->kind == TERRAIN_CHANGE_REMOVE) == (step->kind == TERRAIN_STEP_UNDO))
    step->back = g_strdup (change->ref);
  else
    step->gone = g_strdup (change->ref);
}

/* Soft rules */

static char *
dup_evaluated (TerrainItem *item, const char *expression)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  if (!terrain_interview_evaluate (terrain_item_get_interview (item), expression, terrain_item_get_ref (item), &value,
                                   &error))
    {
      /* The message may hold an answer; the reference does not. */
      g_warning ("A soft rule of %s cannot be computed", terrain_item_get_ref (item));
      return NULL;
    }
  return terrain_xpath_value_to_string (&value);
}

static char *
dup_message (TerrainItem *item)
{
  g_autofree char *text = terrain_item_dup_soft_message (item);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text)
                                       : g_strdup (_("This answer is unusual. Confirm it, or change it."));
}

char *
terrain_item_dup_warning (TerrainItem *item)
{
  TerrainControl *control;
  const char *rule;
  g_autofree char *condition = NULL;
  g_autofree char *result = NULL;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  control = terrain_item_get_control (item);
  rule = control != NULL ? terrain_control_get_bind_attribute (control, "softConstraint") : NULL;
  if (rule == NULL || terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || !terrain_item_get_relevant (item)
      || !terrain_item_get_valid (item) || *terrain_item_get_value (item) == '\0')
    return NULL;
  condition = g_strdup_printf ("boolean(%s)", rule);
  result = dup_evaluated (item, condition);
  return g_strcmp0 (result, "false") == 0 ? dup_message (item) : NULL;
}

gboolean
terrain_session_is_confirmed (TerrainSession *self, TerrainItem *item)
{
  const TerrainRemark *remark;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  remark = terrain_session_get_remark (self, terrain_item_get_ref (item));
  return remark != NULL && g_strcmp0 (remark->confirmed, terrain_item_get_value (item)) == 0;
}

gboolean
terrain_session_confirm (TerrainSession *self, TerrainItem *item, GError **error)
{
  TerrainEnvironment *environment;
  TerrainStep step = { .kind = TERRAIN_STEP_CONFIRM };
  g_autofree char *warning = NULL;
  g_autofree char *canonical = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), FALSE);

  warning = terrain_item_dup_warning (item);
  if (warning == NULL || terrain_session_is_confirmed (self, item))
    return TRUE;
  canonical = terrain_session_dup_canonical (self, terrain_item_get_ref (item), error);
  if (canonical == NULL)
    return FALSE;
  environment = terrain_interview_get_environment (terrain_session_get_interview (self));
  step.ref = canonical;
  step.value = (char *) terrain_item_get_value (item);
  step.user = (char *) terrain_environment_get_property (environment, "username");
  return terrain_session_append_remark (self, &step, error);
}

/* The whole record, in the order of the form */

typedef void (*Visit) (TerrainItem *item, gpointer user_data);

static void
walk (TerrainItem *item, Visit visit, gpointer user_data)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    visit (item, user_data);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      walk (child, visit, user_data);
    }
}

typedef struct
{
  TerrainConfirmedFunc is_confirmed;
  gpointer user_data;
  GPtrArray *found;
} Warnings;

static void
visit_warning (TerrainItem *item, gpointer user_data)
{
  Warnings *warnings = user_data;
  g_autofree char *warning = terrain_item_dup_warning (item);
  TerrainProblem *problem;

  if (warning == NULL || warnings->is_confirmed (item, warnings->user_data))
    return;
  problem = g_new0 (TerrainProblem, 1);
  problem->kind = TERRAIN_PROBLEM_CONSTRAINT;
  problem->ref = g_strdup (terrain_item_get_ref (item));
  problem->message = g_steal_pointer (&warning);
  g_ptr_array_add (warnings->found, problem);
}

GPtrArray *
terrain_interview_dup_warnings (TerrainInterview *interview, TerrainConfirmedFunc is_confirmed, gpointer user_data)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_problem_free);
  Warnings warnings = { is_confirmed, user_data, found };

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), found);
  g_return_val_if_fail (is_confirmed != NULL, found);

  walk (terrain_interview_get_root_item (interview), visit_warning, &warnings);
  return found;
}

static gboolean
is_confirmed_here (TerrainItem *item, gpointer user_data)
{
  return terrain_session_is_confirmed (user_data, item);
}

GPtrArray *
terrain_session_dup_warnings (TerrainSession *self)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  return terrain_interview_dup_warnings (terrain_session_get_interview (self), is_confirmed_here, self);
}

/* What is unusual and was not confirmed holds a record back as a mistake does (UX-08); mistakes are told first, by the
 * engine. */
gboolean
terrain_session_check_confirmed (TerrainSession *self, GError **error)
{
  g_autoptr (GPtrArray) warnings = terrain_session_dup_warnings (self);
  g_autoptr (GPtrArray) problems = NULL;

  if (warnings->len > 0)
    problems = terrain_interview_validate (terrain_session_get_interview (self));
  if (warnings->len == 0 || problems->len > 0)
    return TRUE;
  g_set_error (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE,
               ngettext ("%u answer is unusual: confirm it, or change it.",
                         "%u answers are unusual: confirm them, or change them.", warnings->len),
               warnings->len);
  return FALSE;
}

typedef struct
{
  TerrainSession *session;
  GPtrArray *found;
} Remarked;

static void
visit_remark (TerrainItem *item, gpointer user_data)
{
  Remarked *remarked = user_data;
  const TerrainRemark *remark = terrain_session_get_remark (remarked->session, terrain_item_get_ref (item));

  if (remark != NULL && remark->text != NULL)
    g_ptr_array_add (remarked->found, copy_remark (remark, terrain_item_get_ref (item)));
}

GPtrArray *
terrain_session_dup_remarks (TerrainSession *self)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_remark_free);
  Remarked remarked = { self, found };
  g_autoptr (GPtrArray) any = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), found);

  any = terrain_remarks_list (terrain_session_get_remarks (self));
  if (any->len > 0 || terrain_interview_has_comments (terrain_session_get_interview (self)))
    walk (terrain_interview_get_root_item (terrain_session_get_interview (self)), visit_remark, &remarked);
  return found;
}
