/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

#include "terrain-cli-source-private.h"

G_BEGIN_DECLS

/* What the options of terrainctl interview decide. */
typedef struct
{
  char *form_path;
  char *media;
  char *language;
  char *now;
  char *time_zone;
  gint64 seed;
  gboolean has_seed;
  char *profile;
  char *record;
  char **catalogs; /* po files */
} TerrainCliRunOptions;

/*
 * TerrainCliRun: one interview as the command line leads it: alone, or kept in a profile's store. Every change goes
 * through the calls below; with a profile they return when the change is on the disk.
 */
typedef struct
{
  TerrainForm *form;
  TerrainEnvironment *environment;
  TerrainInterview *interview; /* the session's where there is one */
  TerrainWalk *walk;
  TerrainProfile *profile; /* (nullable) */
  TerrainSession *session; /* (nullable) */
  GPtrArray *translations; /* TerrainTranslation, of options */
  TerrainCliSource *source;
  GHashTable *confirmed;   /* of char *ref → char *value: unusual answers of a record that nobody keeps */
  gboolean is_complete;
  gint64 started;
  gint64 elapsed; /* µs that the engine took in this step */
} TerrainCliRun;

/* Complains and returns NULL where it cannot begin; @code is then the exit code. */
TerrainCliRun *terrain_cli_run_new (const TerrainCliRunOptions *options, int *code);
void terrain_cli_run_free (TerrainCliRun *self);
/* Leaves a kept record in order. FALSE with a complaint where that fails. */
gboolean terrain_cli_run_close (TerrainCliRun *self);

/* Around everything that is the engine's work in a step. */
void terrain_cli_run_start_clock (TerrainCliRun *self);
void terrain_cli_run_stop_clock (TerrainCliRun *self);

gboolean terrain_cli_run_answer (TerrainCliRun *self, const char *ref, const char *value, GError **error);
/* The file at @path goes into the kept record under its own name, which becomes the answer at @ref. */
gboolean terrain_cli_run_attach (TerrainCliRun *self, const char *ref, const char *path, GError **error);
/* What the device would know. */
gboolean terrain_cli_run_fill (TerrainCliRun *self, const char *ref, const char *value, GError **error);
/* Where a person stands now, of a kept record. @ref: (nullable): nowhere, or after the last question (@is_end) */
void terrain_cli_run_stand (TerrainCliRun *self, const char *ref, gboolean is_end);
gboolean terrain_cli_run_add (TerrainCliRun *self, const char *ref, GError **error);
gboolean terrain_cli_run_remove (TerrainCliRun *self, const char *ref, GError **error);
/* @language: as the form or catalogue calls it, or its tag */
gboolean terrain_cli_run_set_language (TerrainCliRun *self, const char *language, GError **error);
/* The last step taken back, or (@redo) done again. @change: (out) (transfer full) */
gboolean terrain_cli_run_undo (TerrainCliRun *self, gboolean redo, TerrainChange **change, GError **error);
/* Says that the unusual answer at @ref is right. */
gboolean terrain_cli_run_confirm (TerrainCliRun *self, const char *ref, GError **error);
/* Returns: (transfer full) (element-type TerrainProblem): unusual answers that were not confirmed */
GPtrArray *terrain_cli_run_dup_warnings (TerrainCliRun *self);
GBytes *terrain_cli_run_complete (TerrainCliRun *self, char **instance_id, GError **error);
/* Goes on with another record of the same form; not where a profile keeps this one. */
gboolean terrain_cli_run_restore (TerrainCliRun *self, GBytes *instance, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCliRun, terrain_cli_run_free)

G_END_DECLS
