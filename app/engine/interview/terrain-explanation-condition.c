/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-explanation-private.h"
#include "terrain-xpath-ast.h"

#include <string.h>

/*
 * An expression taken apart at its outer "and" and "or", each part with its own result and the nodes it reads.
 *
 *   /data/age >= 18 and (/data/job = 'a' or /data/job = 'b')
 *   AND ─┬─ TEST /data/age >= 18 ─── reads /data/age
 *        └─ OR ─┬─ TEST /data/job = 'a' ─── reads /data/job
 *               └─ …
 *
 * The source of a part lies between the operators around it, whose columns the syntax tree holds.
 */

#define MAX_REASONS 20
#define MAX_LABEL 120

typedef struct
{
  TerrainInterview *interview;
  TerrainNode *context;
  const char *source;
} Explainer;

static void
reason_free (gpointer data)
{
  TerrainReason *reason = data;

  g_free (reason->ref);
  g_free (reason->label);
  g_free (reason->name);
  g_free (reason->value);
  g_free (reason->display);
  g_free (reason);
}

void
terrain_condition_free (TerrainCondition *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->result);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->reasons);
  g_free (self);
}

static gboolean
evaluate (Explainer         *self,
          TerrainAst        *ast,
          TerrainXPathValue *value)
{
  TerrainNode *outer = self->interview->evaluating;
  gboolean done;

  self->interview->evaluating = self->context;
  done = terrain_ast_evaluate (ast, &self->interview->host, self->context, value, NULL);
  self->interview->evaluating = outer;
  return done;
}

/* Labels may hold markdown and XHTML; in a sentence they are words. */
static char *
strip_markup (const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean space = FALSE;

  while (*text != '\0')
    {
      const char *end = *text == '<' && (g_ascii_isalpha (text[1]) || text[1] == '/') ? strchr (text, '>') : NULL;

      if (end != NULL)
        text = end + 1;
      else if (g_str_has_prefix (text, "**") || g_str_has_prefix (text, "__"))
        text += 2;
      else if (g_ascii_isspace (*text) || (*text == '#' && plain->len == 0))
        {
          space = plain->len > 0;
          text++;
        }
      else
        {
          const char *next = g_utf8_next_char (text);

          if (space)
            g_string_append_c (plain, ' ');
          space = FALSE;
          g_string_append_len (plain, text, next - text);
          text = next;
        }
    }
  if (g_utf8_strlen (plain->str, -1) > MAX_LABEL)
    {
      g_string_truncate (plain, (gsize) (g_utf8_offset_to_pointer (plain->str, MAX_LABEL - 1) - plain->str));
      g_string_append (plain, "…");
    }
  return plain->len > 0 ? g_strdup (plain->str) : NULL;
}

char *
terrain_explanation_dup_label (TerrainInterview *interview,
                               TerrainNode      *node)
{
  TerrainSchema *schema = node->schema;
  g_autofree char *label = NULL;

  if (schema == NULL || schema->control == NULL)
    return NULL;
  label = terrain_interview_render_label (interview, &schema->control->label, TERRAIN_LABEL_TEXT, node);
  return label != NULL ? strip_markup (label) : NULL;
}

static void
add_reason (Explainer        *self,
            TerrainCondition *condition,
            TerrainNode      *node)
{
  TerrainReason *reason;
  TerrainSchema *schema = node->schema;
  const char *word;
  g_autofree char *ref = NULL;

  if (node->document != self->interview->document || schema == NULL || node->kind == TERRAIN_NODE_DOCUMENT)
    return;
  ref = terrain_node_dup_ref (node);
  for (guint i = 0; i < condition->reasons->len; i++)
    {
      if (g_str_equal (((TerrainReason *) g_ptr_array_index (condition->reasons, i))->ref, ref))
        return;
    }
  if (++condition->n_reasons > MAX_REASONS)
    return;
  terrain_interview_look_at (self->interview, node);
  reason = g_new0 (TerrainReason, 1);
  reason->ref = g_steal_pointer (&ref);
  reason->label = terrain_explanation_dup_label (self->interview, node);
  reason->name = g_strdup (node->local);
  word = terrain_interview_find_word (self->interview, node);
  reason->concealed = word != NULL;
  reason->value = g_strdup (word != NULL ? word : terrain_node_get_value (node));
  reason->relevant = !(node->flags & TERRAIN_NODE_IRRELEVANT);
  if (word == NULL && schema->control != NULL && terrain_control_is_select (schema->control) && *reason->value != '\0')
    reason->display = terrain_interview_dup_choice_labels (self->interview, schema->control, node, reason->value,
                                                           TRUE);
  else
    reason->display = g_strdup (reason->value);
  g_ptr_array_add (condition->reasons, reason);
}

static void
read_path (Explainer        *self,
           TerrainCondition *condition,
           TerrainAst       *path)
{
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;
  gboolean skip = self->interview->host.skip_irrelevant;

  /* What is not asked is read as nothing, which is just what the person is to be told. */
  self->interview->host.skip_irrelevant = FALSE;
  if (evaluate (self, path, &value) && value.type == TERRAIN_XPATH_NODESET)
    {
      for (guint i = 0; i < value.set.length; i++)
        add_reason (self, condition, value.set.nodes[i]);
    }
  self->interview->host.skip_irrelevant = skip;
}

static gboolean
begins_at_context (TerrainAst *path)
{
  return path->absolute ||
         (path->start != NULL && path->start->kind == TERRAIN_AST_CALL &&
          (terrain_function_get_flags (path->start->function) & TERRAIN_FUNCTION_CURRENT));
}

