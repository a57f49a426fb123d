/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/*
 * What a form asks of the program around it: how records are sent, and what is logged while one is made. The engine
 * does neither.
 */

/* The <submission> element. All strings (nullable): NULL where the form does not say. */

/* A URL of the form's own to send to, instead of the server it came from. */
const char *terrain_form_get_submission_action (TerrainForm *self);
/* "post" for either spelling; NULL without an action, which it belongs to. */
const char *terrain_form_get_submission_method (TerrainForm *self);
/* base64 of the RSA key that records are encrypted for, as written. Such a record must never leave in clear. */
const char *terrain_form_get_public_key (TerrainForm *self);
/* orx:auto-send and orx:auto-delete; @fallback, the person's own setting, where the form says nothing. */
gboolean terrain_form_get_auto_send (TerrainForm *self, gboolean fallback);
gboolean terrain_form_get_auto_delete (TerrainForm *self, gboolean fallback);
/* odk:client-editable: whether a completed or sent record may be opened again to be corrected. */
gboolean terrain_form_get_client_editable (TerrainForm *self);

/* The meta block's audit element. */

typedef enum
{
  TERRAIN_LOCATION_NONE,
  TERRAIN_LOCATION_NO_POWER,
  TERRAIN_LOCATION_LOW_POWER,
  TERRAIN_LOCATION_BALANCED,
  TERRAIN_LOCATION_HIGH_ACCURACY,
} TerrainLocationPriority;

/**
 * TerrainAudit:
 * @ref: the node that holds the log's file name in the submission
 * @location_priority: %TERRAIN_LOCATION_NONE: places are not logged
 * @location_min_interval: seconds between two looks at the place
 * @location_max_age: seconds for which a place is good
 * @track_changes: old and new answers are logged
 * @track_changes_reasons: a person says why, when a completed record is edited
 * @identify_user: a person says who they are before they begin
 *
 * What a client's audit log is to hold (ODK XForms, "Audit Attributes"; "on-form-edit" is the only occasion for reasons).
 */
typedef struct
{
  char *ref;
  TerrainLocationPriority location_priority;
  guint location_min_interval;
  guint location_max_age;
  gboolean track_changes;
  gboolean track_changes_reasons;
  gboolean identify_user;
} TerrainAudit;

/* Returns: (nullable): NULL where the form asks for no log */
const TerrainAudit *terrain_form_get_audit (TerrainForm *self);

G_END_DECLS
