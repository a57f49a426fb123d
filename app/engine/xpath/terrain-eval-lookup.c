/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-eval-lookup.h"

#include <math.h>
#include <string.h>

/*
 * "item[city = /data/city and kind = 'a']" in a frozen document: found by hash instead of by scan.
 *
 * The compiler finds the terms "key = outer" of the first predicate (a Lookup); the first evaluation builds, per
 * parent, item name and key, a map from each key's text to the items that have it (an Index):
 *
 *   texts: "Gent" ─► entry ─next─► entry ─next─► …    (document order; the head knows the tail and the length)
 *
 * What comes out is a superset of the answer, in document order, so an index can make an expression faster but never
 * change its result: the predicate is still evaluated on it – or, where it is nothing but equalities of texts, those
 * are compared, which is the same without evaluating the outer sides again for each item.
 */

#define MAX_KEYS 4

typedef struct
{
  TerrainAst *outer;
  const TerrainAstStep *key;
  TerrainAst *key_path;
} LookupKey;

typedef struct
{
  guint n_keys;
  LookupKey keys[MAX_KEYS];
  gboolean complete; /* the predicate is these keys and nothing else */
} Lookup;

typedef struct _Entry Entry;
struct _Entry
{
  TerrainNode *item;
  Entry *next;
  Entry *tail;  /* of a head */
  guint length; /* of a head */
  double bucket;
};

typedef struct
{
  /* identity */
  TerrainNode *parent;
  const char *item_local;
  const char *item_uri;
  gboolean item_no_uri;
  const char *key_local;
  const char *key_uri;
  gboolean key_no_uri;
  TerrainAxis key_axis;
  gboolean numeric;
  /* contents */
  Entry *entries;
  GHashTable *heads; /* text or number → Entry */
  GPtrArray *texts;  /* keys that are nobody's value */
} Index;

/* Compiling */

static gboolean
depends_on_item (const TerrainAst *ast)
{
  switch ((int) ast->kind)
    {
    case TERRAIN_AST_PATH:
      /* Predicates inside have items of their own. */
      return ast->start != NULL ? depends_on_item (ast->start) : !ast->absolute;
    case TERRAIN_AST_CALL:
      if (ast->positional || ast->function->flags & (TERRAIN_FUNCTION_VOLATILE | TERRAIN_FUNCTION_FOCUS)
          || (ast->function->flags & TERRAIN_FUNCTION_DEFAULT && ast->n_children == 0))
        return TRUE;
      break;
    default:
      break;
    }
  for (guint i = 0; i < ast->n_children; i++)
    {
      if (depends_on_item (ast->children[i]))
        return TRUE;
    }
  return FALSE;
}

static const TerrainAstStep *
get_key_step (const TerrainAst *ast)
{
  const TerrainAstStep *step;

  if (ast->kind != TERRAIN_AST_PATH || ast->absolute || ast->start != NULL || ast->n_steps != 1)
    return NULL;
  step = &ast->steps[0];
  if (step->test != TERRAIN_TEST_NAME || step->n_predicates > 0
      || (step->axis != TERRAIN_AXIS_CHILD && step->axis != TERRAIN_AXIS_ATTRIBUTE))
    return NULL;
  return step;
}

static void
collect_keys (TerrainAst *ast,
              Lookup     *lookup)
{
  if (ast->kind == TERRAIN_AST_AND)
    {
      collect_keys (ast->children[0], lookup);
      collect_keys (ast->children[1], lookup);
      return;
    }
  if (ast->kind != TERRAIN_AST_EQUAL)
    {
      lookup->complete = FALSE;
      return;
    }
  for (guint side = 0; side < 2 && lookup->n_keys < MAX_KEYS; side++)
    {
      const TerrainAstStep *key = get_key_step (ast->children[side]);

      if (key == NULL || depends_on_item (ast->children[1 - side]))
        continue;
      lookup->keys[lookup->n_keys++]
          = (LookupKey) { .outer = ast->children[1 - side], .key = key, .key_path = ast->children[side] };
      return;
    }
  lookup->complete = FALSE;
}

