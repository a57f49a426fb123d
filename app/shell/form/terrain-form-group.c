/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "terrain-form-fold.h"
#include "terrain-form-grid.h"
#include "terrain-form-group.h"
#include "terrain-form-style.h"
#include "terrain-line.h"
#include "terrain-second-language.h"

struct _TerrainFormGroup
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;

  GtkWidget *header;
  GtkWidget *heading;      /* in it */
  GtkWidget *fold;         /* TerrainFormFold, around the heading; NULL where it never folds */
  GtkWidget *remove;       /* at its end; NULL but for an instance */
  GtkWidget *body;         /* what goes when the group is folded */
  TerrainFormItems *items; /* in it, as are: */
  GtkWidget *add;          /* NULL but for a repeat */
  GtkWidget *add_content;
  GtkWidget *problem;      /* NULL until there is one */
};

G_DEFINE_FINAL_TYPE (TerrainFormGroup, terrain_form_group, GTK_TYPE_WIDGET)

TerrainItem *
terrain_form_group_get_item (TerrainFormGroup *self)
{
  return self->item;
}

TerrainFormItems *
terrain_form_group_get_items (TerrainFormGroup *self)
{
  return self->items;
}

/* An instance's own label, the repeat's where it has none. */
static TerrainItem *
labelled_by (TerrainItem *item)
{
  const char *label = terrain_item_get_label (item);

  if ((label == NULL || *label == '\0') && terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE &&
      terrain_item_get_parent (item) != NULL)
    return terrain_item_get_parent (item);
  return item;
}

/* What an instance is about, where the form says so: its first question is a choice that the form itself has made.
 * Returns: (nullable): borrowed from @instance */
static TerrainItem *
find_subject (TerrainItem *instance)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (instance));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (instance), i);

      if (terrain_item_get_kind (child) != TERRAIN_ITEM_QUESTION || !terrain_item_get_relevant (child))
        continue;
      return terrain_item_get_readonly (child) &&
                 terrain_control_get_kind (terrain_item_get_control (child)) == TERRAIN_CONTROL_SELECT1
               ? child
               : NULL;
    }
  return NULL;
}

/* A label that says the same of each instance names none of them.
 * Returns: (nullable): the question whose answer names @item in place of its label */
static TerrainItem *
named_by (TerrainItem *item)
{
  TerrainItem *repeat = terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE ? terrain_item_get_parent (item) : NULL;
  const char *label = terrain_item_get_label (item);
  TerrainItem *subject = repeat != NULL && (labelled_by (item) == repeat ||
                                            g_strcmp0 (label, terrain_item_get_label (repeat)) == 0)
                           ? find_subject (item)
                           : NULL;

  return subject != NULL && *terrain_item_get_value (subject) != '\0' ? subject : NULL;
}

static char *
dup_label (TerrainItem *item)
{
  TerrainItem *subject = named_by (item);

  if (subject != NULL)
    {
      g_autofree char *text = terrain_answer_dup_words (subject);
      return terrain_form_dup_plain_text (text);
    }
  return terrain_form_dup_plain_text (terrain_item_get_label (labelled_by (item)));
}

/* Those that are asked: what a count took away is kept for its answers. */
static guint
count_instances (TerrainItem *repeat)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (repeat)), count = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) instance = g_list_model_get_item (G_LIST_MODEL (repeat), i);
      count += terrain_item_get_relevant (instance) ? 1 : 0;
    }
  return count;
}

char *
terrain_form_dup_heading (TerrainItem *item)
{
  g_autofree char *label = dup_label (item);
  guint position, count;

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_INSTANCE || terrain_item_get_parent (item) == NULL)
    return g_steal_pointer (&label);
  position = terrain_item_get_position (item);
  count = MAX (count_instances (terrain_item_get_parent (item)), position);
  if (*label == '\0')
    /* Translators: which instance of a repeated group, and of how many */
    return g_strdup_printf (_("%u of %u"), position, count);
  /* Translators: which instance of a repeated group, of how many, and what it is about */
  return g_strdup_printf (_("%u of %u – %s"), position, count, label);
}

