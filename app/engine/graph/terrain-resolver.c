/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-resolver-private.h"

#include <string.h>

/*
 * What an expression reads, told from its text alone: paths are walked over the schema instead of over nodes.
 * README.md in this folder explains places, anchors and scopes.
 */

/* Places visited for one expression; beyond, it is not meant seriously and reads everything. */
#define MAX_WORK 2000000

TerrainResolver *
terrain_resolver_new (TerrainForm *form)
{
  TerrainResolver *self = g_new0 (TerrainResolver, 1);
  guint n = form->schemas->len;

  self->form = form;
  self->document.index = n;
  self->document.ref = (char *) "/";
  self->document.children = g_ptr_array_new ();
  if (n > 0)
    g_ptr_array_add (self->document.children, g_ptr_array_index (form->schemas, 0));
  self->stamps = g_new0 (guint, n + 1);
  self->slots = g_new0 (guint, n + 1);
  self->read_stamps = g_new0 (guint, n + 1);
  self->read_slots = g_new0 (guint, n + 1);
  self->reads = g_array_new (FALSE, FALSE, sizeof (TerrainRead));
  self->chain = g_ptr_array_new ();
  return self;
}

void
terrain_resolver_free (TerrainResolver *self)
{
  g_ptr_array_unref (self->document.children);
  g_ptr_array_unref (self->chain);
  g_array_unref (self->reads);
  g_free (self->stamps);
  g_free (self->slots);
  g_free (self->read_stamps);
  g_free (self->read_slots);
  g_free (self);
}

/* The wider of two scopes; both lie on the way from the context to the root. */
static TerrainSchema *
widest (TerrainSchema *a,
        TerrainSchema *b)
{
  if (a == NULL || b == NULL)
    return NULL;
  return terrain_schema_is_inside (a, b) ? b : a;
}

static void
add_read (TerrainResolver *self,
          TerrainSchema   *schema,
          TerrainSchema   *scope,
          gboolean         position_only)
{
  TerrainRead read = { .schema = schema, .scope = scope, .position_only = position_only,
                       .only_once = self->once_depth > 0 };
  TerrainRead *known;

  if (schema == &self->document)
    return;
  if (self->read_stamps[schema->index] != self->read_stamp)
    {
      self->read_stamps[schema->index] = self->read_stamp;
      self->read_slots[schema->index] = self->reads->len;
      g_array_append_val (self->reads, read);
      return;
    }
  known = &g_array_index (self->reads, TerrainRead, self->read_slots[schema->index]);
  known->scope = widest (known->scope, scope);
  known->position_only = known->position_only && position_only;
  known->only_once = known->only_once && read.only_once;
}

static TerrainSchema *
scope_of (TerrainSchema *anchor)
{
  return anchor != NULL ? anchor->repeat_scope : NULL;
}

/* A repeat on the way that the context is not inside of: its number of instances matters. */
static void
read_repeats (TerrainResolver *self,
              GArray          *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      TerrainPlace *place = &g_array_index (places, TerrainPlace, i);

      if (place->schema->is_repeat && place->schema != place->anchor)
        add_read (self, place->schema, scope_of (place->anchor), FALSE);
    }
}

/* The string-value of a group is the text of everything in it (XPath 1.0, section 5.2). */
static void
read_leaves (TerrainResolver *self,
             TerrainSchema   *schema,
             TerrainSchema   *scope)
{
  for (guint i = 0; i < schema->children->len && !self->overflow; i++)
    {
      TerrainSchema *child = g_ptr_array_index (schema->children, i);

      if (child->is_attribute)
        continue;
      self->overflow = ++self->work > MAX_WORK;
      add_read (self, child, scope, FALSE);
      read_leaves (self, child, scope);
    }
}

static void
read_places (TerrainResolver *self,
             GArray          *places,
             TerrainPurpose   purpose)
{
  if (purpose == TERRAIN_PURPOSE_START)
    return;
  for (guint i = 0; i < places->len; i++)
    {
      TerrainPlace *place = &g_array_index (places, TerrainPlace, i);

      if (purpose == TERRAIN_PURPOSE_POSITION && place->schema->is_repeat && place->schema == place->anchor)
        {
          add_read (self, place->schema, scope_of (place->schema->parent), TRUE);
          continue;
        }
      add_read (self, place->schema, scope_of (place->anchor), FALSE);
      if (purpose == TERRAIN_PURPOSE_VALUE && !place->schema->is_leaf)
        read_leaves (self, place->schema, scope_of (place->anchor));
    }
}

static void
resolve_predicates (TerrainResolver *self,
                    TerrainAst     **predicates,
                    guint            n_predicates,
                    GArray          *places)
{
  for (guint i = 0; i < n_predicates; i++)
    g_array_unref (terrain_resolver_resolve (self, predicates[i], places, TERRAIN_PURPOSE_NODES));
}

static GArray *
new_places (void)
{
  return g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
}

static GArray *
copy_places (GArray *places)
{
  GArray *copy = new_places ();

  g_array_append_vals (copy, places->data, places->len);
  return copy;
}

