/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"
#include "terrain-xpath-ast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Choices: written in the control, or taken from nodes (an itemset). */

static gboolean
is_select (TerrainControl *control)
{
  return control->kind == TERRAIN_CONTROL_SELECT || control->kind == TERRAIN_CONTROL_SELECT1 ||
         control->kind == TERRAIN_CONTROL_RANK;
}

static void
static_choice_free (TerrainStaticChoice *self)
{
  terrain_label_clear (&self->label);
  g_free (self->value);
  g_free (self);
}

static void
read_item (TerrainFormParser *self,
           TerrainControl    *control,
           TerrainNode       *node,
           TerrainSchema     *context)
{
  TerrainNode *value = terrain_element_first (node, "value");
  TerrainNode *label = terrain_element_first (node, "label");
  TerrainStaticChoice *choice;

  if (value == NULL)
    {
      terrain_parser_error (self, "choice-without-value", context->ref, node->line,
                            _("A choice of %s has no value, so it could not be stored. Write <value>…</value>."),
                            context->ref);
      return;
    }
  choice = g_new0 (TerrainStaticChoice, 1);
  choice->value = terrain_element_dup_text (value);
  terrain_label_init (&choice->label);
  if (strpbrk (choice->value, " \t\r\n") != NULL && control->kind != TERRAIN_CONTROL_SELECT1)
    terrain_parser_warning (self, "choice-with-space", context->ref, value->line,
                            _("The choice “%s” of %s has a space in its value; in a list of answers it would be taken "
                              "for two. Use an underscore."), choice->value, context->ref);
  if (label != NULL)
    {
      g_autofree char *place = g_strconcat (context->ref, "/", choice->value, NULL);

      terrain_parser_read_label (self, label, place, "label", context, control, TERRAIN_VIEW_CHOICES, &choice->label);
    }
  g_ptr_array_add (control->choices, choice);
}

const char *
terrain_parser_argument_end (const char *text)
{
  guint depth = 0;

  for (; *text != '\0'; text++)
    {
      if (*text == '\'' || *text == '"')
        {
          text = strchr (text + 1, *text);
          if (text == NULL)
            return NULL;
        }
      else if (strchr ("([", *text) != NULL)
        depth++;
      else if (strchr (")]", *text) != NULL && depth-- == 0)
        return text;
      else if (*text == ',' && depth == 0)
        return text;
    }
  return NULL;
}

/* randomize(nodeset[, seed]) around a whole nodeset is the itemset's own: the order is kept per question. */
static void
split_randomize (TerrainItemset *itemset,
                 const char     *source,
                 char          **nodeset,
                 char          **seed)
{
  const char *inside = source + strspn (source, " \t\r\n");
  const char *end;
  const char *seed_end = NULL;

  *nodeset = g_strdup (source);
  if (!g_str_has_prefix (inside, "randomize"))
    return;
  inside += strlen ("randomize");
  inside += strspn (inside, " \t\r\n");
  if (*inside++ != '(')
    return;
  end = terrain_parser_argument_end (inside);
  if (end != NULL && *end == ',')
    seed_end = terrain_parser_argument_end (end + 1);
  if (end == NULL || (*end == ',' && (seed_end == NULL || *seed_end != ')')))
    return;
  if ((seed_end != NULL ? seed_end : end)[1 + strspn ((seed_end != NULL ? seed_end : end) + 1, " \t\r\n")] != '\0')
    return;
  g_free (*nodeset);
  *nodeset = g_strndup (inside, (gsize) (end - inside));
  itemset->randomize = TRUE;
  if (seed_end != NULL)
    *seed = g_strndup (end + 1, (gsize) (seed_end - end - 1));
}

static TerrainXPath *
compile_for_items (TerrainFormParser *self,
                   TerrainControl    *control,
                   TerrainSchema     *context,
                   const char        *expression,
                   int                line,
                   const char        *part)
{
  /* Translators: %1$s is a part of a list of choices ("nodeset"), %2$s a question's path */
  g_autofree char *what = g_strdup_printf (_("The choices' “%s” for %s"), part, context->ref);
  TerrainXPath *xpath = terrain_parser_compile (self, expression, context->ref, line, what);

  if (xpath != NULL)
    {
      gboolean of_item = strcmp (part, "value") == 0 || strcmp (part, "label") == 0;
      TerrainExpression *note = terrain_parser_note (self, of_item ? TERRAIN_USE_ITEM : TERRAIN_USE_VIEW, xpath,
                                                     of_item ? NULL : context, line);

      note->control = control;
      note->view = TERRAIN_VIEW_CHOICES;
      note->itemset = control->itemset;
    }
  return xpath;
}

