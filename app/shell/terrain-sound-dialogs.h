/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-shell-form.h>

G_BEGIN_DECLS

/* What people are asked about the recording of an interview. */

/* Whether it may be recorded, where that is still to be asked; one question at a time. */
void terrain_sound_dialogs_ask (TerrainConversation *conversation, GtkWindow *parent);
/* What becomes of the recording that is to end. It is held meanwhile. */
void terrain_sound_dialogs_ask_end (TerrainConversation *conversation, GtkWindow *parent);
/* The end of it could not be kept: whether to go on without. @how: the words of that. */
void terrain_sound_dialogs_ask_without (GtkWindow *parent, const GError *error, const char *how, GCallback without,
                                        gpointer user_data);

/* A TerrainConversationBar that asks these. */
GtkWidget *terrain_sound_dialogs_new_bar (TerrainConversation *conversation);

G_END_DECLS
