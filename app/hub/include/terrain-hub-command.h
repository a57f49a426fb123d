/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The program terrain-hub:
 *   terrain-hub --port N --data DIR --forms DIR [--user NAME --password-file FILE] [--public]
 *       prints the base URL on a line when it listens; ends on SIGTERM or SIGINT
 *   terrain-hub --data DIR --list          what the archive holds, a JSON object a line
 *   terrain-hub --data DIR --show ID       the XML of one submission
 *
 * @argv: as main() has it. Returns: the exit status: 0, 1 for a failure, 2 for a wrong command line
 */
int terrain_hub_command_run (int argc, char **argv);

G_END_DECLS
