/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interview-state.h"

#include <string.h>

#define MAX_CHOICES 40

static void
add_choices (GString     *state,
             TerrainItem *item)
{
  GListModel *choices = terrain_item_get_choices (item);

  for (guint i = 0; choices != NULL && i < MIN (g_list_model_get_n_items (choices), MAX_CHOICES); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      g_string_append_printf (state, " [%s %s]", terrain_choice_get_value (choice), terrain_choice_get_label (choice));
    }
}

static void
add_item (GString     *state,
          TerrainItem *item)
{
  g_autofree char *display = terrain_item_dup_display_value (item);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  g_string_append_printf (state, "%s %u “%s” “%s” %d%d%d%d%d%d “%s” “%s” “%s” “%s”", terrain_item_get_ref (item),
                          terrain_item_get_position (item), terrain_item_get_value (item), display,
                          terrain_item_get_relevant (item), terrain_item_get_readonly (item),
                          terrain_item_get_required (item), terrain_item_get_valid (item),
                          terrain_item_get_can_add (item), terrain_item_get_can_remove (item),
                          terrain_item_get_message (item), terrain_item_get_label (item), terrain_item_get_hint (item),
                          terrain_item_get_guidance (item));
  add_choices (state, item);
  g_string_append_c (state, '\n');
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      add_item (state, child);
    }
}

char *
interview_state (TerrainInterview *interview)
{
  g_autoptr (GBytes) xml = terrain_interview_save (interview);
  g_autoptr (GString) state = g_string_new_len (g_bytes_get_data (xml, NULL), (gssize) g_bytes_get_size (xml));

  g_string_append_printf (state, "\n%s\n", terrain_interview_get_language (interview));
  add_item (state, terrain_interview_get_root_item (interview));
  return g_strdup (state->str);
}

static void
collect (TerrainItem *item,
         GPtrArray   *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION || terrain_item_get_can_add (item))
    g_ptr_array_add (items, item);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      if (terrain_item_get_relevant (child))
        collect (child, items);
    }
}

static const char *
random_text (TerrainDataType type,
             GRand          *random)
{
  static const char *const numbers[] = { "1", "2", "20", "150", "0", "-3", "2020", "" };
  static const char *const dates[] = { "2020-02-29", "1980-05-01", "2099-12-31", "" };
  static const char *const texts[] = { "x", "Anderlecht", "1", "", "a longer text of several words" };
  static const char *const places[] = { "50.8 4.3 0 0", "1 2 3 4", "" };
  static const char *const booleans[] = { "true", "false", "" };

#define PICK(array) array[g_rand_int_range (random, 0, G_N_ELEMENTS (array))]
  switch (type)
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return PICK (numbers);
    case TERRAIN_DATA_DATE:
    case TERRAIN_DATA_DATE_TIME:
      return PICK (dates);
    case TERRAIN_DATA_GEOPOINT:
      return PICK (places);
    case TERRAIN_DATA_BOOLEAN:
      return PICK (booleans);
    case TERRAIN_DATA_TIME:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BARCODE:
    default:
      return PICK (texts);
    }
}

static void
answer (TerrainItem *item,
        GRand       *random)
{
  GListModel *choices = terrain_item_get_choices (item);
  guint n = choices != NULL ? g_list_model_get_n_items (choices) : 0;
  g_autoptr (TerrainChoice) choice = NULL;
  const char *value;

  if (n > 0 && g_rand_int_range (random, 0, 8) > 0)
    {
      choice = g_list_model_get_item (choices, (guint) g_rand_int_range (random, 0, (int) n));
      value = terrain_choice_get_value (choice);
    }
  else if (choices != NULL)
    value = g_rand_boolean (random) ? "" : "not-offered";
  else
    value = random_text (terrain_control_get_data_type (terrain_item_get_control (item)), random);
  /* What is refused is none of this test's business. */
  terrain_item_answer (item, value, NULL);
}

void
interview_random_step (TerrainInterview *interview,
                       GRand            *random)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_auto (GStrv) languages = terrain_interview_dup_languages (interview);
  guint n_languages = g_strv_length (languages);
  TerrainItem *item;

  if (n_languages > 1 && g_rand_int_range (random, 0, 15) == 0)
    {
      terrain_interview_set_language (interview, languages[g_rand_int_range (random, 0, (int) n_languages)], NULL);
      return;
    }
  collect (terrain_interview_get_root_item (interview), items);
  if (items->len == 0)
    return;
  item = g_ptr_array_index (items, g_rand_int_range (random, 0, (int) items->len));
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    {
      answer (item, random);
    }
  else
    {
      g_autofree char *ref = g_strdup (terrain_item_get_ref (item));
      guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

      if (n > 0 && g_rand_boolean (random))
        {
          g_autofree char *instance = g_strdup_printf ("%s[%d]", ref, g_rand_int_range (random, 1, (int) n + 1));

          terrain_interview_remove_instance (interview, instance, NULL);
        }
      else
        {
          terrain_interview_add_instance (interview, ref, NULL);
        }
    }
}

static GBytes *
load_source (const char *uri,
             gpointer    user_data,
             GError    **error)
{
  g_autofree char *name = g_path_get_basename (uri);
  g_autofree char *folder = g_path_get_dirname (user_data);
  g_autofree char *beside = g_build_filename (folder, name, NULL);
  g_autofree char *above = g_build_filename (folder, "..", name, NULL);
  char *text = NULL;
  gsize length;

  if (!g_file_get_contents (g_file_test (beside, G_FILE_TEST_EXISTS) ? beside : above, &text, &length, error))
    return NULL;
  return g_bytes_new_take (text, length);
}

TerrainForm *
interview_load_form (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) xml = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL))
    return NULL;
  xml = g_bytes_new_take (g_steal_pointer (&text), length);
  return terrain_form_parse (xml, load_source, (gpointer) path, NULL, NULL);
}