/* An instance that was just removed belongs to nothing; its widget goes in the same step. */
static gboolean
is_removed (TerrainItem *item)
{
  return terrain_item_get_kind (item) == TERRAIN_ITEM_INSTANCE && terrain_item_get_parent (item) == NULL;
}

/* In both languages, where two are shown. */
static char *
take_second_language (TerrainFormGroup *self, char *markup)
{
  TerrainItem *subject = named_by (self->item);
  GListModel *choices = subject != NULL ? terrain_item_get_choices (subject) : NULL;

  if (subject == NULL)
    return terrain_second_language_take_label (self->context, labelled_by (self->item), markup);
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);

      if (g_str_equal (terrain_choice_get_value (choice), terrain_item_get_value (subject)))
        return terrain_second_language_take_choice (self->context, subject, choice, markup);
    }
  return markup;
}

static void
update_heading (TerrainFormGroup *self)
{
  TerrainItemKind kind = terrain_item_get_kind (self->item);
  g_autofree char *text = NULL;
  gboolean can_remove = FALSE;

  if (is_removed (self->item))
    return;
  text = terrain_form_dup_heading (self->item);
  if (kind == TERRAIN_ITEM_INSTANCE)
    {
      g_autofree char *name = g_strdup_printf (_("Remove %s"), text);

      can_remove = terrain_item_get_can_remove (terrain_item_get_parent (self->item));
      /* To set it asks the display where the pointer is, and waits for it. */
      if (g_strcmp0 (gtk_widget_get_tooltip_text (self->remove), name) != 0)
        gtk_widget_set_tooltip_text (self->remove, name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "",
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_visible (self->remove, can_remove);
    }
  g_autofree char *own = g_markup_escape_text (text, -1);
  /* "1 of 2 – …" is the program's as well. */
  if (kind != TERRAIN_ITEM_INSTANCE)
    own = terrain_second_language_mark_first (self->context, g_steal_pointer (&own));
  g_autofree char *markup = take_second_language (self, g_steal_pointer (&own));
  gtk_label_set_markup (GTK_LABEL (self->heading), markup);
  gtk_widget_set_visible (self->fold != NULL ? self->fold : self->heading, *text != '\0');
  if (self->fold != NULL)
    terrain_form_fold_set_name (TERRAIN_FORM_FOLD (self->fold), text);
  gtk_widget_set_visible (self->header, *text != '\0' || can_remove);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  if (kind == TERRAIN_ITEM_REPEAT)
    {
      /* Translators: the button that adds one more of a repeated group; %s is the group's name */
      g_autofree char *name = *text != '\0' ? g_strdup_printf (_("Add: %s"), text) : g_strdup (_("Add"));

      gtk_label_set_text (GTK_LABEL (self->add_content), name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_widget_set_visible (self->add, terrain_item_get_can_add (self->item));
    }
}

/* width-chars: see terrain-question-parts.c. */
static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 8,
                       "xalign", 0.0f, NULL);
}

static void
show_problem (TerrainFormGroup *self, const GError *error)
{
  if (error != NULL && self->problem == NULL)
    {
      self->problem = new_label (NULL);
      gtk_widget_add_css_class (self->problem, "terrain-message");
      gtk_box_append (GTK_BOX (self->body), self->problem);
      gtk_widget_set_direction (self->problem, terrain_form_context_get_direction (self->context));
    }
  if (self->problem == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
}

static void
add_clicked (TerrainFormGroup *self)
{
  g_autoptr (GError) error = NULL;
  guint position = terrain_form_context_add_instance (self->context, self->item, &error);

  show_problem (self, error);
  if (position > 0)
    {
      g_autofree char *ref = g_strdup_printf ("%s[%u]", terrain_item_get_ref (self->item), position);
      gtk_widget_activate_action (GTK_WIDGET (self), "form.focus-ref", "s", ref);
    }
}

static gboolean
has_answers (TerrainItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (item));

  if (terrain_item_get_kind (item) == TERRAIN_ITEM_QUESTION)
    return !terrain_item_get_readonly (item) && *terrain_item_get_value (item) != '\0';
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TerrainItem) child = g_list_model_get_item (G_LIST_MODEL (item), i);
      if (has_answers (child))
        return TRUE;
    }
  return FALSE;
}

