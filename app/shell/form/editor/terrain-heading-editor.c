/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "terrain-choice-grid.h"
#include "terrain-editors.h"
#include "terrain-second-language.h"

/* The heading of a table of questions ("label"): the choices' labels over the marks of the lines that follow. It takes no
 * answer; each mark has its label as its own name, so assistive technology passes the heading by. */
struct _TerrainHeadingEditor
{
  TerrainEditor parent_instance;
  GtkWidget *grid;
};

G_DECLARE_FINAL_TYPE (TerrainHeadingEditor, terrain_heading_editor, TERRAIN, HEADING_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainHeadingEditor, terrain_heading_editor, TERRAIN_TYPE_EDITOR)

static GListModel *
choices_of (TerrainHeadingEditor *self)
{
  return terrain_item_get_choices (terrain_editor_get_item (TERRAIN_EDITOR (self)));
}

static void
fill (TerrainHeadingEditor *self)
{
  GListModel *choices = choices_of (self);
  g_autoptr (GString) texts = g_string_new (NULL);
  GtkWidget *title = gtk_widget_get_first_child (self->grid);
  GtkWidget *cell;

  while ((cell = gtk_widget_get_next_sibling (title)) != NULL)
    terrain_choice_grid_remove (TERRAIN_CHOICE_GRID (self->grid), cell);
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      g_autofree char *markup = terrain_second_language_dup_choice (
        terrain_editor_get_context (TERRAIN_EDITOR (self)), terrain_editor_get_item (TERRAIN_EDITOR (self)), choice);

      cell = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                           GTK_JUSTIFY_CENTER, "valign", GTK_ALIGN_END, "accessible-role",
                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_label_set_markup (GTK_LABEL (cell), markup);
      /* Each line has its own in a list. */
      g_object_bind_property (self->grid, "stacked", cell, "visible",
                              G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
      terrain_choice_grid_append (TERRAIN_CHOICE_GRID (self->grid), cell);
      g_string_append_printf (texts, "%s\n", gtk_label_get_text (GTK_LABEL (cell)));
    }
  terrain_choice_grid_set_texts (TERRAIN_CHOICE_GRID (self->grid), texts->str);
  terrain_editor_adopt (TERRAIN_EDITOR (self));
}

static void
terrain_heading_editor_build (TerrainEditor *editor)
{
  TerrainHeadingEditor *self = TERRAIN_HEADING_EDITOR (editor);

  self->grid = terrain_choice_grid_new (GTK_ACCESSIBLE_ROLE_GROUP, /* has_title= */ TRUE);
  gtk_widget_add_css_class (self->grid, "heading");
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  if (choices_of (self) != NULL)
    g_signal_connect_object (choices_of (self), "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (terrain_editor_get_context (editor), "notify::second-language", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  fill (self);
}

static void
terrain_heading_editor_show (TerrainEditor *editor, const char *value)
{
}

static gboolean
terrain_heading_editor_show_label (TerrainEditor *editor, const char *markup)
{
  terrain_choice_grid_set_title (TERRAIN_CHOICE_GRID (TERRAIN_HEADING_EDITOR (editor)->grid), markup);
  return TRUE;
}

static void
terrain_heading_editor_class_init (TerrainHeadingEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_heading_editor_build;
  editor_class->show = terrain_heading_editor_show;
  editor_class->show_label = terrain_heading_editor_show_label;
}

static void
terrain_heading_editor_init (TerrainHeadingEditor *self)
{
}
