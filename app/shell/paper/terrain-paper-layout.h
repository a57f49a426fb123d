/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "terrain-paper.h"

G_BEGIN_DECLS

/*
 * TerrainPaperLayout: a paper on pages of one size. All lengths are points (1/72 inch).
 *
 *   block ─► strips: parts of it that stay whole (a heading, a box with its words, one line of a long answer)
 *   strips that keep together ─► run: on one page, where a page can hold it
 *   pages = ranges of strips
 */
typedef struct _TerrainPaperLayout TerrainPaperLayout;

/* @context: (transfer none): the fonts of what it will be drawn on; @width, @height: within the margins */
TerrainPaperLayout *terrain_paper_layout_new (const TerrainPaper *paper, PangoContext *context, double width,
                                              double height);
void terrain_paper_layout_free (TerrainPaperLayout *self);
guint terrain_paper_layout_get_n_pages (TerrainPaperLayout *self);
/* @cairo: at the upper left corner within the margins */
void terrain_paper_layout_draw (TerrainPaperLayout *self, cairo_t *cairo, guint page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPaperLayout, terrain_paper_layout_free)

G_END_DECLS
