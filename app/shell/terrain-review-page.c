/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-review-page.h"
#include "terrain-tally.h"

/* Rows beyond these cost time and help nobody: they show up as the first ones are put right. */
#define PROBLEMS_SHOWN 100

struct _TerrainReviewPage
{
  AdwBin parent_instance;

  TerrainSession *session;
  gboolean can_complete;

  AdwWindowTitle *title;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkLabel *advice;
  GtkWidget *problems_group;
  GtkListBox *problems;
  AdwActionRow *unanswered_row;
  AdwActionRow *dropped_row;
  GtkWidget *complete;
};

G_DEFINE_FINAL_TYPE (TerrainReviewPage, terrain_review_page, ADW_TYPE_BIN)

static char *
dup_label (TerrainInterview *interview,
           const char       *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);
  const char *label = item ? terrain_item_get_label (item) : NULL;

  return label && label[0] != '\0' ? terrain_form_dup_plain_text (label) : g_strdup (ref);
}

static GtkWidget *
create_row (TerrainInterview     *interview,
            const TerrainProblem *problem)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *label = dup_label (interview, problem->ref);
  g_autofree char *message = terrain_form_dup_plain_text (problem->message ? problem->message : "");
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_title_lines (row, 2);
  adw_action_row_set_subtitle (row, message);
  adw_action_row_add_suffix (row, arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go-to");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", problem->ref);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message,
                                  -1);
  return GTK_WIDGET (row);
}

static void
fill_problems (TerrainReviewPage *self,
               TerrainInterview  *interview,
               GPtrArray         *problems)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->problems, 0)) != NULL)
    gtk_list_box_remove (self->problems, GTK_WIDGET (row));
  for (guint i = 0; i < MIN (problems->len, PROBLEMS_SHOWN); i++)
    gtk_list_box_append (self->problems, create_row (interview, g_ptr_array_index (problems, i)));
  gtk_widget_set_visible (self->problems_group, problems->len > 0);
}

static void
fill_status (TerrainReviewPage *self,
             guint              n_problems)
{
  g_autofree char *status = n_problems == 0
    ? g_strdup (_("Ready to Complete"))
    : g_strdup_printf (ngettext ("%u Answer Needs Attention", "%u Answers Need Attention", n_problems), n_problems);

  gtk_label_set_text (self->status, status);
  gtk_label_set_text (self->advice,
                      n_problems == 0
                        ? _("Complete it now; it is sent as soon as the server answers. After that it cannot be "
                            "changed here.")
                        : _("Go to each question below and put it right. You can also keep the record as a draft and "
                            "finish it later; nothing is lost."));
  gtk_image_set_from_icon_name (self->status_icon,
                                n_problems == 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_tooltip_text (self->complete, n_problems == 0 ? NULL : _("First put right what needs attention"));
}

static void
fill_counts (TerrainReviewPage *self,
             TerrainInterview  *interview)
{
  TerrainTally tally = terrain_tally_count (terrain_interview_get_root_item (interview));
  guint n_unanswered = tally.n_asked - tally.n_answered;
  guint n_dropped = terrain_interview_count_dropped (interview);
  g_autofree char *unanswered = g_strdup_printf (ngettext ("%u question is not answered", "%u questions are not answered",
                                                           n_unanswered), n_unanswered);
  g_autofree char *asked = g_strdup_printf (ngettext ("of %u question asked", "of %u questions asked", tally.n_asked),
                                            tally.n_asked);
  g_autofree char *dropped = g_strdup_printf (ngettext ("%u answer will be left out", "%u answers will be left out",
                                                        n_dropped), n_dropped);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->unanswered_row), unanswered);
  adw_action_row_set_subtitle (self->unanswered_row, asked);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->dropped_row), dropped);
  gtk_widget_set_visible (GTK_WIDGET (self->dropped_row), n_dropped > 0);
}

void
terrain_review_page_refresh (TerrainReviewPage *self)
{
  g_return_if_fail (TERRAIN_IS_REVIEW_PAGE (self));

  TerrainInterview *interview = terrain_session_get_interview (self->session);
  g_autoptr (GPtrArray) problems = terrain_interview_validate (interview);
  g_autofree char *name = terrain_interview_dup_instance_name (interview);
  g_autofree char *title = terrain_interview_dup_title (interview);

  self->can_complete = problems->len == 0;
  adw_window_title_set_subtitle (self->title, name && name[0] != '\0' ? name : title);
  fill_status (self, problems->len);
  fill_problems (self, interview, problems);
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

  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-review-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, status_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, status);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, advice);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, problems_group);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, problems);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, unanswered_row);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, dropped_row);
  gtk_widget_class_bind_template_child (widget_class, TerrainReviewPage, complete);
}

static void
terrain_review_page_init (TerrainReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  gtk_widget_grab_focus (first ? GTK_WIDGET (first) : self->complete);
}
