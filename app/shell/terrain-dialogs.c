/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <terrain-shell-form.h>

#include "terrain-dialogs.h"
#include "terrain-text.h"

/* More of them help nobody. */
#define MAX_ISSUES 8
#define MAX_NAMES 5

/* The leaflet of their template has it (libadwaita 1.2). */
void
terrain_dialogs_let_be_narrow (GtkWidget *window)
{
  for (GtkWidget *child = gtk_widget_get_first_child (window); child; child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_LEAFLET (child))
      gtk_widget_set_size_request (child, -1, -1);
    else
      terrain_dialogs_let_be_narrow (child);
}

void
terrain_dialogs_show_about (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();
  /* In full in data/accessibility. */
  g_autofree char *comments
    = g_strconcat (_("Surveys and field data, offline first. Runs ODK XForms and sends to OpenRosa servers."), "\n\n",
                   _("Accessibility: every function works with the keyboard and with a screen reader, in large text and in "
                     "high contrast. Not yet: the public terminal does not read aloud, printed records are not tagged for "
                     "screen readers, and drawing needs a pointer. If something does not work for you, tell the "
                     "coordinator of your survey, or safe.brussels."),
                   NULL);

  g_object_set (about,
                "transient-for", parent,
                "modal", TRUE,
                "application-icon", TERRAIN_APP_ID,
                "application-name", "Terrain",
                "developer-name", "safe.brussels",
                "version", TERRAIN_VERSION,
                "license-type", GTK_LICENSE_GPL_3_0,
                "comments", comments,
                /* Translators: your names, one a line. */
                "translator-credits", _("translator-credits"),
                NULL);
  terrain_dialogs_let_be_narrow (about);
  terrain_wrap_buttons (about);
  gtk_window_present (GTK_WINDOW (about));
}

/* Built when it is asked for: GTK would build gtk/help-overlay.ui with every window, 20 ms before the first one shows. */
void
terrain_dialogs_show_shortcuts (GtkWindow *parent)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/brussels/safe/Terrain/terrain-shortcuts.ui");
  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (window, parent);
  gtk_window_present (window);
}

typedef struct
{
  TerrainFileFunc func;
  gpointer user_data;
} OpenForm;

static void
on_open_response (GtkNativeDialog *dialog,
                  int              response,
                  OpenForm        *open)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file)
        open->func (file, open->user_data);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
open_form_free (gpointer  data,
                GClosure *closure)
{
  g_free (data);
}

void
terrain_dialogs_open_form (GtkWindow      *parent,
                           TerrainFileFunc func,
                           gpointer        user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a Form"), parent, GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("_Open"), _("_Cancel"));
  GtkFileFilter *filter = gtk_file_filter_new ();
  OpenForm *open = g_new (OpenForm, 1);

  open->func = func;
  open->user_data = user_data;
  gtk_file_filter_set_name (filter, _("Forms (spreadsheets and XForms)"));
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_add_suffix (filter, "xlsm");
  /* survey.csv stands for its folder. */
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  g_object_unref (filter);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_open_response), open, open_form_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

typedef struct
{
  TerrainFileFunc func;
  GtkWidget *widget; /* weak: the page may be gone before the person has chosen */
} SaveFile;

static void
on_save_response (GtkNativeDialog *dialog,
                  int              response,
                  SaveFile        *save)
{
  if (response == GTK_RESPONSE_ACCEPT && save->widget)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      if (file)
        save->func (file, save->widget);
    }
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
save_file_free (gpointer  data,
                GClosure *closure)
{
  SaveFile *save = data;

  if (save->widget)
    g_object_remove_weak_pointer (G_OBJECT (save->widget), (gpointer *) &save->widget);
  g_free (save);
}

void
terrain_dialogs_save_file (GtkWindow      *parent,
                           const char     *title,
                           const char     *name,
                           TerrainFileFunc func,
                           GtkWidget      *for_widget)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));
  SaveFile *save = g_new (SaveFile, 1);

  save->func = func;
  save->widget = for_widget;
  g_object_add_weak_pointer (G_OBJECT (for_widget), (gpointer *) &save->widget);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_save_response), save, save_file_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
terrain_dialogs_open_map (GtkWidget      *for_widget,
                          gboolean        folder,
                          TerrainFileFunc func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    folder ? _("Choose a Folder of Tiles") : _("Choose a Map File"), GTK_WINDOW (gtk_widget_get_root (for_widget)),
    folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_OPEN, _("_Choose"), _("_Cancel"));
  SaveFile *open = g_new (SaveFile, 1);

  open->func = func;
  open->widget = for_widget;
  g_object_add_weak_pointer (G_OBJECT (for_widget), (gpointer *) &open->widget);
  if (!folder)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _("Maps (MBTiles)"));
      gtk_file_filter_add_suffix (filter, "mbtiles");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_save_response), open, save_file_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
