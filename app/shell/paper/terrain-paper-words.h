/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a paper are in its own language, which may be another than the program's: between these two, gettext gives
 * that one's, where the program has it. On the main thread only, and never across the main loop. */
typedef struct
{
  char *languages; /* as they were */
  gboolean changed;
} TerrainPaperWords;

/* @language: (nullable): as a form writes it; %NULL changes nothing */
TerrainPaperWords terrain_paper_words_begin (const char *language);
void terrain_paper_words_end (TerrainPaperWords *self);
/* Whether the names of months are in @language, too: those are the system's. */
gboolean terrain_paper_words_has_months (const char *language);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TerrainPaperWords, terrain_paper_words_end)

G_END_DECLS
