/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-paper-dialog.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-dialogs.h"
#include "terrain-paper-print.h"

#define DIALOG "terrain-paper-dialog" /* of its window */

typedef struct
{
  TerrainWorkspace *workspace;
  char *uuid;          /* (nullable): of a record; else a blank form */
  GPtrArray *form_ids; /* (nullable) */
  GtkWindow *window;
  AdwComboRow *form_row; /* (nullable) */
  AdwComboRow *language_row;
  GtkLabel *failure;
  GtkWidget *print;
  GtkWidget *save;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *self = data;

  g_clear_object (&self->workspace);
  g_free (self->uuid);
  g_clear_pointer (&self->form_ids, g_ptr_array_unref);
  g_free (self);
}

static void
show_failure (const GError *error,
              gpointer      user_data)
{
  Dialog *self = user_data;

  gtk_label_set_text (self->failure, error ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), error != NULL);
  if (error)
    gtk_window_present (self->window);
}

static const char *
get_form_id (Dialog *self)
{
  guint selected = adw_combo_row_get_selected (self->form_row);

  return selected < self->form_ids->len ? g_ptr_array_index (self->form_ids, selected) : NULL;
}

static const char *
get_language (Dialog *self)
{
  GtkStringObject *language = adw_combo_row_get_selected_item (self->language_row);

  return language ? gtk_string_object_get_string (language) : NULL;
}

/* (transfer full) (nullable): of what is on the paper, in @language, or its own */
static TerrainInterview *
open_interview (Dialog     *self,
                const char *language,
                GError    **error)
{
  TerrainProfile *profile = terrain_workspace_get_profile (self->workspace);
  g_autoptr (TerrainForm) form = NULL;

  if (self->uuid)
    return terrain_profile_view_record (profile, self->uuid, language, error);
  form = terrain_profile_load_form (profile, get_form_id (self), NULL, error);
  return form ? terrain_profile_view_form (profile, form, language, error) : NULL;
}

/* (transfer full) (nullable) */
static TerrainPaper *
make_paper (Dialog *self)
{
  TerrainStore *store = terrain_profile_get_store (terrain_workspace_get_profile (self->workspace));
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) interview = open_interview (self, get_language (self), &error);

  show_failure (error, self);
  if (!interview)
    return NULL;
  if (!self->uuid)
    return terrain_paper_new_blank (interview);

  /* Notes that cannot be read keep no record from paper. */
  g_autoptr (GPtrArray) remarks
    = terrain_profile_list_remarks (terrain_workspace_get_profile (self->workspace), self->uuid, NULL);
  return terrain_paper_new_record (interview, store, self->uuid, remarks);
}

static void
on_print (Dialog *self)
{
  TerrainPaper *paper = make_paper (self);

  if (paper)
    terrain_paper_print (paper, self->window, show_failure, self);
}

static void
on_file_chosen (GFile   *file,
                gpointer user_data)
{
  Dialog *self = g_object_get_data (user_data, DIALOG);
  g_autoptr (TerrainPaper) paper = make_paper (self);
  g_autoptr (GError) error = NULL;

  if (!paper)
    return;
  if (terrain_paper_save_pdf (paper, file, &error))
    gtk_window_destroy (self->window);
  else
    show_failure (error, self);
}

/* A title may hold what a file's name may not. */
static char *
dup_file_name (const char *title)
{
  g_autofree char *name = g_strdup (title);

  g_strstrip (g_strdelimit (name, "/\\:*?\"<>|\n\r\t", ' '));
  return g_strconcat (name[0] ? name : "terrain", ".pdf", NULL);
}

static void
on_save (Dialog *self)
{
  g_autoptr (TerrainPaper) paper = make_paper (self);
  g_autofree char *name = paper ? dup_file_name (paper->title) : NULL;

  if (paper)
    terrain_dialogs_save_file (self->window, _("Save as PDF"), name, on_file_chosen, GTK_WIDGET (self->window));
}

/* The languages of the form, the one it would be printed in first chosen. */
static void
update_languages (Dialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TerrainInterview) interview = open_interview (self, NULL, &error);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_auto (GStrv) languages = interview ? terrain_interview_dup_languages (interview) : NULL;
  g_autofree char *last = g_settings_get_string (terrain_workspace_get_settings (self->workspace), "form-language");
  const char *current = interview ? terrain_interview_get_language (interview) : NULL;
  guint selected = 0;

  if (!self->uuid && languages && last[0])
    {
      const char *found = terrain_language_find ((const char *const *) languages, last);

      current = found ? found : current;
    }
  for (guint i = 0; languages && languages[i]; i++)
    {
      gtk_string_list_append (list, languages[i]);
      if (g_strcmp0 (languages[i], current) == 0)
        selected = i;
    }
  show_failure (error, self);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->language_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->language_row), g_list_model_get_n_items (G_LIST_MODEL (list)) > 1);
  gtk_widget_set_sensitive (self->print, interview != NULL);
  gtk_widget_set_sensitive (self->save, interview != NULL);
}

