/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>

#include "terrain-paper.h"

static void
block_free (gpointer data)
{
  TerrainPaperBlock *block = data;

  g_free (block->markup);
  g_clear_object (&block->image);
  g_free (block);
}

TerrainPaper *
terrain_paper_ref (TerrainPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  self->refs++;
  return self;
}

void
terrain_paper_free (TerrainPaper *self)
{
  if (!self || --self->refs > 0)
    return;
  g_ptr_array_unref (self->blocks);
  g_free (self->title);
  g_free (self->footer);
  g_free (self->language);
  g_free (self);
}

TerrainPaper *
terrain_paper_new (TerrainInterview *interview)
{
  TerrainForm *form = terrain_interview_get_form (interview);
  const char *language = terrain_interview_get_language (interview);
  const char *version = terrain_form_get_version (form);
  g_autofree char *label = terrain_interview_dup_title (interview);
  TerrainPaper *self = g_new0 (TerrainPaper, 1);

  self->refs = 1;
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->title = terrain_form_dup_plain_text (label);
  self->footer = version && version[0] ? g_strdup_printf ("%s · %s", self->title, version) : g_strdup (self->title);
  self->language = g_strdup (language);
  self->right_to_left = terrain_form_language_direction (language) == GTK_TEXT_DIR_RTL;
  return self;
}

TerrainPaperBlock *
terrain_paper_add (TerrainPaper    *self,
                   TerrainPaperKind kind,
                   char            *markup)
{
  TerrainPaperBlock *block = g_new0 (TerrainPaperBlock, 1);

  block->kind = kind;
  block->markup = markup;
  /* What leads to something else stays with it. */
  block->keep = kind == TERRAIN_PAPER_TITLE || kind == TERRAIN_PAPER_HEADING || kind == TERRAIN_PAPER_ROUTING
                || kind == TERRAIN_PAPER_QUESTION || kind == TERRAIN_PAPER_HINT;
  g_ptr_array_add (self->blocks, block);
  return block;
}

TerrainPaperBlock *
terrain_paper_add_plain (TerrainPaper    *self,
                         TerrainPaperKind kind,
                         const char      *text)
{
  return terrain_paper_add (self, kind, g_markup_escape_text (text, -1));
}

TerrainPaperBlock *
terrain_paper_add_label (TerrainPaper    *self,
                         TerrainPaperKind kind,
                         const char      *text)
{
  g_autofree char *markup = text ? terrain_form_dup_markup (text, FALSE) : NULL;

  if (!markup || g_strstrip (markup)[0] == '\0')
    return NULL;
  return terrain_paper_add (self, kind, g_steal_pointer (&markup));
}