terrain_dialogs_show_form_issues (GtkWindow    *parent,
                                  const char   *name,
                                  const GError *error,
                                  GPtrArray    *issues)
{
  /* Translators: %s is a file name. */
  g_autofree char *heading = g_strdup_printf (_("“%s” Cannot Be Used"), name);
  g_autoptr (GString) body = g_string_new (error ? error->message : NULL);
  guint n_errors = 0;

  for (guint i = 0; issues && i < issues->len; i++)
    {
      const TerrainIssue *issue = g_ptr_array_index (issues, i);
      if (issue->severity != TERRAIN_ISSUE_ERROR || ++n_errors > MAX_ISSUES)
        continue;
      g_string_append (body, body->len > 0 ? "\n\n" : "");
      if (issue->line > 0)
        /* Translators: a line number in a file, then what is wrong there. */
        g_string_append_printf (body, _("Line %d: %s"), issue->line, issue->message);
      else
        g_string_append (body, issue->message);
    }
  if (n_errors > MAX_ISSUES)
    g_string_append_printf (body, ngettext ("\n\nand %u more", "\n\nand %u more", n_errors - MAX_ISSUES),
                            n_errors - MAX_ISSUES);

  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body->str);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
terrain_dialogs_ask_leave (GtkWindow  *parent,
                           const char *body,
                           GCallback   leave,
                           gpointer    user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Leave Without the Last Answer?"), body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "stay", _("_Stay"),
                                    "leave", _("_Leave"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "leave", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response::leave", leave, user_data, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct
{
  TerrainFormFunc func;
  gpointer user_data;
  GClosureNotify destroy;
  GtkDropDown *forms; /* owned by the dialog */
} AskForm;

static void
on_form_response (AdwMessageDialog *dialog,
                  const char       *response,
                  AskForm          *ask)
{
  TerrainFormObject *form = gtk_drop_down_get_selected_item (ask->forms);

  if (form && strcmp (response, "add") == 0)
    ask->func (terrain_form_object_get (form)->id, ask->user_data);
}

static void
ask_form_free (gpointer  data,
               GClosure *closure)
{
  AskForm *ask = data;

  ask->destroy (ask->user_data, closure);
  g_free (ask);
}

static char *
dup_form_title (TerrainFormObject *form,
                gpointer           user_data)
{
  return g_strdup (terrain_form_object_get_title (form));
}

void
terrain_dialogs_ask_form (GtkWindow      *parent,
                          const char     *name,
                          GListModel     *library,
                          TerrainFormFunc func,
                          gpointer        user_data,
                          GClosureNotify  destroy)
{
  /* Translators: %s is a file name. */
  g_autofree char *body = g_strdup_printf (_("It does not say which form “%s” translates."), name);
  GtkWidget *dialog = adw_message_dialog_new (parent, _("Translation of Which Form?"), body);
  AskForm *ask = g_new0 (AskForm, 1);
  GtkExpression *title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_form_title), NULL,
                                                      NULL);

  ask->func = func;
  ask->user_data = user_data;
  ask->destroy = destroy;
  ask->forms = GTK_DROP_DOWN (gtk_drop_down_new (g_object_ref (library), title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask->forms), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Form"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (ask->forms));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel", _("_Cancel"),
                                    "add", _("_Add"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_form_response), ask, ask_form_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

GtkWidget *
terrain_dialogs_ask_erase (GtkWindow *parent,
                           GPtrArray *records)
{
  guint n = records->len;
  g_autofree char *heading = g_strdup_printf (ngettext ("Delete %u Record for Good?", "Delete %u Records for Good?", n),
                                              n);
  g_autoptr (GString) body = g_string_new (_("It cannot be taken back: nobody will be able to read them again."));

  g_string_append_c (body, '\n');
  for (guint i = 0; i < MIN (n, MAX_NAMES); i++)
    {
      const TerrainRecord *record = terrain_record_object_get (g_ptr_array_index (records, i));
      g_autofree char *title = terrain_text_record_title (record);

      g_string_append_printf (body, "\n%s", title);
    }
  if (n > MAX_NAMES)
    g_string_append_printf (body, ngettext ("\nand %u more", "\nand %u more", n - MAX_NAMES), n - MAX_NAMES);

  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body->str);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "keep", _("_Keep"),
                                    "erase", _("_Delete for Good"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
