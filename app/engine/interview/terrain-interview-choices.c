/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"
#include "terrain-language.h"
#include "terrain-shuffle.h"
#include "terrain-table-private.h"

#include <math.h>
#include <string.h>

void
terrain_offer_free (TerrainOffer *self)
{
  g_free (self->value);
  g_free (self);
}

gboolean
terrain_control_is_select (TerrainControl *control)
{
  return control->kind == TERRAIN_CONTROL_SELECT1 || control->kind == TERRAIN_CONTROL_SELECT ||
         control->kind == TERRAIN_CONTROL_RANK;
}

char **
terrain_control_split (TerrainControl *control,
                       const char     *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (control->kind == TERRAIN_CONTROL_SELECT1)
    {
      if (*text != '\0')
        g_strv_builder_add (builder, text);
    }
  else
    {
      g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        {
          if (*parts[i] != '\0')
            g_strv_builder_add (builder, parts[i]);
        }
    }
  return g_strv_builder_end (builder);
}

static char *
compute_text (TerrainInterview *self,
              TerrainXPath     *xpath,
              TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (xpath == NULL || !terrain_interview_compute (self, xpath, context, &value))
    return NULL;
  return terrain_xpath_value_to_string (&value);
}

/* What "name" leads to from a list's item, without the evaluator: a list offers hundreds. Only outside of the record, where
 * nothing is irrelevant. @column: (nullable). Returns: (nullable): to be evaluated */
static TerrainNode *
find_column (TerrainInterview *self,
             TerrainNode      *item,
             const char       *column)
{
  TerrainNode *found = column != NULL && item->document != self->document ? terrain_node_find_child (item, column) : NULL;

  return found != NULL && found->first_child == NULL ? found : NULL;
}

/* Without a seed of the form's, one of the record's: the order must not change under the reader's eyes, nor when the
 * record is opened again. */
static void
shuffle (TerrainInterview *self,
         TerrainItemset   *itemset,
         TerrainControl   *control,
         TerrainNode      *context,
         TerrainNode     **nodes,
         guint             n)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  if (itemset->seed != NULL)
    {
      if (terrain_interview_compute (self, itemset->seed, context, &value))
        terrain_shuffle (nodes, n, terrain_shuffle_get_seed (&value));
    }
  else
    {
      TerrainNode *id = terrain_interview_find_meta (self, "instanceID");
      g_autofree char *key = g_strconcat (id != NULL ? terrain_node_get_value (id) : self->instance_id, " ",
                                          control->schema != NULL ? control->schema->ref : "", NULL);

      value.type = TERRAIN_XPATH_STRING;
      value.text = key;
      terrain_shuffle (nodes, n, terrain_shuffle_get_seed (&value));
      value.type = TERRAIN_XPATH_BOOLEAN;
    }
}

/* 95 not applicable … 99 prefer not to say: what is said to anything one is asked. */
static gboolean
is_reserved (const TerrainOffer *offer)
{
  return offer->value[0] == '9' && offer->value[1] >= '5' && offer->value[1] <= '9' && offer->value[2] == '\0';
}

static int
compare_reserved (gconstpointer a,
                  gconstpointer b)
{
  const TerrainOffer *offer_a = *(const TerrainOffer *const *) a;
  const TerrainOffer *offer_b = *(const TerrainOffer *const *) b;
  int reserved_a = is_reserved (offer_a) ? offer_a->value[1] : 0;
  int reserved_b = is_reserved (offer_b) ? offer_b->value[1] : 0;

  return reserved_a - reserved_b;
}

/* "Other" and "none of these" in the midst of answers make no sense to who hears them. A list that counts up to a hundred
 * means numbers. Where the form gives the seed the order is every client's, and stays. */
static void
put_reserved_last (GPtrArray *offers)
{
  for (guint i = 0; i < offers->len; i++)
    {
      const TerrainOffer *offer = g_ptr_array_index (offers, i);

      if (g_str_equal (offer->value, "94") || g_str_equal (offer->value, "100"))
        return;
    }
  g_ptr_array_sort (offers, compare_reserved);
}

