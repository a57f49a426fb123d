/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-conversation-private.h"
#include "terrain-sound-floor.h"

/* In seconds: as much as a kill can take away. */
#define KEEP_EVERY 4
/* What waits for room on the disk; two hours at the highest quality. */
#define MAX_PENDING (64 * 1024 * 1024)

struct _TerrainConversation
{
  GObject parent_instance;
  TerrainSession *session;
  TerrainRecorder *recorder;
  TerrainSoundFloor *floor;
  TerrainConversationState state;

  gboolean is_asked_for;
  gboolean is_agreed;
  gboolean is_refused;
  gboolean is_off;
  gboolean is_paused;
  gboolean is_stopped;
  gboolean has_failed;
  gboolean is_finishing; /* the sitting is over, or the object */
  gboolean is_ending;    /* the recorder was asked to stop */
  gboolean is_told;      /* that it begins: by the answer to the question */
  guint n_sights;
  guint n_holds;

  char *name; /* (nullable): of the file */
  char *quality;
  guint64 n_kept;      /* bytes of it that are in the store */
  GByteArray *pending; /* what follows them */
  gboolean is_writing;
  gboolean has_earlier;
  gboolean is_erasing; /* as soon as nothing is being written */

  char *trouble; /* (nullable): with the disk */
  char *failure; /* (nullable): with the microphone */
  gint64 recorded; /* µs, without what runs now */
  gint64 began;    /* µs of the monotonic clock; 0 while nothing runs */
  guint seconds;   /* as last told */
  guint tick;
  guint n_ticks;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_SECONDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TerrainConversation, terrain_conversation, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (TerrainConversationState, terrain_conversation_state,
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_UNASKED, "unasked"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_HELD, "held"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_STOPPED, "stopped"),
                    G_DEFINE_ENUM_VALUE (TERRAIN_CONVERSATION_FAILED, "failed"))

static void update (TerrainConversation *self);

/* What is told */

static TerrainConversationState
find_state (TerrainConversation *self)
{
  if (!self->is_asked_for)
    return TERRAIN_CONVERSATION_NONE;
  if (self->is_off)
    return TERRAIN_CONVERSATION_OFF;
  if (self->is_refused)
    return TERRAIN_CONVERSATION_REFUSED;
  if (!self->is_agreed)
    return TERRAIN_CONVERSATION_UNASKED;
  if (self->has_failed)
    return TERRAIN_CONVERSATION_FAILED;
  if (self->is_stopped)
    return TERRAIN_CONVERSATION_STOPPED;
  if (self->is_paused)
    return TERRAIN_CONVERSATION_PAUSED;
  return self->began != 0 && !self->is_ending ? TERRAIN_CONVERSATION_RECORDING : TERRAIN_CONVERSATION_HELD;
}

static void
tell_state (TerrainConversation *self)
{
  TerrainConversationState state = find_state (self);

  /* What plays by itself would be the first thing that is recorded. */
  terrain_sound_floor_set_recording (self->floor, self,
                                     state == TERRAIN_CONVERSATION_UNASKED || self->began != 0);
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_words (TerrainConversation *self, char **words, const char *sentence)
{
  if (g_strcmp0 (*words, sentence) == 0)
    return;
  g_free (*words);
  *words = g_strdup (sentence);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
tell_seconds (TerrainConversation *self)
{
  gint64 now = self->began != 0 ? g_get_monotonic_time () - self->began : 0;
  guint seconds = (guint) ((self->recorded + now) / G_TIME_SPAN_SECOND);

  if (self->seconds == seconds)
    return;
  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECONDS]);
}

/* Keeping */

static void
kept (TerrainConversation *self, gsize size)
{
  /* The end of the sitting may have kept more meanwhile. */
  g_byte_array_remove_range (self->pending, 0, (guint) MIN (size, self->pending->len));
  self->n_kept += size;
}

