/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Called with what one answer took, in nanoseconds. */
typedef void (*TerrainCliFillFunc) (gint64 ns, gpointer user_data);

/* Nanoseconds of a clock that only goes forward. */
gint64 terrain_cli_now_ns (void);

/* Answers every question that is asked, in order, with the first answer that is accepted; each optional repeat gets
 * one instance. Returns: how many questions were answered */
guint terrain_cli_fill (TerrainInterview *interview, TerrainCliFillFunc func, gpointer user_data);

G_END_DECLS
