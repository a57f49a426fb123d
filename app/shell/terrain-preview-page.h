/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "terrain-preview-build.h"
#include "terrain-workspace.h"

G_BEGIN_DECLS

/*
 * TerrainPreviewPage: a form's file as it would be asked, tried out while it is being written: read again whenever it,
 * or a file it depends on, is saved; answers stay where they fit. With all that was found wrong, and where.
 * No record comes of it and nothing is written, but for "preview.add", which puts the form into the library.
 *
 * Signal "added" (char *form_id, char *title): the form is in the library.
 * Signal "failed" (char *what, GError *error): it could not be.
 * Signal "translate" (char *context): the person wants to translate the form, or the text at @context (nullable).
 */
#define TERRAIN_TYPE_PREVIEW_PAGE (terrain_preview_page_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPreviewPage, terrain_preview_page, TERRAIN, PREVIEW_PAGE, AdwBin)

/* @file: an .xlsx, a folder of .csv, one .csv of it, or an XForm */
GtkWidget *terrain_preview_page_new (TerrainWorkspace *workspace, GFile *file);
/* Returns: (nullable) (transfer none): what is tried out; another one after each change of the file */
TerrainInterview *terrain_preview_page_get_interview (TerrainPreviewPage *self);
/* Returns: (nullable) (transfer none): what the interview is made of */
TerrainPreviewBuild *terrain_preview_page_get_build (TerrainPreviewPage *self);
/* Reads again, and then in @language where there is one. */
void terrain_preview_page_speak (TerrainPreviewPage *self, const char *language);
/* Focus back to the form. */
void terrain_preview_page_grab (TerrainPreviewPage *self);
/* @what: "outline" (the problems), "language-menu", "next-language", "next-section", "previous-section",
 * "next-problem": the window's actions of these names. FALSE where the page has no such thing. */
gboolean terrain_preview_page_do (TerrainPreviewPage *self, const char *what);
/* A step back, or done again. */
void terrain_preview_page_undo (TerrainPreviewPage *self, gboolean redo);

G_END_DECLS
