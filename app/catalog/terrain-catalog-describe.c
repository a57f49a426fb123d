/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-catalog-describe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-catalog-lists-private.h"

/* So many choices show what a list is about. */
#define MAX_CHOICES_SHOWN 12

/* What a text is, by the end of its context; also which comment a translator gets. */
static const struct
{
  const char *suffix;
  const char *comment;
} roles[] = {
  { ":hint", N_("Hint under the question") },
  { ":guidance", N_("Guidance for the interviewer") },
  { ":constraint", N_("Shown when the answer is not accepted") },
  { ":required", N_("Shown when the answer is missing") },
  { ":soft", N_("Asked about an unusual answer, which may be confirmed") },
  { ":image", N_("Name of an image file; change it only where another image belongs to this language") },
  { ":audio", N_("Name of a sound file; change it only where another sound belongs to this language") },
  { ":video", N_("Name of a video file; change it only where another video belongs to this language") },
  { ":big-image", N_("Name of an image file; change it only where another image belongs to this language") },
};

/* What a label belongs to. */
enum
{
  CONTROL_SELECT1,
  CONTROL_SELECT,
  CONTROL_RANK,
  CONTROL_RANGE,
  CONTROL_TRIGGER,
  CONTROL_UPLOAD,
  CONTROL_GROUP,
  CONTROL_REPEAT,
  CONTROL_NUMBER,
  CONTROL_DATE,
  CONTROL_TIME,
  CONTROL_OTHER,
};

static const char *const controls[] = {
  [CONTROL_SELECT1] = N_("Question with one answer from a list"),
  [CONTROL_SELECT] = N_("Question with any number of answers from a list"),
  [CONTROL_RANK] = N_("List to put in order"),
  [CONTROL_RANGE] = N_("Question with a number from a scale"),
  [CONTROL_TRIGGER] = N_("Statement to acknowledge"),
  [CONTROL_UPLOAD] = N_("Question for a file or picture"),
  [CONTROL_GROUP] = N_("Title of a section"),
  [CONTROL_REPEAT] = N_("Title of a section that can be there several times"),
  [CONTROL_NUMBER] = N_("Question for a number"),
  [CONTROL_DATE] = N_("Question for a date"),
  [CONTROL_TIME] = N_("Question for a time of day"),
  [CONTROL_OTHER] = N_("Question or note"),
};

static const char *const others[] = { N_("Title of the form"), N_("Answer in a list") };

#define ANSWERS N_("Answers: ")

static guint
find_control (TerrainControl *control)
{
  switch (terrain_control_get_kind (control))
    {
    case TERRAIN_CONTROL_SELECT1:
      return CONTROL_SELECT1;
    case TERRAIN_CONTROL_SELECT:
      return CONTROL_SELECT;
    case TERRAIN_CONTROL_RANK:
      return CONTROL_RANK;
    case TERRAIN_CONTROL_RANGE:
      return CONTROL_RANGE;
    case TERRAIN_CONTROL_TRIGGER:
      return CONTROL_TRIGGER;
    case TERRAIN_CONTROL_UPLOAD:
      return CONTROL_UPLOAD;
    case TERRAIN_CONTROL_GROUP:
      return CONTROL_GROUP;
    case TERRAIN_CONTROL_REPEAT:
      return CONTROL_REPEAT;
    case TERRAIN_CONTROL_INPUT:
    case TERRAIN_CONTROL_SECRET:
    default:
      break;
    }
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_INT:
    case TERRAIN_DATA_DECIMAL:
      return CONTROL_NUMBER;
    case TERRAIN_DATA_DATE:
    case TERRAIN_DATA_DATE_TIME:
      return CONTROL_DATE;
    case TERRAIN_DATA_TIME:
      return CONTROL_TIME;
    case TERRAIN_DATA_STRING:
    case TERRAIN_DATA_BOOLEAN:
    case TERRAIN_DATA_GEOPOINT:
    case TERRAIN_DATA_GEOTRACE:
    case TERRAIN_DATA_GEOSHAPE:
    case TERRAIN_DATA_BINARY:
    case TERRAIN_DATA_BARCODE:
    default:
      return CONTROL_OTHER;
    }
}