static void
remove_now (TerrainFormGroup *self)
{
  g_autoptr (TerrainFormGroup) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *repeat_ref = g_strdup (terrain_item_get_ref (terrain_item_get_parent (self->item)));
  guint position = terrain_item_get_position (self->item);
  GtkWidget *outside = gtk_widget_get_ancestor (gtk_widget_get_parent (GTK_WIDGET (self)), TERRAIN_TYPE_FORM_GROUP);

  /* What is typed elsewhere keeps its own reference; it must be answered before positions change. */
  gtk_widget_activate_action (GTK_WIDGET (self), "form.flush", NULL);
  if (!terrain_form_context_remove_instance (self->context, self->item, &error))
    {
      show_problem (self, error);
      return;
    }
  if (outside != NULL)
    {
      g_autofree char *ref = g_strdup_printf ("%s[%u]", repeat_ref, MAX (position, 2) - 1);
      gtk_widget_activate_action (outside, "form.focus-ref", "s", ref);
    }
}

static void
response (AdwMessageDialog *dialog, const char *answer, TerrainFormGroup *self)
{
  if (g_str_equal (answer, "remove"))
    remove_now (self);
}

static void
remove_clicked (TerrainFormGroup *self)
{
  g_autofree char *heading = terrain_form_dup_heading (self->item);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *dialog;

  if (!has_answers (self->item))
    {
      remove_now (self);
      return;
    }
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, NULL);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Remove “%s”?"), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), _("The answers given in it are removed with it."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep"), "remove", _("_Remove"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Folding */

static gboolean
is_folded (TerrainFormGroup *self)
{
  return terrain_form_folds_is_folded (terrain_form_context_get_folds (self->context), self->item);
}

gboolean
terrain_form_group_focus_heading (TerrainFormGroup *self)
{
  return self->fold != NULL && gtk_widget_grab_focus (self->fold);
}

static void
show_folded (TerrainFormGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (is_folded (self) && focus != NULL && gtk_widget_is_ancestor (focus, self->body))
    terrain_form_group_focus_heading (self);
  gtk_widget_set_visible (self->body, !is_folded (self));
}

static void
folds_changed (TerrainFormFolds *folds, TerrainItem *group, TerrainFormGroup *self)
{
  if (group == self->item)
    show_folded (self);
}

gboolean
terrain_form_group_set_folded (TerrainFormGroup *self, gboolean folded)
{
  if (folded && !terrain_form_items_flush (self->items))
    return FALSE;
  terrain_form_folds_set_folded (terrain_form_context_get_folds (self->context), self->item, folded);
  return is_folded (self) == folded;
}

static void
fold_clicked (TerrainFormGroup *self)
{
  terrain_form_group_set_folded (self, !is_folded (self));
}

static void
make_fold (TerrainFormGroup *self)
{
  TerrainFormFolds *folds = terrain_form_context_get_folds (self->context);
  g_autoptr (GtkWidget) heading = NULL;

  if (!terrain_form_folds_can_fold (folds, self->item))
    return;
  heading = g_object_ref (self->heading);
  gtk_widget_unparent (heading);
  self->fold = terrain_form_fold_new (self->context, self->item, heading);
  gtk_widget_insert_after (self->fold, self->header, NULL);
  g_signal_connect_object (self->fold, "clicked", G_CALLBACK (fold_clicked), self, G_CONNECT_SWAPPED);
  /* After the heading, which can take the focus then. */
  g_signal_connect_object (folds, "changed", G_CALLBACK (folds_changed), self, 0);
  show_folded (self);
}

static void
terrain_form_group_dispose (GObject *object)
{
  TerrainFormGroup *self = TERRAIN_FORM_GROUP (object);

  self->items = NULL;
  self->heading = self->fold = self->remove = self->add = self->add_content = self->problem = NULL;
  g_clear_pointer (&self->header, gtk_widget_unparent);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_form_group_parent_class)->dispose (object);
}

