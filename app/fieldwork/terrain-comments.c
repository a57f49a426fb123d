/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-comments.h"

#include <string.h>

/* Where a question stands in the form: which of its repeats holds it. */
typedef struct
{
  TerrainControl *control;
  const char *repeat; /* (nullable): the innermost */
} Place;

/* Paths without positions, one to the other. Of one interview's form, made when first asked for. */
typedef struct
{
  GHashTable *comments;  /* of the question → of its comment */
  GHashTable *commented; /* the other way */
} Links;

static void
links_free (gpointer data)
{
  Links *links = data;

  g_hash_table_unref (links->comments);
  g_hash_table_unref (links->commented);
  g_free (links);
}

static gboolean
is_log (TerrainControl *control)
{
  return terrain_control_has_appearance (control, "dn");
}

static gboolean
is_for_notes (TerrainControl *control)
{
  return terrain_control_get_kind (control) == TERRAIN_CONTROL_INPUT
         && terrain_control_get_data_type (control) == TERRAIN_DATA_STRING
         && (terrain_control_has_appearance (control, "comment") || is_log (control))
         && terrain_control_get_bind_attribute (control, "for") != NULL;
}

/* A path as forms write it ("/data/a", "../a", " current()/../a "), from the question at @from. (transfer full) */
static char *
resolve (const char *from, const char *path)
{
  g_autofree char *stripped = g_strstrip (g_strdup (path));
  const char *rest = g_str_has_prefix (stripped, "current()/") ? stripped + strlen ("current()/") : stripped;
  g_autofree char *whole = *rest == '/' ? g_strdup (rest) : g_strconcat (from, "/", rest, NULL);
  g_auto (GStrv) steps = g_strsplit (whole, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GString) resolved = g_string_new (NULL);

  for (guint i = 0; steps[i] != NULL; i++)
    {
      g_strstrip (steps[i]);
      if (g_str_equal (steps[i], "..") && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (*steps[i] != '\0' && !g_str_equal (steps[i], ".") && !g_str_equal (steps[i], ".."))
        g_ptr_array_add (kept, steps[i]);
    }
  for (guint i = 0; i < kept->len; i++)
    g_string_append_printf (resolved, "/%s", (char *) kept->pdata[i]);
  return g_strdup (resolved->str);
}

static void
collect_places (TerrainControl *control, const char *repeat, GHashTable *places, GPtrArray *for_notes)
{
  TerrainControlKind kind = terrain_control_get_kind (control);
  guint n = terrain_control_get_n_children (control);
  Place *place;

  if (kind == TERRAIN_CONTROL_REPEAT)
    repeat = terrain_control_get_ref (control);
  for (guint i = 0; i < n; i++)
    collect_places (terrain_control_get_child (control, i), repeat, places, for_notes);
  if (kind == TERRAIN_CONTROL_GROUP || kind == TERRAIN_CONTROL_REPEAT || terrain_control_get_ref (control) == NULL)
    return;
  place = g_new0 (Place, 1);
  place->control = control;
  place->repeat = repeat;
  if (is_for_notes (control))
    g_ptr_array_add (for_notes, place);
  g_hash_table_replace (places, (char *) terrain_control_get_ref (control), place);
}

static Links *
make_links (TerrainInterview *interview)
{
  GListModel *top = G_LIST_MODEL (terrain_interview_get_root_item (interview));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr (GPtrArray) for_notes = g_ptr_array_new ();
  Links *links = g_new0 (Links, 1);

  links->comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  links->commented = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < g_list_model_get_n_items (top); i++)
    {
      g_autoptr (TerrainItem) item = g_list_model_get_item (top, i);

      if (terrain_item_get_control (item) != NULL)
        collect_places (terrain_item_get_control (item), NULL, places, for_notes);
    }
  for (guint i = 0; i < for_notes->len; i++)
    {
      const Place *place = for_notes->pdata[i];
      const char *ref = terrain_control_get_ref (place->control);
      g_autofree char *target = resolve (ref, terrain_control_get_bind_attribute (place->control, "for"));
      const Place *other = g_hash_table_lookup (places, target);

      if (other == NULL || is_for_notes (other->control) || g_strcmp0 (other->repeat, place->repeat) != 0
          || g_hash_table_contains (links->comments, target))
        continue;
      g_hash_table_insert (links->comments, g_strdup (target), g_strdup (ref));
      g_hash_table_insert (links->commented, g_strdup (ref), g_strdup (target));
    }
  return links;
}

static const Links *
links_of (TerrainInterview *interview)
{
  static const char key[] = "terrain-comments";
  Links *links = g_object_get_data (G_OBJECT (interview), key);

  if (links == NULL)
    {
      links = make_links (interview);
      g_object_set_data_full (G_OBJECT (interview), key, links, links_free);
    }
  return links;
}

static gsize
name_length (const char *step)
{
  return strcspn (step, "[/");
}

/* @generic with the positions of @ref, as far as both go the same way. (transfer full) */
static char *
place_beside (const char *ref, const char *generic)
{
  GString *placed = g_string_new (NULL);

  while (*ref == '/' && *generic == '/' && name_length (ref + 1) == name_length (generic + 1)
         && strncmp (ref + 1, generic + 1, name_length (generic + 1)) == 0)
    {
      gsize length = 1 + strcspn (ref + 1, "/");

      g_string_append_len (placed, ref, (gssize) length);
      ref += length;
      generic += 1 + name_length (generic + 1);
    }
  g_string_append (placed, generic);
  return g_string_free (placed, FALSE);
}

static TerrainItem *
find_other (TerrainItem *item, gboolean comment)
{
  TerrainControl *control = terrain_item_get_control (item);
  TerrainInterview *interview = terrain_item_get_interview (item);
  g_autofree char *ref = NULL;
  const Links *links;
  const char *generic;

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || control == NULL || (!comment && !is_for_notes (control)))
    return NULL;
  links = links_of (interview);
  generic = g_hash_table_lookup (comment ? links->comments : links->commented, terrain_control_get_ref (control));
  if (generic == NULL)
    return NULL;
  ref = place_beside (terrain_item_get_ref (item), generic);
  return terrain_interview_find_item (interview, ref);
}

gboolean
terrain_interview_has_comments (TerrainInterview *interview)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), FALSE);

  return g_hash_table_size (links_of (interview)->comments) > 0;
}

TerrainItem *
terrain_item_get_comment (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  return find_other (item, TRUE);
}

TerrainItem *
terrain_item_get_commented (TerrainItem *item)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  return find_other (item, FALSE);
}
