/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What tests of whole windows share: looking at widgets as a person does, by type and text. */

typedef gboolean (*WidgetsCondition) (gpointer user_data);
/* Runs the main loop until @condition; fails the test where it does not come within 10 s. */
void widgets_wait (WidgetsCondition condition, gpointer user_data);
/* Runs the main loop for @ms. */
void widgets_run (guint ms);

typedef gboolean (*WidgetsMatch) (GtkWidget *widget, gconstpointer data);
/* Depth first, only what is to be seen. Returns: (nullable) */
GtkWidget *widgets_find (GtkWidget *top, WidgetsMatch match, gconstpointer data);
GtkWidget *widgets_find_type (GtkWidget *top, const char *type_name);
/* The button, row or item that shows @text. */
GtkWidget *widgets_find_text (GtkWidget *top, const char *type_name, const char *text);
GtkWidget *widgets_find_action (GtkWidget *top, const char *action);
guint widgets_count_type (GtkWidget *top, const char *type_name);
gboolean widgets_shows (GtkWidget *top, const char *text);
/* The window or dialog of a type that is to be seen. Returns: (nullable) */
GtkWidget *widgets_find_window (const char *type_name);
void widgets_activate (GtkWidget *widget);

/* Returns: (transfer full): one line for each widget that takes the focus and has no accessible name; "" for none */
char *widgets_dup_unnamed (GtkWidget *top);
void widgets_save_png (GtkWidget *widget, const char *path);

/* A folder that widgets_remove_folder() removes with all in it. */
char *widgets_make_folder (void);
void widgets_remove_folder (const char *folder);

G_END_DECLS
