/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-serial-entry.h"
#include "terrain-serial-window.h"
#include "terrain-window-private.h"

#define SAVED "terrain-serial-saved"
/* UX-20; as long as the toast that offers it. */
#define UNDO_US (10 * G_USEC_PER_SEC)

/* What Ctrl+Z opens again. */
typedef struct
{
  char *uuid;
  gint64 at; /* monotonic */
} Saved;

static void
saved_free (gpointer data)
{
  Saved *self = data;

  g_free (self->uuid);
  g_free (self);
}

static void
set_saved (TerrainWindow *self,
           const char    *uuid)
{
  Saved *saved = g_new0 (Saved, 1);

  saved->uuid = g_strdup (uuid);
  saved->at = g_get_monotonic_time ();
  g_object_set_data_full (G_OBJECT (self), SAVED, saved, saved_free);
}

static gboolean
is_on (TerrainWindow *self,
       const char    *form_id)
{
  return terrain_serial_entry_is_on (terrain_workspace_get_settings (terrain_window_get_workspace (self)), form_id);
}

void
terrain_serial_window_save (TerrainWindow *self)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);
  TerrainSession *session = terrain_window_get_session (self);

  if (!page || !session || !terrain_interview_page_flush (page))
    return;

  TerrainForm *form = terrain_interview_get_form (terrain_session_get_interview (session));
  if (!is_on (self, terrain_form_get_id (form)) || !terrain_serial_entry_is_ready (session))
    {
      terrain_window_show_review (self);
      return;
    }
  terrain_session_note (session, TERRAIN_SESSION_END_SCREEN, NULL);
  terrain_window_complete_record (self);
}

/*
 * In one turn of the main loop, so that the keys of a clerk who types ahead come to the new record and none to a page
 * between two. The form is parsed already, but for one that reads the record saved last: a few milliseconds.
 */
gboolean
terrain_serial_window_next (TerrainWindow *self,
                            const char    *form_id,
                            const char    *uuid,
                            const char    *saved)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autoptr (GError) error = NULL;

  if (!is_on (self, form_id))
    return FALSE;

  g_autoptr (TerrainForm) form = terrain_profile_load_form (profile, form_id, NULL, &error);
  g_autoptr (TerrainSession) session = form ? terrain_window_begin_session (self, form, &error) : NULL;
  if (!session)
    {
      terrain_window_toast_error (self, _("No record could be begun"), error);
      return FALSE;
    }
  terrain_window_replace_session (self, session);
  set_saved (self, uuid);

  /* Translators: %s is what the record is known by: its name, or two of its answers. */
  g_autofree char *message = g_strdup_printf (_("Saved: %s"), saved);
  terrain_window_toast (self, message, _("Undo"), "win.reopen-saved", g_variant_new_string (uuid));
  return TRUE;
}

void
terrain_serial_window_reopen (TerrainWindow *self,
                              const char    *uuid)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  TerrainSession *open = terrain_window_get_session (self);
  TerrainInterviewPage *page = terrain_window_get_interview (self);
  g_autoptr (GError) error = NULL;

  /* What is typed in the open record is worth as much as the other one. */
  if (open && page && !terrain_interview_page_flush (page))
    return;
  if (open && !terrain_session_flush (open, &error))
    {
      terrain_window_toast_error (self, _("Not every answer could be saved"), error);
      return;
    }
  if (!terrain_store_reopen_record (terrain_profile_get_store (profile), uuid, g_get_real_time (), &error))
    {
      terrain_window_toast_error (self, _("The record cannot be changed any more"), error);
      return;
    }
  g_object_set_data (G_OBJECT (self), SAVED, NULL);

  g_autoptr (TerrainSession) session = terrain_session_resume (profile, uuid, NULL, &error);
  if (!session)
    {
      terrain_window_toast_error (self, _("The draft cannot be opened"), error);
      return;
    }
  if (open && page)
    terrain_conversation_finish (terrain_interview_page_get_conversation (page), NULL);
  if (open)
    terrain_session_close (open, TRUE, NULL);
  terrain_window_replace_session (self, session);
}

gboolean
terrain_serial_window_undo (TerrainWindow *self)
{
  TerrainSession *session = terrain_window_get_session (self);
  Saved *saved = g_object_get_data (G_OBJECT (self), SAVED);

  if (!saved || !session || g_get_monotonic_time () - saved->at > UNDO_US
      || terrain_interview_can_undo (terrain_session_get_interview (session)))
    return FALSE;

  g_autofree char *uuid = g_strdup (saved->uuid);
  terrain_serial_window_reopen (self, uuid);
  terrain_window_toast (self, _("Opened again"), NULL, NULL, NULL);
  return TRUE;
}
