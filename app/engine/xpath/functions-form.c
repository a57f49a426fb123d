/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-eval-lookup.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What only a form has: its instances, choices, texts, and the node an expression belongs to. */

TERRAIN_DEFINE_FUNCTION (eval_current)
{
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  terrain_node_list_add (&list, eval->origin);
  return terrain_result_nodes (value, &list);
}

static gboolean
is_called (TerrainNode *node,
           const char  *local)
{
  return node->kind == TERRAIN_NODE_ELEMENT && strcmp (node->local, local) == 0;
}

/* In a form's own file, read as a document: the first element of <instance id="…">. */
static TerrainNode *
instance_in_document (TerrainNode *top,
                      const char  *id)
{
  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      const char *own;

      if (!is_called (node, "instance"))
        continue;
      own = terrain_node_get_attribute (node, "id", NULL);
      if (own == NULL || strcmp (own, id) != 0)
        continue;
      for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
        {
          if (child->kind == TERRAIN_NODE_ELEMENT)
            return child;
        }
    }
  return NULL;
}

static TerrainNode *
find_instance (TerrainEval *eval,
               const char  *id)
{
  if (eval->host->instance != NULL)
    return eval->host->instance (eval->host, id);
  return instance_in_document (eval->origin->document->node, id);
}

TERRAIN_DEFINE_FUNCTION (eval_instance)
{
  g_auto (TerrainEvalText) id = { 0 };
  g_auto (TerrainNodeList) list;
  TerrainNode *root;

  terrain_node_list_init (&list);
  if (!terrain_arg_text (eval, focus, call, 0, &id))
    return FALSE;
  root = find_instance (eval, id.text);
  /* A list that could not be loaded offers nothing; the form still opens (engine-semantics, 44). */
  if (root == NULL)
    return terrain_result_nodes (value, &list);
  /* The path goes on below the instance: "instance('x')/root/item" begins beside its root element. */
  terrain_node_list_add (&list, root->parent != NULL ? root->parent : root);
  return terrain_result_nodes (value, &list);
}

/* The cell of a table's row: a child, or an attribute where the column is written "@name". */
static gboolean
read_cell (TerrainNode     *row,
           const char      *column,
           TerrainEvalText *text)
{
  TerrainNode *cell = *column != '@' ? terrain_node_find_child (row, g_intern_string (column)) : NULL;

  if (*column == '@')
    text->text = terrain_node_get_attribute (row, column + 1, NULL);
  else if (cell != NULL)
    terrain_eval_node_to_text (cell, text);
  return text->text != NULL;
}

static void
find_rows (TerrainEval     *eval,
           TerrainNode     *root,
           const char      *key,
           const char      *text,
           TerrainNodeList *rows)
{
  const char *item = g_intern_static_string ("item");

  if (root->document->frozen)
    {
      terrain_lookup_by_key (eval, root, item, key, text, rows);
      return;
    }
  for (TerrainNode *row = root->first_child; row != NULL; row = row->next)
    {
      g_auto (TerrainEvalText) own = { 0 };

      eval->work++;
      if (row->local == item && read_cell (row, key, &own) && strcmp (own.text, text) == 0)
        terrain_node_list_add (rows, row);
    }
}

/* pulldata(instance, column, key column, key): one cell of a table (SurveyCTO's name for it). */
TERRAIN_DEFINE_FUNCTION (eval_pulldata)
{
  g_auto (TerrainEvalText) name = { 0 };
  g_auto (TerrainEvalText) column = { 0 };
  g_auto (TerrainEvalText) key = { 0 };
  g_auto (TerrainEvalText) text = { 0 };
  g_auto (TerrainEvalText) cell = { 0 };
  g_auto (TerrainNodeList) rows;
  TerrainNode *root;

  terrain_node_list_init (&rows);
  if (!terrain_arg_text (eval, focus, call, 0, &name) || !terrain_arg_text (eval, focus, call, 1, &column)
      || !terrain_arg_text (eval, focus, call, 2, &key) || !terrain_arg_text (eval, focus, call, 3, &text))
    return FALSE;
  root = find_instance (eval, name.text);
  if (root == NULL)
    return terrain_eval_fail (eval, _("the form has no data called “%s”."), name.text);
  find_rows (eval, root, key.text, text.text, &rows);
  if (rows.length == 0 || !read_cell (rows.nodes[0], column.text, &cell))
    return terrain_result_static (value, "");
  return terrain_result_text (value, cell.owned != NULL ? g_steal_pointer (&cell.owned) : g_strdup (cell.text));
}

