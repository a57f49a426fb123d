/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-dialogs.h"
#include "terrain-serial-entry.h"
#include "terrain-serial-window.h"
#include "terrain-sound-dialogs.h"
#include "terrain-text-dialog.h"
#include "terrain-thanks-page.h"
#include "terrain-window-private.h"

/* The window's open record: begun or resumed, left, completed. */

static void
show_session (TerrainWindow  *self,
              TerrainSession *session,
              gboolean        replace)
{
  GtkWidget *page = terrain_interview_page_new (terrain_window_get_workspace (self), session);

  terrain_window_set_session (self, session);
  if (replace)
    terrain_window_replace (self, page);
  else
    terrain_window_push (self, page);
  terrain_interview_page_open_at (TERRAIN_INTERVIEW_PAGE (page), terrain_session_get_position (session));
}

void
terrain_window_open_session (TerrainWindow  *self,
                             TerrainSession *session)
{
  /* Nobody goes back to the end of another interview. */
  show_session (self, session, TERRAIN_IS_THANKS_PAGE (terrain_window_get_visible_page (self)));
}

void
terrain_window_replace_session (TerrainWindow  *self,
                                TerrainSession *session)
{
  show_session (self, session, TRUE);
}

/* In the language of the last interview; before the first one, in that of the app; else in the form's own. */
TerrainSession *
terrain_window_begin_session (TerrainWindow *self,
                              TerrainForm   *form,
                              GError       **error)
{
  TerrainWorkspace *workspace = terrain_window_get_workspace (self);
  TerrainProfile *profile = terrain_workspace_get_profile (workspace);
  g_autofree char *last = g_settings_get_string (terrain_workspace_get_settings (workspace), "form-language");
  const char *const last_only[] = { last, NULL };
  /* "nl_BE.UTF-8", "nl_BE", "nl.UTF-8", "nl", "C" */
  const char *const *tags = last[0] != '\0' ? last_only : g_get_language_names ();
  g_auto (GStrv) languages = terrain_profile_dup_languages (profile, form);
  const char *language = NULL;

  for (guint i = 0; tags[i] && !language; i++)
    language = terrain_language_find ((const char *const *) languages, tags[i]);
  return terrain_session_begin (profile, form, language, error);
}

static void
on_form_loaded (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TerrainWindow) self = TERRAIN_WINDOW (user_data);
  TerrainProfile *profile = TERRAIN_PROFILE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainForm) form = terrain_profile_load_form_finish (profile, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || terrain_window_get_session (self))
    return;
  if (!form)
    {
      terrain_window_toast_error (self, _("The form cannot be opened"), error);
      return;
    }

  g_autoptr (TerrainSession) session = terrain_window_begin_session (self, form, &error);
  if (!session)
    {
      terrain_window_toast_error (self, _("No record could be begun"), error);
      return;
    }
  terrain_window_open_session (self, session);
}

void
terrain_window_start_form (TerrainWindow *self,
                           const char    *form_id)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));

  if (terrain_window_get_session (self))
    return;
  /* A second activation while the first is being parsed replaces it: one record, not two. */
  terrain_profile_load_form_async (profile, form_id, NULL, terrain_window_renew_opening (self), on_form_loaded,
                                   g_object_ref (self));
}

void
terrain_window_resume_record (TerrainWindow *self,
                              const char    *uuid)
{
  g_autoptr (GError) error = NULL;

  if (terrain_window_get_session (self))
    return;

  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autoptr (TerrainSession) session = terrain_session_resume (profile, uuid, NULL, &error);
  if (!session)
    {
      terrain_window_toast_error (self, _("The draft cannot be opened"), error);
      return;
    }
  terrain_window_open_session (self, session);
}

static void
remember_language (TerrainWindow  *self,
                   TerrainSession *session)
{
  GSettings *settings = terrain_workspace_get_settings (terrain_window_get_workspace (self));
  const char *language = terrain_interview_get_language (terrain_session_get_interview (session));
  g_autofree char *tag = terrain_language_dup_tag (language);

  if (tag)
    g_settings_set_string (settings, "form-language", tag);
}

static void
drop_interview (TerrainWindow *self)
{
  terrain_window_set_session (self, NULL);
  terrain_window_pop_to_home (self);
}

static void
leave_anyway (TerrainWindow *self)
{
  terrain_session_close (terrain_window_get_session (self), TRUE, NULL);
  drop_interview (self);
}

static void
close_anyway (TerrainWindow *self)
{
  leave_anyway (self);
  gtk_window_close (GTK_WINDOW (self));
}

/* The recording, where there is one. What was said last goes into the record before that is closed. */
static TerrainConversation *
find_conversation (TerrainWindow *self)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);

  return page ? terrain_interview_page_get_conversation (page) : NULL;
}

static gboolean
finish_sound (TerrainWindow *self,
              const char    *how,
              GCallback      without)
{
  TerrainConversation *conversation = find_conversation (self);
  g_autoptr (GError) error = NULL;

  if (!conversation || terrain_conversation_finish (conversation, &error))
    return TRUE;
  terrain_conversation_go_on (conversation);
  terrain_sound_dialogs_ask_without (GTK_WINDOW (self), error, how, without, self);
  return FALSE;
}

