/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-order.h"
#include "terrain-form-sections.h"
#include "terrain-question-private.h"
#include "terrain-tally-rows.h"

/* A tally is one stop, however much is in it: the repeat itself. Nobody goes to a note, but to what it is on. */
static void
collect (TerrainItem *item, gboolean stops, GPtrArray *questions)
{
  if (terrain_item_get_commented (item) != NULL)
    return;

  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));
  gboolean stop = terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION || (stops && terrain_tally_fits (item));

  if (stop)
    g_ptr_array_add (questions, g_object_ref (item));
  for (guint i = 0; !stop && i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect (child, stops, questions);
    }
}

/* @stops: what one goes to in order; else questions, each of a tally's too */
static GPtrArray *
questions_of (TerrainItem *item, gboolean stops)
{
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_object_unref);

  collect (item, stops, questions);
  return questions;
}

static gboolean
is_stop (TerrainItem *item)
{
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT)
    return terrain_item_get_relevant (item) && !terrain_item_get_readonly (item);
  return terrain_item_is_answerable (item);
}

TerrainItem *
terrain_form_order_step (TerrainItem *root, TerrainItem *from, gboolean forward)
{
  g_autoptr (GPtrArray) questions = questions_of (root, TRUE);
  guint at;
  gint64 i;

  if (from == NULL || !g_ptr_array_find (questions, from, &at))
    i = forward ? 0 : (gint64) questions->len - 1;
  else
    i = forward ? (gint64) at + 1 : (gint64) at - 1;
  for (; i >= 0 && i < questions->len; i += forward ? 1 : -1)
    if (is_stop (questions->pdata[i]))
      return questions->pdata[i];
  return NULL;
}

TerrainItem *
terrain_form_order_first (TerrainItem *item)
{
  return terrain_form_order_step (item, NULL, TRUE);
}

/* Questions that stand between sections, in none, count as one of their own: it begins where they do. */
TerrainItem *
terrain_form_order_step_section (TerrainItem *root, TerrainItem *from, gboolean forward)
{
  g_autoptr (GPtrArray) starts = g_ptr_array_new ();
  g_autoptr (GListModel) sections = terrain_form_list_sections (root);
  TerrainItem *section = terrain_form_find_section (from);
  guint n = g_list_model_get_n_items (sections);
  gboolean loose = FALSE;
  gint64 current = -1;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (sections, i);
      gboolean question = terrain_item_get_kind (child) == TERRAIN_ITEM_QUESTION;
      TerrainItem *first = terrain_form_order_first (child);

      if (first != NULL && !(question && loose))
        g_ptr_array_add (starts, first);
      if (child == section)
        current = (gint64) starts->len - 1;
      loose = question && (loose || first != NULL);
    }
  gint64 to = forward ? current + 1 : current - 1;
  return to >= 0 && to < starts->len ? starts->pdata[to] : NULL;
}

TerrainItem *
terrain_form_order_step_problem (TerrainItem *root, TerrainItem *from, GPtrArray *problems, gboolean forward)
{
  g_autoptr (GPtrArray) questions = questions_of (root, FALSE);
  g_autoptr (GHashTable) refs = g_hash_table_new (g_str_hash, g_str_equal);
  guint at = 0;
  gboolean found = from != NULL && g_ptr_array_find (questions, from, &at);

  for (guint i = 0; i < problems->len; i++)
    {
      const char *ref = ((TerrainProblem *) problems->pdata[i])->ref;
      TerrainItem *item = terrain_interview_find_item (terrain_item_get_interview (root), ref);
      TerrainItem *commented = item != NULL ? terrain_item_get_commented (item) : NULL;

      g_hash_table_add (refs, (gpointer) (commented != NULL ? terrain_item_get_ref (commented) : ref));
    }
  for (guint step = 0; step < questions->len; step++)
    {
      guint ahead = forward ? at + step + (found ? 1 : 0) : at + 2 * questions->len - step - 1;
      TerrainItem *item = questions->pdata[ahead % questions->len];

      if (g_hash_table_contains (refs, terrain_item_get_ref (item)) && terrain_item_is_answerable (item))
        return item;
    }
  return NULL;
}
