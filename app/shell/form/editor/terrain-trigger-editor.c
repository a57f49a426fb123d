/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-editors.h"

/* Acknowledging: the answer is "OK" or nothing (ODK XForms, <trigger>). */
struct _TerrainTriggerEditor
{
  TerrainEditor parent_instance;
  GtkWidget *check;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainTriggerEditor, terrain_trigger_editor, TERRAIN, TRIGGER_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainTriggerEditor, terrain_trigger_editor, TERRAIN_TYPE_EDITOR)

static void
toggled (TerrainTriggerEditor *self)
{
  gboolean active = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));

  if (!self->showing && terrain_editor_answer (TERRAIN_EDITOR (self), active ? "OK" : "") && active)
    terrain_editor_chosen (TERRAIN_EDITOR (self));
}

static void
terrain_trigger_editor_build (TerrainEditor *editor)
{
  TerrainTriggerEditor *self = TERRAIN_TRIGGER_EDITOR (editor);

  self->check = gtk_check_button_new_with_label (_("Read and Understood"));
  gtk_widget_set_halign (self->check, GTK_ALIGN_START);
  gtk_widget_set_parent (self->check, GTK_WIDGET (self));
  g_signal_connect_object (self->check, "toggled", G_CALLBACK (toggled), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->check);
}

static void
terrain_trigger_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainTriggerEditor *self = TERRAIN_TRIGGER_EDITOR (editor);

  self->showing = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), *value != '\0');
  self->showing = FALSE;
}

static void
terrain_trigger_editor_describe (TerrainEditor *editor)
{
  TerrainTriggerEditor *self = TERRAIN_TRIGGER_EDITOR (editor);

  terrain_editor_describe (editor, self->check, gtk_check_button_get_label (GTK_CHECK_BUTTON (self->check)));
}

static void
terrain_trigger_editor_class_init (TerrainTriggerEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_trigger_editor_build;
  editor_class->show = terrain_trigger_editor_show;
  editor_class->describe = terrain_trigger_editor_describe;
}

static void
terrain_trigger_editor_init (TerrainTriggerEditor *self)
{
}
