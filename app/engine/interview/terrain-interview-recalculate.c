/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-private.h"

/*
 * A change marks the rules that read the changed place; marked rules run by rising rank, each once, and mark others
 * only where their own result changed. Ranks are topological, so a rule's triggers are final when it runs.
 *
 *   value of r[2]/x ──edge (scope /data/r)──► rule "r/double", marked for r[2] alone
 *                  └──edge (scope NULL)─────► rule "total", marked for the whole record: it has one target
 */

static gboolean
is_volatile_value (TerrainRule *rule)
{
  return rule->kind == TERRAIN_RULE_CALCULATE && rule->is_volatile;
}

void
terrain_interview_mark (TerrainInterview *self,
                        TerrainRule      *rule,
                        TerrainNode      *scope)
{
  TerrainMark *mark = &self->marks[rule->rank];

  self->marked[rule->rank / 64] |= G_GUINT64_CONSTANT (1) << rule->rank % 64;
  if (mark->all)
    return;
  if (scope == NULL || scope->parent == self->document->node)
    {
      mark->all = TRUE;
      return;
    }
  if (mark->scopes == NULL)
    mark->scopes = g_ptr_array_new ();
  /* Several triggers of one instance come one after the other; other repetitions are caught when the rule runs. */
  if (mark->scopes->len == 0 || g_ptr_array_index (mark->scopes, mark->scopes->len - 1) != scope)
    g_ptr_array_add (mark->scopes, scope);
}

void
terrain_interview_mark_all (TerrainInterview *self)
{
  for (guint i = 0; i < self->form->rules->len; i++)
    {
      TerrainRule *rule = g_ptr_array_index (self->form->rules, i);

      if (!self->restoring || !is_volatile_value (rule))
        terrain_interview_mark (self, rule, NULL);
    }
}

void
terrain_interview_clear_marks (TerrainInterview *self)
{
  for (guint i = 0; i < self->form->rules->len; i++)
    {
      self->marks[i].all = FALSE;
      if (self->marks[i].scopes != NULL)
        g_ptr_array_set_size (self->marks[i].scopes, 0);
    }
  memset (self->marked, 0, self->n_words * sizeof (guint64));
}

/* @top: an instance whose inside is not concerned, because it is new or about to go; (nullable). */
static void
mark_edges (TerrainInterview *self,
            TerrainNode      *node,
            TerrainNode      *top,
            gboolean          value)
{
  TerrainSchema *schema = node->schema;
  TerrainScope *here = NULL;

  for (guint i = 0; schema->edges != NULL && i < schema->edges->len; i++)
    {
      TerrainEdge *edge = g_ptr_array_index (schema->edges, i);
      TerrainScope *scope;

      /* A position changes with the instances around, never with a value or with relevance. */
      if (edge->position_only)
        continue;
      /* A reopened record has its volatile values already; only a changed trigger asks for new ones. */
      if (self->restoring && !value && is_volatile_value (edge->rule))
        continue;
      if (edge->scope == NULL)
        {
          terrain_interview_mark (self, edge->rule, NULL);
          continue;
        }
      if (here == NULL)
        here = terrain_scope_of (node);
      scope = terrain_scope_find (here, edge->scope);
      if (scope == NULL)
        terrain_interview_mark (self, edge->rule, NULL);
      else if (top == NULL || terrain_scope_find (scope, top->schema) == NULL)
        terrain_interview_mark (self, edge->rule, scope->node);
    }
}

static void
queue_check (TerrainInterview *self,
             TerrainNode      *node)
{
  if (self->loading || (node->flags & TERRAIN_NODE_CHECK) || *terrain_node_get_value (node) == '\0')
    return;
  node->flags |= TERRAIN_NODE_CHECK;
  g_ptr_array_add (self->checks, node);
}

static void
look_at_choices (TerrainInterview *self,
                 TerrainControl   *control,
                 TerrainNode      *scope)
{
  g_autoptr (GPtrArray) nodes = NULL;

  if (control->schema == NULL || self->loading)
    return;
  nodes = g_ptr_array_new ();
  terrain_layout_collect (self->layout, scope != NULL ? scope->item : self->root, control->schema, nodes);
  for (guint i = 0; i < nodes->len; i++)
    queue_check (self, g_ptr_array_index (nodes, i));
}

