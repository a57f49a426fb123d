/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * Comments: questions that a form has for notes on its other questions (Enketo's extension):
 *
 *   <bind nodeset="/data/age_note" type="string" enk:for="/data/age"/>        xmlns:enk="http://enketo.org/xforms"
 *   <input ref="/data/age_note" appearance="comment multiline"> …
 *
 * Such a question is not asked by itself: the note on the other one is its answer (terrain_session_set_remark()), goes where
 * answers go, and may be required. "comment" keeps the text as it is. "dn", the discrepancy notes of OpenClinica's Enketo,
 * keeps all that was ever noted as JSON, and so is what has that shape already:
 *
 *   {"queries":[{"type":"comment","id":"2","date_time":"2026-03-03 12:00:00.000 +00:00","comment":"…","status":"updated",
 *                "assigned_to":"","notify":false}, …],"logs":[…]}                                        the newest first
 *
 * A note is put before the others; of those, and of the log, nothing is ever changed. What names no question of the form, or
 * one of another repeat, is a question like any other, as is a second one for the same question.
 */

/* Whether the form has any. */
gboolean terrain_interview_has_comments (TerrainInterview *interview);
/* Returns: (transfer none) (nullable): the question that holds the notes on @item */
TerrainItem *terrain_item_get_comment (TerrainItem *item);
/* Returns: (transfer none) (nullable): the question that @item holds the notes on */
TerrainItem *terrain_item_get_commented (TerrainItem *item);
/* Returns: (transfer full) (nullable): of a question that holds notes, the note as a person reads it: the newest */
char *terrain_comment_dup_text (TerrainItem *comment);
/* Returns: (transfer full): what its answer is once @text (nullable: nothing any more) was noted. @user: (nullable) */
char *terrain_comment_dup_value (TerrainItem *comment, const char *text, const char *user);

G_END_DECLS