gpointer
terrain_lookup_new (const TerrainAstStep *step)
{
  Lookup lookup = { .complete = TRUE };

  if (step->n_predicates == 0 || step->axis != TERRAIN_AXIS_CHILD || step->test != TERRAIN_TEST_NAME)
    return NULL;
  /* A position counts all items, so none may be left out. */
  if (!step->predicates[0]->positional)
    collect_keys (step->predicates[0], &lookup);
  return lookup.n_keys > 0 ? g_memdup2 (&lookup, sizeof lookup) : NULL;
}

void
terrain_lookup_free (gpointer lookup)
{
  g_free (lookup);
}

/* Indexing */

static guint
index_hash (gconstpointer data)
{
  const Index *self = data;

  return g_direct_hash (self->parent) * 31 + g_direct_hash (self->item_local) * 17 + g_direct_hash (self->key_local)
         + (guint) self->numeric;
}

static gboolean
index_equal (gconstpointer a,
             gconstpointer b)
{
  const Index *one = a;
  const Index *two = b;

  return one->parent == two->parent && one->item_local == two->item_local && one->item_uri == two->item_uri
         && one->item_no_uri == two->item_no_uri && one->key_local == two->key_local && one->key_uri == two->key_uri
         && one->key_no_uri == two->key_no_uri && one->key_axis == two->key_axis && one->numeric == two->numeric;
}

static void
index_free (gpointer data)
{
  Index *self = data;

  g_hash_table_unref (self->heads);
  g_ptr_array_unref (self->texts);
  g_free (self->entries);
  g_free (self);
}

static gboolean
matches (TerrainNode     *node,
         TerrainNodeKind  kind,
         const char      *local,
         const char      *uri,
         gboolean         no_uri)
{
  return node->local == local && node->kind == kind && (no_uri ? node->uri == NULL : uri == NULL || node->uri == uri);
}

/* The child or attribute of @item that the key names, the first one or the one behind @after. */
static TerrainNode *
next_key (TerrainAxis  axis,
          const char  *local,
          const char  *uri,
          gboolean     no_uri,
          TerrainNode *item,
          TerrainNode *after)
{
  gboolean attribute = axis == TERRAIN_AXIS_ATTRIBUTE;
  TerrainNode *node = after != NULL ? after->next : attribute ? item->first_attribute : item->first_child;

  while (node != NULL
         && !matches (node, attribute ? TERRAIN_NODE_ATTRIBUTE : TERRAIN_NODE_ELEMENT, local, uri, no_uri))
    node = node->next;
  return node;
}

static TerrainNode *
index_next_key (const Index *self,
                TerrainNode *item,
                TerrainNode *after)
{
  return next_key (self->key_axis, self->key_local, self->key_uri, self->key_no_uri, item, after);
}

static void
index_link (Index         *self,
            Entry         *entry,
            gconstpointer  key)
{
  Entry *head = g_hash_table_lookup (self->heads, key);

  if (head == NULL)
    {
      entry->tail = entry;
      entry->length = 1;
      g_hash_table_insert (self->heads, (gpointer) key, entry);
      return;
    }
  /* An item with the same key twice is still one item. */
  if (head->tail->item == entry->item)
    return;
  head->tail->next = entry;
  head->tail = entry;
  head->length++;
}

/* Equal numbers need not be the same to the last bit (TERRAIN_EVAL_EPSILON), so they are looked up by slices that are
 * much wider than that; a value at the edge of one is not looked up at all. */
static double
bucket_of (double number)
{
  double bucket = floor (number * 1e6 + 0.5);

  return bucket == 0 ? 0 : bucket;
}

static void
index_add (Index       *self,
           TerrainEval *eval,
           TerrainNode *item,
           TerrainNode *key,
           Entry       *entry)
{
  g_auto (TerrainEvalText) text = { 0 };

  entry->item = item;
  if (self->numeric)
    {
      entry->bucket = bucket_of (terrain_eval_node_to_number (eval, key));
      /* What is no number equals nothing. */
      if (!isnan (entry->bucket))
        index_link (self, entry, &entry->bucket);
      return;
    }
  terrain_eval_node_to_text (key, &text);
  if (text.owned != NULL)
    g_ptr_array_add (self->texts, g_steal_pointer (&text.owned));
  index_link (self, entry, text.text);
}

