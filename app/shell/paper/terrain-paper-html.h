/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-paper.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the file of an image that a page names: "jr://images/logo.png", or "1720000000.jpg" of the
 * record; %NULL where there is none */
typedef GBytes *(*TerrainPaperFileFunc) (const char *name, gpointer user_data);

/*
 * A page that a form computed as HTML (Collect's appearance "printer"). Drawn: h1 to h6, p, div, br, hr, b, strong, i, em, u, s,
 * small, sub, sup, code, pre, ul, ol, li, table by rows, img, and Collect's <qrcode>. Of all other elements the text is drawn,
 * and nothing of their styles, links or scripts. An image is one that @file gives: no address is ever opened. What is no HTML
 * is text.
 */
TerrainPaper *terrain_paper_new_html (TerrainInterview *interview, const char *html, TerrainPaperFileFunc file,
                                      gpointer user_data);

G_END_DECLS
