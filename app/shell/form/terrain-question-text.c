/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editor.h"
#include "terrain-editors.h"
#include "terrain-form-style.h"
#include "terrain-question-private.h"
#include "terrain-second-language.h"

/* What a question says of itself. */

gboolean
terrain_item_is_answerable (TerrainItem *item)
{
  GType type;

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || !terrain_item_get_relevant (item) ||
      terrain_item_get_readonly (item))
    return FALSE;
  type = terrain_editor_pick (item);
  return type != TERRAIN_TYPE_HEADING_EDITOR && type != TERRAIN_TYPE_KEPT_EDITOR && type != TERRAIN_TYPE_PRINT_EDITOR;
}

/* Whether @text, in any language of the form, says it already. A form's own words are in its languages and the app's in
 * the person's, so those of all are looked for. */
static gboolean
says_optional (const char *text)
{
  static const char *const words[] = { "(optional)", "(optioneel)", "(facultatief)", "(facultatif)", "(facultative)",
                                       "(optionnel)", "(optionnelle)", "(اختياري)" };
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");
  g_autofree char *own = g_utf8_casefold (_("(optional)"), -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return strstr (folded, own) != NULL;
}

char *
terrain_question_dup_label_markup (TerrainFormContext *context, TerrainItem *item)
{
  const char *text = terrain_item_get_label (item);
  gboolean links = !terrain_form_context_get_large (context);
  g_autofree char *markup = terrain_second_language_mark_first (context, terrain_form_dup_markup (text, links));

  /* UX-34: what may be left out says so in words; nothing is starred. */
  if (!terrain_item_get_required (item) && terrain_item_is_answerable (item) && !says_optional (text))
    {
      g_autofree char *optional = g_markup_escape_text (_("(optional)"), -1);
      g_autofree char *both = g_strdup_printf ("%s <span weight=\"normal\" alpha=\"75%%\">%s</span>", markup, optional);
      g_free (g_steal_pointer (&markup));
      markup = g_steal_pointer (&both);
    }
  return terrain_second_language_take_label (context, item, g_steal_pointer (&markup));
}

const char *
terrain_item_get_problem_text (TerrainItem *item, gboolean with_missing)
{
  const char *text;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  if (!terrain_item_get_valid (item))
    {
      text = terrain_item_get_message (item);
      return text != NULL && *text != '\0' ? text : _("This answer is not accepted here. Check it and change it.");
    }
  if (with_missing && terrain_item_get_required (item) && *terrain_item_get_value (item) == '\0')
    {
      text = terrain_item_get_required_message (item);
      return text != NULL && *text != '\0' ? text : _("This question needs an answer before the form can be completed.");
    }
  return NULL;
}
