/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-binding-private.h"
#include "terrain-interview-private.h"

#include <string.h>

/* What the evaluator asks a record; see terrain-xpath-host.h. */

static TerrainNode *
host_instance (TerrainXPathHost *host,
               const char       *id)
{
  TerrainInterview *self = host->user_data;
  TerrainDocument *document = g_hash_table_lookup (self->form->instances, id);
  TerrainNode *root = self->root->node;

  if (document != NULL)
    return terrain_document_get_root (document);
  /* The primary instance may be asked for by its id, too. */
  if (g_strcmp0 (terrain_node_get_attribute (root, "id", NULL), id) == 0)
    return root;
  return NULL;
}

/* Where a bound path begins, NULL where it has to be walked. */
static TerrainNode *
find_anchor (TerrainInterview     *self,
             const TerrainBinding *path,
             TerrainNode          *context)
{
  TerrainNode *node;

  if (path->from_root)
    {
      node = self->root->node;
    }
  else
    {
      node = path->of_expression && self->evaluating != NULL ? self->evaluating : context;
      for (guint i = 0; i < path->up && node != NULL; i++)
        node = node->parent;
    }
  return node != NULL && node->schema == path->anchor && node->document == self->document ? node : NULL;
}

static gboolean
host_bound_single (TerrainXPathHost *host,
                   gpointer          binding,
                   TerrainNode      *context,
                   TerrainNode     **node)
{
  TerrainInterview *self = host->user_data;
  const TerrainBinding *path = binding;
  TerrainNode *anchor;

  if (!path->single && path->n_steps > 0)
    return FALSE;
  anchor = find_anchor (self, path, context);
  if (anchor == NULL)
    return FALSE;
  *node = path->n_steps == 0 ? anchor
                             : terrain_layout_get_single (self->layout, terrain_scope_of (anchor), path->target);
  return TRUE;
}

static gboolean
host_bound (TerrainXPathHost *host,
            gpointer          binding,
            TerrainNode      *context,
            TerrainNode     **single,
            GPtrArray        *nodes)
{
  TerrainInterview *self = host->user_data;
  const TerrainBinding *path = binding;
  TerrainNode *node = find_anchor (self, path, context);

  if (node == NULL)
    return FALSE;
  if (path->n_steps == 0)
    *single = node;
  else if (path->single)
    *single = terrain_layout_get_single (self->layout, terrain_scope_of (node), path->target);
  else
    terrain_layout_collect (self->layout, terrain_scope_of (node), path->target, nodes);
  return TRUE;
}

static TerrainNode *
host_nth_instance (TerrainXPathHost *host,
                   TerrainNode      *instance,
                   guint             position)
{
  TerrainInterview *self = host->user_data;
  TerrainScope *outer = terrain_scope_of (instance)->outer;
  GPtrArray *instances = terrain_layout_get_instances (self->layout, outer, instance->schema);

  return position <= instances->len ? g_ptr_array_index (instances, position - 1) : NULL;
}

static gboolean
host_recall (TerrainXPathHost *host,
             const TerrainAst *call,
             double           *number)
{
  TerrainInterview *self = host->user_data;
  const double *known = self->shared_numbers != NULL ? g_hash_table_lookup (self->shared_numbers, call) : NULL;

  if (known == NULL)
    return FALSE;
  *number = *known;
  return TRUE;
}

static void
host_remember (TerrainXPathHost *host,
               const TerrainAst *call,
               double            number)
{
  TerrainInterview *self = host->user_data;

  if (self->shared_numbers != NULL)
    g_hash_table_insert (self->shared_numbers, (gpointer) call, g_memdup2 (&number, sizeof number));
}

/*
 * As JavaRosa has it, by the value: an empty answer is no, and so is 0 where it is a number or a computed yes or no
 * (which is written 0: engine-semantics, 24). In lists outside the record being there is enough.
 */
static gboolean
host_truth (TerrainXPathHost *host,
            TerrainNode      *node)
{
  TerrainInterview *self = host->user_data;
  const TerrainSchema *schema = node->schema;
  const char *text = terrain_node_get_value (node);

  if (node->document != self->document || node->first_child != NULL)
    return TRUE;
  if (*text == '\0')
    return FALSE;
  if (schema == NULL || (schema->calculate == NULL && schema->type != TERRAIN_DATA_INT &&
                         schema->type != TERRAIN_DATA_DECIMAL && schema->type != TERRAIN_DATA_BOOLEAN))
    return TRUE;
  if (schema->type == TERRAIN_DATA_BOOLEAN)
    return strcmp (text, "0") != 0 && strcmp (text, "false") != 0;
  return terrain_node_get_number (node) != 0;
}

/* The question at @path: from the context where it is relative (engine-semantics, 45). */
static TerrainNode *
find_question (TerrainInterview *self,
               const char       *path,
               TerrainNode      *context,
               TerrainControl  **control)
{
  g_autoptr (TerrainXPath) xpath = NULL;
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  TerrainSchema *schema;
  TerrainNode *node;

  xpath = terrain_form_compile (self->form, path, NULL);
  if (xpath != NULL)
    {
      gboolean skip = self->host.skip_irrelevant;
      TerrainNode *outer = self->evaluating;

      /* The label of a choice can be asked for whether or not the question is asked now. */
      self->host.skip_irrelevant = FALSE;
      self->evaluating = context;
      if (terrain_xpath_evaluate (xpath, &self->host, context, &value, NULL) && value.type == TERRAIN_XPATH_NODESET &&
          terrain_xpath_value_get_n_nodes (&value) > 0)
        {
          node = terrain_xpath_value_get_node (&value, 0);
          schema = node->document == self->document ? node->schema : NULL;
          *control = schema != NULL ? schema->control : NULL;
        }
      else
        {
          node = NULL;
        }
      self->host.skip_irrelevant = skip;
      self->evaluating = outer;
      if (node != NULL && *control != NULL)
        return node;
    }
  return NULL;
}

static char *
host_choice_name (TerrainXPathHost *host,
                  const char       *value,
                  const char       *path,
                  TerrainNode      *context)
{
  TerrainInterview *self = host->user_data;
  TerrainControl *control = NULL;
  TerrainNode *node = find_question (self, path, context, &control);

  if (node == NULL || !terrain_control_is_select (control) || *value == '\0')
    return NULL;
  /* What is no choice has no name, as in JavaRosa and Web Forms. */
  return terrain_interview_dup_choice_labels (self, control, node, value, FALSE);
}

static char *
host_itext (TerrainXPathHost *host,
            const char       *id,
            TerrainNode      *context)
{
  TerrainInterview *self = host->user_data;
  TerrainLabel *label = self->form->itext != NULL ? g_hash_table_lookup (self->form->itext, id) : NULL;

  return label != NULL ? terrain_interview_render_label (self, label, TERRAIN_LABEL_TEXT, context) : NULL;
}

static const char *
host_version (TerrainXPathHost *host)
{
  TerrainInterview *self = host->user_data;

  return self->form->version;
}

void
terrain_interview_init_host (TerrainInterview *self)
{
  self->host.user_data = self;
  self->host.environment = self->environment;
  self->host.language = self->language;
  self->host.contextualise = TRUE;
  self->host.skip_irrelevant = TRUE;
  self->host.root = self->document->node;
  self->host.instance = host_instance;
  self->host.bound = host_bound;
  self->host.bound_single = host_bound_single;
  self->host.nth_instance = host_nth_instance;
  self->host.recall = host_recall;
  self->host.remember = host_remember;
  self->host.truth = host_truth;
  self->host.choice_name = host_choice_name;
  self->host.itext = host_itext;
  self->host.version = host_version;
}
