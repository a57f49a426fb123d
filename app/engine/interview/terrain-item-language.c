/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-item-language.h"
#include "terrain-item-private.h"

typedef char *(*Compute) (TerrainItem *self, TerrainChoice *choice);

static gboolean
has_language (TerrainInterview *interview,
              const char       *language)
{
  g_auto (GStrv) languages = terrain_interview_dup_languages (interview);

  return g_strv_contains ((const char *const *) languages, language);
}

/* Rendering asks the interview for its language, and nothing else does meanwhile. */
static char *
compute_in (TerrainItem   *self,
            const char    *language,
            TerrainChoice *choice,
            Compute        compute)
{
  TerrainInterview *interview = self->interview;
  char *own;
  char *text;

  if (interview == NULL || !has_language (interview, language))
    return NULL;
  own = interview->language;
  interview->language = (char *) language;
  interview->host.language = language;
  text = compute (self, choice);
  interview->language = own;
  interview->host.language = own;
  return text;
}

static char *
compute_label (TerrainItem   *self,
               TerrainChoice *choice)
{
  return self->control == NULL ? terrain_interview_dup_title (self->interview)
                               : terrain_item_compute_label (self, TERRAIN_LABEL_TEXT);
}

static char *
compute_hint (TerrainItem   *self,
              TerrainChoice *choice)
{
  return terrain_item_compute_hint (self, TERRAIN_LABEL_TEXT);
}

/* Its row says it all, where it has one, but in what a search offers. */
static char *
compute_choice (TerrainItem   *self,
                TerrainChoice *choice)
{
  TerrainItemset *itemset = self->control->itemset;
  TerrainOffer own = { .node = terrain_choice_get_row (choice) };
  g_autoptr (GPtrArray) offers = NULL;

  if (own.node != NULL && itemset != NULL && !itemset->search)
    return terrain_interview_dup_offer_label (self->interview, self->control, &own, TERRAIN_LABEL_TEXT, self->node);
  offers = terrain_interview_list_offers (self->interview, self->control, self->node);
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    {
      TerrainOffer *offer = g_ptr_array_index (offers, i);

      if (g_str_equal (offer->value, terrain_choice_get_value (choice)))
        return terrain_interview_dup_offer_label (self->interview, self->control, offer, TERRAIN_LABEL_TEXT, self->node);
    }
  return NULL;
}

char *
terrain_item_dup_label_in (TerrainItem *self,
                           const char  *language)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  return compute_in (self, language, NULL, compute_label);
}

char *
terrain_item_dup_hint_in (TerrainItem *self,
                          const char  *language)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  return compute_in (self, language, NULL, compute_hint);
}

char *
terrain_item_dup_choice_label_in (TerrainItem   *self,
                                  TerrainChoice *choice,
                                  const char    *language)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), NULL);
  g_return_val_if_fail (TERRAIN_IS_CHOICE (choice), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  if (self->node == NULL || self->control == NULL || !terrain_control_is_select (self->control))
    return NULL;
  return compute_in (self, language, choice, compute_choice);
}
