/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-schedule-private.h"

#include "terrain-back-off-private.h"
#include "terrain-sync-error-private.h"

/* Several signals come for one change of a network; it also takes a moment until it works. */
#define NETWORK_DEBOUNCE_FACTOR 4
#define MIN_TIMER_MS 50

struct _TerrainSchedule
{
  TerrainStore *store;
  GNetworkMonitor *monitor;
  TerrainScheduleWake wake;
  TerrainScheduleCount count;
  gpointer user_data;
  guint debounce_ms;
  guint debounce;         /* sources */
  guint network_debounce;
  guint timer;
  GCancellable *cancellable;
  gboolean looking;
  gboolean look_again;
  gboolean running;
  gboolean network_changed;
  guint n_failures;
  gint64 gate_until;      /* monotonic µs, 0 for open */
  gboolean needs_person;  /* new records do not open the gate */
  GHashTable *known;      /* uuids that were there when the gate closed */
  gboolean capture_known;
};

static void look (TerrainSchedule *self);

static gboolean
on_look_time (gpointer user_data)
{
  TerrainSchedule *self = user_data;

  self->debounce = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_soon (TerrainSchedule *self)
{
  if (self->debounce == 0)
    self->debounce = g_timeout_add (self->debounce_ms, on_look_time, self);
}

static gboolean
on_timer (gpointer user_data)
{
  TerrainSchedule *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_network_settled (gpointer user_data)
{
  TerrainSchedule *self = user_data;

  self->network_debounce = 0;
  self->network_changed = TRUE;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (GNetworkMonitor *monitor,
                    gboolean         available,
                    gpointer         user_data)
{
  TerrainSchedule *self = user_data;

  g_clear_handle_id (&self->network_debounce, g_source_remove);
  self->network_debounce =
    g_timeout_add (self->debounce_ms * NETWORK_DEBOUNCE_FACTOR, on_network_settled, self);
}

static void
on_records_changed (TerrainStore *store,
                    const char   *uuid,
                    gpointer      user_data)
{
  look_soon (user_data);
}

TerrainSchedule *
terrain_schedule_new (TerrainStore        *store,
                      guint                debounce_ms,
                      TerrainScheduleWake  wake,
                      TerrainScheduleCount count,
                      gpointer             user_data)
{
  TerrainSchedule *self = g_new0 (TerrainSchedule, 1);

  self->store = g_object_ref (store);
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->debounce_ms = debounce_ms;
  self->wake = wake;
  self->count = count;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (store, "records-changed", G_CALLBACK (on_records_changed), self);
  g_signal_connect (self->monitor, "network-changed", G_CALLBACK (on_network_changed), self);
  look_soon (self);
  return self;
}

void
terrain_schedule_free (TerrainSchedule *self)
{
  g_signal_handlers_disconnect_by_data (self->store, self);
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_handle_id (&self->debounce, g_source_remove);
  g_clear_handle_id (&self->network_debounce, g_source_remove);
  g_clear_handle_id (&self->timer, g_source_remove);
  /* A look under way finds this and touches nothing of us. */
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  g_object_unref (self->monitor);
  g_hash_table_unref (self->known);
  g_free (self);
}

static void
arm (TerrainSchedule *self,
     gint64           delay)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add ((guint) (CLAMP (delay, 0, TERRAIN_BACK_OFF_MAX) / 1000) + MIN_TIMER_MS, on_timer, self);
}

typedef struct
{
  gboolean any_due;
  gboolean any_fresh; /* due, and not seen when the gate closed */
  gint64 next_due;    /* µs from now, of those not due; G_MAXINT64 for none */
} Survey;

static Survey
survey (TerrainSchedule *self,
        GPtrArray       *records)
{
  Survey found = { FALSE, FALSE, G_MAXINT64 };
  gint64 now = g_get_real_time ();

  for (guint i = 0; i < records->len; i++)
    {
      TerrainRecord *record = g_ptr_array_index (records, i);

      if (self->capture_known)
        g_hash_table_add (self->known, g_strdup (record->uuid));
      if (!terrain_back_off_is_due (record->next_attempt, now))
        {
          found.next_due = MIN (found.next_due, record->next_attempt - now);
          continue;
        }
      found.any_due = TRUE;
      found.any_fresh = found.any_fresh || !g_hash_table_contains (self->known, record->uuid);
    }
  self->capture_known = FALSE;
  return found;
}

static void
decide (TerrainSchedule *self,
        GPtrArray       *records)
{
  Survey found = survey (self, records);
  gint64 gate = self->gate_until - g_get_monotonic_time ();
  gboolean network_changed = self->network_changed;

  self->network_changed = FALSE;
  if (self->running || records->len == 0)
    return;
  if (network_changed)
    self->wake (TRUE, self->user_data);
  else if (found.any_due && (gate <= 0 || (found.any_fresh && !self->needs_person)))
    self->wake (FALSE, self->user_data);
  else
    arm (self, MAX (found.any_due ? 0 : found.next_due, gate));
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GTask *task = G_TASK (result);
  TerrainSchedule *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    return;
  records = g_task_propagate_pointer (task, &error);
  self->looking = FALSE;
  if (records == NULL)
    {
      g_warning ("The queue cannot be read: %s", error->message);
      arm (self, TERRAIN_BACK_OFF_MAX);
      return;
    }
  self->count (records->len, self->user_data);
  if (self->look_again)
    look (self);
  else
    decide (self, records);
}

static void
look_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *records = terrain_store_list_due (source, G_MAXINT64, &error);

  if (records != NULL)
    g_task_return_pointer (task, records, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
look (TerrainSchedule *self)
{
  g_autoptr (GTask) task = NULL;

  self->look_again = self->looking;
  if (self->looking)
    return;
  self->looking = TRUE;
  task = g_task_new (self->store, self->cancellable, on_looked, self);
  g_task_set_source_tag (task, look);
  g_task_run_in_thread (task, look_thread);
}

void
terrain_schedule_begin_run (TerrainSchedule *self)
{
  self->running = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

static gboolean
needs_person (const GError *error)
{
  return g_error_matches (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_CREDENTIALS) ||
         g_error_matches (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS) ||
         g_error_matches (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SECRET) ||
         g_error_matches (error, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER);
}

void
terrain_schedule_end_run (TerrainSchedule *self,
                          const GError    *error)
{
  gint64 delay;

  self->running = FALSE;
  /* Stopped on purpose: says nothing of the server. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      look (self);
      return;
    }
  g_hash_table_remove_all (self->known);
  if (error != NULL && (terrain_sync_error_is_general (error) || error->domain != TERRAIN_SYNC_ERROR))
    {
      self->n_failures++;
      self->needs_person = needs_person (error);
      delay = self->needs_person ? TERRAIN_BACK_OFF_MAX
                                 : terrain_back_off_get_delay (self->n_failures,
                                                               terrain_sync_error_get_retry_after (error));
      self->gate_until = g_get_monotonic_time () + delay;
      self->capture_known = TRUE;
    }
  else
    {
      self->n_failures = 0;
      self->needs_person = FALSE;
      self->gate_until = 0;
    }
  look (self);
}

void
terrain_schedule_reset (TerrainSchedule *self)
{
  self->n_failures = 0;
  self->needs_person = FALSE;
  self->gate_until = 0;
  look_soon (self);
}

guint
terrain_schedule_get_n_failures (TerrainSchedule *self)
{
  return self->n_failures;
}
