/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Goes through everything in a form that is computed, with the place it is computed for. */

static void
check_rules (TerrainCheck  *self,
             TerrainSchema *schema)
{
  const struct
  {
    const char *name;
    TerrainXPath *xpath;
  } rules[] = {
    { "relevant", schema->relevant },     { "readonly", schema->readonly },     { "required", schema->required },
    { "calculate", schema->calculate },   { "constraint", schema->constraint },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *what = NULL;

      if (rules[i].xpath == NULL)
        continue;
      what = g_strdup_printf (_("“%s” of %s"), rules[i].name, schema->ref);
      terrain_check_expression (self, rules[i].xpath, schema, what, schema->ref, schema->bind_line,
                                TERRAIN_CHECK_ONE);
    }
}

static TerrainSchema *
context_of (TerrainControl *control)
{
  while (control->schema == NULL && control->parent != NULL)
    control = control->parent;
  return control->schema != NULL ? control->schema : g_ptr_array_index (control->form->schemas, 0);
}

/* The outputs of a text, in each language. */
static void
check_text (TerrainCheck   *self,
            TerrainControl *control,
            int             text)
{
  for (guint i = 0; text >= 0 && i < self->form->templates->len; i++)
    {
      GPtrArray *language = g_ptr_array_index (self->form->templates, i);
      TerrainTemplate *template = g_ptr_array_index (language, text);

      for (guint j = 0; template != NULL && j < template->n_parts; j++)
        {
          const TerrainText *source = g_ptr_array_index (self->form->texts, text);
          TerrainSchema *context = context_of (control);
          g_autofree char *what = NULL;

          if (template->parts[j].output == NULL)
            continue;
          what = g_strdup_printf (_("A text of %s"), context->ref);
          terrain_check_expression (self, template->parts[j].output, context, what, context->ref,
                                    source->line > 0 ? source->line : control->line, TERRAIN_CHECK_ONE);
        }
    }
}

static void
check_label (TerrainCheck       *self,
             TerrainControl     *control,
             const TerrainLabel *label)
{
  for (guint i = 0; label != NULL && i < TERRAIN_LABEL_N_FORMS; i++)
    check_text (self, control, label->texts[i]);
}

static void
check_itemset (TerrainCheck   *self,
               TerrainControl *control)
{
  TerrainItemset *itemset = control->itemset;
  /* Translators: %1$s is a part of a list of choices ("nodeset"), %2$s a question's path */
  g_autofree char *what = g_strdup_printf (_("The choices' “%s” for %s"), "nodeset", control->schema->ref);
  g_autofree char *value = g_strdup_printf (_("The choices' “%s” for %s"), "value", control->schema->ref);
  g_autofree char *label = g_strdup_printf (_("The choices' “%s” for %s"), "label", control->schema->ref);
  g_auto (TerrainCheckTarget) item = { 0 };
  g_auto (TerrainCheckTarget) items = { 0 };
  TerrainAst *ast = itemset->nodeset != NULL ? terrain_xpath_get_ast (itemset->nodeset) : NULL;

  if (ast == NULL)
    return;
  terrain_check_expression (self, itemset->nodeset, control->schema, what, control->schema->ref, control->line,
                            TERRAIN_CHECK_ALL);
  if (itemset->seed != NULL)
    terrain_check_expression (self, itemset->seed, control->schema, what, control->schema->ref, control->line,
                              TERRAIN_CHECK_ONE);
  /* What such a file's value and label are called nobody wrote. */
  if (ast->kind != TERRAIN_AST_PATH || terrain_check_is_searched (control))
    return;
  terrain_check_target_init_context (&item, control->schema);
  terrain_check_follow (self, ast, &item, &items);
  items.filtered = FALSE;
  self->what = value;
  if (itemset->value != NULL)
    terrain_check_walk (self, terrain_xpath_get_ast (itemset->value), &items, TERRAIN_CHECK_ALL);
  self->what = label;
  if (itemset->label != NULL)
    terrain_check_walk (self, terrain_xpath_get_ast (itemset->label), &items, TERRAIN_CHECK_ALL);
  if (itemset->label_itext != NULL)
    terrain_check_walk (self, terrain_xpath_get_ast (itemset->label_itext), &items, TERRAIN_CHECK_ALL);
}

