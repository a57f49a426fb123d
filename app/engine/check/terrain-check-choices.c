/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-check-private.h"
#include "terrain-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a question can have for an answer, and lists of choices as such. */

static gboolean
offers_choices (TerrainControl *control)
{
  return control->kind == TERRAIN_CONTROL_SELECT || control->kind == TERRAIN_CONTROL_SELECT1 ||
         control->kind == TERRAIN_CONTROL_RANK || control->kind == TERRAIN_CONTROL_TRIGGER;
}

void
terrain_check_choices_prepare (TerrainCheck *self)
{
  for (guint i = 0; i < self->form->controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (self->form->controls, i);
      GPtrArray *controls;

      if (control->schema == NULL || !offers_choices (control))
        continue;
      controls = g_hash_table_lookup (self->controls, control->schema);
      if (controls == NULL)
        {
          controls = g_ptr_array_new ();
          g_hash_table_insert (self->controls, control->schema, controls);
        }
      g_ptr_array_add (controls, control);
    }
  for (guint i = 0; i < self->form->actions->len; i++)
    {
      TerrainAction *action = g_ptr_array_index (self->form->actions, i);

      if (action->target != NULL)
        g_hash_table_add (self->set_by_action, action->target);
    }
}

void
terrain_check_choices_free (TerrainCheckChoices *self)
{
  g_hash_table_unref (self->values);
  g_free (self);
}

static void
add_value (TerrainCheckChoices *choices,
           const char          *value)
{
  choices->numeric = choices->numeric || terrain_check_is_number (value);
  g_hash_table_add (choices->values, g_strdup (value));
}

/* The id of the list in instance('id')/root/item…; NULL for other nodesets. */
static const char *
list_of (TerrainItemset *itemset)
{
  TerrainAst *ast = terrain_xpath_get_ast (itemset->nodeset);
  TerrainAst *start = ast->kind == TERRAIN_AST_PATH ? ast->start : NULL;

  if (start == NULL || start->kind != TERRAIN_AST_CALL || start->n_children != 1 ||
      !(terrain_function_get_flags (start->function) & TERRAIN_FUNCTION_INSTANCE) ||
      start->children[0]->kind != TERRAIN_AST_LITERAL)
    return NULL;
  return start->children[0]->text;
}

/* The child that holds an item's value or label: "name" or "./name". NULL for anything else. */
static const char *
child_of (TerrainXPath *xpath)
{
  TerrainAst *ast = xpath != NULL ? terrain_xpath_get_ast (xpath) : NULL;
  TerrainAstStep *step = ast != NULL && ast->kind == TERRAIN_AST_PATH && ast->n_steps > 0
                           ? &ast->steps[ast->n_steps - 1] : NULL;

  if (step == NULL || ast->absolute || ast->start != NULL || step->axis != TERRAIN_AXIS_CHILD ||
      step->test != TERRAIN_TEST_NAME || step->n_predicates > 0)
    return NULL;
  return ast->n_steps == 1 || (ast->n_steps == 2 && ast->steps[0].axis == TERRAIN_AXIS_SELF) ? step->local : NULL;
}

/* All items that the steps of @ast lead to, whatever the predicates. FALSE for steps that are not plain. */
static gboolean
collect_items (TerrainAst  *ast,
               guint        step,
               TerrainNode *node,
               GPtrArray   *items)
{
  if (step == ast->n_steps)
    {
      g_ptr_array_add (items, node);
      return TRUE;
    }
  if (ast->steps[step].axis != TERRAIN_AXIS_CHILD || ast->steps[step].test != TERRAIN_TEST_NAME)
    return FALSE;
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      if (child->local == ast->steps[step].local && !collect_items (ast, step + 1, child, items))
        return FALSE;
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): the items of a list inside the form; NULL for all others */
static GPtrArray *
find_items (TerrainCheck   *self,
            TerrainItemset *itemset)
{
  const char *list = list_of (itemset);
  TerrainDocument *document = list != NULL ? g_hash_table_lookup (self->form->instances, list) : NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (document == NULL || g_hash_table_contains (self->form->external_lists, list) ||
      !collect_items (terrain_xpath_get_ast (itemset->nodeset), 0, terrain_document_get_node (document), items))
    return NULL;
  return g_steal_pointer (&items);
}

static gboolean
add_itemset (TerrainCheck        *self,
             TerrainItemset      *itemset,
             TerrainCheckChoices *choices)
{
  const char *value_name = child_of (itemset->value);
  g_autoptr (GPtrArray) items = value_name != NULL ? find_items (self, itemset) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      TerrainNode *value = terrain_node_find_child (g_ptr_array_index (items, i), value_name);

      if (value != NULL)
        add_value (choices, terrain_node_get_value (value));
    }
  return items != NULL;
}

gboolean
terrain_check_is_searched (TerrainControl *control)
{
  const char *appearance = terrain_control_get_appearance (control);

  return terrain_control_get_attribute (control, "query") != NULL ||
         (appearance != NULL && strstr (appearance, "search") != NULL);
}

static TerrainCheckChoices *
find_choices (TerrainCheck  *self,
              TerrainSchema *schema)
{
  TerrainCheckChoices *choices = g_new0 (TerrainCheckChoices, 1);
  GPtrArray *controls = g_hash_table_lookup (self->controls, schema);

  choices->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  choices->known = controls != NULL && schema->calculate == NULL && schema->preload == NULL &&
                   !g_hash_table_contains (self->set_by_action, schema);
  for (guint i = 0; choices->known && i < controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (controls, i);

      if (control->kind == TERRAIN_CONTROL_TRIGGER)
        add_value (choices, "OK");
      for (guint j = 0; control->choices != NULL && j < control->choices->len; j++)
        add_value (choices, ((TerrainStaticChoice *) g_ptr_array_index (control->choices, j))->value);
      choices->known = !terrain_check_is_searched (control) &&
                       (control->itemset == NULL || add_itemset (self, control->itemset, choices));
    }
  return choices;
}

