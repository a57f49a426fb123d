/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-dialogs.h"
#include "terrain-figures-page.h"
#include "terrain-hand-over-page.h"
#include "terrain-serial-window.h"
#include "terrain-thanks-page.h"
#include "terrain-translate-page.h"
#include "terrain-window-private.h"

/* Every action of the window, and in one function which of them are possible now. */

static TerrainStore *
get_store (TerrainWindow *self)
{
  return terrain_profile_get_store (terrain_workspace_get_profile (terrain_window_get_workspace (self)));
}

static const char *
get_string (GVariant *parameter)
{
  return g_variant_get_string (parameter, NULL);
}

/* Those that are one call. */
static const struct
{
  const char *name;
  void (*func) (TerrainWindow *self);
} plain_actions[] = {
  { "win.send-now", terrain_window_send_now },
  { "win.review", terrain_window_show_review },
  { "win.complete", terrain_window_complete_record },
  { "win.save-next", terrain_serial_window_save },
  { "win.hide", terrain_window_hide },
  { "win.hand-over", terrain_window_hand_over },
};

/* With a form's id, a record's, or a question's reference. */
static const struct
{
  const char *name;
  void (*func) (TerrainWindow *self, const char *target);
} target_actions[] = {
  { "win.start-form", terrain_window_start_form },
  { "win.resume", terrain_window_resume_record },
  { "win.trash", terrain_window_trash_record },
  { "win.translate", terrain_window_translate_form },
  { "win.reopen-saved", terrain_serial_window_reopen },
  { "win.ask-again", terrain_window_ask_again },
};

static void
action_plain (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_actions); i++)
    if (strcmp (plain_actions[i].name, name) == 0)
      plain_actions[i].func (TERRAIN_WINDOW (widget));
}

static void
action_target (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  for (guint i = 0; i < G_N_ELEMENTS (target_actions); i++)
    if (strcmp (target_actions[i].name, name) == 0)
      target_actions[i].func (TERRAIN_WINDOW (widget), get_string (parameter));
}

/* A record the server refused, or one that still waits, becomes a draft again and opens. */
static void
action_correct (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (terrain_window_get_session (self))
    return;
  if (!terrain_store_reopen_record (get_store (self), get_string (parameter), g_get_real_time (), &error))
    {
      terrain_window_toast_error (self, _("The record cannot be changed any more"), error);
      return;
    }
  terrain_window_resume_record (self, get_string (parameter));
}

static void
action_show_records (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  GtkWidget *page = terrain_window_get_visible_page (self);

  if (!TERRAIN_IS_RECORDS_PAGE (page))
    {
      page = terrain_records_page_new (terrain_window_get_workspace (self));
      terrain_window_push (self, page);
    }
  terrain_records_page_show_list (TERRAIN_RECORDS_PAGE (page), get_string (parameter));
}

static void
action_show_figures (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  if (!TERRAIN_IS_FIGURES_PAGE (terrain_window_get_visible_page (self)))
    terrain_window_push (self, terrain_figures_page_new (terrain_window_get_workspace (self)));
}

static void
on_sent (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TerrainWindow) self = TERRAIN_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  guint n_sent = 0;
  guint n_left = 0;

  if (!terrain_sync_send_finish (TERRAIN_SYNC (source), result, &n_sent, &n_left, &error))
    {
      if (error)
        terrain_window_toast_error (self, _("Not everything was sent"), error);
      return;
    }
  g_autofree char *message = n_sent == 0
    ? g_strdup (_("Nothing waits to be sent"))
    : g_strdup_printf (ngettext ("%u record sent", "%u records sent", n_sent), n_sent);
  terrain_window_toast (self, message, NULL, NULL, NULL);
}

void
terrain_window_send_now (TerrainWindow *self)
{
  terrain_sync_send_async (terrain_workspace_get_sync (terrain_window_get_workspace (self)), TRUE, NULL, on_sent,
                           g_object_ref (self));
}

static void
action_retry_record (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (!terrain_store_queue_record (get_store (self), get_string (parameter), g_get_real_time (), &error))
    terrain_window_toast_error (self, _("The record could not be queued again"), error);
  else
    terrain_window_send_now (self);
}

