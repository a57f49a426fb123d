/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-shell-form.h>

#include "terrain-paper-clause.h"
#include "terrain-paper-expression.h"
#include "terrain-paper.h"

/*
 * A form's conditions in words. The engine takes an expression apart at "and" and "or" and says which questions each part
 * reads (terrain-explanation.h); the parts that people write are put into words here:
 *
 *   selected(/data/drinks, 'tea')    “What do you drink?” (4) includes “Tea”
 *   ../age >= 18                     “Age” (2) is at least 18
 *   not(/data/member = 'yes')        “Are you a member?” (7) is not “Yes”
 *
 * What is computed and never seen is said by what it is computed from: its calculate takes its place, and that is said.
 *
 *   /data/group = 'resident'         where group is if(/data/lives = 'here', 'resident', 'visitor'):
 *                                    “Where do you live?” (1) is “Here”
 *
 * Of what is written in another way only the questions it depends on are said, by the numbers they have on this paper: an
 * expression, or the name of a node, says nothing to who holds a pen.
 */

/* Deeper, or longer, and nobody can follow it. */
#define MAX_DEPTH 12
#define MAX_LABEL 90
#define MAX_WORDS 700
/* So many choices are said one by one. */
#define MAX_LISTED 12

typedef struct
{
  TerrainInterview *interview;
  const char *self_ref; /* what a condition on an answer calls “the answer” */
  GHashTable *numbers;
} Words;

static TerrainPaperClause *build (Words      *self,
                                  const char *source,
                                  const char *context,
                                  gboolean    negate,
                                  guint       depth);

static char *
shorten (const char *text)
{
  g_autofree char *plain = terrain_form_dup_plain_text (text);

  g_strstrip (g_strdelimit (plain, "\n\r\t", ' '));
  if (g_utf8_strlen (plain, -1) > MAX_LABEL)
    {
      g_autofree char *start = g_utf8_substring (plain, 0, MAX_LABEL - 1);

      return g_strconcat (g_strchomp (start), "…", NULL);
    }
  return g_steal_pointer (&plain);
}

/* The number of the question on the paper; 0: it is not there. */
static guint
get_number (Words      *self,
            const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (self->interview, ref);
  TerrainControl *control = item ? terrain_item_get_control (item) : NULL;

  return control ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, terrain_control_get_ref (control))) : 0;
}

/* “What it is called” (7); (transfer full) (nullable): NULL for what nobody sees */
static char *
dup_question (Words               *self,
              const TerrainReason *reason)
{
  g_autofree char *label = reason->label ? shorten (reason->label) : NULL;
  guint number = get_number (self, reason->ref);

  if (strcmp (reason->ref, self->self_ref) == 0)
    return g_strdup (_("the answer"));
  if (!label || !label[0])
    return NULL;
  /* Translators: the words of a question, in quotes, and its number. */
  return number > 0 ? g_strdup_printf (_("“%s” (%u)"), label, number)
                    /* Translators: the words of a question, in quotes. */
                    : g_strdup_printf (_("“%s”"), label);
}

static GListModel *
get_choices (Words      *self,
             const char *ref)
{
  TerrainItem *item = terrain_interview_find_item (self->interview, ref);

  return item && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_item_get_choices (item) : NULL;
}

/* What a choice is called; else the value. (nullable): NULL for the code of a choice that is not offered as yet */
static char *
dup_choice (Words      *self,
            const char *ref,
            const char *value)
{
  GListModel *choices = get_choices (self, ref);

  for (guint i = 0; choices && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (strcmp (terrain_choice_get_value (choice), value) == 0)
        {
          g_autofree char *label = shorten (terrain_choice_get_label (choice));

          return g_strdup_printf (_("“%s”"), label);
        }
    }
  return choices && !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, NULL, NULL) ? NULL : g_strdup (value);
}

/* A literal, or a day or time that the device knows. (transfer full) (nullable) */
static char *
dup_value (const char *source)
{
  if (strcmp (source, "today()") == 0)
    /* Translators: a day that an answer is compared with. */
    return g_strdup (_("today"));
  if (strcmp (source, "now()") == 0)
    /* Translators: a time that an answer is compared with. */
    return g_strdup (_("now"));
  return terrain_paper_expression_dup_literal (source);
}