static GArray *
context_place (TerrainResolver *self)
{
  GArray *places = new_places ();
  TerrainPlace place = { self->context, self->context };

  if (self->context != NULL)
    g_array_append_val (places, place);
  return places;
}

static GArray *
document_place (TerrainResolver *self)
{
  GArray *places = new_places ();
  TerrainPlace place = { &self->document, NULL };

  g_array_append_val (places, place);
  return places;
}

static gboolean
is_call (TerrainAst *ast,
         guint       flag)
{
  return ast != NULL && ast->kind == TERRAIN_AST_CALL && (terrain_function_get_flags (ast->function) & flag) != 0;
}

static GArray *
resolve_start (TerrainResolver *self,
               TerrainAst      *ast,
               GArray          *item)
{
  GArray *places;

  if (ast->absolute)
    return document_place (self);
  if (ast->start == NULL)
    return copy_places (item);
  places = terrain_resolver_resolve (self, ast->start, item, TERRAIN_PURPOSE_START);
  resolve_predicates (self, ast->start_predicates, ast->n_start_predicates, places);
  return places;
}

static GArray *
resolve_path (TerrainResolver *self,
              TerrainAst      *ast,
              GArray          *item,
              TerrainPurpose   purpose)
{
  GArray *places = resolve_start (self, ast, item);
  gboolean contextual = ast->absolute;
  TerrainSchema *origin = item->len == 1 ? g_array_index (item, TerrainPlace, 0).schema : NULL;

  for (guint i = 0; i < ast->n_steps; i++)
    {
      TerrainAstStep *step = &ast->steps[i];
      GArray *next;

      /* engine-semantics, 1 and 2: leading steps as in the context, none with a predicate, are the context's own; the
       * last is not, as recorded interviews show: "count(/data/r)" inside r is the number of all. */
      contextual = contextual && step->axis == TERRAIN_AXIS_CHILD && step->test == TERRAIN_TEST_NAME &&
                   step->n_predicates == 0 && i + 1 < ast->n_steps && i < self->chain->len;
      next = new_places ();
      terrain_resolver_step (self, step, places, contextual ? g_ptr_array_index (self->chain, i) : NULL, next);
      g_array_unref (places);
      places = next;
      read_repeats (self, places);
      resolve_predicates (self, step->predicates, step->n_predicates, places);
    }
  read_places (self, places, purpose);
  if (self->bind && self->unbound_depth == 0 && places->len == 1 && ast->binding == NULL)
    ast->binding = terrain_binding_new (self->form, ast, origin, self->context,
                                        &g_array_index (places, TerrainPlace, 0));
  return places;
}

/* Functions that look at nodes, not at what is in them. */
static TerrainPurpose
purpose_of_argument (const char *name,
                     guint       index)
{
  static const char *const of_nodes[] = { "count", "boolean", "not", "name", "local-name", "namespace-uri",
                                          "randomize", NULL };

  if (strcmp (name, "position") == 0)
    return TERRAIN_PURPOSE_POSITION;
  if (g_strv_contains (of_nodes, name) || (index == 0 && strcmp (name, "if") == 0))
    return TERRAIN_PURPOSE_NODES;
  return TERRAIN_PURPOSE_VALUE;
}

/* indexed-repeat(target, group, index…): any instance of the groups, so nothing at or below them is the context's own. */
static GArray *
resolve_indexed_repeat (TerrainResolver *self,
                        TerrainAst      *call,
                        GArray          *item)
{
  GArray *target;
  TerrainSchema *outermost = NULL;

  self->unbound_depth++;
  target = terrain_resolver_resolve (self, call->children[0], item, TERRAIN_PURPOSE_START);
  for (guint i = 1; i < call->n_children; i += 2)
    {
      g_autoptr (GArray) groups = terrain_resolver_resolve (self, call->children[i], item, TERRAIN_PURPOSE_START);

      for (guint j = 0; j < groups->len; j++)
        {
          TerrainPlace *place = &g_array_index (groups, TerrainPlace, j);
          gboolean is_own = place->anchor != NULL && terrain_schema_is_inside (place->anchor, place->schema);

          if (outermost == NULL || terrain_schema_is_inside (outermost, place->schema))
            outermost = place->schema;
          add_read (self, place->schema, scope_of (is_own ? place->schema->parent : place->anchor), FALSE);
        }
    }
  self->unbound_depth--;
  for (guint i = 2; i < call->n_children; i += 2)
    g_array_unref (terrain_resolver_resolve (self, call->children[i], item, TERRAIN_PURPOSE_VALUE));
  for (guint i = 0; i < target->len; i++)
    {
      TerrainPlace *place = &g_array_index (target, TerrainPlace, i);

      if (outermost != NULL && place->anchor != NULL && terrain_schema_is_inside (place->anchor, outermost))
        place->anchor = outermost->parent;
    }
  read_places (self, target, TERRAIN_PURPOSE_VALUE);
  return target;
}

