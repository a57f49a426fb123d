/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"
#include "terrain-environment.h"

G_BEGIN_DECLS

/**
 * TerrainCaptureKind:
 * @TERRAIN_CAPTURE_LOCATION: odk:setgeopoint: where the device is now
 * @TERRAIN_CAPTURE_AUDIO: odk:recordaudio: sound, until the record is left
 */
typedef enum
{
  TERRAIN_CAPTURE_LOCATION,
  TERRAIN_CAPTURE_AUDIO,
} TerrainCaptureKind;

/**
 * TerrainCapture:
 * @id: for terrain_interview_dup_capture_ref(): places move when repeat instances go
 * @ref: the node that waits for it
 * @quality: (nullable): of sound: "voice-only", "low", "normal"; %NULL: as the program is set
 *
 * Something that a form asks of the device rather than of a person (ODK XForms, "Actions"). The answer comes later, by
 * terrain_interview_fill(); "" where the device could not.
 */
struct _TerrainCapture
{
  guint id;
  TerrainCaptureKind kind;
  char *ref;
  char *quality;
};

void terrain_capture_free (TerrainCapture *self);

/* Called at the end of the step that asked, the record being at rest: it may be read, and filled at once. */
typedef void (*TerrainCaptureFunc) (TerrainInterview *interview, const TerrainCapture *capture, gpointer user_data);

/* Who captures. Without anyone, requests wait in terrain_interview_dup_captures(). */
void terrain_environment_set_capture (TerrainEnvironment *self, TerrainCaptureFunc capture, gpointer user_data,
                                      GDestroyNotify destroy);
/* Whether anyone does. */
gboolean terrain_environment_can_capture (TerrainEnvironment *self);
void terrain_environment_request_capture (TerrainEnvironment *self, TerrainInterview *interview,
                                          const TerrainCapture *capture);

/* Returns: (transfer full) (element-type TerrainCapture): what still waits, in the order of asking */
GPtrArray *terrain_interview_dup_captures (TerrainInterview *self);
/* Returns: (transfer full) (nullable): where the answer belongs now; NULL where its place is gone, or was filled */
char *terrain_interview_dup_capture_ref (TerrainInterview *self, guint id);

/* A record that was restored with the steps of a former sitting is opened now: the sound that odk-instance-load asks for is asked
 * for anew, also where that sitting had it. */
void terrain_interview_request_sound (TerrainInterview *self);

/**
 * terrain_interview_fill:
 * @ref: a node without children
 * @value: (nullable): in its ODK text form; "" or %NULL clears
 *
 * Stores what the device knows: a place, the name of a recording or of the audit log. Unlike terrain_interview_answer()
 * it may be read-only, not asked now, or no question at all.
 *
 * Returns: %FALSE with TERRAIN_ENGINE_ERROR_NOT_FOUND or _TYPE, nothing changed
 */
gboolean terrain_interview_fill (TerrainInterview *self, const char *ref, const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCapture, terrain_capture_free)

G_END_DECLS
