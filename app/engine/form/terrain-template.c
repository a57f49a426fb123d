/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-template-private.h"

#include "terrain-engine-error.h"
#include "terrain-node-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define XHTML_URI "http://www.w3.org/1999/xhtml"

/* Pieces as they come; literals next to each other grow together. */
typedef struct
{
  GArray *parts;
  GString *literal;
  TerrainOutputFunc output;
  gpointer user_data;
} Builder;

typedef struct
{
  char *literal;
  TerrainXPath *output;
} Part;

static void
builder_init (Builder          *self,
              TerrainOutputFunc output,
              gpointer          user_data)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->literal = g_string_new (NULL);
  self->output = output;
  self->user_data = user_data;
}

static void
builder_flush (Builder *self)
{
  Part part = { 0 };

  if (self->literal->len == 0)
    return;
  part.literal = g_strndup (self->literal->str, self->literal->len);
  g_array_append_val (self->parts, part);
  g_string_truncate (self->literal, 0);
}

static void
builder_add_output (Builder      *self,
                    TerrainXPath *output)
{
  Part part = { .output = output };

  builder_flush (self);
  g_array_append_val (self->parts, part);
}

static TerrainTemplate *
builder_end (Builder *self)
{
  TerrainTemplate *result = g_new0 (TerrainTemplate, 1);

  builder_flush (self);
  g_string_free (self->literal, TRUE);
  G_STATIC_ASSERT (sizeof (Part) == sizeof *result->parts);
  result->n_parts = self->parts->len;
  result->parts = (gpointer) g_array_free (self->parts, result->n_parts == 0);
  return result;
}

/* Layout at both ends is the file's, that inside is the author's (paragraphs of Markdown). */
static void
trim_ends (TerrainTemplate *self)
{
  if (self->n_parts == 0)
    return;
  if (self->parts[0].literal != NULL)
    g_strchug (self->parts[0].literal);
  if (self->parts[self->n_parts - 1].literal != NULL)
    g_strchomp (self->parts[self->n_parts - 1].literal);
}

static const char *
output_expression (TerrainNode *node)
{
  const char *expression = terrain_node_get_attribute (node, "value", NULL);

  return expression != NULL ? expression : terrain_node_get_attribute (node, "ref", NULL);
}

static void
add_children (Builder     *self,
              TerrainNode *node);

static void
add_markup (Builder     *self,
            TerrainNode *node)
{
  g_string_append_printf (self->literal, "<%s", node->local);
  for (TerrainNode *attribute = node->first_attribute; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *value = g_markup_escape_text (terrain_node_get_value (attribute), -1);

      g_string_append_printf (self->literal, " %s=\"%s\"", attribute->local, value);
    }
  g_string_append_c (self->literal, '>');
  add_children (self, node);
  g_string_append_printf (self->literal, "</%s>", node->local);
}

static void
add_children (Builder     *self,
              TerrainNode *node)
{
  if (node->first_child == NULL && node->value != NULL)
    g_string_append (self->literal, node->value);
  for (TerrainNode *child = node->first_child; child != NULL; child = child->next)
    {
      if (child->kind == TERRAIN_NODE_TEXT)
        {
          g_string_append (self->literal, terrain_node_get_value (child));
        }
      else if (child->kind == TERRAIN_NODE_ELEMENT && g_strcmp0 (child->local, "output") == 0)
        {
          const char *expression = output_expression (child);
          TerrainXPath *output = expression != NULL
            ? self->output (expression, child->line, self->user_data, NULL) : NULL;

          if (output != NULL)
            builder_add_output (self, output);
        }
      else if (child->kind == TERRAIN_NODE_ELEMENT && g_strcmp0 (child->uri, XHTML_URI) == 0)
        {
          add_markup (self, child);
        }
      else if (child->kind == TERRAIN_NODE_ELEMENT)
        {
          add_children (self, child);
        }
    }
}

/* By far most texts are nothing but text. */
static TerrainTemplate *
new_trimmed (const char *text)
{
  TerrainTemplate *self = g_new0 (TerrainTemplate, 1);
  gsize length;

  if (*text == '\0')
    return self;
  while (g_ascii_isspace (*text))
    text++;
  length = strlen (text);
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  self->n_parts = 1;
  self->parts = g_malloc0 (sizeof *self->parts);
  self->parts[0].literal = g_strndup (text, length);
  return self;
}

TerrainTemplate *
terrain_template_new_from_node (TerrainNode      *node,
                                TerrainOutputFunc output,
                                gpointer          user_data)
{
  Builder builder;
  TerrainTemplate *self;

  if (node->first_child == NULL)
    return new_trimmed (terrain_node_get_value (node));
  builder_init (&builder, output, user_data);
  add_children (&builder, node);
  self = builder_end (&builder);
  trim_ends (self);
  return self;
}

TerrainTemplate *
terrain_template_new_literal (const char *text)
{
  Builder builder;

  builder_init (&builder, NULL, NULL);
  g_string_append (builder.literal, text);
  return builder_end (&builder);
}

