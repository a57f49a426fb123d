/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-shell-form.h>

G_BEGIN_DECLS

/* Between the texts of a form and what shows them. */

/* Returns: (transfer full) (nullable): the TerrainText.context of what is pointed at */
char *terrain_translate_dup_context (const TerrainFormPick *pick);
/* Returns: (transfer full) (nullable): the list "yes_no" of "choices/yes_no/1:label" whose answers @item offers */
char *terrain_translate_dup_list (TerrainItem *item);
/* What a text is, for a person: "Question", "Hint", … by the end of its context. */
const char *terrain_translate_describe_role (const char *context);
/* Returns: (transfer full): the context without its role: "/data/q1", "choices/yes_no/1" */
char *terrain_translate_dup_place (const char *context);

typedef void (*TerrainTranslatePickFunc) (const TerrainFormPick *pick, gpointer user_data);
/* Calls @func for every Ctrl+click within @area on something of a form, which then gets nothing of the click.
 * @owner: what @user_data lives as long as */
void terrain_translate_watch_clicks (GtkWidget *area, TerrainTranslatePickFunc func, GObject *owner);

G_END_DECLS
