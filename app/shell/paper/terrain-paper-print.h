/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "terrain-paper.h"

G_BEGIN_DECLS

/* Asks for the printer, and prints. @paper: (transfer full). @failed: (nullable): called with what went wrong */
typedef void (*TerrainPaperFailedFunc) (const GError *error, gpointer user_data);
void terrain_paper_print (TerrainPaper *paper, GtkWindow *parent, TerrainPaperFailedFunc failed, gpointer user_data);
/* On each side, in points. */
double terrain_paper_get_margin (const TerrainPaper *paper);
/* Without any question, on the paper of the place (A4, or Letter). @paper: (transfer none) */
gboolean terrain_paper_save_pdf (TerrainPaper *paper, GFile *file, GError **error);

G_END_DECLS
