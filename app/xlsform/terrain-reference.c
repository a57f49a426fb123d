/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-reference-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LAST_SAVED "last-saved#"

/*
 * What ${name} becomes.
 *
 *   /data                       from      to      path
 *     a                         b         a        /data/a
 *     household  (repeat)       age       name     ../name               they share a repeat: the same household
 *       name                    has_name  name     ../../name            the common section, then down
 *       age                     b         name     /data/household/name
 *       group                   count     person   /data/household/person from outside
 *         has_name              in        person   ../../person          a repeat around the question: its siblings
 *       person  (repeat)
 *         in
 *   in a predicate              age       name     current()/../name     "." is the choice there, not the question
 */

void
terrain_reference_clear (TerrainReference *reference)
{
  g_clear_pointer (&reference->name, g_free);
}

gboolean
terrain_reference_is_one (const char *text)
{
  return g_str_has_prefix (text, "${") && strchr (text, '}') == text + strlen (text) - 1;
}

gboolean
terrain_reference_next (TerrainCompile *self, const char *text, gsize from, TerrainPlace place,
                        TerrainReference *reference)
{
  const char *start = strstr (text + from, "${");
  const char *end = start != NULL ? strchr (start, '}') : NULL;
  const char *name;

  terrain_reference_clear (reference);
  if (start == NULL)
    return FALSE;
  name = start + 2;
  reference->last_saved = g_str_has_prefix (name, LAST_SAVED);
  if (reference->last_saved)
    name += strlen (LAST_SAVED);
  reference->name = end != NULL && end >= name ? g_strndup (name, (gsize) (end - name)) : NULL;
  if (reference->name == NULL || !terrain_is_name (reference->name))
    {
      terrain_compile_error (self, "reference-syntax", place,
                             _("A reference is written as ${name}, with nothing but the name of a question between the "
                               "braces. Correct it here: “%s”."),
                             start);
      terrain_reference_clear (reference);
      return FALSE;
    }
  reference->start = (gsize) (start - text);
  reference->end = (gsize) (end + 1 - text);
  return TRUE;
}

static void
say_unknown (TerrainCompile *self, const char *name, TerrainPlace place)
{
  g_autofree const char **names = g_new (const char *, self->items->len);
  const char *suggestion;
  guint count = 0;

  /* Whoever gets this much wrong needs no guesses, and they take time. */
  for (guint i = self->issues->len > 100 ? self->items->len : 0; i < self->items->len; i++)
    {
      const TerrainEntry *item = g_ptr_array_index (self->items, i);

      if (item->row > 0 && item->kind != TERRAIN_ENTRY_EXTERNAL)
        names[count++] = item->name;
    }
  suggestion = terrain_suggest (name, names, count);
  if (suggestion != NULL)
    terrain_compile_error (self, "reference-unknown", place,
                           _("No question is called “%s”. Did you mean ${%s}?"), name, suggestion);
  else
    terrain_compile_error (self, "reference-unknown", place,
                           _("No question is called “%s”. Write the name of a question of the sheet “survey”."), name);
}

TerrainEntry *
terrain_reference_find (TerrainCompile *self, const char *name, TerrainPlace place)
{
  GPtrArray *called = g_hash_table_lookup (self->by_name, name);

  if (called == NULL)
    {
      say_unknown (self, name, place);
      return NULL;
    }
  if (called->len > 1)
    {
      const TerrainEntry *first = g_ptr_array_index (called, 0), *second = g_ptr_array_index (called, 1);

      terrain_compile_error (self, "reference-ambiguous", place,
                             _("More than one question is called “%s” (rows %u and %u). Give the one that is meant "
                               "here a name of its own."),
                             name, first->row, second->row);
      return NULL;
    }
  return g_ptr_array_index (called, 0);
}

