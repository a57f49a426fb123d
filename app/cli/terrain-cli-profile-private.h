/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* Opens the profile a verb works on, complaining where it cannot: --profile must name one that exists. */
TerrainProfile *terrain_cli_open_profile (const char *verb, const char *folder, int *code);
/* The translations of the forms shipped. */
void terrain_cli_add_po_folder (TerrainProfile *profile);
/* A record as a line of JSON. */
void terrain_cli_print_record (const TerrainRecord *record);

G_END_DECLS
