/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "terrain-autoplay.h"
#include "terrain-context-line.h"
#include "terrain-form-context.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-fold-keys.h"
#include "terrain-form-grid.h"
#include "terrain-form-group.h"
#include "terrain-form-items.h"
#include "terrain-form-order.h"
#include "terrain-form-pick.h"
#include "terrain-form-resources.h"
#include "terrain-form-scroll.h"
#include "terrain-form-serial.h"
#include "terrain-form-sight.h"
#include "terrain-form-table.h"
#include "terrain-form-view.h"
#include "terrain-question-private.h"
#include "terrain-tally-grid.h"
#include "terrain-tally-rows.h"

struct _TerrainFormView
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainFormItems *items; /* owned by clamp */
  TerrainFormScroll *scroll;
  TerrainFormSight *sight;
  TerrainAutoplay *autoplay;
  GtkWidget *current; /* TerrainQuestion or TerrainTallyGrid; weak */
  char *current_ref;
  gboolean serial;
  GtkWidget *root;          /* whose focus is watched; weak */
  gulong root_handler;

  GtkWidget *line; /* TerrainContextLine */
  guint look_tick;
  guint look_frames;
  int height_before; /* of a group above the page that folds or opens; -1: it is not above */

  GtkWidget *scroller;
  GtkWidget *clamp;
};

G_DEFINE_FINAL_TYPE (TerrainFormView, terrain_form_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CURRENT_REF,
  PROP_SHOW_REQUIRED,
  N_PROPS,
};

enum
{
  FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Where questions stand side by side. */
#define GRID_WIDTH 1080

static TerrainFormFolds *
folds (TerrainFormView *self)
{
  return terrain_form_context_get_folds (self->context);
}

static TerrainItem *
root_item (TerrainFormView *self)
{
  return terrain_interview_get_root_item (terrain_form_context_get_interview (self->context));
}

static TerrainItem *
current_item (TerrainFormView *self)
{
  if (self->current == NULL)
    return NULL;
  return TERRAIN_IS_QUESTION (self->current) ? terrain_question_get_item (TERRAIN_QUESTION (self->current))
                                             : terrain_tally_grid_get_item (TERRAIN_TALLY_GRID (self->current));
}

/* Focus */

/* What is typed may open the very question to go to next: it is answered before that is looked up. Text that cannot be
 * an answer says so as the focus leaves it. */
static TerrainItem *
flushed_item (TerrainFormView *self)
{
  /* An answer may take its own question away. */
  g_autoptr (GtkWidget) current = self->current != NULL ? g_object_ref (self->current) : NULL;

  if (current != NULL && TERRAIN_IS_QUESTION (current))
    terrain_question_flush (TERRAIN_QUESTION (current));
  return current_item (self);
}

static void
update_current_ref (TerrainFormView *self)
{
  TerrainItem *item = current_item (self);
  const char *ref = item != NULL ? terrain_item_get_ref (item) : NULL;
  TerrainSession *session = terrain_form_context_get_session (self->context);

  if (g_strcmp0 (ref, self->current_ref) == 0)
    return;
  g_free (self->current_ref);
  self->current_ref = g_strdup (ref);
  if (session != NULL && ref != NULL)
    terrain_session_set_position (session, ref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT_REF]);
}

static void
focus_moved (TerrainFormView *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;
  GtkWidget *question = focus != NULL ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;

  if (question == NULL && focus != NULL)
    question = gtk_widget_get_ancestor (focus, TERRAIN_TYPE_TALLY_GRID);
  if (question == NULL || !gtk_widget_is_ancestor (question, GTK_WIDGET (self)) || question == self->current)
    return;
  g_set_weak_pointer (&self->current, question);
  update_current_ref (self);
  terrain_form_scroll_to (self->scroll, question);
}

static gboolean
focus_item (TerrainFormView *self, TerrainItem *item)
{
  GtkWidget *widget = item != NULL ? terrain_form_items_find (self->items, item) : NULL;
  TerrainItem *heading;

  if (item != NULL)
    terrain_form_folds_reveal (folds (self), item);
  if (widget == NULL || !gtk_widget_grab_focus (widget))
    return FALSE;
  heading = terrain_form_table_get_heading (item);
  terrain_form_scroll_to_start (self->scroll, widget, heading != NULL ? terrain_form_items_find (self->items, heading) : NULL);
  return TRUE;
}