/* Path from @context up to @common and down to @target. */
static char *
relative_path (TerrainEntry *context, TerrainEntry *common, TerrainEntry *target)
{
  GString *path = g_string_new (NULL);

  for (const TerrainEntry *at = context; at != common; at = at->parent)
    g_string_append (path, path->len > 0 ? "/.." : "..");
  g_string_append (path, target->path + strlen (common->path));
  return g_string_free (path, FALSE);
}

/* Whether the section that two nodes share repeats, so that their instances belong together. */
static gboolean
is_in_repeat (const TerrainEntry *common)
{
  return common != NULL && (common->kind == TERRAIN_ENTRY_REPEAT || terrain_entry_repeat (common) != NULL);
}

/* (nullable): in a predicate on @base, the path from one of its instances to what is in the same repeat. */
static char *
path_from_base (TerrainEntry *base, TerrainEntry *target)
{
  TerrainEntry *repeat = base->kind == TERRAIN_ENTRY_REPEAT ? base : terrain_entry_repeat (base);
  TerrainEntry *common = base;
  g_autoptr (GString) path = g_string_new (" .");

  if (repeat == NULL || target == repeat || !terrain_entry_is_within (target, repeat))
    return NULL;
  for (; !terrain_entry_is_within (target, common); common = common->parent)
    g_string_append (path, "/..");
  return g_strdup_printf ("%s%s ", path->str, target->path + strlen (common->path));
}

char *
terrain_reference_path (TerrainEntry *target, const TerrainReferenceUse *use)
{
  TerrainEntry *common;
  g_autofree char *path = NULL;

  if (use->base != NULL && (path = path_from_base (use->base, target)) != NULL)
    return g_steal_pointer (&path);
  if (use->context == NULL)
    return g_strdup_printf (" %s ", target->path);
  common = terrain_entry_common (use->context, target);
  if (!is_in_repeat (common))
    return g_strdup_printf (" %s ", target->path);
  path = relative_path (use->context, common, target);
  return g_strdup_printf (" %s%s ", use->use_current ? "current()/" : "", path);
}

/* A bracket that is open: of a call, a predicate or a sum. */
typedef struct
{
  gboolean indexed; /* of indexed-repeat() */
  int commas;
} Open;

/* An expression read from left to right, once, up to each reference in it. */
typedef struct
{
  const char *text;
  gsize at;
  gboolean reads_instances;
  char quote;
  int predicates; /* "[" that are open */
  GArray *open;   /* Open */
} Scan;

#define INDEXED_REPEAT "indexed-repeat"

static gboolean
ends_in (const char *text, gsize end, const char *word)
{
  gsize length = strlen (word);

  return end >= length && strncmp (text + end - length, word, length) == 0;
}

static void
scan_character (Scan *self, char c)
{
  Open bracket = { c == '(' && ends_in (self->text, self->at, INDEXED_REPEAT), 0 };

  if (self->quote != '\0')
    self->quote = c == self->quote ? '\0' : self->quote;
  else if (c == '"' || c == '\'')
    self->quote = c;
  else if (c == '(' || c == '[')
    {
      g_array_append_val (self->open, bracket);
      self->predicates += c == '[';
    }
  else if ((c == ')' || c == ']') && self->open->len > 0)
    {
      g_array_set_size (self->open, self->open->len - 1);
      self->predicates -= c == ']' && self->predicates > 0;
    }
  else if (c == ',' && self->open->len > 0)
    g_array_index (self->open, Open, self->open->len - 1).commas++;
}

static void
scan_to (Scan *self, gsize to)
{
  for (; self->at < to; self->at++)
    scan_character (self, self->text[self->at]);
}

/* Between "[" and "]" of an expression that reads a secondary instance "." is an item of it. */
static gboolean
is_in_instance_predicate (const Scan *self)
{
  return self->reads_instances && self->predicates > 0;
}

