/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"
#include "terrain-xpath-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
terrain_expression_free (TerrainExpression *self)
{
  terrain_xpath_unref (self->xpath);
  g_free (self);
}

TerrainExpression *
terrain_parser_note (TerrainFormParser *self,
                     TerrainUse         use,
                     TerrainXPath      *xpath,
                     TerrainSchema     *context,
                     int                line)
{
  TerrainExpression *expression = g_new0 (TerrainExpression, 1);

  expression->use = use;
  expression->xpath = terrain_xpath_ref (xpath);
  expression->context = context;
  expression->line = line;
  g_ptr_array_add (self->expressions, expression);
  return expression;
}

static gsize
name_length (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalnum (text[length]) || (text[length] != '\0' && strchr ("_-.:", text[length]) != NULL) ||
         (guchar) text[length] >= 0x80)
    length++;
  return length;
}

/* A function in @source that does not exist; the compiler says so in words, this as a name. */
static char *
find_unknown_function (const char *source)
{
  static const char *const tests[] = { "node", "text", "comment", "processing-instruction", "and", "or", "div", "mod",
                                       NULL };

  while (*source != '\0')
    {
      gsize length;

      if (*source == '"' || *source == '\'')
        {
          const char *end = strchr (source + 1, *source);

          if (end == NULL)
            return NULL;
          source = end + 1;
          continue;
        }
      length = g_ascii_isalpha (*source) || *source == '_' || (guchar) *source >= 0x80 ? name_length (source) : 0;
      if (length > 0 && source[length + strspn (source + length, " \t\r\n")] == '(')
        {
          g_autofree char *name = g_strndup (source, length);

          if (!g_strv_contains (tests, name) && terrain_function_find (name) == NULL)
            return g_steal_pointer (&name);
        }
      source += MAX (length, 1);
    }
  return NULL;
}

static void
report (TerrainFormParser *self,
        const char        *expression,
        const char        *ref,
        int                line,
        const char        *what,
        GError            *error)
{
  g_autofree char *function = find_unknown_function (expression);

  if (function != NULL)
    terrain_parser_error (self, "unknown-function", ref, line,
                          _("%s: there is no function “%s”. Correct its name, or compute this another way. %s "
                            "The expression is: %s"), what, function, error->message, expression);
  else
    terrain_parser_error (self, "xpath-syntax", ref, line, _("%s cannot be read: %s The expression is: %s"), what,
                          error->message, expression);
}

typedef struct
{
  TerrainFormParser *parser;
  gboolean has_paths;
  const char *ref;
  const char *what;
  int line;
} Inspection;

static void
note_instance (Inspection *inspection,
               TerrainAst *call)
{
  TerrainFormParser *self = inspection->parser;
  TerrainAst *id = call->n_children > 0 ? call->children[0] : NULL;

  if (id == NULL || id->kind != TERRAIN_AST_LITERAL)
    {
      self->uses_any_instance = TRUE;
      return;
    }
  if (!g_hash_table_contains (self->form->instances, id->text) &&
      g_strcmp0 (id->text, self->form->instance_id) != 0)
    terrain_parser_error (self, "unknown-instance", inspection->ref, inspection->line,
                          _("%s asks for the list “%s”, but the form has no instance with that id. Correct the id in "
                            "instance('%s'), or add the list."), inspection->what, id->text, id->text);
  g_hash_table_add (self->used_instances, g_strdup (id->text));
}

static void
inspect (TerrainAst *ast,
         gpointer    user_data)
{
  Inspection *inspection = user_data;

  if (ast->kind == TERRAIN_AST_PATH)
    inspection->has_paths = TRUE;
  if (ast->kind != TERRAIN_AST_CALL)
    return;
  if (terrain_function_get_flags (ast->function) & TERRAIN_FUNCTION_INSTANCE)
    note_instance (inspection, ast);
  else if (strcmp (terrain_function_get_name (ast->function), "pulldata") == 0 && ast->n_children > 0 &&
           ast->children[0]->kind == TERRAIN_AST_LITERAL)
    g_hash_table_add (inspection->parser->used_instances, g_strdup (ast->children[0]->text));
  if (terrain_function_get_flags (ast->function) & (TERRAIN_FUNCTION_CONTEXT | TERRAIN_FUNCTION_CURRENT))
    inspection->has_paths = TRUE;
}

