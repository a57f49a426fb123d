/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-cli.h>

int
main (int argc, char **argv)
{
  return terrain_cli_main (argc, argv);
}
