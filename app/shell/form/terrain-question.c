/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editor.h"
#include "terrain-editors.h"
#include "terrain-form-direction.h"
#include "terrain-form-focus.h"
#include "terrain-form-resources.h"
#include "terrain-form-style.h"
#include "terrain-form-table.h"
#include "terrain-kept-answer.h"
#include "terrain-masked-bar.h"
#include "terrain-media-box.h"
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
  TerrainEditor *editor; /* owned by bin; NULL for a note */
  GtkWidget *media;      /* of the label; NULL until it has any */

  GtkWidget *header;
  GtkWidget *label;
  GtkWidget *clear;
  GtkWidget *hint;
  GtkWidget *guidance_expander;
  GtkWidget *guidance;
  GtkWidget *kept;
  GtkWidget *reasons;
  GtkWidget *bin;
  GtkWidget *masked;
  GtkWidget *reserved;
  GtkWidget *notice;
  GtkWidget *value;
  GtkWidget *remarks;
  GtkWidget *message_box;
  GtkWidget *message;
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
terrain_item_is_answerable (TerrainItem *item)
{
  GType type;

  if (terrain_item_get_kind (item) != TERRAIN_ITEM_QUESTION || !terrain_item_get_relevant (item) ||
      terrain_item_get_readonly (item))
    return FALSE;
  type = terrain_editor_pick (item);
  return type != TERRAIN_TYPE_HEADING_EDITOR && type != TERRAIN_TYPE_KEPT_EDITOR && type != TERRAIN_TYPE_PRINT_EDITOR;
}

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

/* What is shown */

static void
set_markup (GtkWidget *label, const char *text, gboolean links)
{
  g_autofree char *markup = terrain_form_dup_markup (text, links);

  gtk_label_set_markup (GTK_LABEL (label), markup);
}

/* An image map shows its drawing itself. */
static gboolean
is_drawn_by_editor (TerrainItem *item)
{
  return terrain_control_has_appearance (terrain_item_get_control (item), "image-map") &&
         !terrain_item_get_readonly (item) && terrain_editor_pick (item) == TERRAIN_TYPE_CHOICE_EDITOR;
}

/* What comes late turns as the form does. */
static void
adopt (TerrainQuestion *self, GtkWidget *widget)
{
  terrain_form_apply_direction (widget, terrain_form_context_get_direction (self->context));
}

static const char *
label_form (gpointer item, const char *form)
{
  if (g_str_equal (form, "image") && is_drawn_by_editor (item))
    return NULL;
  return terrain_item_get_label_form (item, form);
}

/* Most questions have none, and pay for none. */
static void
update_media (TerrainQuestion *self, const char *plain)
{
  if (self->media == NULL && terrain_media_box_is_needed (self->item, label_form))
    {
      self->media = terrain_media_box_new (terrain_form_context_get_media (self->context), PICTURE_SIDE,
                                           /* focusable= */ TRUE);
      gtk_widget_insert_after (self->media, GTK_WIDGET (self), self->header);
    }
  if (self->media == NULL)
    return;
  terrain_media_box_set (TERRAIN_MEDIA_BOX (self->media), self->item, label_form, plain);
  adopt (self, self->media);
}

/* Whether @text, in any language of the form, says it already. A form's own words are in its languages and the app's in
 * the person's, so those of all are looked for. */
static gboolean
says_optional (const char *text)
{
  static const char *const words[] = { "(optional)", "(optioneel)", "(facultatief)", "(facultatif)", "(facultative)",
                                       "(optionnel)", "(optionnelle)", "(اختياري)" };
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : g_strdup ("");
  g_autofree char *own = g_utf8_casefold (_("(optional)"), -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (folded, words[i]) != NULL)
      return TRUE;
  return strstr (folded, own) != NULL;
}