static void
erase_now (TerrainConversation *self)
{
  g_autoptr (GError) error = NULL;

  self->is_erasing = FALSE;
  g_byte_array_set_size (self->pending, 0);
  if (self->name != NULL && !terrain_session_remove_sound (self->session, self->name, &error))
    {
      g_autofree char *words = g_strdup_printf (_("The recording could not be deleted: %s"), error->message);
      set_words (self, &self->trouble, words);
    }
  else
    {
      set_words (self, &self->trouble, NULL);
    }
  g_clear_pointer (&self->name, g_free);
  self->n_kept = 0;
  self->recorded = 0;
  tell_seconds (self);
}

typedef struct
{
  TerrainConversation *conversation; /* kept alive */
  guint64 offset;
  gsize size;
} Writing;

static void
appended (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Writing *writing = data;
  g_autoptr (TerrainConversation) self = writing->conversation;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gboolean done = terrain_session_append_sound_finish (self->session, result, &error);

  self->is_writing = FALSE;
  if (self->is_erasing)
    {
      erase_now (self);
      return;
    }
  /* Where the sitting ended meanwhile, that has seen to it. */
  if (self->is_finishing || writing->offset != self->n_kept)
    return;
  if (done)
    kept (self, writing->size);
  else
    words = g_strdup_printf (_("The recording cannot be kept at the moment: %s It goes on, and keeping it is tried again."),
                             error->message);
  set_words (self, &self->trouble, words);
}

static void
write_pending (TerrainConversation *self)
{
  g_autoptr (GBytes) sound = NULL;
  Writing *writing;

  if (self->is_writing || self->is_finishing || self->pending->len == 0 || self->name == NULL)
    return;
  self->is_writing = TRUE;
  sound = g_bytes_new (self->pending->data, self->pending->len);
  writing = g_new0 (Writing, 1);
  writing->conversation = g_object_ref (self);
  writing->offset = self->n_kept;
  writing->size = g_bytes_get_size (sound);
  terrain_session_append_sound_async (self->session, self->name, TERRAIN_RECORDER_TYPE, self->n_kept, sound, appended,
                                      writing);
}

/* @sound: (nullable) */
static void
add_sound (TerrainConversation *self, GBytes *sound)
{
  gsize size;
  const guint8 *data = sound != NULL ? g_bytes_get_data (sound, &size) : NULL;

  if (data != NULL && self->is_agreed)
    g_byte_array_append (self->pending, data, (guint) size);
}

/* Recording */

static void
fail (TerrainConversation *self, const char *sentence)
{
  self->has_failed = TRUE;
  set_words (self, &self->failure, sentence);
}

static gboolean
ticked (gpointer data)
{
  TerrainConversation *self = data;

  tell_seconds (self);
  if (++self->n_ticks % KEEP_EVERY == 0)
    {
      g_autoptr (GBytes) sound = terrain_recorder_take (self->recorder);

      add_sound (self, sound);
      write_pending (self);
    }
  if (self->pending->len > MAX_PENDING && self->began != 0)
    {
      fail (self, _("The recording ended: there has been no room to keep it for too long. Make room on the disk."));
      update (self);
    }
  if (self->began != 0 || self->pending->len > 0 || self->is_writing)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
find_file (TerrainConversation *self)
{
  if (self->name == NULL)
    self->name = terrain_session_dup_sound_name (self->session, TERRAIN_RECORDER_EXTENSION, &self->n_kept);
  return self->name != NULL;
}

static void
begin (TerrainConversation *self)
{
  g_autoptr (GError) error = NULL;

  if (!find_file (self))
    return;
  if (!terrain_recorder_start (self->recorder, self->quality, &error))
    {
      if (self->is_told)
        terrain_session_note_sound (self->session, TERRAIN_SOUND_ENDS);
      self->is_told = FALSE;
      fail (self, error->message);
      return;
    }
  self->is_ending = FALSE;
  self->began = g_get_monotonic_time ();
  set_words (self, &self->failure, NULL);
  if (!self->is_told)
    terrain_session_note_sound (self->session, TERRAIN_SOUND_BEGINS);
  self->is_told = FALSE;
  if (self->tick == 0)
    self->tick = g_timeout_add_seconds (1, ticked, self);
}

static void
end (TerrainConversation *self)
{
  self->is_ending = TRUE;
  terrain_recorder_stop (self->recorder);
}

static void
finished (TerrainRecorder *recorder, GBytes *sound, const char *problem, TerrainConversation *self)
{
  if (self->began != 0)
    self->recorded += g_get_monotonic_time () - self->began;
  self->began = 0;
  tell_seconds (self);
  add_sound (self, sound);
  if (self->is_finishing)
    return;
  /* Ended at once, it may have nothing in it: that is no failure. */
  if (!self->is_ending)
    fail (self, problem);
  self->is_ending = FALSE;
  if (!self->is_refused)
    terrain_session_note_sound (self->session, TERRAIN_SOUND_ENDS);
  write_pending (self);
  update (self);
}

/* The one place that begins and ends a stretch. */
static void
update (TerrainConversation *self)
{
  gboolean wanted = self->is_asked_for && self->is_agreed && !self->is_refused && !self->is_paused && !self->is_stopped &&
                    !self->has_failed && self->n_sights > 0 && self->n_holds == 0 && !self->is_finishing;

  if (wanted && self->began == 0)
    begin (self);
  else if (!wanted && self->began != 0 && !self->is_ending && !self->is_finishing)
    end (self);
  tell_state (self);
}

/* The form may ask in the middle of the interview, too. */
static void
look (TerrainConversation *self)
{
  gboolean was_asked_for = self->is_asked_for;

  if (self->is_finishing || was_asked_for || !terrain_session_wants_sound (self->session))
    return;
  self->is_asked_for = TRUE;
  self->quality = terrain_session_dup_sound_quality (self->session);
  self->has_earlier = find_file (self) && self->n_kept > 0;
  self->is_refused = terrain_session_was_sound_refused (self->session);
  update (self);
}

TerrainConversationState
terrain_conversation_get_state (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), TERRAIN_CONVERSATION_NONE);

  return self->state;
}

