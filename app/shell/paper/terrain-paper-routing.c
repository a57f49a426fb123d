/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <terrain-shell-form.h>

#include "terrain-paper.h"

/*
 * A form's conditions in words. The engine takes an expression apart at "and" and "or" and says which questions each part
 * reads (terrain-explanation.h); the parts that people write are put into words here:
 *
 *   selected(/data/drinks, 'tea')    “What do you drink?” includes “Tea”
 *   ../age >= 18                     “Age” is at least 18
 *   not(/data/member = 'yes')        “Are you a member?” is not “Yes”
 *
 * What is written in another way is shown as it is written, with the questions it reads: better exact than smooth.
 */

/* Deeper, or longer, and nobody can follow it. */
#define MAX_DEPTH 8
#define MAX_LABEL 90

typedef struct
{
  TerrainInterview *interview;
  const char *self_ref; /* what a condition on an answer calls “the answer” */
  gboolean as_written;  /* a part of it could not be put into words */
} Words;

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

/* “What it is called”; of what is no question, its name. */
static char *
dup_question (Words               *self,
              const TerrainReason *reason)
{
  g_autofree char *label = reason->label ? shorten (reason->label) : NULL;

  if (strcmp (reason->ref, self->self_ref) == 0)
    return g_strdup (_("the answer"));
  /* Translators: the words of a question, in quotes. */
  return g_strdup_printf (_("“%s”"), label && label[0] ? label : reason->name);
}

/* What a choice is called; else the value. */
static char *
dup_choice (Words               *self,
            const TerrainReason *reason,
            const char          *value)
{
  TerrainItem *item = terrain_interview_find_item (self->interview, reason->ref);
  GListModel *choices = item && terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION ? terrain_item_get_choices (item)
                                                                                      : NULL;

  for (guint i = 0; choices && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (strcmp (terrain_choice_get_value (choice), value) == 0)
        {
          g_autofree char *label = shorten (terrain_choice_get_label (choice));

          return g_strdup_printf (_("“%s”"), label);
        }
    }
  return g_strdup (value);
}

/* A literal: 'text', "text" or a number. (transfer full) (nullable) */
static char *
dup_literal (const char *text)
{
  gsize length = strlen (text);
  char *end = NULL;

  if (strcmp (text, "today()") == 0)
    /* Translators: a day that an answer is compared with. */
    return g_strdup (_("today"));
  if (strcmp (text, "now()") == 0)
    /* Translators: a time that an answer is compared with. */
    return g_strdup (_("now"));

  if (length >= 2 && (text[0] == '\'' || text[0] == '"') && text[length - 1] == text[0]
      && !memchr (text + 1, text[0], length - 2))
    return g_strndup (text + 1, length - 2);
  g_ascii_strtod (text, &end);
  return length > 0 && end == text + length ? g_strdup (text) : NULL;
}

/* A path to a node and nothing else: /data/a, ../a, current()/../a, . */
static gboolean
is_path (const char *text)
{
  const char *at = g_str_has_prefix (text, "current()") ? text + strlen ("current()") : text;

  if (*at == '\0')
    return FALSE;
  for (; *at; at++)
    if (!g_ascii_isalnum (*at) && !strchr ("/._-: ", *at) && (guchar) *at < 0x80)
      return FALSE;
  return strchr (text, '/') != NULL || strcmp (text, ".") == 0;
}

typedef enum
{
  OPERATOR_NONE,
  OPERATOR_EQUAL,
  OPERATOR_UNEQUAL,
  OPERATOR_LESS,
  OPERATOR_AT_MOST,
  OPERATOR_MORE,
  OPERATOR_AT_LEAST,
} Operator;

static const struct
{
  const char *text;
  Operator operator;
  Operator turned; /* with its sides changed */
} operators[] = {
  { "!=", OPERATOR_UNEQUAL, OPERATOR_UNEQUAL }, { "<=", OPERATOR_AT_MOST, OPERATOR_AT_LEAST },
  { ">=", OPERATOR_AT_LEAST, OPERATOR_AT_MOST }, { "=", OPERATOR_EQUAL, OPERATOR_EQUAL },
  { "<", OPERATOR_LESS, OPERATOR_MORE },        { ">", OPERATOR_MORE, OPERATOR_LESS },
};

/* The one comparison outside of brackets and quotes, cut in two. @left, @right: (out) (transfer full) */
static Operator
split (const char *source,
       char      **left,
       char      **right)
{
  int depth = 0;
  char quote = '\0';

  for (const char *at = source; *at; at++)
    {
      if (quote)
        {
          quote = *at == quote ? '\0' : quote;
          continue;
        }
      if (*at == '\'' || *at == '"')
        quote = *at;
      depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
      for (guint i = 0; depth == 0 && i < G_N_ELEMENTS (operators); i++)
        if (g_str_has_prefix (at, operators[i].text))
          {
            *left = g_strstrip (g_strndup (source, (gsize) (at - source)));
            *right = g_strstrip (g_strdup (at + strlen (operators[i].text)));
            return operators[i].operator;
          }
    }
  return OPERATOR_NONE;
}