static void
on_forms_updated (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (TerrainWindow) self = TERRAIN_WINDOW (user_data);
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new = 0;
  guint n_updated = 0;

  if (!terrain_sync_update_forms_finish (TERRAIN_SYNC (source), result, &n_new, &n_updated, &issues, &error))
    {
      terrain_window_toast_error (self, _("The forms could not be fetched"), error);
      return;
    }
  if (issues && terrain_issue_list_has_errors (issues))
    terrain_dialogs_show_form_issues (GTK_WINDOW (self), _("A form of the server"), NULL, issues);

  g_autofree char *message = n_new + n_updated == 0
    ? g_strdup (_("Your forms are up to date"))
    : g_strdup_printf (ngettext ("%u form is new or changed", "%u forms are new or changed", n_new + n_updated),
                       n_new + n_updated);
  terrain_window_toast (self, message, NULL, NULL, NULL);
}

static void
action_update_forms (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  terrain_sync_update_forms_async (terrain_workspace_get_sync (terrain_window_get_workspace (self)), NULL,
                                   on_forms_updated, g_object_ref (self));
}

static void
preview_chosen (GFile   *file,
                gpointer user_data)
{
  terrain_window_preview_form (TERRAIN_WINDOW (user_data), file);
}

static void
action_open_form (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  terrain_dialogs_open_form (GTK_WINDOW (widget), preview_chosen, widget);
}

static void
action_preferences (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  terrain_window_show_preferences (TERRAIN_WINDOW (widget));
}

static void
action_show_shortcuts (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  terrain_dialogs_show_shortcuts (GTK_WINDOW (widget));
}

static void
action_search (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkWidget *page = terrain_window_get_visible_page (TERRAIN_WINDOW (widget));

  if (TERRAIN_IS_TRANSLATE_PAGE (page))
    terrain_translate_page_search (TERRAIN_TRANSLATE_PAGE (page));
  else if (TERRAIN_IS_RECORDS_PAGE (page))
    gtk_widget_activate_action (page, "records.search", NULL);
  else
    terrain_home_page_search (terrain_window_get_home (TERRAIN_WINDOW (widget)));
}

static void
action_back (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  GtkWidget *page = terrain_window_get_visible_page (self);

  if (TERRAIN_IS_INTERVIEW_PAGE (page))
    {
      terrain_window_leave_interview (self, FALSE);
      return;
    }
  if (TERRAIN_IS_THANKS_PAGE (page))
    {
      terrain_window_pop_to_home (self);
      return;
    }
  if (TERRAIN_IS_TRANSLATE_PAGE (page) && (terrain_translate_page_go_back (TERRAIN_TRANSLATE_PAGE (page))
                                           || !terrain_window_leave_translation (self, FALSE)))
    return;
  terrain_window_pop (self);
  page = terrain_window_get_visible_page (self);
  if (TERRAIN_IS_INTERVIEW_PAGE (page))
    terrain_interview_page_grab (TERRAIN_INTERVIEW_PAGE (page));
  else if (TERRAIN_IS_PREVIEW_PAGE (page))
    terrain_preview_page_grab (TERRAIN_PREVIEW_PAGE (page));
}

static void
action_keep_draft (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);

  if (terrain_window_leave_interview (self, FALSE))
    terrain_window_toast (self, _("Kept among your drafts"), NULL, NULL, NULL);
}

/* From the review, or the outline, to a question. */
static void
action_go_to (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  TerrainInterviewPage *page = terrain_window_get_interview (self);

  if (!page)
    return;
  if (terrain_window_get_visible_page (self) != GTK_WIDGET (page))
    terrain_window_pop (self);
  terrain_interview_page_go_to (page, get_string (parameter));
}

/* What happens inside the page of an interview or a preview; enabled only while it is on top. */
static void
action_interview (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  GtkWidget *page = terrain_window_get_visible_page (TERRAIN_WINDOW (widget));

  if (TERRAIN_IS_INTERVIEW_PAGE (page))
    terrain_interview_page_do (TERRAIN_INTERVIEW_PAGE (page), name + strlen ("win."));
  else if (TERRAIN_IS_PREVIEW_PAGE (page))
    terrain_preview_page_do (TERRAIN_PREVIEW_PAGE (page), name + strlen ("win."));
}

/* What a question does, by keys that are the program's: they are in the menu, and work while the focus is elsewhere. */
static void
action_question (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  TerrainWindow *self = TERRAIN_WINDOW (widget);
  GtkWidget *page = terrain_window_get_visible_page (self);
  const char *action = strcmp (name, "win.help") == 0        ? "question.guidance"
                       : strcmp (name, "win.dont-know") == 0 ? "question.dont-know"
                                                             : "question.refused";
  GtkWidget *question = NULL;

  for (int i = 0; i < 2 && !question; i++)
    {
      GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

      question = focus ? gtk_widget_get_ancestor (focus, TERRAIN_TYPE_QUESTION) : NULL;
      if (question)
        continue;
      if (TERRAIN_IS_INTERVIEW_PAGE (page))
        terrain_interview_page_grab (TERRAIN_INTERVIEW_PAGE (page));
      else if (TERRAIN_IS_PREVIEW_PAGE (page))
        terrain_preview_page_grab (TERRAIN_PREVIEW_PAGE (page));
    }
  if (question)
    gtk_widget_activate_action (question, action, NULL);
}

