/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"
#include "terrain-table-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Paths, followed over the schema and over the lists. */

/* As many items of a list as tell what columns it has. */
#define MAX_NODES 1000

void
terrain_check_target_clear (TerrainCheckTarget *self)
{
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
}

void
terrain_check_target_init_context (TerrainCheckTarget *self,
                                   TerrainSchema      *context)
{
  TerrainPlace place = { context, context };

  memset (self, 0, sizeof *self);
  self->unknown = context == NULL;
  if (context == NULL)
    return;
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (TerrainPlace), 1);
  g_array_append_val (self->places, place);
}

static void
init_document (TerrainCheck       *self,
               TerrainCheckTarget *target)
{
  TerrainPlace place = { &self->resolver->document, NULL };

  target->places = g_array_sized_new (FALSE, FALSE, sizeof (TerrainPlace), 1);
  g_array_append_val (target->places, place);
}

static void
init_list (TerrainCheck       *self,
           TerrainAst         *call,
           TerrainCheckTarget *target)
{
  TerrainAst *id = call->n_children > 0 ? call->children[0] : NULL;
  TerrainDocument *document;
  TerrainNode *root;

  target->unknown = TRUE;
  if (id == NULL || id->kind != TERRAIN_AST_LITERAL)
    return;
  if (g_strcmp0 (id->text, self->form->instance_id) == 0)
    {
      target->unknown = FALSE;
      init_document (self, target);
      return;
    }
  document = g_hash_table_lookup (self->form->instances, id->text);
  root = document != NULL ? terrain_document_get_root (document) : NULL;
  /* A list that was not found, or has nothing in it yet, says nothing about its columns. */
  if (root == NULL || root->first_child == NULL)
    return;
  target->unknown = FALSE;
  target->list = id->text;
  target->nodes = g_ptr_array_new ();
  g_ptr_array_add (target->nodes, terrain_document_get_node (document));
}

static void
copy_target (const TerrainCheckTarget *from,
             TerrainCheckTarget       *to)
{
  to->unknown = from->unknown;
  to->list = from->list;
  to->filtered = from->filtered;
  if (from->places != NULL)
    {
      to->places = g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
      g_array_append_vals (to->places, from->places->data, from->places->len);
    }
  if (from->nodes != NULL)
    to->nodes = g_ptr_array_copy (from->nodes, NULL, NULL);
}

static void
init_start (TerrainCheck             *self,
            TerrainAst               *path,
            const TerrainCheckTarget *item,
            TerrainCheckTarget       *target)
{
  TerrainAst *start = path->start;
  guint flags = start != NULL && start->kind == TERRAIN_AST_CALL ? terrain_function_get_flags (start->function) : 0;

  if (path->absolute)
    init_document (self, target);
  else if (start == NULL)
    copy_target (item, target);
  else if (flags & TERRAIN_FUNCTION_CURRENT)
    terrain_check_target_init_context (target, self->context);
  else if (flags & TERRAIN_FUNCTION_INSTANCE)
    init_list (self, start, target);
  else if (start->kind == TERRAIN_AST_PATH)
    terrain_check_follow (self, start, item, target);
  else
    {
      target->unknown = TRUE;
      terrain_check_walk (self, start, item, TERRAIN_CHECK_ALL);
    }
}

static gboolean
passes (const TerrainAstStep *step,
        TerrainNode          *node)
{
  if (step->test == TERRAIN_TEST_NAME)
    return node->local == step->local;
  return step->test == TERRAIN_TEST_NODE || step->test == TERRAIN_TEST_ANY_NAME;
}