static void
update_label (TerrainQuestion *self)
{
  const char *text = terrain_item_get_label (self->item);
  gboolean links = !terrain_form_context_get_large (self->context);
  gboolean is_taken;
  g_autofree char *markup
    = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (text, links));

  /* UX-34: what may be left out says so in words; nothing is starred. */
  if (!terrain_item_get_required (self->item) && terrain_question_get_answerable (self) && !says_optional (text))
    {
      g_autofree char *optional = g_markup_escape_text (_("(optional)"), -1);
      g_autofree char *both = g_strdup_printf ("%s <span weight=\"normal\" alpha=\"75%%\">%s</span>", markup, optional);
      g_free (g_steal_pointer (&markup));
      markup = g_steal_pointer (&both);
    }
  markup = terrain_second_language_take_label (self->context, self->item, g_steal_pointer (&markup));
  gtk_label_set_markup (GTK_LABEL (self->label), markup);
  is_taken = self->editor != NULL && !terrain_item_get_readonly (self->item) &&
             terrain_editor_show_label (self->editor, markup);
  gtk_widget_set_visible (self->header, text != NULL && *text != '\0' && !is_taken);
  /* A heading may be nothing at all, and less than that it cannot be. */
  if (is_taken && !terrain_control_has_appearance (terrain_item_get_control (self->item), "label"))
    gtk_widget_add_css_class (GTK_WIDGET (self), "table-line");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "table-line");

  g_autofree char *plain = terrain_form_dup_plain_text (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, plain, -1);
  update_media (self, plain);
}

const char *
terrain_item_get_problem_text (TerrainItem *item, gboolean with_missing)
{
  const char *text;

  g_return_val_if_fail (TERRAIN_IS_ITEM (item), NULL);

  if (!terrain_item_get_valid (item))
    {
      text = terrain_item_get_message (item);
      return text != NULL && *text != '\0' ? text : _("This answer is not accepted here. Check it and change it.");
    }
  if (with_missing && terrain_item_get_required (item) && *terrain_item_get_value (item) == '\0')
    {
      text = terrain_item_get_required_message (item);
      return text != NULL && *text != '\0' ? text : _("This question needs an answer before the form can be completed.");
    }
  return NULL;
}

static const char *
problem_text (TerrainQuestion *self)
{
  const char *text = self->editor != NULL ? terrain_editor_get_problem (self->editor) : NULL;

  return text != NULL ? text
                      : terrain_item_get_problem_text (self->item,
                                                       terrain_form_context_get_show_required (self->context));
}

static void
update_message (TerrainQuestion *self)
{
  const char *text = problem_text (self);

  if (text != NULL)
    set_markup (self->message, text, FALSE);
  gtk_widget_set_visible (self->message_box, text != NULL);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "problem");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "problem");
  if (self->editor != NULL)
    terrain_editor_set_description (self->editor, self->label, self->hint, self->message, text != NULL);
}

static void
update_hints (TerrainQuestion *self)
{
  const char *hint = terrain_item_get_hint (self->item);
  gboolean is_respondent = terrain_form_context_get_handed_over (self->context);
  const char *guidance = !is_respondent ? terrain_item_get_guidance (self->item) : NULL;

  g_autofree char *own = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (hint, FALSE));
  g_autofree char *markup = terrain_second_language_take_hint (self->context, self->item, g_steal_pointer (&own));
  g_autofree char *help
    = terrain_second_language_mark_first (self->context, terrain_form_dup_markup (guidance, FALSE));

  gtk_label_set_markup (GTK_LABEL (self->hint), markup);
  gtk_widget_set_visible (self->hint, hint != NULL && *hint != '\0');
  gtk_label_set_markup (GTK_LABEL (self->guidance), help);
  gtk_widget_set_visible (self->guidance, guidance != NULL && *guidance != '\0');
  gtk_widget_set_visible (self->guidance_expander,
                          (guidance != NULL && *guidance != '\0') ||
                            gtk_expander_get_expanded (GTK_EXPANDER (self->guidance_expander)));
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

