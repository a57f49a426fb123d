/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/*
 * A timed test of reading or counting (EGRA, EGMA), as ODK Collect has it: how a form asks for one, and what its answer is.
 * No widgets. The format is Collect's own (its module timedgrid), there being no other description of it:
 *
 *   appearance   x-timed-grid(type=words, columns=5, page-rows=5, duration=60, end-after=5, strict=true, pause=true,
 *                             all-answered=999, finish=1)          each may be left out; type=7: letters in 7 columns
 *   answer       the items that were wrong, then the last one reached: "w3 w8 w21"; with none wrong, the choice called
 *                all-answered in their place: "999 w21". The last one stands twice where it was wrong itself.
 *   figures      go to other questions of the form, whose appearance is x-timed-grid-answer(/data/test, NAME)
 */

typedef enum
{
  TERRAIN_TIMED_GRID_LETTERS,
  TERRAIN_TIMED_GRID_WORDS,
  TERRAIN_TIMED_GRID_NUMBERS,
  TERRAIN_TIMED_GRID_ARITHMETIC,
  TERRAIN_TIMED_GRID_READING, /* of a text: punctuation is no item */
} TerrainTimedGridType;

/**
 * TerrainTimedGridFinish: what happens when the test is ended before its time
 * @TERRAIN_TIMED_GRID_PICK: asked about, then the last item reached is pointed out
 * @TERRAIN_TIMED_GRID_CONFIRM: asked about; all was reached
 * @TERRAIN_TIMED_GRID_AT_ONCE: all was reached
 */
typedef enum
{
  TERRAIN_TIMED_GRID_PICK = 1,
  TERRAIN_TIMED_GRID_CONFIRM = 2,
  TERRAIN_TIMED_GRID_AT_ONCE = 3,
} TerrainTimedGridFinish;

typedef struct
{
  TerrainTimedGridType type;
  guint columns;
  guint page_rows;
  guint duration;  /* seconds */
  guint end_after; /* wrong ones in a row; 0: never */
  gboolean strict; /* time and wrong ones in a row end the test by themselves */
  gboolean pause;
  TerrainTimedGridFinish finish;
  char *all_right; /* the choice that stands for none wrong */
} TerrainTimedGridSettings;

/* Whether @control is such a test. */
gboolean terrain_timed_grid_fits (TerrainControl *control);
TerrainTimedGridSettings *terrain_timed_grid_settings_new (TerrainControl *control);
void terrain_timed_grid_settings_free (TerrainTimedGridSettings *self);

/* One item, as it stands in the grid. */
typedef struct
{
  char *value;
  char *text; /* without markup */
  gboolean skipped; /* punctuation of a text */
  gboolean wrong;
} TerrainTimedGridItem;

/* How a test went. @items: (element-type TerrainTimedGridItem) */
typedef struct
{
  GPtrArray *items;
  int last;       /* -1: not known yet */
  gboolean has_all_right; /* the choice of that name is there */
  guint seconds_left;
} TerrainTimedGridRun;

void terrain_timed_grid_run_init (TerrainTimedGridRun *self);
void terrain_timed_grid_run_clear (TerrainTimedGridRun *self);
/* Takes the items of @choices; nothing is marked then. */
void terrain_timed_grid_run_fill (TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings, GListModel *choices);
/* Nothing marked, nothing reached. */
void terrain_timed_grid_run_reset (TerrainTimedGridRun *self);
/* Marks what an answer says. */
void terrain_timed_grid_run_read (TerrainTimedGridRun *self, const char *value);
/* (transfer full): the answer */
char *terrain_timed_grid_run_dup_value (const TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings);
/* (transfer full) (nullable): one of the figures, "correct-count" and others; NULL for a name that nobody knows */
char *terrain_timed_grid_run_dup_figure (const TerrainTimedGridRun *self, const TerrainTimedGridSettings *settings,
                                         const char *name);
guint terrain_timed_grid_run_count_wrong (const TerrainTimedGridRun *self);
/* How many wrong ones stand in a row with @position. */
guint terrain_timed_grid_run_count_row (const TerrainTimedGridRun *self, guint position);
/* The first item that may be the last one reached: none before the last wrong one. */
guint terrain_timed_grid_run_get_first_end (const TerrainTimedGridRun *self);

/* @item: a question. Returns: (transfer full) (nullable): which figure of the test at @ref (without positions) it takes */
char *terrain_timed_grid_dup_figure_of (TerrainItem *item, const char *ref);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainTimedGridSettings, terrain_timed_grid_settings_free)

G_END_DECLS
