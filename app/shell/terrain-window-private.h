/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "terrain-window.h"

#include <terrain-shell-form.h>

#include "terrain-home-page.h"
#include "terrain-interview-page.h"
#include "terrain-preview-build.h"
#include "terrain-preview-page.h"
#include "terrain-records-page.h"
#include "terrain-review-page.h"

G_BEGIN_DECLS

/* What the window's actions are made of. */

void terrain_window_install_actions (GtkWidgetClass *widget_class);
/* Which actions are possible now; called after everything that may change it. */
void terrain_window_update_actions (TerrainWindow *self);
/* All of them at once: no key reaches what is hidden. What is possible after that is found anew. */
void terrain_window_set_actions_enabled (TerrainWindow *self, gboolean enabled);

/* Whether a server is set, as of the last terrain_window_reload_server(): asking the store each time would wait. */
gboolean terrain_window_has_server (TerrainWindow *self);
void terrain_window_reload_server (TerrainWindow *self);
void terrain_window_show_preferences (TerrainWindow *self);

TerrainHomePage *terrain_window_get_home (TerrainWindow *self);
void terrain_window_push (TerrainWindow *self, GtkWidget *page);
/* In the place of all pages but home. */
void terrain_window_replace (TerrainWindow *self, GtkWidget *page);
void terrain_window_pop (TerrainWindow *self);
/* Home; the page that was open is gone. */
void terrain_window_pop_to_home (TerrainWindow *self);
/* Returns: (nullable): the interview's page, also where the review lies upon it */
TerrainInterviewPage *terrain_window_get_interview (TerrainWindow *self);

/* Sends what waits; a toast says what came of it. */
void terrain_window_send_now (TerrainWindow *self);
/* Quick-hide: nothing of Terrain is left to be seen, and no action but the way back is possible. */
void terrain_window_hide (TerrainWindow *self);
gboolean terrain_window_get_hidden (TerrainWindow *self);

/* @button and @action: (nullable): what the toast offers; @target: (nullable) floating is consumed */
void terrain_window_toast (TerrainWindow *self, const char *message, const char *button, const char *action,
                           GVariant *target);
void terrain_window_toast_error (TerrainWindow *self, const char *what, const GError *error);

/* terrain-window-session.c: the open record */

/* A new record, in the language of the last one. */
TerrainSession *terrain_window_begin_session (TerrainWindow *self, TerrainForm *form, GError **error);
/* Shows @session in the place of the one that is open. */
void terrain_window_replace_session (TerrainWindow *self, TerrainSession *session);
void terrain_window_start_form (TerrainWindow *self, const char *form_id);
void terrain_window_resume_record (TerrainWindow *self, const char *uuid);
/* Shows the interview of a record that was just begun or resumed; none may be open. */
void terrain_window_open_session (TerrainWindow *self, TerrainSession *session);
/* Closes the session. FALSE, and all stays, where typed text or answers would be lost; a question is then asked, and
 * @close_window says what to do where the answer is to go on. */
gboolean terrain_window_leave_interview (TerrainWindow *self, gboolean close_window);
void terrain_window_show_review (TerrainWindow *self);
void terrain_window_complete_record (TerrainWindow *self);

/* terrain-record-tasks.c: the same as to many; a toast, or Ctrl+Z, takes it back */
void terrain_window_trash_record (TerrainWindow *self, const char *uuid);

/* terrain-window-paper.c: the action "win.print-form" (the id of a form, "" to choose one), pages that forms compute */

void terrain_window_install_paper (GtkWidgetClass *widget_class);
void terrain_window_init_printer (TerrainPrinterInterface *iface);

/* terrain-window-hand-over.c: the respondent answers alone */

void terrain_window_hand_over (TerrainWindow *self);
/* Deletes the answer at @ref first. */
void terrain_window_ask_again (TerrainWindow *self, const char *ref);

/* terrain-window-respondent.c: the respondent's screen, the action "win.respondent" */

void terrain_window_install_respondent (GtkWidgetClass *widget_class);
/* After everything that may change what it shows; closes it where the interview is over. */
void terrain_window_update_respondent (TerrainWindow *self);
/* Hands over what is typed there. FALSE where it cannot be an answer. */
gboolean terrain_window_flush_respondent (TerrainWindow *self);
/* The window's own slot for it: (nullable). */
GtkWindow *terrain_window_get_respondent (TerrainWindow *self);
void terrain_window_set_respondent (TerrainWindow *self, GtkWindow *respondent);

/* terrain-window-preview.c: forms dropped on the window */

void terrain_window_accept_drops (TerrainWindow *self);

/* terrain-window-translate.c */

/* @language: (nullable): the one looked at; @context: (nullable): the text to go to. Asks for the language where there is
 * no text to go to, or it is none that is translated in a po file. */
void terrain_window_translate_preview (TerrainWindow *self, TerrainPreviewBuild *build, const char *language,
                                       const char *context);
void terrain_window_translate_form (TerrainWindow *self, const char *form_id);
/* Saves. FALSE, and a question is asked, where that fails; TRUE where no translation is open. */
gboolean terrain_window_leave_translation (TerrainWindow *self, gboolean close_window);
/* Makes it a language of the form that is open, or that it is about, or that the person says. */
void terrain_window_add_po_file (TerrainWindow *self, GFile *file);

/* The window's own slots for terrain-window-session.c. */
/* @session: (nullable) */
void terrain_window_set_session (TerrainWindow *self, TerrainSession *session);
/* Made anew for each form being opened; the one before is cancelled. */
GCancellable *terrain_window_renew_opening (TerrainWindow *self);

G_END_DECLS
