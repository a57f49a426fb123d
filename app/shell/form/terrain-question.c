/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editor.h"
#include "terrain-editors.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-style.h"
#include "terrain-form-table.h"
#include "terrain-kept-answer.h"
#include "terrain-masked-bar.h"
#include "terrain-media-box.h"
#include "terrain-question-help.h"
#include "terrain-question-parts.h"
#include "terrain-question-private.h"
#include "terrain-reasons.h"
#include "terrain-remark-bar.h"
#include "terrain-reserved-bar.h"
#include "terrain-second-language.h"

/* In pixels: legible, and leaves room for the answers. */
#define PICTURE_SIDE 480

struct _TerrainQuestion
{
  GtkWidget parent_instance;
  TerrainFormContext *context;
  TerrainItem *item;
  TerrainQuestionParts parts;
  TerrainEditor *editor; /* one of them; NULL for a note */
  GtkWidget *label;      /* of the header */
  GtkWidget *clear;      /* (nullable): at its end */
  GtkWidget *message;    /* (nullable): the label of that part */
};

G_DEFINE_FINAL_TYPE (TerrainQuestion, terrain_question, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

gboolean
terrain_question_get_answerable (TerrainQuestion *self)
{
  g_return_val_if_fail (TERRAIN_IS_QUESTION (self), FALSE);
  return terrain_item_is_answerable (self->item);
}

TerrainItem *
terrain_question_get_item (TerrainQuestion *self)
{
  g_return_val_if_fail (TERRAIN_IS_QUESTION (self), NULL);
  return self->item;
}

gboolean
terrain_question_flush (TerrainQuestion *self)
{
  g_return_val_if_fail (TERRAIN_IS_QUESTION (self), FALSE);
  return self->editor == NULL || terrain_editor_flush (self->editor);
}

static gboolean
is_shown (TerrainQuestion *self, TerrainPart part)
{
  return terrain_question_parts_is_shown (&self->parts, part);
}

TerrainPart
terrain_question_get_part (TerrainQuestion *self, GtkWidget *child)
{
  guint part = 0;

  g_return_val_if_fail (TERRAIN_IS_QUESTION (self), TERRAIN_N_PARTS);
  while (part < TERRAIN_N_PARTS && self->parts.at[part] != child)
    part++;
  return part;
}

/* What is shown */

/* What comes late turns as the form does. */
static void
adopt (TerrainQuestion *self, TerrainPart part)
{
  terrain_form_apply_direction (self->parts.at[part], terrain_form_context_get_direction (self->context));
}

/* An image map shows its drawing itself. */
static gboolean
is_drawn_by_editor (TerrainItem *item)
{
  return terrain_control_has_appearance (terrain_item_get_control (item), "image-map") &&
         !terrain_item_get_readonly (item) && terrain_editor_pick (item) == TERRAIN_TYPE_CHOICE_EDITOR;
}

static const char *
label_form (gpointer item, const char *form)
{
  if (g_str_equal (form, "image") && is_drawn_by_editor (item))
    return NULL;
  return terrain_item_get_label_form (item, form);
}

static void
update_media (TerrainQuestion *self, const char *plain)
{
  if (self->parts.at[TERRAIN_PART_MEDIA] == NULL && terrain_media_box_is_needed (self->item, label_form))
    terrain_question_parts_put (&self->parts, TERRAIN_PART_MEDIA,
         terrain_media_box_new (terrain_form_context_get_media (self->context), PICTURE_SIDE, /* focusable= */ TRUE));
  if (self->parts.at[TERRAIN_PART_MEDIA] == NULL)
    return;
  terrain_media_box_set (TERRAIN_MEDIA_BOX (self->parts.at[TERRAIN_PART_MEDIA]), self->item, label_form, plain);
  adopt (self, TERRAIN_PART_MEDIA);
}

static void
update_label (TerrainQuestion *self)
{
  const char *text = terrain_item_get_label (self->item);
  g_autofree char *plain = terrain_form_dup_plain_text (text);
  g_autofree char *markup = terrain_question_dup_label_markup (self->context, self->item);
  gboolean is_taken;

  gtk_label_set_markup (GTK_LABEL (self->label), markup);
  is_taken = self->editor != NULL && !terrain_item_get_readonly (self->item) &&
             terrain_editor_show_label (self->editor, markup);
  gtk_widget_set_visible (self->parts.at[TERRAIN_PART_HEADER], text != NULL && *text != '\0' && !is_taken);
  /* A heading may be nothing at all, and less than that it cannot be. */
  if (is_taken && !terrain_control_has_appearance (terrain_item_get_control (self->item), "label"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "table-line");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "table-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  update_media (self, plain);
}

static const char *
problem_text (TerrainQuestion *self)
{
  const char *text = self->editor != NULL ? terrain_editor_get_problem (self->editor) : NULL;

  return text != NULL ? text
                      : terrain_item_get_problem_text (self->item,
                                                       terrain_form_context_get_show_required (self->context));
}

/* The editor says, to those who do not see it, what stands around it. */
static void
describe (TerrainQuestion *self)
{
  if (self->editor != NULL)
    terrain_editor_set_description (self->editor, self->label, self->parts.at[TERRAIN_PART_HINT], self->message, is_shown (self, TERRAIN_PART_MESSAGE));
}

static void
update_message (TerrainQuestion *self)
{
  const char *text = problem_text (self);

  if (text != NULL && self->message == NULL)
    self->message = terrain_question_parts_add_message (&self->parts);
  if (text != NULL)
    {
      g_autofree char *markup = terrain_form_dup_markup (text, /* links= */ FALSE);

      gtk_label_set_markup (GTK_LABEL (self->message), markup);
      gtk_widget_add_css_class (GTK_WIDGET (self), "problem");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "problem");
  if (self->parts.at[TERRAIN_PART_MESSAGE] != NULL)
    gtk_widget_set_visible (self->parts.at[TERRAIN_PART_MESSAGE], text != NULL);
  describe (self);
}

static gboolean
is_helping (TerrainQuestion *self)
{
  return self->parts.at[TERRAIN_PART_HELP] != NULL &&
         terrain_question_help_get_expanded (TERRAIN_QUESTION_HELP (self->parts.at[TERRAIN_PART_HELP]));
}

/* Why things are as they are, while somebody asks. */
static void
update_reasons (TerrainQuestion *self)
{
  g_autofree char *reasons = NULL;

  if (!is_helping (self))
    return;
  /* They tell what was answered before, which may be masked. */
  if (terrain_item_is_sensitive (self->item))
    return;
  reasons = terrain_reasons_dup_text (self->item, terrain_form_context_get_session (self->context));
  terrain_question_help_set_reasons (TERRAIN_QUESTION_HELP (self->parts.at[TERRAIN_PART_HELP]), reasons);
}

static void
help_toggled (TerrainQuestion *self)
{
  update_reasons (self);
  /* While it is closed, what is in it is nowhere. */
  adopt (self, TERRAIN_PART_HELP);
}

static void
ensure_help (TerrainQuestion *self)
{
  if (self->parts.at[TERRAIN_PART_HELP] != NULL)
    return;
  terrain_question_parts_put (&self->parts, TERRAIN_PART_HELP, terrain_question_help_new ());
  g_signal_connect_object (self->parts.at[TERRAIN_PART_HELP], "notify::expanded", G_CALLBACK (help_toggled), self, G_CONNECT_SWAPPED);
}

static void
update_help (TerrainQuestion *self)
{
  gboolean is_respondent = terrain_form_context_get_handed_over (self->context);
  const char *guidance = !is_respondent ? terrain_item_get_guidance (self->item) : NULL;
  g_autofree char *markup = NULL;

  if (guidance != NULL && *guidance != '\0')
    {
      markup = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (guidance, FALSE));
      ensure_help (self);
    }
  if (self->parts.at[TERRAIN_PART_HELP] != NULL)
    terrain_question_help_set_guidance (TERRAIN_QUESTION_HELP (self->parts.at[TERRAIN_PART_HELP]), markup);
}

static void
show_hint (TerrainQuestion *self)
{
  const char *hint = terrain_item_get_hint (self->item);
  g_autofree char *markup = NULL;

  if (hint != NULL && *hint != '\0')
    {
      markup = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (hint, FALSE));
      markup = terrain_second_language_take_hint (self->context, self->item, g_steal_pointer (&markup));
    }
  terrain_question_parts_show_text (&self->parts, TERRAIN_PART_HINT, markup);
}

