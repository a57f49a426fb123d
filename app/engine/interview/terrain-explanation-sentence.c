/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-explanation.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An explanation as a sentence. Whole sentences are translated, not pieces: word order differs. */

#define MAX_FACTS 5

/* By aspect: whether it holds, and whether there is anything to name as the cause. */
typedef struct
{
  const char *because; /* %1$s: the facts, %2$s: the expression */
  const char *plainly; /* %1$s: the expression */
  const char *words;   /* %1$s: the facts */
} Wording;

static const Wording wordings[][2] = {
  /* Translators: in all of these, %1$s lists answers (“Age” is 15), and %2$s is an expression as the form has it. */
  [TERRAIN_ASPECT_RELEVANT] = {
    { N_("Not asked, because %1$s (asked when %2$s)."), N_("Not asked (asked when %1$s)."),
      N_("Not asked, because %1$s.") },
    { N_("Asked, because %1$s (asked when %2$s)."), N_("Asked (asked when %1$s)."),
      N_("Asked, because %1$s.") } },
  [TERRAIN_ASPECT_READONLY] = {
    { N_("Can be changed, because %1$s (read-only when %2$s)."), N_("Can be changed (read-only when %1$s)."),
      N_("Can be changed, because %1$s.") },
    { N_("Can only be read, because %1$s (read-only when %2$s)."), N_("Can only be read (read-only when %1$s)."),
      N_("Can only be read, because %1$s.") } },
  [TERRAIN_ASPECT_REQUIRED] = {
    { N_("Needs no answer, because %1$s (required when %2$s)."), N_("Needs no answer (required when %1$s)."),
      N_("Needs no answer, because %1$s.") },
    { N_("Needs an answer, because %1$s (required when %2$s)."), N_("Needs an answer (required when %1$s)."),
      N_("Needs an answer, because %1$s.") } },
  [TERRAIN_ASPECT_CONSTRAINT] = {
    { N_("Not accepted, because %1$s (accepted when %2$s)."), N_("Not accepted (accepted when %1$s)."),
      N_("Not accepted, because %1$s.") },
    { N_("Accepted, because %1$s (accepted when %2$s)."), N_("Accepted (accepted when %1$s)."),
      N_("Accepted, because %1$s.") } },
  [TERRAIN_ASPECT_VALUE] = {
    { N_("Not computed, because %1$s (%2$s)."), N_("Not computed (%1$s)."),
      N_("Not computed, because %1$s.") },
    { N_("Computed: %1$s (%2$s)."), N_("Computed (%1$s)."),
      N_("Computed: %1$s.") } },
  [TERRAIN_ASPECT_CHOICES] = {
    { N_("Nothing to choose from, because %1$s (offered: %2$s)."), N_("Nothing to choose from (offered: %1$s)."),
      N_("Nothing to choose from, because %1$s.") },
    { N_("Offered, because %1$s (offered: %2$s)."), N_("Offered (offered: %1$s)."),
      N_("Offered, because %1$s.") } },
};

/* Where the form says nothing. */
static const char *const silent[][2] = {
  [TERRAIN_ASPECT_RELEVANT] = { N_("Not asked."), N_("Always asked.") },
  [TERRAIN_ASPECT_READONLY] = { N_("Can always be changed."), N_("Can only be read.") },
  [TERRAIN_ASPECT_REQUIRED] = { N_("Never needs an answer."), N_("Always needs an answer.") },
  [TERRAIN_ASPECT_CONSTRAINT] = { N_("Not accepted."), N_("Any answer is accepted.") },
  [TERRAIN_ASPECT_VALUE] = { N_("Not computed: it is answered, or left empty."), N_("Computed.") },
  [TERRAIN_ASPECT_CHOICES] = { N_("Nothing to choose from."), N_("The same choices are always offered.") },
};