/* The questions that @condition reads, through what is computed of them. */
static void
add_questions (Words                  *self,
               TerrainPaperClause     *clause,
               const TerrainCondition *condition,
               guint                   depth)
{
  for (guint i = 0; depth < MAX_DEPTH && i < condition->parts->len; i++)
    add_questions (self, clause, condition->parts->pdata[i], depth + 1);
  for (guint i = 0; depth < MAX_DEPTH && i < condition->reasons->len; i++)
    {
      const TerrainReason *reason = condition->reasons->pdata[i];
      guint number = get_number (self, reason->ref);
      g_autoptr (TerrainExplanation) computed
        = number > 0 ? NULL
                     : terrain_interview_explain_rule (self->interview, reason->ref, TERRAIN_ASPECT_VALUE, NULL);

      terrain_paper_clause_add_number (clause, number);
      if (computed && computed->condition)
        add_questions (self, clause, computed->condition, depth + 1);
    }
}

static TerrainPaperClause *
build_depends (Words                  *self,
               const TerrainCondition *test)
{
  TerrainPaperClause *clause = terrain_paper_clause_new (TERRAIN_PAPER_DEPENDS, NULL);

  add_questions (self, clause, test, 0);
  return clause;
}

/* The node that @path is from @context; (transfer full) (nullable) */
static TerrainCondition *
look_up (Words      *self,
         const char *path,
         const char *context)
{
  g_autoptr (TerrainCondition) condition = NULL;

  if (terrain_paper_expression_is_path (path))
    condition = terrain_interview_take_apart (self->interview, path, context, NULL);
  return condition && condition->reasons->len == 1 ? g_steal_pointer (&condition) : NULL;
}

/* What it is computed from; (transfer full) (nullable): NULL for what is not, or is seen */
static char *
dup_calculate (Words               *self,
               const TerrainReason *reason)
{
  g_autofree char *question = dup_question (self, reason);
  g_autoptr (TerrainExplanation) computed = NULL;

  if (!question)
    computed = terrain_interview_explain_rule (self->interview, reason->ref, TERRAIN_ASPECT_VALUE, NULL);
  return computed && computed->condition ? g_strdup (computed->condition->source) : NULL;
}

static TerrainPaperClause *
build_size (char                *subject,
            TerrainPaperOperator operator,
            const char          *value,
            gboolean             negate)
{
  static const TerrainPaperStatement statements[] = {
    [TERRAIN_PAPER_OPERATOR_EQUAL] = TERRAIN_PAPER_IS,     [TERRAIN_PAPER_OPERATOR_UNEQUAL] = TERRAIN_PAPER_IS_NOT,
    [TERRAIN_PAPER_OPERATOR_LESS] = TERRAIN_PAPER_LESS,    [TERRAIN_PAPER_OPERATOR_AT_MOST] = TERRAIN_PAPER_AT_MOST,
    [TERRAIN_PAPER_OPERATOR_MORE] = TERRAIN_PAPER_MORE,    [TERRAIN_PAPER_OPERATOR_AT_LEAST] = TERRAIN_PAPER_AT_LEAST,
  };
  gboolean equal = operator == TERRAIN_PAPER_OPERATOR_EQUAL || operator == TERRAIN_PAPER_OPERATOR_UNEQUAL;

  if (negate && equal)
    operator = operator == TERRAIN_PAPER_OPERATOR_EQUAL ? TERRAIN_PAPER_OPERATOR_UNEQUAL : TERRAIN_PAPER_OPERATOR_EQUAL;

  TerrainPaperClause *clause = terrain_paper_clause_new (statements[operator], subject);
  clause->negated = negate && !equal;
  terrain_paper_clause_add_value (clause, g_strdup (value));
  return clause;
}

