/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * terrain_svg_check:
 *
 * Reads a drawing of a form before anything draws it: whether it is one, of sensible size and depth, and names nothing
 * outside itself.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the ids of its elements in the order they are drawn;
 *   NULL with a whole sentence for a person
 */
char **terrain_svg_check (GBytes *svg, GError **error);

G_END_DECLS
