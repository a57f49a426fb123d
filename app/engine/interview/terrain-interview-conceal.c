/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-concealment.h"
#include "terrain-interview-private.h"
#include "terrain-item-private.h"

#include <string.h>

/*
 * What may be shown is found by looking at the record as it would be without the concealed answers:
 *
 *   words = "stabbed"  (concealed)   ──► ""         ┐
 *   summary = concat(name, words)    ──► "Ann "     ├ veils: the node, and its text without
 *   n_words = string-length(words)   ──► "0"        ┘
 *
 * The veils are made once a step, when a text is first asked for. To see a text without the answers, the texts of all
 * veils are put in the place of those of their nodes, and back afterwards; no rule runs meanwhile, and nobody is told.
 */

/* Actions copy answers, too, and what they copied may be computed from. */
#define MAX_ROUNDS 3

typedef struct
{
  TerrainNode *node;
  char *other;          /* (nullable): the text that does not stand in the node now */
  gboolean is_computed; /* not concealed itself */
} Veil;

struct _TerrainConcealment
{
  char *word;         /* (nullable) */
  GPtrArray *schemas; /* of TerrainSchema: where any node is concealed */
  GPtrArray *veils;   /* of Veil */
  GHashTable *veiled; /* TerrainNode → its Veil */
  GHashTable *read;   /* set of TerrainSchema: of the veils */
  gboolean is_fresh;
  guint working;      /* texts are what they are */
};

static void
veil_free (gpointer data)
{
  Veil *veil = data;

  g_free (veil->other);
  g_free (veil);
}

void
terrain_concealment_free (TerrainConcealment *self)
{
  if (self == NULL)
    return;
  g_free (self->word);
  g_ptr_array_unref (self->schemas);
  g_ptr_array_unref (self->veils);
  g_hash_table_unref (self->veiled);
  g_hash_table_unref (self->read);
  g_free (self);
}

static TerrainConcealment *
ensure (TerrainInterview *self)
{
  TerrainConcealment *concealment = self->concealment;

  if (concealment != NULL)
    return concealment;
  concealment = g_new0 (TerrainConcealment, 1);
  concealment->schemas = g_ptr_array_new ();
  concealment->veils = g_ptr_array_new_with_free_func (veil_free);
  concealment->veiled = g_hash_table_new (NULL, NULL);
  concealment->read = g_hash_table_new (NULL, NULL);
  self->concealment = concealment;
  return concealment;
}

void
terrain_concealment_expire (TerrainInterview *self)
{
  if (self->concealment != NULL && self->concealment->working == 0)
    self->concealment->is_fresh = FALSE;
}

/* Puts the record without the answers in the place of the record with them, or the other way round. */
static void
exchange (TerrainConcealment *self)
{
  for (guint i = 0; i < self->veils->len; i++)
    {
      Veil *veil = g_ptr_array_index (self->veils, i);

      veil->other = terrain_node_exchange_value (veil->node, g_steal_pointer (&veil->other));
    }
}

/* @without: (nullable): what stands in the node from now on */
static void
add_veil (TerrainConcealment *self,
          TerrainNode        *node,
          const char         *without,
          gboolean            is_computed)
{
  Veil *veil = g_new0 (Veil, 1);

  veil->node = node;
  veil->is_computed = is_computed;
  veil->other = terrain_node_exchange_value (node, without != NULL && *without != '\0' ? g_strdup (without) : NULL);
  g_ptr_array_add (self->veils, veil);
  g_hash_table_insert (self->veiled, node, veil);
  g_hash_table_add (self->read, node->schema);
}

/* (transfer full) (nullable): what @expression comes to on @node */
static char *
compute_text (TerrainInterview *self,
              TerrainXPath     *expression,
              TerrainNode      *node,
              TerrainDataType   type)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  guint64 seed = terrain_environment_get_seed (self->environment);
  char *text = NULL;

  if (terrain_interview_compute (self, expression, node, &value))
    text = terrain_value_to_text (self, &value, type);
  terrain_environment_set_seed (self->environment, seed);
  return text;
}

/* Without the answers @node would be something else, and is not what somebody wrote over it. Returns: whether it is new */
static gboolean
look_at_computed (TerrainInterview *self,
                  TerrainXPath     *expression,
                  TerrainNode      *node,
                  TerrainDataType   type)
{
  TerrainConcealment *concealment = self->concealment;
  g_autofree char *with = NULL;
  g_autofree char *without = NULL;

  if (node->first_child != NULL || (node->flags & (TERRAIN_NODE_IRRELEVANT | TERRAIN_NODE_CONCEALED)) ||
      *terrain_node_get_value (node) == '\0' || g_hash_table_contains (concealment->veiled, node))
    return FALSE;
  without = compute_text (self, expression, node, type);
  if (terrain_node_has_value (node, without))
    return FALSE;
  exchange (concealment);
  with = compute_text (self, expression, node, type);
  exchange (concealment);
  if (!terrain_node_has_value (node, with))
    return FALSE;
  add_veil (concealment, node, without, TRUE);
  return TRUE;
}

