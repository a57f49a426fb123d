/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-paper.h"

G_BEGIN_DECLS

/* The pages as they will come out, in a window of their own: to the printer, or into a PDF, only from there.
 * @paper: (transfer full) */
void terrain_paper_preview_show (GtkWindow *parent, TerrainPaper *paper);

G_END_DECLS
