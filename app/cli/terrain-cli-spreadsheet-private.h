/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>
#include <terrain-engine.h>
#include <terrain-xlsform.h>

G_BEGIN_DECLS

/* Whether @path is what a form is compiled from: .xlsx, .csv or a folder with survey.csv. */
gboolean terrain_cli_is_spreadsheet (const char *path);
/* Reads and compiles @path, and prints its issues to @stream. (nullable) (transfer full): %NULL where it cannot be read,
 * which it complains of; without XML where it is no form */
TerrainXlsform *terrain_cli_compile (FILE *stream, const char *path);
/* As terrain_cli_print_issues(), with the row of the spreadsheet in the place of a line of the form. */
void terrain_cli_print_issues_by_row (FILE *stream, const char *path, TerrainXlsform *form, GPtrArray *issues);

G_END_DECLS
