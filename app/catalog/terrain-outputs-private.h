/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The outputs of one text, and how a translator sees them.
 *
 *   form        since <output value="/data/s_vic/since_label"/> …
 *   catalogue   since ${since_label} …
 *
 * The name is the last step of the output's path; where two outputs of one text end in the same step, as many steps
 * as tell them apart (${mother/name}, ${child/name}). An expression that is not a plain path has no name and stays as
 * it is in the form.
 */
typedef struct
{
  char *markup;     /* the element as the form has it */
  char *expression; /* its expression, blanks at the ends removed */
  char *name;       /* (nullable) */
} TerrainOutput;

/* Returns: (transfer full) (element-type TerrainOutput): each different output once, in the order of @source */
GPtrArray *terrain_outputs_find (const char *source);

/* The next output in @text, which begins at @begin and has @expression (transfer full).
 * Returns: behind it, NULL where there is none */
const char *terrain_outputs_next (const char *text, const char **begin, char **expression);

/* Returns: (transfer full): @source as a translator sees it */
char *terrain_outputs_to_catalog (const char *source, GPtrArray *outputs);

/**
 * terrain_outputs_from_catalog:
 * @text: a msgid or msgstr
 * @source: the form's text
 * @outputs: those of @source
 * @problem: (out) (optional): what is wrong with the placeholders of @text, in a sentence
 *
 * Returns: (transfer full) (nullable): @text as the form has it; %NULL where a placeholder is not one of the source's,
 *   or one is missing
 */
char *terrain_outputs_from_catalog (const char *text, const char *source, GPtrArray *outputs, char **problem);

G_END_DECLS
