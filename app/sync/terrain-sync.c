/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-sync.h"

#include <glib/gi18n-lib.h>

#include "terrain-credentials-private.h"
#include "terrain-sync-private.h"
#include "terrain-sync-work-private.h"

#define TIMEOUT_S 30
#define SETTLE_MS 1000
#define DEBOUNCE_MS 250
/* Forms change a few times a year, and somebody in a hurry can ask. */
#define FORMS_FIRST_S 5
#define FORMS_INTERVAL_S (6 * 60 * 60)
#define FORMS_RETRY_S (15 * 60)

struct _TerrainSync
{
  GObject parent_instance;
  TerrainProfile *profile;
  TerrainSyncSending *sending;
  GCancellable *cancellable;
  char *password;
  guint timeout;
  guint settle_ms;
  guint debounce_ms;
  guint forms_timer;
  guint n_works;
  GError *problem; /* (nullable): how the last work ended */
  guint n_waiting;
  double progress;
  TerrainSyncState state;
  char *message;
};

G_DEFINE_FINAL_TYPE (TerrainSync, terrain_sync, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_STATE,
  PROP_MESSAGE,
  PROP_PROGRESS,
  PROP_N_WAITING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void schedule_forms (TerrainSync *self, guint seconds);

static void
terrain_sync_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TerrainSync *self = TERRAIN_SYNC (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_uint (value, self->state);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, self->progress);
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, self->n_waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_sync_dispose (GObject *object)
{
  TerrainSync *self = TERRAIN_SYNC (object);

  terrain_sync_stop (self);
  G_OBJECT_CLASS (terrain_sync_parent_class)->dispose (object);
}

static void
terrain_sync_finalize (GObject *object)
{
  TerrainSync *self = TERRAIN_SYNC (object);

  terrain_sync_sending_free (self->sending);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  g_clear_error (&self->problem);
  g_free (self->password);
  g_free (self->message);
  G_OBJECT_CLASS (terrain_sync_parent_class)->finalize (object);
}

static void
terrain_sync_class_init (TerrainSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_sync_get_property;
  object_class->dispose = terrain_sync_dispose;
  object_class->finalize = terrain_sync_finalize;
  /* TerrainSyncState */
  properties[PROP_STATE] =
    g_param_spec_uint ("state", NULL, NULL, 0, TERRAIN_SYNC_NEEDS_ATTENTION, TERRAIN_SYNC_IDLE, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_N_WAITING] = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_sync_init (TerrainSync *self)
{
  self->sending = terrain_sync_sending_new (self);
  self->cancellable = g_cancellable_new ();
  self->timeout = TIMEOUT_S;
  self->settle_ms = SETTLE_MS;
  self->debounce_ms = DEBOUNCE_MS;
}

TerrainSync *
terrain_sync_new (TerrainProfile *profile)
{
  TerrainSync *self;

  g_return_val_if_fail (TERRAIN_IS_PROFILE (profile), NULL);

  self = g_object_new (TERRAIN_TYPE_SYNC, NULL);
  self->profile = g_object_ref (profile);
  return self;
}

void
terrain_sync_set_times (TerrainSync *self,
                        guint        timeout,
                        guint        settle_ms,
                        guint        debounce_ms)
{
  self->timeout = timeout;
  self->settle_ms = settle_ms;
  self->debounce_ms = debounce_ms;
}

static TerrainSyncState
compute_state (TerrainSync *self)
{
  if (self->n_works > 0)
    return TERRAIN_SYNC_BUSY;
  if (g_error_matches (self->problem, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_CREDENTIALS) ||
      g_error_matches (self->problem, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_TLS) ||
      g_error_matches (self->problem, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_SECRET))
    return TERRAIN_SYNC_NEEDS_ATTENTION;
  if (g_error_matches (self->problem, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER) || self->n_waiting == 0)
    return TERRAIN_SYNC_IDLE;
  return TERRAIN_SYNC_WAITING;
}

static void
update_state (TerrainSync *self)
{
  TerrainSyncState state = compute_state (self);
  const char *message = NULL;

  if (self->problem != NULL && (state == TERRAIN_SYNC_WAITING || state == TERRAIN_SYNC_NEEDS_ATTENTION))
    message = self->problem->message;
  g_object_freeze_notify (G_OBJECT (self));
  if (state != self->state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (g_strcmp0 (message, self->message) != 0)
    {
      g_free (self->message);
      self->message = g_strdup (message);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

TerrainSyncWork
terrain_sync_begin_work (TerrainSync *self)
{
  TerrainSyncWork work = {
    .profile = self->profile,
    .password = self->password,
    .timeout = self->timeout,
    .settle_ms = self->settle_ms,
  };

  self->n_works++;
  terrain_sync_set_progress (self, 0);
  update_state (self);
  return work;
}

void
terrain_sync_end_work (TerrainSync  *self,
                       const GError *error)
{
  g_assert (self->n_works > 0);

  self->n_works--;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&self->problem);
      self->problem = error != NULL ? g_error_copy (error) : NULL;
    }
  update_state (self);
}

void
terrain_sync_set_progress (TerrainSync *self,
                           double       progress)
{
  if (progress <= self->progress && progress >= self->progress)
    return;
  self->progress = progress;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

void
terrain_sync_set_n_waiting (TerrainSync *self,
                            guint        n_waiting)
{
  if (n_waiting == self->n_waiting)
    return;
  self->n_waiting = n_waiting;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  update_state (self);
}

TerrainSyncSending *
terrain_sync_get_sending (TerrainSync *self)
{
  return self->sending;
}

TerrainSyncState
terrain_sync_get_state (TerrainSync *self)
{
  g_return_val_if_fail (TERRAIN_IS_SYNC (self), TERRAIN_SYNC_IDLE);

  return self->state;
}

const char *
terrain_sync_get_message (TerrainSync *self)
{
  g_return_val_if_fail (TERRAIN_IS_SYNC (self), NULL);

  return self->message;
}

static void
on_forms_updated (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TerrainSync *self = TERRAIN_SYNC (source);
  g_autoptr (GError) error = NULL;

  /* What a person should know of it is in state and message. */
  if (terrain_sync_update_forms_finish (self, result, NULL, NULL, NULL, &error))
    schedule_forms (self, FORMS_INTERVAL_S);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    schedule_forms (self, FORMS_RETRY_S);
}

static gboolean
on_forms_due (gpointer user_data)
{
  TerrainSync *self = user_data;

  self->forms_timer = 0;
  terrain_sync_update_forms_async (self, self->cancellable, on_forms_updated, NULL);
  return G_SOURCE_REMOVE;
}

static void
schedule_forms (TerrainSync *self,
                guint        seconds)
{
  g_clear_handle_id (&self->forms_timer, g_source_remove);
  self->forms_timer = g_timeout_add_seconds (seconds, on_forms_due, self);
}

void
terrain_sync_start (TerrainSync *self)
{
  g_return_if_fail (TERRAIN_IS_SYNC (self));

  terrain_sync_sending_start (self->sending, terrain_profile_get_store (self->profile), self->debounce_ms);
  schedule_forms (self, FORMS_FIRST_S);
}

void
terrain_sync_stop (TerrainSync *self)
{
  g_return_if_fail (TERRAIN_IS_SYNC (self));

  terrain_sync_sending_stop (self->sending);
  g_clear_handle_id (&self->forms_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
}

void
terrain_sync_set_password (TerrainSync *self,
                           const char  *password)
{
  g_return_if_fail (TERRAIN_IS_SYNC (self));

  g_free (self->password);
  self->password = g_strdup (password);
  terrain_sync_sending_reset (self->sending);
}

static void
on_password_stored (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!terrain_credentials_store_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  terrain_sync_sending_reset (TERRAIN_SYNC (g_task_get_source_object (task))->sending);
  g_task_return_boolean (task, TRUE);
}

void
terrain_sync_store_password_async (TerrainSync        *self,
                                   const char         *password,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (TerrainServerSettings) settings = NULL;
  GError *error = NULL;

  g_return_if_fail (TERRAIN_IS_SYNC (self));
  g_return_if_fail (password != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, terrain_sync_store_password_async);
  settings = terrain_profile_load_server (self->profile, &error);
  if (settings == NULL)
    g_task_return_error (task, error);
  else if (settings->url == NULL || settings->user_name == NULL)
    g_task_return_new_error (task, TERRAIN_SYNC_ERROR, TERRAIN_SYNC_ERROR_NO_SERVER,
                             _("A password belongs to a server and a user name. Set both first."));
  else
    terrain_credentials_store_async (settings->url, settings->user_name, password, cancellable, on_password_stored,
                                     g_object_ref (task));
}

gboolean
terrain_sync_store_password_finish (TerrainSync  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