/* @check: answers whose choices are others now are compared with them. */
static void
mark_views (TerrainInterview *self,
            TerrainNode      *node,
            gboolean          check)
{
  static const guint dirty[] = {
    [TERRAIN_VIEW_LABEL] = TERRAIN_DIRTY_LABEL,
    [TERRAIN_VIEW_HINT] = TERRAIN_DIRTY_HINT,
    [TERRAIN_VIEW_MESSAGE] = TERRAIN_DIRTY_MESSAGE,
    [TERRAIN_VIEW_CHOICES] = TERRAIN_DIRTY_CHOICES,
  };
  TerrainSchema *schema = node->schema;

  for (guint i = 0; schema->views != NULL && i < schema->views->len; i++)
    {
      TerrainView *view = g_ptr_array_index (schema->views, i);
      TerrainScope *scope = NULL;

      if (view->scope != NULL)
        scope = terrain_scope_find (terrain_scope_of (node), view->scope);
      if (check && view->kind == TERRAIN_VIEW_CHOICES)
        look_at_choices (self, view->control, scope != NULL ? scope->node : NULL);
      terrain_item_queue_control (self, view->control, scope != NULL ? scope->node : NULL, dirty[view->kind]);
    }
}

void
terrain_interview_touch_views (TerrainInterview *self,
                               TerrainNode      *node)
{
  self->changed = TRUE;
  terrain_concealment_expire (self);
  if (node->schema == NULL)
    return;
  mark_views (self, node, FALSE);
  terrain_interview_defer_readers (self, node);
}

void
terrain_interview_forget_checks (TerrainInterview *self,
                                 TerrainNode      *instance)
{
  for (guint i = self->checks->len; i > 0; i--)
    {
      TerrainNode *node = g_ptr_array_index (self->checks, i - 1);
      TerrainNode *above = node;

      while (above != NULL && above != instance)
        above = above->parent;
      if (above == NULL)
        continue;
      node->flags &= ~(guint32) TERRAIN_NODE_CHECK;
      g_ptr_array_remove_index (self->checks, i - 1);
    }
}

void
terrain_interview_touch (TerrainInterview *self,
                         TerrainNode      *node,
                         gboolean          value)
{
  self->changed = TRUE;
  terrain_concealment_expire (self);
  if (node->schema == NULL)
    return;
  mark_edges (self, node, NULL, value);
  mark_views (self, node, TRUE);
}

void
terrain_interview_touch_outside (TerrainInterview *self,
                                 TerrainNode      *instance)
{
  TerrainNode *node = instance;

  self->changed = TRUE;
  terrain_concealment_expire (self);
  while (node != NULL)
    {
      if (node->schema != NULL)
        {
          mark_edges (self, node, instance, TRUE);
          mark_views (self, node, TRUE);
        }
      for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
        {
          if (attribute->schema != NULL)
            mark_edges (self, attribute, instance, TRUE);
        }
      node = terrain_node_next_below (node, instance);
    }
}

static gboolean
set_flag (TerrainInterview *self,
          TerrainNode      *node,
          guint32           flag,
          gboolean          on)
{
  if (((node->flags & flag) != 0) == on)
    return FALSE;
  node->flags ^= flag;
  terrain_history_note_flags (self, node, flag);
  return TRUE;
}

gboolean
terrain_interview_store (TerrainInterview *self,
                         TerrainNode      *node,
                         const char       *text)
{
  TerrainSchema *schema = node->schema;

  if (terrain_node_has_value (node, text))
    return FALSE;
  text = text != NULL && *text != '\0' ? text : NULL;
  terrain_history_note_value (self, node, terrain_node_exchange_value (node, g_strdup (text)));
  set_flag (self, node, TERRAIN_NODE_NOT_OFFERED, FALSE);
  terrain_interview_touch (self, node, TRUE);
  terrain_item_queue (self, node, TERRAIN_DIRTY_VALUE | TERRAIN_DIRTY_VALID);
  if (!self->loading && schema != NULL && schema->actions != NULL && schema->actions->len > 0)
    g_ptr_array_add (self->fired, node);
  return TRUE;
}

