/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-conversation.h"
#include "terrain-recorder.h"

G_BEGIN_DECLS

/* For a level meter. */
TerrainRecorder *terrain_conversation_get_recorder (TerrainConversation *self);
/* One more, or one less, that shows whether it records. */
void terrain_conversation_enter_sight (TerrainConversation *self);
void terrain_conversation_leave_sight (TerrainConversation *self);

G_END_DECLS