TerrainTemplate *
terrain_template_new_output (TerrainXPath *output)
{
  Builder builder;

  builder_init (&builder, NULL, NULL);
  builder_add_output (&builder, output);
  return builder_end (&builder);
}

/* XML's five entities; anything else stays as it is. */
static char *
unescape (const char *text,
          gsize       length)
{
  static const struct { const char *entity; char character; } entities[] = {
    { "&quot;", '"' }, { "&apos;", '\'' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&amp;", '&' },
  };
  GString *result = g_string_sized_new (length);
  const char *end = text + length;

  while (text < end)
    {
      guint i = 0;

      while (i < G_N_ELEMENTS (entities) && !g_str_has_prefix (text, entities[i].entity))
        i++;
      g_string_append_c (result, i < G_N_ELEMENTS (entities) ? entities[i].character : *text);
      text += i < G_N_ELEMENTS (entities) ? strlen (entities[i].entity) : 1;
    }
  return g_string_free (result, FALSE);
}

/* Reads `<output value="EXPR"/>` at @text. Returns behind it, NULL where something else is written there. */
static const char *
scan_output (const char *text,
             char      **expression)
{
  const char *end;
  char quote;

  if (!g_str_has_prefix (text, "<output") || !g_ascii_isspace (text[strlen ("<output")]))
    return NULL;
  for (text += strlen ("<output"); g_ascii_isspace (*text); text++)
    ;
  if (g_str_has_prefix (text, "value"))
    text += strlen ("value");
  else if (g_str_has_prefix (text, "ref"))
    text += strlen ("ref");
  else
    return NULL;
  text += strspn (text, " \t\r\n");
  if (*text++ != '=')
    return NULL;
  text += strspn (text, " \t\r\n");
  quote = *text;
  if (quote != '"' && quote != '\'')
    return NULL;
  end = strchr (text + 1, quote);
  if (end == NULL)
    return NULL;
  *expression = unescape (text + 1, (gsize) (end - text - 1));
  text = end + 1 + strspn (end + 1, " \t\r\n");
  if (g_str_has_prefix (text, "/>"))
    return text + 2;
  if (g_str_has_prefix (text, "></output>"))
    return text + strlen ("></output>");
  g_clear_pointer (expression, g_free);
  return NULL;
}

TerrainTemplate *
terrain_template_new_from_text (const char       *text,
                                TerrainOutputFunc output,
                                gpointer          user_data,
                                GError          **error)
{
  Builder builder;
  gboolean failed = FALSE;
  TerrainTemplate *self;

  builder_init (&builder, output, user_data);
  while (*text != '\0' && !failed)
    {
      g_autofree char *expression = NULL;
      const char *behind = *text == '<' ? scan_output (text, &expression) : NULL;

      if (behind != NULL)
        {
          TerrainXPath *compiled = output (expression, 0, user_data, error);

          failed = compiled == NULL;
          if (!failed)
            builder_add_output (&builder, compiled);
          text = behind;
        }
      else if (g_str_has_prefix (text, "<output"))
        {
          g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH,
                               _("An <output> in the text is not complete; "
                                 "it must be written <output value=\"…\"/>."));
          failed = TRUE;
        }
      else
        {
          g_string_append_c (builder.literal, *text++);
        }
    }
  self = builder_end (&builder);
  if (failed)
    g_clear_pointer (&self, terrain_template_free);
  return self;
}

void
terrain_template_free (TerrainTemplate *self)
{
  /* The tables of texts have gaps: what a language lacks. */
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_parts; i++)
    {
      g_free (self->parts[i].literal);
      g_clear_pointer (&self->parts[i].output, terrain_xpath_unref);
    }
  g_free (self->parts);
  g_free (self);
}

gboolean
terrain_template_is_empty (TerrainTemplate *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      if (self->parts[i].output != NULL || *self->parts[i].literal != '\0')
        return FALSE;
    }
  return TRUE;
}

gboolean
terrain_template_is_literal (TerrainTemplate *self,
                             const char      *text)
{
  return self->n_parts == 1 && g_strcmp0 (self->parts[0].literal, text) == 0;
}

gboolean
terrain_template_has_outputs (TerrainTemplate *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      if (self->parts[i].output != NULL)
        return TRUE;
    }
  return FALSE;
}

char *
terrain_template_dup_source (TerrainTemplate *self)
{
  GString *source = g_string_new (NULL);

  for (guint i = 0; i < self->n_parts; i++)
    {
      if (self->parts[i].output != NULL)
        {
          g_autofree char *expression = g_markup_escape_text (terrain_xpath_get_source (self->parts[i].output), -1);

          g_string_append_printf (source, "<output value=\"%s\"/>", expression);
        }
      else
        {
          g_string_append (source, self->parts[i].literal);
        }
    }
  return g_string_free (source, FALSE);
}