/* A question of a repeat that stands outside of it shows the first instance alone. */
static void
check_place (TerrainCheck   *self,
             TerrainControl *control)
{
  TerrainSchema *schema = control->schema;
  TerrainSchema *scope = schema->is_repeat ? schema->parent->repeat_scope : schema->repeat_scope;

  if (schema->is_repeat && schema->parent == NULL)
    return;
  for (TerrainControl *outer = control->parent; scope != NULL && outer != NULL; outer = outer->parent)
    {
      if (outer->kind == TERRAIN_CONTROL_REPEAT && outer->schema != NULL &&
          terrain_schema_is_inside (outer->schema, scope))
        return;
    }
  if (scope != NULL)
    terrain_check_warn (self, "control-outside-repeat", schema->ref, control->line,
                        _("%s is a question of the repeat %s, but stands outside of it, so it is asked for "
                          "the first instance alone. Move it into the repeat."), schema->ref, scope->ref);
}

static void
check_control (TerrainCheck   *self,
               TerrainControl *control)
{
  check_label (self, control, &control->label);
  check_label (self, control, &control->hint);
  for (guint i = 0; control->choices != NULL && i < control->choices->len; i++)
    check_label (self, control, &((TerrainStaticChoice *) g_ptr_array_index (control->choices, i))->label);
  if (control->schema == NULL)
    return;
  if (control->schema->control == control)
    {
      check_label (self, control, control->schema->constraint_message);
      check_label (self, control, control->schema->required_message);
      check_label (self, control, control->schema->soft_message);
    }
  if (control->itemset != NULL)
    check_itemset (self, control);
  if (control->count != NULL && control->schema->parent != NULL)
    {
      g_autofree char *what = g_strdup_printf (_("The number of repeats (jr:count) of %s"), control->schema->ref);

      terrain_check_expression (self, control->count, control->schema->parent, what, control->schema->ref,
                                control->line, TERRAIN_CHECK_ONE);
    }
  check_place (self, control);
}

static void
check_action (TerrainCheck  *self,
              TerrainAction *action)
{
  g_autofree char *what = NULL;

  if (action->value == NULL || action->target == NULL)
    return;
  what = g_strdup_printf (_("The value that a <%s> gives to %s"), action->kind, action->target->ref);
  terrain_check_expression (self, action->value, action->target, what, action->target->ref, action->line,
                            TERRAIN_CHECK_ONE);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const TerrainIssue *left = *(TerrainIssue *const *) a;
  const TerrainIssue *right = *(TerrainIssue *const *) b;

  if ((left->line == 0) != (right->line == 0))
    return left->line == 0 ? 1 : -1;
  return left->line - right->line;
}

static void
check_init (TerrainCheck *self,
            TerrainForm  *form)
{
  memset (self, 0, sizeof *self);
  self->form = form;
  self->issues = terrain_issue_list_new ();
  self->resolver = terrain_resolver_new (form);
  self->choices = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) terrain_check_choices_free);
  self->controls = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->set_by_action = g_hash_table_new (NULL, NULL);
  self->never = g_new0 (gboolean, form->schemas->len);
  self->contextual = g_hash_table_new (NULL, NULL);
  self->said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  terrain_check_choices_prepare (self);
}

static void
check_clear (TerrainCheck *self)
{
  g_hash_table_unref (self->choices);
  g_hash_table_unref (self->controls);
  g_hash_table_unref (self->set_by_action);
  g_hash_table_unref (self->contextual);
  g_hash_table_unref (self->said);
  g_free (self->never);
  terrain_resolver_free (self->resolver);
}

GPtrArray *
terrain_form_check (TerrainForm *form)
{
  TerrainCheck check;

  g_return_val_if_fail (form != NULL, NULL);

  check_init (&check, form);
  for (guint i = 0; i < form->schemas->len; i++)
    check_rules (&check, g_ptr_array_index (form->schemas, i));
  for (guint i = 0; i < form->controls->len; i++)
    check_control (&check, g_ptr_array_index (form->controls, i));
  for (guint i = 0; i < form->actions->len; i++)
    check_action (&check, g_ptr_array_index (form->actions, i));
  terrain_check_lists (&check);
  terrain_check_reach (&check);
  terrain_check_sensitive (&check);
  terrain_check_texts (&check);
  g_ptr_array_sort (check.issues, compare_lines);
  check_clear (&check);
  return check.issues;
}
