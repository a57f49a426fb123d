/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-editors.h"
#include "terrain-number-text.h"

/* A number, typed. What is no number stays as typed, with a sentence beside it, and is not answered. */
struct _TerrainNumberEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry;
  gboolean decimals;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainNumberEditor, terrain_number_editor, TERRAIN, NUMBER_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainNumberEditor, terrain_number_editor, TERRAIN_TYPE_EDITOR)

static void
typed (TerrainNumberEditor *self)
{
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

static void
terrain_number_editor_build (TerrainEditor *editor)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));

  self->decimals = terrain_control_get_data_type (control) == TERRAIN_DATA_DECIMAL;
  self->entry = g_object_new (GTK_TYPE_ENTRY, "input-purpose",
                              self->decimals ? GTK_INPUT_PURPOSE_NUMBER : GTK_INPUT_PURPOSE_DIGITS, "width-chars", 14,
                              "max-length", 40, "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->entry);
}

static void
terrain_number_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  g_autofree char *shown = terrain_number_text_format (value);
  g_autofree char *meant = terrain_number_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                                      self->decimals);
  g_autofree char *same = terrain_number_text_parse (value, TRUE);

  /* "1,50" is being typed and the answer is 1.5: leave it. */
  if (meant != NULL && (g_str_equal (meant, value) || g_strcmp0 (meant, same) == 0))
    return;
  if (meant != NULL && *meant != '\0' && *value != '\0' && g_ascii_strtod (meant, NULL) == g_ascii_strtod (value, NULL))
    return;
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

static gboolean
terrain_number_editor_flush (TerrainEditor *editor)
{
  TerrainNumberEditor *self = TERRAIN_NUMBER_EDITOR (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = terrain_number_text_parse (text, self->decimals);
  g_autofree char *message = NULL;

  if (value != NULL)
    return terrain_editor_answer (editor, value);
  if (self->decimals)
    message = g_strdup_printf (_("“%s” is not a number: use figures only, such as 12 or 12.5."), text);
  else
    message = g_strdup_printf (_("“%s” is not a whole number: use figures only, such as 12."), text);
  terrain_editor_refuse (editor, message);
  return FALSE;
}

static void
terrain_number_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_NUMBER_EDITOR (editor)->entry, NULL);
}

static void
terrain_number_editor_class_init (TerrainNumberEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_number_editor_build;
  editor_class->show = terrain_number_editor_show;
  editor_class->flush = terrain_number_editor_flush;
  editor_class->describe = terrain_number_editor_describe;
}

static void
terrain_number_editor_init (TerrainNumberEditor *self)
{
}
