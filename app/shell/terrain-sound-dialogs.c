/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-sound-dialogs.h"

#define OPEN "terrain-sound-dialog"

/* Where it goes: who answers has to know. */
static char *
dup_destination (TerrainSession *session)
{
  TerrainForm *form = terrain_interview_get_form (terrain_session_get_interview (session));
  g_autoptr (TerrainServerSettings) server = terrain_profile_load_server (terrain_session_get_profile (session), NULL);
  gboolean is_set = server && server->url && server->url[0] != '\0';
  g_autoptr (GUri) uri = is_set ? g_uri_parse (server->url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (terrain_form_get_encryption_key (form))
    return g_strdup (_("The sound is part of this record and is sent with it, encrypted: only the people who made the form "
                       "can listen to it then."));
  if (uri && g_uri_get_host (uri))
    /* Translators: %s is the name of a server. */
    return g_strdup_printf (_("The sound is part of this record and is sent with it to %s."), g_uri_get_host (uri));
  return g_strdup (_("The sound is part of this record: it stays on this computer until the record is sent."));
}

static char *
dup_question (TerrainConversation *conversation)
{
  g_autofree char *destination = dup_destination (terrain_conversation_get_session (conversation));
  g_autoptr (GString) text = g_string_new (_("This form asks for a recording of the whole conversation."));

  g_string_append_printf (text, " %s %s", destination, _("What is answered alone is not recorded."));
  if (terrain_conversation_has_earlier (conversation))
    g_string_append_printf (text, " %s", _("What was recorded before stays, and this is added to it."));
  g_string_append_printf (text, "\n\n%s",
                          _("Ask everyone who can be heard. If anyone says no, the interview goes on without it."));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_answer (AdwMessageDialog    *dialog,
           const char          *response,
           TerrainConversation *conversation)
{
  if (strcmp (response, "record") == 0)
    terrain_conversation_agree (conversation);
  else
    terrain_conversation_refuse (conversation);
}

static void
on_gone (TerrainConversation *conversation)
{
  g_object_set_data (G_OBJECT (conversation), OPEN, NULL);
}

/* Returns: (transfer none) (nullable): NULL where one is open already */
static AdwMessageDialog *
new_dialog (TerrainConversation *conversation,
            GtkWindow           *parent,
            const char          *heading,
            const char          *body)
{
  GtkWidget *dialog;

  if (g_object_get_data (G_OBJECT (conversation), OPEN))
    return NULL;
  dialog = adw_message_dialog_new (parent, heading, body);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_object_set_data (G_OBJECT (conversation), OPEN, dialog);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_gone), conversation, G_CONNECT_SWAPPED);
  return ADW_MESSAGE_DIALOG (dialog);
}

void
terrain_sound_dialogs_ask (TerrainConversation *conversation,
                           GtkWindow           *parent)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (conversation));

  TerrainConversationState state = terrain_conversation_get_state (conversation);
  g_autofree char *body = dup_question (conversation);
  AdwMessageDialog *dialog;

  if (state != TERRAIN_CONVERSATION_UNASKED && state != TERRAIN_CONVERSATION_REFUSED)
    return;
  dialog = new_dialog (conversation, parent, _("Record This Conversation?"), body);
  if (!dialog)
    return;
  adw_message_dialog_add_responses (dialog,
                                    "no", _("_Do Not Record"),
                                    "record", _("_Record"),
                                    NULL);
  /* A key pressed too early is no consent. */
  adw_message_dialog_set_default_response (dialog, "no");
  adw_message_dialog_set_close_response (dialog, "no");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), conversation, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_end (AdwMessageDialog    *dialog,
        const char          *response,
        TerrainConversation *conversation)
{
  if (strcmp (response, "keep") == 0)
    terrain_conversation_stop (conversation);
  else if (strcmp (response, "delete") == 0)
    terrain_conversation_erase (conversation);
  terrain_conversation_release (conversation);
}

void
terrain_sound_dialogs_ask_end (TerrainConversation *conversation,
                               GtkWindow           *parent)
{
  g_return_if_fail (TERRAIN_IS_CONVERSATION (conversation));

  AdwMessageDialog *dialog = new_dialog (
    conversation, parent, _("End the Recording?"),
    terrain_conversation_has_earlier (conversation)
      ? _("The interview goes on without it. What was recorded can be kept in the record, or deleted for good, with what "
          "was recorded before.")
      : _("The interview goes on without it. What was recorded can be kept in the record, or deleted for good."));

  if (!dialog)
    return;
  adw_message_dialog_add_responses (dialog,
                                    "go-on", _("_Go On Recording"),
                                    "delete", _("_Delete the Recording"),
                                    "keep", _("_End and Keep"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "keep");
  adw_message_dialog_set_close_response (dialog, "go-on");
  terrain_conversation_hold (conversation);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_end), conversation, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
terrain_sound_dialogs_ask_without (GtkWindow    *parent,
                                   const GError *error,
                                   const char   *how,
                                   GCallback     without,
                                   gpointer      user_data)
{
  /* Translators: %s is why, a sentence. */
  g_autofree char *body = g_strdup_printf (_("What was said last could not be kept. %s All answers are saved."),
                                           error->message);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Without the End of the Recording?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay", _("_Stay"),
                                    "without", how,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "without", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response::without", without, user_data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWindow *
find_window (GtkWidget *bar)
{
  GtkRoot *root = gtk_widget_get_root (bar);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
on_ask (GtkWidget           *bar,
        TerrainConversation *conversation)
{
  terrain_sound_dialogs_ask (conversation, find_window (bar));
}

static void
on_stop (GtkWidget           *bar,
         TerrainConversation *conversation)
{
  terrain_sound_dialogs_ask_end (conversation, find_window (bar));
}

GtkWidget *
terrain_sound_dialogs_new_bar (TerrainConversation *conversation)
{
  GtkWidget *bar = terrain_conversation_bar_new (conversation);

  g_signal_connect_object (bar, "ask", G_CALLBACK (on_ask), conversation, 0);
  g_signal_connect_object (bar, "stop", G_CALLBACK (on_stop), conversation, 0);
  return bar;
}
