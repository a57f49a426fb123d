/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <terrain-engine.h>

G_BEGIN_DECLS

/* Everything there is to see of an interview, as text: the record's bytes, the language, and what every item shows.
 * (transfer full) */
char *interview_state (TerrainInterview *interview);
/* Something a person could do: an answer (right, wrong or none), an instance more or less, another language. */
void interview_random_step (TerrainInterview *interview, GRand *random);
/* (transfer full) (nullable): NULL for what is no form; lists are looked for beside it and one folder up */
TerrainForm *interview_load_form (const char *path);

G_END_DECLS