gboolean
terrain_form_view_focus_ref (TerrainFormView *self, const char *ref)
{
  TerrainItem *item, *tally;

  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  g_return_val_if_fail (ref != NULL, FALSE);

  item = terrain_interview_find_item (terrain_form_context_get_interview (self->context), ref);
  if (item == NULL || !terrain_item_get_relevant (item))
    return FALSE;
  tally = terrain_tally_find (item);
  return focus_item (self, tally != NULL ? tally : terrain_form_order_first (item));
}

gboolean
terrain_form_view_focus_next (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_item (self, terrain_form_folds_step (folds (self), root_item (self), flushed_item (self), TRUE));
}

gboolean
terrain_form_view_focus_previous (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_item (self, terrain_form_folds_step (folds (self), root_item (self), flushed_item (self), FALSE));
}

gboolean
terrain_form_view_focus_next_section (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_item (self, terrain_form_order_step_section (root_item (self), flushed_item (self), TRUE));
}

gboolean
terrain_form_view_focus_previous_section (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_item (self, terrain_form_order_step_section (root_item (self), flushed_item (self), FALSE));
}

static gboolean
focus_problem (TerrainFormView *self, gboolean forward)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  TerrainItem *from = flushed_item (self);
  g_autoptr (GPtrArray) problems = terrain_interview_validate (terrain_form_context_get_interview (self->context));

  if (session != NULL)
    g_ptr_array_extend_and_steal (problems, terrain_session_dup_warnings (session));
  return focus_item (self, terrain_form_order_step_problem (root_item (self), from, problems, forward));
}

gboolean
terrain_form_view_focus_next_problem (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_problem (self, TRUE);
}

gboolean
terrain_form_view_focus_previous_problem (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return focus_problem (self, FALSE);
}

gboolean
terrain_form_view_focus_first_open (TerrainFormView *self)
{
  TerrainItem *first;

  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);

  first = terrain_form_serial_first (root_item (self));
  if (first != NULL && terrain_form_folds_passes_by (folds (self), first))
    first = terrain_form_folds_step (folds (self), root_item (self), NULL, TRUE);
  return focus_item (self, first);
}

void
terrain_form_view_set_serial (TerrainFormView *self, gboolean serial)
{
  g_return_if_fail (TERRAIN_IS_FORM_VIEW (self));
  self->serial = serial;
}

/* Where the person is, also on a heading. Returns: (nullable) */
static TerrainItem *
item_at_hand (TerrainFormView *self)
{
  TerrainItem *current = flushed_item (self);
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;
  TerrainFormPick pick;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->items)) && terrain_form_pick (focus, &pick))
    return pick.item;
  return current;
}

gboolean
terrain_form_view_toggle_panel (TerrainFormView *self)
{
  GtkWidget *focus, *group;

  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);

  if (!terrain_form_fold_toggle_panel (self->context, self->items, root_item (self), item_at_hand (self)))
    return FALSE;
  /* All of what was opened is brought in sight, as far as there is room. */
  focus = self->root != NULL ? gtk_root_get_focus (GTK_ROOT (self->root)) : NULL;
  group = focus != NULL ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_FORM_GROUP) : NULL;
  if (group != NULL && gtk_widget_is_ancestor (group, GTK_WIDGET (self->items)) &&
      terrain_form_folds_is_panel (folds (self), terrain_form_group_get_item (TERRAIN_FORM_GROUP (group))))
    terrain_form_scroll_to_start (self->scroll, group, NULL);
  return TRUE;
}

gboolean
terrain_form_view_toggle_group (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return terrain_form_fold_toggle_here (self->context, self->items, item_at_hand (self));
}

const char *
terrain_form_view_get_current_ref (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), NULL);
  return self->current_ref;
}

gboolean
terrain_form_view_flush (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return terrain_form_items_flush (self->items);
}

void
terrain_form_view_set_show_required (TerrainFormView *self, gboolean show)
{
  g_return_if_fail (TERRAIN_IS_FORM_VIEW (self));

  show = !!show;
  if (terrain_form_context_get_show_required (self->context) == show)
    return;
  terrain_form_context_set_show_required (self->context, show);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_REQUIRED]);
}

gboolean
terrain_form_view_get_show_required (TerrainFormView *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_VIEW (self), FALSE);
  return terrain_form_context_get_show_required (self->context);
}

static void
question_done (TerrainFormItems *items, TerrainQuestion *question, gboolean forward, TerrainFormView *self)
{
  TerrainItem *from = terrain_question_get_item (question);
  TerrainItem *to = from;

  do
    to = self->serial && forward ? terrain_form_serial_next (root_item (self), to)
                                 : terrain_form_order_step (root_item (self), to, forward);
  while (to != NULL && terrain_form_folds_passes_by (folds (self), to));
  if (to != NULL)
    focus_item (self, to);
  else if (forward)
    g_signal_emit (self, signals[FINISHED], 0);
}

