/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <terrain-engine.h>
#include <terrain-fieldwork.h>

G_BEGIN_DECLS

/* Every dialog that later versions of GTK and libadwaita replace (GtkFileDialog, AdwAlertDialog, AdwAboutDialog). */

void terrain_dialogs_show_about (GtkWindow *parent);
void terrain_dialogs_show_shortcuts (GtkWindow *parent);

typedef void (*TerrainFileFunc) (GFile *file, gpointer user_data);
/* Calls @func with the chosen form file; not at all where none is chosen. */
void terrain_dialogs_open_form (GtkWindow *parent, TerrainFileFunc func, gpointer user_data);

/* Asks where to save, with @name as a start; calls @func unless the person gives up. */
void terrain_dialogs_save_file (GtkWindow *parent, const char *title, const char *name, TerrainFileFunc func,
                                GtkWidget *for_widget);

/* Asks for a file of map tiles, or for a folder of them; calls @func with it and @for_widget, unless that is gone. */
void terrain_dialogs_open_map (GtkWidget *for_widget, gboolean folder, TerrainFileFunc func);

/* @issues: (nullable) (element-type TerrainIssue): what is wrong with the form @name */
void terrain_dialogs_show_form_issues (GtkWindow *parent, const char *name, const GError *error, GPtrArray *issues);

typedef void (*TerrainFormFunc) (const char *form_id, gpointer user_data);
/* Asks which form the translation @name is for. @library: of TerrainFormObject. Calls @func with the one chosen; not at all
 * where none is. */
void terrain_dialogs_ask_form (GtkWindow *parent, const char *name, GListModel *library, TerrainFormFunc func,
                               gpointer user_data, GClosureNotify destroy);

/* Asks whether to leave although something would be lost; calls @leave only where the person says so. */
void terrain_dialogs_ask_leave (GtkWindow *parent, const char *body, GCallback leave, gpointer user_data);

/* Asks before records (element-type TerrainRecordObject) are erased, and names them. Returns: (transfer none): its response
 * "erase" is the go-ahead */
GtkWidget *terrain_dialogs_ask_erase (GtkWindow *parent, GPtrArray *records);

/* Windows that libadwaita makes (preferences, about) ask for 360 pixels, whatever is in them; 320 are enough. */
void terrain_dialogs_let_be_narrow (GtkWidget *window);

G_END_DECLS