gboolean
terrain_window_leave_interview (TerrainWindow *self,
                                gboolean       close_window)
{
  TerrainSession *session = terrain_window_get_session (self);
  TerrainInterviewPage *page = terrain_window_get_interview (self);
  GCallback leave = close_window ? G_CALLBACK (close_anyway) : G_CALLBACK (leave_anyway);
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (session != NULL, TRUE);

  if ((page && !terrain_interview_page_flush (page)) || !terrain_window_flush_respondent (self))
    {
      terrain_dialogs_ask_leave (GTK_WINDOW (self),
                                 _("What is typed in the marked question cannot be its answer and would be lost. "
                                   "All other answers are saved."),
                                 leave, self);
      return FALSE;
    }

  remember_language (self, session);
  if (!terrain_session_flush (session, &error))
    {
      /* Translators: %s is why, a sentence. */
      g_autofree char *body = g_strdup_printf (_("Not every answer could be saved. %s"), error->message);
      terrain_dialogs_ask_leave (GTK_WINDOW (self), body, leave, self);
      return FALSE;
    }
  if (!finish_sound (self, _("_Leave"), leave))
    return FALSE;
  /* Every step is on the disk; a checkpoint that fails costs time at the next start, nothing else. */
  if (!terrain_session_close (session, TRUE, &error))
    g_warning ("a record was closed without a checkpoint: %s", error->message);
  drop_interview (self);
  return TRUE;
}

void
terrain_window_show_review (TerrainWindow *self)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);

  if (!page || !terrain_interview_page_flush (page))
    return;
  terrain_interview_page_set_completion_tried (page);
  terrain_session_note (terrain_window_get_session (self), TERRAIN_SESSION_END_SCREEN, NULL);

  GtkWidget *review = terrain_review_page_new (terrain_window_get_session (self));
  TerrainConversation *conversation = terrain_interview_page_get_conversation (page);
  terrain_review_page_set_sound (TERRAIN_REVIEW_PAGE (review), terrain_sound_dialogs_new_bar (conversation));
  terrain_window_push (self, review);
  terrain_review_page_focus_first (TERRAIN_REVIEW_PAGE (review));
}

static void
show_thanks (TerrainWindow *self,
             const char    *form_id,
             GPtrArray     *notes,
             gboolean       encrypted)
{
  TerrainProfile *profile = terrain_workspace_get_profile (terrain_window_get_workspace (self));
  g_autoptr (TerrainServerSettings) server = terrain_profile_load_server (profile, NULL);
  GtkWidget *page = terrain_thanks_page_new (form_id, notes, server, encrypted);

  terrain_window_set_session (self, NULL);
  terrain_window_replace (self, page);
  terrain_thanks_page_grab (TERRAIN_THANKS_PAGE (page));
}

static void complete_now (TerrainWindow *self);

static void
complete_without_sound (TerrainWindow *self)
{
  TerrainConversation *conversation = find_conversation (self);

  if (conversation)
    terrain_conversation_drop (conversation);
  complete_now (self);
}

static void
complete_now (TerrainWindow *self)
{
  TerrainSession *session = terrain_window_get_session (self);
  g_autoptr (GError) error = NULL;

  if (!session)
    return;
  terrain_window_flush_respondent (self);
  if (!finish_sound (self, _("_Complete"), G_CALLBACK (complete_without_sound)))
    return;

  TerrainForm *form = terrain_interview_get_form (terrain_session_get_interview (session));
  g_autofree char *form_id = g_strdup (terrain_form_get_id (form));
  gboolean encrypted = terrain_form_get_encryption_key (form) != NULL;
  g_autoptr (GPtrArray) notes = terrain_thanks_page_list_notes (terrain_session_get_interview (session));

  g_autofree char *uuid = g_strdup (terrain_session_get_record_uuid (session));
  g_autofree char *saved = terrain_serial_entry_dup_summary (session);

  remember_language (self, session);
  if (!terrain_session_complete (session, TRUE, NULL, NULL, &error))
    {
      if (g_error_matches (error, TERRAIN_ENGINE_ERROR, TERRAIN_ENGINE_ERROR_INCOMPLETE))
        {
          /* Something became a problem at the last moment (a clock, for one): show it. */
          GtkWidget *page = terrain_window_get_visible_page (self);
          if (TERRAIN_IS_REVIEW_PAGE (page))
            {
              terrain_review_page_refresh (TERRAIN_REVIEW_PAGE (page));
              terrain_window_update_actions (self);
              terrain_review_page_focus_first (TERRAIN_REVIEW_PAGE (page));
            }
        }
      terrain_window_toast_error (self, _("The record is not complete"), error);
      if (find_conversation (self))
        terrain_conversation_go_on (find_conversation (self));
      return;
    }
  if (!terrain_serial_window_next (self, form_id, uuid, saved))
    show_thanks (self, form_id, notes, encrypted);
}

static void
on_reason (const char *text,
           gpointer    user_data)
{
  TerrainWindow *self = TERRAIN_WINDOW (user_data);
  TerrainSession *session = terrain_window_get_session (self);

  if (!session)
    return;
  terrain_session_note (session, TERRAIN_SESSION_CHANGE_REASON, text);
  complete_now (self);
}

/* ODK XForms, "Client Audit Logs": track-changes-reasons="on-form-edit", of a record that was sent and is another now. */
static gboolean
wants_reason (TerrainSession *session)
{
  TerrainInterview *interview = terrain_session_get_interview (session);
  const TerrainAudit *audit = terrain_form_get_audit (terrain_interview_get_form (interview));
  g_autofree char *corrected = terrain_interview_dup_deprecated_id (interview);

  return audit && audit->track_changes_reasons && corrected && terrain_interview_can_undo (interview);
}

void
terrain_window_complete_record (TerrainWindow *self)
{
  TerrainSession *session = terrain_window_get_session (self);

  if (!session)
    return;
  if (wants_reason (session))
    terrain_text_dialog_ask (GTK_WINDOW (self), _("Why Was It Changed?"),
                             _("This record was sent before. The reason is sent with the correction."), NULL,
                             _("_Complete"), TRUE, on_reason, self);
  else
    complete_now (self);
}
