/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * What a question consists of, from top to bottom. Most questions have three or four of these, and pay for no more: a part
 * is made when it first has something to show, put where it belongs, and hidden while it has nothing.
 */
typedef enum
{
  TERRAIN_PART_HEADER, /* the label and, at its end, a button */
  TERRAIN_PART_MEDIA,  /* of the label */
  TERRAIN_PART_HINT,
  TERRAIN_PART_HELP,
  TERRAIN_PART_KEPT,
  TERRAIN_PART_EDITOR,
  TERRAIN_PART_MASKED, /* in place of the editor */
  TERRAIN_PART_RESERVED,
  TERRAIN_PART_NOTICE,
  TERRAIN_PART_VALUE, /* of what is read-only */
  TERRAIN_PART_REMARKS,
  TERRAIN_PART_MESSAGE,
  TERRAIN_N_PARTS,
} TerrainPart;

typedef struct
{
  GtkWidget *question;
  GtkWidget *at[TERRAIN_N_PARTS]; /* each NULL until it is made */
} TerrainQuestionParts;

/* What comes late turns as the question does. */
void terrain_question_parts_put (TerrainQuestionParts *self, TerrainPart part, GtkWidget *widget);
void terrain_question_parts_take_away (TerrainQuestionParts *self, TerrainPart part);
gboolean terrain_question_parts_is_shown (const TerrainQuestionParts *self, TerrainPart part);
/* A part that is one label: hint, notice or value. @markup: (nullable): nothing */
void terrain_question_parts_show_text (TerrainQuestionParts *self, TerrainPart part, const char *markup);

/* Returns: the label of the header, which is put there */
GtkWidget *terrain_question_parts_add_header (TerrainQuestionParts *self);
/* Returns: the button at the end of the header that takes the answer back */
GtkWidget *terrain_question_parts_add_clear (TerrainQuestionParts *self);
/* Returns: the label of what is wrong, beside its icon */
GtkWidget *terrain_question_parts_add_message (TerrainQuestionParts *self);

G_END_DECLS
