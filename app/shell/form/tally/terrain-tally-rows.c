/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-form-style.h"
#include "terrain-question.h"
#include "terrain-tally-rows.h"

#define APPEARANCE "terrain-tally"
/* More than anybody counts by hand, and far from the limits of a whole number. */
#define MOST 1000000000

static gboolean
read_controls (TerrainControl *repeat, TerrainControl **thing, TerrainControl **quantity)
{
  if (terrain_control_get_n_children (repeat) != 2)
    return FALSE;
  *thing = terrain_control_get_child (repeat, 0);
  *quantity = terrain_control_get_child (repeat, 1);
  return terrain_control_get_kind (*thing) == TERRAIN_CONTROL_SELECT1 &&
         terrain_control_get_kind (*quantity) == TERRAIN_CONTROL_INPUT &&
         terrain_control_get_data_type (*quantity) == TERRAIN_DATA_INT;
}

gboolean
terrain_tally_fits (TerrainItem *item)
{
  TerrainControl *control = terrain_item_get_control (item);
  TerrainControl *thing, *quantity;

  return terrain_item_get_kind (item) == TERRAIN_ITEM_REPEAT && control != NULL &&
         terrain_control_has_appearance (control, APPEARANCE) && read_controls (control, &thing, &quantity) &&
         !terrain_control_has_appearance (thing, "sensitive") && !terrain_control_has_appearance (quantity, "sensitive") &&
         !terrain_item_is_sensitive (item);
}

TerrainItem *
terrain_tally_find (TerrainItem *item)
{
  for (; item != NULL; item = terrain_item_get_parent (item))
    if (terrain_tally_fits (item))
      return item;
  return NULL;
}

void
terrain_tally_rows_init (TerrainTallyRows *self, TerrainFormContext *context, TerrainItem *repeat)
{
  gboolean fits = read_controls (terrain_item_get_control (repeat), &self->thing, &self->quantity);

  g_assert (fits);
  self->context = context;
  self->repeat = repeat;
}

GListModel *
terrain_tally_rows_list_things (TerrainTallyRows *self, const char *language)
{
  return terrain_item_list_new_choices (self->repeat, self->thing, language);
}

/* Reading */

/* Borrowed: an instance keeps its questions. */
static TerrainItem *
find_question (TerrainItem *instance, TerrainControl *control)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (instance));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (instance), i);
      if (terrain_item_get_control (child) == control)
        return child;
    }
  return NULL;
}

/* The instance at @position, from 0, where it is asked now; borrowed from its repeat. */
static TerrainItem *
instance_at (TerrainTallyRows *self, guint position)
{
  g_autoptr (TerrainItem) instance = g_list_model_get_item (G_LIST_MODEL (self->repeat), position);

  return terrain_item_get_relevant (instance) ? instance : NULL;
}

static guint
n_instances (TerrainTallyRows *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->repeat));
}

static const char *
thing_of (TerrainTallyRows *self, TerrainItem *instance)
{
  TerrainItem *question = instance != NULL ? find_question (instance, self->thing) : NULL;

  return question != NULL ? terrain_item_get_value (question) : NULL;
}

static guint
count_of (TerrainTallyRows *self, TerrainItem *instance)
{
  TerrainItem *question = find_question (instance, self->quantity);
  gint64 count = question != NULL ? g_ascii_strtoll (terrain_item_get_value (question), NULL, 10) : 0;

  return (guint) CLAMP (count, 0, MOST);
}

static TerrainItem *
find_instance (TerrainTallyRows *self, const char *thing)
{
  for (guint i = 0; i < n_instances (self); i++)
    {
      TerrainItem *instance = instance_at (self, i);
      if (g_strcmp0 (thing_of (self, instance), thing) == 0)
        return instance;
    }
  return NULL;
}

guint
terrain_tally_rows_count (TerrainTallyRows *self, const char *thing)
{
  guint count = 0;

  /* Another program may have made two of the same. */
  for (guint i = 0; i < n_instances (self); i++)
    {
      TerrainItem *instance = instance_at (self, i);
      if (g_strcmp0 (thing_of (self, instance), thing) == 0)
        count = MIN (count + count_of (self, instance), MOST);
    }
  return count;
}

gboolean
terrain_tally_rows_may_set (TerrainTallyRows *self, const char *thing)
{
  TerrainItem *instance = find_instance (self, thing);
  TerrainItem *question;

  if (instance == NULL)
    instance = find_instance (self, "");
  if (instance == NULL)
    return terrain_item_get_can_add (self->repeat);
  question = find_question (instance, self->quantity);
  return question != NULL && !terrain_item_get_readonly (question);
}

