/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-review-list.h"
#include "terrain-tally.h"

/* Characters of an answer or a note in its row. */
#define MOST_SHOWN 400

/* More cost time and help nobody. */
#define ROWS_SHOWN 200

struct _TerrainReviewList
{
  AdwExpanderRow parent_instance;

  TerrainReviewKind kind;
  TerrainInterview *interview;
  GPtrArray *items; /* of TerrainItem */
  GPtrArray *rows;  /* of those shown; owned by this row */
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (TerrainReviewList, terrain_review_list, ADW_TYPE_EXPANDER_ROW)

static char *
dup_label (TerrainInterview *interview,
           const char       *ref)
{
  TerrainItem *item = terrain_interview_find_item (interview, ref);
  const char *label = item ? terrain_item_get_label (item) : NULL;

  return label && label[0] != '\0' ? terrain_form_dup_plain_text (label) : g_strdup (ref);
}

GtkWidget *
terrain_review_row_new (TerrainInterview *interview,
                        const char       *ref,
                        const char       *subtitle,
                        gboolean          is_link)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *label = dup_label (interview, ref);
  /* A long answer or note is read at its question. */
  g_autofree char *shown = terrain_text_guard_shorten (subtitle ? subtitle : "", MOST_SHOWN);
  g_autofree char *plain = terrain_form_dup_plain_text (shown);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_set_title_lines (row, 2);
  adw_action_row_set_subtitle (row, plain);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, plain, -1);
  if (!is_link)
    return GTK_WIDGET (row);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go-to");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ref);
  return GTK_WIDGET (row);
}

static gboolean
is_listed (TerrainReviewList *self,
           TerrainItem       *item)
{
  gboolean relevant = terrain_item_get_relevant (item);
  gboolean answered = terrain_item_get_value (item)[0] != '\0';

  /* Notes have a list of their own; a page to be printed is no answer that anybody reads. */
  if ((relevant && terrain_item_get_commented (item))
      || terrain_control_has_appearance (terrain_item_get_control (item), "printer"))
    return FALSE;
  if (self->kind == TERRAIN_REVIEW_ANSWERED)
    return relevant && answered && !terrain_item_get_readonly (item) && !terrain_item_is_concealed (item);
  /* UX-36: what was asked in private is no part of the review, nor the reasons that tell of it. */
  if (self->kind != TERRAIN_REVIEW_UNANSWERED && terrain_item_is_sensitive (item))
    return FALSE;
  switch (self->kind)
    {
    case TERRAIN_REVIEW_UNANSWERED:
      return relevant && !answered && !terrain_item_get_readonly (item);
    case TERRAIN_REVIEW_DROPPED:
      return !relevant && answered;
    case TERRAIN_REVIEW_ANSWERED:
    case TERRAIN_REVIEW_HIDDEN:
    default:
      return !relevant;
    }
}

static void
collect (TerrainReviewList *self,
         TerrainItem       *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && is_listed (self, item))
    g_ptr_array_add (self->items, g_object_ref (item));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect (self, child);
    }
}

/* What the second line says of it. (transfer full) (nullable) */
static char *
dup_about (TerrainReviewList *self,
           TerrainItem       *item)
{
  g_autoptr (TerrainExplanation) why = NULL;

  if (self->kind == TERRAIN_REVIEW_DROPPED || self->kind == TERRAIN_REVIEW_ANSWERED)
    return terrain_answer_dup_words (item);
  if (self->kind == TERRAIN_REVIEW_UNANSWERED)
    return g_strdup (terrain_item_get_problem_text (item, TRUE));
  why = terrain_interview_explain (self->interview, terrain_item_get_ref (item), TERRAIN_ASPECT_RELEVANT, NULL);
  return why ? terrain_explanation_dup_words (why) : NULL;
}

static void
add_row (TerrainReviewList *self,
         GtkWidget         *row)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
fill (TerrainReviewList *self)
{
  guint n = MIN (self->items->len, ROWS_SHOWN);

  if (self->filled || !self->interview || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  self->filled = TRUE;
  for (guint i = 0; i < n; i++)
    {
      TerrainItem *item = g_ptr_array_index (self->items, i);
      g_autofree char *about = dup_about (self, item);

      add_row (self, terrain_review_row_new (self->interview, terrain_item_get_ref (item), about,
                                             self->kind == TERRAIN_REVIEW_UNANSWERED
                                             || self->kind == TERRAIN_REVIEW_ANSWERED));
    }
  if (self->items->len > n)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", self->items->len - n),
                                               self->items->len - n);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), more);
      add_row (self, row);
    }
}

static char *
dup_title (TerrainReviewList *self)
{
  guint n = self->items->len;
  TerrainTally tally;

  switch (self->kind)
    {
    case TERRAIN_REVIEW_ANSWERED:
      tally = terrain_tally_count (terrain_interview_get_root_item (self->interview));
      return g_strdup_printf (_("%u of %u answered"), tally.n_answered, tally.n_asked);
    case TERRAIN_REVIEW_UNANSWERED:
      return g_strdup_printf (ngettext ("%u question is not answered", "%u questions are not answered", n), n);
    case TERRAIN_REVIEW_DROPPED:
      return g_strdup_printf (ngettext ("%u answer will be left out", "%u answers will be left out", n), n);
    case TERRAIN_REVIEW_HIDDEN:
    default:
      return g_strdup_printf (ngettext ("%u question is not asked", "%u questions are not asked", n), n);
    }
}

/* libadwaita's row is lists within a row, and names none of them. */
static void
name_lists (GtkWidget  *widget,
            const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

void
terrain_review_list_refresh (TerrainReviewList *self,
                             TerrainInterview  *interview)
{
  g_return_if_fail (TERRAIN_IS_REVIEW_LIST (self));
  g_return_if_fail (TERRAIN_IS_INTERVIEW (interview));

  g_set_object (&self->interview, interview);
  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->items, 0);
  self->filled = FALSE;
  collect (self, terrain_interview_get_root_item (interview));

  g_autofree char *title = dup_title (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  name_lists (GTK_WIDGET (self), title);
  if (self->kind == TERRAIN_REVIEW_DROPPED)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                   ngettext ("Its question is no longer asked", "Their questions are no longer asked",
                                             self->items->len));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (self), self->items->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), self->items->len > 0 || self->kind == TERRAIN_REVIEW_ANSWERED);
  fill (self);
}

static void
terrain_review_list_dispose (GObject *object)
{
  TerrainReviewList *self = TERRAIN_REVIEW_LIST (object);

  g_clear_object (&self->interview);
  g_ptr_array_set_size (self->items, 0);
  g_ptr_array_set_size (self->rows, 0);

  G_OBJECT_CLASS (terrain_review_list_parent_class)->dispose (object);
}

static void
terrain_review_list_finalize (GObject *object)
{
  TerrainReviewList *self = TERRAIN_REVIEW_LIST (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (terrain_review_list_parent_class)->finalize (object);
}

static void
terrain_review_list_class_init (TerrainReviewListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_review_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = terrain_review_list_finalize;
}

static void
terrain_review_list_init (TerrainReviewList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_ptr_array_new ();
  g_signal_connect (self, "notify::expanded", G_CALLBACK (fill), NULL);
}

GtkWidget *
terrain_review_list_new (TerrainReviewKind kind)
{
  TerrainReviewList *self = g_object_new (TERRAIN_TYPE_REVIEW_LIST, NULL);

  self->kind = kind;
  if (kind == TERRAIN_REVIEW_HIDDEN)
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), _("Open to see why"));
  return GTK_WIDGET (self);
}
