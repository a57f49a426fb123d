/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-form-style.h"
#include "terrain-reserved.h"

#define LONGEST_READ_OUT 200

static const struct
{
  const char *attribute;
  const char *number;
  const char *choices[4];
} codes[TERRAIN_N_RESERVED] = {
  [TERRAIN_RESERVED_UNKNOWN] = { "dont-know", "-98", { "98", "-98", "dk", NULL } },
  [TERRAIN_RESERVED_REFUSED] = { "refused", "-99", { "99", "-99", "ref", NULL } },
};

static TerrainChoice *
find_choice (TerrainItem *item, const char *value)
{
  GListModel *choices = terrain_item_get_choices (item);

  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (g_str_equal (terrain_choice_get_value (choice), value))
        return g_steal_pointer (&choice);
    }
  return NULL;
}

static gboolean
has_choice (TerrainItem *item, const char *value)
{
  g_autoptr (TerrainChoice) choice = find_choice (item, value);

  return choice != NULL;
}

/* A list that counts up to a hundred means a number by 98. */
static const char *
find_choice_code (TerrainItem *item, TerrainReserved what)
{
  for (guint i = 0; codes[what].choices[i] != NULL; i++)
    {
      const char *value = codes[what].choices[i];

      if (has_choice (item, value))
        return g_ascii_isdigit (*value) && (has_choice (item, "94") || has_choice (item, "100")) ? NULL : value;
    }
  return NULL;
}

/* Whether @number stands in @expression as a whole number, and not as the difference of two things. */
static gboolean
names_number (const char *expression, const char *number)
{
  for (const char *at = strstr (expression, number); at != NULL; at = strstr (at + 1, number))
    {
      const char *before = at;
      char after = at[strlen (number)];

      while (before > expression && g_ascii_isspace (before[-1]))
        before--;
      if (g_ascii_isalnum (after) || after == '.' || after == '_')
        continue;
      if (before == expression || strchr ("=<>,(", before[-1]) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_number (TerrainControl *control)
{
  TerrainDataType type = terrain_control_get_data_type (control);

  return type == TERRAIN_DATA_INT || type == TERRAIN_DATA_DECIMAL;
}

char *
terrain_reserved_dup_code (TerrainItem *item, TerrainReserved what)
{
  TerrainControl *control;
  const char *declared, *constraint;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);
  g_return_val_if_fail ((guint) what < TERRAIN_N_RESERVED, NULL);

  control = terrain_item_get_control (item);
  if (control == NULL || terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION)
    return NULL;
  declared = terrain_control_get_bind_attribute (control, codes[what].attribute);
  if (declared != NULL && *declared != '\0')
    return terrain_item_get_choices (item) == NULL || has_choice (item, declared) ? g_strdup (declared) : NULL;
  switch (terrain_control_get_kind (control))
    {
    case TERRAIN_CONTROL_SELECT1:
    case TERRAIN_CONTROL_SELECT:
      return g_strdup (find_choice_code (item, what));
    case TERRAIN_CONTROL_INPUT:
    case TERRAIN_CONTROL_RANGE:
      constraint = is_number (control) ? terrain_control_get_bind_attribute (control, "constraint") : NULL;
      return constraint != NULL && names_number (constraint, codes[what].number) ? g_strdup (codes[what].number) : NULL;
    case TERRAIN_CONTROL_SECRET:
    case TERRAIN_CONTROL_RANK:
    case TERRAIN_CONTROL_TRIGGER:
    case TERRAIN_CONTROL_UPLOAD:
    case TERRAIN_CONTROL_GROUP:
    case TERRAIN_CONTROL_REPEAT:
    default:
      return NULL;
    }
}

TerrainChoice *
terrain_reserved_dup_choice (TerrainItem *item, TerrainReserved what)
{
  g_autofree char *code = terrain_reserved_dup_code (item, what);

  return code != NULL ? find_choice (item, code) : NULL;
}

char *
terrain_reserved_dup_label (TerrainItem *item, TerrainReserved what)
{
  g_autoptr (TerrainChoice) choice = terrain_reserved_dup_choice (item, what);

  if (choice != NULL)
    return terrain_form_dup_plain_text (terrain_choice_get_label (choice));
  return g_strdup (what == TERRAIN_RESERVED_UNKNOWN ? _("Don't know") : _("Prefer not to say"));
}

char **
terrain_reserved_dup_apart (TerrainItem *item)
{
  static const char *const grids[] = { "label", "list-nolabel", "list" };
  g_autoptr (GStrvBuilder) apart = g_strv_builder_new ();
  GListModel *choices = terrain_item_get_choices (item);
  gboolean read_out = choices != NULL && g_list_model_get_n_items (choices) <= LONGEST_READ_OUT;

  for (guint i = 0; i < G_N_ELEMENTS (grids); i++)
    read_out = read_out && !terrain_control_has_appearance (terrain_item_get_control (item), grids[i]);
  for (int what = 0; read_out && what < TERRAIN_N_RESERVED; what++)
    {
      g_autofree char *code = terrain_reserved_dup_code (item, (TerrainReserved) what);

      if (code != NULL)
        g_strv_builder_add (apart, code);
    }
  return g_strv_builder_end (apart);
}
