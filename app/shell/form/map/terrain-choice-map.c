/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "terrain-choice-map.h"
#include "terrain-form-style.h"
#include "terrain-map-view.h"

struct _TerrainChoiceMap
{
  GtkWidget parent_instance;
  TerrainEditor *editor; /* its parent */
  GtkWidget *view;       /* NULL while nothing is anywhere */
  GtkWidget *words;
  GPtrArray *values; /* of char *: of each mark */
  gboolean is_shown; /* built once it is seen */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TerrainChoiceMap, terrain_choice_map, GTK_TYPE_WIDGET)

/* ODK's notation: "lat lon alt accuracy", of several with ";" between. A place that is none is left out. */
static GArray *
read_places (const char *geometry)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (TerrainPlace));
  g_auto (GStrv) parts = g_strsplit (geometry, ";", -1);
  TerrainPlace place;

  for (guint i = 0; parts[i] != NULL; i++)
    if (terrain_place_text_from_value (g_strstrip (parts[i]), &place))
      g_array_append_val (places, place);
  return places;
}

static gboolean
is_closed (GArray *places)
{
  const TerrainPlace *first = &g_array_index (places, TerrainPlace, 0);
  const TerrainPlace *last = &g_array_index (places, TerrainPlace, places->len - 1);

  return places->len > 3 && first->latitude == last->latitude && first->longitude == last->longitude;
}

static char *
dup_field (TerrainChoice *choice, const char *name)
{
  const char *text = terrain_choice_get_field (choice, name);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* Returns: (nullable) */
static TerrainMapMark *
make_mark (TerrainChoice *choice, const char *const *chosen)
{
  const char *geometry = terrain_choice_get_field (choice, "geometry");
  g_autoptr (GArray) places = geometry != NULL ? read_places (geometry) : NULL;
  TerrainMapMark *mark;

  if (places == NULL || places->len == 0)
    return NULL;
  mark = g_new0 (TerrainMapMark, 1);
  mark->closed = is_closed (places);
  if (mark->closed)
    g_array_set_size (places, places->len - 1);
  mark->places = g_steal_pointer (&places);
  mark->chosen = g_strv_contains (chosen, terrain_choice_get_value (choice));
  mark->label = terrain_form_dup_plain_text (terrain_choice_get_label (choice));
  mark->symbol = dup_field (choice, "marker-symbol");
  mark->color = dup_field (choice, "marker-color");
  if (mark->color == NULL)
    mark->color = dup_field (choice, "stroke");
  return mark;
}

/* @n_nowhere: of choices that are not on the map */
static GPtrArray *
make_marks (TerrainChoiceMap *self, guint *n_nowhere)
{
  TerrainItem *item = terrain_editor_get_item (self->editor);
  GListModel *choices = terrain_item_get_choices (item);
  const char *value = terrain_item_get_value (item);
  g_auto (GStrv) chosen = g_strsplit (value != NULL ? value : "", " ", -1);
  GPtrArray *marks = g_ptr_array_new_with_free_func ((GDestroyNotify) terrain_map_mark_free);

  *n_nowhere = 0;
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; choices != NULL && i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (TerrainChoice) choice = g_list_model_get_item (choices, i);
      TerrainMapMark *mark = make_mark (choice, (const char *const *) chosen);

      if (mark == NULL)
        {
          (*n_nowhere)++;
          continue;
        }
      g_ptr_array_add (marks, mark);
      g_ptr_array_add (self->values, g_strdup (terrain_choice_get_value (choice)));
    }
  return marks;
}

static void
mark_picked (TerrainMapView *view, guint mark, TerrainChoiceMap *self)
{
  g_autofree char *value = mark < self->values->len ? g_strdup (self->values->pdata[mark]) : NULL;

  if (value != NULL && !terrain_item_get_readonly (terrain_editor_get_item (self->editor)))
    g_signal_emit (self, signals[CHOSEN], 0, value);
}

