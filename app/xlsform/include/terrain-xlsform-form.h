/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-sheet-issue.h"
#include "terrain-spreadsheet.h"

G_BEGIN_DECLS

/**
 * TerrainXlsform:
 *
 * A spreadsheet as a form: the XForm or why there is none, what it needs beside it, and which row each node came from.
 * Immutable.
 */
typedef struct _TerrainXlsform TerrainXlsform;

/**
 * terrain_xlsform_compile:
 * @spreadsheet: an XLSForm (xlsform.org); it is only read
 * @form_name: the form's id and title where the settings sheet says none; the file's name without its ending
 * @root_name: (nullable): the name of the instance's root where the settings sheet says none; %NULL for "data"
 *
 * Compiles a spreadsheet to an ODK XForm, equal in meaning to what pyxform makes of it. The same cells give the same
 * bytes. Reads no file and knows no clock.
 *
 * Returns: (transfer full): also where the spreadsheet is no form: then with errors and without XML
 */
TerrainXlsform *terrain_xlsform_compile (TerrainSpreadsheet *spreadsheet, const char *form_name, const char *root_name);

TerrainXlsform *terrain_xlsform_ref (TerrainXlsform *self);
void terrain_xlsform_unref (TerrainXlsform *self);

/* (transfer none) (nullable): the XForm, indented; %NULL where there are errors. */
GBytes *terrain_xlsform_get_xml (TerrainXlsform *self);
/* (transfer none) (element-type TerrainSheetIssue): in the order of sheets and rows as they were read. */
GPtrArray *terrain_xlsform_get_issues (TerrainXlsform *self);
/* (transfer none): what the form is called: its id and its title. Never empty where there is an XForm. */
const char *terrain_xlsform_get_form_id (TerrainXlsform *self);
const char *terrain_xlsform_get_title (TerrainXlsform *self);
/* (transfer none) (nullable): the external choices as itemsets.csv, which goes beside the form. */
GBytes *terrain_xlsform_get_itemsets (TerrainXlsform *self);
/* (transfer none): the files beside the form that it names, lists and media, without folders, each once. */
const char *const *terrain_xlsform_get_attachments (TerrainXlsform *self);

/**
 * terrain_xlsform_locate:
 * @ref: a node of the instance as an XPath without positions, "/data/group/question"; "choices/LIST/NAME" for a choice,
 *   "title" for the form's title
 * @sheet: (out) (optional) (transfer none): the sheet it came from
 *
 * Returns: its row there, 1-based; the row of the nearest group around it where the node was generated; 0 where
 *   nothing of the path is known
 */
guint terrain_xlsform_locate (TerrainXlsform *self, const char *ref, const char **sheet);
/* (transfer none) (nullable): what the author of that row says to translators, in a column translator_note or note. */
const char *terrain_xlsform_get_note (TerrainXlsform *self, const char *ref);

/* (transfer full): an XForm that is there already, indented as compiled ones are; %NULL with %G_IO_ERROR. */
GBytes *terrain_xform_normalise (GBytes *xml, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainXlsform, terrain_xlsform_unref)

G_END_DECLS
