/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>

#include "terrain-shell-resources.h"
#include "terrain-shell.h"

/* Asked for by name: the linker drops a constructor that nothing of a static library refers to. Doing it twice is
 * harmless: the generated code keeps one registration. */
void
terrain_shell_register_resources (void)
{
  g_resources_register (terrain_shell_get_resource ());
}