/* What keeps it from being recorded comes first. */
const char *
terrain_conversation_get_problem (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), NULL);

  return self->failure != NULL ? self->failure : self->trouble;
}

guint
terrain_conversation_get_seconds (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), 0);

  return self->seconds;
}

gboolean
terrain_conversation_has_earlier (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), FALSE);

  return self->has_earlier;
}

gboolean
terrain_conversation_can_ask (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), FALSE);

  return self->is_asked_for && !self->is_off && (self->name != NULL || terrain_session_wants_sound (self->session));
}

TerrainSession *
terrain_conversation_get_session (TerrainConversation *self)
{
  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), NULL);

  return self->session;
}

TerrainRecorder *
terrain_conversation_get_recorder (TerrainConversation *self)
{
  return self->recorder;
}

void
terrain_conversation_enter_sight (TerrainConversation *self)
{
  self->n_sights++;
  update (self);
}

void
terrain_conversation_leave_sight (TerrainConversation *self)
{
  g_return_if_fail (self->n_sights > 0);

  self->n_sights--;
  update (self);
}

void
terrain_conversation_agree (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  if (!self->is_asked_for || self->is_off || (self->is_agreed && !self->is_refused))
    return;
  self->is_agreed = self->is_told = TRUE;
  self->is_refused = FALSE;
  terrain_session_note_sound (self->session, TERRAIN_SOUND_AGREED);
  update (self);
}

void
terrain_conversation_refuse (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  if (!self->is_asked_for)
    return;
  self->is_agreed = self->has_failed = FALSE;
  self->is_refused = TRUE;
  set_words (self, &self->failure, NULL);
  terrain_session_note_sound (self->session, TERRAIN_SOUND_REFUSED);
  update (self);
}

void
terrain_conversation_turn_off (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  if (self->is_off)
    return;
  self->is_off = TRUE;
  if (self->is_asked_for)
    terrain_session_note_sound (self->session, TERRAIN_SOUND_ENDS);
  update (self);
}

void
terrain_conversation_pause (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  if (!self->is_agreed)
    return;
  self->is_paused = TRUE;
  update (self);
}

void
terrain_conversation_resume (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  self->is_paused = self->is_stopped = self->has_failed = FALSE;
  set_words (self, &self->failure, NULL);
  update (self);
}

void
terrain_conversation_stop (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  self->is_stopped = TRUE;
  update (self);
}

