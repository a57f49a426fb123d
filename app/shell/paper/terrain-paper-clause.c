/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-clause.h"

#include <glib/gi18n-lib.h>

/* So many questions of which the same is said are named by their numbers. */
#define MANY 3

TerrainPaperClause *
terrain_paper_clause_new (TerrainPaperStatement statement,
                          char                 *subject)
{
  TerrainPaperClause *self = g_new0 (TerrainPaperClause, 1);

  self->statement = statement;
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_paper_clause_free);
  self->subject = subject;
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
terrain_paper_clause_free (TerrainPaperClause *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->parts);
  g_free (self->subject);
  g_ptr_array_unref (self->values);
  g_array_unref (self->numbers);
  g_free (self);
}

void
terrain_paper_clause_add_value (TerrainPaperClause *self,
                                char               *value)
{
  if (g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
    g_free (value);
  else
    g_ptr_array_add (self->values, value);
}

static void
add_number (GArray *numbers,
            guint   number)
{
  guint at = 0;

  while (at < numbers->len && g_array_index (numbers, guint, at) < number)
    at++;
  if (number > 0 && (at == numbers->len || g_array_index (numbers, guint, at) != number))
    g_array_insert_val (numbers, at, number);
}

void
terrain_paper_clause_add_number (TerrainPaperClause *self,
                                 guint               number)
{
  add_number (self->numbers, number);
}

static void
add_numbers (GArray       *numbers,
             const GArray *others)
{
  for (guint i = 0; i < others->len; i++)
    add_number (numbers, g_array_index (others, guint, i));
}

/* Those that @other has as well. */
static void
keep_values (TerrainPaperClause *self,
             const GPtrArray    *other)
{
  for (guint i = self->values->len; i-- > 0;)
    if (!g_ptr_array_find_with_equal_func ((GPtrArray *) other, self->values->pdata[i], g_str_equal, NULL))
      g_ptr_array_remove_index (self->values, i);
}

static gboolean
has_common (const GPtrArray *one,
            const GPtrArray *other)
{
  for (guint i = 0; i < one->len; i++)
    if (g_ptr_array_find_with_equal_func ((GPtrArray *) other, one->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* “A” is 1 or “A” is 2: “A” is 1 or 2. “A” is not 1 and “A” is not 2: “A” is not 1 or 2. */
static gboolean
join (TerrainPaperClause       *self,
      const TerrainPaperClause *part,
      gboolean                  any)
{
  if (self->statement != part->statement || g_strcmp0 (self->subject, part->subject) != 0)
    return FALSE;
  switch (self->statement)
    {
    case TERRAIN_PAPER_IS:
      if (any)
        break;
      if (!has_common (self->values, part->values))
        return FALSE;
      keep_values (self, part->values);
      return TRUE;
    case TERRAIN_PAPER_INCLUDES:
    case TERRAIN_PAPER_COMES_FROM:
      if (!any)
        return FALSE;
      break;
    case TERRAIN_PAPER_IS_NOT:
    case TERRAIN_PAPER_INCLUDES_NOT:
    case TERRAIN_PAPER_COMES_NOT_FROM:
      if (any)
        return FALSE;
      break;
    case TERRAIN_PAPER_DEPENDS:
      break;
    case TERRAIN_PAPER_ANSWERED:
    case TERRAIN_PAPER_NOT_ANSWERED:
      return TRUE;
    case TERRAIN_PAPER_ALL:
    case TERRAIN_PAPER_ANY:
    case TERRAIN_PAPER_LESS:
    case TERRAIN_PAPER_AT_MOST:
    case TERRAIN_PAPER_MORE:
    case TERRAIN_PAPER_AT_LEAST:
    default:
      return FALSE;
    }
  for (guint i = 0; i < part->values->len; i++)
    terrain_paper_clause_add_value (self, g_strdup (part->values->pdata[i]));
  add_numbers (self->numbers, part->numbers);
  return TRUE;
}

void
terrain_paper_clause_add_part (TerrainPaperClause *self,
                               TerrainPaperClause *part)
{
  if (part->statement == self->statement)
    {
      while (part->parts->len > 0)
        terrain_paper_clause_add_part (self, g_ptr_array_steal_index (part->parts, 0));
      terrain_paper_clause_free (part);
      return;
    }
  for (guint i = 0; i < self->parts->len; i++)
    if (join (self->parts->pdata[i], part, self->statement == TERRAIN_PAPER_ANY))
      {
        terrain_paper_clause_free (part);
        return;
      }
  g_ptr_array_add (self->parts, part);
}

gboolean
terrain_paper_clause_depends (const TerrainPaperClause *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (terrain_paper_clause_depends (self->parts->pdata[i]))
      return TRUE;
  return self->statement == TERRAIN_PAPER_DEPENDS;
}

/* a, b or c; @and: a, b and c */
static char *
join_words (const GPtrArray *words,
            gboolean         and)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      if (i > 0)
        /* Translators: between the words of a list, but for the last two; with the space after it. */
        g_string_append (text, i + 1 < words->len ? _(", ") : and ? _(" and ") : _(" or "));
      g_string_append (text, words->pdata[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* 3, 7–9 and 12 */
static char *
join_numbers (const GArray *numbers,
              gboolean      and)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < numbers->len; i++)
    {
      guint first = g_array_index (numbers, guint, i);
      guint last = i;

      while (last + 1 < numbers->len && g_array_index (numbers, guint, last + 1) == first + (last + 1 - i))
        last++;
      if (last < i + 2)
        g_ptr_array_add (words, g_strdup_printf ("%u", first));
      else
        {
          /* Translators: numbers of questions, from the first to the last. */
          g_ptr_array_add (words, g_strdup_printf (_("%u–%u"), first, g_array_index (numbers, guint, last)));
          i = last;
        }
    }
  return join_words (words, and);
}

static char *
dup_depends (const TerrainPaperClause *self)
{
  g_autofree char *numbers = join_numbers (self->numbers, TRUE);

  if (self->numbers->len == 0)
    return g_strdup (_("the device says so"));
  /* Translators: after “Only if”; %s is the number of a question, or are several: “3, 7 and 9”. */
  return g_strdup_printf (ngettext ("the answer to question %s calls for it",
                                    "the answers to questions %s call for it", self->numbers->len), numbers);
}

static char *
dup_size (const TerrainPaperClause *self,
          const char               *value)
{
  switch (self->statement)
    {
    case TERRAIN_PAPER_LESS:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is less than %s"), self->subject, value);
    case TERRAIN_PAPER_AT_MOST:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is at most %s"), self->subject, value);
    case TERRAIN_PAPER_MORE:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is more than %s"), self->subject, value);
    default:
      /* Translators: a question in quotes, then a number or a day. */
      return g_strdup_printf (_("%s is at least %s"), self->subject, value);
    }
}

static char *
dup_statement (const TerrainPaperClause *self)
{
  g_autofree char *value = join_words (self->values, FALSE);
  g_autofree char *numbers = join_numbers (self->numbers, FALSE);
  g_autofree char *size = NULL;

  switch (self->statement)
    {
    case TERRAIN_PAPER_IS:
      /* Translators: a question in quotes, then an answer: “Age” is 18 */
      return g_strdup_printf (_("%s is %s"), self->subject, value);
    case TERRAIN_PAPER_IS_NOT:
      /* Translators: a question in quotes, then an answer. */
      return g_strdup_printf (_("%s is not %s"), self->subject, value);
    case TERRAIN_PAPER_INCLUDES:
      /* Translators: a question in quotes, then one of its choices, in quotes. */
      return g_strdup_printf (_("%s includes %s"), self->subject, value);
    case TERRAIN_PAPER_INCLUDES_NOT:
      /* Translators: a question in quotes, then one of its choices, in quotes. */
      return g_strdup_printf (_("%s does not include %s"), self->subject, value);
    case TERRAIN_PAPER_COMES_FROM:
      /* Translators: of a part of a form that is filled in once for each thing that was answered before; %s is the number of
       * a question, or are several: “3, 7 or 9”. */
      return g_strdup_printf (_("this item comes from the answer to question %s"), numbers);
    case TERRAIN_PAPER_COMES_NOT_FROM:
      /* Translators: see “this item comes from the answer to question %s”. */
      return g_strdup_printf (_("this item does not come from the answer to question %s"), numbers);
    case TERRAIN_PAPER_ANSWERED:
      /* Translators: %s is a question in quotes. */
      return g_strdup_printf (_("%s is answered"), self->subject);
    case TERRAIN_PAPER_NOT_ANSWERED:
      /* Translators: %s is a question in quotes. */
      return g_strdup_printf (_("%s is not answered"), self->subject);
    case TERRAIN_PAPER_DEPENDS:
      return dup_depends (self);
    case TERRAIN_PAPER_ALL:
    case TERRAIN_PAPER_ANY:
    case TERRAIN_PAPER_LESS:
    case TERRAIN_PAPER_AT_MOST:
    case TERRAIN_PAPER_MORE:
    case TERRAIN_PAPER_AT_LEAST:
    default:
      size = dup_size (self, value);
      /* Not more than 18 is not the same as 18 at most: no answer is the one, not the other.
       * Translators: %s is a condition, which must not be so. */
      return self->negated ? g_strdup_printf (_("not: %s"), size) : g_steal_pointer (&size);
    }
}

/* Many questions, of each of which the same is said: they are named by their numbers. (transfer full) (nullable) */
static char *
dup_same (const TerrainPaperClause *self)
{
  const TerrainPaperClause *first = self->parts->pdata[0];
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->statement != TERRAIN_PAPER_ANY || self->parts->len < MANY || first->statement != TERRAIN_PAPER_IS)
    return NULL;

  g_autofree char *value = join_words (first->values, FALSE);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const TerrainPaperClause *part = self->parts->pdata[i];
      g_autofree char *own = join_words (part->values, FALSE);

      if (part->statement != first->statement || part->numbers->len != 1 || !g_str_equal (own, value))
        return NULL;
      add_numbers (numbers, part->numbers);
    }

  g_autofree char *words = join_numbers (numbers, TRUE);
  /* Translators: numbers of questions, then an answer: “… at least one of the questions 4–6 is “Yes””. */
  return g_strdup_printf (_("the answer to at least one of the questions %s is %s"), words, value);
}

char *
terrain_paper_clause_dup_words (const TerrainPaperClause *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if ((self->statement != TERRAIN_PAPER_ALL && self->statement != TERRAIN_PAPER_ANY) || self->parts->len == 0)
    return dup_statement (self);

  char *same = dup_same (self);
  if (same)
    return same;
  for (guint i = 0; i < self->parts->len; i++)
    {
      const TerrainPaperClause *part = self->parts->pdata[i];
      g_autofree char *inner = terrain_paper_clause_dup_words (part);
      gboolean brackets = part->parts->len > 1 && self->parts->len > 1;

      if (i > 0)
        /* Translators: joins two conditions; with the spaces around it. */
        g_string_append (text, self->statement == TERRAIN_PAPER_ALL ? _(" and ") : _(" or "));
      g_string_append_printf (text, brackets ? "(%s)" : "%s", inner);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
collect_numbers (const TerrainPaperClause *self,
                 GArray                   *numbers)
{
  add_numbers (numbers, self->numbers);
  for (guint i = 0; i < self->parts->len; i++)
    collect_numbers (self->parts->pdata[i], numbers);
}

char *
terrain_paper_clause_dup_questions (const TerrainPaperClause *self)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  collect_numbers (self, numbers);
  if (numbers->len == 0)
    return g_strdup (_("Depends on what the device works out."));

  g_autofree char *words = join_numbers (numbers, TRUE);
  /* Translators: when a question is asked; %s is the number of a question, or are several: “3, 7 and 9”. */
  return g_strdup_printf (ngettext ("Depends on the answer to question %s.", "Depends on the answers to questions %s.",
                                    numbers->len), words);
}
