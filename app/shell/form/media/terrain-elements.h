/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * terrain_elements_check:
 * @names: GStreamer elements, NULL at the end
 *
 * Starts GStreamer, which is done only when somebody first records or films: it takes a while.
 *
 * Returns: FALSE with a whole sentence where one of them is not installed
 */
gboolean terrain_elements_check (const char *const *names, GError **error);
gboolean terrain_elements_have (const char *name);

G_END_DECLS