/* From the third choice on: the third, the fourth, … (transfer full) (nullable): NULL where there are no choices, or many */
static TerrainPaperClause *
build_listed (Words               *self,
              const char          *ref,
              char                *subject,
              TerrainPaperOperator operator,
              const char          *value,
              gboolean             negate)
{
  GListModel *choices = get_choices (self, ref);
  guint n = choices ? g_list_model_get_n_items (choices) : 0;
  g_autoptr (TerrainPaperClause) clause = terrain_paper_clause_new (negate ? TERRAIN_PAPER_IS_NOT : TERRAIN_PAPER_IS, NULL);

  if (n == 0 || n > MAX_LISTED)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      const char *code = terrain_choice_get_value (choice);

      if (terrain_paper_operator_holds (operator, code, value))
        terrain_paper_clause_add_value (clause, dup_choice (self, ref, code));
    }
  if (clause->values->len == 0)
    return NULL;
  clause->subject = g_strdup (subject);
  return g_steal_pointer (&clause);
}

/* The answer to a question compared with a value, or with none. (nullable) */
static TerrainPaperClause *
build_answer (Words               *self,
              const TerrainReason *reason,
              TerrainPaperOperator operator,
              const char          *value,
              gboolean             negate)
{
  g_autofree char *subject = dup_question (self, reason);
  g_autofree char *choice = NULL;
  TerrainPaperClause *clause = NULL;
  gboolean equal = operator == TERRAIN_PAPER_OPERATOR_EQUAL || operator == TERRAIN_PAPER_OPERATOR_UNEQUAL;

  if (!subject)
    return NULL;
  if (value[0] == '\0' && equal)
    clause = terrain_paper_clause_new ((operator == TERRAIN_PAPER_OPERATOR_EQUAL) == !negate ? TERRAIN_PAPER_NOT_ANSWERED
                                                                                            : TERRAIN_PAPER_ANSWERED,
                                       g_steal_pointer (&subject));
  else if (!equal)
    clause = build_listed (self, reason->ref, subject, operator, value, negate);
  if (!clause && (choice = dup_choice (self, reason->ref, value)))
    clause = build_size (g_steal_pointer (&subject), operator, choice, negate);
  if (clause)
    terrain_paper_clause_add_number (clause, get_number (self, reason->ref));
  return clause;
}

/* The words that a list is put together of, and what each stands for; (transfer full) (nullable) */
static GHashTable *
list_words (Words               *self,
            const TerrainReason *reason)
{
  g_autofree char *calculate = dup_calculate (self, reason);

  return calculate ? terrain_paper_expression_list_words (calculate) : NULL;
}

/* The word that stands at the place of this repeat instance in a list: which answer it comes from. (nullable) */
static TerrainPaperClause *
build_origin (Words               *self,
              const char          *list,
              const char          *context,
              TerrainPaperOperator operator,
              const char          *word,
              gboolean             negate)
{
  g_autoptr (TerrainCondition) node = look_up (self, list, context);
  const TerrainReason *reason = node ? node->reasons->pdata[0] : NULL;
  g_autoptr (GHashTable) words = reason ? list_words (self, reason) : NULL;
  const char *source = words ? g_hash_table_lookup (words, word) : NULL;
  g_autoptr (TerrainCondition) condition
    = source ? terrain_interview_take_apart (self->interview, source, reason->ref, NULL) : NULL;
  gboolean is = (operator == TERRAIN_PAPER_OPERATOR_EQUAL) == !negate;

  if (!condition || (operator != TERRAIN_PAPER_OPERATOR_EQUAL && operator != TERRAIN_PAPER_OPERATOR_UNEQUAL))
    return NULL;

  TerrainPaperClause *clause
    = terrain_paper_clause_new (is ? TERRAIN_PAPER_COMES_FROM : TERRAIN_PAPER_COMES_NOT_FROM, NULL);
  add_questions (self, clause, condition, 0);
  if (clause->numbers->len > 0)
    return clause;
  terrain_paper_clause_free (clause);
  return NULL;
}

