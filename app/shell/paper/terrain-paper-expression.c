/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-expression.h"

#include <string.h>

static const struct
{
  const char *text;
  TerrainPaperOperator operator;
  TerrainPaperOperator turned; /* with its sides changed */
} operators[] = {
  { "!=", TERRAIN_PAPER_OPERATOR_UNEQUAL, TERRAIN_PAPER_OPERATOR_UNEQUAL },
  { "<=", TERRAIN_PAPER_OPERATOR_AT_MOST, TERRAIN_PAPER_OPERATOR_AT_LEAST },
  { ">=", TERRAIN_PAPER_OPERATOR_AT_LEAST, TERRAIN_PAPER_OPERATOR_AT_MOST },
  { "=", TERRAIN_PAPER_OPERATOR_EQUAL, TERRAIN_PAPER_OPERATOR_EQUAL },
  { "<", TERRAIN_PAPER_OPERATOR_LESS, TERRAIN_PAPER_OPERATOR_MORE },
  { ">", TERRAIN_PAPER_OPERATOR_MORE, TERRAIN_PAPER_OPERATOR_LESS },
};

static gboolean
read_number (const char *text,
             double     *number)
{
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  return *text != '\0' && *end == '\0';
}

char *
terrain_paper_expression_dup_literal (const char *source)
{
  gsize length = strlen (source);
  double number;

  if (length >= 2 && (source[0] == '\'' || source[0] == '"') && source[length - 1] == source[0]
      && !memchr (source + 1, source[0], length - 2))
    return g_strndup (source + 1, length - 2);
  return read_number (source, &number) ? g_strdup (source) : NULL;
}

gboolean
terrain_paper_expression_is_path (const char *source)
{
  const char *at = g_str_has_prefix (source, "current()") ? source + strlen ("current()") : source;

  if (*at == '\0')
    return FALSE;
  for (; *at; at++)
    if (!g_ascii_isalnum (*at) && !strchr ("/._-: ", *at) && (guchar) *at < 0x80)
      return FALSE;
  return strchr (source, '/') != NULL || strcmp (source, ".") == 0;
}

/* Where brackets and quotes are closed. */
typedef struct
{
  int depth;
  char quote;
} Reader;

static gboolean
is_outside (Reader     *self,
            const char *at)
{
  if (self->quote)
    {
      self->quote = *at == self->quote ? '\0' : self->quote;
      return FALSE;
    }
  if (*at == '\'' || *at == '"')
    self->quote = *at;
  self->depth += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
  return self->depth == 0 && !self->quote;
}

TerrainPaperOperator
terrain_paper_expression_split (const char *source,
                                char      **left,
                                char      **right)
{
  Reader reader = { 0, '\0' };

  for (const char *at = source; *at; at++)
    for (guint i = is_outside (&reader, at) ? 0 : G_N_ELEMENTS (operators); i < G_N_ELEMENTS (operators); i++)
      if (g_str_has_prefix (at, operators[i].text))
        {
          *left = g_strstrip (g_strndup (source, (gsize) (at - source)));
          *right = g_strstrip (g_strdup (at + strlen (operators[i].text)));
          return operators[i].operator;
        }
  return TERRAIN_PAPER_OPERATOR_NONE;
}

TerrainPaperOperator
terrain_paper_operator_turn (TerrainPaperOperator self)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].operator == self)
      return operators[i].turned;
  return TERRAIN_PAPER_OPERATOR_NONE;
}

const char *
terrain_paper_operator_get_text (TerrainPaperOperator self)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (operators[i].operator == self)
      return operators[i].text;
  return "";
}