static void
build_view (TerrainChoiceMap *self)
{
  g_autofree char *problem = NULL;
  TerrainMapTiles *tiles = terrain_form_context_get_map (terrain_editor_get_context (self->editor), &problem);

  self->view = terrain_map_view_new (tiles);
  terrain_map_view_set_picks_marks (TERRAIN_MAP_VIEW (self->view), TRUE);
  g_signal_connect_object (self->view, "mark-picked", G_CALLBACK (mark_picked), self, 0);
  gtk_widget_insert_before (self->view, GTK_WIDGET (self), self->words);
  terrain_editor_describe (self->editor, self->view, _("map"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _("The list below has the same choices. Arrow keys move the map, Enter chooses what is in "
                                    "its middle."), -1);
  terrain_editor_adopt (self->editor);
}

/* @all: everything is to be seen; not after an answer, which would move the map under the hand */
static void
show (TerrainChoiceMap *self, gboolean all)
{
  g_autofree char *words = NULL;
  GPtrArray *marks;
  guint n_nowhere;

  if (!self->is_shown)
    return;
  marks = make_marks (self, &n_nowhere);
  if (self->view == NULL && marks->len > 0)
    build_view (self);
  if (marks->len == 0)
    words = g_strdup (_("None of the choices says where it is: choose from the list."));
  else if (n_nowhere > 0)
    words = g_strdup_printf (ngettext ("%u choice is only in the list.", "%u choices are only in the list.", n_nowhere),
                             n_nowhere);
  gtk_label_set_label (GTK_LABEL (self->words), words != NULL ? words : "");
  gtk_widget_set_visible (self->words, words != NULL);
  if (self->view == NULL)
    {
      g_ptr_array_unref (marks);
      return;
    }
  terrain_map_view_take_marks (TERRAIN_MAP_VIEW (self->view), marks);
  if (all)
    terrain_map_view_show_all (TERRAIN_MAP_VIEW (self->view));
}

static void
choices_changed (TerrainChoiceMap *self)
{
  show (self, TRUE);
}

static void
value_changed (TerrainChoiceMap *self)
{
  show (self, FALSE);
}

void
terrain_choice_map_add (TerrainEditor *editor, GCallback chosen)
{
  TerrainChoiceMap *self;
  TerrainItem *item;

  g_return_if_fail (TERRAIN_IS_EDITOR (editor));

  if (!terrain_editor_has_appearance (editor, "map"))
    return;
  item = terrain_editor_get_item (editor);
  self = g_object_new (TERRAIN_TYPE_CHOICE_MAP, NULL);
  self->editor = editor;
  g_signal_connect_object (self, "chosen", chosen, editor, 0);
  g_signal_connect_object (item, "notify::value", G_CALLBACK (value_changed), self, G_CONNECT_SWAPPED);
  if (terrain_item_get_choices (item) != NULL)
    g_signal_connect_object (terrain_item_get_choices (item), "items-changed", G_CALLBACK (choices_changed), self,
                             G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (editor));
}

GtkWidget *
terrain_choice_map_get_view (TerrainChoiceMap *self)
{
  g_return_val_if_fail (TERRAIN_IS_CHOICE_MAP (self), NULL);

  return self->view;
}

static void
terrain_choice_map_map (GtkWidget *widget)
{
  TerrainChoiceMap *self = TERRAIN_CHOICE_MAP (widget);

  if (!self->is_shown)
    {
      self->is_shown = TRUE;
      show (self, TRUE);
    }
  GTK_WIDGET_CLASS (terrain_choice_map_parent_class)->map (widget);
}

static void
terrain_choice_map_dispose (GObject *object)
{
  TerrainChoiceMap *self = TERRAIN_CHOICE_MAP (object);

  g_clear_pointer (&self->view, gtk_widget_unparent);
  g_clear_pointer (&self->words, gtk_widget_unparent);
  G_OBJECT_CLASS (terrain_choice_map_parent_class)->dispose (object);
}

static void
terrain_choice_map_finalize (GObject *object)
{
  g_ptr_array_unref (TERRAIN_CHOICE_MAP (object)->values);
  G_OBJECT_CLASS (terrain_choice_map_parent_class)->finalize (object);
}

static void
terrain_choice_map_class_init (TerrainChoiceMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = terrain_choice_map_dispose;
  object_class->finalize = terrain_choice_map_finalize;
  GTK_WIDGET_CLASS (klass)->map = terrain_choice_map_map;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
terrain_choice_map_init (TerrainChoiceMap *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->words = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0f, "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->words, "terrain-dim");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));
}
