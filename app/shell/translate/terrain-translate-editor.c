/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-translate-editor.h"
#include "terrain-translate-place.h"
#include "terrain-translate-row.h"

/* A pause of that length ends a step of undo. */
#define STEP_MS 1000

struct _TerrainTranslateEditor
{
  AdwBin parent_instance;

  TerrainTranslationFile *file;
  TerrainTranslationEntry *entry;
  guint step_id;
  gboolean refreshing;

  GtkWidget *content;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkLabel *place;
  GtkLabel *source;
  GtkLabel *description;
  GtkWidget *notes_box;
  GtkLabel *notes;
  GtkWidget *previous_box;
  GtkLabel *previous;
  GtkFlowBox *placeholders;
  GtkTextView *text;
  GtkWidget *suggestion_box;
  GtkLabel *suggestion;
  GtkLabel *issues;
  GtkToggleButton *fuzzy;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (TerrainTranslateEditor, terrain_translate_editor, ADW_TYPE_BIN)

static char *
dup_text (TerrainTranslateEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static gboolean
on_pause (gpointer user_data)
{
  TerrainTranslateEditor *self = user_data;

  self->step_id = 0;
  terrain_translation_file_end_step (self->file);
  return G_SOURCE_REMOVE;
}

static void
on_text (TerrainTranslateEditor *self)
{
  if (self->refreshing || !self->entry)
    return;

  g_autofree char *text = dup_text (self);
  const char *last = *text != '\0' ? g_utf8_prev_char (text + strlen (text)) : text;
  gboolean ends_word = g_unichar_isspace (g_utf8_get_char (last));

  terrain_translation_file_set_text (self->file, self->entry, text);
  if (ends_word)
    terrain_translation_file_end_step (self->file);
  g_clear_handle_id (&self->step_id, g_source_remove);
  self->step_id = g_timeout_add (STEP_MS, on_pause, self);
}

static void
set_or_hide (GtkLabel   *label,
             GtkWidget  *box,
             const char *text)
{
  gtk_widget_set_visible (box, text && *text != '\0');
  gtk_label_set_text (label, text ? text : "");
}

static void
clear_children (GtkWidget *widget,
                void     (*remove) (gpointer, GtkWidget *))
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (widget)) != NULL)
    remove (widget, child);
}

static void
remove_from_flow (gpointer   flow,
                  GtkWidget *child)
{
  gtk_flow_box_remove (flow, child);
}

/* One paragraph each; what kind they are the state above says, with its icon. */
static void
show_issues (TerrainTranslateEditor *self)
{
  GPtrArray *issues = terrain_translation_entry_get_issues (self->entry);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", issue->message);
    }
  set_or_hide (self->issues, GTK_WIDGET (self->issues), text->str);
}

/* What changes with every key. */
static void
show_state (TerrainTranslateEditor *self)
{
  TerrainTranslationState state = terrain_translation_entry_get_state (self->entry);
  gboolean warned = terrain_translation_entry_get_issues (self->entry)->len > 0;
  gboolean editable = terrain_translation_file_get_editable (self->file);
  gboolean empty = *terrain_translation_entry_get_text (self->entry) == '\0';
  const char *classes[] = { terrain_translate_state_get_style (state, warned), NULL };
  g_autofree char *previous = terrain_translation_entry_dup_previous (self->entry);
  g_autofree char *suggestion = empty && editable ? terrain_translation_entry_dup_suggestion (self->entry) : NULL;

  gtk_image_set_from_icon_name (self->state_icon, terrain_translate_state_get_icon (state, warned));
  gtk_widget_set_css_classes (GTK_WIDGET (self->state_icon), classes);
  gtk_label_set_text (self->state_label, terrain_translate_state_get_name (state, warned));
  set_or_hide (self->previous, self->previous_box, previous);
  set_or_hide (self->suggestion, self->suggestion_box, suggestion);
  self->refreshing = TRUE;
  gtk_toggle_button_set_active (self->fuzzy, terrain_translation_entry_get_fuzzy (self->entry));
  self->refreshing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->fuzzy), editable && !empty);
  gtk_widget_set_sensitive (self->copy, editable);
  show_issues (self);
}

