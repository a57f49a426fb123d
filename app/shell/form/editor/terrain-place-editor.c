/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "terrain-editors.h"
#include "terrain-place-finder.h"
#include "terrain-place-map.h"
#include "terrain-place-rows.h"

/*
 * Where: a place, a line of places or an outline, in three ways to the same answer: typed (TerrainPlaceRows, which has what
 * the other two put there as well), as the place of this device (TerrainPlaceFinder), and on a map where this device has one
 * (TerrainPlaceMap). Without tiles there is no map: a pin on nothing would be a wrong answer that looks like a right one.
 */
struct _TerrainPlaceEditor
{
  TerrainEditor parent_instance;
  GtkWidget *rows;
  GtkWidget *finder;
  GtkWidget *map; /* NULL where there is none */
};

G_DECLARE_FINAL_TYPE (TerrainPlaceEditor, terrain_place_editor, TERRAIN, PLACE_EDITOR, TerrainEditor)
G_DEFINE_FINAL_TYPE (TerrainPlaceEditor, terrain_place_editor, TERRAIN_TYPE_EDITOR)

static void
show_on_map (TerrainPlaceEditor *self)
{
  g_autoptr (GArray) places = NULL;

  if (self->map == NULL)
    return;
  places = terrain_place_rows_dup_places (TERRAIN_PLACE_ROWS (self->rows));
  terrain_place_map_show (TERRAIN_PLACE_MAP (self->map), places);
}

/* A place is half typed for a while, and half of one may be another: "50.8 4" of "50.8 4.35". */
static void
typed (TerrainPlaceEditor *self)
{
  terrain_editor_touched (TERRAIN_EDITOR (self));
  show_on_map (self);
}

static void
answer_now (TerrainPlaceEditor *self)
{
  terrain_editor_touched (TERRAIN_EDITOR (self));
  terrain_editor_flush (TERRAIN_EDITOR (self));
  show_on_map (self);
}

static void
picked (GtkWidget *map, const TerrainPlace *place, TerrainPlaceEditor *self)
{
  if (terrain_item_get_readonly (terrain_editor_get_item (TERRAIN_EDITOR (self))))
    return;
  terrain_place_rows_add (TERRAIN_PLACE_ROWS (self->rows), place);
  answer_now (self);
}

static void
place_moved (GtkWidget *map, guint index, const TerrainPlace *place, TerrainPlaceEditor *self)
{
  if (terrain_item_get_readonly (terrain_editor_get_item (TERRAIN_EDITOR (self))))
    return;
  terrain_place_rows_move (TERRAIN_PLACE_ROWS (self->rows), index, place);
  answer_now (self);
}

static void
found (GtkWidget *finder, const TerrainPlace *place, TerrainPlaceEditor *self)
{
  picked (finder, place, self);
  if (self->map != NULL)
    terrain_place_map_go_to (TERRAIN_PLACE_MAP (self->map), place);
}

static void
take_back (TerrainPlaceEditor *self)
{
  if (terrain_place_rows_take_back (TERRAIN_PLACE_ROWS (self->rows)))
    answer_now (self);
}

static void
clear (TerrainPlaceEditor *self)
{
  terrain_place_rows_clear (TERRAIN_PLACE_ROWS (self->rows));
  answer_now (self);
}

static void
done (TerrainPlaceEditor *self)
{
  if (terrain_editor_flush (TERRAIN_EDITOR (self)))
    terrain_editor_done (TERRAIN_EDITOR (self), TRUE);
}

static TerrainPlaceKind
kind_of (TerrainControl *control)
{
  switch (terrain_control_get_data_type (control))
    {
    case TERRAIN_DATA_GEOTRACE:
      return TERRAIN_PLACE_LINE;
    case TERRAIN_DATA_GEOSHAPE:
      return TERRAIN_PLACE_OUTLINE;
    default:
      return TERRAIN_PLACE_POINT;
    }
}

