/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-session-places.h"

#include "terrain-audit-private.h"
#include "terrain-map-tiles.h"
#include "terrain-session-private.h"

/* With the session: by ref, why there was no place. */
#define NO_PLACES "terrain-no-places"

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

static void
note_reason (TerrainSession *self, const char *ref, const TerrainNoPlace *reason)
{
  GHashTable *reasons = g_object_get_data (G_OBJECT (self), NO_PLACES);

  if (reasons == NULL)
    {
      reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_object_set_data_full (G_OBJECT (self), NO_PLACES, reasons, (GDestroyNotify) g_hash_table_unref);
    }
  if (reason != NULL)
    g_hash_table_insert (reasons, g_strdup (ref), GUINT_TO_POINTER (*reason));
  else
    g_hash_table_remove (reasons, ref);
}

/* Each may make the form ask for more, or take away the next one's place.
 * @reason: (nullable): why @value is blank */
static gboolean
fill_all (TerrainSession *self, const char *value, const TerrainNoPlace *reason, GError **error)
{
  TerrainInterview *interview = terrain_session_get_interview (self);
  g_autoptr (GPtrArray) captures = terrain_interview_dup_captures (interview);

  for (guint i = 0; i < captures->len; i++)
    {
      TerrainCapture *capture = captures->pdata[i];
      g_autofree char *ref = terrain_interview_dup_capture_ref (interview, capture->id);

      if (capture->kind != TERRAIN_CAPTURE_LOCATION || ref == NULL)
        continue;
      /* Before anybody looks at it because it changed. */
      note_reason (self, ref, reason);
      if (!terrain_session_fill_quietly (self, ref, value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_session_give_place (TerrainSession *self, const char *place, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (place != NULL, FALSE);

  return fill_all (self, place, NULL, error);
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
  return fill_all (self, "", &reason, error);
}

gboolean
terrain_session_find_no_place (TerrainSession *self, const char *ref, TerrainNoPlace *reason)
{
  GHashTable *reasons;
  TerrainItem *item;
  gpointer found;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  reasons = g_object_get_data (G_OBJECT (self), NO_PLACES);
  item = reasons != NULL ? terrain_interview_find_item (terrain_session_get_interview (self), ref) : NULL;
  if (item == NULL || *terrain_item_get_value (item) != '\0' ||
      !g_hash_table_lookup_extended (reasons, terrain_item_get_ref (item), NULL, &found))
    return FALSE;
  *reason = GPOINTER_TO_UINT (found);
  return TRUE;
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
