/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-engine-types.h"

G_BEGIN_DECLS

/*
 * Entities (ODK entities specification 2022.1 to 2025.1): what a completed record creates or changes in the entity
 * lists of the server, so that lists kept on this device can follow before the server answers.
 */

/**
 * TerrainEntityAction:
 *
 * Both together are allowed: create where the list has no entity of that id, else update.
 */
typedef enum
{
  TERRAIN_ENTITY_CREATE = 1 << 0,
  TERRAIN_ENTITY_UPDATE = 1 << 1,
} TerrainEntityAction;

/**
 * TerrainEntityFault:
 * @TERRAIN_ENTITY_FAULT_NO_ID: @id is blank
 * @TERRAIN_ENTITY_FAULT_ID: @id is no UUID of RFC 4122, version 4
 * @TERRAIN_ENTITY_FAULT_LABEL: a new entity without a label
 * @TERRAIN_ENTITY_FAULT_LIST: the name of the list is blank
 *
 * Why a server will not make the change, though it takes the record.
 */
typedef enum
{
  TERRAIN_ENTITY_FAULT_NONE,
  TERRAIN_ENTITY_FAULT_NO_ID,
  TERRAIN_ENTITY_FAULT_ID,
  TERRAIN_ENTITY_FAULT_LABEL,
  TERRAIN_ENTITY_FAULT_LIST,
} TerrainEntityFault;

typedef struct
{
  char *name;
  char *value; /* "" clears the property */
} TerrainEntityProperty;

/**
 * TerrainEntityChange:
 * @ref: the group, repeat instance or root that holds the declaration
 * @action: what is to be done
 * @fault: whether it can be
 * @offline: whether lists on this device may follow before the server does (entities-version 2024.1 and later)
 * @dataset: the entity list
 * @id: the entity
 * @label: (nullable): %NULL where the record has none: an update keeps the one there is
 * @base_version: the version the record was made from, 0 for a new entity or where it does not say
 * @trunk_version: the server's version at the start of the offline sequence, 0 for none
 * @branch_id: (nullable): the offline sequence the change belongs to
 * @properties: (element-type TerrainEntityProperty): in the order of the form; what is not asked is not among them
 */
struct _TerrainEntityChange
{
  char *ref;
  TerrainEntityAction action;
  TerrainEntityFault fault;
  gboolean offline;
  char *dataset;
  char *id;
  char *label;
  guint64 base_version;
  guint64 trunk_version;
  char *branch_id;
  GPtrArray *properties;
};

void terrain_entity_change_free (TerrainEntityChange *self);
/* Returns: (nullable): the value of the property @name */
const char *terrain_entity_change_get_property (TerrainEntityChange *self, const char *name);

/**
 * terrain_interview_dup_entities:
 *
 * What the record, as it is now, asks of the entity lists; meant for a completed one. Declarations whose create and
 * update are not "1" or "true", or that are not relevant, are left out.
 *
 * Returns: (transfer full) (element-type TerrainEntityChange): in the order of the record
 */
GPtrArray *terrain_interview_dup_entities (TerrainInterview *self);

/* Returns: (nullable): the model's entities:entities-version */
const char *terrain_form_get_entities_version (TerrainForm *self);
/* Returns: (transfer full): the entity lists that the form says it changes, each once, in the order of the form */
char **terrain_form_dup_entity_lists (TerrainForm *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainEntityChange, terrain_entity_change_free)

G_END_DECLS
