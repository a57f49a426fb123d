/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-reasons.h"

/* What there is nothing to say about (asked because the form asks it always) is left out. */
static void
add (GString *text, TerrainItem *item, TerrainAspect aspect)
{
  g_autoptr (TerrainExplanation) why = terrain_interview_explain (terrain_item_get_interview (item),
                                                                  terrain_item_get_ref (item), aspect, NULL);
  g_autofree char *sentence = NULL;

  /* "true()" is no reason. */
  if (why == NULL || why->condition == NULL ||
      (why->condition->kind == TERRAIN_CONDITION_TEST && why->condition->n_reasons == 0))
    return;
  /* Where the form has no words for what it accepts, its rule is better than none. */
  sentence = aspect == TERRAIN_ASPECT_CONSTRAINT && why->message == NULL ? terrain_explanation_dup_sentence (why)
                                                                         : terrain_explanation_dup_words (why);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, sentence);
}

/* Nobody was asked: a form that asks the device gets no answer in silence. */
static void
add_no_place (GString *text, TerrainItem *item, TerrainSession *session)
{
  static const char *const sentences[] = {
    [TERRAIN_NO_PLACE_OFF] = N_("Blank, because the preferences do not let forms have this device’s place."),
    [TERRAIN_NO_PLACE_REFUSED] = N_("Blank, because the desktop did not give this device’s place. Turn on location in its "
                                    "settings and allow it for Terrain."),
    [TERRAIN_NO_PLACE_UNKNOWN] = N_("Blank, because this device’s place was not found when the form asked for it."),
  };
  TerrainNoPlace reason;

  if (session == NULL || !terrain_session_find_no_place (session, terrain_item_get_ref (item), &reason))
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, gettext (sentences[reason]));
}

char *
terrain_reasons_dup_text (TerrainItem *item, TerrainSession *session)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  add (text, item, TERRAIN_ASPECT_RELEVANT);
  if (terrain_item_get_relevant (item))
    {
      if (!terrain_item_get_valid (item))
        add (text, item, TERRAIN_ASPECT_CONSTRAINT);
      if (terrain_item_get_readonly (item))
        add (text, item, TERRAIN_ASPECT_READONLY);
      else if (terrain_item_get_required (item))
        add (text, item, TERRAIN_ASPECT_REQUIRED);
      add (text, item, TERRAIN_ASPECT_VALUE);
      add_no_place (text, item, session);
    }
  if (text->len == 0)
    g_string_append (text, terrain_item_get_required (item) ? _("Always asked, and needs an answer.")
                                                            : _("Always asked; an answer may be left out."));
  return g_strdup (text->str);
}
