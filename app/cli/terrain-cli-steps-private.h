/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-cli-private.h"
#include "terrain-cli-run-private.h"

G_BEGIN_DECLS

/*
 * The steps of an interview script (DESIGN.md, section 8). A step reads its arguments from the script's object and puts
 * the members of its answer into @answer; what goes wrong is an answer too.
 */
typedef void (*TerrainCliStep) (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);

void terrain_cli_step_set (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_attach (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_fill (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_add (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_remove (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_language (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_undo (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_redo (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_confirm (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_complete (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_save (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_restore (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);

void terrain_cli_step_get (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_captures (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_choices (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_count (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_eval (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_why (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_next (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_previous (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);
void terrain_cli_step_validate (TerrainCliRun *run, JsonObject *step, JsonBuilder *answer);

/* Returns: (nullable): the text at @name; where there is none, the answer says so */
const char *terrain_cli_step_text (JsonObject *step, const char *name, JsonBuilder *answer);
/* {"ok":false,"error":WORD,"message":MESSAGE} */
void terrain_cli_step_fail (JsonBuilder *answer, const char *word, const char *message);
void terrain_cli_step_fail_with (JsonBuilder *answer, const GError *error);
/* "problems": […] */
void terrain_cli_step_add_problems (TerrainCliRun *run, JsonBuilder *answer);

G_END_DECLS
