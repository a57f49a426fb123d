/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-session-sound.h"

#include "terrain-audit-private.h"
#include "terrain-session-private.h"

/* What the journal says beside the event: what was decided, not what happened because of it. */
#define AGREED "agreed"
#define REFUSED "refused"

static TerrainStore *
get_store (TerrainSession *self)
{
  return terrain_profile_get_store (terrain_session_get_profile (self));
}

/* Returns: (transfer container) (element-type TerrainCapture): sound that the form waits for */
static GPtrArray *
list_waiting (TerrainSession *self)
{
  GPtrArray *captures = terrain_interview_dup_captures (terrain_session_get_interview (self));

  for (guint i = captures->len; i > 0; i--)
    if (((TerrainCapture *) captures->pdata[i - 1])->kind != TERRAIN_CAPTURE_AUDIO)
      g_ptr_array_remove_index (captures, i - 1);
  return captures;
}

gboolean
terrain_session_wants_sound (TerrainSession *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  waiting = list_waiting (self);
  return waiting->len > 0;
}

char *
terrain_session_dup_sound_quality (TerrainSession *self)
{
  g_autoptr (GPtrArray) waiting = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);

  /* One recording is made for all of them, the first one's, as in ODK Collect. */
  waiting = list_waiting (self);
  return waiting->len > 0 ? g_strdup (((TerrainCapture *) waiting->pdata[0])->quality) : NULL;
}

static char *
dup_value (TerrainSession *self, const char *ref)
{
  TerrainNode *node = terrain_interview_find_node (terrain_session_get_interview (self), ref, NULL);

  return node != NULL ? terrain_node_dup_string (node) : g_strdup ("");
}

/* @size: (out) (optional) */
static gboolean
has_file (TerrainSession *self, const char *name, guint64 *size)
{
  return terrain_store_find_attachment (get_store (self), terrain_session_get_record_uuid (self), name, NULL, size, NULL);
}

/* "recording.ogg", then "recording-2.ogg": nothing in it but what the form says. */
static char *
dup_new_name (TerrainSession *self, const char *ref, const char *extension)
{
  TerrainNode *node = terrain_interview_find_node (terrain_session_get_interview (self), ref, NULL);
  const char *base = node != NULL ? terrain_node_get_local_name (node) : "recording";
  g_autofree char *name = g_strdup_printf ("%s.%s", base, extension);

  for (guint i = 2; has_file (self, name, NULL); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u.%s", base, i, extension);
    }
  return g_steal_pointer (&name);
}

char *
terrain_session_dup_sound_name (TerrainSession *self, const char *extension, guint64 *size)
{
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *suffix = NULL;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), NULL);
  g_return_val_if_fail (extension != NULL && size != NULL, NULL);

  waiting = list_waiting (self);
  suffix = g_strconcat (".", extension, NULL);
  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *value = dup_value (self, ((TerrainCapture *) waiting->pdata[i])->ref);

      /* A sound of another kind is not gone on with. */
      if (g_str_has_suffix (value, suffix) && has_file (self, value, size))
        return g_steal_pointer (&value);
    }
  *size = 0;
  return waiting->len > 0 ? dup_new_name (self, ((TerrainCapture *) waiting->pdata[0])->ref, extension) : NULL;
}

gboolean
terrain_session_was_sound_refused (TerrainSession *self)
{
  g_autoptr (GBytes) instance = NULL;
  g_autoptr (GPtrArray) events = NULL;
  guint64 first;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);

  if (!terrain_store_load_history (get_store (self), terrain_session_get_record_uuid (self), 0, &instance, &first, &events,
                                   NULL))
    return FALSE;
  for (guint i = events->len; i > 0; i--)
    {
      TerrainEvent *event = events->pdata[i - 1];
      g_autoptr (TerrainStep) step = NULL;

      if (!g_str_equal (event->kind, terrain_step_kind_to_string (TERRAIN_STEP_AUDIT)))
        continue;
      step = terrain_step_new_from_event (event->kind, event->payload, NULL);
      if (step == NULL || step->value == NULL)
        continue;
      if (g_strcmp0 (step->event, TERRAIN_AUDIT_SOUND_OFF) == 0 && g_str_equal (step->value, REFUSED))
        return TRUE;
      if (g_strcmp0 (step->event, TERRAIN_AUDIT_SOUND_ON) == 0 && g_str_equal (step->value, AGREED))
        return FALSE;
    }
  return FALSE;
}

