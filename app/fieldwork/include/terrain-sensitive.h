/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

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

G_END_DECLS
