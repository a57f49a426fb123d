/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-session.h"

G_BEGIN_DECLS

/*
 * What a form asks of the device without asking a person: its place (odk:setgeopoint, start-geopoint), and the places of the
 * audit log. Where the person did not agree (terrain_profile_get_gives_place()) it is blank at once; else it waits for
 * terrain_session_give_place(), signal "place-wanted" says so, and it is blank where the record is completed before.
 */

/**
 * TerrainNoPlace: why there is none
 * @TERRAIN_NO_PLACE_OFF: the person did not agree
 * @TERRAIN_NO_PLACE_REFUSED: the desktop, or somebody asked by it, said no
 * @TERRAIN_NO_PLACE_UNKNOWN: nothing on this device knows it
 */
typedef enum
{
  TERRAIN_NO_PLACE_OFF,
  TERRAIN_NO_PLACE_REFUSED,
  TERRAIN_NO_PLACE_UNKNOWN,
} TerrainNoPlace;

/* Whether something waits for it. */
gboolean terrain_session_wants_place (TerrainSession *self);
/* Whether the audit log does, now and as the record goes on; not where the person did not agree.
 * @interval: (out) (optional): seconds between two that are of use */
gboolean terrain_session_wants_places (TerrainSession *self, guint *interval);
/* All that waits is answered. Not a deed of the person: a draft with nothing else is still an untouched one.
 * @place: "latitude longitude altitude accuracy" */
gboolean terrain_session_give_place (TerrainSession *self, const char *place, GError **error);
/* The same, blank; the audit log says why. */
gboolean terrain_session_give_no_place (TerrainSession *self, TerrainNoPlace reason, GError **error);
/* Why the question at @ref is blank, where its form asked the device for a place and got none since the record was opened;
 * FALSE where it has an answer, or this is not why it has none. */
gboolean terrain_session_find_no_place (TerrainSession *self, const char *ref, TerrainNoPlace *reason);
/* For the audit log alone: where the device is from now on. */
void terrain_session_note_place (TerrainSession *self, const char *place);

G_END_DECLS
