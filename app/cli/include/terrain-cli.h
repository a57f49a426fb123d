/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* All of terrainctl. Returns: 0 done, 1 something is wrong with what was looked at, 2 wrong usage */
int terrain_cli_main (int argc, char **argv);

G_END_DECLS