/* What is kept in sight */

static int
measure_items (TerrainFormView *self)
{
  GtkWidget *items = GTK_WIDGET (self->items);
  int height;

  gtk_widget_measure (items, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (items), &height, NULL, NULL, NULL);
  return height;
}

/* A group that folds or opens above the page, by itself or by a key, moves nothing of what is read. */
static void
folding (TerrainFormFolds *group_folds, TerrainItem *group, TerrainFormView *self)
{
  GtkWidget *widget = self->items != NULL ? terrain_form_items_find (self->items, group) : NULL;
  graphene_rect_t bounds;
  gboolean above = widget != NULL && gtk_widget_compute_bounds (widget, self->scroller, &bounds) &&
                   bounds.size.height > 0 && bounds.origin.y + bounds.size.height <= 0;

  self->height_before = above ? measure_items (self) : -1;
}

static void
folded (TerrainFormFolds *group_folds, TerrainItem *group, TerrainFormView *self)
{
  if (self->height_before >= 0)
    terrain_form_scroll_shift (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                               measure_items (self) - self->height_before);
}

static gboolean
look (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (widget);

  /* The page is laid out after the first. */
  if (self->look_frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->look_tick = 0;
  terrain_context_line_set_note (TERRAIN_CONTEXT_LINE (self->line),
                                 terrain_context_line_look (self->scroller, gtk_widget_get_height (GTK_WIDGET (self))));
  return G_SOURCE_REMOVE;
}

static void
queue_look (TerrainFormView *self)
{
  self->look_frames = 1;
  if (self->look_tick == 0)
    self->look_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), look, NULL, NULL);
}

static void
make_line (TerrainFormView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));

  self->line = terrain_context_line_new (self->context);
  gtk_widget_insert_before (self->line, GTK_WIDGET (self), self->scroller);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_form_context_get_interview (self->context), "changed", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
}

/* Actions, for keys and for the widgets within */

static void
focus_ref_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_form_view_focus_ref (TERRAIN_FORM_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
flush_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  terrain_form_view_flush (TERRAIN_FORM_VIEW (widget));
}

static void
section_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "form.next-section"))
    terrain_form_view_focus_next_section (TERRAIN_FORM_VIEW (widget));
  else
    terrain_form_view_focus_previous_section (TERRAIN_FORM_VIEW (widget));
}

/* Widget */

static void
terrain_form_view_root (GtkWidget *widget)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (widget);

  GTK_WIDGET_CLASS (terrain_form_view_parent_class)->root (widget);
  g_set_weak_pointer (&self->root, GTK_WIDGET (gtk_widget_get_root (widget)));
  self->root_handler = g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_moved), self,
                                                G_CONNECT_SWAPPED);
}

static void
terrain_form_view_unroot (GtkWidget *widget)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (widget);

  if (self->root != NULL)
    g_clear_signal_handler (&self->root_handler, self->root);
  g_clear_weak_pointer (&self->root);
  GTK_WIDGET_CLASS (terrain_form_view_parent_class)->unroot (widget);
}

/* The heading that @item is folded away behind. */
static gboolean
focus_fold (TerrainFormView *self, TerrainItem *item)
{
  TerrainItem *outermost = NULL;

  while ((item = terrain_item_get_parent (item)) != NULL)
    if (terrain_form_folds_is_folded (folds (self), item))
      outermost = item;
  GtkWidget *group = outermost != NULL ? terrain_form_items_find (self->items, outermost) : NULL;
  return group != NULL && TERRAIN_IS_FORM_GROUP (group) && terrain_form_group_focus_heading (TERRAIN_FORM_GROUP (group));
}

static gboolean
terrain_form_view_grab_focus (GtkWidget *widget)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (widget);

  if (self->current != NULL && terrain_form_folds_hides (folds (self), current_item (self)))
    return focus_fold (self, current_item (self));
  if (self->current != NULL && (!TERRAIN_IS_QUESTION (self->current) ||
                                terrain_question_get_answerable (TERRAIN_QUESTION (self->current))))
    return gtk_widget_grab_focus (self->current);
  return focus_item (self, terrain_form_folds_step (folds (self), root_item (self), NULL, TRUE)) ||
         gtk_widget_child_focus (GTK_WIDGET (self->items), GTK_DIR_TAB_FORWARD);
}