static void
index_fill (Index       *self,
            TerrainEval *eval)
{
  guint n = 0;
  guint used = 0;

  for (int pass = 0; pass < 2; pass++)
    {
      for (TerrainNode *item = self->parent->first_child; item != NULL; item = item->next)
        {
          if (!matches (item, TERRAIN_NODE_ELEMENT, self->item_local, self->item_uri, self->item_no_uri))
            continue;
          for (TerrainNode *key = index_next_key (self, item, NULL); key != NULL; key = index_next_key (self, item, key))
            {
              if (pass == 0)
                n++;
              else
                index_add (self, eval, item, key, &self->entries[used++]);
            }
        }
      if (pass == 0)
        self->entries = g_new0 (Entry, n + 1);
    }
}

/* With the document's lock held. */
static Index *
index_get (TerrainEval          *eval,
           const TerrainAstStep *step,
           const TerrainAstStep *key,
           TerrainNode          *parent,
           gboolean              numeric)
{
  GHashTable **indexes = &parent->document->indexes;
  Index wanted = {
    .parent = parent,
    .item_local = step->local,
    .item_uri = step->uri,
    .item_no_uri = step->no_uri,
    .key_local = key->local,
    .key_uri = key->uri,
    .key_no_uri = key->no_uri,
    .key_axis = key->axis,
    .numeric = numeric,
  };
  Index *index;

  if (*indexes == NULL)
    *indexes = g_hash_table_new_full (index_hash, index_equal, index_free, NULL);
  index = g_hash_table_lookup (*indexes, &wanted);
  if (index != NULL)
    return index;

  index = g_memdup2 (&wanted, sizeof wanted);
  index->heads = numeric ? g_hash_table_new (g_double_hash, g_double_equal) : g_hash_table_new (g_str_hash, g_str_equal);
  index->texts = g_ptr_array_new_with_free_func (g_free);
  index_fill (index, eval);
  g_hash_table_insert (*indexes, index, index);
  return index;
}

/* Looking up */

typedef struct
{
  gboolean usable;
  gboolean textual;     /* compared as text with @text */
  TerrainEvalText text;
  TerrainXPathValue value; /* what @text may point into */
  Entry *head;          /* NULL: no item can match */
} Candidates;

static void
candidates_clear (Candidates *self)
{
  terrain_eval_text_clear (&self->text);
  terrain_xpath_value_clear (&self->value);
}

/* Whether the outer value can be looked up, and what under. */
static gboolean
can_look_up (const TerrainXPathValue *value,
             double                  *bucket)
{
  *bucket = NAN;
  if (value->type == TERRAIN_XPATH_BOOLEAN || (value->type == TERRAIN_XPATH_NODESET && value->set.length > 1))
    return FALSE;
  if (value->type != TERRAIN_XPATH_NUMBER)
    return TRUE;
  /* Days and times equal each other by the day (terrain_moment_align()), which no slice tells. */
  if (value->counts != TERRAIN_XPATH_DAY_NONE)
    return FALSE;
  *bucket = bucket_of (value->number);
  return isnan (*bucket)
         || bucket_of (value->number - TERRAIN_EVAL_EPSILON) == bucket_of (value->number + TERRAIN_EVAL_EPSILON);
}

static gboolean
lookup_key (TerrainEval          *eval,
            const TerrainAstStep *step,
            const LookupKey      *key,
            TerrainNode          *parent,
            Candidates           *found)
{
  TerrainFocus focus = { .node = parent, .position = 1, .size = 1 };
  gboolean numeric;
  double bucket;

  if (key->key_path->binding != NULL)
    return TRUE;
  if (!terrain_eval (eval, &focus, key->outer, &found->value))
    return FALSE;
  if (found->value.type == TERRAIN_XPATH_NODESET && found->value.set.length == 0 &&
      terrain_eval_reads_blank (eval, key->outer))
    {
      terrain_xpath_value_clear (&found->value);
      found->value = (TerrainXPathValue) { .type = TERRAIN_XPATH_STRING, .text = "" };
    }
  found->usable = can_look_up (&found->value, &bucket);
  numeric = found->value.type == TERRAIN_XPATH_NUMBER;
  if (!found->usable || (numeric && isnan (bucket))
      || (found->value.type == TERRAIN_XPATH_NODESET && found->value.set.length == 0))
    return TRUE;

  found->textual = !numeric;
  if (found->textual)
    terrain_eval_value_to_text (&found->value, &found->text);
  g_mutex_lock (&parent->document->lock);
  found->head = g_hash_table_lookup (index_get (eval, step, key->key, parent, numeric)->heads,
                                     numeric ? (gconstpointer) &bucket : found->text.text);
  g_mutex_unlock (&parent->document->lock);
  return TRUE;
}

