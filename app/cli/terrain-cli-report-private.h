/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-report.h>

G_BEGIN_DECLS

/* Where a file of the program's own data is: in TERRAIN_DATA_DIR, the build folder of a program that is not installed,
 * or where it was installed. @installed: the folder there */
char *terrain_cli_find_data (const char *folder, const char *name, const char *installed);

/* Adds every finished record, complaining of those that cannot be read. FALSE where there was nothing to read. */
gboolean terrain_cli_add_profile_records (TerrainReport *report, const char *folder);
gboolean terrain_cli_add_archive_records (TerrainReport *report, const char *path);
gboolean terrain_cli_add_file_records (TerrainReport *report, char **paths);

/* The words of answers, from the forms shipped, in @language where they have it. */
void terrain_cli_set_report_labels (TerrainReport *report, const char *language);

G_END_DECLS