void
terrain_interview_refresh_relevance (TerrainInterview *self,
                                     TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  gboolean inherited = node->parent != NULL && (node->parent->flags & TERRAIN_NODE_IRRELEVANT);
  gboolean now = inherited || (node->flags & (TERRAIN_NODE_OWN_IRRELEVANT | TERRAIN_NODE_SURPLUS));

  if (!set_flag (self, node, TERRAIN_NODE_IRRELEVANT, now))
    return;
  terrain_interview_touch (self, node, FALSE);
  terrain_item_queue (self, node, TERRAIN_DIRTY_RELEVANT | TERRAIN_DIRTY_VALID);
  if (!now && schema != NULL && schema->control != NULL && self->layout->choices_depend[schema->control->index])
    queue_check (self, node);
  for (TerrainNode *child = node->first_attribute; child != NULL; child = child->next)
    terrain_interview_refresh_relevance (self, child);
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    terrain_interview_refresh_relevance (self, child);
}

void
terrain_interview_refresh_readonly (TerrainInterview *self,
                                    TerrainNode      *node)
{
  gboolean inherited = node->parent != NULL && (node->parent->flags & TERRAIN_NODE_READONLY);
  gboolean now = inherited || (node->flags & TERRAIN_NODE_OWN_READONLY);

  if (!set_flag (self, node, TERRAIN_NODE_READONLY, now))
    return;
  self->changed = TRUE;
  terrain_item_queue (self, node, TERRAIN_DIRTY_READONLY);
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    terrain_interview_refresh_readonly (self, child);
}

static void
run_calculate (TerrainInterview *self,
               TerrainRule      *rule,
               TerrainNode      *node)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  g_autofree char *text = NULL;

  if (terrain_node_get_first_child (node) != NULL)
    return; /* a group has no value of its own */
  /* What cannot be computed is blank, not stale (engine-semantics, 64 and our departure). */
  if (terrain_interview_compute (self, rule->expression, node, &value))
    text = terrain_value_to_text (self, &value, rule->target->type);
  terrain_interview_store (self, node, text);
}

static void
run_constraint (TerrainInterview *self,
                TerrainRule      *rule,
                TerrainNode      *node)
{
  gboolean invalid = FALSE;

  /* An empty answer breaks no constraint (engine-semantics, 53), nor does one that nobody sees. */
  if (!(node->flags & TERRAIN_NODE_IRRELEVANT) && *terrain_node_get_value (node) != '\0')
    invalid = !terrain_interview_compute_boolean (self, rule->expression, node, TRUE);
  if (set_flag (self, node, TERRAIN_NODE_INVALID, invalid))
    {
      self->changed = TRUE;
      terrain_item_queue (self, node, TERRAIN_DIRTY_VALID);
    }
}

static void
run_rule_at (TerrainInterview *self,
             TerrainRule      *rule,
             TerrainNode      *node)
{
  gboolean on;

  self->n_evaluations++;
  switch (rule->kind)
    {
    case TERRAIN_RULE_RELEVANT:
      /* A question whose condition fails is asked: hiding it would lose it without a word. */
      on = terrain_interview_compute_boolean (self, rule->expression, node, TRUE);
      if (set_flag (self, node, TERRAIN_NODE_OWN_IRRELEVANT, !on))
        terrain_interview_refresh_relevance (self, node);
      break;

    case TERRAIN_RULE_READONLY:
      on = terrain_interview_compute_boolean (self, rule->expression, node, FALSE);
      if (set_flag (self, node, TERRAIN_NODE_OWN_READONLY, on))
        terrain_interview_refresh_readonly (self, node);
      break;

    case TERRAIN_RULE_REQUIRED:
      on = terrain_interview_compute_boolean (self, rule->expression, node, FALSE);
      if (set_flag (self, node, TERRAIN_NODE_REQUIRED, on))
        {
          self->changed = TRUE;
          terrain_item_queue (self, node, TERRAIN_DIRTY_REQUIRED);
        }
      break;

    case TERRAIN_RULE_CALCULATE:
      run_calculate (self, rule, node);
      break;

    case TERRAIN_RULE_CONSTRAINT:
      run_constraint (self, rule, node);
      break;

    case TERRAIN_RULE_COUNT:
    default:
      break;
    }
}

