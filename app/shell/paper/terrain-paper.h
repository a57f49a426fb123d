/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/**
 * TerrainPaperMark: what stands before a line
 * @TERRAIN_PAPER_BOX: a box to tick, several of them may be
 * @TERRAIN_PAPER_CIRCLE: one of them
 * @TERRAIN_PAPER_RULE: no text: a line to write on
 * @TERRAIN_PAPER_SHORT_RULE: the same, for a number or a day
 */
typedef enum
{
  TERRAIN_PAPER_PLAIN,
  TERRAIN_PAPER_BOX,
  TERRAIN_PAPER_BOX_TICKED,
  TERRAIN_PAPER_CIRCLE,
  TERRAIN_PAPER_RULE,
  TERRAIN_PAPER_SHORT_RULE,
} TerrainPaperMark;

typedef enum
{
  TERRAIN_PAPER_TITLE,
  TERRAIN_PAPER_DETAIL,   /* below the title */
  TERRAIN_PAPER_HEADING,
  TERRAIN_PAPER_ROUTING,  /* when what follows is asked */
  TERRAIN_PAPER_TEXT,     /* to be read */
  TERRAIN_PAPER_QUESTION,
  TERRAIN_PAPER_HINT,
  TERRAIN_PAPER_LINE,     /* of an answer */
  TERRAIN_PAPER_IMAGE,
} TerrainPaperKind;

/**
 * TerrainPaperBlock: one paragraph, or line, or image
 * @markup: (nullable): Pango's
 * @level: of a heading: 1 is the highest; of a routing: 1 where it is that of a part of the form, under its heading
 * @keep: stays on one page with the next one
 * @columns: of a row of a table, whose cells have tabs between them; 0: no row
 * @width: of an image, in points; 0: as large as it is, and no larger than images are
 */
typedef struct
{
  TerrainPaperKind kind;
  TerrainPaperMark mark;
  guint level;
  char *markup;
  GdkPixbuf *image;
  gboolean keep;
  guint columns;
  double width;
} TerrainPaperBlock;

/*
 * TerrainPaper: what is on paper, from the first line to the last.
 */
typedef struct
{
  guint refs;
  GPtrArray *blocks;    /* (element-type TerrainPaperBlock) */
  char *title;          /* the form's: nothing of a person */
  char *footer;         /* title and version */
  char *language;       /* (nullable): as the form writes it */
  gboolean right_to_left;
  gboolean plain;       /* somebody else's page: nothing is added at its foot, and its margins are narrow */
} TerrainPaper;

TerrainPaper *terrain_paper_ref (TerrainPaper *self);
/* Lets go of it. */
void terrain_paper_free (TerrainPaper *self);
TerrainPaper *terrain_paper_new (TerrainInterview *interview);
/* @markup: (transfer full) (nullable). The block is the paper's; another call may move it. */
TerrainPaperBlock *terrain_paper_add (TerrainPaper *self, TerrainPaperKind kind, char *markup);
TerrainPaperBlock *terrain_paper_add_plain (TerrainPaper *self, TerrainPaperKind kind, const char *text);
/* @text: (nullable): a label or hint as the form has it; nothing is added where there is nothing to read */
TerrainPaperBlock *terrain_paper_add_label (TerrainPaper *self, TerrainPaperKind kind, const char *text);

/* A record as it was answered. @store, @uuid: (nullable): where its images are; @remarks: (nullable)
 * (element-type TerrainRemark): what was noted on its questions */
TerrainPaper *terrain_paper_new_record (TerrainInterview *interview, TerrainStore *store, const char *uuid,
                                        GPtrArray *remarks);
/* A form to be answered with a pen. @interview: one that nobody has answered; repeat instances are added to it */
TerrainPaper *terrain_paper_new_blank (TerrainInterview *interview);

/* When @item is asked, and what its answer must be, as sentences; (transfer full) (nullable): %NULL where the form says
 * nothing. @numbers: (element-type utf8 guint): of the questions on the paper, by the refs of their controls */
char *terrain_paper_dup_routing (TerrainItem *item, GHashTable *numbers);
char *terrain_paper_dup_constraint (TerrainItem *item, GHashTable *numbers);
/* How often a repeat is asked, where an answer decides that. */
char *terrain_paper_dup_count (TerrainItem *repeat);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TerrainPaper, terrain_paper_free)

G_END_DECLS