/* A step of the record back, or done again; what is typed counts as a step. */
static void
take_back (TerrainWindow *self,
           gboolean       redo)
{
  TerrainInterviewPage *page = terrain_window_get_interview (self);
  TerrainSession *session = terrain_window_get_session (self);
  GtkWidget *visible = terrain_window_get_visible_page (self);
  g_autoptr (TerrainChange) change = NULL;
  g_autoptr (GError) error = NULL;

  if (TERRAIN_IS_PREVIEW_PAGE (visible))
    {
      terrain_preview_page_undo (TERRAIN_PREVIEW_PAGE (visible), redo);
      return;
    }
  /* Wherever the focus is: the row that had it went with what is taken back. */
  if (!redo && (TERRAIN_IS_RECORDS_PAGE (visible) || TERRAIN_IS_HOME_PAGE (visible)))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "records-undo.undo", NULL);
      return;
    }
  if (!page || !session || !terrain_interview_page_flush (page) || (!redo && terrain_serial_window_undo (self)))
    return;
  if (!(redo ? terrain_session_redo : terrain_session_undo) (session, &change, &error))
    {
      terrain_window_toast (self, error->message, NULL, NULL, NULL);
      return;
    }
  g_autofree char *label = change->label ? terrain_form_dup_plain_text (change->label) : NULL;
  const char *what = change->kind == TERRAIN_CHANGE_LANGUAGE ? _("Language") : label ? label : change->ref;
  /* Translators: %s is the question whose answer, or the group whose repetition, was changed. */
  g_autofree char *message = g_strdup_printf (redo ? _("Done again: %s") : _("Undone: %s"), what);

  if (change->focus)
    terrain_interview_page_go_to (page, change->focus);
  terrain_window_toast (self, message, NULL, NULL, NULL);
}

static void
action_undo (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  take_back (TERRAIN_WINDOW (widget), FALSE);
}

static void
action_redo (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  take_back (TERRAIN_WINDOW (widget), TRUE);
}

static const char *const interview_actions[] = {
  "win.outline", "win.language-menu", "win.next-language", "win.next-section", "win.previous-section",
  "win.next-problem", "win.previous-problem", "win.panel", "win.fold", "win.retry-save",
};

static const char *const question_actions[] = { "win.help", "win.dont-know", "win.refused" };

