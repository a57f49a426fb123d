/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-editors.h"
#include "terrain-printer.h"

/*
 * "printer": the answer, most often computed, is a page in HTML. A person does not read that: they look at the page, and print
 * it. Nothing is answered here.
 */
struct _TerrainPrintEditor
{
  TerrainEditor parent_instance;
  GtkWidget *print;
  GtkWidget *why; /* why there is nothing to press */
};

G_DECLARE_FINAL_TYPE (TerrainPrintEditor, terrain_print_editor, TERRAIN, PRINT_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainPrintEditor, terrain_print_editor, TERRAIN_TYPE_EDITOR)

/* Collect prints where this is all that the appearance says; "printer:…" was another app's. */
gboolean
terrain_print_editor_fits (TerrainControl *control)
{
  return terrain_control_get_data_type (control) == TERRAIN_DATA_STRING && terrain_control_has_appearance (control, "printer");
}

static TerrainPrinter *
find_printer (TerrainPrintEditor *self)
{
  /* What the respondent holds leads nowhere. */
  if (terrain_form_context_get_handed_over (terrain_editor_get_context (TERRAIN_EDITOR (self))))
    return NULL;
  return (TerrainPrinter *) gtk_widget_get_ancestor (GTK_WIDGET (self), TERRAIN_TYPE_PRINTER);
}

static void
update (TerrainPrintEditor *self)
{
  const char *value = terrain_item_get_value (terrain_editor_get_item (TERRAIN_EDITOR (self)));
  gboolean empty = value[strspn (value, " \t\r\n")] == '\0';
  gboolean can_print = find_printer (self) != NULL;

  gtk_widget_set_visible (self->print, can_print);
  gtk_widget_set_sensitive (self->print, !empty);
  gtk_widget_set_visible (self->why, !can_print || empty);
  gtk_label_set_label (GTK_LABEL (self->why), empty ? _("There is nothing to print yet.")
                                                    : _("Nothing can be printed on this screen."));
}

static void
print_clicked (TerrainPrintEditor *self)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);
  TerrainPrinter *printer = find_printer (self);

  if (printer != NULL)
    terrain_printer_show_page (printer, terrain_editor_get_item (editor),
                               terrain_form_context_get_session (terrain_editor_get_context (editor)));
}

static void
terrain_print_editor_build (TerrainEditor *editor)
{
  TerrainPrintEditor *self = TERRAIN_PRINT_EDITOR (editor);

  self->print = g_object_new (GTK_TYPE_BUTTON, "label", _("_Print…"), "use-underline", TRUE, "halign", GTK_ALIGN_START, NULL);
  self->why = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (self->why, "terrain-dim");
  g_signal_connect_object (self->print, "clicked", G_CALLBACK (print_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->print, GTK_WIDGET (self));
  gtk_widget_set_parent (self->why, GTK_WIDGET (self));
}

static void
terrain_print_editor_show (TerrainEditor *editor, const char *value)
{
  update (TERRAIN_PRINT_EDITOR (editor));
}

/* What is computed cannot be changed, but printed. */
static void
terrain_print_editor_set_editable (TerrainEditor *editor, gboolean editable)
{
}

static void
terrain_print_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_PRINT_EDITOR (editor)->print, _("Print"));
}

/* Which window it is in is known only then. */
static void
terrain_print_editor_map (GtkWidget *widget)
{
  update (TERRAIN_PRINT_EDITOR (widget));
  GTK_WIDGET_CLASS (terrain_print_editor_parent_class)->map (widget);
}

static void
terrain_print_editor_class_init (TerrainPrintEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_print_editor_build;
  editor_class->show = terrain_print_editor_show;
  editor_class->set_editable = terrain_print_editor_set_editable;
  editor_class->describe = terrain_print_editor_describe;
  editor_class->shows_readonly = TRUE;
  GTK_WIDGET_CLASS (klass)->map = terrain_print_editor_map;
}

static void
terrain_print_editor_init (TerrainPrintEditor *self)
{
}
