/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-scroll.h"

/* Room left above and below, and how long the page may be at rest before the target is let go. */
#define MARGIN 24
#define REST_FRAMES 3

struct _TerrainFormScroll
{
  TerrainFormContext *context;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkWidget *target; /* weak */
  GtkWidget *heading; /* weak, nullable */
  GtkEventController *wheel;
  guint tick;
  guint rest;
  gboolean from_start;
  float last_y;
  double last_upper;
};

static void
let_go (TerrainFormScroll *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->tick);
  self->tick = 0;
  g_clear_weak_pointer (&self->target);
  g_clear_weak_pointer (&self->heading);
}

/* Where the target is, with its heading where both fit. */
static gboolean
compute_bounds (TerrainFormScroll *self, graphene_rect_t *bounds)
{
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (self->scroller));
  graphene_rect_t above, both;

  if (self->target == NULL || !gtk_widget_compute_bounds (self->target, self->content, bounds))
    return FALSE;
  if (self->heading == NULL || !gtk_widget_compute_bounds (self->heading, self->content, &above) || above.size.height == 0)
    return TRUE;
  graphene_rect_union (&above, bounds, &both);
  if (both.size.height + 2 * MARGIN <= page)
    *bounds = both;
  return TRUE;
}

static void
bring_into_view (TerrainFormScroll *self, double top, double height)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);
  double low = top - MARGIN, high = top + height + MARGIN;

  if (high - low > page || low < value)
    value = low;
  else if (high > value + page)
    value = high - page;
  gtk_adjustment_set_value (adjustment, value);
}

/* Which part of a tall question is seen is GTK's own business where a person put the focus there; a question that was gone
 * to is read from its beginning. */
static gboolean
is_to_move (TerrainFormScroll *self, const graphene_rect_t *bounds)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment), value = gtk_adjustment_get_value (adjustment);

  return bounds->size.height + 2 * MARGIN <= page || bounds->origin.y > (self->from_start ? value : value + page) ||
         bounds->origin.y + bounds->size.height < value;
}

static gboolean
tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TerrainFormScroll *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  graphene_rect_t bounds;

  if (!compute_bounds (self, &bounds))
    {
      self->tick = 0;
      let_go (self);
      return G_SOURCE_REMOVE;
    }
  if (bounds.size.height == 0)
    return G_SOURCE_CONTINUE;
  /* Frames pass without a change also where the machine has no time left for building between them. */
  if (bounds.origin.y == self->last_y && gtk_adjustment_get_upper (adjustment) == self->last_upper)
    self->rest = terrain_form_context_is_building (self->context) ? 0 : self->rest + 1;
  else
    {
      self->rest = 0;
      self->last_y = bounds.origin.y;
      self->last_upper = gtk_adjustment_get_upper (adjustment);
      if (is_to_move (self, &bounds))
        bring_into_view (self, bounds.origin.y, bounds.size.height);
    }
  if (self->rest < REST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  let_go (self);
  return G_SOURCE_REMOVE;
}

static gboolean
wheel_moved (GtkEventControllerScroll *controller, double dx, double dy, TerrainFormScroll *self)
{
  let_go (self);
  return GDK_EVENT_PROPAGATE;
}

static void
scroll_to (TerrainFormScroll *self, GtkWidget *target, GtkWidget *heading, gboolean from_start)
{
  g_set_weak_pointer (&self->target, target);
  g_set_weak_pointer (&self->heading, heading);
  self->from_start = from_start;
  self->rest = 0;
  self->last_y = -1;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick, self, NULL);
}

void
terrain_form_scroll_to (TerrainFormScroll *self, GtkWidget *target)
{
  scroll_to (self, target, NULL, FALSE);
}

void
terrain_form_scroll_to_start (TerrainFormScroll *self, GtkWidget *target, GtkWidget *heading)
{
  scroll_to (self, target, heading, TRUE);
}

/* Narrower, everything above grows, and tables become lists: what has the focus and was in sight stays in sight. What is
 * seen is still that of before: the content gets its place afterwards. */
static void
width_changed (GtkAdjustment *sideways, GParamSpec *pspec, TerrainFormScroll *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double value = gtk_adjustment_get_value (adjustment);
  GtkRoot *root = gtk_widget_get_root (self->content);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (self->target != NULL || focus == NULL || !gtk_widget_is_ancestor (focus, self->content) ||
      !gtk_widget_compute_bounds (focus, self->content, &bounds))
    return;
  if (bounds.origin.y + bounds.size.height > value &&
      bounds.origin.y < value + gtk_adjustment_get_page_size (adjustment))
    terrain_form_scroll_to (self, focus);
}

TerrainFormScroll *
terrain_form_scroll_new (TerrainFormContext *context, GtkScrolledWindow *scroller, GtkWidget *content)
{
  TerrainFormScroll *self = g_new0 (TerrainFormScroll, 1);

  self->context = context;
  self->scroller = scroller;
  self->content = content;
  self->wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (self->wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (self->wheel, "scroll", G_CALLBACK (wheel_moved), self);
  gtk_widget_add_controller (GTK_WIDGET (scroller), self->wheel);
  g_signal_connect (gtk_scrolled_window_get_hadjustment (scroller), "notify::page-size", G_CALLBACK (width_changed), self);
  return self;
}

void
terrain_form_scroll_free (TerrainFormScroll *self)
{
  let_go (self);
  g_signal_handlers_disconnect_by_data (self->wheel, self);
  g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->scroller), self);
  g_free (self);
}

void
terrain_form_scroll_shift (GtkAdjustment *adjustment, int by)
{
  gtk_adjustment_configure (adjustment, gtk_adjustment_get_value (adjustment) + by, gtk_adjustment_get_lower (adjustment),
                            gtk_adjustment_get_upper (adjustment) + by, gtk_adjustment_get_step_increment (adjustment),
                            gtk_adjustment_get_page_increment (adjustment), gtk_adjustment_get_page_size (adjustment));
}