void
terrain_conversation_erase (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  terrain_conversation_refuse (self);
  if (self->began != 0)
    terrain_recorder_finish (self->recorder);
  self->has_earlier = FALSE;
  if (self->is_writing)
    self->is_erasing = TRUE;
  else
    erase_now (self);
}

void
terrain_conversation_hold (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  self->n_holds++;
  update (self);
}

void
terrain_conversation_release (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));
  g_return_if_fail (self->n_holds > 0);

  self->n_holds--;
  update (self);
}

/* Now, whatever is under way. */
static gboolean
keep_pending (TerrainConversation *self, GError **error)
{
  g_autoptr (GBytes) sound = NULL;
  gsize size = self->pending->len;

  if (size == 0 || self->name == NULL)
    return TRUE;
  sound = g_bytes_new (self->pending->data, size);
  if (!terrain_session_append_sound (self->session, self->name, TERRAIN_RECORDER_TYPE, self->n_kept, sound, error))
    return FALSE;
  kept (self, size);
  return TRUE;
}

gboolean
terrain_conversation_finish (TerrainConversation *self, GError **error)
{
  g_autoptr (GBytes) sound = NULL;

  g_return_val_if_fail (TERRAIN_IS_CONVERSATION (self), FALSE);

  if (self->is_erasing)
    erase_now (self);
  /* Where nothing can be kept, it goes on as it is until somebody says what is to be. */
  sound = terrain_recorder_take (self->recorder);
  add_sound (self, sound);
  if (!keep_pending (self, error))
    return FALSE;
  self->is_finishing = TRUE;
  if (self->began != 0)
    terrain_recorder_finish (self->recorder);
  return keep_pending (self, error);
}

void
terrain_conversation_go_on (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  self->is_finishing = self->is_ending = FALSE;
  update (self);
}

void
terrain_conversation_drop (TerrainConversation *self)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (self));

  g_byte_array_set_size (self->pending, 0);
}

static void
terrain_conversation_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TerrainConversation *self = TERRAIN_CONVERSATION (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, terrain_conversation_get_problem (self));
      break;
    case PROP_SECONDS:
      g_value_set_uint (value, self->seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
terrain_conversation_dispose (GObject *object)
{
  TerrainConversation *self = TERRAIN_CONVERSATION (object);

  self->is_finishing = TRUE;
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->floor != NULL)
    terrain_sound_floor_set_recording (self->floor, self, FALSE);
  g_clear_object (&self->recorder);
  g_clear_object (&self->floor);
  G_OBJECT_CLASS (terrain_conversation_parent_class)->dispose (object);
}

static void
terrain_conversation_finalize (GObject *object)
{
  TerrainConversation *self = TERRAIN_CONVERSATION (object);

  g_clear_object (&self->session);
  g_byte_array_unref (self->pending);
  g_free (self->name);
  g_free (self->quality);
  g_free (self->trouble);
  g_free (self->failure);
  G_OBJECT_CLASS (terrain_conversation_parent_class)->finalize (object);
}

static void
terrain_conversation_class_init (TerrainConversationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = terrain_conversation_get_property;
  object_class->dispose = terrain_conversation_dispose;
  object_class->finalize = terrain_conversation_finalize;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, TERRAIN_TYPE_CONVERSATION_STATE,
                                              TERRAIN_CONVERSATION_NONE, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_SECONDS] = g_param_spec_uint ("seconds", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
terrain_conversation_init (TerrainConversation *self)
{
  self->pending = g_byte_array_new ();
}

TerrainConversation *
terrain_conversation_new (TerrainSession *session)
{
  TerrainConversation *self;
  TerrainInterview *interview;

  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  self = g_object_new (TERRAIN_TYPE_CONVERSATION, NULL);
  interview = terrain_session_get_interview (session);
  self->session = g_object_ref (session);
  self->floor = g_object_ref (terrain_sound_floor_of (interview));
  self->recorder = terrain_recorder_new (NULL);
  g_signal_connect_object (self->recorder, "finished", G_CALLBACK (finished), self, 0);
  g_signal_connect_object (interview, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);
  return self;
}