/* FALSE for a step that is not followed through lists. */
static gboolean
step_nodes (const TerrainAstStep *step,
            GPtrArray            *from,
            GPtrArray            *to)
{
  for (guint i = 0; i < from->len && to->len < MAX_NODES; i++)
    {
      TerrainNode *node = g_ptr_array_index (from, i);
      TerrainNode *at;

      switch (step->axis)
        {
        case TERRAIN_AXIS_CHILD:
          at = node->first_child;
          break;
        case TERRAIN_AXIS_ATTRIBUTE:
          at = node->first_attribute;
          break;
        case TERRAIN_AXIS_SELF:
          if (passes (step, node))
            g_ptr_array_add (to, node);
          continue;
        case TERRAIN_AXIS_PARENT:
          /* Each parent once; its children follow one another. */
          if (node->parent != NULL && (to->len == 0 || g_ptr_array_index (to, to->len - 1) != node->parent))
            g_ptr_array_add (to, node->parent);
          continue;
        default:
          return FALSE;
        }
      for (; at != NULL && to->len < MAX_NODES; at = at->next)
        {
          if (passes (step, at))
            g_ptr_array_add (to, at);
        }
    }
  return step->test != TERRAIN_TEST_TEXT && step->test != TERRAIN_TEST_COMMENT &&
         step->test != TERRAIN_TEST_INSTRUCTION;
}

static gboolean
is_plain (const TerrainAstStep *step)
{
  if (step->axis == TERRAIN_AXIS_PARENT || step->axis == TERRAIN_AXIS_SELF)
    return TRUE;
  return step->test == TERRAIN_TEST_NAME &&
         (step->axis == TERRAIN_AXIS_CHILD || step->axis == TERRAIN_AXIS_ATTRIBUTE);
}

static void
report_path (TerrainCheck *self,
             const char   *path)
{
  if (terrain_check_is_new (self, "path-to-nothing", path))
    terrain_check_warn (self, "path-to-nothing", self->ref, self->line,
                        _("%s refers to %s, but the form has no such node, so it is always blank there. "
                          "Correct the path, or add the node."), self->what, path);
}

static void
report_column (TerrainCheck *self,
               const char   *list,
               const char   *name)
{
  g_autofree char *detail = g_strconcat (list, "/", name, NULL);

  if (terrain_check_is_new (self, "column-missing", detail))
    terrain_check_warn (self, "column-missing", self->ref, self->line,
                        _("%s asks for “%s” of the list “%s”, which has nothing of that name. Correct the "
                          "name, or add it to the list."), self->what, name, list);
}

static void
report_nothing (TerrainCheck             *self,
                const TerrainAstStep     *step,
                const TerrainCheckTarget *from)
{
  const char *at = step->axis == TERRAIN_AXIS_ATTRIBUTE ? "@" : "";
  g_autofree char *name = g_strconcat (at, step->local != NULL ? step->local : "..", NULL);
  g_autofree char *path = NULL;
  const char *parent;

  if (!is_plain (step))
    return;
  if (from->nodes != NULL)
    {
      /* What a server adds to the list of an entity is not in the author's file. */
      if (step->local != NULL && !(g_str_has_prefix (step->local, "__") &&
                                   g_hash_table_contains (self->form->external_lists, from->list)))
        report_column (self, from->list, name);
      return;
    }
  parent = g_array_index (from->places, TerrainPlace, 0).schema->ref;
  path = g_strconcat (strcmp (parent, "/") == 0 ? "" : parent, "/", name, NULL);
  report_path (self, path);
}

/* Takes one step; what is left of it is unknown where it leads nowhere. */
static void
take_step (TerrainCheck         *self,
           const TerrainAstStep *step,
           TerrainSchema        *own,
           TerrainCheckTarget   *target)
{
  TerrainCheckTarget next = { .list = target->list, .filtered = target->filtered };

  if (target->nodes != NULL)
    {
      next.nodes = g_ptr_array_new ();
      next.unknown = !step_nodes (step, target->nodes, next.nodes);
    }
  else
    {
      next.places = g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
      terrain_resolver_step (self->resolver, step, target->places, own, next.places);
      next.unknown = self->resolver->overflow;
    }
  if (!next.unknown && (next.nodes != NULL ? next.nodes->len : next.places->len) == 0)
    {
      report_nothing (self, step, target);
      next.unknown = TRUE;
    }
  terrain_check_target_clear (target);
  *target = next;
}