static void
terrain_form_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (object);

  if (id == PROP_CURRENT_REF)
    g_value_set_string (value, self->current_ref);
  else if (id == PROP_SHOW_REQUIRED)
    g_value_set_boolean (value, terrain_form_view_get_show_required (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_form_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOW_REQUIRED)
    terrain_form_view_set_show_required (TERRAIN_FORM_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
terrain_form_view_dispose (GObject *object)
{
  TerrainFormView *self = TERRAIN_FORM_VIEW (object);

  g_clear_weak_pointer (&self->current);
  if (self->look_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->look_tick);
  self->look_tick = 0;
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->scroll, terrain_form_scroll_free);
  g_clear_pointer (&self->sight, terrain_form_sight_free);
  self->items = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_FORM_VIEW);
  g_clear_object (&self->autoplay);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (terrain_form_view_parent_class)->dispose (object);
}

static void
terrain_form_view_finalize (GObject *object)
{
  g_free (TERRAIN_FORM_VIEW (object)->current_ref);
  G_OBJECT_CLASS (terrain_form_view_parent_class)->finalize (object);
}

static void
terrain_form_view_class_init (TerrainFormViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = terrain_form_view_get_property;
  object_class->set_property = terrain_form_view_set_property;
  object_class->dispose = terrain_form_view_dispose;
  object_class->finalize = terrain_form_view_finalize;
  widget_class->root = terrain_form_view_root;
  widget_class->unroot = terrain_form_view_unroot;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_form_view_grab_focus;

  properties[PROP_CURRENT_REF] = g_param_spec_string (
    "current-ref", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_REQUIRED] = g_param_spec_boolean (
    "show-required", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  terrain_form_get_resource ();
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/form/terrain-form-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainFormView, scroller);
  gtk_widget_class_bind_template_child (widget_class, TerrainFormView, clamp);
  gtk_widget_class_install_action (widget_class, "form.focus-ref", "s", focus_ref_action);
  gtk_widget_class_install_action (widget_class, "form.flush", NULL, flush_action);
  gtk_widget_class_install_action (widget_class, "form.next-section", NULL, section_action);
  gtk_widget_class_install_action (widget_class, "form.previous-section", NULL, section_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "form.next-section", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "form.previous-section", NULL);
}

static void
terrain_form_view_init (TerrainFormView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* All that is built turns with the language; what is built later takes the direction there is then. */
static void
apply_direction (TerrainFormView *self)
{
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (self->context));
}

static GtkWidget *
new_view (TerrainSession *session, TerrainInterview *interview)
{
  TerrainFormView *self = g_object_new (TERRAIN_TYPE_FORM_VIEW, NULL);

  self->context = terrain_form_context_new (session, interview);
  self->autoplay = terrain_autoplay_new (interview, GTK_WIDGET (self));
  terrain_form_context_set_lazy (self->context, TRUE);
  /* Before and after the groups follow. */
  g_signal_connect_object (folds (self), "changed", G_CALLBACK (folding), self, 0);
  g_signal_connect_object (folds (self), "changed", G_CALLBACK (folded), self, G_CONNECT_AFTER);
  self->items = TERRAIN_FORM_ITEMS (terrain_form_items_new (self->context, root_item (self), 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->items), "terrain-items");
  adw_clamp_set_child (ADW_CLAMP (self->clamp), GTK_WIDGET (self->items));
  if (terrain_form_items_is_grid (self->items))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "grid");
      adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), GRID_WIDTH);
      adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), GRID_WIDTH);
    }
  apply_direction (self);
  g_signal_connect_object (self->context, "notify::direction", G_CALLBACK (apply_direction), self, G_CONNECT_SWAPPED);
  make_line (self);
  self->scroll = terrain_form_scroll_new (self->context, GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->items));
  self->sight = terrain_form_sight_new (self->context, GTK_SCROLLED_WINDOW (self->scroller), self->items);
  g_signal_connect_object (self->items, "done", G_CALLBACK (question_done), self, 0);
  /* Positions of repeat instances may have moved. */
  g_signal_connect_object (interview, "changed", G_CALLBACK (update_current_ref), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

GtkWidget *
terrain_form_view_new (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);
  return new_view (session, terrain_session_get_interview (session));
}

GtkWidget *
terrain_form_view_new_preview (TerrainInterview *interview)
{
  g_return_val_if_fail (TERRAIN_IS_INTERVIEW (interview), NULL);
  return new_view (NULL, interview);
}

void
terrain_form_view_set_second_language (TerrainFormView *self, const char *language)
{
  g_return_if_fail (TERRAIN_IS_FORM_VIEW (self));
  terrain_form_context_set_second_language (self->context, language);
}
