/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/*
 * The end of an interview (UX-40): thanks, what becomes of the answers, and what the form has to say at its end, such as
 * help lines. Enter begins another record of the form ("win.start-form"), Back leads to the forms.
 */
#define TERRAIN_TYPE_THANKS_PAGE (terrain_thanks_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainThanksPage, terrain_thanks_page, TERRAIN, THANKS_PAGE, AdwBin)

/* Before the record is completed: the notes that are asked for and have the word "closing" among their appearances, in the
 * language of the interview. Returns: (transfer full) (element-type utf8): as a form writes them */
GPtrArray *terrain_thanks_page_list_notes (TerrainInterview *interview);

/* @notes: of terrain_thanks_page_list_notes(); @server: (nullable): where the record is sent; @encrypted: only who has the
 * form's key can read what is sent */
GtkWidget *terrain_thanks_page_new (const char *form_id, GPtrArray *notes, const TerrainServerSettings *server,
                                    gboolean encrypted);
void terrain_thanks_page_grab (TerrainThanksPage *self);

G_END_DECLS