static GArray *
resolve_children (TerrainResolver *self,
                  TerrainAst      *ast,
                  GArray          *item,
                  TerrainPurpose   purpose)
{
  const char *name = ast->kind == TERRAIN_AST_CALL ? terrain_function_get_name (ast->function) : NULL;
  GArray *places = new_places ();

  for (guint i = 0; i < ast->n_children; i++)
    {
      TerrainPurpose wanted = name != NULL && purpose != TERRAIN_PURPOSE_START ? purpose_of_argument (name, i) : purpose;
      g_autoptr (GArray) child = terrain_resolver_resolve (self, ast->children[i], item, wanted);

      g_array_append_vals (places, child->data, child->len);
    }
  return places;
}

static GArray *
resolve_call (TerrainResolver *self,
              TerrainAst      *ast,
              GArray          *item,
              TerrainPurpose   purpose)
{
  const char *name = terrain_function_get_name (ast->function);
  GArray *places;

  if (is_call (ast, TERRAIN_FUNCTION_CURRENT))
    {
      places = context_place (self);
      read_places (self, places, purpose);
      return places;
    }
  /* instance() itself; pulldata() reads its other arguments. */
  if (is_call (ast, TERRAIN_FUNCTION_INSTANCE) && ast->n_children == 1)
    {
      TerrainAst *id = ast->children[0];

      if (id->kind == TERRAIN_AST_LITERAL)
        return g_strcmp0 (id->text, self->form->instance_id) == 0 ? document_place (self) : new_places ();
    }
  if (strcmp (name, "indexed-repeat") == 0 && ast->n_children >= 3)
    return resolve_indexed_repeat (self, ast, item);
  self->once_depth += strcmp (name, "once") == 0 ? 1 : 0;
  places = resolve_children (self, ast, item, purpose);
  self->once_depth -= strcmp (name, "once") == 0 ? 1 : 0;
  return places;
}

GArray *
terrain_resolver_resolve (TerrainResolver *self,
                          TerrainAst      *ast,
                          GArray          *item,
                          TerrainPurpose   purpose)
{
  if (self->overflow)
    return new_places ();
  switch (ast->kind)
    {
    case TERRAIN_AST_PATH:
      return resolve_path (self, ast, item, purpose);
    case TERRAIN_AST_CALL:
      return resolve_call (self, ast, item, purpose);
    case TERRAIN_AST_UNION:
      return resolve_children (self, ast, item, purpose);
    case TERRAIN_AST_OR:
    case TERRAIN_AST_AND:
      return resolve_children (self, ast, item, TERRAIN_PURPOSE_NODES);
    case TERRAIN_AST_NUMBER:
    case TERRAIN_AST_LITERAL:
      return new_places ();
    default:
      return resolve_children (self, ast, item, TERRAIN_PURPOSE_VALUE);
    }
}

static void
begin (TerrainResolver *self,
       TerrainSchema   *context,
       gboolean         bind)
{
  g_array_set_size (self->reads, 0);
  g_ptr_array_set_size (self->chain, 0);
  for (TerrainSchema *schema = context; schema != NULL; schema = schema->parent)
    g_ptr_array_insert (self->chain, 0, schema);
  self->context = context;
  self->bind = bind;
  self->work = 0;
  self->overflow = FALSE;
  self->read_stamp++;
}

void
terrain_resolver_begin (TerrainResolver *self,
                        TerrainSchema   *context)
{
  begin (self, context, FALSE);
}

gboolean
terrain_resolver_spend (TerrainResolver *self)
{
  self->overflow = self->overflow || ++self->work > MAX_WORK;
  return !self->overflow;
}

GArray *
terrain_resolver_read (TerrainResolver *self,
                       TerrainXPath    *xpath,
                       TerrainSchema   *context,
                       gboolean         bind,
                       gboolean        *complete)
{
  g_autoptr (GArray) item = NULL;

  begin (self, context, bind);
  item = context_place (self);
  g_array_unref (terrain_resolver_resolve (self, terrain_xpath_get_ast (xpath), item, TERRAIN_PURPOSE_VALUE));
  *complete = !self->overflow;
  return self->reads;
}

GArray *
terrain_resolver_read_items (TerrainResolver     *self,
                             TerrainXPath        *nodeset,
                             TerrainSchema       *context,
                             TerrainXPath *const *relative,
                             guint                n_relative,
                             gboolean            *complete)
{
  g_autoptr (GArray) item = NULL;
  g_autoptr (GArray) items = NULL;

  begin (self, context, TRUE);
  item = context_place (self);
  items = terrain_resolver_resolve (self, terrain_xpath_get_ast (nodeset), item, TERRAIN_PURPOSE_NODES);
  self->bind = FALSE;
  for (guint i = 0; i < n_relative; i++)
    {
      if (relative[i] != NULL)
        g_array_unref (terrain_resolver_resolve (self, terrain_xpath_get_ast (relative[i]), items,
                                                 TERRAIN_PURPOSE_VALUE));
    }
  *complete = !self->overflow;
  return self->reads;
}
