/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "terrain-camera-button.h"
#include "terrain-editors.h"
#include "terrain-form-style.h"

/*
 * A bar code or QR code: typed, typed by a scanner that stands for a keyboard (and goes on, as it ends with Enter), or seen
 * by the camera. "hidden-answer" of ODK XForms: it is not to be read over the shoulder.
 */
struct _TerrainCodeEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry;
  GtkWidget *scan;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainCodeEditor, terrain_code_editor, TERRAIN, CODE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainCodeEditor, terrain_code_editor, TERRAIN_TYPE_EDITOR)

static void
typed (TerrainCodeEditor *self)
{
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

static void
set_text (TerrainCodeEditor *self, const char *text)
{
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

/* It stands there to be compared with what was meant; Enter goes on. */
static void
code_read (TerrainCodeEditor *self, const char *text)
{
  set_text (self, text);
  terrain_editor_answer (TERRAIN_EDITOR (self), text);
  gtk_widget_grab_focus (self->entry);
}

static void
camera_failed (TerrainCodeEditor *self, const char *problem)
{
  g_autofree char *message = g_strdup_printf (_("%s The code can be typed as well."), problem);

  terrain_editor_refuse (TERRAIN_EDITOR (self), message);
  gtk_widget_grab_focus (self->entry);
}

static void
terrain_code_editor_build (TerrainEditor *editor)
{
  TerrainCodeEditor *self = TERRAIN_CODE_EDITOR (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (terrain_editor_has_appearance (editor, "hidden-answer") || terrain_editor_has_appearance (editor, "masked"))
    self->entry = g_object_new (GTK_TYPE_PASSWORD_ENTRY, "show-peek-icon", TRUE, NULL);
  else
    self->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("Scan or type the code"), NULL);
  gtk_widget_set_hexpand (self->entry, TRUE);
  self->scan = terrain_camera_button_new (terrain_form_context_get_cameras (terrain_editor_get_context (editor)),
                                          TERRAIN_CAMERA_CODE, 0);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->scan);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scan, "code", G_CALLBACK (code_read), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scan, "failed", G_CALLBACK (camera_failed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->entry);
}

static void
terrain_code_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainCodeEditor *self = TERRAIN_CODE_EDITOR (editor);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->entry)), value))
    set_text (self, value);
}

/* An answer of spaces alone is none. */
static gboolean
terrain_code_editor_flush (TerrainEditor *editor)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (TERRAIN_CODE_EDITOR (editor)->entry));

  return terrain_editor_answer (editor, text[strspn (text, " \t\n")] != '\0' ? text : "");
}

static void
terrain_code_editor_describe (TerrainEditor *editor)
{
  TerrainCodeEditor *self = TERRAIN_CODE_EDITOR (editor);
  g_autofree char *what = terrain_form_dup_plain_text (terrain_item_get_label (terrain_editor_get_item (editor)));

  terrain_editor_describe (editor, self->entry, NULL);
  terrain_editor_describe (editor, self->scan, _("Scan with the Camera"));
  terrain_camera_button_set_what (TERRAIN_CAMERA_BUTTON (self->scan), what);
}

static gboolean
terrain_code_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (TERRAIN_CODE_EDITOR (widget)->entry);
}

static void
terrain_code_editor_class_init (TerrainCodeEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_code_editor_build;
  editor_class->show = terrain_code_editor_show;
  editor_class->flush = terrain_code_editor_flush;
  editor_class->describe = terrain_code_editor_describe;
  GTK_WIDGET_CLASS (klass)->grab_focus = terrain_code_editor_grab_focus;
}

static void
terrain_code_editor_init (TerrainCodeEditor *self)
{
}
