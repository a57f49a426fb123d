/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/*
 * Remarks: what an interviewer adds to a record that is no answer: a note on a question, and that an unusual answer is right.
 *
 * Both are steps of the journal, as durable as answers, and belong to the question: they go with its repeat instance when
 * others are removed, and come back with it when that is undone. The submission's XML knows nothing of them; of a form with
 * an audit log they are in that (events "note" and "confirm warning", column "remark"), of any other they stay here.
 *
 * A soft rule is an expression on a question's bind that a plausible answer fulfils, in any namespace but XForms' own:
 *
 *   <bind nodeset="/data/age" terrain:softConstraint=". &lt; 100" terrain:softConstraintMsg="jr:itext('age-soft')"/>
 *
 * in XLSForm the columns bind::terrain:softConstraint and bind::terrain:softConstraintMsg, and in the settings' namespaces
 * terrain="https://safe.brussels/terrain". Other clients pass it by. The message is text, or jr:itext('id') for one in each
 * language; either is translated in the form's po files ("/data/age:soft"). Answers that break it are asked about until they
 * are confirmed, or changed; a hard constraint comes first.
 */

/**
 * TerrainRemark:
 * @ref: the question
 * @text: (nullable): the note
 * @confirmed: (nullable): the answer that was confirmed
 * @user: (nullable): by whom
 * @at: when, µs since the epoch
 * @masked: the question was handed over (terrain-sensitive.h)
 */
typedef struct
{
  char *ref;
  char *text;
  char *confirmed;
  char *user;
  gint64 at;
  gboolean masked;
} TerrainRemark;

void terrain_remark_free (TerrainRemark *self);

/* Returns: (nullable) (transfer none): what is noted on the question at @ref */
const TerrainRemark *terrain_session_get_remark (TerrainSession *self, const char *ref);
/* Returns: (transfer full) (element-type TerrainRemark): those with a note, in the order of the form; of questions that are
 * not there now, none */
GPtrArray *terrain_session_dup_remarks (TerrainSession *self);
/* Notes @text on the question at @ref; "" or %NULL takes the note away. terrain_session_undo() takes it back.
 * FALSE with TERRAIN_ENGINE_ERROR_NOT_FOUND */
gboolean terrain_session_set_remark (TerrainSession *self, const char *ref, const char *text, GError **error);

/* Returns: (transfer full) (nullable) (element-type TerrainRemark): the notes of a record that nobody has open, in no order;
 * those of instances that are gone may be among them. Of one that was encrypted there are none any more */
GPtrArray *terrain_profile_list_remarks (TerrainProfile *profile, const char *uuid, GError **error);

/* Returns: (transfer full) (nullable): what to ask about @item's answer, confirmed or not; %NULL where it is plausible, where
 * there is none, where it is refused anyway, and where the form has no soft rule */
char *terrain_item_dup_warning (TerrainItem *item);
/* Whether the answer @item has now was confirmed. */
gboolean terrain_session_is_confirmed (TerrainSession *self, TerrainItem *item);
/* Says that @item's answer is right as it is. Nothing happens where there is no warning. */
gboolean terrain_session_confirm (TerrainSession *self, TerrainItem *item, GError **error);
typedef gboolean (*TerrainConfirmedFunc) (TerrainItem *item, gpointer user_data);
/* Returns: (transfer full) (element-type TerrainProblem): warnings of which @is_confirmed says no, in the order of the form,
 * as TERRAIN_PROBLEM_CONSTRAINT */
GPtrArray *terrain_interview_dup_warnings (TerrainInterview *interview, TerrainConfirmedFunc is_confirmed,
                                           gpointer user_data);
/* The same of what nobody has confirmed in this record. While there are any, terrain_session_complete() refuses, with
 * TERRAIN_ENGINE_ERROR_INCOMPLETE. */
GPtrArray *terrain_session_dup_warnings (TerrainSession *self);

/*
 * Signal of TerrainSession, "remarks-changed": void (*) (TerrainSession *self)
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainRemark, terrain_remark_free)

G_END_DECLS
