/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form-private.h"

G_BEGIN_DECLS

#define TERRAIN_URI_ENTITIES "http://www.opendatakit.org/xforms/entities"

/*
 * One declaration, <meta><entity dataset=…><label/></entity></meta>, and the questions that are saved to it: those
 * whose nearest container with a declaration is this one (entities 2025.1, "Multiple Entity declarations in a form").
 */
struct _TerrainEntity
{
  TerrainSchema *container; /* what the meta block is in: root, group or repeat */
  TerrainSchema *entity;
  TerrainSchema *dataset;   /* attributes; (nullable) as below */
  TerrainSchema *id;
  TerrainSchema *create;
  TerrainSchema *update;
  TerrainSchema *base_version;
  TerrainSchema *trunk_version;
  TerrainSchema *branch_id;
  TerrainSchema *label;     /* the child */
  char *list;               /* (nullable): the dataset as written */
  GPtrArray *properties;    /* TerrainSaveTo, in the order of the instance */
};

typedef struct
{
  TerrainSchema *schema;
  const char *property; /* owned by the schema's attributes */
} TerrainSaveTo;

void terrain_entity_free (TerrainEntity *self);
/* Whether the form's entities-version is at least @year.@number. */
gboolean terrain_form_has_entities_version (TerrainForm *form, guint year, guint number);

G_END_DECLS
