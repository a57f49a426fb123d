/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gettext-po.h>
#include <glib.h>

G_BEGIN_DECLS

/* libgettextpo keeps its state in static variables: every use of it holds this. */
void terrain_po_lock (void);
void terrain_po_unlock (void);

/* Replaces @path by @file at once: after a failure the old file is still there. terrain_po_lock() is held. */
gboolean terrain_po_write_file (po_file_t file, const char *path, GError **error);

G_END_DECLS