/* The items of an itemset over a list of the form: instance('id')/root/item…. NULL for others. */
static const char *
list_id (TerrainXPath *nodeset)
{
  TerrainAst *ast = terrain_xpath_get_ast (nodeset);
  TerrainAst *start = ast->kind == TERRAIN_AST_PATH ? ast->start : NULL;

  if (start == NULL || start->kind != TERRAIN_AST_CALL || start->n_children != 1 ||
      (terrain_function_get_flags (start->function) & TERRAIN_FUNCTION_INSTANCE) == 0 ||
      start->children[0]->kind != TERRAIN_AST_LITERAL)
    return NULL;
  return start->children[0]->text;
}

/* The single step "name", as in value ref="name" or "./name". */
static const char *
child_name (TerrainXPath *xpath)
{
  TerrainAst *ast = xpath != NULL ? terrain_xpath_get_ast (xpath) : NULL;
  TerrainAstStep *step;

  if (ast == NULL || ast->kind != TERRAIN_AST_PATH || ast->absolute || ast->start != NULL || ast->n_steps == 0)
    return NULL;
  step = &ast->steps[ast->n_steps - 1];
  if (step->axis != TERRAIN_AXIS_CHILD || step->test != TERRAIN_TEST_NAME || step->n_predicates > 0 ||
      ast->n_steps > 2 || (ast->n_steps == 2 && ast->steps[0].axis != TERRAIN_AXIS_SELF))
    return NULL;
  return step->local;
}

/* Outputs make the labels of a list follow the answers they show. */
static void
note_outputs (TerrainFormParser *self,
              TerrainLabel      *label,
              GArray            *texts)
{
  GPtrArray *languages = self->form->templates;

  for (guint form = 0; form < TERRAIN_LABEL_N_FORMS; form++)
    {
      gboolean found = FALSE;

      for (guint i = 0; label->texts[form] >= 0 && i < languages->len && !found; i++)
        {
          GPtrArray *templates = g_ptr_array_index (languages, i);
          TerrainTemplate *template = g_ptr_array_index (templates, label->texts[form]);

          found = template != NULL && terrain_template_has_outputs (template);
        }
      if (found)
        g_array_append_val (texts, label->texts[form]);
    }
}

static void
name_item (TerrainFormParser *self,
           TerrainItemset    *itemset,
           const char        *list,
           TerrainNode       *item,
           const char        *label_name,
           const char        *value_name)
{
  TerrainNode *label = terrain_node_find_child (item, label_name);
  TerrainNode *value = value_name != NULL ? terrain_node_find_child (item, value_name) : NULL;
  g_autofree char *place = NULL;
  int text;

  if (label == NULL || !terrain_node_is_leaf (label) || *terrain_node_get_value (label) == '\0')
    return;
  place = g_strconcat ("choices/", list, "/", value != NULL ? terrain_node_get_value (value) : "", NULL);
  if (itemset->label_itext != NULL)
    {
      TerrainLabel texts;

      if (terrain_parser_use_itext (self, terrain_node_get_value (label), place, "label", &texts))
        note_outputs (self, &texts, itemset->label_texts);
      else
        terrain_parser_warning (self, "itext-missing", NULL, label->line,
                                _("A choice of the list “%s” shows the text “%s”, but the itext has none of that id."),
                                list, terrain_node_get_value (label));
      return;
    }
  text = terrain_parser_add_text (self, place, "label",
                                  terrain_template_new_literal (terrain_node_get_value (label)), label->line);
  if (text >= 0)
    g_hash_table_insert (self->form->item_texts, label, GINT_TO_POINTER (text + 1));
}

static void
name_items_below (TerrainFormParser *self,
                  TerrainItemset    *itemset,
                  const char        *list,
                  TerrainNode       *node,
                  guint              step,
                  const char        *label_name,
                  const char        *value_name)
{
  TerrainAst *ast = terrain_xpath_get_ast (itemset->nodeset);

  if (step == ast->n_steps)
    {
      name_item (self, itemset, list, node, label_name, value_name);
      return;
    }
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      if (child->local == ast->steps[step].local)
        name_items_below (self, itemset, list, child, step + 1, label_name, value_name);
    }
}

