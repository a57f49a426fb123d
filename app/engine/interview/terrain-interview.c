/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-interview-history-private.h"

#include <glib/gi18n-lib.h>

/* Value-changed actions may start each other; a chain this long never ends by itself. */
#define MAX_ROUNDS 1000

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainInterview, terrain_interview, G_TYPE_OBJECT)

static void
terrain_interview_dispose (GObject *object)
{
  TerrainInterview *self = TERRAIN_INTERVIEW (object);

  terrain_item_dispose_all (self);
  G_OBJECT_CLASS (terrain_interview_parent_class)->dispose (object);
}

static void
terrain_interview_finalize (GObject *object)
{
  TerrainInterview *self = TERRAIN_INTERVIEW (object);

  terrain_history_free (self);
  g_clear_pointer (&self->concealment, terrain_concealment_free);
  if (self->root != NULL)
    terrain_layout_detach (self->layout, self->root->node);
  g_clear_pointer (&self->document, terrain_document_unref);
  for (guint i = 0; self->marks != NULL && i < self->form->rules->len; i++)
    g_clear_pointer (&self->marks[i].scopes, g_ptr_array_unref);
  for (guint i = 0; self->control_items != NULL && i < self->form->controls->len; i++)
    g_clear_pointer (&self->control_items[i], g_ptr_array_unref);
  g_free (self->marks);
  g_free (self->marked);
  g_free (self->deferred);
  g_free (self->control_items);
  g_clear_pointer (&self->captures, g_ptr_array_unref);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->fired, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->dirty_items, g_ptr_array_unref);
  g_clear_pointer (&self->strays, g_ptr_array_unref);
  g_clear_pointer (&self->issues, g_ptr_array_unref);
  g_clear_pointer (&self->failed, g_hash_table_unref);
  g_clear_pointer (&self->offered, g_hash_table_unref);
  g_clear_pointer (&self->translations, g_ptr_array_unref);
  g_clear_pointer (&self->layout, terrain_layout_free);
  g_clear_pointer (&self->environment, terrain_environment_unref);
  g_clear_pointer (&self->form, terrain_form_unref);
  g_free (self->language);
  g_free (self->instance_id);
  g_free (self->deprecated_id);
  G_OBJECT_CLASS (terrain_interview_parent_class)->finalize (object);
}

static void
terrain_interview_class_init (TerrainInterviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = terrain_interview_dispose;
  object_class->finalize = terrain_interview_finalize;

  /**
   * TerrainInterview::changed:
   *
   * Emitted once after every step that changed anything, after all items have notified.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", TERRAIN_TYPE_INTERVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
terrain_interview_init (TerrainInterview *self)
{
  self->targets = g_ptr_array_new ();
  self->fired = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
  self->dirty_items = g_ptr_array_new_with_free_func (g_object_unref);
  self->issues = terrain_issue_list_new ();
  self->failed = g_hash_table_new (NULL, NULL);
  self->offered = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  self->translations = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_translation_unref);
}

TerrainInterview *
terrain_interview_new_empty (TerrainForm        *form,
                             TerrainEnvironment *environment)
{
  TerrainInterview *self = g_object_new (TERRAIN_TYPE_INTERVIEW, NULL);
  TerrainNode *root;

  self->form = terrain_form_ref (form);
  self->environment = terrain_environment_ref (environment);
  self->layout = terrain_layout_new (form);
  self->marks = g_new0 (TerrainMark, form->rules->len + 1);
  self->n_words = form->rules->len / 64 + 1;
  self->marked = g_new0 (guint64, self->n_words);
  self->deferred = g_new0 (guint64, self->n_words);
  self->control_items = g_new0 (GPtrArray *, form->controls->len + 1);
  self->language = g_strdup (form->default_language != NULL ? form->default_language : "");

  self->document = terrain_document_new ();
  root = terrain_node_copy (terrain_document_get_root (form->instance), self->document);
  terrain_node_insert (self->document->node, root, NULL);
  self->root = terrain_layout_attach (self->layout, root, NULL);
  terrain_interview_init_host (self);
  return self;
}

TerrainForm *
terrain_interview_get_form (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return self->form;
}

TerrainEnvironment *
terrain_interview_get_environment (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return self->environment;
}

GPtrArray *
terrain_interview_get_issues (TerrainInterview *self)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), NULL);

  return self->issues;
}

guint64
terrain_interview_get_n_evaluations (TerrainInterview *self)
{
  return self->n_evaluations;
}

/* Steps */

/* Everything that follows from the changes so far, until nothing is left to do. */
static void
settle (TerrainInterview *self)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      terrain_interview_recalculate (self);
      if (!terrain_interview_check_choices (self) && !terrain_interview_run_fired (self))
        return;
    }
  terrain_interview_report (self, &signals, "endless-actions", self->root->node, 0,
                            _("The form's actions start each other without end. They were stopped; tell the form's "
                              "author."));
  g_ptr_array_set_size (self->fired, 0);
  terrain_interview_recalculate (self);
}