/* "NAME(…)" over the whole text: what is in the brackets. (transfer full) (nullable) */
static char *
dup_arguments (const char *source,
               const char *name)
{
  gsize length = strlen (source);
  int depth = 0;

  if (!g_str_has_prefix (source, name) || length < strlen (name) + 2 || source[strlen (name)] != '('
      || source[length - 1] != ')')
    return NULL;
  for (const char *at = source + strlen (name); *at; at++)
    {
      depth += (*at == '(') - (*at == ')');
      if (depth == 0 && at[1] != '\0')
        return NULL;
    }
  return g_strstrip (g_strndup (source + strlen (name) + 1, length - strlen (name) - 2));
}

static char *
say_comparison (const char *what,
                Operator    operator,
                const char *value)
{
  switch (operator)
    {
    case OPERATOR_EQUAL:
      /* Translators: a question in quotes, then an answer: “Age” is 18 */
      return g_strdup_printf (_("%s is %s"), what, value);
    case OPERATOR_UNEQUAL:
      /* Translators: a question in quotes, then an answer. */
      return g_strdup_printf (_("%s is not %s"), what, value);
    case OPERATOR_LESS:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is less than %s"), what, value);
    case OPERATOR_AT_MOST:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is at most %s"), what, value);
    case OPERATOR_MORE:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is more than %s"), what, value);
    case OPERATOR_AT_LEAST:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is at least %s"), what, value);
    case OPERATOR_NONE:
    default:
      return NULL;
    }
}

/* An answer compared with nothing, or with a value. */
static char *
say_path (Words               *self,
          const TerrainReason *reason,
          Operator             operator,
          const char          *value)
{
  g_autofree char *what = dup_question (self, reason);

  if (value[0] == '\0' && operator == OPERATOR_EQUAL)
    /* Translators: %s is a question in quotes. */
    return g_strdup_printf (_("%s is not answered"), what);
  if (value[0] == '\0' && operator == OPERATOR_UNEQUAL)
    /* Translators: %s is a question in quotes. */
    return g_strdup_printf (_("%s is answered"), what);
  g_autofree char *choice = dup_choice (self, reason, value);
  return say_comparison (what, operator, choice);
}

/* A comparison of a path, or of a function of one, with a literal. */
static char *
say_sides (Words               *self,
           const TerrainReason *reason,
           const char          *side,
           Operator             operator,
           const char          *value)
{
  g_autofree char *counted = dup_arguments (side, "count-selected");
  g_autofree char *length = dup_arguments (side, "string-length");
  g_autofree char *what = dup_question (self, reason);
  g_autofree char *measured = NULL;

  if (is_path (side))
    return say_path (self, reason, operator, value);
  if (length && is_path (length) && strcmp (value, "0") == 0 && operator != OPERATOR_LESS)
    return say_path (self, reason, operator == OPERATOR_EQUAL || operator == OPERATOR_AT_MOST ? OPERATOR_EQUAL
                                                                                             : OPERATOR_UNEQUAL, "");
  if (counted && is_path (counted))
    /* Translators: %s is a question in quotes; a number is compared with it. */
    measured = g_strdup_printf (_("the number of answers chosen in %s"), what);
  else if (length && is_path (length))
    /* Translators: %s is a question in quotes; a number is compared with it. */
    measured = g_strdup_printf (_("the number of characters of %s"), what);
  return measured ? say_comparison (measured, operator, value) : NULL;
}

static char *
say_selected (Words               *self,
              const TerrainReason *reason,
              const char          *arguments,
              gboolean             negate)
{
  const char *comma = strchr (arguments, ',');
  g_autofree char *path = comma ? g_strstrip (g_strndup (arguments, (gsize) (comma - arguments))) : NULL;
  g_autofree char *rest = comma ? g_strstrip (g_strdup (comma + 1)) : NULL;
  g_autofree char *value = rest ? dup_literal (rest) : NULL;

  if (!value || !is_path (path))
    return NULL;

  g_autofree char *what = dup_question (self, reason);
  g_autofree char *choice = dup_choice (self, reason, value);
  if (negate)
    /* Translators: a question in quotes, then one of its choices, in quotes. */
    return g_strdup_printf (_("%s does not include %s"), what, choice);
  /* Translators: a question in quotes, then one of its choices, in quotes. */
  return g_strdup_printf (_("%s includes %s"), what, choice);
}

