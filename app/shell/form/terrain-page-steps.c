/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-context-line.h"
#include "terrain-page-steps.h"
#include "terrain-tally-rows.h"

struct _TerrainPageSteps
{
  TerrainInterview *interview;
  TerrainWalk *walk;
  TerrainItem *item;
  gboolean offer;
  TerrainPageFilter filter; /* (nullable) */
  gpointer filter_data;
};

static gboolean
is_field_list (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);

  if (control != NULL && terrain_control_has_appearance (control, "field-list"))
    return TRUE;
  /* <repeat appearance="field-list">: each instance is a page. */
  return terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE && terrain_item_get_parent (item) != NULL &&
         terrain_item_get_control (terrain_item_get_parent (item)) != NULL &&
         terrain_control_has_appearance (terrain_item_get_control (terrain_item_get_parent (item)), "field-list");
}

/* The outermost field-list that holds @item: nested ones are shown within it. A tally is a page, too. */
static TerrainItem *
field_list_of (TerrainItem *item)
{
  TerrainItem *found = terrain_tally_find (item);

  for (; item != NULL; item = terrain_item_get_parent (item))
    if (terrain_item_get_kind (item) != TERRAIN_ITEM_REPEAT && is_field_list (item))
      found = item;
  return found;
}

static gboolean
has_question (TerrainItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (!terrain_item_get_relevant (item))
    return FALSE;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return terrain_item_get_commented (item) == NULL;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT)
    return TRUE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      if (has_question (child))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (nullable): what is a page where @walk stands */
static TerrainItem *
page_at (const TerrainPageSteps *self, TerrainWalk *walk, gboolean *offer)
{
  TerrainItem *item = terrain_walk_get_item (walk);
  TerrainItem *list;

  *offer = FALSE;
  if (item == NULL)
    return NULL;
  /* Questions one by one: a field-list would show those that are left out, too. */
  if (self->filter != NULL)
    return terrain_walk_get_event (walk) == TERRAIN_WALK_QUESTION && self->filter (item, self->filter_data) ? item : NULL;
  list = field_list_of (item);
  switch (terrain_walk_get_event (walk))
    {
    case TERRAIN_WALK_QUESTION:
      if (terrain_item_is_context (item) || terrain_item_get_commented (item) != NULL)
        return NULL;
      return list != NULL ? list : item;
    case TERRAIN_WALK_GROUP:
    case TERRAIN_WALK_REPEAT:
      return list != NULL && has_question (list) ? list : NULL;
    case TERRAIN_WALK_PROMPT_NEW_REPEAT:
      if (list != NULL)
        return list;
      /* The walk stands on the repeat, or on one of its instances. */
      if (terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE)
        item = terrain_item_get_parent (item);
      *offer = TRUE;
      return item;
    case TERRAIN_WALK_BEGINNING:
    case TERRAIN_WALK_END:
    default:
      return NULL;
    }
}

/* From one page to the next other one. Returns: FALSE at the end; the walk then stands there. */
static gboolean
walk_page (const TerrainPageSteps *self, TerrainWalk *walk, TerrainItem *from, gboolean from_offer, gboolean forward,
           TerrainItem **item, gboolean *offer)
{
  for (;;)
    {
      TerrainWalkEvent event = forward ? terrain_walk_next (walk) : terrain_walk_previous (walk);

      if (event == TERRAIN_WALK_END || event == TERRAIN_WALK_BEGINNING)
        return FALSE;
      *item = page_at (self, walk, offer);
      if (*item != NULL && (*item != from || *offer != from_offer))
        return TRUE;
    }
}

static gboolean
stand_on (TerrainPageSteps *self, TerrainItem *item, gboolean offer)
{
  g_set_object (&self->item, item);
  self->offer = offer;
  return TRUE;
}

