/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-hand-over-page.h"
#include "terrain-window-private.h"

/* The device goes to the respondent, and comes back. */

static void
on_returned (TerrainWindow *self)
{
  TerrainInterviewPage *page;

  terrain_window_pop (self);
  page = terrain_window_get_interview (self);
  if (!page)
    return;
  terrain_conversation_release (terrain_interview_page_get_conversation (page));
  terrain_interview_page_grab (page);
}

static void
hand_over (TerrainWindow *self,
           const char    *ref)
{
  TerrainSession *session = terrain_window_get_session (self);
  GtkWidget *page = session && ref ? terrain_hand_over_page_new (session, ref) : NULL;

  if (!page)
    {
      terrain_window_toast (self, _("No personal question is open in this section"), NULL, NULL, NULL);
      return;
    }
  /* What is answered alone is nobody's to hear, the person's own voice and what they read aloud included: no form can ask
   * for that. Before the first question is to be seen. */
  terrain_conversation_hold (terrain_interview_page_get_conversation (terrain_window_get_interview (self)));
  g_signal_connect_object (page, "returned", G_CALLBACK (on_returned), self, G_CONNECT_SWAPPED);
  terrain_window_push (self, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

void
terrain_window_hand_over (TerrainWindow *self)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);

  if (page && terrain_interview_page_flush (page))
    hand_over (self, terrain_interview_page_get_current_ref (page));
}

void
terrain_window_ask_again (TerrainWindow *self,
                          const char    *ref)
{
  TerrainSession *session = terrain_window_get_session (self);
  g_autofree char *kept = g_strdup (ref);
  g_autoptr (GError) error = NULL;

  if (!session)
    return;
  if (!terrain_session_answer (session, kept, "", &error))
    {
      terrain_window_toast_error (self, _("The answer could not be deleted"), error);
      return;
    }
  hand_over (self, kept);
}
