/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-engine-error.h"
#include "terrain-form-private.h"
#include "terrain-template-private.h"
#include "terrain-xpath-ast.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _TerrainTranslation
{
  int ref_count; /* atomic */
  TerrainForm *form;
  char *language;
  TerrainTemplate **templates; /* by text; NULL: missing */
};

TerrainTranslation *
terrain_translation_new (TerrainForm *form,
                         const char  *language)
{
  TerrainTranslation *self;

  g_return_val_if_fail (form != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self = g_new0 (TerrainTranslation, 1);
  self->ref_count = 1;
  self->form = terrain_form_ref (form);
  self->language = g_strdup (language);
  self->templates = g_new0 (TerrainTemplate *, form->texts->len);
  return self;
}

TerrainTranslation *
terrain_translation_ref (TerrainTranslation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
terrain_translation_unref (TerrainTranslation *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  for (guint i = 0; i < self->form->texts->len; i++)
    g_clear_pointer (&self->templates[i], terrain_template_free);
  g_free (self->templates);
  g_free (self->language);
  terrain_form_unref (self->form);
  g_free (self);
}

const char *
terrain_translation_get_language (TerrainTranslation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->language;
}

static TerrainXPath *
compile_output (const char *expression,
                int         line,
                gpointer    form,
                GError    **error)
{
  return terrain_form_compile (form, expression, error);
}

/* One path's steps as text: what it names, not how it is computed around. */
static void
append_path (GString    *text,
             TerrainAst *ast)
{
  if (ast->absolute)
    g_string_append_c (text, '/');
  else if (ast->start != NULL && ast->start->kind == TERRAIN_AST_CALL)
    {
      g_string_append (text, terrain_function_get_name (ast->start->function));
      for (guint i = 0; i < ast->start->n_children; i++)
        g_string_append_printf (text, "(%s)", ast->start->children[i]->text != NULL
                                              ? ast->start->children[i]->text : "");
    }
  for (guint i = 0; i < ast->n_steps; i++)
    g_string_append_printf (text, "/%d:%d:%s", ast->steps[i].axis, ast->steps[i].test,
                            ast->steps[i].local != NULL ? ast->steps[i].local : "*");
}

static void
collect_path (TerrainAst *ast,
              gpointer    paths)
{
  GString *text;

  if (ast->kind != TERRAIN_AST_PATH)
    return;
  text = g_string_new (NULL);
  append_path (text, ast);
  g_hash_table_add (paths, g_string_free (text, FALSE));
}

static GHashTable *
collect_paths (TerrainTemplate *template)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; template != NULL && i < template->n_parts; i++)
    {
      if (template->parts[i].output != NULL)
        terrain_ast_foreach (terrain_xpath_get_ast (template->parts[i].output), collect_path, paths);
    }
  return paths;
}

/* A translation is text from elsewhere: it may show what the source shows, nothing else of the record. */
static gboolean
check_paths (TerrainTemplate *source,
             TerrainTemplate *translated,
             GError         **error)
{
  g_autoptr (GHashTable) allowed = collect_paths (source);
  g_autoptr (GHashTable) used = collect_paths (translated);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      if (!g_hash_table_contains (allowed, path))
        {
          g_set_error_literal (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_XPATH,
                               _("The translation shows an answer that the source text does not. "
                                 "Keep its <output value=\"…\"/> as they are."));
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
terrain_translation_set_text (TerrainTranslation *self,
                              guint               index,
                              const char         *text,
                              GError            **error)
{
  g_autoptr (TerrainTemplate) template = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (index < self->form->texts->len, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  template = terrain_template_new_from_text (text, compile_output, self->form, error);
  if (template == NULL ||
      !check_paths (terrain_form_find_template (self->form, self->form->default_language, (int) index), template, error))
    return FALSE;
  g_clear_pointer (&self->templates[index], terrain_template_free);
  if (!terrain_template_is_empty (template))
    self->templates[index] = g_steal_pointer (&template);
  return TRUE;
}

TerrainTemplate *
terrain_translation_find_template (TerrainTranslation *self,
                                   int                 text)
{
  g_return_val_if_fail (self != NULL, NULL);

  return text >= 0 && (guint) text < self->form->texts->len ? self->templates[text] : NULL;
}

char *
terrain_translation_dup_text (TerrainTranslation *self,
                              guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->form->texts->len, NULL);

  return self->templates[index] != NULL ? terrain_template_dup_source (self->templates[index]) : NULL;
}