void
terrain_window_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_actions); i++)
    gtk_widget_class_install_action (widget_class, plain_actions[i].name, NULL, action_plain);
  for (guint i = 0; i < G_N_ELEMENTS (target_actions); i++)
    gtk_widget_class_install_action (widget_class, target_actions[i].name, "s", action_target);
  gtk_widget_class_install_action (widget_class, "win.correct", "s", action_correct);
  gtk_widget_class_install_action (widget_class, "win.show-records", "s", action_show_records);
  gtk_widget_class_install_action (widget_class, "win.show-figures", NULL, action_show_figures);
  gtk_widget_class_install_action (widget_class, "win.retry-record", "s", action_retry_record);
  gtk_widget_class_install_action (widget_class, "win.update-forms", NULL, action_update_forms);
  gtk_widget_class_install_action (widget_class, "win.open-form", NULL, action_open_form);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, action_preferences);
  gtk_widget_class_install_action (widget_class, "win.show-help-overlay", NULL, action_show_shortcuts);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, action_search);
  gtk_widget_class_install_action (widget_class, "win.back", NULL, action_back);
  gtk_widget_class_install_action (widget_class, "win.keep-draft", NULL, action_keep_draft);
  gtk_widget_class_install_action (widget_class, "win.go-to", "s", action_go_to);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, action_undo);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, action_redo);
  /* No accelerators of the application: those come before the text fields, which undo what is being typed. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "win.save-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "win.save-next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "win.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  terrain_window_install_paper (widget_class);
  terrain_window_install_respondent (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (interview_actions); i++)
    gtk_widget_class_install_action (widget_class, interview_actions[i], NULL, action_interview);
  for (guint i = 0; i < G_N_ELEMENTS (question_actions); i++)
    gtk_widget_class_install_action (widget_class, question_actions[i], NULL, action_question);
  gtk_widget_class_install_action (widget_class, "win.note", NULL, action_interview);
}

void
terrain_window_set_actions_enabled (TerrainWindow *self,
                                    gboolean       enabled)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *name, *property;
  const GVariantType *parameter_type;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (widget), i, &owner, &name, &parameter_type,
                                                   &property); i++)
    if (g_str_has_prefix (name, "win."))
      gtk_widget_action_set_enabled (widget, name, enabled);
}

void
terrain_window_update_actions (TerrainWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkWidget *page = terrain_window_get_visible_page (self);
  TerrainWorkspace *workspace = terrain_window_get_workspace (self);

  if (!page || !workspace)
    return;
  terrain_window_update_respondent (self);
  if (terrain_window_get_hidden (self))
    return;

  gboolean at_home = TERRAIN_IS_HOME_PAGE (page);
  gboolean at_interview = TERRAIN_IS_INTERVIEW_PAGE (page);
  gboolean at_review = TERRAIN_IS_REVIEW_PAGE (page);
  gboolean at_preview = TERRAIN_IS_PREVIEW_PAGE (page);
  gboolean idle = terrain_window_get_session (self) == NULL;
  gboolean busy = terrain_sync_get_state (terrain_workspace_get_sync (workspace)) == TERRAIN_SYNC_BUSY;
  gboolean server = terrain_window_has_server (self);
  gboolean waiting = terrain_records_count (terrain_workspace_get_records (workspace), TERRAIN_RECORD_QUEUED) > 0;

  gtk_widget_action_set_enabled (widget, "win.start-form", idle);
  gtk_widget_action_set_enabled (widget, "win.resume", idle);
  gtk_widget_action_set_enabled (widget, "win.correct", idle);
  gtk_widget_action_set_enabled (widget, "win.trash", idle);
  gtk_widget_action_set_enabled (widget, "win.show-records", idle);
  gtk_widget_action_set_enabled (widget, "win.show-figures", idle && !at_preview);
  gtk_widget_action_set_enabled (widget, "win.send-now", server && waiting && !busy);
  gtk_widget_action_set_enabled (widget, "win.retry-record", server);
  gtk_widget_action_set_enabled (widget, "win.update-forms", server && !busy);
  gtk_widget_action_set_enabled (widget, "win.search",
                                 at_home || TERRAIN_IS_TRANSLATE_PAGE (page) || TERRAIN_IS_RECORDS_PAGE (page));
  gtk_widget_action_set_enabled (widget, "win.translate", idle);
  /* In the respondent's hands there is one way on: giving it back. */
  gtk_widget_action_set_enabled (widget, "win.back", !at_home && !TERRAIN_IS_HAND_OVER_PAGE (page));
  gtk_widget_action_set_enabled (widget, "win.preferences", !TERRAIN_IS_HAND_OVER_PAGE (page));
  gtk_widget_action_set_enabled (widget, "win.hand-over", at_interview);
  gtk_widget_action_set_enabled (widget, "win.ask-again", at_interview);
  gtk_widget_action_set_enabled (widget, "win.respondent", at_interview || terrain_window_get_respondent (self) != NULL);
  gtk_widget_action_set_enabled (widget, "win.keep-draft", !idle && !TERRAIN_IS_HAND_OVER_PAGE (page));
  gtk_widget_action_set_enabled (widget, "win.review", at_interview);
  gtk_widget_action_set_enabled (widget, "win.save-next", at_interview);
  gtk_widget_action_set_enabled (widget, "win.undo",
                                 at_interview || at_preview || at_home || TERRAIN_IS_RECORDS_PAGE (page));
  gtk_widget_action_set_enabled (widget, "win.redo", at_interview || at_preview);
  gtk_widget_action_set_enabled (widget, "win.go-to", at_interview || at_review);
  gtk_widget_action_set_enabled (widget, "win.complete",
                                 at_review && terrain_review_page_get_can_complete (TERRAIN_REVIEW_PAGE (page)));
  for (guint i = 0; i < G_N_ELEMENTS (interview_actions); i++)
    gtk_widget_action_set_enabled (widget, interview_actions[i], at_interview || at_preview);
  for (guint i = 0; i < G_N_ELEMENTS (question_actions); i++)
    gtk_widget_action_set_enabled (widget, question_actions[i], at_interview || at_preview);
  gtk_widget_action_set_enabled (widget, "win.note", at_interview);
}