static void
drop_mark (TerrainInterview *self,
           TerrainRule      *rule)
{
  TerrainMark *mark = &self->marks[rule->rank];

  mark->all = FALSE;
  if (mark->scopes != NULL)
    g_ptr_array_set_size (mark->scopes, 0);
  self->marked[rule->rank / 64] &= ~(G_GUINT64_CONSTANT (1) << rule->rank % 64);
}

/* Where the rule is to run, each place once, into self->targets. Takes the mark off. */
static void
take_targets (TerrainInterview *self,
              TerrainRule      *rule)
{
  TerrainMark *mark = &self->marks[rule->rank];
  TerrainSchema *target = rule->kind == TERRAIN_RULE_COUNT ? rule->target->parent : rule->target;
  GPtrArray *targets = self->targets;
  guint n = 0;

  g_ptr_array_set_size (targets, 0);
  if (mark->all)
    {
      terrain_layout_collect (self->layout, self->root, target, targets);
    }
  else
    {
      for (guint i = 0; i < mark->scopes->len; i++)
        {
          TerrainNode *scope = g_ptr_array_index (mark->scopes, i);

          terrain_layout_collect_near (self->layout, scope, target, targets);
        }
      for (guint i = 0; i < targets->len; i++)
        {
          TerrainNode *node = g_ptr_array_index (targets, i);

          if (node->flags & TERRAIN_NODE_QUEUED)
            continue;
          node->flags |= TERRAIN_NODE_QUEUED;
          targets->pdata[n++] = node;
        }
      g_ptr_array_set_size (targets, (int) n);
      for (guint i = 0; i < n; i++)
        ((TerrainNode *) targets->pdata[i])->flags &= ~(guint32) TERRAIN_NODE_QUEUED;
    }
  drop_mark (self, rule);
}

/*
 * A count makes and drops instances, which may concern rules of a lower rank; and a count that reads its own repeat
 * ("one more while the last answer is yes") must not feed itself. So each runs once a recalculation.
 */
static gboolean
run_count (TerrainInterview *self,
           TerrainRule      *rule,
           GHashTable       *done)
{
  g_autoptr (GPtrArray) holders = g_ptr_array_copy (self->targets, NULL, NULL);
  gboolean changed = FALSE;

  for (guint i = 0; i < holders->len; i++)
    {
      TerrainNode *holder = g_ptr_array_index (holders, i);
      GPtrArray *instances = terrain_layout_get_instances (self->layout, terrain_scope_of (holder), rule->target);

      if (!g_hash_table_add (done, instances))
        continue;
      self->n_evaluations++;
      changed |= terrain_interview_settle_count (self, rule, holder, instances);
    }
  return changed;
}

void
terrain_interview_recalculate (TerrainInterview *self)
{
  g_autoptr (GHashTable) counted = NULL;
  guint word = 0;

  while (word < self->n_words)
    {
      guint64 bits = self->marked[word];
      TerrainRule *rule;

      if (bits == 0)
        {
          word++;
          continue;
        }
      rule = g_ptr_array_index (self->form->rules, word * 64 + (guint) __builtin_ctzll (bits));
      if (terrain_interview_defer (self, rule))
        {
          drop_mark (self, rule);
          continue;
        }
      take_targets (self, rule);
      if (rule->kind == TERRAIN_RULE_COUNT)
        {
          if (counted == NULL)
            counted = g_hash_table_new (NULL, NULL);
          if (run_count (self, rule, counted))
            word = 0;
          continue;
        }
      self->running++;
      for (guint i = 0; i < self->targets->len; i++)
        run_rule_at (self, rule, g_ptr_array_index (self->targets, i));
      self->running--;
    }
}
