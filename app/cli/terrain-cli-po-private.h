/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-catalog.h>

G_BEGIN_DECLS

/*
 * TerrainCliPoForm: a form named on the command line, from its XForm or from the spreadsheet it is made of.
 */
typedef struct _TerrainCliPoForm TerrainCliPoForm;

/* Complains in words where there is none. Returns: (nullable) */
TerrainCliPoForm *terrain_cli_po_form_new (const char *path);
void terrain_cli_po_form_free (TerrainCliPoForm *self);
TerrainForm *terrain_cli_po_form_get (TerrainCliPoForm *self);
GBytes *terrain_cli_po_form_get_xml (TerrainCliPoForm *self);
/* Where the form's external lists come from: a TerrainSourceFunc's user data. */
gpointer terrain_cli_po_form_get_source (TerrainCliPoForm *self);
/* A TerrainCatalogPlaceFunc with @self as user data: sheet and row. */
void terrain_cli_po_form_place (const TerrainText *text, char **file, guint *line, char **note, gpointer self);

int terrain_cli_po_extract (int argc, char **argv, const char *language);
int terrain_cli_po_bake (int argc, char **argv, const char *main_language);
void terrain_cli_po_print_statistics (const char *path, const char *language,
                                      const TerrainCatalogStatistics *statistics);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainCliPoForm, terrain_cli_po_form_free)

G_END_DECLS