/* Makes texts of the labels of a list inside the form, once a list. */
static void
name_items (TerrainFormParser *self,
            TerrainItemset    *itemset)
{
  const char *list = list_id (itemset->nodeset);
  const char *label_name = child_name (itemset->label_itext != NULL ? itemset->label_itext : itemset->label);
  TerrainAst *ast = terrain_xpath_get_ast (itemset->nodeset);
  TerrainDocument *document = list != NULL ? g_hash_table_lookup (self->form->instances, list) : NULL;
  g_autofree char *key = NULL;
  GArray *known;

  if (document == NULL || label_name == NULL || g_hash_table_contains (self->external, list))
    return;
  for (guint i = 0; i < ast->n_steps; i++)
    {
      if (ast->steps[i].axis != TERRAIN_AXIS_CHILD || ast->steps[i].test != TERRAIN_TEST_NAME)
        return;
    }
  key = g_strconcat (list, "/", label_name, itemset->label_itext != NULL ? "()" : "", NULL);
  known = g_hash_table_lookup (self->lists, key);
  if (known != NULL)
    {
      itemset->label_texts = g_array_ref (known);
      return;
    }
  itemset->label_texts = g_array_new (FALSE, FALSE, sizeof (int));
  g_hash_table_insert (self->lists, g_steal_pointer (&key), g_array_ref (itemset->label_texts));
  name_items_below (self, itemset, list, terrain_document_get_node (document), 0, label_name,
                    child_name (itemset->value));
}

static void
read_itemset_label (TerrainFormParser *self,
                    TerrainControl    *control,
                    TerrainNode       *label,
                    TerrainSchema     *context)
{
  TerrainItemset *itemset = control->itemset;
  const char *ref = label != NULL ? terrain_element_get (label, "ref", NULL) : NULL;
  g_autofree char *expression = NULL;
  g_autofree char *id = NULL;

  if (ref == NULL)
    {
      terrain_parser_warning (self, "itemset-label", context->ref, control->line,
                              _("The list of choices for %s does not say what to show of each (<label ref=\"…\"/>); "
                                "the values are shown."), context->ref);
      itemset->label = terrain_xpath_ref (itemset->value);
    }
  else if (!terrain_parse_itext_call (ref, &id, &expression))
    itemset->label = compile_for_items (self, control, context, ref, label->line, "label");
  else
    {
      /* A literal id gives every choice one label; as an expression it is the same literal. */
      if (expression == NULL)
        expression = g_strdup_printf ("'%s'", id);
      itemset->label_itext = compile_for_items (self, control, context, expression, label->line, "label");
    }
}

gboolean
terrain_parser_make_itemset (TerrainFormParser *self,
                             TerrainControl    *control,
                             TerrainSchema     *context,
                             const char        *source,
                             const char        *value,
                             const char        *label,
                             int                line)
{
  g_autofree char *nodeset = NULL;
  g_autofree char *seed = NULL;
  TerrainItemset *itemset;

  itemset = control->itemset = g_new0 (TerrainItemset, 1);
  itemset->source = g_strdup (source);
  split_randomize (itemset, source, &nodeset, &seed);
  itemset->nodeset = compile_for_items (self, control, context, nodeset, line, "nodeset");
  if (seed != NULL)
    itemset->seed = compile_for_items (self, control, context, seed, line, "seed");
  if (value != NULL)
    itemset->value = compile_for_items (self, control, context, value, line, "value");
  if (label != NULL)
    itemset->label = compile_for_items (self, control, context, label, line, "label");
  return itemset->nodeset != NULL && (value == NULL || itemset->value != NULL);
}

static void
read_itemset (TerrainFormParser *self,
              TerrainControl    *control,
              TerrainNode       *node,
              TerrainSchema     *context)
{
  const char *source = terrain_element_get (node, "nodeset", NULL);
  TerrainNode *value = terrain_element_first (node, "value");
  const char *value_ref = value != NULL ? terrain_element_get (value, "ref", NULL) : NULL;

  if (source == NULL || value_ref == NULL)
    {
      terrain_parser_error (self, "itemset-incomplete", context->ref, node->line,
                            _("The list of choices for %s needs where its choices are (nodeset=\"…\") and what is "
                              "stored of each (<value ref=\"…\"/>)."), context->ref);
      return;
    }
  if (!terrain_parser_make_itemset (self, control, context, source, value_ref, NULL, node->line))
    return;
  read_itemset_label (self, control, terrain_element_first (node, "label"), context);
  control->itemset->value_column = child_name (control->itemset->value);
  control->itemset->label_column = child_name (control->itemset->label);
  name_items (self, control->itemset);
}

void
terrain_parser_read_choices (TerrainFormParser *self,
                             TerrainControl    *control,
                             TerrainNode       *node,
                             TerrainSchema     *context)
{
  TerrainNode *itemset = terrain_element_first (node, "itemset");
  TerrainNode *item = terrain_element_first (node, "item");

  if (itemset != NULL)
    read_itemset (self, control, itemset, context);
  if (item != NULL)
    control->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) static_choice_free);
  for (; item != NULL; item = terrain_element_next (item, "item"))
    read_item (self, control, item, context);
  if (is_select (control))
    terrain_parser_read_search (self, control, context);
  if (is_select (control) && control->itemset == NULL && itemset == NULL && control->choices == NULL)
    terrain_parser_error (self, "no-choices", context->ref, node->line,
                          _("%s is a question with choices, but it has none. Add <item> or <itemset> elements."),
                          context->ref);
}