static void
terrain_form_group_class_init (TerrainFormGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_form_group_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
terrain_form_group_init (TerrainFormGroup *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-group");
}

/* Invisible while it gets its tooltip: see terrain_question_parts_add_clear(). */
static void
make_remove (TerrainFormGroup *self)
{
  self->remove = g_object_new (GTK_TYPE_BUTTON, "visible", FALSE, "icon-name", "user-trash-symbolic", "tooltip-text",
                               _("Remove"), "valign", GTK_ALIGN_CENTER, NULL);
  gtk_widget_add_css_class (self->remove, "flat");
  g_signal_connect_object (self->remove, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
  terrain_line_append (TERRAIN_LINE (self->header), self->remove);
}

static void
make_header (TerrainFormGroup *self, TerrainItemKind kind)
{
  self->header = terrain_line_new (12);
  self->heading = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, "hexpand", TRUE, "wrap", TRUE,
                                "wrap-mode", PANGO_WRAP_WORD_CHAR, "width-chars", 8, "xalign", 0.0f, NULL);
  gtk_widget_set_visible (self->header, FALSE);
  terrain_line_append (TERRAIN_LINE (self->header), self->heading);
  if (kind == TERRAIN_ITEM_INSTANCE)
    make_remove (self);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

/* As AdwButtonContent, whose words do not wrap: a group's name is as long as it is. */
static void
make_add (TerrainFormGroup *self)
{
  GtkWidget *content = terrain_line_new (6);

  self->add_content = new_label (_("Add"));
  terrain_line_append (TERRAIN_LINE (content), g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                                             GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                                             "list-add-symbolic", NULL));
  terrain_line_append (TERRAIN_LINE (content), self->add_content);
  self->add = g_object_new (GTK_TYPE_BUTTON, "visible", FALSE, "halign", GTK_ALIGN_START, "child", content, NULL);
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_clicked), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->body), self->add);
}

static void
make_body (TerrainFormGroup *self, TerrainItemKind kind)
{
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (self->items));
  if (kind == TERRAIN_ITEM_REPEAT)
    make_add (self);
  gtk_widget_insert_before (self->body, GTK_WIDGET (self), NULL);
}

static void
style_for (TerrainFormGroup *self, TerrainItemKind kind, guint depth)
{
  static const char *const heading_classes[] = { "title-2", "title-3", "title-4" };
  gboolean grid = terrain_form_grid_fits (terrain_interview_get_form (terrain_form_context_get_interview (self->context)));

  /* As much of it in sight as can be read: smaller, and closer. */
  if (grid)
    gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 9);
  gtk_widget_add_css_class (self->heading,
                            kind == TERRAIN_ITEM_INSTANCE ? "heading" : heading_classes[MIN (depth + (grid ? 1 : 0), 2)]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  (int) MIN (depth + 1, 6), -1);
  if (kind == TERRAIN_ITEM_INSTANCE)
    gtk_widget_add_css_class (GTK_WIDGET (self), "instance");
  else if (depth == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "section");
}

GtkWidget *
terrain_form_group_new (TerrainFormContext *context, TerrainItem *item, guint depth)
{
  TerrainFormGroup *self = g_object_new (TERRAIN_TYPE_FORM_GROUP, NULL);
  TerrainItemKind kind = terrain_item_get_kind (item);
  TerrainItem *repeat = kind == TERRAIN_ITEM_INSTANCE ? terrain_item_get_parent (item) : NULL;

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  make_header (self, kind);
  style_for (self, kind, depth);
  self->items = TERRAIN_FORM_ITEMS (terrain_form_items_new (context, item, depth + 1));
  make_body (self, kind);
  make_fold (self);
  g_signal_connect_object (item, "notify::label", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "notify::readonly", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  if (kind == TERRAIN_ITEM_REPEAT)
    g_signal_connect_object (item, "items-changed", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
  if (repeat != NULL)
    {
      TerrainItem *subject = find_subject (item);

      if (subject != NULL)
        g_signal_connect_object (subject, "notify::display-value", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
      /* What the form counts out stays in the list when it is not asked any more. */
      if (!terrain_item_get_can_add (repeat))
        g_signal_connect_object (terrain_form_context_get_interview (context), "changed", G_CALLBACK (update_heading),
                                 self, G_CONNECT_SWAPPED);
      g_signal_connect_object (repeat, "items-changed", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (repeat, "notify::label", G_CALLBACK (update_heading), self, G_CONNECT_SWAPPED);
    }
  update_heading (self);
  return GTK_WIDGET (self);
}