static void
append_choices (GString *comment, GPtrArray *choices)
{
  guint n_choices = choices->len;

  for (guint i = 0; i < MIN (n_choices, MAX_CHOICES_SHOWN); i++)
    {
      TerrainChoice *choice = g_ptr_array_index (choices, i);
      g_autofree char *label = g_strdelimit (g_strdup (terrain_choice_get_label (choice)), "\n\r", ' ');

      g_string_append (comment, i == 0 ? _(ANSWERS) : " · ");
      g_string_append (comment, label);
    }
  if (n_choices > MAX_CHOICES_SHOWN)
    g_string_append (comment, " …");
  if (n_choices > 0)
    g_string_append_c (comment, '\n');
}

/* Notes what kind of question stands at each reference, below @item. An interview on an empty record is what knows; a
 * repeat that starts with no instance gets one. */
static void
describe_items (TerrainInterview *interview, TerrainItem *item, TerrainCatalogLists *lists, GHashTable *comments)
{
  TerrainControl *control = terrain_item_get_control (item);
  guint n_children = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (control != NULL && terrain_control_get_ref (control) != NULL
      && !g_hash_table_contains (comments, terrain_control_get_ref (control)))
    {
      GString *comment = g_string_new (_(controls[find_control (control)]));

      g_string_append_c (comment, '\n');
      if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
        {
          g_autoptr (GPtrArray) choices = terrain_catalog_lists_sort (lists, terrain_item_get_choices (item));

          append_choices (comment, choices);
        }
      g_hash_table_insert (comments, g_strdup (terrain_control_get_ref (control)), g_string_free (comment, FALSE));
    }
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && n_children == 0
      && terrain_interview_add_instance (interview, terrain_item_get_ref (item), NULL) > 0)
    n_children = g_list_model_get_n_items (G_LIST_MODEL (item));
  /* one instance says it all */
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT)
    n_children = MIN (n_children, 1);
  for (guint i = 0; i < n_children; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);

      describe_items (interview, child, lists, comments);
    }
}

/* The template says nothing about time, so the record may be at its beginning. */
static gint64
stand_still (gpointer user_data)
{
  return 0;
}

GHashTable *
terrain_catalog_describe_form (TerrainForm *form)
{
  GHashTable *comments = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TerrainEnvironment) environment = terrain_environment_new (stand_still, NULL, NULL);
  g_autoptr (TerrainInterview) interview = NULL;
  TerrainCatalogLists *lists = terrain_catalog_lists_new (form);

  /* what is random is the same each time */
  terrain_environment_set_seed (environment, 1);
  interview = terrain_interview_new (form, environment);
  describe_items (interview, terrain_interview_get_root_item (interview), lists, comments);
  terrain_catalog_lists_free (lists);
  return comments;
}

char *
terrain_catalog_dup_comment (GHashTable *comments, const char *context)
{
  const char *colon = strrchr (context, ':');
  g_autofree char *place = colon != NULL ? g_strndup (context, (gsize) (colon - context)) : g_strdup (context);

  if (g_str_equal (context, "title"))
    return g_strconcat (_(others[0]), "\n", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_has_suffix (context, roles[i].suffix))
      return g_strconcat (_(roles[i].comment), "\n", NULL);
  if (g_str_has_prefix (context, "choices/"))
    return g_strconcat (_(others[1]), "\n", NULL);
  return g_strdup (g_hash_table_lookup (comments, place));
}

static gboolean
is_sentence (const char *comment, const char *sentence)
{
  return g_str_equal (comment, sentence) || g_str_equal (comment, _(sentence));
}

gboolean
terrain_catalog_is_own_comment (const char *comment)
{
  g_autofree char *plain = g_strstrip (g_strdup (comment));

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (is_sentence (plain, roles[i].comment))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    if (is_sentence (plain, controls[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (is_sentence (plain, others[i]))
      return TRUE;
  return g_str_has_prefix (plain, "Answers: ") || g_str_has_prefix (plain, _(ANSWERS));
}