/* What is computed, compared: its calculate in its place. (nullable) */
static TerrainPaperClause *
build_computed (Words               *self,
                const TerrainReason *reason,
                TerrainPaperOperator operator,
                const char          *literal,
                gboolean             negate,
                guint                depth)
{
  g_autofree char *calculate = dup_calculate (self, reason);
  g_autofree char *value = terrain_paper_expression_dup_literal (literal);
  g_autofree char *expression = NULL;

  if (!calculate || !value)
    return NULL;

  g_autoptr (GPtrArray) at = terrain_paper_expression_list_arguments (calculate, "selected-at");
  if (at && at->len == 2)
    return build_origin (self, at->pdata[0], reason->ref, operator, value, negate);
  if (g_str_has_prefix (calculate, "if("))
    expression = terrain_paper_expression_dup_branches (calculate, operator, value);
  else
    expression = g_strdup_printf ("%s %s %s", calculate, terrain_paper_operator_get_text (operator), literal);
  return expression ? build (self, expression, reason->ref, negate, depth + 1) : NULL;
}

/* How many answers a question, or a list that is put together, has. (nullable) */
static TerrainPaperClause *
build_count (Words               *self,
             const TerrainReason *reason,
             TerrainPaperOperator operator,
             const char          *value,
             gboolean             negate,
             guint                depth)
{
  g_autofree char *subject = dup_question (self, reason);
  g_autoptr (GHashTable) words = subject ? NULL : list_words (self, reason);
  gboolean some = terrain_paper_operator_holds (operator, "1", value);
  TerrainPaperClause *clause = NULL;

  if (subject)
    /* Translators: %s is a question in quotes; a number is compared with it. */
    clause = build_size (g_strdup_printf (_("the number of answers chosen in %s"), subject), operator, value, negate);
  else if (words && some != terrain_paper_operator_holds (operator, "0", value)
           && some == terrain_paper_operator_holds (operator, "1000", value))
    {
      /* Any, or none. */
      GHashTableIter iter;
      gpointer source;

      clause = terrain_paper_clause_new (some == !negate ? TERRAIN_PAPER_ANY : TERRAIN_PAPER_ALL, NULL);
      g_hash_table_iter_init (&iter, words);
      while (g_hash_table_iter_next (&iter, NULL, &source))
        terrain_paper_clause_add_part (clause, build (self, source, reason->ref, some == negate, depth + 1));
    }
  if (clause)
    terrain_paper_clause_add_number (clause, get_number (self, reason->ref));
  return clause;
}

/* A comparison of a path, or of a function of one, with a literal. (nullable) */
static TerrainPaperClause *
build_comparison (Words               *self,
                  const char          *side,
                  TerrainPaperOperator operator,
                  const char          *literal,
                  const char          *context,
                  gboolean             negate,
                  guint                depth)
{
  g_autofree char *value = dup_value (literal);
  g_autoptr (GPtrArray) counted = terrain_paper_expression_list_arguments (side, "count-selected");
  g_autoptr (GPtrArray) length = terrain_paper_expression_list_arguments (side, "string-length");
  g_autoptr (GPtrArray) place = terrain_paper_expression_list_arguments (side, "position");
  GPtrArray *arguments = counted ? counted : length;
  const char *path = arguments && arguments->len == 1 ? arguments->pdata[0] : side;

  if (place && place->len == 1 && g_str_has_prefix (place->pdata[0], ".."))
    /* Translators: which one this is, in a part of a form that is filled in several times; a number is compared with it. */
    return build_size (g_strdup (_("the number of this item")), operator, value, negate);

  g_autoptr (TerrainCondition) node = look_up (self, path, context);
  if (!node)
    return NULL;

  const TerrainReason *reason = node->reasons->pdata[0];
  if (counted)
    return build_count (self, reason, operator, value, negate, depth);
  if (!length)
    {
      TerrainPaperClause *clause = build_answer (self, reason, operator, value, negate);

      return clause ? clause : build_computed (self, reason, operator, literal, negate, depth);
    }
  if (strcmp (value, "0") == 0 && operator != TERRAIN_PAPER_OPERATOR_LESS)
    return build_answer (self, reason,
                         terrain_paper_operator_holds (operator, "1", "0") ? TERRAIN_PAPER_OPERATOR_UNEQUAL
                                                                           : TERRAIN_PAPER_OPERATOR_EQUAL,
                         "", negate);
  g_autofree char *subject = dup_question (self, reason);
  if (!subject)
    return NULL;

  /* Translators: %s is a question in quotes; a number is compared with it. */
  TerrainPaperClause *clause
    = build_size (g_strdup_printf (_("the number of characters of %s"), subject), operator, value, negate);
  terrain_paper_clause_add_number (clause, get_number (self, reason->ref));
  return clause;
}

