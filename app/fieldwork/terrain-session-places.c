/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-session-places.h"

#include "terrain-audit-private.h"
#include "terrain-map-tiles.h"
#include "terrain-session-private.h"

/* Something else fills them: the environment's own. */
static gboolean
is_captured (TerrainSession *self)
{
  return terrain_environment_can_capture (terrain_interview_get_environment (terrain_session_get_interview (self)));
}

gboolean
terrain_session_wants_place (TerrainSession *self)
{
  g_autoptr (GPtrArray) captures = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  captures = terrain_interview_dup_captures (terrain_session_get_interview (self));
  for (guint i = 0; i < captures->len; i++)
    if (((TerrainCapture *) captures->pdata[i])->kind == TERRAIN_CAPTURE_LOCATION)
      return TRUE;
  return FALSE;
}

gboolean
terrain_session_wants_places (TerrainSession *self, guint *interval)
{
  const TerrainAudit *audit;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  audit = terrain_form_get_audit (terrain_interview_get_form (terrain_session_get_interview (self)));
  if (interval != NULL)
    *interval = audit != NULL ? audit->location_min_interval : 0;
  return audit != NULL && audit->location_priority != TERRAIN_LOCATION_NONE &&
         audit->location_priority != TERRAIN_LOCATION_NO_POWER &&
         terrain_profile_get_gives_place (terrain_session_get_profile (self));
}

/* Each may make the form ask for more, or take away the next one's place. */
static gboolean
fill_all (TerrainSession *self, const char *value, GError **error)
{
  TerrainInterview *interview = terrain_session_get_interview (self);
  g_autoptr (GPtrArray) captures = terrain_interview_dup_captures (interview);

  for (guint i = 0; i < captures->len; i++)
    {
      TerrainCapture *capture = captures->pdata[i];
      g_autofree char *ref = terrain_interview_dup_capture_ref (interview, capture->id);

      if (capture->kind == TERRAIN_CAPTURE_LOCATION && ref != NULL && !terrain_session_fill_quietly (self, ref, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_session_give_place (TerrainSession *self, const char *place, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  return fill_all (self, place, error);
}

gboolean
terrain_session_give_no_place (TerrainSession *self, TerrainNoPlace reason, GError **error)
{
  /* ODK Collect's events ("Audit log"), of what stands in the way of a place. */
  static const char *const events[] = {
    [TERRAIN_NO_PLACE_OFF] = "location tracking disabled",
    [TERRAIN_NO_PLACE_REFUSED] = "location permissions not granted",
    [TERRAIN_NO_PLACE_UNKNOWN] = "location providers disabled",
  };

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail ((guint) reason < G_N_ELEMENTS (events), FALSE);

  terrain_session_append_audit (self, events[reason], NULL);
  return fill_all (self, "", error);
}

void
terrain_session_note_place (TerrainSession *self, const char *place)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));
  g_return_if_fail (place != NULL);

  terrain_session_append_audit (self, TERRAIN_AUDIT_PLACE, place);
}

void
terrain_session_settle_places (TerrainSession *self)
{
  if (is_captured (self) || !terrain_session_wants_place (self))
    return;
  /* Blank is what the specification has where there is no place (ODK XForms, "setgeopoint"). */
  if (!terrain_profile_get_gives_place (terrain_session_get_profile (self)))
    terrain_session_give_no_place (self, TERRAIN_NO_PLACE_OFF, NULL);
  else
    g_signal_emit_by_name (self, "place-wanted");
}