static void
update_hint (TerrainQuestion *self)
{
  show_hint (self);
  describe (self);
}

static void
reserved_chosen (TerrainQuestion *self, const char *code)
{
  g_autofree char *value = g_strdup (code);

  if (self->editor != NULL && terrain_editor_answer (self->editor, value) && *value != '\0')
    g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
has_reserved (TerrainQuestion *self)
{
  g_autofree char *unknown = terrain_reserved_dup_code (self->item, TERRAIN_RESERVED_UNKNOWN);
  g_autofree char *refused = terrain_reserved_dup_code (self->item, TERRAIN_RESERVED_REFUSED);

  return unknown != NULL || refused != NULL;
}

static void
update_reserved (TerrainQuestion *self)
{
  if (self->parts.at[TERRAIN_PART_RESERVED] != NULL)
    terrain_reserved_bar_refresh (TERRAIN_RESERVED_BAR (self->parts.at[TERRAIN_PART_RESERVED]));
  else if (self->editor != NULL && has_reserved (self))
    {
      terrain_question_parts_put (&self->parts, TERRAIN_PART_RESERVED, terrain_reserved_bar_new (self->context, self->item));
      g_signal_connect_object (self->parts.at[TERRAIN_PART_RESERVED], "chosen", G_CALLBACK (reserved_chosen), self, G_CONNECT_SWAPPED);
    }
}

static void
update_remarks (TerrainQuestion *self)
{
  if (self->parts.at[TERRAIN_PART_REMARKS] != NULL)
    terrain_remark_bar_refresh (TERRAIN_REMARK_BAR (self->parts.at[TERRAIN_PART_REMARKS]));
  else if (terrain_remark_bar_is_wanted (self->context, self->item))
    terrain_question_parts_put (&self->parts, TERRAIN_PART_REMARKS, terrain_remark_bar_new (self->context, self->item));
}

static void
clear_answer (TerrainQuestion *self)
{
  if (self->editor != NULL)
    terrain_editor_answer (self->editor, "");
}

/* Before a text field, which would take only the last word. */
static gboolean
clear_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);

  if (!is_shown (self, TERRAIN_PART_KEPT))
    return FALSE;
  clear_answer (self);
  return TRUE;
}

