/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>

#include "terrain-kiosk-languages.h"

static gboolean
has_same_tag (const char *a,
              const char *b)
{
  g_autofree char *tag_a = terrain_language_dup_tag (a);
  g_autofree char *tag_b = terrain_language_dup_tag (b);

  return g_strcmp0 (a, b) == 0 || (tag_a && tag_b && g_ascii_strcasecmp (tag_a, tag_b) == 0);
}

static void
add (GPtrArray  *languages,
     const char *language)
{
  for (guint i = 0; i < languages->len; i++)
    if (has_same_tag (g_ptr_array_index (languages, i), language))
      return;
  g_ptr_array_add (languages, g_strdup (language));
}

static GPtrArray *
list_all (TerrainProfile *profile,
          TerrainForm    *form)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  const char *const *own = terrain_form_get_languages (form);
  g_autoptr (GPtrArray) translations = terrain_profile_load_translations (profile, form, NULL);

  for (guint i = 0; own && own[i]; i++)
    add (all, own[i]);
  for (guint i = 0; translations && i < translations->len; i++)
    add (all, terrain_translation_get_language (g_ptr_array_index (translations, i)));
  return all;
}

char **
terrain_kiosk_languages_of (TerrainProfile *profile,
                            TerrainForm    *form,
                            char          **tags)
{
  g_autoptr (GPtrArray) all = list_all (profile, form);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = 0; tags && tags[i]; i++)
    for (guint j = 0; j < all->len; j++)
      if (has_same_tag (tags[i], g_ptr_array_index (all, j)))
        {
          g_strv_builder_add (builder, g_ptr_array_index (all, j));
          n++;
        }
  for (guint j = 0; n == 0 && j < all->len; j++)
    g_strv_builder_add (builder, g_ptr_array_index (all, j));
  if (all->len == 0)
    g_strv_builder_add (builder, "");
  return g_strv_builder_end (builder);
}

gboolean
terrain_kiosk_has_answer (TerrainItem *item)
{
  if (!terrain_item_get_relevant (item))
    return FALSE;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    {
      const char *value = terrain_item_get_value (item);
      return !terrain_item_get_readonly (item) && value && value[0] != '\0';
    }

  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      if (terrain_kiosk_has_answer (child))
        return TRUE;
    }
  return FALSE;
}
