/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-sensitive.h>

#include "terrain-form-fold.h"
#include "terrain-line.h"
#include "terrain-tally.h"
#include "terrain-wrap-box.h"

struct _TerrainFormFold
{
  GtkButton parent_instance;
  TerrainFormContext *context;
  TerrainItem *group;
  GtkWidget *summary;
  GtkWidget *arrow;
  guint n_problems; /* when it was looked at last */
  guint look_id;
};

G_DEFINE_FINAL_TYPE (TerrainFormFold, terrain_form_fold, GTK_TYPE_BUTTON)

static TerrainFormFolds *
get_folds (TerrainFormFold *self)
{
  return terrain_form_context_get_folds (self->context);
}

static gboolean
holds (TerrainFormFold *self, const char *ref)
{
  const char *group = terrain_item_get_ref (self->group);
  gsize length = strlen (group);

  return g_str_has_prefix (ref, group) && (ref[length] == '/' || ref[length] == '[');
}

static TerrainTally
count (TerrainFormFold *self)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  TerrainTally tally = terrain_tally_count (self->group);
  g_autoptr (GPtrArray) warnings = session != NULL ? terrain_session_dup_warnings (session) : NULL;

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    tally.n_unconfirmed += holds (self, ((TerrainProblem *) warnings->pdata[i])->ref) ? 1 : 0;
  return tally;
}

static guint
count_problems (TerrainFormFold *self, const TerrainTally *tally)
{
  gboolean missing = terrain_form_context_get_show_required (self->context);

  return tally->n_invalid + tally->n_unconfirmed + (missing ? tally->n_missing : 0);
}

static void
append (GString *text, guint n, const char *words)
{
  if (n > 0)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words);
}

/* What was kept from the last record is seen without opening it, unless it is not for everybody's eyes. */
static void
collect_kept (TerrainFormFold *self, TerrainItem *item, GPtrArray *kept)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (session == NULL || !terrain_item_get_relevant (item) || terrain_item_is_sensitive (item))
    return;
  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION && terrain_session_is_kept (session, item) &&
      !terrain_form_context_is_masked (self->context, item))
    g_ptr_array_add (kept, terrain_item_dup_display_value (item));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      collect_kept (self, child, kept);
    }
}

static char *
dup_kept (TerrainFormFold *self)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  collect_kept (self, self->group, kept);
  if (kept->len == 0)
    return NULL;
  g_ptr_array_add (kept, NULL);
  text = g_strjoinv (", ", (char **) kept->pdata);
  /* Translators: answers in a folded part of a form, as "Ganshoren, Phone" */
  return g_strdup_printf (_("Kept from the last record: %s"), text);
}

static char *
dup_summary (TerrainFormFold *self, const TerrainTally *tally)
{
  GString *text = g_string_new (NULL);
  guint n_open = tally->n_asked - tally->n_answered;
  /* Translators: questions in a folded part of a form */
  g_autofree char *answered = g_strdup_printf (ngettext ("%u answered", "%u answered", tally->n_answered),
                                               tally->n_answered);
  /* Translators: questions without an answer, in a folded part of a form */
  g_autofree char *open = g_strdup_printf (ngettext ("%u open", "%u open", n_open), n_open);
  /* Translators: questions in a folded part of a form, whose answers are wrong or to be confirmed */
  g_autofree char *problems = g_strdup_printf (ngettext ("%u needs attention", "%u need attention", self->n_problems),
                                               self->n_problems);
  g_autofree char *kept = dup_kept (self);

  append (text, tally->n_answered, answered);
  append (text, n_open, open);
  append (text, self->n_problems, problems);
  if (kept != NULL)
    append (text, 1, kept);
  return g_string_free (text, FALSE);
}

