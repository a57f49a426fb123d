/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "terrain-locator.h"
#include "terrain-place-giver.h"
#include "terrain-place-text.h"

/* In metres: given at once (ODK XForms has 100 as what is unacceptable; here is nobody who could be asked). */
#define GOOD 100
/* In seconds, as for a question: how long something better is waited for, and anything at all. */
#define SETTLED 10
#define LONGEST 60

struct _TerrainPlaceGiver
{
  GObject parent_instance;
  TerrainSession *session;
  GtkWidget *page;         /* weak */
  TerrainLocator *locator; /* NULL while nothing is looked for */
  gboolean is_over;        /* the desktop said no: it is not asked again for this record */
  TerrainNoPlace reason;
  TerrainPlace best;
  gboolean has_best;
  guint settled;
  guint longest;
  gint64 noted; /* µs of the monotonic clock: when the audit log was last told */
};

G_DEFINE_FINAL_TYPE (TerrainPlaceGiver, terrain_place_giver, G_TYPE_OBJECT)

static void
stop_waiting (TerrainPlaceGiver *self)
{
  g_clear_handle_id (&self->settled, g_source_remove);
  g_clear_handle_id (&self->longest, g_source_remove);
  self->has_best = FALSE;
}

static void
stop (TerrainPlaceGiver *self)
{
  stop_waiting (self);
  if (self->locator == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->locator, self);
  terrain_locator_stop (self->locator);
  g_clear_object (&self->locator);
}

/* The audit log goes on wanting it. */
static void
stop_unless_logged (TerrainPlaceGiver *self)
{
  if (terrain_session_wants_places (self->session, NULL))
    stop_waiting (self);
  else
    stop (self);
}

static void
give (TerrainPlaceGiver *self)
{
  g_autofree char *value = terrain_place_text_to_value (&self->best);
  g_autoptr (GError) error = NULL;

  stop_unless_logged (self);
  /* The record may be over by now, or its form may not take it: blank is what it is then. */
  if (!terrain_session_give_place (self->session, value, &error))
    g_debug ("the place of the device came to nothing: %s", error->message);
}

static void
give_none (TerrainPlaceGiver *self)
{
  g_autoptr (GError) error = NULL;

  if (!terrain_session_give_no_place (self->session, self->reason, &error))
    g_debug ("no place of the device came to nothing: %s", error->message);
}

static gboolean
waited_enough (gpointer data)
{
  TerrainPlaceGiver *self = data;

  self->settled = 0;
  give (self);
  return G_SOURCE_REMOVE;
}

static gboolean
waited_long (gpointer data)
{
  TerrainPlaceGiver *self = data;

  self->longest = 0;
  if (self->has_best)
    {
      give (self);
      return G_SOURCE_REMOVE;
    }
  stop_unless_logged (self);
  self->reason = TERRAIN_NO_PLACE_UNKNOWN;
  give_none (self);
  return G_SOURCE_REMOVE;
}

static void
note (TerrainPlaceGiver *self, const TerrainPlace *place)
{
  g_autofree char *value = NULL;
  gint64 now = g_get_monotonic_time ();
  guint interval;

  if (!terrain_session_wants_places (self->session, &interval) ||
      (self->noted != 0 && now - self->noted < (gint64) interval * G_TIME_SPAN_SECOND))
    return;
  self->noted = now;
  value = terrain_place_text_to_value (place);
  terrain_session_note_place (self->session, value);
}

static void
moved (TerrainPlaceGiver *self)
{
  const TerrainPlace *place = terrain_locator_get_place (self->locator);

  note (self, place);
  if (!terrain_session_wants_place (self->session))
    return;
  if (!self->has_best || !isfinite (self->best.accuracy) || place->accuracy < self->best.accuracy)
    {
      self->best = *place;
      self->has_best = TRUE;
      g_clear_handle_id (&self->settled, g_source_remove);
      self->settled = g_timeout_add_seconds (SETTLED, waited_enough, self);
    }
  if (self->best.accuracy <= GOOD)
    give (self);
}

static void
ended (TerrainLocator *locator, guint end, TerrainPlaceGiver *self)
{
  gboolean has_best = self->has_best;

  self->is_over = TRUE;
  self->reason = end == TERRAIN_LOCATOR_REFUSED ? TERRAIN_NO_PLACE_REFUSED : TERRAIN_NO_PLACE_UNKNOWN;
  stop (self);
  if (has_best)
    give (self);
  else
    give_none (self);
}

/* Once the page has a window: a question of the desktop belongs above it. */
static void
look (TerrainPlaceGiver *self)
{
  gboolean wanted = terrain_session_wants_place (self->session);
  guint interval = 0;

  if (self->page == NULL || !gtk_widget_get_mapped (self->page))
    return;
  if (wanted && !terrain_profile_get_gives_place (terrain_session_get_profile (self->session)))
    self->reason = TERRAIN_NO_PLACE_OFF; /* the person thought better of it */
  if (wanted && (self->is_over || self->reason == TERRAIN_NO_PLACE_OFF))
    give_none (self);
  if (self->is_over || self->reason == TERRAIN_NO_PLACE_OFF ||
      (!terrain_session_wants_place (self->session) && !terrain_session_wants_places (self->session, &interval)))
    return;
  if (wanted && self->longest == 0)
    self->longest = g_timeout_add_seconds (LONGEST, waited_long, self);
  if (self->locator != NULL)
    {
      /* It looks already, for the audit log: what it knows is good enough. */
      if (wanted && terrain_locator_get_place (self->locator) != NULL)
        moved (self);
      return;
    }
  self->locator = terrain_locator_new ();
  g_signal_connect_object (self->locator, "moved", G_CALLBACK (moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->locator, "ended", G_CALLBACK (ended), self, 0);
  terrain_locator_start (self->locator, self->page, wanted ? 0 : interval);
}

static void
page_mapped (TerrainPlaceGiver *self)
{
  self->reason = TERRAIN_NO_PLACE_UNKNOWN;
  look (self);
}

static void
terrain_place_giver_dispose (GObject *object)
{
  TerrainPlaceGiver *self = TERRAIN_PLACE_GIVER (object);

  stop (self);
  g_clear_weak_pointer (&self->page);
  G_OBJECT_CLASS (terrain_place_giver_parent_class)->dispose (object);
}

static void
terrain_place_giver_finalize (GObject *object)
{
  g_clear_object (&TERRAIN_PLACE_GIVER (object)->session);
  G_OBJECT_CLASS (terrain_place_giver_parent_class)->finalize (object);
}

static void
terrain_place_giver_class_init (TerrainPlaceGiverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = terrain_place_giver_dispose;
  object_class->finalize = terrain_place_giver_finalize;
}

static void
terrain_place_giver_init (TerrainPlaceGiver *self)
{
  self->reason = TERRAIN_NO_PLACE_UNKNOWN;
}

TerrainPlaceGiver *
terrain_place_giver_new (TerrainSession *session, GtkWidget *page)
{
  TerrainPlaceGiver *self;

  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  self = g_object_new (TERRAIN_TYPE_PLACE_GIVER, NULL);
  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->page, page);
  g_signal_connect_object (session, "place-wanted", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "map", G_CALLBACK (page_mapped), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "unmap", G_CALLBACK (stop), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}
