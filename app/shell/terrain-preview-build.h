/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

#include "terrain-preview-issue.h"
#include "terrain-preview-source.h"

G_BEGIN_DECLS

/**
 * TerrainPreviewBuild:
 * @form: (nullable): what can be shown; %NULL where the file has errors
 * @xml: (nullable): the form as it goes into the library
 * @title: what to call it: the form's title, or the file's name
 * @source: lists and media
 * @translations: (element-type TerrainTranslation): languages from po files, and the pseudo-language
 * @po_files: (element-type GFile): those of the form's own folder that have texts of it
 * @issues: (element-type TerrainPreviewIssue): worst first
 * @files: (element-type GFile): all it depends on, there or not
 * @folders: (element-type GFile): where a po file that is not there yet would lie
 *
 * What became of a form's file at one moment.
 */
typedef struct
{
  TerrainForm *form;
  GBytes *xml;
  char *title;
  TerrainPreviewSource *source;
  GPtrArray *translations;
  GPtrArray *po_files;
  GPtrArray *issues;
  GPtrArray *files;
  GPtrArray *folders;
} TerrainPreviewBuild;

void terrain_preview_build_free (TerrainPreviewBuild *self);

/* Reads, compiles, parses and checks @file (.xlsx, a folder of .csv, one .csv of it, or an XForm) on a worker thread. */
void terrain_preview_build_async (GFile *file, TerrainProfile *profile, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
/* Returns: (transfer full) (nullable): %NULL only with %G_IO_ERROR_CANCELLED; what is wrong with the file is in its
 * issues */
TerrainPreviewBuild *terrain_preview_build_finish (GAsyncResult *result, GError **error);

/* Puts form, lists, media and po files into the library. Refuses, in words, to replace what a server gave. */
gboolean terrain_preview_build_import (TerrainPreviewBuild *self, TerrainProfile *profile, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPreviewBuild, terrain_preview_build_free)

G_END_DECLS
