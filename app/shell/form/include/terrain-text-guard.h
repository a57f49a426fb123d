/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What may come into a text field at all, whatever is pasted there. A text that is too long is not taken, with nothing cut
 * off and what it was to replace still there: a novel is a slip of the clipboard, and laying it out would stop the window.
 * Characters that XML cannot hold (XML 1.0, 2.2: control characters) are left out, and marks upon a letter beyond any use.
 */

/* Characters of an answer: what a cell of a spreadsheet holds (32,767), where answers end. */
#define TERRAIN_TEXT_GUARD_ANSWER 32767
/* Of what is one word or a few: numbers, dates, codes, what is searched for. */
#define TERRAIN_TEXT_GUARD_LINE 1000

/* @message: whole sentences, in the next turn of the main loop; or NULL: what was said holds no longer, it was typed on. */
typedef void (*TerrainTextGuardFunc) (gpointer owner, const char *message);

/* Of an entry, a search entry, an entry row; the first guard of a field stays. @most: in characters. @told: (nullable)
 * @owner: must live as long as the field, as its parents do. */
void terrain_text_guard_editable (GtkEditable *editable, guint most, TerrainTextGuardFunc told, gpointer owner);
/* The same; and lines of a text without spaces are broken anywhere, which is laid out much sooner. */
void terrain_text_guard_view (GtkTextView *view, guint most, TerrainTextGuardFunc told, gpointer owner);

/* What is searched for: a line at most, of which the beginning is looked for. */
void terrain_text_guard_search (GtkEditable *editable);

/* Returns: (transfer full): @text, shortened to @most characters and "…", for a sentence that quotes it */
char *terrain_text_guard_shorten (const char *text, guint most);

G_END_DECLS
