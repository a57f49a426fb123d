/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "terrain-autoplay.h"
#include "terrain-form-context.h"
#include "terrain-form-direction.h"
#include "terrain-form-resources.h"
#include "terrain-question-private.h"
#include "terrain-respondent-view.h"
#include "terrain-show-card.h"

struct _TerrainRespondentView
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainAutoplay *autoplay;
  TerrainItem *item; /* (nullable): what is at hand */
  gboolean answers;
  GtkWidget *shown; /* (nullable): a card, or a question; owned by bin */

  GtkWidget *scroller;
  GtkWidget *bin;
};

G_DEFINE_FINAL_TYPE (TerrainRespondentView, terrain_respondent_view, GTK_TYPE_WIDGET)

enum
{
  ANSWERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
emit_answered (TerrainRespondentView *self)
{
  g_signal_emit (self, signals[ANSWERED], 0);
}

gboolean
terrain_respondent_view_flush (TerrainRespondentView *self)
{
  g_return_val_if_fail (TERRAIN_IS_RESPONDENT_VIEW (self), FALSE);
  return !TERRAIN_IS_QUESTION (self->shown) || terrain_question_flush (TERRAIN_QUESTION (self->shown));
}

static void
apply_direction (TerrainRespondentView *self)
{
  terrain_form_apply_direction (self->scroller, terrain_form_context_get_direction (self->context));
}

/* An answer that was given in private is not laid open by coming back to its question. */
static GtkWidget *
new_child (TerrainRespondentView *self)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  GtkWidget *question;

  if (!self->answers || !terrain_item_is_answerable (self->item) || terrain_session_is_masked (session, self->item))
    return terrain_show_card_new (self->context, self->item);
  question = terrain_question_new (self->context, self->item);
  g_signal_connect_object (question, "chosen", G_CALLBACK (emit_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (question, "done", G_CALLBACK (emit_answered), self, G_CONNECT_SWAPPED);
  return question;
}

static GtkWidget *
find_media (TerrainRespondentView *self)
{
  if (TERRAIN_IS_QUESTION (self->shown))
    return terrain_question_get_media (TERRAIN_QUESTION (self->shown));
  return TERRAIN_IS_SHOW_CARD (self->shown) ? terrain_show_card_get_media (TERRAIN_SHOW_CARD (self->shown)) : NULL;
}

static void
show_item (TerrainRespondentView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  self->shown = self->item != NULL ? new_child (self) : NULL;
  adw_bin_set_child (ADW_BIN (self->bin), self->shown);
  gtk_adjustment_set_value (adjustment, 0);
  apply_direction (self);
  terrain_autoplay_reach (self->autoplay, self->item, find_media (self));
}

void
terrain_respondent_view_set_ref (TerrainRespondentView *self, const char *ref)
{
  TerrainInterview *interview;
  TerrainItem *item;

  g_return_if_fail (TERRAIN_IS_RESPONDENT_VIEW (self));

  interview = terrain_form_context_get_interview (self->context);
  item = ref != NULL ? terrain_interview_find_item (interview, ref) : NULL;
  if (item != NULL && (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || !terrain_item_get_relevant (item)))
    item = NULL;
  if (item == self->item)
    return;
  terrain_respondent_view_flush (self);
  g_set_object (&self->item, item);
  show_item (self);
}

void
terrain_respondent_view_set_answers (TerrainRespondentView *self, gboolean answers)
{
  g_return_if_fail (TERRAIN_IS_RESPONDENT_VIEW (self));

  if (self->answers == !!answers)
    return;
  terrain_respondent_view_flush (self);
  self->answers = !!answers;
  show_item (self);
}

/* Its repeat instance may be gone, or an answer elsewhere may have taken it away. */
static void
interview_changed (TerrainRespondentView *self)
{
  const char *ref = self->item != NULL ? terrain_item_get_ref (self->item) : NULL;

  if (self->item == NULL
      || (ref != NULL && terrain_item_get_relevant (self->item)
          && terrain_interview_find_item (terrain_form_context_get_interview (self->context), ref) == self->item))
    return;
  g_clear_object (&self->item);
  show_item (self);
}

static void
terrain_respondent_view_dispose (GObject *object)
{
  TerrainRespondentView *self = TERRAIN_RESPONDENT_VIEW (object);

  self->shown = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->autoplay);
  g_clear_object (&self->item);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (terrain_respondent_view_parent_class)->dispose (object);
}

static void
terrain_respondent_view_class_init (TerrainRespondentViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_respondent_view_dispose;
  terrain_form_get_resource ();
  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/brussels/safe/Terrain/form/terrain-respondent-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainRespondentView, scroller);
  gtk_widget_class_bind_template_child (widget_class, TerrainRespondentView, bin);
}

static void
terrain_respondent_view_init (TerrainRespondentView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
terrain_respondent_view_new (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  TerrainRespondentView *self = g_object_new (TERRAIN_TYPE_RESPONDENT_VIEW, NULL);
  TerrainInterview *interview = terrain_session_get_interview (session);

  self->context = terrain_form_context_new (session, interview);
  terrain_form_context_set_handed_over (self->context);
  terrain_form_context_set_large (self->context, TRUE);
  self->autoplay = terrain_autoplay_new (interview, GTK_WIDGET (self));
  terrain_autoplay_set_first (self->autoplay);
  g_signal_connect_object (interview, "changed", G_CALLBACK (interview_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::direction", G_CALLBACK (apply_direction), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