static GPtrArray *
list_itemset (TerrainInterview *self,
              TerrainControl   *control,
              TerrainNode      *context)
{
  TerrainItemset *itemset = control->itemset;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autoptr (GPtrArray) nodes = NULL;
  GPtrArray *offers;

  if (!terrain_interview_compute (self, itemset->nodeset, context, &value) || value.type != TERRAIN_XPATH_NODESET)
    return NULL;
  nodes = g_ptr_array_sized_new (value.set.length + 1);
  for (guint i = 0; i < value.set.length; i++)
    g_ptr_array_add (nodes, value.set.nodes[i]);
  if (itemset->randomize)
    shuffle (self, itemset, control, context, (TerrainNode **) nodes->pdata, nodes->len);

  offers = g_ptr_array_new_full (nodes->len, (GDestroyNotify) terrain_offer_free);
  for (guint i = 0; i < nodes->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (nodes, i);
      TerrainNode *cell = find_column (self, node, itemset->value_column);
      g_autofree char *text = cell != NULL ? g_strdup (terrain_node_get_value (cell))
                                           : compute_text (self, itemset->value, node);
      TerrainOffer *offer;

      /* A choice without a value could not be told from no answer (a repeat instance not yet filled in). */
      if (text == NULL || *text == '\0')
        continue;
      offer = g_new0 (TerrainOffer, 1);
      offer->node = node;
      offer->value = g_steal_pointer (&text);
      g_ptr_array_add (offers, offer);
    }
  if (itemset->randomize && itemset->seed == NULL)
    put_reserved_last (offers);
  return offers;
}

GPtrArray *
terrain_interview_list_offers (TerrainInterview *self,
                               TerrainControl   *control,
                               TerrainNode      *context)
{
  GPtrArray *offers;

  if (control->itemset != NULL && control->itemset->search)
    return terrain_interview_list_search (self, control, context);
  if (control->itemset != NULL)
    return list_itemset (self, control, context);

  offers = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_offer_free);
  for (guint i = 0; control->choices != NULL && i < control->choices->len; i++)
    {
      TerrainOffer *offer = g_new0 (TerrainOffer, 1);

      offer->entry = g_ptr_array_index (control->choices, i);
      offer->value = g_strdup (offer->entry->value);
      g_ptr_array_add (offers, offer);
    }
  return offers;
}

/* Whether a column named after "label_" or "label__" is of the active language: called so in the form, or by its tag.
 * @language, @tag: (inout): looked up when first asked for, so that lists without such columns cost nothing */
static gboolean
is_of_language (TerrainInterview  *self,
                const char        *suffix,
                const char       **language,
                char             **tag)
{
  if (*tag == NULL && *language == NULL)
    {
      *language = terrain_table_intern_name (self->language);
      *tag = terrain_language_dup_tag (self->language);
    }
  return *language != NULL
         && (g_str_equal (suffix, *language) || (*tag != NULL && g_ascii_strcasecmp (suffix, *tag) == 0));
}

/* A list beside the form can hold a column a language: "label_fr" or "label__fr" ("label::fr" in the file) takes the
 * place of "label" in French; so does "label::Français" where the form calls its language that. ODK's clients show the
 * plain column, so one file serves both.
 * @any: where there is none in the language, the plain column, or else any (itemsets.csv may have columns of languages
 *   only; some label is better than none). Returns: (nullable) */
static const char *
find_label (TerrainInterview *self,
            TerrainNode      *row,
            const char       *name,
            gboolean          any)
{
  gsize length = strlen (name);
  const char *language = NULL;
  const char *plain = NULL;
  const char *other = NULL;
  g_autofree char *tag = NULL;

  for (TerrainNode *column = row->first_child; column != NULL; column = column->next)
    {
      const char *rest;
      const char *text;

      if (column->local == NULL || strncmp (column->local, name, length) != 0)
        continue;
      rest = column->local + length;
      text = terrain_node_get_value (column);
      if (*text == '\0' || (*rest != '\0' && *rest != '_'))
        continue;
      if (*rest == '_' && is_of_language (self, rest + (rest[1] == '_' ? 2 : 1), &language, &tag))
        return text;
      if (*rest == '\0' && plain == NULL)
        plain = text;
      else if (*rest == '_' && other == NULL)
        other = text;
    }
  return !any ? NULL : plain != NULL ? plain : other;
}