/* indexed-repeat (node, repeat, index, repeat, index…): nodes and repeats are named from the root. */
static gboolean
is_absolute_argument (const Scan *self)
{
  for (guint i = self->open->len; i > 0; i--)
    {
      const Open *bracket = &g_array_index (self->open, Open, i - 1);

      if (bracket->indexed)
        return bracket->commas == 0 || bracket->commas % 2 == 1;
    }
  return FALSE;
}

static char *
expand_one (TerrainCompile *self, const Scan *scan, const TerrainReference *reference, const TerrainReferenceUse *use)
{
  TerrainEntry *target = terrain_reference_find (self, reference->name, use->place);
  TerrainReferenceUse here = *use;

  if (target == NULL)
    return g_strdup ("");
  if (reference->last_saved)
    {
      self->last_saved = TRUE;
      return g_strdup_printf (" instance('__last-saved')%s ", target->path);
    }
  if (is_absolute_argument (scan))
    here.context = NULL;
  if (is_in_instance_predicate (scan))
    here.use_current = TRUE;
  return terrain_reference_path (target, &here);
}

const char *
terrain_reference_expand (TerrainCompile *self, const char *text, const TerrainReferenceUse *use)
{
  g_auto (TerrainReference) reference = { 0 };
  g_autoptr (GString) expanded = NULL;
  g_autoptr (GArray) open = NULL;
  Scan scan = { text, 0, strstr (text, "instance(") != NULL, '\0', 0, NULL };
  gsize from = 0;

  if (strstr (text, "${") == NULL)
    return text;
  expanded = g_string_new (NULL);
  scan.open = open = g_array_new (FALSE, FALSE, sizeof (Open));
  while (terrain_reference_next (self, text, from, use->place, &reference))
    {
      g_autofree char *path = NULL;

      scan_to (&scan, reference.start);
      path = expand_one (self, &scan, &reference, use);
      g_string_append_len (expanded, text + from, (gssize) (reference.start - from));
      g_string_append (expanded, path);
      from = reference.end;
    }
  g_string_append (expanded, text + from);
  return terrain_compile_text (self, expanded->str);
}

/* Behind the predicate that begins at @at, quotes in it respected; %NULL where it never ends. */
static const char *
skip_predicate (const char *at)
{
  int depth = 0;
  char quote = '\0';

  for (; *at != '\0'; at++)
    {
      if (quote != '\0')
        quote = *at == quote ? '\0' : quote;
      else if (*at == '"' || *at == '\'')
        quote = *at;
      else if (*at == '[')
        depth++;
      else if (*at == ']' && --depth == 0)
        return at + 1;
    }
  return NULL;
}

/* Behind one step with its predicates, which begins at @at; %NULL where there is none. */
static const char *
skip_step (const char *at)
{
  const char *start = at;

  while (*at != '\0' && (g_unichar_isalnum (g_utf8_get_char (at)) || strchr ("_-.:*@", *at) != NULL))
    at = g_utf8_next_char (at);
  if (at == start)
    return NULL;
  /* The end of a sentence is no part of a name. */
  while (at > start + 1 && (at[-1] == '.' || at[-1] == ':') && at[-2] != '.' && at[-2] != ':')
    at--;
  while (*at == '[')
    {
      const char *end = skip_predicate (at);

      if (end == NULL)
        return NULL;
      at = end;
    }
  return at;
}

gsize
terrain_reference_instance_path (const char *text)
{
  const char *at = text + strlen ("instance");
  const char *end = NULL;

  if (!g_str_has_prefix (text, "instance"))
    return 0;
  at += strspn (at, " ");
  if (*at++ != '(')
    return 0;
  at += strspn (at, " ");
  if (*at != '\'' && *at != '"')
    return 0;
  at = strchr (at + 1, *at);
  if (at == NULL)
    return 0;
  at++;
  at += strspn (at, " ");
  if (*at++ != ')')
    return 0;
  while (*at == '/')
    {
      const char *step = skip_step (at + 1);

      if (step == NULL)
        break;
      end = at = step;
    }
  return end != NULL ? (gsize) (end - text) : 0;
}
