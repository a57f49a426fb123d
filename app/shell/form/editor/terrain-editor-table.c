/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-editors.h"
#include "terrain-timed-grid.h"

/* Beyond this a list is searched where the form says so, beyond the second number in any case: nobody reads on. */
#define SEARCH_FROM 12
#define SEARCH_ALWAYS 60

typedef struct
{
  TerrainControlKind kind;
  int type;               /* TerrainDataType, -1 for any */
  const char *appearance; /* NULL for any */
  GType (*editor) (void);
  gboolean (*fits) (TerrainControl *control); /* NULL: always */
} Row;

/* The first row that fits counts; app/shell/form/README.md has the same table in words. */
static const Row table[] = {
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_INT, NULL, terrain_number_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_DECIMAL, NULL, terrain_number_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_DATE, NULL, terrain_date_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_DATE_TIME, NULL, terrain_date_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_TIME, NULL, terrain_time_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_BARCODE, NULL, terrain_code_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_BINARY, NULL, terrain_kept_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_GEOPOINT, NULL, terrain_place_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_GEOTRACE, NULL, terrain_place_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_GEOSHAPE, NULL, terrain_place_editor_get_type, NULL },
  { TERRAIN_CONTROL_INPUT, TERRAIN_DATA_STRING, NULL, terrain_print_editor_get_type, terrain_print_editor_fits },
  { TERRAIN_CONTROL_INPUT, -1, NULL, terrain_text_editor_get_type, NULL },
  { TERRAIN_CONTROL_SECRET, -1, NULL, terrain_text_editor_get_type, NULL },
  { TERRAIN_CONTROL_SELECT1, -1, "label", terrain_heading_editor_get_type, NULL },
  { TERRAIN_CONTROL_SELECT, -1, "label", terrain_heading_editor_get_type, NULL },
  { TERRAIN_CONTROL_SELECT1, -1, NULL, terrain_choice_editor_get_type, NULL },
  { TERRAIN_CONTROL_SELECT, -1, NULL, terrain_timed_grid_editor_get_type, terrain_timed_grid_fits },
  { TERRAIN_CONTROL_SELECT, -1, NULL, terrain_choice_editor_get_type, NULL },
  { TERRAIN_CONTROL_RANK, -1, NULL, terrain_rank_editor_get_type, NULL },
  { TERRAIN_CONTROL_RANGE, -1, "rating", terrain_rating_editor_get_type, terrain_rating_editor_fits },
  { TERRAIN_CONTROL_RANGE, TERRAIN_DATA_INT, NULL, terrain_steps_editor_get_type, terrain_steps_editor_fits },
  { TERRAIN_CONTROL_RANGE, TERRAIN_DATA_DECIMAL, NULL, terrain_steps_editor_get_type, terrain_steps_editor_fits },
  { TERRAIN_CONTROL_RANGE, TERRAIN_DATA_INT, NULL, terrain_range_editor_get_type, NULL },
  { TERRAIN_CONTROL_RANGE, TERRAIN_DATA_DECIMAL, NULL, terrain_range_editor_get_type, NULL },
  { TERRAIN_CONTROL_RANGE, TERRAIN_DATA_STRING, NULL, terrain_range_editor_get_type, NULL },
  { TERRAIN_CONTROL_RANGE, -1, NULL, terrain_text_editor_get_type, NULL },
  { TERRAIN_CONTROL_TRIGGER, -1, NULL, terrain_trigger_editor_get_type, NULL },
  { TERRAIN_CONTROL_UPLOAD, -1, NULL, terrain_upload_editor_get_type, NULL },
};

static gboolean
is_searched (TerrainItem *item, TerrainControl *control)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint count = choices != NULL ? g_list_model_get_n_items (choices) : 0;

  if (terrain_control_get_kind (control) != TERRAIN_CONTROL_SELECT1)
    return FALSE;
  return count > SEARCH_ALWAYS ||
         (count > SEARCH_FROM &&
          (terrain_control_has_appearance (control, "minimal") || terrain_control_has_appearance (control, "search") ||
           terrain_control_has_appearance (control, "autocomplete")));
}

GType
terrain_editor_pick (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  TerrainControlKind kind = terrain_control_get_kind (control);
  TerrainDataType type = terrain_control_get_data_type (control);

  if (is_searched (item, control) && !terrain_control_has_appearance (control, "label"))
    return TERRAIN_TYPE_SEARCH_EDITOR;
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].kind == kind && (table[i].type == -1 || table[i].type == (int) type) &&
        (table[i].appearance == NULL || terrain_control_has_appearance (control, table[i].appearance)) &&
        (table[i].fits == NULL || table[i].fits (control)))
      return table[i].editor ();
  return TERRAIN_TYPE_TEXT_EDITOR;
}