TerrainXPath *
terrain_parser_compile (TerrainFormParser *self,
                        const char        *expression,
                        const char        *ref,
                        int                line,
                        const char        *what)
{
  Inspection inspection = { .parser = self, .ref = ref, .what = what, .line = line };
  TerrainXPath *xpath = g_hash_table_lookup (self->constants, expression);
  g_autoptr (GError) error = NULL;

  if (xpath != NULL)
    return terrain_xpath_ref (xpath);
  xpath = terrain_xpath_compile (expression, terrain_form_find_namespace, self->form, &error);
  if (xpath == NULL)
    {
      report (self, expression, ref, line, what, error);
      return NULL;
    }
  terrain_ast_foreach (terrain_xpath_get_ast (xpath), inspect, &inspection);
  /* With paths an expression belongs to its place: the bindings differ. */
  if (!inspection.has_paths)
    g_hash_table_insert (self->constants, g_strdup (expression), terrain_xpath_ref (xpath));
  return xpath;
}

TerrainXPath *
terrain_parser_compile_output (const char *expression,
                               int         line,
                               gpointer    parser,
                               GError    **error)
{
  TerrainFormParser *self = parser;
  TerrainXPath *xpath = terrain_parser_compile (self, expression, NULL, line, _("An <output> in a text"));

  if (xpath != NULL)
    terrain_parser_note (self, TERRAIN_USE_SHARED, xpath, NULL, line);
  return xpath;
}

/*
 * Authors write a count relative to the repeat ("../n"), as references nested in it are. Without instances there is
 * nothing to start from, so the first step up is taken here and the rest is evaluated on the repeat's parent.
 */
static void
start_at_parent (TerrainAst *ast,
                 gboolean    in_predicate)
{
  gboolean of_current = ast->kind == TERRAIN_AST_PATH && ast->start != NULL &&
                        ast->start->kind == TERRAIN_AST_CALL &&
                        (terrain_function_get_flags (ast->start->function) & TERRAIN_FUNCTION_CURRENT) != 0;

  if (ast->kind == TERRAIN_AST_PATH && !ast->absolute && ast->n_steps > 0 &&
      ast->steps[0].axis == TERRAIN_AXIS_PARENT && (of_current || (ast->start == NULL && !in_predicate)))
    ast->steps[0].axis = TERRAIN_AXIS_SELF;
  for (guint i = 0; i < ast->n_children; i++)
    start_at_parent (ast->children[i], in_predicate);
  if (ast->start != NULL)
    start_at_parent (ast->start, in_predicate);
  for (guint i = 0; i < ast->n_start_predicates; i++)
    start_at_parent (ast->start_predicates[i], TRUE);
  for (guint i = 0; i < ast->n_steps; i++)
    {
      for (guint j = 0; j < ast->steps[i].n_predicates; j++)
        start_at_parent (ast->steps[i].predicates[j], TRUE);
    }
}

TerrainXPath *
terrain_parser_compile_count (TerrainFormParser *self,
                              const char        *expression,
                              TerrainSchema     *repeat,
                              int                line)
{
  g_autofree char *what = g_strdup_printf (_("The number of repeats (jr:count) of %s"), repeat->ref);
  TerrainXPath *xpath = terrain_parser_compile (self, expression, repeat->ref, line, what);

  if (xpath != NULL)
    {
      TerrainExpression *note = terrain_parser_note (self, TERRAIN_USE_RULE, xpath, repeat->parent, line);

      start_at_parent (terrain_xpath_get_ast (xpath), FALSE);
      note->target = repeat;
      note->kind = TERRAIN_RULE_COUNT;
    }
  return xpath;
}

TerrainXPath *
terrain_form_compile (TerrainForm *self,
                      const char  *expression,
                      GError     **error)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (expression != NULL, NULL);

  return terrain_xpath_compile (expression, terrain_form_find_namespace, self, error);
}
