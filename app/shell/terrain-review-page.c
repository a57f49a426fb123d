/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-review-list.h"
#include "terrain-review-page.h"

/* Rows beyond these cost time and help nobody: they show up as the first ones are put right. */
#define PROBLEMS_SHOWN 100

struct _TerrainReviewPage
{
  AdwBin parent_instance;

  TerrainSession *session;
  gboolean can_complete;

  AdwWindowTitle *title;
  AdwBin *sound;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkLabel *advice;
  GtkWidget *problems_group;
  GtkListBox *problems;
  GtkWidget *warnings_group;
  GtkListBox *warnings;
  GtkWidget *notes_group;
  GtkListBox *notes;
  AdwPreferencesGroup *counts;
  TerrainReviewList *answered;
  TerrainReviewList *unanswered;
  TerrainReviewList *dropped;
  TerrainReviewList *hidden;
  GtkWidget *complete;
};

G_DEFINE_FINAL_TYPE (TerrainReviewPage, terrain_review_page, ADW_TYPE_BIN)

static void
empty_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* The words beside the question (UX-35). */
static void
fill_problems (TerrainReviewPage *self,
               TerrainInterview  *interview,
               GPtrArray         *problems)
{
  empty_list (self->problems);
  for (guint i = 0; i < MIN (problems->len, PROBLEMS_SHOWN); i++)
    {
      const TerrainProblem *problem = g_ptr_array_index (problems, i);
      TerrainItem *item = terrain_interview_find_item (interview, problem->ref);
      const char *message = item ? terrain_item_get_problem_text (item, TRUE) : NULL;

      gtk_list_box_append (self->problems, terrain_review_row_new (interview, problem->ref,
                                                                   message ? message : problem->message, TRUE));
    }
  gtk_widget_set_visible (self->problems_group, problems->len > 0);
}

static void
on_confirm (TerrainReviewPage *self,
            GtkButton         *button)
{
  const char *ref = g_object_get_data (G_OBJECT (button), "ref");
  TerrainItem *item = terrain_interview_find_item (terrain_session_get_interview (self->session), ref);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  if (!item || !terrain_session_confirm (self->session, item, &error))
    return;
  terrain_review_page_refresh (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (root), "win.complete", self->can_complete);
  terrain_review_page_focus_first (self);
}

static void
fill_warnings (TerrainReviewPage *self,
               TerrainInterview  *interview,
               GPtrArray         *warnings)
{
  empty_list (self->warnings);
  for (guint i = 0; i < MIN (warnings->len, PROBLEMS_SHOWN); i++)
    {
      const TerrainProblem *warning = g_ptr_array_index (warnings, i);
      GtkWidget *row = terrain_review_row_new (interview, warning->ref, warning->message, TRUE);
      GtkWidget *confirm = gtk_button_new_with_mnemonic (_("_It Is Right"));

      gtk_widget_set_valign (confirm, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (confirm), "ref", g_strdup (warning->ref), g_free);
      g_signal_connect_object (confirm, "clicked", G_CALLBACK (on_confirm), self, G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), confirm);
      gtk_list_box_append (self->warnings, row);
    }
  gtk_widget_set_visible (self->warnings_group, warnings->len > 0);
}

static void
fill_notes (TerrainReviewPage *self,
            TerrainInterview  *interview)
{
  g_autoptr (GPtrArray) remarks = terrain_session_dup_remarks (self->session);

  empty_list (self->notes);
  for (guint i = 0; i < MIN (remarks->len, PROBLEMS_SHOWN); i++)
    {
      const TerrainRemark *remark = g_ptr_array_index (remarks, i);
      TerrainItem *item = terrain_interview_find_item (interview, remark->ref);

      gtk_list_box_append (self->notes, terrain_review_row_new (interview, remark->ref, remark->text,
                                                                item && terrain_item_get_relevant (item)));
    }
  gtk_widget_set_visible (self->notes_group, remarks->len > 0);
}

