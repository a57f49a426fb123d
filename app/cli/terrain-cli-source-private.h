/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>
#include <terrain-store.h>

G_BEGIN_DECLS

/*
 * TerrainCliSource: the files beside a form on the command line: those of --media, else of "FORM-media" (ODK's
 * convention), else of the form's own folder; or those a profile's store keeps with a form.
 */
typedef struct _TerrainCliSource TerrainCliSource;

TerrainCliSource *terrain_cli_source_new (const char *form_path, const char *media_folder);
TerrainCliSource *terrain_cli_source_new_kept (TerrainStore *store, const char *form_id, const char *form_version);
void terrain_cli_source_free (TerrainCliSource *self);
/* A TerrainSourceFunc. Never reads outside the folder. */
GBytes *terrain_cli_source_load (const char *uri, gpointer self, GError **error);

/* Parses the form at @path, complaining in words where it cannot run. @issues: (out) (optional) */
TerrainForm *terrain_cli_load_form (const char *path, TerrainCliSource *source, GPtrArray **issues);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCliSource, terrain_cli_source_free)

G_END_DECLS
