/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-conversation.h"

G_BEGIN_DECLS

/*
 * TerrainConversationBar: says above a page whether the conversation is recorded, for how long, how loud, and what is wrong;
 * pauses it and goes on. Not to be seen where the form asks for no recording; where it is not to be seen, nothing is recorded.
 * Signals: "ask" (somebody is to be asked again), "stop" (the recording is to end; ask what becomes of it).
 */
#define TERRAIN_TYPE_CONVERSATION_BAR (terrain_conversation_bar_get_type ())
G_DECLARE_FINAL_TYPE (TerrainConversationBar, terrain_conversation_bar, TERRAIN, CONVERSATION_BAR, GtkWidget)

GtkWidget *terrain_conversation_bar_new (TerrainConversation *conversation);

G_END_DECLS