static char *
dup_fact (const TerrainReason *reason)
{
  const char *name = reason->label != NULL ? reason->label : reason->name;

  /* Translators: %s is the label of a question. */
  if (!reason->relevant)
    return g_strdup_printf (_("“%s” is not asked"), name);
  if (*reason->value == '\0')
    return g_strdup_printf (_("“%s” has no answer"), name);
  /* Translators: the label of a question, and its answer: “Age” is 15 */
  return g_strdup_printf (_("“%s” is %s"), name, reason->display);
}

static void
add_facts (const TerrainCondition *condition,
           GPtrArray              *facts)
{
  if (!condition->decides)
    return;
  for (guint i = 0; i < condition->reasons->len && facts->len < MAX_FACTS; i++)
    {
      g_autofree char *fact = dup_fact (g_ptr_array_index (condition->reasons, i));

      if (!g_ptr_array_find_with_equal_func (facts, fact, g_str_equal, NULL))
        g_ptr_array_add (facts, g_steal_pointer (&fact));
    }
  for (guint i = 0; i < condition->parts->len; i++)
    add_facts (g_ptr_array_index (condition->parts, i), facts);
}

static char *
join_facts (const TerrainCondition *condition)
{
  g_autoptr (GPtrArray) facts = g_ptr_array_new_with_free_func (g_free);

  add_facts (condition, facts);
  if (facts->len == 0)
    return NULL;
  g_ptr_array_add (facts, NULL);
  return g_strjoinv (", ", (char **) facts->pdata);
}

/* printf formats that are not literals are checked by nobody; these two places are all that is filled in. */
static char *
fill (const char *format,
      const char *first,
      const char *second)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *at = format; *at != '\0'; at++)
    {
      if (g_str_has_prefix (at, "%1$s") || g_str_has_prefix (at, "%2$s"))
        {
          g_string_append (text, at[1] == '1' ? first : second);
          at += strlen ("%1$s") - 1;
        }
      else
        {
          g_string_append_c (text, *at);
        }
    }
  return g_strdup (text->str);
}

static gboolean
is_concealed (const TerrainCondition *condition)
{
  for (guint i = 0; i < condition->reasons->len; i++)
    {
      if (((const TerrainReason *) g_ptr_array_index (condition->reasons, i))->concealed)
        return TRUE;
    }
  for (guint i = 0; i < condition->parts->len; i++)
    {
      if (is_concealed (g_ptr_array_index (condition->parts, i)))
        return TRUE;
    }
  return FALSE;
}

/* @says_rule: with the expression; without any answer to name, nothing else can be said */
static char *
dup_sentence (const TerrainExplanation *self,
              gboolean                  says_rule)
{
  const Wording *wording;
  g_autofree char *facts = NULL;

  if (self->condition == NULL)
    return g_strdup (_(silent[self->aspect][self->holds ? 1 : 0]));
  wording = &wordings[self->aspect][self->holds ? 1 : 0];
  facts = join_facts (self->condition);
  if (facts == NULL)
    return fill (_(wording->plainly), self->condition->source, NULL);
  return says_rule ? fill (_(wording->because), facts, self->condition->source) : fill (_(wording->words), facts, NULL);
}

/* What is not asked, read-only … together with the group around it. */
static char *
dup_with_decider (const TerrainExplanation *self,
                  gboolean                  says_rule)
{
  g_autofree char *sentence = NULL;

  /* What it is asked for tells the answer. */
  if (self->condition != NULL && is_concealed (self->condition))
    return g_strdup (_("This follows from what was answered in private."));
  sentence = dup_sentence (self, says_rule);
  if (self->condition == NULL || g_strcmp0 (self->decider, self->ref) == 0 || self->decider_label == NULL)
    return g_steal_pointer (&sentence);
  /* Translators: the label of a group of questions, and the sentence about it, which holds for all in it. */
  return g_strdup_printf (_("“%s”: %s"), self->decider_label, sentence);
}

char *
terrain_explanation_dup_sentence (const TerrainExplanation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_with_decider (self, TRUE);
}

char *
terrain_explanation_dup_words (const TerrainExplanation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return dup_with_decider (self, FALSE);
}
