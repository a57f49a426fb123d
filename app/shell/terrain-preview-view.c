/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <terrain-shell-form.h>

#include "terrain-preview-view.h"

struct _TerrainPreviewView
{
  AdwBin parent_instance;

  TerrainInterview *interview;
  TerrainFormView *form_view; /* one of the two */
  TerrainPageView *page_view;
};

enum
{
  FINISHED,
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainPreviewView, terrain_preview_view, ADW_TYPE_BIN)

static void
terrain_preview_view_dispose (GObject *object)
{
  TerrainPreviewView *self = TERRAIN_PREVIEW_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->form_view = NULL;
  self->page_view = NULL;
  g_clear_object (&self->interview);

  G_OBJECT_CLASS (terrain_preview_view_parent_class)->dispose (object);
}

static void
terrain_preview_view_class_init (TerrainPreviewViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_preview_view_dispose;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
terrain_preview_view_init (TerrainPreviewView *self)
{
}

static void
on_finished (TerrainPreviewView *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
on_moved (TerrainPreviewView *self)
{
  g_signal_emit (self, signals[MOVED], 0);
}

GtkWidget *
terrain_preview_view_new (TerrainInterview *interview,
                          gboolean          pages)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);

  TerrainPreviewView *self = g_object_new (TERRAIN_TYPE_PREVIEW_VIEW, NULL);
  GtkWidget *view = pages ? terrain_page_view_new_preview (interview) : terrain_form_view_new_preview (interview);

  self->interview = g_object_ref (interview);
  if (pages)
    self->page_view = TERRAIN_PAGE_VIEW (view);
  else
    self->form_view = TERRAIN_FORM_VIEW (view);
  g_signal_connect_object (view, "finished", G_CALLBACK (on_finished), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "notify::current-ref", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), view);
  return GTK_WIDGET (self);
}

const char *
terrain_preview_view_get_current_ref (TerrainPreviewView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_VIEW (self), NULL);

  return self->form_view ? terrain_form_view_get_current_ref (self->form_view)
                         : terrain_page_view_get_current_ref (self->page_view);
}

gboolean
terrain_preview_view_go_to (TerrainPreviewView *self,
                            const char         *ref)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_VIEW (self), FALSE);

  if (self->page_view)
    return !ref || terrain_page_view_jump (self->page_view, ref);
  return ref ? terrain_form_view_focus_ref (self->form_view, ref) : terrain_form_view_focus_next (self->form_view);
}

void
terrain_preview_view_flush (TerrainPreviewView *self)
{
  g_return_if_fail (TERRAIN_IS_PREVIEW_VIEW (self));

  if (self->form_view)
    terrain_form_view_flush (self->form_view);
  else
    terrain_page_view_flush (self->page_view);
}

void
terrain_preview_view_next (TerrainPreviewView *self)
{
  g_return_if_fail (TERRAIN_IS_PREVIEW_VIEW (self));

  if (self->form_view)
    terrain_form_view_focus_next_section (self->form_view);
  else
    terrain_page_view_next (self->page_view);
}

void
terrain_preview_view_previous (TerrainPreviewView *self)
{
  g_return_if_fail (TERRAIN_IS_PREVIEW_VIEW (self));

  if (self->form_view)
    terrain_form_view_focus_previous_section (self->form_view);
  else
    terrain_page_view_previous (self->page_view);
}

gboolean
terrain_preview_view_get_at_beginning (TerrainPreviewView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_VIEW (self), FALSE);

  return self->page_view && terrain_page_view_get_at_beginning (self->page_view);
}

gboolean
terrain_preview_view_next_problem (TerrainPreviewView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_VIEW (self), FALSE);

  if (self->form_view)
    {
      terrain_form_view_set_show_required (self->form_view, TRUE);
      return terrain_form_view_focus_next_problem (self->form_view);
    }

  g_autoptr (GPtrArray) problems = terrain_interview_validate (self->interview);
  terrain_page_view_set_show_required (self->page_view, TRUE);
  return problems->len > 0
         && terrain_page_view_jump (self->page_view, ((TerrainProblem *) g_ptr_array_index (problems, 0))->ref);
}

gboolean
terrain_preview_view_toggle_fold (TerrainPreviewView *self,
                                  gboolean            panel)
{
  g_return_val_if_fail (TERRAIN_IS_PREVIEW_VIEW (self), FALSE);

  if (self->form_view)
    return panel ? terrain_form_view_toggle_panel (self->form_view) : terrain_form_view_toggle_group (self->form_view);
  return panel ? terrain_page_view_toggle_panel (self->page_view) : terrain_page_view_toggle_group (self->page_view);
}