static void
add_clear_key (TerrainQuestion *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *clear = gtk_keyval_trigger_new (GDK_KEY_BackSpace, GDK_CONTROL_MASK);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (clear, gtk_callback_action_new (clear_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Once shown it looks after itself. */
static void
update_kept (TerrainQuestion *self)
{
  if (self->editor == NULL || self->parts.at[TERRAIN_PART_KEPT] != NULL || !terrain_kept_answer_is_wanted (self->context, self->item))
    return;
  terrain_question_parts_put (&self->parts, TERRAIN_PART_KEPT, terrain_kept_answer_new (self->context, self->item));
  g_signal_connect_object (self->parts.at[TERRAIN_PART_KEPT], "clear", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
  add_clear_key (self);
}

/* What a key could not do here, said quietly; gone with the next answer. */
static void
set_notice (TerrainQuestion *self, const char *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  terrain_question_parts_show_text (&self->parts, TERRAIN_PART_NOTICE, markup);
}

static void
show_editor_notice (TerrainQuestion *self)
{
  set_notice (self, self->editor != NULL ? terrain_editor_get_notice (self->editor) : NULL);
}

static void
update_texts (TerrainQuestion *self)
{
  update_reserved (self);
  update_remarks (self);
  update_label (self);
  show_hint (self);
  update_help (self);
  update_kept (self);
  update_message (self);
}

/* A read-only question shows its value as text; what it is answered with is put away, not greyed out. */
static void
update_value (TerrainQuestion *self)
{
  gboolean masked = is_shown (self, TERRAIN_PART_MASKED);
  gboolean readonly = terrain_item_get_readonly (self->item) || self->editor == NULL;
  gboolean has_editor = !readonly || (self->editor != NULL && TERRAIN_EDITOR_GET_CLASS (self->editor)->shows_readonly);
  TerrainControlKind kind = terrain_control_get_kind (terrain_item_get_control (self->item));
  gboolean can_clear = !readonly && kind == TERRAIN_CONTROL_SELECT1 && *terrain_item_get_value (self->item) != '\0';
  g_autofree char *value
    = !has_editor && !masked && kind != TERRAIN_CONTROL_SECRET ? terrain_answer_dup_words (self->item) : NULL;
  g_autofree char *markup = value != NULL ? g_markup_escape_text (value, -1) : NULL;

  if (self->editor != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->editor), has_editor);
  terrain_question_parts_show_text (&self->parts, TERRAIN_PART_VALUE, markup);
  if (can_clear && self->clear == NULL)
    {
      self->clear = terrain_question_parts_add_clear (&self->parts);
      g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
    }
  if (self->clear != NULL)
    gtk_widget_set_visible (self->clear, can_clear);
  if (readonly && !masked)
    gtk_widget_add_css_class (GTK_WIDGET (self), "note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "note");
}

static gboolean
has_focus_within (TerrainQuestion *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void make_editor (TerrainQuestion *self);

/* A masked answer has no editor: what is in a widget can be read, shown or not. */
static void
update_masked (TerrainQuestion *self)
{
  gboolean masked = terrain_form_context_is_masked (self->context, self->item);
  gboolean had_focus = has_focus_within (self);

  if (masked == is_shown (self, TERRAIN_PART_MASKED))
    return;
  if (masked && self->parts.at[TERRAIN_PART_MASKED] == NULL)
    terrain_question_parts_put (&self->parts, TERRAIN_PART_MASKED, terrain_masked_bar_new (self->item));
  if (self->parts.at[TERRAIN_PART_MASKED] != NULL)
    gtk_widget_set_visible (self->parts.at[TERRAIN_PART_MASKED], masked);
  if (masked)
    {
      self->editor = NULL;
      terrain_question_parts_take_away (&self->parts, TERRAIN_PART_EDITOR);
      terrain_question_parts_take_away (&self->parts, TERRAIN_PART_RESERVED);
    }
  else
    make_editor (self);
  update_texts (self);
  update_value (self);
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (self->context));
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
remarks_changed (TerrainQuestion *self)
{
  update_masked (self);
  update_remarks (self);
}

static void
value_changed (TerrainQuestion *self)
{
  update_masked (self);
  if (self->editor != NULL)
    {
      terrain_editor_refresh (self->editor);
      terrain_editor_set_problem (self->editor, NULL);
    }
  update_value (self);
  update_kept (self);
  update_message (self);
  update_reserved (self);
  show_editor_notice (self);
  update_reasons (self);
}

static void
readonly_changed (TerrainQuestion *self)
{
  if (self->editor != NULL)
    terrain_editor_set_editable (self->editor, !terrain_item_get_readonly (self->item));
  update_value (self);
  update_label (self);
  update_reserved (self);
}

static void
required_changed (TerrainQuestion *self)
{
  update_label (self);
  update_message (self);
}

/* The editor */

static void
editor_done (TerrainEditor *editor, gboolean forward, TerrainQuestion *self)
{
  g_signal_emit (self, signals[DONE], 0, forward);
}

static void
editor_chosen (TerrainEditor *editor, TerrainQuestion *self)
{
  if (terrain_editor_has_appearance (editor, "quick") || terrain_editor_has_appearance (editor, "quickcompact"))
    g_signal_emit (self, signals[DONE], 0, TRUE);
  else
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
make_editor (TerrainQuestion *self)
{
  GType type = terrain_editor_pick (self->item);

  if (self->editor != NULL && G_OBJECT_TYPE (self->editor) == type)
    return;
  self->editor = NULL;
  terrain_question_parts_take_away (&self->parts, TERRAIN_PART_EDITOR);
  self->editor = g_object_new (type, "item", self->item, "context", self->context, NULL);
  terrain_question_parts_put (&self->parts, TERRAIN_PART_EDITOR, GTK_WIDGET (self->editor));
  terrain_editor_build (self->editor);
  g_signal_connect_object (self->editor, "done", G_CALLBACK (editor_done), self, 0);
  g_signal_connect_object (self->editor, "chosen", G_CALLBACK (editor_chosen), self, 0);
  g_signal_connect_object (self->editor, "notify::problem", G_CALLBACK (update_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::notice", G_CALLBACK (show_editor_notice), self, G_CONNECT_SWAPPED);
  terrain_editor_set_editable (self->editor, !terrain_item_get_readonly (self->item));
}

/* A cascade may turn five choices into five hundred: another editor then fits better, but not under one's fingers. */
static void
choices_changed (TerrainQuestion *self)
{
  if (self->editor != NULL && G_OBJECT_TYPE (self->editor) != terrain_editor_pick (self->item) &&
      !has_focus_within (self))
    {
      make_editor (self);
      update_label (self);
      update_message (self);
      terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (self->context));
    }
  update_value (self);
  update_reserved (self);
}

/* Actions */

static void
reserved_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  gboolean unknown = g_str_equal (action, "question.dont-know");
  g_autofree char *code = terrain_reserved_dup_code (self->item,
                                                     unknown ? TERRAIN_RESERVED_UNKNOWN : TERRAIN_RESERVED_REFUSED);

  if (!terrain_question_get_answerable (self) || self->editor == NULL)
    return;
  if (code != NULL)
    terrain_editor_answer (self->editor, code);
  else
    set_notice (self, unknown ? _("This question has no answer “don't know”.")
                              : _("This question has no answer “prefer not to say”."));
}

static void
delete_masked_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  g_autoptr (GError) error = NULL;

  gtk_widget_grab_focus (widget);
  if (!terrain_form_context_answer (self->context, self->item, "", &error))
    set_notice (self, error->message);
}

static void
confirm_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  TerrainSession *session = terrain_form_context_get_session (self->context);
  g_autoptr (GError) error = NULL;

  if (session == NULL || !terrain_question_flush (self))
    return;
  /* The button that was pressed goes. */
  gtk_widget_grab_focus (widget);
  if (!terrain_session_confirm (session, self->item, &error))
    set_notice (self, error->message);
}

static void
toggle_guidance (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);

  ensure_help (self);
  terrain_question_help_set_expanded (TERRAIN_QUESTION_HELP (self->parts.at[TERRAIN_PART_HELP]), !is_helping (self));
}

/* Esc closes the help, wherever in the question the focus is; what a list or an entry does with Esc comes first. */
static gboolean
escape_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!is_helping (self))
    return FALSE;
  terrain_question_help_set_expanded (TERRAIN_QUESTION_HELP (self->parts.at[TERRAIN_PART_HELP]), FALSE);
  if (focus == NULL || self->parts.at[TERRAIN_PART_EDITOR] == NULL ||
      (focus != self->parts.at[TERRAIN_PART_EDITOR] && !gtk_widget_is_ancestor (focus, self->parts.at[TERRAIN_PART_EDITOR])))
    gtk_widget_grab_focus (widget);
  return TRUE;
}

static gboolean
terrain_question_grab_focus (GtkWidget *widget)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);

  if (is_shown (self, TERRAIN_PART_MASKED))
    return gtk_widget_child_focus (self->parts.at[TERRAIN_PART_MASKED], GTK_DIR_TAB_FORWARD);
  return is_shown (self, TERRAIN_PART_EDITOR) && gtk_widget_grab_focus (self->parts.at[TERRAIN_PART_EDITOR]);
}

