/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-outputs-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* More names in one text than a person could keep apart; such a text keeps its elements. */
#define MAX_NAMED_OUTPUTS 50
/* Longest ${name}; what is longer is plain text. */
#define MAX_PLACEHOLDER 256

static void
terrain_output_free (TerrainOutput *output)
{
  g_free (output->markup);
  g_free (output->expression);
  g_free (output->name);
  g_free (output);
}

/* Attribute values keep XML's five entities; nothing else can stand there after parsing. */
static char *
unescape (const char *text, gsize length)
{
  static const struct
  {
    const char *entity;
    char character;
  } entities[] = { { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' }, { "&amp;", '&' } };
  GString *plain = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      guint i;

      for (i = 0; i < G_N_ELEMENTS (entities); i++)
        if (g_str_has_prefix (text, entities[i].entity))
          break;
      if (i < G_N_ELEMENTS (entities))
        {
          g_string_append_c (plain, entities[i].character);
          text += strlen (entities[i].entity);
        }
      else
        g_string_append_c (plain, *text++);
    }
  return g_strstrip (g_string_free (plain, FALSE));
}

/* The value of the attribute "value" (or "ref") of the element that begins at @start.
 * Returns: the first byte after the element, NULL where it is not an <output>; @expression: NULL where it has none */
static const char *
scan_output (const char *start, char **expression)
{
  const char *p = start + strlen ("<output");

  *expression = NULL;
  if (!g_str_has_prefix (start, "<output") || (*p != ' ' && *p != '/' && *p != '>' && *p != '\t' && *p != '\n'))
    return NULL;
  while (*p != '\0' && *p != '>')
    {
      if (*p == '"' || *p == '\'')
        {
          const char *close = strchr (p + 1, *p);
          gboolean is_value = p - start > 6 && (strncmp (p - 6, "value=", 6) == 0 || strncmp (p - 4, "ref=", 4) == 0);

          if (close == NULL)
            return NULL;
          if (is_value && *expression == NULL)
            *expression = unescape (p + 1, (gsize) (close - p - 1));
          p = close;
        }
      p++;
    }
  if (*p == '\0')
    return NULL;
  p++;
  if (p[-2] != '/' && g_str_has_prefix (p, "</output>"))
    p += strlen ("</output>");
  return p;
}

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-' || c == '.' || (c & 0x80) != 0;
}

/* The last @n_steps names of a plain path ("/data/a/b", "../b", "current()/../b"); NULL for any other expression, or
 * where it has fewer. */
static char *
last_steps (const char *expression, guint n_steps)
{
  const char *p = expression;
  const char *begin = NULL;
  g_auto (GStrv) steps = NULL;
  guint n;

  if (g_str_has_prefix (p, "current()/"))
    p += strlen ("current()/");
  for (const char *q = p; *q != '\0'; q++)
    if (!is_name_character (*q) && *q != '/' && *q != ':')
      return NULL;
  steps = g_strsplit (p, "/", -1);
  n = g_strv_length (steps);
  if (n < n_steps)
    return NULL;
  for (guint i = n - n_steps; i < n; i++)
    if (*steps[i] == '\0' || g_str_equal (steps[i], ".") || g_str_equal (steps[i], "..") || g_ascii_isdigit (*steps[i]))
      return NULL;
  begin = steps[n - n_steps];
  if (strchr (begin, ':') != NULL && n_steps == 1)
    begin = strchr (begin, ':') + 1;
  return n_steps == 1 ? g_strdup (begin) : g_strjoinv ("/", steps + n - n_steps);
}