static gboolean
reads_veiled (TerrainInterview  *self,
              const TerrainRule *rule)
{
  GHashTableIter iter;
  gpointer schema;

  g_hash_table_iter_init (&iter, self->concealment->read);
  while (g_hash_table_iter_next (&iter, &schema, NULL))
    {
      GPtrArray *edges = ((TerrainSchema *) schema)->edges;

      for (guint i = 0; edges != NULL && i < edges->len; i++)
        {
          if (((TerrainEdge *) g_ptr_array_index (edges, i))->rule == rule)
            return TRUE;
        }
    }
  return FALSE;
}

/* By rising rank: what a rule reads is settled before it. */
static gboolean
look_at_rules (TerrainInterview *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, i);
      g_autoptr (GPtrArray) nodes = NULL;

      if (rule->kind != TERRAIN_RULE_CALCULATE || rule->is_volatile || !reads_veiled (self, rule))
        continue;
      nodes = g_ptr_array_new ();
      terrain_layout_collect (self->layout, self->root, rule->target, nodes);
      for (guint k = 0; k < nodes->len; k++)
        found |= look_at_computed (self, rule->expression, g_ptr_array_index (nodes, k), rule->target->type);
    }
  return found;
}

static gboolean
look_at_actions (TerrainInterview *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->form->actions->len; i++)
    {
      TerrainAction *action = g_ptr_array_index (self->form->actions, i);
      g_autoptr (GPtrArray) nodes = NULL;

      if (action->value == NULL || action->target == NULL || action->path != NULL ||
          !g_str_equal (action->kind, "setvalue"))
        continue;
      nodes = g_ptr_array_new ();
      terrain_layout_collect (self->layout, self->root, action->target, nodes);
      for (guint k = 0; k < nodes->len; k++)
        found |= look_at_computed (self, action->value, g_ptr_array_index (nodes, k), action->target->type);
    }
  return found;
}

static gboolean
is_code (const char *text)
{
  gboolean has_letter = FALSE;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        return FALSE;
      has_letter |= g_ascii_isalpha (*text) || (guchar) *text >= 0x80;
    }
  return has_letter;
}

/* One of a list of codes that is in the list without the answers as well: only its place is another. The record with them
 * stands in the nodes. */
static gboolean
is_known_otherwise (TerrainConcealment *self,
                    const Veil         *veil)
{
  const char *text = terrain_node_get_value (veil->node);

  if (!veil->is_computed || !is_code (text))
    return FALSE;
  for (guint i = 0; i < self->veils->len; i++)
    {
      const Veil *list = g_ptr_array_index (self->veils, i);
      g_auto (GStrv) codes = list->is_computed && list->other != NULL ? g_strsplit (list->other, " ", -1) : NULL;

      if (list != veil && codes != NULL && g_strv_contains ((const char *const *) codes, text))
        return TRUE;
    }
  return FALSE;
}

static void
lift_known (TerrainConcealment *self)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();

  for (guint i = 0; i < self->veils->len; i++)
    {
      if (is_known_otherwise (self, g_ptr_array_index (self->veils, i)))
        g_ptr_array_add (known, g_ptr_array_index (self->veils, i));
    }
  for (guint i = 0; i < known->len; i++)
    {
      g_hash_table_remove (self->veiled, ((Veil *) g_ptr_array_index (known, i))->node);
      g_ptr_array_remove (self->veils, g_ptr_array_index (known, i));
    }
}

static void
refresh (TerrainInterview *self)
{
  TerrainConcealment *concealment = self->concealment;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  if (concealment->is_fresh)
    return;
  concealment->is_fresh = TRUE;
  g_ptr_array_set_size (concealment->veils, 0);
  g_hash_table_remove_all (concealment->veiled);
  g_hash_table_remove_all (concealment->read);
  /* What waits is computed from the true answers. */
  terrain_interview_look_around (self);
  concealment->working++;
  for (guint i = 0; i < concealment->schemas->len; i++)
    terrain_layout_collect (self->layout, self->root, g_ptr_array_index (concealment->schemas, i), nodes);
  for (guint i = 0; i < nodes->len; i++)
    {
      TerrainNode *node = g_ptr_array_index (nodes, i);

      if ((node->flags & TERRAIN_NODE_CONCEALED) && *terrain_node_get_value (node) != '\0')
        add_veil (concealment, node, NULL, FALSE);
    }
  if (concealment->veils->len > 0)
    {
      look_at_rules (self);
      for (guint round = 0; round < MAX_ROUNDS && look_at_actions (self); round++)
        look_at_rules (self);
      exchange (concealment);
      lift_known (concealment);
    }
  concealment->working--;
}