static gboolean
has_text (const TerrainAstStep *key,
          TerrainNode          *item,
          const char           *text)
{
  for (TerrainNode *node = next_key (key->axis, key->local, key->uri, key->no_uri, item, NULL); node != NULL;
       node = next_key (key->axis, key->local, key->uri, key->no_uri, item, node))
    {
      g_auto (TerrainEvalText) own = { 0 };

      terrain_eval_node_to_text (node, &own);
      if (strcmp (own.text, text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Adds the items of @best; of those, where all keys are texts, the ones that have them all. */
static TerrainLookupResult
add_items (const Lookup     *lookup,
           const Candidates *all,
           const Candidates *best,
           TerrainNodeList  *list)
{
  gboolean exact = lookup->complete;

  for (guint i = 0; i < lookup->n_keys; i++)
    exact = exact && (all[i].textual || best->head == NULL);
  if (best->head != NULL)
    terrain_node_list_reserve (list, best->head->length);
  for (Entry *entry = best->head; entry != NULL; entry = entry->next)
    {
      gboolean fits = TRUE;

      for (guint i = 0; i < lookup->n_keys && exact && fits; i++)
        fits = &all[i] == best || has_text (lookup->keys[i].key, entry->item, all[i].text.text);
      if (fits)
        terrain_node_list_add (list, entry->item);
    }
  return exact ? TERRAIN_LOOKUP_EXACT : TERRAIN_LOOKUP_FOUND;
}

TerrainLookupResult
terrain_lookup_find (TerrainEval          *eval,
                     const TerrainAstStep *step,
                     TerrainNode          *parent,
                     TerrainNodeList      *list)
{
  const Lookup *lookup = step->lookup;
  TerrainLookupResult result = TERRAIN_LOOKUP_NOT_USED;
  Candidates all[MAX_KEYS] = { 0 };
  const Candidates *best = NULL;

  /* The shortest list of candidates; once built, entries and heads never change. */
  for (guint i = 0; i < lookup->n_keys && result != TERRAIN_LOOKUP_FAILED; i++)
    {
      Candidates *found = &all[i];

      if (!lookup_key (eval, step, &lookup->keys[i], parent, found))
        result = TERRAIN_LOOKUP_FAILED;
      else if (found->usable
               && (best == NULL || found->head == NULL || (best->head != NULL && found->head->length < best->head->length)))
        best = found;
    }
  if (result != TERRAIN_LOOKUP_FAILED && best != NULL)
    result = add_items (lookup, all, best, list);
  for (guint i = 0; i < lookup->n_keys; i++)
    candidates_clear (&all[i]);
  return result;
}

void
terrain_lookup_by_key (TerrainEval     *eval,
                       TerrainNode     *parent,
                       const char      *item,
                       const char      *key,
                       const char      *text,
                       TerrainNodeList *list)
{
  const TerrainAstStep step = { .axis = TERRAIN_AXIS_CHILD, .test = TERRAIN_TEST_NAME, .local = g_intern_string (item) };
  gboolean is_attribute = *key == '@';
  const TerrainAstStep key_step = { .axis = is_attribute ? TERRAIN_AXIS_ATTRIBUTE : TERRAIN_AXIS_CHILD,
                                    .test = TERRAIN_TEST_NAME, .local = g_intern_string (key + is_attribute) };
  Entry *entry;

  g_mutex_lock (&parent->document->lock);
  entry = g_hash_table_lookup (index_get (eval, &step, &key_step, parent, FALSE)->heads, text);
  g_mutex_unlock (&parent->document->lock);
  for (; entry != NULL; entry = entry->next)
    terrain_node_list_add (list, entry->item);
}