static gboolean
is_taken (GPtrArray *outputs, guint index, const char *name, guint n_steps)
{
  for (guint i = 0; i < outputs->len; i++)
    {
      TerrainOutput *output = g_ptr_array_index (outputs, i);
      g_autofree char *other = i == index ? NULL : last_steps (output->expression, n_steps);

      if (g_strcmp0 (other, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
name_outputs (GPtrArray *outputs)
{
  if (outputs->len > MAX_NAMED_OUTPUTS)
    return;
  for (guint i = 0; i < outputs->len; i++)
    {
      TerrainOutput *output = g_ptr_array_index (outputs, i);
      g_autofree char *name = NULL;

      for (guint n_steps = 1; output->name == NULL; n_steps++)
        {
          g_free (name);
          name = last_steps (output->expression, n_steps);
          if (name == NULL)
            break;
          if (!is_taken (outputs, i, name, n_steps))
            output->name = g_steal_pointer (&name);
        }
    }
}

static TerrainOutput *
find_expression (GPtrArray *outputs, const char *expression)
{
  for (guint i = 0; i < outputs->len; i++)
    {
      TerrainOutput *output = g_ptr_array_index (outputs, i);

      if (g_strcmp0 (output->expression, expression) == 0)
        return output;
    }
  return NULL;
}

const char *
terrain_outputs_next (const char *text, const char **begin, char **expression)
{
  for (const char *p = strstr (text, "<output"); p != NULL; p = strstr (p + 1, "<output"))
    {
      const char *end = scan_output (p, expression);

      if (end != NULL && *expression != NULL)
        {
          *begin = p;
          return end;
        }
      g_clear_pointer (expression, g_free);
    }
  return NULL;
}

GPtrArray *
terrain_outputs_find (const char *source)
{
  GPtrArray *outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_output_free);

  for (const char *p = strstr (source, "<output"); p != NULL; p = strstr (p, "<output"))
    {
      g_autofree char *expression = NULL;
      const char *start = p;
      const char *end = scan_output (start, &expression);

      p = end != NULL ? end : p + strlen ("<output");
      if (end != NULL && expression != NULL && find_expression (outputs, expression) == NULL)
        {
          TerrainOutput *output = g_new0 (TerrainOutput, 1);

          output->markup = g_strndup (start, (gsize) (end - start));
          output->expression = g_steal_pointer (&expression);
          g_ptr_array_add (outputs, output);
        }
    }
  name_outputs (outputs);
  return outputs;
}

char *
terrain_outputs_to_catalog (const char *source, GPtrArray *outputs)
{
  GString *text = g_string_new (NULL);

  for (const char *p = source; *p != '\0';)
    {
      g_autofree char *expression = NULL;
      const char *end = *p == '<' ? scan_output (p, &expression) : NULL;
      TerrainOutput *output = end != NULL && expression != NULL ? find_expression (outputs, expression) : NULL;

      if (output != NULL && output->name != NULL)
        g_string_append_printf (text, "${%s}", output->name);
      else
        g_string_append_len (text, p, end != NULL ? end - p : 1);
      p = end != NULL ? end : p + 1;
    }
  return g_string_free (text, FALSE);
}

static TerrainOutput *
find_name (GPtrArray *outputs, const char *name)
{
  for (guint i = 0; i < outputs->len; i++)
    {
      TerrainOutput *output = g_ptr_array_index (outputs, i);

      if (g_strcmp0 (output->name, name) == 0)
        return output;
    }
  return NULL;
}

/* One placeholder at @p. Returns: the byte after it, NULL where there is none; @output: NULL for one that is not the
 * source's; @is_literal: looks like one, but stands in the source as plain text */
static const char *
scan_placeholder (const char *p, const char *source, GPtrArray *outputs, TerrainOutput **output, gboolean *is_literal)
{
  const char *end = NULL;

  *output = NULL;
  *is_literal = FALSE;
  if (p[0] == '$' && p[1] == '{' && (end = memchr (p, '}', strnlen (p, MAX_PLACEHOLDER))) != NULL)
    {
      g_autofree char *whole = g_strndup (p, (gsize) (++end - p));
      g_autofree char *name = g_strstrip (g_strndup (p + 2, (gsize) (end - p - 3)));

      *output = find_name (outputs, name);
      *is_literal = *output == NULL && strstr (source, whole) != NULL;
    }
  else if (*p == '<')
    {
      g_autofree char *expression = NULL;

      end = scan_output (p, &expression);
      if (end != NULL && expression != NULL)
        *output = find_expression (outputs, expression);
      else if (end == NULL && g_str_has_prefix (p, "<output"))
        end = p + strlen ("<output"); /* begun and not ended: no plain text either */
    }
  return end;
}

static char *
describe_missing (GPtrArray *outputs, const gboolean *seen)
{
  for (guint i = 0; i < outputs->len; i++)
    {
      TerrainOutput *output = g_ptr_array_index (outputs, i);

      if (!seen[i] && output->name != NULL)
        return g_strdup_printf (_("The placeholder ${%s} is missing from the translation. Copy it from the source text."),
                                output->name);
      if (!seen[i])
        return g_strdup_printf (_("%s is missing from the translation. Copy it from the source text."),
                                output->markup);
    }
  return NULL;
}

char *
terrain_outputs_from_catalog (const char *text, const char *source, GPtrArray *outputs, char **problem)
{
  g_autoptr (GString) result = g_string_sized_new (strlen (text));
  g_autofree gboolean *seen = g_new0 (gboolean, outputs->len + 1);
  g_autofree char *wrong = NULL;

  for (const char *p = text; *p != '\0' && wrong == NULL;)
    {
      TerrainOutput *output;
      gboolean is_literal;
      guint index = 0;
      const char *end = scan_placeholder (p, source, outputs, &output, &is_literal);

      if (output != NULL)
        {
          if (g_ptr_array_find (outputs, output, &index))
            seen[index] = TRUE;
          g_string_append (result, output->markup);
        }
      else if (end == NULL || is_literal)
        g_string_append_len (result, p, end != NULL ? end - p : 1);
      else
        wrong = g_strdup_printf (_("“%.*s” is not a placeholder of the source text. Use those of the source text, "
                                   "unchanged."),
                                 (int) (end - p), p);
      p = end != NULL ? end : p + 1;
    }
  if (wrong == NULL)
    wrong = describe_missing (outputs, seen);
  if (wrong == NULL)
    return g_string_free (g_steal_pointer (&result), FALSE);
  if (problem != NULL)
    *problem = g_steal_pointer (&wrong);
  return NULL;
}
