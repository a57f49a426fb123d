/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* terrainctl records migrate UUID */
typedef struct
{
  char *version;  /* (nullable): the newest */
  char *map;      /* (nullable): path of a map of renamed questions */
  gboolean dry_run;
  gboolean undo;
} TerrainCliMigrateOptions;

void terrain_cli_migrate_options_clear (TerrainCliMigrateOptions *options);
/* Returns: an exit code */
int terrain_cli_migrate (TerrainProfile *profile, const char *uuid, const TerrainCliMigrateOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainCliMigrateOptions, terrain_cli_migrate_options_clear)

G_END_DECLS