static void
show_text (TerrainTranslateEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  const char *text = terrain_translation_entry_get_text (self->entry);
  g_autofree char *shown = dup_text (self);

  if (strcmp (shown, text) == 0)
    return;
  self->refreshing = TRUE;
  gtk_text_buffer_set_text (buffer, text, -1);
  self->refreshing = FALSE;
}

void
terrain_translate_editor_refresh (TerrainTranslateEditor *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));

  if (!self->entry)
    return;
  show_text (self);
  show_state (self);
}

gboolean
terrain_translate_editor_insert (TerrainTranslateEditor *self,
                                 guint                   number)
{
  g_return_val_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self), FALSE);

  if (!self->entry || !terrain_translation_file_get_editable (self->file))
    return FALSE;
  const char *const *names = terrain_translation_entry_get_placeholders (self->entry);
  if (number < 1 || number > g_strv_length ((char **) names))
    return FALSE;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  terrain_translation_file_end_step (self->file);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (buffer, names[number - 1], -1);
  gtk_text_buffer_end_user_action (buffer);
  terrain_translation_file_end_step (self->file);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  return TRUE;
}

static void
on_placeholder (GtkWidget              *button,
                TerrainTranslateEditor *self)
{
  terrain_translate_editor_insert (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "number")));
}

static void
show_placeholders (TerrainTranslateEditor *self)
{
  const char *const *names = terrain_translation_entry_get_placeholders (self->entry);

  clear_children (GTK_WIDGET (self->placeholders), remove_from_flow);
  for (guint i = 0; names[i]; i++)
    {
      GtkWidget *button = gtk_button_new_with_label (names[i]);
      GtkWidget *child = gtk_flow_box_child_new ();
      g_autofree char *spoken = g_strdup_printf (_("Insert %s"), names[i]);
      /* Translators: %1$s is a placeholder such as ${name}, %2$u a digit key. */
      g_autofree char *tip = i < 9 ? g_strdup_printf (_("Insert %1$s (Alt+%2$u)"), names[i], i + 1)
                                   : g_strdup (spoken);

      g_object_set_data (G_OBJECT (button), "number", GUINT_TO_POINTER (i + 1));
      gtk_widget_set_tooltip_text (button, tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_placeholder), self, 0);
      /* The button takes the focus, not the place it stands in. */
      gtk_widget_set_focusable (child, FALSE);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), button);
      gtk_flow_box_append (self->placeholders, child);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->placeholders),
                          names[0] != NULL && terrain_translation_file_get_editable (self->file));
}

static void
show_entry (TerrainTranslateEditor *self)
{
  const char *context = terrain_translation_entry_get_context (self->entry);
  int line = terrain_translation_entry_get_line (self->entry);
  g_autofree char *at = terrain_translate_dup_place (context);
  g_autofree char *description = terrain_translation_entry_dup_description (self->entry);
  g_autofree char *notes = terrain_translation_entry_dup_notes (self->entry);
  g_autoptr (GString) place = g_string_new (terrain_translate_describe_role (context));

  if (strcmp (at, context) != 0)
    g_string_append_printf (place, " · %s", at);
  if (line > 0)
    /* Translators: a line of the form's file. */
    g_string_append_printf (place, _(" · line %d"), line);
  gtk_label_set_text (self->place, place->str);
  gtk_label_set_text (self->source, terrain_translation_entry_get_source (self->entry));
  set_or_hide (self->description, GTK_WIDGET (self->description), description);
  set_or_hide (self->notes, self->notes_box, notes);
  show_placeholders (self);
}

void
terrain_translate_editor_set_entry (TerrainTranslateEditor  *self,
                                    TerrainTranslationEntry *entry)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));

  if (!g_set_object (&self->entry, entry))
    return;
  g_clear_handle_id (&self->step_id, g_source_remove);
  if (self->file)
    terrain_translation_file_end_step (self->file);
  gtk_widget_set_visible (self->content, entry != NULL);
  if (!entry)
    return;
  show_entry (self);
  terrain_translate_editor_refresh (self);
}

