/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-failure-window.h"
#include "terrain-text.h"

GtkWindow *
terrain_failure_window_new (GtkApplication *application,
                            const GError   *error,
                            const char     *folder)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (error != NULL && folder != NULL, NULL);

  g_autofree char *title = NULL;
  g_autofree char *text = terrain_text_open_failure (error, folder, &title);
  /* The description of a status page is markup. */
  g_autofree char *markup = g_markup_escape_text (text, -1);
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *quit = gtk_button_new_with_mnemonic (_("_Quit"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), markup);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_widget_set_halign (quit, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (quit, "pill");
  gtk_widget_add_css_class (quit, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (quit), "window.close");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), quit);

  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Terrain");
  gtk_window_set_default_size (GTK_WINDOW (window), 640, 560);
  gtk_window_set_default_widget (GTK_WINDOW (window), quit);
  gtk_window_set_focus (GTK_WINDOW (window), quit);
  return GTK_WINDOW (window);
}