static void
fill_status (TerrainReviewPage *self,
             guint              n_problems,
             guint              n_warnings)
{
  guint n = n_problems + n_warnings;
  g_autofree char *status = n == 0
    ? g_strdup (_("Ready to Complete"))
    : g_strdup_printf (ngettext ("%u Answer Needs Attention", "%u Answers Need Attention", n), n);

  gtk_label_set_text (self->status, status);
  if (n == 0)
    gtk_label_set_text (self->advice, _("Complete it now; it is sent as soon as the server answers. After that it "
                                        "cannot be changed here."));
  else if (n_problems > 0)
    gtk_label_set_text (self->advice, _("Go to each question below and put it right. You can also keep the record as a "
                                        "draft and finish it later; nothing is lost."));
  else
    gtk_label_set_text (self->advice, _("Say of each answer below that it is right, or change it. You can also keep the "
                                        "record as a draft and finish it later; nothing is lost."));
  gtk_image_set_from_icon_name (self->status_icon, n == 0           ? "object-select-symbolic"
                                                   : n_problems > 0 ? "dialog-warning-symbolic"
                                                                    : "dialog-question-symbolic");
  gtk_widget_set_tooltip_text (self->complete, n == 0 ? NULL : _("First put right what needs attention"));
}

static void
fill_counts (TerrainReviewPage *self,
             TerrainInterview  *interview)
{
  terrain_review_list_refresh (self->answered, interview);
  terrain_review_list_refresh (self->unanswered, interview);
  terrain_review_list_refresh (self->dropped, interview);
  terrain_review_list_refresh (self->hidden, interview);
}

void
terrain_review_page_refresh (TerrainReviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_REVIEW_PAGE (self));

  TerrainInterview *interview = terrain_session_get_interview (self->session);
  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
  g_autoptr (GPtrArray) warnings = terrain_session_dup_warnings (self->session);
  g_autofree char *name = terrain_interview_dup_shown_name (interview);
  g_autofree char *title = terrain_interview_dup_title (interview);

  self->can_complete = problems->len == 0 && warnings->len == 0;
  adw_window_title_set_subtitle (self->title, name && name[0] != '\0' ? name : title);
  fill_status (self, problems->len, warnings->len);
  fill_problems (self, interview, problems);
  fill_warnings (self, interview, warnings);
  fill_notes (self, interview);
  fill_counts (self, interview);
}

static void
terrain_review_page_dispose (GObject *object)
{
  TerrainReviewPage *self = TERRAIN_REVIEW_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_REVIEW_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (terrain_review_page_parent_class)->dispose (object);
}

static void
terrain_review_page_class_init (TerrainReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_review_page_dispose;

  g_type_ensure (TERRAIN_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, sound);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, status);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, problems_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, problems);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, warnings_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, warnings);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, notes);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, counts);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, complete);
}

static void
terrain_review_page_init (TerrainReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  terrain_wrap_buttons (GTK_WIDGET (self));
  self->answered = TERRAIN_REVIEW_LIST (terrain_review_list_new (TERRAIN_REVIEW_ANSWERED));
  self->unanswered = TERRAIN_REVIEW_LIST (terrain_review_list_new (TERRAIN_REVIEW_UNANSWERED));
  self->dropped = TERRAIN_REVIEW_LIST (terrain_review_list_new (TERRAIN_REVIEW_DROPPED));
  self->hidden = TERRAIN_REVIEW_LIST (terrain_review_list_new (TERRAIN_REVIEW_HIDDEN));
  adw_preferences_group_add (self->counts, GTK_WIDGET (self->answered));
  adw_preferences_group_add (self->counts, GTK_WIDGET (self->unanswered));
  adw_preferences_group_add (self->counts, GTK_WIDGET (self->dropped));
  adw_preferences_group_add (self->counts, GTK_WIDGET (self->hidden));
}

GtkWidget *
terrain_review_page_new (TerrainSession *session)
{
  g_return_val_if_fail (TERRAIN_IS_SESSION (session), NULL);

  TerrainReviewPage *self = g_object_new (TERRAIN_TYPE_REVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  terrain_review_page_refresh (self);
  return GTK_WIDGET (self);
}

gboolean
terrain_review_page_get_can_complete (TerrainReviewPage *self)
{
  g_return_val_if_fail (TERRAIN_IS_REVIEW_PAGE (self), FALSE);

  return self->can_complete;
}

void
terrain_review_page_focus_first (TerrainReviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_REVIEW_PAGE (self));

  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->problems, 0);

  if (!first)
    first = gtk_list_box_get_row_at_index (self->warnings, 0);
  gtk_widget_grab_focus (first ? GTK_WIDGET (first) : self->complete);
}

void
terrain_review_page_set_sound (TerrainReviewPage *self,
                               GtkWidget         *bar)
{
  g_return_if_fail (TERRAIN_IS_REVIEW_PAGE (self));

  adw_bin_set_child (self->sound, bar);
}
