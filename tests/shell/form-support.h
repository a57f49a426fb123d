/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

G_BEGIN_DECLS

/* What the tests of the form's widgets share. */

/* An interview of tests/shell/forms/@name (or of @name, where that is a path): UTC, 2026-03-03 12:00, a fixed seed. */
TerrainInterview *form_support_interview (const char *name);
/* A window of @width by @height with @child, mapped and drawn. Destroy it. */
GtkWidget *form_support_show (GtkWidget *child, int width, int height);
/* Runs the main loop for @ms milliseconds, and until nothing is pending. */
void form_support_run (guint ms);

typedef gboolean (*FormSupportMatch) (GtkWidget *widget, gpointer data);
/* Returns: (nullable): the first widget below @top, itself included, that @match accepts, depth first */
GtkWidget *form_support_find (GtkWidget *top, FormSupportMatch match, gpointer data);
GtkWidget *form_support_find_type (GtkWidget *top, GType type);
/* The mapped question at @ref. */
GtkWidget *form_support_question (GtkWidget *top, const char *ref);
/* The @n-th visible widget of @type below @top, from 0. */
GtkWidget *form_support_nth (GtkWidget *top, GType type, guint n);
/* The text of all labels that are to be seen below @top, with a space between. */
char *form_support_dup_text (GtkWidget *top);

/* Real key presses through the X server: "Return", "shift+Return", "ctrl+Next", "12" (a keycode). FALSE without
 * xdotool. */
gboolean form_support_have_keys (void);
void form_support_key (const char *key);
void form_support_type (const char *text);

const char *form_support_value (TerrainInterview *interview, const char *ref);

/* Writes what @widget shows to @file. */
void form_support_save_png (GtkWidget *widget, const char *file);

G_END_DECLS
