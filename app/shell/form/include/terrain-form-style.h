/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the form library's resources and style sheet known to @display. Call it once for each display, before the first
 * view, from the application's startup. The sheet has named colours only, so it follows dark and high contrast. */
void terrain_form_style_install (GdkDisplay *display);

/* The writing direction of a form's language, as written in the form: "ar", "Arabic (ar)", "fa-IR", "Hebrew".
 * @language: (nullable): GTK_TEXT_DIR_NONE, and for a name that says nothing. */
GtkTextDirection terrain_form_language_direction (const char *language);

/**
 * terrain_form_dup_markup:
 * @text: a label or hint as TerrainItem gives it: the markdown subset and XHTML of ODK XForms
 * @links: whether links may be followed; their text shows in any case
 *
 * Returns: (transfer full): Pango markup; always well formed, whatever @text holds
 */
char *terrain_form_dup_markup (const char *text, gboolean links);
/* Returns: (transfer full): the same text without any markup, for accessible names, outlines, titles */
char *terrain_form_dup_plain_text (const char *text);

G_END_DECLS