/* (nullable) */
static TerrainPaperClause *
build_selected (Words           *self,
                const GPtrArray *arguments,
                const char      *context,
                gboolean         negate,
                guint            depth)
{
  g_autofree char *value = arguments->len == 2 ? terrain_paper_expression_dup_literal (arguments->pdata[1]) : NULL;
  g_autoptr (TerrainCondition) node = value ? look_up (self, arguments->pdata[0], context) : NULL;
  const TerrainReason *reason = node ? node->reasons->pdata[0] : NULL;
  g_autofree char *subject = reason ? dup_question (self, reason) : NULL;
  g_autofree char *choice = subject ? dup_choice (self, reason->ref, value) : NULL;
  g_autoptr (GHashTable) words = reason && !subject ? list_words (self, reason) : NULL;
  const char *source = words ? g_hash_table_lookup (words, value) : NULL;

  if (source)
    return build (self, source, reason->ref, negate, depth + 1);
  if (!choice)
    return NULL;

  TerrainPaperClause *clause = terrain_paper_clause_new (
    negate ? TERRAIN_PAPER_INCLUDES_NOT : TERRAIN_PAPER_INCLUDES, g_steal_pointer (&subject));
  terrain_paper_clause_add_value (clause, g_steal_pointer (&choice));
  terrain_paper_clause_add_number (clause, get_number (self, reason->ref));
  return clause;
}

/* (nullable): NULL for what is written in no way that is known here */
static TerrainPaperClause *
build_test (Words      *self,
            const char *source,
            const char *context,
            gboolean    negate,
            guint       depth)
{
  g_autoptr (GPtrArray) negated = terrain_paper_expression_list_arguments (source, "not");
  g_autoptr (GPtrArray) selected = terrain_paper_expression_list_arguments (source, "selected");
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;

  if (negated && negated->len == 1)
    return build (self, negated->pdata[0], context, !negate, depth + 1);
  if (selected)
    return build_selected (self, selected, context, negate, depth);

  TerrainPaperOperator operator = terrain_paper_expression_split (source, &left, &right);
  if (operator == TERRAIN_PAPER_OPERATOR_NONE)
    return NULL;

  g_autofree char *value = dup_value (right);
  if (value)
    return build_comparison (self, left, operator, right, context, negate, depth);
  value = dup_value (left);
  return value ? build_comparison (self, right, terrain_paper_operator_turn (operator), left, context, negate, depth)
               : NULL;
}

static TerrainPaperClause *
build_condition (Words                  *self,
                 const TerrainCondition *condition,
                 const char             *context,
                 gboolean                negate,
                 guint                   depth)
{
  TerrainPaperClause *clause = NULL;

  if (condition->kind != TERRAIN_CONDITION_TEST && depth < MAX_DEPTH)
    {
      /* Not both is not the one, or not the other. */
      clause = terrain_paper_clause_new ((condition->kind == TERRAIN_CONDITION_AND) == !negate ? TERRAIN_PAPER_ALL
                                                                                              : TERRAIN_PAPER_ANY,
                                         NULL);
      for (guint i = 0; i < condition->parts->len; i++)
        terrain_paper_clause_add_part (clause, build_condition (self, condition->parts->pdata[i], context, negate,
                                                                depth + 1));
      /* What is said with one statement is that statement. */
      if (clause->parts->len == 1)
        {
          TerrainPaperClause *only = g_ptr_array_steal_index (clause->parts, 0);

          terrain_paper_clause_free (clause);
          clause = only;
        }
      return clause;
    }
  if (depth < MAX_DEPTH)
    clause = build_test (self, condition->source, context, negate, depth);
  return clause ? clause : build_depends (self, condition);
}