gboolean
terrain_paper_operator_holds (TerrainPaperOperator self,
                              const char          *left,
                              const char          *right)
{
  double a = 0;
  double b = 0;
  gboolean numbers = read_number (left, &a) && read_number (right, &b);
  gboolean equal = numbers ? a >= b && a <= b : strcmp (left, right) == 0;

  switch (self)
    {
    case TERRAIN_PAPER_OPERATOR_EQUAL:
      return equal;
    case TERRAIN_PAPER_OPERATOR_UNEQUAL:
      return !equal;
    case TERRAIN_PAPER_OPERATOR_LESS:
      return numbers && a < b;
    case TERRAIN_PAPER_OPERATOR_AT_MOST:
      return numbers && a <= b;
    case TERRAIN_PAPER_OPERATOR_MORE:
      return numbers && a > b;
    case TERRAIN_PAPER_OPERATOR_AT_LEAST:
      return numbers && a >= b;
    case TERRAIN_PAPER_OPERATOR_NONE:
    default:
      return FALSE;
    }
}

GPtrArray *
terrain_paper_expression_list_arguments (const char *source,
                                         const char *function)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *trimmed = g_strstrip (g_strdup (source));
  const char *start = trimmed + strlen (function) + 1;
  Reader reader = { 0, '\0' };

  if (!g_str_has_prefix (trimmed, function) || trimmed[strlen (function)] != '(')
    return NULL;
  for (const char *at = start; *at; at++)
    {
      gboolean last = *at == ')' && reader.depth == 0 && !reader.quote;

      if (last || (is_outside (&reader, at) && *at == ','))
        {
          g_ptr_array_add (arguments, g_strstrip (g_strndup (start, (gsize) (at - start))));
          start = at + 1;
        }
      if (last)
        return *start == '\0' ? g_steal_pointer (&arguments) : NULL;
    }
  return NULL;
}

char *
terrain_paper_expression_dup_branches (const char          *source,
                                       TerrainPaperOperator operator,
                                       const char          *literal)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) before = g_string_new (NULL); /* none of these */
  g_autofree char *rest = g_strdup (source);

  while (rest)
    {
      g_autoptr (GPtrArray) branch = terrain_paper_expression_list_arguments (rest, "if");
      gboolean last = !branch || branch->len != 3;
      g_autofree char *value = terrain_paper_expression_dup_literal (last ? rest : branch->pdata[1]);

      /* No choice, or one between what is not known. */
      if (!value || (last && before->len == 0))
        return NULL;
      if (terrain_paper_operator_holds (operator, value, literal))
        {
          g_string_append_printf (found, "%s(%s", found->len > 0 ? " or " : "", before->str);
          if (!last)
            g_string_append_printf (found, "%s(%s)", before->len > 0 ? " and " : "", (char *) branch->pdata[0]);
          g_string_append_c (found, ')');
        }
      if (!last)
        g_string_append_printf (before, "%snot(%s)", before->len > 0 ? " and " : "", (char *) branch->pdata[0]);
      g_free (rest);
      rest = last ? NULL : g_strdup (branch->pdata[2]);
    }
  return found->len > 0 ? g_string_free (g_steal_pointer (&found), FALSE) : NULL;
}

GHashTable *
terrain_paper_expression_list_words (const char *source)
{
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) normal = terrain_paper_expression_list_arguments (source, "normalize-space");
  g_autoptr (GPtrArray) parts
    = terrain_paper_expression_list_arguments (normal && normal->len == 1 ? normal->pdata[0] : source, "concat");

  for (guint i = 0; parts && i < parts->len; i++)
    {
      g_autoptr (GPtrArray) branch = terrain_paper_expression_list_arguments (parts->pdata[i], "if");
      g_autofree char *word = branch && branch->len == 3 ? terrain_paper_expression_dup_literal (branch->pdata[1]) : NULL;
      g_autofree char *none = word ? terrain_paper_expression_dup_literal (branch->pdata[2]) : NULL;

      if (!none || g_strstrip (none)[0] != '\0' || g_strstrip (word)[0] == '\0' || strchr (word, ' '))
        return NULL;
      g_hash_table_insert (words, g_steal_pointer (&word), g_strdup (branch->pdata[0]));
    }
  return g_hash_table_size (words) > 0 ? g_steal_pointer (&words) : NULL;
}