static void
walk_predicates (TerrainCheck       *self,
                 TerrainAst        **predicates,
                 guint               n_predicates,
                 TerrainCheckTarget *target)
{
  g_auto (TerrainCheckTarget) item = { 0 };

  if (n_predicates == 0)
    return;
  /* A predicate is about one of the nodes at a time: what is below it is that one's own. */
  copy_target (target, &item);
  for (guint i = 0; item.places != NULL && i < item.places->len; i++)
    {
      TerrainPlace *place = &g_array_index (item.places, TerrainPlace, i);

      place->anchor = place->schema;
    }
  for (guint i = 0; i < n_predicates; i++)
    terrain_check_walk (self, predicates[i], &item, TERRAIN_CHECK_ONE);
  target->filtered = TRUE;
}

void
terrain_check_follow (TerrainCheck             *self,
                      TerrainAst               *path,
                      const TerrainCheckTarget *item,
                      TerrainCheckTarget       *target)
{
  gboolean contextual = path->absolute;

  memset (target, 0, sizeof *target);
  init_start (self, path, item, target);
  walk_predicates (self, path->start_predicates, path->n_start_predicates, target);
  for (guint i = 0; i < path->n_steps; i++)
    {
      TerrainAstStep *step = &path->steps[i];

      /* As in the resolver: leading steps as in the context are the context's own. */
      contextual = contextual && step->axis == TERRAIN_AXIS_CHILD && step->test == TERRAIN_TEST_NAME &&
                   step->n_predicates == 0 && i + 1 < path->n_steps && i < self->resolver->chain->len;
      if (!target->unknown)
        take_step (self, step, contextual ? g_ptr_array_index (self->resolver->chain, i) : NULL, target);
      walk_predicates (self, step->predicates, step->n_predicates, target);
    }
}

void
terrain_check_path_text (TerrainCheck *self,
                         TerrainAst   *literal)
{
  /* Only plain paths are looked up without walking. */
  if (literal->kind != TERRAIN_AST_LITERAL || strpbrk (literal->text, "[(*:'\"|") != NULL ||
      strstr (literal->text, "//") != NULL)
    return;
  if (terrain_schema_resolve (self->form, self->context, literal->text) == NULL)
    report_path (self, literal->text);
}

void
terrain_check_columns (TerrainCheck *self,
                       TerrainAst   *call)
{
  TerrainDocument *document = call->n_children == 4 && call->children[0]->kind == TERRAIN_AST_LITERAL
                                ? g_hash_table_lookup (self->form->instances, call->children[0]->text) : NULL;
  TerrainNode *item = document != NULL ? terrain_document_get_root (document)->first_child : NULL;

  for (guint i = 1; item != NULL && i < 3; i++)
    {
      TerrainAst *column = call->children[i];
      const char *name = column->kind == TERRAIN_AST_LITERAL ? terrain_table_intern_name (column->text) : NULL;

      if (name != NULL && terrain_node_find_child (item, name) == NULL)
        report_column (self, call->children[0]->text, column->text);
    }
}

TerrainSchema *
terrain_check_target_get_schema (const TerrainCheckTarget *self)
{
  TerrainSchema *schema;

  if (self->unknown || self->places == NULL || self->places->len != 1)
    return NULL;
  schema = g_array_index (self->places, TerrainPlace, 0).schema;
  return schema->local != NULL ? schema : NULL;
}

/* The outermost repeat on the way from what the place shares with the context down to it. */
static TerrainSchema *
find_repeat (const TerrainPlace *place)
{
  TerrainSchema *repeat = NULL;

  for (TerrainSchema *schema = place->schema; schema != NULL && schema != place->anchor; schema = schema->parent)
    repeat = schema->is_repeat ? schema : repeat;
  return repeat;
}

