/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/*
 * Sensitive questions: those that a respondent may rather answer alone.
 *
 * A form says so by the word "sensitive" in the appearance of a question, or of a group or repeat for all that it holds;
 * other clients pass over a word they do not know.
 */

/* Whether @item, or a group it lies in, is called sensitive. */
gboolean terrain_item_is_sensitive (TerrainItem *item);
/* Whether @item, or anything in it that is asked now, is sensitive. */
gboolean terrain_item_holds_sensitive (TerrainItem *item);

/*
 * Handed over: from terrain_session_mask() on, an answer of the sensitive question at @ref is not shown to the interviewer:
 * it can be deleted or asked again, not read (UX-14). A step of the journal, so also after a restart; it goes with the
 * question's repeat instance, and nothing takes it back, since taking back a deletion would show the answer.
 * It goes with the record: to its correction and to a newer version of its form. Other records take no masked answer over.
 * FALSE with TERRAIN_ENGINE_ERROR_NOT_FOUND
 */
gboolean terrain_session_mask (TerrainSession *self, const char *ref, GError **error);
/*
 * While the respondent has the device everything is shown to them; afterwards a word stands for masked answers, wherever a
 * text would tell them (terrain-concealment.h). It begins as FALSE.
 */
void terrain_session_set_handed_over (TerrainSession *self, gboolean handed_over);
/* Whether @item has an answer that is not to be shown, or one that the form made of such an answer. A question that is blank
 * is not masked, whatever it was. */
gboolean terrain_session_is_masked (TerrainSession *self, TerrainItem *item);

G_END_DECLS