/* An empty bin would leave the space around it. */
static void
fill (GtkWidget *bin, GtkWidget *child)
{
  adw_bin_set_child (ADW_BIN (bin), child);
  g_object_bind_property (child, "visible", bin, "visible", G_BINDING_SYNC_CREATE);
}

/* Most questions have none, and cost none. */
static void
update_reserved (TerrainQuestion *self)
{
  GtkWidget *bar = adw_bin_get_child (ADW_BIN (self->reserved));

  if (bar != NULL)
    terrain_reserved_bar_refresh (TERRAIN_RESERVED_BAR (bar));
  else if (self->editor != NULL && has_reserved (self))
    {
      bar = terrain_reserved_bar_new (self->context, self->item);
      g_signal_connect_object (bar, "chosen", G_CALLBACK (reserved_chosen), self, G_CONNECT_SWAPPED);
      fill (self->reserved, bar);
      adopt (self, bar);
    }
}

static void
update_remarks (TerrainQuestion *self)
{
  GtkWidget *bar = adw_bin_get_child (ADW_BIN (self->remarks));

  if (bar != NULL)
    terrain_remark_bar_refresh (TERRAIN_REMARK_BAR (bar));
  else if (terrain_remark_bar_is_wanted (self->context, self->item))
    {
      fill (self->remarks, terrain_remark_bar_new (self->context, self->item));
      adopt (self, self->remarks);
    }
}

static void
clear_answer (TerrainQuestion *self)
{
  if (self->editor != NULL)
    terrain_editor_answer (self->editor, "");
}

/* Once shown it looks after itself. */
static void
update_kept (TerrainQuestion *self)
{
  GtkWidget *note;

  if (self->editor == NULL || adw_bin_get_child (ADW_BIN (self->kept)) != NULL ||
      !terrain_kept_answer_is_wanted (self->context, self->item))
    return;
  note = terrain_kept_answer_new (self->context, self->item);
  g_signal_connect_object (note, "clear", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
  fill (self->kept, note);
  adopt (self, note);
}

/* Before a text field, which would take only the last word. */
static gboolean
clear_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  GtkWidget *note = adw_bin_get_child (ADW_BIN (self->kept));

  if (note == NULL || !gtk_widget_get_visible (note))
    return FALSE;
  clear_answer (self);
  return TRUE;
}

/* What a key could not do here, said quietly; gone with the next answer. */
static void
set_notice (TerrainQuestion *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->notice), text != NULL ? text : "");
  gtk_widget_set_visible (self->notice, text != NULL);
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
  update_hints (self);
  update_kept (self);
  update_message (self);
}

