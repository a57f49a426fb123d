/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-paper-layout.h"

G_BEGIN_DECLS

/* What is never cut. */
typedef struct
{
  const TerrainPaperBlock *block;
  PangoLayout *layout; /* (nullable): an image or a line to write on */
  int first_line;      /* of the layout */
  int n_lines;
  double top;    /* space above, not at the top of a page */
  double height;
  double indent; /* from the side the writing begins at */
  gboolean first; /* of its block: the mark stands here */
  gboolean keep;  /* on one page with the next */
} TerrainPaperStrip;

struct _TerrainPaperLayout
{
  const TerrainPaper *paper;
  PangoContext *context;
  double width;
  double height;
  GArray *strips; /* of TerrainPaperStrip */
  GArray *pages;  /* of guint: the first strip of each */
};

/* Room for a mark and the space after it. */
#define TERRAIN_PAPER_MARK_WIDTH 16.0
#define TERRAIN_PAPER_FOOTER_HEIGHT 24.0

void terrain_paper_draw_strip (TerrainPaperLayout *self, cairo_t *cairo, const TerrainPaperStrip *strip, double y);
void terrain_paper_draw_footer (TerrainPaperLayout *self, cairo_t *cairo, guint page);

G_END_DECLS