void
terrain_interview_begin (TerrainInterview *self)
{
  self->step_depth++;
  terrain_concealment_expire (self);
}

void
terrain_interview_end (TerrainInterview *self)
{
  g_assert (self->step_depth > 0);

  if (self->step_depth == 1)
    settle (self);
  self->step_depth--;
  if (self->step_depth == 0 && self->history != NULL)
    terrain_history_end_step (self);
  if (self->step_depth > 0)
    return;

  /* Handlers may answer in turn: that is a step of its own, complete when it returns. */
  g_object_ref (self);
  if (self->changed)
    {
      self->changed = FALSE;
      terrain_item_flush (self);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
  terrain_interview_announce_captures (self);
  g_object_unref (self);
}

/* Evaluation */

void
terrain_interview_report (TerrainInterview *self,
                          gconstpointer     key,
                          const char       *code,
                          TerrainNode      *node,
                          int               line,
                          const char       *message)
{
  g_autofree char *ref = NULL;

  /* One issue an expression: a thousand instances would say the same a thousand times. */
  if (!g_hash_table_add (self->failed, (gpointer) key))
    return;
  ref = node != NULL ? terrain_node_dup_ref (node) : NULL;
  terrain_issue_list_add (self->issues, TERRAIN_ISSUE_WARNING, code, ref, line, "%s", message);
}

static gboolean
compute (TerrainInterview  *self,
         TerrainXPath      *xpath,
         TerrainNode       *context,
         gboolean           condition,
         TerrainXPathValue *value)
{
  g_autoptr (GError) error = NULL;
  TerrainNode *outer = self->evaluating;
  TerrainSchema *schema = context->schema;
  g_autofree char *message = NULL;
  gboolean done;

  terrain_interview_look_around (self);
  self->evaluating = context;
  done = condition ? terrain_xpath_evaluate_as (xpath, &self->host, context, TERRAIN_XPATH_BOOLEAN, value, &error)
                   : terrain_xpath_evaluate (xpath, &self->host, context, value, &error);
  self->evaluating = outer;
  if (done)
    return TRUE;
  message = g_strdup_printf (_("“%s” cannot be computed: %s"), terrain_xpath_get_source (xpath), error->message);
  terrain_interview_report (self, xpath, "evaluation", context, schema != NULL ? schema->line : 0, message);
  return FALSE;
}

gboolean
terrain_interview_compute (TerrainInterview  *self,
                           TerrainXPath      *xpath,
                           TerrainNode       *context,
                           TerrainXPathValue *value)
{
  return compute (self, xpath, context, FALSE, value);
}

gboolean
terrain_interview_compute_boolean (TerrainInterview *self,
                                   TerrainXPath     *xpath,
                                   TerrainNode      *context,
                                   gboolean          fallback)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  return compute (self, xpath, context, TRUE, &value) ? value.boolean : fallback;
}

gboolean
terrain_interview_evaluate (TerrainInterview  *self,
                            const char        *expression,
                            const char        *context,
                            TerrainXPathValue *value,
                            GError           **error)
{
  g_autoptr (TerrainXPath) xpath = NULL;
  TerrainNode *node;
  TerrainNode *outer;
  gboolean done;

  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (self), FALSE);
  g_return_val_if_fail (expression != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = context != NULL ? terrain_interview_find_node (self, context, error) : self->root->node;
  if (node == NULL)
    return FALSE;
  xpath = terrain_form_compile (self->form, expression, error);
  if (xpath == NULL)
    return FALSE;
  terrain_interview_look_around (self);
  outer = self->evaluating;
  self->evaluating = node;
  done = terrain_xpath_evaluate (xpath, &self->host, node, value, error);
  self->evaluating = outer;
  return done;
}
