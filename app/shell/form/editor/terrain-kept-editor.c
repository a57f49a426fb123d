/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-editors.h"

/* What cannot be answered here (pictures, sound, files) but must not be lost: shown, and left as it is. */
struct _TerrainKeptEditor
{
  TerrainEditor parent_instance;
  GtkWidget *label;
};

G_DECLARE_FINAL_TYPE (TerrainKeptEditor, terrain_kept_editor, TERRAIN, KEPT_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainKeptEditor, terrain_kept_editor, TERRAIN_TYPE_EDITOR)

static void
terrain_kept_editor_build (TerrainEditor *editor)
{
  TerrainKeptEditor *self = TERRAIN_KEPT_EDITOR (editor);

  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0f, NULL);
  gtk_widget_add_css_class (self->label, "terrain-dim");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
terrain_kept_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainKeptEditor *self = TERRAIN_KEPT_EDITOR (editor);
  g_autofree char *text = NULL;

  if (*value == '\0')
    text = g_strdup (_("Files cannot be added in this version. Go on with the next question."));
  else
    text = g_strdup_printf (_("Files cannot be changed in this version. This record keeps its file “%s”."), value);
  gtk_label_set_label (GTK_LABEL (self->label), text);
}

static void
terrain_kept_editor_class_init (TerrainKeptEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_kept_editor_build;
  editor_class->show = terrain_kept_editor_show;
}

static void
terrain_kept_editor_init (TerrainKeptEditor *self)
{
}
