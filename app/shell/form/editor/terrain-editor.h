/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <terrain-engine.h>

#include "terrain-form-context.h"

G_BEGIN_DECLS

/*
 * TerrainEditor: what a question is answered with. One sub-class a file; terrain_editor_pick() has the table.
 *
 * An editor is made for one item and one context and shows the item's value whenever that changes. What a person does
 * goes to terrain_editor_answer(). Signal "done" (gboolean forward): Enter. Property "problem" (nullable): why what is
 * typed is no answer. Property "notice" (nullable): what was not taken from the clipboard, until something else is typed.
 */
#define TERRAIN_TYPE_EDITOR (terrain_editor_get_type ())
G_DECLARE_DERIVABLE_TYPE (TerrainEditor, terrain_editor, TERRAIN, EDITOR, GtkWidget)

/**
 * TerrainEditorClass:
 * @build: makes the children; item and context are there. Once.
 * @show: shows @value; must leave alone what is being typed where that already means @value
 * @flush: hands over what is typed but not answered; FALSE where it cannot be an answer. NULL: nothing is ever pending
 * @set_editable: NULL: the whole editor is made insensitive
 * @show_label: shows the question's label itself, as Pango markup, in place of the question. NULL, or FALSE: it does not
 * @shows_readonly: stands also where the question is read-only, in place of its value as text
 * @describe: puts label, description, required and invalid on its accessible widgets with terrain_editor_describe().
 *   NULL: on the editor itself
 */
struct _TerrainEditorClass
{
  GtkWidgetClass parent_class;
  void (*build) (TerrainEditor *self);
  void (*show) (TerrainEditor *self, const char *value);
  gboolean (*flush) (TerrainEditor *self);
  void (*set_editable) (TerrainEditor *self, gboolean editable);
  gboolean (*show_label) (TerrainEditor *self, const char *markup);
  void (*describe) (TerrainEditor *self);
  gboolean shows_readonly;
};

TerrainItem *terrain_editor_get_item (TerrainEditor *self);
TerrainFormContext *terrain_editor_get_context (TerrainEditor *self);
/* A word of the appearance, as written in the form. */
gboolean terrain_editor_has_appearance (TerrainEditor *self, const char *word);

/* For sub-classes. FALSE where the answer was refused; "problem" then says why. */
gboolean terrain_editor_answer (TerrainEditor *self, const char *value);
/* A typed text that is no answer: says so, and what is kept instead. @message: a whole sentence. */
void terrain_editor_refuse (TerrainEditor *self, const char *message);
void terrain_editor_set_problem (TerrainEditor *self, const char *problem);
void terrain_editor_done (TerrainEditor *self, gboolean forward);
/* Something chosen that needs no more: as Enter, but only where the form says "quick" or the view goes on by itself. */
void terrain_editor_chosen (TerrainEditor *self);
/* Gives @widget the question's name (followed by @part where not NULL), hint, message and states. */
void terrain_editor_describe (TerrainEditor *self, GtkWidget *widget, const char *part);
/* How what is typed in @widget is understood, where that stands beside it: described with the rest. (nullable) */
void terrain_editor_set_echo (TerrainEditor *self, GtkWidget *widget, const char *echo);
/* Typing is answered when it pauses: call on every change; flush is called after the pause. */
void terrain_editor_typed (TerrainEditor *self);
/* The same for what is looked at only when one leaves or goes on. */
void terrain_editor_touched (TerrainEditor *self);
/* Flush on leaving @widget, done on Enter (and Shift+Enter) in it. An entry takes a line (terrain-text-guard.h), unless it
 * has a guard already. */
void terrain_editor_watch_entry (TerrainEditor *self, GtkWidget *widget);
/* TerrainTextGuardFunc: shows @message at the question. */
void terrain_editor_told (gpointer self, const char *message);
/* Gives widgets made after the editor was built the form's direction. */
void terrain_editor_adopt (TerrainEditor *self);

/* For the question. */
void terrain_editor_build (TerrainEditor *self);
void terrain_editor_refresh (TerrainEditor *self);
gboolean terrain_editor_flush (TerrainEditor *self);
void terrain_editor_set_editable (TerrainEditor *self, gboolean editable);
/* FALSE: the question shows it. */
gboolean terrain_editor_show_label (TerrainEditor *self, const char *markup);
const char *terrain_editor_get_problem (TerrainEditor *self);
const char *terrain_editor_get_notice (TerrainEditor *self);
/* The labels that name and describe the question, and whether the answer is wrong. */
void terrain_editor_set_description (TerrainEditor *self, GtkWidget *label, GtkWidget *hint, GtkWidget *message,
                                     gboolean invalid);

/* The editor that fits @item now: by kind, data type, appearance and number of choices. */
GType terrain_editor_pick (TerrainItem *item);

G_END_DECLS
