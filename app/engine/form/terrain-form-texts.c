/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Contexts name a text in catalogues: each one once. The second text of one place is its "#2". */
static char *
make_context (TerrainFormParser *self,
              const char        *place,
              const char        *role)
{
  g_autofree char *context = g_strconcat (place, *place != '\0' && *role != '\0' ? ":" : "", role, NULL);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->contexts, context)) + 1;
  char *result;

  /* The first text of that name keeps it; the table points there. */
  g_hash_table_insert (self->contexts, context, GUINT_TO_POINTER (count));
  if (count == 1)
    return g_steal_pointer (&context);
  result = g_strdup_printf ("%s#%u", context, count);
  return result;
}

int
terrain_parser_add_texts (TerrainFormParser *self,
                          const char        *context,
                          const char        *role,
                          TerrainTemplate  **texts,
                          int                line)
{
  TerrainForm *form = self->form;
  TerrainText *text = g_new0 (TerrainText, 1);
  TerrainTemplate *source = texts[self->default_language];

  text->context = make_context (self, context, role);
  text->source = source != NULL ? terrain_template_dup_source (source) : g_strdup ("");
  text->line = line;
  g_ptr_array_add (form->texts, text);
  for (guint i = 0; i < form->templates->len; i++)
    g_ptr_array_add (g_ptr_array_index (form->templates, i), texts[i]);
  return (int) form->texts->len - 1;
}

int
terrain_parser_add_text (TerrainFormParser *self,
                         const char        *context,
                         const char        *role,
                         TerrainTemplate   *text,
                         int                line)
{
  g_autofree TerrainTemplate **texts = NULL;

  if (terrain_template_is_empty (text))
    {
      terrain_template_free (text);
      return -1;
    }
  texts = g_new0 (TerrainTemplate *, self->form->templates->len);
  texts[self->default_language] = text;
  return terrain_parser_add_texts (self, context, role, texts, line);
}

gboolean
terrain_parse_itext_call (const char *ref,
                          char      **id,
                          char      **expression)
{
  g_autofree char *inside = NULL;
  gsize length;

  ref += strspn (ref, " \t\r\n");
  if (!g_str_has_prefix (ref, "jr:itext"))
    return FALSE;
  ref += strlen ("jr:itext");
  ref += strspn (ref, " \t\r\n");
  if (*ref != '(')
    return FALSE;
  inside = g_strstrip (g_strdup (ref + 1));
  length = strlen (inside);
  if (length == 0 || inside[length - 1] != ')')
    return FALSE;
  inside[length - 1] = '\0';
  g_strstrip (inside);
  length = strlen (inside);
  if (length >= 2 && (*inside == '\'' || *inside == '"') && strchr (inside + 1, *inside) == inside + length - 1)
    *id = g_strndup (inside + 1, length - 2);
  else
    *expression = g_steal_pointer (&inside);
  return TRUE;
}

static void
read_itext_label (TerrainFormParser *self,
                  const char        *id,
                  const char        *expression,
                  const char        *context,
                  const char        *role,
                  TerrainSchema     *schema,
                  TerrainControl    *control,
                  TerrainViewKind    view,
                  int                line,
                  TerrainLabel      *label)
{
  TerrainExpression *note;
  g_autofree char *what = NULL;

  if (id != NULL)
    {
      terrain_parser_use_itext (self, id, context, role, label);
      terrain_parser_check_itext (self, id, context, line);
      return;
    }
  /* Translators: %1$s is a part of a question ("label"), %2$s a question's path */
  what = g_strdup_printf (_("The “%s” of %s"), role, context);
  label->itext_id = terrain_parser_compile (self, expression, context, line, what);
  if (label->itext_id == NULL)
    return;
  note = terrain_parser_note (self, TERRAIN_USE_VIEW, label->itext_id, schema, line);
  note->control = control;
  note->view = view;
}

void
terrain_parser_read_label (TerrainFormParser *self,
                           TerrainNode       *node,
                           const char        *context,
                           const char        *role,
                           TerrainSchema     *schema,
                           TerrainControl    *control,
                           TerrainViewKind    view,
                           TerrainLabel      *label)
{
  const char *ref = terrain_element_get (node, "ref", NULL);
  g_autofree char *expression = NULL;
  g_autofree char *id = NULL;

  if (ref == NULL)
    {
      label->texts[TERRAIN_LABEL_TEXT] =
        terrain_parser_add_text (self, context, role,
                                 terrain_template_new_from_node (node, terrain_parser_compile_output, self),
                                 node->line);
    }
  else if (terrain_parse_itext_call (ref, &id, &expression))
    {
      read_itext_label (self, id, expression, context, role, schema, control, view, node->line, label);
    }
  else
    {
      /* XForms: a label may show a node's value. */
      TerrainXPath *output = terrain_parser_compile_output (ref, node->line, self, NULL);

      if (output != NULL)
        label->texts[TERRAIN_LABEL_TEXT] = terrain_parser_add_text (self, context, role,
                                                                    terrain_template_new_output (output), node->line);
    }
}

TerrainLabel *
terrain_parser_read_message (TerrainFormParser *self,
                             const char        *text,
                             TerrainSchema     *schema,
                             const char        *role,
                             int                line)
{
  g_autoptr (TerrainLabel) label = NULL;
  g_autofree char *expression = NULL;
  g_autofree char *id = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  label = g_new0 (TerrainLabel, 1);
  terrain_label_init (label);
  if (terrain_parse_itext_call (text, &id, &expression))
    read_itext_label (self, id, expression, schema->ref, role, schema, schema->control, TERRAIN_VIEW_MESSAGE, line,
                      label);
  else
    label->texts[TERRAIN_LABEL_TEXT] = terrain_parser_add_text (self, schema->ref, role,
                                                                terrain_template_new_literal (text), line);
  return g_steal_pointer (&label);
}
