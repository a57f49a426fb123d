/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-form-scroll.h"
#include "terrain-form-sight.h"

/* Of a frame of 16 ms, what building may take while the page stands still or is scrolled. */
#define BUILD_US 6000

struct _TerrainFormSight
{
  TerrainFormContext *context;
  GtkScrolledWindow *scroller;
  GtkAdjustment *adjustment;
  TerrainFormItems *items;
  TerrainFormFolds *folds;
  guint tick;
};

/* A slot that is not built, and how far it is from what is seen: 0 within. */
typedef struct
{
  TerrainFormSlot *slot;
  double distance;
} Candidate;

typedef struct
{
  double top, bottom;  /* of what is seen */
  double reach;        /* how far beyond it is built */
  GArray *candidates;
  gboolean unplaced;   /* there are slots the layout has not come to */
} Look;

static void
look_at (TerrainFormSlot *slot, double y, double height, gpointer data)
{
  Look *look = data;
  Candidate candidate = { slot, MAX (MAX (y - look->bottom, look->top - y - height), 0) };

  if (height == 0)
    look->unplaced = TRUE;
  else if (candidate.distance <= look->reach)
    g_array_append_val (look->candidates, candidate);
}

static int
compare_distance (gconstpointer a, gconstpointer b)
{
  double distance_a = ((const Candidate *) a)->distance, distance_b = ((const Candidate *) b)->distance;

  return (distance_a > distance_b) - (distance_a < distance_b);
}

/* What is above the page grows or shrinks there, by as much as the page is moved: what is read stays where it is. */
static void
build (TerrainFormSight *self, TerrainFormSlot *slot)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  /* Side by side, it is as high as the highest of its row. */
  GtkWidget *grown = terrain_form_items_is_grid (self->items) ? GTK_WIDGET (self->items) : GTK_WIDGET (slot);
  int width = gtk_widget_get_width (grown);
  int before, after;
  graphene_rect_t bounds;
  gboolean above = gtk_widget_compute_bounds (GTK_WIDGET (slot), GTK_WIDGET (self->items), &bounds) &&
                   bounds.origin.y + bounds.size.height <= value;

  /* Not what it has: others of this frame are built and not laid out yet. */
  if (above)
    gtk_widget_measure (grown, GTK_ORIENTATION_VERTICAL, width, &before, NULL, NULL, NULL);
  terrain_form_slot_build (slot);
  if (!above)
    return;
  gtk_widget_measure (grown, GTK_ORIENTATION_VERTICAL, width, &after, NULL, NULL, NULL);
  terrain_form_scroll_shift (self->adjustment, after - before);
}

/* While some are built the places of the others are those of before: good enough to choose by until the next frame. */
static gboolean
tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  TerrainFormSight *self = data;
  gint64 deadline = g_get_monotonic_time () + BUILD_US;
  double page = gtk_adjustment_get_page_size (self->adjustment), top = gtk_adjustment_get_value (self->adjustment);
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Look look = { .top = top, .bottom = top + page, .reach = page, .candidates = candidates };

  /* What an answer opened was built with it; this frame has enough to lay out. */
  if (terrain_form_context_was_ahead (self->context))
    return G_SOURCE_CONTINUE;
  terrain_form_items_foreach_unbuilt (self->items, look_at, &look);
  if (candidates->len == 0 && !look.unplaced)
    {
      terrain_form_context_allow_ahead (self->context);
      self->tick = 0;
      return G_SOURCE_REMOVE;
    }
  /* A stable sort: of those in sight the first comes first. */
  g_array_sort (candidates, compare_distance);
  for (guint i = 0; i < candidates->len && (i == 0 || g_get_monotonic_time () < deadline); i++)
    build (self, g_array_index (candidates, Candidate, i).slot);
  return G_SOURCE_CONTINUE;
}

static void
look_again (TerrainFormSight *self)
{
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->scroller), tick, self, NULL);
}

TerrainFormSight *
terrain_form_sight_new (TerrainFormContext *context, GtkScrolledWindow *scroller, TerrainFormItems *items)
{
  TerrainFormSight *self = g_new0 (TerrainFormSight, 1);

  self->context = context;
  self->scroller = scroller;
  self->items = items;
  self->adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  g_signal_connect_swapped (self->adjustment, "value-changed", G_CALLBACK (look_again), self);
  g_signal_connect_swapped (self->adjustment, "changed", G_CALLBACK (look_again), self);
  g_signal_connect_swapped (context, "slot-made", G_CALLBACK (look_again), self);
  /* Where all of the form has room the scrollbar does not change. */
  self->folds = g_object_ref (terrain_form_context_get_folds (context));
  g_signal_connect_swapped (self->folds, "changed", G_CALLBACK (look_again), self);
  look_again (self);
  return self;
}

void
terrain_form_sight_free (TerrainFormSight *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->scroller), self->tick);
  g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_signal_handlers_disconnect_by_data (self->context, self);
  g_signal_handlers_disconnect_by_data (self->folds, self);
  g_object_unref (self->folds);
  g_free (self);
}