GPtrArray *
terrain_tally_rows_list_others (TerrainTallyRows *self, GListModel *things)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *others = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (things); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (things, i);
      g_hash_table_add (known, g_strdup (terrain_choice_get_value (choice)));
    }
  for (guint i = 0; i < n_instances (self); i++)
    {
      const char *thing = thing_of (self, instance_at (self, i));

      if (thing != NULL && *thing != '\0' && g_hash_table_add (known, g_strdup (thing)))
        g_ptr_array_add (others, g_strdup (thing));
    }
  return others;
}

static char *
dup_problem_of (TerrainTallyRows *self, TerrainItem *instance, gboolean with_missing)
{
  TerrainItem *thing = find_question (instance, self->thing);
  TerrainItem *quantity = find_question (instance, self->quantity);
  const char *text = thing != NULL ? terrain_item_get_problem_text (thing, with_missing) : NULL;
  g_autofree char *plain = NULL, *name = NULL, *label = NULL;

  if (text == NULL && quantity != NULL)
    text = terrain_item_get_problem_text (quantity, with_missing);
  if (text == NULL)
    return NULL;
  plain = terrain_form_dup_plain_text (text);
  name = terrain_item_dup_display_value (thing);
  label = terrain_form_dup_plain_text (name);
  return *label == '\0' ? g_steal_pointer (&plain) : g_strdup_printf ("%s: %s", label, plain);
}

char *
terrain_tally_rows_dup_problem (TerrainTallyRows *self, gboolean with_missing)
{
  for (guint i = 0; i < n_instances (self); i++)
    {
      TerrainItem *instance = instance_at (self, i);
      char *problem = instance != NULL ? dup_problem_of (self, instance, with_missing) : NULL;

      if (problem != NULL)
        return problem;
    }
  return NULL;
}

/* Writing */

static gboolean
answer (TerrainTallyRows *self, TerrainItem *instance, TerrainControl *control, const char *value, gboolean joined,
        GError **error)
{
  TerrainItem *question = find_question (instance, control);

  if (question == NULL)
    return TRUE;
  return joined ? terrain_form_context_answer_joined (self->context, question, value, error)
                : terrain_form_context_answer (self->context, question, value, error);
}

/* An instance that nothing was chosen in is used; else one is made. */
static gboolean
begin (TerrainTallyRows *self, const char *thing, const char *count, GError **error)
{
  TerrainItem *instance = find_instance (self, "");
  gboolean made = instance == NULL;

  if (made)
    {
      guint position = terrain_form_context_add_instance (self->context, self->repeat, error);

      instance = position > 0 ? instance_at (self, position - 1) : NULL;
      if (instance == NULL)
        return FALSE;
    }
  return answer (self, instance, self->thing, thing, made, error) &&
         answer (self, instance, self->quantity, count, /* joined= */ TRUE, error);
}

/* The form's rule is the form's to say: the count is tried, and taken back where the rule is against it. */
static gboolean
check (TerrainTallyRows *self, const char *thing, GError **error)
{
  TerrainItem *instance = find_instance (self, thing);
  g_autofree char *problem = instance != NULL ? dup_problem_of (self, instance, FALSE) : NULL;

  if (problem == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, problem);
  terrain_form_context_undo (self->context, NULL);
  return FALSE;
}

static gboolean
drop_all (TerrainTallyRows *self, const char *thing, GError **error)
{
  TerrainItem *instance;

  while ((instance = find_instance (self, thing)) != NULL)
    if (!terrain_form_context_remove_instance (self->context, instance, error))
      return FALSE;
  return TRUE;
}

gboolean
terrain_tally_rows_set (TerrainTallyRows *self, const char *thing, guint count, GError **error)
{
  g_autofree char *text = NULL;
  TerrainItem *instance = find_instance (self, thing);
  guint elsewhere;

  g_return_val_if_fail (thing != NULL && *thing != '\0', FALSE);

  if (count == 0)
    return drop_all (self, thing, error);
  count = MIN (count, MOST);
  if (instance == NULL)
    {
      text = g_strdup_printf ("%u", count);
      return begin (self, thing, text, error) && check (self, thing, error);
    }
  elsewhere = terrain_tally_rows_count (self, thing) - count_of (self, instance);
  /* The first of two gives way to the other. */
  if (elsewhere >= count)
    return terrain_form_context_remove_instance (self->context, instance, error);
  text = g_strdup_printf ("%u", count - elsewhere);
  return answer (self, instance, self->quantity, text, /* joined= */ FALSE, error) && check (self, thing, error);
}