static char *
get_language_name (GtkStringObject *language)
{
  return terrain_language_dup_name (gtk_string_object_get_string (language));
}

static void
add_forms (Dialog     *self,
           GtkWidget  *group,
           const char *form_id)
{
  GListModel *library = G_LIST_MODEL (terrain_workspace_get_library (self->workspace));
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  self->form_ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (library); i++)
    {
      g_autoptr (TerrainFormObject) object = g_list_model_get_item (library, i);
      const TerrainStoredForm *form = terrain_form_object_get (object);

      if (form->hidden)
        continue;
      if (strcmp (form->id, form_id) == 0)
        selected = self->form_ids->len;
      g_ptr_array_add (self->form_ids, g_strdup (form->id));
      gtk_string_list_append (titles, terrain_form_object_get_title (object));
    }
  self->form_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->form_row), _("Form"));
  adw_combo_row_set_model (self->form_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->form_row, selected);
  g_signal_connect_swapped (self->form_row, "notify::selected", G_CALLBACK (update_languages), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->form_row));
}

static GtkWidget *
make_button (Dialog     *self,
             const char *label,
             const char *style,
             GCallback   callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  terrain_wrap_buttons (button);
  gtk_widget_add_css_class (button, "pill");
  if (style)
    gtk_widget_add_css_class (button, style);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

static GtkWidget *
make_content (Dialog     *self,
              const char *form_id)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *header = adw_header_bar_new ();
  /* On a low screen with large text there is more of it than there is room. */
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", inner, "hscrollbar-policy", GTK_POLICY_NEVER,
                                      "propagate-natural-height", TRUE, "vexpand", TRUE, NULL);
  g_autoptr (GtkExpression) name
    = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (get_language_name), NULL, NULL);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         self->uuid ? _("All questions that were asked, with their answers.")
                                                    : _("Every question, when it is asked in words, boxes to tick and "
                                                        "lines to write on."));
  if (form_id)
    add_forms (self, group, form_id);
  self->language_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->language_row), _("Language"));
  adw_combo_row_set_expression (self->language_row, name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->language_row));
  self->failure = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->failure, TRUE);
  gtk_label_set_xalign (self->failure, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->failure), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  self->print = make_button (self, _("_Print…"), "suggested-action", G_CALLBACK (on_print));
  self->save = make_button (self, _("Save as P_DF…"), NULL, G_CALLBACK (on_save));
  gtk_box_append (GTK_BOX (buttons), self->print);
  gtk_box_append (GTK_BOX (buttons), self->save);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);

  gtk_widget_set_margin_top (inner, 12);
  gtk_widget_set_margin_bottom (inner, 24);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_box_append (GTK_BOX (inner), group);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->failure));
  gtk_box_append (GTK_BOX (inner), buttons);
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

static void
show_dialog (GtkWindow        *parent,
             TerrainWorkspace *workspace,
             const char       *uuid,
             const char       *form_id)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();
  Dialog *self = g_new0 (Dialog, 1);

  self->workspace = g_object_ref (workspace);
  self->uuid = g_strdup (uuid);
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", uuid ? _("Record on Paper") : _("Questionnaire on Paper"),
                               "transient-for", parent, "modal", TRUE, "destroy-with-parent", TRUE, "default-width",
                               420, NULL);
  g_object_set_data_full (G_OBJECT (self->window), DIALOG, self, dialog_free);
  adw_window_set_content (ADW_WINDOW (self->window), make_content (self, form_id));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self->window), shortcuts);
  update_languages (self);
  gtk_window_present (self->window);
}

void
terrain_paper_dialog_show_record (GtkWindow        *parent,
                                  TerrainWorkspace *workspace,
                                  const char       *uuid)
{
  g_return_if_fail (TERRAIN_IS_WORKSPACE (workspace));
  g_return_if_fail (uuid != NULL);

  show_dialog (parent, workspace, uuid, NULL);
}

void
terrain_paper_dialog_show_form (GtkWindow        *parent,
                                TerrainWorkspace *workspace,
                                const char       *form_id)
{
  g_return_if_fail (TERRAIN_IS_WORKSPACE (workspace));
  g_return_if_fail (form_id != NULL);

  show_dialog (parent, workspace, NULL, form_id);
}
