/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * translate-shots FORM-ID OUT.png WIDTH HEIGHT [WORD…]: the translation workspace as it looks, to be looked at. Words: ask
 * (the question for the language), language=…, context=…, type=… (as translation), list (on a narrow window), dark,
 * text=200 (percent). Run it through tests/support/with-display, with TERRAIN_DATA_DIR set to the build folder.
 */

#include <glib/gi18n.h>
#include <locale.h>
#include <terrain-shell.h>

#include "widgets.h"

static const char *
find_word (char      **words,
           const char *name)
{
  for (; *words; words++)
    if (g_str_has_prefix (*words, name))
      return *words + strlen (name);
  return NULL;
}

static GtkWidget *
find_toplevel (const char *type_name)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) widget = g_list_model_get_item (toplevels, i);
      if (strcmp (G_OBJECT_TYPE_NAME (widget), type_name) == 0)
        return widget;
    }
  return NULL;
}

static gboolean
asks (gpointer user_data)
{
  return find_toplevel ("TerrainTranslateLanguages") != NULL;
}

static GtkWidget *
show (GtkWidget *window,
      char     **words)
{
  const char *language = find_word (words, "language=");
  const char *context = find_word (words, "context=");
  const char *typed = find_word (words, "type=");
  GtkWidget *dialog;

  widgets_wait (asks, NULL);
  dialog = find_toplevel ("TerrainTranslateLanguages");
  if (find_word (words, "ask"))
    return dialog;
  g_signal_emit_by_name (dialog, "chosen", language);
  gtk_window_close (GTK_WINDOW (dialog));
  widgets_run (500);
  if (!find_word (words, "list"))
    g_signal_emit_by_name (widgets_find_type (window, "TerrainTranslateList"), "chosen");
  widgets_run (300);
  if (context)
    g_signal_emit_by_name (widgets_find_type (window, "TerrainTranslateStage"), "picked", context);
  if (typed)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widgets_find_type (window, "GtkTextView"))), typed,
                              -1);
  return window;
}

int
main (int   argc,
      char *argv[])
{
  const char *percent;
  g_autofree char *folder = NULL;
  g_autoptr (GError) error = NULL;

  if (argc < 5)
    {
      g_printerr ("usage: translate-shots FORM-ID OUT.png WIDTH HEIGHT [WORD…]\n");
      return 2;
    }
  setlocale (LC_ALL, "");
  if (g_getenv ("TERRAIN_LOCALE_DIR"))
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TERRAIN_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_autoptr (GSettings) settings = g_settings_new (TERRAIN_APP_ID);
  g_autoptr (TerrainApplication) application = terrain_application_new (settings, NULL);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  folder = widgets_make_folder ();
  g_autoptr (TerrainWorkspace) workspace = terrain_workspace_open (folder, settings, &error);
  g_assert_no_error (error);
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (workspace, g_getenv ("TERRAIN_DATA_DIR"));
  if (find_word (argv, "dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  percent = find_word (argv, "text=");
  if (percent)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * g_ascii_strtod (percent, NULL) / 100),
                  NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  GtkWindow *window = terrain_window_new (GTK_APPLICATION (application), workspace);
  gtk_window_set_default_size (window, atoi (argv[3]), atoi (argv[4]));
  gtk_window_present (window);
  widgets_run (300);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.translate", "s", argv[1]);
  GtkWidget *shown = show (GTK_WIDGET (window), argv);
  widgets_run (1200);
  widgets_save_png (shown, argv[2]);
  gtk_window_destroy (window);
  g_clear_object (&workspace);
  widgets_remove_folder (folder);
  return 0;
}
