/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-audit-private.h"
#include "terrain-session-private.h"

void
terrain_session_note (TerrainSession *self, TerrainSessionNote note, const char *text)
{
  static const char *const events[] = {
    [TERRAIN_SESSION_JUMP] = TERRAIN_AUDIT_JUMP,
    [TERRAIN_SESSION_END_SCREEN] = TERRAIN_AUDIT_END_SCREEN,
    [TERRAIN_SESSION_CHANGE_REASON] = TERRAIN_AUDIT_REASON,
  };

  g_return_if_fail (TERRAIN_IS_SESSION (self));
  g_return_if_fail ((guint) note < G_N_ELEMENTS (events));

  terrain_session_append_audit (self, events[note], text);
}