static void
terrain_question_dispose (GObject *object)
{
  TerrainQuestion *self = TERRAIN_QUESTION (object);

  self->editor = NULL;
  for (guint part = 0; part < TERRAIN_N_PARTS; part++)
    terrain_question_parts_take_away (&self->parts, part);
  g_clear_object (&self->context);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (terrain_question_parent_class)->dispose (object);
}

static void
terrain_question_class_init (TerrainQuestionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_question_dispose;
  widget_class->focus = terrain_form_focus;
  widget_class->grab_focus = terrain_question_grab_focus;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_BOOLEAN);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "question.guidance", NULL, toggle_guidance);
  gtk_widget_class_install_action (widget_class, "question.dont-know", NULL, reserved_action);
  gtk_widget_class_install_action (widget_class, "question.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "question.delete-masked", NULL, delete_masked_action);
  gtk_widget_class_install_action (widget_class, "question.refused", NULL, reserved_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F1, 0, "question.guidance", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "question.dont-know", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F3, 0, "question.refused", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_pressed, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
terrain_question_init (TerrainQuestion *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->parts.question = GTK_WIDGET (self);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "terrain-question");
}

static void
watch (TerrainQuestion *self, const char *signal, void (*update) (TerrainQuestion *))
{
  g_signal_connect_object (self->item, signal, G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/* A soft rule may read anything: it is looked at again after each step. */
static void
watch_remarks (TerrainQuestion *self)
{
  TerrainSession *session = terrain_form_context_get_session (self->context);
  TerrainControl *control = terrain_item_get_control (self->item);
  TerrainItem *comment = terrain_item_get_comment (self->item);

  if (comment != NULL)
    {
      static const char *const states[] = { "notify::value", "notify::relevant", "notify::required", "notify::valid" };

      for (guint i = 0; i < G_N_ELEMENTS (states); i++)
        g_signal_connect_object (comment, states[i], G_CALLBACK (update_remarks), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->context, "notify::show-required", G_CALLBACK (update_remarks), self,
                               G_CONNECT_SWAPPED);
    }

  if (session != NULL)
    g_signal_connect_object (session, "remarks-changed", G_CALLBACK (remarks_changed), self, G_CONNECT_SWAPPED);
  if (control != NULL && terrain_control_get_bind_attribute (control, "softConstraint") != NULL)
    g_signal_connect_object (terrain_form_context_get_interview (self->context), "changed", G_CALLBACK (update_remarks),
                             self, G_CONNECT_SWAPPED);
}

GtkWidget *
terrain_question_new (TerrainFormContext *context, TerrainItem *item)
{
  TerrainQuestion *self = g_object_new (TERRAIN_TYPE_QUESTION, NULL);
  GListModel *choices = terrain_item_get_choices (item);

  self->context = g_object_ref (context);
  self->item = g_object_ref (item);
  self->label = terrain_question_parts_add_header (&self->parts);
  if (terrain_form_context_is_masked (context, item))
    update_masked (self);
  else
    make_editor (self);
  watch (self, "notify::label", update_texts);
  watch (self, "notify::hint", update_hint);
  watch (self, "notify::guidance", update_help);
  watch (self, "notify::required", required_changed);
  watch (self, "notify::readonly", readonly_changed);
  watch (self, "notify::value", value_changed);
  watch (self, "notify::display-value", update_value);
  /* The names of months follow the form's language, though the value stays. */
  watch (self, "notify::label", update_value);
  watch (self, "notify::valid", update_message);
  watch (self, "notify::message", update_message);
  g_signal_connect_object (context, "notify::show-required", G_CALLBACK (update_message), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::second-language", G_CALLBACK (update_texts), self, G_CONNECT_SWAPPED);
  watch_remarks (self);
  if (choices != NULL)
    g_signal_connect_object (choices, "items-changed", G_CALLBACK (choices_changed), self, G_CONNECT_SWAPPED);
  update_texts (self);
  update_value (self);
  if (terrain_form_table_is_lead (item))
    gtk_widget_add_css_class (GTK_WIDGET (self), "table-lead");
  terrain_form_apply_direction (GTK_WIDGET (self), terrain_form_context_get_direction (context));
  return GTK_WIDGET (self);
}

GtkWidget *
terrain_question_get_media (TerrainQuestion *self)
{
  return self->parts.at[TERRAIN_PART_MEDIA];
}
