/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-autoplay.h"
#include "terrain-context-line.h"
#include "terrain-form-context.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-order.h"
#include "terrain-form-page.h"
#include "terrain-page-steps.h"
#include "terrain-page-view.h"
#include "terrain-question-private.h"

/* How long a choice is seen before the page goes on by itself (UX-29: 300 to 600 ms). */
#define SEEN_MS 450

struct _TerrainPageView
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainAutoplay *autoplay;
  TerrainPageSteps *steps;
  GtkWidget *line; /* TerrainContextLine */
  GtkWidget *stack;
  GtkWidget *page; /* the one shown; owned by stack */
  GtkWidget *old_page;
  char *current_ref;
  gboolean at_beginning;
  gboolean at_end;
  gboolean auto_advance;
  guint seen_source;
  guint drop_source;
};

G_DEFINE_FINAL_TYPE (TerrainPageView, terrain_page_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_AT_BEGINNING,
  PROP_AT_END,
  PROP_CURRENT_REF,
  PROP_LARGE,
  PROP_AUTO_ADVANCE,
  N_PROPS,
};

enum
{
  FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_flag (TerrainPageView *self, gboolean *flag, gboolean value, int property)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The one place that works out where we are. */
static void
update (TerrainPageView *self)
{
  const char *ref = terrain_page_steps_get_ref (self->steps);
  TerrainSession *session = terrain_form_context_get_session (self->context);

  terrain_context_line_set_note (TERRAIN_CONTEXT_LINE (self->line),
                                 terrain_context_line_find (terrain_page_steps_get_item (self->steps)));
  set_flag (self, &self->at_beginning, terrain_page_steps_at_beginning (self->steps), PROP_AT_BEGINNING);
  set_flag (self, &self->at_end, terrain_page_steps_at_end (self->steps), PROP_AT_END);
  if (g_strcmp0 (ref, self->current_ref) == 0)
    return;
  g_free (self->current_ref);
  self->current_ref = g_strdup (ref);
  if (session != NULL && ref != NULL && !terrain_page_steps_is_offer (self->steps))
    terrain_session_set_position (session, ref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT_REF]);
}

/* Pages */

static gboolean
drop_old_page (gpointer data)
{
  TerrainPageView *self = data;

  if (gtk_stack_get_transition_running (GTK_STACK (self->stack)))
    return G_SOURCE_CONTINUE;
  self->drop_source = 0;
  if (self->old_page != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), self->old_page);
  self->old_page = NULL;
  return G_SOURCE_REMOVE;
}

static void
page_done (TerrainFormPage *page, TerrainQuestion *question, gboolean forward, TerrainPageView *self)
{
  if (terrain_form_page_step (page, terrain_question_get_item (question), forward))
    return;
  if (forward)
    terrain_page_view_next (self);
  else
    terrain_page_view_previous (self);
}

static gboolean
seen (gpointer data)
{
  TerrainPageView *self = data;

  self->seen_source = 0;
  terrain_page_view_next (self);
  return G_SOURCE_REMOVE;
}

/* Only where the choice leaves nothing else to do: not among the questions of a field-list. */
static void
page_chosen (TerrainFormPage *page, TerrainQuestion *question, TerrainPageView *self)
{
  g_clear_handle_id (&self->seen_source, g_source_remove);
  if (self->auto_advance && GTK_WIDGET (page) == self->page &&
      terrain_form_page_get_item (page) == terrain_question_get_item (question))
    self->seen_source = g_timeout_add (SEEN_MS, seen, self);
}

static void
show_page (TerrainPageView *self, GtkStackTransitionType transition)
{
  TerrainItem *item = terrain_page_steps_get_item (self->steps);

  g_clear_handle_id (&self->seen_source, g_source_remove);
  if (self->old_page != NULL)
    gtk_stack_remove (GTK_STACK (self->stack), self->old_page);
  self->old_page = self->page;
  self->page = NULL;
  if (item != NULL)
    {
      self->page = terrain_form_page_new (self->context, item, terrain_page_steps_is_offer (self->steps));
      g_signal_connect_object (self->page, "done", G_CALLBACK (page_done), self, 0);
      g_signal_connect_object (self->page, "chosen", G_CALLBACK (page_chosen), self, 0);
      terrain_form_apply_direction (self->page, terrain_form_context_get_direction (self->context));
      gtk_stack_add_child (GTK_STACK (self->stack), self->page);
      gtk_stack_set_transition_type (GTK_STACK (self->stack), transition);
      gtk_stack_set_visible_child (GTK_STACK (self->stack), self->page);
      gtk_widget_grab_focus (self->page);
    }
  if (self->drop_source == 0)
    self->drop_source = g_timeout_add (50, drop_old_page, self);
  update (self);
}

