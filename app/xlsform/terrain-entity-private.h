/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-compile-private.h"

G_BEGIN_DECLS

/* Finds the section each entity belongs in, or says why there is none. */
void terrain_entities_place (TerrainCompile *self);
/* Adds the nodes of an entity to the meta of its section. */
void terrain_entity_declare (TerrainCompile *self, TerrainEntity *entity);
/* (nullable): the version of the entities specification that the form needs. */
const char *terrain_entities_version (TerrainCompile *self);

G_END_DECLS
