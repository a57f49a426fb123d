/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-form.h"
#include "terrain-issue.h"

G_BEGIN_DECLS

/**
 * terrain_form_check:
 * @form: a form that can run
 *
 * Looks for what its author most likely did not mean: comparisons that are never true, questions nobody is ever asked,
 * references that lead nowhere or to several nodes, texts that are not translated… Nothing here keeps a form from
 * running; what does is found by terrain_form_parse(). Not part of opening a form: it is for its author. Safe in a
 * worker thread.
 *
 * Returns: (transfer full) (element-type TerrainIssue): in file order, those without a line last; never errors
 */
GPtrArray *terrain_form_check (TerrainForm *form);

G_END_DECLS