static TerrainPaperClause *
build (Words      *self,
       const char *source,
       const char *context,
       gboolean    negate,
       guint       depth)
{
  g_autoptr (TerrainCondition) condition
    = terrain_interview_take_apart (self->interview, source, context, NULL);

  return condition ? build_condition (self, condition, context, negate, depth)
                   : terrain_paper_clause_new (TERRAIN_PAPER_DEPENDS, NULL);
}

/* (transfer full) (nullable): what the form says of @item; NULL where it says nothing */
static TerrainExplanation *
explain (TerrainItem  *item,
         TerrainAspect aspect)
{
  g_autoptr (TerrainExplanation) explanation
    = terrain_interview_explain_rule (terrain_item_get_interview (item), terrain_item_get_ref (item), aspect, NULL);

  if (!explanation || !explanation->condition || strcmp (explanation->condition->source, "true()") == 0)
    return NULL;
  return g_steal_pointer (&explanation);
}

char *
terrain_paper_dup_routing (TerrainItem *item,
                           GHashTable  *numbers)
{
  Words words = { terrain_item_get_interview (item), terrain_item_get_ref (item), numbers };
  g_autoptr (TerrainExplanation) explanation = explain (item, TERRAIN_ASPECT_RELEVANT);

  if (!explanation)
    return NULL;
  if (strcmp (explanation->condition->source, "false()") == 0)
    return g_strdup (_("Not asked."));

  g_autoptr (TerrainPaperClause) clause
    = build_condition (&words, explanation->condition, words.self_ref, FALSE, 0);
  g_autofree char *text = terrain_paper_clause_dup_words (clause);
  if (clause->statement == TERRAIN_PAPER_DEPENDS || g_utf8_strlen (text, -1) > MAX_WORDS)
    return terrain_paper_clause_dup_questions (clause);
  /* Translators: when a question or a part of a form is asked; %s is a condition. */
  return g_strdup_printf (_("Only if %s."), text);
}

/* The form's own words for an answer that is not accepted say what is; else its condition, where that can be put into words:
 * a pattern of letters says nothing to who holds a pen. */
char *
terrain_paper_dup_constraint (TerrainItem *item,
                              GHashTable  *numbers)
{
  TerrainInterview *interview = terrain_item_get_interview (item);
  TerrainForm *form = terrain_interview_get_form (interview);
  g_autofree char *context
    = g_strconcat (terrain_control_get_ref (terrain_item_get_control (item)), ":constraint", NULL);
  Words words = { interview, terrain_item_get_ref (item), numbers };

  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      if (strcmp (terrain_form_get_text (form, i)->context, context) != 0)
        continue;

      g_autofree char *text = terrain_form_dup_text (form, i, terrain_interview_get_language (interview));
      /* One with an answer in it cannot be said before there is one. */
      if (text && !strstr (text, "<output") && text[0])
        return shorten (text);
    }

  g_autoptr (TerrainExplanation) explanation = explain (item, TERRAIN_ASPECT_CONSTRAINT);
  if (!explanation)
    return NULL;

  g_autoptr (TerrainPaperClause) clause
    = build_condition (&words, explanation->condition, words.self_ref, FALSE, 0);
  g_autofree char *text = terrain_paper_clause_depends (clause) ? NULL : terrain_paper_clause_dup_words (clause);
  /* Translators: %s is a condition on an answer. */
  return text && g_utf8_strlen (text, -1) <= MAX_WORDS ? g_strdup_printf (_("Accepted if %s."), text) : NULL;
}

char *
terrain_paper_dup_count (TerrainItem *repeat)
{
  const char *count = terrain_control_get_attribute (terrain_item_get_control (repeat), "count");
  TerrainItem *counter = count ? terrain_interview_find_item (terrain_item_get_interview (repeat), count) : NULL;
  const char *label = counter ? terrain_item_get_label (counter) : NULL;
  g_autofree char *plain = label ? shorten (label) : NULL;

  if (!count)
    return terrain_item_get_can_add (repeat) ? g_strdup (_("As many times as there are.")) : NULL;
  if (plain && plain[0])
    /* Translators: %s is the words of the question whose answer is the number. */
    return g_strdup_printf (_("As many times as the answer to “%s” says."), plain);
  return g_strdup (_("As many times as earlier answers say."));
}
