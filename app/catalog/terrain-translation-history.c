/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-translation-private.h"

static void
step_free (gpointer data)
{
  TerrainTranslationStep *step = data;

  g_free (step->texts[0]);
  g_free (step->texts[1]);
  g_free (step);
}

void
terrain_translation_history_init (TerrainTranslationHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func (step_free);
}

void
terrain_translation_history_clear (TerrainTranslationHistory *self)
{
  g_ptr_array_set_size (self->steps, 0);
  self->n_done = 0;
  self->open = FALSE;
}

void
terrain_translation_history_note (TerrainTranslationHistory *self, TerrainTranslationEntry *entry, const char *text,
                                  gboolean fuzzy, gboolean joins)
{
  TerrainTranslationStep *step;

  g_ptr_array_set_size (self->steps, (int) self->n_done);
  step = self->open && joins && self->n_done > 0 ? self->steps->pdata[self->n_done - 1] : NULL;
  if (step == NULL || step->position != entry->position)
    {
      step = g_new0 (TerrainTranslationStep, 1);
      step->position = entry->position;
      step->texts[0] = g_strdup (entry->text);
      step->fuzzy[0] = entry->fuzzy;
      g_ptr_array_add (self->steps, step);
      self->n_done++;
    }
  g_free (step->texts[1]);
  step->texts[1] = g_strdup (text);
  step->fuzzy[1] = fuzzy;
  self->open = joins;
}
