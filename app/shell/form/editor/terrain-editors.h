/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-editor.h"

G_BEGIN_DECLS

/* The types of editors; terrain_editor_pick() chooses. */

GType terrain_text_editor_get_type (void);
GType terrain_code_editor_get_type (void);
GType terrain_number_editor_get_type (void);
GType terrain_date_editor_get_type (void);
GType terrain_time_editor_get_type (void);
GType terrain_choice_editor_get_type (void);
GType terrain_search_editor_get_type (void);
GType terrain_rank_editor_get_type (void);
GType terrain_range_editor_get_type (void);
GType terrain_trigger_editor_get_type (void);
GType terrain_kept_editor_get_type (void);
GType terrain_upload_editor_get_type (void);
GType terrain_place_editor_get_type (void);
GType terrain_rating_editor_get_type (void);

/* Whether a range has few enough steps for a star each. */
gboolean terrain_rating_editor_fits (TerrainControl *control);
GType terrain_steps_editor_get_type (void);
/* Whether it has few enough for a button each, and the form does not ask for something else. */
gboolean terrain_steps_editor_fits (TerrainControl *control);
GType terrain_heading_editor_get_type (void);
GType terrain_timed_grid_editor_get_type (void);
GType terrain_print_editor_get_type (void);
/* Whether its answer is a page to be printed. */
gboolean terrain_print_editor_fits (TerrainControl *control);

#define TERRAIN_TYPE_TEXT_EDITOR (terrain_text_editor_get_type ())
#define TERRAIN_TYPE_CODE_EDITOR (terrain_code_editor_get_type ())
#define TERRAIN_TYPE_NUMBER_EDITOR (terrain_number_editor_get_type ())
#define TERRAIN_TYPE_DATE_EDITOR (terrain_date_editor_get_type ())
#define TERRAIN_TYPE_TIME_EDITOR (terrain_time_editor_get_type ())
#define TERRAIN_TYPE_CHOICE_EDITOR (terrain_choice_editor_get_type ())
#define TERRAIN_TYPE_SEARCH_EDITOR (terrain_search_editor_get_type ())
#define TERRAIN_TYPE_RANK_EDITOR (terrain_rank_editor_get_type ())
#define TERRAIN_TYPE_RANGE_EDITOR (terrain_range_editor_get_type ())
#define TERRAIN_TYPE_TRIGGER_EDITOR (terrain_trigger_editor_get_type ())
#define TERRAIN_TYPE_KEPT_EDITOR (terrain_kept_editor_get_type ())
#define TERRAIN_TYPE_UPLOAD_EDITOR (terrain_upload_editor_get_type ())
#define TERRAIN_TYPE_PLACE_EDITOR (terrain_place_editor_get_type ())
#define TERRAIN_TYPE_RATING_EDITOR (terrain_rating_editor_get_type ())
#define TERRAIN_TYPE_STEPS_EDITOR (terrain_steps_editor_get_type ())
#define TERRAIN_TYPE_TIMED_GRID_EDITOR (terrain_timed_grid_editor_get_type ())
#define TERRAIN_TYPE_PRINT_EDITOR (terrain_print_editor_get_type ())
#define TERRAIN_TYPE_HEADING_EDITOR (terrain_heading_editor_get_type ())

G_END_DECLS