static gboolean
step (TerrainPageSteps *self, gboolean forward)
{
  TerrainItem *item = NULL;
  gboolean offer = FALSE;

  if (walk_page (self, self->walk, self->item, self->offer, forward, &item, &offer))
    return stand_on (self, item, offer);

  /* Back onto the page that is shown. */
  if (self->item != NULL)
    {
      TerrainItem *again = NULL;
      if (walk_page (self, self->walk, NULL, FALSE, !forward, &again, &offer))
        stand_on (self, again, offer);
    }
  return FALSE;
}

gboolean
terrain_page_steps_next (TerrainPageSteps *self)
{
  return step (self, TRUE);
}

gboolean
terrain_page_steps_previous (TerrainPageSteps *self)
{
  return step (self, FALSE);
}

gboolean
terrain_page_steps_jump (TerrainPageSteps *self, const char *ref)
{
  TerrainItem *item;
  gboolean offer;

  if (!terrain_walk_jump (self->walk, ref))
    return FALSE;
  item = page_at (self, self->walk, &offer);
  if (item == NULL && !walk_page (self, self->walk, NULL, FALSE, TRUE, &item, &offer))
    return FALSE;
  return stand_on (self, item, offer);
}

gboolean
terrain_page_steps_follow (TerrainPageSteps *self)
{
  g_autoptr (TerrainItem) shown = self->item != NULL ? g_object_ref (self->item) : NULL;
  gboolean was_offer = self->offer, offer;
  TerrainItem *item = page_at (self, self->walk, &offer);

  /* Its instances come and go under the person's hands; the walk finds its way from any of them. */
  if (shown != NULL && terrain_tally_fits (shown) && terrain_item_get_relevant (shown))
    return FALSE;
  if (shown != NULL && terrain_item_get_relevant (shown) && (item == shown || item == NULL))
    return FALSE;
  if (item == NULL || !terrain_item_get_relevant (item))
    {
      if (!step (self, TRUE))
        step (self, FALSE);
    }
  else
    stand_on (self, item, offer);
  return self->item != shown || self->offer != was_offer;
}

TerrainItem *
terrain_page_steps_get_item (TerrainPageSteps *self)
{
  return self->item;
}

const char *
terrain_page_steps_get_ref (TerrainPageSteps *self)
{
  return self->item != NULL ? terrain_item_get_ref (self->item) : NULL;
}

gboolean
terrain_page_steps_is_offer (TerrainPageSteps *self)
{
  return self->offer;
}

/* By a walk of its own, so that looking ahead moves nothing. */
static gboolean
is_last (TerrainPageSteps *self, gboolean forward)
{
  g_autoptr (TerrainWalk) walk = NULL;
  TerrainItem *item;
  gboolean offer;

  if (self->item == NULL)
    return TRUE;
  walk = terrain_walk_new (self->interview);
  if (!forward)
    {
      /* The first page from the beginning on. */
      return !walk_page (self, walk, NULL, FALSE, TRUE, &item, &offer) || (item == self->item && offer == self->offer);
    }
  while (walk_page (self, walk, NULL, FALSE, TRUE, &item, &offer))
    if (item == self->item && offer == self->offer)
      return !walk_page (self, walk, item, offer, TRUE, &item, &offer);
  return FALSE;
}

gboolean
terrain_page_steps_at_beginning (TerrainPageSteps *self)
{
  return is_last (self, FALSE);
}

gboolean
terrain_page_steps_at_end (TerrainPageSteps *self)
{
  return is_last (self, TRUE);
}

TerrainPageSteps *
terrain_page_steps_new (TerrainInterview *interview, TerrainPageFilter filter, gpointer data)
{
  TerrainPageSteps *self = g_new0 (TerrainPageSteps, 1);

  self->interview = g_object_ref (interview);
  self->walk = terrain_walk_new (interview);
  self->filter = filter;
  self->filter_data = data;
  return self;
}

void
terrain_page_steps_free (TerrainPageSteps *self)
{
  terrain_walk_free (self->walk);
  g_clear_object (&self->item);
  g_object_unref (self->interview);
  g_free (self);
}