/* @label as it is shown: its column in the active language, its translation, or what it says. */
static char *
dup_cell_label (TerrainInterview *self,
                TerrainNode      *label,
                TerrainNode      *context)
{
  const char *word = terrain_interview_find_word (self, label);
  const char *translated = find_label (self, label->parent, label->local, FALSE);
  guint text = self->form->item_texts != NULL
                 ? GPOINTER_TO_UINT (g_hash_table_lookup (self->form->item_texts, label)) : 0;

  if (word != NULL)
    return g_strdup (word);
  if (translated != NULL)
    return g_strdup (translated);
  if (text > 0)
    {
      g_autofree char *rendered = terrain_interview_render (self, (int) text - 1, context);

      if (rendered != NULL)
        return g_steal_pointer (&rendered);
    }
  return terrain_node_dup_string (label);
}

/* The label of an itemset's item: by itext id, or its text in the active language where there is one. */
static char *
item_label (TerrainInterview *self,
            TerrainItemset   *itemset,
            TerrainOffer     *offer,
            int               form,
            TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  TerrainNode *label;

  if (itemset->label_itext != NULL)
    {
      g_autofree char *id = compute_text (self, itemset->label_itext, offer->node);
      TerrainLabel *texts = id != NULL && self->form->itext != NULL ? g_hash_table_lookup (self->form->itext, id) : NULL;

      /* Outputs speak of the record, from where the question is; the item may be in a list outside of it. */
      return texts != NULL ? terrain_interview_render_label (self, texts, form, context) : NULL;
    }
  if (itemset->columns_by_language)
    return form == TERRAIN_LABEL_TEXT ? g_strdup (find_label (self, offer->node, "label", TRUE)) : NULL;
  if (itemset->label == NULL || form != TERRAIN_LABEL_TEXT)
    return NULL;
  label = find_column (self, offer->node, itemset->label_column);
  if (label == NULL)
    {
      if (!terrain_interview_compute (self, itemset->label, offer->node, &value))
        return NULL;
      if (value.type != TERRAIN_XPATH_NODESET || value.set.length == 0)
        return terrain_xpath_value_to_string (&value);
      label = value.set.nodes[0];
    }
  return dup_cell_label (self, label, context);
}

/* @form: TERRAIN_LABEL_…; (nullable) */
char *
terrain_interview_dup_offer_label (TerrainInterview *self,
                                   TerrainControl   *control,
                                   TerrainOffer     *offer,
                                   int               form,
                                   TerrainNode      *context)
{
  if (offer->entry != NULL && offer->node != NULL)
    return terrain_interview_dup_row_label (self, offer, form, context);
  if (offer->entry != NULL)
    return terrain_interview_render_label (self, &offer->entry->label, form, context);
  return item_label (self, control->itemset, offer, form, context);
}

static GHashTable *
make_set (GPtrArray *offers)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < offers->len; i++)
    g_hash_table_add (set, g_strdup (((TerrainOffer *) g_ptr_array_index (offers, i))->value));
  return set;
}

/* The values that may be chosen now; those of a list that reads no answers are worked out once. */
static GHashTable *
ref_values (TerrainInterview *self,
            TerrainControl   *control,
            TerrainNode      *node)
{
  gboolean fixed = !self->layout->choices_depend[control->index];
  GHashTable *set = fixed ? g_hash_table_lookup (self->offered, control) : NULL;
  g_autoptr (GPtrArray) offers = NULL;

  if (set != NULL)
    return g_hash_table_ref (set);
  offers = terrain_interview_list_offers (self, control, node);
  if (offers == NULL)
    return NULL;
  set = make_set (offers);
  if (fixed)
    g_hash_table_insert (self->offered, control, g_hash_table_ref (set));
  return set;
}

