/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "terrain-engine-types.h"
#include "terrain-xpath.h"

G_BEGIN_DECLS

/*
 * TerrainInterview: one live record of a form. Lives on one thread.
 *
 * References ("refs") are absolute XPaths with 1-based positions on repeats, "/data/person[2]/age"; a missing position
 * means [1]. Every change recalculates what depends on it before the call returns; items (TerrainItem) notify then.
 */
#define TERRAIN_TYPE_INTERVIEW (terrain_interview_get_type ())
G_DECLARE_FINAL_TYPE (TerrainInterview, terrain_interview, TERRAIN, INTERVIEW, GObject)

/* A new record: preloads, first-load events, defaults, first recalculation (engine-semantics, point 46). */
TerrainInterview *terrain_interview_new (TerrainForm *form, TerrainEnvironment *environment);

/**
 * terrain_interview_restore:
 * @instance: the XML of terrain_interview_save() or of a submission
 *
 * Goes on with a saved record. Nothing is preloaded again; calculates without a changed trigger keep their saved value
 * where they are volatile (now(), random(), uuid()), all others are evaluated anew.
 *
 * Returns: (transfer full) (nullable): %NULL with TERRAIN_ENGINE_ERROR_NOT_XML or _INVALID_INSTANCE
 */
TerrainInterview *terrain_interview_restore (TerrainForm *form, TerrainEnvironment *environment, GBytes *instance,
                                             GError **error);

/* Makes of a sent record, restored, a new revision: the instanceID becomes the deprecatedID, and it gets a new one. To be
 * called once a revision: a draft of one goes on by terrain_interview_restore() alone. */
void terrain_interview_begin_edit (TerrainInterview *self);

TerrainForm *terrain_interview_get_form (TerrainInterview *self);
TerrainEnvironment *terrain_interview_get_environment (TerrainInterview *self);

/* Changes */

/**
 * terrain_interview_answer:
 * @ref: a question
 * @value: (nullable): the answer in its ODK text form (dates ISO, several choices separated by a space); "" or %NULL clears
 *
 * Stores an answer. One that breaks the constraint is kept and the question marked invalid: that blocks completion,
 * not the interview.
 *
 * Returns: %FALSE with TERRAIN_ENGINE_ERROR_NOT_FOUND, _TYPE, _READONLY or _IRRELEVANT, nothing changed
 */
gboolean terrain_interview_answer (TerrainInterview *self, const char *ref, const char *value, GError **error);
/* @ref: a repeat without position ("/data/person"). Appends an instance; returns its 1-based position, 0 on error. */
guint terrain_interview_add_instance (TerrainInterview *self, const char *ref, GError **error);
/* @ref: a repeat instance ("/data/person[2]"). */
gboolean terrain_interview_remove_instance (TerrainInterview *self, const char *ref, GError **error);
guint terrain_interview_count_instances (TerrainInterview *self, const char *ref);

/* Reading */

TerrainNode *terrain_interview_find_node (TerrainInterview *self, const char *ref, GError **error);
/* Returns: (transfer none) (nullable): the question, group, repeat or repeat instance at @ref */
TerrainItem *terrain_interview_find_item (TerrainInterview *self, const char *ref);
/* Returns: (transfer none): the whole form as a group */
TerrainItem *terrain_interview_get_root_item (TerrainInterview *self);
/* @context: (nullable): a ref, the root by default */
gboolean terrain_interview_evaluate (TerrainInterview *self, const char *expression, const char *context,
                                     TerrainXPathValue *value, GError **error);

/* Language */

/* Adds or replaces a language from outside the form. */
void terrain_interview_add_translation (TerrainInterview *self, TerrainTranslation *translation);
/* Returns: (transfer full): the form's languages, then the added ones. The words of a form that names none are "" to the
 * two calls below, and not in the list. */
char **terrain_interview_dup_languages (TerrainInterview *self);
gboolean terrain_interview_set_language (TerrainInterview *self, const char *language, GError **error);
const char *terrain_interview_get_language (TerrainInterview *self);
/* Returns: (transfer full): the form's title in that language */
char *terrain_interview_dup_title (TerrainInterview *self);

/* Problems and completion */

typedef enum
{
  TERRAIN_PROBLEM_REQUIRED,
  TERRAIN_PROBLEM_CONSTRAINT,
  TERRAIN_PROBLEM_TYPE,
  TERRAIN_PROBLEM_NO_LONGER_OFFERED,
} TerrainProblemKind;

/**
 * TerrainProblem:
 *
 * What stands between a record and its completion; @message is in the form's language where the form has one.
 */
struct _TerrainProblem
{
  TerrainProblemKind kind;
  char *ref;
  char *message;
};

void terrain_problem_free (TerrainProblem *problem);
/* Returns: (transfer full) (element-type TerrainProblem): every problem, in the order of the form; changes nothing */
GPtrArray *terrain_interview_validate (TerrainInterview *self);

/**
 * terrain_interview_complete:
 * @instance_id: (out) (optional) (transfer full): the instanceID, "uuid:…"
 *
 * Finalises: revalidate events, end timestamps, instanceID where none. Non-relevant nodes are left out.
 *
 * Returns: (transfer full) (nullable): the submission XML, to be kept byte for byte for every attempt to send it;
 *   %NULL with TERRAIN_ENGINE_ERROR_INCOMPLETE where there are problems
 */
GBytes *terrain_interview_complete (TerrainInterview *self, char **instance_id, GError **error);
/* Returns: (transfer full): the record as a draft, answers that are not relevant now included */
GBytes *terrain_interview_save (TerrainInterview *self);
/* Answers kept in memory that completion would leave out because their questions are no longer asked. */
guint terrain_interview_count_dropped (TerrainInterview *self);
/* Returns: (transfer full): "uuid:…", which every record has from its beginning */
char *terrain_interview_dup_instance_id (TerrainInterview *self);
/* Returns: (transfer full) (nullable): the instanceID of the record that this is a revision of */
char *terrain_interview_dup_deprecated_id (TerrainInterview *self);
/* Returns: (transfer full) (nullable): meta/instanceName as it is now */
char *terrain_interview_dup_instance_name (TerrainInterview *self);
/* Expressions that could not be evaluated so far (their nodes are blank), as issues. */
GPtrArray *terrain_interview_get_issues (TerrainInterview *self);

/*
 * Signal "changed" (no arguments): once after every step that changed anything, after all items have notified.
 */

G_END_DECLS
