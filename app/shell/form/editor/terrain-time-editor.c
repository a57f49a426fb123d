/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-date-text.h"
#include "terrain-editors.h"

/* A time of day, typed: "14:30", "1430", "14h30", "2:30 pm". */
struct _TerrainTimeEditor
{
  TerrainEditor parent_instance;
  GtkWidget *entry;
  gboolean showing;
};

G_DECLARE_FINAL_TYPE (TerrainTimeEditor, terrain_time_editor, TERRAIN, TIME_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainTimeEditor, terrain_time_editor, TERRAIN_TYPE_EDITOR)

static void
typed (TerrainTimeEditor *self)
{
  if (!self->showing)
    terrain_editor_typed (TERRAIN_EDITOR (self));
}

static void
terrain_time_editor_build (TerrainEditor *editor)
{
  TerrainTimeEditor *self = TERRAIN_TIME_EDITOR (editor);

  self->entry = g_object_new (GTK_TYPE_ENTRY, "placeholder-text", _("hh:mm"), "width-chars", 8, "max-length", 16,
                              "halign", GTK_ALIGN_START, NULL);
  gtk_widget_add_css_class (self->entry, "numeric");
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  terrain_editor_watch_entry (editor, self->entry);
}

static void
terrain_time_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainTimeEditor *self = TERRAIN_TIME_EDITOR (editor);
  g_autofree char *shown = NULL;
  int seconds, typed_seconds;

  terrain_time_text_from_value (value, &seconds);
  if (terrain_time_text_parse (gtk_editable_get_text (GTK_EDITABLE (self->entry)), &typed_seconds) &&
      typed_seconds == seconds)
    return;
  shown = terrain_time_text_format (seconds);
  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->showing = FALSE;
}

static gboolean
terrain_time_editor_flush (TerrainEditor *editor)
{
  TerrainTimeEditor *self = TERRAIN_TIME_EDITOR (editor);
  TerrainItem *item = terrain_editor_get_item (editor);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *value = NULL, *message = NULL;
  int seconds, kept;

  if (!terrain_time_text_parse (text, &seconds))
    {
      message = g_strdup_printf (_("“%s” is not a time: type it as hours and minutes, such as 14:30."), text);
      terrain_editor_refuse (editor, message);
      return FALSE;
    }
  if (seconds < 0)
    return terrain_editor_answer (editor, "");
  /* The same time is no new answer, whatever offset it was first written with. */
  if (terrain_time_text_from_value (terrain_item_get_value (item), &kept) && kept == seconds)
    return terrain_editor_answer (editor, terrain_item_get_value (item));
  value = terrain_time_text_to_value (
    seconds, NULL,
    terrain_environment_get_time_zone (terrain_interview_get_environment (terrain_item_get_interview (item))));
  return terrain_editor_answer (editor, value);
}

static void
terrain_time_editor_describe (TerrainEditor *editor)
{
  terrain_editor_describe (editor, TERRAIN_TIME_EDITOR (editor)->entry, NULL);
}

static void
terrain_time_editor_class_init (TerrainTimeEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_time_editor_build;
  editor_class->show = terrain_time_editor_show;
  editor_class->flush = terrain_time_editor_flush;
  editor_class->describe = terrain_time_editor_describe;
}

static void
terrain_time_editor_init (TerrainTimeEditor *self)
{
}