/* GTK turns no slide round: the next page comes from where reading goes to. */
static GtkStackTransitionType
transition_to (TerrainPageView *self, gboolean forward)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return forward != rtl ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT;
}

gboolean
terrain_page_view_flush (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->page == NULL || terrain_form_page_flush (TERRAIN_FORM_PAGE (self->page));
}

gboolean
terrain_page_view_next (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);

  g_clear_handle_id (&self->seen_source, g_source_remove);
  if (!terrain_page_view_flush (self))
    return FALSE;
  if (terrain_page_steps_next (self->steps))
    show_page (self, transition_to (self, /* forward= */ TRUE));
  else
    {
      update (self);
      g_signal_emit (self, signals[FINISHED], 0);
    }
  return TRUE;
}

gboolean
terrain_page_view_previous (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);

  /* Going back is always possible (UX-06): what cannot be an answer is left behind. */
  terrain_page_view_flush (self);
  if (!terrain_page_steps_previous (self->steps))
    return FALSE;
  show_page (self, transition_to (self, /* forward= */ FALSE));
  return TRUE;
}

gboolean
terrain_page_view_jump (TerrainPageView *self, const char *ref)
{
  TerrainItem *item;

  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  item = terrain_interview_find_item (terrain_form_context_get_interview (self->context), ref);
  if (!terrain_page_steps_jump (self->steps, ref))
    return FALSE;
  show_page (self, GTK_STACK_TRANSITION_TYPE_CROSSFADE);
  /* Where a page shows several, to the one that was meant. */
  item = item != NULL && self->page != NULL && item != terrain_page_steps_get_item (self->steps)
           ? terrain_form_order_first (item)
           : NULL;
  if (item != NULL)
    terrain_form_page_go_to (TERRAIN_FORM_PAGE (self->page), item);
  return TRUE;
}

gboolean
terrain_page_view_toggle_panel (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->page != NULL && terrain_form_page_toggle (TERRAIN_FORM_PAGE (self->page), /* panel= */ TRUE);
}

gboolean
terrain_page_view_toggle_group (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->page != NULL && terrain_form_page_toggle (TERRAIN_FORM_PAGE (self->page), /* panel= */ FALSE);
}

/* What is shown may have stopped being asked, by an answer elsewhere: stay where it was, on what is asked now. */
static void
interview_changed (TerrainPageView *self)
{
  if (terrain_page_steps_follow (self->steps))
    show_page (self, GTK_STACK_TRANSITION_TYPE_NONE);
  else
    update (self);
}

static void
direction_changed (TerrainPageView *self)
{
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (self->context));
}

/* Properties */

gboolean
terrain_page_view_get_at_beginning (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->at_beginning;
}

gboolean
terrain_page_view_get_at_end (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->at_end;
}

const char *
terrain_page_view_get_current_ref (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), NULL);
  return self->current_ref;
}

void
terrain_page_view_set_large (TerrainPageView *self, gboolean large)
{
  g_return_if_fail (TERRAIN_IS_PAGE_VIEW (self));

  large = !!large;
  if (terrain_form_context_get_large (self->context) == large)
    return;
  terrain_form_context_set_large (self->context, large);
  if (large)
    gtk_widget_add_css_class (GTK_WIDGET (self), "large");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "large");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LARGE]);
}

gboolean
terrain_page_view_get_large (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return terrain_form_context_get_large (self->context);
}

void
terrain_page_view_set_auto_advance (TerrainPageView *self, gboolean auto_advance)
{
  g_return_if_fail (TERRAIN_IS_PAGE_VIEW (self));
  set_flag (self, &self->auto_advance, !!auto_advance, PROP_AUTO_ADVANCE);
}

gboolean
terrain_page_view_get_auto_advance (TerrainPageView *self)
{
  g_return_val_if_fail (TERRAIN_IS_PAGE_VIEW (self), FALSE);
  return self->auto_advance;
}

void
terrain_page_view_set_show_required (TerrainPageView *self, gboolean show)
{
  g_return_if_fail (TERRAIN_IS_PAGE_VIEW (self));
  terrain_form_context_set_show_required (self->context, show);
}