TERRAIN_DEFINE_FUNCTION (eval_choice_name)
{
  g_auto (TerrainEvalText) answer = { 0 };
  g_auto (TerrainEvalText) path = { 0 };
  char *name;

  if (!terrain_arg_text (eval, focus, call, 0, &answer) || !terrain_arg_text (eval, focus, call, 1, &path))
    return FALSE;
  if (eval->host->choice_name == NULL)
    return terrain_eval_fail (eval, _("there are no choices outside a form."));
  name = eval->host->choice_name (eval->host, answer.text, path.text, eval->origin);
  return terrain_result_text (value, name != NULL ? name : g_strdup (""));
}

/* In a form's own file, read as a document: the <value>s of <translation lang="…"><text id="…">, those without a form
 * first. Nodes rather than their text, so that a stylesheet or a test can see where the text stands. */
static gboolean
itext_in_document (TerrainEval       *eval,
                   const char        *id,
                   TerrainXPathValue *value)
{
  TerrainNode *top = eval->origin->document->node;
  g_auto (TerrainNodeList) list;

  terrain_node_list_init (&list);
  for (TerrainNode *node = top; node != NULL; node = terrain_node_next_below (node, top))
    {
      const char *own = is_called (node, "text") ? terrain_node_get_attribute (node, "id", NULL) : NULL;
      const char *language = own != NULL ? terrain_node_get_attribute (node->parent, "lang", NULL) : NULL;

      eval->work++;
      if (own == NULL || strcmp (own, id) != 0 || g_strcmp0 (language, eval->host->language) != 0)
        continue;
      for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
        {
          if (is_called (child, "value"))
            terrain_node_list_add (&list, child);
        }
    }
  if (list.length == 0)
    return terrain_eval_fail (eval, _("the form has no text called “%s”."), id);
  return terrain_eval_spend (eval, 1) && terrain_result_nodes (value, &list);
}

TERRAIN_DEFINE_FUNCTION (eval_itext)
{
  g_auto (TerrainEvalText) id = { 0 };
  char *text;

  if (!terrain_arg_text (eval, focus, call, 0, &id))
    return FALSE;
  if (eval->host->itext == NULL)
    return itext_in_document (eval, id.text, value);
  text = eval->host->itext (eval->host, id.text, eval->origin);
  if (text == NULL)
    return terrain_eval_fail (eval, _("the form has no text called “%s”."), id.text);
  return terrain_result_text (value, text);
}

TERRAIN_DEFINE_FUNCTION (eval_property)
{
  g_auto (TerrainEvalText) name = { 0 };
  const char *property = NULL;

  if (!terrain_arg_text (eval, focus, call, 0, &name))
    return FALSE;
  if (eval->host->environment != NULL)
    property = terrain_environment_get_property (eval->host->environment, name.text);
  return terrain_result_text (value, g_strdup (property != NULL ? property : ""));
}

TERRAIN_DEFINE_FUNCTION (eval_version)
{
  const char *version = eval->host->version != NULL ? eval->host->version (eval->host) : NULL;

  return terrain_result_text (value, g_strdup (version != NULL ? version : ""));
}

const TerrainFunction terrain_functions_form[] = {
  { .name = "current", .flags = TERRAIN_FUNCTION_CURRENT, .type = TERRAIN_XPATH_NODESET, .eval = eval_current },
  { .name = "instance", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_INSTANCE, .type = TERRAIN_XPATH_NODESET,
    .eval = eval_instance },
  { .name = "pulldata", .min = 4, .max = 4, .flags = TERRAIN_FUNCTION_INSTANCE, .type = TERRAIN_XPATH_STRING,
    .eval = eval_pulldata },
  { .name = "jr:choice-name", .min = 2, .max = 2, .flags = TERRAIN_FUNCTION_LANGUAGE | TERRAIN_FUNCTION_FOCUS,
    .type = TERRAIN_XPATH_STRING, .eval = eval_choice_name },
  { .name = "jr:itext", .min = 1, .max = 1, .flags = TERRAIN_FUNCTION_LANGUAGE | TERRAIN_FUNCTION_ANY_TYPE, .type = TERRAIN_XPATH_STRING,
    .eval = eval_itext },
  { .name = "property", .min = 1, .max = 1, .type = TERRAIN_XPATH_STRING, .eval = eval_property },
  { .name = "version", .type = TERRAIN_XPATH_STRING, .eval = eval_version },
  { .name = NULL },
};