/* Whether there is anything to conceal now: not from the form itself. */
static gboolean
is_concealing (TerrainInterview *self)
{
  TerrainConcealment *concealment = self->concealment;

  if (concealment == NULL || concealment->word == NULL || concealment->schemas->len == 0 || concealment->working > 0 ||
      self->running > 0 || self->loading)
    return FALSE;
  refresh (self);
  return concealment->veils->len > 0;
}

void
terrain_concealment_suspend (TerrainInterview *self,
                             gboolean          suspend)
{
  if (self->concealment != NULL)
    self->concealment->working += suspend ? 1 : -1;
}

static char *
output_text (TerrainInterview *self,
             TerrainXPath     *output,
             TerrainNode      *context)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  return terrain_interview_compute (self, output, context, &value) ? terrain_xpath_value_to_string (&value) : NULL;
}

char *
terrain_interview_dup_output (TerrainInterview *self,
                              TerrainXPath     *output,
                              TerrainNode      *context)
{
  g_autofree char *text = NULL;
  g_autofree char *without = NULL;
  guint64 seed;

  if (!is_concealing (self))
    return output_text (self, output, context);
  self->concealment->working++;
  text = output_text (self, output, context);
  seed = terrain_environment_get_seed (self->environment);
  exchange (self->concealment);
  without = output_text (self, output, context);
  exchange (self->concealment);
  terrain_environment_set_seed (self->environment, seed);
  self->concealment->working--;
  return g_strcmp0 (text, without) == 0 ? g_steal_pointer (&text) : g_strdup (self->concealment->word);
}

const char *
terrain_interview_find_word (TerrainInterview *self,
                             TerrainNode      *node)
{
  return node != NULL && is_concealing (self) && g_hash_table_contains (self->concealment->veiled, node)
             ? self->concealment->word : NULL;
}

static void
look_again (TerrainInterview *self)
{
  terrain_interview_begin (self);
  terrain_concealment_expire (self);
  terrain_item_queue_all (self, TERRAIN_DIRTY_TEXTS | TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
  self->changed = TRUE;
  terrain_interview_end (self);
}

gboolean
terrain_interview_conceal (TerrainInterview *self,
                           const char       *ref,
                           GError          **error)
{
  TerrainConcealment *concealment;
  TerrainNode *node;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  node = terrain_interview_find_node (self, ref, error);
  if (node == NULL)
    return FALSE;
  if ((node->flags & TERRAIN_NODE_CONCEALED) || node->schema == NULL)
    return TRUE;
  concealment = ensure (self);
  node->flags |= TERRAIN_NODE_CONCEALED;
  if (!g_ptr_array_find (concealment->schemas, node->schema, NULL))
    g_ptr_array_add (concealment->schemas, node->schema);
  concealment->is_fresh = FALSE;
  if (concealment->word != NULL)
    look_again (self);
  return TRUE;
}

void
terrain_interview_set_concealing (TerrainInterview *self,
                                  const char       *word)
{
  TerrainConcealment *concealment;

  g_return_if_fail (TERRAIN_IS_INTERVIEW (self));

  concealment = ensure (self);
  if (g_strcmp0 (concealment->word, word) == 0)
    return;
  g_free (concealment->word);
  concealment->word = g_strdup (word);
  if (concealment->schemas->len > 0)
    look_again (self);
}

gboolean
terrain_item_is_concealed (TerrainItem *self)
{
  g_return_val_if_fail (TERRAIN_IS_ITEM (self), FALSE);

  return self->interview != NULL && terrain_interview_find_word (self->interview, self->node) != NULL;
}

char *
terrain_interview_dup_shown_name (TerrainInterview *self)
{
  TerrainConcealment *concealment;
  char *name;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  concealment = self->concealment;
  if (concealment == NULL || concealment->schemas->len == 0)
    return terrain_interview_dup_instance_name (self);
  refresh (self);
  concealment->working++;
  exchange (concealment);
  name = terrain_interview_dup_instance_name (self);
  exchange (concealment);
  concealment->working--;
  return name != NULL ? g_strstrip (name) : NULL;
}