static void
terrain_page_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainPageView *self = TERRAIN_PAGE_VIEW (object);

  switch (id)
    {
    case PROP_AT_BEGINNING:
      g_value_set_boolean (value, self->at_beginning);
      break;
    case PROP_AT_END:
      g_value_set_boolean (value, self->at_end);
      break;
    case PROP_CURRENT_REF:
      g_value_set_string (value, self->current_ref);
      break;
    case PROP_LARGE:
      g_value_set_boolean (value, terrain_page_view_get_large (self));
      break;
    case PROP_AUTO_ADVANCE:
      g_value_set_boolean (value, self->auto_advance);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_page_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_LARGE)
    terrain_page_view_set_large (TERRAIN_PAGE_VIEW (object), g_value_get_boolean (value));
  else if (id == PROP_AUTO_ADVANCE)
    terrain_page_view_set_auto_advance (TERRAIN_PAGE_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Widget */

static void
focus_ref_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_page_view_jump (TERRAIN_PAGE_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
flush_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_page_view_flush (TERRAIN_PAGE_VIEW (widget));
}

static gboolean
terrain_page_view_grab_focus (GtkWidget *widget)
{
  TerrainPageView *self = TERRAIN_PAGE_VIEW (widget);

  return self->page != NULL && gtk_widget_grab_focus (self->page);
}

static void
terrain_page_view_dispose (GObject *object)
{
  TerrainPageView *self = TERRAIN_PAGE_VIEW (object);

  g_clear_handle_id (&self->seen_source, g_source_remove);
  g_clear_handle_id (&self->drop_source, g_source_remove);
  self->page = self->old_page = NULL;
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->steps, terrain_page_steps_free);
  g_clear_object (&self->autoplay);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (terrain_page_view_parent_class)->dispose (object);
}

static void
terrain_page_view_finalize (GObject *object)
{
  g_free (TERRAIN_PAGE_VIEW (object)->current_ref);
  G_OBJECT_CLASS (terrain_page_view_parent_class)->finalize (object);
}

static void
terrain_page_view_class_init (TerrainPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_page_view_get_property;
  object_class->set_property = terrain_page_view_set_property;
  object_class->dispose = terrain_page_view_dispose;
  object_class->finalize = terrain_page_view_finalize;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_page_view_grab_focus;

  properties[PROP_AT_BEGINNING] = g_param_spec_boolean ("at-beginning", NULL, NULL, FALSE, read);
  properties[PROP_AT_END] = g_param_spec_boolean ("at-end", NULL, NULL, FALSE, read);
  properties[PROP_CURRENT_REF] = g_param_spec_string ("current-ref", NULL, NULL, NULL, read);
  properties[PROP_LARGE] = g_param_spec_boolean ("large", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_AUTO_ADVANCE] = g_param_spec_boolean ("auto-advance", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "form.focus-ref", "s", focus_ref_action);
  gtk_widget_class_install_action (widget_class, "form.flush", NULL, flush_action);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_page_view_init (TerrainPageView *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-form");
  self->stack = g_object_new (GTK_TYPE_STACK, "transition-duration", 200, "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

static GtkWidget *
new_view (TerrainSession *session, TerrainInterview *interview, TerrainPageFilter filter, gpointer data)
{
  TerrainPageView *self = g_object_new (TERRAIN_TYPE_PAGE_VIEW, NULL);

  self->context = terrain_form_context_new (session, interview);
  self->autoplay = terrain_autoplay_new (interview, GTK_WIDGET (self));
  self->line = terrain_context_line_new (self->context);
  gtk_widget_insert_before (self->line, GTK_WIDGET (self), self->stack);
  self->steps = terrain_page_steps_new (interview, filter, data);
  if (filter != NULL)
    {
      terrain_form_context_set_handed_over (self->context);
      terrain_page_view_set_large (self, TRUE);
    }
  terrain_page_steps_next (self->steps);
  show_page (self, GTK_STACK_TRANSITION_TYPE_NONE);
  direction_changed (self);
  g_signal_connect_object (interview, "changed", G_CALLBACK (interview_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::direction", G_CALLBACK (direction_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
terrain_page_view_new (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);
  return new_view (session, terrain_session_get_interview (session), NULL, NULL);
}

GtkWidget *
terrain_page_view_new_handed_over (TerrainSession *session, TerrainPageFilter filter, gpointer data)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);
  g_return_val_if_fail (filter != NULL, NULL);
  return new_view (session, terrain_session_get_interview (session), filter, data);
}

GtkWidget *
terrain_page_view_new_preview (TerrainInterview *interview)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  return new_view (NULL, interview, NULL, NULL);
}

void
terrain_page_view_set_second_language (TerrainPageView *self, const char *language)
{
  g_return_if_fail (TERRAIN_IS_PAGE_VIEW (self));
  terrain_form_context_set_second_language (self->context, language);
}