static void
say (TerrainFormFold *self, const TerrainTally *tally, gboolean folded)
{
  g_autofree char *text = folded ? dup_summary (self, tally) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_widget_set_visible (self->summary, *text != '\0');
  if (*text != '\0')
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* What is wrong in it must be seen; who folds it over what is wrong has seen it. */
static gboolean
look (gpointer data)
{
  TerrainFormFold *self = data;
  gboolean folded = terrain_form_folds_is_folded (get_folds (self), self->group);
  TerrainTally tally = { 0 };
  guint before = self->n_problems;

  self->look_id = 0;
  if (folded)
    {
      tally = count (self);
      self->n_problems = count_problems (self, &tally);
    }
  say (self, &tally, folded);
  if (folded && self->n_problems > before)
    terrain_form_folds_set_folded (get_folds (self), self->group, FALSE);
  return G_SOURCE_REMOVE;
}

/* Once for any number of changes, and after the person has seen the answer. */
static void
queue_look (TerrainFormFold *self)
{
  if (self->look_id == 0 && terrain_form_folds_is_folded (get_folds (self), self->group))
    self->look_id = g_idle_add_full (G_PRIORITY_LOW, look, self, NULL);
}

static void
show_folded (TerrainFormFold *self)
{
  gboolean folded = terrain_form_folds_is_folded (get_folds (self), self->group);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow), folded ? "pan-end-symbolic" : "pan-down-symbolic");
  if (folded)
    gtk_widget_add_css_class (GTK_WIDGET (self), "folded");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "folded");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_EXPANDED, !folded, -1);
  /* Every heading a stop of Tab would be one more on the way through each group: only of those that are opened and closed. */
  gtk_widget_set_focusable (GTK_WIDGET (self), terrain_form_folds_is_panel (get_folds (self), self->group));
}

static void
folds_changed (TerrainFormFolds *folds, TerrainItem *group, TerrainFormFold *self)
{
  TerrainTally tally;

  if (group != self->group)
    return;
  show_folded (self);
  tally = count (self);
  self->n_problems = count_problems (self, &tally);
  say (self, &tally, terrain_form_folds_is_folded (folds, group));
}

const char *
terrain_form_fold_get_summary (TerrainFormFold *self)
{
  g_return_val_if_fail (TERRAIN_IS_FORM_FOLD (self), NULL);
  return gtk_label_get_label (GTK_LABEL (self->summary));
}

void
terrain_form_fold_set_name (TerrainFormFold *self, const char *name)
{
  g_return_if_fail (TERRAIN_IS_FORM_FOLD (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
terrain_form_fold_dispose (GObject *object)
{
  TerrainFormFold *self = TERRAIN_FORM_FOLD (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->context);
  g_clear_object (&self->group);
  G_OBJECT_CLASS (terrain_form_fold_parent_class)->dispose (object);
}

static void
terrain_form_fold_class_init (TerrainFormFoldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = terrain_form_fold_dispose;
}

static void
terrain_form_fold_init (TerrainFormFold *self)
{
  self->summary = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 12,
                                "xalign", 0.0f, "valign", GTK_ALIGN_CENTER, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->summary, "terrain-fold-summary");
  self->arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign",
                              GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-fold");
}

GtkWidget *
terrain_form_fold_new (TerrainFormContext *context, TerrainItem *group, GtkWidget *heading)
{
  TerrainFormFold *self = g_object_new (TERRAIN_TYPE_FORM_FOLD, "hexpand", TRUE, NULL);
  TerrainSession *session = terrain_form_context_get_session (context);
  GtkWidget *line = terrain_line_new (12);
  GtkWidget *words = terrain_wrap_box_new (GTK_ACCESSIBLE_ROLE_GENERIC, 12);
  TerrainTally tally;

  self->context = g_object_ref (context);
  self->group = g_object_ref (group);
  g_object_set (words, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (words), heading);
  terrain_wrap_box_append (TERRAIN_WRAP_BOX (words), self->summary);
  terrain_line_append (TERRAIN_LINE (line), words);
  terrain_line_append (TERRAIN_LINE (line), self->arrow);
  gtk_button_set_child (GTK_BUTTON (self), line);
  g_signal_connect_object (get_folds (self), "changed", G_CALLBACK (folds_changed), self, 0);
  g_signal_connect_object (terrain_form_context_get_interview (context), "changed", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::show-required", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  if (session != NULL)
    g_signal_connect_object (session, "remarks-changed", G_CALLBACK (queue_look), self, G_CONNECT_SWAPPED);
  show_folded (self);
  tally = count (self);
  say (self, &tally, terrain_form_folds_is_folded (get_folds (self), group));
  /* Opened where there are problems from before; once its group is there. */
  queue_look (self);
  return GTK_WIDGET (self);
}