void
terrain_check_one (TerrainCheck             *self,
                   const TerrainCheckTarget *target,
                   TerrainCheckUse           use)
{
  TerrainSchema *schema = terrain_check_target_get_schema (target);
  TerrainSchema *repeat = schema != NULL ? find_repeat (&g_array_index (target->places, TerrainPlace, 0)) : NULL;

  const char *code;

  if (repeat == NULL || target->filtered || !schema->is_leaf)
    return;
  code = self->context != NULL && terrain_schema_is_inside (self->context, repeat) ? "several-nodes"
                                                                                   : "repeat-without-position";
  if (!terrain_check_is_new (self, code, schema->ref))
    return;
  if (use == TERRAIN_CHECK_COMPARED)
    terrain_check_warn (self, code, self->ref, self->line,
                        _("%s compares %s without saying of which %s: here any of them may match, other programs "
                          "refuse to go on. Write ../%s for the one beside it, or say which with indexed-repeat()."),
                        self->what, schema->ref, repeat->ref, schema->local);
  else if (*code == 's')
    terrain_check_warn (self, code, self->ref, self->line,
                        _("%s uses all %s of the repeat %s as one value; only the first counts. Write "
                          "../%s for the one beside it, indexed-repeat() for a certain one, or a "
                          "function such as sum() for all."),
                        self->what, schema->ref, repeat->ref, schema->local);
  else
    terrain_check_warn (self, code, self->ref, self->line,
                        _("%s uses %s, which is there once for each %s, as one value; only the first counts. "
                          "Say which with indexed-repeat(), or take all with a function such as sum(), "
                          "count() or join()."),
                        self->what, schema->ref, repeat->ref);
}

/* ODK's engines take "/data/person/age" inside of person for the age of the same person (JavaRosa, "contextualise"), XPath
 * for that of the first. Most authors mean the former, and older converters write nothing else: a note, once a repeat. */
void
terrain_check_contextual (TerrainCheck             *self,
                          const TerrainCheckTarget *target)
{
  TerrainSchema *schema = terrain_check_target_get_schema (target);

  if (schema == NULL || target->filtered || schema->repeat_scope == NULL || self->context == NULL ||
      !terrain_schema_is_inside (self->context, schema->repeat_scope) ||
      find_repeat (&g_array_index (target->places, TerrainPlace, 0)) != NULL ||
      !g_hash_table_add (self->contextual, schema->repeat_scope))
    return;
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_NOTE, "contextual-path", self->ref, self->line,
                          _("%s names %s by its whole path. Inside of the repeat %s that means the one of the same "
                            "instance; write ../%s to say so for every program. Said once for each repeat."),
                          self->what, schema->ref, schema->repeat_scope->ref, schema->local);
}

void
terrain_check_all (TerrainCheck             *self,
                   const TerrainCheckTarget *target,
                   const char               *name)
{
  TerrainSchema *schema = terrain_check_target_get_schema (target);
  TerrainPlace *place = schema != NULL ? &g_array_index (target->places, TerrainPlace, 0) : NULL;

  /* Only where place and context share an instance of a repeat: outside of repeats there is never more than one. */
  if (place == NULL || target->filtered || schema->repeat_scope == NULL || schema->is_repeat ||
      find_repeat (place) != NULL || !schema->is_leaf)
    return;
  if (terrain_check_is_new (self, "own-instance-only", schema->ref))
    terrain_check_warn (self, "own-instance-only", self->ref, self->line,
                        _("%s takes %s() of %s, but inside of the repeat that path means the one of the same "
                          "instance alone. Compute it outside of the repeat, or write a path that goes up "
                          "first, such as ../../%s/%s."),
                        self->what, name, schema->ref, schema->repeat_scope->local, schema->local);
}
