/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/*
 * translate-shots FORM-ID OUT.png WIDTH HEIGHT [WORD…]: the translation workspace as it looks, to be looked at. Words: ask
 * (the question for the language), language=…, context=…, type=… (as translation), list (on a narrow window), dark,
 * text=200 (percent). Run it through tests/support/with-display, with TERRAIN_DATA_DIR set to the build folder.
 */

#include <glib/gi18n.h>
#include <locale.h>

#include "widgets.h"
#include "window-fixture.h"

static const char *
find_word (char      **words,
           const char *name)
{
  for (; *words; words++)
    if (g_str_has_prefix (*words, name))
      return *words + strlen (name);
  return NULL;
}

static gboolean
asks (gpointer user_data)
{
  return widgets_find_window ("TerrainTranslateLanguages") != NULL;
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
  dialog = widgets_find_window ("TerrainTranslateLanguages");
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
  WindowFixture fixture = { 0 };
  const char *percent;

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
  window_fixture_set_up_with (&fixture, &(WindowOptions){ .closed = TRUE });
  g_autoptr (GPtrArray) issues = terrain_workspace_import_shipped (fixture.workspace, g_getenv ("TERRAIN_DATA_DIR"));
  if (find_word (argv, "dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  percent = find_word (argv, "text=");
  if (percent)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (96 * 1024 * g_ascii_strtod (percent, NULL) / 100),
                  NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  window_fixture_open (&fixture);
  gtk_window_set_default_size (fixture.window, atoi (argv[3]), atoi (argv[4]));
  widgets_run (300);
  window_fixture_do_with (&fixture, "win.translate", argv[1]);
  GtkWidget *shown = show (GTK_WIDGET (fixture.window), argv);
  widgets_run (1200);
  widgets_save_png (shown, argv[2]);
  window_fixture_tear_down (&fixture, NULL);
  return 0;
}