/* (transfer full) (nullable): NULL for what is written in no way that is known here */
static char *
say_known (Words                  *self,
           const TerrainCondition *test,
           const char             *source,
           gboolean                negate,
           guint                   depth)
{
  g_autofree char *negated = dup_arguments (source, "not");
  g_autofree char *selected = dup_arguments (source, "selected");
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *value = NULL;
  Operator operator;
  const char *side;

  if (test->n_reasons != 1 || depth > MAX_DEPTH)
    return NULL;

  const TerrainReason *reason = test->reasons->pdata[0];

  if (negated)
    return say_known (self, test, negated, !negate, depth + 1);
  if (selected)
    return say_selected (self, reason, selected, negate);
  operator = split (source, &left, &right);
  if (operator == OPERATOR_NONE)
    return NULL;
  if (negate)
    {
      g_autofree char *inner = NULL;

      if (operator == OPERATOR_EQUAL)
        operator = OPERATOR_UNEQUAL;
      else if (operator == OPERATOR_UNEQUAL)
        operator = OPERATOR_EQUAL;
      else
        {
          /* Not more than 18 is not the same as 18 at most: no answer is the one, not the other. */
          inner = say_known (self, test, source, FALSE, depth + 1);
          /* Translators: %s is a condition, which must not be so. */
          return inner ? g_strdup_printf (_("not: %s"), inner) : NULL;
        }
    }
  value = dup_literal (right);
  side = left;
  if (!value)
    {
      value = dup_literal (left);
      side = right;
      for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
        if (operators[i].operator == operator)
          {
            operator = operators[i].turned;
            break;
          }
    }
  return value ? say_sides (self, reason, side, operator, value) : NULL;
}

static char *
say_test (Words                  *self,
          const TerrainCondition *test)
{
  char *known = say_known (self, test, test->source, FALSE, 0);

  if (known || test->reasons->len == 0)
    return known ? known : g_strdup (test->source);

  g_autoptr (GString) questions = g_string_new (NULL);

  self->as_written = TRUE;

  for (guint i = 0; i < MIN (test->reasons->len, 4); i++)
    {
      g_autofree char *question = dup_question (self, test->reasons->pdata[i]);

      g_string_append_printf (questions, "%s%s", i > 0 ? ", " : "", question);
    }
  /* Translators: an expression as the form has it, then the questions it is about. */
  return g_strdup_printf (_("%s holds (it is about %s)"), test->source, questions->str);
}

static char *
say_condition (Words                  *self,
               const TerrainCondition *condition,
               guint                   depth)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (condition->kind == TERRAIN_CONDITION_TEST || depth > MAX_DEPTH)
    return say_test (self, condition);
  for (guint i = 0; i < condition->parts->len; i++)
    {
      const TerrainCondition *part = condition->parts->pdata[i];
      g_autofree char *inner = say_condition (self, part, depth + 1);

      if (i > 0)
        /* Translators: joins two conditions; with the spaces around it. */
        g_string_append (text, condition->kind == TERRAIN_CONDITION_AND ? _(" and ") : _(" or "));
      g_string_append_printf (text, part->kind == TERRAIN_CONDITION_TEST ? "%s" : "(%s)", inner);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* @as_written: (out) */
static char *
dup_words (TerrainItem  *item,
           TerrainAspect aspect,
           gboolean     *as_written)
{
  TerrainInterview *interview = terrain_item_get_interview (item);
  Words words = { interview, terrain_item_get_ref (item), FALSE };
  g_autoptr (TerrainExplanation) explanation
    = terrain_interview_explain_rule (interview, words.self_ref, aspect, NULL);

  if (!explanation || !explanation->condition || strcmp (explanation->condition->source, "true()") == 0)
    return NULL;

  char *text = say_condition (&words, explanation->condition, 0);

  *as_written = words.as_written;
  return text;
}

char *
terrain_paper_dup_routing (TerrainItem *item)
{
  gboolean as_written = FALSE;
  g_autofree char *words = dup_words (item, TERRAIN_ASPECT_RELEVANT, &as_written);

  if (!words)
    return NULL;
  if (strcmp (words, "false()") == 0)
    return g_strdup (_("Not asked."));
  /* Translators: when a question or a part of a form is asked; %s is a condition. */
  return g_strdup_printf (_("Only if %s."), words);
}

/* The form's own words for an answer that is not accepted say what is; else its condition, where that can be put into words:
 * a pattern of letters says nothing to who holds a pen. */
char *
terrain_paper_dup_constraint (TerrainItem *item)
{
  TerrainInterview *interview = terrain_item_get_interview (item);
  TerrainForm *form = terrain_interview_get_form (interview);
  g_autofree char *context
    = g_strconcat (terrain_control_get_ref (terrain_item_get_control (item)), ":constraint", NULL);
  g_autofree char *words = NULL;
  gboolean as_written = FALSE;

  for (guint i = 0; i < terrain_form_get_n_texts (form); i++)
    {
      if (strcmp (terrain_form_get_text (form, i)->context, context) != 0)
        continue;

      g_autofree char *text = terrain_form_dup_text (form, i, terrain_interview_get_language (interview));
      /* One with an answer in it cannot be said before there is one. */
      if (text && !strstr (text, "<output") && text[0])
        return shorten (text);
    }
  words = dup_words (item, TERRAIN_ASPECT_CONSTRAINT, &as_written);
  /* Translators: %s is a condition on an answer. */
  return words && !as_written ? g_strdup_printf (_("Accepted if %s."), words) : NULL;
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
