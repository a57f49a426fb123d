/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainPreviewSource: the files around a form's file: lists and media in its media folder ("visit-media", as ODK has
 * it) or beside it, and po files. What was asked for once is kept, so that a form in use does not read the disk.
 * Reference counted; used by one thread at a time.
 */
typedef struct _TerrainPreviewSource TerrainPreviewSource;

/* @file: the form's file or its folder of sheets */
TerrainPreviewSource *terrain_preview_source_new (GFile *file);
TerrainPreviewSource *terrain_preview_source_ref (TerrainPreviewSource *self);
void terrain_preview_source_unref (TerrainPreviewSource *self);

/* What the form is called after its file: "visit" for visit.xlsx, for visit/ and for visit/survey.csv. */
const char *terrain_preview_source_get_stem (TerrainPreviewSource *self);
/* (transfer none): what the form's file lies in */
GFile *terrain_preview_source_get_folder (TerrainPreviewSource *self);
/* A plain file of a size that a form can mean; else an error in words. */
GBytes *terrain_preview_source_load_file (GFile *file, GCancellable *cancellable, GError **error);
/* A list that is made with the form and is no file. */
void terrain_preview_source_put (TerrainPreviewSource *self, const char *name, GBytes *content);
/* Returns: (transfer full) (nullable): @name is without folders */
GBytes *terrain_preview_source_load_name (TerrainPreviewSource *self, const char *name, GError **error);
/* A TerrainSourceFunc; @user_data is the source. */
GBytes *terrain_preview_source_load (const char *uri, gpointer user_data, GError **error);
/* (transfer none) (element-type utf8): the names of all that was asked for and is there */
GPtrArray *terrain_preview_source_get_names (TerrainPreviewSource *self);
/* (transfer none) (element-type GFile): all that was asked for, there or not */
GPtrArray *terrain_preview_source_get_files (TerrainPreviewSource *self);
/* The form names this file; whether it is there is seen when it is loaded. */
void terrain_preview_source_want (TerrainPreviewSource *self, const char *name);
/* Loads what is wanted and every file of the media folder; what is not there is left out: a missing list was said by
 * the parser, and a missing picture stops nobody. */
void terrain_preview_source_load_media (TerrainPreviewSource *self);

/* Where po files of the form with @form_id can lie. Returns: (transfer full) (element-type GFile) */
GPtrArray *terrain_preview_source_list_po_folders (TerrainPreviewSource *self, const char *form_id);
/* Returns: (transfer full) (element-type GFile): the po files of @folder by name */
GPtrArray *terrain_preview_source_list_po_files (GFile *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPreviewSource, terrain_preview_source_unref)

G_END_DECLS