TerrainCheckChoices *
terrain_check_get_choices (TerrainCheck  *self,
                           TerrainSchema *schema)
{
  TerrainCheckChoices *choices = g_hash_table_lookup (self->choices, schema);

  if (choices == NULL)
    {
      choices = find_choices (self, schema);
      g_hash_table_insert (self->choices, schema, choices);
    }
  return choices;
}

static gboolean
has_number (TerrainCheckChoices *choices,
            double               number)
{
  char buffer[TERRAIN_NUMBER_LENGTH];
  GHashTableIter iter;
  gpointer value;

  if (!choices->numeric || g_hash_table_contains (choices->values, terrain_number_format (number, buffer)))
    return choices->numeric;
  g_hash_table_iter_init (&iter, choices->values);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      if (terrain_check_is_number (value) && ABS (g_ascii_strtod (value, NULL) - number) < 1e-9)
        return TRUE;
    }
  return FALSE;
}

/* The answer of a select is a list of words, and may be compared with several. */
static gboolean
has_words (TerrainCheckChoices *choices,
           const char          *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !g_hash_table_contains (choices->values, words[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_check_is_possible (TerrainCheck     *self,
                           TerrainSchema    *schema,
                           const TerrainAst *literal)
{
  TerrainCheckChoices *choices;

  /* A select without choices in the form has said so itself. */
  if (!g_hash_table_contains (self->controls, schema))
    return TRUE;
  choices = terrain_check_get_choices (self, schema);
  if (!choices->known || g_hash_table_size (choices->values) == 0)
    return TRUE;
  if (literal->kind == TERRAIN_AST_NUMBER)
    return has_number (choices, literal->number);
  return *literal->text == '\0' || g_hash_table_contains (choices->values, literal->text) ||
         has_words (choices, literal->text);
}

static gboolean
has_predicates (TerrainAst *ast)
{
  for (guint i = 0; i < ast->n_steps; i++)
    {
      if (ast->steps[i].n_predicates > 0)
        return TRUE;
    }
  return FALSE;
}

/* What makes an item itself: its value; where a predicate chooses among items, all but its label. */
static char *
key_of (TerrainNode *item,
        const char  *value_name,
        const char  *label_name,
        gboolean     filtered)
{
  TerrainNode *value = terrain_node_find_child (item, value_name);
  GString *key = g_string_new (value != NULL ? terrain_node_get_value (value) : "");

  for (TerrainNode *child = item->first_child; filtered && child != NULL; child = child->next)
    {
      if (child->local != NULL && child->local != label_name)
        g_string_append_printf (key, "\n%s\n%s", child->local, terrain_node_get_value (child));
    }
  return g_string_free (key, FALSE);
}

static void
check_list (TerrainCheck   *self,
            TerrainControl *control,
            GHashTable     *checked)
{
  TerrainItemset *itemset = control->itemset;
  const char *list = list_of (itemset);
  const char *value_name = child_of (itemset->value);
  const char *label_name = child_of (itemset->label_itext != NULL ? itemset->label_itext : itemset->label);
  gboolean filtered = has_predicates (terrain_xpath_get_ast (itemset->nodeset));
  g_autoptr (GPtrArray) items = value_name != NULL ? find_items (self, itemset) : NULL;
  g_autoptr (GHashTable) keys = NULL;

  if (items == NULL || !g_hash_table_add (checked, g_strdup_printf ("%s/%s/%d", list, value_name, filtered)))
    return;
  if (items->len == 0)
    terrain_check_warn (self, "empty-list", control->schema->ref, control->line,
                        _("The choices of %s come from the list “%s”, which is empty. Add choices to the "
                          "list, or correct where they are taken from."), control->schema->ref, list);
  keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < items->len; i++)
    {
      TerrainNode *item = g_ptr_array_index (items, i);
      TerrainNode *value = terrain_node_find_child (item, value_name);

      if (value != NULL && !g_hash_table_add (keys, key_of (item, value_name, label_name, filtered)))
        terrain_check_warn (self, "duplicate-choice", control->schema->ref, item->line,
                            _("The list “%s” has the choice “%s” more than once, so in the data they cannot "
                              "be told apart. Give each choice a value of its own."),
                            list, terrain_node_get_value (value));
    }
}

static void
check_written (TerrainCheck   *self,
               TerrainControl *control)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < control->choices->len; i++)
    {
      TerrainStaticChoice *choice = g_ptr_array_index (control->choices, i);

      if (!g_hash_table_add (values, choice->value))
        terrain_check_warn (self, "duplicate-choice", control->schema->ref, control->line,
                            _("%s has the choice “%s” more than once, so in the data they cannot be told "
                              "apart. Give each choice a value of its own."),
                            control->schema->ref, choice->value);
    }
}

void
terrain_check_lists (TerrainCheck *self)
{
  g_autoptr (GHashTable) checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->form->controls->len; i++)
    {
      TerrainControl *control = g_ptr_array_index (self->form->controls, i);

      if (control->schema == NULL || !offers_choices (control))
        continue;
      if (control->choices != NULL)
        check_written (self, control);
      if (control->itemset != NULL && control->itemset->nodeset != NULL && control->itemset->value != NULL &&
          !terrain_check_is_searched (control))
        check_list (self, control, checked);
    }
}