char *
terrain_interview_keep_offered (TerrainInterview *self,
                                TerrainControl   *control,
                                TerrainNode      *node,
                                const char       *text)
{
  g_autoptr (GHashTable) values = NULL;
  g_auto (GStrv) chosen = NULL;
  g_autoptr (GString) kept = NULL;

  values = ref_values (self, control, node);
  if (values == NULL)
    return g_strdup (text);
  chosen = terrain_control_split (control, text);
  kept = g_string_new (NULL);
  for (guint i = 0; chosen[i] != NULL; i++)
    {
      if (!g_hash_table_contains (values, chosen[i]))
        continue;
      if (kept->len > 0)
        g_string_append_c (kept, ' ');
      g_string_append (kept, chosen[i]);
    }
  return g_strdup (kept->str);
}

/* Notes at the node whether its answer is among the choices. */
void
terrain_interview_refresh_offered (TerrainInterview *self,
                                   TerrainControl   *control,
                                   TerrainNode      *node)
{
  const char *text = terrain_node_get_value (node);
  gboolean missing = FALSE;

  if (*text != '\0')
    {
      g_autofree char *kept = terrain_interview_keep_offered (self, control, node, text);

      missing = !g_str_equal (kept, text);
    }
  if (((node->flags & TERRAIN_NODE_NOT_OFFERED) != 0) == missing)
    return;
  node->flags ^= TERRAIN_NODE_NOT_OFFERED;
  terrain_history_note_flags (self, node, TERRAIN_NODE_NOT_OFFERED);
  self->changed = TRUE;
  terrain_item_queue (self, node, TERRAIN_DIRTY_VALID);
}

/*
 * Answers whose list was filtered anew: what is not offered any more is taken back, as if the person had (departure 40),
 * so that everything that reads it follows.
 */
gboolean
terrain_interview_check_choices (TerrainInterview *self)
{
  g_autoptr (GPtrArray) checks = NULL;
  gboolean changed = FALSE;

  if (self->checks->len == 0)
    return FALSE;
  checks = self->checks;
  self->checks = g_ptr_array_new ();
  for (guint i = 0; i < checks->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (checks, i);
      TerrainControl *control = ((TerrainSchema *) node->schema)->control;
      const char *text = terrain_node_get_value (node);
      g_autofree char *kept = NULL;

      node->flags &= ~(guint32) TERRAIN_NODE_CHECK;
      if (control == NULL || !terrain_control_is_select (control) || *text == '\0' ||
          (node->flags & TERRAIN_NODE_IRRELEVANT))
        continue;
      kept = terrain_interview_keep_offered (self, control, node, text);
      if (!g_str_equal (kept, text))
        changed |= terrain_interview_store (self, node, kept);
    }
  return changed;
}

char *
terrain_interview_dup_choice_labels (TerrainInterview *self,
                                     TerrainControl   *control,
                                     TerrainNode      *node,
                                     const char       *text,
                                     gboolean          show_unknown)
{
  g_auto (GStrv) chosen = terrain_control_split (control, text);
  g_autoptr (GPtrArray) offers = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  if (chosen[0] != NULL)
    offers = terrain_interview_list_offers (self, control, node);
  for (guint i = 0; chosen[i] != NULL; i++)
    {
      g_autofree char *label = NULL;

      for (guint k = 0; offers != NULL && k < offers->len && label == NULL; k++)
        {
          TerrainOffer *offer = g_ptr_array_index (offers, k);

          if (g_str_equal (offer->value, chosen[i]))
            label = terrain_interview_dup_offer_label (self, control, offer, TERRAIN_LABEL_TEXT, node);
        }
      if (label == NULL && !show_unknown)
        continue;
      if (joined->len > 0)
        g_string_append (joined, ", ");
      g_string_append (joined, label != NULL ? label : chosen[i]);
    }
  return g_strdup (joined->str);
}