/* "maps" and "placement-map": the form wants the place from a map, so it is there without being asked for. */
static gboolean
wants_map (TerrainEditor *editor)
{
  return terrain_editor_has_appearance (editor, "maps") || terrain_editor_has_appearance (editor, "placement-map");
}

static void
add_map (TerrainPlaceEditor *self, TerrainPlaceKind kind)
{
  TerrainEditor *editor = TERRAIN_EDITOR (self);
  g_autofree char *problem = NULL;
  TerrainMapTiles *tiles = terrain_form_context_get_map (terrain_editor_get_context (editor), &problem);

  if (tiles != NULL)
    {
      self->map = terrain_place_map_new (editor, kind, tiles, wants_map (editor));
      g_signal_connect_object (self->map, "picked", G_CALLBACK (picked), self, 0);
      g_signal_connect_object (self->map, "place-moved", G_CALLBACK (place_moved), self, 0);
      g_signal_connect_object (self->map, "take-back", G_CALLBACK (take_back), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->map, "clear", G_CALLBACK (clear), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->map, "done", G_CALLBACK (done), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (self->map, GTK_WIDGET (self));
    }
  else if (wants_map (editor) || problem != NULL)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f, "label",
                                       problem != NULL ? problem
                                                       : _("There is no map on this device. Type the place, or choose a map "
                                                           "file in the preferences."), NULL);

      gtk_widget_add_css_class (label, problem != NULL ? "terrain-missing" : "terrain-dim");
      gtk_widget_set_parent (label, GTK_WIDGET (self));
    }
}

static void
terrain_place_editor_build (TerrainEditor *editor)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);
  TerrainControl *control = terrain_item_get_control (terrain_editor_get_item (editor));
  TerrainPlaceKind kind = kind_of (control);

  self->rows = terrain_place_rows_new (editor, kind);
  g_signal_connect_object (self->rows, "changed", G_CALLBACK (typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "removed", G_CALLBACK (answer_now), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->rows, GTK_WIDGET (self));
  self->finder = terrain_place_finder_new (control);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found), self, 0);
  gtk_widget_set_parent (self->finder, GTK_WIDGET (self));
  add_map (self, kind);
  /* Enketo's: the map alone. Without one, nothing would be left to answer with. */
  if (self->map != NULL && wants_map (editor) && terrain_editor_has_appearance (editor, "hide-input"))
    gtk_widget_set_visible (self->rows, FALSE);
}

static void
terrain_place_editor_show (TerrainEditor *editor, const char *value)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);

  terrain_place_rows_show (TERRAIN_PLACE_ROWS (self->rows), value);
  show_on_map (self);
}

static gboolean
terrain_place_editor_flush (TerrainEditor *editor)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);
  g_autofree char *problem = NULL;
  g_autofree char *value = terrain_place_rows_dup_value (TERRAIN_PLACE_ROWS (self->rows), &problem);

  if (value != NULL)
    return terrain_editor_answer (editor, value);
  terrain_editor_refuse (editor, problem);
  return FALSE;
}

static void
terrain_place_editor_describe (TerrainEditor *editor)
{
  TerrainPlaceEditor *self = TERRAIN_PLACE_EDITOR (editor);
  GtkWidget *button = terrain_place_finder_get_button (TERRAIN_PLACE_FINDER (self->finder));

  terrain_place_rows_describe (TERRAIN_PLACE_ROWS (self->rows));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Use this device’s place"), -1);
  if (self->map != NULL)
    terrain_place_map_describe (TERRAIN_PLACE_MAP (self->map));
}

static void
terrain_place_editor_class_init (TerrainPlaceEditorClass *klass)
{
  TerrainEditorClass *editor_class = TERRAIN_EDITOR_CLASS (klass);

  editor_class->build = terrain_place_editor_build;
  editor_class->show = terrain_place_editor_show;
  editor_class->flush = terrain_place_editor_flush;
  editor_class->describe = terrain_place_editor_describe;
}

static void
terrain_place_editor_init (TerrainPlaceEditor *self)
{
}