void
terrain_translate_editor_copy_source (TerrainTranslateEditor *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));

  if (!self->entry)
    return;
  terrain_translation_file_end_step (self->file);
  terrain_translation_file_set_text (self->file, self->entry, terrain_translation_entry_get_source (self->entry));
  terrain_translation_file_end_step (self->file);
  terrain_translate_editor_grab (self);
}

static void
on_copy (TerrainTranslateEditor *self)
{
  terrain_translate_editor_copy_source (self);
}

static void
on_use_suggestion (TerrainTranslateEditor *self)
{
  terrain_translation_file_end_step (self->file);
  terrain_translation_file_set_text (self->file, self->entry, gtk_label_get_text (self->suggestion));
  terrain_translation_file_end_step (self->file);
  terrain_translate_editor_grab (self);
}

static void
on_fuzzy (TerrainTranslateEditor *self)
{
  if (!self->refreshing && self->entry)
    terrain_translation_file_set_fuzzy (self->file, self->entry, gtk_toggle_button_get_active (self->fuzzy));
}

void
terrain_translate_editor_toggle_fuzzy (TerrainTranslateEditor *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));

  if (self->entry)
    terrain_translation_file_set_fuzzy (self->file, self->entry, !terrain_translation_entry_get_fuzzy (self->entry));
}

void
terrain_translate_editor_grab (TerrainTranslateEditor *self)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
terrain_translate_editor_dispose (GObject *object)
{
  TerrainTranslateEditor *self = TERRAIN_TRANSLATE_EDITOR (object);

  g_clear_handle_id (&self->step_id, g_source_remove);
  /* The template binds it: it would go twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TERRAIN_TYPE_TRANSLATE_EDITOR);
  g_clear_object (&self->entry);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (terrain_translate_editor_parent_class)->dispose (object);
}

static void
terrain_translate_editor_class_init (TerrainTranslateEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = terrain_translate_editor_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/brussels/safe/Terrain/terrain-translate-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, content);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, state_icon);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, place);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, source);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, description);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, notes_box);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, notes);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, previous_box);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, previous);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, placeholders);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, text);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, suggestion_box);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, suggestion);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, issues);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, fuzzy);
  gtk_widget_class_bind_template_child (widget_class, TerrainTranslateEditor, copy);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_fuzzy);
  gtk_widget_class_bind_template_callback (widget_class, on_use_suggestion);
}

/* What was not taken from the clipboard, until the next key. */
static void
on_told (gpointer    user_data,
         const char *message)
{
  TerrainTranslateEditor *self = user_data;

  if (message)
    set_or_hide (self->issues, GTK_WIDGET (self->issues), message);
  else if (self->entry)
    show_issues (self);
}

static void
terrain_translate_editor_init (TerrainTranslateEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Undo is the file's: it goes on over texts. */
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->text), FALSE);
  terrain_text_guard_view (self->text, TERRAIN_TEXT_GUARD_ANSWER, on_told, self);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (on_text), self,
                           G_CONNECT_SWAPPED);
}

void
terrain_translate_editor_set_file (TerrainTranslateEditor *self,
                                   TerrainTranslationFile *file)
{
  g_return_if_fail (TERRAIN_IS_TRANSLATE_EDITOR (self));
  g_return_if_fail (self->file == NULL);

  GtkTextDirection direction = terrain_form_language_direction (terrain_translation_file_get_language (file));

  self->file = g_object_ref (file);
  gtk_text_view_set_editable (self->text, terrain_translation_file_get_editable (file));
  if (direction != GTK_TEXT_DIR_NONE)
    {
      gtk_widget_set_direction (GTK_WIDGET (self->text), direction);
      gtk_widget_set_direction (GTK_WIDGET (self->suggestion), direction);
    }
}