void
terrain_session_note_sound (TerrainSession *self, TerrainSoundNote note)
{
  g_return_if_fail (TERRAIN_IS_SESSION (self));

  switch (note)
    {
    case TERRAIN_SOUND_AGREED:
      terrain_session_append_moment (self, TERRAIN_AUDIT_SOUND_ON, AGREED);
      break;
    case TERRAIN_SOUND_REFUSED:
      terrain_session_append_moment (self, TERRAIN_AUDIT_SOUND_OFF, REFUSED);
      break;
    case TERRAIN_SOUND_BEGINS:
      terrain_session_append_audit (self, TERRAIN_AUDIT_SOUND_ON, NULL);
      break;
    case TERRAIN_SOUND_ENDS:
      terrain_session_append_audit (self, TERRAIN_AUDIT_SOUND_OFF, NULL);
      break;
    default:
      g_return_if_reached ();
    }
}

/* Its name is an answer only once the file is there: a kill between the two leaves a file that nothing names. */
static gboolean
name_everywhere (TerrainSession *self, const char *name, GError **error)
{
  TerrainInterview *interview = terrain_session_get_interview (self);
  g_autoptr (GPtrArray) waiting = list_waiting (self);

  for (guint i = 0; i < waiting->len; i++)
    {
      g_autofree char *ref = terrain_interview_dup_capture_ref (interview, ((TerrainCapture *) waiting->pdata[i])->id);

      /* Filling one may have taken another's place away. */
      if (ref != NULL && !terrain_session_fill (self, ref, name, error))
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  TerrainStore *store;
  char *uuid;
  char *name;
  char *content_type;
  guint64 offset;
  GBytes *sound;
} Append;

static void
append_free (gpointer data)
{
  Append *self = data;

  g_object_unref (self->store);
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->content_type);
  g_bytes_unref (self->sound);
  g_free (self);
}

static void
append_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Append *self = data;
  GError *error = NULL;

  if (terrain_store_append_attachment (self->store, self->uuid, self->name, self->content_type, self->offset, self->sound,
                                       &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
terrain_session_append_sound_async (TerrainSession *self, const char *name, const char *content_type, guint64 offset,
                                    GBytes *sound, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Append *append;

  g_return_if_fail (TERRAIN_IS_SESSION (self));
  g_return_if_fail (name != NULL && sound != NULL);

  append = g_new0 (Append, 1);
  append->store = g_object_ref (get_store (self));
  append->uuid = g_strdup (terrain_session_get_record_uuid (self));
  append->name = g_strdup (name);
  append->content_type = g_strdup (content_type);
  append->offset = offset;
  append->sound = g_bytes_ref (sound);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, terrain_session_append_sound_async);
  g_task_set_task_data (task, append, append_free);
  g_task_run_in_thread (task, append_thread);
}

gboolean
terrain_session_append_sound_finish (TerrainSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  return name_everywhere (self, ((Append *) g_task_get_task_data (G_TASK (result)))->name, error);
}

gboolean
terrain_session_append_sound (TerrainSession *self, const char *name, const char *content_type, guint64 offset,
                              GBytes *sound, GError **error)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (name != NULL && sound != NULL, FALSE);

  return terrain_store_append_attachment (get_store (self), terrain_session_get_record_uuid (self), name, content_type,
                                          offset, sound, error)
         && name_everywhere (self, name, error);
}

/* (element-type utf8): where @name stands */
static void
find_name (TerrainNode *node, const char *name, GPtrArray *refs)
{
  TerrainNode *child = terrain_node_get_first_child (node);

  if (child == NULL)
    {
      g_autofree char *text = terrain_node_dup_string (node);

      if (g_str_equal (text, name))
        g_ptr_array_add (refs, terrain_node_dup_ref (node));
    }
  for (; child != NULL; child = terrain_node_get_next (child))
    find_name (child, name, refs);
}

gboolean
terrain_session_remove_sound (TerrainSession *self, const char *name, GError **error)
{
  TerrainInterview *interview;
  g_autoptr (GPtrArray) refs = g_ptr_array_new_with_free_func (g_free);
  TerrainNode *root;

  g_return_val_if_fail (TERRAIN_IS_SESSION (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  interview = terrain_session_get_interview (self);
  root = terrain_interview_find_node (interview, terrain_item_get_ref (terrain_interview_get_root_item (interview)), error);
  if (root == NULL)
    return FALSE;
  find_name (root, name, refs);
  for (guint i = 0; i < refs->len; i++)
    if (!terrain_session_fill (self, refs->pdata[i], "", error))
      return FALSE;
  return !has_file (self, name, NULL)
         || terrain_store_remove_attachment (get_store (self), terrain_session_get_record_uuid (self), name, error);
}
