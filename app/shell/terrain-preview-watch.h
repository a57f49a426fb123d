/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * TerrainPreviewWatch: tells when a form's files change, once they have been quiet for a moment: programs save in
 * several steps, by writing, or by putting a new file in the place of the old one.
 * Signal "changed" (no arguments).
 */
#define TERRAIN_TYPE_PREVIEW_WATCH (terrain_preview_watch_get_type ())
G_DECLARE_FINAL_TYPE (TerrainPreviewWatch, terrain_preview_watch, TERRAIN, PREVIEW_WATCH, GObject)

TerrainPreviewWatch *terrain_preview_watch_new (void);
/* @files: (element-type GFile): there or not
 * @folders: (element-type GFile): whose po files count, whichever come
 * Returns: whether some of it was not watched before: it may have changed since it was last looked at */
gboolean terrain_preview_watch_set (TerrainPreviewWatch *self, GPtrArray *files, GPtrArray *folders);

G_END_DECLS