/* @inside: in a predicate, where the context is another and only paths from the root or current() mean the same. */
static void
read_below (Explainer        *self,
            TerrainCondition *condition,
            TerrainAst       *ast,
            gboolean          inside)
{
  if (ast->kind == TERRAIN_AST_PATH && (!inside || begins_at_context (ast)))
    read_path (self, condition, ast);
  for (guint i = 0; i < ast->n_children; i++)
    read_below (self, condition, ast->children[i], inside);
  if (ast->start != NULL && ast->start->kind != TERRAIN_AST_PATH)
    read_below (self, condition, ast->start, inside);
  for (guint i = 0; i < ast->n_start_predicates; i++)
    read_below (self, condition, ast->start_predicates[i], TRUE);
  for (guint i = 0; i < ast->n_steps; i++)
    {
      for (guint k = 0; k < ast->steps[i].n_predicates; k++)
        read_below (self, condition, ast->steps[i].predicates[k], TRUE);
    }
}

/* Without space around, and without brackets that enclose it all. */
static char *
dup_source (const char *start,
            const char *end)
{
  for (;;)
    {
      int depth = 0;
      char quote = '\0';

      while (start < end && g_ascii_isspace (*start))
        start++;
      while (end > start && g_ascii_isspace (end[-1]))
        end--;
      if (end - start < 2 || *start != '(' || end[-1] != ')')
        break;
      for (const char *at = start; at < end - 1; at++)
        {
          if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
          else if (*at == '"' || *at == '\'')
            quote = *at;
          else if ((depth += (*at == '(') - (*at == ')')) == 0)
            return g_strndup (start, (gsize) (end - start));
        }
      start++;
      end--;
    }
  return g_strndup (start, (gsize) (end - start));
}

/* An operand in brackets ends and begins inside of them. */
static void
unwrap (const char **start,
        const char **end,
        const char  *source,
        int          column)
{
  const char *op = g_utf8_offset_to_pointer (source, column - 1);
  g_autofree char *inner = dup_source (*start, *end);
  const char *found = strstr (*start, inner);

  if (found != NULL && found <= op && found + strlen (inner) <= *end)
    {
      *start = found;
      *end = found + strlen (inner);
    }
}

static TerrainCondition *make_condition (Explainer  *self,
                                         TerrainAst *ast,
                                         const char *start,
                                         const char *end);

/* The operands of a chain of one operator, left to right: "a and b and c" is (a and b) and c. */
static void
add_operands (Explainer        *self,
              TerrainCondition *condition,
              TerrainAst       *ast,
              TerrainAstKind    kind,
              const char       *start,
              const char       *end)
{
  const char *op = g_utf8_offset_to_pointer (self->source, ast->column - 1);
  TerrainAst *left = ast->children[0];
  const char *right = op + (kind == TERRAIN_AST_AND ? strlen ("and") : strlen ("or"));

  if (left->kind == kind)
    {
      const char *inner_start = start;
      const char *inner_end = op;

      unwrap (&inner_start, &inner_end, self->source, left->column);
      add_operands (self, condition, left, kind, inner_start, inner_end);
    }
  else
    {
      g_ptr_array_add (condition->parts, make_condition (self, left, start, op));
    }
  g_ptr_array_add (condition->parts, make_condition (self, ast->children[1], right, end));
}

static TerrainCondition *
make_condition (Explainer  *self,
                TerrainAst *ast,
                const char *start,
                const char *end)
{
  TerrainCondition *condition = g_new0 (TerrainCondition, 1);
  g_auto (TerrainXPathValue) value = TERRAIN_XPATH_VALUE_INIT;

  condition->source = dup_source (start, end);
  condition->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_condition_free);
  condition->reasons = g_ptr_array_new_with_free_func (reason_free);
  if (evaluate (self, ast, &value))
    {
      condition->result = terrain_xpath_value_to_string (&value);
      condition->holds = value.type != TERRAIN_XPATH_NODESET
                             ? terrain_xpath_value_to_boolean (&value)
                             : value.set.length > 0 &&
                                   self->interview->host.truth (&self->interview->host, value.set.nodes[0]);
    }
  if (ast->kind == TERRAIN_AST_AND || ast->kind == TERRAIN_AST_OR)
    {
      condition->kind = ast->kind == TERRAIN_AST_AND ? TERRAIN_CONDITION_AND : TERRAIN_CONDITION_OR;
      unwrap (&start, &end, self->source, ast->column);
      add_operands (self, condition, ast, ast->kind, start, end);
    }
  else
    {
      condition->kind = TERRAIN_CONDITION_TEST;
      read_below (self, condition, ast, FALSE);
    }
  return condition;
}

/* A part decides where it is what the whole is: one no is enough for "and", one yes for "or". */
static void
mark_deciding (TerrainCondition *self,
               gboolean          decides)
{
  self->decides = decides;
  for (guint i = 0; i < self->parts->len; i++)
    {
      TerrainCondition *part = g_ptr_array_index (self->parts, i);

      mark_deciding (part, decides && part->holds == self->holds);
    }
}

TerrainCondition *
terrain_condition_new (TerrainInterview *interview,
                       TerrainXPath     *xpath,
                       TerrainNode      *context)
{
  const char *source = terrain_xpath_get_source (xpath);
  Explainer explainer = { interview, context, source };
  /* Looking at random() must not move the sequence on. */
  guint64 seed = terrain_environment_get_seed (interview->environment);
  TerrainCondition *self = make_condition (&explainer, terrain_xpath_get_ast (xpath), source,
                                           source + strlen (source));

  terrain_environment_set_seed (interview->environment, seed);
  mark_deciding (self, TRUE);
  return self;
}
