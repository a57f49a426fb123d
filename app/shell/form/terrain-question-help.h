/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * TerrainQuestionHelp: what F1 opens at a question: the form's guidance, and in words why things are as they are. Most
 * questions have none until somebody asks. Property "expanded".
 */
#define TERRAIN_TYPE_QUESTION_HELP (terrain_question_help_get_type ())
G_DECLARE_FINAL_TYPE (TerrainQuestionHelp, terrain_question_help, TERRAIN, QUESTION_HELP, GtkWidget)

GtkWidget *terrain_question_help_new (void);
/* @markup: (nullable): none; it is then to be seen only while it is open */
void terrain_question_help_set_guidance (TerrainQuestionHelp *self, const char *markup);
void terrain_question_help_set_reasons (TerrainQuestionHelp *self, const char *text);
gboolean terrain_question_help_get_expanded (TerrainQuestionHelp *self);
void terrain_question_help_set_expanded (TerrainQuestionHelp *self, gboolean expanded);

G_END_DECLS