/* A read-only question shows its value as text; what it is answered with is put away, not greyed out. */
static void
update_value (TerrainQuestion *self)
{
  gboolean masked = gtk_widget_get_visible (self->masked);
  gboolean readonly = terrain_item_get_readonly (self->item) || self->editor == NULL;
  gboolean is_shown = !readonly || (self->editor != NULL && TERRAIN_EDITOR_GET_CLASS (self->editor)->shows_readonly);
  g_autofree char *shown = !is_shown && !masked ? terrain_answer_dup_words (self->item) : NULL;
  TerrainControlKind kind = terrain_control_get_kind (terrain_item_get_control (self->item));

  gtk_widget_set_visible (self->bin, is_shown);
  gtk_label_set_label (GTK_LABEL (self->value), shown != NULL ? shown : "");
  gtk_widget_set_visible (self->value, shown != NULL && *shown != '\0' && kind != TERRAIN_CONTROL_SECRET);
  gtk_widget_set_visible (self->clear, !readonly && kind == TERRAIN_CONTROL_SELECT1 &&
                                         *terrain_item_get_value (self->item) != '\0');
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

  if (masked == gtk_widget_get_visible (self->masked))
    return;
  if (masked && adw_bin_get_child (ADW_BIN (self->masked)) == NULL)
    adw_bin_set_child (ADW_BIN (self->masked), terrain_masked_bar_new (self->item));
  gtk_widget_set_visible (self->masked, masked);
  if (masked)
    {
      self->editor = NULL;
      adw_bin_set_child (ADW_BIN (self->bin), NULL);
      adw_bin_set_child (ADW_BIN (self->reserved), NULL);
      gtk_widget_set_visible (self->reserved, FALSE);
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

/* Why things are as they are, while somebody asks. */
static void
update_reasons (TerrainQuestion *self)
{
  g_autofree char *reasons = NULL;

  if (!gtk_expander_get_expanded (GTK_EXPANDER (self->guidance_expander)))
    return;
  /* They tell what was answered before, which may be masked. */
  if (terrain_item_is_sensitive (self->item))
    return;
  reasons = terrain_reasons_dup_text (self->item, terrain_form_context_get_session (self->context));
  gtk_label_set_label (GTK_LABEL (self->reasons), reasons);
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
  adw_bin_set_child (ADW_BIN (self->bin), NULL);
  self->editor = g_object_new (type, "item", self->item, "context", self->context, NULL);
  adw_bin_set_child (ADW_BIN (self->bin), GTK_WIDGET (self->editor));
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
expanded_changed (TerrainQuestion *self)
{
  update_reasons (self);
  update_hints (self);
  /* While it is closed, what is in it is nowhere. */
  adopt (self, self->guidance_expander);
}

static void
toggle_guidance (GtkWidget *widget, const char *action, GVariant *parameter)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  GtkExpander *expander = GTK_EXPANDER (self->guidance_expander);

  gtk_expander_set_expanded (expander, !gtk_expander_get_expanded (expander));
}

/* Esc closes the help, wherever in the question the focus is; what a list or an entry does with Esc comes first. */
static gboolean
escape_pressed (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);
  GtkExpander *expander = GTK_EXPANDER (self->guidance_expander);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!gtk_expander_get_expanded (expander))
    return FALSE;
  gtk_expander_set_expanded (expander, FALSE);
  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->bin))
    gtk_widget_grab_focus (widget);
  return TRUE;
}

static gboolean
terrain_question_grab_focus (GtkWidget *widget)
{
  TerrainQuestion *self = TERRAIN_QUESTION (widget);

  if (gtk_widget_get_visible (self->masked))
    return gtk_widget_child_focus (self->masked, GTK_DIR_TAB_FORWARD);
  return self->editor != NULL && gtk_widget_get_visible (self->bin) && gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

static void
terrain_question_dispose (GObject *object)
{
  TerrainQuestion *self = TERRAIN_QUESTION (object);

  self->editor = NULL;
  g_clear_pointer (&self->media, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_QUESTION);
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

  /* Naming the resources links them in; they register themselves. */
  terrain_form_get_resource ();
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/form/terrain-question.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, header);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, label);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, clear);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, hint);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, guidance_expander);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, guidance);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, kept);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, reasons);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, bin);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, masked);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, reserved);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, notice);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, value);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, remarks);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, message_box);
  gtk_widget_class_bind_template_child (widget_class, TerrainQuestion, message);
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
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *clear = gtk_keyval_trigger_new (GDK_KEY_BackSpace, GDK_CONTROL_MASK);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (clear, gtk_callback_action_new (clear_pressed, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->clear, "clicked", G_CALLBACK (clear_answer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->guidance_expander, "notify::expanded", G_CALLBACK (expanded_changed), self,
                           G_CONNECT_SWAPPED);
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
  if (terrain_form_context_is_masked (context, item))
    update_masked (self);
  else
    make_editor (self);
  watch (self, "notify::label", update_texts);
  watch (self, "notify::hint", update_hints);
  watch (self, "notify::guidance", update_hints);
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
  return self->media;
}
